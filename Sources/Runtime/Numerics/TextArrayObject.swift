import Arrays
package import Syntax

/// An array of strings: `np.array(['a', 'b'])`.
///
/// Elements are kept as Swift strings, so that views are copies; functions of order and movement work on codes (see
/// `TextFunctions`).
package final class TextArrayObject: Object {
  private(set) var shape: [Int]
  private(set) var elements: [String]
  /// Most characters an element has room for: what `<U5` says.
  let width: Int

  init(_ elements: [String], shape: [Int], width: Int? = nil) {
    self.elements = elements
    self.shape = shape
    self.width = width ?? max(elements.map { $0.unicodeScalars.count }.max() ?? 1, 1)
  }

  /// The array of nested sequences with strings in them; nil where there are none.
  ///
  /// Numbers among the strings become text of theirs, as in NumPy.
  static func make(from value: Value, _ interpreter: Interpreter) throws -> TextArrayObject? {
    if case .object(let object) = value { return object as? TextArrayObject }
    guard value.holdsText else { return nil }
    var shape: [Int] = [], elements: [String] = [], width = 1
    func collect(_ value: Value, _ depth: Int) throws {
      let parts: [Value]
      switch value {
      case .list(let list): parts = list.elements
      case .tuple(let tuple): parts = tuple.elements
      default:
        guard depth == shape.count else { throw TextArrayObject.ragged(Array(shape.prefix(depth))) }
        let text = try value.text ?? interpreter.str(value)
        if case .int = value { width = max(width, 21) }
        if case .float = value { width = max(width, 32) }
        width = max(width, text.unicodeScalars.count)
        elements.append(text)
        return
      }
      if depth == shape.count {
        guard elements.isEmpty else { throw TextArrayObject.ragged(shape) }
        shape.append(parts.count)
      } else if shape[depth] != parts.count {
        throw TextArrayObject.ragged(Array(shape.prefix(depth)))
      }
      for part in parts { try collect(part, depth + 1) }
    }
    try collect(value, 0)
    return TextArrayObject(elements, shape: shape, width: width)
  }

  /// With room for a number of characters only.
  func cut(to width: Int) -> TextArrayObject {
    TextArrayObject(
      elements.map { String(String.UnicodeScalarView($0.unicodeScalars.prefix(width))) },
      shape: shape, width: width)
  }

  private static func ragged(_ shape: [Int]) -> Raised {
    Raised(
      .valueError,
      "setting an array element with a sequence. The requested array has an inhomogeneous shape after \(shape.count) dimensions. The detected shape was \(ShapeText.tuple(shape)) + inhomogeneous part."
    )
  }

  /// An array where it has axes, else the string itself.
  var result: Value { shape.isEmpty ? .string(elements[0]) : .object(self) }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.numericTypes.array
  }

  // MARK: Text

  private func list(
    _ separator: String, _ prefix: String, _ suffix: String, _ options: PrintOptions
  ) -> String {
    var text = ArrayText(options: options)
    text.separator = separator
    text.prefix = prefix
    text.suffix = suffix
    let places = NDArray(Array(elements.indices), shape: shape)
    let words = text.visible(places).integers.map { StringRepresentation.quoted(elements[$0]) }
    return shape.isEmpty ? words[0] : text.string(places, words: words)
  }

  override package func str(in interpreter: Interpreter) -> String {
    shape.isEmpty ? elements[0] : list(" ", "", "", interpreter.numerics.printOptions)
  }

  override package func repr(in interpreter: Interpreter) -> String {
    let options = interpreter.numerics.printOptions
    let start = "array(" + list(", ", "array(", ")", options) + ","
    let tail = "dtype='<U\(width)')"
    let last = start.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    let breaks = last.count + tail.count + 1 > options.lineWidth
    return start + (breaks ? "\n      " : " ") + tail
  }

  // MARK: Elements

  override package func length(in interpreter: Interpreter) throws -> Int? {
    guard let first = shape.first else { throw Raised(.typeError, "len() of unsized object") }
    return first
  }

  private func part(_ plan: IndexPlan) -> TextArrayObject {
    TextArrayObject(plan.positions.map { elements[$0] }, shape: plan.resultShape, width: width)
  }

  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    part(try IndexPlan(interpreter.indexItems(key, .numpy), shape: shape)).result
  }

  override package func setItem(at key: Value, to value: Value, in interpreter: Interpreter) throws
    -> Bool
  {
    let plan = try IndexPlan(interpreter.indexItems(key, .numpy), shape: shape)
    let source = try TextArrayObject.make(from: value, interpreter)
    let texts = try source?.elements ?? [interpreter.str(value)]
    let places = try NDArray(Array(texts.indices), shape: source?.shape ?? []).broadcast(
      to: plan.resultShape
    ).integers
    for (position, place) in zip(plan.positions, places) {
      elements[position] = String(
        String.UnicodeScalarView(texts[place].unicodeScalars.prefix(width)))
    }
    return true
  }

  override package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    guard let count = shape.first else {
      throw Raised(.typeError, "iteration over a 0-d array")
    }
    var position = 0
    return ClosureIterator("ndarray_iterator") { [self] interpreter in
      guard position < count else { return nil }
      position += 1
      return try item(at: .int(position - 1), in: interpreter)
    }
  }

  override package func contains(_ element: Value, in interpreter: Interpreter) throws -> Bool? {
    element.text.map { elements.contains($0) } ?? false
  }

  // MARK: Operators

  /// Both operands' strings, broadcast; nil where the other one is no text.
  private func pairs(_ other: Value, _ interpreter: Interpreter) throws -> (
    [String], [String], [Int]
  )? {
    guard let right = try TextArrayObject.make(from: other, interpreter) else { return nil }
    guard let joined = Shapes.joined([shape, right.shape]) else {
      throw ShapeError.operandsDoNotBroadcast(shapes: [shape, right.shape], operation: "compare")
    }
    func spread(_ array: TextArrayObject) throws -> [String] {
      try NDArray(Array(array.elements.indices), shape: array.shape).broadcast(to: joined).integers
        .map { array.elements[$0] }
    }
    return (try spread(self), try spread(right), joined)
  }

  override package func compare(
    _ operation: ComparisonOperator, with other: Value, in interpreter: Interpreter
  ) throws -> Value? {
    guard let (a, b, joined) = try pairs(other, interpreter) else {
      guard operation == .equal || operation == .notEqual else { return nil }
      let truths = [Bool](repeating: operation == .notEqual, count: elements.count)
      return .object(ArrayObject(NDArray(truths, shape: shape), .array))
    }
    let truths = zip(a, b).map { x, y -> Bool in
      let precedes = x.unicodeScalars.lexicographicallyPrecedes(y.unicodeScalars)
      switch operation {
      case .equal: return x == y
      case .notEqual: return x != y
      case .less: return precedes
      case .lessEqual: return precedes || x == y
      case .greater: return !precedes && x != y
      default: return !precedes
      }
    }
    return .object(ArrayObject(result: NDArray(truths, shape: joined), .numpy))
  }

  override package func isEqual(to other: Value, in interpreter: Interpreter) throws -> Bool? {
    guard let result = try compare(.equal, with: other, in: interpreter) else { return nil }
    return try interpreter.isTruthy(result)
  }

  override package func binary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) throws -> Value? {
    guard operation == .add, let (a, b, joined) = try pairs(other, interpreter) else {
      throw Raised(
        .ufuncTypeError,
        "ufunc '\(ArrayObject.function(of: operation)?.name ?? operation.rawValue)' did not contain a loop with signature matching types (dtype('<U\(width)'), dtype('\(other.array.map { $0.dtype.name } ?? interpreter.typeName(of: other))')) -> None"
      )
    }
    return TextArrayObject(
      zip(a, b).map { reflected ? $1 + $0 : $0 + $1 }, shape: joined
    ).result
  }

  // MARK: Attributes

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "shape": return .tuple(shape.map { .int($0) })
    case "ndim": return .int(shape.count)
    case "size": return .int(elements.count)
    case "dtype": return .object(TextDTypeObject(width))
    case "itemsize": return .int(4 * width)
    case "nbytes": return .int(4 * width * elements.count)
    case "T":
      return try TextFunctions.call("transpose", [.object(self)], interpreter)
    case "flat": return try makeIterator(in: interpreter).map { .object($0) }
    case "tolist": return function("tolist()") { _, _ in self.nested(self.shape, 0) }
    case "copy":
      return function("copy(order='C')") { _, _ in
        .object(TextArrayObject(self.elements, shape: self.shape, width: self.width))
      }
    case "item":
      return function("item(index=0)") { i, a in .string(self.elements[try i.requireIndex(a[0])]) }
    case "sort":
      return function("sort(axis=-1)") { i, a in
        if case .object(let object) = try TextFunctions.call("sort", [.object(self), a[0]], i),
          let sorted = object as? TextArrayObject
        {
          self.elements = sorted.elements
        }
        return .none
      }
    case "astype":
      return function("astype(dtype, copy=True)") { i, a in
        if case .object(let object) = a[0], object === i.types.str { return .object(self) }
        if a[0].text?.contains("U") == true { return .object(self) }
        guard let dtype = try i.dtype(from: a[0]) else { return .object(self) }
        let numbers = try self.elements.map { text -> Scalar in
          let trimmed = text.trimmed
          if dtype.isInteger {
            guard let number = Int(trimmed) else {
              throw Raised(
                .valueError,
                "invalid literal for int() with base 10: \(StringRepresentation.quoted(text))")
            }
            return .int(number)
          }
          guard let number = FloatFormatting.parse(trimmed) else {
            throw Raised(
              .valueError, "could not convert string to float: \(StringRepresentation.quoted(text))"
            )
          }
          return .float(number)
        }
        return .object(
          ArrayObject(NDArray(scalars: numbers, shape: self.shape, dtype: dtype), .array))
      }
    case "reshape":
      return function("reshape(*shape)") { i, a in
        let parts = a.variadic(0)
        let shape = try parts.count == 1 ? i.shape(from: parts[0]) : i.shape(from: .tuple(parts))
        return .object(
          TextArrayObject(
            self.elements, shape: try Shapes.resolve(shape, from: self.shape), width: self.width))
      }
    case "ravel", "flatten":
      return function("\(name)(order='C')") { _, _ in
        .object(TextArrayObject(self.elements, shape: [self.elements.count], width: self.width))
      }
    case "argsort", "repeat", "take", "squeeze", "transpose", "swapaxes":
      return .object(
        BuiltinFunction.raw("\(name)(*args, **kwargs)", "As the function of the same name.") {
          [self] interpreter, arguments in
          var inner = arguments
          inner.positional.insert(.object(self), at: 0)
          guard let function = interpreter.modules.module("numpy")?.attribute(name, in: interpreter)
          else { return .none }
          return try interpreter.call(function, inner)
        })
    default: return nil
    }
  }

  private func function(
    _ declaration: String, _ body: @escaping (Interpreter, BoundArguments) throws -> Value
  ) -> Value { .object(BuiltinFunction.bound(declaration, "A method of arrays of strings.", body)) }

  private func nested(_ shape: [Int], _ start: Int) -> Value {
    guard let count = shape.first else { return .string(elements[start]) }
    let step = shape.dropFirst().reduce(1, *)
    return .list((0..<count).map { nested(Array(shape.dropFirst()), start + $0 * step) })
  }
}

/// `dtype('<U5')`.
package final class TextDTypeObject: Object {
  private let width: Int
  init(_ width: Int) { self.width = width }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.numericTypes.dtype
  }
  override package func str(in interpreter: Interpreter) -> String { "<U\(width)" }
  override package func repr(in interpreter: Interpreter) -> String { "dtype('<U\(width)')" }
  override package func isEqual(to other: Value, in interpreter: Interpreter) -> Bool? {
    if case .object(let object) = other, let other = object as? TextDTypeObject {
      return other.width == width
    }
    return other.text == "<U\(width)"
  }
  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    switch name {
    case "kind", "char": .string("U")
    case "str": .string("<U\(width)")
    case "name": .string("str\(32 * width)")
    case "itemsize": .int(4 * width)
    case "type": .object(interpreter.types.str)
    default: nil
    }
  }
}

extension Value {
  /// Whether it is a string or a nested sequence with strings in it.
  var holdsText: Bool {
    switch self {
    case .string: true
    case .list(let list): list.elements.contains(where: \.holdsText)
    case .tuple(let tuple): tuple.elements.contains(where: \.holdsText)
    case .object(let object): downcast(object, to: TextArrayObject.self) != nil
    default: false
    }
  }
}
