import Arrays
import Autodiff

/// What `scipy.linalg` and `jax.scipy.linalg` have beyond `numpy.linalg`.
enum MatrixFunctions {
  static let all: [NumericFunction] = [
    .array("expm(A)", "The matrix exponential.") { c in
      try exponential(c, LinearAlgebraFunctions.matrix(c, 0))
    },
    .array("sqrtm(A, disp=True)", "The square root of a matrix with real positive eigenvalues.") {
      c in
      let a = try LinearAlgebraFunctions.matrix(c, 0)
      return try c.build([a]) { graph, ids in
        // Denman–Beavers iteration: converges quadratically.
        let shape = graph.shape(of: ids[0])
        var y = ids[0]
        var z = graph.identity(shape[shape.count - 1], graph.dtype(of: y))
        let half = graph.constant(.float(0.5), graph.dtype(of: y), weak: true)
        for _ in 0..<20 {
          let next = try graph.multiply(half, graph.add(y, graph.inverse(z)))
          z = try graph.multiply(half, graph.add(z, graph.inverse(y)))
          y = next
        }
        return y
      }
    },
    .array(
      "solve_triangular(a, b, trans=0, lower=False, unit_diagonal=False, overwrite_b=False, check_finite=True)",
      "The solution of triangular equations."
    ) { c in
      let pair = try c.promoted([LinearAlgebraFunctions.matrix(c, 0), c.array(1)], floating: true)
      let mode: Int
      switch c[2].text {
      case "T": mode = 1
      case "C": mode = 2
      case "N": mode = 0
      default: mode = try c.int(2)
      }
      let (isLower, isUnit) = (try c.flag(3), try c.flag(4))
      let isVector = pair[1].rank == 1, n = pair[0].shape[0]
      return try c.build(pair) { graph, ids in
        let columns = try isVector ? graph.reshape(ids[1], [n, 1]) : ids[1]
        let solved = try graph.triangularSolve(
          ids[0], columns, lower: isLower, transpose: mode, unit: isUnit)
        return try isVector ? graph.reshape(solved, [n]) : solved
      }
    },
    .array(
      "cholesky(a, lower=False, overwrite_a=False, check_finite=True)",
      "The Cholesky factor, upper by default."
    ) { c in
      let a = try LinearAlgebraFunctions.matrix(c, 0)
      let factor = try c.build([a]) { try $0.cholesky($1[0]) }
      let result = try LinearAlgebraFunctions.checked(c, factor, "Matrix is not positive definite")
      return try c.flag(1) ? result : c.interpreter.swapAxes(result, -1, -2, c.facade)
    },
    NumericFunction(
      "cho_factor(a, lower=False, overwrite_a=False, check_finite=True)",
      "A Cholesky factor for cho_solve."
    ) { c in
      let a = try LinearAlgebraFunctions.matrix(c, 0)
      let factor = try c.build([a]) { try $0.cholesky($1[0]) }
      let isLower = try c.flag(1)
      let result = isLower ? factor : try c.interpreter.swapAxes(factor, -1, -2, c.facade)
      return .tuple([.object(result), .bool(isLower)])
    },
    .array(
      "cho_solve(c_and_lower, b, overwrite_b=False, check_finite=True)",
      "The solution of equations by a Cholesky factor."
    ) { c in
      let parts = try c.interpreter.collect(c[0])
      let isLower = try c.interpreter.isTruthy(parts[1])
      let pair = try c.promoted([c.array(of: parts[0]), c.array(1)], floating: true)
      let isVector = pair[1].rank == 1, n = pair[0].shape[0]
      return try c.build(pair) { graph, ids in
        let columns = try isVector ? graph.reshape(ids[1], [n, 1]) : ids[1]
        let half = try graph.triangularSolve(
          ids[0], columns, lower: isLower, transpose: isLower ? 0 : 1)
        let solved = try graph.triangularSolve(
          ids[0], half, lower: isLower, transpose: isLower ? 1 : 0)
        return try isVector ? graph.reshape(solved, [n]) : solved
      }
    },
    .array(
      "solve(a, b, lower=False, overwrite_a=False, overwrite_b=False, check_finite=True, assume_a=None, transposed=False)",
      "The solution of linear equations."
    ) { c in
      let pair = try c.promoted([LinearAlgebraFunctions.matrix(c, 0), c.array(1)], floating: true)
      let isVector = pair[1].rank == 1, n = pair[0].shape[0]
      return try c.build(pair) { graph, ids in
        let columns = try isVector ? graph.reshape(ids[1], [n, 1]) : ids[1]
        let solved = try graph.solve(ids[0], columns)
        return try isVector ? graph.reshape(solved, [n]) : solved
      }
    },
    NumericFunction(
      "lu(a, permute_l=False, overwrite_a=False, check_finite=True)", "The LU factorisation."
    ) { c in
      let a = try LinearAlgebraFunctions.matrix(c, 0, isSquare: false)
      let permutes = try c.flag(1)
      let (m, n) = (a.shape[0], a.shape[1]), k = min(m, n)
      let parts = try c.session.build([a], c.facade) { graph, ids in
        let results = try graph.lu(ids[0])
        let dtype = graph.dtype(of: ids[0])
        let unit = try graph.slice(
          graph.lowerTriangle(results[0], offset: -1), start: [0, 0], count: [m, k])
        let l = try graph.add(unit, graph.identity(m, dtype, columns: k))
        let u = try graph.slice(graph.upperTriangle(results[0]), start: [0, 0], count: [k, n])
        // Row i of L·U is row permutation[i] of the operand.
        let p = try graph.matrixTranspose(graph.take(graph.identity(m, dtype), results[2], axis: 0))
        return permutes ? [try graph.matmul(p, l), u] : [p, l, u]
      }
      return .tuple(parts.map { .object($0) })
    },
    .array("block_diag(*arrs)", "A block-diagonal matrix.") { c in
      let blocks = try c.promoted(c.arguments.variadic(0).map { try c.array(of: $0) })
        .map { $0.rank < 2 ? try c.interpreter.reshape($0, [1, $0.count], c.facade) : $0 }
      let width = blocks.reduce(0) { $0 + $1.shape[1] }
      var column = 0
      let rows = try blocks.map { block -> ArrayObject in
        defer { column += block.shape[1] }
        let start = column
        return try c.build([block]) { graph, ids in
          try graph.pad(
            ids[0], graph.constant(.int(0), graph.dtype(of: ids[0])), low: [0, start],
            high: [0, width - start - block.shape[1]])
        }
      }
      return try c.interpreter.concatenate(rows, axis: 0, c.facade)
    },
    .array("toeplitz(c, r=None)", "A Toeplitz matrix.") { c in
      let column = try c.interpreter.reshape(c.array(0), [-1], c.facade)
      let row = try c.isMissing(1) ? column : c.interpreter.reshape(c.array(1), [-1], c.facade)
      let (m, n) = (column.count, row.count)
      let pair = try c.promoted([column, row])
      let places = (0..<m).flatMap { i in (0..<n).map { j in i >= j ? i - j : m + j - i } }
      return try c.build(pair) { graph, ids in
        let values = try graph.concatenate([ids[0], ids[1]], axis: 0)
        return try graph.reshape(
          graph.take(values, graph.constant(NDArray(places)), axis: 0), [m, n])
      }
    },
    .array("circulant(c)", "A circulant matrix.") { c in
      let column = try c.interpreter.reshape(c.array(0), [-1], c.facade)
      let n = column.count
      let places = (0..<n).flatMap { i in (0..<n).map { j in (i - j + n) % n } }
      return try c.build([column]) {
        try $0.reshape($0.take($1[0], $0.constant(NDArray(places)), axis: 0), [n, n])
      }
    },
    .array("solve_sylvester(a, b, q)", "The solution of A X + X B = Q.") { c in
      let operands = try c.promoted([c.array(0), c.array(1), c.array(2)], floating: true)
      let (m, n) = (operands[0].shape[0], operands[1].shape[0])
      return try c.build(operands) { graph, ids in
        // (A ⊗ I + I ⊗ Bᵀ) vec(X) = vec(Q), rows of X in order.
        let dtype = graph.dtype(of: ids[0])
        func kron(_ x: NodeID, _ y: NodeID, _ p: Int, _ q: Int) throws -> NodeID {
          try graph.reshape(
            graph.multiply(graph.reshape(x, [p, 1, p, 1]), graph.reshape(y, [1, q, 1, q])),
            [p * q, p * q])
        }
        let matrix = try graph.add(
          kron(ids[0], graph.identity(n, dtype), m, n),
          kron(graph.identity(m, dtype), graph.matrixTranspose(ids[1]), m, n))
        return try graph.reshape(graph.solve(matrix, graph.reshape(ids[2], [m * n, 1])), [m, n])
      }
    },
  ]

