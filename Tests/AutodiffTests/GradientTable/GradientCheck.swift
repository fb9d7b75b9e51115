import Arrays
import Autodiff
import Execution
import Testing

/// Numbers that repeat from run to run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Compares the rules of one row with differences and with each other.
struct GradientCheck {
  let row: GradientRow
  let shapes: [[Int]]
  let inputs: [[Double]]
  private var generator: SeededGenerator

  init(_ row: GradientRow, _ shapes: [[Int]], seed: UInt64) {
    self.row = row
    self.shapes = shapes
    var generator = SeededGenerator(state: seed)
    inputs = shapes.enumerated().map { position, shape in
      let domain = row.domains[min(position, row.domains.count - 1)]
      return GradientCheck.separated(shape.reduce(1, *), in: domain, &generator)
    }
    self.generator = generator
  }

  /// Random numbers that differ by more than differences move them, where the domain has room for
  /// that.
  private static func separated(
    _ count: Int, in domain: ClosedRange<Double>, _ generator: inout SeededGenerator
  ) -> [Double] {
    let gap = min((domain.upperBound - domain.lowerBound) / Double(4 * max(count, 1)), 0.05)
    var result: [Double] = []
    while result.count < count {
      let next = Double.random(in: domain, using: &generator)
      if result.allSatisfy({ abs($0 - next) >= gap }) { result.append(next) }
    }
    return result
  }

  private mutating func directions() -> [[Double]] {
    inputs.map { $0.map { _ in .random(in: -1...1, using: &generator) } }
  }

  private func graph() -> Graph {
    let g = Graph()
    g.dialect = row.dialect
    return g
  }

  private func constant(_ g: Graph, _ values: [Double], _ shape: [Int]) -> NodeID {
    g.constant(NDArray(values, shape: shape))
  }

  /// Results at the inputs moved by `step` along `direction`.
  private func values(
    moved step: Double, _ direction: [[Double]],
    _ function: (Graph, [NodeID]) throws -> [NodeID]
  ) throws -> [[Double]] {
    let g = graph()
    g.pushLevel()
    let leaves = inputs.indices.map { position in
      let moved = zip(inputs[position], direction[position]).map { $0 + step * $1 }
      return g.leaf(of: constant(g, moved, shapes[position]))
    }
    let outputs = try function(g, leaves)
    g.popLevel()
    let executor = Executor(g)
    try executor.evaluate(outputs)
    return try outputs.map { try executor.value(of: $0).doubles }
  }

  /// The derivative of `function` along `direction`, by central differences extrapolated twice.
  private func differences(
    _ direction: [[Double]], _ function: (Graph, [NodeID]) throws -> [NodeID]
  ) throws -> [[Double]] {
    func central(_ h: Double) throws -> [[Double]] {
      let ahead = try values(moved: h, direction, function)
      let behind = try values(moved: -h, direction, function)
      return zip(ahead, behind).map { zip($0, $1).map { ($0 - $1) / (2 * h) } }
    }
    let (coarse, fine, finest) = (try central(4e-3), try central(2e-3), try central(1e-3))
    return coarse.indices.map { output in
      coarse[output].indices.map { element in
        let first = (4 * fine[output][element] - coarse[output][element]) / 3
        let second = (4 * finest[output][element] - fine[output][element]) / 3
        return (16 * second - first) / 15
      }
    }
  }

  /// A function whose results are the tangents of `function` along a fixed direction.
  private func tangent(
    _ direction: [[Double]], of function: @escaping (Graph, [NodeID]) throws -> [NodeID]
  ) -> (Graph, [NodeID]) throws -> [NodeID] {
    { g, inputs in
      g.pushLevel()
      let leaves = inputs.map { g.leaf(of: $0) }
      let outputs = try function(g, leaves)
      g.popLevel()
      let seeds = direction.indices.map { constant(g, direction[$0], shapes[$0]) }
      let results = try g.jvp(outputs: outputs, wrt: leaves, tangents: seeds)
      return try zip(outputs, results).map { try $1 ?? g.zeros(like: $0) }
    }
  }

  /// Runs every check of the row.
  mutating func run() throws {
    let row = row
    let base: (Graph, [NodeID]) throws -> [NodeID] = { try row.build($0, $1) }
    if row.order == 0 { return try checkConstant() }
    let direction = directions()
    try check(base, direction, "order 1")
    if row.order > 1 { try check(tangent(direction, of: base), directions(), "order 2") }
    if row.isBatchable { try checkBatching() }
  }

