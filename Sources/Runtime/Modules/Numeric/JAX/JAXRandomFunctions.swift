import Arrays
import Autodiff

/// `jax.random`.
enum JAXRandomFunctions {
  static func members(_ interpreter: Interpreter) -> [(String, Value)] {
    let functions = keys + streams + choices + shaped
    return functions.map { ($0.name, .object($0)) }
  }

  // MARK: keys

  /// The words of a seed's key; the seed may be traced.
  private static func seed(_ value: Value, _ interpreter: Interpreter) throws -> ArrayObject {
    let is64Bit = interpreter.numerics.promotion.is64Bit
    var isInexact = value.array?.dtype.isInexact == true
    if case .float = value { isInexact = true }
    guard !isInexact else {
      throw Raised(
        .typeError, "PRNG key seed must be an integer; got \(try interpreter.repr(value))")
    }
    if let array = value.array, array.isAbstract {
      guard array.rank == 0 else {
        throw Raised(
          .typeError,
          "PRNGKey accepts a scalar seed, but was given an array of shape \(ShapeText.tuple(array.shape)) != (). Use jax.vmap for batching"
        )
      }
      let origin = Value.object(RandomKeyObject([JAXKey(high: 0, low: 0)], shape: []).words)
      return try RandomCall("key", origin, interpreter).words([], [array]) {
        [JAXKey(seed: $1[0].item.asInt, is64Bit: is64Bit)]
      }
    }
    return RandomKeyObject(
      [JAXKey(seed: try interpreter.requireIndex(value), is64Bit: is64Bit)], shape: []
    ).words
  }

  private static var keys: [BuiltinFunction] {
    [
      .bound("key(seed, *, impl=None, dtype=None)", "A key.") { interpreter, arguments in
        .object(RandomKeyObject(try seed(arguments[0], interpreter)))
      },
      .bound("PRNGKey(seed, *, impl=None)", "A key as two uint32 words.") {
        interpreter, arguments in
        .object(try seed(arguments[0], interpreter))
      },
      .bound("split(key, num=2)", "New keys.") { interpreter, arguments in
        let shape = try interpreter.shape(from: arguments[1])
        let draw = try RandomCall("split", arguments[0], interpreter)
        return try draw.keys(shape) { key, _ in key.split(shape.reduce(1, *)) }
      },
      .bound("fold_in(key, data)", "A new key from a key and a number.") { interpreter, arguments in
        let data = try interpreter.array(of: arguments[1], .jax)
        guard data.rank == 0 else {
          throw Raised(
            .typeError,
            "fold_in accepts a scalar, but was given an array of shape \(ShapeText.tuple(data.shape)) != (). Use jax.vmap for batching."
          )
        }
        return try RandomCall("fold_in", arguments[0], interpreter).keys([], [data]) {
          [$0.folded(UInt32(truncatingIfNeeded: $1[0].item.asInt))]
        }
      },
      .unary("key_data(keys, /)", "The uint32 words of keys.") { _, value in
        guard case .object(let object) = value, let key = object as? RandomKeyObject else {
          return value
        }
        return .object(key.words)
      },
      .bound("wrap_key_data(key_bits_array, *, impl=None)", "Keys of uint32 words.") {
        interpreter, arguments in
        .object(RandomKeyObject(try RandomCall.words(arguments[0], in: interpreter)))
      },
      .unary("key_impl(keys, /)", "Name of the generator.") { _, _ in .string("threefry2x32") },
      .unary("clone(key, /)", "The key.") { _, value in value },
    ]
  }

  // MARK: numbers of a shape

  private typealias Draw =
    @Sendable (JAXKey, [Int], DType, [NDArray]) throws -> NDArray

  private enum Class { case floating, integer, unsigned }

