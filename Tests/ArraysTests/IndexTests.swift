import Arrays
import Testing

private func numbers(_ text: some StringProtocol, separator: Character = ",") -> [Int] {
  text.split(separator: separator).compactMap { Int($0) }
}

private func fields(_ line: Substring) -> [Substring] {
  line.split(separator: ";", omittingEmptySubsequences: false)
}

private func items(_ text: Substring) -> [IndexItem] {
  text.split(separator: "|").map { part in
    let body = part.dropFirst()
    switch part.first {
    case "i": return .integer(Int(body) ?? 0)
    case "n": return .newaxis
    case "e": return .ellipsis
    case "s":
      let bounds = body.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
      return .slice(start: bounds[0], stop: bounds[1], step: bounds[2])
    default:
      let halves = body.split(separator: ":", omittingEmptySubsequences: false)
      let shape = numbers(halves[0], separator: "x")
      let values = numbers(halves[1])
      return part.first == "b"
        ? .array(NDArray(values.map { $0 != 0 }, shape: shape))
        : .array(NDArray(values, shape: shape))
    }
  }
}

private func range(_ shape: [Int]) -> NDArray {
  NDArray(Array(0..<shape.reduce(1, *)), shape: shape)
}

private func message(_ wording: ErrorWording) -> String { "!\(wording.type);\(wording.text)" }

private func shown(_ values: [Double]) -> String {
  values.map { $0 == $0.rounded() ? String(Int($0)) : String($0) }.joined(separator: ",")
}

@Test func `subscripts read what NumPy reads`() throws {
  let lines = indexGoldens.split(separator: "\n")
  #expect(lines.count > 800)
  for line in lines {
    let parts = fields(line)
    let shape = numbers(parts[0], separator: "x")
    let expected = parts[2...].joined(separator: ";")
    let source = range(shape)
    // The same elements through other strides.
    let flipped = try NDArray(source.integers.reversed(), shape: shape).flipped()
    for array in [source, flipped] {
      var text: String
      do {
        let result = try array.indexed(by: items(parts[1]))
        text =
          result.shape.map(String.init).joined(separator: "x") + ";"
          + result.integers.map(String.init).joined(separator: ",")
      } catch {
        text = message(error.wording(.numpy))
      }
      #expect(text == expected, "\(line)")
    }
    if !parts[2].hasPrefix("!") {
      let plan = try IndexPlan(items(parts[1]), shape: shape)
      #expect(plan.positions == numbers(parts[3]), "\(line)")
      #expect(plan.resultShape == numbers(parts[2], separator: "x"))
    }
  }
}

@Test func `subscripts write what NumPy writes`() throws {
  let lines = assignGoldens.split(separator: "\n")
  #expect(lines.count > 500)
  for line in lines {
    let parts = fields(line)
    let shape = numbers(parts[0], separator: "x")
    let value = NDArray(
      parts[3].split(separator: ",").compactMap { Double($0) },
      shape: numbers(parts[2], separator: "x"))
    let target = range(shape).converted(to: .float64)
    var text: String
    do {
      try target.assign(value, at: items(parts[1]))
      text = shown(target.doubles)
    } catch {
      text = message(error.wording(.numpy))
    }
    #expect(text == parts[4...].joined(separator: ";"), "\(line)")
  }
}

@Test func `JAX clamps reads and drops writes outside an axis`() throws {
  for line in jaxIndexGoldens.split(separator: "\n") {
    let parts = fields(line)
    let source = range(numbers(parts[0], separator: "x")).converted(to: .float64)
    let index = items(parts[1])
    let clipped = try source.indexed(by: index, mode: .clipped)
    #expect(clipped.shape == numbers(parts[2], separator: "x"), "\(line)")
    #expect(shown(clipped.doubles) == parts[3], "\(line)")
    let filled = try source.indexed(by: index, mode: .dropped, fill: .float(-1))
    #expect(shown(filled.doubles) == parts[4], "\(line)")
    let target = source.duplicate()
    try target.assign(NDArray(scalar: -9), at: index, mode: .dropped)
    #expect(shown(target.doubles) == parts[5], "\(line)")
  }
}

@Test func `assignment between overlapping views acts on a copy`() throws {
  let array = NDArray(Array(0..<6))
  let tail = try #require(try array.basicView([.slice(start: 1, stop: nil, step: nil)]))
  let head = try #require(try array.basicView([.slice(start: nil, stop: -1, step: nil)]))
  try tail.assign(head)
  #expect(array.integers == [0, 0, 1, 2, 3, 4])
  try array.assign(try array.flipped())
  #expect(array.integers == [4, 3, 2, 1, 0, 0])
}

@Test func `subscript errors in JAX's words`() {
  let array = NDArray(Array(0..<3))
  func text(_ items: [IndexItem]) -> ErrorWording? {
    do {
      _ = try array.indexed(by: items, mode: .clipped)
      return nil
    } catch {
      return error.wording(.jax)
    }
  }
  #expect(
    text([.integer(0), .integer(0)])
      == ErrorWording("IndexError", "Too many indices: array is 1-dimensional, but 2 were indexed"))
  #expect(
    text([.array(NDArray([true, false]))])
      == ErrorWording(
        "IndexError",
        "boolean index did not match shape of indexed array in index 0: got (2,), expected [3]"))
  #expect(
    text([.array(NDArray([1.0], dtype: .float32))])
      == ErrorWording(
        "TypeError", "Indexer must have integer or boolean type, got indexer with type float32"))
}
