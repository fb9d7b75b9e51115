/// What a builtin accepts, read from its declaration in Python's own notation.
package struct Signature {
  package enum Kind { case positionalOnly, ordinary, variadic, keywordOnly, variadicKeyword }

  package struct Parameter {
    package let name: Name
    package let kind: Kind
    /// Value of the slot where nothing was passed; nil where the argument is required.
    package let defaultValue: Value?
  }

  package let name: String
  package let parameters: [Parameter]
  /// Parameters that take positional arguments; they are the first slots.
  package let positionalCount: Int
  package let positionalOnlyCount: Int
  /// Positional parameters without a default.
  package let requiredCount: Int
  package let variadicSlot: Int?
  package let variadicKeywordSlot: Int?
  private let hasRequiredKeyword: Bool

  /// Parses `name(a, b=1, /, c, *args, d=None, **kwargs)`.
  ///
  /// Defaults may be `None`, `True`, `False`, numbers, quoted strings, `()` and `<no value>`; anything else reads as a
  /// string of its own text, for documentation.
  package init(_ declaration: String) {
    let open = declaration.firstIndex(of: "(") ?? declaration.endIndex
    name = String(declaration[..<open])
    let inner = declaration[open...].dropFirst()
    let end = inner.lastIndex(of: ")") ?? inner.endIndex
    var parameters: [Parameter] = []
    var kind = Kind.ordinary
    for part in Signature.split(inner[..<end]) {
      if part == "/" {
        parameters = parameters.map {
          Parameter(name: $0.name, kind: .positionalOnly, defaultValue: $0.defaultValue)
        }
      } else if part == "*" {
        kind = .keywordOnly
      } else if part.hasPrefix("**") {
        parameters.append(
          Parameter(
            name: Name(String(part.dropFirst(2))), kind: .variadicKeyword, defaultValue: nil))
      } else if part.hasPrefix("*") {
        parameters.append(
          Parameter(name: Name(String(part.dropFirst())), kind: .variadic, defaultValue: nil))
        kind = .keywordOnly
      } else if let equals = part.firstIndex(of: "=") {
        let value = Signature.trim(part[part.index(after: equals)...])
        parameters.append(
          Parameter(
            name: Name(Signature.trim(part[..<equals])), kind: kind,
            defaultValue: Signature.defaultValue(value)))
      } else {
        parameters.append(Parameter(name: Name(part), kind: kind, defaultValue: nil))
      }
    }
    // Slots in the order positional, *args, keyword-only, **kwargs: the order of Python's own declarations.
    self.parameters = parameters
    let positional = parameters.prefix { $0.kind == .positionalOnly || $0.kind == .ordinary }
    positionalCount = positional.count
    positionalOnlyCount = positional.prefix { $0.kind == .positionalOnly }.count
    requiredCount = positional.prefix { $0.defaultValue == nil }.count
    variadicSlot = parameters.firstIndex { $0.kind == .variadic }
    variadicKeywordSlot = parameters.firstIndex { $0.kind == .variadicKeyword }
    hasRequiredKeyword = parameters.contains { $0.kind == .keywordOnly && $0.defaultValue == nil }
  }

  /// Slot of a parameter, for tables that name what they read.
  package func slot(of name: Name) -> Int? { parameters.firstIndex { $0.name == name } }

  /// One value a slot, or Python's `TypeError`.
  package func bind(
    _ arguments: Arguments, callee: BuiltinFunction, in interpreter: Interpreter
  ) throws -> BoundArguments {
    let given = arguments.positional.count
    if arguments.keywords.isEmpty, given <= positionalCount, given >= requiredCount,
      !hasRequiredKeyword
    {
      var values = arguments.positional
      if given < parameters.count {
        values.reserveCapacity(parameters.count)
        for slot in given..<parameters.count { values.append(emptyValue(slot)) }
      }
      return BoundArguments(values: values, passedCount: given, passedBits: 0, signature: self)
    }
    return try bindSlowly(arguments, SignatureErrors(self, callee))
  }

  private func emptyValue(_ slot: Int) -> Value {
    let parameter = parameters[slot]
    switch parameter.kind {
    case .variadic: return .tuple([])
    case .variadicKeyword: return .dict(DictObject())
    default: return parameter.defaultValue ?? .unbound
    }
  }

  private func bindSlowly(_ arguments: Arguments, _ errors: SignatureErrors) throws
    -> BoundArguments
  {
    let given = arguments.positional.count
    if variadicSlot == nil, given > positionalCount || errors.counts(arguments) {
      throw errors.tooMany(arguments)
    }
    var values: [Value] = []
    values.reserveCapacity(parameters.count)
    for slot in parameters.indices {
      if slot < positionalCount, slot < given {
        values.append(arguments.positional[slot])
      } else if slot == variadicSlot {
        values.append(.tuple(Array(arguments.positional.dropFirst(positionalCount))))
      } else {
        values.append(emptyValue(slot))
      }
    }
    var bits: UInt64 = 0
    for (name, value) in arguments.keywords {
      let slot = parameters.firstIndex {
        $0.name == name && ($0.kind == .ordinary || $0.kind == .keywordOnly)
      }
      if let slot {
        if slot < given, slot < positionalCount { throw errors.duplicate(name, slot) }
        values[slot] = value
        if slot < 64 { bits |= 1 << UInt64(slot) }
      } else if let slot = variadicKeywordSlot, case .dict(let dictionary) = values[slot] {
        dictionary.setText(name.text, to: value)
      } else {
        throw errors.unexpected(name)
      }
    }
    let result = BoundArguments(
      values: values, passedCount: min(given, positionalCount), passedBits: bits, signature: self)
    let missing = parameters.indices.filter {
      let parameter = parameters[$0]
      return parameter.defaultValue == nil && parameter.kind != .variadic
        && parameter.kind != .variadicKeyword && !result.isPassed[$0]
    }
    if !missing.isEmpty { throw errors.missing(missing, given: given) }
    return result
  }

  // MARK: Reading the declaration

  /// Parts between commas that are not inside brackets or quotes.
  private static func split(_ text: Substring) -> [String] {
    var parts: [String] = []
    var current = ""
    var depth = 0
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if "([{<".contains(character) {
        depth += 1
      } else if ")]}>".contains(character) {
        depth -= 1
      } else if character == ",", depth == 0 {
        parts.append(trim(current[...]))
        current = ""
        continue
      }
      current.append(character)
    }
    let last = trim(current[...])
    if !last.isEmpty { parts.append(last) }
    return parts
  }

  private static func trim(_ text: Substring) -> String {
    var text = text
    while text.first == " " || text.first == "\n" { text.removeFirst() }
    while text.last == " " || text.last == "\n" { text.removeLast() }
    return String(text)
  }

  private static func defaultValue(_ text: String) -> Value {
    switch text {
    case "None": return Value.none
    case "True": return .true
    case "False": return .false
    case "<no value>": return .unbound
    case "()": return .tuple([])
    default: break
    }
    if let value = Int(text) { return .int(value) }
    if text == "inf" { return .float(.infinity) }
    if text == "nan" { return .float(.nan) }
    if let first = text.first, first.isNumber || first == "-" || first == ".",
      let value = Double(text)
    {
      return .float(value)
    }
    if text.count >= 2, let first = text.first, first == "'" || first == "\"",
      text.last == first
    {
      let body = text.dropFirst().dropLast()
      return .string(String(body.replacing("\\n", with: "\n")))
    }
    return .string(text)
  }
}
