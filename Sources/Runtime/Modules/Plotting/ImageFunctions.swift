import Arrays
import Records

/// Methods of axes that draw fields: images, meshes, contours, arrows.
enum ImageFunctions {
  static let all: [AxesFunction] = [
    AxesFunction(
      "imshow(X, cmap=None, norm=None, *, aspect=None, interpolation=None, alpha=None, vmin=None, vmax=None, origin=None, extent=None, interpolation_stage=None, filternorm=True, filterrad=4.0, resample=None, url=None, data=None, **kwargs)",
      "An image."
    ) { c in .object(try image(c, c["X"])) },
    AxesFunction("matshow(Z, **kwargs)", "A matrix as an image.", pyplot: nil) { c in
      .object(try image(c, c["Z"]))
    },
    AxesFunction(
      "spy(Z, precision=0, marker=None, markersize=None, aspect='equal', **kwargs)",
      "Where a matrix is not zero."
    ) { c in
      let matrix = try PlotData.matrix(c["Z"], c.interpreter)
      let shown = NDArray(
        matrix.values.map { $0 != 0 ? 0.0 : 1 }, shape: [matrix.rows, matrix.columns])
      let artist = try image(c, .object(ArrayObject(shown, .array)), map: "gray")
      return .object(artist)
    },
    AxesFunction(
      "pcolormesh(*args, alpha=None, norm=None, cmap=None, vmin=None, vmax=None, shading=None, antialiased=False, **kwargs)",
      "A mesh of coloured cells."
    ) { c in try pcolor(c, .quadMesh) },
    AxesFunction(
      "pcolor(*args, shading=None, alpha=None, norm=None, cmap=None, vmin=None, vmax=None, **kwargs)",
      "A mesh of coloured cells."
    ) { c in try pcolor(c, .polyCollection) },
    AxesFunction("contour(*args, **kwargs)", "Contour lines.") { c in
      .object(try ContourFunctions.draw(c, isFilled: false))
    },
    AxesFunction("contourf(*args, **kwargs)", "Filled contours.") { c in
      .object(try ContourFunctions.draw(c, isFilled: true))
    },
    AxesFunction(
      "clabel(CS, levels=None, *, inline=True, fontsize=None, fmt=None, colors=None, inline_spacing=5, **kwargs)",
      "Labels of contours."
    ) { c in .object(ArtistList([], "<a list of 0 Text objects>")) },
    AxesFunction("quiver(*args, **kwargs)", "Arrows of a field.") { c in .object(try quiver(c)) },
    AxesFunction("streamplot(x, y, u, v, **kwargs)", "Lines along a field.") { _ in
      throw Raised(
        .notImplementedError, "streamplot is not available in agrun (did you mean quiver?)")
    },
  ]

  /// How values are coloured: `cmap`, `vmin`, `vmax` and `norm` of the call.
  static func scale(
    _ c: PlotCall, _ values: [Double], _ keywords: [(name: Name, value: Value)] = []
  ) throws -> ColourScale {
    func value(_ name: String) -> Value {
      keywords.first { $0.name == Name(name) }?.value ?? c[name]
    }
    let map = try ColourmapObject.from(value("cmap"), c.interpreter)
    var low = Double.infinity, high = -Double.infinity
    for value in values where value.isFinite { (low, high) = (min(low, value), max(high, value)) }
    if low > high { (low, high) = (0, 1) }
    var isLogarithmic = false
    if case .object(let object) = value("norm"), let norm = object as? NormObject {
      (low, high) = (norm.low ?? low, norm.high ?? high)
      isLogarithmic = norm.isLogarithmic
    }
    if !value("vmin").isNone { low = try c.interpreter.requireFloat(value("vmin")) }
    if !value("vmax").isNone { high = try c.interpreter.requireFloat(value("vmax")) }
    return ColourScale(map: map, low: low, high: high, isLogarithmic: isLogarithmic)
  }

  static func packed(_ colour: PlotColour) -> UInt32 {
    func byte(_ part: Double) -> UInt32 { UInt32((min(max(part, 0), 1) * 255).rounded()) }
    return byte(colour.red) << 24 | byte(colour.green) << 16 | byte(colour.blue) << 8
      | byte(colour.alpha)
  }

