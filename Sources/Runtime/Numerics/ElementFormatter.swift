import Arrays

/// The functions of `formatter={'float': …}` that make the text of elements.
struct ElementFormatter {
  private let functions: DictObject

  init(_ functions: DictObject) { self.functions = functions }

  /// The texts of the elements in row-major order; nil where no function is for their dtype.
  func words(of array: NDArray, _ interpreter: Interpreter) throws -> [String]? {
    let kind: [String] =
      switch array.dtype {
      case .bool: ["bool", "all"]
      case _ where array.dtype.isComplex: ["complexfloat", "complex_kind", "all"]
      case _ where array.dtype.isFloating: ["float", "float_kind", "all"]
      default: ["int", "int_kind", "all"]
      }
    var function: Value?
    // A name for one type goes before that of a group.
    for name in kind where function == nil {
      function = try functions.get(.string(name), in: interpreter)
    }
    guard let function, !function.isNone else { return nil }
    return try array.scalars.map { scalar in
      try interpreter.str(
        interpreter.call(function, [.object(ArrayObject(scalar, array.dtype, .scalar))]))
    }
  }
}
