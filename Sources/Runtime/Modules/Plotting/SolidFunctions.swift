import Arrays
import Records

/// Methods of 3D axes; what they draw is seen from `view_init`'s direction, without perspective.
enum SolidFunctions {
  static let all: [AxesFunction] = [
    AxesFunction("plot3D(xs, ys, *args, **kwargs)", "A line in space.", pyplot: nil, only3D: true) {
      c in
      try line(c, [c["xs"], c["ys"]] + c.variadic)
    },
    AxesFunction(
      "scatter3D(x, y, *args, s=None, c=None, marker=None, cmap=None, norm=None, vmin=None, vmax=None, alpha=None, linewidths=None, edgecolors=None, depthshade=True, **kwargs)",
      "Points in space.", pyplot: nil, only3D: true
    ) { c in
      try scatter(c)
    },
    AxesFunction(
      "plot_surface(X, Y, Z, *, norm=None, vmin=None, vmax=None, lightsource=None, cmap=None, color=None, rstride=None, cstride=None, rcount=None, ccount=None, shade=True, **kwargs)",
      "A surface.", pyplot: nil, only3D: true
    ) { c in try surface(c) },
    AxesFunction(
      "plot_wireframe(X, Y, Z, *, rstride=1, cstride=1, rcount=50, ccount=50, **kwargs)",
      "A surface of lines.", pyplot: nil, only3D: true
    ) { c in
      try wireframe(c)
    },
    AxesFunction(
      "set_zlim(bottom=None, top=None, **kwargs)", "Limits of z.", pyplot: nil, only3D: true
    ) { c in
      var (low, high) = (c[0], c[1])
      if high.isNone, !low.isNone, let parts = try? c.interpreter.collect(low), parts.count == 2 {
        (low, high) = (parts[0], parts[1])
      }
      if !low.isNone { c.axes.z.low = try c.interpreter.requireFloat(low) }
      if !high.isNone { c.axes.z.high = try c.interpreter.requireFloat(high) }
      return .tuple([low, high])
    },
    AxesFunction(
      "set_zticks(ticks, labels=None, *, minor=False, **kwargs)", "Ticks of z.", pyplot: nil,
      only3D: true
    ) { c in
      c.axes.z.ticks = try c.numbers("ticks")
      return .list([])
    },
    AxesFunction(
      "view_init(elev=None, azim=None, roll=None, vertical_axis='z', share=False)",
      "Where the axes are seen from.", pyplot: nil, only3D: true
    ) { c in
      if !c["elev"].isNone { c.axes.elevation = try c.double("elev") }
      if !c["azim"].isNone { c.axes.azimuth = try c.double("azim") }
      c.axes.touch()
      return .none
    },
  ]

  static func plot(_ c: PlotCall) throws -> Value { try line(c, c.variadic) }

  private static func line(_ c: PlotCall, _ arguments: [Value]) throws -> Value {
    let data = arguments.prefix { $0.text == nil }
    guard data.count >= 2 else {
      throw Raised(.typeError, "plot() on 3D axes takes xs, ys and zs")
    }
    let parts = try data.map { try PlotData.numbers($0, c.interpreter) }
    let count = parts[0].count
    let zs = parts.count > 2 ? parts[2] : [0]
    let colour = c.axes.nextLineColour()
    let artist = ArtistObject(
      .line3D, LineFunctions.line(c.axes, parts[0], parts[1], colour: colour).marks)
    (artist.xs, artist.ys) = (parts[0], parts[1])
    artist.zs = (0..<count).map { zs.isEmpty ? 0 : zs[$0 % zs.count] }
    if arguments.count > data.count, let format = arguments[data.count].text {
      let style = try PlotStyle.format(format)
      if let colour = style.colour {
        (artist.marks[0].stroke, artist.marks[0].fill) = (colour, colour)
      }
      artist.marks[0].symbol = style.symbol ?? ""
      artist.marks[0].dash = style.dash ?? (style.symbol == nil ? "-" : "")
    }
    return .list([.object(try c.add(artist, c.options.filter { $0.name != "zdir" }))])
  }

