import Arrays
import Testing

private func array(_ text: Substring) throws -> NDArray {
  let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
  let dtype = try #require(DType.allCases.first { $0.name == parts[0] })
  let shape = parts[1].split(separator: "x").compactMap { Int($0) }
  let values = parts[2].split(separator: " ")
  if dtype.isInexact {
    return NDArray(
      try values.map { try #require(FloatFormatting.parse(String($0))) }, shape: shape,
      dtype: dtype)
  }
  return NDArray(try values.map { try #require(Int($0)) }, shape: shape, dtype: dtype)
}

private func expectSame(_ actual: NDArray, _ expected: NDArray, _ comment: Comment) {
  let isSame =
    actual.shape == expected.shape
    && zip(actual.doubles, expected.doubles).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  #expect(isSame, comment)
  if !isSame { print(comment, actual.shape, actual.doubles, expected.shape, expected.doubles) }
  #expect(actual.dtype == expected.dtype, comment)
}

private func suffix(_ name: Substring, _ prefix: String) -> String {
  String(name.dropFirst(prefix.count))
}

private func run(_ name: Substring, _ texts: [Substring]) throws -> [NDArray] {
  func argument(_ index: Int) throws -> NDArray { try array(texts[index]) }
  func all(_ result: UniqueElements) -> [NDArray] {
    [result.values, result.firstIndices, result.inverse, result.counts]
  }
  func plan(_ source: NDArray, _ plan: IndexPlan) -> [NDArray] { [source.gathered(by: plan)] }
  let a =
    name.hasPrefix("indices") || name.hasPrefix("mesh") || name.hasPrefix("split")
    ? NDArray([Double]()) : try argument(0)
  switch name {
  case "unique": return all(a.unique())
  case "uniquenan": return [a.unique(equalNaN: false).values]
  case "uniqueaxis0": return all(try a.unique(axis: 0))
  case "uniqueaxis1": return all(try a.unique(axis: 1))
  case "isin": return [SetRoutines.isin(a, try argument(1))]
  case "intersect":
    let result = try SetRoutines.intersection(a, try argument(1))
    return [result.values, result.left, result.right]
  case "union": return [try SetRoutines.union(a, try argument(1))]
  case "setdiff": return [SetRoutines.difference(a, try argument(1))]
  case "setxor": return [try SetRoutines.symmetricDifference(a, try argument(1))]
  case "lexsort": return [NDArray.lexsort([a, try argument(1)])]
  case "histedges":
    return [try Histograms.explicitBins(a, edges: try argument(1), weights: nil)]
  case "histw4":
    let edges = try Histograms.edges(of: a, bins: 4, range: nil)
    return [Histograms.equalBins(a, edges: edges, weights: try argument(1)), edges]
  case _ where name.hasPrefix("hist"):
    let bins = try #require(Int(suffix(name, "hist")))
    let edges = try Histograms.edges(of: a, bins: bins, range: nil)
    return [Histograms.equalBins(a, edges: edges, weights: nil), edges]
  case _ where name.hasPrefix("rule-"):
    let rule = try #require(BinRule(rawValue: suffix(name, "rule-")))
    return [NDArray([try rule.bins(for: a, range: nil)], shape: [])]
  case "joint":
    return [try Histograms.joint(a, edges: [try argument(1), try argument(2)])]
  case "digitize0": return [try Histograms.digitize(a, edges: try argument(1))]
  case "digitize1": return [try Histograms.digitize(a, edges: try argument(1), right: true)]
  case "bincount": return [try Histograms.bincount(a)]
  case "bincountw": return [try Histograms.bincount(a, weights: try argument(1))]
  case "bincountmin": return [try Histograms.bincount(a, minimumLength: 11)]
  case _ where name.hasPrefix("quantilesingle-"):
    let method = try #require(QuantileMethod(rawValue: suffix(name, "quantilesingle-")))
    return [try a.quantile(NDArray(scalar: 0.37), method: method, isSingle: true)]
  case _ where name.hasPrefix("quantileaxis-"):
    let method = try #require(QuantileMethod(rawValue: suffix(name, "quantileaxis-")))
    return [try a.quantile(try argument(1), axes: [0], method: method)]
  case _ where name.hasPrefix("quantile-"):
    let method = try #require(QuantileMethod(rawValue: suffix(name, "quantile-")))
    return [try a.quantile(try argument(1), method: method)]
  case "nanquantile": return [try a.quantile(try argument(1), ignoresNaN: true)]
  case "median": return [try a.median()]
  case "medianaxis": return [try a.median(axes: [1])]
  case "nanmedian": return [try a.median(ignoresNaN: true)]
  case "interp":
    return [try NDArray.interpolate(a, xp: try argument(1), fp: try argument(2))]
  case _ where name.hasPrefix("tile"):
    let counts = suffix(name, "tile").split(separator: "x").compactMap { Int($0) }
    return plan(a, .tile(a.shape, counts))
  case "repeat0", "repeat1":
    let axis = name == "repeat0" ? 0 : 1
    return plan(a, try .repeats(a.shape, try argument(1).integers, axis: axis))
  case "roll":
    let axes = texts[2] == "none" ? nil : texts[2].split(separator: ",").compactMap { Int($0) }
    return plan(a, try .roll(a.shape, shifts: try argument(1).integers, axes: axes))
  case "padconst":
    return [a.gathered(by: .padConstant(a.shape, [(1, 0), (0, 2)]), fill: .int(7))]
  case _ where name.hasPrefix("pad-"):
    let mode = try #require(PadMode(rawValue: suffix(name, "pad-")))
    return plan(a, try .pad(a.shape, [(2, 3), (5, 1)], mode: mode))
  case "delete":
    return plan(a, try .deleting(try argument(1).integers, from: a.shape, axis: 1))
  case _ where name.hasPrefix("rot"):
    return [try a.rotated(try #require(Int(suffix(name, "rot"))), axes: (1, 2))]
  case "tril": return [try a.triangle(isLower: true)]
  case "tril1": return [try a.triangle(isLower: true, k: 1)]
  case "triu": return [try a.triangle(isLower: false, k: -1)]
  case "concat0": return [try NDArray.concatenate([a, try argument(1)])]
  case "concat1": return [try NDArray.concatenate([a, try argument(1)], axis: 1)]
  case "stack1": return [try NDArray.stack([a, try argument(1)], axis: 1)]
  case "indices": return [NDArray.indices([2, 3])]
  case "unravel": return try NDArray.unravel(a, shape: [3, 4])
  case _ where name.hasPrefix("meshxy"):
    let vectors = [3, 2, 4].map { NDArray(Array(0..<$0)) }
    return [try NDArray.meshgrid(vectors)[try #require(Int(suffix(name, "meshxy")))]]
  case _ where name.hasPrefix("meshij"):
    let vectors = [3, 2].map { NDArray(Array(0..<$0)) }
    let grids = try NDArray.meshgrid(vectors, isMatrixIndexing: true)
    return [grids[try #require(Int(suffix(name, "meshij")))]]
  case _ where name.hasPrefix("split"):
    let parts = try NDArray(Array(0..<10)).split(into: 4, isEqual: false)
    return [parts[try #require(Int(suffix(name, "split")))]]
  default:
    Issue.record("no function for \(name)")
    return []
  }
}

@Test func `array algorithms give NumPy's results`() throws {
  let lines = algorithmGoldens.split(separator: "\n")
  #expect(lines.count > 180)
  for line in lines {
    let parts = line.split(separator: "|", omittingEmptySubsequences: false)
    let cut = try #require(parts.firstIndex(of: "="))
    let results = try run(parts[0], Array(parts[1..<cut]))
    let expected = try parts[(cut + 1)...].map { try array($0) }
    #expect(results.count == expected.count)
    for (result, wanted) in zip(results, expected) {
      expectSame(result, wanted, "\(line.prefix(150))")
    }
  }
}

private func bytes(_ text: Substring) -> [UInt8] {
  var result: [UInt8] = []
  var rest = text
  while !rest.isEmpty {
    result.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
    rest = rest.dropFirst(2)
  }
  return result
}

@Test func `npy and npz files are read`() throws {
  for line in fileGoldens.split(separator: "\n") {
    let parts = line.split(separator: "|")
    let result = try NumPyFile.array(bytes(parts[0]))
    let expected = try array(parts[1])
    #expect(result.shape == expected.shape)
    #expect(result.doubles == expected.doubles)
  }
  let entries = try NumPyFile.archive(bytes(archiveGolden[...]))
  #expect(entries.map(\.name) == ["x", "y"])
  #expect(entries[0].array.integers == [0, 1, 2])
  #expect(entries[1].array.doubles == [1, 0, 0, 1])
  #expect(
    throws: DataFileError("compressed .npz archives are not available in agrun (use np.savez)")
  ) { try NumPyFile.archive(bytes(compressedArchiveGolden[...])) }
  #expect(throws: DataFileError("the file is not in the .npy format")) {
    try NumPyFile.array([1, 2, 3])
  }
}

@Test func `loadtxt reads tables and refuses others in NumPy's words`() throws {
  func load(_ text: String, _ change: (inout TextTableOptions) -> Void = { _ in }) -> String {
    var options = TextTableOptions()
    change(&options)
    do { return ArrayText.repr(try TextTable.load(text, options)) } catch { return error.text }
  }
  #expect(load("1 2 3\n4 5 6\n") == "array([[1., 2., 3.],\n       [4., 5., 6.]])")
  #expect(load("1 2 3\n") == "array([1., 2., 3.])")
  #expect(load("5\n") == "array(5.)")
  #expect(load("1\n2\n") == "array([1., 2.])")
  #expect(load("") == "array([], dtype=float64)")
  #expect(
    load("# c\n1,2 # x\n\n3,4\n") { $0.delimiter = "," } == "array([[1., 2.],\n       [3., 4.]])")
  #expect(load("1 2\n3 x\n") == "could not convert string 'x' to float64 at row 1, column 2.")
  #expect(
    load("1 2\n3\n")
      == "the number of columns changed from 2 to 1 at row 2; use `usecols` to select a subset "
      + "and avoid this error")
  #expect(load("1 2\n3 4") { $0.dtype = .int64 } == "array([[1, 2],\n       [3, 4]])")
  #expect(
    load("1 2\n3 4.5") { $0.dtype = .int64 }
      == "could not convert string '4.5' to int64 at row 1, column 2.")
  #expect(load("1 2 3\n4 5 6") { $0.columns = [0, 2] } == "array([[1., 3.],\n       [4., 6.]])")
  #expect(load("1 2 3\n4 5 6") { $0.columns = [-1] } == "array([3., 6.])")
  #expect(
    load("1 2 3\n4 5 6") { $0.columns = [5] } == "invalid column index 5 at row 1 with 3 columns")
  #expect(
    load("1 2 3\n4 5 6") { $0.transposes = true }
      == "array([[1., 4.],\n       [2., 5.],\n       [3., 6.]])")
  #expect(load("1 2 3") { $0.minimumRank = 2 } == "array([[1., 2., 3.]])")
  #expect(load("h h\n1 2\n") { $0.skippedRows = 1 } == "array([1., 2.])")
  #expect(
    load("1,,2\n") { $0.delimiter = "," }
      == "could not convert string '' to float64 at row 0, column 2.")
  #expect(load("1+2j 3\n") { $0.dtype = .complex128 } == "array([1.+2.j, 3.+0.j])")
  #expect(load("nan inf -inf 1e5\n") == "array([    nan,     inf,    -inf, 100000.])")
  #expect(load("1_0 2\n") == "could not convert string '1_0' to float64 at row 0, column 1.")
  #expect(
    load("\"1\",\"2\"\n") {
      $0.delimiter = ","
      $0.quote = "\""
    } == "array([1., 2.])")
}

@Test func `genfromtxt fills what it cannot read`() throws {
  func generate(_ text: String, _ change: (inout TextTableOptions) -> Void = { _ in }) -> String {
    var options = TextTableOptions()
    change(&options)
    do { return ArrayText.repr(try TextTable.generate(text, options)) } catch { return error.text }
  }
  #expect(generate("1 2\n3 x\n") == "array([[ 1.,  2.],\n       [ 3., nan]])")
  #expect(
    generate("1 2\n3\n4 5 6\n")
      == "Some errors were detected !\n    Line #2 (got 1 columns instead of 2)\n"
      + "    Line #3 (got 3 columns instead of 2)")
  #expect(
    generate("1,,3\n4,5,\n") { $0.delimiter = "," }
      == "array([[ 1., nan,  3.],\n       [ 4.,  5., nan]])")
  #expect(
    generate("h\n1,2\n3,4\nf\n") {
      $0.delimiter = ","
      $0.skippedRows = 1
      $0.skippedFooter = 1
    } == "array([[1., 2.],\n       [3., 4.]])")
  #expect(
    generate("1,,3\n") {
      $0.delimiter = ","
      $0.filling = .int(-1)
    } == "array([ 1., -1.,  3.])")
  #expect(generate("7\n") == "array(7.)")
  #expect(generate("1 2\n3 x") { $0.dtype = .int64 } == "array([[ 1,  2],\n       [ 3, -1]])")
  #expect(
    generate("1 2\n3\n4 5\n") { $0.raisesOnRaggedRows = false }
      == "array([[1., 2.],\n       [4., 5.]])")
}
