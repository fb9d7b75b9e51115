package import Records

/// How one printed number relates to the expected literal.
package struct NumberComparison: Hashable, Sendable {
  /// `exact`, `format`, `digits`, `tol` or `num`.
  package var verdict: Verdict
  package var absolute: Double
  package var relative: Double
  package var ulps: Double?
  package var allowed: Double

  /// A run-time value behind a printed literal.
  package struct Unrounded: Hashable, Sendable {
    package var value: Double
    package var dtype: PrintedNumbers.DType

    package init(value: Double, dtype: PrintedNumbers.DType) {
      self.value = value
      self.dtype = dtype
    }
  }

  /// Judges the unrounded value `v` against the written literal `e`; the printed literal stands in
  /// where `v` is not known.
  ///
  /// In order: equal texts `exact`; integers that differ `num`; equal values spelled differently
  /// `format`; NaN and infinities by identity and sign; |v−e| ≤ atol + rtol·|e| `tol`; as many
  /// digits and |v−e| ≤ ½·10^−d + … `digits`; `e` shorter and |v−e| ≤ min(½·10^−d, 10⁻³·|e|) + …
  /// `digits`; else `num`.
  package init(
    expected e: NumberLiteral, actual a: NumberLiteral, unrounded: Unrounded?,
    tolerance: Tolerance
  ) {
    let v = unrounded?.value ?? a.value
    let base = tolerance.allowed(expected: e.value, dtype: unrounded?.dtype)
    absolute = NumberComparison.distance(v, e.value)
    relative = absolute == 0 ? 0 : absolute / abs(e.value)
    if relative.isNaN { relative = .infinity }
    let areIntegers = e.kind == .integer && a.kind == .integer
    ulps =
      areIntegers
      ? nil
      : NumberComparison.ulps(
        between: v, e.value, single: unrounded?.dtype.isSinglePrecision == true)
    allowed = base
    verdict = .num
    if e.text == a.text, e.isImaginary == a.isImaginary {
      verdict = .exact
      if !areIntegers, absolute > base { allowed = base + e.halfUnit }
      return
    }
    guard e.isImaginary == a.isImaginary else { return }
    if areIntegers {
      allowed = 0
      verdict = e.canonicalInteger == a.canonicalInteger ? .format : .num
      return
    }
    if e.kind == .nan || a.kind == .nan || v.isNaN {
      verdict = e.kind == .nan && v.isNaN ? .format : .num
      return
    }
    if v.isInfinite || e.value.isInfinite {
      verdict = v == e.value ? .format : .num
      return
    }
    if v == e.value {
      verdict = .format
    } else if absolute <= base {
      verdict = .tol
    } else if !tolerance.acceptsRounding {
      verdict = .num
    } else if e.kind == .float, a.kind == .float,
      e.decimals == a.decimals
        || e.isScientific && a.isScientific && e.significantDigits == a.significantDigits
    {
      allowed = base + e.halfUnit
      verdict = absolute <= allowed ? .digits : .num
    } else if e.decimals < a.decimals {
      allowed = base + min(e.halfUnit, 1e-3 * abs(e.value))
      verdict = absolute <= allowed ? .digits : .num
    }
  }

  /// How much of the allowed difference is used; infinite where nothing was allowed.
  package var use: Double {
    if absolute == 0 { return 0 }
    let use = absolute / allowed
    return use.isNaN ? .infinity : use
  }

  private static func distance(_ v: Double, _ e: Double) -> Double {
    if v == e || (v.isNaN && e.isNaN) { return 0 }
    let difference = abs(v - e)
    return difference.isNaN ? .infinity : difference
  }

  /// Count of representable values from one to the other.
  private static func ulps(between v: Double, _ e: Double, single: Bool) -> Double? {
    guard v.isFinite, e.isFinite else { return nil }
    if single {
      func order(_ value: Double) -> Int64 {
        let bits = Int64(Float(value).magnitude.bitPattern)
        return value.sign == .minus ? -bits : bits
      }
      return Double(abs(order(v) - order(e)))
    }
    func order(_ value: Double) -> Double {
      // Magnitudes are below 2^63, so their difference fits; beyond 2^53 the count is rounded.
      let bits = Int64(bitPattern: value.magnitude.bitPattern)
      return Double(value.sign == .minus ? -bits : bits)
    }
    let same = v.sign == e.sign
    if same {
      return Double(
        abs(
          Int64(bitPattern: v.magnitude.bitPattern) - Int64(bitPattern: e.magnitude.bitPattern)))
    }
    return abs(order(v) - order(e))
  }
}
