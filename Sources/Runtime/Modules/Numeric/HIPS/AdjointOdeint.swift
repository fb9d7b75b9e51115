import Arrays
import Autodiff

/// `autograd.scipy.integrate.odeint`: solves forwards, its gradient solves the adjoint equation backwards.
///
/// The adjoint of `y' = f(y, t, θ)` is `λ' = -λᵀ ∂f/∂y`, with jumps by the cotangents at the output times; the
/// cotangent of θ is the integral of `-λᵀ ∂f/∂θ`. Forward mode solves the sensitivity equation beside the state.
enum AdjointOdeint {
  static func make() -> PrimitiveFunction {
    let primitive = PrimitiveFunction(.object(solver), name: "odeint")
    primitive.reverseTogether = .object(reverseRule(primitive))
    primitive.forwardTogether = .object(forwardRule(primitive))
    return primitive
  }

  // MARK: Solving

  private static var solver: BuiltinFunction {
    .bound(
      "odeint(func, y0, t, args=(), Dfun=None, col_deriv=0, full_output=0, ml=None, mu=None, rtol=None, atol=None, tcrit=None, h0=0.0, hmax=0.0, hmin=0.0, ixpr=0, mxstep=0, mxhnil=0, mxordn=12, mxords=5, printmessg=0, tfirst=False)",
      "The states of an ordinary differential equation at given times, one a row."
    ) { interpreter, arguments in
      for (slot, name) in [(6, "full_output"), (7, "ml"), (8, "mu"), (11, "tcrit")]
      where try interpreter.isTruthy(arguments[slot]) {
        throw Raised(
          .notImplementedError,
          "odeint(\(name)=…) is not available in autograd.scipy.integrate under agrun")
      }
      let isTimeFirst = try interpreter.isTruthy(arguments[21])
      let given = arguments[3]
      var extra = [given]
      if case .tuple(let tuple) = given { extra = tuple.elements }
      let session = interpreter.numerics
      let start = try session.value(of: interpreter.array(of: arguments[1], .numpy)).doubles
      let times = try session.value(of: interpreter.array(of: arguments[2], .numpy)).doubles
      func tolerance(_ slot: Int) throws -> Double {
        arguments[slot].isNone ? 1.49012e-8 : try interpreter.requireFloat(arguments[slot])
      }
      let steps = try interpreter.requireIndex(arguments[16])
      let firstStep = try interpreter.requireFloat(arguments[12])
      var integrator = ExplicitIntegrator(
        relative: max(try tolerance(9), 1e-14), absolute: max(try tolerance(10), 1e-300),
        maximumSteps: steps > 0 ? steps : 500, firstStep: firstStep > 0 ? firstStep : nil
      ) { time, state in
        try interpreter.checkInterruption()
        let point = Value.object(ArrayObject(NDArray(state), .array))
        let result = try interpreter.array(
          of: interpreter.call(
            arguments[0], (isTimeFirst ? [.float(time), point] : [point, .float(time)]) + extra),
          .numpy)
        guard !result.isTraced else {
          throw Raised(
            .typeError,
            "odeint: func uses a value that is being differentiated and is not among its arguments; pass it through args=(…)"
          )
        }
        let slope = try session.value(of: result).doubles
        guard slope.count == state.count else {
          throw Raised(
            .runtimeError,
            "The size of the array returned by func (\(slope.count)) does not match the size of y0 (\(state.count))."
          )
        }
        return slope
      }
      var states: [[Double]] = []
      var (time, state) = (times.first ?? 0, start)
      for next in times {
        guard let reached = try integrator.advance(state, from: time, to: next) else {
          throw Raised(
            .runtimeError,
            "odeint did not reach t = \(next) within \(integrator.maximumSteps) steps; pass mxstep=…, or scale the equation: it is solved by an explicit method"
          )
        }
        (time, state) = (next, reached)
        states.append(state)
      }
      return .object(
        ArrayObject(NDArray(states.flatMap { $0 }, shape: [times.count, start.count]), .array))
    }
  }

  // MARK: Derivatives

  private static func numpy(_ name: String, _ arguments: [Value], _ interpreter: Interpreter) throws
    -> Value
  {
    guard let function = interpreter.modules.module("numpy")?.attribute(Name(name), in: interpreter)
    else { return .none }
    return try interpreter.call(function, arguments)
  }

  private static func row(_ value: Value, _ index: Int, _ interpreter: Interpreter) throws -> Value
  {
    .object(try interpreter.item(interpreter.array(of: value, .numpy), [.integer(index)]))
  }