  /// `name(key, …parameters, shape, dtype)`; the parameters' common shape where none is given.
  private static func stream(
    _ name: String, _ parameters: String = "", shape defaultShape: String = "()",
    kind: Class = .floating, trailing: Int = 0, _ draw: @escaping Draw
  ) -> BuiltinFunction {
    let list = parameters.isEmpty ? "" : ", \(parameters)"
    let count = parameters.isEmpty ? 0 : parameters.split(separator: ",").count
    return .bound(
      "\(name)(key\(list), shape=\(defaultShape), dtype=None, *, out_sharding=None)",
      "Random numbers."
    ) { interpreter, arguments in
      let call = try RandomCall(name, arguments[0], interpreter)
      let promotion = interpreter.numerics.promotion
      let dtype = try dtype(arguments[count + 2], kind, name, interpreter)
      let floating = dtype.isFloating ? dtype : promotion.defaultFloat
      let values = try (0..<count).map { position in
        try interpreter.converted(
          interpreter.array(of: arguments[position + 1], .jax), floating, .jax)
      }
      let given = arguments[count + 1]
      let shape =
        given.isNone
        ? try Shapes.broadcast(
          values.map { Array($0.shape.dropLast(trailing)) }, operation: name)
        : try interpreter.newShape(from: given)
      let tail = trailing == 0 ? [] : Array(values.first?.shape.suffix(trailing) ?? [])
      return .object(
        try call.draw(shape + tail, dtype, values) { try draw($0, shape, dtype, $1) })
    }
  }

  private static func dtype(
    _ value: Value, _ kind: Class, _ name: String, _ interpreter: Interpreter
  ) throws -> DType {
    let promotion = interpreter.numerics.promotion
    guard let given = try interpreter.dtype(from: value) else {
      switch kind {
      case .floating: return promotion.defaultFloat
      case .integer: return promotion.defaultInt
      case .unsigned: return promotion.is64Bit ? .uint64 : .uint32
      }
    }
    let dtype = promotion.canonical(given)
    if kind == .floating, !dtype.isInexact {
      throw Raised(
        .valueError, "dtype argument to `\(name)` must be a float dtype, got \(dtype.name)")
    }
    return dtype
  }

  private static var streams: [BuiltinFunction] {
    [
      stream("normal") { key, shape, dtype, _ in JAXRandom.normal(key, shape, dtype) },
      stream("exponential") { key, shape, dtype, _ in JAXRandom.exponential(key, shape, dtype) },
      stream("gumbel") { key, shape, dtype, _ in JAXRandom.gumbel(key, shape, dtype) },
      stream("laplace") { key, shape, dtype, _ in JAXRandom.laplace(key, shape, dtype) },
      stream("logistic") { key, shape, dtype, _ in JAXRandom.logistic(key, shape, dtype) },
      stream("cauchy") { key, shape, dtype, _ in JAXRandom.cauchy(key, shape, dtype) },
      stream("maxwell") { key, shape, dtype, _ in JAXRandom.maxwell(key, shape, dtype) },
      stream("bits", kind: .unsigned) { key, shape, dtype, _ in JAXRandom.bits(key, shape, dtype) },
      stream("rademacher", kind: .integer) { key, shape, dtype, _ in
        JAXRandom.rademacher(key, shape, dtype, floating: dtype.itemSize == 8 ? .float64 : .float32)
      },
      stream("truncated_normal", "lower, upper", shape: "None") {
        try JAXRandom.truncatedNormal($0, $1, $2, lower: $3[0], upper: $3[1])
      },
      stream("gamma", "a", shape: "None") { try JAXRandom.gamma($0, $1, $2, alpha: $3[0]) },
      stream("loggamma", "a", shape: "None") {
        try JAXRandom.gamma($0, $1, $2, alpha: $3[0], isLog: true)
      },
      stream("beta", "a, b", shape: "None") {
        try JAXRandom.beta($0, $1, $2, a: $3[0], b: $3[1])
      },
      stream("dirichlet", "alpha", shape: "None", trailing: 1) {
        try JAXRandom.dirichlet($0, $1, $2, alpha: $3[0])
      },
      stream("t", "df", shape: "None") { try JAXRandom.studentT($0, $1, $2, degrees: $3[0]) },
      stream("chisquare", "df", shape: "None") {
        try JAXRandom.chiSquare($0, $1, $2, degrees: $3[0])
      },
      stream("f", "dfnum, dfden", shape: "None") {
        try JAXRandom.f($0, $1, $2, numerator: $3[0], denominator: $3[1])
      },
      stream("pareto", "b", shape: "None") { try JAXRandom.pareto($0, $1, $2, b: $3[0]) },
      stream("weibull_min", "scale, concentration") {
        try JAXRandom.weibullMin($0, $1, $2, scale: $3[0], concentration: $3[1])
      },
      stream("rayleigh", "scale", shape: "None") {
        try JAXRandom.rayleigh($0, $1, $2, scale: $3[0])
      },
      stream("wald", "mean", shape: "None") { try JAXRandom.wald($0, $1, $2, mean: $3[0]) },
      stream("triangular", "left, mode, right", shape: "None") {
        try JAXRandom.triangular($0, $1, $2, left: $3[0], mode: $3[1], right: $3[2])
      },
      stream("lognormal", "sigma=1.0", shape: "None") {
        try JAXRandom.logNormal($0, $1, $2, sigma: $3[0])
      },
      stream("geometric", "p", shape: "None", kind: .integer) {
        try JAXRandom.geometric(
          $0, $1, $2, probability: $3[0], floating: $3[0].dtype)
      },
      stream("poisson", "lam", shape: "None", kind: .integer) {
        try JAXRandom.poisson($0, $1, $2, rate: $3[0])
      },
      stream("binomial", "n, p", shape: "None") {
        try JAXRandom.binomial($0, $1, $2, trials: $3[0], probability: $3[1])
      },
      stream("double_sided_maxwell", "loc, scale") {
        try JAXRandom.doubleSidedMaxwell($0, $1, $2, location: $3[0], scale: $3[1])
      },
    ]
  }

