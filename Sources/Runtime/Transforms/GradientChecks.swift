import Arrays
import Autodiff
import Syntax

/// `check_grads` of HIPS autograd and of JAX: derivatives against central differences in a random direction.
enum GradientChecks {
  /// How close is close enough, and how far apart the differences are taken.
  private struct Settings {
    var facade: Facade
    var step: Double
    var isClose: (Double, Double) -> Bool
  }

  static var hips: BuiltinFunction {
    .raw("check_grads(f, argnum=None, modes=['fwd', 'rev'], order=2)", "Checks derivatives.") {
      interpreter, call in
      guard let function = call.positional.first else {
        throw Raised(.typeError, "check_grads() missing 1 required positional argument: 'f'")
      }
      func keyword(_ name: Name) -> Value? { call.keywords.first { $0.name == name }?.value }
      let modes =
        try keyword("modes").map {
          try interpreter.collect($0).map { try interpreter.requireText($0) }
        } ?? ["fwd", "rev"]
      let order = try keyword("order").map { try interpreter.requireIndex($0) } ?? 2
      let argument = keyword("argnum") ?? (call.positional.count > 1 ? call.positional[1] : nil)
      return .object(checker(function, argument, modes, order))
    }
  }

  private static func checker(
    _ function: Value, _ argument: Value?, _ modes: [String], _ order: Int
  ) -> BuiltinFunction {
    .raw("check(*args, **kwargs)", "Checks derivatives at a point.") { interpreter, call in
      let positions =
        try argument.map {
          $0.isNone ? [0] : try interpreter.argumentPositions($0).positions
        } ?? [0]
      let chosen = BuiltinFunction.raw("function(*args)", "The chosen arguments.") {
        interpreter, values in
        var full = call
        for (position, value) in zip(positions, values.positional) {
          full.positional[position] = value
        }
        return try interpreter.call(function, full)
      }
      let settings = Settings(facade: .numpy, step: 1e-6) { a, b in
        abs(a - b) < 1e-6 || abs(a - b) / abs(a + b) < 1e-6
      }
      try check(
        .object(chosen), positions.map { call.positional[$0] }, modes, order, settings,
        interpreter.functionName(function) ?? "function", interpreter)
      return .none
    }
  }

  static func single(_ name: String, modes: [String]) -> BuiltinFunction {
    .binary("\(name)(f, x, /)", "Checks a derivative.") { interpreter, function, point in
      try interpreter.call(.object(checker(function, nil, modes, 1)), [point])
    }
  }

  static var jax: BuiltinFunction {
    .bound(
      "check_grads(f, args, order, modes=None, atol=None, rtol=None, eps=None)",
      "Checks derivatives."
    ) { interpreter, arguments in
      let modes =
        try arguments[3].isNone
        ? ["fwd", "rev"]
        : arguments[3].text.map { [$0] }
          ?? interpreter.collect(arguments[3]).map { try interpreter.requireText($0) }
      let points = try interpreter.collect(arguments[1])
      let leaves = try interpreter.flatten(.tuple(points)).leaves.map {
        try interpreter.array(of: $0, .jax)
      }
      let isDouble = leaves.allSatisfy { $0.dtype == .float64 || $0.dtype == .complex128 }
      func tolerance(_ value: Value) throws -> Double {
        value.isNone ? (isDouble ? 1e-5 : 1e-2) : try interpreter.requireFloat(value)
      }
      let (absolute, relative) = (try tolerance(arguments[4]), try tolerance(arguments[5]))
      let settings = Settings(
        facade: .jax,
        step: arguments[6].isNone
          ? (isDouble ? 1e-5 : 1.0 / 256) : try interpreter.requireFloat(arguments[6])
      ) { a, b in abs(a - b) <= absolute + relative * abs(b) }
      try check(
        arguments[0], points, modes, interpreter.requireIndex(arguments[2]), settings,
        interpreter.functionName(arguments[0]) ?? "function", interpreter)
      return .none
    }
  }

