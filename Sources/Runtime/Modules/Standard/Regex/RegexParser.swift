/// What is wrong with a pattern, and where.
struct RegexError: Error {
  let message: String
  let position: Int
}

/// Reads a pattern; messages and positions are those of CPython's `re`.
struct RegexParser {
  private let pattern: [UInt32]
  private var index = 0
  private(set) var flags: RegexFlags
  private(set) var groupCount = 0
  private(set) var names: [(name: String, group: Int)] = []
  private var openGroups: Set<Int> = []
  private var depth = 0
  private static let deepest = 150

  init(_ pattern: [Unicode.Scalar], flags: RegexFlags) {
    self.pattern = pattern.map(\.value)
    self.flags = flags
  }

  mutating func parse() throws -> RegexNode {
    let node = try alternatives()
    if index < pattern.count {
      throw RegexError(message: "unbalanced parenthesis", position: index)
    }
    return node
  }

  private func code(_ character: Character) -> UInt32 { character.unicodeScalars.first?.value ?? 0 }
  private var next: UInt32? { index < pattern.count ? pattern[index] : nil }

  private mutating func accept(_ character: Character) -> Bool {
    guard next == code(character) else { return false }
    index += 1
    return true
  }

  private func text(_ range: Range<Int>) -> String {
    String(scalars: pattern[range].compactMap { Unicode.Scalar($0) })
  }

  private mutating func alternatives() throws -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    if depth > RegexParser.deepest {
      throw RegexError(message: "too many nested parentheses", position: index)
    }
    var branches = [try sequence()]
    while accept("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws -> RegexNode {
    var nodes: [RegexNode] = []
    while let character = next, character != code("|"), character != code(")") {
      if flags.contains(.verbose) {
        if RegexSet.isMember(character, .space, .ascii) {
          index += 1
          continue
        }
        if character == code("#") {
          while let c = next, c != 10 { _ = c; index += 1 }
          continue
        }
      }
      let start = index
      guard var node = try atom() else { continue }
      node = try repeats(of: node, from: start)
      nodes.append(node)
    }
    return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
  }

  private mutating func repeats(of node: RegexNode, from start: Int) throws -> RegexNode {
    var node = node
    var isRepeated = false
    while let (least, most, position) = try quantifier() {
      if isRepeated { throw RegexError(message: "multiple repeat", position: position) }
      if case .assertion(let assertion) = node, assertion == .lineStart || assertion == .textStart {
        throw RegexError(message: "nothing to repeat", position: position)
      }
      var greed = RegexGreed.greedy
      if accept("?") { greed = .lazy } else if accept("+") { greed = .possessive }
      node = .repeat(node, least: least, most: most, greed)
      isRepeated = true
    }
    return node
  }

  /// `*`, `+`, `?` or `{m,n}`; braces that are none stand for themselves.
  private mutating func quantifier() throws -> (least: Int, most: Int?, position: Int)? {
    let start = index
    if accept("*") { return (0, nil, start) }
    if accept("+") { return (1, nil, start) }
    if accept("?") { return (0, 1, start) }
    guard accept("{") else { return nil }
    let low = digits()
    var high = low
    if accept(",") { high = digits() }
    guard accept("}"), low != nil || high != nil || pattern[index - 2] == code(",") else {
      index = start
      return nil
    }
    if low == nil, high == nil, pattern[index - 2] != code(",") {
      index = start
      return nil
    }
    let isExact = !pattern[start..<index].contains(code(","))
    if let low, let high, high < low {
      throw RegexError(message: "min repeat greater than max repeat", position: start + 1)
    }
    return (low ?? 0, isExact ? low : high, start)
  }

  private mutating func digits() -> Int? {
    var value: Int?
    while let c = next, c >= 48, c <= 57 {
      value = min((value ?? 0) * 10 + Int(c - 48), 1 << 40)
      index += 1
    }
    return value
  }

  /// Nil for what matches nothing by itself, such as flags and comments.
  private mutating func atom() throws -> RegexNode? {
    let start = index
    guard let character = next else { return nil }
    index += 1
    switch character {
    case code("."): return .any
    case code("^"): return .assertion(.lineStart)
    case code("$"): return .assertion(.lineEnd)
    case code("("): return try group(start)
    case code("["): return try set(start)
    case code("\\"): return try escape(start)
    case code("*"), code("+"), code("?"):
      throw RegexError(message: "nothing to repeat", position: start)
    case code("{"):
      index = start
      let isQuantifier = try quantifier() != nil
      if isQuantifier { throw RegexError(message: "nothing to repeat", position: start) }
      index = start + 1
      return .character(character)
    default: return .character(character)
    }
  }

  // MARK: Groups

  private mutating func close(_ start: Int) throws {
    guard accept(")") else {
      throw RegexError(message: "missing ), unterminated subpattern", position: start)
    }
  }

