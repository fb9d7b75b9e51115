/// Text of NumPy's scalars.
package enum ScalarText {
  /// `str(np.float64(0.5))`: the bare number.
  package static func str(_ value: Scalar, dtype: DType) -> String {
    switch dtype {
    case .bool: return value.isTrue ? "True" : "False"
    case .float32: return FloatFormatting.repr(Float(value.asDouble))
    case .float64: return FloatFormatting.repr(value.asDouble)
    case .complex64, .complex128:
      return complex(value.asDouble, value.imaginary, isSingle: dtype == .complex64)
    case .uint64:
      if case .uint(let number) = value { return String(number) }
      return String(UInt64(truncatingIfNeeded: value.asInt))
    default: return String(value.asInt)
    }
  }

  /// `repr(np.float64(0.5))`: `np.float64(0.5)`, `np.True_`, `np.complex128(1+2j)`.
  package static func repr(_ value: Scalar, dtype: DType) -> String {
    if dtype == .bool { return value.isTrue ? "np.True_" : "np.False_" }
    var text = str(value, dtype: dtype)
    if dtype.isComplex, text.hasPrefix("("), text.hasSuffix(")") {
      text = String(text.dropFirst().dropLast())
    }
    return "np." + dtype.name + "(" + text + ")"
  }

  /// `str(complex)`: `(1+2j)`, `2j` where the real part is +0.
  package static func complex(
    _ real: Double, _ imaginary: Double, isSingle: Bool = false
  ) -> String {
    let imaginaryText = part(imaginary, isSingle)
    if real == 0, real.sign == .plus { return imaginaryText + "j" }
    let sign = imaginaryText.hasPrefix("-") ? "" : "+"
    return "(" + part(real, isSingle) + sign + imaginaryText + "j)"
  }

  private static func part(_ value: Double, _ isSingle: Bool) -> String {
    let text = isSingle ? FloatFormatting.repr(Float(value)) : FloatFormatting.repr(value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
