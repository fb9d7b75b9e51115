/// What the brackets of `# output[…]:`, a cell's header or the script's first header ask of a
/// comparison.
package struct Directive: Hashable, Sendable {
  package enum Mode: Hashable, Sendable {
    /// Words and numbers.
    case lines
    /// Each line is a regular expression for a whole line.
    case regularExpression
    /// Each line is a pattern with `*`, `?` and `[…]`.
    case glob
    case ignore
    /// The statement is to raise an error of this class, any class where it is nil.
    case error(String?)
  }

  package var rtol: Double?
  package var atol: Double?
  package var mode: Mode?
  package var anyOrder = false
  package var strict = false

  package init() {}

  /// Why a directive's text cannot be read.
  package struct Malformed: Error, Hashable, Sendable {
    package var message: String
  }

  /// Reads items separated by spaces or commas: `rtol=1e-5 atol=1e-9`, `re`, `glob`, `any-order`,
  /// `ignore`, `strict`, `error ValueError`.
  package init(parsing text: String) throws(Malformed) {
    let items = text.split { $0.isWhitespace || $0 == "," }.map(String.init)
    var index = 0
    while index < items.count {
      let item = items[index]
      index += 1
      if let equals = item.firstIndex(of: "=") {
        try assign(String(item[..<equals]), String(item[item.index(after: equals)...]))
        continue
      }
      switch item {
      case "re": try choose(.regularExpression)
      case "glob": try choose(.glob)
      case "ignore": try choose(.ignore)
      case "any-order": anyOrder = true
      case "strict": strict = true
      case "error":
        var type: String?
        if index < items.count, items[index].first?.isUppercase == true {
          type = items[index]
          index += 1
        }
        try choose(.error(type))
      default:
        throw Malformed(
          message: """
            unknown directive '\(item)' (known: rtol=…, atol=…, re, glob, any-order, ignore, strict, \
            error CLASS)
            """)
      }
    }
  }

  /// This directive where it speaks, the outer one elsewhere; strictness of either holds.
  package func inheriting(_ outer: Directive) -> Directive {
    var result = self
    result.rtol = rtol ?? outer.rtol
    result.atol = atol ?? outer.atol
    result.mode = mode ?? outer.mode
    result.anyOrder = anyOrder || outer.anyOrder
    result.strict = strict || outer.strict
    return result
  }

  private mutating func assign(_ name: String, _ value: String) throws(Malformed) {
    let bare = value.hasPrefix("\"") ? String(value.dropFirst().dropLast()) : value
    guard let number = Double(bare), number >= 0, number.isFinite else {
      throw Malformed(message: "'\(name)' needs a number of at least 0, got '\(value)'")
    }
    switch name {
    case "rtol": rtol = number
    case "atol": atol = number
    default: throw Malformed(message: "unknown directive '\(name)=' (known: rtol=, atol=)")
    }
  }

  private mutating func choose(_ new: Mode) throws(Malformed) {
    guard mode == nil || mode == new else {
      throw Malformed(message: "re, glob, ignore and error exclude each other")
    }
    mode = new
  }
}