  private mutating func capture(_ start: Int, name: String? = nil) throws -> RegexNode {
    groupCount += 1
    let group = groupCount
    if let name {
      if let known = names.first(where: { $0.name == name }) {
        throw RegexError(
          message:
            "redefinition of group name '\(name)' as group \(group); was group \(known.group)",
          position: start + 4)
      }
      names.append((name, group))
    }
    openGroups.insert(group)
    let outer = flags
    let node = try alternatives()
    flags = outer
    try close(start)
    openGroups.remove(group)
    return .group(group, node)
  }

  private mutating func inner(_ start: Int) throws -> RegexNode {
    let outer = flags
    let node = try alternatives()
    flags = outer
    try close(start)
    return node
  }

  private mutating func group(_ start: Int) throws -> RegexNode? {
    guard accept("?") else { return try capture(start) }
    guard let mark = next else {
      throw RegexError(message: "unexpected end of pattern", position: index)
    }
    index += 1
    switch mark {
    case code(":"): return try inner(start)
    case code("="): return .look(try inner(start), isBehind: false, isNegated: false)
    case code("!"): return .look(try inner(start), isBehind: false, isNegated: true)
    case code(">"): return .atomic(try inner(start))
    case code("#"):
      while let c = next, c != code(")") { _ = c; index += 1 }
      guard accept(")") else {
        throw RegexError(message: "missing ), unterminated comment", position: start)
      }
      return nil
    case code("<"):
      let isNegated = next == code("!")
      guard accept("=") || accept("!") else {
        let found = next == nil ? "" : text(index..<index + 1)
        throw RegexError(message: "unknown extension ?<\(found)", position: start + 1)
      }
      let node = try inner(start)
      guard node.fixedWidth != nil else {
        throw RegexError(message: "look-behind requires fixed-width pattern", position: -1)
      }
      return .look(node, isBehind: true, isNegated: isNegated)
    case code("P"): return try named(start)
    case code("("):
      let reference = try name(until: ")", "group name")
      let group = try number(of: reference, at: start + 3)
      let yes = try sequence()
      let no: RegexNode = accept("|") ? try sequence() : .empty
      if next == code("|") {
        throw RegexError(
          message: "conditional backref with more than two branches", position: index)
      }
      try close(start)
      return .conditional(group, yes, no)
    default:
      index -= 1
      return try inlineFlags(start)
    }
  }

  private mutating func named(_ start: Int) throws -> RegexNode {
    if accept("<") {
      let name = try name(until: ">", "group name")
      return try capture(start, name: name)
    }
    if accept("=") {
      let name = try name(until: ")", "group name")
      guard let known = names.first(where: { $0.name == name }) else {
        throw RegexError(message: "unknown group name '\(name)'", position: start + 4)
      }
      return .backreference(known.group)
    }
    guard next != nil else {
      throw RegexError(message: "unexpected end of pattern", position: index)
    }
    throw RegexError(message: "unknown extension ?P\(text(index..<index + 1))", position: start + 1)
  }

