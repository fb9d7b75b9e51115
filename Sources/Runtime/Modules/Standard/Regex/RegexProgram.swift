/// A pattern compiled for the backtracking matcher.
struct RegexProgram {
  /// What matches one character.
  enum One {
    case character(UInt32)
    case folded(UInt32)
    case any
    case anyButNewline
    case set(RegexSet, RegexFlags)
  }

  enum Instruction {
    case one(One)
    /// Up to `most` characters that match, without a frame a round.
    case run(One, least: Int, most: Int, RegexGreed)
    case split(first: Int, second: Int)
    case jump(Int)
    case save(Int)
    /// Remembers where a round of a loop began; a round that matched nothing ends the loop.
    case roundStart(Int)
    case roundEnd(Int)
    case assertion(RegexAssertion, RegexFlags)
    case backreference(Int, ignoresCase: Bool)
    /// The body follows and ends with `accept`; goes on at `next`.
    case look(width: Int?, isNegated: Bool, next: Int)
    case atomic(next: Int)
    case conditional(group: Int, otherwise: Int)
    case accept
  }

  private(set) var code: [Instruction] = []
  private(set) var roundCount = 0
  let groupCount: Int
  private static let longest = 200_000

  init(_ node: RegexNode, groupCount: Int, flags: RegexFlags) throws {
    self.groupCount = groupCount
    try emit(node, flags)
    code.append(.accept)
  }

  private func one(_ node: RegexNode, _ flags: RegexFlags) -> One? {
    switch node {
    case .character(let character):
      flags.contains(.ignoreCase)
        ? .folded(RegexSet.lowered(character)) : .character(character)
    case .any: flags.contains(.dotAll) ? .any : .anyButNewline
    case .set(let set): .set(set, flags)
    default: nil
    }
  }

  private mutating func emit(_ node: RegexNode, _ flags: RegexFlags) throws {
    guard code.count < RegexProgram.longest else {
      throw RegexError(message: "the pattern is too long for agrun", position: 0)
    }
    if let one = one(node, flags) {
      code.append(.one(one))
      return
    }
    switch node {
    case .empty, .character, .any, .set: break
    case .sequence(let nodes): for node in nodes { try emit(node, flags) }
    case .alternatives(let nodes): try emitAlternatives(nodes, flags)
    case .group(let group, let node):
      code.append(.save(group * 2))
      try emit(node, flags)
      code.append(.save(group * 2 + 1))
    case .backreference(let group):
      code.append(.backreference(group, ignoresCase: flags.contains(.ignoreCase)))
    case .repeat(let node, let least, let most, let greed):
      try emitRepeat(node, least, most, greed, flags)
    case .assertion(let assertion): code.append(.assertion(assertion, flags))
    case .look(let node, let isBehind, let isNegated):
      let start = code.count
      code.append(.accept)
      try emit(node, flags)
      code.append(.accept)
      code[start] = .look(
        width: isBehind ? node.fixedWidth : nil, isNegated: isNegated, next: code.count)
    case .atomic(let node):
      let start = code.count
      code.append(.accept)
      try emit(node, flags)
      code.append(.accept)
      code[start] = .atomic(next: code.count)
    case .conditional(let group, let yes, let no):
      let start = code.count
      code.append(.accept)
      try emit(yes, flags)
      let jump = code.count
      code.append(.accept)
      code[start] = .conditional(group: group, otherwise: code.count)
      try emit(no, flags)
      code[jump] = .jump(code.count)
    case .flagged(let local, let node): try emit(node, local)
    }
  }

  private mutating func emitAlternatives(_ nodes: [RegexNode], _ flags: RegexFlags) throws {
    var jumps: [Int] = []
    for (index, node) in nodes.enumerated() {
      if index == nodes.count - 1 {
        try emit(node, flags)
        break
      }
      let split = code.count
      code.append(.accept)
      try emit(node, flags)
      jumps.append(code.count)
      code.append(.accept)
      code[split] = .split(first: split + 1, second: code.count)
    }
    for jump in jumps { code[jump] = .jump(code.count) }
  }

  private mutating func emitRepeat(
    _ node: RegexNode, _ least: Int, _ most: Int?, _ greed: RegexGreed, _ flags: RegexFlags
  ) throws {
    if let one = one(node, flags) {
      code.append(.run(one, least: least, most: most ?? Int.max, greed))
      return
    }
    if greed == .possessive {
      try emit(.atomic(.repeat(node, least: least, most: most, .greedy)), flags)
      return
    }
    for _ in 0..<least { try emit(node, flags) }
    func fork(_ split: Int) -> Instruction {
      greed == .greedy
        ? .split(first: split + 1, second: code.count)
        : .split(first: code.count, second: split + 1)
    }
    if let most {
      var splits: [Int] = []
      for _ in least..<max(least, most) {
        splits.append(code.count)
        code.append(.accept)
        try emit(node, flags)
      }
      for split in splits { code[split] = fork(split) }
      return
    }
    let round = roundCount
    roundCount += 1
    let split = code.count
    code.append(.accept)
    code.append(.roundStart(round))
    try emit(node, flags)
    code.append(.roundEnd(round))
    code.append(.jump(split))
    code[split] = fork(split)
  }
}