  // MARK: the check

  private static func check(
    _ function: Value, _ points: [Value], _ modes: [String], _ order: Int, _ settings: Settings,
    _ name: String, _ interpreter: Interpreter
  ) throws {
    for mode in modes where mode != "fwd" && mode != "rev" {
      throw Raised(.assertionError, "unknown mode \(mode)")
    }
    let (leaves, structure) = try interpreter.flatten(.tuple(points), sortsKeys: false)
    let arrays = try leaves.map { try interpreter.array(of: $0, settings.facade) }
    let space = DirectionSpace(arrays, interpreter)
    let direction = space.random()
    func value(_ shift: Double) throws -> [ArrayObject] {
      let moved = try space.moved(arrays, direction, by: shift)
      let result = try interpreter.call(
        function, interpreter.unflatten(structure, moved.map { .object($0) }).sequence ?? [])
      return try interpreter.flatten(result, sortsKeys: false).leaves.map {
        try interpreter.array(of: $0, settings.facade)
      }
    }
    let numeric = try space.quotient(
      value(settings.step / 2), value(-settings.step / 2), settings.step)
    if modes.contains("fwd") {
      let (_, linear, _) = try interpreter.linearize(function, points, settings.facade)
      let tangents = try differentiated(direction, linear, interpreter)
      let analytic = try interpreter.settled(
        linear.push(tangents, in: interpreter), settings.facade)
      let weights = DirectionSpace(analytic, interpreter).random()
      try compare(
        space.inner(analytic, weights), space.inner(numeric, weights), "JVP", name, leaves,
        settings,
        interpreter)
      if order > 1 {
        try checkNext(
          function, points, modes, order - 1, settings, "jvp_\(name)", direction, true, interpreter)
      }
    }
    if modes.contains("rev") {
      let (value, linear, _) = try interpreter.linearize(function, points, settings.facade)
      let outputs = try interpreter.flatten(value, sortsKeys: false).leaves.map {
        try interpreter.array(of: $0, settings.facade)
      }
      let weights = DirectionSpace(outputs, interpreter).random()
      let cotangents = try zip(weights, linear.outputs).map { weight, output -> NodeID? in
        let type = interpreter.numerics.graph.abstractValue(of: output.id)
        guard type.dtype.isInexact else { return nil }
        return try interpreter.numerics.node(weight, type.dtype, weak: type.weak)
      }
      let analytic = try interpreter.settled(
        linear.pull(cotangents, in: interpreter), settings.facade)
      let along = zip(direction, linear.isDifferentiated).filter(\.1).map(\.0)
      try compare(
        space.inner(analytic, along), space.inner(numeric, weights), "VJP", name, leaves, settings,
        interpreter)
      if order > 1 {
        try checkNext(
          function, points, modes, order - 1, settings, "vjp_\(name)", weights, false, interpreter)
      }
    }
  }

  private static func differentiated(
    _ direction: [ArrayObject], _ linear: LinearizedFunction, _ interpreter: Interpreter
  ) throws -> [NodeID?] {
    let selected = zip(direction, linear.isDifferentiated).filter(\.1).map(\.0)
    return try zip(selected, linear.leaves).map { array, leaf in
      let type = interpreter.numerics.graph.abstractValue(of: leaf.id)
      return try interpreter.numerics.node(array, type.dtype, weak: type.weak)
    }
  }

