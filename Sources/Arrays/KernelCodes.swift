/// Elementwise functions of one operand; raw values are the codes of `ag_unary`.
package enum UnaryKernel: UInt8, Hashable, Sendable, CaseIterable {
  case copy = 0
  case negative, absolute, sign, square, reciprocal, sqrt, rsqrt, cbrt
  case exp, exp2, expm1, log, log2, log10, log1p
  case sin, cos, tan, arcsin, arccos, arctan
  case sinh, cosh, tanh, arcsinh, arccosh, arctanh
  case logistic, floor, ceil, trunc, rint
  case logicalNot, bitwiseNot, isnan, isinf, isfinite, signbit
  case real, imag, conj, angle
  case erf, erfc, erfinv, erfcinv, gammaln, digamma, gamma, sinc
  case besselJ0, besselJ1, besselY0, besselY1, besselI0, besselI1, besselI0e, besselI1e
  case ndtri, populationCount
}

/// Elementwise functions of two broadcast operands of one dtype; raw values are the codes of
/// `ag_binary`.
package enum BinaryKernel: UInt8, Hashable, Sendable, CaseIterable {
  case add = 0
  case subtract, multiply, divide
  /// Rounded towards minus infinity; the remainder has the divisor's sign.
  case floorDivide, modulo
  /// The remainder has the dividend's sign (`fmod`, `lax.rem`).
  case remainder
  case power, maximum, minimum, fmax, fmin
  case arctan2, hypot, logaddexp, logaddexp2, copysign, nextafter, heaviside
  case equal, notEqual, less, lessEqual, greater, greaterEqual
  case logicalAnd, logicalOr, logicalXor
  case bitwiseAnd, bitwiseOr, bitwiseXor, shiftLeft, shiftRightArithmetic, shiftRightLogical
  case gcd, lcm
  case gammainc, gammaincc, polygamma, zeta, besselJn, besselYn, besselIv, besselIve
}

/// Reductions over axes; raw values are the codes of `ag_reduce`.
package enum ReduceKernel: UInt8, Hashable, Sendable, CaseIterable {
  case sum = 0
  case product, max, min, any, all
  /// Index of the first extreme element along one axis (or of the flattened array); int64.
  case argmax, argmin
}

/// Running reductions along one axis; raw values are the codes of `ag_scan`.
package enum CumulativeKernel: UInt8, Hashable, Sendable, CaseIterable {
  case sum = 0
  case product, max, min, logaddexp
}
