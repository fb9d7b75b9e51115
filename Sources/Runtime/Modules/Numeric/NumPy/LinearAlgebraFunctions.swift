import Arrays
import Autodiff

/// `numpy.linalg`, which `jax.numpy.linalg` and `scipy.linalg` build on.
enum LinearAlgebraFunctions {
  static let all: [NumericFunction] = factorisations + solving + numbers + powers

  static let module = NumericModules.module(
    "numpy.linalg", .numpy, { [all] },
    extra: { [("LinAlgError", .object($0.types.exception(.linAlgError)))] })

  // MARK: Checks with NumPy's words

  static func matrix(_ c: NumericCall, _ slot: Int, isSquare: Bool = true) throws -> ArrayObject {
    let x = try c.floating(c.array(slot))
    guard x.rank >= 2 else {
      if c.facade == .jax {
        throw Raised(
          .valueError,
          "Argument to \(c.arguments.signature.name) must have ndims >= 2 and be square; got shape \(ShapeText.tuple(x.shape))"
        )
      }
      throw Raised(
        .linAlgError, "\(x.rank)-dimensional array given. Array must be at least two-dimensional")
    }
    guard !isSquare || x.shape[x.rank - 1] == x.shape[x.rank - 2] else {
      if c.facade == .jax {
        throw Raised(
          .valueError,
          "Argument to \(c.arguments.signature.name) must have shape [..., n, n], got \(ShapeText.tuple(x.shape))."
        )
      }
      throw Raised(.linAlgError, "Last 2 dimensions of the array must be square")
    }
    return x
  }

  /// NumPy raises where LAPACK reports failure; JAX and traced values carry NaN on.
  static func checked(_ c: NumericCall, _ result: ArrayObject, _ message: String) throws
    -> ArrayObject
  {
    guard c.facade == .numpy, !result.isTraced else { return result }
    guard try !c.session.value(of: result).scalars.contains(where: { $0.asDouble.isNaN }) else {
      throw Raised(.linAlgError, message)
    }
    return result
  }

  private static func requireFinite(_ c: NumericCall, _ a: ArrayObject) throws {
    guard c.facade == .numpy, !a.isTraced, a.dtype.isInexact else { return }
    let isFinite = try c.session.value(of: a).scalars.allSatisfy {
      $0.asDouble.isFinite && $0.imaginary.isFinite
    }
    if !isFinite { throw Raised(.linAlgError, "Array must not contain infs or NaNs") }
  }

  private static func singular(_ c: NumericCall, _ a: ArrayObject) throws {
    guard c.facade == .numpy, !a.isTraced else { return }
    let determinants = try c.build([a]) { try $0.lu($1[0])[0] }
    let factors = try c.session.value(of: determinants)
    let n = a.shape[a.rank - 1]
    let flat = factors.scalars
    for start in stride(from: 0, to: flat.count, by: max(n * n, 1)) {
      for k in 0..<n
      where flat[start + k * n + k].asDouble == 0 && flat[start + k * n + k].imaginary == 0 {
        throw Raised(.linAlgError, "Singular matrix")
      }
    }
  }

  static func tuple(_ name: String, _ fields: [String], _ parts: [ArrayObject]) -> Value {
    .tuple(NamedResult(name, fields, parts.map { .object($0) }))
  }

