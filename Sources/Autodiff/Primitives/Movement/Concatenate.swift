import Arrays

/// Arrays one after the other along an axis.
package struct Concatenate: Primitive {
  package static let name = "concatenate"
  package let axis: Int

  package init(axis: Int) { self.axis = axis }

  package var attributes: [Attribute] { [Attribute("dimension", axis)] }
  package var lowering: Lowering { .concatenate(axis: axis) }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    guard let first = inputs.first else { throw ShapeError.concatenateNothing }
    guard axis >= 0, axis < first.rank else {
      throw ShapeError.axisOutOfBounds(axis: axis, rank: first.rank)
    }
    guard inputs.allSatisfy({ $0.rank == first.rank }) else {
      throw ShapeError.concatenateRanks(shapes: inputs.map(\.shape))
    }
    guard inputs.allSatisfy({ $0.dtype == first.dtype }) else {
      throw GraphError.differentDTypes(primitive: Self.name, dtypes: inputs.map(\.dtype))
    }
    var shape = first.shape
    shape[axis] = 0
    for input in inputs {
      for other in shape.indices where other != axis && input.shape[other] != shape[other] {
        throw ShapeError.concatenateExtents(shapes: inputs.map(\.shape), axis: axis)
      }
      shape[axis] += input.shape[axis]
    }
    return AbstractValue(shape, first.dtype, weak: inputs.allSatisfy(\.weak))
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    let parts = try tangents.array.enumerated().map {
      try $0.element ?? g.zeros(like: g.input(of: node, $0.offset))
    }
    return try g.apply(self, parts)
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    var start = 0
    return .many(
      try g.inputs(of: node).enumerated().map { position, input in
        let extent = g.shape(of: input)[axis]
        defer { start += extent }
        return needs[position]
          ? try g.slice(cotangent, axis: axis, start: start, count: extent) : nil
      })
  }
  package func batched(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axis: Int?) {
    let size =
      inputs.indices.lazy.compactMap { position in
        axes[position].map { g.shape(of: inputs[position])[$0] }
      }.first ?? 1
    let moved = try inputs.indices.map { try g.batchedToFront(inputs[$0], axes[$0], size: size) }
    return (try g.concatenate(moved, axis: axis + 1), axis: 0)
  }
}

extension Graph {
  /// Adds arrays of one dtype one after the other along `axis`.
  package func concatenate(_ parts: [NodeID], axis: Int) throws -> NodeID {
    if parts.count == 1 { return parts[0] }
    // A node counts its inputs in 16 bits.
    let limit = 50_000
    if parts.count <= limit { return try apply(Concatenate(axis: axis), parts) }
    let groups = stride(from: 0, to: parts.count, by: limit).map {
      Array(parts[$0..<min($0 + limit, parts.count)])
    }
    return try concatenate(groups.map { try concatenate($0, axis: axis) }, axis: axis)
  }

  /// Adds arrays of one shape and dtype along a new axis.
  package func stack(_ parts: [NodeID], axis: Int) throws -> NodeID {
    guard let first = parts.first else { throw ShapeError.stackNothing }
    let shape = shape(of: first)
    guard parts.allSatisfy({ self.shape(of: $0) == shape }) else {
      throw ShapeError.stackShapes(shapes: parts.map { self.shape(of: $0) })
    }
    return try concatenate(parts.map { try expandDims($0, axes: [axis]) }, axis: axis)
  }
}
