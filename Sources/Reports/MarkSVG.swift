import Foundation
import Records

/// Draws the marks of one panel.
struct MarkSVG {
  private let place: PanelPlace

  init(_ place: PanelPlace) { self.place = place }

  /// What is cut off at the panel's frame.
  func drawClipped(_ mark: PlotMark) -> String {
    switch mark.shape {
    case .line(let x, let y):
      let line =
        mark.dash.isEmpty || mark.stroke == nil
        ? "" : "<path d=\"\(path(mark, x, y, closes: false))\" fill=\"none\" \(stroke(mark))/>\n"
      return line + (mark.symbol.isEmpty ? "" : points(mark, x, y, [mark.symbolSize]))
    case .area(let x, let y):
      let edge = mark.stroke == nil ? "" : stroke(mark)
      return
        "<path d=\"\(path(mark, x, y, closes: true))\" \(SVGText.fill(mark.fill)) \(edge)/>\n"
    case .points(let x, let y, let sizes): return points(mark, x, y, sizes)
    case .cells(let x, let y, let colours): return cells(x, y, colours)
    case .arrow(let x, let y, let fromX, let fromY):
      return arrow(
        mark, place.x(x, isRelative: mark.xIsRelative), place.y(y, isRelative: mark.yIsRelative),
        place.x(fromX, isRelative: mark.xIsRelative),
        place.y(fromY, isRelative: mark.yIsRelative))
    case .text: return ""
    }
  }

  /// Text, which may stand beside the panel.
  func drawUnclipped(_ mark: PlotMark) -> String {
    guard case .text(let x, let y, let words) = mark.shape else { return "" }
    let px = place.x(x, isRelative: mark.xIsRelative)
    var py = place.y(y, isRelative: mark.yIsRelative)
    guard px.isFinite, py.isFinite else { return "" }
    switch mark.verticalAlignment {
    case "top": py += mark.fontSize
    case "center": py += mark.fontSize * 0.36
    default: break
    }
    let anchor = ["center": "middle", "right": "end"][mark.alignment] ?? "start"
    return SVGText.label(
      words, px, py, size: mark.fontSize, anchor: anchor, rotation: mark.rotation,
      colour: mark.fill ?? .black)
  }

  private func path(_ mark: PlotMark, _ x: [Double], _ y: [Double], closes: Bool) -> String {
    var text = "", isDown = false
    for (a, b) in zip(x, y) {
      let px = place.x(a, isRelative: mark.xIsRelative)
      let py = place.y(b, isRelative: mark.yIsRelative)
      guard px.isFinite, py.isFinite else {
        if isDown, closes { text += "Z" }
        isDown = false
        continue
      }
      text += (isDown ? "L" : "M") + SVGText.number(px) + " " + SVGText.number(py)
      isDown = true
    }
    return text + (isDown && closes ? "Z" : "")
  }

  private func stroke(_ mark: PlotMark) -> String { MarkSVG.stroke(mark) }

  private static func stroke(_ mark: PlotMark) -> String {
    let w = mark.strokeWidth
    let pattern: [Double] =
      switch mark.dash {
      case "--": [3.7 * w, 1.6 * w]
      case "-.": [6.4 * w, 1.6 * w, w, 1.6 * w]
      case ":": [w, 1.65 * w]
      default: []
      }
    let dashes =
      pattern.isEmpty
      ? "" : " stroke-dasharray=\"\(pattern.map(SVGText.number).joined(separator: " "))\""
    return "\(SVGText.stroke(mark.stroke)) stroke-width=\"\(SVGText.number(w))\"\(dashes)"
  }

  private func points(_ mark: PlotMark, _ x: [Double], _ y: [Double], _ sizes: [Double]) -> String {
    var text = ""
    for (index, (a, b)) in zip(x, y).enumerated() {
      let px = place.x(a, isRelative: mark.xIsRelative)
      let py = place.y(b, isRelative: mark.yIsRelative)
      guard px.isFinite, py.isFinite else { continue }
      let size = sizes.isEmpty ? mark.symbolSize : sizes[index % sizes.count]
      let fill = mark.fills.isEmpty ? mark.fill : mark.fills[index % mark.fills.count]
      text += MarkSVG.symbol(mark.symbol, px, py, size, fill, mark.stroke)
    }
    return text
  }

  private func cells(_ x: [Double], _ y: [Double], _ colours: [UInt32]) -> String {
    let columns = x.count - 1, rows = y.count - 1
    guard columns > 0, rows > 0, colours.count == rows * columns else { return "" }
    let xs = x.map { place.x($0) }, ys = y.map { place.y($0) }
    var text = "<g shape-rendering=\"crispEdges\">\n"
    for row in 0..<rows {
      var start = 0
      while start < columns {
        let colour = colours[row * columns + start]
        var end = start + 1
        while end < columns, colours[row * columns + end] == colour { end += 1 }
        if colour & 0xFF != 0, xs[start].isFinite, xs[end].isFinite {
          let fill = PlotColour(
            Double(colour >> 24) / 255, Double(colour >> 16 & 0xFF) / 255,
            Double(colour >> 8 & 0xFF) / 255, Double(colour & 0xFF) / 255)
          let left = min(xs[start], xs[end]), top = min(ys[row], ys[row + 1])
          text +=
            "<rect x=\"\(SVGText.number(left))\" y=\"\(SVGText.number(top))\" width=\"\(SVGText.number(abs(xs[end] - xs[start])))\" height=\"\(SVGText.number(abs(ys[row + 1] - ys[row])))\" \(SVGText.fill(fill))/>\n"
        }
        start = end
      }
    }
    return text + "</g>\n"
  }

