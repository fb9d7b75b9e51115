/// Matches a program against a text by backtracking, with a stack of its own.
struct RegexMatcher {
  private enum Choice {
    case goOn(at: Int, position: Int)
    case restoreSlot(Int, Int)
    case restoreRound(Int, Int)
    /// A run that may give characters back, down to `lowest`.
    case shorten(next: Int, position: Int, lowest: Int)
    /// A lazy run that may take more characters.
    case lengthen(at: Int, position: Int, count: Int)
  }

  private let program: RegexProgram
  private let text: [UInt32]
  private let end: Int
  /// Start and end of each group, -1 where it has not matched; group 0 is the whole.
  private(set) var slots: [Int]
  /// The group that was closed last, 0 for none.
  private(set) var lastGroup = 0
  private var rounds: [Int]
  private var choices: [Choice] = []
  private var steps = 0
  private let checkpoint: () throws -> Void

  init(
    _ program: RegexProgram, _ text: [UInt32], end: Int, checkpoint: @escaping () throws -> Void
  ) {
    self.program = program
    self.text = text
    self.end = end
    self.checkpoint = checkpoint
    slots = Array(repeating: -1, count: (program.groupCount + 1) * 2)
    rounds = Array(repeating: -1, count: program.roundCount)
  }

  /// Whether the program matches from a position; `wholly` also demands that it ends at the end, `advancing` that it is not empty.
  mutating func match(from start: Int, wholly: Bool, advancing: Bool) throws -> Bool {
    for index in slots.indices { slots[index] = -1 }
    for index in rounds.indices { rounds[index] = -1 }
    choices.removeAll(keepingCapacity: true)
    lastGroup = 0
    guard let position = try run(0, start, wholly: wholly, advancing: advancing) else {
      return false
    }
    slots[0] = start
    slots[1] = position
    return true
  }

  private func matches(_ one: RegexProgram.One, _ character: UInt32) -> Bool {
    switch one {
    case .character(let expected): character == expected
    case .folded(let expected): RegexSet.lowered(character) == expected
    case .any: true
    case .anyButNewline: character != 10
    case .set(let set, let flags): set.contains(character, flags)
    }
  }

  /// Where the match ends; nil where there is none, with everything restored.
  private mutating func run(
    _ entry: Int, _ start: Int, wholly: Bool = false, advancing: Bool = false
  ) throws -> Int? {
    let base = choices.count
    var index = entry
    var position = start
    while true {
      steps += 1
      if steps & 0xFFFF == 0 { try checkpoint() }
      var isAlive = true
      switch program.code[index] {
      case .one(let one):
        if position < end, matches(one, text[position]) {
          position += 1
          index += 1
        } else {
          isAlive = false
        }
      case .run(let one, let least, let most, let greed):
        isAlive = startRun(one, least, most, greed, &index, &position)
      case .split(let first, let second):
        choices.append(.goOn(at: second, position: position))
        index = first
      case .jump(let target): index = target
      case .save(let slot):
        choices.append(.restoreSlot(slot, slots[slot]))
        slots[slot] = position
        if slot & 1 == 1 { lastGroup = slot / 2 }
        index += 1
      case .roundStart(let round):
        choices.append(.restoreRound(round, rounds[round]))
        rounds[round] = position
        index += 1
      case .roundEnd(let round):
        // A round without a character would repeat forever: go on behind the loop.
        index += rounds[round] == position ? 2 : 1
      case .assertion(let assertion, let flags):
        isAlive = holds(assertion, flags, position)
        index += 1
      case .backreference(let group, let ignoresCase):
        isAlive = matchReference(group, ignoresCase, &position)
        index += 1
      case .look(let width, let isNegated, let next):
        let origin = position - (width ?? 0)
        var isFound = false
        if origin >= 0 {
          let mark = choices.count
          let limit = try run(index + 1, origin)
          isFound = limit != nil && (width == nil || limit == position)
          if isFound { keepRestores(from: mark, undo: isNegated) }
        }
        isAlive = isFound != isNegated
        index = next
      case .atomic(let next):
        let mark = choices.count
        if let limit = try run(index + 1, position) {
          keepRestores(from: mark, undo: false)
          position = limit
          index = next
        } else {
          isAlive = false
        }
      case .conditional(let group, let otherwise):
        index = slots[group * 2 + 1] >= 0 ? index + 1 : otherwise
      case .accept:
        if !(wholly && position != end), !(advancing && position == start) { return position }
        isAlive = false
      }
      if !isAlive, !backtrack(to: base, &index, &position) { return nil }
    }
  }

