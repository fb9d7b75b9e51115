import Arrays
import Records
import Syntax

/// Methods of axes that fill areas.
enum AreaFunctions {
  static let all: [AxesFunction] = [
    AxesFunction(
      "fill_between(x, y1, y2=0, where=None, interpolate=False, step=None, **kwargs)",
      "The area between two curves."
    ) { c in try between(c, along: try c.x("x"), "y1", "y2", isVertical: true) },
    AxesFunction(
      "fill_betweenx(y, x1, x2=0, where=None, step=None, interpolate=False, **kwargs)",
      "The area between two upright curves."
    ) { c in try between(c, along: try c.y("y"), "x1", "x2", isVertical: false) },
    AxesFunction("fill(*args, data=None, **kwargs)", "Filled polygons.") { c in
      var rest = c.variadic[...]
      var made: [Value] = []
      while rest.count >= 2 {
        let x = try PlotData.numbers(rest[rest.startIndex], c.interpreter)
        let y = try PlotData.numbers(rest[rest.startIndex + 1], c.interpreter)
        rest = rest.dropFirst(2)
        let artist = patch(.polygon, x, y, c.axes)
        if let format = rest.first?.text {
          rest = rest.dropFirst()
          artist.marks[0].fill = try PlotStyle.format(format).colour ?? artist.marks[0].fill
        }
        made.append(.object(try c.add(artist)))
      }
      return .list(made)
    },
    AxesFunction("axhspan(ymin, ymax, xmin=0, xmax=1, **kwargs)", "A horizontal band.") { c in
      let (low, high) = (try c.double("ymin"), try c.double("ymax"))
      let (left, right) = (try c.double("xmin"), try c.double("xmax"))
      let artist = rectangle(left, low, right - left, high - low, PlotColours.cycled(0))
      artist.marks[0].xIsRelative = true
      artist.xs = []
      return .object(try c.add(artist))
    },
    AxesFunction("axvspan(xmin, xmax, ymin=0, ymax=1, **kwargs)", "A vertical band.") { c in
      let (left, right) = (try c.double("xmin"), try c.double("xmax"))
      let (low, high) = (try c.double("ymin"), try c.double("ymax"))
      let artist = rectangle(left, low, right - left, high - low, PlotColours.cycled(0))
      artist.marks[0].yIsRelative = true
      artist.ys = []
      return .object(try c.add(artist))
    },
    AxesFunction(
      "stackplot(x, *args, labels=(), colors=None, baseline='zero', **kwargs)", "Stacked areas."
    ) { c in
      let x = try c.x("x")
      var rows: [[Double]] = []
      for value in c.variadic {
        let matrix = try PlotData.matrix(value, c.interpreter)
        if matrix.columns == 1 {
          rows.append(matrix.values)
        } else {
          rows += (0..<matrix.rows).map {
            Array(matrix.values[($0 * matrix.columns)..<(($0 + 1) * matrix.columns)])
          }
        }
      }
      guard c["baseline"].text == "zero" else {
        throw Raised(.notImplementedError, "stackplot: only baseline='zero' is available in agrun")
      }
      let labels = try c.interpreter.collect(c["labels"])
      let colours = try c["colors"].isNone ? [] : PlotColours.several(c["colors"], c.interpreter)
      var base = x.map { _ in 0.0 }
      return .list(
        try rows.enumerated().map { index, row in
          let top = zip(base, row).map { $0 + $1 }
          var mark = PlotMark(.area(x: x + x.reversed(), y: top + base.reversed()))
          mark.fill =
            colours.isEmpty
            ? PlotColours.named(c.axes.nextPatchColour()) : colours[index % colours.count]
          let artist = ArtistObject(.fillBetween, [mark])
          (artist.xs, artist.ys, artist.stickyY) = (x, top + base, [0])
          base = top
          if index < labels.count { try artist.set("label", labels[index], c.interpreter) }
          return .object(try c.add(artist))
        })
    },
    AxesFunction(
      "pie(x, explode=None, labels=None, colors=None, autopct=None, pctdistance=0.6, shadow=False, labeldistance=1.1, startangle=0, radius=1, counterclock=True, wedgeprops=None, textprops=None, center=(), frame=False, rotatelabels=False, normalize=True)",
      "A pie chart."
    ) { c in try pie(c) },
    AxesFunction("arrow(x, y, dx, dy, **kwargs)", "An arrow.") { c in
      let (x, y) = (try c.double("x"), try c.double("y"))
      let (dx, dy) = (try c.double("dx"), try c.double("dy"))
      var mark = PlotMark(.arrow(x: x + dx, y: y + dy, fromX: x, fromY: y))
      mark.stroke = PlotColours.cycled(0)
      mark.strokeWidth = 1
      let artist = ArtistObject(.arrow, [mark])
      (artist.xs, artist.ys) = ([x, x + dx], [y, y + dy])
      let own: Set<Name> = [
        "width", "head_width", "head_length", "shape", "overhang", "head_starts_at_zero",
        "length_includes_head",
      ]
      return .object(try c.add(artist, c.options.filter { !own.contains($0.name) }))
    },
    AxesFunction("add_patch(p)", "Adds a patch.", pyplot: nil) { c in try addArtist(c, 0) },
    AxesFunction("add_artist(a)", "Adds an artist.", pyplot: nil) { c in try addArtist(c, 0) },
    AxesFunction("add_line(line)", "Adds a line.", pyplot: nil) { c in try addArtist(c, 0) },
    AxesFunction("add_collection(collection, autolim=True)", "Adds a collection.", pyplot: nil) {
      c in try addArtist(c, 0)
    },
  ]

