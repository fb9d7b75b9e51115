extension Interpreter {
  /// Arguments laid out in the parameter registers of a script function, with CPython's wording for what does not fit.
  func bind(_ arguments: Arguments, to function: FunctionObject) throws -> [Value] {
    let code = function.code
    let parameters = code.parameters
    var slots = [Value](repeating: .unbound, count: parameters.names.count)
    let passed = arguments.positional.count
    let positionalSlots = parameters.kinds.indices.filter {
      parameters.kinds[$0] == .positionalOnly || parameters.kinds[$0] == .ordinary
    }
    for (slot, value) in zip(positionalSlots, arguments.positional) { slots[slot] = value }
    if let slot = parameters.variadicSlot {
      slots[slot] = .tuple(Array(arguments.positional.dropFirst(parameters.positionalCount)))
    }
    let extra = parameters.keywordSlot.map { _ in DictObject() }
    for (name, value) in arguments.keywords {
      let slot = parameters.names.indices.first {
        parameters.names[$0] == name
          && (parameters.kinds[$0] == .ordinary || parameters.kinds[$0] == .keywordOnly)
      }
      if let slot {
        guard slots[slot].isUnbound else {
          throw Raised(
            .typeError, "\(code.qualifiedName)() got multiple values for argument '\(name)'")
        }
        slots[slot] = value
      } else if let extra {
        try extra.set(.string(name.text), to: value, in: self)
      } else {
        try throwUnexpectedKeyword(name, function, arguments)
      }
    }
    if let slot = parameters.keywordSlot, let extra { slots[slot] = .dict(extra) }
    if passed > parameters.positionalCount, parameters.variadicSlot == nil {
      throw tooManyPositional(function, passed, slots)
    }
    let firstDefault = parameters.positionalCount - parameters.defaultCount
    for (index, slot) in positionalSlots.enumerated() where slots[slot].isUnbound {
      if index >= firstDefault { slots[slot] = function.defaults[index - firstDefault] }
    }
    for (index, slot) in parameters.keywordDefaultSlots.enumerated() where slots[slot].isUnbound {
      slots[slot] = function.keywordDefaults[index]
    }
    let missing = positionalSlots.filter { slots[$0].isUnbound }
    if !missing.isEmpty { throw missingArguments(function, missing, "positional") }
    let missingKeywords = parameters.keywordOnlySlots.filter { slots[$0].isUnbound }
    if !missingKeywords.isEmpty {
      throw missingArguments(function, missingKeywords, "keyword-only")
    }
    return slots
  }

  private func throwUnexpectedKeyword(
    _ name: Name, _ function: FunctionObject, _ arguments: Arguments
  ) throws {
    let parameters = function.code.parameters
    let positionalOnly = parameters.names.indices.filter { index in
      parameters.kinds[index] == .positionalOnly
        && arguments.keywords.contains { $0.name == parameters.names[index] }
    }
    if !positionalOnly.isEmpty {
      let names = positionalOnly.map { parameters.names[$0].text }.joined(separator: ", ")
      throw Raised(
        .typeError,
        "\(function.code.qualifiedName)() got some positional-only arguments passed as keyword arguments: '\(names)'"
      )
    }
    throw Raised(
      .typeError,
      "\(function.code.qualifiedName)() got an unexpected keyword argument '\(name)'")
  }

  private func tooManyPositional(_ function: FunctionObject, _ passed: Int, _ slots: [Value])
    -> Raised
  {
    let parameters = function.code.parameters
    let most = parameters.positionalCount
    let least = most - parameters.defaultCount
    let takes: String
    if parameters.defaultCount > 0 {
      takes = "from \(least) to \(most) positional arguments"
    } else {
      takes = most == 1 ? "1 positional argument" : "\(most) positional arguments"
    }
    let keywordOnly = parameters.keywordOnlySlots.filter { !slots[$0].isUnbound }.count
    let given: String
    if keywordOnly > 0 {
      given =
        "\(passed) positional argument\(passed == 1 ? "" : "s") (and \(keywordOnly) keyword-only argument\(keywordOnly == 1 ? "" : "s")) were given"
    } else {
      given = "\(passed) \(passed == 1 ? "was" : "were") given"
    }
    return Raised(.typeError, "\(function.code.qualifiedName)() takes \(takes) but \(given)")
  }

  private func missingArguments(_ function: FunctionObject, _ slots: [Int], _ kind: String)
    -> Raised
  {
    let names = slots.map { "'\(function.code.parameters.names[$0])'" }
    let list: String
    switch names.count {
    case 1: list = names[0]
    case 2: list = "\(names[0]) and \(names[1])"
    default: list = names.dropLast().joined(separator: ", ") + ", and " + names[names.count - 1]
    }
    return Raised(
      .typeError,
      "\(function.code.qualifiedName)() missing \(names.count) required \(kind) argument\(names.count == 1 ? "" : "s"): \(list)"
    )
  }
}
