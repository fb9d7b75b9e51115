import Arrays
import Autodiff

/// `np.pad`.
enum Padding {
  static func pad(_ c: NumericCall) throws -> ArrayObject {
    let x = try c.array(0)
    let widths = try amounts(c[1], rank: x.rank, c)
    let options = c.arguments.keywords(3)
    let mode = try c.interpreter.requireText(c[2])
    switch mode {
    case "constant":
      let value = options.first { $0.name == "constant_values" }?.value ?? .int(0)
      let fill = try c.interpreter.converted(c.array(of: value), x.dtype, c.facade)
      guard fill.rank == 0 else {
        throw Raised(
          .notImplementedError, "pad: one constant_values for all sides is available in agrun")
      }
      return try c.build([x, fill]) { graph, ids in
        try graph.pad(ids[0], ids[1], low: widths.map(\.0), high: widths.map(\.1))
      }
    case "edge", "reflect", "symmetric", "wrap", "empty":
      var result = x
      for (axis, width) in widths.enumerated() where width != (0, 0) {
        let extent = x.shape[axis]
        let places = (-width.0..<extent + width.1).map { source($0, extent, mode) }
        result = try c.build([result]) {
          try $0.take($1[0], $0.constant(NDArray(places)), axis: axis)
        }
      }
      return result
    default:
      throw Raised(.valueError, "mode '\(mode)' is not supported")
    }
  }

  /// Element of an axis that a padded position repeats.
  private static func source(_ position: Int, _ extent: Int, _ mode: String) -> Int {
    func modulo(_ a: Int, _ b: Int) -> Int { ((a % b) + b) % b }
    switch mode {
    case "wrap": return modulo(position, extent)
    case "reflect":
      if extent == 1 { return 0 }
      let period = 2 * (extent - 1)
      let place = modulo(position, period)
      return place < extent ? place : period - place
    case "symmetric":
      let place = modulo(position, 2 * extent)
      return place < extent ? place : 2 * extent - 1 - place
    default: return min(max(position, 0), extent - 1)
    }
  }

  private static func amounts(_ value: Value, rank: Int, _ c: NumericCall) throws -> [(Int, Int)] {
    let widths = try c.session.value(of: c.interpreter.array(of: value, .numpy))
    let numbers = widths.integers
    switch widths.shape {
    case [], [1]: return (0..<rank).map { _ in (numbers[0], numbers[0]) }
    case [2], [1, 2]: return (0..<rank).map { _ in (numbers[0], numbers[1]) }
    case [rank, 2]: return (0..<rank).map { (numbers[2 * $0], numbers[2 * $0 + 1]) }
    case [rank, 1]: return (0..<rank).map { (numbers[$0], numbers[$0]) }
    default:
      throw ShapeError.cannotBroadcast(from: widths.shape, to: [rank, 2], dtype: .int64)
    }
  }
}
