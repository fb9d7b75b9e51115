import Arrays
import Autodiff

/// Functions of elements in `jax.lax`: no promotion, no broadcasting but of scalars.
enum LaxElementwise {
  private typealias One = @Sendable (Graph, NodeID) throws -> NodeID
  private typealias Two = @Sendable (Graph, NodeID, NodeID) throws -> NodeID

  static let all: [NumericFunction] = floating + numeric + comparisons

  /// Functions that want floats.
  private static let floating: [NumericFunction] = [
    unary("exp") { try $0.exp($1) }, unary("exp2") { try $0.exp2($1) },
    unary("expm1") { try $0.expm1($1) }, unary("log") { try $0.log($1) },
    unary("log1p") { try $0.log1p($1) }, unary("sin") { try $0.sin($1) },
    unary("cos") { try $0.cos($1) }, unary("tan") { try $0.tan($1) },
    unary("asin") { try $0.arcsin($1) }, unary("acos") { try $0.arccos($1) },
    unary("atan") { try $0.arctan($1) }, unary("sinh") { try $0.sinh($1) },
    unary("cosh") { try $0.cosh($1) }, unary("tanh") { try $0.tanh($1) },
    unary("asinh") { try $0.arcsinh($1) }, unary("acosh") { try $0.arccosh($1) },
    unary("atanh") { try $0.arctanh($1) }, unary("sqrt") { try $0.sqrt($1) },
    unary("rsqrt") { try $0.rsqrt($1) }, unary("cbrt") { try $0.cbrt($1) },
    unary("logistic") { try $0.logistic($1) }, unary("erf") { try $0.erf($1) },
    unary("erfc") { try $0.erfc($1) }, unary("erf_inv") { try $0.erfinv($1) },
    unary("lgamma") { try $0.gammaln($1) }, unary("digamma") { try $0.digamma($1) },
    unary("bessel_i0e") { try $0.besselI0e($1) }, unary("bessel_i1e") { try $0.besselI1e($1) },
    unary("floor") { try $0.floor($1) }, unary("ceil") { try $0.ceil($1) },
    unary("is_finite") { try $0.isfinite($1) },
    binary("atan2") { try $0.arctan2($1, $2) }, binary("igamma") { try $0.gammainc($1, $2) },
    binary("igammac") { try $0.gammaincc($1, $2) },
    binary("nextafter") { try $0.nextafter($1, $2) },
    binary("polygamma") { try $0.polygamma($1, $2) }, binary("zeta") { try $0.zeta($1, $2) },
    binary("complex") { try $0.complex($1, $2) },
  ]

  private static let numeric: [NumericFunction] = [
    any("neg") { try $0.negative($1) }, any("abs") { try $0.magnitude($1) },
    any("sign") { try $0.sign($1) }, any("square") { try $0.square($1) },
    any("real") { try $0.real($1) }, any("imag") { try $0.imag($1) },
    any("conj") { try $0.conj($1) },
    any("bitwise_not") {
      try $0.dtype(of: $1) == .bool ? $0.logicalNot($1) : $0.bitwiseNot($1)
    },
    any("population_count") { try $0.populationCount($1) },
    any("stop_gradient") { try $0.stopGradient($1) },
    binary("add") { try $0.addition($1, $2) }, binary("sub") { try $0.subtract($1, $2) },
    binary("mul") { try $0.product($1, $2) },
    binary("div") { graph, x, y in
      guard graph.dtype(of: x).isInteger else { return try graph.divide(x, y) }
      // Truncated towards zero, as XLA divides integers.
      return try graph.floorDivide(graph.subtract(x, graph.remainder(x, y)), y)
    },
    binary("rem") { try $0.remainder($1, $2) }, binary("pow") { try $0.power($1, $2) },
    binary("max") { try $0.maximum($1, $2) }, binary("min") { try $0.minimum($1, $2) },
    binary("bitwise_and") {
      try $0.dtype(of: $1) == .bool ? $0.logicalAnd($1, $2) : $0.bitwiseAnd($1, $2)
    },
    binary("bitwise_or") {
      try $0.dtype(of: $1) == .bool ? $0.logicalOr($1, $2) : $0.bitwiseOr($1, $2)
    },
    binary("bitwise_xor") {
      try $0.dtype(of: $1) == .bool ? $0.logicalXor($1, $2) : $0.bitwiseXor($1, $2)
    },
    binary("shift_left") { try $0.shiftLeft($1, $2) },
    binary("shift_right_arithmetic") { try $0.shiftRightArithmetic($1, $2) },
    binary("shift_right_logical") { try $0.shiftRightLogical($1, $2) },
    .array("integer_pow(x, y)", "Elements to a whole power.", in: .jax) { call in
      let exponent = try call.int(1)
      return try call.build([call.array(0)]) { try $0.integerPower($1[0], exponent) }
    },
    .array("round(x, rounding_method=0)", "Elements rounded, halves away from zero.", in: .jax) {
      call in
      let isEven = call[1].number.map { $0.1.asInt == 1 } ?? false
      return try call.build([call.array(0)]) { graph, ids in
        if isEven { return try graph.rint(ids[0]) }
        let half = graph.constant(0.5, graph.dtype(of: ids[0]), weak: true)
        return try graph.product(
          graph.sign(ids[0]), graph.floor(graph.addition(graph.absolute(ids[0]), half)))
      }
    },
  ]

