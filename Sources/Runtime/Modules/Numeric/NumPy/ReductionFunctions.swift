import Arrays
import Autodiff

/// `sum`, `mean` and other functions that reduce along axes.
enum ReductionFunctions {
  static let all: [NumericFunction] = plain + moments + running + extremes

  private static func reduction(_ kind: Reduction, aliases: [String] = []) -> NumericFunction {
    NumericFunction(
      "\(kind.rawValue)(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=None)",
      "The \(kind.rawValue) of the elements along axes.", aliases: aliases
    ) { c in
      try c.refuse(3, "out")
      let x = try c.array(0)
      let axes = try c.axes(1)
      let keeps = try c.flag(4)
      if !c.isMissing(5) || !c.isMissing(6) {
        return .object(
          try c.interpreter.maskedReduce(
            kind, x, axes: axes, keepDims: keeps, dtype: c.dtype(2), freedom: 0, initial: c[5],
            mask: c[6], facade: c.facade))
      }
      return .object(
        try c.interpreter.reduce(
          kind, x, axes: axes, keepDims: keeps, dtype: c.dtype(2), facade: c.facade))
    }
  }

  private static let plain: [NumericFunction] = [
    reduction(.sum), reduction(.prod, aliases: ["product"]), extreme(.max, ["amax"]),
    extreme(.min, ["amin"]),
    truth(.any), truth(.all),
  ]

  private static func extreme(_ kind: Reduction, _ aliases: [String]) -> NumericFunction {
    NumericFunction(
      "\(kind.rawValue)(a, axis=None, out=None, keepdims=False, initial=None, where=None)",
      "The \(kind.rawValue) of the elements along axes.", aliases: aliases
    ) { c in
      try c.refuse(2, "out")
      return .object(
        try c.interpreter.maskedReduce(
          kind, c.array(0), axes: c.axes(1), keepDims: c.flag(3), dtype: nil, freedom: 0,
          initial: c[4], mask: c[5], facade: c.facade))
    }
  }

  private static func truth(_ kind: Reduction) -> NumericFunction {
    NumericFunction(
      "\(kind.rawValue)(a, axis=None, out=None, keepdims=False, *, where=None)",
      "Whether \(kind.rawValue) of the elements are true."
    ) { c in
      .object(
        try c.interpreter.maskedReduce(
          kind, c.array(0), axes: c.axes(1), keepDims: c.flag(3), dtype: nil, freedom: 0,
          initial: .none, mask: c[4], facade: c.facade))
    }
  }

  private static func moment(_ kind: Reduction) -> NumericFunction {
    let freedom = kind == .mean ? "" : ", ddof=0"
    let declaration =
      "\(kind.rawValue)(a, axis=None, dtype=None, out=None\(freedom), keepdims=False, *, where=None, mean=None, correction=None)"
    return NumericFunction(declaration, "The \(kind.rawValue) of the elements along axes.") { c in
      let shift = kind == .mean ? 0 : 1
      let free = try kind == .mean ? 0 : c.isMissing(8) ? c.double(4) : c.double(8)
      if !c.isMissing(5 + shift) {
        return .object(
          try c.interpreter.maskedReduce(
            kind, c.array(0), axes: c.axes(1), keepDims: c.flag(4 + shift), dtype: c.dtype(2),
            freedom: free, initial: .none, mask: c[5 + shift], facade: c.facade))
      }
      return .object(
        try c.interpreter.reduce(
          kind, c.array(0), axes: c.axes(1), keepDims: c.flag(4 + shift), dtype: c.dtype(2),
          freedom: free, facade: c.facade))
    }
  }

  private static let moments: [NumericFunction] = [moment(.mean), moment(.var), moment(.std)]

  private static func cumulative(_ name: String, _ kernel: CumulativeKernel) -> NumericFunction {
    .array("\(name)(a, axis=None, dtype=None, out=None)", "Running \(name.dropFirst(3)).") { c in
      let x = try c.array(0)
      return try c.interpreter.cumulate(
        kernel, x, axis: c.interpreter.axis(from: c[1], rank: x.rank), dtype: c.dtype(2), c.facade)
    }
  }

  private static let running: [NumericFunction] = [
    cumulative("cumsum", .sum), cumulative("cumprod", .product),
    inclusive("cumulative_sum", .sum), inclusive("cumulative_prod", .product),
  ]

  private static func inclusive(_ name: String, _ kernel: CumulativeKernel) -> NumericFunction {
    .array(
      "\(name)(x, /, *, axis=None, dtype=None, out=None, include_initial=False)",
      "Running \(name.dropFirst(11))."
    ) { c in
      let x = try c.array(0)
      guard x.rank > 0 else {
        throw Raised(.valueError, "Input array must have at least 1 dimension.")
      }
      if c.isMissing(1), x.rank > 1 {
        throw Raised(
          .valueError,
          "For arrays which have more than one dimension ``axis`` argument is required.")
      }
      let axis = try c.interpreter.axis(from: c[1], rank: x.rank) ?? 0
      let result = try c.interpreter.cumulate(kernel, x, axis: axis, dtype: c.dtype(2), c.facade)
      guard try c.flag(4) else { return result }
      var shape = result.shape
      shape[axis] = 1
      let start = NDArray.full(
        .int(kernel == .sum ? 0 : 1), shape: shape, dtype: result.dtype)
      return try c.interpreter.concatenate([c.result(start), result], axis: axis, c.facade)
    }
  }

