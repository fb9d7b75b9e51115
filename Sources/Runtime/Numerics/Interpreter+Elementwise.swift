import Arrays
import Autodiff

extension Interpreter {
  /// The one path of every function of elements: operands, promotion, then a node or the kernel.
  package func elementwise(
    _ function: ElementwiseFunction, _ values: [Value], _ facade: Facade
  ) throws -> Value {
    let operands = try values.enumerated().map {
      try operand(of: $0.element, facade, function: function.name, position: $0.offset)
    }
    if facade == .numpy,
      let array = operands.lazy.compactMap(\.array).first(where: {
        $0.flavor == .jax && $0.isTraced
      })
    {
      throw TracerErrors.elements(array)
    }
    return .object(try elementwise(function, operands, facade))
  }

  package func elementwise(
    _ function: ElementwiseFunction, _ operands: [Operand], _ facade: Facade
  ) throws -> ArrayObject {
    numerics.errorFacade = facade
    let type = try function.operandType(operands, facade, numerics.promotion)
    if facade == .jax && numerics.stagingDepth > 0 || operands.contains(where: \.isTraced) {
      return try tracedElementwise(function, operands, type, facade)
    }
    return try eagerElementwise(function, operands, type, facade)
  }

  private func tracedElementwise(
    _ function: ElementwiseFunction, _ operands: [Operand], _ type: JAXType, _ facade: Facade
  ) throws -> ArrayObject {
    let graph = numerics.graph
    graph.dialect = facade.dialect
    numerics.stampRange()
    if function.name == "power", let exponent = integerExponent(operands, type, facade) {
      let base = try node(operands[0], type.dtype, weak: type.isWeak)
      return try numerics.wrap(
        exponent == 0 ? graph.ones(like: base) : graph.integerPower(base, exponent), facade)
    }
    let ids = try operands.map { try node($0, type.dtype, weak: type.isWeak) }
    return try numerics.wrap(function.build(graph, ids), facade)
  }

  /// JAX's `x ** n` with a Python int is a primitive of its own.
  private func integerExponent(_ operands: [Operand], _ type: JAXType, _ facade: Facade) -> Int? {
    guard facade == .jax, case .python(.int, .int(let exponent)) = operands[1],
      type.dtype.isInexact || exponent >= 0
    else { return nil }
    return exponent
  }

  /// A node of the operand in a dtype.
  func node(_ operand: Operand, _ dtype: DType, weak: Bool) throws -> NodeID {
    switch operand {
    case .array(let array): return try numerics.node(array, dtype, weak: weak)
    case .python(let kind, let scalar):
      try checkRange(scalar, kind, dtype)
      if case .float(let value) = scalar, dtype.isFloating {
        return numerics.graph.constant(value, dtype, weak: weak)
      }
      return numerics.graph.constant(scalar, dtype, weak: weak)
    }
  }

  private func eagerElementwise(
    _ function: ElementwiseFunction, _ operands: [Operand], _ type: JAXType, _ facade: Facade
  ) throws -> ArrayObject {
    if let result = scalarResult(function, operands, type, facade) { return result }
    if function.name == "power", type.dtype.isInteger { try checkExponent(operands[1]) }
    let arrays = try operands.map { try elements($0, type.dtype) }
    let result: NDArray
    if arrays.contains(where: { $0.count > 1 << 20 || $0.rank > 1 }) {
      let shape = try Shapes.broadcast(arrays.map(\.shape), operation: function.jaxName)
      try requireMemory(for: shape, type.dtype)
    }
    switch function.kernel {
    case .unary(let kernel):
      result = try unary(function, kernel, arrays[0])
    case .binary(let kernel):
      _ = try Shapes.broadcast(arrays.map(\.shape), operation: function.jaxName)
      let form = booleanForm(kernel, type.dtype)
      try requireDefined(Kernels.result(of: form, type.dtype), function)
      result = Kernels.zip(form, arrays[0], arrays[1])
    }
    return ArrayObject(result: result, facade, weak: type.isWeak && result.dtype != .bool)
  }

