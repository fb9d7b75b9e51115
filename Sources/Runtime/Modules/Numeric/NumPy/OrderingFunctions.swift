import Arrays
import Autodiff

/// Sorting, searching, sets and quantiles.
enum OrderingFunctions {
  static let all: [NumericFunction] = sorting + searching + sets + quantiles

  private static let sorting: [NumericFunction] = [
    .array(
      "sort(a, axis=-1, kind=None, order=None, *, stable=None, descending=False)", "A sorted copy."
    ) { c in
      let x = try c.array(0)
      try c.interpreter.checkSortKind(c[2])
      let axis = try c.interpreter.axis(from: c[1], rank: x.rank)
      let sorted = try c.interpreter.sort(x, axis: axis, c.facade)
      return try c.flag(5) ? c.interpreter.flip(sorted, [axis ?? 0], c.facade) : sorted
    },
    .array(
      "argsort(a, axis=-1, kind=None, order=None, *, stable=None, descending=False)",
      "Indices that sort."
    ) { c in
      let x = try c.array(0)
      try c.interpreter.checkSortKind(c[2])
      return try c.interpreter.argsort(
        x, axis: c.interpreter.axis(from: c[1], rank: x.rank), descending: c.flag(5), c.facade)
    },
    .array("lexsort(keys, axis=-1)", "Indices that sort by several keys, the last first.") { c in
      c.index(
        NDArray.lexsort(
          try c.interpreter.arrays(from: c[0], c.facade).map { try c.session.value(of: $0) }))
    },
    .array(
      "partition(a, kth, axis=-1, kind='introselect', order=None)",
      "A copy with the k-th element in its place: sorted."
    ) { c in
      let x = try c.array(0)
      return try c.interpreter.sort(x, axis: c.interpreter.axis(from: c[2], rank: x.rank), c.facade)
    },
    .array(
      "argpartition(a, kth, axis=-1, kind='introselect', order=None)",
      "Indices that partition: those that sort."
    ) { c in
      let x = try c.array(0)
      return try c.interpreter.argsort(
        x, axis: c.interpreter.axis(from: c[2], rank: x.rank), c.facade)
    },
    .array("sort_complex(a)", "Complex numbers in lexicographic order.") { c in
      let x = try c.interpreter.astype(
        c.array(0), c.array(0).dtype == .float32 ? .complex64 : .complex128, c.facade)
      return try c.interpreter.sort(x, axis: x.rank - 1, c.facade)
    },
  ]

  private static let searching: [NumericFunction] = [
    .array(
      "searchsorted(a, v, side='left', sorter=None, *, method='scan')",
      "Places that keep the order."
    ) { c in
      var sorted = try c.array(0)
      if !c.isMissing(3) { sorted = try c.interpreter.take(sorted, c.array(3), axis: 0, c.facade) }
      return try c.interpreter.searchSorted(
        sorted, c.array(1), right: c.interpreter.isRightSide(c[2]), c.facade)
    },
    NumericFunction("nonzero(a)", "Indices of elements that are not zero.") { c in
      .tuple(try c.elements(0).nonzero().map { .object(c.index($0)) })
    },
    .array("flatnonzero(a)", "Indices of elements of the flattened array that are not zero.") { c in
      let truths = try c.elements(0).truths
      return c.index(NDArray(truths.indices.filter { truths[$0] }))
    },
    .array("argwhere(a)", "Indices of elements that are not zero, one a row.") { c in
      let x = try c.elements(0)
      let columns = x.nonzero().map(\.integers)
      let count = columns.first?.count ?? (x.rank == 0 && x.item.isTrue ? 1 : 0)
      return c.index(
        NDArray((0..<count).flatMap { row in columns.map { $0[row] } }, shape: [count, x.rank]))
    },
    .array("digitize(x, bins, right=False)", "Places among bins.") { c in
      let found = try Histograms.digitize(c.elements(0), edges: c.elements(1), right: c.flag(2))
      return ArrayObject(
        result: c.facade == .jax ? found.converted(to: c.defaultInt) : found, c.facade)
    },
  ]

