import Arrays
import Autodiff

/// `numpy.linalg.norm`.
enum Norms {
  static func norm(
    _ c: NumericCall, _ array: ArrayObject, _ order: Value, _ axes: [Int]?, keeps: Bool
  ) throws -> ArrayObject {
    var x = try c.floating(array)
    var places = try axes.map { try Shapes.normalize(axes: $0, rank: x.rank) }
    let full = x.shape
    if places == nil {
      if order.isNone || order.isUnbound || x.rank == 1
        || x.rank == 2 && (order.text == "f" || order.text == "fro")
      {
        let flat = try c.interpreter.reshape(x, [-1], c.facade)
        let result = try vector(c, flat, x.rank == 1 ? order : .none, 0)
        return keeps ? try c.interpreter.reshape(result, full.map { _ in 1 }, c.facade) : result
      }
      places = Array(0..<x.rank)
    }
    guard let places, places.count == 1 || places.count == 2 else {
      throw Raised(.valueError, "Improper number of dimensions to norm.")
    }
    let rest = (0..<x.rank).filter { !places.contains($0) }
    let result: ArrayObject
    if places.count == 1 {
      result = try vector(c, x, order, places[0])
    } else {
      x = try c.interpreter.transpose(x, rest + places, c.facade)
      result = try matrix(c, x, order)
    }
    return keeps
      ? try c.interpreter.reshape(
        result, full.indices.map { places.contains($0) ? 1 : full[$0] }, c.facade) : result
  }

  private static func vector(_ c: NumericCall, _ x: ArrayObject, _ order: Value, _ axis: Int) throws
    -> ArrayObject
  {
    let number =
      try order.isNone || order.isUnbound
      ? 2
      : order.number?.1.asDouble
        ?? {
          throw Raised(
            .valueError, "Invalid norm order '\(try c.interpreter.str(order))' for vectors")
        }()
    return try c.build([x]) { graph, ids in
      switch number {
      case .infinity: return try graph.reduceMax(graph.absolute(ids[0]), axes: [axis])
      case -.infinity: return try graph.reduceMin(graph.absolute(ids[0]), axes: [axis])
      case 0:
        let dtype = graph.dtype(of: ids[0])
        let flags = try graph.notEqual(ids[0], graph.constant(.int(0), dtype))
        return try graph.reduceSum(graph.convert(flags, to: dtype.realPart), axes: [axis])
      case 1: return try graph.reduceSum(graph.absolute(ids[0]), axes: [axis])
      case 2: return try graph.sqrt(graph.squares(ids[0], axes: [axis]))
      default:
        let size = try graph.absolute(ids[0])
        let dtype = graph.dtype(of: size)
        let sum = try graph.reduceSum(
          graph.power(size, graph.constant(number, dtype, weak: true)), axes: [axis])
        return try graph.power(sum, graph.constant(1 / number, dtype, weak: true))
      }
    }
  }

  /// Norms over the last two axes.
  private static func matrix(_ c: NumericCall, _ x: ArrayObject, _ order: Value) throws
    -> ArrayObject
  {
    let (rows, columns) = (x.rank - 2, x.rank - 1)
    if order.isNone || order.isUnbound || order.text == "fro" || order.text == "f" {
      return try c.build([x]) { try $0.sqrt($0.squares($1[0], axes: [rows, columns])) }
    }
    if order.text == "nuc" {
      return try c.build([x]) { graph, ids in
        let values = try graph.svd(ids[0], full: false)[1]
        return try graph.reduceSum(values, axes: [graph.rank(of: values) - 1])
      }
    }
    guard let number = order.number?.1.asDouble else {
      throw Raised(.valueError, "Invalid norm order for matrices.")
    }
    return try c.build([x]) { graph, ids in
      func sums(_ axis: Int) throws -> NodeID {
        try graph.reduceSum(graph.absolute(ids[0]), axes: [axis])
      }
      switch number {
      case 1: return try graph.reduceMax(sums(rows), axes: [rows])
      case -1: return try graph.reduceMin(sums(rows), axes: [rows])
      case .infinity: return try graph.reduceMax(sums(columns), axes: [rows])
      case -.infinity: return try graph.reduceMin(sums(columns), axes: [rows])
      case 2, -2:
        let values = try graph.svd(ids[0], full: false)[1]
        let last = graph.rank(of: values) - 1
        return try number > 0
          ? graph.reduceMax(values, axes: [last]) : graph.reduceMin(values, axes: [last])
      default: throw Raised(.valueError, "Invalid norm order for matrices.")
      }
    }
  }
}

extension Graph {
  /// Sum of squared sizes along axes.
  fileprivate func squares(_ x: NodeID, axes: [Int]) throws -> NodeID {
    guard dtype(of: x).isComplex else { return try reduceSum(square(x), axes: axes) }
    return try reduceSum(real(multiply(conj(x), x)), axes: axes)
  }
}
