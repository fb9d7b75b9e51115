import Arrays
import Syntax

/// `autograd.misc.optimizers`: steps of gradient descent on any tree of parameters.
enum Optimizers {
  static var members: [(String, Value)] {
    let functions: [BuiltinFunction] = [sgd, rmsprop, adam]
    return functions.map { ($0.name, .object($0)) }
  }

  /// The state of an optimiser: flat parameters, and what to call.
  private struct Problem {
    let interpreter: Interpreter
    let gradient: Value
    let callback: Value
    let unflatten: (Value) throws -> Value
    var x: Value

    init(_ arguments: BoundArguments, _ interpreter: Interpreter) throws {
      self.interpreter = interpreter
      gradient = arguments[0]
      callback = arguments[2]
      (x, unflatten) = try Raveling.ravelHIPS(arguments[1], interpreter)
    }

    /// The flat gradient at the current parameters, after the callback has seen it.
    func next(_ step: Int) throws -> Value {
      let tree = try interpreter.call(gradient, [unflatten(x), .int(step)])
      let flat = try Raveling.ravelHIPS(tree, interpreter).flat
      if try interpreter.isTruthy(callback) {
        _ = try interpreter.call(callback, [unflatten(x), .int(step), unflatten(flat)])
      }
      return flat
    }

    func filled(_ value: Double) throws -> Value {
      let count = x.array?.count ?? 0
      return .object(
        ArrayObject(NDArray.full(.float(value), shape: [count], dtype: .float64), .array))
    }

    func add(_ a: Value, _ b: Value) throws -> Value { try interpreter.binary(.add, a, b) }
    func subtract(_ a: Value, _ b: Value) throws -> Value {
      try interpreter.binary(.subtract, a, b)
    }
    func multiply(_ a: Value, _ b: Value) throws -> Value {
      try interpreter.binary(.multiply, a, b)
    }
    func divide(_ a: Value, _ b: Value) throws -> Value { try interpreter.binary(.divide, a, b) }
    func power(_ a: Value, _ b: Value) throws -> Value { try interpreter.binary(.power, a, b) }
    func root(_ a: Value) throws -> Value {
      try interpreter.elementwise(ElementwiseTable.sqrt, [a], .numpy)
    }
    func square(_ a: Value) throws -> Value { try power(a, .int(2)) }
  }

  private static var sgd: BuiltinFunction {
    .bound(
      "sgd(grad, x0, callback=None, num_iters=200, step_size=0.1, mass=0.9)",
      "Gradient descent with momentum."
    ) { interpreter, arguments in
      var problem = try Problem(arguments, interpreter)
      let (step, mass) = (arguments[4], arguments[5])
      let rest = try problem.subtract(.float(1), mass)
      var velocity = try problem.filled(0)
      for index in 0..<max(0, try interpreter.requireIndex(arguments[3])) {
        let gradient = try problem.next(index)
        velocity = try problem.subtract(
          problem.multiply(mass, velocity), problem.multiply(rest, gradient))
        problem.x = try problem.add(problem.x, problem.multiply(step, velocity))
        try interpreter.checkInterruption()
      }
      return try problem.unflatten(problem.x)
    }
  }

  private static var rmsprop: BuiltinFunction {
    .bound(
      "rmsprop(grad, x0, callback=None, num_iters=100, step_size=0.1, gamma=0.9, eps=1e-08)",
      "Root-mean-square propagation."
    ) { interpreter, arguments in
      var problem = try Problem(arguments, interpreter)
      let (step, gamma, epsilon) = (arguments[4], arguments[5], arguments[6])
      let rest = try problem.subtract(.int(1), gamma)
      var average = try problem.filled(1)
      for index in 0..<max(0, try interpreter.requireIndex(arguments[3])) {
        let gradient = try problem.next(index)
        average = try problem.add(
          problem.multiply(average, gamma), problem.multiply(problem.square(gradient), rest))
        problem.x = try problem.subtract(
          problem.x,
          problem.divide(
            problem.multiply(step, gradient), problem.add(problem.root(average), epsilon)))
        try interpreter.checkInterruption()
      }
      return try problem.unflatten(problem.x)
    }
  }

  /// Kingma and Ba, arXiv:1412.6980.
  private static var adam: BuiltinFunction {
    .bound(
      "adam(grad, x0, callback=None, num_iters=100, step_size=0.001, b1=0.9, b2=0.999, eps=1e-08)",
      "Adaptive moments."
    ) { interpreter, arguments in
      var problem = try Problem(arguments, interpreter)
      let (step, b1, b2, epsilon) = (arguments[4], arguments[5], arguments[6], arguments[7])
      let rest1 = try problem.subtract(.int(1), b1)
      let rest2 = try problem.subtract(.int(1), b2)
      var first = try problem.filled(0)
      var second = try problem.filled(0)
      for index in 0..<max(0, try interpreter.requireIndex(arguments[3])) {
        let gradient = try problem.next(index)
        first = try problem.add(problem.multiply(rest1, gradient), problem.multiply(b1, first))
        second = try problem.add(
          problem.multiply(rest2, problem.square(gradient)), problem.multiply(b2, second))
        let count = Value.int(index + 1)
        let corrected1 = try problem.divide(
          first, problem.subtract(.int(1), problem.power(b1, count)))
        let corrected2 = try problem.divide(
          second, problem.subtract(.int(1), problem.power(b2, count)))
        problem.x = try problem.subtract(
          problem.x,
          problem.divide(
            problem.multiply(step, corrected1), problem.add(problem.root(corrected2), epsilon)))
        try interpreter.checkInterruption()
      }
      return try problem.unflatten(problem.x)
    }
  }
}