  private static let sets: [NumericFunction] = [
    NumericFunction(
      "unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True, sorted=True, size=None, fill_value=None)",
      "Distinct elements, sorted."
    ) { c in
      let x = try c.elements(0)
      let found = try c.isMissing(4) ? x.unique(equalNaN: c.flag(5)) : x.unique(axis: c.int(4))
      var parts: [Value] = [.object(c.result(found.values))]
      if try c.flag(1) { parts.append(.object(c.index(found.firstIndices))) }
      if try c.flag(2) { parts.append(.object(c.index(found.inverse))) }
      if try c.flag(3) { parts.append(.object(c.index(found.counts))) }
      return parts.count == 1 ? parts[0] : .tuple(parts)
    },
    NumericFunction("unique_all(x)", "Distinct elements with all that is known about them.") { c in
      let found = try c.elements(0).unique(equalNaN: false)
      return .tuple(
        NamedResult(
          "UniqueAllResult", ["values", "indices", "inverse_indices", "counts"],
          [
            .object(c.result(found.values)), .object(c.index(found.firstIndices)),
            .object(c.index(found.inverse)), .object(c.index(found.counts)),
          ]))
    },
    NumericFunction("unique_counts(x)", "Distinct elements and how often each occurs.") { c in
      let found = try c.elements(0).unique(equalNaN: false)
      return .tuple(
        NamedResult(
          "UniqueCountsResult", ["values", "counts"],
          [.object(c.result(found.values)), .object(c.index(found.counts))]))
    },
    NumericFunction("unique_inverse(x)", "Distinct elements and where each element is among them.")
    {
      c in
      let found = try c.elements(0).unique(equalNaN: false)
      return .tuple(
        NamedResult(
          "UniqueInverseResult", ["values", "inverse_indices"],
          [.object(c.result(found.values)), .object(c.index(found.inverse))]))
    },
    .array("unique_values(x)", "Distinct elements.") { c in
      c.result(try c.elements(0).unique(equalNaN: false).values)
    },
    .array(
      "isin(element, test_elements, assume_unique=False, invert=False, *, kind=None)",
      "Whether elements occur in another array."
    ) { c in
      let pair = try c.promoted([c.array(0), c.array(1)]).map { try c.session.value(of: $0) }
      return ArrayObject(
        result: SetRoutines.isin(pair[0], pair[1], invert: try c.flag(3)), c.facade)
    },
    NumericFunction(
      "intersect1d(ar1, ar2, assume_unique=False, return_indices=False)", "Elements of both arrays."
    ) { c in
      let pair = try c.promoted([c.array(0), c.array(1)]).map { try c.session.value(of: $0) }
      let found = try SetRoutines.intersection(pair[0], pair[1])
      if try c.flag(3) {
        return .tuple([
          .object(c.result(found.values)), .object(c.index(found.left)),
          .object(c.index(found.right)),
        ])
      }
      return .object(c.result(found.values))
    },
    .array("union1d(ar1, ar2)", "Elements of either array.") { c in
      let pair = try c.promoted([c.array(0), c.array(1)]).map { try c.session.value(of: $0) }
      return c.result(try SetRoutines.union(pair[0], pair[1]))
    },
    .array("setdiff1d(ar1, ar2, assume_unique=False)", "Elements of the first array only.") { c in
      let pair = try c.promoted([c.array(0), c.array(1)]).map { try c.session.value(of: $0) }
      return c.result(SetRoutines.difference(pair[0], pair[1]))
    },
    .array("setxor1d(ar1, ar2, assume_unique=False)", "Elements of one array only.") { c in
      let pair = try c.promoted([c.array(0), c.array(1)]).map { try c.session.value(of: $0) }
      return c.result(try SetRoutines.symmetricDifference(pair[0], pair[1]))
    },
  ]

