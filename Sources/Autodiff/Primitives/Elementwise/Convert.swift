package import Arrays

/// Each element in another dtype, as NumPy's `astype` converts.
package struct Convert: Primitive {
  package static let name = "convert_element_type"
  package let dtype: DType
  package let weak: Bool

  package init(_ dtype: DType, weak: Bool = false) {
    self.dtype = dtype
    self.weak = weak
  }

  package var attributes: [Attribute] {
    [Attribute("new_dtype", dtype.name), Attribute("weak_type", weak)]
  }
  package var lowering: Lowering { .cast(dtype) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    AbstractValue(inputs[0].shape, dtype, weak: weak)
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    guard dtype.isInexact, let tangent = tangents[0] else { return nil }
    return try g.convert(tangent, to: dtype, weak: weak)
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let operand = g.abstractValue(of: g.input(of: node, 0))
    guard operand.dtype.isInexact else { return .none }
    return .one(try g.convert(cotangent, to: operand.dtype, weak: operand.weak))
  }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) { (try g.apply(self, inputs[0]), axis: axes[0]) }
}

extension Graph {
  /// Adds `x` in another dtype; `x` itself where nothing changes.
  package func convert(_ x: NodeID, to dtype: DType, weak: Bool = false) throws -> NodeID {
    let value = abstractValue(of: x)
    if value.dtype == dtype, value.weak == weak { return x }
    // What is traced shows constants in the dtype they are used in.
    if isStaging, isConstant(x), value.shape.isEmpty, let known = knownValue(of: x) {
      return constant(known.converted(to: dtype).item, dtype, weak: weak)
    }
    return try apply(Convert(dtype, weak: weak), x)
  }
}
