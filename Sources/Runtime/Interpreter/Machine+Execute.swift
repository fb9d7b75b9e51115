import Diagnostics
import Foundation
import Syntax

extension Machine {
  /// Runs the top frame, and the frames it calls, until it returns or yields.
  ///
  /// One loop with one `switch`: numbers take the fast paths here, everything else goes to the operations of `Interpreter`.
  func execute(raising pending: Raised? = nil) throws -> Value {
    let interpreter = self.interpreter
    let entryDepth = depth
    unowned(unsafe) var code = frames[depth - 1].function.code
    var instructions = code.instructions
    var constants = code.constants
    var registers = stack + frames[depth - 1].base
    var position = frames[depth - 1].position
    let globals = interpreter.globals
    var pending = pending

    @inline(__always)
    func operand(_ index: Int32) -> UnsafeMutablePointer<Value> {
      index >= 0 ? registers + Int(index) : constants + Int(-1 - index)
    }

    @inline(__always)
    func loadFrame() {
      let frame = frames + (depth - 1)
      code = frame.pointee.function.code
      instructions = code.instructions
      constants = code.constants
      registers = stack + frame.pointee.base
      position = frame.pointee.position
    }

    while true {
      do {
        if let raised = pending {
          pending = nil
          throw raised
        }
        while true {
          let instruction = instructions[position]
          switch instruction.opcode {
          // MARK: Moves
          case .move:
            registers[Int(instruction.a)] = operand(instruction.b).pointee
          case .loadGlobal:
            let value = globals.values[Int(instruction.b)]
            if case .unbound = value {
              frames[depth - 1].position = position
              throw interpreter.nameError(globals.names[Int(instruction.b)])
            }
            registers[Int(instruction.a)] = value
          case .storeGlobal:
            globals.values[Int(instruction.a)] = operand(instruction.b).pointee
          case .deleteGlobal:
            guard globals.delete(Int(instruction.a)) else {
              throw interpreter.nameError(globals.names[Int(instruction.a)])
            }
          case .loadCell:
            guard case .cell(let cell) = registers[Int(instruction.b)],
              !cell.value.isUnbound
            else { throw interpreter.unboundCell(code, Int(instruction.b)) }
            registers[Int(instruction.a)] = cell.value
          case .storeCell:
            if case .cell(let cell) = registers[Int(instruction.a)] {
              cell.value = operand(instruction.b).pointee
            }
          case .deleteCell:
            if case .cell(let cell) = registers[Int(instruction.a)] { cell.value = .unbound }
          case .makeCell:
            registers[Int(instruction.a)] = .cell(CellObject(.unbound))
          case .moveCell:
            registers[Int(instruction.a)] = .cell(CellObject(registers[Int(instruction.b)]))
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
          case .checkLocal:
            if case .unbound = registers[Int(instruction.a)] {
              throw interpreter.unboundLocal(code, Int(instruction.a))
            }
          case .deleteLocal:
            if case .unbound = registers[Int(instruction.a)] {
              throw interpreter.unboundLocal(code, Int(instruction.a))
            }
            registers[Int(instruction.a)] = .unbound

          case .visit: interpreter.visitCounts[Int(instruction.a)] += 1

          // MARK: Arithmetic
          case .add:
            let left = operand(instruction.b)
            let right = operand(instruction.c)
            if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
              let (sum, overflow) = x.addingReportingOverflow(y)
              if !overflow {
                registers[Int(instruction.a)] = .int(sum)
                break
              }
            } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
              registers[Int(instruction.a)] = .float(x + y)
              break
            }
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.slowBinary(
              .add, left.pointee, right.pointee, inPlace: instruction.extra == 1)
          case .subtract:
            let left = operand(instruction.b)
            let right = operand(instruction.c)
            if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
              let (difference, overflow) = x.subtractingReportingOverflow(y)
              if !overflow {
                registers[Int(instruction.a)] = .int(difference)
                break
              }
            } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
              registers[Int(instruction.a)] = .float(x - y)
              break
            }
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.slowBinary(
              .subtract, left.pointee, right.pointee, inPlace: instruction.extra == 1)
          case .multiply:
            let left = operand(instruction.b)
            let right = operand(instruction.c)
            if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
              registers[Int(instruction.a)] = .float(x * y)
              break
            } else if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
              let (product, overflow) = x.multipliedReportingOverflow(by: y)
              if !overflow {
                registers[Int(instruction.a)] = .int(product)
                break
              }
            }
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.slowBinary(
              .multiply, left.pointee, right.pointee, inPlace: instruction.extra == 1)
          case .divide:
            let left = operand(instruction.b)
            let right = operand(instruction.c)
            if case .float(let x) = left.pointee, case .float(let y) = right.pointee, y != 0 {
              registers[Int(instruction.a)] = .float(x / y)
              break
            }
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.slowBinary(
              .divide, left.pointee, right.pointee, inPlace: instruction.extra == 1)
          case .floorDivide:
            let left = operand(instruction.b)
            let right = operand(instruction.c)
            if case .int(let x) = left.pointee, case .int(let y) = right.pointee, y > 0 {
              let quotient = x / y
              registers[Int(instruction.a)] = .int(quotient &* y > x ? quotient &- 1 : quotient)
              break
            }
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.slowBinary(
              .floorDivide, left.pointee, right.pointee, inPlace: instruction.extra == 1)
          case .modulo:
            let left = operand(instruction.b)
            let right = operand(instruction.c)
            if case .int(let x) = left.pointee, case .int(let y) = right.pointee, y > 0 {
              let remainder = x % y
              registers[Int(instruction.a)] = .int(remainder < 0 ? remainder &+ y : remainder)
              break
            }
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.slowBinary(
              .modulo, left.pointee, right.pointee, inPlace: instruction.extra == 1)
          case .power:
            let left = operand(instruction.b)
            let right = operand(instruction.c)
            if case .float(let x) = left.pointee, case .int(2) = right.pointee {
              registers[Int(instruction.a)] = .float(x * x)
              break
            }
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.slowBinary(
              .power, left.pointee, right.pointee, inPlace: instruction.extra == 1)
          case .binary:
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.slowBinary(
              BinaryOperator.allCases[Int(instruction.extra & 0x7F)],
              operand(instruction.b).pointee, operand(instruction.c).pointee,
              inPlace: instruction.extra & 0x80 != 0)
          case .negate:
            let value = operand(instruction.b)
            if case .float(let x) = value.pointee {
              registers[Int(instruction.a)] = .float(-x)
              break
            } else if case .int(let x) = value.pointee, x != Int.min {
              registers[Int(instruction.a)] = .int(-x)
              break
            }
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.unary(.minus, value.pointee)
          case .not:
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = .bool(
              !(try interpreter.truth(operand(instruction.b))))
          case .unary:
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.unary(
              instruction.extra == 0 ? .plus : .invert, operand(instruction.b).pointee)

          // MARK: Comparisons
          case .equal:
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.compareFast(
              .equal, operand(instruction.b), operand(instruction.c))
          case .notEqual:
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.compareFast(
              .notEqual, operand(instruction.b), operand(instruction.c))
          case .less:
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.compareFast(
              .less, operand(instruction.b), operand(instruction.c))
          case .lessEqual:
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.compareFast(
              .lessEqual, operand(instruction.b), operand(instruction.c))
          case .greater:
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.compareFast(
              .greater, operand(instruction.b), operand(instruction.c))
          case .greaterEqual:
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.compareFast(
              .greaterEqual, operand(instruction.b), operand(instruction.c))
          case .compareOther:
            frames[depth - 1].position = position
            let left = operand(instruction.b).pointee
            let right = operand(instruction.c).pointee
            switch instruction.extra {
            case 0: registers[Int(instruction.a)] = .bool(try interpreter.contains(left, in: right))
            case 1:
              registers[Int(instruction.a)] = .bool(!(try interpreter.contains(left, in: right)))
            case 2: registers[Int(instruction.a)] = .bool(left.isIdentical(to: right))
            default: registers[Int(instruction.a)] = .bool(!left.isIdentical(to: right))
            }

          // MARK: Jumps
          case .jump:
            position = Int(instruction.a)
            continue
          case .loop:
            position = Int(instruction.a)
            budget -= 1
            if budget <= 0 {
              frames[depth - 1].position = position
              try checkpoint()
            }
            continue
          case .jumpIfTrue:
            let value = operand(instruction.b)
            if case .bool(let flag) = value.pointee {
              if flag {
                position = Int(instruction.a)
                continue
              }
            } else {
              frames[depth - 1].position = position
              if try interpreter.truth(value) {
                position = Int(instruction.a)
                continue
              }
            }
          case .jumpIfFalse:
            let value = operand(instruction.b)
            if case .bool(let flag) = value.pointee {
              if !flag {
                position = Int(instruction.a)
                continue
              }
            } else {
              frames[depth - 1].position = position
              if !(try interpreter.truth(value)) {
                position = Int(instruction.a)
                continue
              }
            }
          case .jumpUnlessEqual:
            let left = operand(instruction.b)
            let right = operand(instruction.c)
            let holds: Bool
            if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
              holds = x == y
            } else {
              frames[depth - 1].position = position
              holds = try interpreter.holds(.equal, left, right)
            }
            if !holds {
              position = Int(instruction.a)
              continue
            }
          case .jumpUnlessNotEqual:
            let left = operand(instruction.b)
            let right = operand(instruction.c)
            let holds: Bool
            if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
              holds = x != y
            } else {
              frames[depth - 1].position = position
              holds = try interpreter.holds(.notEqual, left, right)
            }
            if !holds {
              position = Int(instruction.a)
              continue
            }
          case .jumpUnlessLess:
            let left = operand(instruction.b)
            let right = operand(instruction.c)
            let holds: Bool
            if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
              holds = x < y
            } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
              holds = x < y
            } else {
              frames[depth - 1].position = position
              holds = try interpreter.holds(.less, left, right)
            }
            if !holds {
              position = Int(instruction.a)
              continue
            }
          case .jumpUnlessLessEqual:
            let left = operand(instruction.b)
            let right = operand(instruction.c)
            let holds: Bool
            if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
              holds = x <= y
            } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
              holds = x <= y
            } else {
              frames[depth - 1].position = position
              holds = try interpreter.holds(.lessEqual, left, right)
            }
            if !holds {
              position = Int(instruction.a)
              continue
            }
          case .jumpUnlessGreater:
            let left = operand(instruction.b)
            let right = operand(instruction.c)
            let holds: Bool
            if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
              holds = x > y
            } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
              holds = x > y
            } else {
              frames[depth - 1].position = position
              holds = try interpreter.holds(.greater, left, right)
            }
            if !holds {
              position = Int(instruction.a)
              continue
            }
          case .jumpUnlessGreaterEqual:
            let left = operand(instruction.b)
            let right = operand(instruction.c)
            let holds: Bool
            if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
              holds = x >= y
            } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
              holds = x >= y
            } else {
              frames[depth - 1].position = position
              holds = try interpreter.holds(.greaterEqual, left, right)
            }
            if !holds {
              position = Int(instruction.a)
              continue
            }

          // MARK: Calls
          case .call:
            frames[depth - 1].position = position
            let base = registers + Int(instruction.a)
            let count = Int(instruction.b)
            if case .function(let callee) = base.pointee {
              if try enter(callee, base + 1, count, result: instruction.c) { loadFrame() }
              else { position += 1 }
              continue
            }
            registers[Int(instruction.c)] = try callObject(base.pointee, base + 1, count)
          case .callMethod:
            frames[depth - 1].position = position
            let base = registers + Int(instruction.a)
            let word = instructions[position + 1]
            let count = Int(instruction.b)
            let hasReceiver = try loadMethod(
              base, code.names[Int(word.a)], code.caches + Int(word.b))
            // The word after the call is data: the frame goes on behind it.
            let first = hasReceiver ? base + 1 : base + 2
            let passed = hasReceiver ? count + 1 : count
            if case .function(let callee) = base.pointee {
              frames[depth - 1].position = position
              if try enter(callee, first, passed, result: instruction.c) { loadFrame() }
              else { position += 2 }
              continue
            }
            registers[Int(instruction.c)] = try callObject(base.pointee, first, passed)
            position += 2
            continue
          case .callKeywords:
            frames[depth - 1].position = position
            let base = registers + Int(instruction.a)
            let word = instructions[position + 1]
            let keywordCount = Int(word.b)
            let positionalCount = Int(instruction.b) - keywordCount
            var arguments = Arguments()
            arguments.positional = (0..<positionalCount).map { base[1 + $0] }
            if case .tuple(let names) = operand(word.a).pointee {
              for (index, name) in names.elements.enumerated() {
                arguments.keywords.append(
                  (Name(name.text ?? ""), base[1 + positionalCount + index]))
              }
            }
            registers[Int(instruction.c)] = try interpreter.call(base.pointee, arguments)
            position += 2
            continue
          case .callUnpacked:
            frames[depth - 1].position = position
            let base = registers + Int(instruction.a)
            var arguments = Arguments()
            if case .list(let list) = base[1] { arguments.positional = list.elements }
            if case .dict(let keywords) = base[2] {
              arguments.keywords = keywords.items.map { (Name($0.key.text ?? ""), $0.value) }
            }
            registers[Int(instruction.c)] = try interpreter.call(base.pointee, arguments)
          case .extensionWord: break

          // MARK: Displays
          case .makeTuple:
            let first = registers + Int(instruction.b)
            registers[Int(instruction.a)] = .tuple(
              TupleObject(Array(UnsafeBufferPointer(start: first, count: Int(instruction.c)))))
          case .makeList:
            let first = registers + Int(instruction.b)
            registers[Int(instruction.a)] = .list(
              ListObject(Array(UnsafeBufferPointer(start: first, count: Int(instruction.c)))))
          case .makeSet:
            frames[depth - 1].position = position
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
          case .appendMany:
            if case .list(let list) = registers[Int(instruction.a)] {
              if instruction.extra == 1 {
                list.elements.append(operand(instruction.b).pointee)
              } else {
                for index in 0..<Int(instruction.c) {
                  list.elements.append(registers[Int(instruction.b) + index])
                }
              }
            }
          case .extendList:
            frames[depth - 1].position = position
            if case .list(let list) = registers[Int(instruction.a)] {
              list.elements += try interpreter.collectStarred(operand(instruction.b).pointee)
            }
          case .addToSet:
            frames[depth - 1].position = position
            try interpreter.addToSet(
              registers[Int(instruction.a)], operand(instruction.b).pointee)
          case .updateSet:
            frames[depth - 1].position = position
            for value in try interpreter.collect(operand(instruction.b).pointee) {
              try interpreter.addToSet(registers[Int(instruction.a)], value)
            }
          case .updateDict:
            frames[depth - 1].position = position
            try interpreter.updateDict(
              registers[Int(instruction.a)], from: operand(instruction.b).pointee)
          case .setDictItem:
            frames[depth - 1].position = position
            if case .dict(let dict) = registers[Int(instruction.a)] {
              try dict.set(
                operand(instruction.b).pointee, to: operand(instruction.c).pointee,
                in: interpreter)
            }
          case .mergeKeywords:
            frames[depth - 1].position = position
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
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = .string(
              try interpreter.formatField(
                operand(instruction.b).pointee, operand(instruction.c).pointee,
                conversion: instruction.extra))

          // MARK: Attributes and items
          case .getAttribute:
            frames[depth - 1].position = position
            let name = code.names[Int(instruction.c)]
            let object = operand(instruction.b)
            if case .object(let target) = object.pointee,
              let instance = downcast(target, to: InstanceObject.self),
              let value = instance.fields[name]
            {
              registers[Int(instruction.a)] = value
              break
            }
            registers[Int(instruction.a)] = try interpreter.attribute(name, of: object.pointee)
          case .setAttribute:
            frames[depth - 1].position = position
            try interpreter.setAttribute(
              code.names[Int(instruction.b)], of: operand(instruction.a).pointee,
              to: operand(instruction.c).pointee)
          case .deleteAttribute:
            frames[depth - 1].position = position
            try interpreter.deleteAttribute(
              code.names[Int(instruction.b)], of: operand(instruction.a).pointee)
          case .getItem:
            let container = operand(instruction.b)
            let key = operand(instruction.c)
            if case .int(var index) = key.pointee {
              if case .list(let list) = container.pointee {
                let count = list.elements.count
                if index < 0 { index += count }
                if index >= 0, index < count {
                  registers[Int(instruction.a)] = list.elements[index]
                  break
                }
              } else if case .tuple(let tuple) = container.pointee {
                let count = tuple.elements.count
                if index < 0 { index += count }
                if index >= 0, index < count {
                  registers[Int(instruction.a)] = tuple.elements[index]
                  break
                }
              }
            }
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.item(
              of: container.pointee, at: key.pointee)
          case .setItem:
            let container = operand(instruction.a)
            let key = operand(instruction.b)
            if case .int(var index) = key.pointee, case .list(let list) = container.pointee {
              let count = list.elements.count
              if index < 0 { index += count }
              if index >= 0, index < count {
                list.elements[index] = operand(instruction.c).pointee
                break
              }
            }
            frames[depth - 1].position = position
            try interpreter.setItem(
              of: container.pointee, at: key.pointee, to: operand(instruction.c).pointee)
          case .deleteItem:
            frames[depth - 1].position = position
            try interpreter.deleteItem(
              of: operand(instruction.a).pointee, at: operand(instruction.b).pointee)

          // MARK: Iteration
          case .getIterator:
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = .object(
              try interpreter.makeIterator(operand(instruction.b).pointee))
          case .forNext:
            frames[depth - 1].position = position
            guard case .object(let object) = registers[Int(instruction.b)] else { break }
            if let range = downcast(object, to: RangeIterator.self) {
              if let value = range.step() {
                registers[Int(instruction.a)] = .int(value)
                break
              }
            } else if let value = try unsafeIterator(object).next(in: interpreter) {
              registers[Int(instruction.a)] = value
              break
            }
            position = Int(instruction.c)
            continue
          case .unpack:
            frames[depth - 1].position = position
            let source = operand(instruction.b).pointee
            let target = registers + Int(instruction.a)
            let count = Int(instruction.c)
            if case .tuple(let tuple) = source, tuple.elements.count == count {
              for index in 0..<count { target[index] = tuple.elements[index] }
            } else {
              let values = try interpreter.unpack(source, count: count)
              for index in 0..<count { target[index] = values[index] }
            }
          case .unpackStarred:
            frames[depth - 1].position = position
            let values = try interpreter.unpackStarred(
              operand(instruction.b).pointee, count: Int(instruction.c),
              star: Int(instruction.extra))
            for (index, value) in values.enumerated() {
              registers[Int(instruction.a) + index] = value
            }

          // MARK: Functions and classes
          case .makeFunction:
            let nested = code.nested[Int(instruction.b)]
            let parameters = nested.parameters
            let first = registers + Int(instruction.c)
            let defaults = (0..<parameters.defaultCount).map { first[$0] }
            let keywordDefaults = parameters.keywordDefaultSlots.indices.map {
              first[parameters.defaultCount + $0]
            }
            let cells = captures(nested, instructions + position + 1, registers)
            registers[Int(instruction.a)] = .function(
              FunctionObject(
                nested, defaults: defaults, keywordDefaults: keywordDefaults, cells: cells))
            position += 1 + nested.freeCount
            continue
          case .makeClass:
            frames[depth - 1].position = position
            let nested = code.nested[Int(instruction.b)]
            let word = instructions[position + 1]
            let first = registers + Int(instruction.c)
            let bases = (0..<Int(word.a)).map { first[$0] }
            let cells = captures(nested, instructions + position + 2, registers)
            var keywords: [(name: Name, value: Value)] = []
            if case .tuple(let names) = operand(word.c).pointee {
              for (index, name) in names.elements.enumerated() {
                keywords.append((Name(name.text ?? ""), first[Int(word.a) + index]))
              }
            }
            registers[Int(instruction.a)] = try makeClass(
              FunctionObject(nested, cells: cells), operand(word.b).pointee.text ?? "", bases,
              keywords: keywords)
            position += 2 + nested.freeCount
            continue
          case .returnValue:
            let value = operand(instruction.a).pointee
            let frame = frames + (depth - 1)
            let isEntry = frame.pointee.isEntry
            let result = Int(frame.pointee.result)
            pop()
            if isEntry { return value }
            loadFrame()
            registers[result] = value
            position += instructions[position].opcode == .callMethod ? 2 : 1
            continue
          case .yieldValue:
            guard let generator = frames[depth - 1].generator else { break }
            let value = operand(instruction.b).pointee
            suspend(generator, at: position + 1, sentRegister: instruction.a)
            return value
          case .yieldFrom:
            frames[depth - 1].position = position
            guard let generator = frames[depth - 1].generator,
              case .object(let object) = registers[Int(instruction.b)]
            else { break }
            if let value = try unsafeIterator(object).next(in: interpreter) {
              suspend(generator, at: position, sentRegister: instruction.a)
              return value
            }
            registers[Int(instruction.a)] =
              (object as? GeneratorObject)?.returned ?? Value.none

          // MARK: Exceptions
          case .raise:
            frames[depth - 1].position = position
            throw try interpreter.raisedFromScript(operand(instruction.a).pointee)
          case .raiseFrom:
            frames[depth - 1].position = position
            throw try interpreter.raisedFromScript(
              operand(instruction.a).pointee, cause: operand(instruction.b).pointee)
          case .reraise:
            frames[depth - 1].position = position
            guard case .object(let object) = operand(instruction.a).pointee,
              let exception = object as? ExceptionObject
            else { throw Raised(.runtimeError, "No active exception to reraise") }
            throw Raised(exception)
          case .matchException:
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = .bool(
              try interpreter.matchesHandler(
                operand(instruction.b).pointee, operand(instruction.c).pointee))
          case .raiseAssertion:
            frames[depth - 1].position = position
            throw try interpreter.assertionFailure(operand(instruction.a).pointee)
          case .enterContext:
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.enterContext(
              operand(instruction.b).pointee)
          case .exitContext:
            frames[depth - 1].position = position
            _ = try interpreter.exitContext(operand(instruction.a).pointee, raised: .none)
          case .exitContextRaised:
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = .bool(
              try interpreter.exitContext(
                operand(instruction.b).pointee, raised: operand(instruction.c).pointee))

          // MARK: Modules
          case .importModule:
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.importModule(
              operand(instruction.b).pointee.text ?? "", bindsTop: instruction.extra == 1)
          case .importName:
            frames[depth - 1].position = position
            registers[Int(instruction.a)] = try interpreter.importName(
              code.names[Int(instruction.c)], from: operand(instruction.b).pointee)
          case .importStar:
            frames[depth - 1].position = position
            try interpreter.importStar(operand(instruction.a).pointee)
          }
          position += 1
        }
      } catch {
        frames[depth - 1].position = position
        try unwind(error, to: entryDepth)
        loadFrame()
      }
    }
  }
}
