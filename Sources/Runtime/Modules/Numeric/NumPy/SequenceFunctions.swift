import Arrays
import Autodiff

/// `linspace`, `logspace` and `geomspace`.
enum SequenceFunctions {
  static let all: [NumericFunction] = [
    NumericFunction(
      "linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, *, device=None)",
      "Numbers in equal steps, given their count."
    ) { c in
      let (result, step) = try spaced(c, c.array(0), c.array(1), dtype: c.dtype(5))
      let moved = try placed(c, result, axis: 6)
      return try c.flag(4) ? .tuple([.object(moved), .object(step)]) : .object(moved)
    },
    .array(
      "logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0)",
      "Numbers in equal ratios, given by their exponents."
    ) { c in
      let (exponents, _) = try spaced(c, c.array(0), c.array(1), dtype: nil)
      let base = try c.array(4)
      let powers = try c.interpreter.elementwise(
        ElementwiseTable.power,
        [
          base.rank == 0 && base.flavor != .array
            ? c.interpreter.operand(of: c[4], c.facade, function: "power") : .array(base),
          .array(exponents),
        ], c.facade)
      let typed = try c.dtype(5).map { try c.interpreter.astype(powers, $0, c.facade) } ?? powers
      return try placed(c, typed, axis: 6)
    },
    .array(
      "geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0)",
      "Numbers in equal ratios."
    ) { c in try placed(c, geometric(c), axis: 5) },
  ]

  /// The new axis, which comes first, moved to where `axis=` wants it.
  private static func placed(_ c: NumericCall, _ x: ArrayObject, axis slot: Int) throws
    -> ArrayObject
  {
    let axis = try c.int(slot)
    return axis == 0 ? x : try c.interpreter.moveAxes(x, [0], [axis], c.facade)
  }

  private static func spaced(
    _ c: NumericCall, _ start: ArrayObject, _ stop: ArrayObject, dtype: DType?
  ) throws -> (ArrayObject, step: ArrayObject) {
    let count = try c.int(2)
    let isInclusive = try c.flag(3)
    guard count >= 0 else { throw ShapeError.negativeSampleCount(count) }
    let divisions = Double(isInclusive ? count - 1 : count)
    func isPlain(_ x: ArrayObject) -> Bool {
      x.rank == 0 && !x.isTraced && !x.dtype.isComplex
    }
    if isPlain(start), isPlain(stop) {
      let first = try c.session.scalar(of: start).asDouble
      let last = try c.session.scalar(of: stop).asDouble
      let target = dtype ?? naturalType(c, start, stop)
      let step = ArrayObject(
        .float(divisions > 0 ? (last - first) / divisions : .nan),
        c.facade == .jax ? c.defaultFloat : .float64, c.facade == .jax ? .jax : .scalar)
      if c.facade == .jax, target == .float32 {
        return (c.result(singleLinspace(Float(first), Float(last), count, isInclusive)), step)
      }
      return (
        c.result(
          try NDArray.linspace(
            start: first, stop: last, count: count, endpoint: isInclusive, dtype: target,
            precision: target == .float32 && c.facade == .numpy && dtype == nil
              ? .float32 : .float64)),
        step
      )
    }
    let pair = try c.promoted([start, stop], floating: true)
    let parts = try c.session.build(pair, c.facade) { graph, ids in
      let dtype = graph.dtype(of: ids[0])
      let shape = ShapesOf.joined(graph.shape(of: ids[0]), graph.shape(of: ids[1]))
      let first = try graph.broadcast(ids[0], to: shape),
        last = try graph.broadcast(ids[1], to: shape)
      let delta = try graph.divide(
        graph.subtract(last, first), graph.constant(.float(max(divisions, 1)), dtype))
      let steps = NDArray(
        (0..<count).map(Double.init), shape: [count] + shape.map { _ in 1 }, dtype: dtype)
      var result = try graph.add(graph.multiply(graph.constant(steps), delta), first)
      if isInclusive, count > 1 {
        // The end is exact.
        let body = try graph.slice(result, axis: 0, start: 0, count: count - 1)
        result = try graph.concatenate([body, graph.reshape(last, [1] + shape)], axis: 0)
      }
      return [result, delta]
    }
    guard let dtype else { return (parts[0], parts[1]) }
    var result = parts[0]
    if dtype.isInteger, !result.isTraced, !result.dtype.isComplex {
      result = try c.build([result]) { try $0.floor($1[0]) }
    }
    return (try c.interpreter.astype(result, dtype, c.facade), parts[1])
  }

