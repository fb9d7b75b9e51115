import Diagnostics
import Testing

@Suite struct EditDistanceTests {
  // Costs of CPython's suggestions.c: 2 a move, 1 a change of case.
  @Test(arguments: [
    ("", "", 0), ("", "abc", 6), ("abc", "", 6), ("abc", "abc", 0), ("abc", "abd", 2),
    ("abc", "ABC", 3), ("sigmiod", "sigmoid", 2), ("kitten", "sitting", 6),
    ("forward", "foward", 2),
  ])
  func `the cost counts moves double and changes of case once`(
    _ left: String, _ right: String, _ cost: Int
  ) {
    #expect(EditDistance.cost(left, right) == cost)
    #expect(EditDistance.cost(right, left) == cost)
  }

  @Test func `the nearest name is suggested`() {
    let names = ["multiply", "matmul", "maximum", "mean", "subtract"]
    #expect(EditDistance.closest(to: "multipy", in: names) == "multiply")
    #expect(EditDistance.closest(to: "Mean", in: names) == "mean")
    #expect(EditDistance.closest(to: "substract", in: names) == "subtract")
  }

  @Test func `a name that is far from all gets no suggestion`() {
    #expect(EditDistance.closest(to: "convolve", in: ["mean", "matmul"]) == nil)
    #expect(EditDistance.closest(to: "x", in: ["y", "longer"]) == nil)
    #expect(EditDistance.closest(to: "", in: ["a"]) == nil)
  }

  @Test func `the name itself is no suggestion and very long names are skipped`() {
    #expect(EditDistance.closest(to: "mean", in: ["mean"]) == nil)
    let long = String(repeating: "a", count: 1_000_000)
    #expect(EditDistance.closest(to: "mean", in: [long, "men"]) == "men")
  }

  @Test func `ties go to the first in alphabetical order`() {
    #expect(EditDistance.closest(to: "bean", in: ["mean", "lean", "dean"]) == "dean")
  }
}
