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
    .array(
      "cumulative_sum(x, /, *, axis=None, dtype=None, out=None, include_initial=False)",
      "Running sum."
    ) { c in
      let x = try c.array(0)
      return try c.interpreter.cumulate(
        .sum, x, axis: c.interpreter.axis(from: c[1], rank: x.rank) ?? 0, dtype: c.dtype(2),
        c.facade)
    },
  ]

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
    .array(
      "average(a, axis=None, weights=None, returned=False, *, keepdims=False)", "Weighted mean."
    ) { c in
      let x = try c.array(0)
      guard !c.isMissing(2) else {
        return try c.interpreter.reduce(
          .mean, x, axes: c.axes(1), keepDims: c.flag(4), facade: c.facade)
      }
      var weights = try c.array(2)
      let axes = try c.axes(1)
      if weights.rank != x.rank, let axis = axes?.first {
        let place = try Shapes.normalize(axis: axis, rank: x.rank)
        var extents = [Int](repeating: 1, count: x.rank)
        extents[place] = weights.count
        weights = try c.interpreter.reshape(weights, extents, c.facade)
      }
      let products = try c.interpreter.elementwise(
        ElementwiseTable.multiply, [.array(x), .array(weights)], c.facade)
      let total = try c.interpreter.reduce(
        .sum, products, axes: axes, keepDims: c.flag(4), facade: c.facade)
      let full = try c.interpreter.broadcast(weights, to: x.shape, c.facade)
      let mass = try c.interpreter.reduce(
        .sum, full, axes: axes, keepDims: c.flag(4), facade: c.facade)
      return try c.interpreter.elementwise(
        ElementwiseTable.divide, [.array(total), .array(mass)], c.facade)
    },
  ]
}
