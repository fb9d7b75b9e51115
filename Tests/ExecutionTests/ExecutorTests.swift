import Arrays
import Autodiff
import Execution
import Testing

@Suite struct ExecutorTests {
  private func value(_ build: (Graph) throws -> NodeID) throws -> NDArray {
    let g = Graph()
    return try Executor(g).value(of: build(g))
  }

  private func array(_ values: [Double], _ shape: [Int]) -> NDArray {
    NDArray(values, shape: shape)
  }

  @Test func `nothing is computed twice`() throws {
    let g = Graph()
    let x = g.variable(NDArray([1.0, 2]))
    let y = try g.sin(x)
    let executor = Executor(g)
    try executor.evaluate([y])
    let first = executor.evaluatedNodes
    _ = try executor.value(of: g.exp(y))
    #expect(first == 1)
    #expect(executor.evaluatedNodes == 2)
  }

  @Test func `only what is needed is computed`() throws {
    let g = Graph()
    let x = g.variable(NDArray([1.0, 2]))
    let other = try g.cos(x)
    _ = try Executor(g).value(of: g.sin(x))
    #expect(!g.isEvaluated(other))
  }

  @Test func `movements are views of the same memory`() throws {
    let g = Graph()
    let x = g.constant(array([1, 2, 3, 4, 5, 6], [2, 3]))
    let executor = Executor(g)
    let source = try executor.value(of: x)
    let view = try executor.value(of: g.transpose(x))
    #expect(view.buffer === source.buffer)
    #expect(view.doubles == [1, 4, 2, 5, 3, 6])
    let back = try executor.value(of: g.reverse(x, axes: [1]))
    #expect(back.buffer === source.buffer)
    #expect(back.doubles == [3, 2, 1, 6, 5, 4])
  }

  @Test func `windows overlap in memory`() throws {
    let result = try value { g in
      try g.windows(g.constant(NDArray([1.0, 2, 3, 4])), window: [2], stride: [1])
    }
    #expect(result.shape == [3, 2])
    #expect(result.doubles == [1, 2, 2, 3, 3, 4])
  }

  @Test func `padding may cut and spread`() throws {
    let result = try value { g in
      try g.pad(
        g.constant(NDArray([1.0, 2, 3])), g.constant(9.0), low: [-1], high: [2], interior: [1])
    }
    #expect(result.doubles == [9, 2, 9, 3, 9, 9])
  }

  @Test func `products of every layout agree with sums of products`() throws {
    let result = try value { g in
      let x = g.constant(array([1, 2, 3, 4, 5, 6], [2, 3]))
      let y = g.constant(array([1, 0, 2, 1, 0, 3], [2, 3]))
      return try g.dotGeneral(x, y, DotDimensions(contracting: ([1], [1])))
    }
    #expect(result.shape == [2, 2])
    #expect(result.doubles == [7, 10, 16, 22])
  }

  @Test func `rows are taken and scattered along any axis`() throws {
    let taken = try value { g in
      let x = g.constant(array([1, 2, 3, 4, 5, 6], [2, 3]))
      return try g.take(x, g.constant(NDArray([2, 0])), axis: 1)
    }
    #expect(taken.doubles == [3, 1, 6, 4])
    let added = try value { g in
      let zero = g.constant(NDArray.zeros([2, 3]))
      let updates = g.constant(array([1, 2, 3, 4], [2, 2]))
      return try g.scatter(.add, zero, g.constant(NDArray([1, 1])), updates, axis: 1)
    }
    #expect(added.doubles == [0, 3, 0, 0, 7, 0])
  }

  @Test func `a loop whose count only values know runs to its end`() throws {
    let number = AbstractValue([], .float64)
    let test = try ClosedGraph.make([number]) { g, p in [try g.less(p[0], g.constant(100.0))] }
    let body = try ClosedGraph.make([number]) { g, p in [try g.multiply(p[0], g.constant(3.0))] }
    let result = try value { g in
      try g.whileLoop(condition: test, body: body, carry: [g.constant(2.0)])[0]
    }
    #expect(result.doubles == [162])
  }

  @Test func `a scan carries and stacks`() throws {
    let number = AbstractValue([], .float64)
    let body = try ClosedGraph.make([number, number]) { g, p in
      [try g.add(p[0], p[1]), try g.multiply(p[0], p[1])]
    }
    let g = Graph()
    let results = try g.scan(
      body, carry: [g.constant(1.0)], stacked: [g.constant(NDArray([1.0, 2, 3]))], length: 3)
    let executor = Executor(g)
    try executor.evaluate(results)
    #expect(try executor.value(of: results[0]).doubles == [7])
    #expect(try executor.value(of: results[1]).doubles == [1, 4, 12])
  }

  @Test func `live values are computed together and compaction then forgets the rest`() throws {
    let g = Graph()
    let x = NodeHandle(g.constant(NDArray([1.0, 2])), in: g)
    let y = NodeHandle(try g.exp(g.sin(x.id)), in: g)
    let executor = Executor(g)
    try executor.evaluateLive()
    g.compact()
    #expect(g.count == 2)
    #expect(g.isEvaluated(y.id))
  }
}
