import Arrays
import Foundation
import Records

/// Reading colours as matplotlib writes them.
enum PlotColours {
  /// Colours of lines that the script gives none.
  static let cycle = [
    "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f",
    "#bcbd22", "#17becf",
  ]

  static func cycled(_ index: Int) -> PlotColour {
    named(cycle[index % cycle.count]) ?? .black
  }

  /// A colour by name, `#rrggbb`, grey level or `C0` and on; nil where the text is none.
  static func named(_ text: String) -> PlotColour? {
    if text.lowercased() == "none" { return PlotColour(0, 0, 0, 0) }
    if text.hasPrefix("#") { return hexadecimal(text.dropFirst()) }
    if text.hasPrefix("C"), let index = Int(text.dropFirst()) { return cycled(abs(index)) }
    let name = text.count == 1 ? text : text.lowercased()
    if let digits = ColourNames.hexadecimal[name] { return hexadecimal(digits[...]) }
    if let level = Double(text), level >= 0, level <= 1 { return PlotColour(level, level, level) }
    return nil
  }

  private static func hexadecimal(_ digits: Substring) -> PlotColour? {
    let long = digits.count <= 4 ? digits.map { "\($0)\($0)" }.joined() : String(digits)
    guard long.count == 6 || long.count == 8, let value = UInt32(long, radix: 16) else {
      return nil
    }
    let bits = long.count == 6 ? value << 8 | 0xFF : value
    func part(_ shift: UInt32) -> Double { Double(bits >> shift & 0xFF) / 255 }
    return PlotColour(part(24), part(16), part(8), part(0))
  }

  /// One colour; nil where the value is none of its forms.
  static func one(_ value: Value, _ interpreter: Interpreter) throws -> PlotColour? {
    if let text = value.text { return named(text) }
    if case .tuple(let pair) = value, pair.elements.count == 2, let text = pair.elements[0].text,
      var colour = named(text)
    {
      colour.alpha = try interpreter.requireFloat(pair.elements[1])
      return colour
    }
    guard value.array != nil || value.object is ListObject || value.object is TupleObject else {
      return nil
    }
    let parts = try interpreter.collect(value)
    guard parts.count == 3 || parts.count == 4 else { return nil }
    var numbers: [Double] = []
    for part in parts {
      guard part.text == nil, part.array?.rank ?? 0 == 0,
        !(part.object is ListObject), !(part.object is TupleObject)
      else { return nil }
      let number = try interpreter.requireFloat(part)
      guard number >= 0, number <= 1 else { return nil }
      numbers.append(number)
    }
    return PlotColour(numbers[0], numbers[1], numbers[2], numbers.count == 4 ? numbers[3] : 1)
  }

  /// A colour that must be one.
  static func require(_ value: Value, _ interpreter: Interpreter) throws -> PlotColour {
    if let colour = try one(value, interpreter) { return colour }
    throw Raised(
      .valueError,
      "\(try interpreter.repr(value)) is not a valid value for color: supported inputs are (r, g, b) and (r, g, b, a) 0-1 float tuples; '#rrggbb', '#rrggbbaa', '#rgb', '#rgba' strings; named color strings; string reprs of 0-1 floats for grayscale values; 'C0', 'C1', ... strings for colors of the color cycle; and pairs combining one of the above with an alpha value"
    )
  }

  /// One colour or one for every mark.
  static func several(_ value: Value, _ interpreter: Interpreter) throws -> [PlotColour] {
    if let colour = try one(value, interpreter) { return [colour] }
    if value.text != nil { return [try require(value, interpreter)] }
    return try interpreter.collect(value).map { try require($0, interpreter) }
  }

  static func tuple(_ colour: PlotColour) -> Value {
    .tuple([.float(colour.red), .float(colour.green), .float(colour.blue), .float(colour.alpha)])
  }

  static func hexadecimalText(_ colour: PlotColour) -> String {
    "#"
      + [colour.red, colour.green, colour.blue].map { part in
        let text = String(Int((part * 255).rounded(.toNearestOrEven)), radix: 16)
        return text.count == 1 ? "0" + text : text
      }.joined()
  }
}
