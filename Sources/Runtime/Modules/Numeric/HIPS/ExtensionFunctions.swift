import Arrays
import Autodiff

/// `autograd.extend`: functions with derivatives of the script's own.
enum ExtensionFunctions {
  static var members: [(String, Value)] {
    let functions: [BuiltinFunction] = [
      primitive, transparent("notrace_primitive"), registerNoTrace, defvjp, defvjpArgnum,
      defvjpArgnums, defjvp, defjvpArgnum, defjvpArgnums, defLinear,
    ]
    return functions.map { ($0.name, .object($0)) }
  }

  private static var primitive: BuiltinFunction {
    .unary(
      "primitive(f_raw, /)", "A function that sees plain values; its derivatives are given apart."
    ) {
      interpreter, function in
      .object(PrimitiveFunction(function, name: interpreter.functionName(function) ?? "function"))
    }
  }

  private static func transparent(_ name: String) -> BuiltinFunction {
    .unary("\(name)(f_raw, /)", "A function that derivatives do not pass through.") {
      interpreter, function in
      let result = PrimitiveFunction(
        function, name: interpreter.functionName(function) ?? "function")
      result.isTransparent = true
      return .object(result)
    }
  }

  private static var registerNoTrace: BuiltinFunction {
    .binary("register_notrace(trace_type, primitive_fun, /)", "Derivatives do not pass through.") {
      interpreter, _, function in
      try target(function, interpreter).isTransparent = true
      return .none
    }
  }

  private static func target(_ value: Value, _ interpreter: Interpreter) throws
    -> PrimitiveFunction
  {
    if case .object(let object) = value, let function = object as? PrimitiveFunction {
      return function
    }
    throw Raised(
      .typeError,
      "rules can only be given to functions made with @primitive, got \(try interpreter.repr(value))"
    )
  }

  /// `argnums=`: the arguments that rules belong to, 0, 1, … where it is left out.
  private static func positions(_ value: Value, _ count: Int, _ interpreter: Interpreter) throws
    -> [Int]
  {
    if value.isNone { return Array(0..<count) }
    return try interpreter.collect(value).map { try interpreter.requireIndex($0) }
  }

  private static var defvjp: BuiltinFunction {
    .bound("defvjp(fun, *vjpmakers, argnums=None)", "Gives reverse rules by argument.") {
      interpreter, arguments in
      let function = try target(arguments[0], interpreter)
      let makers = arguments.variadic(1)
      for (position, maker) in zip(try positions(arguments[2], makers.count, interpreter), makers) {
        function.reverse[position] = .some(maker.isNone ? nil : maker)
      }
      return .none
    }
  }

  private static var defvjpArgnum: BuiltinFunction {
    .binary("defvjp_argnum(fun, vjpmaker, /)", "Gives a reverse rule for any argument.") {
      interpreter, function, maker in
      let wrapped = BuiltinFunction.raw(
        "maker(argnums, ans, args, kwargs)", "Rules of several arguments."
      ) { interpreter, call in
        let numbers = try interpreter.collect(call.positional[0])
        let rules = try numbers.map { try interpreter.call(maker, [$0] + call.positional[1...]) }
        return .object(
          BuiltinFunction.unary("vjp(g, /)", "Cotangents.") { interpreter, cotangent in
            .tuple(try rules.map { try interpreter.call($0, [cotangent]) })
          })
      }
      try target(function, interpreter).reverseTogether = .object(wrapped)
      return .none
    }
  }

  private static var defvjpArgnums: BuiltinFunction {
    .binary("defvjp_argnums(fun, vjpmaker, /)", "Gives a reverse rule of several arguments.") {
      interpreter, function, maker in
      try target(function, interpreter).reverseTogether = maker
      return .none
    }
  }

  private static var defjvp: BuiltinFunction {
    .bound("defjvp(fun, *jvpfuns, argnums=None)", "Gives forward rules by argument.") {
      interpreter, arguments in
      let function = try target(arguments[0], interpreter)
      let rules = arguments.variadic(1)
      for (position, rule) in zip(try positions(arguments[2], rules.count, interpreter), rules) {
        if rule.text == "same" {
          function.linearArguments.insert(position)
        } else {
          function.forward[position] = .some(rule.isNone ? nil : rule)
        }
      }
      return .none
    }
  }

  private static var defjvpArgnum: BuiltinFunction {
    .binary("defjvp_argnum(fun, jvpmaker, /)", "Gives a forward rule for any argument.") {
      interpreter, function, rule in
      let wrapped = BuiltinFunction.raw(
        "jvp(argnums, gs, ans, args, kwargs)", "The sum over arguments."
      ) { interpreter, call in
        let numbers = try interpreter.collect(call.positional[0])
        let tangents = try interpreter.collect(call.positional[1])
        var total: Value?
        for (number, tangent) in zip(numbers, tangents) {
          let part = try interpreter.call(rule, [number, tangent] + call.positional[2...])
          total =
            try total.map {
              try interpreter.elementwise(ElementwiseTable.add, [$0, part], .numpy)
            } ?? part
        }
        return total ?? .none
      }
      try target(function, interpreter).forwardTogether = .object(wrapped)
      return .none
    }
  }

  private static var defjvpArgnums: BuiltinFunction {
    .binary("defjvp_argnums(fun, jvpmaker, /)", "Gives a forward rule of several arguments.") {
      interpreter, function, rule in
      try target(function, interpreter).forwardTogether = rule
      return .none
    }
  }

  private static var defLinear: BuiltinFunction {
    .unary("def_linear(fun, /)", "Says that a function is linear in every argument.") {
      interpreter, value in
      let function = try target(value, interpreter)
      var position = 0
      while interpreter.positionalName(function.function, position) != nil {
        function.linearArguments.insert(position)
        position += 1
      }
      return .none
    }
  }

  // MARK: autograd.tracer and autograd.util

  static var tracer: [(String, Value)] {
    [
      ("getval", .object(value)), ("primitive", .object(primitive)),
      ("notrace_primitive", .object(transparent("notrace_primitive"))),
      ("isbox", .object(isBox)),
    ]
  }

  private static var value: BuiltinFunction {
    .unary("getval(x, /)", "The value without its derivative.") { interpreter, value in
      guard let array = value.array, array.isTraced, !array.isAbstract else { return value }
      return .object(
        ArrayObject(result: try interpreter.numerics.value(of: array), array.facade))
    }
  }

  private static var isBox: BuiltinFunction {
    .unary("isbox(x, /)", "Whether the value is being differentiated.") { _, value in
      .bool(value.array?.isTraced ?? false)
    }
  }

  static var function: BuiltinFunction {
    .unary("func(f, /)", "The function itself.") { _, value in value }
  }
}
