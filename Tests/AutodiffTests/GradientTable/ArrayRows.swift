import Arrays
import Autodiff

enum ArrayRows {
  static let all: [GradientRow] = movement + reductions + cumulative + indexing + products

  static func row(
    _ primitive: String, _ note: String, _ shapes: [[Int]],
    _ domain: ClosedRange<Double> = -2...2, order: Int = 2, dialect: Dialect = .hips,
    _ build: @escaping GradientRow.Build
  ) -> GradientRow {
    GradientRow(
      primitive, note, shapes: [shapes], domains: [domain], order: order, dialect: dialect,
      build: build)
  }

  static let movement: [GradientRow] = [
    row("Reshape", "", [[2, 3]]) { [try $0.reshape($0.sin($1[0]), [3, -1])] },
    row("Reshape", "empty", [[0, 3]]) { [try $0.reshape($1[0], [3, 0])] },
    row("Transpose", "", [[2, 3, 2]]) { [try $0.transpose($0.sin($1[0]), [2, 0, 1])] },
    row("BroadcastInDim", "", [[3, 1]]) {
      [try $0.square($0.broadcastInDim($1[0], shape: [2, 3, 4], axes: [1, 2]))]
    },
    row("BroadcastInDim", "of a scalar", [[]]) {
      [try $0.square($0.broadcast($1[0], to: [2, 2]))]
    },
    row("Slice", "", [[5, 4]]) {
      [try $0.square($0.slice($1[0], start: [1, 0], count: [2, 2], step: [2, 3]))]
    },
    row("Slice", "empty", [[5]]) { [try $0.slice($1[0], axis: 0, start: 2, count: 0)] },
    row("Reverse", "", [[2, 3]]) { [try $0.square($0.reverse($1[0], axes: [0, 1]))] },
    row("Pad", "", [[2, 3], []]) {
      [try $0.square($0.pad($1[0], $1[1], low: [1, 0], high: [0, 2], interior: [2, 1]))]
    },
    row("Pad", "cutting", [[4, 5], []]) {
      [try $0.square($0.pad($1[0], $1[1], low: [-1, 2], high: [0, -3], interior: [1, 0]))]
    },
    row("Concatenate", "", [[2, 1], [2, 3], [2, 2]]) {
      [try $0.square($0.concatenate($1, axis: 1))]
    },
    row("Windows", "", [[2, 7]]) {
      [try $0.square($0.windows($1[0], window: [3], stride: [2], dilation: [2]))]
    },
    row("Windows", "two axes", [[5, 4]]) { [try $0.square($0.windows($1[0], window: [2, 3]))] },
  ]

  static let reductions: [GradientRow] = [
    row("ReduceSum", "", [[2, 3, 2]]) {
      [try $0.square($0.reduceSum($0.sin($1[0]), axes: [0, 2]))]
    },
    row("ReduceSum", "empty", [[0, 3]]) { [try $0.reduceSum($1[0], axes: [0])] },
    row("ReduceMax", "", [[2, 4]]) { [try $0.square($0.reduceMax($1[0], axes: [1]))] },
    row("ReduceMin", "", [[2, 4]]) { [try $0.square($0.reduceMin($1[0], axes: [0, 1]))] },
    row("ReduceProduct", "", [[2, 3]], 0.5...2) { [try $0.reduceProduct($1[0], axes: [1])] },
    row("ReduceProduct", "", [[2, 3]], 0.5...2, dialect: .jax) {
      [try $0.reduceProduct($1[0], axes: [0, 1])]
    },
    row("ReduceAny", "", [[2, 3]], order: 0) { [try $0.reduceAny($1[0], axes: [1])] },
    row("ReduceAll", "", [[2, 3]], order: 0) { [try $0.reduceAll($1[0], axes: [1])] },
    row("ArgMax", "", [[2, 3]], order: 0) { [try $0.argmax($1[0], axis: 1)] },
    row("ArgMin", "", [[2, 3]], order: 0) { [try $0.argmin($1[0], axis: 0)] },
    row("Sort", "", [[3, 4]]) { [try $0.square($0.sort($1[0], axis: 1))] },
    row("Sort", "first axis", [[3, 4]]) { [try $0.square($0.sort($1[0], axis: 0))] },
    row("ArgSort", "", [[3, 4]], order: 0) { [try $0.argsort($1[0], axis: 1)] },
  ]

