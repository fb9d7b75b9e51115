import Arrays
import Autodiff
import BigInt

/// How arrays and numbers print.
enum PrintFunctions {
  private static func options(_ c: NumericCall) throws -> PrintOptions {
    var options = c.session.printOptions
    func int(_ slot: Int) throws -> Int? { c.isMissing(slot) ? nil : try c.int(slot) }
    if let precision = try int(0) { options.precision = precision }
    if let threshold = c.isMissing(1) ? nil : try c.double(1) {
      options.threshold = threshold.isFinite ? Int(min(threshold, 9e18)) : .max
    }
    if let edge = try int(2) { options.edgeItems = edge }
    if let width = try int(3) { options.lineWidth = width }
    if !c.isMissing(4) { options.suppressesSmall = try c.flag(4) }
    if let nan = c[5].text { options.nan = nan }
    if let infinity = c[6].text { options.infinity = infinity }
    if let sign = c[8].text?.first { options.sign = sign }
    if let mode = c[9].text.flatMap(PrintOptions.FloatMode.init(rawValue:)) {
      options.floatMode = mode
    }
    return options
  }

  private static let optionList =
    "precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, nanstr=None, infstr=None, formatter=None, sign=None, floatmode=None, *, legacy=None"

  static let all: [NumericFunction] = [
    NumericFunction("set_printoptions(\(optionList))", "Sets how arrays print.") { c in
      c.session.printOptions = try options(c)
      if case .dict(let formatter) = c[7] {
        c.session.printFormatter = ElementFormatter(formatter)
      } else {
        c.session.printFormatter = nil
      }
      return .none
    },
    NumericFunction("get_printoptions()", "How arrays print.") { c in
      let options = c.session.printOptions, result = DictObject()
      result.setText("edgeitems", to: .int(options.edgeItems))
      result.setText("threshold", to: .int(options.threshold))
      result.setText("floatmode", to: .string(options.floatMode.rawValue))
      result.setText("precision", to: options.precision.map { .int($0) } ?? .none)
      result.setText("suppress", to: .bool(options.suppressesSmall))
      result.setText("linewidth", to: .int(options.lineWidth))
      result.setText("nanstr", to: .string(options.nan))
      result.setText("infstr", to: .string(options.infinity))
      result.setText("sign", to: .string(String(options.sign)))
      result.setText("formatter", to: .none)
      result.setText("legacy", to: .false)
      return .dict(result)
    },
    NumericFunction("printoptions(\(optionList))", "How arrays print inside a with block.") { c in
      let new = try options(c)
      var formatter = c.session.printFormatter
      if case .dict(let functions) = c[7] { formatter = ElementFormatter(functions) }
      let newFormatter = formatter
      return .object(
        NumericContext(
          "printoptions",
          enter: { interpreter in
            let old = interpreter.numerics.printOptions
            let oldFormatter = interpreter.numerics.printFormatter
            interpreter.numerics.printOptions = new
            interpreter.numerics.printFormatter = newFormatter
            return {
              $0.numerics.printOptions = old
              $0.numerics.printFormatter = oldFormatter
            }
          }))
    },
    NumericFunction(
      "array2string(a, max_line_width=None, precision=None, suppress_small=None, separator=' ', prefix='', *, formatter=None, threshold=None, edgeitems=None, sign=None, floatmode=None, suffix='', legacy=None)",
      "The text of an array."
    ) { c in
      var options = c.session.printOptions
      if !c.isMissing(1) { options.lineWidth = try c.int(1) }
      if !c.isMissing(2) { options.precision = try c.int(2) }
      if !c.isMissing(3) { options.suppressesSmall = try c.flag(3) }
      var formatter = c.session.printFormatter
      if case .dict(let functions) = c[6] { formatter = ElementFormatter(functions) }
      if !c.isMissing(7) { options.threshold = try c.int(7) }
      if !c.isMissing(8) { options.edgeItems = try c.int(8) }
      if let sign = c[9].text?.first { options.sign = sign }
      if let mode = c[10].text.flatMap(PrintOptions.FloatMode.init(rawValue:)) {
        options.floatMode = mode
      }
      var text = ArrayText(options: options)
      text.separator = try c.text(4)
      text.prefix = try c.text(5)
      text.suffix = try c.text(11)
      let elements = try c.elements(0)
      if let words = try formatter?.words(of: text.visible(elements), c.interpreter) {
        return .string(text.string(elements, words: words))
      }
      return .string(text.string(elements))
    },
    NumericFunction(
      "array_repr(arr, max_line_width=None, precision=None, suppress_small=None)",
      "The repr of an array."
    ) { c in
      let old = c.session.printOptions
      defer { c.session.printOptions = old }
      if !c.isMissing(1) { c.session.printOptions.lineWidth = try c.int(1) }
      if !c.isMissing(2) { c.session.printOptions.precision = try c.int(2) }
      if !c.isMissing(3) { c.session.printOptions.suppressesSmall = try c.flag(3) }
      return .string(try c.interpreter.repr(.object(c.array(0))))
    },
    NumericFunction(
      "array_str(a, max_line_width=None, precision=None, suppress_small=None)",
      "The str of an array."
    ) { c in
      var options = c.session.printOptions
      if !c.isMissing(1) { options.lineWidth = try c.int(1) }
      if !c.isMissing(2) { options.precision = try c.int(2) }
      if !c.isMissing(3) { options.suppressesSmall = try c.flag(3) }
      return .string(ArrayText.str(try c.elements(0), options: options))
    },
    NumericFunction(
      "format_float_positional(x, precision=None, unique=True, fractional=True, trim='k', sign=False, pad_left=None, pad_right=None, min_digits=None)",
      "A number without exponent."
    ) { c in
      .string(
        try dragon(c, sign: 5, left: 6).positional(
          c.double(0), isSingle: c.array(0).dtype == .float32))
    },
    NumericFunction(
      "format_float_scientific(x, precision=None, unique=True, trim='k', sign=False, pad_left=None, exp_digits=None, min_digits=None)",
      "A number with exponent."
    ) { c in
      var dragon = Dragon4()
      if !c.isMissing(1) { dragon.precision = try c.int(1) }
      dragon.isUnique = try c.flag(2)
      dragon.trim = try c.text(3).first.flatMap(Dragon4.Trim.init(rawValue:)) ?? .keep
      dragon.showsPlus = try c.flag(4)
      if !c.isMissing(5) { dragon.padLeft = try c.int(5) }
      if !c.isMissing(6) { dragon.exponentDigits = try c.int(6) }
      if !c.isMissing(7) { dragon.minimumDigits = try c.int(7) }
      return .string(dragon.scientific(try c.double(0), isSingle: try c.array(0).dtype == .float32))
    },
    NumericFunction("base_repr(number, base=2, padding=0)", "A whole number in another base.") {
      c in
      let number = try c.int(0)
      let digits = String(abs(number), radix: try c.int(1), uppercase: true)
      let zeros = String(
        repeating: "0", count: number == 0 ? max(try c.int(2) - 1, 0) : try c.int(2))
      return .string((number < 0 ? "-" : "") + zeros + digits)
    },
    NumericFunction("binary_repr(num, width=None)", "A whole number in binary.") { c in
      let number = try c.int(0)
      guard !c.isMissing(1) else {
        return .string((number < 0 ? "-" : "") + String(abs(number), radix: 2))
      }
      let width = try c.int(1)
      let bits = number < 0 && width < 64 ? number & ((1 << width) - 1) : abs(number)
      let needed =
        number < 0 ? String(-(number + 1), radix: 2).count + 1 : String(number, radix: 2).count
      guard needed <= width else {
        throw Raised(
          .valueError,
          "Insufficient bit width=\(width) provided for binwidth=\(needed)")
      }
      let digits = String(bits, radix: 2)
      return .string(String(repeating: "0", count: max(width - digits.count, 0)) + digits)
    },
  ]

  private static func dragon(_ c: NumericCall, sign: Int, left: Int) throws -> Dragon4 {
    var dragon = Dragon4()
    if !c.isMissing(1) { dragon.precision = try c.int(1) }
    dragon.isUnique = try c.flag(2)
    dragon.isFractional = try c.flag(3)
    dragon.trim = try c.text(4).first.flatMap(Dragon4.Trim.init(rawValue:)) ?? .keep
    dragon.showsPlus = try c.flag(sign)
    if !c.isMissing(left) { dragon.padLeft = try c.int(left) }
    if !c.isMissing(left + 1) { dragon.padRight = try c.int(left + 1) }
    if !c.isMissing(left + 2) { dragon.minimumDigits = try c.int(left + 2) }
    return dragon
  }
}
