import Arrays
import Autodiff

enum ElementwiseRows {
  static let all: [GradientRow] = unaries + specials + binaries + constants + complexes

  static let unaries: [GradientRow] = [
    unary("Negative", -2...2) { try $0.negative($1) },
    unary("Square", -2...2) { try $0.square($1) },
    unary("Reciprocal", 0.5...2) { try $0.reciprocal($1) },
    unary("Sqrt", 0.3...2) { try $0.sqrt($1) },
    unary("ReciprocalSqrt", 0.3...2) { try $0.rsqrt($1) },
    unary("CubeRoot", 0.3...2) { try $0.cbrt($1) },
    unary("Exp", -2...2) { try $0.exp($1) },
    unary("Exp2", -2...2) { try $0.exp2($1) },
    unary("ExpMinusOne", -2...2) { try $0.expm1($1) },
    unary("Log", 0.3...3) { try $0.log($1) },
    unary("Log2", 0.3...3) { try $0.log2($1) },
    unary("Log10", 0.3...3) { try $0.log10($1) },
    unary("LogOnePlus", -0.5...3) { try $0.log1p($1) },
    unary("Sin", -3...3) { try $0.sin($1) },
    unary("Cos", -3...3) { try $0.cos($1) },
    unary("Tan", -1.2...1.2) { try $0.tan($1) },
    unary("ArcSin", -0.8...0.8) { try $0.arcsin($1) },
    unary("ArcCos", -0.8...0.8) { try $0.arccos($1) },
    unary("ArcTan", -2...2) { try $0.arctan($1) },
    unary("Sinh", -2...2) { try $0.sinh($1) },
    unary("Cosh", -2...2) { try $0.cosh($1) },
    unary("Tanh", -2...2) { try $0.tanh($1) },
    unary("ArcSinh", -2...2) { try $0.arcsinh($1) },
    unary("ArcCosh", 1.3...3) { try $0.arccosh($1) },
    unary("ArcTanh", -0.8...0.8) { try $0.arctanh($1) },
    unary("Logistic", -3...3) { try $0.logistic($1) },
    unary("Absolute", 0.2...2) { try $0.absolute($1) },
    unary("Sinc", 0.2...2.5) { try $0.sinc($1) },
    unary("IntegerPower", 0.5...2) { try $0.integerPower($1, 3) },
    unary("IntegerPower", 0.5...2) { try $0.integerPower($1, -2) },
    unary("Leaf", -2...2) { $0.leaf(of: $1) },
  ].flatMap { $0 }

  static let specials: [GradientRow] = [
    unary("ErrorFunction", -1.5...1.5) { try $0.erf($1) },
    unary("ComplementaryErrorFunction", -1.5...1.5) { try $0.erfc($1) },
    unary("InverseErrorFunction", -0.8...0.8) { try $0.erfinv($1) },
    unary("InverseComplementaryErrorFunction", 0.3...1.7) { try $0.erfcinv($1) },
    unary("LogGamma", 0.6...4) { try $0.gammaln($1) },
    unary("Digamma", 0.6...4) { try $0.digamma($1) },
    unary("Gamma", 0.6...4) { try $0.gamma($1) },
    unary("BesselJ0", 0.5...4) { try $0.besselJ0($1) },
    unary("BesselJ1", 0.5...4) { try $0.besselJ1($1) },
    unary("BesselY0", 0.5...4) { try $0.besselY0($1) },
    unary("BesselY1", 0.5...4) { try $0.besselY1($1) },
    unary("BesselI0", 0.5...3) { try $0.besselI0($1) },
    unary("BesselI1", 0.5...3) { try $0.besselI1($1) },
    unary("BesselI0Scaled", 0.5...3) { try $0.besselI0e($1) },
    unary("BesselI1Scaled", 0.5...3) { try $0.besselI1e($1) },
    unary("NormalQuantile", 0.1...0.9) { try $0.ndtri($1) },
    unary("RegularizedGammaLower", 0.5...3) { try $0.gammainc($0.constant(1.7), $1) },
    unary("RegularizedGammaUpper", 0.5...3) { try $0.gammaincc($0.constant(1.7), $1) },
    unary("Polygamma", 0.6...3) { try $0.polygamma($0.constant(1.0), $1) },
    unary("HurwitzZeta", 0.6...3) { try $0.zeta($0.constant(2.5), $1) },
    unary("BesselJ", 0.5...4) { try $0.besselJn($0.constant(2.0), $1) },
    unary("BesselY", 0.5...4) { try $0.besselYn($0.constant(2.0), $1) },
    unary("BesselI", 0.5...3) { try $0.besselIv($0.constant(2.0), $1) },
    unary("BesselIScaled", 0.5...3) { try $0.besselIve($0.constant(2.0), $1) },
  ].flatMap { $0 }