  private mutating func name(until end: Character, _ what: String) throws -> String {
    let start = index
    while let c = next, c != code(end) { _ = c; index += 1 }
    let name = text(start..<index)
    guard accept(end) else {
      if name.isEmpty { throw RegexError(message: "missing \(what)", position: start) }
      throw RegexError(message: "missing \(end), unterminated name", position: start)
    }
    if name.isEmpty { throw RegexError(message: "missing \(what)", position: start) }
    let isNumber = name.allSatisfy { $0.isASCII && $0.isNumber }
    let isIdentifier =
      name.first.map { $0 == "_" || $0.isLetter } == true
      && name.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber }
    guard isIdentifier || (isNumber && end == ")") else {
      throw RegexError(message: "bad character in group name '\(name)'", position: start)
    }
    return name
  }

  private func number(of reference: String, at position: Int) throws -> Int {
    if let number = Int(reference) {
      if number == 0 { throw RegexError(message: "bad group number", position: position) }
      if number > groupCount {
        throw RegexError(message: "invalid group reference \(number)", position: position)
      }
      return number
    }
    guard let known = names.first(where: { $0.name == reference }) else {
      throw RegexError(message: "unknown group name '\(reference)'", position: position)
    }
    return known.group
  }

  private static let letters: [Character: RegexFlags] = [
    "i": .ignoreCase, "L": .locale, "m": .multiline, "s": .dotAll, "u": .unicode, "x": .verbose,
    "a": .ascii,
  ]

  private mutating func inlineFlags(_ start: Int) throws -> RegexNode? {
    var added: RegexFlags = []
    var removed: RegexFlags = []
    var isRemoving = false
    while let character = next {
      index += 1
      if character == code(")") {
        guard !isRemoving else { throw RegexError(message: "missing :", position: index - 1) }
        guard start == 0 else {
          throw RegexError(
            message: "global flags not at the start of the expression", position: start)
        }
        flags.formUnion(added)
        return nil
      }
      if character == code(":") {
        let outer = flags
        flags = flags.union(added).subtracting(removed)
        let local = flags
        let node = try alternatives()
        flags = outer
        try close(start)
        return .flagged(local, node)
      }
      if character == code("-"), !isRemoving {
        isRemoving = true
        continue
      }
      guard let scalar = Unicode.Scalar(character),
        let flag = RegexParser.letters[Character(scalar)]
      else {
        let found = text(index - 1..<index)
        if added.isEmpty, !isRemoving {
          throw RegexError(message: "unknown extension ?\(found)", position: start + 1)
        }
        throw RegexError(message: "unknown flag", position: index - 1)
      }
      if isRemoving { removed.insert(flag) } else { added.insert(flag) }
    }
    throw RegexError(message: "missing -, : or )", position: index)
  }

  // MARK: Escapes and sets

  private func category(_ character: UInt32) -> (RegexSet.Category, Bool)? {
    switch character {
    case code("d"): (.digit, false)
    case code("D"): (.digit, true)
    case code("s"): (.space, false)
    case code("S"): (.space, true)
    case code("w"): (.word, false)
    case code("W"): (.word, true)
    default: nil
    }
  }

  private mutating func escape(_ start: Int) throws -> RegexNode {
    guard let character = next else {
      throw RegexError(message: "bad escape (end of pattern)", position: start)
    }
    index += 1
    if let (category, isNegated) = category(character) {
      return .set(RegexSet(categories: [(category, isNegated)]))
    }
    switch character {
    case code("A"): return .assertion(.textStart)
    case code("Z"): return .assertion(.textEnd)
    case code("b"): return .assertion(.wordBoundary)
    case code("B"): return .assertion(.notWordBoundary)
    default: break
    }
    if character >= 49, character <= 57 {
      var value = Int(character - 48)
      if let c = next, c >= 48, c <= 57 {
        let second = Int(c - 48)
        if value <= 3, second <= 7, index + 1 < pattern.count, pattern[index + 1] >= 48,
          pattern[index + 1] <= 55
        {
          let octal = (value * 8 + second) * 8 + Int(pattern[index + 1] - 48)
          index += 2
          return .character(UInt32(octal))
        }
        value = value * 10 + second
        index += 1
      }
      if value > groupCount {
        throw RegexError(message: "invalid group reference \(value)", position: start + 1)
      }
      if openGroups.contains(value) {
        throw RegexError(message: "cannot refer to an open group", position: start)
      }
      return .backreference(value)
    }
    return .character(try simpleEscape(character, start))
  }

  private mutating func simpleEscape(_ character: UInt32, _ start: Int) throws -> UInt32 {
    switch character {
    case code("n"): return 10
    case code("t"): return 9
    case code("r"): return 13
    case code("f"): return 12
    case code("v"): return 11
    case code("a"): return 7
    case code("0"):
      var value: UInt32 = 0
      var count = 0
      while count < 2, let c = next, c >= 48, c <= 55 {
        value = value * 8 + (c - 48)
        index += 1
        count += 1
      }
      return value
    case code("x"): return try hexadecimal(2, start)
    case code("u"): return try hexadecimal(4, start)
    case code("U"): return try hexadecimal(8, start)
    default:
      let isLetter = (character >= 65 && character <= 90) || (character >= 97 && character <= 122)
      if isLetter {
        throw RegexError(message: "bad escape \(text(start..<index))", position: start)
      }
      return character
    }
  }

  private mutating func hexadecimal(_ count: Int, _ start: Int) throws -> UInt32 {
    let end = min(index + count, pattern.count)
    let digits = text(index..<end)
    guard digits.count == count, let value = UInt32(digits, radix: 16) else {
      throw RegexError(message: "incomplete escape \(text(start..<end))", position: start)
    }
    index = end
    return value
  }

  private mutating func set(_ start: Int) throws -> RegexNode {
    var result = RegexSet()
    result.isNegated = accept("^")
    var isFirst = true
    while true {
      let position = index
      guard let character = next else {
        throw RegexError(message: "unterminated character set", position: start)
      }
      index += 1
      if character == code("]"), !isFirst { break }
      isFirst = false
      var low = character
      if character == code("\\") {
        guard let escaped = next else {
          throw RegexError(message: "unterminated character set", position: start)
        }
        index += 1
        if let (category, isNegated) = category(escaped) {
          result.categories.append((category, isNegated))
          continue
        }
        low = escaped == code("b") ? 8 : try simpleEscape(escaped, position)
      }
      guard next == code("-"), index + 1 < pattern.count, pattern[index + 1] != code("]") else {
        result.ranges.append(low...low)
        continue
      }
      index += 1
      var high = pattern[index]
      let highStart = index
      index += 1
      if high == code("\\"), let escaped = next {
        index += 1
        guard category(escaped) == nil else {
          throw RegexError(
            message: "bad character range \(text(position..<index))", position: position)
        }
        high = escaped == code("b") ? 8 : try simpleEscape(escaped, highStart)
      }
      guard low <= high else {
        throw RegexError(
          message: "bad character range \(text(position..<index))", position: position)
      }
      result.ranges.append(low...high)
    }
    return .set(result)
  }
}
