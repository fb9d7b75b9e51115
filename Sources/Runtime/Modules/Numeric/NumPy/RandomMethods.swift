import Arrays
import Autodiff

/// The methods of `RandomState` and `Generator`; `numpy.random`'s functions are the former's.
enum RandomMethods {
  static func legacy() -> [RandomMethod] { distributions + shared + legacyOnly }
  static func modern() -> [RandomMethod] {
    distributions.filter { !isReplaced($0) } + shared + modernOnly
  }

  private static func isReplaced(_ method: RandomMethod) -> Bool {
    method.declaration.hasPrefix("standard_normal(")
      || method.declaration.hasPrefix("standard_exponential(")
  }

  /// A drawn array; a Python number where neither size nor parameters have axes.
  static func result(_ array: NDArray, isPlain: Bool) -> Value {
    isPlain && array.rank == 0 ? array.item.pythonValue : .object(ArrayObject(array, .array))
  }

  private static let distributions: [RandomMethod] = Distribution.allCases.map { distribution in
    let parameters = distribution.parameters
    let list = parameters.map { parameter in
      parameter.defaultValue.map { "\(parameter.name)=\($0)" } ?? parameter.name
    }
    return RandomMethod(
      "\(distribution.rawValue)(\((list + ["size=None"]).joined(separator: ", ")))",
      "Draws from the \(distribution.rawValue.replacing("_", with: " ")) distribution."
    ) { interpreter, stream, arguments in
      let values = try parameters.indices.map {
        try interpreter.numerics.value(of: interpreter.array(of: arguments[$0], .numpy))
      }
      let size = try interpreter.drawShape(arguments[parameters.count])
      let drawn = try stream.sample(distribution, values, size: size)
      return result(drawn, isPlain: size == nil && values.allSatisfy { $0.rank == 0 })
    }
  }

