import Arrays
import Autodiff

/// `autograd.grad` and its relatives.
enum DifferentialOperators {
  static var members: [(String, Value)] {
    let functions: [BuiltinFunction] = [
      gradient("grad", returnsValue: false), gradient("value_and_grad", returnsValue: true),
      elementwise("elementwise_grad"), elementwise("egrad"), derivative, holomorphic, gradNamed,
      gradAndAux, multigrad, jacobian, hessian, hessianProduct("hessian_vector_product"),
      hessianProduct("hessian_tensor_product"), jacobianProduct("vector_jacobian_product"),
      jacobianProduct("tensor_jacobian_product"), makeVJP, makeJVP("make_jvp"),
      makeJVP("make_jvp_reversemode"), makeHVP, makeGGNVP, checkpoint,
    ]
    return functions.map { ($0.name, .object($0)) }
  }

  /// `autograd.core`: the same as functions of the point.
  static var core: [(String, Value)] {
    let functions: [BuiltinFunction] = [makeVJP, makeJVP("make_jvp")]
    return functions.map { ($0.name, .object($0)) }
  }

  /// What an operator does with the function's value and linearised form, at the arguments of a call.
  private typealias Operation = (Interpreter, _ point: HIPSPoint) throws -> Value

  private static func gradient(_ name: String, returnsValue: Bool) -> BuiltinFunction {
    BuiltinFunction.bound(
      "\(name)(fun, argnum=0, *nary_op_args, **nary_op_kwargs)",
      "The gradient of a scalar function."
    ) {
      interpreter, arguments in
      let (positions, isSingle) = try interpreter.argumentPositions(arguments[1])
      return interpreter.gradientFunction(
        arguments[0],
        GradientOptions(
          facade: .numpy, positions: positions, isSingle: isSingle, returnsValue: returnsValue,
          name: name))
    }
  }

  /// An operator `name(fun, argnum)` whose result is called with the function's arguments.
  private static func unary(
    _ name: String, _ summary: String, kind: EvaluationRequest.Kind = .gradient,
    _ operation: @escaping Operation
  ) -> BuiltinFunction {
    BuiltinFunction.bound("\(name)(fun, argnum=0)", summary) { interpreter, arguments in
      let function = arguments[0]
      let (positions, isSingle) = try interpreter.argumentPositions(arguments[1])
      return .object(
        TransformedFunction(
          BuiltinFunction.raw("\(name)(*args, **kwargs)", summary) { interpreter, call in
            let mark = interpreter.numerics.graph.mark
            defer { interpreter.endTransform(mark) }
            return try operation(
              interpreter,
              HIPSPoint(
                function, call, positions, isSingle: isSingle, kind: kind, needsValue: false,
                in: interpreter))
          }, wrapping: function))
    }
  }

  private static func elementwise(_ name: String) -> BuiltinFunction {
    unary(name, "Derivatives of a function that works element by element.") { interpreter, point in
      if point.linear.outputs.contains(where: {
        interpreter.numerics.graph.dtype(of: $0.id).isComplex
      }) {
        throw Raised(.typeError, "Elementwise_grad only applies to real-output functions.")
      }
      return try point.pull(point.ones(), in: interpreter)
    }
  }

  private static var derivative: BuiltinFunction {
    unary("deriv", "The derivative in forward mode.", kind: .jvp) { interpreter, point in
      try point.push(point.unitTangents(), in: interpreter)
    }
  }

  private static var holomorphic: BuiltinFunction {
    unary("holomorphic_grad", "The derivative of a holomorphic function.") { interpreter, point in
      let graph = interpreter.numerics.graph
      guard let input = point.linear.leaves.first, graph.dtype(of: input.id).isComplex else {
        interpreter.errorOutput("UserWarning: Input to holomorphic_grad is not complex\n")
        return try point.pull(point.ones(), in: interpreter)
      }
      return try point.pull(point.ones(), in: interpreter)
    }
  }

  private static var gradNamed: BuiltinFunction {
    .bound("grad_named(fun, argname)", "The gradient with respect to a named argument.") {
      interpreter, arguments in
      let name = try interpreter.requireText(arguments[1])
      var position = 0
      while let parameter = interpreter.positionalName(arguments[0], position), parameter != name {
        position += 1
      }
      guard interpreter.positionalName(arguments[0], position) != nil else {
        throw Raised(.valueError, "'\(name)' is not in list")
      }
      return interpreter.gradientFunction(
        arguments[0],
        GradientOptions(facade: .numpy, positions: [position], isSingle: true))
    }
  }