  private static func addArtist(_ c: PlotCall, _ slot: Int) throws -> Value {
    guard case .object(let object) = c[slot], let artist = object as? ArtistObject else {
      throw Raised(.typeError, "\(c.arguments.signature.name) expects an artist")
    }
    return .object(c.axes.add(artist))
  }

  static func patch(_ kind: ArtistKind, _ x: [Double], _ y: [Double], _ axes: AxesObject?)
    -> ArtistObject
  {
    var mark = PlotMark(.area(x: x, y: y))
    mark.fill = axes.map { PlotColours.named($0.nextPatchColour()) } ?? PlotColours.cycled(0)
    mark.strokeWidth = 1
    let artist = ArtistObject(kind, [mark])
    (artist.xs, artist.ys) = (x, y)
    return artist
  }

  static func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ colour: PlotColour?
  ) -> ArtistObject {
    let artist = patch(
      .rectangle, [x, x + width, x + width, x], [y, y, y + height, y + height], nil)
    artist.marks[0].fill = colour
    for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
      artist.properties[Name(name)] = .object(ArrayObject(.float(value), .float64, .scalar))
    }
    return artist
  }

  private static func between(
    _ c: PlotCall, along: [Double], _ first: String, _ second: String, isVertical: Bool
  ) throws -> Value {
    func spread(_ name: String) throws -> [Double] {
      let values = try c.numbers(name)
      if values.count == 1, let value = values.first { return along.map { _ in value } }
      guard values.count == along.count else {
        throw Raised(
          .valueError,
          "'\(isVertical ? "x" : "y")' has size \(along.count), but '\(name)' has an unequal size of \(values.count)"
        )
      }
      return values
    }
    var a = try spread(first), b = try spread(second), points = along
    let step = c["step"].text
    if let step {
      let (sa, sb) = (PlotData.steps(along, a, step), PlotData.steps(along, b, step))
      (points, a, b) = (sa.x, sa.y, sb.y)
    }
    let shown =
      try c["where"].isNone || step != nil
      ? points.map { _ in true } : c.numbers("where").map { $0 != 0 }
    var xs: [Double] = [], ys: [Double] = []
    var start = 0
    while start < points.count {
      guard start < shown.count, shown[start] else {
        start += 1
        continue
      }
      var end = start
      while end + 1 < points.count, end + 1 < shown.count, shown[end + 1] { end += 1 }
      let run = start...end
      xs += points[run] + points[run].reversed() + [.nan]
      ys += a[run] + b[run].reversed() + [.nan]
      start = end + 1
    }
    var mark = PlotMark(isVertical ? .area(x: xs, y: ys) : .area(x: ys, y: xs))
    mark.fill = PlotColours.named(c.axes.nextPatchColour())
    let artist = ArtistObject(.fillBetween, [mark])
    (artist.xs, artist.ys) = isVertical ? (xs, ys) : (ys, xs)
    return .object(try c.add(artist))
  }

  private static func pie(_ c: PlotCall) throws -> Value {
    let shares = try c.numbers("x")
    let total = shares.reduce(0, +)
    let labels = try c["labels"].isNone ? [] : c.interpreter.collect(c["labels"])
    let explode = try c["explode"].isNone ? [] : c.numbers("explode")
    let colours = try c["colors"].isNone ? [] : PlotColours.several(c["colors"], c.interpreter)
    let radius = try c.double("radius")
    var angle = try c.double("startangle") * .pi / 180
    let turn: Double = try c.flag("counterclock") ? 1 : -1
    var wedges: [Value] = [], words: [Value] = [], percents: [Value] = []
    for (index, share) in shares.enumerated() {
      let end = angle + turn * 2 * .pi * share / max(total, 1e-300)
      let middle = (angle + end) / 2
      func at(_ angle: Double, _ radius: Double) -> (Double, Double) {
        (
          radius * Kernels.scalar(.cos, angle, .float64),
          radius * Kernels.scalar(.sin, angle, .float64)
        )
      }
      let shift = at(middle, index < explode.count ? explode[index] * radius : 0)
      let steps = max(2, Int(abs(end - angle) * 20))
      var xs = [shift.0], ys = [shift.1]
      for step in 0...steps {
        let point = at(angle + (end - angle) * Double(step) / Double(steps), radius)
        xs.append(point.0 + shift.0)
        ys.append(point.1 + shift.1)
      }
      let wedge = AreaFunctions.patch(.wedge, xs, ys, nil)
      wedge.marks[0].fill =
        colours.isEmpty ? PlotColours.cycled(index) : colours[index % colours.count]
      wedges.append(.object(c.axes.add(wedge)))
      func word(_ text: String, _ distance: Double) -> Value {
        let point = at(middle, distance * radius)
        let artist = WordFunctions.text(point.0 + shift.0, point.1 + shift.1, text)
        artist.marks[0].alignment = distance < 1 ? "center" : point.0 > 0 ? "left" : "right"
        artist.marks[0].verticalAlignment = "center"
        return .object(c.axes.add(artist))
      }
      if index < labels.count {
        words.append(word(try c.interpreter.str(labels[index]), try c.double("labeldistance")))
      }
      if let format = c["autopct"].text {
        let text = try c.interpreter.binary(
          .modulo, .string(format), .tuple([.float(100 * share / total)]))
        percents.append(word(text.text ?? "", try c.double("pctdistance")))
      }
      angle = end
    }
    c.axes.aspect = 1
    c.axes.isOn = false
    (c.axes.x.low, c.axes.x.high) = (-1.25 * radius, 1.25 * radius)
    (c.axes.y.low, c.axes.y.high) = (-1.25 * radius, 1.25 * radius)
    let parts = [Value.list(wedges), .list(words)] + (c["autopct"].isNone ? [] : [.list(percents)])
    return .tuple(parts)
  }
}
