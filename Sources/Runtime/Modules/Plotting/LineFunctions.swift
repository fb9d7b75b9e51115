import Arrays
import Records

/// Methods of axes that draw lines and points.
enum LineFunctions {
  static let all: [AxesFunction] = [
    AxesFunction("plot(*args, scalex=True, scaley=True, data=None, **kwargs)", "Lines or markers.")
    {
      c in
      c.axes.is3D ? try SolidFunctions.plot(c) : .list(try plot(c, c.options).map { .object($0) })
    },
    AxesFunction("semilogx(*args, **kwargs)", "Lines over a logarithmic x axis.") { c in
      c.axes.x.scale = .log
      return .list(try plot(c, c.options).map { .object($0) })
    },
    AxesFunction("semilogy(*args, **kwargs)", "Lines over a logarithmic y axis.") { c in
      c.axes.y.scale = .log
      return .list(try plot(c, c.options).map { .object($0) })
    },
    AxesFunction("loglog(*args, **kwargs)", "Lines over logarithmic axes.") { c in
      (c.axes.x.scale, c.axes.y.scale) = (.log, .log)
      return .list(try plot(c, c.options).map { .object($0) })
    },
    AxesFunction("step(x, y, *args, where='pre', data=None, **kwargs)", "Lines of steps.") { c in
      let place = try c.interpreter.requireText(c["where"])
      let lines = try plot(c, c.options, [c["x"], c["y"]] + c.variadic)
      for line in lines {
        let stepped = PlotData.steps(line.xs, line.ys, place)
        line.marks[0].shape = .line(x: stepped.x, y: stepped.y)
      }
      return .list(lines.map { .object($0) })
    },
    AxesFunction(
      "scatter(x, y, *args, s=None, c=None, marker=None, cmap=None, norm=None, vmin=None, vmax=None, alpha=None, linewidths=None, edgecolors=None, plotnonfinite=False, data=None, **kwargs)",
      "Points with sizes and colours."
    ) { c in try scatter(c) },
    AxesFunction(
      "errorbar(x, y, yerr=None, xerr=None, fmt='', ecolor=None, elinewidth=None, capsize=None, barsabove=False, lolims=False, uplims=False, xlolims=False, xuplims=False, errorevery=1, capthick=None, **kwargs)",
      "Lines with error bars."
    ) { c in try errorbar(c) },
    AxesFunction(
      "stem(*args, linefmt=None, markerfmt=None, basefmt=None, bottom=0, label=None, orientation='vertical')",
      "Lines from a base to points."
    ) { c in try stem(c) },
    AxesFunction("axhline(y=0, xmin=0, xmax=1, **kwargs)", "A horizontal line across the axes.") {
      c in
      let y = try c.double("y")
      return .object(
        try rule(
          c, [try c.double("xmin"), try c.double("xmax")], [y, y], xIsRelative: true))
    },
    AxesFunction("axvline(x=0, ymin=0, ymax=1, **kwargs)", "A vertical line across the axes.") {
      c in
      let x = try c.double("x")
      return .object(
        try rule(
          c, [x, x], [try c.double("ymin"), try c.double("ymax")], xIsRelative: false))
    },
    AxesFunction("axline(xy1, xy2=None, *, slope=None, **kwargs)", "An endless line.") { c in
      let from = try c.numbers("xy1")
      let slope: Double
      if c["slope"].isNone {
        let to = try c.numbers("xy2")
        slope = (to[1] - from[1]) / (to[0] - from[0])
      } else {
        slope = try c.double("slope")
      }
      let reach = 1e5
      let xs = slope.isFinite ? [from[0] - reach, from[0] + reach] : [from[0], from[0]]
      let ys =
        slope.isFinite
        ? [from[1] - reach * slope, from[1] + reach * slope] : [from[1] - reach, from[1] + reach]
      let line = line(c.axes, xs, ys, colour: c.axes.nextLineColour())
      (line.xs, line.ys) = ([from[0]], [from[1]])
      return .object(try c.add(line))
    },
    AxesFunction(
      "hlines(y, xmin, xmax, colors=None, linestyles='solid', label='', **kwargs)",
      "Horizontal lines."
    ) { c in
      try segments(
        c, try c.numbers("y"), try c.numbers("xmin"), try c.numbers("xmax"), isHorizontal: true)
    },
    AxesFunction(
      "vlines(x, ymin, ymax, colors=None, linestyles='solid', label='', **kwargs)",
      "Vertical lines."
    ) { c in
      try segments(
        c, try c.numbers("x"), try c.numbers("ymin"), try c.numbers("ymax"), isHorizontal: false)
    },
    AxesFunction("eventplot(positions, **kwargs)", "Parallel lines at positions.") { c in
      let at = try c.numbers("positions")
      let x = at.flatMap { [$0, $0, .nan] }, y = at.flatMap { _ in [0.5, 1.5, .nan] }
      let artist = ArtistObject(.lineCollection, [PlotMark(.line(x: x, y: y))])
      (artist.xs, artist.ys) = (at, [0.5, 1.5])
      try artist.set("color", .string("C0"), c.interpreter)
      return .list([.object(try c.add(artist))])
    },
  ]