  /// The derivative of the derivative: the pushed or pulled value as a function of the same arguments.
  private static func checkNext(
    _ function: Value, _ points: [Value], _ modes: [String], _ order: Int, _ settings: Settings,
    _ name: String, _ direction: [ArrayObject], _ isForward: Bool, _ interpreter: Interpreter
  ) throws {
    let derived = BuiltinFunction.raw("derivative(*args)", "A derivative.") { interpreter, call in
      let (_, linear, _) = try interpreter.linearize(
        function, call.positional, settings.facade)
      let graph = interpreter.numerics.graph
      let results: [NodeID]
      if isForward {
        results = try linear.push(
          differentiated(direction, linear, interpreter), in: interpreter)
      } else {
        let cotangents = try zip(direction, linear.outputs).map { array, output -> NodeID? in
          let type = graph.abstractValue(of: output.id)
          guard type.dtype.isInexact else { return nil }
          return try interpreter.numerics.node(array, type.dtype, weak: type.weak)
        }
        results = try linear.pull(cotangents, in: interpreter)
      }
      return .tuple(
        try results.map { .object(try interpreter.numerics.wrap($0, settings.facade)) })
    }
    try check(.object(derived), points, modes, order, settings, name, interpreter)
  }

  private static func compare(
    _ analytic: Double, _ numeric: Double, _ kind: String, _ name: String, _ points: [Value],
    _ settings: Settings, _ interpreter: Interpreter
  ) throws {
    if settings.isClose(numeric, analytic) || analytic.isNaN && numeric.isNaN { return }
    let shown = try points.map { try interpreter.str($0) }.joined(separator: ", ")
    throw Raised(
      .assertionError,
      "Derivative (\(kind)) check of \(name) failed with arg \(shown):\nanalytic: \(FloatFormatting.repr(analytic))\nnumeric:  \(FloatFormatting.repr(numeric))"
    )
  }
}

/// Directions at a point: random ones, steps along them, inner products.
private struct DirectionSpace {
  let arrays: [ArrayObject]
  let interpreter: Interpreter

  init(_ arrays: [ArrayObject], _ interpreter: Interpreter) {
    self.arrays = arrays
    self.interpreter = interpreter
  }

  /// Normal numbers from NumPy's global stream, as HIPS takes them.
  func random() -> [ArrayObject] {
    arrays.map { array in
      var draws = interpreter.numerics.randomState.normals(array.shape)
      if array.dtype.isComplex {
        let second = interpreter.numerics.randomState.normals(array.shape)
        let scalars = zip(draws.doubles, second.doubles).map {
          Scalar.complex(real: $0, imaginary: $1)
        }
        draws = NDArray(scalars: scalars, shape: array.shape, dtype: .complex128)
      }
      let dtype: DType = array.dtype.isInexact ? array.dtype : .float64
      return ArrayObject(result: draws.converted(to: dtype), array.facade)
    }
  }

  func moved(_ points: [ArrayObject], _ direction: [ArrayObject], by step: Double) throws
    -> [ArrayObject]
  {
    try zip(points, direction).map { point, direction in
      guard point.dtype.isInexact else { return point }
      let scaled = try interpreter.elementwise(
        ElementwiseTable.multiply, [.object(direction), .float(step)], point.facade)
      let sum = try interpreter.elementwise(
        ElementwiseTable.add, [.object(point), scaled], point.facade)
      return try interpreter.array(of: sum, point.facade)
    }
  }

  func quotient(_ upper: [ArrayObject], _ lower: [ArrayObject], _ step: Double) throws
    -> [ArrayObject]
  {
    try zip(upper, lower).map { upper, lower in
      let difference = try interpreter.elementwise(
        ElementwiseTable.subtract, [.object(upper), .object(lower)], upper.facade)
      return try interpreter.array(
        of: interpreter.elementwise(
          ElementwiseTable.multiply, [difference, .float(1 / step)], upper.facade), upper.facade)
    }
  }

  /// The real inner product.
  func inner(_ a: [ArrayObject], _ b: [ArrayObject]) throws -> Double {
    var sum = 0.0
    for (x, y) in zip(a, b) {
      let left = try interpreter.numerics.value(of: x).scalars
      let right = try interpreter.numerics.value(of: y).scalars
      for (p, q) in zip(left, right) {
        sum += p.asDouble * q.asDouble + p.imaginary * q.imaginary
      }
    }
    return sum
  }
}