  private static let shared: [RandomMethod] = [
    RandomMethod("random(size=None, dtype=None, out=None)", "Uniform numbers in [0, 1).") {
      i, s, a in
      let size = try i.drawShape(a[0])
      if let generator = s as? NumPyGenerator, try i.dtype(from: a[1]) == .float32 {
        return result(generator.singleUniforms(size ?? []), isPlain: size == nil)
      }
      return result(s.uniforms(size ?? []), isPlain: size == nil)
    },
    RandomMethod(
      "choice(a, size=None, replace=True, p=None, axis=0, shuffle=True)",
      "Random elements of a population."
    ) { i, s, a in
      let size = try i.drawShape(a[1])
      let weights = try a[3].isNone ? nil : i.numerics.value(of: i.array(of: a[3], .numpy))
      if case .int(let population) = a[0] {
        let picked = try s.choice(
          population: population, size: size ?? [], replace: i.isTruthy(a[2]),
          probabilities: weights, shuffle: i.isTruthy(a[5]))
        return result(picked, isPlain: size == nil)
      }
      if let texts = try TextArrayObject.make(from: a[0], i) {
        let picked = try s.choice(
          population: texts.shape.first ?? 0, size: size ?? [], replace: i.isTruthy(a[2]),
          probabilities: weights, shuffle: i.isTruthy(a[5]))
        return try i.item(
          of: .object(texts),
          at: picked.rank == 0 ? .int(picked.item.asInt) : .object(ArrayObject(picked, .array)))
      }
      let source = try i.array(of: a[0], .numpy)
      guard source.rank > 0 else {
        return try i.call(
          i.attribute("choice", of: .object(RandomStreamObject(s))),
          [.int(i.numerics.scalar(of: source).asInt), a[1], a[2], a[3]])
      }
      if s.isLegacyStream, source.rank != 1 {
        throw Raised(.valueError, "'a' must be 1-dimensional")
      }
      let axis = try Shapes.normalize(axis: i.requireIndex(a[4]), rank: source.rank)
      if source.shape[axis] == 0, (size ?? []).reduce(1, *) > 0 {
        throw Raised(
          .valueError,
          s.isLegacyStream
            ? "'a' cannot be empty unless no samples are taken"
            : "a cannot be empty unless no samples are taken")
      }
      let picked = try s.choice(
        population: source.shape[axis], size: size ?? [], replace: i.isTruthy(a[2]),
        probabilities: weights, shuffle: i.isTruthy(a[5]))
      let items =
        [IndexItem](repeating: .all, count: axis)
        + [picked.rank == 0 ? .integer(picked.item.asInt) : .array(picked)]
      return .object(try i.item(source, items))
    },
    RandomMethod("permutation(x, axis=0)", "A random order of elements.") { i, s, a in
      if let texts = try TextArrayObject.make(from: a[0], i) {
        return try i.item(
          of: .object(texts),
          at: .object(ArrayObject(NDArray(s.shuffledIndices(texts.shape.first ?? 0)), .array)))
      }
      if case .int(let count) = a[0] {
        return .object(ArrayObject(NDArray(s.shuffledIndices(count)), .array))
      }
      let source = try i.array(of: a[0], .numpy)
      let axis = try Shapes.normalize(axis: i.requireIndex(a[1]), rank: source.rank)
      let order = NDArray(s.shuffledIndices(source.shape[axis]))
      return .object(
        try i.item(source, [IndexItem](repeating: .all, count: axis) + [.array(order)]))
    },
    RandomMethod("shuffle(x, axis=0)", "Shuffles in place.") { i, s, a in
      if case .list(let list) = a[0] {
        let old = list.elements
        list.elements = s.shuffledIndices(old.count).map { old[$0] }
        return .none
      }
      guard let array = a[0].array, array.flavor == .array else {
        throw Raised(.typeError, "object of type '\(i.typeName(of: a[0]))' has no len()")
      }
      let axis = try Shapes.normalize(axis: i.requireIndex(a[1]), rank: array.rank)
      let order = NDArray(s.shuffledIndices(array.shape[axis]))
      let shuffled = try i.numerics.value(of: array).indexed(
        by: [IndexItem](repeating: .all, count: axis) + [.array(order)])
      try array.write(shuffled)
      return .none
    },
    RandomMethod("multinomial(n, pvals, size=None)", "Counts of outcomes.") { i, s, a in
      let weights = try i.numerics.value(of: i.array(of: a[1], .numpy)).doubles
      return .object(
        ArrayObject(
          try s.multinomial(i.requireIndex(a[0]), weights, size: i.drawShape(a[2]) ?? []), .array))
    },
    RandomMethod("dirichlet(alpha, size=None)", "Draws from the Dirichlet distribution.") {
      i, s, a in
      let alpha = try i.numerics.value(of: i.array(of: a[0], .numpy)).doubles
      return .object(ArrayObject(try s.dirichlet(alpha, size: i.drawShape(a[1]) ?? []), .array))
    },
    RandomMethod(
      "multivariate_normal(mean, cov, size=None, check_valid='warn', tol=1e-8, *, method='svd')",
      "Draws from the multivariate normal distribution."
    ) { i, s, a in
      try i.multivariateNormal(
        s, a[0], a[1], size: i.drawShape(a[2]) ?? [], method: a[5].text ?? "svd")
    },
    RandomMethod("bytes(length)", "Not available.") { _, _, _ in
      throw Raised(.notImplementedError, "random bytes are not available in agrun")
    },
  ]

  private static func legacyUniform(
    _ i: Interpreter, _ s: NumPyStream, _ extents: [Value], isNormal: Bool
  ) throws -> Value {
    let shape = try extents.map { try i.requireIndex($0) }
    if shape.contains(where: { $0 < 0 }) { throw ShapeError.negativeExtent(shape: shape) }
    try i.requireMemory(for: shape, .float64)
    return result(isNormal ? s.normals(shape) : s.uniforms(shape), isPlain: extents.isEmpty)
  }

