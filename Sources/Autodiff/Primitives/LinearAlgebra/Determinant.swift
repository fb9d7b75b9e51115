import Arrays

/// The determinant of square matrices; its derivative needs an inverse, so it is not finite at
/// singular ones.
package struct Determinant: MatrixFunction {
  package static let name = "det"
  package init() {}
  package var lowering: Lowering {
    .host(
      HostFunction { inputs in
        let parts = SignLogDeterminant.parts(inputs[0], product: true)
        return [parts[0]]
      })
  }

  package func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue {
    try inputs[0].checkedMatrix(Self.name, square: true)
    return inputs[0].reshaped(Array(inputs[0].shape.dropLast(2)))
  }
  package func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID? {
    try tangents[0].map {
      try g.multiply(node, g.trace(g.solve(g.input(of: node, 0), $0)))
    }
  }
  package func vjp(
    _ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let scale = try g.expandDims(g.multiply(cotangent, node), axes: [-2, -1])
    return .one(try g.multiply(scale, g.matrixTranspose(g.inverse(g.input(of: node, 0)))))
  }
}

extension Graph {
  /// Adds the determinant of the matrices in the last two axes.
  package func determinant(_ x: NodeID) throws -> NodeID { try apply(Determinant(), x) }
}
