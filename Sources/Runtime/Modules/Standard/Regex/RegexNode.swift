/// A regular expression as a tree, in the syntax of Python's `re`.
indirect enum RegexNode {
  case empty
  case character(UInt32)
  case any
  case set(RegexSet)
  case sequence([RegexNode])
  case alternatives([RegexNode])
  /// A capturing group.
  case group(Int, RegexNode)
  case backreference(Int)
  case `repeat`(RegexNode, least: Int, most: Int?, RegexGreed)
  case assertion(RegexAssertion)
  case look(RegexNode, isBehind: Bool, isNegated: Bool)
  case atomic(RegexNode)
  /// `(?(group)yes|no)`.
  case conditional(Int, RegexNode, RegexNode)
  /// Flags that hold for a part of the pattern.
  case flagged(RegexFlags, RegexNode)

  /// How many characters it matches where that is always the same number.
  var fixedWidth: Int? {
    switch self {
    case .empty, .assertion, .look: 0
    case .character, .any, .set: 1
    case .sequence(let nodes):
      nodes.reduce(0) { total, node in
        guard let total, let width = node.fixedWidth else { return nil }
        return total + width
      }
    case .alternatives(let nodes):
      nodes.dropFirst().allSatisfy { $0.fixedWidth == nodes[0].fixedWidth }
        ? nodes[0].fixedWidth : nil
    case .group(_, let node), .atomic(let node), .flagged(_, let node): node.fixedWidth
    case .repeat(let node, let least, let most, _):
      least == most ? node.fixedWidth.map { $0 * least } : nil
    case .conditional(_, let yes, let no):
      yes.fixedWidth == no.fixedWidth ? yes.fixedWidth : nil
    case .backreference: nil
    }
  }
}

enum RegexGreed { case greedy, lazy, possessive }

enum RegexAssertion {
  case lineStart, lineEnd, textStart, textEnd, wordBoundary, notWordBoundary
}

/// Python's flag bits.
struct RegexFlags: OptionSet {
  let rawValue: Int
  static let ignoreCase = RegexFlags(rawValue: 2)
  static let locale = RegexFlags(rawValue: 4)
  static let multiline = RegexFlags(rawValue: 8)
  static let dotAll = RegexFlags(rawValue: 16)
  static let unicode = RegexFlags(rawValue: 32)
  static let verbose = RegexFlags(rawValue: 64)
  static let debug = RegexFlags(rawValue: 128)
  static let ascii = RegexFlags(rawValue: 256)
}

/// A class of characters such as `[a-z\d]`.
struct RegexSet {
  enum Category { case digit, space, word }
  var ranges: [ClosedRange<UInt32>] = []
  var categories: [(category: Category, isNegated: Bool)] = []
  var isNegated = false

  func contains(_ character: UInt32, _ flags: RegexFlags) -> Bool {
    var isMember = matches(character, flags)
    if !isMember, flags.contains(.ignoreCase) {
      isMember =
        matches(RegexSet.lowered(character), flags) || matches(RegexSet.raised(character), flags)
    }
    return isMember != isNegated
  }

  private func matches(_ character: UInt32, _ flags: RegexFlags) -> Bool {
    for range in ranges where range.contains(character) { return true }
    for (category, isNegated) in categories
    where RegexSet.isMember(character, category, flags) != isNegated {
      return true
    }
    return false
  }

  static func isMember(_ character: UInt32, _ category: Category, _ flags: RegexFlags) -> Bool {
    if character < 128 {
      switch category {
      case .digit: return character >= 48 && character <= 57
      case .space:
        return character == 32 || (character >= 9 && character <= 13)
          || (character >= 28 && character <= 31 && !flags.contains(.ascii))
      case .word:
        return (character >= 48 && character <= 57) || (character >= 65 && character <= 90)
          || (character >= 97 && character <= 122) || character == 95
      }
    }
    guard !flags.contains(.ascii), let scalar = Unicode.Scalar(character) else { return false }
    let properties = scalar.properties
    switch category {
    case .digit: return properties.generalCategory == .decimalNumber
    case .space: return properties.isWhitespace
    case .word: return properties.isAlphabetic || properties.numericType != nil
    }
  }

  static func lowered(_ character: UInt32) -> UInt32 {
    if character < 128 { return character >= 65 && character <= 90 ? character + 32 : character }
    return single(Unicode.Scalar(character)?.properties.lowercaseMapping) ?? character
  }

  static func raised(_ character: UInt32) -> UInt32 {
    if character < 128 { return character >= 97 && character <= 122 ? character - 32 : character }
    return single(Unicode.Scalar(character)?.properties.uppercaseMapping) ?? character
  }

  private static func single(_ text: String?) -> UInt32? {
    guard let scalars = text?.unicodeScalars, scalars.count == 1 else { return nil }
    return scalars.first?.value
  }
}