  private static func part(
    _ value: Value, _ start: Int, _ stop: Int, _ interpreter: Interpreter
  ) throws -> Value {
    .object(
      try interpreter.item(
        interpreter.array(of: value, .numpy), [.slice(start: start, stop: stop, step: 1)]))
  }

  private static func sum(_ a: Value, _ b: Value, _ interpreter: Interpreter) throws -> Value {
    try interpreter.elementwise(ElementwiseTable.add, [a, b], .numpy)
  }

  private static func negated(_ a: Value, _ interpreter: Interpreter) throws -> Value {
    try interpreter.elementwise(ElementwiseTable.negative, [a], .numpy)
  }

  private static func `operator`(
    _ name: String, _ function: BuiltinFunction, _ interpreter: Interpreter
  ) throws -> Value {
    guard let make = DifferentialOperators.members.first(where: { $0.0 == name })?.1 else {
      return .none
    }
    return try interpreter.call(
      make, [.object(function), .tuple([.int(0), .int(1), .int(2)])])
  }

  /// The parts of one call of the primitive, its extra arguments as one flat array.
  private struct Problem {
    let function: Value
    let start: Value
    let times: Value
    let extra: Value
    let flat: Value
    let unflatten: (Value) throws -> Value
    let flatFunction: BuiltinFunction
    let keywords: [(name: Name, value: Value)]

    init(_ arguments: Value, _ keywords: Value, _ interpreter: Interpreter) throws {
      let given = try interpreter.collect(arguments)
      guard given.count <= 4 else {
        throw Raised(
          .notImplementedError,
          "the derivative of odeint with more than four positional arguments is not available in agrun; pass the others by name"
        )
      }
      var named: [(name: Name, value: Value)] = []
      var extra = given.count > 3 ? given[3] : .tuple([])
      if case .dict(let dict) = keywords {
        for (key, value) in dict.items {
          guard let name = key.text else { continue }
          if name == "args" { extra = value } else { named.append((Name(name), value)) }
        }
      }
      if case .tuple = extra {} else { extra = .tuple([extra]) }
      self.keywords = named
      self.extra = extra
      let (function, start, times) = (given[0], given[1], given[2])
      (self.function, self.start, self.times) = (function, start, times)
      let isTimeFirst = try named.contains {
        try $0.name == "tfirst" && interpreter.isTruthy($0.value)
      }
      let (flat, unflatten) = try Raveling.ravelHIPS(extra, interpreter)
      (self.flat, self.unflatten) = (flat, unflatten)
      flatFunction = BuiltinFunction.bound("flat(y, t, args)", "The equation.") {
        interpreter, call in
        try interpreter.call(
          function,
          (isTimeFirst ? [call[1], call[0]] : [call[0], call[1]])
            + (unflatten(call[2]).sequence ?? []))
      }
    }

    /// Keywords for equations that take the state first, whatever the caller's takes.
    var plainKeywords: [(name: Name, value: Value)] { keywords.filter { $0.name != "tfirst" } }
  }

  /// `vjpmaker(argnums, ans, args, kwargs)`.
  private static func reverseRule(_ primitive: PrimitiveFunction) -> BuiltinFunction {
    .bound("maker(argnums, ans, args, kwargs)", "The reverse rule.") {
      [weak primitive] interpreter, call in
      let numbers = try interpreter.collect(call[0]).map { try interpreter.requireIndex($0) }
      let problem = try Problem(call[2], call[3], interpreter)
      let answer = call[1]
      return .object(
        BuiltinFunction.unary("vjp(g, /)", "Cotangents.") { interpreter, cotangent in
          guard let primitive else { return .none }
          let all = try pull(problem, answer, cotangent, primitive, interpreter)
          return .list(numbers.map { $0 < all.count ? all[$0] : .none })
        })
    }
  }

