import Arrays
import Autodiff

/// `jax.nn`.
enum ActivationFunctions {
  private typealias Build = @Sendable (Graph, NodeID) throws -> NodeID

  static let all: [NumericFunction] = simple + parametric + overAxes

  private static func constant(_ graph: Graph, _ value: Double, _ x: NodeID) -> NodeID {
    graph.constant(value, graph.dtype(of: x), weak: graph.abstractValue(of: x).weak)
  }

  /// Integers become floats first.
  private static func floating(_ call: NumericCall, _ slot: Int = 0) throws -> ArrayObject {
    let x = try call.array(slot)
    if x.dtype.isInexact { return x }
    return try call.interpreter.converted(x, call.defaultFloat, .jax)
  }

  private static func unary(
    _ name: String, aliases: [String] = [], _ build: @escaping Build
  ) -> NumericFunction {
    .array("\(name)(x)", "Activation function.", aliases: aliases, in: .jax) { call in
      try call.build([floating(call)]) { try build($0, $1[0]) }
    }
  }

  private static func isPositive(_ g: Graph, _ x: NodeID) throws -> NodeID {
    try g.greater(x, constant(g, 0, x))
  }

  private static func clipped(_ g: Graph, _ x: NodeID, _ low: Double, _ high: Double) throws
    -> NodeID
  { try g.minimum(g.maximum(x, constant(g, low, x)), constant(g, high, x)) }

  private static func softplus(_ g: Graph, _ x: NodeID) throws -> NodeID {
    try g.logaddexp(x, constant(g, 0, x))
  }

  private static let simple: [NumericFunction] = [
    .array("relu(x)", "max(x, 0), with derivative 0 at 0.", in: .jax) { call in
      let x = try call.array(0)
      return try call.build([x]) { g, ids in
        // Selected, so that the derivative at 0 is 0 and not the half of a tie.
        let zero = try g.convert(g.constant(0), to: x.dtype, weak: true)
        return try g.select(g.greater(ids[0], zero), ids[0], g.broadcast(zero, to: x.shape))
      }
    },
    unary("relu6") { try clipped($0, $1, 0, 6) },
    unary("sigmoid") { try $0.logistic($1) },
    unary("softplus", softplus),
    unary("soft_sign") { g, x in try g.divide(x, g.addition(g.absolute(x), constant(g, 1, x))) },
    unary("silu", aliases: ["swish"]) { try $0.product($1, $0.logistic($1)) },
    unary("log_sigmoid") { try $0.negative(softplus($0, $0.negative($1))) },
    unary("hard_tanh") { g, x in
      let (one, minus) = (constant(g, 1, x), constant(g, -1, x))
      let shape = g.shape(of: x)
      return try g.select(
        g.greater(x, one), g.broadcast(one, to: shape),
        g.select(g.less(x, minus), g.broadcast(minus, to: shape), x))
    },
    unary("hard_sigmoid") { g, x in
      try g.divide(clipped(g, g.addition(x, constant(g, 3, x)), 0, 6), constant(g, 6, x))
    },
    unary("hard_silu", aliases: ["hard_swish"]) { g, x in
      try g.product(
        x,
        g.divide(clipped(g, g.addition(x, constant(g, 3, x)), 0, 6), constant(g, 6, x)))
    },
    unary("mish") { try $0.product($1, $0.tanh(softplus($0, $1))) },
    unary("sparse_plus") { g, x in
      let one = constant(g, 1, x)
      let square = try g.divide(g.square(g.addition(x, one)), constant(g, 4, x))
      return try g.select(
        g.lessEqual(x, constant(g, -1, x)), g.zeros(like: x),
        g.select(g.greaterEqual(x, one), x, square))
    },
    .array("tanh(x)", "Hyperbolic tangent.", in: .jax) { call in
      try call.build([floating(call)]) { try $0.tanh($1[0]) }
    },
    .array("identity(x)", "The array.", in: .jax) { try $0.array(0) },
  ]