  private func arrow(_ mark: PlotMark, _ x: Double, _ y: Double, _ fromX: Double, _ fromY: Double)
    -> String
  {
    let dx = x - fromX, dy = y - fromY, length = (dx * dx + dy * dy).squareRoot()
    guard length.isFinite, length > 0 else { return "" }
    let ux = dx / length, uy = dy / length, head = min(6, length / 2)
    let bx = x - ux * head, by = y - uy * head, half = head * 0.4
    let n = SVGText.number
    return
      "<path d=\"M\(n(fromX)) \(n(fromY))L\(n(x)) \(n(y))M\(n(bx - uy * half)) \(n(by + ux * half))L\(n(x)) \(n(y))L\(n(bx + uy * half)) \(n(by - ux * half))\" fill=\"none\" \(stroke(mark))/>\n"
  }

  /// A marker of matplotlib's.
  private static func symbol(
    _ symbol: String, _ x: Double, _ y: Double, _ size: Double, _ fill: PlotColour?,
    _ stroke: PlotColour?
  ) -> String {
    let n = SVGText.number, r = size / 2
    let paint = "\(SVGText.fill(fill)) \(SVGText.stroke(stroke))"
    func polygon(_ points: [(Double, Double)]) -> String {
      let text = points.map { "\(n(x + $0.0 * r)),\(n(y - $0.1 * r))" }.joined(separator: " ")
      return "<polygon points=\"\(text)\" \(paint)/>\n"
    }
    func strokes(_ ends: [(Double, Double, Double, Double)]) -> String {
      let path = ends.map {
        "M\(n(x + $0.0 * r)) \(n(y - $0.1 * r))L\(n(x + $0.2 * r)) \(n(y - $0.3 * r))"
      }.joined()
      return "<path d=\"\(path)\" fill=\"none\" \(SVGText.stroke(stroke ?? fill))/>\n"
    }
    switch symbol {
    case ".": return "<circle cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(r / 2))\" \(paint)/>\n"
    case ",": return "<rect x=\"\(n(x))\" y=\"\(n(y))\" width=\"1\" height=\"1\" \(paint)/>\n"
    case "s": return polygon([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    case "D", "d":
      let w = symbol == "d" ? 0.7 : 1.2
      return polygon([(0, 1.2), (w, 0), (0, -1.2), (-w, 0)])
    case "^": return polygon([(0, 1), (1, -1), (-1, -1)])
    case "v": return polygon([(0, -1), (1, 1), (-1, 1)])
    case "<": return polygon([(-1, 0), (1, 1), (1, -1)])
    case ">": return polygon([(1, 0), (-1, 1), (-1, -1)])
    case "+": return strokes([(-1, 0, 1, 0), (0, -1, 0, 1)])
    case "x": return strokes([(-1, -1, 1, 1), (-1, 1, 1, -1)])
    case "|": return strokes([(0, -1, 0, 1)])
    case "_": return strokes([(-1, 0, 1, 0)])
    case "*", "p", "h", "H", "8", "P", "X":
      let corners = ["p": 5, "h": 6, "H": 6, "8": 8][symbol] ?? 10
      return polygon(
        (0..<corners).map { corner in
          let angle = Double.pi / 2 + 2 * Double.pi * Double(corner) / Double(corners)
          let radius = corners == 10 && corner % 2 == 1 ? 0.4 : 1
          return (radius * cos(angle), radius * sin(angle))
        })
    case "1", "2", "3", "4": return strokes([(0, 0, 0, -1), (0, 0, 0.8, 0.5), (0, 0, -0.8, 0.5)])
    default: return "<circle cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(r))\" \(paint)/>\n"
    }
  }

  /// How a mark looks in a legend.
  static func sample(_ mark: PlotMark, x: Double, y: Double) -> String {
    let n = SVGText.number
    switch mark.shape {
    case .area, .cells:
      return
        "<rect x=\"\(n(x))\" y=\"\(n(y - 3.5))\" width=\"22\" height=\"7\" \(SVGText.fill(mark.fill)) \(SVGText.stroke(mark.stroke))/>\n"
    case .points:
      return symbol(
        mark.symbol, x + 11, y, mark.symbolSize, mark.fills.first ?? mark.fill, mark.stroke)
    default:
      var text = ""
      if !mark.dash.isEmpty, mark.stroke != nil {
        text += "<path d=\"M\(n(x)) \(n(y))h22\" fill=\"none\" \(stroke(mark))/>\n"
      }
      if !mark.symbol.isEmpty {
        text += symbol(mark.symbol, x + 11, y, mark.symbolSize, mark.fill, mark.stroke)
      }
      return text
    }
  }
}
