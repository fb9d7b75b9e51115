import Arrays
import Autodiff
import Execution
import Testing

/// Patterns found in graphs, and how few products they need.
@Suite struct SparsityTests {
  /// `x[i-1] * x[i] + sin(x[i+1])`, cyclic.
  private func tridiagonal(_ count: Int) throws -> SparsityPattern {
    let graph = Graph()
    let x = graph.leaf(of: graph.constant(NDArray((0..<count).map { Double($0) })))
    func rolled(_ by: Int) throws -> NodeID {
      let cut = (count + by) % count
      return try graph.concatenate(
        [
          graph.slice(x, axis: 0, start: cut, count: count - cut),
          graph.slice(x, axis: 0, start: 0, count: cut),
        ], axis: 0)
    }
    let y = try graph.add(graph.multiply(rolled(-1), x), graph.sin(rolled(1)))
    var detection = SparsityDetection(of: x, in: Executor(graph))
    return try detection.pattern(of: y)
  }

  @Test func `a cyclic band of ten thousand rows needs at most five products`() throws {
    let pattern = try tridiagonal(10_000)
    #expect(pattern.columns.count == 30_000)
    #expect(Array(pattern[0]) == [0, 1, 9_999])
    #expect(Array(pattern[5_000]) == [4_999, 5_000, 5_001])
    #expect(pattern.columnColours().count <= 5)
    #expect(pattern.transposed.columnColours().count <= 5)
  }

  @Test(arguments: 1...20) func `no two columns of a colour meet in a row`(_ seed: Int) {
    var state = UInt64(seed)
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let width = 1 + random(40)
    let pattern = SparsityPattern.identity(width).unions(count: 1 + random(40)) { _, add in
      for _ in 0..<random(5) { add(random(width)) }
    }
    let (colours, count) = pattern.columnColours()
    #expect(colours.allSatisfy { $0 >= 0 && $0 < count })
    for row in 0..<pattern.rowCount {
      let met = pattern[row].map { colours[Int($0)] }
      #expect(Set(met).count == met.count)
      #expect(Array(pattern[row]) == pattern[row].sorted())
    }
    #expect(pattern.transposed.transposed == pattern)
  }
}