  private static let factorisations: [NumericFunction] = [
    .array("cholesky(a, /, *, upper=False, symmetrize_input=True)", "The Cholesky factor.") { c in
      let a = try matrix(c, 0)
      let factor = try c.build([a]) { try $0.cholesky($1[0]) }
      let result = try checked(c, factor, "Matrix is not positive definite")
      return try c.flag(1) ? c.interpreter.swapAxes(result, -1, -2, c.facade) : result
    },
    NumericFunction("qr(a, mode='reduced')", "The QR factorisation.") { c in
      let a = try matrix(c, 0, isSquare: false)
      let mode = try c.text(1)
      guard ["reduced", "complete", "r"].contains(mode) else {
        if mode == "raw" {
          throw Raised(
            .notImplementedError,
            "qr: mode='raw' is not available in agrun (did you mean 'reduced'?)")
        }
        throw Raised(.valueError, "Unrecognized mode '\(mode)'")
      }
      let parts = try c.session.build([a], c.facade) {
        try $0.qr($1[0], complete: mode == "complete")
      }
      return mode == "r" ? .object(parts[1]) : tuple("QRResult", ["Q", "R"], parts)
    },
    NumericFunction(
      "svd(a, full_matrices=True, compute_uv=True, hermitian=False)",
      "The singular value decomposition."
    ) { c in
      let a = try matrix(c, 0, isSquare: false)
      guard try c.flag(2) else {
        return .object(try c.build([a]) { try $0.svd($1[0], full: false)[1] })
      }
      let isFull = try c.flag(1)
      return tuple(
        "SVDResult", ["U", "S", "Vh"],
        try c.session.build([a], c.facade) { try $0.svd($1[0], full: isFull) })
    },
    .array("svdvals(x, /)", "The singular values.") { c in
      try c.build([matrix(c, 0, isSquare: false)]) { try $0.svd($1[0], full: false)[1] }
    },
    NumericFunction(
      "eigh(a, UPLO='L', symmetrize_input=True)",
      "Eigenvalues and eigenvectors of a symmetric matrix."
    ) { c in
      let a = try triangle(c, matrix(c, 0), c[1].text ?? "L")
      return tuple(
        "EighResult", ["eigenvalues", "eigenvectors"],
        try c.session.build([a], c.facade) { try $0.eigenSymmetric($1[0]) })
    },
    .array("eigvalsh(a, UPLO='L')", "Eigenvalues of a symmetric matrix.") { c in
      try c.build([triangle(c, matrix(c, 0), c[1].text ?? "L")]) { try $0.eigenSymmetric($1[0])[0] }
    },
    NumericFunction("eig(a)", "Eigenvalues and eigenvectors.") { c in
      try requireFinite(c, c.array(0))
      let parts = try c.session.build([matrix(c, 0)], c.facade) { try $0.eigenGeneral($1[0]) }
      return tuple("EigResult", ["eigenvalues", "eigenvectors"], try realWherePossible(c, parts))
    },
    .array("eigvals(a)", "Eigenvalues.") { c in
      try requireFinite(c, c.array(0))
      let parts = try c.session.build([matrix(c, 0)], c.facade) { [try $0.eigenGeneral($1[0])[0]] }
      return try realWherePossible(c, parts)[0]
    },
  ]

  /// The triangle that the caller names, mirrored; HIPS and NumPy read the lower one.
  private static func triangle(_ c: NumericCall, _ a: ArrayObject, _ side: String) throws
    -> ArrayObject
  {
    if a.isTraced, c.facade == .jax {
      return try c.build([a]) { graph, ids in
        let sum = try graph.add(ids[0], graph.adjoint(ids[0]))
        return try graph.multiply(
          sum, graph.constant(.float(0.5), graph.dtype(of: sum), weak: true))
      }
    }
    let isLower = side.uppercased() != "U"
    return try c.build([a]) { graph, ids in
      let kept = try isLower ? graph.lowerTriangle(ids[0]) : graph.upperTriangle(ids[0])
      let strict =
        try isLower
        ? graph.lowerTriangle(ids[0], offset: -1) : graph.upperTriangle(ids[0], offset: 1)
      return try graph.add(kept, graph.adjoint(strict))
    }
  }

  /// NumPy returns real eigenvalues where all imaginary parts vanish.
  private static func realWherePossible(_ c: NumericCall, _ parts: [ArrayObject]) throws
    -> [ArrayObject]
  {
    guard c.facade == .numpy, !parts[0].isAbstract,
      try c.session.value(of: parts[0]).scalars.allSatisfy({ $0.imaginary == 0 })
    else { return parts }
    return try parts.map { part in try c.build([part]) { try $0.real($1[0]) } }
  }

