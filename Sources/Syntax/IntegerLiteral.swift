import Diagnostics

/// Values of integer literals as decimal digits.
enum IntegerLiteral {
  /// CPython's limit for decimal literals.
  static let maximumDecimalDigits = 4_300
  /// Conversion of the other bases is quadratic, so they have a limit too.
  static let maximumRadixDigits = 16_384

  /// Digits in base 10 without leading zeros.
  static func decimal(
    _ literal: String, at range: SourceRange
  ) throws(ParseFailure) -> String {
    let digits = literal.utf8.filter { $0 != UInt8(ascii: "_") }
    let bits: Int
    switch digits.count > 1 ? digits[1] | 0x20 : 0 {
    case UInt8(ascii: "x"): bits = 4
    case UInt8(ascii: "o"): bits = 3
    case UInt8(ascii: "b"): bits = 1
    default:
      guard digits.count <= maximumDecimalDigits else {
        throw .diagnostic(.integerTooLong(digits.count, limit: maximumDecimalDigits, at: range))
      }
      let significant = digits.drop { $0 == UInt8(ascii: "0") }
      return significant.isEmpty ? "0" : String(decoding: significant, as: UTF8.self)
    }
    guard digits.count - 2 <= maximumRadixDigits else {
      throw .diagnostic(.integerTooLong(digits.count - 2, limit: maximumRadixDigits, at: range))
    }
    return decimal(digits.dropFirst(2), bitsPerDigit: bits)
  }

  /// Accumulates in base 10⁹, least significant group first.
  private static func decimal(_ digits: some Sequence<UInt8>, bitsPerDigit bits: Int) -> String {
    var groups: [UInt64] = [0]
    for digit in digits {
      let value = digit <= UInt8(ascii: "9") ? digit - UInt8(ascii: "0") : (digit | 0x20) - 87
      var carry = UInt64(value)
      for index in groups.indices {
        let sum = groups[index] << UInt64(bits) + carry
        groups[index] = sum % 1_000_000_000
        carry = sum / 1_000_000_000
      }
      if carry > 0 { groups.append(carry) }
    }
    var text = String(groups[groups.count - 1])
    for group in groups.dropLast().reversed() {
      let part = String(group)
      text += String(repeating: "0", count: 9 - part.count) + part
    }
    return text
  }
}
