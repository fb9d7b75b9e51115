package import Arrays

/// The Python types of arrays and of their elements.
package final class NumericTypes {
  package let generic: TypeObject
  package let number: TypeObject
  package let integer: TypeObject
  package let signedInteger: TypeObject
  package let unsignedInteger: TypeObject
  package let inexact: TypeObject
  package let floating: TypeObject
  package let complexFloating: TypeObject
  package let array: TypeObject
  package let jaxArray: TypeObject
  package let arrayBox: TypeObject
  package let gradTracer: TypeObject
  package let jitTracer: TypeObject
  package let batchTracer: TypeObject
  package let dtype: TypeObject
  /// `numpy.float64` and its like, by dtype code.
  private(set) var scalars: [TypeObject] = []
  /// `jax.numpy.float32` and its like, by dtype code.
  private(set) var jaxScalars: [TypeObject] = []

  init(_ interpreter: Interpreter) {
    let types = interpreter.types
    func plain(_ name: String, _ base: TypeObject) -> TypeObject {
      TypeObject(name, module: "numpy", base: base)
    }
    generic = TypeObject(
      "generic", module: "numpy", base: types.object,
      loading: { type in
        type.add(ArrayMethods.all)
      })
    number = plain("number", generic)
    integer = plain("integer", number)
    signedInteger = plain("signedinteger", integer)
    unsignedInteger = plain("unsignedinteger", integer)
    inexact = plain("inexact", number)
    floating = plain("floating", inexact)
    complexFloating = plain("complexfloating", inexact)
    array = TypeObject(
      "ndarray", module: "numpy", base: types.object,
      loading: { type in
        type.add(ArrayMethods.all)
      })
    array.constructor = { interpreter, arguments in
      guard let shape = arguments.positional.first else {
        throw Raised(.typeError, "ndarray() missing required argument 'shape' (pos 0)")
      }
      return .object(
        ArrayObject(NDArray.zeros(try interpreter.shape(from: shape)), .array))
    }
    jaxArray = TypeObject(
      "ArrayImpl", module: "jaxlib._jax", base: types.object,
      loading: { type in
        type.add(ArrayMethods.all)
        type.add(JAXArrayMethods.all)
      })
    arrayBox = TypeObject(
      "ArrayBox", module: "autograd.numpy.numpy_boxes", base: types.object,
      loading: { $0.add(ArrayMethods.all) })
    func tracer(_ name: String, _ module: String) -> TypeObject {
      TypeObject(
        name, module: "jax._src.interpreters.\(module)", base: types.object,
        loading: { type in
          type.add(ArrayMethods.all)
          type.add(JAXArrayMethods.all)
        })
    }
    gradTracer = tracer("LinearizeTracer", "ad")
    jitTracer = tracer("DynamicJaxprTracer", "partial_eval")
    batchTracer = tracer("BatchTracer", "batching")
    dtype = TypeObject("dtype", module: "numpy", base: types.object)
    dtype.constructor = { interpreter, arguments in
      guard let value = arguments.positional.first,
        let dtype = try interpreter.dtype(from: value)
      else { return .object(DTypeObject(.float64)) }
      return .object(DTypeObject(dtype))
    }
    for dtype in DType.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
      scalars.append(NumericTypes.makeScalar(dtype, self, types))
      let jaxName = dtype == .bool ? "bool" : dtype.name
      let type = TypeObject(jaxName, module: "jax.numpy", base: types.object)
      type.constructor = { interpreter, arguments in
        try .object(
          interpreter.array(of: arguments.positional.first ?? .int(0), .jax, dtype: dtype))
      }
      jaxScalars.append(type)
    }
  }

  private static func makeScalar(
    _ dtype: DType, _ numeric: NumericTypes, _ types: TypeRegistry
  ) -> TypeObject {
    let base: TypeObject
    var others: [TypeObject] = []
    switch dtype {
    case .bool: base = numeric.generic
    case .int8, .int16, .int32, .int64: base = numeric.signedInteger
    case .uint8, .uint16, .uint32, .uint64: base = numeric.unsignedInteger
    case .float32: base = numeric.floating
    case .float64:
      base = numeric.floating
      others = [types.float]
    case .complex64: base = numeric.complexFloating
    case .complex128:
      base = numeric.complexFloating
      others = [types.complex]
    }
    let type = TypeObject(dtype.name, module: "numpy", base: base, otherBases: others)
    type.constructor = { interpreter, arguments in
      let value = arguments.positional.first ?? .int(0)
      if let text = value.text { return try interpreter.parsedScalar(text, dtype) }
      let array = try interpreter.array(of: value, .numpy, dtype: dtype)
      if array.isTraced { return .object(array) }
      let elements = try interpreter.numerics.value(of: array)
      return .object(ArrayObject(elements, elements.rank == 0 ? .scalar : .array))
    }
    return type
  }

  package func scalar(_ dtype: DType) -> TypeObject { scalars[Int(dtype.rawValue)] }
  package func jaxScalar(_ dtype: DType) -> TypeObject { jaxScalars[Int(dtype.rawValue)] }
}

extension Interpreter {
  /// `np.float64("1.5")`.
  fileprivate func parsedScalar(_ text: String, _ dtype: DType) throws -> Value {
    let trimmed = text.trimmed
    if dtype.isInteger, let value = Int(trimmed) {
      return .object(ArrayObject(rounded(.int(value), to: dtype), dtype, .scalar))
    }
    guard dtype.isInexact, let value = FloatFormatting.parse(trimmed) else {
      throw Raised(
        .valueError, "could not convert string to float: \(StringRepresentation.quoted(text))")
    }
    return .object(ArrayObject(rounded(.float(value), to: dtype), dtype, .scalar))
  }
}

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    var view = self[...]
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }
}