  /// A line with its colour as `get_color` gives it.
  static func line(_ axes: AxesObject, _ x: [Double], _ y: [Double], colour: String) -> ArtistObject
  {
    var mark = PlotMark(.line(x: x, y: y))
    mark.stroke = PlotColours.named(colour)
    mark.fill = mark.stroke
    mark.layer = 2
    let artist = ArtistObject(.line2D, [mark])
    (artist.xs, artist.ys) = (x, y)
    artist.properties["xdata"] = .object(ArrayObject(NDArray(x), .array))
    artist.properties["ydata"] = .object(ArrayObject(NDArray(y), .array))
    artist.properties["color"] = .string(colour)
    artist.properties["linewidth"] = .float(1.5)
    artist.properties["linestyle"] = .string("-")
    artist.properties["marker"] = .string("None")
    artist.properties["markersize"] = .float(6)
    return artist
  }

  private static func rule(_ c: PlotCall, _ x: [Double], _ y: [Double], xIsRelative: Bool) throws
    -> ArtistObject
  {
    let artist = line(c.axes, x, y, colour: "C0")
    artist.marks[0].xIsRelative = xIsRelative
    artist.marks[0].yIsRelative = !xIsRelative
    if xIsRelative { artist.xs = [] } else { artist.ys = [] }
    return try c.add(artist)
  }

  private static func segments(
    _ c: PlotCall, _ at: [Double], _ low: [Double], _ high: [Double], isHorizontal: Bool
  ) throws -> Value {
    var along: [Double] = [], across: [Double] = []
    for (index, place) in at.enumerated() where !low.isEmpty && !high.isEmpty {
      along += [low[index % low.count], high[index % high.count], .nan]
      across += [place, place, .nan]
    }
    let (x, y) = isHorizontal ? (along, across) : (across, along)
    let artist = ArtistObject(.lineCollection, [PlotMark(.line(x: x, y: y))])
    (artist.xs, artist.ys) = (x, y)
    try artist.set("color", c["colors"].isNone ? .string("C0") : c["colors"], c.interpreter)
    try artist.set("linestyle", c["linestyles"], c.interpreter)
    try artist.set("label", c["label"], c.interpreter)
    return .object(try c.add(artist))
  }

  /// `plot` of `x, y, format` groups, columns of matrices as lines of their own.
  static func plot(
    _ c: PlotCall, _ keywords: [(name: Name, value: Value)], _ positional: [Value]? = nil
  ) throws -> [ArtistObject] {
    var rest = (positional ?? c.variadic)[...]
    var lines: [ArtistObject] = []
    if case .dict(let data) = c["data"] {
      rest =
        rest.map { value in
          guard let key = value.text, let column = data.get(text: key) else { return value }
          return column
        }[...]
    }
    while let first = rest.first {
      rest = rest.dropFirst()
      var second: Value?
      if let next = rest.first, next.text == nil {
        second = next
        rest = rest.dropFirst()
      }
      var format = ""
      if let text = rest.first?.text {
        format = text
        rest = rest.dropFirst()
      }
      lines += try group(c, first, second, format, keywords)
    }
    return lines
  }