  private static func negativeBranch(
    _ g: Graph, _ x: NodeID, _ build: (NodeID) throws -> NodeID
  ) throws -> NodeID {
    let positive = try isPositive(g, x)
    // The branch not taken sees 0, so that it cannot overflow.
    let safe = try g.select(positive, g.zeros(like: x), x)
    return try g.select(positive, x, build(safe))
  }

  private static let parametric: [NumericFunction] = [
    .array("elu(x, alpha=1.0)", "x, or alpha * expm1(x) below 0.", in: .jax) { call in
      let alpha = try call.double(1)
      return try call.build([floating(call)]) { g, ids in
        try negativeBranch(g, ids[0]) { try g.product(constant(g, alpha, $0), g.expm1($0)) }
      }
    },
    .array("celu(x, alpha=1.0)", "x, or alpha * expm1(x / alpha) below 0.", in: .jax) { call in
      let alpha = try call.double(1)
      return try call.build([floating(call)]) { g, ids in
        try negativeBranch(g, ids[0]) {
          try g.product(constant(g, alpha, $0), g.expm1(g.divide($0, constant(g, alpha, $0))))
        }
      }
    },
    .array("selu(x)", "Scaled elu.", in: .jax) { call in
      try call.build([floating(call)]) { g, ids in
        let inner = try negativeBranch(g, ids[0]) {
          try g.product(constant(g, 1.6732632423543772848170429916717, $0), g.expm1($0))
        }
        return try g.product(constant(g, 1.0507009873554804934193349852946, inner), inner)
      }
    },
    .array("leaky_relu(x, negative_slope=0.01)", "x, or a fraction of it below 0.", in: .jax) {
      call in
      let slope = try call.double(1)
      return try call.build([floating(call)]) { g, ids in
        try g.select(
          g.greaterEqual(ids[0], constant(g, 0, ids[0])), ids[0],
          g.product(constant(g, slope, ids[0]), ids[0]))
      }
    },
    .array("gelu(x, approximate=True)", "Gaussian error linear unit.", in: .jax) { call in
      let isApproximate = try call.flag(1)
      return try call.build([floating(call)]) { g, ids in
        let x = ids[0]
        if isApproximate {
          let cube = try g.product(constant(g, 0.044715, x), g.integerPower(x, 3))
          let inner = try g.product(
            constant(g, 0.7978845608028654, x), g.addition(x, cube))
          let cdf = try g.product(
            constant(g, 0.5, x), g.addition(constant(g, 1, x), g.tanh(inner)))
          return try g.product(x, cdf)
        }
        let half = try g.product(constant(g, 0.5, x), x)
        let scaled = try g.product(g.negative(x), constant(g, 0.7071067811865476, x))
        return try g.product(half, g.erfc(scaled))
      }
    },
    .array("squareplus(x, b=4)", "(x + sqrt(x² + b)) / 2.", in: .jax) { call in
      let b = try call.double(1)
      return try call.build([floating(call)]) { g, ids in
        let x = ids[0]
        let root = try g.sqrt(g.addition(g.square(x), constant(g, b, x)))
        return try g.divide(g.addition(x, root), constant(g, 2, x))
      }
    },
    .array("glu(x, axis=-1)", "One half gated by the sigmoid of the other.", in: .jax) { call in
      let x = try floating(call)
      let axis = try Shapes.normalize(axis: call.int(1), rank: x.rank)
      guard x.shape[axis] % 2 == 0 else {
        throw Raised(.assertionError, "axis size must be divisible by 2")
      }
      let half = x.shape[axis] / 2
      return try call.build([x]) { g, ids in
        try g.product(
          g.slice(ids[0], axis: axis, start: 0, count: half),
          g.logistic(g.slice(ids[0], axis: axis, start: half, count: half)))
      }
    },
    .array("one_hot(x, num_classes, *, dtype=None, axis=-1)", "Rows with a single one.", in: .jax) {
      call in
      let x = try call.array(0)
      let count = try call.int(1)
      let dtype = try call.dtype(2) ?? call.defaultFloat
      let axis = try Shapes.normalize(axis: call.int(3), rank: x.rank + 1)
      return try call.build([x]) { g, ids in
        let classes = try g.convert(
          g.constant(NDArray.arange(start: 0, stop: count, step: 1, dtype: .int64)), to: x.dtype)
        var places = x.shape.map { _ in 1 }
        places.insert(count, at: axis)
        let hits = try g.equal(
          g.expandDims(ids[0], axes: [axis]), g.reshape(classes, places))
        return try g.convert(hits, to: dtype)
      }
    },
  ]

