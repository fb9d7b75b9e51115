package import Records

/// Relative and absolute tolerance of a comparison; a relative one that is not set depends on the
/// value's dtype.
package struct Tolerance: Hashable, Sendable {
  package var rtol: Double?
  package var atol: Double
  /// Whether a literal stands for every value that rounds to it, as in hand-written expectations.
  package var acceptsRounding = true

  package static let defaultAbsolute = 1e-12

  package init(rtol: Double? = nil, atol: Double? = nil) {
    self.rtol = rtol
    self.atol = atol ?? Self.defaultAbsolute
  }

  /// 1e-9 for 53 significant bits (and where the dtype is not known), 1e-6 for 24, 1e-2 for 11 and
  /// fewer.
  package static func defaultRelative(for dtype: PrintedNumbers.DType?) -> Double {
    guard let dtype else { return 1e-9 }
    if dtype.isSinglePrecision { return 1e-6 }
    return dtype.isHalfPrecision ? 1e-2 : 1e-9
  }

  /// `atol + rtol·|expected|`.
  package func allowed(expected: Double, dtype: PrintedNumbers.DType?) -> Double {
    atol + (rtol ?? Self.defaultRelative(for: dtype)) * abs(expected)
  }
}