  private static func group(
    _ c: PlotCall, _ first: Value, _ second: Value?, _ format: String,
    _ keywords: [(name: Name, value: Value)]
  ) throws -> [ArtistObject] {
    let style = try PlotStyle.format(format)
    let yValue = second ?? first
    let ys = try columns(yValue, isX: false, c)
    var xs = [(0..<ys.rows).map(Double.init)]
    if second != nil {
      let x = try columns(first, isX: true, c)
      guard x.rows == ys.rows else {
        let shapes = try [first, yValue].map {
          try c.interpreter.repr(
            .tuple(c.interpreter.array(of: $0, .numpy).shape.map { .int($0) }))
        }
        throw Raised(
          .valueError,
          "x and y must have same first dimension, but have shapes \(shapes[0]) and \(shapes[1])")
      }
      xs = x.columns
    }
    let count = max(xs.count, ys.columns.count)
    let hasColour = keywords.contains { $0.name == "color" || $0.name == "c" }
    return try (0..<count).map { index in
      let colour: String
      if style.colour != nil || hasColour {
        colour = "C0"
      } else {
        colour = c.axes.nextLineColour()
      }
      let artist = line(
        c.axes, xs[index % max(xs.count, 1)], ys.columns[index % max(ys.columns.count, 1)],
        colour: colour)
      if let colour = style.colour {
        (artist.marks[0].stroke, artist.marks[0].fill) = (colour, colour)
        artist.properties["color"] =
          format.first { "bgrcmykw".contains($0) }.map { .string(String($0)) } ?? .string(format)
      }
      if let symbol = style.symbol {
        try artist.set("marker", .string(symbol), c.interpreter)
        if style.dash == nil { try artist.set("linestyle", .string("None"), c.interpreter) }
      }
      if let dash = style.dash { try artist.set("linestyle", .string(dash), c.interpreter) }
      for (name, value) in keywords {
        if name == "label", count > 1, case .list(let labels) = value, index < labels.elements.count
        {
          try artist.set("label", labels.elements[index], c.interpreter)
        } else {
          try artist.set(name.text, value, c.interpreter)
        }
      }
      return c.axes.add(artist)
    }
  }

  private static func columns(_ value: Value, isX: Bool, _ c: PlotCall) throws -> (
    rows: Int, columns: [[Double]]
  ) {
    if try PlotData.words(value, c.interpreter) != nil {
      let places = try c.axes.coordinates(value, isX: isX, c.interpreter)
      return (places.count, [places])
    }
    let matrix = try PlotData.matrix(value, c.interpreter)
    let columns = (0..<matrix.columns).map { column in
      (0..<matrix.rows).map { matrix.values[$0 * matrix.columns + column] }
    }
    return (matrix.rows, columns)
  }

  /// Points whose colours are names or values on a scale.
  static func scatter(_ c: PlotCall) throws -> Value {
    if c.axes.is3D { return try SolidFunctions.scatter(c) }
    let x = try c.x("x"), y = try c.y("y")
    guard x.count == y.count else { throw Raised(.valueError, "x and y must be the same size") }
    return .object(try points(c, ArtistObject(.pathCollection), x, y))
  }

  static func points(_ c: PlotCall, _ artist: ArtistObject, _ x: [Double], _ y: [Double]) throws
    -> ArtistObject
  {
    let rest = c.variadic
    let sizeValue = rest.first { $0.text == nil } ?? c["s"]
    let areas = sizeValue.isNone ? [36] : try PlotData.numbers(sizeValue, c.interpreter)
    var mark = PlotMark(.points(x: x, y: y, sizes: areas.map { $0.squareRoot() }))
    mark.symbol = c["marker"].isNone ? "o" : try PlotStyle.symbol(c["marker"], c.interpreter)
    (artist.xs, artist.ys) = (x, y)
    var colour = c["c"]
    if colour.isNone, let text = rest.first(where: { $0.text != nil }) { colour = text }
    if colour.isNone {
      mark.fill = PlotColours.named(c.axes.nextPatchColour())
    } else if let one = try PlotColours.one(colour, c.interpreter),
      x.count != 3 || colour.text != nil
    {
      mark.fill = one
    } else if try PlotData.words(colour, c.interpreter) != nil
      || (try PlotData.matrix(colour, c.interpreter)).columns > 1
    {
      mark.fills = try PlotColours.several(colour, c.interpreter)
    } else {
      let values = try PlotData.numbers(colour, c.interpreter)
      guard values.count == x.count else {
        throw Raised(
          .valueError,
          "'c' argument has \(values.count) elements, which is inconsistent with 'x' and 'y' with size \(x.count)."
        )
      }
      let scale = try ImageFunctions.scale(c, values)
      mark.fills = values.map { scale.colour($0) }
      artist.scale = scale
      artist.properties["array"] = .object(ArrayObject(NDArray(values), .array))
    }
    artist.marks = [mark]
    artist.properties["offsets"] = .object(
      ArrayObject(
        NDArray(zip(x, y).flatMap { [$0, $1] }, shape: [min(x.count, y.count), 2]), .array))
    artist.properties["sizes"] = .object(ArrayObject(NDArray(areas), .array))
    for (name, parameter) in [
      ("alpha", "alpha"), ("linewidth", "linewidths"), ("edgecolor", "edgecolors"),
    ]
    where !c[parameter].isNone {
      try artist.set(name, c[parameter], c.interpreter)
    }
    return try c.add(artist)
  }