  private static let legacyOnly: [RandomMethod] = [
    RandomMethod("rand(*dn)", "Uniform numbers in [0, 1).") { i, s, a in
      try legacyUniform(i, s, a.variadic(0), isNormal: false)
    },
    RandomMethod("randn(*dn)", "Standard normal numbers.") { i, s, a in
      try legacyUniform(i, s, a.variadic(0), isNormal: true)
    },
    RandomMethod("random_sample(size=None)", "Uniform numbers in [0, 1).") { i, s, a in
      let size = try i.drawShape(a[0])
      return result(s.uniforms(size ?? []), isPlain: size == nil)
    },
    RandomMethod("ranf(size=None)", "Uniform numbers in [0, 1).") { i, s, a in
      let size = try i.drawShape(a[0])
      return result(s.uniforms(size ?? []), isPlain: size == nil)
    },
    RandomMethod(
      "randint(low, high=None, size=None, dtype=None)", "Integers from low to high, high excluded."
    ) { i, s, a in
      try i.drawIntegers(s, a, isInclusive: false)
    },
    RandomMethod(
      "random_integers(low, high=None, size=None)", "Integers from low to high, both included."
    ) { i, s, a in
      let low = a[1].isNone ? Value.int(1) : a[0], high = a[1].isNone ? a[0] : a[1]
      let size = try i.drawShape(a[2])
      let drawn = try s.integers(
        low: i.numerics.value(of: i.array(of: low, .numpy)),
        high: i.numerics.value(of: i.array(of: high, .numpy)), size: size, dtype: .int64)
      return result(drawn, isPlain: size == nil)
    },
    RandomMethod("seed(seed=None)", "Seeds the stream again.") { i, s, a in
      if let state = s as? RandomState { try i.seed(state, with: a[0]) }
      return .none
    },
    RandomMethod("get_state(legacy=True)", "All that decides about later draws.") { i, s, a in
      guard let stream = s as? RandomState else { return .none }
      let state = stream.state
      let key = Value.object(
        ArrayObject(NDArray(state.key.map { Int($0) }, dtype: .uint32), .array))
      let spare = Value.float(state.spareGauss ?? 0)
      let hasSpare = Value.int(state.spareGauss == nil ? 0 : 1)
      if try i.isTruthy(a[0]) {
        return .tuple([.string("MT19937"), key, .int(state.position), hasSpare, spare])
      }
      let inner = DictObject(), result = DictObject()
      inner.setText("key", to: key)
      inner.setText("pos", to: .int(state.position))
      result.setText("bit_generator", to: .string("MT19937"))
      result.setText("state", to: .dict(inner))
      result.setText("has_gauss", to: hasSpare)
      result.setText("gauss", to: spare)
      return .dict(result)
    },
    RandomMethod("set_state(state)", "Continues from what `get_state` returned.") { i, s, a in
      guard let stream = s as? RandomState else { return .none }
      func entry(_ name: String, _ value: Value) throws -> Value {
        try i.item(of: value, at: .string(name))
      }
      var parts: [Value]
      if case .dict = a[0] {
        let inner = try entry("state", a[0])
        parts = try [
          entry("bit_generator", a[0]), entry("key", inner), entry("pos", inner),
          entry("has_gauss", a[0]), entry("gauss", a[0]),
        ]
      } else {
        parts = try i.collect(a[0])
      }
      guard parts.first?.text == "MT19937", parts.count == 3 || parts.count == 5 else {
        throw Raised(.valueError, "set_state can only be used with legacy MT19937 state instances.")
      }
      let key = try i.numerics.value(of: i.array(of: parts[1], .numpy)).integers
      guard key.count == 624 else { throw Raised(.valueError, "state must be 624 longs") }
      let hasSpare = try parts.count == 5 && i.isTruthy(parts[3])
      stream.state = RandomState.State(
        key: key.map { UInt32(truncatingIfNeeded: $0) }, position: try i.requireIndex(parts[2]),
        spareGauss: hasSpare ? try i.requireFloat(parts[4]) : nil)
      return .none
    },
    RandomMethod("tomaxint(size=None)", "Whole numbers from 0 to the largest of a C long.") {
      i, s, a in
      guard let shape = try i.drawShape(a[0]) else { return .int(s.nonNegativeInteger()) }
      let count = shape.reduce(1, *)
      return .object(
        ArrayObject(NDArray((0..<count).map { _ in s.nonNegativeInteger() }, shape: shape), .array))
    },
    RandomMethod("sample(size=None)", "Uniform numbers in [0, 1).") { i, s, a in
      let size = try i.drawShape(a[0])
      return result(s.uniforms(size ?? []), isPlain: size == nil)
    },
  ]

