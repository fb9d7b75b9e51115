import Arrays
import Records

/// A method of figures; those with a name in pyplot serve the current figure too.
struct FigureFunction: Sendable {
  let declaration: String
  let summary: String
  let pyplotName: String?
  let body: @Sendable (FigureCall) throws -> Value

  var name: String { String(declaration.prefix { $0 != "(" }) }

  init(
    _ declaration: String, _ summary: String, pyplot: String? = nil,
    _ body: @escaping @Sendable (FigureCall) throws -> Value
  ) {
    self.declaration = declaration
    self.summary = summary
    pyplotName = pyplot
    self.body = body
  }
}

struct FigureCall {
  let interpreter: Interpreter
  let figure: FigureObject
  let arguments: BoundArguments

  init(_ interpreter: Interpreter, _ figure: FigureObject, _ arguments: BoundArguments) {
    self.interpreter = interpreter
    self.figure = figure
    self.arguments = arguments
  }

  subscript(name: String) -> Value {
    guard let slot = arguments.signature.slot(of: Name(name)) else { return .none }
    return arguments[slot].isUnbound ? .none : arguments[slot]
  }

  var variadic: [Value] {
    guard let slot = arguments.signature.variadicSlot else { return [] }
    return arguments.variadic(slot)
  }

  var options: [(name: Name, value: Value)] {
    guard let slot = arguments.signature.variadicKeywordSlot else { return [] }
    return arguments.keywords(slot)
  }
}

enum FigureFunctions {
  private static let index: [String: FigureFunction] = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  static func find(_ name: String) -> FigureFunction? { index[name] }

