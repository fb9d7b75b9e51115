import Arrays
import Autodiff

/// Covariances and reductions that leave NaN out.
enum StatisticsFunctions {
  static let all: [NumericFunction] = covariance + ignoringNaN

  private static let covariance: [NumericFunction] = [
    .array(
      "cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None)",
      "The covariance matrix of rows."
    ) { c in
      try c.refuse(5, "fweights")
      try c.refuse(6, "aweights")
      return try covarianceMatrix(
        c, c.array(0), c.isMissing(1) ? nil : c.array(1), rows: c.flag(2),
        freedom: c.isMissing(4) ? (c.flag(3) ? 0 : 1) : c.double(4))
    },
    .array("corrcoef(x, y=None, rowvar=True)", "The correlation coefficients of rows.") { c in
      let matrix = try covarianceMatrix(
        c, c.array(0), c.isMissing(1) ? nil : c.array(1), rows: c.flag(2), freedom: 1)
      guard matrix.rank == 2 else {
        return try c.interpreter.elementwise(
          ElementwiseTable.divide, [.array(matrix), .array(matrix)], c.facade)
      }
      let count = matrix.shape[0]
      return try c.build([matrix]) { graph, ids in
        let deviation = try graph.sqrt(graph.diagonal(ids[0]))
        let scaled = try graph.divide(
          graph.divide(ids[0], graph.reshape(deviation, [count, 1])),
          graph.reshape(deviation, [1, count]))
        let dtype = graph.dtype(of: scaled)
        if dtype.isComplex { return scaled }
        return try graph.minimum(
          graph.maximum(scaled, graph.constant(-1.0, dtype)), graph.constant(1.0, dtype))
      }
    },
  ]

  private static func covarianceMatrix(
    _ c: NumericCall, _ x: ArrayObject, _ y: ArrayObject?, rows: Bool, freedom: Double
  ) throws -> ArrayObject {
    func matrix(_ a: ArrayObject) throws -> ArrayObject {
      guard a.rank <= 2 else { throw Raised(.valueError, "m has more than 2 dimensions") }
      let shaped = a.rank == 2 ? a : try c.interpreter.reshape(a, [1, a.count], c.facade)
      return rows || shaped.shape[0] == 1 && a.rank < 2
        ? shaped : try c.interpreter.transpose(shaped, nil, c.facade)
    }
    var operand = try matrix(c.floating(x))
    if let y {
      operand = try c.interpreter.concatenate([operand, matrix(c.floating(y))], axis: 0, c.facade)
    }
    let (count, width) = (operand.shape[0], operand.shape[1])
    let result = try c.build([operand]) { graph, ids in
      let dtype = graph.dtype(of: ids[0])
      let mean = try graph.divide(
        graph.reduceSum(ids[0], axes: [1]), graph.constant(Double(width), dtype))
      let centred = try graph.subtract(ids[0], graph.reshape(mean, [count, 1]))
      let product = try graph.matmul(centred, graph.conj(graph.transpose(centred)))
      return try graph.divide(product, graph.constant(max(Double(width) - freedom, 0), dtype))
    }
    return try c.interpreter.squeeze(result, nil, c.facade).asResult(c)
  }

  private static func reduction(_ kind: Reduction) -> NumericFunction {
    .array(
      "nan\(kind.rawValue)(a, axis=None, dtype=None, out=None, keepdims=False, ddof=0)",
      "The \(kind.rawValue) of elements that are not NaN."
    ) { c in
      let x = try c.array(0)
      let axes = try c.axes(1), keeps = try c.flag(4)
      guard x.dtype.isInexact else {
        return try c.interpreter.reduce(
          kind, x, axes: axes, keepDims: keeps, dtype: c.dtype(2), freedom: c.double(5),
          facade: c.facade)
      }
      let present = try c.build([x]) { try $0.logicalNot($0.isnan($1[0])) }
      switch kind {
      case .max, .min:
        let fill: Value = .float(kind == .max ? -.infinity : .infinity)
        let filled = try c.interpreter.select(.object(present), .object(x), fill, c.facade)
        let reduced = try c.interpreter.reduce(
          kind, filled, axes: axes, keepDims: keeps, facade: c.facade)
        let any = try c.interpreter.reduce(
          .any, present, axes: axes, keepDims: keeps, facade: c.facade)
        return try c.interpreter.select(.object(any), .object(reduced), .float(.nan), c.facade)
          .asResult(c)
      default:
        return try c.interpreter.maskedReduce(
          kind, x, axes: axes, keepDims: keeps, dtype: c.dtype(2), freedom: c.double(5),
          initial: .none, mask: .object(present), facade: c.facade)
      }
    }
  }

  private static func argument(_ name: String, isMax: Bool) -> NumericFunction {
    .array(
      "\(name)(a, axis=None, out=None, *, keepdims=False)",
      "Index of the first extreme element that is not NaN."
    ) { c in
      let x = try c.array(0)
      let missing = try c.build([x]) { try $0.isnan($1[0]) }
      let filled = try c.interpreter.select(
        .object(missing), .float(isMax ? -.infinity : .infinity), .object(x), c.facade)
      return try c.interpreter.argument(
        isMax: isMax, filled, axis: c.interpreter.axis(from: c[1], rank: x.rank),
        keepDims: c.flag(3), c.facade)
    }
  }

  private static func cumulative(_ name: String, _ kernel: CumulativeKernel, _ fill: Double)
    -> NumericFunction
  {
    .array(
      "\(name)(a, axis=None, dtype=None, out=None)",
      "Running \(kernel == .sum ? "sum" : "product"), NaN left out."
    ) { c in
      let x = try c.array(0)
      let missing = try c.build([x]) { try $0.isnan($1[0]) }
      let filled = try c.interpreter.select(.object(missing), .float(fill), .object(x), c.facade)
      return try c.interpreter.cumulate(
        kernel, filled, axis: c.interpreter.axis(from: c[1], rank: x.rank), dtype: c.dtype(2),
        c.facade)
    }
  }

  private static let ignoringNaN: [NumericFunction] = [
    reduction(.sum), reduction(.prod), reduction(.mean), reduction(.var), reduction(.std),
    reduction(.max), reduction(.min),
    argument("nanargmax", isMax: true), argument("nanargmin", isMax: false),
    cumulative("nancumsum", .sum, 0), cumulative("nancumprod", .product, 1),
  ]
}
