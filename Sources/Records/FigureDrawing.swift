/// A figure of a script as data: panels with axes and what is drawn in them.
package struct FigureDrawing: Codable, Sendable {
  /// Inches.
  package var width: Double
  package var height: Double
  package var background: PlotColour
  package var title: String
  package var panels: [PlotPanel]

  package init(
    width: Double, height: Double, background: PlotColour, title: String, panels: [PlotPanel]
  ) {
    self.width = width
    self.height = height
    self.background = background
    self.title = title
    self.panels = panels
  }
}

/// Red, green, blue and opacity from 0 to 1.
package struct PlotColour: Codable, Hashable, Sendable {
  package var red: Double
  package var green: Double
  package var blue: Double
  package var alpha: Double

  package init(_ red: Double, _ green: Double, _ blue: Double, _ alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  package static let black = PlotColour(0, 0, 0)
  package static let white = PlotColour(1, 1, 1)
}

/// One coordinate axis of a panel.
package struct PlotAxis: Codable, Sendable {
  package enum Scale: String, Codable, Sendable { case linear, log, symlog, logit }

  package var label = ""
  /// The values at the beginning and the end; the first is the greater one on an inverted axis.
  package var low = 0.0
  package var high = 1.0
  package var scale = Scale.linear
  package var ticks: [PlotTick] = []
  package var isVisible = true

  package init() {}
}

/// A mark of an axis and what it says.
package struct PlotTick: Codable, Sendable {
  package var position: Double
  package var label: String

  package init(position: Double, label: String) {
    self.position = position
    self.label = label
  }
}

/// Axes in a figure: where they are, their scales and their marks in the order of drawing.
package struct PlotPanel: Codable, Sendable {
  /// Left, bottom, width and height as parts of the figure, from its lower left corner.
  package var frame: [Double]
  package var x = PlotAxis()
  package var y = PlotAxis()
  package var title = ""
  package var background = PlotColour.white
  package var hasFrame = true
  package var hasGrid = false
  /// Axis of values to the right (twins and colour bars).
  package var yIsRight = false
  /// Units of y in the length of a unit of x; nil fills the frame.
  package var aspect: Double?
  package var marks: [PlotMark] = []
  package var legend: [PlotLegendEntry] = []
  /// As matplotlib's `loc`.
  package var legendPlace = "best"
  package var legendTitle = ""

  package init(frame: [Double]) { self.frame = frame }
}

/// A row of a legend.
package struct PlotLegendEntry: Codable, Sendable {
  package var label: String
  /// How the mark looks; its coordinates do not count.
  package var sample: PlotMark

  package init(label: String, sample: PlotMark) {
    self.label = label
    self.sample = sample
  }
}

/// Something drawn in a panel.
package struct PlotMark: Codable, Sendable {
  package enum Shape: Codable, Sendable {
    /// A line through points; NaN interrupts it.
    case line(x: [Double], y: [Double])
    /// Polygons; NaN separates them.
    case area(x: [Double], y: [Double])
    /// A symbol at every point, with its width in points (1/72 inch).
    case points(x: [Double], y: [Double], sizes: [Double])
    /// Rectangles between the edges, rows from the first y edge on; colours as 0xRRGGBBAA.
    case cells(x: [Double], y: [Double], colours: [UInt32])
    case text(x: Double, y: Double, String)
    /// An arrow from the second point to the first.
    case arrow(x: Double, y: Double, fromX: Double, fromY: Double)
  }

  package var shape: Shape
  /// Whether x (y) counts in parts of the panel in place of values.
  package var xIsRelative = false
  package var yIsRelative = false
  package var stroke: PlotColour?
  package var strokeWidth = 1.5
  /// `-`, `--`, `-.`, `:` or empty for none.
  package var dash = "-"
  package var fill: PlotColour?
  /// Colours of single points, where they differ.
  package var fills: [PlotColour] = []
  /// matplotlib's marker; empty for none.
  package var symbol = ""
  package var symbolSize = 6.0
  package var fontSize = 10.0
  /// `left`, `center` or `right`.
  package var alignment = "left"
  /// `baseline`, `top`, `center` or `bottom`.
  package var verticalAlignment = "baseline"
  package var rotation = 0.0
  package var layer = 1.0

  package init(_ shape: Shape) { self.shape = shape }
}

/// A figure that a script showed, saved or left behind, and where.
package struct DrawnFigure: Codable, Sendable {
  package var cell: Int
  package var site: OutputRecord.Site
  package var drawing: FigureDrawing

  package init(cell: Int, site: OutputRecord.Site, drawing: FigureDrawing) {
    self.cell = cell
    self.site = site
    self.drawing = drawing
  }
}
