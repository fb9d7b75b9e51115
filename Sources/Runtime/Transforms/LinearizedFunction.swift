import Arrays
import Autodiff

/// What a trace of a function at a point leaves behind: enough to push tangents and pull cotangents through it later.
///
/// Keeps the history of its nodes through compaction.
final class LinearizedFunction {
  let facade: Facade
  let leaves: [NodeHandle]
  let outputs: [NodeHandle]
  let inputStructure: TreeStructure
  let outputStructure: TreeStructure
  /// Leaves of the arguments that are not differentiated: integers.
  let isDifferentiated: [Bool]
  let functionName: String?

  init(
    facade: Facade, leaves: [NodeHandle], outputs: [NodeHandle], inputStructure: TreeStructure,
    outputStructure: TreeStructure, isDifferentiated: [Bool], functionName: String?
  ) {
    self.facade = facade
    self.leaves = leaves
    self.outputs = outputs
    self.inputStructure = inputStructure
    self.outputStructure = outputStructure
    self.isDifferentiated = isDifferentiated
    self.functionName = functionName
  }

  /// Tangents of the outputs for tangents of all differentiated leaves.
  func push(_ tangents: [NodeID?], in interpreter: Interpreter) throws -> [NodeID] {
    let graph = interpreter.numerics.graph
    graph.dialect = facade.dialect
    let roots = outputs.map(\.id)
    let pushed = try graph.jvp(outputs: roots, wrt: leaves.map(\.id), tangents: tangents)
    return try zip(roots, pushed).map { root, tangent in
      let type = graph.abstractValue(of: root)
      let result = try tangent ?? graph.zeros(like: root)
      return type.dtype.isInexact
        ? try graph.convert(result, to: type.dtype, weak: type.weak) : result
    }
  }

  /// Cotangents of the differentiated leaves for cotangents of all outputs.
  func pull(_ cotangents: [NodeID?], in interpreter: Interpreter) throws -> [NodeID] {
    let graph = interpreter.numerics.graph
    graph.dialect = facade.dialect
    let pulled = try graph.vjp(
      outputs: outputs.map(\.id), cotangents: cotangents, wrt: leaves.map(\.id),
      order: facade.dialect)
    return try zip(leaves, pulled).map { leaf, cotangent in
      let type = graph.abstractValue(of: leaf.id)
      return try graph.convert(
        cotangent ?? graph.zeros(like: leaf.id), to: type.dtype, weak: type.weak)
    }
  }
}

extension Interpreter {
  /// Traces a function at a point; the result is kept until the linearised function is dropped.
  ///
  /// - Parameters:
  ///   - arguments: one argument each; integers among their leaves are not differentiated under JAX.
  ///   - computesValue: false leaves the value pending, for callers that do not look at it.
  func linearize(
    _ function: Value, _ arguments: [Value], _ facade: Facade,
    keywords: [(name: Name, value: Value)] = [],
    hasAuxiliary: Bool = false, computesValue: Bool = true
  ) throws -> (value: Value, linear: LinearizedFunction, auxiliary: Value) {
    let session = numerics
    let graph = session.graph
    session.errorFacade = facade
    let (parts, structure) = try flatten(.tuple(arguments), sortsKeys: facade == .jax)
    let points = try parts.map { try differentiationPoint($0, facade) }
    let flags = points.map(\.dtype.isInexact)
    let selected = zip(points, flags).filter(\.1).map(\.0)
    let trace = try traceLeaves(selected, facade) { values in
      var next = values.makeIterator()
      let all = zip(parts, flags).map { part, flag in flag ? next.next() ?? .none : part }
      let operands = try unflatten(structure, all).sequence ?? []
      return try call(function, Arguments(operands, keywords: keywords))
    }
    let leaves = trace.leaves.map { NodeHandle($0, in: graph, keepsHistory: true) }
    let (output, auxiliary) = try splitAuxiliary(trace.result, hasAuxiliary)
    let (results, outputStructure) = try flatten(output, sortsKeys: facade == .jax)
    let outputs = try results.map {
      NodeHandle(try resultNode($0, facade), in: graph, keepsHistory: true)
    }
    let linear = LinearizedFunction(
      facade: facade, leaves: leaves, outputs: outputs, inputStructure: structure,
      outputStructure: outputStructure, isDifferentiated: flags,
      functionName: functionName(function))
    let values =
      computesValue
      ? try settled(outputs.map(\.id), facade)
      : try outputs.map { try session.wrap($0.id, facade) }
    let value = try unflatten(
      outputStructure, zip(values, results).map { self.value(of: $0, like: $1) })
    if hasAuxiliary { try settle(auxiliary) }
    return (value, linear, auxiliary)
  }

  private func differentiationPoint(_ value: Value, _ facade: Facade) throws -> ArrayObject {
    guard facade == .numpy else {
      guard value.isArrayLike else {
        throw Raised(
          .typeError,
          "Argument '\(try str(value))' of type \(classText(of: value)) is not a valid JAX type.")
      }
      return try array(of: value, .jax)
    }
    return try hipsLeaf(value)
  }

  /// The arrays of a script's tangent or cotangent tree as nodes, converted where HIPS converts.
  func directionNodes(_ leaves: [Value], like targets: [NodeID], _ facade: Facade) throws
    -> [NodeID?]
  {
    let session = numerics
    return try zip(leaves, targets).map { leaf, target in
      let type = session.graph.abstractValue(of: target)
      guard type.dtype.isInexact else { return nil }
      let array = try self.array(of: leaf, facade)
      let node = try session.node(array, type.dtype, weak: type.weak)
      if session.graph.shape(of: node) == type.shape { return node }
      return try session.graph.broadcast(node, to: type.shape)
    }
  }
}
