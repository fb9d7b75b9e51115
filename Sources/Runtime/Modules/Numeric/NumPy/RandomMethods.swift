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
      var hasTexts = false
      if case .list(let list) = a[0] { hasTexts = list.elements.contains { $0.text != nil } }
      if hasTexts, size == nil {
        let elements = try i.collect(a[0])
        let picked = try s.choice(
          population: elements.count, size: [], replace: i.isTruthy(a[2]), probabilities: weights)
        return elements[picked.item.asInt]
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
      let picked = try s.choice(
        population: source.shape[axis], size: size ?? [], replace: i.isTruthy(a[2]),
        probabilities: weights, shuffle: i.isTruthy(a[5]))
      let items =
        [IndexItem](repeating: .all, count: axis)
        + [picked.rank == 0 ? .integer(picked.item.asInt) : .array(picked)]
      return .object(try i.item(source, items))
    },
    RandomMethod("permutation(x, axis=0)", "A random order of elements.") { i, s, a in
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
    RandomMethod("get_state(legacy=True)", "Not available in full: the name of the generator.") {
      _, _, _ in
      throw Raised(
        .notImplementedError,
        "numpy.random.get_state is not available in agrun (seed a RandomState instead)")
    },
    RandomMethod("set_state(state)", "Not available.") { _, _, _ in
      throw Raised(
        .notImplementedError,
        "numpy.random.set_state is not available in agrun (seed a RandomState instead)")
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
      guard a[1].isNone else {
        throw Raised(
          .notImplementedError,
          "Generator.permuted with an axis is not available in agrun (did you mean permutation?)")
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
        let state = interpreter.numerics.randomState
        var members: [(String, Value)] = legacy().map { method in
          let function = method.function(on: state)
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
          if case .object(let object) = arguments[0], object is RandomStreamObject {
            return arguments[0]
          }
          return .object(
            RandomStreamObject(NumPyGenerator(try interpreter.seedSequence(arguments[0]))))
        }
        members.append(("default_rng", .object(make)))
        members.append(("PCG64", .object(make)))
        members.append(
          (
            "SeedSequence",
            .object(
              BuiltinFunction.bound("SeedSequence(entropy=None)", "Mixes entropy into seeds.") {
                interpreter, arguments in
                .object(SeedSequenceObject(try interpreter.seedSequence(arguments[0])))
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
