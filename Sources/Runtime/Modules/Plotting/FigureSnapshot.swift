import Arrays
import Records

/// A figure as it is now, as a record.
enum FigureSnapshot {
  static func take(_ figure: FigureObject) -> FigureDrawing {
    FigureDrawing(
      width: figure.width, height: figure.height, background: figure.background,
      title: figure.title.properties["text"]?.text ?? "",
      panels: figure.axes.map { $0.is3D ? solid($0) : panel($0) })
  }

  private static func panel(_ axes: AxesObject) -> PlotPanel {
    var panel = PlotPanel(frame: axes.frame)
    panel.x = axis(axes, isX: true)
    panel.y = axis(axes, isX: false)
    panel.title = axes.title.properties["text"]?.text ?? ""
    panel.background = axes.background
    panel.hasFrame = axes.hasFrame && axes.isOn
    panel.hasGrid = axes.hasGrid && axes.isOn
    panel.yIsRight = axes.yIsRight
    panel.aspect = axes.aspect
    for artist in axes.artists where artist.isVisible {
      panel.marks += marks(artist)
    }
    finish(&panel, axes)
    return panel
  }

  private static func finish(_ panel: inout PlotPanel, _ axes: AxesObject) {
    guard axes.legend != nil else { return }
    panel.legendPlace = axes.legendPlace
    panel.legendTitle = axes.legendTitle
    for artist in axes.artists
    where artist.isVisible && !artist.label.isEmpty && !artist.label.hasPrefix("_") {
      guard let sample = marks(artist).first else { continue }
      panel.legend.append(PlotLegendEntry(label: artist.label, sample: sample))
    }
  }

  /// The artist's marks with its opacity.
  private static func marks(_ artist: ArtistObject) -> [PlotMark] {
    var marks = artist.marks
    // Values are coloured anew: their limits may have been moved.
    if let scale = artist.scale, marks.count == 1,
      let values = artist.properties["array"]?.array?.known?.doubles
    {
      if case .cells(let x, let y, let colours) = marks[0].shape, colours.count == values.count {
        marks[0].shape = .cells(
          x: x, y: y, colours: values.map { ImageFunctions.packed(scale.colour($0)) })
      }
    }
    guard let alpha = artist.alpha else { return marks }
    func faded(_ colour: PlotColour) -> PlotColour {
      var colour = colour
      colour.alpha *= min(max(alpha, 0), 1)
      return colour
    }
    for index in marks.indices {
      marks[index].stroke = marks[index].stroke.map(faded)
      marks[index].fill = marks[index].fill.map(faded)
      marks[index].fills = marks[index].fills.map(faded)
      if case .cells(let x, let y, let colours) = marks[index].shape {
        let opacity = UInt32((min(max(alpha, 0), 1) * 255).rounded())
        marks[index].shape = .cells(
          x: x, y: y, colours: colours.map { $0 & 0xFF == 0 ? $0 : $0 & 0xFFFF_FF00 | opacity })
      }
    }
    return marks
  }

  private static func axis(_ axes: AxesObject, isX: Bool) -> PlotAxis {
    let state = isX ? axes.x : axes.y
    var axis = PlotAxis()
    axis.label = state.label.properties["text"]?.text ?? ""
    (axis.low, axis.high) = axes.limits(isX)
    axis.scale = state.scale
    axis.isVisible = state.isVisible && axes.isOn
    axis.ticks = zip(axes.tickPositions(isX), axes.tickLabels(isX)).map {
      PlotTick(position: $0, label: $1)
    }
    return axis
  }

