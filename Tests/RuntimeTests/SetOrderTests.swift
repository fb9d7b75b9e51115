import Runtime
import Testing

/// Orders recorded from CPython 3.11.
struct SetOrderTests {
  private func set(_ elements: [Int]) throws -> (SetObject, Interpreter) {
    let interpreter = Interpreter()
    let set = SetObject()
    for element in elements { try set.insert(.int(element), in: interpreter) }
    return (set, interpreter)
  }

  private func integers(_ set: SetObject) -> [Int] {
    set.elements.compactMap {
      guard case .int(let value) = $0 else { return nil }
      return value
    }
  }

  @Test func `ints iterate by their lowest bits`() throws {
    let (set, _) = try set([10, 20, 30, 40, 50])
    #expect(integers(set) == [40, 10, 50, 20, 30])
  }

  @Test func `a removed slot is used again`() throws {
    var (set, interpreter) = try set([1, 2, 3])
    _ = try set.table.remove(.int(1), in: interpreter)
    try set.insert(.int(9), in: interpreter)
    #expect(integers(set) == [9, 2, 3])
    (set, interpreter) = try self.set([1, 2, 3])
    _ = try set.table.remove(.int(2), in: interpreter)
    try set.insert(.int(9), in: interpreter)
    #expect(integers(set) == [1, 3, 9])
  }

  @Test func `equal numbers of different types are one element`() throws {
    let (set, interpreter) = try set([1, 2])
    try set.insert(.float(1), in: interpreter)
    try set.insert(.bool(true), in: interpreter)
    #expect(set.count == 2)
  }
}
