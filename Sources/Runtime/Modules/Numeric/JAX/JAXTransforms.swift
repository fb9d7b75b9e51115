/// `jax.grad`, `jax.vmap`, `jax.jit` and the other transforms.
enum JAXTransforms {
  static var members: [(String, Value)] {
    let functions: [BuiltinFunction] = [
      gradient("grad", returnsValue: false), gradient("value_and_grad", returnsValue: true),
      jvp, vjp, linearize, linearTranspose, jacobian("jacfwd", isForward: true),
      jacobian("jacrev", isForward: false), jacobian("jacobian", isForward: false), hessian, vmap,
      jit, checkpoint("checkpoint"), checkpoint("remat"), customJVP, customVJP, makeJaxpr,
      evalShape, typeof,
    ]
    return functions.map { ($0.name, .object($0)) }
  }

  private static func gradient(_ name: String, returnsValue: Bool) -> BuiltinFunction {
    BuiltinFunction.bound(
      "\(name)(fun, argnums=0, has_aux=False, holomorphic=False, allow_int=False, reduce_axes=())",
      "The gradient of a scalar function."
    ) { interpreter, arguments in
      let (positions, isSingle) = try interpreter.argumentPositions(arguments[1])
      try requireCallable(arguments[0], interpreter)
      return interpreter.gradientFunction(
        arguments[0],
        GradientOptions(
          facade: .jax, positions: positions, isSingle: isSingle,
          hasAuxiliary: try interpreter.isTruthy(arguments[2]),
          allowsIntegers: try interpreter.isTruthy(arguments[4]),
          isHolomorphic: try interpreter.isTruthy(arguments[3]), returnsValue: returnsValue,
          name: name))
    }
  }

  private static func requireCallable(_ value: Value, _ interpreter: Interpreter) throws {
    guard !interpreter.isCallable(value) else { return }
    throw Raised(.typeError, "Expected a callable value, got \(try interpreter.repr(value))")
  }

  private static var jvp: BuiltinFunction {
    .bound(
      "jvp(fun, primals, tangents, has_aux=False)",
      "Value and tangent of a function at a point in a direction."
    ) { interpreter, arguments in
      try requireCallable(arguments[0], interpreter)
      return try interpreter.forwardMode(
        arguments[0], arguments[1], arguments[2],
        hasAuxiliary: interpreter.isTruthy(arguments[3]))
    }
  }

  private static var vjp: BuiltinFunction {
    .bound(
      "vjp(fun, *primals, has_aux=False, reduce_axes=())",
      "Value of a function and what pulls cotangents back to its arguments."
    ) { interpreter, arguments in
      try requireCallable(arguments[0], interpreter)
      let hasAuxiliary = try interpreter.isTruthy(arguments[2])
      let (value, linear, auxiliary) = try interpreter.linearize(
        arguments[0], arguments.variadic(1), .jax, hasAuxiliary: hasAuxiliary)
      let pullback = Value.object(PullbackObject(linear))
      return .tuple(hasAuxiliary ? [value, pullback, auxiliary] : [value, pullback])
    }
  }

  private static var linearize: BuiltinFunction {
    .bound(
      "linearize(fun, *primals, has_aux=False)",
      "Value of a function and what pushes tangents of its arguments forward."
    ) { interpreter, arguments in
      try requireCallable(arguments[0], interpreter)
      let hasAuxiliary = try interpreter.isTruthy(arguments[2])
      let (value, linear, auxiliary) = try interpreter.linearize(
        arguments[0], arguments.variadic(1), .jax, hasAuxiliary: hasAuxiliary)
      let pushforward = Value.object(PushforwardObject(linear))
      return .tuple(hasAuxiliary ? [value, pushforward, auxiliary] : [value, pushforward])
    }
  }

  private static var linearTranspose: BuiltinFunction {
    .bound("linear_transpose(fun, *primals, reduce_axes=())", "The transpose of a linear function.")
    {
      interpreter, arguments in
      try interpreter.linearTranspose(arguments[0], arguments.variadic(1))
    }
  }

  private static func jacobian(_ name: String, isForward: Bool) -> BuiltinFunction {
    .bound(
      "\(name)(fun, argnums=0, has_aux=False, holomorphic=False, allow_int=False, *, sparsity=None, format='dense')",
      "The Jacobian of a function; sparsity='auto' finds its pattern and needs few products."
    ) { interpreter, arguments in
      try requireCallable(arguments[0], interpreter)
      if let format = try interpreter.sparseFormat(arguments[5], arguments[6], name) {
        return try interpreter.sparseJacobianFunction(
          arguments[0], arguments[1], .jax, format, kind: .jacobian)
      }
      return try jacobianFunction(
        arguments[0], arguments, name: name == "jacobian" ? "jacrev" : name, isForward: isForward,
        hasAuxiliary: interpreter.isTruthy(arguments[2]),
        allowsIntegers: interpreter.isTruthy(arguments[4]), interpreter)
    }
  }

  private static func jacobianFunction(
    _ function: Value, _ arguments: BoundArguments, name: String, isForward: Bool,
    hasAuxiliary: Bool, allowsIntegers: Bool = false, _ interpreter: Interpreter
  ) throws -> Value {
    let (positions, isSingle) = try interpreter.argumentPositions(arguments[1])
    return interpreter.jacobianFunction(
      function,
      JacobianOptions(
        name: name, isForward: isForward, positions: positions, isSingle: isSingle,
        hasAuxiliary: hasAuxiliary, isHolomorphic: try interpreter.isTruthy(arguments[3]),
        allowsIntegers: allowsIntegers))
  }