  private mutating func check(
    _ function: @escaping (Graph, [NodeID]) throws -> [NodeID], _ direction: [[Double]],
    _ what: String
  ) throws {
    let numeric = try differences(direction, function)
    let analytic = try values(moved: 0, direction, tangent(direction, of: function))
    for (a, n) in zip(analytic.joined(), numeric.joined()) {
      #expect(
        abs(a - n) <= row.tolerance * (1 + max(abs(a), abs(n))),
        "\(row) \(shapes) forward \(what): rule \(a), differences \(n)")
    }
    try checkTranspose(function, direction, analytic, what)
  }

  /// ⟨w, J v⟩ = ⟨Jᵀ w, v⟩ for a random w.
  private mutating func checkTranspose(
    _ function: (Graph, [NodeID]) throws -> [NodeID], _ direction: [[Double]],
    _ pushed: [[Double]], _ what: String
  ) throws {
    let weights = pushed.map { $0.map { _ in Double.random(in: -1...1, using: &generator) } }
    let g = graph()
    g.pushLevel()
    let leaves = inputs.indices.map { g.leaf(of: constant(g, inputs[$0], shapes[$0])) }
    let outputs = try function(g, leaves)
    g.popLevel()
    let seeds = zip(outputs, weights).map { constant(g, $1, g.shape(of: $0)) }
    let results = try g.vjp(
      outputs: outputs, cotangents: seeds, wrt: leaves, order: row.dialect)
    try g.verify()
    let executor = Executor(g)
    try executor.evaluate(results.compactMap { $0 })
    var pulled = 0.0
    var size = 1.0
    for (result, v) in zip(results, direction) {
      guard let result else { continue }
      for (a, b) in zip(try executor.value(of: result).doubles, v) {
        pulled += a * b
        size += abs(a * b)
      }
    }
    var expected = 0.0
    for (a, b) in zip(pushed.joined(), weights.joined()) {
      expected += a * b
      size += abs(a * b)
    }
    #expect(
      abs(pulled - expected) <= row.transposeTolerance * size,
      "\(row) \(shapes) reverse \(what): \(pulled) instead of \(expected)")
  }

  private func checkConstant() throws {
    let g = graph()
    g.pushLevel()
    let leaves = inputs.indices.map { g.leaf(of: constant(g, inputs[$0], shapes[$0])) }
    let outputs = try row.build(g, leaves)
    g.popLevel()
    let seeds = leaves.indices.map { constant(g, inputs[$0], shapes[$0]) }
    let tangents = try g.jvp(outputs: outputs, wrt: leaves, tangents: seeds)
    #expect(tangents.allSatisfy { $0 == nil }, "\(row) has no derivative")
    let cotangents = try outputs.map { g.dtype(of: $0).isInexact ? try g.ones(like: $0) : nil }
    let pulled = try g.vjp(outputs: outputs, cotangents: cotangents, wrt: leaves)
    #expect(pulled.allSatisfy { $0 == nil }, "\(row) has no derivative")
    try Executor(g).evaluate(outputs)
    if row.isBatchable { try checkBatching() }
  }

  /// The batched form of three examples equals the three one by one, whichever inputs have the
  /// batch axis and where.
  private func checkBatching() throws {
    for mask in 1..<(1 << inputs.count) where inputs.count <= 3 {
      for place in [0, -1] { try checkBatching(mask, place) }
    }
  }

  private func checkBatching(_ mask: Int, _ place: Int) throws {
    let g = graph()
    let scales = [1.0, 0.98, 1.01]
    var examples: [[NodeID]] = scales.map { _ in [] }
    var stacked: [NodeID] = []
    var axes: [Int?] = []
    for position in inputs.indices {
      let isBatched = mask >> position & 1 == 1
      let parts = scales.map { scale in
        constant(g, inputs[position].map { isBatched ? $0 * scale : $0 }, shapes[position])
      }
      for (example, part) in parts.enumerated() { examples[example].append(part) }
      let axis = place == 0 ? 0 : shapes[position].count
      stacked.append(isBatched ? try g.stack(parts, axis: axis) : parts[0])
      axes.append(isBatched ? axis : nil)
    }
    let placeholders = shapes.map { g.placeholder(AbstractValue($0, .float64)) }
    let outputs = try row.build(g, placeholders)
    let batched = try g.batch(outputs: outputs, inputs: placeholders, values: stacked, axes: axes)
    try g.verify()
    let executor = Executor(g)
    for (example, inputs) in examples.enumerated() {
      for (expected, actual) in zip(try row.build(g, inputs), batched) {
        var one = actual.0
        if let axis = actual.axis {
          one = try g.slice(one, axis: axis, start: example, count: 1)
          one = try g.squeeze(one, axes: [axis])
        }
        let (a, b) = (try executor.value(of: one), try executor.value(of: expected))
        #expect(a.shape == b.shape, "\(row) \(shapes) batched")
        for (x, y) in zip(a.doubles, b.doubles) {
          #expect(
            x == y || abs(x - y) <= 1e-11 * (1 + abs(y)) || x.isNaN && y.isNaN,
            "\(row) \(shapes) batched \(mask) at \(place): \(x) instead of \(y)")
        }
      }
    }
  }
}