  static func scatter(_ c: PlotCall) throws -> Value {
    let x = try c.x("x"), y = try c.y("y")
    let rest = c.variadic
    var options = c.options
    var z = [0.0]
    if let first = rest.first {
      z = try PlotData.numbers(first, c.interpreter)
    } else if let index = options.firstIndex(where: { $0.name == "zs" }) {
      z = try PlotData.numbers(options.remove(at: index).value, c.interpreter)
    }
    options.removeAll { $0.name == "zdir" || $0.name == "depthshade" }
    var values = c.arguments.values
    if let slot = c.arguments.signature.variadicSlot {
      values[slot] = .tuple(Array(rest.dropFirst()))
    }
    if let slot = c.arguments.signature.variadicKeywordSlot {
      let dict = DictObject()
      for (name, value) in options { dict.setText(name.text, to: value) }
      values[slot] = .dict(dict)
    }
    let call = PlotCall(
      c.interpreter, c.axes,
      BoundArguments(
        values: values, passedCount: 2, passedBits: 0, signature: c.arguments.signature))
    let artist = try LineFunctions.points(call, ArtistObject(.path3D), x, y)
    artist.zs = x.indices.map { z.isEmpty ? 0 : z[$0 % z.count] }
    return .object(artist)
  }

  private static func grids(_ c: PlotCall) throws -> (
    rows: Int, columns: Int, x: [Double], y: [Double], z: [Double]
  ) {
    let z = try PlotData.matrix(c["Z"], c.interpreter)
    let x = try PlotData.numbers(c["X"], c.interpreter),
      y = try PlotData.numbers(c["Y"], c.interpreter)
    let shape = try c.interpreter.array(of: c["Z"], .numpy).shape
    guard shape.count == 2 else { throw Raised(.valueError, "Argument Z must be 2-dimensional.") }
    func spread(_ values: [Double], byRow: Bool) throws -> [Double] {
      if values.count == z.values.count { return values }
      guard values.count == (byRow ? z.rows : z.columns) else {
        throw Raised(.valueError, "shape mismatch: objects cannot be broadcast to a single shape")
      }
      return z.values.indices.map { values[byRow ? $0 / z.columns : $0 % z.columns] }
    }
    return (z.rows, z.columns, try spread(x, byRow: false), try spread(y, byRow: true), z.values)
  }

  private static func surface(_ c: PlotCall) throws -> Value {
    let grid = try grids(c)
    let scale = try ImageFunctions.scale(c, grid.z)
    let plain =
      try c["color"].isNone ? PlotColours.cycled(0) : PlotColours.require(c["color"], c.interpreter)
    let artist = ArtistObject(.surface3D)
    let (down, across) = (max(1, (grid.rows - 1 + 49) / 50), max(1, (grid.columns - 1 + 49) / 50))
    for row in stride(from: 0, to: grid.rows - down, by: down) {
      for column in stride(from: 0, to: grid.columns - across, by: across) {
        let corners = [
          row * grid.columns + column, row * grid.columns + column + across,
          (row + down) * grid.columns + column + across, (row + down) * grid.columns + column,
        ]
        var mark = PlotMark(.area(x: corners.map { grid.x[$0] }, y: corners.map { grid.y[$0] }))
        let mean = corners.reduce(0) { $0 + grid.z[$1] } / 4
        mark.fill = c["cmap"].isNone ? plain : scale.colour(mean)
        mark.stroke = mark.fill
        mark.strokeWidth = 0.3
        artist.marks.append(mark)
        artist.zs += corners.map { grid.z[$0] }
      }
    }
    (artist.xs, artist.ys) = (grid.x, grid.y)
    if !c["cmap"].isNone { artist.scale = scale }
    return .object(try c.add(artist))
  }

  private static func wireframe(_ c: PlotCall) throws -> Value {
    let grid = try grids(c)
    let artist = ArtistObject(.wire3D)
    func add(_ places: [Int]) {
      var mark = PlotMark(.line(x: places.map { grid.x[$0] }, y: places.map { grid.y[$0] }))
      mark.stroke = PlotColours.cycled(0)
      mark.strokeWidth = 1
      artist.marks.append(mark)
      artist.zs += places.map { grid.z[$0] }
    }
    for row in stride(from: 0, to: grid.rows, by: max(1, grid.rows / 50)) {
      add((0..<grid.columns).map { row * grid.columns + $0 })
    }
    for column in stride(from: 0, to: grid.columns, by: max(1, grid.columns / 50)) {
      add((0..<grid.rows).map { $0 * grid.columns + column })
    }
    (artist.xs, artist.ys) = (grid.x, grid.y)
    return .object(try c.add(artist))
  }
}
