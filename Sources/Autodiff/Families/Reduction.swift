package import Arrays

/// A function of all elements along some axes, which disappear.
package protocol Reduction: Primitive {
  var axes: [Int] { get }
  var kernel: ReduceKernel { get }
  /// True where an empty axis has no result.
  var needsElements: Bool { get }
  func resultDType(_ dtype: DType) -> DType?
  /// The same reduction over other axes.
  func with(axes: [Int]) -> Self
}

extension Reduction {
  package var needsElements: Bool { false }
  package var attributes: [Attribute] { [Attribute("axes", axes)] }
  package var lowering: Lowering { .reduce(kernel, axes: axes) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    let operand = inputs[0]
    try ShapeRules.check(axes, rank: operand.rank, primitive: Self.name)
    guard let dtype = resultDType(operand.dtype),
      Kernels.result(of: kernel, operand.dtype) == dtype
    else {
      throw GraphError.unsupportedDType(primitive: Self.name, dtype: operand.dtype)
    }
    let kept = operand.shape.indices.filter { !axes.contains($0) }.map { operand.shape[$0] }
    if needsElements, kept.allSatisfy({ $0 > 0 }), axes.contains(where: { operand.shape[$0] == 0 })
    {
      throw ShapeError.emptyReduction(name: Self.name)
    }
    return AbstractValue(kept, dtype, weak: dtype == operand.dtype && operand.weak)
  }

  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    guard let axis = axes[0] else { return (try g.apply(self, inputs[0]), axis: nil) }
    let shifted = self.axes.map { $0 < axis ? $0 : $0 + 1 }
    let place = axis - shifted.filter { $0 < axis }.count
    return (try g.apply(with(axes: shifted), inputs[0]), axis: place)
  }
}

extension Graph {
  /// Repeats a reduction's result along the axes it lost: the transpose of a sum.
  func restored(_ x: NodeID, axes: [Int], like operand: NodeID) throws -> NodeID {
    let shape = shape(of: operand)
    return try broadcastInDim(
      x, shape: shape, axes: shape.indices.filter { !axes.contains($0) })
  }

  /// Which elements equal the extremum `node` took over `axes`, and how many do, in the result's
  /// shape and dtype.
  func chosenElements(_ node: NodeID, axes: [Int]) throws -> (NodeID, count: NodeID) {
    let x = input(of: node, 0)
    let chosen = try equal(x, restored(node, axes: axes, like: x))
    return (chosen, try reduceSum(convert(chosen, to: dtype(of: node)), axes: axes))
  }
}
