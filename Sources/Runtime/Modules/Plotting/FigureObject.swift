import Arrays
import Records

/// matplotlib's `Figure`.
package final class FigureObject: Object {
  let number: Int
  /// Inches.
  var width: Double
  var height: Double
  var dpi = 100.0
  var background = PlotColour.white
  var axes: [AxesObject] = []
  weak var current: AxesObject?
  let title = ArtistObject(.text)
  weak var colourSource: ArtistObject?
  /// Whether there is something to record that was not recorded yet.
  var isChanged = false

  init(number: Int, width: Double, height: Double) {
    self.number = number
    self.width = width
    self.height = height
    title.properties["x"] = .float(0.5)
    title.properties["y"] = .float(0.98)
    title.properties["text"] = .string("")
  }

  /// The current axes, made where there are none.
  func currentAxes() -> AxesObject {
    if let current, axes.contains(where: { $0 === current }) { return current }
    return add(FigureObject.frame(rows: 1, columns: 1, row: 0...0, column: 0...0))
  }

  @discardableResult func add(_ frame: [Double], is3D: Bool = false) -> AxesObject {
    let new = AxesObject(self, frame, is3D: is3D)
    axes.append(new)
    current = new
    isChanged = true
    return new
  }

  /// Axes of a grid; those that are there already are taken again.
  func subplot(
    rows: Int, columns: Int, row: ClosedRange<Int>, column: ClosedRange<Int>, is3D: Bool,
    reuses: Bool
  ) -> AxesObject {
    let frame = FigureObject.frame(rows: rows, columns: columns, row: row, column: column)
    if reuses, let known = axes.first(where: { $0.frame == frame && $0.is3D == is3D }) {
      current = known
      return known
    }
    return add(frame, is3D: is3D)
  }

  /// matplotlib's default grid: margins 0.125, 0.9, 0.11 and 0.88, gaps of a fifth of a panel.
  static func frame(rows: Int, columns: Int, row: ClosedRange<Int>, column: ClosedRange<Int>)
    -> [Double]
  {
    func cell(_ low: Double, _ high: Double, _ count: Int) -> (size: Double, gap: Double) {
      let size = (high - low) / (Double(count) + 0.2 * Double(count - 1))
      return (size, 0.2 * size)
    }
    let (width, gapX) = cell(0.125, 0.9, columns), (height, gapY) = cell(0.11, 0.88, rows)
    let left = 0.125 + Double(column.lowerBound) * (width + gapX)
    let top = 0.88 - Double(row.lowerBound) * (height + gapY)
    let right = 0.125 + Double(column.upperBound) * (width + gapX) + width
    let bottom = 0.88 - Double(row.upperBound) * (height + gapY) - height
    return [left, bottom, right - left, top - bottom]
  }

  // MARK: As an object

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("matplotlib.figure.Figure") {
      TypeObject("Figure", module: "matplotlib.figure", base: interpreter.types.object)
    }
  }

  private var size: String { "\(Int(width * dpi))x\(Int(height * dpi))" }

  override package func str(in interpreter: Interpreter) -> String { "Figure(\(size))" }
  override package func repr(in interpreter: Interpreter) -> String {
    "<Figure size \(size) with \(axes.count) Axes>"
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    if let function = FigureFunctions.find(name.text) {
      return .object(
        BuiltinFunction.bound(function.declaration, function.summary) {
          [self] interpreter, arguments in
          try function.body(FigureCall(interpreter, self, arguments))
        })
    }
    switch name {
    case "axes": return .list(axes.map { .object($0) })
    case "number": return .int(number)
    case "dpi": return .float(dpi)
    case "canvas", "patch", "transFigure": return .object(FigurePart(self, name.text))
    default: return nil
    }
  }
}

