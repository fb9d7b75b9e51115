package import Arrays
package import Autodiff

/// A function of arrays that several modules register: declared once, its facade given by the module.
package struct NumericFunction: Sendable {
  package enum Availability: Sendable { case both, numpy, jax }

  package let declaration: String
  package let summary: String
  package let aliases: [String]
  package let availability: Availability
  let body: @Sendable (NumericCall) throws -> Value

  init(
    _ declaration: String, _ summary: String, aliases: [String] = [],
    in availability: Availability = .both, _ body: @escaping @Sendable (NumericCall) throws -> Value
  ) {
    self.declaration = declaration
    self.summary = summary
    self.aliases = aliases
    self.availability = availability
    self.body = body
  }

  /// A function whose result is one array.
  static func array(
    _ declaration: String, _ summary: String, aliases: [String] = [],
    in availability: Availability = .both,
    _ body: @escaping @Sendable (NumericCall) throws -> ArrayObject
  ) -> NumericFunction {
    NumericFunction(declaration, summary, aliases: aliases, in: availability) {
      .object(try body($0))
    }
  }

  func isAvailable(under facade: Facade) -> Bool {
    switch availability {
    case .both: true
    case .numpy: facade == .numpy
    case .jax: facade == .jax
    }
  }

  /// The function as a module's member, under its name and its other names.
  func members(_ facade: Facade) -> [(String, Value)] {
    let plainBody = body
    let name = String(declaration.prefix { $0 != "(" })
    let takesText = facade == .numpy && TextFunctions.handles(name)
    let body: @Sendable (NumericCall) throws -> Value = { call in
      guard takesText else { return try plainBody(call) }
      return try TextFunctions.call(call.arguments, in: call.interpreter) { arguments in
        try plainBody(NumericCall(call.interpreter, facade, arguments))
      }
    }
    let builtin = BuiltinFunction.bound(declaration, summary) { interpreter, arguments in
      interpreter.numerics.errorFacade = facade
      interpreter.numerics.graph.dialect = facade.dialect
      guard facade == .numpy else {
        return try body(NumericCall(interpreter, facade, arguments))
      }
      // NumPy asks other classes' arrays for the method of this name.
      if NumericFunction.delegated.contains(arguments.signature.name),
        arguments[0].array?.flavor == .jax
      {
        interpreter.numerics.errorFacade = .jax
        interpreter.numerics.graph.dialect = .jax
        return try body(NumericCall(interpreter, .jax, arguments))
      }
      return try interpreter.deliveringOutput(arguments) {
        try body(NumericCall(interpreter, facade, $0))
      }
    }
    return ([builtin.name] + aliases).map { ($0, .object(builtin)) }
  }

  /// Functions of NumPy that call the array's own method where it is not NumPy's.
  private static let delegated: Set<String> = [
    "sum", "prod", "max", "min", "all", "any", "mean", "std", "var", "reshape", "transpose",
    "squeeze", "cumsum", "cumprod", "argmax", "argmin", "argsort", "take", "repeat", "swapaxes",
    "clip", "round", "ptp", "trace", "diagonal", "ravel",
  ]

  static func members(_ tables: [[NumericFunction]], _ facade: Facade) -> [(String, Value)] {
    tables.flatMap { $0.filter { $0.isAvailable(under: facade) }.flatMap { $0.members(facade) } }
  }
}