  private static let comparisons: [NumericFunction] = [
    binary("eq") { try $0.equal($1, $2) }, binary("ne") { try $0.notEqual($1, $2) },
    binary("lt") { try $0.less($1, $2) }, binary("le") { try $0.lessEqual($1, $2) },
    binary("gt") { try $0.greater($1, $2) }, binary("ge") { try $0.greaterEqual($1, $2) },
  ]

  private static func unary(_ name: String, _ build: @escaping One) -> NumericFunction {
    .array("\(name)(x)", "Element by element, floats only.", in: .jax) { call in
      let x = try operand(call, 0, name)
      guard x.dtype.isInexact else {
        throw Raised(
          .typeError,
          "\(name) does not accept dtype \(x.dtype.name). Accepted dtypes are subtypes of floating\(name == "erf" || name == "floor" || name == "ceil" || name == "lgamma" || name == "digamma" ? "" : ", complexfloating")."
        )
      }
      return try call.build([x]) { try build($0, $1[0]) }
    }
  }

  private static func any(_ name: String, _ build: @escaping One) -> NumericFunction {
    .array("\(name)(x)", "Element by element.", in: .jax) { call in
      try call.build([operand(call, 0, name)]) { try build($0, $1[0]) }
    }
  }

  private static func operand(_ call: NumericCall, _ slot: Int, _ name: String) throws
    -> ArrayObject
  {
    guard call[slot].isArrayLike else {
      throw Raised(
        .typeError,
        "Error interpreting argument to \(name) as a JAX value. The problematic value is of type \(call.interpreter.classText(of: call[slot])) and was passed to \(name) at position \(slot).\n"
      )
    }
    return try call.array(slot)
  }

  private static func binary(_ name: String, _ build: @escaping Two) -> NumericFunction {
    .array("\(name)(x, y)", "Element by element; operands of one dtype.", in: .jax) { call in
      var x = try operand(call, 0, name)
      var y = try operand(call, 1, name)
      if x.dtype != y.dtype {
        // A Python number takes the dtype of the array beside it where that holds it.
        let type = call.session.promotion.promote([
          JAXType(x.dtype, isWeak: x.isWeak), JAXType(y.dtype, isWeak: y.isWeak),
        ])
        let isNumber = (call[0].array == nil, call[1].array == nil)
        guard isNumber.0 != isNumber.1, type.dtype == (isNumber.0 ? y : x).dtype else {
          throw Raised(
            .typeError,
            "lax.\(name) requires arguments to have the same dtypes, got \(x.dtype.name), \(y.dtype.name). (Tip: jnp.\(name) is a similar function that does automatic type promotion on inputs)."
          )
        }
        x = try call.interpreter.converted(x, type.dtype, .jax)
        y = try call.interpreter.converted(y, type.dtype, .jax)
      }
      if x.rank != y.rank, x.rank != 0, y.rank != 0 {
        throw Raised(
          .typeError,
          "\(name): arrays must have the same number of dimensions, got {\(min(x.rank, y.rank)), \(max(x.rank, y.rank))}"
        )
      }
      if x.rank == y.rank, zip(x.shape, y.shape).contains(where: { $0 != $1 && $0 != 1 && $1 != 1 })
      {
        throw Raised(
          .typeError,
          "\(name) got incompatible shapes for broadcasting: \(ShapeText.tuple(x.shape)), \(ShapeText.tuple(y.shape))."
        )
      }
      return try call.build([x, y]) { try build($0, $1[0], $1[1]) }
    }
  }
}
