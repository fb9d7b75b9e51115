import Arrays
import Records

/// Contours of values on a grid.
enum ContourFunctions {
  static func draw(_ c: PlotCall, isFilled: Bool) throws -> ArtistObject {
    let arguments = c.variadic
    let name = c.arguments.signature.name
    guard (1...4).contains(arguments.count) else {
      throw Raised(
        .typeError,
        "\(name)() takes from 1 to 4 positional arguments but \(arguments.count) were given")
    }
    let offset = arguments.count >= 3 ? 2 : 0
    let field = try PlotData.matrix(arguments[offset], c.interpreter)
    let shape = try c.interpreter.array(of: arguments[offset], .numpy).shape
    guard shape.count == 2 else {
      throw Raised(.typeError, "Input z must be 2D, not \(shape.count)D")
    }
    guard field.rows > 1, field.columns > 1 else {
      throw Raised(
        .typeError,
        "Input z must be at least a (2, 2) shaped array, but has shape (\(field.rows), \(field.columns))"
      )
    }
    var x = (0..<field.columns).map(Double.init), y = (0..<field.rows).map(Double.init)
    if offset == 2 {
      x = try line(arguments[0], count: field.columns, alongRows: false, "x", c)
      y = try line(arguments[1], count: field.rows, alongRows: true, "y", c)
    }
    var keywords = c.options
    func take(_ name: Name) -> Value {
      guard let index = keywords.firstIndex(where: { $0.name == name }) else { return .none }
      return keywords.remove(at: index).value
    }
    let levelValue = arguments.count > offset + 1 ? arguments[offset + 1] : take("levels")
    let finite = field.values.filter(\.isFinite)
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    let levels = try levels(levelValue, low, high, isFilled: isFilled, c)
    let colourValue = take("colors")
    let map = take("cmap")
    let (lowest, highest) = (take("vmin"), take("vmax"))
    _ = (
      take("extend"), take("norm"), take("origin"), take("extent"), take("zdir"), take("offset"),
      take("nchunk"), take("hatches"), take("locator"), take("negative_linestyles")
    )
    var scale = ColourScale(
      map: try ColourmapObject.from(map, c.interpreter), low: levels.first ?? 0,
      high: levels.last ?? 1)
    if isFilled, levels.count > 1 {
      let middles = zip(levels, levels.dropFirst()).map { ($0 + $1) / 2 }
      (scale.low, scale.high) = (middles[0], middles[middles.count - 1])
    }
    if !lowest.isNone { scale.low = try c.interpreter.requireFloat(lowest) }
    if !highest.isNone { scale.high = try c.interpreter.requireFloat(highest) }
    let colours = try colourValue.isNone ? [] : PlotColours.several(colourValue, c.interpreter)
    let artist = ArtistObject(.contourSet)
    if isFilled {
      artist.marks = [bands(x, y, field.values, levels, scale, colours)]
    } else {
      artist.marks = levels.enumerated().map { index, level in
        let path = path(x, y, field.values, level)
        var mark = PlotMark(.line(x: path.x, y: path.y))
        mark.stroke = colours.isEmpty ? scale.colour(level) : colours[index % colours.count]
        mark.fill = mark.stroke
        return mark
      }
    }
    (artist.xs, artist.ys, artist.isTight) = (x, y, true)
    (artist.stickyX, artist.stickyY) = (x, y)
    artist.scale = scale
    artist.properties["levels"] = .object(ArrayObject(NDArray(levels), .array))
    return try c.add(artist, keywords)
  }

  /// Coordinates of columns or rows, given as a vector or as a grid.
  private static func line(
    _ value: Value, count: Int, alongRows: Bool, _ name: String, _ c: PlotCall
  ) throws -> [Double] {
    let matrix = try PlotData.matrix(value, c.interpreter)
    var line = matrix.values
    if matrix.rows > 1, matrix.columns > 1 {
      line =
        alongRows
        ? (0..<matrix.rows).map { matrix.values[$0 * matrix.columns] }
        : Array(matrix.values[..<matrix.columns])
    }
    guard line.count == count else {
      throw Raised(
        .typeError,
        "Length of \(name) (\(line.count)) must match number of \(alongRows ? "rows" : "columns") in z (\(count))"
      )
    }
    return line
  }