/// One call of a numeric function: whose rules it follows and what was passed.
package struct NumericCall {
  package let interpreter: Interpreter
  package let facade: Facade
  package let arguments: BoundArguments

  init(_ interpreter: Interpreter, _ facade: Facade, _ arguments: BoundArguments) {
    self.interpreter = interpreter
    self.facade = facade
    self.arguments = arguments
  }

  package var session: NumericSession { interpreter.numerics }
  /// Flavor of arrays this facade makes.
  package var flavor: ArrayObject.Flavor { facade == .jax ? .jax : .array }

  package subscript(slot: Int) -> Value { arguments[slot] }

  package func isMissing(_ slot: Int) -> Bool {
    arguments[slot].isNone || arguments[slot].isUnbound
  }

  package func array(_ slot: Int, dtype: DType? = nil) throws -> ArrayObject {
    if facade == .jax {
      try refuseSequence(slot)
    } else if let array = arguments[slot].array, array.flavor == .jax {
      return try ofNumPy(array, dtype)
    }
    return try interpreter.array(of: arguments[slot], facade, dtype: dtype)
  }

  /// JAX's array as NumPy's, which shares its elements and is read-only.
  private func ofNumPy(_ array: ArrayObject, _ dtype: DType?) throws -> ArrayObject {
    guard !array.isTraced else {
      if NumericCall.describing.contains(arguments.signature.name) { return array }
      throw TracerErrors.elements(array)
    }
    let result = ArrayObject(try session.value(of: array), .array)
    result.isReadOnly = true
    if let dtype, dtype != result.dtype { return try interpreter.astype(result, dtype, .numpy) }
    return result
  }

  /// Functions that look at no element.
  private static let describing: Set<String> = [
    "shape", "ndim", "size", "result_type", "iscomplexobj", "isrealobj", "isscalar",
    "zeros_like", "ones_like", "empty_like",
  ]

  /// Lists and the like are arguments of few functions of JAX.
  private func refuseSequence(_ slot: Int) throws {
    switch arguments[slot] {
    case .list, .tuple, .string, .dict: break
    case .none:
      guard slot == 0 else { return }
    default: return
    }
    let name = arguments.signature.name
    if NumericCall.takingSequences.contains(name) { return }
    if slot > 0, NumericCall.takingLaterSequences.contains(name) { return }
    let shown = NumericCall.qualified.contains(name) ? "jnp.linalg.\(name)" : name
    throw Raised(
      .typeError,
      "\(shown) requires ndarray or scalar arguments, got \(interpreter.classText(of: arguments[slot])) at position \(name == "full" ? 0 : slot)."
    )
  }

  private static let takingSequences: Set<String> = [
    "array", "asarray", "shape", "ndim", "size", "unravel_index", "ravel_multi_index", "ix_",
    "broadcast_shapes", "result_type", "astype", "asanyarray", "ascontiguousarray", "require",
    "block", "bmat", "array_repr", "array_str", "iterable", "isscalar", "select", "choose",
    "piecewise", "histogramdd", "lexsort", "device_put", "convert_element_type", "copy",
    "array_equal", "array_equiv", "linear_transpose", "logsumexp_list", "fromfunction", "vectorize",
    "apply_over_axes", "apply_along_axis", "concat", "dynamic_slice", "dynamic_update_slice",
  ]
  private static let takingLaterSequences: Set<String> = [
    "delete", "insert", "roll", "array_split", "split", "hsplit", "vsplit", "dsplit", "pad",
    "tensordot", "gradient", "rot90", "unwrap", "tile", "repeat",
  ]
  private static let qualified: Set<String> = [
    "norm", "inv", "det", "slogdet", "solve", "cholesky", "qr", "svd", "eig", "eigh", "eigvals",
    "eigvalsh", "pinv", "matrix_rank", "matrix_power", "cond", "lstsq", "svdvals", "matrix_norm",
    "vector_norm",
  ]

  /// The elements of an argument that only its value matters of.
  package func elements(_ slot: Int) throws -> NDArray {
    try interpreter.numerics.value(of: array(slot))
  }

  package func int(_ slot: Int) throws -> Int { try interpreter.requireIndex(arguments[slot]) }
  package func double(_ slot: Int) throws -> Double {
    try interpreter.requireFloat(arguments[slot])
  }
  package func flag(_ slot: Int) throws -> Bool { try interpreter.isTruthy(arguments[slot]) }
  package func text(_ slot: Int) throws -> String { try interpreter.requireText(arguments[slot]) }
  package func axes(_ slot: Int) throws -> [Int]? { try interpreter.axes(from: arguments[slot]) }
  package func dtype(_ slot: Int) throws -> DType? {
    guard let dtype = try interpreter.dtype(from: arguments[slot]) else { return nil }
    return facade == .jax ? session.promotion.canonical(dtype) : dtype
  }

  /// The dtype of floats that nothing else determines.
  package var defaultFloat: DType { facade == .jax ? session.promotion.defaultFloat : .float64 }
  package var defaultInt: DType { facade == .jax ? session.promotion.defaultInt : .int64 }

  /// A known array as this facade's result.
  package func result(_ array: NDArray, weak: Bool = false) -> ArrayObject {
    ArrayObject(array, flavor, weak: weak)
  }

  /// As `result`, a NumPy scalar where it has no axes.
  package func value(_ array: NDArray) -> Value { .object(ArrayObject(result: array, facade)) }

  package func refuse(_ slot: Int, _ parameter: String) throws {
    try interpreter.refuse(
      arguments[slot], parameter, of: arguments.signature.name)
  }

  /// Builds nodes on operands; computed at once where nothing is traced.
  package func build(_ operands: [ArrayObject], _ body: (Graph, [NodeID]) throws -> NodeID) throws
    -> ArrayObject
  { try session.build1(operands, facade, body) }

  /// Operands converted to their common dtype.
  package func promoted(_ operands: [ArrayObject], floating: Bool = false) throws -> [ArrayObject] {
    try interpreter.promoted(operands, facade, floating: floating)
  }
}

extension Interpreter {
  /// Operands converted to their common dtype.
  func promoted(_ operands: [ArrayObject], _ facade: Facade, floating: Bool = false) throws
    -> [ArrayObject]
  {
    let type: JAXType
    if facade == .jax {
      let common = numerics.promotion.promote(
        operands.map { JAXType($0.dtype, isWeak: $0.isWeak) })
      type = floating ? numerics.promotion.floating(common) : common
    } else {
      let common = NumPyPromotion.promote(operands.map { .dtype($0.dtype) })
      type = JAXType(floating ? NumPyPromotion.floating(common) ?? .float64 : common)
    }
    return try operands.map { operand in
      operand.dtype == type.dtype ? operand : try converted(operand, type.dtype, facade)
    }
  }

  /// The array in another dtype, traced or not; the array itself where nothing changes.
  func converted(_ array: ArrayObject, _ dtype: DType, _ facade: Facade) throws -> ArrayObject {
    if array.dtype == dtype { return array }
    if array.isTraced {
      return try numerics.wrap(numerics.node(array, dtype, weak: array.isWeak), facade)
    }
    try requireMemory(for: array.shape, dtype)
    return ArrayObject(
      try numerics.value(of: array).converted(to: dtype), array.flavor, weak: array.isWeak)
  }
}