  static let all: [FigureFunction] = [
    FigureFunction("add_subplot(*args, **kwargs)", "Axes of a grid.") { c in
      .object(try subplot(c, reuses: false))
    },
    FigureFunction("add_axes(rect, **kwargs)", "Axes at a place.", pyplot: "axes") { c in
      let frame = try PlotData.numbers(c["rect"], c.interpreter)
      guard frame.count == 4 else { throw Raised(.valueError, "rect must have four numbers") }
      let axes = c.figure.add(frame, is3D: is3D(c.options))
      try apply(c.options, axes, c.interpreter)
      return .object(axes)
    },
    FigureFunction(
      "subplots(nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, width_ratios=None, height_ratios=None, subplot_kw=None, gridspec_kw=None)",
      "Axes in rows and columns."
    ) { c in
      try grid(
        c.figure, c["nrows"], c["ncols"], squeeze: c["squeeze"], look: c["subplot_kw"],
        c.interpreter)
    },
    FigureFunction("gca()", "The current axes.", pyplot: "gca") { c in
      .object(c.figure.currentAxes())
    },
    FigureFunction("sca(a)", "Makes axes current.", pyplot: "sca") { c in
      if case .object(let object) = c["a"], let axes = object as? AxesObject {
        c.figure.current = axes
      }
      return .none
    },
    FigureFunction("delaxes(ax)", "Removes axes.", pyplot: "delaxes") { c in
      if case .object(let object) = c["ax"] { c.figure.axes.removeAll { $0 === object } }
      return .none
    },
    FigureFunction("get_axes()", "All axes.") { c in .list(c.figure.axes.map { .object($0) }) },
    FigureFunction("suptitle(t, **kwargs)", "A title over all axes.", pyplot: "suptitle") { c in
      c.figure.title.properties["text"] = .string(try c.interpreter.str(c["t"]))
      try c.figure.title.set(
        c.options.filter { $0.name != "x" && $0.name != "y" }, c.interpreter)
      c.figure.isChanged = true
      return .object(c.figure.title)
    },
    FigureFunction("supxlabel(t, **kwargs)", "A label below all axes.") { c in
      c.figure.axes.last?.x.label.properties["text"] = c["t"]
      return .object(WordFunctions.text(0.5, 0.01, try c.interpreter.str(c["t"])))
    },
    FigureFunction("supylabel(t, **kwargs)", "A label beside all axes.") { c in
      c.figure.axes.first?.y.label.properties["text"] = c["t"]
      return .object(WordFunctions.text(0.02, 0.5, try c.interpreter.str(c["t"])))
    },
    FigureFunction(
      "text(x, y, s, fontdict=None, **kwargs)", "Text on the figure.", pyplot: "figtext"
    ) { c in
      let text = WordFunctions.text(
        try c.interpreter.requireFloat(c["x"]), try c.interpreter.requireFloat(c["y"]),
        try c.interpreter.str(c["s"]))
      text.marks[0].xIsRelative = true
      text.marks[0].yIsRelative = true
      try text.set(c.options, c.interpreter)
      return .object(c.figure.currentAxes().add(text))
    },
    FigureFunction(
      "colorbar(mappable=None, cax=None, ax=None, use_gridspec=True, **kwargs)",
      "What colours stand for.", pyplot: "colorbar"
    ) { c in try colourBar(c) },
    FigureFunction("legend(*args, **kwargs)", "A legend of the figure.") { c in
      guard let method = AxesFunctions.find("legend") else { return .none }
      let builtin = BuiltinFunction.bound(method.declaration, method.summary) {
        interpreter, bound in
        try method.body(PlotCall(interpreter, c.figure.currentAxes(), bound))
      }
      return try c.interpreter.call(.object(builtin), Arguments(c.variadic, keywords: c.options))
    },
    FigureFunction(
      "tight_layout(*, pad=1.08, h_pad=None, w_pad=None, rect=None)", "Fits the axes.",
      pyplot: "tight_layout"
    ) { _ in
      .none
    },
    FigureFunction(
      "subplots_adjust(left=None, bottom=None, right=None, top=None, wspace=None, hspace=None)",
      "Moves the axes.", pyplot: "subplots_adjust"
    ) { c in
      try adjust(c)
      return .none
    },
    FigureFunction(
      "autofmt_xdate(bottom=0.2, rotation=30, ha='right', which='major')", "Turns labels.",
      pyplot: "autofmt_xdate"
    ) { _ in
      .none
    },
    FigureFunction("set_size_inches(w, h=None, forward=True)", "Size in inches.") { c in
      let size =
        try c["h"].isNone
        ? PlotData.numbers(c["w"], c.interpreter)
        : [c.interpreter.requireFloat(c["w"]), c.interpreter.requireFloat(c["h"])]
      if size.count == 2 { (c.figure.width, c.figure.height) = (size[0], size[1]) }
      return .none
    },
    FigureFunction("get_size_inches()", "Size in inches.") { c in
      .object(ArrayObject(NDArray([c.figure.width, c.figure.height]), .array))
    },
    FigureFunction("set_figwidth(val, forward=True)", "Width in inches.") { c in
      c.figure.width = try c.interpreter.requireFloat(c["val"])
      return .none
    },
    FigureFunction("set_figheight(val, forward=True)", "Height in inches.") { c in
      c.figure.height = try c.interpreter.requireFloat(c["val"])
      return .none
    },
    FigureFunction("get_dpi()", "Dots an inch.") { c in .float(c.figure.dpi) },
    FigureFunction("set_dpi(val)", "Dots an inch.") { c in
      c.figure.dpi = try c.interpreter.requireFloat(c["val"])
      return .none
    },
    FigureFunction("set_facecolor(color)", "Colour of the background.") { c in
      c.figure.background = try PlotColours.require(c["color"], c.interpreter)
      return .none
    },
    FigureFunction("clear(keep_observers=False)", "Empties the figure.") { c in
      c.figure.axes = []
      return .none
    },
    FigureFunction("clf(keep_observers=False)", "Empties the figure.", pyplot: "clf") { c in
      c.figure.axes = []
      return .none
    },
    FigureFunction(
      "savefig(fname, **kwargs)", "Keeps the figure among the run's outputs; writes no file.",
      pyplot: "savefig"
    ) { c in
      c.interpreter.plots.record(c.figure, c.interpreter)
      return .none
    },
    FigureFunction("show(warn=True)", "Keeps the figure among the run's outputs.") { c in
      c.interpreter.plots.record(c.figure, c.interpreter)
      return .none
    },
    FigureFunction("draw(renderer=None)", "Nothing: figures are drawn when they are kept.") { _ in
      .none
    },
    FigureFunction("draw_without_rendering()", "Nothing: figures are drawn when they are kept.") {
      _ in .none
    },
    FigureFunction("add_gridspec(nrows=1, ncols=1, **kwargs)", "A grid for axes of several cells.")
    { c in
      .object(
        GridObject(
          try c.interpreter.requireIndex(c["nrows"]), try c.interpreter.requireIndex(c["ncols"]),
          c.figure))
    },
  ]

  private static func is3D(_ options: [(name: Name, value: Value)]) -> Bool {
    options.contains { $0.name == "projection" && $0.value.text == "3d" }
  }

  /// Keywords of new axes: the projection, or what `Axes.set` takes.
  private static func apply(
    _ options: [(name: Name, value: Value)], _ axes: AxesObject, _ interpreter: Interpreter
  ) throws {
    for (name, value) in options {
      switch name {
      case "projection":
        guard let text = value.text, text != "3d", text != "rectilinear" else { continue }
        throw Raised(
          .notImplementedError,
          "projection='\(text)' is not available in agrun (did you mean '3d'?)")
      case "polar":
        if try interpreter.isTruthy(value) {
          throw Raised(.notImplementedError, "polar axes are not available in agrun")
        }
      case "frameon", "frame_on": axes.hasFrame = try interpreter.isTruthy(value)
      case "facecolor", "fc": axes.background = try PlotColours.require(value, interpreter)
      case "sharex", "sharey", "label", "computed_zorder", "proj_type": break
      default:
        guard let method = try axes.attribute(Name("set_\(name)"), in: interpreter) else {
          throw Raised(
            .attributeError, "Axes.set() got an unexpected keyword argument '\(name)'")
        }
        _ = try interpreter.call(method, [value])
      }
    }
  }

