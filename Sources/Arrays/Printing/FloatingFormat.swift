/// Element formatter of one floating array: one width, one choice of notation for all elements.
struct FloatingFormat {
  private let options: PrintOptions
  private let isSingle: Bool
  private let usesExponents: Bool
  private let padLeft: Int
  private let padRight: Int
  private var dragon = Dragon4()

  /// - Parameter data: The elements that will be shown.
  init(_ data: [Double], isSingle: Bool, options: PrintOptions) {
    self.options = options
    self.isSingle = isSingle
    let finite = data.filter(\.isFinite)
    let showsPlus = options.sign == "+"
    let isFixed = options.floatMode == .fixed
    let precision = options.floatMode == .unique ? nil : options.precision
    dragon.showsPlus = showsPlus
    dragon.precision = precision
    usesExponents = FloatingFormat.usesExponents(finite, isSingle: isSingle, options: options)

    var probe = Dragon4()
    probe.showsPlus = showsPlus
    probe.precision = precision
    probe.isUnique = !isFixed
    probe.trim = isFixed ? .keep : .zeros
    dragon.isUnique = !isFixed
    var left = 0
    var right = 0
    if finite.isEmpty {
      dragon.trim = .zeros
      dragon.isUnique = true
    } else if usesExponents {
      var exponentWidth = 0
      var fraction = 0
      for value in finite {
        let text = probe.scientific(value, isSingle: isSingle)
        let parts = text.split(separator: "e", omittingEmptySubsequences: false)
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        exponentWidth = max(exponentWidth, parts[1].utf8.count - 1)
        left = max(left, mantissa[0].utf8.count)
        fraction = max(fraction, mantissa[1].utf8.count)
      }
      dragon.trim = .keep
      dragon.precision = fraction
      dragon.minimumDigits = fraction
      dragon.exponentDigits = exponentWidth
      right = exponentWidth + 2 + fraction
    } else {
      for value in finite {
        let text = probe.positional(value, isSingle: isSingle)
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        left = max(left, parts[0].utf8.count)
        right = max(right, parts[1].utf8.count)
      }
      if isFixed || options.floatMode == .maxprecEqual {
        dragon.precision = right
        dragon.minimumDigits = right
        dragon.trim = .keep
      } else {
        dragon.trim = .zeros
        dragon.minimumDigits = 0
      }
    }
    if options.sign == " ", !finite.contains(where: { $0.sign == .minus }) { left += 1 }
    if finite.count != data.count {
      let signsInfinity = options.sign != "-" || data.contains(-.infinity)
      let offset = right + 1
      left = max(
        left, options.nan.count - offset,
        options.infinity.count + (signsInfinity ? 1 : 0) - offset)
    }
    padLeft = left
    padRight = right
    dragon.padLeft = left
    if !usesExponents { dragon.padRight = right }
  }

  private static func usesExponents(
    _ finite: [Double], isSingle: Bool, options: PrintOptions
  ) -> Bool {
    let sizes = finite.lazy.filter { $0 != 0 }.map(abs)
    guard let largest = sizes.max(), let smallest = sizes.min() else { return false }
    // 10 ** min(8, np.finfo(dtype).precision)
    if largest >= (isSingle ? 1e6 : 1e8) { return true }
    if options.suppressesSmall { return false }
    // The comparisons take place in the array's dtype.
    if isSingle {
      return Float(smallest) < 0.0001 || Float(largest) / Float(smallest) > 1000
    }
    return smallest < 0.0001 || largest / smallest > 1000
  }

  func callAsFunction(_ value: Double) -> String {
    guard value.isFinite else {
      let plus = options.sign == "+" ? "+" : ""
      let text =
        value.isNaN
        ? plus + options.nan
        : (value < 0 ? "-" : plus) + options.infinity
      return String(repeating: " ", count: max(0, padLeft + padRight + 1 - text.count)) + text
    }
    return usesExponents
      ? dragon.scientific(value, isSingle: isSingle) : dragon.positional(value, isSingle: isSingle)
  }
}

/// Element formatter of one complex array: the parts have formatters of their own.
struct ComplexFormat {
  private let real: FloatingFormat
  private let imaginary: FloatingFormat

  init(_ data: [(Double, Double)], isSingle: Bool, options: PrintOptions) {
    real = FloatingFormat(data.map(\.0), isSingle: isSingle, options: options)
    var signed = options
    signed.sign = "+"
    imaginary = FloatingFormat(data.map(\.1), isSingle: isSingle, options: signed)
  }

  func callAsFunction(_ value: (Double, Double)) -> String {
    let text = imaginary(value.1)
    let spaces = text.reversed().prefix { $0 == " " }.count
    return real(value.0) + text.dropLast(spaces) + "j" + String(repeating: " ", count: spaces)
  }
}
