import Arrays
import Records

/// Reading line styles, markers and sizes as matplotlib writes them.
enum PlotStyle {
  private static let dashes = [
    "-": "-", "solid": "-", "--": "--", "dashed": "--", "-.": "-.", "dashdot": "-.", ":": ":",
    "dotted": ":", "None": "", "none": "", " ": "", "": "",
  ]
  private static let symbols = Set(
    [
      ".", ",", "o", "v", "^", "<", ">", "1", "2", "3", "4", "8", "s", "p", "P", "*", "h", "H", "+",
      "x", "X", "D", "d", "|", "_",
    ])

  static func dash(_ value: Value, _ interpreter: Interpreter) throws -> String {
    guard let text = value.text else {
      // (offset, (on, off, …)) is drawn as dashes; a list of styles by its first.
      if case .list(let list) = value, let first = list.elements.first {
        return try dash(first, interpreter)
      }
      return "--"
    }
    if let dash = dashes[text] { return dash }
    throw Raised(.valueError, "'\(text)' is not a valid value for ls.")
  }

  static func symbol(_ value: Value, _ interpreter: Interpreter) throws -> String {
    if value.isNone { return "" }
    guard let text = value.text else { return "o" }
    if text.isEmpty || text == " " || text.lowercased() == "none" { return "" }
    if symbols.contains(text) || text.hasPrefix("$") {
      return text.hasPrefix("$") ? "o" : text
    }
    throw Raised(.valueError, "Unrecognized marker style '\(text)'")
  }

  static func fontSize(_ value: Value, _ interpreter: Interpreter) throws -> Double {
    guard let text = value.text else { return try interpreter.requireFloat(value) }
    let sizes = [
      "xx-small": 5.79, "x-small": 6.94, "small": 8.33, "medium": 10, "large": 12,
      "x-large": 14.4, "xx-large": 17.28, "larger": 12, "smaller": 8.33,
    ]
    if let size = sizes[text] { return size }
    throw Raised(.valueError, "'\(text)' is not a valid font size")
  }

  static func rotation(_ value: Value, _ interpreter: Interpreter) throws -> Double {
    switch value.text {
    case "vertical": 90
    case "horizontal": 0
    default: try interpreter.requireFloat(value)
    }
  }

  /// A format such as `ro--`: line style, marker and colour.
  static func format(_ text: String) throws -> (dash: String?, symbol: String?, colour: PlotColour?)
  {
    if text.count > 1, let colour = PlotColours.named(text), Double(text) == nil {
      return (nil, nil, colour)
    }
    var (dash, symbol): (String?, String?) = (nil, nil)
    var colour: PlotColour?
    var rest = Substring(text)
    while let character = rest.first {
      let two = String(rest.prefix(2))
      if two == "--" || two == "-." {
        dash = two
        rest = rest.dropFirst(2)
      } else if character == "-" || character == ":" {
        dash = String(character)
        rest = rest.dropFirst()
      } else if character == "C", let digit = rest.dropFirst().first?.wholeNumberValue {
        colour = PlotColours.cycled(digit)
        rest = rest.dropFirst(2)
      } else if "bgrcmykw".contains(character) {
        colour = PlotColours.named(String(character))
        rest = rest.dropFirst()
      } else if symbols.contains(String(character)) {
        symbol = String(character)
        rest = rest.dropFirst()
      } else if character == " " {
        rest = rest.dropFirst()
      } else {
        throw Raised(
          .valueError,
          "'\(text)' is not a valid format string (unrecognized character '\(character)')")
      }
    }
    return (dash, symbol, colour)
  }
}

/// Numbers of a script's arguments.
enum PlotData {
  /// All elements, row by row.
  static func numbers(_ value: Value, _ interpreter: Interpreter) throws -> [Double] {
    try interpreter.numerics.value(of: interpreter.array(of: value, .numpy)).doubles
  }

  /// Rows and columns of a two-dimensional argument; a vector is one column.
  static func matrix(_ value: Value, _ interpreter: Interpreter) throws -> (
    rows: Int, columns: Int, values: [Double]
  ) {
    let array = try interpreter.numerics.value(of: interpreter.array(of: value, .numpy))
    switch array.rank {
    case 0: return (1, 1, array.doubles)
    case 1: return (array.shape[0], 1, array.doubles)
    default: return (array.shape[0], array.shape[1...].reduce(1, *), array.doubles)
    }
  }

  /// Texts where a sequence holds some.
  static func words(_ value: Value, _ interpreter: Interpreter) throws -> [String]? {
    if let text = value.text { return [text] }
    let elements: [Value]
    switch value {
    case .list(let list): elements = list.elements
    case .tuple(let tuple): elements = tuple.elements
    case .object(let object) where object.type(in: interpreter).name.hasPrefix("dict_"):
      elements = try interpreter.collect(value)
    default: return nil
    }
    guard let first = elements.first, first.text != nil else { return nil }
    return elements.compactMap(\.text)
  }

  static func steps(_ x: [Double], _ y: [Double], _ place: String) -> (x: [Double], y: [Double]) {
    guard x.count > 1, x.count == y.count else { return (x, y) }
    var (xs, ys) = ([x[0]], [y[0]])
    for index in 1..<x.count {
      switch place {
      case "post":
        xs += [x[index], x[index]]
        ys += [y[index - 1], y[index]]
      case "mid":
        let middle = (x[index - 1] + x[index]) / 2
        xs += [middle, middle]
        ys += [y[index - 1], y[index]]
      default:
        xs += [x[index - 1], x[index]]
        ys += [y[index], y[index]]
      }
    }
    return (
      xs + (place == "mid" ? [x[x.count - 1]] : []), ys + (place == "mid" ? [y[y.count - 1]] : [])
    )
  }
}
