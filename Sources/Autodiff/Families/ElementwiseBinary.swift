package import Arrays

/// Which operand of a binary operation.
package enum Side { case left, right }

/// A function of pairs of elements of two broadcast operands of one dtype.
package protocol ElementwiseBinary: Primitive {
  var kernel: BinaryKernel { get }
  /// The result's dtype, `nil` where the operands' is refused; any but bool unless a primitive
  /// says otherwise.
  func resultDType(_ dtype: DType) -> DType?
  /// `seed` times the derivative with respect to one operand, in the result's shape; `nil` where
  /// it is zero everywhere.
  func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID?
}

extension ElementwiseBinary {
  package var lowering: Lowering { .zip(kernel) }
  package func resultDType(_ dtype: DType) -> DType? { dtype == .bool ? nil : dtype }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    guard inputs.count == 2 else {
      throw GraphError.inputCount(primitive: Self.name, expected: 2, actual: inputs.count)
    }
    guard inputs[0].dtype == inputs[1].dtype else {
      throw GraphError.differentDTypes(primitive: Self.name, dtypes: inputs.map(\.dtype))
    }
    guard let dtype = resultDType(inputs[0].dtype),
      Kernels.result(of: kernel, inputs[0].dtype) == dtype
    else {
      throw GraphError.unsupportedDType(primitive: Self.name, dtype: inputs[0].dtype)
    }
    guard let shape = ShapeRules.broadcast(inputs[0].shape, inputs[1].shape) else {
      throw ShapeError.operandsDoNotBroadcast(
        shapes: inputs.map(\.shape), operation: Self.name)
    }
    return AbstractValue(shape, dtype, weak: inputs[0].weak && inputs[1].weak)
  }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    let x = g.input(of: node, 0)
    let y = g.input(of: node, 1)
    let left = try tangents[0].flatMap { try derivative($0, .left, x: x, y: y, z: node, in: g) }
    let right = try tangents[1].flatMap { try derivative($0, .right, x: x, y: y, z: node, in: g) }
    let sum =
      if let left, let right { try g.add(left, right) } else { left ?? right }
    return try sum.map { try g.broadcast($0, to: g.shape(of: node)) }
  }

  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let x = g.input(of: node, 0)
    let y = g.input(of: node, 1)
    let left =
      needs[0]
      ? try derivative(cotangent, .left, x: x, y: y, z: node, in: g)
        .map { try g.unbroadcast($0, like: x) } : nil
    let right =
      needs[1]
      ? try derivative(cotangent, .right, x: x, y: y, z: node, in: g)
        .map { try g.unbroadcast($0, like: y) } : nil
    return .two(left, right)
  }

  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    let aligned = try g.alignedBatches(inputs, axes)
    return (try g.apply(self, aligned[0], aligned[1]), axis: 0)
  }
}

/// A comparison or logical connective: bool out, no derivative.
package protocol ElementwisePredicate: ElementwiseBinary {}

extension ElementwisePredicate {
  package func resultDType(_ dtype: DType) -> DType? { .bool }
  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? { nil }
}

/// A binary operation whose derivative is zero wherever it exists.
package protocol PiecewiseConstantBinary: ElementwiseBinary {}

extension PiecewiseConstantBinary {
  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? { nil }
}