  private static let modernOnly: [RandomMethod] = [
    RandomMethod(
      "integers(low, high=None, size=None, dtype=None, endpoint=False)",
      "Integers from low to high."
    ) { i, s, a in
      try i.drawIntegers(s, a, isInclusive: i.isTruthy(a[4]))
    },
    RandomMethod("standard_normal(size=None, dtype=None, out=None)", "Standard normal numbers.") {
      i, s, a in
      let size = try i.drawShape(a[0])
      if let generator = s as? NumPyGenerator, try i.dtype(from: a[1]) == .float32 {
        return result(generator.singleNormals(size ?? []), isPlain: size == nil)
      }
      return result(s.normals(size ?? []), isPlain: size == nil)
    },
    RandomMethod(
      "standard_exponential(size=None, dtype=None, method='zig', out=None)",
      "Standard exponential numbers."
    ) { i, s, a in
      let size = try i.drawShape(a[0])
      if let generator = s as? NumPyGenerator, try i.dtype(from: a[1]) == .float32 {
        return result(generator.singleExponentials(size ?? []), isPlain: size == nil)
      }
      return result(try s.sample(.standardExponential, [], size: size), isPlain: size == nil)
    },
    RandomMethod("permuted(x, *, axis=None, out=None)", "Elements shuffled independently.") {
      i, s, a in
      let source = try i.array(of: a[0], .numpy)
      if !a[1].isNone {
        let axis = try Shapes.normalize(axis: i.requireIndex(a[1]), rank: source.rank)
        let last = source.rank - 1
        let moved = try i.numerics.value(of: i.moveAxes(source, [axis], [last], .numpy))
        let extent = source.shape[axis]
        let lines = moved.count / max(extent, 1)
        let places = (0..<lines).flatMap { line in
          s.shuffledIndices(extent).map { line * extent + $0 }
        }
        let shuffled = try moved.reshaped([-1]).indexed(by: [.array(NDArray(places))])
        let shaped = ArrayObject(try shuffled.reshaped(moved.shape), .array)
        return .object(try i.copy(i.moveAxes(shaped, [last], [axis], .numpy)))
      }
      let flat = try i.reshape(source, [-1], .numpy)
      let order = NDArray(s.shuffledIndices(flat.count))
      return .object(try i.reshape(i.item(flat, [.array(order)]), source.shape, .numpy))
    },
    RandomMethod("spawn(n_children)", "Independent generators.") { i, s, a in
      guard let generator = s as? NumPyGenerator else { return .none }
      return .list(
        generator.seedSequence.spawn(try i.requireIndex(a[0])).map {
          .object(RandomStreamObject(NumPyGenerator($0)))
        })
    },
  ]

  /// `numpy.random`.
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "numpy.random",
    {
      ModuleObject("numpy.random") { interpreter in
        // Only a use of the stream is to count as one.
        let state = RandomState(seed: 0)
        var members: [(String, Value)] = legacy().map { method in
          let function = method.function
          return (function.name, .object(function))
        }
        members.append(("RandomState", .object(RandomStreamObject(state).type(in: interpreter))))
        members.append(
          (
            "Generator",
            .object(RandomStreamObject(NumPyGenerator(SeedSequence(seed: 0))).type(in: interpreter))
          ))
        let make = BuiltinFunction.bound("default_rng(seed=None)", "A generator over PCG64.") {
          interpreter, arguments in
          if case .object(let object) = arguments[0] {
            if object is RandomStreamObject { return arguments[0] }
            if let bits = object as? BitGeneratorObject {
              return .object(RandomStreamObject(NumPyGenerator(bits.source)))
            }
          }
          return .object(
            RandomStreamObject(NumPyGenerator(try interpreter.seedSequence(arguments[0]))))
        }
        members.append(("default_rng", .object(make)))
        for kind in [WordSource.Kind.pcg64, .twister] {
          members.append(
            (
              kind.rawValue,
              .object(
                BuiltinFunction.bound("\(kind.rawValue)(seed=None)", "A generator of random words.")
                {
                  interpreter, arguments in
                  .object(
                    BitGeneratorObject(WordSource(kind, try interpreter.seedSequence(arguments[0])))
                  )
                })
            ))
        }
        members.append(
          (
            "SeedSequence",
            .object(
              BuiltinFunction.bound(
                "SeedSequence(entropy=None, *, spawn_key=(), pool_size=4)",
                "Mixes entropy into seeds."
              ) { interpreter, arguments in
                var sequence = try interpreter.seedSequence(arguments[0])
                sequence.spawnKey = try interpreter.collect(arguments[1]).map {
                  UInt32(truncatingIfNeeded: try interpreter.requireIndex($0))
                }
                return .object(SeedSequenceObject(sequence, arguments[0]))
              })
          ))
        return members
      }
    }
  )
}

