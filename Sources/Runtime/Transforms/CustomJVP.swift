import Arrays
import Autodiff
import Syntax

/// `jax.custom_jvp(f)`: a function whose forward rule the script gives.
package final class CustomJVPFunction: CustomFunction {
  private enum Rule {
    case whole(Value, symbolicZeros: Bool)
    /// One an argument, `None` where the derivative is zero.
    case each([Value])
  }

  private var rule: Rule?

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("jax.custom_jvp") {
      TypeObject(
        "custom_jvp", module: "jax._src.custom_derivatives", base: interpreter.types.object)
    }
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "defjvp":
      return .object(
        BuiltinFunction.bound("defjvp(jvp, symbolic_zeros=False)", "Gives the forward rule.") {
          [self] interpreter, arguments in
          rule = .whole(
            arguments[0], symbolicZeros: try interpreter.isTruthy(arguments[1]))
          return arguments[0]
        })
    case "defjvps":
      return .object(
        BuiltinFunction.bound("defjvps(*jvps)", "Gives a forward rule for each argument.") {
          [self] _, arguments in
          rule = .each(arguments.variadic(0))
          return .none
        })
    default: return try super.attribute(name, in: interpreter)
    }
  }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    guard let rule else {
      throw Raised(
        .attributeError, "No JVP defined for custom_jvp function \(name) using defjvp.")
    }
    let session = interpreter.numerics
    let values = try resolved(arguments, interpreter)
    let differentiated = values.indices.filter { isDifferentiated($0, of: values.count) }
    let (leaves, structure) = try interpreter.flatten(
      .tuple(differentiated.map { values[$0] }))
    guard leaves.contains(where: { $0.array?.isTraced ?? false }) else {
      return try interpreter.call(function, values)
    }
    let arrays = try leaves.map { try interpreter.array(of: $0, .jax) }
    let primals = try arrays.map { NodeHandle(try session.node($0), in: session.graph) }
    let operands =
      try interpreter.unflatten(
        structure, primals.map { .object(try session.wrap($0.id, .jax)) }
      ).sequence ?? []
    var call = values
    for (position, operand) in zip(differentiated, operands) { call[position] = operand }
    let (outputs, outputStructure) = try interpreter.flatten(
      interpreter.call(function, call))
    let results = try outputs.map {
      NodeHandle(try session.node(interpreter.array(of: $0, .jax)), in: session.graph)
    }
    let rules = CustomRules(
      name: name, seesOwnResults: false,
      graphJVP: { [self] graph, primals, _, tangents in
        try push(
          rule, graph, primals, tangents, values, differentiated, structure, outputStructure,
          interpreter)
      }, graphVJP: nil)
    let wrapped = try session.graph.custom(
      rules, primals: primals.map(\.id), outputs: results.map(\.id))
    return try interpreter.unflatten(
      outputStructure, wrapped.map { .object(try session.wrap($0, .jax)) })
  }

  private func push(
    _ rule: Rule, _ graph: Graph, _ primals: [NodeID], _ tangents: [NodeID?], _ values: [Value],
    _ differentiated: [Int], _ structure: TreeStructure, _ outputStructure: TreeStructure,
    _ interpreter: Interpreter
  ) throws -> [NodeID?] {
    let types = primals.map { graph.abstractValue(of: $0) }
    let given = tangents.compactMap { $0 }
    let fixed = values.indices.filter { !differentiated.contains($0) }.map { values[$0] }
    return try interpreter.onNodes(graph, primals + given) { [self] operands in
      let points = try interpreter.unflatten(structure, Array(operands[..<primals.count]))
      var next = operands[primals.count...].makeIterator()
      let directions = try interpreter.unflatten(
        structure,
        zip(tangents, types).map { tangent, type in
          tangent == nil ? interpreter.zeroArray(type) : next.next() ?? .none
        })
      let outcome: Value
      switch rule {
      case .whole(let function, _):
        let result = try interpreter.call(function, fixed + [points, directions])
        guard let pair = result.sequence, pair.count == 2 else {
          throw Raised(
            .typeError,
            "Custom JVP rule \(interpreter.functionName(function) ?? "jvp") for function \(name) must produce a pair (list or tuple of length two) representing primal and tangent outputs, but got \(try interpreter.str(result))."
          )
        }
        let primalStructure = try interpreter.flatten(pair[0]).structure
        let tangentStructure = try interpreter.flatten(pair[1]).structure
        guard try interpreter.areEqual(primalStructure, tangentStructure) else {
          throw Raised(
            .typeError,
            "Custom JVP rule \(interpreter.functionName(function) ?? "jvp") for function \(name) must produce primal and tangent outputs with equal container (pytree) structures, but got PyTreeDef(\(try interpreter.text(of: primalStructure))) and PyTreeDef(\(try interpreter.text(of: tangentStructure))) respectively."
          )
        }
        outcome = pair[1]
      case .each(let functions):
        outcome = try sum(
          functions, points.sequence ?? [], directions.sequence ?? [], tangents, fixed, interpreter)
      }
      return try interpreter.flatten(outcome).leaves
    }
  }

  /// `defjvps`: the sum of the rules of single arguments.
  private func sum(
    _ functions: [Value], _ points: [Value], _ directions: [Value], _ tangents: [NodeID?],
    _ fixed: [Value], _ interpreter: Interpreter
  ) throws -> Value {
    let output = try interpreter.call(.object(self), fixed + points)
    var total: Value?
    for (function, direction) in zip(functions, directions) where !function.isNone {
      let part = try interpreter.call(function, [direction, output] + points)
      total = try total.map { try interpreter.binary(.add, $0, part) } ?? part
    }
    if let total { return total }
    let (leaves, structure) = try interpreter.flatten(output)
    return try interpreter.unflatten(
      structure,
      leaves.map {
        interpreter.zeroArray(
          interpreter.abstractValue(of: try interpreter.array(of: $0, .jax)))
      })
  }
}