  static let binaries: [GradientRow] = [
    binary("Add", -2...2, -2...2) { try $0.add($1, $2) },
    binary("Subtract", -2...2, -2...2) { try $0.subtract($1, $2) },
    binary("Multiply", -2...2, -2...2) { try $0.multiply($1, $2) },
    binary("Divide", -2...2, 0.5...2) { try $0.divide($1, $2) },
    binary("Power", 0.5...2, -1.5...2.5) { try $0.power($1, $2) },
    binary("Maximum", -2...0.9, 1...3) { try $0.maximum($1, $2) },
    binary("Minimum", -2...0.9, 1...3) { try $0.minimum($1, $2) },
    binary("FloatMaximum", -2...0.9, 1...3) { try $0.fmax($1, $2) },
    binary("FloatMinimum", -2...0.9, 1...3) { try $0.fmin($1, $2) },
    binary("ArcTan2", 0.3...2, 0.3...2) { try $0.arctan2($1, $2) },
    binary("Hypotenuse", 0.3...2, 0.3...2) { try $0.hypot($1, $2) },
    binary("LogAddExp", -2...2, -2...2) { try $0.logaddexp($1, $2) },
    binary("LogAddExp2", -2...2, -2...2) { try $0.logaddexp2($1, $2) },
    binary("Modulo", 4.1...4.4, 1.1...1.2) { try $0.modulo($1, $2) },
    binary("Remainder", 4.1...4.4, 1.1...1.2) { try $0.remainder($1, $2) },
    binary("CopySign", 0.3...2, -2...(-0.5)) { try $0.copysign($1, $2) },
    binary("Select", -2...2, -2...2) {
      try $0.select($0.greater($1, $0.constant(0.0)), $0.sin($1), $0.multiply($1, $2))
    },
    [
      GradientRow("Clip", shapes: [[[]], [[4]]], domains: [0.1...0.9]) {
        [try $0.clip($1[0], $0.constant(0.0), $0.constant(1.0))]
      }
    ],
  ].flatMap { $0 }

