import Arrays

/// Functions of `numpy` that take arrays of strings: they run on codes, the places of the strings among all distinct ones
/// in order, and the results that are codes become strings again.
enum TextFunctions {
  private struct Rule {
    /// Arguments that may hold strings; nil for all positional ones.
    var slots: [Int]?
    /// Which results are codes: all, none or the first.
    var decoded: Decoded
  }

  private enum Decoded { case all, none, first }

  private static let rules: [String: Rule] = {
    var rules: [String: Rule] = [:]
    for name in [
      "sort", "reshape", "ravel", "transpose", "squeeze", "flip", "roll", "repeat", "tile", "take",
      "delete", "atleast_1d", "atleast_2d", "array_split", "split", "broadcast_to", "copy", "diag",
      "expand_dims", "swapaxes", "compress", "resize", "unstack",
    ] { rules[name] = Rule(slots: [0], decoded: .all) }
    for name in ["concatenate", "stack", "vstack", "hstack", "column_stack", "meshgrid", "block"] {
      rules[name] = Rule(slots: [0], decoded: .all)
    }
    for name in ["argsort", "shape", "ndim", "size", "lexsort"] {
      rules[name] = Rule(slots: [0], decoded: .none)
    }
    for name in ["isin", "array_equal", "searchsorted"] {
      rules[name] = Rule(slots: [0, 1], decoded: .none)
    }
    for name in ["append", "union1d", "setdiff1d", "setxor1d"] {
      rules[name] = Rule(slots: [0, 1], decoded: .all)
    }
    rules["extract"] = Rule(slots: [1], decoded: .all)
    rules["insert"] = Rule(slots: [0, 2], decoded: .all)
    rules["intersect1d"] = Rule(slots: [0, 1], decoded: .first)
    rules["unique"] = Rule(slots: [0], decoded: .first)
    rules["where"] = Rule(slots: [1, 2], decoded: .all)
    rules["select"] = Rule(slots: [1, 2], decoded: .all)
    rules["choose"] = Rule(slots: [1], decoded: .all)
    rules["full"] = Rule(slots: [1], decoded: .all)
    return rules
  }()

  static func handles(_ name: String) -> Bool { rules[name] != nil }

  /// Calls `body` with codes for the strings among the arguments; as it is where there are none.
  static func call(
    _ arguments: BoundArguments, in interpreter: Interpreter,
    _ body: (BoundArguments) throws -> Value
  ) throws -> Value {
    guard let rule = rules[arguments.signature.name],
      (rule.slots ?? []).contains(where: { arguments[$0].holdsText })
    else { return try body(arguments) }
    var words: Set<String> = []
    func gather(_ value: Value) {
      switch value {
      case .string(let string): words.insert(string.text)
      case .list(let list): list.elements.forEach(gather)
      case .tuple(let tuple): tuple.elements.forEach(gather)
      case .object(let object):
        if let array = object as? TextArrayObject { words.formUnion(array.elements) }
      default: break
      }
    }
    for slot in rule.slots ?? [] { gather(arguments[slot]) }
    let distinct = words.sorted {
      $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
    }
    let codes = Dictionary(
      zip(distinct, distinct.indices), uniquingKeysWith: { first, _ in first })
    func encode(_ value: Value) -> Value {
      switch value {
      case .string(let string): return .int(codes[string.text] ?? 0)
      case .list(let list): return .list(list.elements.map(encode))
      case .tuple(let tuple): return .tuple(tuple.elements.map(encode))
      case .object(let object):
        guard let array = object as? TextArrayObject else { return value }
        return .object(
          ArrayObject(NDArray(array.elements.map { codes[$0] ?? 0 }, shape: array.shape), .array))
      default: return value
      }
    }
    var inner = arguments
    for slot in rule.slots ?? [] { inner.values[slot] = encode(arguments[slot]) }
    let result = try body(inner)
    func decode(_ value: Value) throws -> Value {
      if let array = value.array {
        let places = try interpreter.numerics.value(of: array)
        return TextArrayObject(places.integers.map { distinct[$0] }, shape: places.shape).result
      }
      switch value {
      case .list(let list): return .list(try list.elements.map(decode))
      case .tuple(let tuple): return .tuple(try tuple.elements.map(decode))
      default: return value
      }
    }
    switch rule.decoded {
    case .none: return result
    case .all: return try decode(result)
    case .first:
      guard case .tuple(let tuple) = result else { return try decode(result) }
      return .tuple(try [decode(tuple.elements[0])] + tuple.elements.dropFirst())
    }
  }

  /// A function of `numpy` by name.
  static func call(_ name: String, _ arguments: [Value], _ interpreter: Interpreter) throws -> Value
  {
    guard let function = interpreter.modules.module("numpy")?.attribute(Name(name), in: interpreter)
    else { return .none }
    return try interpreter.call(function, arguments)
  }
}
