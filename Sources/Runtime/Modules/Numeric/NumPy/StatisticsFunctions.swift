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
      let freedom = try c.isMissing(4) ? (c.flag(3) ? 0 : 1) : c.double(4)
      if !c.isMissing(4), freedom != freedom.rounded() {
        throw Raised(.valueError, "ddof must be integer")
      }
      let x = try c.isMissing(7) ? c.array(0) : c.array(0, dtype: c.dtype(7))
      let weights = try ObservationWeights(c)
      return try covarianceMatrix(
        c, x, c.isMissing(1) ? nil : c.array(1), rows: c.flag(2), freedom: freedom, weights)
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
    _ c: NumericCall, _ x: ArrayObject, _ y: ArrayObject?, rows: Bool, freedom: Double,
    _ weights: ObservationWeights = ObservationWeights()
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
    if let total = try weights.total(width) {
      let divisor = total - freedom * (weights.squares / (weights.isScaled ? total : 1))
      let row = NDArray(weights.products, shape: [1, width])
      return try c.interpreter.squeeze(
        c.build([operand]) { graph, ids in
          let dtype = graph.dtype(of: ids[0])
          let factors = try graph.convert(graph.constant(row), to: dtype)
          let mean = try graph.divide(
            graph.reduceSum(graph.multiply(ids[0], factors), axes: [1]),
            graph.constant(.float(total), dtype))
          let centred = try graph.subtract(ids[0], graph.reshape(mean, [count, 1]))
          let product = try graph.matmul(
            centred, graph.conj(graph.transpose(graph.multiply(centred, factors))))
          return try graph.divide(product, graph.constant(.float(max(divisor, 0)), dtype))
        }, nil, c.facade
      ).asResult(c)
    }
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

/// `fweights` and `aweights` of `np.cov`: how often each observation counts and how much.
struct ObservationWeights {
  private var counts: [Double]?
  private var importances: [Double]?

  init() {}

  init(_ c: NumericCall) throws {
    func read(_ slot: Int, _ name: String) throws -> [Double]? {
      guard !c.isMissing(slot) else { return nil }
      let array = try c.elements(slot)
      guard array.rank <= 1 else {
        throw Raised(.runtimeError, "cannot handle multidimensional \(name)")
      }
      guard array.doubles.allSatisfy({ $0 >= 0 }) else {
        throw Raised(.valueError, "\(name) cannot be negative")
      }
      return array.doubles
    }
    counts = try read(5, "fweights")
    importances = try read(6, "aweights")
    if let counts, counts.contains(where: { $0 != $0.rounded() }) {
      throw Raised(.typeError, "fweights must be integer")
    }
  }

  var isScaled: Bool { importances != nil }

  /// The product of both for each observation.
  var products: [Double] {
    guard let counts else { return importances ?? [] }
    guard let importances else { return counts }
    return zip(counts, importances).map { $0 * $1 }
  }

  /// Sum of the weights' squares in `importances`; the total of plain counts counts as 1 an observation.
  var squares: Double {
    guard let importances else { return 1 }
    return zip(products, importances).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Sum of the weights; nil where there are none.
  func total(_ width: Int) throws -> Double? {
    guard counts != nil || importances != nil else { return nil }
    for (list, name) in [(counts, "fweights"), (importances, "aweights")] {
      if let list, list.count != width {
        throw Raised(.runtimeError, "incompatible numbers of samples and \(name)")
      }
    }
    return products.reduce(0, +)
  }
}