  /// Cells of at most this many a side; larger images are thinned, as a screen would.
  private static let maximumCells = 400

  private static func image(_ c: PlotCall, _ value: Value, map: String? = nil) throws
    -> ArtistObject
  {
    let artist = ArtistObject(.image)
    try fill(artist, value, c, map)
    if !c["alpha"].isNone { try artist.set("alpha", c["alpha"], c.interpreter) }
    let own: Set<Name> = [
      "fignum", "cmap", "vmin", "vmax", "norm", "aspect", "interpolation", "origin", "extent",
    ]
    let added = try c.add(artist, c.options.filter { !own.contains($0.name) })
    c.axes.aspect = c["aspect"].text == "auto" ? nil : 1
    let isUp = c["origin"].text == "lower"
    if !isUp { c.axes.y.isInverted = c["extent"].isNone }
    return added
  }

  /// New pixels for an image: at its making and by `set_data`.
  private static func fill(_ artist: ArtistObject, _ value: Value, _ c: PlotCall, _ map: String?)
    throws
  {
    let array = try c.interpreter.numerics.value(of: c.interpreter.array(of: value, .numpy))
    let isColour = array.rank == 3 && (array.shape[2] == 3 || array.shape[2] == 4)
    guard array.rank == 2 || isColour || (array.rank == 3 && array.shape[2] == 1) else {
      let shape = try c.interpreter.repr(.tuple(array.shape.map { .int($0) }))
      throw Raised(.typeError, "Invalid shape \(shape) for image data")
    }
    let (rows, columns) = (array.shape[0], array.shape[1])
    let values = array.doubles
    var keywords = c.options
    if let map { keywords.append((name: "cmap", value: .string(map))) }
    let scale = try isColour ? nil : scale(c, values, keywords)
    let isByte = !array.dtype.isInexact
    let depth = isColour ? array.shape[2] : 1
    func colour(_ row: Int, _ column: Int) -> UInt32 {
      let place = (row * columns + column) * depth
      if let scale { return packed(scale.colour(values[place])) }
      let unit = isByte ? 255.0 : 1
      return packed(
        PlotColour(
          values[place] / unit, values[place + 1] / unit, values[place + 2] / unit,
          depth == 4 ? values[place + 3] / unit : 1))
    }
    let (down, across) = (min(rows, maximumCells), min(columns, maximumCells))
    let isUp = c["origin"].text == "lower"
    let box =
      try c["extent"].isNone
      ? [
        -0.5, Double(columns) - 0.5, isUp ? -0.5 : Double(rows) - 0.5,
        isUp ? Double(rows) - 0.5 : -0.5,
      ]
      : c.numbers("extent")
    guard box.count == 4 else { throw Raised(.valueError, "extent must have four numbers") }
    var colours: [UInt32] = []
    for row in 0..<down {
      for column in 0..<across {
        colours.append(colour(row * rows / max(down, 1), column * columns / max(across, 1)))
      }
    }
    func edges(_ from: Double, _ to: Double, _ count: Int) -> [Double] {
      (0...count).map { from + (to - from) * Double($0) / Double(max(count, 1)) }
    }
    // The first row is at the top unless the origin is the lower corner.
    let ys = isUp ? edges(box[2], box[3], down) : edges(box[3], box[2], down)
    artist.marks = [PlotMark(.cells(x: edges(box[0], box[1], across), y: ys, colours: colours))]
    artist.marks[0].layer = 0
    (artist.xs, artist.ys) = ([box[0], box[1]], [box[2], box[3]])
    artist.isTight = true
    (artist.stickyX, artist.stickyY) = (artist.xs, artist.ys)
    artist.scale = scale
    artist.properties["shape"] = .tuple(array.shape.map { .int($0) })
    artist.properties["array"] = value
    artist.properties["size"] = .tuple([.int(rows), .int(columns)])
    artist.properties["extent"] = .list(box.map { .float($0) })
  }

