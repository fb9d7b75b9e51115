import Arrays

/// Gauss quadrature by the eigenvalues of the Jacobi matrix (Golub and Welsch, 1969).
extension PolynomialBasis {
  /// Integral of the weight function.
  private var mass: Double {
    switch self {
    case .power, .legendre: 2
    case .chebyshev: .pi
    case .hermite: Double.pi.squareRoot()
    case .hermiteE: (2 * Double.pi).squareRoot()
    case .laguerre: 1
    }
  }

  /// Points, increasing, and weights of the rule of a degree.
  ///
  /// - Parameter eigen: Eigenvalues, increasing, and eigenvectors (row-major, one a column) of a symmetric matrix.
  func gauss(
    _ degree: Int, eigen: (NDArray) throws -> (values: [Double], vectors: [Double])
  ) rethrows -> (points: [Double], weights: [Double]) {
    if self == .chebyshev {
      let points = (0..<degree).map { index in
        Kernels.scalar(
          .cos, .pi * Double(2 * (degree - index) - 1) / Double(2 * degree), .float64)
      }
      return (points.reversed(), [Double](repeating: .pi / Double(degree), count: degree))
    }
    // Orthonormal form of the recurrence: x·p(n) = b(n+1)·p(n+1) + a(n)·p(n) + b(n)·p(n−1).
    var matrix = [Double](repeating: 0, count: degree * degree)
    for n in 0..<degree {
      let (scale, shift, _) = step(n)
      matrix[n * degree + n] = -shift / scale
      if n + 1 < degree {
        let next = step(n + 1)
        let beta = (next.back / (next.scale * scale)).magnitude.squareRoot()
        matrix[n * degree + n + 1] = beta
        matrix[(n + 1) * degree + n] = beta
      }
    }
    let (values, vectors) = try eigen(NDArray(matrix, shape: [degree, degree]))
    var points = values.map { refined($0, degree) }
    var weights = (0..<degree).map { column in mass * vectors[column] * vectors[column] }
    if self != .laguerre {
      points = points.indices.map { (points[$0] - points[degree - 1 - $0]) / 2 }
      weights = weights.indices.map { (weights[$0] + weights[degree - 1 - $0]) / 2 }
    }
    let total = weights.reduce(0, +)
    return (points, weights.map { $0 * mass / total })
  }

  /// One step of Newton's method towards a zero of P(degree).
  private func refined(_ x: Double, _ degree: Int) -> Double {
    let unit = [Double](repeating: 0, count: degree) + [1]
    let slope = value(derivative(unit), at: x)
    let step = value(unit, at: x) / slope
    return step.isFinite && abs(step) < 1e-6 * max(1, abs(x)) ? x - step : x
  }

  /// The weight function that the basis is orthogonal under.
  func weight(_ x: Double) -> Double {
    switch self {
    case .power, .legendre: 1
    case .chebyshev: 1 / ((1 + x).squareRoot() * (1 - x).squareRoot())
    case .hermite: Kernels.scalar(.exp, -x * x, .float64)
    case .hermiteE: Kernels.scalar(.exp, -0.5 * x * x, .float64)
    case .laguerre: Kernels.scalar(.exp, -x, .float64)
    }
  }
}
