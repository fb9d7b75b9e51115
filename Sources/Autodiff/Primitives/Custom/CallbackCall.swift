package import Arrays

/// A function of the script called with values when they are computed: `jax.debug.print`, `jax.pure_callback`.
///
/// Batched, it is called once for each example, in order. It has no derivative: tangents of its results are an error
/// where it computes something, and it is skipped where it only shows something.
package final class Callback {
  package let name: String
  /// What one call gives.
  package let results: [AbstractValue]
  /// Whether it runs even where nobody needs the results.
  package let hasEffects: Bool
  /// Why results cannot be differentiated; nil where they need not be.
  let noDerivative: String?
  /// Why it cannot be batched; nil where it can.
  let noBatching: String?
  let body: ([NDArray]) throws -> [NDArray]

  package init(
    _ name: String, results: [AbstractValue], hasEffects: Bool, noDerivative: String? = nil,
    noBatching: String? = nil, _ body: @escaping ([NDArray]) throws -> [NDArray]
  ) {
    self.name = name
    self.results = results
    self.hasEffects = hasEffects
    self.noDerivative = noDerivative
    self.noBatching = noBatching
    self.body = body
  }
}

/// One call of a callback; see there.
package struct CallbackCall: MultiOutputPrimitive, EffectfulPrimitive {
  package static let name = "callback"
  let callback: Callback
  let batch: [Int]

  package init(_ callback: Callback, batch: [Int] = []) {
    self.callback = callback
    self.batch = batch
  }

  package static func == (a: CallbackCall, b: CallbackCall) -> Bool {
    a.callback === b.callback && a.batch == b.batch
  }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(callback))
    hasher.combine(batch)
  }

  package var hasEffects: Bool { callback.hasEffects }
  package var attributes: [Attribute] {
    [
      Attribute("callback", callback.name),
      // Two calls in one place of two bodies are not one.
      Attribute("identity", String(UInt(bitPattern: ObjectIdentifier(callback).hashValue))),
      Attribute("batch", batch),
    ]
  }

  package func abstractValues(of inputs: [AbstractValue]) throws -> [AbstractValue] {
    callback.results.map { AbstractValue(batch + $0.shape, $0.dtype, weak: $0.weak) }
  }

  package func jvps(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> [NodeID?] {
    if let reason = callback.noDerivative { throw GraphError.refused(reason) }
    return callback.results.map { _ in nil }
  }

  package func vjp(
    _ cotangents: [NodeID?], at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    if let reason = callback.noDerivative { throw GraphError.refused(reason) }
    return .none
  }

  package func batchedAll(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axes: [Int?]) {
    if let reason = callback.noBatching { throw GraphError.unimplemented(reason) }
    let size = g.batchSize(inputs, axes)
    let rows = try zip(inputs, axes).map { try g.batchedToFront($0, $1, size: size) }
    let node = try g.apply(CallbackCall(callback, batch: [size] + batch), rows)
    return (node, axes: callback.results.map { _ in 0 })
  }

  package var lowering: Lowering { .host(HostFunction(call)) }

  private func call(_ inputs: [NDArray]) throws -> [NDArray] {
    if batch.isEmpty { return try callback.body(inputs) }
    let count = batch.reduce(1, *)
    let rows = try inputs.map { input in
      try input.reshaped([count] + Array(input.shape.dropFirst(batch.count)))
    }
    let results = callback.results.map {
      NDArray(uninitialized: $0.dtype, shape: [count] + $0.shape)
    }
    for index in 0..<count {
      let parts = try callback.body(rows.map { Scan.row($0, index) })
      for (result, part) in zip(results, parts) where part.count > 0 {
        Kernels.copy(part, into: Scan.row(result, index))
      }
    }
    return try zip(results, callback.results).map { try $0.reshaped(batch + $1.shape) }
  }
}