  /// `add_subplot` and `subplot`: three numbers, one of three digits, or a cell of a grid.
  static func subplot(_ c: FigureCall, reuses: Bool) throws -> AxesObject {
    let arguments = c.variadic
    var numbers = [1, 1, 1]
    var last: Int?
    if arguments.count == 1, case .object(let object) = arguments[0], let cell = object as? GridCell
    {
      let axes = c.figure.subplot(
        rows: cell.rows, columns: cell.columns, row: cell.row, column: cell.column,
        is3D: is3D(c.options), reuses: reuses)
      try apply(c.options, axes, c.interpreter)
      return axes
    }
    if arguments.count == 1 {
      let code = try c.interpreter.requireIndex(arguments[0])
      guard code >= 100, code <= 999 else {
        throw Raised(
          .valueError, "Integer subplot specification must be a three-digit number, not \(code)")
      }
      numbers = [code / 100, code / 10 % 10, code % 10]
    } else if arguments.count >= 3 {
      numbers = try arguments[..<2].map { try c.interpreter.requireIndex($0) }
      if case .tuple(let span) = arguments[2], span.elements.count == 2 {
        numbers.append(try c.interpreter.requireIndex(span.elements[0]))
        last = try c.interpreter.requireIndex(span.elements[1])
      } else {
        numbers.append(try c.interpreter.requireIndex(arguments[2]))
      }
    } else if !arguments.isEmpty {
      throw Raised(
        .typeError, "subplot() takes 1 or 3 positional arguments but \(arguments.count) were given")
    }
    let (rows, columns, index) = (numbers[0], numbers[1], numbers[2])
    guard rows > 0, columns > 0 else {
      throw Raised(.valueError, "Number of rows must be a positive integer, not \(rows)")
    }
    guard index >= 1, index <= rows * columns else {
      throw Raised(
        .valueError, "num must be an integer with 1 <= num <= \(rows * columns), not \(index)")
    }
    let (first, end) = (index - 1, max((last ?? index) - 1, index - 1))
    let axes = c.figure.subplot(
      rows: rows, columns: columns, row: (first / columns)...max(end / columns, first / columns),
      column: (first % columns)...max(end % columns, first % columns), is3D: is3D(c.options),
      reuses: reuses)
    try apply(c.options, axes, c.interpreter)
    return axes
  }

  /// Axes in rows and columns: one, a row or a grid of them.
  static func grid(
    _ figure: FigureObject, _ rowValue: Value, _ columnValue: Value, squeeze: Value, look: Value,
    _ interpreter: Interpreter
  ) throws -> Value {
    let rows = try interpreter.requireIndex(rowValue)
    let columns = try interpreter.requireIndex(columnValue)
    guard rows > 0, columns > 0 else {
      throw Raised(
        .valueError, "Number of rows must be a positive integer, not \(min(rows, columns))")
    }
    guard rows * columns <= 10_000 else { throw Raised(.valueError, "subplots: too many axes") }
    var options: [(name: Name, value: Value)] = []
    if case .dict(let dict) = look { options = WordFunctions.keywords(dict) }
    let cells = try (0..<(rows * columns)).map { index in
      let (row, column) = (index / columns, index % columns)
      let axes = figure.add(
        FigureObject.frame(rows: rows, columns: columns, row: row...row, column: column...column),
        is3D: is3D(options))
      try apply(options, axes, interpreter)
      return axes
    }
    figure.current = cells.last
    guard try interpreter.isTruthy(squeeze) else {
      return .object(AxesGrid([rows, columns], cells))
    }
    if cells.count == 1 { return .object(cells[0]) }
    if rows == 1 || columns == 1 { return .object(AxesGrid([cells.count], cells)) }
    return .object(AxesGrid([rows, columns], cells))
  }

  private static func adjust(_ c: FigureCall) throws {
    // Scales the default frame of all axes to the new one.
    func value(_ name: String, _ standard: Double) throws -> Double {
      try c[name].isNone ? standard : c.interpreter.requireFloat(c[name])
    }
    let (left, right) = (try value("left", 0.125), try value("right", 0.9))
    let (bottom, top) = (try value("bottom", 0.11), try value("top", 0.88))
    guard left < right, bottom < top else {
      throw Raised(.valueError, "left cannot be >= right")
    }
    for axes in c.figure.axes {
      let (x, y) = ((right - left) / 0.775, (top - bottom) / 0.77)
      axes.frame = [
        left + (axes.frame[0] - 0.125) * x, bottom + (axes.frame[1] - 0.11) * y,
        axes.frame[2] * x, axes.frame[3] * y,
      ]
    }
  }

