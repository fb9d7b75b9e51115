import Arrays

/// `str` of a series: `1.0 + 2.0·x + 3.0·x²`, wrapped at the print width.
struct SeriesText {
  private let series: SeriesObject
  private let options: PrintOptions

  init(_ series: SeriesObject, _ options: PrintOptions) {
    self.series = series
    self.options = options
  }

  func string(isASCII: Bool) -> String {
    let rest = series.coefficients.dropFirst()
    var result = number(series.coefficients[0])
    let argument = self.argument
    var lineStart = result.startIndex
    for (index, value) in rest.enumerated() {
      result += " "
      var next =
        value >= 0
        ? "+ " + number(value, parenthesised: true) : "- " + number(-value, parenthesised: true)
      next += term(index + 1, argument, isASCII)
      var length = result[lineStart...].count + next.count
      if index < rest.count - 1 { length += 2 }
      if length >= max(options.lineWidth, 1), let space = next.firstIndex(of: " ") {
        let place = result.count
        next.replaceSubrange(space...space, with: "\n")
        result += next
        let offset = next.distance(from: next.startIndex, to: space) + 1
        lineStart = result.index(result.startIndex, offsetBy: place + offset)
      } else {
        result += next
      }
    }
    return result
  }

  private func term(_ power: Int, _ argument: String, _ isASCII: Bool) -> String {
    let digits = String(power)
    if let letter = series.basis.letter {
      return isASCII
        ? " \(letter)_\(digits)(\(argument))"
        : "·\(letter)\(SeriesText.raised(digits, 0x2080))(\(argument))"
    }
    if isASCII { return power == 1 ? " \(argument)" : " \(argument)**\(digits)" }
    return power == 1 ? "·\(argument)" : "·\(argument)\(SeriesText.superscript(digits))"
  }

  /// The symbol, in parentheses with offset and scale where the domain is not the window.
  private var argument: String {
    let (offset, scale) = series.mapping
    switch (offset, scale) {
    case (0, 1): return series.symbol
    case (_, 1): return "(\(number(offset)) + \(series.symbol))"
    case (0, _): return "(\(number(scale))\(series.symbol))"
    default: return "(\(number(offset)) + \(number(scale))\(series.symbol))"
    }
  }

  private static func raised(_ digits: String, _ zero: UInt32) -> String {
    digits.unicodeScalars.map { digit in
      Unicode.Scalar(zero + digit.value - 48).map { String(Character($0)) } ?? ""
    }.joined()
  }

  private static func superscript(_ digits: String) -> String {
    digits.map { digit in
      switch digit {
      case "1": "¹"
      case "2": "²"
      case "3": "³"
      default: raised(String(digit), 0x2070)
      }
    }.joined()
  }

  private func number(_ value: Double, parenthesised: Bool = false) -> String {
    if value.isNaN { return options.nan }
    if value.isInfinite { return value < 0 ? "-" + options.infinity : options.infinity }
    let precision = options.precision ?? 8
    let smallest = Kernels.scalar(
      .power, 10, Double(min(0, -((precision - 1 + 1) / 2))), .float64)
    let usesExponent = value != 0 && (abs(value) >= 1e8 || abs(value) < smallest)
    var dragon = Dragon4()
    dragon.precision = options.precision
    let isFixed = options.floatMode == .fixed
    dragon.trim = isFixed ? .keep : .leaveOneZero
    dragon.isUnique = !isFixed
    dragon.showsPlus = options.sign == "+"
    guard usesExponent else { return dragon.positional(value) }
    let text = dragon.scientific(value)
    return parenthesised ? "(\(text))" : text
  }
}