/// The canvas or background of a figure.
package final class FigurePart: Object {
  private let figure: FigureObject
  private let part: String

  init(_ figure: FigureObject, _ part: String) {
    self.figure = figure
    self.part = part
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "draw", "draw_idle", "flush_events", "set_window_title", "mpl_connect":
      return .object(
        BuiltinFunction.raw("\(name.text)(*args)", "Nothing to do here.") { _, _ in .none })
    case "set_facecolor":
      return .object(
        BuiltinFunction.bound("set_facecolor(color)", "Colour of the background.") {
          [figure] interpreter, c in
          figure.background = try PlotColours.require(c[0], interpreter)
          return .none
        })
    case "manager", "toolbar": return .object(self)
    default: return nil
    }
  }
}

/// What `subplots` gives for several panels: a grid of axes that indexes as an array does.
package final class AxesGrid: Object {
  let shape: [Int]
  let cells: [AxesObject]

  init(_ shape: [Int], _ cells: [AxesObject]) {
    self.shape = shape
    self.cells = cells
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.numericTypes.array
  }

  override package func length(in interpreter: Interpreter) -> Int? { shape[0] }

  private func rows() -> [Value] {
    if shape.count == 1 { return cells.map { .object($0) } }
    return (0..<shape[0]).map { row in
      .object(AxesGrid([shape[1]], Array(cells[(row * shape[1])..<((row + 1) * shape[1])])))
    }
  }

  override package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    try interpreter.makeIterator(.list(rows()))
  }

  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    var keys = [key]
    if case .tuple(let tuple) = key { keys = tuple.elements }
    guard keys.count <= shape.count else {
      throw Raised(
        .indexError,
        "too many indices for array: array is \(shape.count)-dimensional, but \(keys.count) were indexed"
      )
    }
    // An index array of positions, indexed as any array is, says which cells are meant.
    let places = ArrayObject(NDArray(Array(cells.indices), shape: shape), .array)
    let chosen = try interpreter.item(of: .object(places), at: key)
    guard let array = chosen.array else { return nil }
    let values = try interpreter.numerics.value(of: array)
    let picked = values.integers.map { cells[$0] }
    return values.rank == 0 ? .object(picked[0]) : .object(AxesGrid(values.shape, picked))
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    "array(\(try text(", ", interpreter).replacing("\n", with: "\n      ")), dtype=object)"
  }

  override package func str(in interpreter: Interpreter) throws -> String {
    try text(" ", interpreter)
  }

  private func text(_ separator: String, _ interpreter: Interpreter) throws -> String {
    let words = try cells.map { try $0.repr(in: interpreter) }
    guard shape.count > 1 else { return "[\(words.joined(separator: separator))]" }
    let lines = (0..<shape[0]).map { row in
      "[\(words[(row * shape[1])..<((row + 1) * shape[1])].joined(separator: separator))]"
    }
    let comma = separator == " " ? "" : ","
    return "[\(lines.joined(separator: "\(comma)\n "))]"
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    let flat = Value.object(AxesGrid([cells.count], cells))
    switch name {
    case "shape": return .tuple(shape.map { .int($0) })
    case "size": return .int(cells.count)
    case "ndim": return .int(shape.count)
    case "flat": return flat
    case "T":
      guard shape.count == 2 else { return .object(self) }
      let order = (0..<shape[1]).flatMap { column in
        (0..<shape[0]).map { cells[$0 * shape[1] + column] }
      }
      return .object(AxesGrid([shape[1], shape[0]], order))
    case "ravel", "flatten":
      return .object(
        BuiltinFunction.bound("\(name.text)()", "The axes in one row.") { _, _ in flat })
    case "tolist":
      return .object(
        BuiltinFunction.bound("tolist()", "The axes as lists.") { [self] _, _ in .list(rows()) })
    case "reshape":
      return .object(
        BuiltinFunction.bound("reshape(*shape)", "The axes in another grid.") {
          [self] interpreter, c in
          let wanted = c.variadic(0)
          let shape = try interpreter.shape(from: wanted.count == 1 ? wanted[0] : .tuple(wanted))
          let places = NDArray(Array(cells.indices))
          return .object(AxesGrid(try places.reshaped(shape).shape, cells))
        })
    default: return nil
    }
  }
}