  private static var gradAndAux: BuiltinFunction {
    .bound("grad_and_aux(fun, argnum=0)", "The gradient of the first result, and the second.") {
      interpreter, arguments in
      let (positions, isSingle) = try interpreter.argumentPositions(arguments[1])
      return interpreter.gradientFunction(
        arguments[0],
        GradientOptions(
          facade: .numpy, positions: positions, isSingle: isSingle, hasAuxiliary: true))
    }
  }

  /// Gradients with respect to all arguments, as a dict by their names.
  private static var multigrad: BuiltinFunction {
    .unary("multigrad_dict(fun, /)", "Gradients with respect to all arguments, by name.") {
      interpreter, function in
      .object(
        TransformedFunction(
          BuiltinFunction.raw("multigrad(*args, **kwargs)", "Gradients by name.") {
            interpreter, call in
            var names: [String] = []
            while let name = interpreter.positionalName(function, names.count) {
              names.append(name)
            }
            var values = call.positional
            for name in names.dropFirst(values.count) {
              guard let given = call.keywords.first(where: { $0.name.text == name }) else { break }
              values.append(given.value)
            }
            let gradient = interpreter.gradientFunction(
              function,
              GradientOptions(
                facade: .numpy, positions: Array(values.indices), isSingle: false))
            let result = try interpreter.call(gradient, values).sequence ?? []
            let dict = DictObject()
            for (name, value) in zip(names, result) { dict.setText(name, to: value) }
            return .dict(dict)
          }, wrapping: function))
    }
  }

  private static var jacobian: BuiltinFunction {
    let whole = unary(
      "jacobian", "The Jacobian: the output's shape, then the argument's.", kind: .jacobian
    ) { interpreter, point in try point.jacobian(in: interpreter) }
    return .bound(
      "jacobian(fun, argnum=0, *, sparsity=None, format='dense')",
      "The Jacobian; sparsity='auto' finds its pattern and needs few products."
    ) { interpreter, arguments in
      guard let format = try interpreter.sparseFormat(arguments[2], arguments[3], "jacobian") else {
        return try interpreter.call(.object(whole), [arguments[0], arguments[1]])
      }
      return try interpreter.sparseJacobianFunction(
        arguments[0], arguments[1], .numpy, format, kind: .jacobian)
    }
  }

  private static var hessian: BuiltinFunction {
    .bound(
      "hessian(fun, argnum=0, *, sparsity=None, format='dense')",
      "The Jacobian of the Jacobian; sparsity='auto' finds its pattern and needs few products."
    ) { interpreter, arguments in
      if let format = try interpreter.sparseFormat(arguments[2], arguments[3], "hessian") {
        let inner = try interpreter.call(
          .object(gradient("grad", returnsValue: false)), [arguments[0], arguments[1]])
        return try interpreter.sparseJacobianFunction(
          inner, arguments[1], .numpy, format, kind: .hessian)
      }
      let inner = try interpreter.call(.object(jacobian), [arguments[0], arguments[1]])
      return try interpreter.call(.object(jacobian), [inner, arguments[1]])
    }
  }

  /// The sum of a tensor's elements times a direction's.
  private static func contraction(
    _ value: Value, _ direction: Value, _ interpreter: Interpreter
  ) throws -> Value {
    let product = try interpreter.elementwise(
      ElementwiseTable.multiply, [value, direction], .numpy)
    guard let array = product.array, array.rank > 0 else { return product }
    return .object(
      try interpreter.reduce(.sum, array, axes: nil, keepDims: false, facade: .numpy))
  }

  private static func hessianProduct(_ name: String) -> BuiltinFunction {
    .bound("\(name)(fun, argnum=0)", "The Hessian times a vector, without the Hessian.") {
      interpreter, arguments in
      let (function, argument) = (arguments[0], arguments[1])
      let gradient = try interpreter.call(
        .object(Self.gradient("grad", returnsValue: false)), [function, argument])
      let inner = BuiltinFunction.raw("product(*args, **kwargs)", "Gradient times vector.") {
        interpreter, call in
        var call = call
        let direction = call.positional.removeLast()
        return try contraction(interpreter.call(gradient, call), direction, interpreter)
      }
      return try interpreter.call(
        .object(Self.gradient("grad", returnsValue: false)), [.object(inner), argument])
    }
  }

  private static func jacobianProduct(_ name: String) -> BuiltinFunction {
    .bound("\(name)(fun, argnum=0)", "A vector times the Jacobian.") { interpreter, arguments in
      let (function, argument) = (arguments[0], arguments[1])
      let inner = BuiltinFunction.raw("product(*args, **kwargs)", "Vector times value.") {
        interpreter, call in
        var call = call
        let direction = call.positional.removeLast()
        return try contraction(interpreter.call(function, call), direction, interpreter)
      }
      return try interpreter.call(
        .object(gradient("grad", returnsValue: false)), [.object(inner), argument])
    }
  }