  static func refill(
    _ artist: ArtistObject, _ value: Value, _ axes: AxesObject, _ interpreter: Interpreter
  )
    throws
  {
    let scale = artist.scale
    let signature = Signature(
      "set_data(X, cmap=None, norm=None, vmin=None, vmax=None, origin=None, extent=None, **kwargs)")
    let extent = artist.properties["extent"] ?? .none
    var origin = Value.none
    if case .list(let box) = extent, box.elements.count == 4,
      try interpreter.requireFloat(box.elements[2]) < interpreter.requireFloat(box.elements[3])
    {
      origin = .string("lower")
    }
    let map = scale.map { Value.object(ColourmapObject($0.map)) } ?? .none
    let bound = BoundArguments(
      values: [
        value, map, .none, scale.map { .float($0.low) } ?? .none,
        scale.map { .float($0.high) } ?? .none, origin, extent, .dict(DictObject()),
      ], passedCount: 1, passedBits: 0, signature: signature)
    try fill(artist, value, PlotCall(interpreter, axes, bound), nil)
  }

  private static func pcolor(_ c: PlotCall, _ kind: ArtistKind) throws -> Value {
    let arguments = c.variadic
    guard arguments.count == 1 || arguments.count == 3 else {
      throw Raised(
        .typeError,
        "\(c.arguments.signature.name)() takes 1 or 3 positional arguments but \(arguments.count) were given"
      )
    }
    let field = try PlotData.matrix(arguments[arguments.count - 1], c.interpreter)
    func edges(_ value: Value, _ count: Int, alongRows: Bool) throws -> [Double] {
      let matrix = try PlotData.matrix(value, c.interpreter)
      var line = matrix.values
      if matrix.columns > 1, matrix.rows > 1 {
        line =
          alongRows
          ? (0..<matrix.rows).map { matrix.values[$0 * matrix.columns] }
          : Array(matrix.values[..<matrix.columns])
      }
      if line.count == count + 1 { return line }
      guard line.count == count, count > 0 else {
        throw Raised(
          .typeError,
          "Dimensions of C (\(field.rows), \(field.columns)) should be one smaller than X and Y")
      }
      // Centres: edges half way between them.
      if count == 1 { return [line[0] - 0.5, line[0] + 0.5] }
      let inner = (1..<count).map { (line[$0 - 1] + line[$0]) / 2 }
      return [2 * line[0] - inner[0]] + inner + [2 * line[count - 1] - inner[count - 2]]
    }
    let x =
      try arguments.count == 3
      ? edges(arguments[0], field.columns, alongRows: false) : (0...field.columns).map(Double.init)
    let y =
      try arguments.count == 3
      ? edges(arguments[1], field.rows, alongRows: true) : (0...field.rows).map(Double.init)
    return .object(try mesh(c, kind, x, y, field.values, c.options))
  }

  static func mesh(
    _ c: PlotCall, _ kind: ArtistKind, _ x: [Double], _ y: [Double], _ values: [Double],
    _ keywords: [(name: Name, value: Value)]
  ) throws -> ArtistObject {
    let scale = try scale(c, values, keywords)
    let artist = ArtistObject(
      kind, [PlotMark(.cells(x: x, y: y, colours: values.map { packed(scale.colour($0)) }))])
    artist.marks[0].layer = 0
    (artist.xs, artist.ys) = (x, y)
    (artist.stickyX, artist.stickyY, artist.isTight) = (x, y, true)
    artist.scale = scale
    artist.properties["array"] = .object(
      ArrayObject(NDArray(values, shape: [max(y.count - 1, 0), max(x.count - 1, 0)]), .array))
    let own: Set<Name> = ["cmap", "vmin", "vmax", "norm"]
    return try c.add(artist, keywords.filter { !own.contains($0.name) })
  }

