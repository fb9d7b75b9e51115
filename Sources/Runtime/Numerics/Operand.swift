package import Arrays
import Autodiff
import BigInt

/// What a script passed where an array function wants a number or an array.
package enum Operand {
  case array(ArrayObject)
  /// A Python number, which adapts its dtype to the arrays beside it.
  case python(PythonKind, Scalar)

  package var array: ArrayObject? {
    if case .array(let array) = self { return array }
    return nil
  }

  package var isTraced: Bool { array?.isTraced ?? false }

  var promotion: PromotionOperand {
    switch self {
    case .array(let array): .dtype(array.dtype)
    case .python(let kind, _): .python(kind)
    }
  }

  func jaxType(_ promotion: JAXPromotion) -> JAXType {
    switch self {
    case .array(let array):
      JAXType(promotion.canonical(array.dtype), isWeak: array.isWeak)
    case .python(let kind, _): promotion.type(of: kind)
    }
  }

  package var shape: [Int] { array?.shape ?? [] }
}

extension Value {
  /// The array object behind the value.
  package var array: ArrayObject? {
    if case .object(let object) = self { return downcast(object, to: ArrayObject.self) }
    return nil
  }

  init(_ array: ArrayObject) { self = .object(array) }

  /// Whether the value is a leaf of every container tree by its class alone.
  var isNumeric: Bool {
    switch self {
    case .float, .int, .bool: true
    default: array != nil
    }
  }

  /// A Python number as an array element, with its class; nil for everything else.
  package var number: (PythonKind, Scalar)? {
    switch self {
    case .bool(let value): return (.bool, .bool(value))
    case .int(let value): return (.int, .int(value))
    case .float(let value): return (.float, .float(value))
    case .object(let object):
      if let complex = object as? ComplexObject {
        return (.complex, .complex(real: complex.real, imaginary: complex.imaginary))
      }
      if let big = object as? BigIntObject, let unsigned = UInt64(exactly: big.value) {
        return (.int, .uint(unsigned))
      }
      return nil
    default: return nil
    }
  }
}

extension Interpreter {
  /// The one conversion of a script's value into an operand of an array function.
  ///
  /// Sequences become arrays under NumPy; JAX refuses them, as JAX does, with `function` in the message.
  package func operand(
    of value: Value, _ facade: Facade, function: String, position: Int = 0
  ) throws -> Operand {
    if let array = value.array { return .array(array) }
    if let (kind, scalar) = value.number { return .python(kind, scalar) }
    if case .object(let object) = value {
      if object is BigIntObject { return .array(try array(from: value, facade)) }
      if let convertible = object as? any ArrayConvertible {
        return .array(try convertible.makeArray(in: self, facade))
      }
      if object is TextArrayObject { throw ElementwiseFunction.unsupported(function, 1) }
    }
    if facade == .numpy, value.holdsText { throw ElementwiseFunction.unsupported(function, 1) }
    if facade == .jax {
      throw Raised(
        .typeError,
        "\(function) requires ndarray or scalar arguments, got \(classText(of: value)) at position \(position)."
      )
    }
    return .array(try array(from: value, facade))
  }

  /// `<class 'list'>`.
  func classText(of value: Value) -> String {
    "<class '\(type(of: value).qualifiedName)'>"
  }

  /// An operand as an array, a Python number in the dtype it has alone.
  package func array(of operand: Operand, _ facade: Facade) -> ArrayObject {
    switch operand {
    case .array(let array): return array
    case .python(let kind, let scalar):
      if facade == .jax {
        let type = numerics.promotion.type(of: kind)
        return ArrayObject(
          rounded(scalar, to: type.dtype), type.dtype, .jax, weak: type.isWeak)
      }
      return ArrayObject(scalar, NumPyPromotion.promote([.python(kind)]), .scalar)
    }
  }

  /// `asarray`: the array itself, or one of the numbers in nested sequences.
  package func array(of value: Value, _ facade: Facade, dtype: DType? = nil) throws -> ArrayObject {
    let result: ArrayObject
    if let array = value.array {
      result = array
    } else if let (kind, scalar) = value.number {
      if let dtype {
        try checkRange(scalar, kind, dtype)
        return ArrayObject(rounded(scalar, to: dtype), dtype, facade == .jax ? .jax : .scalar)
      }
      return self.array(of: .python(kind, scalar), facade)
    } else if case .object(let object) = value, let convertible = object as? any ArrayConvertible {
      result = try convertible.makeArray(in: self, facade)
    } else {
      result = try array(from: value, facade, dtype: dtype)
    }
    if let dtype, dtype != result.dtype { return try astype(result, dtype, facade) }
    if facade == .jax, result.flavor != .jax { return try jaxArray(of: result) }
    return result
  }

  /// A NumPy array as JAX sees it: 64-bit dtypes shrink unless x64 is on.
  func jaxArray(of array: ArrayObject) throws -> ArrayObject {
    let dtype = numerics.promotion.canonical(array.dtype)
    if array.handle != nil {
      return try numerics.wrap(numerics.node(array, dtype, weak: false), .jax)
    }
    let elements = try numerics.value(of: array)
    // JAX copies, so that later writes to the NumPy array do not show.
    return ArrayObject(elements.converted(to: dtype), .jax)
  }

  /// `astype` under either facade.
  package func astype(_ array: ArrayObject, _ dtype: DType, _ facade: Facade) throws -> ArrayObject
  {
    let target = facade == .jax ? numerics.promotion.canonical(dtype) : dtype
    if array.isTraced {
      return try numerics.wrap(numerics.node(array, target, weak: false), facade)
    }
    try requireMemory(for: array.shape, target)
    let elements = try numerics.value(of: array).converted(to: target)
    return ArrayObject(
      elements, facade == .jax ? .jax : array.flavor == .scalar ? .scalar : .array)
  }

  /// A scalar as `dtype` holds it.
  func rounded(_ scalar: Scalar, to dtype: DType) -> Scalar {
    switch (dtype, scalar) {
    case (.float64, .float), (.int64, .int), (.bool, .bool): scalar
    default: NDArray(scalar: scalar, dtype: dtype).item
    }
  }

  /// NumPy 2 refuses Python ints that the arrays' dtype cannot hold.
  func checkRange(_ scalar: Scalar, _ kind: PythonKind, _ dtype: DType) throws {
    guard kind == .int, dtype.isInteger else { return }
    let fits: Bool =
      switch scalar {
      case .int(let value):
        dtype.integerRange.contains(value)
      case .uint: dtype == .uint64
      default: true
      }
    guard fits else {
      throw Raised(
        .overflowError,
        "Python integer \(ScalarText.str(scalar, dtype: .int64)) out of bounds for \(dtype.name)")
    }
  }
}

/// Objects of the numeric modules that stand for an array.
protocol ArrayConvertible: Object {
  func makeArray(in interpreter: Interpreter, _ facade: Facade) throws -> ArrayObject
}