  private static func quantile(_ name: String, scale: Double, ignoresNaN: Bool) -> NumericFunction {
    .array(
      "\(name)(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None, interpolation=None)",
      "Quantiles of the elements."
    ) { c in
      let x = try c.array(0)
      if !c.isMissing(7) {
        return try weightedQuantile(c, x, scale: scale, ignoresNaN: ignoresNaN)
      }
      let points = try c.elements(1)
      let fractions = NDArray(points.doubles.map { $0 / scale }, shape: points.shape)
      guard let method = QuantileMethod(rawValue: try c.text(5)) else {
        throw Raised(
          .valueError,
          "'\(try c.text(5))' is not a valid method. Use one of: dict_keys(['inverted_cdf', 'averaged_inverted_cdf', 'closest_observation', 'interpolated_inverted_cdf', 'hazen', 'weibull', 'linear', 'median_unbiased', 'normal_unbiased', 'lower', 'higher', 'midpoint', 'nearest'])"
        )
      }
      let axes = try c.axes(2).map { try Shapes.normalize(axes: $0, rank: x.rank) }
      if x.isTraced {
        return try tracedQuantile(c, x, fractions.doubles, fractions.shape, axes, keeps: c.flag(6))
      }
      if fractions.doubles.contains(where: { !($0 >= 0 && $0 <= 1) }) {
        throw Raised(
          .valueError,
          scale == 100
            ? "Percentiles must be in the range [0, 100]" : "Quantiles must be in the range [0, 1]")
      }
      let isSingle = x.dtype == .float32 || c.facade == .jax && c.defaultFloat == .float32
      var result = try c.session.value(of: x).quantile(
        fractions, axes: axes, method: method, isSingle: isSingle, ignoresNaN: ignoresNaN)
      if try c.flag(6) {
        let kept = x.shape.indices.map {
          axes == nil || axes?.contains($0) == true ? 1 : x.shape[$0]
        }
        result = try result.reshaped(points.shape + kept)
      }
      return ArrayObject(result: result, c.facade)
    }
  }

  /// Quantiles by the inverse of the weighted distribution, the only method NumPy has for weights.
  private static func weightedQuantile(
    _ c: NumericCall, _ x: ArrayObject, scale: Double, ignoresNaN: Bool
  ) throws -> ArrayObject {
    guard try c.text(5) == "inverted_cdf" else {
      throw Raised(
        .valueError,
        "Only method 'inverted_cdf' supports weights. Got: \(try c.text(5)).")
    }
    let points = try c.elements(1)
    let axes = try c.axes(2)
    guard axes == nil || axes?.count == 1 || x.rank <= 1 else {
      throw Raised(
        .notImplementedError, "weighted quantiles over several axes are not available in agrun")
    }
    let axis = try axes.map { try Shapes.normalize(axis: $0[0], rank: x.rank) }
    let elements = try c.session.value(of: x), given = try c.elements(7)
    guard
      given.shape == elements.shape
        || given.rank == 1 && axis.map({ given.count == x.shape[$0] }) ?? false
    else {
      throw Raised(.typeError, "Axis must be specified when shapes of a and weights differ.")
    }
    let width = axis.map { x.shape[$0] } ?? x.count
    let rows =
      try axis.map { try elements.movedAxes([$0], to: [x.rank - 1]) } ?? elements.reshaped([-1])
    let weights =
      try given.shape == elements.shape
      ? (axis.map { try given.movedAxes([$0], to: [x.rank - 1]) } ?? given.reshaped([-1]))
      : given.broadcast(to: rows.shape)
    let (values, masses) = (rows.doubles, weights.doubles)
    let lines = values.count / max(width, 1)
    let results = points.doubles.flatMap { point -> [Double] in
      (0..<lines).map { line in
        let places = (line * width..<(line + 1) * width).filter {
          masses[$0] > 0 && !(ignoresNaN && values[$0].isNaN)
        }
        if places.contains(where: { values[$0].isNaN }) { return .nan }
        let order = places.sorted { (values[$0], $0) < (values[$1], $1) }
        let total = order.reduce(0) { $0 + masses[$1] }
        var running = 0.0
        for place in order {
          running += masses[place]
          if running / total >= point / scale { return values[place] }
        }
        return order.last.map { values[$0] } ?? .nan
      }
    }
    let shape = points.shape + rows.shape.dropLast()
    let result = NDArray(results, shape: shape, dtype: x.dtype.isInexact ? x.dtype : x.dtype)
    return c.result(result)
  }

