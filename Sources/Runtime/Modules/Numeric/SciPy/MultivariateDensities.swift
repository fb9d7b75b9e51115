import Arrays
import Autodiff

/// `scipy.stats.multivariate_normal` and `dirichlet`.
enum MultivariateDensities {
  static func members(_ facade: Facade) -> [(String, Value)] {
    [
      ("multivariate_normal", .object(FunctionGroup("multivariate_normal", normal, facade))),
      ("dirichlet", .object(FunctionGroup("dirichlet", dirichlet, facade))),
    ]
  }

  private static func normalDensity(_ c: NumericCall) throws -> ArrayObject {
    let x = try c.floating(c.array(0))
    let mean = try c.isMissing(1) ? c.result(NDArray.zeros([], dtype: x.dtype)) : c.array(1)
    let covariance = try c.isMissing(2) ? c.result(NDArray.ones([], dtype: x.dtype)) : c.array(2)
    let operands = try c.promoted([x, mean, covariance], floating: true)
    return try c.build(operands) { graph, ids in
      let dtype = graph.dtype(of: ids[0])
      func number(_ value: Double) -> NodeID { graph.constant(value, dtype, weak: true) }
      let covarianceRank = graph.rank(of: ids[2])
      let count =
        covarianceRank > 0 ? graph.shape(of: ids[2])[0] : max(graph.shape(of: ids[1]).last ?? 1, 1)
      var matrix = ids[2]
      if covarianceRank == 0 {
        matrix = try graph.multiply(graph.identity(count, dtype), ids[2])
      } else if covarianceRank == 1 {
        matrix = try graph.diagonalMatrix(ids[2])
      }
      var difference = try graph.subtract(ids[0], ids[1])
      let shape = graph.shape(of: difference)
      // A vector is one point of many dimensions, or many points of one.
      let isOne = count == 1 && (shape.isEmpty || shape.last != 1 || shape.count == 1)
      let outer = isOne ? shape : Array(shape.dropLast())
      difference = try graph.reshape(difference, [outer.reduce(1, *), count])
      let factor = try graph.cholesky(matrix)
      let solved = try graph.triangularSolve(factor, graph.transpose(difference), lower: true)
      let distance = try graph.reduceSum(graph.square(solved), axes: [0])
      let logs = try graph.reduceSum(graph.log(graph.diagonal(factor)), axes: [0])
      let constant = try graph.add(number(Double(count) * 0.9189385332046727), logs)
      let value = try graph.subtract(graph.multiply(number(-0.5), distance), constant)
      return try graph.reshape(value, outer)
    }
  }

  private static let normal: [NumericFunction] = [
    .array("logpdf(x, mean=None, cov=1, allow_singular=False)", "Logarithm of the density.") {
      try normalDensity($0)
    },
    .array("pdf(x, mean=None, cov=1, allow_singular=False)", "The density.") { c in
      try c.build([normalDensity(c)]) { try $0.exp($1[0]) }
    },
    .array("entropy(mean=None, cov=1)", "The entropy.") { c in
      let covariance = try c.floating(c.array(1))
      let matrix =
        covariance.rank == 0 ? try c.interpreter.reshape(covariance, [1, 1], c.facade) : covariance
      return try c.build([matrix]) { graph, ids in
        let dtype = graph.dtype(of: ids[0])
        let count = Double(graph.shape(of: ids[0])[0])
        let log = try graph.signLogDeterminant(ids[0])[1]
        let half = try graph.multiply(graph.constant(0.5, dtype, weak: true), log)
        return try graph.add(half, graph.constant(count * 1.4189385332046727, dtype, weak: true))
      }
    },
  ]

  private static func dirichletDensity(_ c: NumericCall) throws -> ArrayObject {
    let operands = try c.promoted([c.array(0), c.array(1)], floating: true)
    return try c.build(operands) { graph, ids in
      let one = graph.constant(1.0, graph.dtype(of: ids[0]), weak: true)
      let terms = try graph.xlogy(graph.subtract(ids[1], one), ids[0])
      let sum = try graph.reduceSum(terms, axes: [0])
      let total = try graph.gammaln(graph.reduceSum(ids[1], axes: [0]))
      return try graph.add(
        sum, graph.subtract(total, graph.reduceSum(graph.gammaln(ids[1]), axes: [0])))
    }
  }

  private static let dirichlet: [NumericFunction] = [
    .array("logpdf(x, alpha)", "Logarithm of the density.") { try dirichletDensity($0) },
    .array("pdf(x, alpha)", "The density.") { c in
      try c.build([dirichletDensity(c)]) { try $0.exp($1[0]) }
    },
  ]
}

/// An object whose attributes are functions, such as `scipy.stats.dirichlet`.
package final class FunctionGroup: Object {
  private let name: String
  private let members: [Name: Value]

  init(_ name: String, _ functions: [NumericFunction], _ facade: Facade) {
    self.name = name
    members = Dictionary(
      functions.flatMap { $0.members(facade) }.map { (Name($0.0), $0.1) },
      uniquingKeysWith: { first, _ in first })
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    members[name]
  }
  override package func repr(in interpreter: Interpreter) -> String { "<\(name)>" }
}
