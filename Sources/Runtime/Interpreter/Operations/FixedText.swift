/// `.2f` and its like for floats of ordinary size.
enum FixedText {
  private static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

  /// The text for a specification `.Nf` with one digit N; nil for other specifications and where rounding needs more than a
  /// float's precision.
  static func format(_ value: Double, _ spec: String) -> String? {
    var bytes = spec.utf8.makeIterator()
    guard bytes.next() == UInt8(ascii: "."), let digit = bytes.next(),
      digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9"), bytes.next() == UInt8(ascii: "f"),
      bytes.next() == nil
    else { return nil }
    let places = Int(digit) - 48
    let scaled = value.magnitude * powers[places]
    guard scaled < 1e15 else { return nil }
    let whole = scaled.rounded(.down)
    let fraction = scaled - whole
    // The product is off by at most half a unit in its last place: away from a tie the rounding is certain.
    guard abs(fraction - 0.5) > scaled * 0x1p-52 else { return nil }
    let units = UInt64(whole) + (fraction > 0.5 ? 1 : 0)
    var result = value.sign == .minus ? "-" : ""
    guard places > 0 else { return result + String(units) }
    var scale: UInt64 = 1
    for _ in 0..<places { scale *= 10 }
    let (integer, rest) = units.quotientAndRemainder(dividingBy: scale)
    let digits = String(rest)
    result += String(integer)
    result += "."
    for _ in digits.utf8.count..<places { result += "0" }
    return result + digits
  }
}
