import Arrays
import Autodiff

/// `jax.closure_convert`, and functions with rules of both modes for the modules that need them.
enum ClosureConversion {
  static var closureConvert: BuiltinFunction {
    .bound(
      "closure_convert(fun, *example_args)",
      "The function with what it reads from traces around it as arguments, and those values."
    ) { interpreter, arguments in
      let function = arguments[0]
      let (leaves, structure) = try interpreter.flatten(.tuple(arguments.variadic(1)))
      let types = try leaves.map { try interpreter.describedType(of: $0) }
      let trace = try interpreter.abstractTrace(
        types, name: interpreter.functionName(function) ?? "function"
      ) { values in
        try interpreter.call(
          function, interpreter.unflatten(structure, values).sequence ?? [])
      }
      let session = interpreter.numerics
      let constants = try trace.captured.map {
        Value.object(try session.wrap($0.id, .jax))
      }
      let count = arguments.variadic(1).count
      let converted = BuiltinFunction.raw("converted(*args)", "The function without a closure.") {
        interpreter, call in
        let own = Array(call.positional.prefix(count))
        let rest = try call.positional.dropFirst(count).map {
          try interpreter.array(of: $0, .jax)
        }
        let (parts, given) = try interpreter.flatten(.tuple(own))
        guard try interpreter.areEqual(given, structure), rest.count == constants.count else {
          throw Raised(
            .typeError,
            "closure-converted function called with a tree structure that differs from the one it was converted at: got PyTreeDef(\(try interpreter.text(of: given))), expected PyTreeDef(\(try interpreter.text(of: structure)))"
          )
        }
        let operands = try zip(parts, types).map { part, type in
          try interpreter.converted(interpreter.array(of: part, .jax), type.dtype, .jax)
        }
        let results = try session.build(operands + rest, .jax) { graph, ids in
          try graph.inlined(trace.body, ids)
        }
        return try interpreter.unflatten(trace.structure, results.map { .object($0) })
      }
      return .tuple([.object(converted), .list(constants)])
    }
  }

  /// `with_rules(fun, jvp, vjp)(*args)`: `jvp(primals, tangents)` gives the output's tangents, `vjp(primals, output,
  /// cotangents)` one cotangent an argument.
  static var withRules: BuiltinFunction {
    .bound("with_rules(fun, jvp, vjp)", "A function with a rule for either mode.") {
      _, arguments in
      let (function, forward, reverse) = (arguments[0], arguments[1], arguments[2])
      return .object(
        BuiltinFunction.raw("with_rules(*args)", "A function with its own rules.") {
          try $0.callWithRules(function, forward, reverse, $1.positional)
        })
    }
  }
}

extension Interpreter {
  fileprivate func callWithRules(
    _ function: Value, _ forward: Value, _ reverse: Value, _ arguments: [Value]
  ) throws -> Value {
    let session = numerics
    let (leaves, structure) = try flatten(.tuple(arguments))
    let arrays = try leaves.map { try array(of: $0, .jax) }
    guard arrays.contains(where: \.isTraced) else { return try call(function, arguments) }
    let primals = try arrays.map { NodeHandle(try session.node($0), in: session.graph) }
    let operands = try unflatten(
      structure, primals.map { .object(try session.wrap($0.id, .jax)) })
    let (outputs, outputStructure) = try flatten(call(function, operands.sequence ?? []))
    let nodes = try outputs.map {
      NodeHandle(try session.node(array(of: $0, .jax)), in: session.graph)
    }
    func filled(
      _ given: [NodeID?], _ types: [AbstractValue], _ values: inout ArraySlice<Value>.Iterator
    ) -> [Value] {
      zip(given, types).map { $0 == nil ? zeroArray($1) : values.next() ?? .none }
    }
    let rules = CustomRules(
      name: functionName(function) ?? "function", seesOwnResults: true,
      graphJVP: { [unowned self] graph, primals, _, tangents in
        let types = primals.map { graph.abstractValue(of: $0) }
        let present = tangents.compactMap { $0 }
        return try onNodes(graph, primals + present) { [self] values in
          let points = try unflatten(structure, Array(values[..<primals.count]))
          var next = values[primals.count...].makeIterator()
          let directions = try unflatten(structure, filled(tangents, types, &next))
          return try flatten(call(forward, [points, directions])).leaves
        }
      },
      graphVJP: { [unowned self] graph, primals, results, cotangents in
        let types = results.map { graph.abstractValue(of: $0) }
        let present = cotangents.compactMap { $0 }
        return try onNodes(graph, primals + results + present) { [self] values in
          let points = try unflatten(structure, Array(values[..<primals.count]))
          let seedStart = primals.count + results.count
          let output = try unflatten(
            outputStructure, Array(values[primals.count..<seedStart]))
          var next = values[seedStart...].makeIterator()
          let seeds = try unflatten(outputStructure, filled(cotangents, types, &next))
          let pulled = try flatten(call(reverse, [points, output, seeds])).leaves
          return try zip(pulled, arrays).map { value, primal in
            guard primal.dtype.isInexact else { return .none }
            return .object(try converted(array(of: value, .jax), primal.dtype, .jax))
          }
        }
      })
    let wrapped = try session.graph.custom(
      rules, primals: primals.map(\.id), outputs: nodes.map(\.id))
    return try unflatten(outputStructure, wrapped.map { .object(try session.wrap($0, .jax)) })
  }
}