  static let constants: [GradientRow] = [
    constant("Sign") { [try $0.sign($1[0])] },
    constant("Floor") { [try $0.floor($1[0])] },
    constant("Ceil") { [try $0.ceil($1[0])] },
    constant("Truncate") { [try $0.trunc($1[0])] },
    constant("RoundHalfEven") { [try $0.rint($1[0])] },
    constant("LogicalNot") { [try $0.logicalNot($1[0])] },
    constant("IsNaN") { [try $0.isnan($1[0])] },
    constant("IsInfinite") { [try $0.isinf($1[0])] },
    constant("IsFinite") { [try $0.isfinite($1[0])] },
    constant("SignBit") { [try $0.signbit($1[0])] },
    constant("StopGradient") { [try $0.stopGradient($1[0])] },
    constant("Constant") { g, _ in [g.constant(2.0)] },
    constant("Variable") { g, _ in [g.variable(NDArray([2.0]))] },
    constant("FloorDivide", 1...5, inputs: 2) { [try $0.floorDivide($1[0], $1[1])] },
    constant("NextAfter", inputs: 2) { [try $0.nextafter($1[0], $1[1])] },
    constant("Heaviside", inputs: 2) { [try $0.heaviside($1[0], $1[1])] },
    constant("Equal", inputs: 2) { [try $0.equal($1[0], $1[1])] },
    constant("NotEqual", inputs: 2) { [try $0.notEqual($1[0], $1[1])] },
    constant("Less", inputs: 2) { [try $0.less($1[0], $1[1])] },
    constant("LessEqual", inputs: 2) { [try $0.lessEqual($1[0], $1[1])] },
    constant("Greater", inputs: 2) { [try $0.greater($1[0], $1[1])] },
    constant("GreaterEqual", inputs: 2) { [try $0.greaterEqual($1[0], $1[1])] },
    constant("LogicalAnd", inputs: 2) { [try $0.logicalAnd($1[0], $1[1])] },
    constant("LogicalOr", inputs: 2) { [try $0.logicalOr($1[0], $1[1])] },
    constant("LogicalXor", inputs: 2) { [try $0.logicalXor($1[0], $1[1])] },
    integer("BitwiseAnd") { try $0.bitwiseAnd($1, $2) },
    integer("BitwiseOr") { try $0.bitwiseOr($1, $2) },
    integer("BitwiseXor") { try $0.bitwiseXor($1, $2) },
    integer("ShiftLeft") { try $0.shiftLeft($1, $2) },
    integer("ShiftRightArithmetic") { try $0.shiftRightArithmetic($1, $2) },
    integer("ShiftRightLogical") { try $0.shiftRightLogical($1, $2) },
    integer("GreatestCommonDivisor") { try $0.gcd($1, $2) },
    integer("LeastCommonMultiple") { try $0.lcm($1, $2) },
    integer("BitwiseNot") { g, x, _ in try g.bitwiseNot(x) },
    integer("PopulationCount") { g, x, _ in try g.populationCount(x) },
  ].flatMap { $0 }

  static func integer(
    _ primitive: String, _ function: @escaping @Sendable (Graph, NodeID, NodeID) throws -> NodeID
  ) -> [GradientRow] {
    constant(primitive, 1...9, inputs: 2) { g, inputs in
      let (x, y) = (
        try g.convert(inputs[0], to: .int64), try g.convert(inputs[1], to: .int64)
      )
      return [try g.convert(function(g, x, y), to: .float64)]
    }
  }

  /// Complex functions as real ones: parts in, parts out.
  static let complexes: [GradientRow] = [
    parts("Complex") { $1 },
    parts("Real") { try $0.convert($0.real($0.square($1)), to: .complex128) },
    parts("Imaginary") { try $0.convert($0.imag($0.square($1)), to: .complex128) },
    parts("Conjugate") { try $0.multiply($0.conj($1), $1) },
    parts("Angle") { try $0.convert($0.angle($1), to: .complex128) },
    parts("Absolute") { try $0.convert($0.absolute($1), to: .complex128) },
    parts("Exp") { try $0.exp($1) },
    parts("Log") { try $0.log($1) },
    parts("Sqrt") { try $0.sqrt($1) },
    parts("Sin") { try $0.sin($1) },
    parts("Tanh") { try $0.tanh($1) },
    parts("Multiply") { try $0.multiply($1, $0.sin($1)) },
    parts("Divide") { try $0.divide($0.cos($1), $1) },
    parts("Convert") { try $0.convert($0.convert($1, to: .complex128), to: .complex128) },
    [
      GradientRow(
        "Convert", "to float32 and back", shapes: [[[3]]], domains: [1...2], order: 1, tolerance: 2
      ) {
        [try $0.convert($0.convert($1[0], to: .float32), to: .float64)]
      }
    ],
  ].flatMap { $0 }

  static func parts(
    _ primitive: String, _ function: @escaping @Sendable (Graph, NodeID) throws -> NodeID
  ) -> [GradientRow] {
    [Dialect.hips, .jax].map { dialect in
      GradientRow(
        primitive, "complex", shapes: [[[], []], [[3], [3]]], domains: [0.4...1.5],
        dialect: dialect
      ) { g, x in
        let z = try function(g, g.complex(x[0], x[1]))
        return [try g.real(z), try g.imag(z)]
      }
    }
  }
}
