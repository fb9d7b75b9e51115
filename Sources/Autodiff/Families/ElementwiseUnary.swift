package import Arrays

/// A function of each element alone; its Jacobian is diagonal, so one derivative serves both modes.
package protocol ElementwiseUnary: Primitive {
  var kernel: UnaryKernel { get }
  /// The result's dtype, `nil` where the operand's is refused; real and complex floats unless a
  /// primitive says otherwise.
  func resultDType(_ dtype: DType) -> DType?
  /// `seed` times the derivative at `x`, where `y` is the result; `nil` where it is zero
  /// everywhere.
  func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID?
}

extension ElementwiseUnary {
  package var lowering: Lowering { .map(kernel) }
  package func resultDType(_ dtype: DType) -> DType? { dtype.isInexact ? dtype : nil }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    guard let dtype = resultDType(inputs[0].dtype),
      Kernels.result(of: kernel, inputs[0].dtype) == dtype
    else {
      throw GraphError.unsupportedDType(primitive: Self.name, dtype: inputs[0].dtype)
    }
    return inputs[0].cast(dtype)
  }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].flatMap { try derivative($0, x: g.input(of: node, 0), y: node, in: g) }
  }

  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    .one(try derivative(cotangent, x: g.input(of: node, 0), y: node, in: g))
  }

  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) { (try g.apply(self, inputs[0]), axis: axes[0]) }
}

/// A function of each element whose derivative is zero wherever it exists.
package protocol PiecewiseConstantUnary: ElementwiseUnary {}

extension PiecewiseConstantUnary {
  package func derivative(_ seed: NodeID, x: NodeID, y: NodeID, in g: Graph) throws -> NodeID? {
    nil
  }
}