  private static var hessian: BuiltinFunction {
    .bound(
      "hessian(fun, argnums=0, has_aux=False, holomorphic=False, *, sparsity=None, format='dense')",
      "The Hessian: jacfwd of jacrev; sparsity='auto' finds its pattern and needs few products."
    ) { interpreter, arguments in
      try requireCallable(arguments[0], interpreter)
      if let format = try interpreter.sparseFormat(arguments[4], arguments[5], "hessian") {
        let (positions, isSingle) = try interpreter.argumentPositions(arguments[1])
        let gradient = interpreter.gradientFunction(
          arguments[0],
          GradientOptions(facade: .jax, positions: positions, isSingle: isSingle))
        return try interpreter.sparseJacobianFunction(
          gradient, arguments[1], .jax, format, kind: .hessian)
      }
      let hasAuxiliary = try interpreter.isTruthy(arguments[2])
      let inner = try jacobianFunction(
        arguments[0], arguments, name: "jacrev", isForward: false, hasAuxiliary: hasAuxiliary,
        interpreter)
      return try jacobianFunction(
        inner, arguments, name: "jacfwd", isForward: true, hasAuxiliary: hasAuxiliary, interpreter)
    }
  }

  private static var vmap: BuiltinFunction {
    .bound(
      "vmap(fun, in_axes=0, out_axes=0, axis_name=None, axis_size=None, spmd_axis_name=None)",
      "A function applied to all slices along an axis at once."
    ) { interpreter, arguments in
      try requireCallable(arguments[0], interpreter)
      return interpreter.vectorized(
        arguments[0], inAxes: arguments[1], outAxes: arguments[2], axisName: arguments[3],
        axisSize: arguments[4].isNone ? nil : try interpreter.requireIndex(arguments[4]))
    }
  }

  private static var jit: BuiltinFunction {
    .bound(
      "jit(fun=<no value>, *, in_shardings=None, out_shardings=None, static_argnums=None, static_argnames=None, donate_argnums=None, donate_argnames=None, keep_unused=False, device=None, backend=None, inline=False, compiler_options=None)",
      "A function traced once for each kind of arguments."
    ) { interpreter, arguments in
      let (positions, names) = (arguments[3], arguments[4])
      guard arguments[0].isUnbound else {
        return try interpreter.compiled(arguments[0], positions: positions, names: names)
      }
      return .object(
        BuiltinFunction.unary("jit(fun, /)", "Decorator.") { interpreter, function in
          try interpreter.compiled(function, positions: positions, names: names)
        })
    }
  }

  /// Recomputing in the reverse pass changes nothing that a script can see: the graph is the same.
  private static func checkpoint(_ name: String) -> BuiltinFunction {
    .bound(
      "\(name)(fun=<no value>, *, prevent_cse=True, policy=None, static_argnums=(), concrete=False)",
      "The function; its intermediate values need not be kept for the reverse pass."
    ) { interpreter, arguments in
      func wrap(_ function: Value) -> Value {
        .object(
          TransformedFunction(
            BuiltinFunction.raw("checkpoint(*args, **kwargs)", "Checkpointed.") {
              try $0.call(function, $1)
            }, wrapping: function))
      }
      if arguments[0].isUnbound {
        return .object(
          BuiltinFunction.unary("\(name)(fun, /)", "Decorator.") { _, function in wrap(function) })
      }
      try requireCallable(arguments[0], interpreter)
      return wrap(arguments[0])
    }
  }

  private static func positions(_ value: Value, _ interpreter: Interpreter) throws -> [Int] {
    try value.sequence?.map { try interpreter.requireIndex($0) }
      ?? [interpreter.requireIndex(value)]
  }

  private static var customJVP: BuiltinFunction {
    .bound(
      "custom_jvp(fun, nondiff_argnums=(), nondiff_argnames=())",
      "A function whose forward rule is given with defjvp."
    ) { interpreter, arguments in
      .object(
        CustomJVPFunction(
          arguments[0], undifferentiated: try positions(arguments[1], interpreter),
          name: interpreter.functionName(arguments[0]) ?? "function"))
    }
  }

  private static var customVJP: BuiltinFunction {
    .bound(
      "custom_vjp(fun, nondiff_argnums=(), nondiff_argnames=())",
      "A function whose reverse rule is given with defvjp."
    ) { interpreter, arguments in
      .object(
        CustomVJPFunction(
          arguments[0], undifferentiated: try positions(arguments[1], interpreter),
          name: interpreter.functionName(arguments[0]) ?? "function"))
    }
  }

  private static var makeJaxpr: BuiltinFunction {
    .bound(
      "make_jaxpr(fun, static_argnums=(), axis_env=None, return_shape=False)",
      "A function that prints the typed graph of a call."
    ) { interpreter, arguments in
      let function = arguments[0]
      let fixed = try positions(arguments[1], interpreter)
      let returnsShape = try interpreter.isTruthy(arguments[3])
      return .object(
        TransformedFunction(
          BuiltinFunction.raw("make_jaxpr(*args, **kwargs)", "The graph of a call.") {
            try $0.jaxpr(of: function, $1, staticPositions: fixed, returnsShape: returnsShape)
          }, wrapping: function))
    }
  }

  private static var evalShape: BuiltinFunction {
    .raw("eval_shape(fun, *args, **kwargs)", "Shapes and dtypes of a call's result.") {
      interpreter, arguments in
      guard let function = arguments.positional.first else {
        throw Raised(
          .typeError, "eval_shape() missing 1 required positional argument: 'fun'")
      }
      return try interpreter.describedResult(
        of: function,
        Arguments(Array(arguments.positional.dropFirst()), keywords: arguments.keywords))
    }
  }

  private static var typeof: BuiltinFunction {
    .unary("typeof(x, /)", "The JAX type of a value.") { interpreter, value in
      .object(ShapedTypeObject(try interpreter.describedType(of: value)))
    }
  }
}
