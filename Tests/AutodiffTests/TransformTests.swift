import Arrays
import Autodiff
import Execution
import Foundation
import Testing

@Suite struct TransformTests {
  /// The derivative of a function of one number, as more graph.
  private func derivative(
    _ g: Graph, _ x: NodeID, _ function: (NodeID) throws -> NodeID
  ) throws -> NodeID {
    g.pushLevel()
    let leaf = g.leaf(of: x)
    let y = try function(leaf)
    g.popLevel()
    return try g.vjp(outputs: [y], cotangents: [g.constant(1.0)], wrt: [leaf])[0]
      ?? g.constant(0.0)
  }

  private func nested(
    _ g: Graph, _ x: NodeID, _ order: Int, _ function: @escaping (NodeID) throws -> NodeID
  ) throws -> NodeID {
    order == 0
      ? try function(x) : try derivative(g, x) { try nested(g, $0, order - 1, function) }
  }

  @Test func `two equal variables are two leaves`() throws {
    let g = Graph()
    let x = g.variable(NDArray(scalar: 2.0))
    let y = g.variable(NDArray(scalar: 2.0))
    let sum = try g.add(x, y)
    let result = try g.vjp(outputs: [sum], cotangents: [g.constant(1.0)], wrt: [x, y])
    let executor = Executor(g)
    #expect(try result.map { try executor.scalarValue(of: #require($0)) } == [1, 1])
  }

  @Test func `an output that does not depend on the variable has no cotangent`() throws {
    let g = Graph()
    let x = g.variable(NDArray(scalar: 2.0))
    let y = try g.sin(g.variable(NDArray(scalar: 1.0)))
    #expect(try g.vjp(outputs: [y], cotangents: [g.constant(1.0)], wrt: [x]) == [nil])
  }

  @Test(arguments: [Dialect.hips, .jax])
  func `an output may be given twice or be an input of another`(_ order: Dialect) throws {
    let g = Graph()
    let x = g.variable(NDArray(scalar: 3.0))
    let square = try g.square(x)
    let scaled = try g.multiply(square, g.constant(2.0))
    let one = g.constant(1.0)
    for outputs in [[square, scaled], [scaled, square]] {
      let result = try g.vjp(outputs: outputs, cotangents: [one, one], wrt: [x], order: order)
      let slope = try #require(result[0])
      #expect(try Executor(g).scalarValue(of: slope) == 18)
    }
    let twice = try g.vjp(
      outputs: [square, square], cotangents: [one, one], wrt: [x], order: order)
    let slope = try #require(twice[0])
    #expect(try Executor(g).scalarValue(of: slope) == 12)
  }

  @Test func `nested derivatives do not confuse their perturbations`() throws {
    // d/dx (x · d/dy (x + y) at y = 1) at x = 1 is 1, not 2.
    let g = Graph()
    let result = try derivative(g, g.constant(1.0)) { x in
      let inner = try derivative(g, g.constant(1.0)) { y in try g.add(x, y) }
      return try g.multiply(x, inner)
    }
    #expect(try Executor(g).scalarValue(of: result) == 1)
  }

  @Test(arguments: [Dialect.hips, .jax])
  func `the sixth derivative of tanh equals the closed form`(_ dialect: Dialect) throws {
    let g = Graph()
    g.dialect = dialect
    let result = try nested(g, g.constant(0.5), 6) { try g.tanh($0) }
    let value = try #require(try Executor(g).scalarValue(of: result))
    // P₆(tanh 0.5) with P₀ = t and Pₙ₊₁ = Pₙ' (1 - t²), evaluated with 60 digits.
    let expected = -36.2795402917916254
    #expect(abs(value - expected) < 1e-9 * abs(expected))
  }

  @Test func `ten nested gradients of sin times exp are exact`() throws {
    let g = Graph()
    let result = try nested(g, g.constant(0.7), 10) { try g.multiply(g.sin($0), g.exp($0)) }
    let value = try #require(try Executor(g).scalarValue(of: result))
    // e^x sin x repeats every eight derivatives up to a factor: the tenth is 32 e^x cos x.
    let expected = 32 * Foundation.exp(0.7) * Foundation.cos(0.7)
    #expect(abs(value - expected) < 1e-9)
  }

  @Test func `forward over reverse equals reverse over forward`() throws {
    let g = Graph()
    let point = g.constant(NDArray([0.3, -0.4, 1.2]))
    let direction = g.constant(NDArray([1.0, 2, -1]))
    func f(_ x: NodeID) throws -> NodeID {
      let total = try g.reduceSum(g.sin(x), axes: [0])
      return try g.multiply(total, g.reduceSum(g.square(x), axes: [0]))
    }
    g.pushLevel()
    let x = g.leaf(of: point)
    let y = try f(x)
    let gradient = try #require(
      g.vjp(outputs: [y], cotangents: [g.constant(1.0)], wrt: [x])[0])
    let slope = try #require(g.jvp(outputs: [y], wrt: [x], tangents: [direction])[0])
    g.popLevel()
    let forward = try #require(g.jvp(outputs: [gradient], wrt: [x], tangents: [direction])[0])
    let reverse = try #require(
      g.vjp(outputs: [slope], cotangents: [g.constant(1.0)], wrt: [x])[0])
    let executor = Executor(g)
    let (a, b) = (
      try executor.value(of: forward).doubles, try executor.value(of: reverse).doubles
    )
    for (p, q) in zip(a, b) { #expect(abs(p - q) < 1e-12) }
  }

  @Test func `a Hessian-vector product of ten thousand parameters needs no Hessian`() throws {
    let g = Graph()
    let n = 10_000
    let values = (0..<n).map { Double($0 % 7) / 7 }
    g.pushLevel()
    let x = g.leaf(of: g.constant(NDArray(values)))
    let y = try g.reduceSum(g.multiply(g.square(x), x), axes: [0])
    let gradient = try #require(
      g.vjp(outputs: [y], cotangents: [g.constant(1.0)], wrt: [x])[0])
    g.popLevel()
    let ones = try g.ones(like: x)
    let product = try #require(g.jvp(outputs: [gradient], wrt: [x], tangents: [ones])[0])
    let result = try Executor(g).value(of: product).doubles
    #expect(zip(result, values).allSatisfy { abs($0 - 6 * $1) < 1e-12 })
  }

  @Test func `a cotangent that does not fit is refused`() throws {
    let g = Graph()
    let x = g.variable(NDArray([1.0, 2]))
    let y = try g.sin(x)
    let error = #expect(throws: GraphError.self) {
      try g.vjp(outputs: [y], cotangents: [g.constant(1.0)], wrt: [x])
    }
    #expect(
      error?.message
        == "the cotangent has shape () and dtype float64, the output has shape (2,) and dtype float64"
    )
  }

  @Test func `a million operations build, differentiate, evaluate and are dropped`() throws {
    let g = Graph()
    g.pushLevel()
    let x = g.leaf(of: g.constant(0.5))
    let y = g.leaf(of: g.constant(1.0))
    var z = x
    for _ in 0..<333_333 { z = try g.add(g.multiply(g.sin(z), g.constant(1e-7)), g.multiply(z, y)) }
    g.popLevel()
    let result = try g.vjp(outputs: [z], cotangents: [g.constant(1.0)], wrt: [x, y])
    let executor = Executor(g)
    let slope = try #require(result[0])
    let value = try #require(try executor.scalarValue(of: slope))
    #expect(value.isFinite && value > 1)
    try executor.evaluate([z])
    let handle = NodeHandle(z, in: g)
    g.compact()
    #expect(g.count == 1)
    #expect(g.isConstant(handle.id))
  }
}
