import Arrays
import Testing

private func array(dtype: DType, shape: [Int], text: Substring) -> NDArray {
  let count = shape.reduce(1, *)
  let divisors: [Substring: Double] = ["arange": 1, "arange7": 7, "arange3": 3]
  if let divisor = divisors[text] {
    return NDArray((0..<count).map { Double($0) / divisor }, shape: shape, dtype: dtype)
  }
  var bytes: [UInt8] = []
  var rest = text
  while !rest.isEmpty {
    bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
    rest = rest.dropFirst(2)
  }
  return NDArray(bytes: bytes, dtype: dtype, shape: shape)
}

private func apply(_ settings: Substring, to text: inout ArrayText) {
  for setting in settings.split(separator: ",") {
    let parts = setting.split(separator: "=", omittingEmptySubsequences: false)
    let value = String(parts[1]).replacing("COMMA", with: ",").replacing("TAB", with: "\t")
    switch parts[0] {
    case "precision": text.options.precision = Int(value)
    case "suppress": text.options.suppressesSmall = value == "True"
    case "floatmode": text.options.floatMode = .init(rawValue: value) ?? .maxprec
    case "sign": text.options.sign = value.first ?? "-"
    case "linewidth": text.options.lineWidth = Int(value) ?? 75
    case "threshold": text.options.threshold = Int(value) ?? 1000
    case "edgeitems": text.options.edgeItems = Int(value) ?? 3
    case "nanstr": text.options.nan = value
    case "infstr": text.options.infinity = value
    case "separator": text.separator = value
    case "prefix": text.prefix = value
    case "suffix": text.suffix = value
    default: Issue.record("unknown setting \(setting)")
    }
  }
}

@Test func `arrays print as NumPy and JAX print them`() throws {
  let lines = printGoldens.split(separator: "\n")
  #expect(lines.count > 1500)
  for line in lines {
    let parts = line.split(separator: ";", maxSplits: 5, omittingEmptySubsequences: false)
    let dtype = try #require(DType.allCases.first { $0.name == parts[0] })
    let shape = parts[1].split(separator: "x").compactMap { Int($0) }
    let value = array(dtype: dtype, shape: shape, text: parts[2])
    var style = ArrayText()
    apply(parts[4], to: &style)
    let text: String
    switch parts[3] {
    case "repr": text = ArrayText.repr(value, options: style.options)
    case "str": text = ArrayText.str(value, options: style.options)
    case "jax": text = ArrayText.jaxRepr(value, options: style.options)
    default: text = style.string(value)
    }
    let written = text.replacing("\n", with: "\\n").replacing("\t", with: "TAB")
    #expect(written == parts[5], "\(parts[0]) \(parts[1]) \(parts[3]) \(parts[4])")
  }
}

@Test func `JAX marks weak types and gives the shape of empty arrays`() {
  let one = NDArray(scalar: 1, dtype: .float32)
  #expect(ArrayText.jaxRepr(one, isWeak: true) == "Array(1., dtype=float32, weak_type=True)")
  #expect(
    ArrayText.jaxRepr(NDArray.zeros([0, 3], dtype: .int32))
      == "Array([], shape=(0, 3), dtype=int32)")
}
