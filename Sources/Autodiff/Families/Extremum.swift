package import Arrays

/// The larger or the smaller of two operands; where they tie, each takes half of the derivative.
package protocol Extremum: ElementwiseBinary, Kinked {
  init()
}

extension Extremum {
  package func resultDType(_ dtype: DType) -> DType? { dtype }

  package func derivative(
    _ seed: NodeID, _ side: Side, x: NodeID, y: NodeID, z: NodeID, in g: Graph
  ) throws -> NodeID? {
    switch side {
    case .left: try g.multiply(seed, g.balancedEqual(x, z, y))
    case .right: try g.multiply(seed, g.balancedEqual(y, z, x))
    }
  }

  package var kink: String { "\(Self.name) of equal operands: half for each" }
  package func isOnKink(
    _ node: NodeID, in g: Graph, value: (NodeID) throws -> NDArray
  ) throws -> NDArray {
    isEqual(try value(g.input(of: node, 0)), try value(g.input(of: node, 1)))
  }
}

/// The largest or the smallest element along axes, which disappear; NaN wins, and all elements
/// that tie share the derivative evenly.
package protocol ReducedExtremum: Reduction, Kinked {
  init(axes: [Int])
}

extension ReducedExtremum {
  package func with(axes: [Int]) -> Self { Self(axes: axes) }
  package func resultDType(_ dtype: DType) -> DType? { dtype }
  package var needsElements: Bool { true }

  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    guard let tangent = tangents[0] else { return nil }
    let (chosen, count) = try g.chosenElements(node, axes: axes)
    let sum = try g.reduceSum(
      g.select(chosen, tangent, g.scalar(0, like: tangent)), axes: axes)
    return try g.divide(sum, count)
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let (chosen, count) = try g.chosenElements(node, axes: axes)
    let share = try g.restored(g.divide(cotangent, count), axes: axes, like: g.input(of: node, 0))
    return .one(try g.select(chosen, share, g.scalar(0, like: share)))
  }

  package var kink: String {
    "\(kernel == .max ? "max" : "min") of elements that tie: shared evenly"
  }
  /// True for all elements that tie for the extremum.
  package func isOnKink(
    _ node: NodeID, in g: Graph, value: (NodeID) throws -> NDArray
  ) throws -> NDArray {
    let x = try value(g.input(of: node, 0))
    let extremum = try value(node).expanded(axes)
    let isChosen = isEqual(x, extremum)
    let count = Kernels.reduce(
      .sum, isChosen.converted(to: .int64), axes: axes, keepDims: true)
    let isTie = Kernels.zip(.greater, count, NDArray(scalar: .int(1), dtype: .int64))
    return Kernels.zip(.logicalAnd, isChosen, isTie)
  }
}

/// The position (int64) of the first extreme element along one axis, which disappears.
///
/// NaN counts as extreme. Constant almost everywhere, so it has no derivative.
package protocol ExtremumPosition: Reduction {
  init(axis: Int)
}

extension ExtremumPosition {
  package var attributes: [Attribute] {
    [Attribute("axes", axes), Attribute("index_dtype", "int64")]
  }
  package func with(axes: [Int]) -> Self { Self(axis: axes[0]) }
  package func resultDType(_ dtype: DType) -> DType? { .int64 }
  package var needsElements: Bool { true }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? { nil }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents { .none }
}

/// A running maximum or minimum along an axis; the derivative goes to the first place that holds
/// each value.
package protocol CumulativeExtremum: Cumulative {}

extension CumulativeExtremum {
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    guard let tangent = tangents[0] else { return nil }
    let places = try g.recordPlaces(node, axis: axis, reverse: reverse)
    return try g.takeAlongAxis(tangent, places, axis: axis)
  }
}

extension Graph {
  /// For each place of a running extremum, where along the axis its value was first met.
  func recordPlaces(_ node: NodeID, axis: Int, reverse: Bool) throws -> NodeID {
    let shape = shape(of: node)
    let count = shape[axis]
    let previous = try shifted(node, axis, by: 1, reverse, fill: .nan)
    // A record is a place whose running value differs from the one before; NaN differs, so the
    // first place is one.
    let isRecord = try notEqual(node, previous)
    let positions = try broadcastInDim(
      constant(NDArray((0..<count).map { $0 }, shape: [count])), shape: shape, axes: [axis])
    let none = constant(reverse ? count - 1 : 0)
    let marked = try select(isRecord, positions, none)
    return reverse
      ? try cumulativeMin(marked, axis: axis, reverse: true) : try cumulativeMax(marked, axis: axis)
  }
}
