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
      try allow(["constant_values"], options, mode)
      let fills = try sides(option("constant_values", options) ?? .int(0), rank: x.rank, x.dtype, c)
      if fills.allSatisfy({ $0.0 == fills.first?.0 && $0.1 == fills.first?.0 }) {
        return try c.build([x]) { graph, ids in
          try graph.pad(
            ids[0], graph.constant(fills.first?.0 ?? .int(0), x.dtype), low: widths.map(\.0),
            high: widths.map(\.1))
        }
      }
      return try grow(x, widths, c) { part, axis, width in
        let value = width.isLeading ? fills[axis].0 : fills[axis].1
        return c.result(NDArray.full(value, shape: part, dtype: x.dtype))
      }
    case "maximum", "minimum", "mean", "median":
      try allow(["stat_length"], options, mode)
      let lengths = try option("stat_length", options).map {
        try sides($0, rank: x.rank, .int64, c)
      }
      return try grow(x, widths, c) { part, axis, side in
        let extent = side.source.shape[axis]
        let wanted = lengths.map { side.isLeading ? $0[axis].0.asInt : $0[axis].1.asInt } ?? extent
        let length = min(wanted, side.inner.count)
        let slice: IndexItem =
          side.isLeading
          ? .slice(start: side.inner.lowerBound, stop: side.inner.lowerBound + length, step: nil)
          : .slice(start: side.inner.upperBound - length, stop: side.inner.upperBound, step: nil)
        let edge = try c.interpreter.item(
          side.source, [IndexItem](repeating: .all, count: axis) + [slice])
        let value = try statistic(mode, edge, axis, c)
        return try c.interpreter.broadcast(value, to: part, c.facade)
      }
    case "linear_ramp":
      try allow(["end_values"], options, mode)
      let ends = try sides(option("end_values", options) ?? .int(0), rank: x.rank, .float64, c)
      return try grow(x, widths, c) { part, axis, side in
        let place = side.isLeading ? side.inner.lowerBound : side.inner.upperBound - 1
        let edge = try c.session.value(
          of: c.interpreter.item(
            side.source,
            [IndexItem](repeating: .all, count: axis) + [
              .slice(start: place, stop: place + 1, step: nil)
            ]))
        let count = part[axis]
        let end = (side.isLeading ? ends[axis].0 : ends[axis].1).asDouble
        let rows = try edge.movedAxes([axis], to: [0]).doubles
        var values: [Double] = []
        for step in 0..<count {
          let position = side.isLeading ? step : count - 1 - step
          for value in rows {
            let ramp = Double(position) * ((value - end) / Double(count)) + end
            values.append(x.dtype.isInteger ? ramp.rounded(.down) : ramp)
          }
        }
        var shape = part
        shape.remove(at: axis)
        let stacked = NDArray(values, shape: [count] + shape, dtype: x.dtype)
        return c.result(try stacked.movedAxes([0], to: [axis]))
      }
    case "edge", "reflect", "symmetric", "wrap", "empty":
      let isMirror = mode == "reflect" || mode == "symmetric"
      try allow(isMirror ? ["reflect_type"] : [], options, mode)
      if isMirror, let type = option("reflect_type", options)?.text, type != "even" {
        return try oddReflection(x, widths, mode, c)
      }
      var result = x
      for (axis, width) in widths.enumerated() where width != (0, 0) {
        let extent = x.shape[axis]
        if extent == 0, mode != "empty" {
          throw Raised(
            .valueError,
            "can't extend empty axis \(axis) using modes other than 'constant' or 'empty'")
        }
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

  /// One end of an axis that grows.
  private struct Side {
    let source: ArrayObject
    /// Where the original elements are along the axis.
    let inner: Range<Int>
    let isLeading: Bool
  }

  /// Grows axis by axis: `make` fills a part of a shape for one end.
  private static func grow(
    _ x: ArrayObject, _ widths: [(Int, Int)], _ c: NumericCall,
    _ make: ([Int], Int, Side) throws -> ArrayObject
  ) throws -> ArrayObject {
    var result = x
    for (axis, width) in widths.enumerated() {
      var parts = [result]
      for (count, isLeading) in [(width.0, true), (width.1, false)] where count > 0 {
        var shape = result.shape
        shape[axis] = count
        let side = Side(source: result, inner: 0..<result.shape[axis], isLeading: isLeading)
        parts.insert(try make(shape, axis, side), at: isLeading ? 0 : parts.count)
      }
      result = try c.interpreter.concatenate(parts, axis: axis, c.facade)
    }
    return try c.interpreter.converted(result, x.dtype, c.facade)
  }

  private static func statistic(_ mode: String, _ edge: ArrayObject, _ axis: Int, _ c: NumericCall)
    throws -> ArrayObject
  {
    let result: ArrayObject
    switch mode {
    case "maximum", "minimum":
      return try c.interpreter.reduce(
        mode == "maximum" ? .max : .min, edge, axes: [axis], keepDims: true, facade: c.facade)
    case "mean":
      result = try c.interpreter.reduce(.mean, edge, axes: [axis], keepDims: true, facade: c.facade)
    default:
      let middle = try c.session.value(of: edge).median(axes: [axis], ignoresNaN: false)
      result = c.result(try middle.expanded([axis]))
    }
    guard edge.dtype.isInteger else { return result }
    return try c.interpreter.converted(
      c.build([result]) { try $0.rint($1[0]) }, edge.dtype, c.facade)
  }

  /// Mirrored through the end elements: `2·end − mirrored`.
  private static func oddReflection(
    _ x: ArrayObject, _ widths: [(Int, Int)], _ mode: String, _ c: NumericCall
  ) throws -> ArrayObject {
    var result = x
    for (axis, width) in widths.enumerated() where width != (0, 0) {
      let extent = result.shape[axis]
      guard max(width.0, width.1) <= (mode == "reflect" ? extent - 1 : extent) else {
        throw Raised(
          .notImplementedError,
          "pad: reflect_type='odd' over more elements than the axis has is not available in agrun")
      }
      let places = (-width.0..<extent + width.1).map { source($0, extent, mode) }
      let signs = (-width.0..<extent + width.1).map { (0..<extent).contains($0) ? 1 : -1 }
      let ends = (-width.0..<extent + width.1).map { $0 < 0 ? 0 : extent - 1 }
      let twice = signs.map { $0 < 0 ? 2 : 0 }
      var shape = [Int](repeating: 1, count: x.rank)
      shape[axis] = places.count
      result = try c.build([result]) { graph, ids in
        let mirrored = try graph.take(ids[0], graph.constant(NDArray(places)), axis: axis)
        let edge = try graph.take(ids[0], graph.constant(NDArray(ends)), axis: axis)
        let sign = graph.constant(NDArray(signs, shape: shape, dtype: x.dtype))
        let factor = graph.constant(NDArray(twice, shape: shape, dtype: x.dtype))
        return try graph.add(graph.multiply(mirrored, sign), graph.multiply(edge, factor))
      }
    }
    return result
  }

  private static func option(_ name: Name, _ options: [(name: Name, value: Value)]) -> Value? {
    options.first { $0.name == name }?.value
  }

  private static func allow(
    _ names: [String], _ options: [(name: Name, value: Value)], _ mode: String
  ) throws {
    let others = options.map(\.name.text).filter { !names.contains($0) }
    guard others.isEmpty else {
      let list = others.map { "'\($0)'" }.joined(separator: ", ")
      throw Raised(.valueError, "unsupported keyword arguments for mode '\(mode)': {\(list)}")
    }
  }

  /// A value for both ends of every axis, broadcast as `pad_width` is.
  private static func sides(_ value: Value, rank: Int, _ dtype: DType, _ c: NumericCall) throws
    -> [(Scalar, Scalar)]
  {
    let given = try c.session.value(of: c.interpreter.array(of: value, .numpy)).converted(to: dtype)
    let numbers: [Scalar]
    if given.shape == [rank, 1] {
      numbers = given.scalars.flatMap { [$0, $0] }
    } else {
      numbers = try given.broadcast(to: [rank, 2]).scalars
    }
    return (0..<rank).map { (numbers[2 * $0], numbers[2 * $0 + 1]) }
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
    if case .dict(let dictionary) = value {
      var result = (0..<rank).map { _ in (0, 0) }
      for (key, width) in dictionary.items {
        let axis = try Shapes.normalize(axis: c.interpreter.requireIndex(key), rank: rank)
        result[axis] = try amounts(width, rank: 1, c)[0]
      }
      return result
    }
    let widths = try c.session.value(of: c.interpreter.array(of: value, .numpy))
    guard widths.dtype.isInteger else {
      throw Raised(.typeError, "`pad_width` must be of integral type.")
    }
    let numbers = widths.integers
    guard numbers.allSatisfy({ $0 >= 0 }) else {
      throw Raised(.valueError, "index can't contain negative values")
    }
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
