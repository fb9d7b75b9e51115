import Arrays
import Autodiff
import Execution

/// Functions of the script seen by transforms: leaves put in, results taken out.
extension Interpreter {
  /// What a trace of a function with differentiated leaves gives.
  struct LeafTrace {
    /// One a differentiated leaf.
    var leaves: [NodeID]
    var result: Value
  }

  /// Calls a function with some argument leaves made differentiable.
  ///
  /// The level is popped before the result is returned, so that what is left of the trace counts as plain values.
  func traceLeaves(
    _ values: [ArrayObject], _ facade: Facade, _ body: ([Value]) throws -> Value
  ) throws -> LeafTrace {
    let session = numerics
    let graph = session.graph
    graph.pushLevel()
    session.traceDepth += 1
    defer {
      graph.popLevel()
      session.traceDepth -= 1
    }
    var handles: [NodeHandle] = []
    var operands: [Value] = []
    for value in values {
      let leaf = graph.leaf(of: try session.node(value))
      let handle = NodeHandle(leaf, in: graph)
      handles.append(handle)
      let box = ArrayObject(
        handle, value.dtype, value.flavor == .scalar ? .array : value.flavor,
        weak: value.isWeak)
      box.isPythonFloat = value.isPythonFloat
      operands.append(.object(box))
    }
    let result = try body(operands)
    return LeafTrace(leaves: handles.map(\.id), result: result)
  }

  /// A node for a leaf of a function's result.
  func resultNode(_ value: Value, _ facade: Facade) throws -> NodeID {
    try numerics.node(array(of: value, facade))
  }

  /// Nodes as arrays: computed at once outside all traces, through the recorder.
  ///
  /// - Parameters:
  ///   - isWanted: what `isRecorded` said where that was asked before; nil asks it.
  ///   - identity: as in `EvaluationRecorder.admits`.
  func finish(
    _ ids: [NodeID], _ facade: Facade, _ kind: EvaluationRequest.Kind, isWanted: Bool? = nil,
    output: @autoclosure () -> String?, withRespectTo: @autoclosure () -> String?,
    identity: Int = 0
  ) throws -> [ArrayObject] {
    let session = numerics
    let graph = session.graph
    let isPending = session.traceDepth > 0 || ids.contains { graph.isTraced($0) }
    if isPending { return try ids.map { try session.wrap($0, facade) } }
    derivativeVerifier?.name(kind, output: output(), withRespectTo: withRespectTo())
    guard isWanted ?? isRecorded(kind, identity: identity), let recorder else {
      try session.executor.evaluate(ids)
      return try ids.map { try session.wrap($0, facade) }
    }
    let request = EvaluationRequest(
      kind: kind, output: output(), withRespectTo: withRespectTo(), graph: graph, roots: ids,
      range: currentRange, identity: identity)
    let arrays = try recorder.evaluate(request) {
      try session.executor.evaluate(ids)
      return try ids.map { try session.executor.value(of: $0) }
    }
    return zip(arrays, ids).map { array, id in
      ArrayObject(result: array, facade, weak: graph.abstractValue(of: id).weak)
    }
  }

  /// Arrays of a finished trace that a script keeps: computed, so that the trace can be dropped.
  func settle(_ value: Value) throws {
    for leaf in try flatten(value, sortsKeys: false).leaves {
      guard let array = leaf.array, array.handle != nil, !array.isTraced else { continue }
      _ = try numerics.value(of: array)
    }
  }

  /// Drops what a transform appended, outside all traces.
  func endTransform(_ mark: Graph.Mark) {
    if numerics.traceDepth == 0 { numerics.graph.truncate(to: mark) }
  }

  // MARK: Names for records

  /// `__name__` of a function; nil where it has none.
  func functionName(_ function: Value) -> String? {
    guard let name = try? attributeIfPresent("__name__", of: function)?.text else { return nil }
    return name
  }

  /// Name of a function's positional parameter, its number where it has none.
  func parameterName(_ function: Value, _ position: Int) -> String {
    if case .function(let function) = function,
      position < function.code.parameters.names.count
    {
      return function.code.parameters.names[position].text
    }
    return String(position)
  }
}