  private static func colourBar(_ c: FigureCall) throws -> Value {
    var source: ArtistObject?
    if case .object(let object) = c["mappable"] { source = object as? ArtistObject }
    source = source ?? c.figure.currentAxes().colourSource ?? c.figure.colourSource
    guard let source, let scale = source.scale else {
      throw Raised(
        .runtimeError,
        "No mappable was found to use for colorbar creation. First define a mappable such as an image (with imshow) or a contour set (with contourf)."
      )
    }
    var host = source.axes
    if case .object(let object) = c["ax"], let axes = object as? AxesObject { host = axes }
    let bar: AxesObject
    let before = c.figure.current
    if case .object(let object) = c["cax"], let axes = object as? AxesObject {
      bar = axes
    } else {
      guard let host else { return .none }
      let frame = host.frame
      host.frame = [frame[0], frame[1], frame[2] * 0.8, frame[3]]
      bar = c.figure.add([frame[0] + frame[2] * 0.84, frame[1], frame[2] * 0.05, frame[3]])
    }
    c.figure.current = before
    let steps = 64
    let edges = (0...steps).map {
      scale.low + (scale.high - scale.low) * Double($0) / Double(steps)
    }
    let colours = (0..<steps).map {
      ImageFunctions.packed(scale.colour((edges[$0] + edges[$0 + 1]) / 2))
    }
    let shades = ArtistObject(.quadMesh, [PlotMark(.cells(x: [0, 1], y: edges, colours: colours))])
    (shades.xs, shades.ys, shades.isTight) = ([0, 1], edges, true)
    bar.add(shades)
    bar.x.ticks = []
    bar.yIsRight = true
    if scale.isLogarithmic { bar.y.scale = .log }
    let result = ArtistObject(.colorbar)
    result.axes = bar
    result.properties["ax"] = .object(bar)
    for (name, value) in c.options {
      switch name {
      case "label":
        bar.y.label.properties["text"] = .string(try c.interpreter.str(value))
      case "ticks":
        if !value.isNone { bar.y.ticks = try PlotData.numbers(value, c.interpreter) }
      case "orientation", "fraction", "pad", "shrink", "aspect", "extend", "format", "location",
        "anchor", "panchor", "drawedges", "spacing", "boundaries", "values", "extendfrac":
        break
      default:
        throw Raised(
          .typeError, "Colorbar.__init__() got an unexpected keyword argument '\(name)'")
      }
    }
    return .object(result)
  }
}

/// `matplotlib.gridspec.GridSpec`: indexed, it gives cells for `add_subplot`.
package final class GridObject: Object {
  private let rows: Int
  private let columns: Int
  private weak var figure: FigureObject?

  init(_ rows: Int, _ columns: Int, _ figure: FigureObject?) {
    self.rows = max(rows, 1)
    self.columns = max(columns, 1)
    self.figure = figure
  }

  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    func range(_ value: Value, _ count: Int) throws -> ClosedRange<Int> {
      let places = ArrayObject(NDArray(Array(0..<count)), .array)
      let chosen = try interpreter.item(of: .object(places), at: value)
      let numbers = try PlotData.numbers(chosen, interpreter).map { Int($0) }
      guard let low = numbers.min(), let high = numbers.max() else {
        throw Raised(.indexError, "GridSpec slice would result in no space allocated for subplot")
      }
      return low...high
    }
    if case .tuple(let pair) = key, pair.elements.count == 2 {
      return .object(
        GridCell(
          rows, columns, try range(pair.elements[0], rows), try range(pair.elements[1], columns)))
    }
    let place = try range(key, rows * columns)
    return .object(
      GridCell(
        rows, columns, (place.lowerBound / columns)...(place.upperBound / columns),
        (place.lowerBound % columns)...max(place.upperBound % columns, place.lowerBound % columns)))
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    name == "subplots"
      ? .object(
        BuiltinFunction.bound(
          "subplots(*, sharex=False, sharey=False, squeeze=True)", "Axes in all cells."
        ) {
          [self] interpreter, c in
          guard let figure else { return .none }
          return try FigureFunctions.grid(
            figure, .int(rows), .int(columns), squeeze: c[2], look: .none, interpreter)
        }) : nil
  }
}

/// A cell, or a block of cells, of a grid for axes.
package final class GridCell: Object {
  let rows: Int
  let columns: Int
  let row: ClosedRange<Int>
  let column: ClosedRange<Int>

  init(_ rows: Int, _ columns: Int, _ row: ClosedRange<Int>, _ column: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
    self.row = row
    self.column = column
  }
}