extension NumPyStream {
  var isLegacyStream: Bool { self is RandomState }
}

extension Interpreter {
  /// `size=`: nil for `None`.
  func drawShape(_ value: Value) throws -> [Int]? {
    if value.isNone || value.isUnbound { return nil }
    return try newShape(from: value)
  }

  func drawIntegers(_ stream: NumPyStream, _ a: BoundArguments, isInclusive: Bool) throws -> Value {
    let low = a[1].isNone ? Value.int(0) : a[0], high = a[1].isNone ? a[0] : a[1]
    let size = try drawShape(a[2])
    let dtype = try dtype(from: a[3])
    let first = try numerics.value(of: array(of: low, .numpy)).converted(to: .int64)
    let last = try numerics.value(of: array(of: high, .numpy)).converted(to: .int64)
    let shift = isInclusive ? 0 : 1
    for (l, h) in zip(first.integers, last.integers) where first.rank == 0 && last.rank == 0 {
      guard l <= h - shift else {
        throw Raised(.valueError, a[1].isNone ? "high <= 0" : "low >= high")
      }
    }
    let closed = NDArray(last.integers.map { $0 - shift }, shape: last.shape)
    let drawn = try stream.integers(low: first, high: closed, size: size, dtype: dtype ?? .int64)
    let isPlain = size == nil && first.rank == 0 && last.rank == 0
    if isPlain, drawn.rank == 0, !stream.isLegacyStream || dtype != nil {
      return .object(ArrayObject(result: drawn, .numpy))
    }
    return RandomMethods.result(drawn, isPlain: isPlain)
  }

  /// NumPy's transformation of standard normals by a factor of the covariance.
  func multivariateNormal(
    _ stream: NumPyStream, _ mean: Value, _ covariance: Value, size: [Int], method: String
  ) throws -> Value {
    let centre = try numerics.value(of: array(of: mean, .numpy, dtype: .float64))
    let matrix = try array(of: covariance, .numpy, dtype: .float64)
    guard centre.rank == 1 else { throw Raised(.valueError, "mean must be 1 dimensional") }
    guard matrix.rank == 2, matrix.shape[0] == matrix.shape[1] else {
      throw Raised(.valueError, "cov must be 2 dimensional and square")
    }
    guard centre.shape[0] == matrix.shape[0] else {
      throw Raised(.valueError, "mean and cov must have same length")
    }
    let count = centre.shape[0]
    let normals = stream.normals(size + [count])
    let isLegacy = stream.isLegacyStream
    let result = try numerics.build1(
      [matrix, ArrayObject(normals, .array), ArrayObject(centre, .array)], .numpy
    ) { graph, ids in
      let rows = try graph.reshape(ids[1], [-1, count])
      let factor: NodeID
      if method == "cholesky", !isLegacy {
        factor = try graph.matrixTranspose(graph.cholesky(ids[0]))
      } else if method == "eigh", !isLegacy {
        let parts = try graph.eigenSymmetric(ids[0])
        factor = try graph.matrixTranspose(graph.multiply(parts[1], graph.sqrt(parts[0])))
      } else {
        let parts = try graph.svd(ids[0], full: false)
        let roots = try graph.sqrt(parts[1])
        factor =
          try isLegacy
          ? graph.multiply(graph.reshape(roots, [count, 1]), parts[2])
          : graph.matrixTranspose(graph.multiply(parts[0], roots))
      }
      let drawn = try graph.add(graph.matmul(rows, factor), ids[2])
      return try graph.reshape(drawn, size + [count])
    }
    return .object(result)
  }
}
