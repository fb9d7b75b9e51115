import Arrays
import Autodiff

/// `jax.custom_vjp(f)`: a function whose forward pass and reverse rule the script gives.
package final class CustomVJPFunction: CustomFunction {
  private var forward: Value?
  private var backward: Value?
  /// Above zero while the forward pass runs: the function called from there is not what it stands for.
  private var forwardDepth = 0

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("jax.custom_vjp") {
      TypeObject(
        "custom_vjp", module: "jax._src.custom_derivatives", base: interpreter.types.object)
    }
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    guard name == "defvjp" else { return try super.attribute(name, in: interpreter) }
    return .object(
      BuiltinFunction.bound(
        "defvjp(fwd, bwd, symbolic_zeros=False, optimize_remat=False)",
        "Gives the forward pass and the reverse rule."
      ) { [self] _, arguments in
        forward = arguments[0]
        backward = arguments[1]
        return .none
      })
  }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    guard let forward, let backward else {
      throw Raised(
        .attributeError, "No VJP defined for custom_vjp function \(name) using defvjp.")
    }
    let session = interpreter.numerics
    let graph = session.graph
    let values = try resolved(arguments, interpreter)
    let differentiated = values.indices.filter { isDifferentiated($0, of: values.count) }
    let (leaves, structure) = try interpreter.flatten(
      .tuple(differentiated.map { values[$0] }))
    guard leaves.contains(where: { $0.array?.isTraced ?? false }) else {
      return try interpreter.call(function, values)
    }
    let isActive = leaves.contains { $0.array?.handle.map { graph.isActive($0.id) } ?? false }
    if session.transformKinds.last == .forward, isActive {
      throw Raised(
        .typeError, "can't apply forward-mode autodiff (jvp) to a custom_vjp function.")
    }
    let arrays = try leaves.map { try interpreter.array(of: $0, .jax) }
    let primals = try arrays.map { NodeHandle(try session.node($0), in: graph) }
    let operands =
      try interpreter.unflatten(
        structure, primals.map { .object(try session.wrap($0.id, .jax)) }
      ).sequence ?? []
    var call = values
    for (position, operand) in zip(differentiated, operands) { call[position] = operand }
    guard isActive, forwardDepth == 0 else {
      return try later(forward, backward, call, differentiated, structure, primals, interpreter)
    }
    let parts = try forwardPass(forward, call, interpreter)
    let (outputs, outputStructure) = try interpreter.flatten(parts[0])
    let (residuals, residualStructure) = try interpreter.flatten(parts[1])
    let isArray = residuals.map(\.isArrayLike)
    let nodes = try (outputs + zip(residuals, isArray).filter(\.1).map(\.0)).map {
      NodeHandle(try session.node(interpreter.array(of: $0, .jax)), in: graph)
    }
    let fixed = values.indices.filter { !differentiated.contains($0) }.map { values[$0] }
    let constants = zip(residuals, isArray).map { $1 ? Value.none : $0 }
    let rules = CustomRules(
      name: name, seesOwnResults: false, graphJVP: nil,
      graphVJP: { [self] graph, primals, results, cotangents in
        let types = results[..<outputs.count].map { graph.abstractValue(of: $0) }
        let given = cotangents[..<outputs.count].compactMap { $0 }
        let saved = Array(results[outputs.count...])
        return try interpreter.onNodes(graph, saved + given) { values in
          var kept = values[..<saved.count].makeIterator()
          let residue = try interpreter.unflatten(
            residualStructure, zip(constants, isArray).map { $1 ? kept.next() ?? .none : $0 })
          var next = values[saved.count...].makeIterator()
          let seeds = try interpreter.unflatten(
            outputStructure,
            zip(cotangents[..<outputs.count], types).map { cotangent, type in
              cotangent == nil ? interpreter.zeroArray(type) : next.next() ?? .none
            })
          let result = try interpreter.call(backward, fixed + [residue, seeds])
          return try cotangentLeaves(result, structure, leaves, interpreter)
        }
      })
    let wrapped = try graph.custom(rules, primals: primals.map(\.id), outputs: nodes.map(\.id))
    return try interpreter.unflatten(
      outputStructure, wrapped[..<outputs.count].map { .object(try session.wrap($0, .jax)) })
  }

  /// The forward pass: outputs and residuals.
  private func forwardPass(_ forward: Value, _ call: [Value], _ interpreter: Interpreter) throws
    -> [Value]
  {
    forwardDepth += 1
    defer { forwardDepth -= 1 }
    let pair = try interpreter.call(forward, call)
    guard let parts = pair.sequence, parts.count == 2 else {
      throw Raised(
        .typeError,
        "Custom VJP fwd rule \(interpreter.functionName(forward) ?? "fwd") for function \(name) must produce a pair (list or tuple of length two) where the first element represents the primal output (equal to those of the custom_vjp-decorated function \(name)) and the second element represents residuals (i.e. values stored from the forward pass for use on the backward pass), but instead of a pair the fwd rule output \(try interpreter.str(pair))"
      )
    }
    return parts
  }

  /// The function itself; its forward pass runs where somebody differentiates through this call.
  private func later(
    _ forward: Value, _ backward: Value, _ call: [Value], _ differentiated: [Int],
    _ structure: TreeStructure, _ primals: [NodeHandle], _ interpreter: Interpreter
  ) throws -> Value {
    let session = interpreter.numerics
    let (outputs, outputStructure) = try interpreter.flatten(interpreter.call(function, call))
    let nodes = try outputs.map {
      NodeHandle(try session.node(interpreter.array(of: $0, .jax)), in: session.graph)
    }
    let fixed = call.indices.filter { !differentiated.contains($0) }.map { call[$0] }
    let rules = CustomRules(
      name: name, seesOwnResults: false, graphJVP: nil,
      graphVJP: { [self] graph, primals, results, cotangents in
        let types = results.map { graph.abstractValue(of: $0) }
        let given = cotangents.compactMap { $0 }
        return try interpreter.onNodes(graph, primals + given) { values in
          let points = Array(values[..<primals.count])
          var operands = call
          let parts = try interpreter.unflatten(structure, points).sequence ?? []
          for (position, part) in zip(differentiated, parts) { operands[position] = part }
          let residue = try forwardPass(forward, operands, interpreter)[1]
          var next = values[primals.count...].makeIterator()
          let seeds = try interpreter.unflatten(
            outputStructure,
            zip(cotangents, types).map { cotangent, type in
              cotangent == nil ? interpreter.zeroArray(type) : next.next() ?? .none
            })
          let result = try interpreter.call(backward, fixed + [residue, seeds])
          return try cotangentLeaves(result, structure, points, interpreter)
        }
      })
    let wrapped = try session.graph.custom(
      rules, primals: primals.map(\.id), outputs: nodes.map(\.id))
    return try interpreter.unflatten(
      outputStructure, wrapped.map { .object(try session.wrap($0, .jax)) })
  }

  /// One cotangent a primal leaf; `None` in the place of an argument means zero.
  private func cotangentLeaves(
    _ result: Value, _ structure: TreeStructure, _ leaves: [Value], _ interpreter: Interpreter
  ) throws -> [Value] {
    let parts = result.sequence ?? []
    let arguments = structure.children
    guard case .tuple = result, parts.count == arguments.count else {
      throw Raised(
        .typeError,
        "Custom VJP bwd rule must produce an output with the same container (pytree) structure as the args tuple of the primal function, and in particular must produce a tuple of length equal to the number of arguments to the primal function, but got bwd output structure PyTreeDef(\(try interpreter.text(of: interpreter.flatten(result).structure))) for primal input structure PyTreeDef(\(try interpreter.text(of: structure)))."
      )
    }
    var all: [Value] = []
    for (part, argument) in zip(parts, arguments) {
      if part.isNone {
        all += Array(repeating: Value.none, count: argument.leafCount)
      } else {
        all += try interpreter.flatten(
          part, upTo: argument, name: "custom_vjp bwd output")
      }
    }
    return try zip(all, leaves).map { value, leaf in
      guard value.isArrayLike else { return value }
      let primal = try interpreter.array(of: leaf, .jax)
      let cotangent = try interpreter.array(of: value, .jax)
      guard primal.dtype.isInexact else { return .none }
      guard cotangent.shape == primal.shape else {
        throw Raised(
          .valueError,
          "Custom VJP bwd rule must produce a tuple of length equal to the primal args tuple, with shapes matching the primal arguments; got \(ShapeText.abstract(cotangent.shape, cotangent.dtype)) for an argument of type \(ShapeText.abstract(primal.shape, primal.dtype))"
        )
      }
      return .object(
        try interpreter.numerics.wrap(
          interpreter.numerics.node(cotangent, primal.dtype, weak: primal.isWeak), .jax))
    }
  }
}
