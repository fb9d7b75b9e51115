/// Which names of the module namespace a cell or function reads and writes.
package struct GlobalUse {
  /// Slots whose value from before may be read.
  package private(set) var reads: Set<Int> = []
  package private(set) var writes: Set<Int> = []
  /// How many instructions write a slot.
  package private(set) var writeCounts: [Int: Int] = [:]
  /// Set where names are bound that the code does not spell: `from m import *`.
  package private(set) var isOpen = false

  /// - Parameter isCell: whether writes of the code itself hide what was there before; functions may be called at any time.
  package init(of code: CodeObject, isCell: Bool) {
    if isCell {
      addCell(code)
    } else {
      addAll(code)
    }
  }

  private mutating func addAll(_ code: CodeObject) {
    for index in 0..<code.instructionCount { note(code.instructions[index]) }
    for nested in code.nested { addAll(nested) }
  }

  private mutating func note(_ instruction: Instruction) {
    switch instruction.opcode {
    case .loadGlobal: reads.insert(Int(instruction.b))
    case .storeGlobal, .deleteGlobal:
      writes.insert(Int(instruction.a))
      writeCounts[Int(instruction.a), default: 0] += 1
    case .importStar: isOpen = true
    default: break
    }
  }

  /// Forward analysis of what is certainly written before each instruction.
  private mutating func addCell(_ code: CodeObject) {
    let count = code.instructionCount
    var before = [Set<Int>?](repeating: nil, count: count + 1)
    var pending = [0]
    before[0] = []
    func flow(_ state: Set<Int>, to target: Int) {
      guard target >= 0, target <= count else { return }
      if let known = before[target] {
        let merged = known.intersection(state)
        guard merged.count < known.count else { return }
        before[target] = merged
      } else {
        before[target] = state
      }
      pending.append(target)
    }
    while let index = pending.popLast() {
      guard index < count, var state = before[index] else { continue }
      let instruction = code.instructions[index]
      for handler in code.handlers where index >= handler.start && index < handler.end {
        flow(state, to: handler.target)
      }
      switch instruction.opcode {
      case .storeGlobal: state.insert(Int(instruction.a))
      case .deleteGlobal: state.remove(Int(instruction.a))
      default: break
      }
      switch instruction.opcode {
      case .jump, .loop: flow(state, to: Int(instruction.a))
      case .jumpIfTrue, .jumpIfFalse, .jumpUnlessEqual, .jumpUnlessNotEqual, .jumpUnlessLess,
        .jumpUnlessLessEqual, .jumpUnlessGreater, .jumpUnlessGreaterEqual:
        flow(state, to: Int(instruction.a))
        flow(state, to: index + 1)
      case .forNext:
        flow(state, to: Int(instruction.c))
        flow(state, to: index + 1)
      case .returnValue, .raise, .raiseFrom, .reraise, .raiseAssertion: break
      default: flow(state, to: index + 1)
      }
    }
    for index in 0..<count {
      let instruction = code.instructions[index]
      if instruction.opcode == .loadGlobal {
        // Code that no path reaches reads nothing; so does a name written before.
        if let state = before[index], !state.contains(Int(instruction.b)) {
          reads.insert(Int(instruction.b))
        }
      } else {
        note(instruction)
      }
    }
    for nested in code.nested {
      var inner = GlobalUse(of: nested, isCell: false)
      // What a nested function reads counts, unless the cell alone decides it from its first statement on.
      inner.reads = inner.reads.filter { slot in !isWrittenAtOnce(slot, code) }
      reads.formUnion(inner.reads)
      writes.formUnion(inner.writes)
      for (slot, times) in inner.writeCounts { writeCounts[slot, default: 0] += times }
      isOpen = isOpen || inner.isOpen
    }
  }

  /// Whether a slot is written in straight-line code before any nested function is made.
  private func isWrittenAtOnce(_ slot: Int, _ code: CodeObject) -> Bool {
    for index in 0..<code.instructionCount {
      let instruction = code.instructions[index]
      switch instruction.opcode {
      case .storeGlobal where Int(instruction.a) == slot: return true
      case .makeFunction, .makeClass, .jump, .loop, .jumpIfTrue, .jumpIfFalse, .forNext,
        .jumpUnlessEqual, .jumpUnlessNotEqual, .jumpUnlessLess, .jumpUnlessLessEqual,
        .jumpUnlessGreater, .jumpUnlessGreaterEqual:
        return false
      default: continue
      }
    }
    return false
  }
}
