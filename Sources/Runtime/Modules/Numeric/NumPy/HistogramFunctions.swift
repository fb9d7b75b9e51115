import Arrays
import Autodiff

/// Counting of values in bins.
enum HistogramFunctions {
  static let all: [NumericFunction] = [
    NumericFunction(
      "histogram(a, bins=10, range=None, density=None, weights=None)", "Counts in bins."
    ) { c in
      let values = try c.elements(0)
      let weights = try c.isMissing(4) ? nil : c.elements(4)
      if let weights, weights.shape != values.shape {
        throw Raised(.valueError, "weights should have the same shape as a.")
      }
      let (bounds, isEqual) = try edges(c, values, c[1], c[2], hasWeights: weights != nil)
      var counts =
        try isEqual
        ? Histograms.equalBins(values, edges: bounds, weights: weights)
        : Histograms.explicitBins(values, edges: bounds, weights: weights)
      if try !c.isMissing(3) && c.flag(3) {
        let widths = zip(bounds.doubles.dropFirst(), bounds.doubles).map { $0 - $1 }
        let total = counts.doubles.reduce(0, +)
        counts = NDArray(zip(counts.doubles, widths).map { $0 / $1 / total })
      } else if let weights, weights.dtype.isInteger {
        counts = counts.converted(to: weights.dtype)
      }
      return .tuple([.object(c.result(counts)), .object(c.result(bounds))])
    },
    .array("histogram_bin_edges(a, bins=10, range=None, weights=None)", "Edges of bins.") { c in
      c.result(try edges(c, c.elements(0), c[1], c[2], hasWeights: !c.isMissing(3)).0)
    },
    .array(
      "bincount(x, /, weights=None, minlength=0, *, length=None)",
      "Number of occurrences of each integer."
    ) { c in
      let counts = try Histograms.bincount(
        c.elements(0), weights: c.isMissing(1) ? nil : c.elements(1),
        minimumLength: c.isMissing(3) ? c.int(2) : c.int(3))
      return c.isMissing(1)
        ? c.index(counts)
        : c.result(c.facade == .jax ? counts.converted(to: c.defaultFloat) : counts)
    },
    NumericFunction(
      "histogram2d(x, y, bins=10, range=None, density=None, weights=None)",
      "Counts in two-dimensional bins."
    ) { c in
      let x = try c.elements(0), y = try c.elements(1)
      guard x.count == y.count else {
        throw Raised(.valueError, "x and y must have the same length.")
      }
      var bins = [c[2], c[2]]
      if c[2].number == nil {
        let parts = try c.interpreter.collect(c[2])
        if parts.count == 2 { bins = parts }
      }
      let sample = zip(x.doubles, y.doubles).flatMap { [$0, $1] }
      let (counts, bounds) = try joint(
        c, NDArray(sample, shape: [x.count, 2]), bins, range: c[3], density: c[4], weights: c[5])
      return .tuple([counts] + bounds)
    },
    NumericFunction(
      "histogramdd(sample, bins=10, range=None, density=None, weights=None)",
      "Counts in bins of several dimensions."
    ) { c in
      var sample: NDArray
      if c[0].array == nil, case let parts = try c.interpreter.collect(c[0]), !parts.isEmpty {
        let columns = try parts.map { try c.session.value(of: c.array(of: $0)) }
        sample = try NDArray(
          columns.flatMap(\.doubles), shape: [columns.count, columns[0].count]
        ).transposed()
      } else {
        sample = try c.elements(0)
      }
      if sample.rank == 1 { sample = try sample.reshaped([-1, 1]) }
      guard sample.rank == 2 else {
        throw Raised(.valueError, "The dimension of the sample must be one or two.")
      }
      let count = sample.shape[1]
      var bins = [Value](repeating: c[1], count: count)
      if c[1].number == nil {
        bins = try c.interpreter.collect(c[1])
        guard bins.count == count else {
          throw Raised(
            .valueError, "The dimension of bins must be equal to the dimension of the sample x.")
        }
      }
      let (counts, bounds) = try joint(
        c, sample, bins, range: c[2], density: c[3], weights: c[4])
      return .tuple([counts, .list(bounds)])
    },
  ]

  private static func joint(
    _ c: NumericCall, _ sample: NDArray, _ bins: [Value], range: Value, density: Value,
    weights: Value
  ) throws -> (Value, [Value]) {
    let ranges =
      try range.isNone || range.isUnbound
      ? bins.map { _ in Value.none } : c.interpreter.collect(range)
    let bounds = try bins.enumerated().map { axis, bins in
      var column = sample
      column.shape = [sample.shape[0]]
      column.strides = [sample.strides[0]]
      column.offset += axis * sample.strides[1]
      return try edges(c, column, bins, ranges[axis], hasWeights: false).0
    }
    let given = try weights.isNone ? nil : c.session.value(of: c.array(of: weights))
    var counts = try Histograms.joint(sample, edges: bounds, weights: given)
    if try !density.isNone && c.interpreter.isTruthy(density) {
      var volumes = [1.0]
      for bound in bounds {
        let widths = zip(bound.doubles.dropFirst(), bound.doubles).map { $0 - $1 }
        volumes = volumes.flatMap { volume in widths.map { volume * $0 } }
      }
      let total = counts.doubles.reduce(0, +)
      counts = NDArray(zip(counts.doubles, volumes).map { $0 / $1 / total }, shape: counts.shape)
    }
    return (.object(c.result(counts)), bounds.map { .object(c.result($0)) })
  }

  private static func edges(
    _ c: NumericCall, _ values: NDArray, _ bins: Value, _ range: Value, hasWeights: Bool
  ) throws -> (NDArray, isEqual: Bool) {
    var limits: (Double, Double)?
    if !range.isNone, !range.isUnbound {
      let pair = try c.interpreter.collect(range).map { try c.interpreter.requireFloat($0) }
      guard pair.count == 2 else {
        throw Raised(.valueError, "not enough values to unpack (expected 2, got \(pair.count))")
      }
      limits = (pair[0], pair[1])
    }
    if let name = bins.text {
      guard let rule = BinRule(rawValue: name) else {
        throw Raised(.valueError, "'\(name)' is not a valid estimator for `bins`")
      }
      if hasWeights {
        throw Raised(
          .typeError,
          "Automated estimation of the number of bins is not supported for weighted data")
      }
      let count = try rule.bins(for: values, range: limits)
      return (try Histograms.edges(of: values, bins: count, range: limits), true)
    }
    if let array = bins.array, array.rank > 0 { return (try explicit(c, bins), false) }
    if bins.number == nil, bins.array == nil { return (try explicit(c, bins), false) }
    guard let count = try? c.interpreter.requireIndex(bins) else {
      throw Raised(.typeError, "`bins` must be an integer, a string, or an array")
    }
    guard count > 0 else { throw Raised(.valueError, "`bins` must be positive, when an integer") }
    return (try Histograms.edges(of: values, bins: count, range: limits), true)
  }

  private static func explicit(_ c: NumericCall, _ bins: Value) throws -> NDArray {
    let bounds = try c.session.value(of: c.array(of: bins))
    guard bounds.rank == 1 else {
      throw Raised(.valueError, "`bins` must be 1d, when an array")
    }
    let values = bounds.doubles
    guard zip(values, values.dropFirst()).allSatisfy({ $0 <= $1 }) else {
      throw Raised(.valueError, "`bins` must increase monotonically, when an array")
    }
    return bounds
  }
}
