/// Python's words for arguments that do not fit a builtin's signature.
///
/// Functions that CPython writes in C and functions written in Python word the same mistake differently; a declaration with
/// a `/` or of a method of a builtin type is C.
struct SignatureErrors {
  private let signature: Signature
  private let callee: BuiltinFunction
  /// Methods do not count their receiver.
  private let hidden: Int

  init(_ signature: Signature, _ callee: BuiltinFunction) {
    self.signature = signature
    self.callee = callee
    hidden = callee.isMethod ? 1 : 0
  }

  private var isNative: Bool { callee.isNative }
  private var name: String { signature.name }
  /// With the type or module in front, as CPython shows functions of one argument or none.
  private var qualifiedName: String { callee.owner.map { "\($0).\(name)" } ?? name }

  private var takesNoKeywords: Bool {
    signature.positionalOnlyCount == signature.parameters.count
      || signature.parameters.allSatisfy { $0.kind == .positionalOnly || $0.kind == .variadic }
  }

  /// Whether C would count keywords and positional arguments together and refuse their number.
  func counts(_ arguments: Arguments) -> Bool {
    isNative && !takesNoKeywords && signature.variadicKeywordSlot == nil
      && arguments.positional.count + arguments.keywords.count > signature.parameters.count
  }

  func tooMany(_ arguments: Arguments) -> Raised {
    let given = arguments.positional.count - hidden
    let most = signature.positionalCount - hidden
    let least = signature.requiredCount - hidden
    guard isNative else {
      let counted =
        signature.requiredCount == signature.positionalCount
        ? "\(signature.positionalCount) positional argument\(plural(signature.positionalCount))"
        : "from \(signature.requiredCount) to \(signature.positionalCount) positional arguments"
      let total = arguments.positional.count
      return Raised(
        .typeError, "\(name)() takes \(counted) but \(total) \(total == 1 ? "was" : "were") given")
    }
    if takesNoKeywords {
      if !arguments.keywords.isEmpty { return noKeywords }
      if most == 0 {
        return Raised(.typeError, "\(qualifiedName)() takes no arguments (\(given) given)")
      }
      if most == 1, least == 1 {
        return Raised(.typeError, "\(qualifiedName)() takes exactly one argument (\(given) given)")
      }
      let bound = least == most ? "" : "at most "
      return Raised(
        .typeError, "\(name) expected \(bound)\(most) argument\(plural(most)), got \(given)")
    }
    let all = signature.parameters.count - hidden
    let total = given + arguments.keywords.count
    if total > all {
      let bound = least < all ? "at most" : "exactly"
      let keyword = given == 0 ? "keyword " : ""
      return Raised(
        .typeError,
        "\(name)() takes \(bound) \(all) \(keyword)argument\(plural(all)) (\(total) given)")
    }
    if most == 0 { return Raised(.typeError, "\(name)() takes no positional arguments") }
    let bound = least < most ? "at most" : "exactly"
    return Raised(
      .typeError,
      "\(name)() takes \(bound) \(most) positional argument\(plural(most)) (\(given) given)")
  }

  func unexpected(_ keyword: Name) -> Raised {
    if isNative {
      if takesNoKeywords { return noKeywords }
      return Raised(.typeError, "'\(keyword)' is an invalid keyword argument for \(name)()")
    }
    if signature.parameters.contains(where: { $0.kind == .positionalOnly && $0.name == keyword }) {
      return Raised(
        .typeError,
        "\(name)() got some positional-only arguments passed as keyword arguments: '\(keyword)'")
    }
    return Raised(.typeError, "\(name)() got an unexpected keyword argument '\(keyword)'")
  }

  func duplicate(_ keyword: Name, _ slot: Int) -> Raised {
    if isNative {
      return Raised(
        .typeError,
        "argument for \(name)() given by name ('\(keyword)') and position (\(slot - hidden + 1))")
    }
    return Raised(.typeError, "\(name)() got multiple values for argument '\(keyword)'")
  }

  func missing(_ slots: [Int], given: Int) -> Raised {
    let first = slots[0]
    guard isNative else { return missingInPython(slots) }
    let parameter = signature.parameters[first]
    if parameter.kind == .positionalOnly {
      let least = signature.requiredCount - hidden
      let most = signature.positionalCount - hidden
      let count = given - hidden
      guard takesNoKeywords else {
        let bound = least == most && signature.parameters.count == most ? "exactly" : "at least"
        return Raised(
          .typeError,
          "\(name)() takes \(bound) \(least) positional argument\(plural(least)) (\(count) given)")
      }
      if most == 1, least == 1, signature.variadicSlot == nil {
        return Raised(.typeError, "\(qualifiedName)() takes exactly one argument (\(count) given)")
      }
      let bound = least == most && signature.variadicSlot == nil ? "" : "at least "
      return Raised(
        .typeError, "\(name) expected \(bound)\(least) argument\(plural(least)), got \(count)")
    }
    return Raised(
      .typeError,
      "\(name)() missing required argument '\(parameter.name)' (pos \(first - hidden + 1))")
  }

  private func missingInPython(_ slots: [Int]) -> Raised {
    let positional = slots.filter { signature.parameters[$0].kind != .keywordOnly }
    let shown = positional.isEmpty ? slots : positional
    let kind = positional.isEmpty ? "keyword-only" : "positional"
    let names = shown.map { "'\(signature.parameters[$0].name)'" }
    return Raised(
      .typeError,
      "\(name)() missing \(names.count) required \(kind) argument\(plural(names.count)): "
        + SignatureErrors.enumerate(names))
  }

  /// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`.
  static func enumerate(_ names: [String]) -> String {
    switch names.count {
    case 0: ""
    case 1: names[0]
    case 2: "\(names[0]) and \(names[1])"
    default: names.dropLast().joined(separator: ", ") + ", and " + names[names.count - 1]
    }
  }

  private var noKeywords: Raised {
    Raised(.typeError, "\(qualifiedName)() takes no keyword arguments")
  }

  private func plural(_ count: Int) -> String { count == 1 ? "" : "s" }
}
