import Records

/// The sentences that say what is wrong with a check; the only place that words them.
enum CheckMessage {
  case new
  case text
  case number(WorstNumber, count: Int)
  case shape(expected: Int, actual: Int)
  case missing(count: Int)
  case extra(count: Int)
  case unreachable
  case unattached
  case pattern
  case badPattern(String, reason: String)
  case notRaised(String?)
  case otherError(expected: String?, actual: String)
  case otherMessage
  case directive(String)

  var text: String {
    switch self {
    case .new: "nothing is expected here yet"
    case .text: "the text differs"
    case .number(let worst, let count):
      (count > 1 ? "number \(worst.index + 1) of \(count) differs: " : "the number differs: ")
        + "off by \(worst.absolute.brief) (relative \(worst.relative.brief)"
        + (worst.ulps.map { ", \($0.brief) ulp" } ?? "") + "), allowed \(worst.allowed.brief)"
    case .shape(let expected, let actual):
      expected == actual
        ? "the brackets are placed differently"
        : "expected \(expected) \(expected == 1 ? "number" : "numbers"), got \(actual)"
    case .missing(let count):
      count == 1 ? "an expected line was not printed" : "\(count) expected lines were not printed"
    case .extra(let count):
      count == 1
        ? "a line was printed that is not expected"
        : "\(count) lines were printed that are not expected"
    case .unreachable: "the statement was never executed"
    case .unattached: "the expectation follows no statement that prints"
    case .pattern: "the text does not match the pattern"
    case .badPattern(let pattern, let reason): "'\(pattern)' is no valid pattern: \(reason)"
    case .notRaised(let type): "expected \(type ?? "an error") to be raised"
    case .otherError(let expected, let actual):
      "expected \(expected ?? "an error"), but \(actual) was raised"
    case .otherMessage: "the error's message differs"
    case .directive(let reason): reason
    }
  }
}

extension Double {
  /// Three significant digits, for differences and tolerances in messages.
  package var brief: String {
    guard isFinite else { return isNaN ? "nan" : self < 0 ? "-inf" : "inf" }
    if self == rounded(), magnitude < 1e6 { return String(Int(self)) }
    var exponent = decimalExponent
    // Three digits as an integer; 999.6 rounds to the next power of ten.
    // In two steps, as 10^326 is beyond f64.
    let scaled = magnitude * power(ofTen: min(2 - exponent, 300))
    var digits = Int((scaled * power(ofTen: max(2 - exponent - 300, 0))).rounded())
    if digits >= 1000 {
      digits /= 10
      exponent += 1
    }
    var text = Array(String(digits).utf8)
    while text.count > 1, text.last == UInt8(ascii: "0") { text.removeLast() }
    func string(_ bytes: some Sequence<UInt8>) -> String {
      String(decoding: Array(bytes), as: UTF8.self)
    }
    let sign = self < 0 ? "-" : ""
    if exponent >= 0, exponent < 6 {
      let padded =
        text + Array(repeating: UInt8(ascii: "0"), count: max(0, exponent + 1 - text.count))
      let fraction = padded.dropFirst(exponent + 1)
      return sign + string(padded.prefix(exponent + 1))
        + (fraction.isEmpty ? "" : "." + string(fraction))
    }
    if exponent < 0, exponent >= -3 {
      return sign + "0." + String(repeating: "0", count: -exponent - 1) + string(text)
    }
    let fraction = text.dropFirst()
    let magnitude = "\(Swift.abs(exponent))"
    return sign + string(text.prefix(1)) + (fraction.isEmpty ? "" : "." + string(fraction))
      + (exponent < 0 ? "e-" : "e+") + (magnitude.utf8.count == 1 ? "0" : "") + magnitude
  }

  /// Floor of the decimal logarithm of the magnitude; 0 for zero.
  private var decimalExponent: Int {
    guard self != 0 else { return 0 }
    // The shortest form tells the exponent exactly, where a logarithm may round over a power of
    // ten.
    let text = "\(magnitude)"
    if let mark = text.firstIndex(of: "e") {
      return Int(text[text.index(after: mark)...].drop { $0 == "+" }) ?? 0
    }
    let whole = text.prefix { $0 != "." }
    if whole != "0" { return whole.utf8.count - 1 }
    return -1 - text.dropFirst(2).prefix { $0 == "0" }.utf8.count
  }
}