  private static func values(_ value: Value, _ dtype: DType?, _ interpreter: Interpreter) throws
    -> NDArray
  {
    let elements = try interpreter.numerics.value(of: interpreter.array(of: value, .jax))
    return dtype.map { elements.converted(to: $0) } ?? elements
  }

  private static var shaped: [BuiltinFunction] {
    [
      .bound(
        "uniform(key, shape=(), dtype=None, minval=0.0, maxval=1.0, *, out_sharding=None)",
        "Numbers between two bounds."
      ) { interpreter, arguments in
        let dtype = try dtype(arguments[2], .floating, "uniform", interpreter)
        let shape = try interpreter.newShape(from: arguments[1])
        let bounds = try [arguments[3], arguments[4]].map {
          try interpreter.converted(interpreter.array(of: $0, .jax), dtype, .jax)
        }
        let call = try RandomCall("uniform", arguments[0], interpreter)
        // Bounds that are being differentiated need the formula in the graph.
        guard bounds.contains(where: { $0.isTraced }) else {
          return .object(
            try call.draw(shape, dtype, bounds) {
              try JAXRandom.uniform($0, shape, dtype, minimum: $1[0], maximum: $1[1])
            })
        }
        let unit = try call.draw(shape, dtype) { key, _ in
          try JAXRandom.uniform(
            key, shape, dtype, minimum: NDArray.zeros([], dtype: dtype),
            maximum: NDArray(scalar: .float(1), dtype: dtype))
        }
        return .object(
          try interpreter.numerics.build1([unit] + bounds, .jax) { graph, ids in
            try graph.maximum(
              ids[1],
              graph.add(graph.multiply(ids[0], graph.subtract(ids[2], ids[1])), ids[1]))
          })
      },
      .bound("randint(key, shape, minval, maxval, dtype=None, *, out_sharding=None)", "Integers.") {
        interpreter, arguments in
        let dtype = try dtype(arguments[4], .integer, "randint", interpreter)
        let shape = try interpreter.newShape(from: arguments[1])
        let bounds = try [arguments[2], arguments[3]].map { bound in
          let array = try interpreter.array(of: bound, .jax)
          guard array.isTraced else {
            return ArrayObject(try values(bound, dtype, interpreter), .jax)
          }
          return try interpreter.converted(array, dtype, .jax)
        }
        return .object(
          try RandomCall("randint", arguments[0], interpreter).draw(shape, dtype, bounds) {
            try JAXRandom.integers($0, shape, minimum: $1[0], maximum: $1[1], dtype)
          })
      },
      .bound("bernoulli(key, p=0.5, shape=None, mode='low', *, out_sharding=None)", "Truth values.")
      {
        interpreter, arguments in
        let probability = try interpreter.array(of: arguments[1], .jax)
        let shape =
          arguments[2].isNone ? probability.shape : try interpreter.newShape(from: arguments[2])
        let floating =
          probability.dtype.isFloating
          ? probability.dtype : interpreter.numerics.promotion.defaultFloat
        return .object(
          try RandomCall("bernoulli", arguments[0], interpreter).draw(
            shape, .bool, [probability]
          ) { try JAXRandom.bernoulli($0, shape, probability: $1[0], floating) })
      },
      .bound(
        "multivariate_normal(key, mean, cov, shape=None, dtype=None, method='cholesky', *, out_sharding=None)",
        "Correlated normal numbers."
      ) { interpreter, arguments in
        let dtype = try dtype(arguments[4], .floating, "multivariate_normal", interpreter)
        let mean = try interpreter.array(of: arguments[1], .jax, dtype: dtype)
        let covariance = try interpreter.array(of: arguments[2], .jax, dtype: dtype)
        guard arguments[5].text == "cholesky" else {
          throw Raised(
            .notImplementedError,
            "multivariate_normal: only method='cholesky' is available in agrun")
        }
        let count = mean.shape.last ?? 0
        let shape =
          try arguments[3].isNone
          ? Array(mean.shape.dropLast()) : interpreter.newShape(from: arguments[3])
        let draws = try RandomCall("multivariate_normal", arguments[0], interpreter).draw(
          shape + [count], dtype
        ) { key, _ in JAXRandom.normal(key, shape + [count], dtype) }
        let factor = try interpreter.numerics.build1([covariance], .jax) {
          try $0.cholesky($1[0])
        }
        let product = try interpreter.numerics.build1([draws, factor], .jax) { graph, ids in
          let column = try graph.expandDims(ids[0], axes: [shape.count + 1])
          return try graph.squeeze(
            graph.matmul(ids[1], column), axes: [shape.count + 1])
        }
        return try interpreter.elementwise(
          ElementwiseTable.add, [.object(mean), .object(product)], .jax)
      },
      .bound(
        "orthogonal(key, n, shape=(), dtype=None, m=None, *, out_sharding=None)",
        "Random orthogonal matrices."
      ) { interpreter, arguments in
        let dtype = try dtype(arguments[3], .floating, "orthogonal", interpreter)
        let count = try interpreter.requireIndex(arguments[1])
        guard arguments[4].isNone else {
          throw Raised(
            .notImplementedError, "orthogonal: the argument 'm' is not available in agrun")
        }
        let shape = try interpreter.newShape(from: arguments[2])
        let draws = try RandomCall("orthogonal", arguments[0], interpreter).draw(
          shape + [count, count], dtype
        ) { key, _ in JAXRandom.normal(key, shape + [count, count], dtype) }
        return .object(
          try interpreter.numerics.build1([draws], .jax) { graph, ids in
            let parts = try graph.qr(ids[0])
            let diagonal = try graph.diagonal(parts[1])
            return try graph.multiply(
              parts[0],
              graph.expandDims(graph.sign(diagonal), axes: [graph.rank(of: diagonal) - 1]))
          })
      },
      .bound(
        "ball(key, d, p=2, shape=(), dtype=None, *, out_sharding=None)", "Points of a unit ball."
      ) { interpreter, arguments in
        let dtype = try dtype(arguments[4], .floating, "ball", interpreter)
        let shape = try interpreter.newShape(from: arguments[3])
        let dimension = try interpreter.requireIndex(arguments[1])
        let power = try interpreter.requireFloat(arguments[2])
        return .object(
          try RandomCall("ball of power \(power)", arguments[0], interpreter, name: "ball").draw(
            shape + [dimension], dtype
          ) { key, _ in
            JAXRandom.ball(
              key, shape, dimension: dimension, power: power, dtype, floating: dtype)
          })
      },
      .bound(
        "generalized_normal(key, p, shape=(), dtype=None, *, out_sharding=None)",
        "Generalised normal numbers."
      ) { interpreter, arguments in
        let dtype = try dtype(arguments[3], .floating, "generalized_normal", interpreter)
        let shape = try interpreter.newShape(from: arguments[2])
        let power = try interpreter.requireFloat(arguments[1])
        return .object(
          try RandomCall(
            "generalized_normal of power \(power)", arguments[0], interpreter,
            name: "generalized_normal"
          ).draw(shape, dtype) { key, _ in
            JAXRandom.generalizedNormal(key, shape, dtype, power: power, floating: dtype)
          })
      },
    ]
  }

