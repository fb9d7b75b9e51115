import Arrays
import Autodiff
import BigInt
import Records

extension ArrayObject {
  func arrayType(in interpreter: Interpreter) -> TypeObject {
    let types = interpreter.numericTypes
    if isTraced {
      if flavor != .jax { return isAbstract ? types.jitTracer : types.arrayBox }
      return isAbstract ? types.jitTracer : types.gradTracer
    }
    switch flavor {
    case .jax: return types.jaxArray
    case .array: return types.array
    case .scalar: return rank == 0 ? types.scalar(dtype) : types.array
    }
  }

  /// The box or tracer of a value that is being differentiated or traced; nil for plain arrays.
  private func tracerText(asRepr: Bool, in interpreter: Interpreter) throws -> String? {
    guard isTraced else { return nil }
    if isAbstract {
      let weak = isWeak ? "~" : ""
      return "JitTracer(\(weak)\(ShapeText.abstract(shape, dtype)))"
    }
    let elements = try interpreter.numerics.value(of: self)
    if flavor != .jax {
      if asRepr { return "<autograd.numpy.numpy_boxes.ArrayBox object at \(address)>" }
      return "Autograd ArrayBox with value " + text(of: elements, in: interpreter)
    }
    let extents = shape.map(String.init).joined(separator: ",")
    let primal = text(of: elements, in: interpreter)
    return "GradTracer(primal=\(primal), typeof(tangent)=\(dtype.shortName)[\(extents)])"
  }

  private func text(of elements: NDArray, in interpreter: Interpreter) -> String {
    if elements.rank == 0, flavor != .array || isTraced {
      return ScalarText.str(elements.item, dtype: elements.dtype)
    }
    let options = interpreter.numerics.printOptions
    if let formatter = interpreter.numerics.printFormatter,
      let words = try? formatter.words(
        of: ArrayText(options: options).visible(elements), interpreter)
    {
      return ArrayText(options: options).string(elements, words: words)
    }
    return ArrayText.str(elements, options: options)
  }

  func arrayStr(in interpreter: Interpreter) throws -> String {
    if case .scalar(let scalar) = content { return ScalarText.str(scalar, dtype: dtype) }
    if let text = try tracerText(asRepr: false, in: interpreter) { return text }
    return text(of: try interpreter.numerics.value(of: self), in: interpreter)
  }

  func arrayRepr(in interpreter: Interpreter) throws -> String {
    if let text = try tracerText(asRepr: true, in: interpreter) { return text }
    let elements = try interpreter.numerics.value(of: self)
    let options = interpreter.numerics.printOptions
    switch flavor {
    case .jax: return ArrayText.jaxRepr(elements, isWeak: isWeak, options: options)
    case .scalar where elements.rank == 0: return ScalarText.repr(elements.item, dtype: dtype)
    default:
      let words = try interpreter.numerics.printFormatter?.words(
        of: ArrayText(options: options).visible(elements), interpreter)
      return ArrayText.repr(elements, options: options, words: words)
    }
  }

  func arrayPrintedNumbers(in interpreter: Interpreter) throws -> [PrintedNumbers] {
    if isTraced { return [] }
    let elements = try interpreter.numerics.value(of: self)
    // A summarised array prints other numbers than it holds.
    guard elements.count > 0, elements.count <= interpreter.numerics.printOptions.threshold else {
      return []
    }
    return [PrintedNumbers(elements)]
  }

  func arrayFormat(_ spec: String, in interpreter: Interpreter) throws -> String? {
    if isTraced || rank > 0 {
      guard spec.isEmpty else {
        let type = type(in: interpreter)
        let name = isTraced || flavor != .jax ? type.qualifiedName : "numpy.ndarray"
        throw Raised(.typeError, "unsupported format string passed to \(name).__format__")
      }
      return try str(in: interpreter)
    }
    let scalar = try interpreter.numerics.scalar(of: self)
    if flavor == .scalar, spec.isEmpty, dtype == .float64 || dtype.isInteger || dtype == .bool {
      return try str(in: interpreter)
    }
    let plain = scalar.pythonValue
    if dtype == .bool, !spec.isEmpty {
      throw Raised(.typeError, "unsupported format string passed to numpy.bool.__format__")
    }
    return try interpreter.format(plain, spec).text
  }
}

extension Scalar {
  /// The Python number.
  package var pythonValue: Value {
    switch self {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .uint(let value): Int(exactly: value).map { .int($0) } ?? .integer(.init(value))
    case .float(let value): .float(value)
    case .complex(let real, let imaginary): .complex(real, imaginary)
    }
  }
}

extension PrintedNumbers {
  /// All elements of an array.
  init(_ array: NDArray) {
    let dtype: PrintedNumbers.DType =
      switch array.dtype {
      case .bool: .bool
      case .uint8: .uint8
      case .int8: .int8
      case .int16: .int16
      case .uint16: .uint16
      case .int32: .int32
      case .uint32: .uint32
      case .int64: .int64
      case .uint64: .uint64
      case .float32: .float32
      case .float64: .float64
      case .complex64: .complex64
      case .complex128: .complex128
      }
    let values: PrintedNumbers.Values
    if array.dtype.isComplex {
      values = .floats(array.scalars.flatMap { [$0.asDouble, $0.imaginary] })
    } else if array.dtype.isFloating {
      values = .floats(array.doubles)
    } else if array.dtype == .uint64 {
      values = .bigIntegers(array.scalars.map { ScalarText.str($0, dtype: .uint64) })
    } else {
      values = .integers(array.integers.map { Int64($0) })
    }
    self.init(dtype: dtype, values: values)
  }
}
