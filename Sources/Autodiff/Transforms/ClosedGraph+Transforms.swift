import Arrays

extension ClosedGraph {
  /// A closed graph made by a function of nodes: placeholders in, results out; what it reads must
  /// be in the graph.
  package static func make(
    _ values: [AbstractValue], keepsEffects: Bool = true,
    _ build: (Graph, [NodeID]) throws -> [NodeID]
  ) throws -> ClosedGraph {
    let graph = Graph()
    let inputs = values.map { graph.placeholder($0) }
    let outputs = try build(graph, inputs)
    // What differentiates a body runs beside it; the body itself does what it does once.
    if !keepsEffects { graph.effects = [] }
    return ClosedGraph(graph: graph, inputs: inputs, outputs: outputs)
  }

  /// Tangents of the outputs (zeros where there are none) from the inputs and then the tangents
  /// of those inputs marked.
  func tangents(of marked: [Bool]) throws -> ClosedGraph {
    let extra = zip(inputValues, marked).filter(\.1).map(\.0)
    return try .make(inputValues + extra, keepsEffects: false) { g, parameters in
      g.dialect = graph.dialect
      let primals = Array(parameters[..<inputs.count])
      let outputs = try g.inlined(self, primals)
      let wrt = zip(primals, marked).filter(\.1).map(\.0)
      let results = try g.jvp(
        outputs: outputs, wrt: wrt, tangents: Array(parameters[inputs.count...]))
      return try zip(outputs, results).map { try $1 ?? g.zeros(like: $0) }
    }
  }

  /// Cotangents of the inputs marked (zeros where there are none) from the inputs and then a
  /// cotangent for each output marked.
  func cotangents(of marked: [Bool], from outputsMarked: [Bool]) throws -> ClosedGraph {
    let extra = zip(outputValues, outputsMarked).filter(\.1).map(\.0)
    return try .make(inputValues + extra, keepsEffects: false) { g, parameters in
      g.dialect = graph.dialect
      // Leaves of their own: an output may be an input itself.
      let primals = parameters[..<inputs.count].map { g.leaf(of: $0) }
      let outputs = try g.inlined(self, primals)
      var seeds = parameters[inputs.count...].makeIterator()
      let all = outputsMarked.map { $0 ? seeds.next() : nil }
      let wrt = zip(primals, marked).filter(\.1).map(\.0)
      let results = try g.vjp(outputs: outputs, cotangents: all, wrt: wrt, order: g.dialect)
      return try zip(wrt, results).map { try $1 ?? g.zeros(like: $0) }
    }
  }

  /// The batched body: inputs marked have the batch axis in front; so have the outputs that need
  /// it and those forced.
  ///
  /// - Returns: the body, and which outputs have the batch axis.
  func batched(
    size: Int, axis: Int?, inputs marked: [Bool], forced: [Bool]
  ) throws -> (ClosedGraph, outputs: [Bool]) {
    let values = zip(inputValues, marked).map { value, isBatched in
      isBatched ? value.reshaped([size] + value.shape) : value
    }
    var flags: [Bool] = []
    let body = try ClosedGraph.make(values) { g, parameters in
      g.dialect = graph.dialect
      let examples = inputValues.map { g.placeholder($0) }
      let outputs = try g.inlined(self, examples)
      g.batchingAxis = axis
      let results = try g.batch(
        outputs: outputs, effects: g.takeEffects(), inputs: examples, values: parameters,
        axes: marked.map { $0 ? 0 : nil })
      return try zip(results, forced).map { result, isForced in
        flags.append(result.axis != nil || isForced)
        if result.axis == nil, !isForced { return result.0 }
        return try g.batchedToFront(result.0, result.axis, size: size)
      }
    }
    return (body, outputs: flags)
  }
}
