import Arrays
import Testing

private func fields(_ line: Substring) -> [Substring] {
  line.split(separator: ";", omittingEmptySubsequences: false)
}

private func stream(_ kind: Substring, seed: UInt32) -> NumPyStream {
  kind == "legacy"
    ? RandomState(seed: seed) : NumPyGenerator(SeedSequence(seed: UInt64(seed)))
}

private func text(_ array: NDArray) -> String {
  switch array.dtype {
  case .float64:
    array.doubles.map { value in
      let digits = String(value.bitPattern, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined(separator: " ")
  case .float32:
    array.doubles.map { value in
      let digits = String(Float(value).bitPattern, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined(separator: " ")
  default: array.integers.map(String.init).joined(separator: " ")
  }
}

@Test func `distributions draw NumPy's streams bit for bit`() throws {
  for line in distributionGoldens.split(separator: "\n") {
    let parts = fields(line)
    let source = stream(parts[0], seed: 42)
    let distribution = try #require(Distribution(rawValue: String(parts[1])))
    let parameters = parts[2].split(separator: ",").compactMap { Double($0) }
    let values = try source.sample(
      distribution, parameters.map { NDArray(scalar: $0) }, size: [60])
    #expect(text(values) == parts[3], "\(parts[0]) \(parts[1]) \(parts[2])")
    #expect(text(source.uniforms([])) == parts[4], "after \(parts[0]) \(parts[1]) \(parts[2])")
  }
}

@Test func `integers draw NumPy's streams`() throws {
  for line in integerDrawGoldens.split(separator: "\n") {
    let parts = fields(line)
    let low = try #require(Int(parts[1]))
    let high = try #require(Int(parts[2]))
    let dtype = try #require(DType.allCases.first { $0.name == parts[3] })
    let values = try stream(parts[0], seed: 7).integers(
      low: NDArray([low], shape: []), high: NDArray([high], shape: []), size: [40], dtype: dtype)
    #expect(text(values) == parts[4], "\(parts[0]) \(low)…\(high) \(dtype)")
  }
}

@Test func `choices, permutations and vectors draw NumPy's streams`() throws {
  for line in choiceGoldens.split(separator: "\n") {
    let parts = fields(line)
    let source = stream(parts[0], seed: 3)
    switch parts[1] {
    case "perm": #expect(text(NDArray(source.shuffledIndices(13))) == parts[2])
    case "multi":
      #expect(text(try source.multinomial(20, [0.2, 0.3, 0.1, 0.4], size: [5])) == parts[2])
    case "dir": #expect(text(try source.dirichlet([0.5, 2, 3], size: [4])) == parts[2])
    case "dir2": #expect(text(try source.dirichlet([0.05, 0.02, 0.03], size: [4])) == parts[2])
    default:
      let weights = parts[4].split(separator: ",").compactMap { Double($0) }
      let size = try #require(Int(parts[2]))
      var picks = try source.choice(
        population: try #require(Int(parts[1])), size: [size], replace: parts[3] == "1",
        probabilities: weights.isEmpty ? nil : NDArray(weights))
      if size > 900 { picks = NDArray(Array(picks.integers.suffix(40))) }
      #expect(text(picks) == parts[5], "\(line.prefix(60))")
    }
  }
}

@Test func `seeds start NumPy's streams`() throws {
  for line in seedGoldens.split(separator: "\n") {
    let parts = fields(line)
    let words = parts[1].split(separator: " ").compactMap { UInt32($0) }
    let source: NumPyStream
    switch parts[0] {
    case "legacy": source = RandomState(seed: words[0])
    case "array":
      let state = RandomState(seed: 0)
      state.seed(words)
      source = state
    case "generator":
      source = NumPyGenerator(SeedSequence(seed: try #require(UInt64(parts[1]))))
    case "garray": source = NumPyGenerator(SeedSequence(entropy: words))
    default:
      var parent = SeedSequence(seed: 5)
      source = NumPyGenerator(parent.spawn(3)[Int(words[0])])
    }
    #expect(text(source.uniforms([3])) == parts[2], "\(parts[0]) \(parts[1].prefix(30))")
  }
}

@Test func `single precision draws and long streams`() throws {
  let lines = singleDrawGoldens.split(separator: "\n")
  let generator = NumPyGenerator(SeedSequence(seed: 9))
  #expect(text(generator.singleUniforms([5])) == lines[0])
  #expect(text(generator.singleNormals([400])) == lines[1])
  #expect(text(generator.singleExponentials([400])) == lines[2])
  let sums = bulkGoldens.split(separator: "\n")
  func total(_ array: NDArray) -> String {
    text(NDArray([array.doubles.reduce(0, +)]))
  }
  #expect(total(RandomState(seed: 42).normals([100_000])) == sums[0])
  let long = NumPyGenerator(SeedSequence(seed: 42))
  #expect(total(long.normals([1_000_000])) == sums[1])
  #expect(total(try long.sample(.standardExponential, [], size: [1_000_000])) == sums[2])
}

@Test func `wrong arguments of random functions are refused in NumPy's words`() {
  func message(_ kind: Substring, _ distribution: Distribution, _ parameters: [NDArray])
    -> String
  {
    do {
      _ = try stream(kind, seed: 0).sample(distribution, parameters, size: nil)
      return "no error"
    } catch {
      return error.type + ": " + error.text
    }
  }
  let (zero, one, minus) = (NDArray(scalar: 0), NDArray(scalar: 1), NDArray(scalar: -1))
  let half = NDArray(scalar: 0.5)
  #expect(message("legacy", .normal, [zero, minus]) == "ValueError: scale < 0")
  #expect(message("legacy", .beta, [zero, one]) == "ValueError: a <= 0")
  #expect(message("legacy", .poisson, [minus]) == "ValueError: lam < 0 or lam is NaN")
  #expect(
    message("legacy", .poisson, [NDArray([-1, 2])]) == "ValueError: lam < 0 or lam contains NaNs")
  #expect(
    message("legacy", .binomial, [one, NDArray(scalar: 1.5)])
      == "ValueError: p < 0, p > 1 or p is NaN")
  #expect(
    message("legacy", .geometric, [zero]) == "ValueError: p <= 0, p > 1 or p contains NaNs")
  #expect(
    message("legacy", .uniform, [zero, NDArray(scalar: .infinity)])
      == "OverflowError: Range exceeds valid bounds")
  #expect(message("generator", .uniform, [one, zero]) == "ValueError: high - low < 0")
  #expect(message("legacy", .triangular, [one, zero, one]) == "ValueError: left > mode")
  #expect(message("legacy", .triangular, [zero, one, half]) == "ValueError: mode > right")
  #expect(message("legacy", .zipf, [one]) == "ValueError: a <= 1 or a is NaN")
  #expect(
    message("legacy", .normal, [NDArray([0.0, 1]), NDArray([1.0, 1, 1])])
      == "ValueError: shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is "
      + "between arg 0 with shape (2,) and arg 1 with shape (3,).")
}
