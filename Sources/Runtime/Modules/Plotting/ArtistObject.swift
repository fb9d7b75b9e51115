import Arrays
import Records

/// What can be drawn, as the script sees it: lines, patches, collections, texts, images.
package final class ArtistObject: Object {
  let kind: ArtistKind
  /// How it is drawn; opacity and visibility are applied when the figure is drawn.
  var marks: [PlotMark]
  /// Values that `get_…` gives, by property.
  var properties = AttributeTable()
  var label: String
  var alpha: Double?
  var isVisible = true
  weak var axes: AxesObject?
  /// Coordinates that limits are chosen by.
  var xs: [Double] = []
  var ys: [Double] = []
  /// Third coordinates, in the order of the marks' points.
  var zs: [Double] = []
  /// Limits beyond which no margin is added when they are reached.
  var stickyX: [Double] = []
  var stickyY: [Double] = []
  /// Whether limits are drawn tight around it.
  var isTight = false
  /// Which values its colours stand for.
  var scale: ColourScale?

  init(_ kind: ArtistKind, _ marks: [PlotMark] = [], label: String = "") {
    self.kind = kind
    self.marks = marks
    self.label = label
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("\(kind.module).\(kind.name)") {
      TypeObject(kind.name, module: kind.module, base: interpreter.types.object)
    }
  }

  override package func str(in interpreter: Interpreter) throws -> String {
    func text(_ name: Name) throws -> String {
      try properties[name].map { try interpreter.str($0) } ?? ""
    }
    switch kind.name {
    case "Line2D": return "Line2D(\(label))"
    case "Text", "Annotation": return try repr(in: interpreter)
    case "AxesImage":
      return "AxesImage(shape=\(try text("shape")))"
    case "Rectangle":
      return
        "Rectangle(xy=(\(try text("x")), \(try text("y"))), width=\(try text("width")), height=\(try text("height")), angle=0)"
    case "Legend", "Spine": return kind.name
    default: return try repr(in: interpreter)
    }
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    guard kind.name == "Text" || kind.name == "Annotation" else {
      return "<\(kind.module).\(kind.name) object at \(address)>"
    }
    let parts = try (["x", "y", "text"] as [Name]).map {
      try interpreter.repr(properties[$0] ?? .int(0))
    }
    return "\(kind.name)(\(parts.joined(separator: ", ")))"
  }

  // MARK: Attributes

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    let text = name.text
    if text.hasPrefix("set_"), let property = kind.canonical(String(text.dropFirst(4))) {
      return .object(
        BuiltinFunction.raw("\(text)(value)", "Sets \(property).") {
          [self] interpreter, arguments in
          if property == "data", arguments.positional.count == 2 {
            try set("xdata", arguments.positional[0], interpreter)
            try set("ydata", arguments.positional[1], interpreter)
          } else {
            guard let value = arguments.positional.first ?? arguments.keywords.first?.value else {
              throw Raised(.typeError, "\(text)() missing 1 required positional argument")
            }
            let rest = arguments.positional.dropFirst()
            try set(property, rest.isEmpty ? value : .tuple([value] + rest), interpreter)
          }
          return .none
        })
    }
    if text.hasPrefix("get_"), let property = kind.canonical(String(text.dropFirst(4))) {
      return .object(
        BuiltinFunction.raw("\(text)()", "The \(property).") { [self] interpreter, _ in
          try get(property)
        })
    }
    switch name {
    case "set":
      return .object(
        BuiltinFunction.bound("set(**kwargs)", "Sets properties.") { [self] interpreter, c in
          try set(c.keywords(0), interpreter)
          return .none
        })
    case "remove":
      return .object(
        BuiltinFunction.bound("remove()", "Takes the artist out of its axes.") { [self] _, _ in
          axes?.remove(self)
          return .none
        })
    case "axes": return axes.map { .object($0) } ?? Value.none
    case "figure": return axes?.figure.map { .object($0) } ?? Value.none
    case "cmap": return scale.map { .object(ColourmapObject($0.map)) }
    case "levels": return properties["levels"]
    case "get_texts", "get_lines", "get_patches":
      return .object(
        BuiltinFunction.bound("\(text)()", "What the legend shows.") { [self] _, _ in
          properties["texts"] ?? .list([])
        })
    case "ax": return properties["ax"]
    default: return nil
    }
  }

  func get(_ property: String) throws -> Value {
    switch property {
    case "label": return .string(label)
    case "visible": return .bool(isVisible)
    case "alpha": return alpha.map { .float($0) } ?? .none
    case "data": return .tuple([try get("xdata"), try get("ydata")])
    default: return properties[Name(property)] ?? .none
    }
  }

  func set(_ keywords: [(name: Name, value: Value)], _ interpreter: Interpreter) throws {
    for (name, value) in keywords { try set(name.text, value, interpreter) }
  }

  /// Sets a property under any of its names.
  func set(_ name: String, _ value: Value, _ interpreter: Interpreter) throws {
    guard let property = kind.canonical(name) else {
      throw Raised(
        .attributeError, "\(kind.name).set() got an unexpected keyword argument '\(name)'")
    }
    axes?.touch()
    switch property {
    case "label": label = value.isNone ? "" : try interpreter.str(value)
    case "alpha": alpha = value.isNone ? nil : try interpreter.requireFloat(value)
    case "visible": isVisible = try interpreter.isTruthy(value)
    case "xdata", "ydata": try setData(property, value, interpreter)
    case "data":
      if kind.name == "AxesImage" {
        try axes?.setImage(self, value, interpreter)
      } else {
        let parts = try interpreter.collect(value)
        guard parts.count == 2 else { throw Raised(.valueError, "set_data takes x and y") }
        try setData("xdata", parts[0], interpreter)
        try setData("ydata", parts[1], interpreter)
      }
    case "text", "x", "y", "position": try setText(property, value, interpreter)
    default:
      properties[Name(property)] = value
      if !value.isNone { try apply(property, value, interpreter) }
    }
  }

  private func setText(_ property: String, _ value: Value, _ interpreter: Interpreter) throws {
    if property == "position" {
      let parts = try interpreter.collect(value)
      guard parts.count == 2 else { throw Raised(.valueError, "a position is (x, y)") }
      (properties["x"], properties["y"]) = (parts[0], parts[1])
    } else {
      properties[Name(property)] =
        property == "text" ? .string(try interpreter.str(value)) : value
    }
    guard kind.name == "Text" || kind.name == "Annotation" else { return }
    let x = try interpreter.requireFloat(properties["x"] ?? .int(0))
    let y = try interpreter.requireFloat(properties["y"] ?? .int(0))
    for index in marks.indices {
      if case .text = marks[index].shape {
        marks[index].shape = .text(x: x, y: y, properties["text"]?.text ?? "")
      }
    }
  }

  private func setData(_ property: String, _ value: Value, _ interpreter: Interpreter) throws {
    let numbers = try PlotData.numbers(value, interpreter)
    properties[Name(property)] = .object(ArrayObject(NDArray(numbers), .array))
    if property == "xdata" { xs = numbers } else { ys = numbers }
    if !marks.isEmpty { marks[0].shape = .line(x: xs, y: ys) }
  }

  // MARK: Looks

  private func apply(_ property: String, _ value: Value, _ interpreter: Interpreter) throws {
    func each(_ change: (inout PlotMark) throws -> Void) rethrows {
      for index in marks.indices { try change(&marks[index]) }
    }
    switch property {
    case "color":
      let colours = try PlotColours.several(value, interpreter)
      guard let first = colours.first else { return }
      each { mark in
        switch mark.shape {
        case .text: mark.fill = first
        case .points:
          mark.fill = first
          mark.fills = colours.count > 1 ? colours : []
          mark.stroke = first
        case .area:
          mark.fill = first
          mark.stroke = kind.isPatch ? nil : mark.stroke
        default:
          mark.stroke = first
          if properties["markerfacecolor"] == nil { mark.fill = first }
        }
      }
    case "facecolor", "markerfacecolor":
      let colours = try PlotColours.several(value, interpreter)
      each {
        $0.fill = colours.first
        $0.fills = colours.count > 1 ? colours : []
      }
    case "edgecolor":
      if value.text == "face" { return }
      let colour = try PlotColours.several(value, interpreter).first
      each { $0.stroke = colour }
    case "markeredgecolor": _ = try PlotColours.require(value, interpreter)
    case "linewidth":
      let width = try PlotData.numbers(value, interpreter).first ?? 1
      each { $0.strokeWidth = width }
    case "linestyle":
      let dash = try PlotStyle.dash(value, interpreter)
      each { $0.dash = dash }
    case "marker":
      let symbol = try PlotStyle.symbol(value, interpreter)
      each { $0.symbol = symbol }
    case "markersize":
      let size = try interpreter.requireFloat(value)
      each { $0.symbolSize = size }
    case "fontsize":
      let size = try PlotStyle.fontSize(value, interpreter)
      each { $0.fontSize = size }
    case "horizontalalignment":
      let text = try interpreter.requireText(value)
      each { $0.alignment = text }
    case "verticalalignment":
      let text = try interpreter.requireText(value)
      each { $0.verticalAlignment = text }
    case "rotation":
      let angle = try PlotStyle.rotation(value, interpreter)
      each { $0.rotation = angle }
    case "zorder":
      let layer = try interpreter.requireFloat(value)
      each { $0.layer = layer }
    case "fill":
      if !(try interpreter.isTruthy(value)) {
        each {
          $0.stroke = $0.stroke ?? $0.fill ?? .black
          $0.fill = nil
        }
      }
    case "clim":
      let limits = try PlotData.numbers(value, interpreter)
      if limits.count == 2 { axes?.setColourLimits(self, limits[0], limits[1]) }
    case "cmap":
      if let scale {
        self.scale?.map = try ColourmapObject.from(value, interpreter)
        axes?.setColourLimits(self, scale.low, scale.high)
      }
    case "drawstyle":
      if let text = value.text, text.hasPrefix("steps") {
        each { mark in
          if case .line(let x, let y) = mark.shape {
            let stepped = PlotData.steps(
              x, y, text.hasSuffix("pre") || text == "steps" ? "pre" : String(text.dropFirst(6)))
            mark.shape = .line(x: stepped.x, y: stepped.y)
          }
        }
      }
    default: break
    }
  }
}

/// The values that colours of an artist stand for.
struct ColourScale {
  var map: Colourmap
  var low: Double
  var high: Double
  var isLogarithmic = false

  func colour(_ value: Double) -> PlotColour {
    guard low < high else { return map.colour(value.isNaN ? .nan : 0) }
    if isLogarithmic, low > 0 {
      let (a, b) = (Kernels.scalar(.log, low, .float64), Kernels.scalar(.log, high, .float64))
      return map.colour(value > 0 ? (Kernels.scalar(.log, value, .float64) - a) / (b - a) : .nan)
    }
    return map.colour((value - low) / (high - low))
  }
}
