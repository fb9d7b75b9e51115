import Arrays
import Autodiff
import Execution
import Testing

/// Derivatives at kinks and edges, as HIPS autograd 1.9.1 and JAX 0.10.2 (x64) give them.
@Suite struct KinkTests {
  struct Kink: Sendable, CustomStringConvertible {
    let description: String
    let at: Double
    let hips: Double
    let jax: Double
    let build: @Sendable (Graph, NodeID) throws -> NodeID
  }

  static let kinks: [Kink] = [
    Kink(description: "abs", at: 0, hips: 0, jax: 1) { try $0.absolute($1) },
    Kink(description: "sinc", at: 0, hips: .nan, jax: 0) { try $0.sinc($1) },
    Kink(description: "power to 0", at: 0, hips: 0, jax: .nan) {
      try $0.power($1, $0.constant(0.0))
    },
    Kink(description: "clip", at: 0, hips: 0, jax: 0.5) {
      try $0.clip($1, $0.constant(0.0), $0.constant(1.0))
    },
    Kink(description: "maximum", at: 0, hips: 0.5, jax: 0.5) {
      try $0.maximum($1, $0.constant(0.0))
    },
    Kink(description: "sqrt", at: 0, hips: .infinity, jax: .infinity) { try $0.sqrt($1) },
    Kink(description: "arctan2", at: 0, hips: .nan, jax: .nan) { try $0.arctan2($1, $1) },
    Kink(description: "logaddexp of -inf", at: -.infinity, hips: .nan, jax: .nan) {
      try $0.logaddexp($1, $0.constant(-Double.infinity))
    },
    Kink(description: "where past a NaN", at: 1, hips: .nan, jax: .nan) {
      let isUp = try $0.greaterEqual($1, $0.constant(0.0))
      return try $0.select(isUp, $1, $0.sqrt($0.negative($1)))
    },
  ]

  private func gradient(
    _ dialect: Dialect, _ x: NDArray, _ build: (Graph, NodeID) throws -> NodeID
  ) throws -> [Double] {
    let g = Graph()
    g.dialect = dialect
    g.pushLevel()
    let leaf = g.leaf(of: g.constant(x))
    let y = try build(g, leaf)
    g.popLevel()
    let result = try g.vjp(
      outputs: [y], cotangents: [g.ones(like: y)], wrt: [leaf], order: dialect)
    let slope = try #require(result[0])
    return try Executor(g).value(of: slope).doubles
  }

  @Test(arguments: kinks)
  func `each dialect has its subgradient`(_ kink: Kink) throws {
    let x = NDArray(scalar: kink.at)
    #expect(isSame(try gradient(.hips, x, kink.build), [kink.hips]))
    #expect(isSame(try gradient(.jax, x, kink.build), [kink.jax]))
  }

  @Test func `a product with one zero divides in HIPS and multiplies the others in JAX`() throws {
    let x = NDArray([0.0, 2, 3])
    let build: (Graph, NodeID) throws -> NodeID = { try $0.reduceProduct($1, axes: [0]) }
    #expect(isSame(try gradient(.hips, x, build), [.nan, 0, 0]))
    #expect(isSame(try gradient(.jax, x, build), [6, 0, 0]))
  }

  @Test func `tied maxima share the derivative`() throws {
    let build: (Graph, NodeID) throws -> NodeID = { try $0.reduceMax($1, axes: [0]) }
    #expect(try gradient(.hips, NDArray([1.0, 1]), build) == [0.5, 0.5])
    #expect(try gradient(.jax, NDArray([1.0, 1]), build) == [0.5, 0.5])
  }

  @Test func `sinc has its second derivative at 0 in JAX's dialect`() throws {
    let result = try gradient(.jax, NDArray(scalar: 0.0)) { g, x in
      let y = try g.sinc(x)
      return try #require(g.vjp(outputs: [y], cotangents: [g.constant(1.0)], wrt: [x])[0])
    }
    #expect(abs(result[0] - -3.289868133696453) < 1e-14)
  }

  private func isSame(_ a: [Double], _ b: [Double]) -> Bool {
    zip(a, b).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN } && a.count == b.count
  }
}
