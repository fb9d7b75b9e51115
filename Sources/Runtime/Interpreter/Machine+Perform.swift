import Diagnostics
import Syntax

extension Machine {
  /// Executes an instruction that neither jumps nor calls a script function.
  ///
  /// - Parameters:
  ///   - words: the instruction in its code, followed by its extension words.
  /// - Returns: how many extension words it has read.
  func perform(
    _ instruction: Instruction, _ words: UnsafeMutablePointer<Instruction>, _ code: CodeObject,
    _ registers: UnsafeMutablePointer<Value>, _ interpreter: Interpreter
  ) throws -> Int {
    let constants = code.constants
    func operand(_ index: Int32) -> UnsafeMutablePointer<Value> {
      index >= 0 ? registers + Int(index) : constants + Int(-1 - index)
    }
    switch instruction.opcode {
    case .deleteGlobal:
      guard interpreter.globals.delete(Int(instruction.a)) else {
        throw interpreter.nameError(interpreter.globals.names[Int(instruction.a)])
      }
    case .deleteCell:
      if case .cell(let cell) = registers[Int(instruction.a)] { cell.value = .unbound }
    case .loadClassName:
      registers[Int(instruction.a)] = try interpreter.classMember(
        code.names[Int(instruction.b)], namespace: registers[0],
        globalSlot: Int(instruction.c))
    case .storeClassName:
      interpreter.setClassMember(
        code.names[Int(instruction.a)], operand(instruction.b).pointee,
        namespace: registers[0])
    case .deleteClassName:
      interpreter.setClassMember(
        code.names[Int(instruction.a)], .unbound, namespace: registers[0])
    case .visit: interpreter.visitCounts[Int(instruction.a)] += 1

    case .binary:
      registers[Int(instruction.a)] = try interpreter.slowBinary(
        BinaryOperator.allCases[Int(instruction.extra & 0x7F)],
        operand(instruction.b).pointee, operand(instruction.c).pointee,
        inPlace: instruction.extra & 0x80 != 0)
    case .unary:
      registers[Int(instruction.a)] = try interpreter.unary(
        instruction.extra == 0 ? .plus : .invert, operand(instruction.b).pointee)

    case .compareOther:
      let left = operand(instruction.b).pointee
      let right = operand(instruction.c).pointee
      switch instruction.extra {
      case 0: registers[Int(instruction.a)] = .bool(try interpreter.contains(left, in: right))
      case 1:
        registers[Int(instruction.a)] = .bool(!(try interpreter.contains(left, in: right)))
      case 2: registers[Int(instruction.a)] = .bool(left.isIdentical(to: right))
      default: registers[Int(instruction.a)] = .bool(!left.isIdentical(to: right))
      }

    case .makeSet:
      if instruction.extra == 1 {
        let elements = (0..<Int(instruction.c)).map { registers[Int(instruction.b) + $0] }
        registers[Int(instruction.a)] = .object(
          try SetOperations.makeConstantDisplay(elements, in: interpreter))
        break
      }
      let set = SetObject()
      for index in 0..<Int(instruction.c) {
        try set.insert(registers[Int(instruction.b) + index], in: interpreter)
      }
      registers[Int(instruction.a)] = .object(set)
    case .makeDict:
      registers[Int(instruction.a)] = .dict(DictObject())
    case .makeSlice:
      let first = registers + Int(instruction.b)
      registers[Int(instruction.a)] = .object(SliceObject(first[0], first[1], first[2]))
    case .joinStrings:
      registers[Int(instruction.a)] = interpreter.joinFormatted(
        registers + Int(instruction.b), Int(instruction.c))
    case .extendList:
      if case .list(let list) = registers[Int(instruction.a)] {
        list.elements += try interpreter.collectStarred(
          operand(instruction.b).pointee, callee: operand(instruction.c).pointee)
      }
    case .addToSet:
      try interpreter.addToSet(
        registers[Int(instruction.a)], operand(instruction.b).pointee)
    case .updateSet:
      for value in try interpreter.collect(operand(instruction.b).pointee) {
        try interpreter.addToSet(registers[Int(instruction.a)], value)
      }
    case .updateDict:
      try interpreter.updateDict(
        registers[Int(instruction.a)], from: operand(instruction.b).pointee)
    case .setDictItem:
      if case .dict(let dict) = registers[Int(instruction.a)] {
        try dict.set(
          operand(instruction.b).pointee, to: operand(instruction.c).pointee,
          in: interpreter)
      }
    case .mergeKeywords:
      // The callee lies two registers below the dict.
      try interpreter.mergeKeywords(
        registers[Int(instruction.a)], operand(instruction.b).pointee,
        name: instruction.extra == 1 ? operand(instruction.c).pointee : nil,
        callee: registers[Int(instruction.a) - 2])
    case .listToTuple:
      if case .list(let list) = registers[Int(instruction.b)] {
        registers[Int(instruction.a)] = .tuple(TupleObject(list.elements))
      }
    case .formatValue:
      registers[Int(instruction.a)] = .string(
        try interpreter.formatField(
          operand(instruction.b).pointee, operand(instruction.c).pointee,
          conversion: instruction.extra))

    case .setAttribute:
      try interpreter.setAttribute(
        code.names[Int(instruction.b)], of: operand(instruction.a).pointee,
        to: operand(instruction.c).pointee)
    case .deleteAttribute:
      try interpreter.deleteAttribute(
        code.names[Int(instruction.b)], of: operand(instruction.a).pointee)
    case .deleteItem:
      try interpreter.deleteItem(
        of: operand(instruction.a).pointee, at: operand(instruction.b).pointee)

    case .unpackStarred:
      let values = try interpreter.unpackStarred(
        operand(instruction.b).pointee, count: Int(instruction.c),
        star: Int(instruction.extra))
      for (index, value) in values.enumerated() {
        registers[Int(instruction.a) + index] = value
      }

    case .makeFunction:
      let nested = code.nested[Int(instruction.b)]
      let parameters = nested.parameters
      let first = registers + Int(instruction.c)
      let defaults = (0..<parameters.defaultCount).map { first[$0] }
      let keywordDefaults = parameters.keywordDefaultSlots.indices.map {
        first[parameters.defaultCount + $0]
      }
      let cells = captures(nested, words + 1, registers)
      registers[Int(instruction.a)] = .function(
        FunctionObject(
          nested, defaults: defaults, keywordDefaults: keywordDefaults, cells: cells))
      return nested.freeCount
    case .makeClass:
      let nested = code.nested[Int(instruction.b)]
      let word = words[1]
      let first = registers + Int(instruction.c)
      let bases = (0..<Int(word.a)).map { first[$0] }
      let cells = captures(nested, words + 2, registers)
      var keywords: [(name: Name, value: Value)] = []
      if case .tuple(let names) = operand(word.c).pointee {
        for (index, name) in names.elements.enumerated() {
          keywords.append((Name(name.text ?? ""), first[Int(word.a) + index]))
        }
      }
      registers[Int(instruction.a)] = try makeClass(
        FunctionObject(nested, cells: cells), operand(word.b).pointee.text ?? "", bases,
        keywords: keywords)
      return 1 + nested.freeCount
    case .raise:
      throw try interpreter.raisedFromScript(operand(instruction.a).pointee)
    case .raiseFrom:
      throw try interpreter.raisedFromScript(
        operand(instruction.a).pointee, cause: operand(instruction.b).pointee)
    case .reraise:
      guard case .object(let object) = operand(instruction.a).pointee,
        let exception = object as? ExceptionObject
      else {
        guard let handled = handledException else {
          throw Raised(.runtimeError, "No active exception to reraise")
        }
        throw Raised(handled)
      }
      throw Raised(exception)
    case .matchException:
      registers[Int(instruction.a)] = .bool(
        try interpreter.matchesHandler(
          operand(instruction.b).pointee, operand(instruction.c).pointee))
    case .raiseAssertion:
      throw try interpreter.assertionFailure(operand(instruction.a).pointee)
    case .enterContext:
      registers[Int(instruction.a)] = try interpreter.enterContext(
        operand(instruction.b).pointee)
    case .exitContext:
      _ = try interpreter.exitContext(operand(instruction.a).pointee, raised: .none)
    case .exitContextRaised:
      registers[Int(instruction.a)] = .bool(
        try interpreter.exitContext(
          operand(instruction.b).pointee, raised: operand(instruction.c).pointee))

    case .importModule:
      registers[Int(instruction.a)] = try interpreter.importModule(
        operand(instruction.b).pointee.text ?? "", bindsTop: instruction.extra == 1)
    case .importName:
      registers[Int(instruction.a)] = try interpreter.importName(
        code.names[Int(instruction.c)], from: operand(instruction.b).pointee)
    case .importStar:
      try interpreter.importStar(operand(instruction.a).pointee)
    default: preconditionFailure("the machine's loop executes \(instruction.opcode)")
    }
    return 0
  }
}