  static let cumulative: [GradientRow] = [false, true].flatMap { reverse in
    [
      row("CumulativeSum", "", [[2, 4]]) {
        [try $0.square($0.cumulativeSum($1[0], axis: 1, reverse: reverse))]
      },
      row("CumulativeProduct", "", [[4, 2]], 0.5...2) {
        [try $0.cumulativeProduct($1[0], axis: 0, reverse: reverse)]
      },
      row("CumulativeMax", "", [[2, 5]]) {
        [try $0.square($0.cumulativeMax($1[0], axis: 1, reverse: reverse))]
      },
      row("CumulativeMin", "", [[2, 5]]) {
        [try $0.square($0.cumulativeMin($1[0], axis: 1, reverse: reverse))]
      },
      row("CumulativeLogSumExp", "", [[5]]) {
        [try $0.cumulativeLogSumExp($1[0], axis: 0, reverse: reverse)]
      },
    ]
  }

  static let indexing: [GradientRow] =
    [
      row("Take", "", [[4, 3]]) {
        [try $0.square($0.take($1[0], $0.constant(NDArray([2, 0, 2])), axis: 0))]
      },
      row("Take", "matrix of indices on the last axis", [[2, 4]]) {
        let indices = $0.constant(NDArray([3, 1, 1, 0], shape: [2, 2]))
        return [try $0.square($0.take($1[0], indices, axis: 1))]
      },
      row("Take", "along an axis, indices from values", [[3, 4]]) {
        let order = try $0.argsort($1[0], axis: 1)
        return [try $0.square($0.takeAlongAxis($0.sin($1[0]), order, axis: 1))]
      },
    ]
    + [ScatterKind.set, .add, .min, .max, .multiply].flatMap { kind in
      [
        row("Scatter", kind.name, [[4, 2], [3, 2]], 0.5...2) {
          let indices = $0.constant(NDArray([2, 0, 2]))
          return [try $0.square($0.scatter(kind, $1[0], indices, $1[1], axis: 0))]
        },
        row("Scatter", "\(kind.name) on the last axis, indices from values", [[2, 4]], 0.5...2) {
          let order = try $0.argsort($0.slice($1[0], start: [0, 0], count: [1, 3]), axis: 1)
          let flat = try $0.reshape(order, [3])
          let updates = try $0.sin($0.slice($1[0], start: [0, 1], count: [2, 3]))
          return [try $0.square($0.scatter(kind, $1[0], flat, updates, axis: 1))]
        },
      ]
    }

  static let products: [GradientRow] = [
    row("DotGeneral", "matrix product", [[2, 3], [3, 4]]) { [try $0.matmul($1[0], $1[1])] },
    row("DotGeneral", "inner product", [[3], [3]]) { [try $0.dot($1[0], $1[1])] },
    row("DotGeneral", "vector and matrix", [[3], [3, 2]]) { [try $0.matmul($1[0], $1[1])] },
    row("DotGeneral", "stack", [[2, 2, 3], [2, 3, 2]]) { [try $0.matmul($1[0], $1[1])] },
    row("DotGeneral", "broadcast stack", [[2, 1, 2, 3], [3, 3, 2]]) {
      [try $0.matmul($1[0], $1[1])]
    },
    row("DotGeneral", "axes out of order", [[2, 3, 4, 5], [4, 2, 5, 3]]) {
      [
        try $0.dotGeneral(
          $1[0], $1[1], DotDimensions(contracting: ([3, 0], [2, 1]), batch: ([2], [0])))
      ]
    },
    row("DotGeneral", "convolution", [[2, 4, 5], [3, 2, 2]]) {
      [
        try $0.convolution(
          $0.reshape($1[0], [2, 4, 5]), $0.reshape($1[1], [6, 2, 1]), stride: [2],
          padding: [(1, 2)], inputDilation: [2], kernelDilation: [1], groups: 2)
      ]
    },
    row("DotGeneral", "empty", [[2, 0], [0, 3]]) { [try $0.matmul($1[0], $1[1])] },
  ]
}
