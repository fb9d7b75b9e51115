import Arrays
import Records

/// One coordinate of axes: its limits, scale and ticks.
struct AxisState {
  var label = ArtistObject(.text)
  /// Limits that the script set; nil follows the data.
  var low: Double?
  var high: Double?
  var scale = PlotAxis.Scale.linear
  var isInverted = false
  var margin = 0.05
  var ticks: [Double]?
  var tickLabels: [String]?
  /// Texts that stand for 0, 1, 2 and so on.
  var categories: [String] = []
  var isVisible = true
}

/// matplotlib's `Axes` (and `Axes3D`).
package final class AxesObject: Object {
  weak var figure: FigureObject?
  var frame: [Double]
  let is3D: Bool
  var artists: [ArtistObject] = []
  var x = AxisState()
  var y = AxisState()
  var z = AxisState()
  let title = ArtistObject(.text)
  var legend: ArtistObject?
  var legendPlace = "best"
  var legendTitle = ""
  var hasFrame = true
  var isOn = true
  var hasGrid = false
  var yIsRight = false
  var aspect: Double?
  var background = PlotColour.white
  /// The last artist whose colours stand for values: what `colorbar` shows.
  weak var colourSource: ArtistObject?
  /// Axes drawn over this one share its other coordinate.
  weak var twin: AxesObject?
  var sharesX = false
  var azimuth = -60.0
  var elevation = 30.0
  private var lineCount = 0
  private var patchCount = 0
  private var childCount = 0

  init(_ figure: FigureObject, _ frame: [Double], is3D: Bool = false) {
    self.figure = figure
    self.frame = frame
    self.is3D = is3D
    super.init()
    clear()
  }

  func clear() {
    artists = []
    let twinned = twin
    (x, y, z) = (AxisState(), AxisState(), AxisState())
    twin = twinned
    legend = nil
    legendPlace = "best"
    legendTitle = ""
    hasGrid = false
    isOn = true
    aspect = nil
    (lineCount, patchCount, childCount) = (0, 0, 0)
    place(title, 0.5, 1)
    place(x.label, 0.5, 0)
    place(y.label, 0, 0.5)
    place(z.label, 0, 0)
    touch()
  }

  private func place(_ text: ArtistObject, _ x: Double, _ y: Double) {
    func number(_ value: Double) -> Value {
      value == value.rounded() && text !== title ? .int(Int(value)) : .float(value)
    }
    text.properties["x"] = number(x)
    text.properties["y"] = number(y)
    text.properties["text"] = .string("")
    text.axes = self
  }

  func touch() { figure?.isChanged = true }

  /// Adds what is drawn; unnamed artists are numbered.
  @discardableResult func add(_ artist: ArtistObject) -> ArtistObject {
    artist.axes = self
    if artist.label.isEmpty { artist.label = "_child\(childCount)" }
    childCount += 1
    artists.append(artist)
    if artist.scale != nil {
      colourSource = artist
      figure?.colourSource = artist
    }
    touch()
    return artist
  }

  func remove(_ artist: ArtistObject) {
    artists.removeAll { $0 === artist }
    if legend === artist { legend = nil }
    touch()
  }

  func nextLineColour() -> String {
    lineCount += 1
    return PlotColours.cycle[(lineCount - 1) % PlotColours.cycle.count]
  }

  func nextPatchColour() -> String {
    patchCount += 1
    return PlotColours.cycle[(patchCount - 1) % PlotColours.cycle.count]
  }

  // MARK: Limits

  /// Lower and upper limit as `get_xlim` gives them.
  func limits(_ isX: Bool) -> (Double, Double) {
    let axis = isX ? x : y
    if let low = axis.low, let high = axis.high {
      return axis.isInverted ? (max(low, high), min(low, high)) : (low, high)
    }
    let automatic = automaticLimits(isX)
    let pair = (axis.low ?? automatic.0, axis.high ?? automatic.1)
    return axis.isInverted ? (pair.1, pair.0) : pair
  }

  private func automaticLimits(_ isX: Bool) -> (Double, Double) {
    let axis = isX ? x : y
    var low = Double.infinity, high = -Double.infinity
    var sticky: [Double] = []
    var isTight = true
    let others = isX && sharesX ? (twin?.artists ?? []) : []
    for artist in artists + others {
      let values = isX ? artist.xs : artist.ys
      guard !values.isEmpty else { continue }
      for value in values where value.isFinite && (axis.scale != .log || value > 0) {
        low = min(low, value)
        high = max(high, value)
      }
      sticky += isX ? artist.stickyX : artist.stickyY
      if !artist.isTight { isTight = false }
    }
    guard low <= high else { return axis.scale == .log ? (0.1, 1) : (0, 1) }
    if axis.scale == .log {
      let log = { Kernels.scalar(.log10, $0, .float64) }
      if low == high { (low, high) = (low / 10, high * 10) }
      let (a, b) = (log(low), log(high)), margin = isTight ? 0 : axis.margin * (b - a)
      return (
        isTight ? low : Kernels.scalar(.power, 10, a - margin, .float64),
        isTight ? high : Kernels.scalar(.power, 10, b + margin, .float64)
      )
    }
    let (dataLow, dataHigh) = (low, high)
    if high - low <= max(abs(low), abs(high)) * 1e-15 {
      if low == 0, high == 0 {
        (low, high) = (-0.05, 0.05)
      } else {
        (low, high) = (low - 0.05 * abs(low), high + 0.05 * abs(high))
      }
    }
    guard !isTight else { return (low, high) }
    let margin = (high - low) * axis.margin
    let stops = (low: sticky.contains(dataLow), high: sticky.contains(dataHigh))
    return (stops.low ? low : low - margin, stops.high ? high : high + margin)
  }

  /// Where ticks are: those the script set, or round numbers.
  func tickPositions(_ isX: Bool) -> [Double] {
    let axis = isX ? x : y
    if let ticks = axis.ticks { return ticks }
    if !axis.categories.isEmpty { return axis.categories.indices.map(Double.init) }
    let (first, last) = limits(isX), (low, high) = (min(first, last), max(first, last))
    if axis.scale == .log { return TickLocator.logarithmic(low, high) }
    guard let figure else { return [] }
    let length = 72 * (isX ? figure.width * frame[2] : figure.height * frame[3])
    let bins = min(9, max(1, Int(length / (isX ? 30 : 20))))
    return TickLocator.positions(low, high, bins: bins)
  }

  func tickLabels(_ isX: Bool) -> [String] {
    let axis = isX ? x : y, positions = tickPositions(isX)
    if let labels = axis.tickLabels {
      return positions.indices.map { $0 < labels.count ? labels[$0] : "" }
    }
    if axis.ticks == nil, !axis.categories.isEmpty { return axis.categories }
    return TickLocator.labels(positions, isLogarithmic: axis.scale == .log)
  }

  /// Coordinates: numbers, or texts that are counted in the order of their first use.
  func coordinates(_ value: Value, isX: Bool, _ interpreter: Interpreter) throws -> [Double] {
    guard let words = try PlotData.words(value, interpreter) else {
      return try PlotData.numbers(value, interpreter)
    }
    return words.map { word in
      var known = isX ? x.categories : y.categories
      if let index = known.firstIndex(of: word) { return Double(index) }
      known.append(word)
      if isX { x.categories = known } else { y.categories = known }
      return Double(known.count - 1)
    }
  }

  // MARK: As an object

  override package func type(in interpreter: Interpreter) -> TypeObject {
    let name = is3D ? "Axes3D" : "Axes"
    let module = is3D ? "mpl_toolkits.mplot3d.axes3d" : "matplotlib.axes._axes"
    return interpreter.types.register("\(module).\(name)") {
      TypeObject(name, module: module, base: interpreter.types.object)
    }
  }

  override package func str(in interpreter: Interpreter) throws -> String {
    func text(_ value: Double) throws -> String { try interpreter.format(.float(value), "g").text }
    let parts = try frame.map(text)
    return "\(is3D ? "Axes3D" : "Axes")(\(parts[0]),\(parts[1]);\(parts[2])x\(parts[3]))"
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    var parts: [String] = []
    func text(_ artist: ArtistObject) throws -> String? {
      guard let value = artist.properties["text"], value.text?.isEmpty == false else { return nil }
      return try interpreter.repr(value)
    }
    if let words = try text(title) { parts.append("title={'center': \(words)}") }
    if let words = try text(x.label) { parts.append("xlabel=\(words)") }
    if let words = try text(y.label) { parts.append("ylabel=\(words)") }
    return "<\(is3D ? "Axes3D" : "Axes"): \(parts.joined(separator: ", "))>"
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    if let function = AxesFunctions.find(name.text), is3D || !function.isOnly3D {
      return .object(
        BuiltinFunction.bound(function.declaration, function.summary) {
          [self] interpreter, arguments in
          try function.body(PlotCall(interpreter, self, arguments))
        })
    }
    func list(_ kinds: [String], _ title: String) -> Value {
      let members = artists.filter { kinds.contains($0.kind.name) }.map { Value.object($0) }
      return .object(ArtistList(members, "<Axes.ArtistList of \(members.count) \(title)>"))
    }
    switch name {
    case "figure": return figure.map { .object($0) }
    case "title": return .object(title)
    case "lines": return list(["Line2D", "Line3D"], "lines")
    case "patches":
      return list(["Rectangle", "Polygon", "Circle", "Ellipse", "FancyArrow", "Wedge"], "patches")
    case "texts": return list(["Text", "Annotation"], "texts")
    case "images": return list(["AxesImage"], "images")
    case "collections":
      return list(
        [
          "PathCollection", "FillBetweenPolyCollection", "LineCollection", "PolyCollection",
          "QuadMesh", "QuadContourSet", "Quiver",
        ], "collections")
    case "legend_": return legend.map { .object($0) } ?? Value.none
    case "xaxis", "yaxis", "zaxis": return .object(AxisPart(self, name.text))
    case "spines": return .object(AxisPart(self, "spines"))
    case "transAxes", "transData": return .object(AxisPart(self, name.text))
    case "name": return .string(is3D ? "3d" : "rectilinear")
    case "azim": return is3D ? .float(azimuth) : nil
    case "elev": return is3D ? .float(elevation) : nil
    default: return nil
    }
  }
}

/// matplotlib's lists of artists.
package final class ArtistList: TupleObject {
  private let text: String

  init(_ elements: [Value], _ text: String) {
    self.text = text
    super.init(elements)
  }

  override package func write(
    asRepr: Bool, to builder: inout TextBuilder, in interpreter: Interpreter
  ) { builder.append(text) }
  override package func repr(in interpreter: Interpreter) -> String { text }
}

/// Artists that belong together: the bars of a bar chart, the parts of error bars and of stems.
package final class ArtistContainer: TupleObject {
  private let name: String
  private let parts: [(name: Name, value: Value)]

  init(_ name: String, _ elements: [Value], _ parts: [(name: Name, value: Value)] = []) {
    self.name = name
    self.parts = parts
    super.init(elements)
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("matplotlib.container.\(name)") {
      TypeObject(name, module: "matplotlib.container", base: interpreter.types.tuple)
    }
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    name == "patches" ? .list(elements) : parts.first { $0.name == name }?.value
  }

  override package func write(
    asRepr: Bool, to builder: inout TextBuilder, in interpreter: Interpreter
  ) { builder.append(repr(in: interpreter)) }
  override package func repr(in interpreter: Interpreter) -> String {
    "<\(name) object of \(elements.count) artists>"
  }
}
