/// A number as it stands in a text.
package struct NumberLiteral: Hashable, Sendable {
  package enum Kind: Hashable, Sendable { case integer, float, infinity, nan }

  /// As written, with its sign and without the `j` of an imaginary part.
  package var text: String
  package var kind: Kind
  package var isImaginary: Bool
  /// Nearest f64.
  package var value: Double
  /// Digits after the point minus the exponent: the last digit stands for 10^-decimals.
  package var decimals: Int
  /// Digits from the first that is not zero.
  package var significantDigits: Int

  /// Whether it is written with an exponent.
  package var isScientific: Bool { kind == .float && text.utf8.contains { $0 | 0x20 == 0x65 } }

  /// Half of what the last digit stands for.
  package var halfUnit: Double { 0.5 * power(ofTen: -decimals) }

  /// Integers with equal digits are equal whatever their spelling: sign `+`, leading zeros.
  package var canonicalInteger: String {
    var digits = Substring(text)
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits = digits.dropFirst() }
    if digits.hasPrefix("0x") || digits.hasPrefix("0b") || digits.hasPrefix("0o") {
      return text.lowercased()
    }
    let stripped = digits.drop { $0 == "0" }
    if stripped.isEmpty { return "0" }
    return (isNegative ? "-" : "") + stripped
  }
}

/// 10^exponent, correctly rounded.
func power(ofTen exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }
