import Arrays
import Records

/// `matplotlib.rcParams`: settings by name, of which the size of figures counts here.
enum RcParameters {
  static func dictionary(_ interpreter: Interpreter) -> DictObject {
    if let known = interpreter.plots.parameters { return known }
    let made = DictObject()
    for (name, value) in defaults { made.setText(name, to: value) }
    interpreter.plots.parameters = made
    return made
  }

  static func size(_ interpreter: Interpreter) throws -> [Double] {
    guard let value = interpreter.plots.parameters?.get(text: "figure.figsize") else {
      return [6.4, 4.8]
    }
    let size = try PlotData.numbers(value, interpreter)
    guard size.count == 2 else {
      throw Raised(.valueError, "Key figure.figsize: Expected 2 values")
    }
    return size
  }

  private static var defaults: [(String, Value)] {
    [
      ("figure.figsize", .list([.float(6.4), .float(4.8)])), ("figure.dpi", .float(100)),
      ("figure.facecolor", .string("white")), ("savefig.dpi", .string("figure")),
      ("axes.grid", .false), ("axes.labelsize", .string("medium")),
      ("axes.titlesize", .string("large")), ("axes.linewidth", .float(0.8)),
      ("axes.facecolor", .string("white")), ("axes.edgecolor", .string("black")),
      ("axes.unicode_minus", .true), ("axes.spines.top", .true), ("axes.spines.right", .true),
      ("font.size", .float(10)), ("font.family", .list([.string("sans-serif")])),
      ("image.cmap", .string("viridis")), ("image.interpolation", .string("auto")),
      ("image.origin", .string("upper")), ("legend.fontsize", .string("medium")),
      ("legend.frameon", .true), ("legend.loc", .string("best")),
      ("lines.linewidth", .float(1.5)), ("lines.markersize", .float(6)),
      ("lines.linestyle", .string("-")), ("lines.marker", .string("None")),
      ("text.usetex", .false), ("xtick.labelsize", .string("medium")),
      ("ytick.labelsize", .string("medium")), ("animation.html", .string("none")),
      ("mathtext.fontset", .string("dejavusans")), ("savefig.bbox", .none),
      ("axes.prop_cycle", .object(ColourCycle())),
    ]
  }
}

/// `rcParams['axes.prop_cycle']`.
package final class ColourCycle: Object {
  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    guard name == "by_key" else { return nil }
    return .object(
      BuiltinFunction.bound("by_key()", "The colours in order.") { _, _ in
        let dict = DictObject()
        dict.setText("color", to: .list(PlotColours.cycle.map { .string($0) }))
        return .dict(dict)
      })
  }

  override package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    try interpreter.makeIterator(
      .list(
        PlotColours.cycle.map { colour in
          let dict = DictObject()
          dict.setText("color", to: .string(colour))
          return .dict(dict)
        }))
  }
}