  private mutating func startRun(
    _ one: RegexProgram.One, _ least: Int, _ most: Int, _ greed: RegexGreed, _ index: inout Int,
    _ position: inout Int
  ) -> Bool {
    let limit = most > end - position ? end : position + most
    let lowest = position + least
    guard lowest <= end else { return false }
    var current = position
    let target = greed == .lazy ? lowest : limit
    while current < target, matches(one, text[current]) { current += 1 }
    guard current >= lowest else { return false }
    switch greed {
    case .greedy where current > lowest:
      choices.append(.shorten(next: index + 1, position: current - 1, lowest: lowest))
    case .lazy where current < limit:
      choices.append(.lengthen(at: index, position: current, count: most - least))
    default: break
    }
    position = current
    index += 1
    return true
  }

  /// Takes the last choice that is left; false where there is none above `base`.
  private mutating func backtrack(to base: Int, _ index: inout Int, _ position: inout Int) -> Bool {
    while choices.count > base, let choice = choices.popLast() {
      switch choice {
      case .goOn(let at, let saved):
        index = at
        position = saved
        return true
      case .restoreSlot(let slot, let value): slots[slot] = value
      case .restoreRound(let round, let value): rounds[round] = value
      case .shorten(let next, let current, let lowest):
        if current > lowest {
          choices.append(.shorten(next: next, position: current - 1, lowest: lowest))
        }
        index = next
        position = current
        return true
      case .lengthen(let at, let current, let count):
        guard case .run(let one, _, _, _) = program.code[at], count > 0, current < end,
          matches(one, text[current])
        else { continue }
        choices.append(.lengthen(at: at, position: current + 1, count: count - 1))
        index = at + 1
        position = current + 1
        return true
      }
    }
    return false
  }

  /// Drops the choices of a part that matched, keeping (or carrying out) what restores groups.
  private mutating func keepRestores(from mark: Int, undo: Bool) {
    var kept: [Choice] = []
    while choices.count > mark, let choice = choices.popLast() {
      switch choice {
      case .restoreSlot(let slot, let value):
        if undo { slots[slot] = value } else { kept.append(choice) }
      case .restoreRound(let round, let value):
        if undo { rounds[round] = value } else { kept.append(choice) }
      default: break
      }
    }
    choices += kept.reversed()
  }

  private func isWord(_ position: Int, _ flags: RegexFlags) -> Bool {
    position >= 0 && position < end && RegexSet.isMember(text[position], .word, flags)
  }

  private func holds(_ assertion: RegexAssertion, _ flags: RegexFlags, _ position: Int) -> Bool {
    switch assertion {
    case .textStart: position == 0
    case .lineStart:
      position == 0 || (flags.contains(.multiline) && text[position - 1] == 10)
    case .textEnd: position == end
    case .lineEnd:
      position == end || (position == end - 1 && text[position] == 10)
        || (flags.contains(.multiline) && text[position] == 10)
    case .wordBoundary: isWord(position - 1, flags) != isWord(position, flags)
    case .notWordBoundary:
      end > 0 && isWord(position - 1, flags) == isWord(position, flags)
    }
  }

  private func matchReference(_ group: Int, _ ignoresCase: Bool, _ position: inout Int) -> Bool {
    let (lower, upper) = (slots[group * 2], slots[group * 2 + 1])
    guard lower >= 0, upper >= lower, position + upper - lower <= end else { return false }
    for offset in 0..<(upper - lower) {
      let (a, b) = (text[lower + offset], text[position + offset])
      guard a == b || (ignoresCase && RegexSet.lowered(a) == RegexSet.lowered(b)) else {
        return false
      }
    }
    position += upper - lower
    return true
  }
}
