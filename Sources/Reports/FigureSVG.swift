package import Records

/// Draws a figure as SVG, 72 units an inch, with the fonts of the reader.
package struct FigureSVG {
  private let drawing: FigureDrawing
  private var text = ""
  private var clipCount = 0

  package static func render(_ drawing: FigureDrawing) -> String {
    var svg = FigureSVG(drawing)
    svg.draw()
    return svg.text
  }

  private init(_ drawing: FigureDrawing) { self.drawing = drawing }

  private mutating func draw() {
    let width = drawing.width * 72, height = drawing.height * 72
    text +=
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(SVGText.number(width))\" height=\"\(SVGText.number(height))\" viewBox=\"0 0 \(SVGText.number(width)) \(SVGText.number(height))\" font-family=\"DejaVu Sans, Verdana, sans-serif\" font-size=\"10\">\n"
    text +=
      "<rect width=\"100%\" height=\"100%\" \(SVGText.fill(drawing.background))/>\n"
    if !drawing.title.isEmpty {
      label(drawing.title, width / 2, 0.02 * height + 12, size: 12, anchor: "middle")
    }
    for panel in drawing.panels { draw(panel, width, height) }
    text += "</svg>\n"
  }

  private mutating func draw(_ panel: PlotPanel, _ width: Double, _ height: Double) {
    let place = PanelPlace(panel, width: width, height: height)
    text += "<g>\n"
    if panel.hasFrame {
      text +=
        "<rect x=\"\(SVGText.number(place.left))\" y=\"\(SVGText.number(place.top))\" width=\"\(SVGText.number(place.width))\" height=\"\(SVGText.number(place.height))\" \(SVGText.fill(panel.background))/>\n"
    }
    let xTicks = PlotTicks.of(panel.x)
    let yTicks = PlotTicks.of(panel.y)
    if panel.hasGrid { drawGrid(place, xTicks, yTicks) }
    clipCount += 1
    text +=
      "<clipPath id=\"c\(clipCount)\"><rect x=\"\(SVGText.number(place.left))\" y=\"\(SVGText.number(place.top))\" width=\"\(SVGText.number(place.width))\" height=\"\(SVGText.number(place.height))\"/></clipPath>\n<g clip-path=\"url(#c\(clipCount))\">\n"
    let marks = MarkSVG(place)
    let order = panel.marks.indices.sorted {
      (panel.marks[$0].layer, $0) < (panel.marks[$1].layer, $1)
    }
    for index in order { text += marks.drawClipped(panel.marks[index]) }
    text += "</g>\n"
    for index in order { text += marks.drawUnclipped(panel.marks[index]) }
    if panel.hasFrame {
      text +=
        "<rect x=\"\(SVGText.number(place.left))\" y=\"\(SVGText.number(place.top))\" width=\"\(SVGText.number(place.width))\" height=\"\(SVGText.number(place.height))\" fill=\"none\" stroke=\"#000\" stroke-width=\"0.8\"/>\n"
    }
    drawAxes(panel, place, xTicks, yTicks)
    if !panel.title.isEmpty {
      label(panel.title, place.left + place.width / 2, place.top - 6, size: 12, anchor: "middle")
    }
    if !panel.legend.isEmpty { drawLegend(panel, place) }
    text += "</g>\n"
  }

  private mutating func drawGrid(_ place: PanelPlace, _ x: [PlotTick], _ y: [PlotTick]) {
    var path = ""
    for tick in x {
      let at = SVGText.number(place.x(tick.position))
      path += "M\(at) \(SVGText.number(place.top))V\(SVGText.number(place.top + place.height))"
    }
    for tick in y {
      let at = SVGText.number(place.y(tick.position))
      path += "M\(SVGText.number(place.left)) \(at)H\(SVGText.number(place.left + place.width))"
    }
    text += "<path d=\"\(path)\" stroke=\"#b0b0b0\" stroke-width=\"0.8\" fill=\"none\"/>\n"
  }

  private mutating func drawAxes(
    _ panel: PlotPanel, _ place: PanelPlace, _ xTicks: [PlotTick], _ yTicks: [PlotTick]
  ) {
    let bottom = place.top + place.height, right = place.left + place.width
    if panel.x.isVisible {
      var path = ""
      for tick in xTicks {
        let at = place.x(tick.position)
        path += "M\(SVGText.number(at)) \(SVGText.number(bottom))v3.5"
        label(tick.label, at, bottom + 13.5, anchor: "middle")
      }
      if !path.isEmpty { text += "<path d=\"\(path)\" stroke=\"#000\" stroke-width=\"0.8\"/>\n" }
      label(panel.x.label, place.left + place.width / 2, bottom + 28, anchor: "middle")
    }
    if panel.y.isVisible {
      var path = "", widest = 0
      let edge = panel.yIsRight ? right : place.left, side = panel.yIsRight ? 1.0 : -1.0
      for tick in yTicks {
        let at = place.y(tick.position)
        path += "M\(SVGText.number(edge)) \(SVGText.number(at))h\(SVGText.number(3.5 * side))"
        label(tick.label, edge + 7 * side, at + 3.6, anchor: panel.yIsRight ? "start" : "end")
        widest = max(widest, tick.label.count)
      }
      if !path.isEmpty { text += "<path d=\"\(path)\" stroke=\"#000\" stroke-width=\"0.8\"/>\n" }
      label(
        panel.y.label, edge + side * (14 + 6.2 * Double(widest)), place.top + place.height / 2,
        anchor: "middle", rotation: 90)
    }
  }

  private mutating func drawLegend(_ panel: PlotPanel, _ place: PanelPlace) {
    let titled = panel.legendTitle.isEmpty ? 0 : 1
    let longest = (panel.legend.map(\.label) + [panel.legendTitle]).map(\.count).max() ?? 0
    let width = 38 + 6.2 * Double(longest), height = 8 + 14.5 * Double(panel.legend.count + titled)
    let where_ = panel.legendPlace
    var left = place.left + place.width - width - 6, top = place.top + 6
    if where_.contains("left") { left = place.left + 6 }
    if where_ == "center" || where_.hasSuffix("center") {
      left = place.left + (place.width - width) / 2
    }
    if where_.hasPrefix("lower") { top = place.top + place.height - height - 6 }
    if where_.hasPrefix("center") { top = place.top + (place.height - height) / 2 }
    text +=
      "<rect x=\"\(SVGText.number(left))\" y=\"\(SVGText.number(top))\" width=\"\(SVGText.number(width))\" height=\"\(SVGText.number(height))\" rx=\"2\" fill=\"#fff\" fill-opacity=\"0.8\" stroke=\"#ccc\"/>\n"
    if titled == 1 {
      label(panel.legendTitle, left + width / 2, top + 14, anchor: "middle")
      top += 14.5
    }
    for (index, entry) in panel.legend.enumerated() {
      let y = top + 11 + 14.5 * Double(index)
      text += MarkSVG.sample(entry.sample, x: left + 5, y: y)
      label(entry.label, left + 33, y + 3.6)
    }
  }

  private mutating func label(
    _ words: String, _ x: Double, _ y: Double, size: Double = 10, anchor: String = "start",
    rotation: Double = 0
  ) {
    guard !words.isEmpty else { return }
    text += SVGText.label(words, x, y, size: size, anchor: anchor, rotation: rotation)
  }
}