  private static var makeVJP: BuiltinFunction {
    .bound("make_vjp(fun, argnum=0)", "A function that returns a pullback and the value.") {
      interpreter, arguments in
      let function = arguments[0]
      let (positions, isSingle) = try interpreter.argumentPositions(arguments[1])
      return .object(
        TransformedFunction(
          BuiltinFunction.raw("make_vjp(*args, **kwargs)", "Pullback and value.") {
            interpreter, call in
            let point = try HIPSPoint(
              function, call, positions, isSingle: isSingle, kind: .vjp, in: interpreter)
            let pullback = BuiltinFunction.unary("vjp(g, /)", "Pulls a cotangent back.") {
              interpreter, cotangent in
              let mark = interpreter.numerics.graph.mark
              defer { interpreter.endTransform(mark) }
              return try point.pull(point.cotangents(cotangent, in: interpreter), in: interpreter)
            }
            return .tuple([.object(pullback), point.value])
          }, wrapping: function))
    }
  }

  private static func makeJVP(_ name: String) -> BuiltinFunction {
    .bound("\(name)(fun, argnum=0)", "A function that returns value and tangent for a direction.") {
      interpreter, arguments in
      let function = arguments[0]
      let (positions, isSingle) = try interpreter.argumentPositions(arguments[1])
      return .object(
        TransformedFunction(
          BuiltinFunction.raw("make_jvp(*args, **kwargs)", "Value and tangent.") {
            interpreter, call in
            let point = try HIPSPoint(
              function, call, positions, isSingle: isSingle, kind: .jvp, in: interpreter)
            return .object(
              BuiltinFunction.unary("jvp(v, /)", "Pushes a tangent forward.") {
                interpreter, tangent in
                let mark = interpreter.numerics.graph.mark
                defer { interpreter.endTransform(mark) }
                let result = try point.push(
                  point.tangents(tangent, in: interpreter), in: interpreter)
                return name == "make_jvp" ? .tuple([point.value, result]) : result
              })
          }, wrapping: function))
    }
  }

  private static var makeHVP: BuiltinFunction {
    .bound(
      "make_hvp(fun, argnum=0)",
      "A function that returns a Hessian-vector product and the gradient."
    ) {
      interpreter, arguments in
      let gradient = try interpreter.call(
        .object(Self.gradient("grad", returnsValue: false)), [arguments[0], arguments[1]])
      return try interpreter.call(.object(makeVJP), [gradient, arguments[1]])
    }
  }

  private static var makeGGNVP: BuiltinFunction {
    .bound(
      "make_ggnvp(f, g=None, f_argnum=0)", "A generalised Gauss-Newton product: Jᵀ H J v."
    ) { interpreter, arguments in
      let (function, outer) = (arguments[0], arguments[1])
      let (positions, isSingle) = try interpreter.argumentPositions(arguments[2])
      return .object(
        TransformedFunction(
          BuiltinFunction.raw("make_ggnvp(*args, **kwargs)", "The product at a point.") {
            interpreter, call in
            let point = try HIPSPoint(
              function, call, positions, isSingle: isSingle, kind: .vjp, in: interpreter)
            return .object(
              BuiltinFunction.unary("ggnvp(v, /)", "Jᵀ H J v.") { interpreter, direction in
                let mark = interpreter.numerics.graph.mark
                defer { interpreter.endTransform(mark) }
                var pushed = try point.push(
                  point.tangents(direction, in: interpreter), in: interpreter)
                if !outer.isNone {
                  let product = try interpreter.call(.object(makeHVP), [outer, .int(0)])
                  let pair = try interpreter.call(product, [point.value]).sequence ?? []
                  pushed = try interpreter.call(pair.first ?? .none, [pushed])
                }
                return try point.pull(
                  point.cotangents(pushed, in: interpreter), in: interpreter)
              })
          }, wrapping: function))
    }
  }

  /// Recomputing in the reverse pass changes nothing that a script can see.
  private static var checkpoint: BuiltinFunction {
    .unary("checkpoint(fun, /)", "The function; its intermediate values need not be kept.") {
      _, function in
      .object(
        TransformedFunction(
          BuiltinFunction.raw("wrapped(*args, **kwargs)", "Checkpointed.") {
            try $0.call(function, $1)
          }, wrapping: function))
    }
  }
}