  /// 3D axes, turned and projected.
  private static func solid(_ axes: AxesObject) -> PlotPanel {
    var panel = PlotPanel(frame: axes.frame)
    panel.title = axes.title.properties["text"]?.text ?? ""
    panel.hasFrame = false
    panel.x.isVisible = false
    panel.y.isVisible = false
    func range(_ values: [Double], _ state: AxisState) -> (Double, Double) {
      let finite = values.filter(\.isFinite)
      let low = state.low ?? finite.min() ?? 0, high = state.high ?? finite.max() ?? 1
      return low < high ? (low, high) : (low - 0.5, low + 0.5)
    }
    let x = range(axes.artists.flatMap(\.xs), axes.x)
    let y = range(axes.artists.flatMap(\.ys), axes.y)
    let z = range(axes.artists.flatMap(\.zs), axes.z)
    let sine = { Kernels.scalar(.sin, $0 * .pi / 180, .float64) }
    let cosine = { Kernels.scalar(.cos, $0 * .pi / 180, .float64) }
    let (sa, ca) = (sine(axes.azimuth), cosine(axes.azimuth))
    let (se, ce) = (sine(axes.elevation), cosine(axes.elevation))
    func project(_ px: Double, _ py: Double, _ pz: Double) -> (x: Double, y: Double, depth: Double)
    {
      let u = (px - x.0) / (x.1 - x.0) - 0.5, v = (py - y.0) / (y.1 - y.0) - 0.5
      let w = ((pz - z.0) / (z.1 - z.0) - 0.5) * 0.75
      let side = -sa * u + ca * v, front = ca * u + sa * v
      return (side, -se * front + ce * w, ce * front + se * w)
    }
    (panel.x.low, panel.x.high, panel.y.low, panel.y.high) = (-0.85, 0.85, -0.75, 0.75)
    panel.aspect = 1
    func edge(_ from: (Double, Double, Double), _ to: (Double, Double, Double)) {
      let (a, b) = (project(from.0, from.1, from.2), project(to.0, to.1, to.2))
      var mark = PlotMark(.line(x: [a.x, b.x], y: [a.y, b.y]))
      mark.stroke = PlotColour(0.6, 0.6, 0.6)
      mark.strokeWidth = 0.8
      mark.layer = -1e9
      panel.marks.append(mark)
    }
    for a in [x.0, x.1] { edge((a, y.0, z.0), (a, y.1, z.0)) }
    for b in [y.0, y.1] { edge((x.0, b, z.0), (x.1, b, z.0)) }
    for a in [x.0, x.1] { for b in [y.0, y.1] { edge((a, b, z.0), (a, b, z.1)) } }
    func label(_ state: AxisState, _ at: (Double, Double, Double), _ low: Double, _ high: Double) {
      let point = project(at.0, at.1, at.2)
      let words = state.label.properties["text"]?.text ?? ""
      var mark = PlotMark(.text(x: point.x, y: point.y, words.isEmpty ? "" : words))
      mark.alignment = "center"
      panel.marks.append(mark)
    }
    label(axes.x, ((x.0 + x.1) / 2, y.0 - 0.12 * (y.1 - y.0), z.0), x.0, x.1)
    label(axes.y, (x.1 + 0.12 * (x.1 - x.0), (y.0 + y.1) / 2, z.0), y.0, y.1)
    label(axes.z, (x.1, y.1 + 0.1 * (y.1 - y.0), (z.0 + z.1) / 2), z.0, z.1)
    for artist in axes.artists where artist.isVisible {
      var place = 0
      for var mark in marks(artist) {
        func turned(_ xs: [Double], _ ys: [Double]) -> (x: [Double], y: [Double], depth: Double) {
          var points: [(x: Double, y: Double, depth: Double)] = []
          for (a, b) in zip(xs, ys) {
            points.append(project(a, b, place < artist.zs.count ? artist.zs[place] : 0))
            place += 1
          }
          let depth = points.reduce(0) { $0 + $1.depth } / Double(max(points.count, 1))
          return (points.map(\.x), points.map(\.y), depth)
        }
        switch mark.shape {
        case .line(let xs, let ys):
          let moved = turned(xs, ys)
          mark.shape = .line(x: moved.x, y: moved.y)
        case .area(let xs, let ys):
          let moved = turned(xs, ys)
          mark.shape = .area(x: moved.x, y: moved.y)
          mark.layer = moved.depth
        case .points(let xs, let ys, let sizes):
          let moved = turned(xs, ys)
          mark.shape = .points(x: moved.x, y: moved.y, sizes: sizes)
        default: break
        }
        panel.marks.append(mark)
      }
    }
    finish(&panel, axes)
    return panel
  }
}