  /// Largest elements along axes, kept as extents of one, without derivative.
  private static func shifted(_ g: Graph, _ x: NodeID, _ axes: [Int]) throws -> NodeID {
    let top = try g.expandDims(g.reduceMax(x, axes: axes), axes: axes)
    return try g.subtract(x, g.stopGradient(top))
  }

  private static func axes(_ call: NumericCall, _ slot: Int, _ rank: Int) throws -> [Int] {
    guard let given = try call.axes(slot) else { return Array(0..<rank) }
    return try given.map { try Shapes.normalize(axis: $0, rank: rank) }.sorted()
  }

  private static let overAxes: [NumericFunction] = [
    .array("softmax(x, axis=-1, where=None)", "exp(x) divided by its sum.", in: .jax) { call in
      let x = try floating(call)
      try call.refuse(2, "where")
      let axes = try axes(call, 1, x.rank)
      return try call.build([x]) { g, ids in
        let unnormalized = try g.exp(shifted(g, ids[0], axes))
        let sum = try g.expandDims(g.reduceSum(unnormalized, axes: axes), axes: axes)
        return try g.divide(unnormalized, sum)
      }
    },
    .array("log_softmax(x, axis=-1, where=None)", "Logarithm of softmax.", in: .jax) { call in
      let x = try floating(call)
      try call.refuse(2, "where")
      let axes = try axes(call, 1, x.rank)
      return try call.build([x]) { g, ids in
        let moved = try shifted(g, ids[0], axes)
        let sum = try g.reduceSum(g.exp(moved), axes: axes)
        return try g.subtract(moved, g.expandDims(g.log(sum), axes: axes))
      }
    },
    NumericFunction(
      "logsumexp(a, axis=None, b=None, keepdims=False, return_sign=False, where=None)",
      "log(sum(exp(a))), computed without overflow.", in: .jax
    ) { call in
      var x = try floating(call)
      if try call.flag(4) { try call.refuse(4, "return_sign") }
      try call.refuse(5, "where")
      let axes = try axes(call, 1, x.rank)
      let keeps = try call.flag(3)
      var operands = [x]
      if !call.isMissing(2) {
        let both = try call.promoted([x, call.array(2)])
        operands = both
        x = both[0]
      }
      return .object(
        try call.build(operands) { g, ids in
          let top = try g.reduceMax(ids[0], axes: axes)
          // An infinite maximum would turn the differences into NaN.
          let safe = try g.stopGradient(
            g.select(g.isfinite(top), top, g.zeros(like: top)))
          var terms = try g.exp(g.subtract(ids[0], g.expandDims(safe, axes: axes)))
          if ids.count > 1 { terms = try g.product(terms, ids[1]) }
          let result = try g.addition(g.log(g.reduceSum(terms, axes: axes)), safe)
          return keeps ? try g.expandDims(result, axes: axes) : result
        })
    },
    .array(
      "standardize(x, axis=-1, mean=None, variance=None, epsilon=1e-05, where=None)",
      "Zero mean and unit variance.", in: .jax
    ) { call in
      let x = try floating(call)
      try call.refuse(2, "mean")
      try call.refuse(3, "variance")
      try call.refuse(5, "where")
      let axes = try axes(call, 1, x.rank)
      let epsilon = try call.double(4)
      let count = Double(axes.reduce(1) { $0 * x.shape[$1] })
      return try call.build([x]) { g, ids in
        func mean(_ y: NodeID) throws -> NodeID {
          try g.expandDims(
            g.divide(g.reduceSum(y, axes: axes), constant(g, count, y)), axes: axes)
        }
        let center = try mean(ids[0])
        let variance = try g.subtract(mean(g.square(ids[0])), g.square(center))
        return try g.product(
          g.subtract(ids[0], center), g.rsqrt(g.addition(variance, constant(g, epsilon, variance))))
      }
    },
  ]
}
