import Diagnostics
import Foundation
import Syntax

extension Machine {
  /// Runs the top frame, and the frames it calls, until it returns or yields.
  ///
  /// One loop with one `switch`: numbers, names, jumps and calls take their paths here, everything else goes to `perform` and
  /// the operations of `Interpreter`.
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
          case .loadCell:
            guard case .cell(let cell) = registers[Int(instruction.b)],
              !cell.value.isUnbound
            else { throw interpreter.unboundCell(code, Int(instruction.b)) }
            registers[Int(instruction.a)] = cell.value
          case .storeCell:
            if case .cell(let cell) = registers[Int(instruction.a)] {
              cell.value = operand(instruction.b).pointee
            }
          case .makeCell:
            registers[Int(instruction.a)] = .cell(CellObject(.unbound))
          case .moveCell:
            registers[Int(instruction.a)] = .cell(CellObject(registers[Int(instruction.b)]))
          case .checkLocal:
            if case .unbound = registers[Int(instruction.a)] {
              throw interpreter.unboundLocal(code, Int(instruction.a))
            }
          case .deleteLocal:
            if case .unbound = registers[Int(instruction.a)] {
              throw interpreter.unboundLocal(code, Int(instruction.a))
            }
            registers[Int(instruction.a)] = .unbound

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
              if try enter(callee, base + 1, count, result: instruction.c) {
                loadFrame()
              } else {
                position += 1
              }
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
              if try enter(callee, first, passed, result: instruction.c) {
                loadFrame()
              } else {
                position += 2
              }
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
            let sent = registers[Int(instruction.a)]
            if let value = try advance(unsafeIterator(object), sending: sent) {
              suspend(generator, at: position, sentRegister: instruction.a)
              return value
            }
            registers[Int(instruction.a)] =
              (object as? GeneratorObject)?.returned ?? Value.none

          default:
            frames[depth - 1].position = position
            position += try perform(
              instruction, instructions + position, code, registers, interpreter)
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
