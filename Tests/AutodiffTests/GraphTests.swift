import Arrays
import Autodiff
import Diagnostics
import Execution
import Testing

@Suite struct GraphTests {
  @Test func `scalars that nothing differentiates are computed on the spot`() throws {
    let g = Graph()
    let sum = try g.add(g.constant(2.0), g.constant(3.0))
    #expect(g.knownScalar(of: sum) == 5)
    #expect(g.isConstant(sum))
    let product = try g.multiply(g.constant(3), g.constant(4))
    #expect(g.knownScalar(of: product) == 12)
    let test = try g.less(g.constant(1.0), g.constant(2.0))
    #expect(g.knownScalar(of: test) == 1)
  }

  @Test func `scalars that depend on an active leaf keep how they were computed`() throws {
    let g = Graph()
    g.pushLevel()
    let x = g.leaf(of: g.constant(2.0))
    let y = try g.square(x)
    #expect(g.knownScalar(of: y) == 4 && g.isActive(y) && g.inputs(of: y) == [x])
    g.popLevel()
    #expect(!g.isActive(y))
    #expect(g.knownScalar(of: try g.add(y, g.constant(1.0))) == 5)
  }

  @Test func `arrays that depend on an active leaf wait until somebody looks`() throws {
    let g = Graph()
    g.pushLevel()
    let x = g.leaf(of: g.constant(NDArray([2.0, 3.0])))
    let y = try g.square(x)
    #expect(!g.isEvaluated(y) && g.isActive(y))
    #expect(try Executor(g).value(of: y).doubles == [4, 9])
    g.popLevel()
    #expect(!g.isActive(y))
  }

  @Test func `a numeric sweep leaves the same values behind as constants`() throws {
    let g = Graph()
    g.pushLevel()
    let x = g.leaf(of: g.constant(0.5))
    let y = try g.multiply(g.sin(x), g.integerPower(x, 3))
    g.popLevel()
    let seed = g.constant(1.0)
    let kept = try g.vjp(outputs: [y], cotangents: [seed], wrt: [x])[0]
    let numeric = try g.vjp(outputs: [y], cotangents: [seed], wrt: [x], isNumeric: true)[0]
    let slope = try #require(kept)
    let value = try #require(numeric)
    #expect(g.inputCount(of: slope) > 0 && g.isConstant(value))
    #expect(g.knownScalar(of: slope) == g.knownScalar(of: value))
  }

  @Test func `the inner level's end leaves the outer one active`() throws {
    let g = Graph()
    g.pushLevel()
    let x = g.leaf(of: g.constant(2.0))
    g.pushLevel()
    let y = g.leaf(of: x)
    let z = try g.multiply(y, g.constant(3.0))
    g.popLevel()
    #expect(g.isActive(z))
    g.popLevel()
    #expect(!g.isActive(z))
  }

  @Test func `float32 scalars round after every operation`() throws {
    let g = Graph()
    let x = g.constant(0.1, .float32)
    let sum = try g.add(x, g.constant(0.2, .float32))
    #expect(g.knownScalar(of: sum) == Double(Float(0.1) + Float(0.2)))
  }

  @Test func `int32 scalars wrap`() throws {
    let g = Graph()
    let sum = try g.add(g.constant(2_147_483_647, .int32), g.constant(1, .int32))
    #expect(g.knownScalar(of: sum) == -2_147_483_648)
  }

  @Test func `a placeholder has no value`() throws {
    let g = Graph()
    let p = g.placeholder(AbstractValue([3], .float32))
    let y = try g.sin(p)
    #expect(g.isAbstract(y))
    #expect(throws: GraphError.abstractValueNeeded(y)) { try Executor(g).value(of: y) }
  }

  @Test func `compaction keeps what handles hold and follows it`() throws {
    let g = Graph()
    let executor = Executor(g)
    var handle = NodeHandle(g.constant(NDArray([1.0, 2])), in: g)
    for _ in 0..<100 {
      let next = try g.multiply(handle.id, g.constant(1.01))
      try executor.evaluate([next])
      handle = NodeHandle(next, in: g)
      g.compact()
      #expect(g.count == 1)
    }
    #expect(abs(try executor.value(of: handle.id).doubles[1] - 5.4096276588) < 1e-8)
  }

  @Test func `compaction keeps the history of variables`() throws {
    let g = Graph()
    let x = g.variable(NDArray(scalar: 3.0))
    let xHandle = NodeHandle(x, in: g, keepsHistory: true)
    let yHandle = NodeHandle(try g.square(x), in: g, keepsHistory: true)
    for _ in 0..<50 { _ = g.constant(1.0) }
    let executor = Executor(g)
    _ = try executor.value(of: yHandle.id)
    g.compact()
    let result = try g.vjp(
      outputs: [yHandle.id], cotangents: [g.constant(1.0)], wrt: [xHandle.id])
    let slope = try #require(result[0])
    #expect(try executor.scalarValue(of: slope) == 6)
  }

  @Test func `compaction renumbers operations with many inputs`() throws {
    let g = Graph()
    for _ in 0..<10 { _ = g.constant(9.0) }
    let x = g.variable(NDArray([1.0]))
    let parts = try [x, g.constant(NDArray([2.0])), g.sin(x), x].map { $0 }
    let handle = NodeHandle(try g.concatenate(parts, axis: 0), in: g)
    g.compact()
    try g.verify()
    #expect(try Executor(g).value(of: handle.id).doubles == [1, 2, 0.8414709848078965, 1])
  }

  @Test func `nodes carry the range they were made under`() throws {
    let g = Graph()
    g.range = SourceRange(file: 3, lower: 10, upper: 20)
    let x = try g.sin(g.variable(NDArray(scalar: 1.0)))
    #expect(g.range(of: x) == SourceRange(file: 3, lower: 10, upper: 20))
  }

  @Test func `equal structures have equal canonical texts whatever the values`() throws {
    func text(_ value: Double) throws -> String {
      let g = Graph()
      let x = g.variable(NDArray([value, 2]))
      return g.canonicalText(outputs: [try g.sin(g.multiply(x, g.constant(2.0)))]).text
    }
    #expect(try text(1) == text(5))
    #expect(
      try text(1) == """
        variable float64[2]
        constant float64[] 4611686018427387904
        mul [] float64[2] 0 1
        sin [] float64[2] 2
        -> 3
        """)
  }

  @Test func `operands of different dtypes are refused`() throws {
    let g = Graph()
    #expect(
      throws: GraphError.differentDTypes(primitive: "add", dtypes: [.float32, .float64])
    ) { try g.add(g.constant(1.0, .float32), g.constant(1.0)) }
    #expect(throws: GraphError.unsupportedDType(primitive: "sin", dtype: .int64)) {
      try g.sin(g.constant(1))
    }
    #expect(
      throws: ShapeError.operandsDoNotBroadcast(shapes: [[2], [3]], operation: "add")
    ) { try g.add(g.constant(NDArray([1.0, 2])), g.constant(NDArray([1.0, 2, 3]))) }
  }
}
