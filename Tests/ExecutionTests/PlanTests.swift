import Arrays
import Autodiff
import Execution
import Testing

/// Plans give the bits of operations one by one, whatever the tiles and threads.
@Suite(.serialized) struct PlanTests {
  private func ramp(_ shape: [Int], _ scale: Double) -> NDArray {
    let count = shape.reduce(1, *)
    return NDArray((0..<count).map { scale * Double($0 % 977) - 1.25 }, shape: shape)
  }

  private func bytes(
    fuses: Bool, _ build: (Graph) throws -> [NodeID]
  ) throws -> [[UInt8]] {
    let graph = Graph()
    let executor = Executor(graph, fuses: fuses)
    let roots = try build(graph)
    let handles = roots.map { NodeHandle($0, in: graph) }
    try executor.evaluate(roots)
    return try handles.map { try executor.value(of: $0.id).bytes }
  }

  private func agree(_ build: (Graph) throws -> [NodeID]) throws {
    let plain = try bytes(fuses: false, build)
    for threads in [1, 2, 3] {
      Kernels.useThreads(threads)
      #expect(try bytes(fuses: true, build) == plain)
    }
    Kernels.useThreads(1)
  }

  @Test(arguments: [
    [7], [1000], [100_003], [3, 5], [300, 7], [5, 20_011], [11, 3, 130], [0, 4],
  ])
  func `chains with sums over any axes`(_ shape: [Int]) throws {
    try agree { g in
      let x = g.constant(ramp(shape, 0.003))
      let y = g.constant(ramp([shape[shape.count - 1]], 0.01))
      let z = try g.multiply(g.tanh(g.add(x, y)), g.exp(g.negative(g.square(x))))
      var roots = [z]
      for axis in shape.indices { roots.append(try g.reduceSum(z, axes: [axis])) }
      roots.append(try g.reduceSum(z, axes: Array(shape.indices)))
      if shape.count > 2 { roots.append(try g.reduceSum(g.sin(z), axes: [0, 2])) }
      return roots
    }
  }

  @Test func `extremes, products and predicates over tiles`() throws {
    for shape in [[40, 50], [3, 4000], [6000]] {
      try agree { g in
        let x = g.constant(ramp(shape, 0.01))
        let z = try g.sin(g.multiply(x, x))
        let last = [shape.count - 1]
        return [
          try g.reduceMax(z, axes: last), try g.reduceMax(z, axes: Array(shape.indices)),
          try g.reduceSum(g.select(g.greater(z, x), z, x), axes: last),
        ]
      }
    }
  }

  @Test func `broadcast and transposed operands`() throws {
    try agree { g in
      let x = g.constant(ramp([60, 70], 0.02))
      let column = g.constant(ramp([60, 1], 0.5))
      let turned = try g.transpose(g.constant(ramp([70, 60], 0.07)))
      let z = try g.add(g.multiply(x, column), turned)
      return [z, try g.reduceSum(g.exp(g.negative(g.square(z))), axes: [0])]
    }
  }

  @Test func `a value that is one of several results is kept`() throws {
    try agree { g in
      let x = g.constant(ramp([5000], 0.01))
      let a = try g.exp(x)
      let b = try g.multiply(a, a)
      return [a, b, try g.add(a, b), try g.reduceSum(b, axes: [0])]
    }
  }

  @Test func `products are shared by rows or columns`() throws {
    try agree { g in
      let x = g.constant(ramp([500, 300], 0.01))
      let y = g.constant(ramp([300, 410], 0.02))
      return [
        try g.dot(x, y),
        try g.dot(g.transpose(y), g.transpose(x)),
      ]
    }
  }

  @Test func `a structure is planned once`() throws {
    let graph = Graph()
    let executor = Executor(graph)
    for round in 0..<5 {
      let x = graph.constant(NDArray([1.0, 2, Double(round)]))
      let y = try graph.sin(graph.multiply(x, graph.constant(0.25 * Double(round) + 0.1)))
      _ = try executor.value(of: graph.add(y, x))
    }
    #expect(executor.plansMade == 1)
  }
}
