import Arrays
package import Autodiff
import Execution

/// A function of the script traced on descriptions of its arguments: a graph of its own that can be run or added anywhere.
package struct AbstractTrace {
  package let body: ClosedGraph
  /// Nodes from outside that the trace read; operands after the declared ones.
  package let captured: [NodeHandle]
  /// Containers around the outputs.
  package let structure: TreeStructure

  package var outputTypes: [AbstractValue] { body.outputValues }
}

extension AbstractTrace {
  /// A body for printing: the trace's own where nothing was put in front, so that two calls show as calls of one.
  func printedBody(_ reordered: ClosedGraph) -> ClosedGraph { captured.isEmpty ? body : reordered }
}

/// A trace whose nodes are still in the session's graph.
struct OpenTrace {
  /// The trace's first node.
  var start: NodeHandle
  var inputs: [NodeHandle]
  var outputs: [NodeHandle]
  var structure: TreeStructure
}

extension Interpreter {
  /// Calls `body` with placeholders of the given types.
  ///
  /// - Parameter name: of the function, for the message about a result that is no array.
  func openTrace(
    _ types: [AbstractValue], name: String, _ body: ([Value]) throws -> Value
  ) throws -> OpenTrace {
    let session = numerics
    let graph = session.graph
    session.traceDepth += 1
    session.abstractDepth += 1
    defer {
      session.traceDepth -= 1
      session.abstractDepth -= 1
    }
    let start = NodeHandle(graph.placeholder(AbstractValue([0], .bool)), in: graph)
    let inputs = types.map { NodeHandle(graph.placeholder($0), in: graph) }
    let values = zip(inputs, types).map { handle, type in
      Value.object(ArrayObject(handle, type.dtype, .jax, weak: type.weak))
    }
    let (leaves, structure) = try flatten(body(values))
    let outputs = try leaves.map { leaf -> NodeHandle in
      guard leaf.isArrayLike else {
        throw Raised(
          .typeError,
          "function \(name) traced for jit returned a value of type \(classText(of: leaf)), which is not a valid JAX type"
        )
      }
      let array = try self.array(of: leaf, .jax)
      return NodeHandle(try session.node(array), in: graph)
    }
    return OpenTrace(start: start, inputs: inputs, outputs: outputs, structure: structure)
  }

  /// As `openTrace`, copied into a graph of its own.
  package func abstractTrace(
    _ types: [AbstractValue], name: String = "<function>", _ body: ([Value]) throws -> Value
  ) throws -> AbstractTrace {
    let graph = numerics.graph
    let mark = graph.mark
    let effectCount = graph.effects.count
    let wasStaging = graph.isStaging
    graph.isStaging = true
    numerics.stagingDepth += 1
    defer {
      graph.isStaging = wasStaging
      numerics.stagingDepth -= 1
    }
    let result: AbstractTrace
    do {
      let trace = try openTrace(types, name: name, body)
      let (closed, captured) = try graph.closed(
        inputs: trace.inputs.map(\.id), outputs: trace.outputs.map(\.id),
        effects: graph.takeEffects(from: effectCount), from: trace.start.id)
      result = AbstractTrace(
        body: closed, captured: captured.map { NodeHandle($0, in: graph) },
        structure: trace.structure)
    } catch {
      _ = graph.takeEffects(from: effectCount)
      endTransform(mark)
      throw error
    }
    if result.captured.isEmpty { endTransform(mark) }
    return result
  }

  /// What tracing needs to know of an argument leaf.
  func abstractValue(of array: ArrayObject) -> AbstractValue {
    AbstractValue(array.shape, array.dtype, weak: array.isWeak)
  }

  /// The results of a trace for arrays: run at once where nothing is being traced, added to the graph otherwise.
  ///
  /// - Parameter name: what printed graphs call the trace.
  func run(_ trace: AbstractTrace, _ operands: [ArrayObject], name: String) throws
    -> [ArrayObject]
  {
    let session = numerics
    if trace.captured.isEmpty, session.stagingDepth == 0, !operands.contains(where: \.isTraced) {
      let values = try operands.map { try session.value(of: $0) }
      let results = try session.executor.run(trace.body, values)
      return zip(results, trace.outputTypes).map { array, type in
        ArrayObject(array, .jax, weak: type.weak)
      }
    }
    let graph = session.graph
    let ids = try operands.map { try session.node($0) } + trace.captured.map(\.id)
    if session.printingDepth > 0 {
      let count = trace.captured.count
      let body = try trace.printedBody(constantsFirst(trace, declared: operands.count))
      return try settled(
        graph.applyMulti(NamedCall(name, body), ids.suffix(count) + ids.dropLast(count)))
    }
    return try settled(graph.inlined(trace.body, ids))
  }

  /// What a library function of JAX leaves in a printed graph: a call of its name.
  func printedCall(
    _ name: String, _ operands: [ArrayObject], _ body: ([ArrayObject]) throws -> ArrayObject
  ) throws -> ArrayObject {
    let trace = try abstractTrace(operands.map { abstractValue(of: $0) }, name: name) { values in
      .object(try body(values.compactMap(\.array)))
    }
    return try run(trace, operands, name: name)[0]
  }

  /// Nodes as arrays, computed where nothing is being traced.
  func settled(_ ids: [NodeID], _ facade: Facade = .jax) throws -> [ArrayObject] {
    let session = numerics
    let graph = session.graph
    if session.abstractDepth == 0, !graph.effects.isEmpty {
      try session.executor.evaluate(graph.takeEffects())
    }
    if ids.contains(where: { graph.isAbstract($0) || graph.isActive($0) }) {
      return try ids.map { try session.wrap($0, facade) }
    }
    try session.executor.evaluate(ids)
    return try ids.map { try session.wrap($0, facade) }
  }
}

extension Value {
  /// Whether the value is a number or an array.
  var isArrayLike: Bool {
    if array != nil || number != nil { return true }
    if case .object(let object) = self { return object is any ArrayConvertible }
    return false
  }
}