  private static let solving: [NumericFunction] = [
    .array("solve(a, b)", "The solution of linear equations.") { c in
      let a = try matrix(c, 0)
      let pair = try c.promoted([a, c.floating(c.array(1))])
      let b = pair[1], n = a.shape[a.rank - 1]
      let isVector = b.rank == 1
      guard (isVector ? b.shape.last : b.rank > 1 ? b.shape[b.rank - 2] : nil) == n else {
        throw Raised(
          .valueError,
          "solve\(isVector ? "1" : ""): Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (m,m),(m\(isVector ? "" : ",n"))->(m\(isVector ? "" : ",n")) (size \(b.shape.first ?? 1) is different from \(n))"
        )
      }
      try singular(c, pair[0])
      return try c.build(pair) { graph, ids in
        guard isVector else { return try graph.solve(ids[0], ids[1]) }
        let column = try graph.solve(ids[0], graph.reshape(ids[1], [n, 1]))
        let shape = graph.shape(of: column)
        return try graph.reshape(column, Array(shape.dropLast()))
      }
    },
    .array("inv(a)", "The inverse.") { c in
      let a = try matrix(c, 0)
      try singular(c, a)
      return try c.build([a]) { try $0.inverse($1[0]) }
    },
    .array("pinv(a, rcond=None, hermitian=False, *, rtol=None)", "The pseudo-inverse.") { c in
      let a = try matrix(c, 0, isSquare: false)
      let given = c.isMissing(1) ? c[3] : c[1]
      let tolerance = try given.isNone || given.isUnbound ? nil : c.interpreter.requireFloat(given)
      return try c.build([a]) {
        try $0.pseudoInverse($1[0], tolerance: tolerance ?? (c.facade == .numpy ? 1e-15 : nil))
      }
    },
    NumericFunction("lstsq(a, b, rcond=None)", "The least-squares solution.") { c in
      let pair = try c.promoted([matrix(c, 0, isSquare: false), c.floating(c.array(1))])
      guard pair[0].rank == 2 else {
        throw Raised(
          .linAlgError, "\(pair[0].rank)-dimensional array given. Array must be two-dimensional")
      }
      let (m, n) = (pair[0].shape[0], pair[0].shape[1]), isVector = pair[1].rank == 1
      guard pair[1].rank <= 2, pair[1].shape.first == m else {
        throw Raised(.linAlgError, "Incompatible dimensions")
      }
      let epsilon = pair[0].dtype.realPart == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
      let parts = try c.session.build(pair, c.facade) { graph, ids in
        let columns = try isVector ? graph.reshape(ids[1], [m, 1]) : ids[1]
        let solution = try graph.matmul(
          graph.pseudoInverse(ids[0], tolerance: epsilon * Double(max(m, n))), columns)
        let residual = try graph.subtract(columns, graph.matmul(ids[0], solution))
        let squares = try graph.reduceSum(graph.square(graph.absolute(residual)), axes: [0])
        let x = try isVector ? graph.reshape(solution, [n]) : solution
        return [x, squares, try graph.svd(ids[0], full: false)[1]]
      }
      let values = try c.session.value(of: parts[2]).doubles
      let limit = epsilon * Double(max(m, n)) * (values.first ?? 0)
      let rank = values.filter { $0 > limit }.count
      let residuals =
        m > n && rank == n ? parts[1] : c.result(NDArray.zeros([0], dtype: parts[1].dtype))
      return .tuple([
        .object(parts[0]), .object(residuals),
        c.facade == .jax
          ? .object(ArrayObject(.int(rank), c.defaultInt, .jax))
          : .object(ArrayObject(.int(rank), .int32, .scalar)), .object(parts[2]),
      ])
    },
    .array("tensorsolve(a, b, axes=None)", "The solution of a tensor equation.") { c in
      try c.refuse(2, "axes")
      let a = try c.floating(c.array(0)), b = try c.floating(c.array(1))
      let tail = Array(a.shape.dropFirst(b.rank))
      let count = tail.reduce(1, *)
      return try c.build([a, b]) { graph, ids in
        try graph.reshape(
          graph.solve(graph.reshape(ids[0], [-1, count]), graph.reshape(ids[1], [-1, 1])), tail)
      }
    },
    .array("tensorinv(a, ind=2)", "The inverse of a tensor.") { c in
      let a = try c.floating(c.array(0)), split = try c.int(1)
      let head = Array(a.shape[..<split]), tail = Array(a.shape[split...])
      return try c.build([a]) { graph, ids in
        try graph.reshape(
          graph.inverse(graph.reshape(ids[0], [head.reduce(1, *), tail.reduce(1, *)])), tail + head)
      }
    },
  ]