  private static func index(_ name: String, isMax: Bool) -> NumericFunction {
    .array(
      "\(name)(a, axis=None, out=None, *, keepdims=False)", "Index of the first extreme element."
    ) { c in
      let x = try c.array(0)
      return try c.interpreter.argument(
        isMax: isMax, x, axis: c.interpreter.axis(from: c[1], rank: x.rank), keepDims: c.flag(3),
        c.facade)
    }
  }

  private static let extremes: [NumericFunction] = [
    index("argmax", isMax: true), index("argmin", isMax: false),
    .array("ptp(a, axis=None, out=None, keepdims=False)", "Largest minus smallest element.") { c in
      let x = try c.array(0)
      let high = try c.interpreter.reduce(
        .max, x, axes: c.axes(1), keepDims: c.flag(3), facade: c.facade)
      let low = try c.interpreter.reduce(
        .min, x, axes: c.axes(1), keepDims: c.flag(3), facade: c.facade)
      return try c.interpreter.elementwise(
        ElementwiseTable.subtract, [.array(high), .array(low)], c.facade)
    },
    NumericFunction(
      "count_nonzero(a, axis=None, *, keepdims=False)", "Number of elements that are not zero."
    ) { c in
      let flags = try c.interpreter.converted(c.array(0), .bool, c.facade)
      let count = try c.interpreter.reduce(
        .sum, flags, axes: c.axes(1), keepDims: c.flag(2), facade: c.facade)
      if c.facade == .numpy, count.rank == 0 { return .int(try c.session.scalar(of: count).asInt) }
      return .object(count)
    },
    NumericFunction(
      "average(a, axis=None, weights=None, returned=False, *, keepdims=False)", "Weighted mean."
    ) { c in try average(c) },
  ]

  private static func average(_ c: NumericCall) throws -> Value {
    let x = try c.array(0)
    let axes = try c.axes(1), keeps = try c.flag(4)
    func pair(_ mean: ArrayObject, _ mass: ArrayObject) throws -> Value {
      let shape = mean.shape
      return .tuple([
        .object(mean),
        .object(
          mass.shape == shape
            ? mass : try c.interpreter.copy(c.interpreter.broadcast(mass, to: shape, c.facade))),
      ])
    }
    guard !c.isMissing(2) else {
      let mean = try c.interpreter.reduce(.mean, x, axes: axes, keepDims: keeps, facade: c.facade)
      guard try c.flag(3) else { return .object(mean) }
      let ratio = Double(x.count) / Double(max(mean.count, 1))
      return try pair(
        mean, ArrayObject(.float(ratio), mean.dtype.realPart, c.facade == .jax ? .jax : .scalar))
    }
    var weights = try c.array(2)
    if weights.shape != x.shape {
      guard let axes else {
        throw Raised(.typeError, "Axis must be specified when shapes of a and weights differ.")
      }
      let places = try Shapes.normalize(axes: axes, rank: x.rank)
      guard weights.shape == places.map({ x.shape[$0] }) else {
        throw Raised(
          .valueError, "Shape of weights must be consistent with shape of a along specified axis.")
      }
      let order = places.indices.sorted { places[$0] < places[$1] }
      weights = try c.interpreter.transpose(weights, order, c.facade)
      weights = try c.interpreter.reshape(
        weights, x.shape.indices.map { places.contains($0) ? x.shape[$0] : 1 }, c.facade)
    }
    let products = try c.interpreter.elementwise(
      ElementwiseTable.multiply, [.array(x), .array(weights)], c.facade)
    let floats = try c.interpreter.promoted([products, x], c.facade, floating: true)[0]
    let total = try c.interpreter.reduce(
      .sum, floats, axes: axes, keepDims: keeps, facade: c.facade)
    let full = try c.interpreter.broadcast(weights, to: x.shape, c.facade)
    let mass = try c.interpreter.reduce(
      .sum, c.interpreter.converted(full, floats.dtype, c.facade), axes: axes, keepDims: keeps,
      facade: c.facade)
    if c.facade == .numpy, !mass.isTraced,
      try c.session.value(of: mass).scalars.contains(where: { !$0.isTrue })
    {
      throw Raised(.zeroDivisionError, "Weights sum to zero, can't be normalized")
    }
    let mean = try c.interpreter.elementwise(
      ElementwiseTable.divide, [.array(total), .array(mass)], c.facade)
    return try c.flag(3) ? pair(mean, mass) : .object(mean)
  }
}
