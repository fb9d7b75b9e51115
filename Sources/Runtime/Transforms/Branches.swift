import Arrays
import Autodiff

/// `lax.cond` and `lax.switch`: every branch is traced, one is run.
extension Interpreter {
  /// Bodies made to take the same operands: the declared ones and then everything any of them read from outside.
  ///
  /// - Returns: the bodies, and the captured nodes in the order of the extra operands.
  func unified(_ traces: [AbstractTrace], count: Int) throws -> ([ClosedGraph], [NodeHandle]) {
    var captured: [NodeHandle] = []
    var places: [NodeID: Int] = [:]
    for trace in traces {
      for handle in trace.captured where places[handle.id] == nil {
        places[handle.id] = captured.count
        captured.append(handle)
      }
    }
    if captured.isEmpty { return (traces.map(\.body), []) }
    let types = captured.map { numerics.graph.abstractValue(of: $0.id) }
    let bodies = try traces.map { trace in
      try ClosedGraph.make(Array(trace.body.inputValues[..<count]) + types) { graph, inputs in
        graph.dialect = .jax
        let own = trace.captured.map { inputs[count + (places[$0.id] ?? 0)] }
        return try graph.inlined(trace.body, inputs[..<count] + own)
      }
    }
    return (bodies, captured)
  }

  /// Runs the branch that `index` chooses on the same operands.
  ///
  /// - Parameter names: what messages call the branches: `true_fun`, `false_fun`.
  func chooseBranch(
    _ index: ArrayObject, _ functions: [Value], _ operands: [Value], names: [String], title: String
  ) throws -> Value {
    let session = numerics
    session.errorFacade = .jax
    let (leaves, structure) = try flatten(.tuple(operands))
    let arrays = try leaves.map { try array(of: $0, .jax) }
    let types = arrays.map { abstractValue(of: $0) }
    var traces = try functions.map { function in
      try abstractTrace(types, name: functionName(function) ?? "function") { values in
        try call(function, unflatten(structure, values).sequence ?? [])
      }
    }
    try checkBranches(traces, functions, names, title)
    traces = try strengthened(traces)
    let (bodies, captured) = try unified(traces, count: types.count)
    let results = try addStructured([index] + arrays, captured) { graph, ids in
      try graph.conditional(ids[0], bodies, Array(ids[1...]))
    }
    return try unflatten(traces[0].structure, results.map { .object($0) })
  }

  /// Adds a structured operation on arrays and captured nodes; run at once where nothing is traced.
  func addStructured(
    _ operands: [ArrayObject], _ captured: [NodeHandle],
    _ build: (Graph, [NodeID]) throws -> [NodeID]
  ) throws -> [ArrayObject] {
    let graph = numerics.graph
    let mark = graph.mark
    defer { endTransform(mark) }
    graph.dialect = .jax
    let ids = try operands.map { try numerics.node($0) } + captured.map(\.id)
    return try settled(build(graph, ids))
  }

  /// Outputs that are weak in one branch only become strong in all.
  private func strengthened(_ traces: [AbstractTrace]) throws -> [AbstractTrace] {
    let types = traces.map(\.outputTypes)
    let isWeak = types[0].indices.map { position in types.allSatisfy { $0[position].weak } }
    return try zip(traces, types).map { trace, own in
      if zip(own, isWeak).allSatisfy({ $0.weak == $1 }) { return trace }
      let body = try ClosedGraph.make(trace.body.inputValues) { graph, inputs in
        try zip(graph.inlined(trace.body, inputs), isWeak).map { id, weak in
          try graph.convert(id, to: graph.dtype(of: id), weak: weak)
        }
      }
      return AbstractTrace(body: body, captured: trace.captured, structure: trace.structure)
    }
  }

  private func checkBranches(
    _ traces: [AbstractTrace], _ functions: [Value], _ names: [String], _ title: String
  ) throws {
    func described(_ position: Int) -> String {
      "\(names[position]) is \(functionName(functions[position]) ?? "a function")"
    }
    for position in traces.indices.dropFirst() {
      let list = "\(names[0]) and/or \(names[position])"
      let who = "\(described(0))\n\(described(position))"
      guard try areEqual(traces[0].structure, traces[position].structure) else {
        throw Raised(
          .typeError,
          "\(title) branch outputs must have the same pytree structure, but they differ:\n\n\(who)\n\n\(names[0]) output is \(try kindText(traces[0].structure)) but \(names[position]) output is \(try kindText(traces[position].structure)), so their Python types differ.\n\nRevise \(list) so that they have the same pytree structure."
        )
      }
      for (first, other) in zip(traces[0].outputTypes, traces[position].outputTypes)
      where first.shape != other.shape || first.dtype != other.dtype {
        throw Raised(
          .typeError,
          "\(title) branches must have equal output types but they differ.\n\n\(who)\n\nThe output of \(names[0]) has type \(first.jaxText) but the corresponding output of \(names[position]) has type \(other.jaxText), so \(first.difference(from: other)).\n\nRevise \(list) so that all output types match."
        )
      }
    }
  }

  private func kindText(_ structure: TreeStructure) throws -> String {
    switch structure {
    case .leaf, .keys: "a pytree leaf"
    case .none: "a <class 'NoneType'>"
    case .list: "a <class 'list'>"
    case .tuple: "a <class 'tuple'>"
    case .dict: "a <class 'dict'>"
    case .named(let type, _): "a \(try repr(.object(type)))"
    case .mapping(let template, _, _): "a \(try repr(.object(template.type(in: self))))"
    case .custom(let registered, _, _): "a \(try repr(.object(registered.type)))"
    }
  }

  /// The predicate of `cond` as an int32 index: 0 for false.
  func predicate(_ value: Value) throws -> ArrayObject {
    guard value.isArrayLike else {
      throw Raised(
        .typeError,
        "Pred must be a scalar, got \(try str(value)) of type \(classText(of: value))")
    }
    let array = try self.array(of: value, .jax)
    guard array.rank == 0 else {
      throw Raised(
        .typeError,
        "Pred must be a scalar, got \(try str(value)) of shape \(ShapeText.tuple(array.shape)).")
    }
    let truth =
      array.dtype == .bool
      ? array
      : try elementwise(
        ElementwiseTable.notEqual, [.array(array), .python(.int, .int(0))], .jax)
    if truth.isTraced {
      return try numerics.wrap(numerics.node(truth, .int32, weak: false), .jax)
    }
    return try converted(truth, .int32, .jax)
  }
}

extension AbstractValue {
  var jaxText: String { ShapeText.abstract(shape, dtype) }

  /// What differs, as JAX's messages say it.
  func difference(from other: AbstractValue) -> String {
    if dtype != other.dtype {
      return shape == other.shape ? "the dtypes do not match" : "the dtypes and shapes do not match"
    }
    return "the shapes do not match"
  }
}
