import Arrays
import Testing

private func fields(_ line: Substring) -> [Substring] {
  line.split(separator: ";", omittingEmptySubsequences: false)
}

private func numbers(_ text: Substring) -> [Double] {
  text.split(separator: " ").compactMap { FloatFormatting.parse(String($0)) }
}

@Test func `shape errors are worded as NumPy and JAX word them`() {
  for (error, numpy, jax) in shapeErrorGoldens {
    #expect(error.wording(.numpy) == numpy)
    #expect(error.wording(.jax) == jax)
  }
}

@Test func `arange has NumPy's length and values`() throws {
  for line in arangeGoldens.split(separator: "\n") {
    let parts = fields(line)
    let bounds = parts[0..<3].compactMap { Double($0) }
    for (dtype, column) in [(DType.float64, 3), (.float32, 4)] {
      let values = NDArray.arange(
        start: bounds[0], stop: bounds[1], step: bounds[2], dtype: dtype)
      #expect(values.doubles == numbers(parts[column]), "\(line)")
    }
  }
  #expect(NDArray.arange(start: 5, stop: 0, step: -2).integers == [5, 3, 1])
}

@Test func `linspace has NumPy's values`() throws {
  for line in linspaceGoldens.split(separator: "\n") {
    let parts = fields(line)
    let bounds = parts[0..<2].compactMap { Double($0) }
    let count = try #require(Int(parts[2]))
    for (dtype, column) in [(DType.float64, 4), (.int64, 5)] {
      let values = try NDArray.linspace(
        start: bounds[0], stop: bounds[1], count: count, endpoint: parts[3] == "1", dtype: dtype)
      #expect(values.doubles == numbers(parts[column]), "\(line)")
    }
  }
}

@Test func `reshaping views what strides allow and copies the rest`() throws {
  let array = NDArray(Array(0..<24), shape: [2, 3, 4])
  let flat = try array.reshaped([-1, 6])
  #expect(flat.shape == [4, 6] && flat.buffer === array.buffer)
  let swapped = try array.transposed([1, 0, 2])
  let copy = try swapped.reshaped([24])
  #expect(copy.buffer !== array.buffer)
  #expect(Array(copy.integers.prefix(6)) == [0, 1, 2, 3, 12, 13])
  let split = try swapped.reshaped([3, 2, 2, 2])
  #expect(split.buffer === array.buffer)
  #expect(split.scalar(at: [1, 1, 1, 0]) == .int(18))
  let flipped = try array.flipped([2])
  #expect(try flipped.reshaped([6, 4]).integers == flipped.integers)
  #expect(throws: ShapeError.cannotReshape(from: [2, 3, 4], to: [5, -1])) {
    try array.reshaped([5, -1])
  }
  #expect(try NDArray.zeros([0, 3]).reshaped([3, 0]).shape == [3, 0])
}

@Test func `views share memory and broadcasting repeats it`() throws {
  let array = NDArray([1.0, 2, 3])
  let rows = try array.broadcast(to: [2, 3])
  #expect(rows.doubles == [1, 2, 3, 1, 2, 3])
  array.setScalar(.float(9), at: [1])
  #expect(rows.doubles == [1, 9, 3, 1, 9, 3])
  let matrix = NDArray(Array(0..<6), shape: [2, 3])
  #expect(try matrix.transposed().integers == [0, 3, 1, 4, 2, 5])
  #expect(try matrix.diagonal(offset: 1).integers == [1, 5])
  #expect(try matrix.expanded([0, -1]).shape == [1, 2, 3, 1])
  #expect(try matrix.expanded([0, -1]).squeezed().shape == [2, 3])
  #expect(try matrix.movedAxes([0], to: [-1]).shape == [3, 2])
  #expect(throws: ShapeError.cannotSqueeze(axes: [0], shape: [2, 3])) {
    try matrix.squeezed([0])
  }
  try matrix.transposed().assign(NDArray([7, 8]))
  #expect(matrix.integers == [7, 7, 7, 8, 8, 8])
  #expect(throws: ShapeError.cannotAssign(from: [4], into: [2, 3], dtype: .int64)) {
    try matrix.assign(NDArray([1, 2, 3, 4]))
  }
}

@Test func `conversions truncate, wrap and test for zero as astype does`() {
  let floats = NDArray([1.9, -1.9, 0, 300.5, .nan])
  #expect(Array(floats.converted(to: .int32).integers.prefix(4)) == [1, -1, 0, 300])
  #expect(Array(floats.converted(to: .uint8).integers.prefix(4)) == [1, 255, 0, 44])
  #expect(floats.converted(to: .bool).truths == [true, true, false, true, true])
  #expect(NDArray([1 << 32 + 5]).converted(to: .int32).integers == [5])
  #expect(NDArray([0.1]).converted(to: .float32).doubles == [Double(Float(0.1))])
  let complex = NDArray(scalars: [.complex(real: 2, imaginary: 3)], dtype: .complex64)
  #expect(complex.converted(to: .float64).doubles == [2])
  #expect(complex.converted(to: .complex128).scalars == [.complex(real: 2, imaginary: 3)])
  #expect(
    NDArray(scalars: [.uint(.max)], dtype: .uint64).converted(to: .float64).doubles == [0x1p64])
}

@Test func `format_float_positional and _scientific`() throws {
  for line in dragonGoldens.split(separator: "\n") {
    let parts = fields(line)
    let value = try #require(Double(parts[0]))
    var style = Dragon4()
    for setting in parts[2].split(separator: ",") {
      let pair = setting.split(separator: "=")
      switch pair[0] {
      case "precision": style.precision = Int(pair[1])
      case "unique": style.isUnique = pair[1] == "True"
      case "fractional": style.isFractional = pair[1] == "True"
      case "trim": style.trim = try #require(Dragon4.Trim(rawValue: Character(String(pair[1]))))
      case "sign": style.showsPlus = true
      case "pad_left": style.padLeft = try #require(Int(pair[1]))
      case "pad_right": style.padRight = Int(pair[1])
      case "min_digits": style.minimumDigits = Int(pair[1])
      default: style.exponentDigits = Int(pair[1])
      }
    }
    let text = parts[1] == "p" ? style.positional(value) : style.scientific(value)
    #expect(text == parts[3], "\(line)")
  }
}

@Test func `NumPy's scalars print as in NumPy`() throws {
  for line in scalarGoldens.split(separator: "\n") {
    let parts = fields(line)
    let name = parts[0] == "bool" ? "bool" : parts[0]
    let dtype = try #require(DType.allCases.first { $0.name == name })
    let value: Scalar
    if dtype.isComplex {
      value = .complex(
        real: try #require(FloatFormatting.parse(String(parts[1]))),
        imaginary: try #require(FloatFormatting.parse(String(parts[2]))))
    } else if dtype.isFloating {
      value = .float(try #require(FloatFormatting.parse(String(parts[1]))))
    } else if dtype == .uint64 {
      value = .uint(try #require(UInt64(parts[1])))
    } else {
      value = .int(try #require(Int(parts[1])))
    }
    #expect(ScalarText.str(value, dtype: dtype) == parts[3], "\(line)")
    #expect(ScalarText.repr(value, dtype: dtype) == parts[4], "\(line)")
  }
}
