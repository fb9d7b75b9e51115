import Arrays
import Autodiff

enum MatrixRows {
  static func row(
    _ primitive: String, _ note: String, _ shapes: [[Int]], tolerance: Double = 5e-6,
    _ build: @escaping GradientRow.Build
  ) -> GradientRow {
    GradientRow(
      primitive, note, shapes: [shapes], domains: [-1...1], tolerance: tolerance, build: build)
  }

  /// `x xᵀ + 2`: symmetric, positive, with distinct eigenvalues.
  static func positive(_ g: Graph, _ x: NodeID) throws -> NodeID {
    let n = g.shape(of: x).last ?? 0
    let shift = try g.multiply(
      g.diagonalMatrix(g.constant(NDArray((0..<n).map { Double($0) }))), g.constant(1.0))
    return try g.add(
      g.matmul(x, g.matrixTranspose(x)),
      g.add(g.multiply(g.identity(n, .float64), g.constant(2.0)), shift))
  }

  /// `x + 3 + diag(0, 1, …)`: far from singular, real distinct eigenvalues.
  static func regular(_ g: Graph, _ x: NodeID) throws -> NodeID {
    let n = g.shape(of: x).last ?? 0
    let shift = g.constant(NDArray((0..<n).map { 3 + 2 * Double($0) }))
    return try g.add(g.multiply(x, g.constant(0.3)), g.diagonalMatrix(shift))
  }

  static func tall(_ g: Graph, _ x: NodeID) throws -> NodeID {
    let shape = g.shape(of: x)
    let n = shape[shape.count - 1]
    let m = shape[shape.count - 2]
    let base = NDArray.zeros([m, n])
    for k in 0..<min(m, n) { base.setScalar(.float(2 + 1.5 * Double(k)), at: [k, k]) }
    return try g.add(g.multiply(x, g.constant(0.4)), g.constant(base))
  }

  static let all: [GradientRow] = [
    row("Cholesky", "", [[3, 3]]) { [try $0.cholesky(positive($0, $1[0]))] },
    row("Cholesky", "stack", [[2, 2, 2]]) { [try $0.cholesky(positive($0, $1[0]))] },
    row("Solve", "", [[3, 3], [3, 2]]) { [try $0.solve(regular($0, $1[0]), $1[1])] },
    row("Solve", "inverse", [[2, 3, 3]]) { [try $0.inverse(regular($0, $1[0]))] },
    row("TriangularSolve", "lower", [[3, 3], [3, 2]]) {
      [try $0.triangularSolve(regular($0, $1[0]), $1[1], lower: true)]
    },
    row("TriangularSolve", "upper transposed", [[3, 3], [3, 2]]) {
      [try $0.triangularSolve(regular($0, $1[0]), $1[1], lower: false, transpose: 1)]
    },
    row("TriangularSolve", "unit", [[3, 3], [3, 1]]) {
      [try $0.triangularSolve($1[0], $1[1], lower: true, unit: true)]
    },
    row("Determinant", "", [[3, 3]]) { [try $0.determinant(regular($0, $1[0]))] },
    row("SignLogDeterminant", "", [[2, 3, 3]]) {
      [try $0.signLogDeterminant(regular($0, $1[0]))[1]]
    },
    row("LUDecomposition", "", [[3, 3]]) { [try $0.lu(regular($0, $1[0]))[0]] },
    row("QRDecomposition", "", [[3, 3]]) { Array(try $0.qr(regular($0, $1[0]))) },
    row("QRDecomposition", "tall", [[4, 2]]) { Array(try $0.qr(tall($0, $1[0]))) },
    row("SymmetricEigen", "", [[3, 3]]) { g, x in
      let parts = try g.eigenSymmetric(regular(g, g.add(x[0], g.matrixTranspose(x[0]))))
      return [parts[0], try g.square(parts[1])]
    },
    row("GeneralEigen", "", [[3, 3]]) { g, x in
      let parts = try g.eigenGeneral(regular(g, x[0]))
      return [try g.real(parts[0]), try g.square(g.absolute(parts[1]))]
    },
    row("SingularValues", "", [[3, 3]]) { g, x in
      let parts = try g.svd(tall(g, x[0]))
      return [parts[1], try g.square(parts[0]), try g.square(parts[2])]
    },
    row("SingularValues", "tall", [[4, 2]]) { g, x in
      let parts = try g.svd(tall(g, x[0]))
      return [parts[1], try g.square(parts[0]), try g.square(parts[2])]
    },
    row("SingularValues", "wide", [[2, 4]]) { g, x in
      let parts = try g.svd(tall(g, x[0]))
      return [parts[1], try g.square(parts[0]), try g.square(parts[2])]
    },
    row("SingularValues", "pseudo-inverse", [[4, 2]]) { [try $0.pseudoInverse(tall($0, $1[0]))] },
    row("FourierTransform", "", [[2, 5], [2, 5]]) { g, x in
      let z = try g.fourierTransform(g.square(g.complex(x[0], x[1])), axis: 1)
      return [try g.real(z), try g.imag(z)]
    },
    row("FourierTransform", "inverse, first axis", [[4, 2], [4, 2]]) { g, x in
      let z = try g.fourierTransform(g.square(g.complex(x[0], x[1])), axis: 0, inverse: true)
      return [try g.real(z), try g.imag(z)]
    },
    row("Slice", "diagonal", [[3, 4]]) { [try $0.square($0.diagonal($1[0], offset: 1))] },
    row("Pad", "diagonal matrix", [[3]]) { [try $0.square($0.diagonalMatrix($1[0], offset: -1))] },
  ]
}