  private static let numbers: [NumericFunction] = [
    .array("det(a)", "The determinant.") { c in
      try c.build([matrix(c, 0)]) { try $0.determinant($1[0]) }
    },
    NumericFunction("slogdet(a)", "Sign and logarithm of the determinant.") { c in
      tuple(
        "SlogdetResult", ["sign", "logabsdet"],
        try c.session.build([matrix(c, 0)], c.facade) { try $0.signLogDeterminant($1[0]) })
    },
    .array("norm(x, ord=None, axis=None, keepdims=False)", "The norm of vectors or matrices.") {
      c in try Norms.norm(c, c.array(0), c[1], c.axes(2), keeps: c.flag(3))
    },
    .array("vector_norm(x, /, *, axis=None, keepdims=False, ord=2)", "The norm of vectors.") { c in
      let x = try c.array(0)
      let axes = try c.axes(1)
      if axes == nil || axes?.count != 1 {
        let places = try Shapes.normalize(axes: axes, rank: x.rank)
        let rest = (0..<x.rank).filter { !places.contains($0) }
        let kept = rest.map { x.shape[$0] }
        let flat = try c.interpreter.reshape(
          c.interpreter.transpose(x, rest + places, c.facade),
          kept + [places.reduce(1) { $0 * x.shape[$1] }], c.facade)
        let result = try Norms.norm(c, flat, c[3], [rest.count], keeps: false)
        guard try c.flag(2) else { return result }
        return try c.interpreter.reshape(
          result, x.shape.indices.map { places.contains($0) ? 1 : x.shape[$0] }, c.facade)
      }
      return try Norms.norm(c, x, c[3], axes, keeps: c.flag(2))
    },
    .array("matrix_norm(x, /, *, keepdims=False, ord='fro')", "The norm of matrices.") { c in
      try Norms.norm(c, c.array(0), c[2], [-2, -1], keeps: c.flag(1))
    },
    NumericFunction(
      "matrix_rank(A, tol=None, hermitian=False, *, rtol=None)",
      "The number of singular values that are not negligible."
    ) { c in
      let a = try c.floating(c.array(0))
      guard a.rank >= 2 else {
        return .int(try c.session.value(of: a).truths.contains(true) ? 1 : 0)
      }
      let values = try c.session.value(of: c.build([a]) { try $0.svd($1[0], full: false)[1] })
      let epsilon = a.dtype.realPart == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
      let width = max(values.shape.last ?? 1, 1)
      let largest = max(a.shape[a.rank - 1], a.shape[a.rank - 2])
      let flat = values.doubles
      let ranks = try stride(from: 0, to: flat.count, by: width).map { start -> Int in
        let row = flat[start..<start + width]
        let limit = try c.isMissing(1) ? (row.max() ?? 0) * Double(largest) * epsilon : c.double(1)
        return row.filter { $0 > limit }.count
      }
      return c.value(NDArray(ranks, shape: Array(values.shape.dropLast()), dtype: c.defaultInt))
    },
    .array("cond(x, p=None)", "The condition number.") { c in
      let a = try matrix(c, 0, isSquare: false)
      if !c.isMissing(1), c[1].number?.1.asDouble != 2 {
        let inverse = try c.build([a]) { try $0.inverse($1[0]) }
        let pair = try [a, inverse].map {
          Operand.array(try Norms.norm(c, $0, c[1], [-2, -1], keeps: false))
        }
        return try c.interpreter.elementwise(ElementwiseTable.multiply, pair, c.facade)
      }
      return try c.build([a]) { graph, ids in
        let values = try graph.svd(ids[0], full: false)[1]
        let last = graph.rank(of: values) - 1, count = graph.shape(of: values)[last]
        let head = Array(graph.shape(of: values).dropLast())
        let first = try graph.slice(values, axis: last, start: 0, count: 1)
        let end = try graph.slice(values, axis: last, start: count - 1, count: 1)
        return try graph.reshape(graph.divide(first, end), head)
      }
    },
    .array("trace(x, /, *, offset=0, dtype=None)", "Sum of a diagonal.") { c in
      try c.build([c.array(0)]) { try $0.trace($1[0]) }
    },
    .array("diagonal(x, /, *, offset=0)", "Elements of a diagonal.") { c in
      try c.interpreter.diagonal(c.array(0), c.int(1), -2, -1, c.facade)
    },
    .array("matrix_transpose(x, /)", "The last two axes exchanged.") { c in
      try c.interpreter.swapAxes(c.array(0), -1, -2, c.facade)
    },
    .array("outer(x1, x2, /)", "Products of all pairs.") { c in
      try c.build(c.promoted([c.array(0), c.array(1)])) { try $0.outer($1[0], $1[1]) }
    },
    .array("matmul(x1, x2, /)", "The matrix product.") { c in
      try c.interpreter.matmul(c.array(0), c.array(1), c.facade)
    },
    .array("cross(x1, x2, /, *, axis=-1)", "The vector product.") { c in
      let pair = try [c.array(0), c.array(1)], axis = try c.int(2)
      guard pair.allSatisfy({ $0.rank > 0 && $0.shape[(axis + $0.rank) % $0.rank] == 3 }) else {
        throw Raised(
          .valueError,
          "Both input arrays must be (arrays of) 3-dimensional vectors, but they are \(pair[0].shape.last ?? 0) and \(pair[1].shape.last ?? 0) dimensional instead."
        )
      }
      return try VectorProduct.cross(c, pair, axes: [axis, axis], result: axis)
    },
    .array("tensordot(x1, x2, /, *, axes=2)", "The sum of products over pairs of axes.") { c in
      let pair = try c.promoted([c.array(0), c.array(1)])
      let axes = try ProductFunctions.contracted(c[2], pair[0].rank, c)
      return try c.build(pair) { try $0.tensordot($1[0], $1[1], axes: axes) }
    },
    .array("vecdot(x1, x2, /, *, axis=-1)", "Products of vectors.") { c in
      try c.build(c.promoted([c.array(0), c.array(1)])) { graph, ids in
        let product = try graph.multiply(graph.conj(ids[0]), ids[1])
        return try graph.reduceSum(product, axes: [graph.rank(of: product) - 1])
      }
    },
  ]