  private static func levels(
    _ value: Value, _ low: Double, _ high: Double, isFilled: Bool, _ c: PlotCall
  ) throws -> [Double] {
    var count = 7
    if !value.isNone {
      let array = try c.interpreter.numerics.value(of: c.interpreter.array(of: value, .numpy))
      if array.rank > 0 {
        let levels = array.doubles
        guard zip(levels, levels.dropFirst()).allSatisfy({ $0 < $1 }) else {
          throw Raised(.valueError, "Contour levels must be increasing")
        }
        return levels
      }
      count = try c.interpreter.requireIndex(value)
    }
    guard low < high else { return [low] }
    let all = TickLocator.contourLevels(low, high, bins: count + 1)
    // Those inside, with one beyond each end for bands.
    let first = all.lastIndex { $0 < low } ?? 0,
      last = all.firstIndex { $0 > high } ?? all.count - 1
    let chosen = Array(all[first...max(first, last)])
    return chosen
  }

  /// Line segments where the field crosses a level (marching squares), NaN between them.
  private static func path(_ x: [Double], _ y: [Double], _ z: [Double], _ level: Double) -> (
    x: [Double], y: [Double]
  ) {
    var xs: [Double] = [], ys: [Double] = []
    let columns = x.count
    for row in 0..<(y.count - 1) {
      for column in 0..<(columns - 1) {
        let corners = [
          (x[column], y[row], z[row * columns + column]),
          (x[column + 1], y[row], z[row * columns + column + 1]),
          (x[column + 1], y[row + 1], z[(row + 1) * columns + column + 1]),
          (x[column], y[row + 1], z[(row + 1) * columns + column]),
        ]
        var cuts: [(Double, Double)] = []
        for side in 0..<4 {
          let (a, b) = (corners[side], corners[(side + 1) % 4])
          guard a.2.isFinite, b.2.isFinite, (a.2 > level) != (b.2 > level) else { continue }
          let t = (level - a.2) / (b.2 - a.2)
          cuts.append((a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1)))
        }
        for pair in stride(from: 0, to: cuts.count - 1, by: 2) {
          xs += [cuts[pair].0, cuts[pair + 1].0, .nan]
          ys += [cuts[pair].1, cuts[pair + 1].1, .nan]
        }
      }
    }
    return (xs, ys)
  }

  /// Bands between levels as cells of a finer grid.
  private static func bands(
    _ x: [Double], _ y: [Double], _ z: [Double], _ levels: [Double], _ scale: ColourScale,
    _ colours: [PlotColour]
  ) -> PlotMark {
    let across = min(max(x.count - 1, 120), 200), down = min(max(y.count - 1, 120), 200)
    func edges(_ line: [Double], _ count: Int) -> [Double] {
      (0...count).map {
        let place = Double($0) / Double(count) * Double(line.count - 1)
        let low = min(Int(place), line.count - 2)
        return line[low] + (line[low + 1] - line[low]) * (place - Double(low))
      }
    }
    var cells: [UInt32] = []
    for row in 0..<down {
      let v = (Double(row) + 0.5) / Double(down) * Double(y.count - 1)
      let i = min(Int(v), y.count - 2), s = v - Double(i)
      for column in 0..<across {
        let u = (Double(column) + 0.5) / Double(across) * Double(x.count - 1)
        let j = min(Int(u), x.count - 2), t = u - Double(j)
        let lower = z[i * x.count + j] * (1 - t) + z[i * x.count + j + 1] * t
        let upper = z[(i + 1) * x.count + j] * (1 - t) + z[(i + 1) * x.count + j + 1] * t
        let value = lower * (1 - s) + upper * s
        guard let band = levels.lastIndex(where: { $0 <= value }), band + 1 < levels.count else {
          cells.append(0)
          continue
        }
        let colour =
          colours.isEmpty
          ? scale.colour((levels[band] + levels[band + 1]) / 2) : colours[band % colours.count]
        cells.append(ImageFunctions.packed(colour))
      }
    }
    var mark = PlotMark(.cells(x: edges(x, across), y: edges(y, down), colours: cells))
    mark.layer = 0
    return mark
  }
}

extension TickLocator {
  /// Round levels with the finer steps that contours have.
  static func contourLevels(_ low: Double, _ high: Double, bins: Int) -> [Double] {
    let raw = (high - low) / Double(max(bins, 1))
    guard raw > 0, raw.isFinite else { return [low] }
    let power = Kernels.scalar(.floor, Kernels.scalar(.log10, raw, .float64), .float64)
    let scale = Kernels.scalar(.power, 10, power, .float64)
    let step =
      ([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].first { $0 * scale >= raw * (1 - 1e-10) } ?? 10) * scale
    let first = (low / step).rounded(.down), last = (high / step).rounded(.up)
    guard last - first < 10000 else { return [low, high] }
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }
}
