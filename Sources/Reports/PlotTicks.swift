import Foundation
import Records

/// Positions along an axis.
enum PlotTicks {
  /// Where a value lies, 0 at the beginning and 1 at the end; NaN where the scale has no such value.
  static func fraction(_ value: Double, _ axis: PlotAxis) -> Double {
    let (low, high) = (mapped(axis.low, axis.scale), mapped(axis.high, axis.scale))
    guard high != low else { return 0.5 }
    return (mapped(value, axis.scale) - low) / (high - low)
  }

  private static func mapped(_ value: Double, _ scale: PlotAxis.Scale) -> Double {
    switch scale {
    case .linear: value
    case .log: value > 0 ? log10(value) : -.nan
    case .symlog: value.sign == .minus ? -log10(1 - value) : log10(1 + value)
    case .logit: value > 0 && value < 1 ? log10(value / (1 - value)) : .nan
    }
  }

  /// The ticks within the limits.
  static func of(_ axis: PlotAxis) -> [PlotTick] {
    let low = min(axis.low, axis.high), high = max(axis.low, axis.high)
    let slack = (high - low) * 1e-9
    return axis.ticks.filter { $0.position >= low - slack && $0.position <= high + slack }
  }
}

/// Pieces of SVG text.
enum SVGText {
  /// At most two decimals: a hundredth of a point cannot be seen.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let scaled = (min(max(value, -1e6), 1e6) * 100).rounded()
    let whole = Int(scaled)
    if whole % 100 == 0 { return "\(whole / 100)" }
    let sign = whole < 0 ? "-" : "", digits = abs(whole)
    let rest = digits % 100
    let decimals = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
    return "\(sign)\(digits / 100).\(decimals)"
  }

  static func hexadecimal(_ colour: PlotColour) -> String {
    let value = [colour.red, colour.green, colour.blue].reduce(0) {
      $0 << 8 | Int((min(max($1, 0), 1) * 255).rounded())
    }
    let text = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - text.count) + text
  }

  static func fill(_ colour: PlotColour?) -> String { paint("fill", colour) }
  static func stroke(_ colour: PlotColour?) -> String { paint("stroke", colour) }

  private static func paint(_ name: String, _ colour: PlotColour?) -> String {
    guard let colour, colour.alpha > 0 else { return "\(name)=\"none\"" }
    let opacity = colour.alpha < 1 ? " \(name)-opacity=\"\(number(colour.alpha))\"" : ""
    return "\(name)=\"\(hexadecimal(colour))\"\(opacity)"
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result += " "
      default:
        // XML has no other control characters.
        if character.value >= 0x20 { result.unicodeScalars.append(character) }
      }
    }
    return result
  }

  static func label(
    _ words: String, _ x: Double, _ y: Double, size: Double = 10, anchor: String = "start",
    rotation: Double = 0, colour: PlotColour = .black
  ) -> String {
    let turn =
      rotation == 0
      ? "" : " transform=\"rotate(\(number(-rotation)) \(number(x)) \(number(y)))\""
    let lines = words.split(separator: "\n", omittingEmptySubsequences: false)
    var result = ""
    for (index, line) in lines.enumerated() where !line.isEmpty {
      let lift = Double(lines.count - 1 - index) * size * 1.2
      result +=
        "<text x=\"\(number(x))\" y=\"\(number(y - lift))\" font-size=\"\(number(size))\" text-anchor=\"\(anchor)\" \(fill(colour))\(turn)>\(escaped(String(line)))</text>\n"
    }
    return result
  }
}
