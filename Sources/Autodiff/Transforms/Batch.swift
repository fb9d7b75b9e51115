extension Graph {
  /// Adds the batched form of a trace: `outputs` with `values` in the place of `inputs`.
  ///
  /// `axes` says which axis of each value is the batch axis; `nil` where the value is shared by
  /// all. A result's axis is
  /// `nil` where it does not depend on a batched input. `effects` were taken from the graph; their batched forms are
  /// noted in it.
  package func batch(
    outputs: [NodeID], effects: [NodeID] = [], inputs: [NodeID], values: [NodeID], axes: [Int?]
  ) throws -> [(NodeID, axis: Int?)] {
    guard let lowest = inputs.min()?.index else {
      restoreEffects(effects)
      return outputs.map { ($0, axis: nil) }
    }
    var mapped: [NodeID: (NodeID, axis: Int?)] = [:]
    for position in inputs.indices {
      mapped[inputs[position]] = (values[position], axis: axes[position])
    }
    let saved = range
    defer { range = saved }
    var several: [NodeID: ([NodeID], axes: [Int?])] = [:]
    let isEffect = Set(effects)
    for id in reachable(from: outputs + effects, lowest: lowest) where mapped[id] == nil {
      let operation = self.operation(of: id)
      if operation.projection >= 0 {
        if let (results, axes) = several[input(of: id, 0)] {
          mapped[id] = (results[operation.projection], axis: axes[operation.projection])
        }
        continue
      }
      let inputs = self.inputs(of: id)
      guard inputs.contains(where: { mapped[$0] != nil || several[$0] != nil }) else {
        if isEffect.contains(id) { restoreEffects([id]) }
        if let reduction = operation.primitive as? AxisReduce, reduction.axis == batchingAxis {
          mapped[id] = (try reduction.resolved(inputs[0], in: self), axis: nil)
        }
        continue
      }
      let replaced = inputs.map { mapped[$0] ?? ($0, axis: nil) }
      range = range(of: id)
      let isBatched = replaced.contains { $0.axis != nil }
      if let primitive = operation.several {
        let (node, axes) =
          isBatched
          ? try primitive.batchedAll(replaced.map(\.0), axes: replaced.map(\.axis), in: self)
          : (
            try apply(primitive, replaced.map(\.0)),
            axes: Array(repeating: nil, count: try abstractValues(of: id).count)
          )
        several[id] = (try projections(of: node, abstractValues(of: node)), axes: axes)
      } else if isBatched {
        mapped[id] = try operation.primitive.batched(
          replaced.map(\.0), axes: replaced.map(\.axis), in: self)
      } else {
        if let reduction = operation.primitive as? AxisReduce, reduction.axis == batchingAxis {
          mapped[id] = (try reduction.resolved(replaced[0].0, in: self), axis: nil)
        } else {
          mapped[id] = (try apply(operation.primitive, replaced.map(\.0)), axis: nil)
        }
      }
    }
    return outputs.map { mapped[$0] ?? ($0, axis: nil) }
  }

  /// Adds `outputs` with `replacements` in the place of `inputs`; what does not depend on them is
  /// shared.
  ///
  /// - Parameter passesBarriers: whether what `stop_gradient` holds is replaced as well.
  package func substitute(
    outputs: [NodeID], inputs: [NodeID], by replacements: [NodeID], passesBarriers: Bool = true
  ) throws -> [NodeID] {
    guard let lowest = inputs.min()?.index else { return outputs }
    var mapped: [NodeID: NodeID] = [:]
    for (input, replacement) in zip(inputs, replacements) { mapped[input] = replacement }
    let saved = range
    defer { range = saved }
    for id in reachable(from: outputs, lowest: lowest) where mapped[id] == nil {
      let inputs = self.inputs(of: id)
      guard inputs.contains(where: { mapped[$0] != nil }) else { continue }
      let operation = nodes[Int(id.index)].operation
      if !passesBarriers, operations.entries[Int(operation)].primitive is StopGradient { continue }
      range = range(of: id)
      var replaced = inputs.map { mapped[$0] ?? $0 }
      if let call = operations.entries[Int(operation)].several as? CustomCall,
        let evaluate = call.rules.evaluate
      {
        let primals = Array(replaced[..<call.primalCount])
        if !primals.contains(where: isAbstract) {
          replaced = primals + (try evaluate(self, primals))
        }
      }
      mapped[id] = try appendMany(operation, replaced)
    }
    return outputs.map { mapped[$0] ?? $0 }
  }

  /// Moves the batch axis of `x` to the front; adds a new one where there is none.
  func batchedToFront(_ x: NodeID, _ axis: Int?, size: Int) throws -> NodeID {
    guard let axis else { return try broadcast(x, to: [size] + shape(of: x)) }
    return try moveAxis(x, from: axis, to: 0)
  }
}
