import Arrays
import Autodiff
import Syntax

/// `autograd.misc.fixed_points.fixed_point`: differentiable by the implicit function theorem.
enum FixedPoint {
  static func make() -> PrimitiveFunction {
    let iterate = BuiltinFunction.bound(
      "fixed_point(f, a, x0, distance, tol)", "Iterates f(a) until a step is not longer than tol."
    ) { interpreter, arguments in
      let step = try interpreter.call(arguments[0], [arguments[1]])
      let limit = arguments[4]
      var previous = arguments[2]
      var current = try interpreter.call(step, [previous])
      while try interpreter.isTruthy(
        interpreter.compare(
          .greater, interpreter.call(arguments[3], [current, previous]), limit))
      {
        previous = current
        current = try interpreter.call(step, [current])
        try interpreter.checkInterruption()
      }
      return current
    }
    let primitive = PrimitiveFunction(.object(iterate), name: "fixed_point")
    primitive.reverse[0] = .some(nil)
    primitive.reverse[2] = .some(nil)
    primitive.reverse[1] = .object(rule(primitive))
    return primitive
  }

  /// The pullback of `f(a)(x)` with respect to one or both of `a` and `x`.
  private static func pullback(
    _ interpreter: Interpreter, _ function: BuiltinFunction, _ arguments: [Value]
  ) throws -> Value {
    let operators = DifferentialOperators.members
    guard let make = operators.first(where: { $0.0 == "make_vjp" })?.1 else { return .none }
    let maker = try interpreter.call(make, [.object(function), .int(0)])
    return try interpreter.call(maker, arguments).sequence?.first ?? .none
  }

  /// Solves `w = g + wᵀ ∂f/∂x` by iterating, then pulls `w` back to `a`.
  private static func rule(_ primitive: PrimitiveFunction) -> BuiltinFunction {
    .bound("maker(ans, f, a, x0, distance, tol)", "The reverse rule.") {
      [weak primitive] interpreter, arguments in
      guard let primitive else { return .none }
      let (answer, function, parameters) = (arguments[0], arguments[1], arguments[2])
      let toParameters = try pullback(
        interpreter,
        .binary("apply(a, x, /)", "One step.") { interpreter, a, x in
          try interpreter.call(interpreter.call(function, [a]), [x])
        }, [parameters, answer])
      return .object(
        BuiltinFunction.unary("vjp(g, /)", "The cotangent of the parameters.") {
          interpreter, cotangent in
          let step = BuiltinFunction.unary("step(params, /)", "One step of the adjoint iteration.")
          {
            interpreter, triple in
            let parts = try interpreter.collect(triple)
            let apply = try interpreter.call(function, [parts[0]])
            let back = try pullback(
              interpreter,
              .unary("apply(x, /)", "One step.") { try $0.call(apply, [$1]) }, [parts[1]])
            return .object(
              BuiltinFunction.unary("next(g, /)", "The next cotangent.") {
                interpreter, current in
                try interpreter.elementwise(
                  ElementwiseTable.add, [interpreter.call(back, [current]), parts[2]], .numpy)
              })
          }
          let start = try interpreter.elementwise(
            ElementwiseTable.multiply, [arguments[3], .float(0)], .numpy)
          let solved = try interpreter.call(
            .object(primitive),
            [
              .object(step), .tuple([parameters, answer, cotangent]), start, arguments[4],
              arguments[5],
            ])
          return try interpreter.call(toParameters, [solved])
        })
    }
  }
}