/// Where a panel is in the picture, and where its values are.
struct PanelPlace {
  private(set) var left: Double
  private(set) var top: Double
  private(set) var width: Double
  private(set) var height: Double
  let panel: PlotPanel

  init(_ panel: PlotPanel, width: Double, height: Double) {
    self.panel = panel
    left = panel.frame[0] * width
    top = (1 - panel.frame[1] - panel.frame[3]) * height
    self.width = panel.frame[2] * width
    self.height = panel.frame[3] * height
    guard let aspect = panel.aspect, aspect > 0 else { return }
    let xs = abs(panel.x.high - panel.x.low), ys = abs(panel.y.high - panel.y.low) * aspect
    guard xs > 0, ys > 0, xs.isFinite, ys.isFinite else { return }
    let scale = min(self.width / xs, self.height / ys)
    left += (self.width - xs * scale) / 2
    top += (self.height - ys * scale) / 2
    self.width = xs * scale
    self.height = ys * scale
  }

  func x(_ value: Double) -> Double {
    left + width * PlotTicks.fraction(value, panel.x)
  }

  func y(_ value: Double) -> Double {
    top + height * (1 - PlotTicks.fraction(value, panel.y))
  }

  func x(_ value: Double, isRelative: Bool) -> Double {
    isRelative ? left + width * value : x(value)
  }

  func y(_ value: Double, isRelative: Bool) -> Double {
    isRelative ? top + height * (1 - value) : y(value)
  }
}
