import Records

/// Finds for each number of a text the value it was printed from.
enum UnroundedNumbers {
  private typealias Unrounded = NumberComparison.Unrounded

  /// One element a number of `text`, in order; nil where the value is not known.
  ///
  /// Objects that tell their place in the text are paired inside it, the others with what is left;
  /// always only where the counts agree, and only values that do round to their literal.
  static func paired(
    with text: String, numbers groups: [PrintedNumbers]
  ) -> [NumberComparison.Unrounded?] {
    let tokens = LineTokens(text)
    var literals: [NumberLiteral] = []
    var offsets: [Int] = []
    for (token, offset) in zip(tokens.tokens, tokens.offsets) {
      guard case .number(let literal) = token else { continue }
      literals.append(literal)
      offsets.append(offset)
    }
    var result = [Unrounded?](repeating: nil, count: literals.count)
    guard !literals.isEmpty else { return result }
    var isClaimed = [Bool](repeating: false, count: literals.count)
    var unplaced: [PrintedNumbers] = []
    for group in groups where group.dtype != .bool {
      guard let range = group.textRange else {
        unplaced.append(group)
        continue
      }
      let indices = literals.indices.filter { range.contains(offsets[$0]) }
      for index in indices { isClaimed[index] = true }
      assign(group.elements, dtypes: [], group.dtype, to: indices, literals, &result)
    }
    guard !unplaced.isEmpty else { return result }
    let rest = literals.indices.filter { !isClaimed[$0] }
    var elements: [[Double]] = []
    var dtypes: [PrintedNumbers.DType] = []
    for group in unplaced {
      elements += group.elements
      dtypes += Array(repeating: group.dtype, count: group.elements.count)
    }
    assign(elements, dtypes: dtypes, .float64, to: rest, literals, &result)
    return result
  }

  /// Pairs elements with literals; a complex element takes a real and the imaginary part that
  /// follows it, or a lone imaginary one.
  private static func assign(
    _ elements: [[Double]], dtypes: [PrintedNumbers.DType], _ common: PrintedNumbers.DType,
    to indices: [Int], _ literals: [NumberLiteral], _ result: inout [Unrounded?]
  ) {
    var pairs: [(index: Int, value: Unrounded)] = []
    var position = 0
    for (number, element) in elements.enumerated() {
      guard position < indices.count else { return }
      let dtype = dtypes.isEmpty ? common : dtypes[number]
      let first = indices[position]
      if element.count == 1 {
        pairs.append((first, Unrounded(value: element[0], dtype: dtype)))
        position += 1
      } else if literals[first].isImaginary {
        pairs.append((first, Unrounded(value: element[1], dtype: dtype)))
        position += 1
      } else {
        guard position + 1 < indices.count else { return }
        pairs.append((first, Unrounded(value: element[0], dtype: dtype)))
        pairs.append((indices[position + 1], Unrounded(value: element[1], dtype: dtype)))
        position += 2
      }
    }
    guard position == indices.count else { return }
    for (index, value) in pairs where rounds(value, to: literals[index]) { result[index] = value }
  }

  /// Whether the literal can have been printed from the value: otherwise the pairing is wrong.
  private static func rounds(_ unrounded: Unrounded, to literal: NumberLiteral) -> Bool {
    let value = unrounded.value
    switch literal.kind {
    case .nan: return value.isNaN
    case .infinity: return value == literal.value
    case .integer, .float:
      guard value.isFinite else { return false }
      let precision = unrounded.dtype.isSinglePrecision ? 0x1p-23 : 0x1p-52
      let slack = unrounded.dtype.isHalfPrecision ? 0x1p-7 : precision
      return abs(value - literal.value) <= literal.halfUnit * 1.000001 + slack * abs(value)
    }
  }
}

extension PrintedNumbers {
  /// One array an element: two numbers for a complex one.
  ///
  /// Integers beyond 2^53 lose digits here, which does not matter:
  /// integers are compared by their digits.
  fileprivate var elements: [[Double]] {
    switch values {
    case .floats(let values):
      guard dtype.isComplex else { return values.map { [$0] } }
      return stride(from: 0, to: values.count - 1, by: 2).map { [values[$0], values[$0 + 1]] }
    case .integers(let values): return values.map { [Double($0)] }
    case .bigIntegers(let values): return values.map { [Double($0) ?? .nan] }
    }
  }
}
