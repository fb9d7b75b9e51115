import Arrays
import Autodiff

/// `np.interp`.
enum Interpolation {
  static func interp(_ c: NumericCall) throws -> ArrayObject {
    var x = try c.array(0), xp = try c.array(1), fp = try c.array(2)
    if !c.isMissing(5) {
      let period = abs(try c.double(5))
      guard period != 0 else { throw Raised(.valueError, "period must be a non-zero value") }
      (x, xp, fp) = try periodic(c, x, xp, fp, period)
    }
    if [x, xp, fp].contains(where: \.isTraced) { return try traced(c, x, xp, fp) }
    let isPeriodic = !c.isMissing(5)
    let values = try c.session.value(of: fp)
    func side(_ slot: Int, _ part: (Scalar) -> Double) throws -> Double? {
      guard !isPeriodic, !c.isMissing(slot) else { return nil }
      return part(try c.session.scalar(of: c.array(slot)))
    }
    func interpolated(_ values: NDArray, _ part: (Scalar) -> Double) throws -> NDArray {
      try NDArray.interpolate(
        c.session.value(of: x), xp: c.session.value(of: xp), fp: values, left: side(3, part),
        right: side(4, part))
    }
    guard values.dtype.isComplex else {
      let result = try interpolated(values) { $0.asDouble }
      return ArrayObject(
        result: c.facade == .jax ? result.converted(to: c.defaultFloat) : result, c.facade)
    }
    let scalars = values.scalars
    let real = try interpolated(NDArray(scalars.map(\.asDouble))) { $0.asDouble }
    let imaginary = try interpolated(NDArray(scalars.map(\.imaginary))) { $0.imaginary }
    let joined = zip(real.doubles, imaginary.doubles).map {
      Scalar.complex(real: $0, imaginary: $1)
    }
    return ArrayObject(
      result: NDArray(scalars: joined, shape: real.shape, dtype: .complex128), c.facade)
  }

  /// Points brought into one period, in increasing order, with a neighbour from the period on either side.
  private static func periodic(
    _ c: NumericCall, _ x: ArrayObject, _ xp: ArrayObject, _ fp: ArrayObject, _ period: Double
  ) throws -> (ArrayObject, ArrayObject, ArrayObject) {
    func wrapped(_ array: ArrayObject) throws -> ArrayObject {
      try c.interpreter.elementwise(
        ElementwiseTable.modulo, [.array(c.floating(array)), .python(.float, .float(period))],
        c.facade)
    }
    let places = try wrapped(xp)
    let order = try c.interpreter.argsort(places, axis: 0, c.facade)
    let sorted = try c.session.value(of: c.interpreter.take(places, order, axis: 0, c.facade))
      .doubles
    guard let first = sorted.first, let last = sorted.last else {
      throw Raised(.valueError, "array of sample points is empty")
    }
    let indices = try c.session.value(of: order).integers
    let around = [indices[indices.count - 1]] + indices + [indices[0]]
    return (
      try wrapped(x), c.result(NDArray([last - period] + sorted + [first + period])),
      try c.interpreter.take(fp, c.index(NDArray(around)), axis: 0, c.facade)
    )
  }

  static func traced(_ c: NumericCall, _ x: ArrayObject, _ xp: ArrayObject, _ fp: ArrayObject)
    throws -> ArrayObject
  {
    let operands = try c.promoted([x, xp, fp], floating: true)
    let points = try c.session.value(of: operands[1])
    let found = Kernels.searchSorted(
      points, try c.interpreter.reshape(operands[0], [-1], c.facade).value(in: c), right: true)
    let last = points.count - 1
    let lower = NDArray(found.integers.map { min(max($0 - 1, 0), max(last - 1, 0)) })
    let upper = NDArray(lower.integers.map { min($0 + 1, last) })
    return try c.build(operands) { graph, ids in
      let flat = try graph.reshape(ids[0], [-1])
      let (low, high) = (graph.constant(lower), graph.constant(upper))
      let x0 = try graph.take(ids[1], low, axis: 0), x1 = try graph.take(ids[1], high, axis: 0)
      let y0 = try graph.take(ids[2], low, axis: 0), y1 = try graph.take(ids[2], high, axis: 0)
      let slope = try graph.divide(graph.subtract(y1, y0), graph.subtract(x1, x0))
      let inside = try graph.add(graph.multiply(slope, graph.subtract(flat, x0)), y0)
      let first = try graph.slice(ids[1], axis: 0, start: 0, count: 1)
      let end = try graph.slice(ids[1], axis: 0, start: last, count: 1)
      let left = try graph.slice(ids[2], axis: 0, start: 0, count: 1)
      let right = try graph.slice(ids[2], axis: 0, start: last, count: 1)
      let clipped = try graph.select(
        graph.less(flat, first), left, graph.select(graph.greater(flat, end), right, inside))
      return try graph.reshape(clipped, graph.shape(of: ids[0]))
    }
  }
}
