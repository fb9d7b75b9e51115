package import Arrays

/// Random numbers of a key that is being traced: `jax.random.normal(key, …)` inside `jit`, `vmap` and loops.
///
/// Inputs are the key's two words and the distribution's parameters, all with the batch axes in front; one draw is
/// made for each batch position. There is no derivative with respect to parameters: asking for one is an error, not
/// a zero.
package struct RandomDraw: Primitive {
  package typealias Body = @Sendable (JAXKey, [NDArray]) throws -> NDArray

  package static let name = "random_draw"
  /// The distribution with everything that is no input, as text: what tells two draws apart.
  let distribution: String
  let shape: [Int]
  let dtype: DType
  let batch: [Int]
  let body: Body

  package init(
    _ distribution: String, shape: [Int], dtype: DType, batch: [Int] = [], _ body: @escaping Body
  ) {
    self.distribution = distribution
    self.shape = shape
    self.dtype = dtype
    self.batch = batch
    self.body = body
  }

  package static func == (a: RandomDraw, b: RandomDraw) -> Bool {
    a.distribution == b.distribution && a.shape == b.shape && a.dtype == b.dtype
      && a.batch == b.batch
  }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(distribution)
    hasher.combine(shape)
    hasher.combine(dtype)
    hasher.combine(batch)
  }

  package var attributes: [Attribute] {
    [
      Attribute("distribution", distribution), Attribute("shape", shape),
      Attribute("dtype", dtype.name), Attribute("batch", batch),
    ]
  }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    AbstractValue(batch + shape, dtype)
  }

  private var undifferentiable: GraphError {
    .invalid(
      primitive: distribution,
      reason: "has no derivative with respect to the distribution's parameters in agrun")
  }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    throw undifferentiable
  }

  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { throw undifferentiable }

  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    let size = g.batchSize(inputs, axes)
    let rows = try zip(inputs, axes).map { try g.batchedToFront($0, $1, size: size) }
    let draw = RandomDraw(
      distribution, shape: shape, dtype: dtype, batch: [size] + batch, body)
    return (try g.apply(draw, rows), axis: 0)
  }

  package var lowering: Lowering { .host(HostFunction(draw)) }

  private func draw(_ inputs: [NDArray]) throws -> [NDArray] {
    let count = batch.reduce(1, *)
    let rows = try inputs.map { input in
      try input.reshaped([count] + Array(input.shape.dropFirst(batch.count)))
    }
    let result = NDArray(uninitialized: dtype, shape: [count] + shape)
    for index in 0..<count {
      let words = Scan.row(rows[0], index).integers
      let key = JAXKey(high: UInt32(words[0]), low: UInt32(words[1]))
      let drawn = try body(key, rows.dropFirst().map { Scan.row($0, index) })
      if drawn.count > 0 { Kernels.copy(drawn, into: Scan.row(result, index)) }
    }
    return [try result.reshaped(batch + shape)]
  }
}