  private static func quiver(_ c: PlotCall) throws -> ArtistObject {
    let arguments = c.variadic
    guard (2...5).contains(arguments.count) else {
      throw Raised(
        .typeError,
        "quiver() takes from 2 to 5 positional arguments but \(arguments.count) were given")
    }
    let offset = arguments.count >= 4 ? 2 : 0
    let u = try PlotData.matrix(arguments[offset], c.interpreter)
    let v = try PlotData.matrix(arguments[offset + 1], c.interpreter)
    var xs = (0..<u.values.count).map { Double($0 % max(u.columns, 1)) }
    var ys = (0..<u.values.count).map { Double($0 / max(u.columns, 1)) }
    if offset == 2 {
      let x = try PlotData.numbers(arguments[0], c.interpreter)
      let y = try PlotData.numbers(arguments[1], c.interpreter)
      if x.count == u.values.count, y.count == u.values.count {
        (xs, ys) = (x, y)
      } else {
        guard x.count == u.columns, y.count == u.rows else {
          throw Raised(.valueError, "quiver: the sizes of X, Y, U and V do not fit")
        }
        xs = (0..<u.values.count).map { x[$0 % u.columns] }
        ys = (0..<u.values.count).map { y[$0 / u.columns] }
      }
    }
    guard v.values.count == u.values.count else {
      throw Raised(.valueError, "quiver: the sizes of X, Y, U and V do not fit")
    }
    let own: Set<Name> = [
      "scale", "units", "angles", "scale_units", "width", "headwidth", "headlength",
      "headaxislength", "minshaft", "minlength", "pivot", "cmap", "norm",
    ]
    let given = c.options.first { $0.name == "scale" }?.value
    let longest = zip(u.values, v.values).map { ($0 * $0 + $1 * $1).squareRoot() }.max() ?? 1
    let spread = max((xs.max() ?? 1) - (xs.min() ?? 0), (ys.max() ?? 1) - (ys.min() ?? 0))
    let cells = max(Double(xs.count).squareRoot(), 1)
    var size = spread / cells / max(longest, 1e-300)
    if let given, !given.isNone, c.options.contains(where: { $0.name == "scale_units" }) {
      size = 1 / (try c.interpreter.requireFloat(given))
    }
    let marks = xs.indices.map { index -> PlotMark in
      var mark = PlotMark(
        .arrow(
          x: xs[index] + u.values[index] * size, y: ys[index] + v.values[index] * size,
          fromX: xs[index], fromY: ys[index]))
      mark.stroke = .black
      mark.strokeWidth = 1
      return mark
    }
    let artist = ArtistObject(.quiver, marks)
    (artist.xs, artist.ys) = (xs, ys)
    return try c.add(artist, c.options.filter { !own.contains($0.name) })
  }
}

extension AxesObject {
  /// New pixels for one of the axes' images.
  func setImage(_ artist: ArtistObject, _ value: Value, _ interpreter: Interpreter) throws {
    try ImageFunctions.refill(artist, value, self, interpreter)
    touch()
  }

  /// Colours an image's or mesh's values anew between other limits.
  func setColourLimits(_ artist: ArtistObject, _ low: Double, _ high: Double) {
    artist.scale?.low = low
    artist.scale?.high = high
    touch()
  }
}

/// `matplotlib.colors.Normalize` and `LogNorm`.
package final class NormObject: Object {
  let low: Double?
  let high: Double?
  let isLogarithmic: Bool

  init(_ low: Double?, _ high: Double?, isLogarithmic: Bool) {
    self.low = low
    self.high = high
    self.isLogarithmic = isLogarithmic
  }

  override package var isCallable: Bool { true }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    guard let value = arguments.positional.first else {
      throw Raised(.typeError, "a norm takes one argument")
    }
    let array = try interpreter.numerics.value(of: interpreter.array(of: value, .numpy))
    let values = array.doubles
    let from = low ?? values.min() ?? 0, to = high ?? values.max() ?? 1
    func mapped(_ value: Double) -> Double {
      isLogarithmic ? Kernels.scalar(.log, value, .float64) : value
    }
    let result = values.map { (mapped($0) - mapped(from)) / (mapped(to) - mapped(from)) }
    return .object(ArrayObject(result: NDArray(result, shape: array.shape), .numpy))
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "vmin": low.map { .float($0) } ?? Value.none
    case "vmax": high.map { .float($0) } ?? Value.none
    default: nil
    }
  }
}