  private static func matrixPower(_ c: NumericCall, _ a: ArrayObject, _ n: Int) throws
    -> ArrayObject
  {
    guard a.rank >= 2, a.shape[a.rank - 1] == a.shape[a.rank - 2] else {
      _ = try matrix(c, 0)
      return a
    }
    if n < 0 { try singular(c, matrix(c, 0)) }
    if a.dtype.isInexact || n < 0 {
      return try c.build([n < 0 ? c.floating(a) : a]) { try $0.matrixPower($1[0], n) }
    }
    // Whole numbers stay whole: repeated squaring.
    let size = a.shape[a.rank - 1]
    var result = try c.interpreter.copy(
      c.interpreter.broadcast(
        c.result(NDArray.eye(rows: size, dtype: a.dtype)), to: a.shape, c.facade))
    var square = a, rest = n
    while rest > 0 {
      if rest & 1 == 1 { result = try c.interpreter.matmul(result, square, c.facade) }
      rest >>= 1
      if rest > 0 { square = try c.interpreter.matmul(square, square, c.facade) }
    }
    return result
  }

  private static let powers: [NumericFunction] = [
    .array("matrix_power(a, n)", "A power of a square matrix.") { c in
      let a = try c.array(0)
      guard case .float = c[1] else { return try matrixPower(c, a, c.int(1)) }
      throw Raised(.typeError, "exponent must be an integer")
    },
    .array(
      "multi_dot(arrays, *, out=None, precision=None)",
      "The product of several matrices, in the cheapest order."
    ) { c in
      let parts = try c.interpreter.arrays(from: c[0], c.facade)
      guard parts.count >= 2 else { throw Raised(.valueError, "Expecting at least two arrays.") }
      return try ChainProduct(parts, c).result()
    },
  ]
}

/// A named tuple of results that prints with its names, as NumPy's decompositions do.
package final class NamedResult: TupleObject {
  private let name: String
  private let fields: [String]

  init(_ name: String, _ fields: [String], _ elements: [Value]) {
    self.name = name
    self.fields = fields
    super.init(elements)
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    let (name, base) = (name, interpreter.types.tuple)
    return interpreter.types.register("numpy.linalg.\(name)") {
      TypeObject(name, module: "numpy.linalg._linalg", base: base)
    }
  }
  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    fields.firstIndex { Name($0) == name }.map { elements[$0] }
  }
  override package func repr(in interpreter: Interpreter) throws -> String {
    let parts = try zip(fields, elements).map { "\($0)=\(try interpreter.repr($1))" }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }
}

/// A chain of matrix products in the order that needs the fewest multiplications.
private struct ChainProduct {
  private let parts: [ArrayObject]
  private let c: NumericCall

  init(_ parts: [ArrayObject], _ c: NumericCall) throws {
    self.parts = parts
    self.c = c
  }

  func result() throws -> ArrayObject {
    let count = parts.count
    let rows = parts.enumerated().map {
      $0.offset == 0 && $0.element.rank == 1 ? 1 : $0.element.shape[0]
    }
    let last = parts[count - 1]
    let extents = rows + [last.rank == 1 ? 1 : last.shape[1]]
    var cost = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
    var split = cost
    for length in 1..<count {
      for i in 0..<(count - length) {
        let j = i + length
        cost[i][j] = .max
        for k in i..<j {
          let total = cost[i][k] + cost[k + 1][j] + extents[i] * extents[k + 1] * extents[j + 1]
          if total < cost[i][j] { (cost[i][j], split[i][j]) = (total, k) }
        }
      }
    }
    return try product(0, count - 1, split)
  }

  private func product(_ i: Int, _ j: Int, _ split: [[Int]]) throws -> ArrayObject {
    if i == j { return parts[i] }
    return try c.interpreter.dot(
      product(i, split[i][j], split), product(split[i][j] + 1, j, split), c.facade)
  }
}
