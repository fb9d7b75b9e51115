import Arrays
import Autodiff

/// All functions of elements, by topic.
package enum ElementwiseTable {
  package static let all: [ElementwiseFunction] =
    arithmetic + exponential + trigonometric + rounding + comparison + bits + special

  private static let index: [String: ElementwiseFunction] = {
    var index: [String: ElementwiseFunction] = [:]
    for row in all {
      for name in [row.name] + row.aliases { index[name] = row }
    }
    return index
  }()

  package static func function(named name: String) -> ElementwiseFunction? { index[name] }

  // Rows that operators use, so that no look-up by name happens there.
  static let add = ElementwiseFunction("add", [], .common, .add, "Sum of two arrays.") { g in
    { try g.addition($0, $1) }
  }
  static let subtract = ElementwiseFunction(
    "subtract", [], .arithmetic, .subtract, "Difference of two arrays."
  ) { g in { try g.subtract($0, $1) } }
  static let multiply = ElementwiseFunction(
    "multiply", [], .common, .multiply, "Product of two arrays, element by element."
  ) { g in { try g.product($0, $1) } }
  static let divide = ElementwiseFunction(
    "divide", ["true_divide"], .quotient, .divide, "Quotient of two arrays."
  ) { g in { try g.divide($0, $1) } }
  static let floorDivide = ElementwiseFunction(
    "floor_divide", [], .arithmetic, .floorDivide, "Quotient rounded towards minus infinity."
  ) { g in { try g.floorDivide($0, $1) } }
  static let modulo = ElementwiseFunction(
    "remainder", ["mod"], .arithmetic, .modulo, "Remainder with the divisor's sign."
  ) { g in { try g.modulo($0, $1) } }
  static let power = ElementwiseFunction(
    "power", ["pow"], .arithmetic, .power, "First operand to the power of the second."
  ) { g in { try g.power($0, $1) } }
  static let negative = ElementwiseFunction(
    "negative", [], .arithmetic, .negative, "Negated elements."
  ) { g in { try g.negative($0) } }
  static let absolute = ElementwiseFunction(
    "absolute", ["abs"], .common, .absolute, "Absolute value or complex magnitude."
  ) { g in { try g.magnitude($0) } }
  static let invert = ElementwiseFunction(
    "invert", ["bitwise_not", "bitwise_invert"], .bits, .bitwiseNot,
    "Inverted bits; logical not of booleans."
  ) { g in { try g.dtype(of: $0) == .bool ? g.logicalNot($0) : g.bitwiseNot($0) } }
  static let equal = ElementwiseFunction(
    "equal", [], .comparison, .equal, "Whether elements are equal."
  ) { g in { try g.equal($0, $1) } }
  static let notEqual = ElementwiseFunction(
    "not_equal", [], .comparison, .notEqual, "Whether elements differ."
  ) { g in { try g.notEqual($0, $1) } }
  static let less = ElementwiseFunction(
    "less", [], .comparison, .less, "Whether the first is smaller."
  ) { g in { try g.less($0, $1) } }
  static let lessEqual = ElementwiseFunction(
    "less_equal", [], .comparison, .lessEqual, "Whether the first is not larger."
  ) { g in { try g.lessEqual($0, $1) } }
  static let greater = ElementwiseFunction(
    "greater", [], .comparison, .greater, "Whether the first is larger."
  ) { g in { try g.greater($0, $1) } }
  static let greaterEqual = ElementwiseFunction(
    "greater_equal", [], .comparison, .greaterEqual, "Whether the first is not smaller."
  ) { g in { try g.greaterEqual($0, $1) } }
  static let bitwiseAnd = ElementwiseFunction(
    "bitwise_and", [], .bits, .bitwiseAnd, "Bits set in both."
  ) { g in { try g.dtype(of: $0) == .bool ? g.logicalAnd($0, $1) : g.bitwiseAnd($0, $1) } }
  static let bitwiseOr = ElementwiseFunction(
    "bitwise_or", [], .bits, .bitwiseOr, "Bits set in either."
  ) { g in { try g.dtype(of: $0) == .bool ? g.logicalOr($0, $1) : g.bitwiseOr($0, $1) } }
  static let bitwiseXor = ElementwiseFunction(
    "bitwise_xor", [], .bits, .bitwiseXor, "Bits set in one only."
  ) { g in { try g.dtype(of: $0) == .bool ? g.logicalXor($0, $1) : g.bitwiseXor($0, $1) } }
  static let shiftLeft = ElementwiseFunction(
    "left_shift", ["bitwise_left_shift"], .bits, .shiftLeft, "Bits shifted to the left."
  ) { g in { try g.shiftLeft($0, $1) } }
  static let shiftRight = ElementwiseFunction(
    "right_shift", ["bitwise_right_shift"], .bits, .shiftRightArithmetic,
    "Bits shifted to the right, the sign kept."
  ) { g in { try g.shiftRightArithmetic($0, $1) } }
  static let maximum = ElementwiseFunction(
    "maximum", [], .common, .maximum, "Larger of two elements; NaN wins."
  ) { g in { try g.maximum($0, $1) } }
  static let minimum = ElementwiseFunction(
    "minimum", [], .common, .minimum, "Smaller of two elements; NaN wins."
  ) { g in { try g.minimum($0, $1) } }
  static let sqrt = ElementwiseFunction("sqrt", [], .floating, .sqrt, "Square root.") { g in
    { try g.sqrt($0) }
  }
  static let square = ElementwiseFunction("square", [], .common, .square, "Square of each element.")
  { g in { try g.dtype(of: $0) == .bool ? $0 : g.square($0) } }

  private static let arithmetic: [ElementwiseFunction] = [
    add, subtract, multiply, divide, floorDivide, modulo, power, negative, absolute, sqrt, square,
    maximum, minimum,
    ElementwiseFunction("fmod", [], .arithmetic, .remainder, "Remainder with the dividend's sign.")
    { g in { try g.remainder($0, $1) } },
    ElementwiseFunction("float_power", [], .floating, .power, "Power computed in float64.") { g in
      { try g.power($0, $1) }
    },
    ElementwiseFunction("fabs", [], .floating, .absolute, "Absolute value as a float.") { g in
      { try g.absolute($0) }
    },
    ElementwiseFunction("reciprocal", [], .common, .reciprocal, "One divided by each element.") {
      g in { try g.reciprocal($0) }
    },
    ElementwiseFunction("cbrt", [], .floating, .cbrt, "Cube root.") { g in { try g.cbrt($0) } },
    ElementwiseFunction("sign", [], .common, .sign, "Sign of each element.") { g in
      { try g.sign($0) }
    },
    ElementwiseFunction("fmax", [], .common, .fmax, "Larger of two elements; NaN loses.") { g in
      { try g.fmax($0, $1) }
    },
    ElementwiseFunction("fmin", [], .common, .fmin, "Smaller of two elements; NaN loses.") { g in
      { try g.fmin($0, $1) }
    },
    ElementwiseFunction("hypot", [], .floating, .hypot, "Length of the hypotenuse.") { g in
      { try g.hypot($0, $1) }
    },
    ElementwiseFunction(
      "copysign", [], .floating, .copysign, "The first with the sign of the second."
    ) { g in { try g.copysign($0, $1) } },
    ElementwiseFunction(
      "nextafter", [], .floating, .nextafter, "The next float towards the second."
    ) { g in { try g.nextafter($0, $1) } },
    ElementwiseFunction(
      "heaviside", [], .floating, .heaviside, "Step function with the second at zero."
    ) { g in { try g.heaviside($0, $1) } },
    ElementwiseFunction("gcd", [], .bits, .gcd, "Greatest common divisor.") { g in
      { try g.gcd($0, $1) }
    },
    ElementwiseFunction("lcm", [], .bits, .lcm, "Least common multiple.") { g in
      { try g.lcm($0, $1) }
    },
  ]

  private static let exponential: [ElementwiseFunction] = [
    ElementwiseFunction("exp", [], .floating, .exp, "Exponential.") { g in { try g.exp($0) } },
    ElementwiseFunction("exp2", [], .floating, .exp2, "Power of two.") { g in { try g.exp2($0) } },
    ElementwiseFunction("expm1", [], .floating, .expm1, "exp(x) - 1, accurate near 0.") { g in
      { try g.expm1($0) }
    },
    ElementwiseFunction("log", [], .floating, .log, "Natural logarithm.") { g in { try g.log($0) }
    },
    ElementwiseFunction("log2", [], .floating, .log2, "Logarithm to base 2.") { g in
      { try g.log2($0) }
    },
    ElementwiseFunction("log10", [], .floating, .log10, "Logarithm to base 10.") { g in
      { try g.log10($0) }
    },
    ElementwiseFunction("log1p", [], .floating, .log1p, "log(1 + x), accurate near 0.") { g in
      { try g.log1p($0) }
    },
    ElementwiseFunction("logaddexp", [], .floating, .logaddexp, "log(exp(x) + exp(y)).") { g in
      { try g.logaddexp($0, $1) }
    },
    ElementwiseFunction("logaddexp2", [], .floating, .logaddexp2, "log2(2**x + 2**y).") { g in
      { try g.logaddexp2($0, $1) }
    },
  ]

  private static let trigonometric: [ElementwiseFunction] = [
    ElementwiseFunction("sin", [], .floating, .sin, "Sine.") { g in { try g.sin($0) } },
    ElementwiseFunction("cos", [], .floating, .cos, "Cosine.") { g in { try g.cos($0) } },
    ElementwiseFunction("tan", [], .floating, .tan, "Tangent.") { g in { try g.tan($0) } },
    ElementwiseFunction("arcsin", ["asin"], .floating, .arcsin, "Inverse sine.") { g in
      { try g.arcsin($0) }
    },
    ElementwiseFunction("arccos", ["acos"], .floating, .arccos, "Inverse cosine.") { g in
      { try g.arccos($0) }
    },
    ElementwiseFunction("arctan", ["atan"], .floating, .arctan, "Inverse tangent.") { g in
      { try g.arctan($0) }
    },
    ElementwiseFunction("arctan2", ["atan2"], .floating, .arctan2, "Angle of the point (y, x).") {
      g in { try g.arctan2($0, $1) }
    },
    ElementwiseFunction("sinh", [], .floating, .sinh, "Hyperbolic sine.") { g in { try g.sinh($0) }
    },
    ElementwiseFunction("cosh", [], .floating, .cosh, "Hyperbolic cosine.") { g in
      { try g.cosh($0) }
    },
    ElementwiseFunction("tanh", [], .floating, .tanh, "Hyperbolic tangent.") { g in
      { try g.tanh($0) }
    },
    ElementwiseFunction("arcsinh", ["asinh"], .floating, .arcsinh, "Inverse hyperbolic sine.") {
      g in { try g.arcsinh($0) }
    },
    ElementwiseFunction("arccosh", ["acosh"], .floating, .arccosh, "Inverse hyperbolic cosine.") {
      g in { try g.arccosh($0) }
    },
    ElementwiseFunction("arctanh", ["atanh"], .floating, .arctanh, "Inverse hyperbolic tangent.") {
      g in { try g.arctanh($0) }
    },
    ElementwiseFunction("sinc", [], .floating, .sinc, "sin(pi x) / (pi x).") { g in
      { try g.sinc($0) }
    },
  ]

  private static let rounding: [ElementwiseFunction] = [
    ElementwiseFunction("floor", [], .rounding, .floor, "Rounded towards minus infinity.") { g in
      { try g.floor($0) }
    },
    ElementwiseFunction("ceil", [], .rounding, .ceil, "Rounded towards plus infinity.") { g in
      { try g.ceil($0) }
    },
    ElementwiseFunction("trunc", ["fix"], .rounding, .trunc, "Rounded towards zero.") { g in
      { try g.trunc($0) }
    },
    ElementwiseFunction("rint", [], .floating, .rint, "Rounded to the nearest, ties to even.") {
      g in { try g.rint($0) }
    },
  ]

  private static let comparison: [ElementwiseFunction] = [
    equal, notEqual, less, lessEqual, greater, greaterEqual,
    ElementwiseFunction("logical_and", [], .logical, .logicalAnd, "Whether both are true.") { g in
      { try g.logicalAnd($0, $1) }
    },
    ElementwiseFunction("logical_or", [], .logical, .logicalOr, "Whether either is true.") { g in
      { try g.logicalOr($0, $1) }
    },
    ElementwiseFunction("logical_xor", [], .logical, .logicalXor, "Whether exactly one is true.") {
      g in { try g.logicalXor($0, $1) }
    },
    ElementwiseFunction("logical_not", [], .logical, .logicalNot, "Whether an element is false.") {
      g in { try g.logicalNot($0) }
    },
    ElementwiseFunction("isnan", [], .inspection, .isnan, "Whether elements are NaN.") { g in
      { try g.isnan($0) }
    },
    ElementwiseFunction("isinf", [], .inspection, .isinf, "Whether elements are infinite.") { g in
      { try g.isinf($0) }
    },
    ElementwiseFunction("isfinite", [], .inspection, .isfinite, "Whether elements are finite.") {
      g in { try g.isfinite($0) }
    },
    ElementwiseFunction("signbit", [], .inspection, .signbit, "Whether the sign bit is set.") { g in
      { try g.signbit($0) }
    },
  ]

  private static let bits: [ElementwiseFunction] = [
    bitwiseAnd, bitwiseOr, bitwiseXor, shiftLeft, shiftRight, invert,
    ElementwiseFunction("bitwise_count", [], .bits, .populationCount, "Number of bits set.") { g in
      { try g.populationCount($0) }
    },
    ElementwiseFunction("real", [], .inspection, .real, "Real part.") { g in { try g.real($0) } },
    ElementwiseFunction("imag", [], .inspection, .imag, "Imaginary part.") { g in { try g.imag($0) }
    },
    ElementwiseFunction("conjugate", ["conj"], .common, .conj, "Complex conjugate.") { g in
      { try g.conj($0) }
    },
    ElementwiseFunction("angle", [], .floating, .angle, "Argument of a complex number.") { g in
      { try g.angle($0) }
    },
  ]

  /// Not names of NumPy: registered by the modules of special functions.
  private static let special: [ElementwiseFunction] = []
}

extension Graph {
  /// Sum; of booleans the logical or, as NumPy and JAX define it.
  func addition(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try dtype(of: x) == .bool ? logicalOr(x, y) : add(x, y)
  }

  /// Product; of booleans the logical and.
  func product(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    try dtype(of: x) == .bool ? logicalAnd(x, y) : multiply(x, y)
  }

  func magnitude(_ x: NodeID) throws -> NodeID {
    try dtype(of: x) == .bool ? x : absolute(x)
  }
}