  /// Scaling and squaring with the Padé approximant of order 13 (Higham 2005).
  private static func exponential(_ c: NumericCall, _ a: ArrayObject) throws -> ArrayObject {
    let coefficients: [Double] = [
      64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000,
      10559470521600, 670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
    ]
    let n = a.shape[a.rank - 1]
    let size = try c.session.value(of: a.isAbstract ? c.result(NDArray.ones([1, 1])) : a)
    let norm =
      size.scalars.map { Kernels.scalar(.hypot, $0.asDouble, $0.imaginary, .float64) }.max() ?? 0
    let bound = norm * Double(n)
    let squarings =
      a.isAbstract
      ? 8
      : max(
        0,
        bound > 5.371920351148152
          ? Int(Kernels.scalar(.log2, bound / 5.371920351148152, .float64).rounded(.up)) : 0)
    return try c.build([a]) { graph, ids in
      let dtype = graph.dtype(of: ids[0])
      func number(_ value: Double) -> NodeID { graph.constant(.float(value), dtype, weak: true) }
      let x = try graph.multiply(
        ids[0], number(Double(sign: .plus, exponent: -squarings, significand: 1)))
      let one = try graph.broadcast(graph.identity(n, dtype), to: graph.shape(of: x))
      let x2 = try graph.matmul(x, x), x4 = try graph.matmul(x2, x2), x6 = try graph.matmul(x4, x2)
      func sum(_ terms: [(Int, NodeID)]) throws -> NodeID {
        var total: NodeID?
        for (index, matrix) in terms {
          let term = try graph.multiply(number(coefficients[index]), matrix)
          total = try total.map { try graph.add($0, term) } ?? term
        }
        return total ?? one
      }
      let u = try graph.matmul(
        x,
        graph.add(
          graph.matmul(x6, sum([(13, x6), (11, x4), (9, x2)])),
          sum([(7, x6), (5, x4), (3, x2), (1, one)])))
      let v = try graph.add(
        graph.matmul(x6, sum([(12, x6), (10, x4), (8, x2)])),
        sum([(6, x6), (4, x4), (2, x2), (0, one)]))
      var result = try graph.solve(graph.subtract(v, u), graph.add(v, u))
      for _ in 0..<squarings { result = try graph.matmul(result, result) }
      return result
    }
  }
}