  private static func errorbar(_ c: PlotCall) throws -> Value {
    let x = try c.x("x"), y = try c.y("y")
    guard x.count == y.count else {
      throw Raised(.valueError, "'x' and 'y' must have the same size")
    }
    let format = try c.interpreter.requireText(c["fmt"])
    let isBare = format.lowercased() == "none"
    let line = try group(c, c["x"], c["y"], isBare ? "" : format, isBare ? [] : c.options)[0]
    if isBare { c.axes.remove(line) }
    var collections: [Value] = []
    for (name, isX) in [("xerr", true), ("yerr", false)] where !c[name].isNone {
      let matrix = try PlotData.matrix(c[name], c.interpreter)
      let isPair = matrix.rows == 2 && matrix.columns == x.count && matrix.columns > 1
      func error(_ index: Int, upper: Bool) -> Double {
        if isPair { return matrix.values[(upper ? matrix.columns : 0) + index] }
        return matrix.values[index % max(matrix.values.count, 1)]
      }
      guard matrix.values.count == 1 || isPair || matrix.values.count == x.count else {
        throw Raised(
          .valueError,
          "'\(name)' (shape: (\(matrix.rows),)) must be a scalar or a 1D or (2, n) array-like whose shape matches '\(isX ? "x" : "y")' (shape: (\(x.count),))"
        )
      }
      var xs: [Double] = [], ys: [Double] = []
      for index in x.indices {
        let (low, high) = (error(index, upper: false), error(index, upper: true))
        xs += isX ? [x[index] - low, x[index] + high, .nan] : [x[index], x[index], .nan]
        ys += isX ? [y[index], y[index], .nan] : [y[index] - low, y[index] + high, .nan]
      }
      let bars = ArtistObject(.lineCollection, [PlotMark(.line(x: xs, y: ys))])
      bars.marks[0].stroke = line.marks[0].stroke
      bars.alpha = line.alpha
      (bars.xs, bars.ys) = (xs, ys)
      if !c["ecolor"].isNone { try bars.set("color", c["ecolor"], c.interpreter) }
      if !c["elinewidth"].isNone { try bars.set("linewidth", c["elinewidth"], c.interpreter) }
      collections.append(.object(c.axes.add(bars)))
    }
    let data: Value = isBare ? .none : .object(line)
    return .object(
      ArtistContainer(
        "ErrorbarContainer", [data, .tuple([]), .tuple(collections)],
        [("lines", .tuple([data, .tuple([]), .tuple(collections)]))]))
  }

  private static func stem(_ c: PlotCall) throws -> Value {
    let arguments = c.variadic.filter { $0.text == nil }
    guard let last = arguments.last else {
      throw Raised(
        .typeError, "stem expected between 1 or 3 positional arguments, got \(arguments)")
    }
    let y = try PlotData.numbers(last, c.interpreter)
    let x =
      arguments.count > 1
      ? try c.axes.coordinates(arguments[0], isX: true, c.interpreter) : y.indices.map(Double.init)
    let bottom = try c.double("bottom")
    func styled(_ parameter: String, _ standard: String) throws -> (
      dash: String?, symbol: String?, colour: PlotColour?
    ) { try PlotStyle.format(c[parameter].text ?? standard) }
    let stems = ArtistObject(
      .lineCollection,
      [
        PlotMark(
          .line(x: x.flatMap { [$0, $0, .nan] }, y: y.flatMap { [bottom, $0, .nan] }))
      ])
    let lineStyle = try styled("linefmt", "C0-")
    stems.marks[0].stroke = lineStyle.colour ?? PlotColours.cycled(0)
    stems.marks[0].dash = lineStyle.dash ?? "-"
    (stems.xs, stems.ys) = (x, y + [bottom])
    c.axes.add(stems)
    let markStyle = try styled("markerfmt", "o")
    let markers = line(c.axes, x, y, colour: "C0")
    markers.marks[0].dash = ""
    markers.marks[0].symbol = markStyle.symbol ?? "o"
    markers.marks[0].fill = markStyle.colour ?? lineStyle.colour ?? PlotColours.cycled(0)
    c.axes.add(markers)
    let base = line(
      c.axes, [x.min() ?? 0, x.max() ?? 0], [bottom, bottom], colour: "C3")
    let baseStyle = try styled("basefmt", "C3-")
    base.marks[0].stroke = baseStyle.colour ?? PlotColours.cycled(3)
    base.marks[0].dash = baseStyle.dash ?? (c["basefmt"].isNone ? "-" : "")
    c.axes.add(base)
    if !c["label"].isNone { try markers.set("label", c["label"], c.interpreter) }
    let parts: [(name: Name, value: Value)] = [
      ("markerline", .object(markers)), ("stemlines", .object(stems)), ("baseline", .object(base)),
    ]
    return .object(ArtistContainer("StemContainer", parts.map(\.value), parts))
  }
}