  // MARK: choices

  /// Rows of an array along an axis.
  private static func rows(
    _ array: ArrayObject, _ indices: ArrayObject, _ axis: Int, _ interpreter: Interpreter
  ) throws -> Value {
    .object(try interpreter.take(array, indices, axis: axis, .jax))
  }

  private static var choices: [BuiltinFunction] {
    [
      .bound(
        "permutation(key, x, axis=0, independent=False, *, out_sharding=None)",
        "Shuffled numbers below x, or the rows of x shuffled."
      ) { interpreter, arguments in
        let call = try RandomCall("permutation", arguments[0], interpreter)
        let array = try interpreter.array(of: arguments[1], .jax)
        let integer = interpreter.numerics.promotion.defaultInt
        func order(_ count: Int) throws -> ArrayObject {
          try call.draw([count], integer) { key, _ in
            NDArray(JAXRandom.permutation(key, count), shape: [count], dtype: integer)
          }
        }
        if array.rank == 0 { return .object(try order(interpreter.requireIndex(arguments[1]))) }
        let axis = try Shapes.normalize(
          axis: interpreter.requireIndex(arguments[2]), rank: array.rank)
        if try interpreter.isTruthy(arguments[3]) {
          let shape = array.shape
          let indices = try call.draw(shape, .int64) { key, _ in
            JAXRandom.independentPermutation(key, shape, axis: axis).converted(to: .int64)
          }
          return .object(
            try interpreter.numerics.build1([array, indices], .jax) {
              try $0.takeAlongAxis($1[0], $1[1], axis: axis)
            })
        }
        return try rows(array, order(array.shape[axis]), axis, interpreter)
      },
      .bound(
        "choice(key, a, shape=(), replace=True, p=None, axis=0, mode=None)",
        "Numbers below a, or rows of a."
      ) { interpreter, arguments in
        let shape = try interpreter.newShape(from: arguments[2])
        let array = try interpreter.array(of: arguments[1], .jax)
        let axis =
          array.rank == 0
          ? 0
          : try Shapes.normalize(axis: interpreter.requireIndex(arguments[5]), rank: array.rank)
        let population =
          array.rank == 0 ? try interpreter.requireIndex(arguments[1]) : array.shape[axis]
        let replaces = try interpreter.isTruthy(arguments[3])
        if !replaces, shape.reduce(1, *) > population {
          throw Raised(
            .valueError,
            "Number of samples must be less than or equal to \(population) when replace is False.")
        }
        let promotion = interpreter.numerics.promotion
        let (integer, floating) = (promotion.defaultInt, promotion.defaultFloat)
        let weights =
          arguments[4].isNone
          ? []
          : [try interpreter.converted(interpreter.array(of: arguments[4], .jax), floating, .jax)]
        let indices = try RandomCall(
          "choice of \(population)\(replaces ? "" : " without replacement")", arguments[0],
          interpreter, name: "choice"
        ).draw(shape, integer, weights) {
          try JAXRandom.choice(
            $0, population: population, shape: shape, replace: replaces, probabilities: $1.first,
            integer: integer, floating: floating)
        }
        if array.rank == 0 { return .object(indices) }
        return try rows(array, indices, axis, interpreter)
      },
      .bound(
        "categorical(key, logits, axis=-1, shape=None, replace=True, mode=None, *, out_sharding=None)",
        "Numbers with given log-odds."
      ) { interpreter, arguments in
        let logits = try interpreter.array(of: arguments[1], .jax)
        let axis = try Shapes.normalize(
          axis: interpreter.requireIndex(arguments[2]), rank: logits.rank)
        var batch = logits.shape
        batch.remove(at: axis)
        let shape = arguments[3].isNone ? batch : try interpreter.newShape(from: arguments[3])
        let prefix = Array(shape.dropLast(batch.count))
        let integer = interpreter.numerics.promotion.defaultInt
        let replaces = try interpreter.isTruthy(arguments[4])
        return .object(
          try RandomCall(
            "categorical along \(axis)\(replaces ? "" : " without replacement")", arguments[0],
            interpreter, name: "categorical"
          ).draw(shape, integer, [logits]) {
            replaces
              ? try JAXRandom.categorical(
                $0, logits: $1[0], axis: axis, prefix: prefix, integer: integer)
              : try JAXRandom.categoricalWithoutReplacement(
                $0, logits: $1[0], axis: axis, prefix: prefix, integer: integer)
          })
      },
    ]
  }
}