  private static func pull(
    _ problem: Problem, _ answer: Value, _ cotangent: Value, _ primitive: PrimitiveFunction,
    _ interpreter: Interpreter
  ) throws -> [Value] {
    let shape = try interpreter.array(of: answer, .numpy).shape
    let (count, width) = (shape[0], shape[1])
    let parameters = try interpreter.array(of: problem.flat, .numpy).count
    // State, its cotangent, the cotangent of the first time, those of the parameters.
    let augmented = BuiltinFunction.bound("augmented(state, t, flat)", "The adjoint equation.") {
      interpreter, call in
      let state = try part(call[0], 0, width, interpreter)
      let adjoint = try part(call[0], width, 2 * width, interpreter)
      let maker = try `operator`("make_vjp", problem.flatFunction, interpreter)
      let time = try numpy("asarray", [call[1], .string("float64")], interpreter)
      let pair = try interpreter.collect(
        interpreter.call(maker, [state, time, call[2]]))
      let pulled = try interpreter.collect(
        interpreter.call(pair[0], [negated(adjoint, interpreter)]))
      return try numpy("hstack", [.tuple([pair[1]] + pulled)], interpreter)
    }
    var adjoint = try row(cotangent, count - 1, interpreter)
    var first: Value = .float(0)
    var moments: [Value] = []
    var ofParameters = Value.object(ArrayObject(NDArray.zeros([parameters]), .array))
    for index in stride(from: count - 1, to: 0, by: -1) {
      let state = try row(answer, index, interpreter)
      let time = try row(problem.times, index, interpreter)
      let slope = try interpreter.call(.object(problem.flatFunction), [state, time, problem.flat])
      let moment = try numpy(
        "dot", [numpy("asarray", [slope], interpreter), row(cotangent, index, interpreter)],
        interpreter)
      moments.append(moment)
      first = try sum(first, negated(moment, interpreter), interpreter)
      let start = try numpy("hstack", [.tuple([state, adjoint, first, ofParameters])], interpreter)
      let span = try numpy(
        "array", [.list([time, row(problem.times, index - 1, interpreter)])], interpreter)
      let solved = try row(
        interpreter.call(
          .object(primitive),
          Arguments(
            [.object(augmented), start, span, .tuple([problem.flat])],
            keywords: problem.plainKeywords)), 1, interpreter)
      adjoint = try sum(
        part(solved, width, 2 * width, interpreter), row(cotangent, index - 1, interpreter),
        interpreter)
      first = try row(solved, 2 * width, interpreter)
      ofParameters = try part(solved, 2 * width + 1, 2 * width + 1 + parameters, interpreter)
    }
    moments.append(first)
    return [
      .none, adjoint, try numpy("hstack", [.list(moments.reversed())], interpreter),
      try problem.unflatten(ofParameters),
    ]
  }

  /// `jvp(argnums, gs, ans, args, kwargs)`.
  private static func forwardRule(_ primitive: PrimitiveFunction) -> BuiltinFunction {
    .bound("jvp(argnums, gs, ans, args, kwargs)", "The forward rule.") {
      [weak primitive] interpreter, call in
      guard let primitive else { return .none }
      let numbers = try interpreter.collect(call[0]).map { try interpreter.requireIndex($0) }
      let tangents = try interpreter.collect(call[1])
      let problem = try Problem(call[3], call[4], interpreter)
      let shape = try interpreter.array(of: call[2], .numpy).shape
      let width = shape[1]
      func tangent(_ position: Int) -> Value? {
        numbers.firstIndex(of: position).map { tangents[$0] }
      }
      let direction =
        try tangent(3).map { try Raveling.ravelHIPS($0, interpreter).flat }
        ?? numpy("zeros_like", [problem.flat], interpreter)
      let parameters = try interpreter.array(of: problem.flat, .numpy).count
      let augmented = BuiltinFunction.bound("augmented(state, t, both)", "With its sensitivity.") {
        interpreter, call in
        let state = try part(call[0], 0, width, interpreter)
        let sensitivity = try part(call[0], width, 2 * width, interpreter)
        let flat = try part(call[2], 0, parameters, interpreter)
        let along = try part(call[2], parameters, 2 * parameters, interpreter)
        let maker = try `operator`("make_jvp", problem.flatFunction, interpreter)
        let time = try numpy("asarray", [call[1], .string("float64")], interpreter)
        let push = try interpreter.call(maker, [state, time, flat])
        let pair = try interpreter.collect(
          interpreter.call(push, [.tuple([sensitivity, .float(0), along])]))
        return try numpy("hstack", [.tuple(pair)], interpreter)
      }
      let begin = try tangent(1) ?? numpy("zeros_like", [problem.start], interpreter)
      let solved = try interpreter.call(
        .object(primitive),
        Arguments(
          [
            .object(augmented),
            numpy("hstack", [.tuple([problem.start, begin])], interpreter), problem.times,
            .tuple([numpy("hstack", [.tuple([problem.flat, direction])], interpreter)]),
          ], keywords: problem.plainKeywords))
      let sensitivities = try interpreter.item(
        interpreter.array(of: solved, .numpy),
        [
          .slice(start: 0, stop: shape[0], step: 1),
          .slice(start: width, stop: 2 * width, step: 1),
        ])
      guard tangent(2) == nil else {
        throw Raised(
          .notImplementedError,
          "JVP of odeint wrt argnums (2,) not defined; use reverse mode for the output times")
      }
      return .object(sensitivities)
    }
  }
}