  private func unary(_ function: ElementwiseFunction, _ kernel: UnaryKernel, _ x: NDArray) throws
    -> NDArray
  {
    switch (function.typing, kernel) {
    case (.rounding, _) where !x.dtype.isInexact, (_, .real) where !x.dtype.isComplex,
      (_, .conj) where !x.dtype.isComplex, (_, .absolute) where x.dtype == .bool,
      (_, .square) where x.dtype == .bool:
      return x.duplicate()
    case (_, .imag) where !x.dtype.isComplex: return NDArray.zeros(x.shape, dtype: x.dtype)
    case (_, .bitwiseNot) where x.dtype == .bool: return Kernels.map(.logicalNot, x)
    case (_, .isnan) where !x.dtype.isInexact, (_, .isinf) where !x.dtype.isInexact:
      return NDArray.zeros(x.shape, dtype: .bool)
    case (_, .isfinite) where !x.dtype.isInexact: return NDArray.ones(x.shape, dtype: .bool)
    default:
      try requireDefined(Kernels.result(of: kernel, x.dtype), function)
      return Kernels.map(kernel, x)
    }
  }

  /// Refuses dtypes that a function of elements has no values for, in NumPy's words.
  private func requireDefined(_ result: DType?, _ function: ElementwiseFunction) throws {
    guard result == nil else { return }
    throw Raised(
      .typeError,
      "ufunc '\(function.name)' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"
    )
  }

  /// Sums and products of booleans are logical; so are bit operations.
  private func booleanForm(_ kernel: BinaryKernel, _ dtype: DType) -> BinaryKernel {
    guard dtype == .bool else { return kernel }
    switch kernel {
    case .add, .bitwiseOr, .maximum, .fmax: return .logicalOr
    case .multiply, .bitwiseAnd, .minimum, .fmin: return .logicalAnd
    case .bitwiseXor: return .logicalXor
    default: return kernel
    }
  }

  private func checkExponent(_ exponent: Operand) throws {
    let isNegative: Bool
    switch exponent {
    case .python(_, let scalar): isNegative = scalar.asInt < 0
    case .array(let array):
      isNegative =
        try array.dtype.isSigned && numerics.value(of: array).integers.contains { $0 < 0 }
    }
    if isNegative {
      throw Raised(.valueError, "Integers to negative integer powers are not allowed.")
    }
  }

  /// Known 0-d floats without any array.
  private func scalarResult(
    _ function: ElementwiseFunction, _ operands: [Operand], _ type: JAXType, _ facade: Facade
  ) -> ArrayObject? {
    guard type.dtype.isFloating else { return nil }
    func number(_ operand: Operand) -> Double? {
      switch operand {
      case .python(_, let scalar): return rounded(scalar.asDouble, type.dtype)
      case .array(let array):
        guard case .scalar(let scalar) = array.content else { return nil }
        return rounded(scalar.asDouble, type.dtype)
      }
    }
    guard let x = number(operands[0]) else { return nil }
    let value: Double
    switch function.kernel {
    case .unary(let kernel):
      guard function.typing == .floating || function.typing == .common else { return nil }
      value = Kernels.scalar(kernel, x, type.dtype)
    case .binary(let kernel):
      guard let y = number(operands[1]) else { return nil }
      value = Kernels.scalar(kernel, x, y, type.dtype)
    }
    if function.typing == .comparison || function.typing == .logical {
      return ArrayObject(.bool(value != 0), .bool, facade == .jax ? .jax : .scalar)
    }
    return ArrayObject(
      .float(value), type.dtype, facade == .jax ? .jax : .scalar, weak: type.isWeak)
  }

  private func rounded(_ value: Double, _ dtype: DType) -> Double {
    dtype == .float32 ? Double(Float(value)) : value
  }

  /// The operand's elements in a dtype.
  func elements(_ operand: Operand, _ dtype: DType) throws -> NDArray {
    switch operand {
    case .array(let array):
      let elements = try numerics.value(of: array)
      return elements.dtype == dtype ? elements : elements.converted(to: dtype)
    case .python(let kind, let scalar):
      try checkRange(scalar, kind, dtype)
      return NDArray(scalar: scalar, dtype: dtype)
    }
  }
}