  private static func median(_ name: String, ignoresNaN: Bool) -> NumericFunction {
    .array(
      "\(name)(a, axis=None, out=None, overwrite_input=False, keepdims=False)",
      "The middle of the elements."
    ) { c in
      let x = try c.array(0)
      let axes = try c.axes(1).map { try Shapes.normalize(axes: $0, rank: x.rank) }
      if x.isTraced { return try tracedQuantile(c, x, [0.5], [], axes, keeps: c.flag(4)) }
      var result = try c.session.value(of: x).median(axes: axes, ignoresNaN: ignoresNaN)
      if c.facade == .jax {
        result = result.converted(to: x.dtype.isInexact ? x.dtype : c.defaultFloat)
      }
      if try c.flag(4) {
        result = try result.reshaped(
          x.shape.indices.map { axes == nil || axes?.contains($0) == true ? 1 : x.shape[$0] })
      }
      return ArrayObject(result: result, c.facade)
    }
  }

  /// Linear interpolation between sorted elements, so that derivatives follow the elements that count.
  private static func tracedQuantile(
    _ c: NumericCall, _ x: ArrayObject, _ points: [Double], _ shape: [Int], _ axes: [Int]?,
    keeps: Bool
  ) throws -> ArrayObject {
    let all = x.shape, rank = all.count
    let reduced = axes ?? Array(0..<rank)
    let kept = (0..<rank).filter { !reduced.contains($0) }
    let keptShape = kept.map { all[$0] }, width = reduced.reduce(1) { $0 * all[$1] }
    return try c.build([c.floating(x)]) { graph, ids in
      let rows = try graph.reshape(graph.transpose(ids[0], kept + reduced), keptShape + [width])
      let sorted = try graph.sort(rows, axis: keptShape.count)
      let dtype = graph.dtype(of: sorted)
      let parts = try points.map { point -> NodeID in
        let place = point * Double(width - 1)
        let low = Int(place.rounded(.down)), high = min(low + 1, width - 1),
          weight = place - Double(low)
        let lower = try graph.slice(sorted, axis: keptShape.count, start: low, count: 1)
        let upper = try graph.slice(sorted, axis: keptShape.count, start: high, count: 1)
        let mixed = try graph.add(
          graph.multiply(lower, graph.constant(1 - weight, dtype, weak: true)),
          graph.multiply(upper, graph.constant(weight, dtype, weak: true)))
        return try graph.reshape(mixed, [1] + keptShape)
      }
      let joined = try parts.count == 1 ? parts[0] : graph.concatenate(parts, axis: 0)
      let tail = keeps ? (0..<rank).map { reduced.contains($0) ? 1 : all[$0] } : keptShape
      return try graph.reshape(joined, shape + tail)
    }
  }

  private static let quantiles: [NumericFunction] = [
    quantile("quantile", scale: 1, ignoresNaN: false),
    quantile("percentile", scale: 100, ignoresNaN: false),
    quantile("nanquantile", scale: 1, ignoresNaN: true),
    quantile("nanpercentile", scale: 100, ignoresNaN: true),
    median("median", ignoresNaN: false), median("nanmedian", ignoresNaN: true),
  ]
}