  /// float64 of Python numbers; NumPy scalars of single precision keep theirs.
  private static func naturalType(_ c: NumericCall, _ start: ArrayObject, _ stop: ArrayObject)
    -> DType
  {
    guard c.facade == .numpy, c[0].array != nil || c[1].array != nil else { return c.defaultFloat }
    func operand(_ slot: Int, _ x: ArrayObject) -> PromotionOperand {
      c[slot].array == nil ? .python(.float) : .dtype(x.dtype)
    }
    let common = NumPyPromotion.promote([operand(0, start), operand(1, stop), .python(.float)])
    return common
  }

  /// JAX's arithmetic: `start·(1 − t) + stop·t` in float32, the last exactly `stop`.
  private static func singleLinspace(
    _ start: Float, _ stop: Float, _ count: Int, _ isInclusive: Bool
  ) -> NDArray {
    let divisions = Float(isInclusive ? count - 1 : count)
    var values = (0..<max(count, 0)).map { index -> Double in
      let t = divisions > 0 ? Float(index) / divisions : 0
      return Double(start * (1 - t) + stop * t)
    }
    if isInclusive, count > 1 { values[count - 1] = Double(stop) }
    return NDArray(values, dtype: .float32)
  }

  private static func geometric(_ c: NumericCall) throws -> ArrayObject {
    let start = try c.array(0), stop = try c.array(1)
    let count = try c.int(2)
    if start.rank == 0, stop.rank == 0, !start.isTraced, !stop.isTraced, !start.dtype.isComplex,
      !stop.dtype.isComplex
    {
      let (first, last) = (try c.double(0), try c.double(1))
      guard first != 0, last != 0 else {
        throw Raised(.valueError, "Geometric sequence cannot include zero")
      }
      if (first < 0) == (last < 0) {
        return try real(c, first, last, count)
      }
    }
    let pair = try c.promoted([start, stop], floating: true).map {
      try c.interpreter.converted(
        $0, $0.dtype.isComplex || $0.rank > 0 ? $0.dtype : .complex128, c.facade)
    }
    return try c.build(pair) { graph, ids in
      let dtype = graph.dtype(of: ids[0])
      let shape = ShapesOf.joined(graph.shape(of: ids[0]), graph.shape(of: ids[1]))
      let first = try graph.broadcast(ids[0], to: shape),
        last = try graph.broadcast(ids[1], to: shape)
      let ratio = try graph.divide(last, first)
      let divisions = Double(try c.flag(3) ? count - 1 : count)
      let steps = NDArray(
        (0..<count).map { divisions > 0 ? Double($0) / divisions : 0 },
        shape: [count] + shape.map { _ in 1 }, dtype: dtype)
      return try graph.multiply(
        first, graph.exp(graph.multiply(graph.constant(steps), graph.log(ratio))))
    }
  }

  private static func real(_ c: NumericCall, _ start: Double, _ stop: Double, _ count: Int) throws
    -> ArrayObject
  {
    let sign: Double = start < 0 && stop < 0 ? -1 : 1
    func log10(_ x: Double) -> Double { Kernels.scalar(.log10, x, .float64) }
    let exponents = try NDArray.linspace(
      start: log10(sign * start), stop: log10(sign * stop), count: count, endpoint: c.flag(3)
    ).doubles
    var values = exponents.map { sign * Kernels.scalar(.power, 10, $0, .float64) }
    if count > 0 { values[0] = start }
    if count > 1, try c.flag(3) { values[count - 1] = stop }
    return c.result(NDArray(values, dtype: try c.dtype(4) ?? c.defaultFloat))
  }
}
