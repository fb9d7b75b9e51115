/// A reduction over an axis that only `vmap` sees: `lax.psum(x, "i")` and its neighbours.
///
/// Elementwise until the axis it names is batched, a reduction of the batch axis then.
package struct AxisReduce: Primitive {
  package enum Kind: String, Hashable, Sendable { case sum = "psum", max = "pmax", min = "pmin" }

  package static let name = "axis_reduce"
  package let kind: Kind
  /// Serial number of the `vmap` whose axis it is.
  package let axis: Int
  package let size: Int

  package init(_ kind: Kind, axis: Int, size: Int) {
    self.kind = kind
    self.axis = axis
    self.size = size
  }

  package var attributes: [Attribute] {
    [Attribute("kind", kind.rawValue), Attribute("axis", axis), Attribute("size", size)]
  }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue { inputs[0] }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    guard kind == .sum else {
      throw GraphError.missingRule(primitive: kind.rawValue, mode: "forward-mode differentiation")
    }
    return try tangents[0].map { try g.apply(self, $0) }
  }

  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    guard kind == .sum else {
      throw GraphError.missingRule(primitive: kind.rawValue, mode: "reverse-mode differentiation")
    }
    return .one(try g.apply(self, cotangent))
  }

  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    guard g.batchingAxis == axis, let place = axes[0] else {
      return (try g.apply(self, inputs), axis: axes[0])
    }
    switch kind {
    case .sum: return (try g.reduceSum(inputs[0], axes: [place]), axis: nil)
    case .max: return (try g.reduceMax(inputs[0], axes: [place]), axis: nil)
    case .min: return (try g.reduceMin(inputs[0], axes: [place]), axis: nil)
    }
  }

  /// The reduction of equal values.
  func resolved(_ x: NodeID, in g: Graph) throws -> NodeID {
    guard kind == .sum else { return x }
    let value = g.abstractValue(of: x)
    return try g.multiply(x, g.full(Double(size), value.shape, value.dtype))
  }

  package var lowering: Lowering { .alias }
}
