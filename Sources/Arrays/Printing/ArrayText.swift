/// Text of arrays as NumPy prints them.
package struct ArrayText: Sendable {
  package var options: PrintOptions
  package var separator = " "
  /// Text that stands before the array on its first line; continuation lines are indented by its
  /// width.
  package var prefix = ""
  /// Text that follows; lines leave room for it.
  package var suffix = ""

  package init(options: PrintOptions = PrintOptions()) {
    self.options = options
  }

  /// `np.array2string(array)`.
  package func string(_ array: NDArray) -> String {
    if array.count == 0 { return "[]" }
    return string(array, words: ArrayText.words(of: visible(array), options: options))
  }

  /// The elements that are shown: all, or the ends of the axes of an array that is summarised.
  package func visible(_ array: NDArray) -> NDArray {
    array.count > options.threshold ? array.corners(options.edgeItems) : array
  }

  /// The text with given words for the visible elements, in row-major order.
  package func string(_ array: NDArray, words: [String]) -> String {
    if array.count == 0 { return "[]" }
    let isSummarized = array.count > options.threshold
    let shown = isSummarized ? ArrayText.shownIndices(array.shape, options.edgeItems) : nil
    var layout = Layout(
      words: words, shape: array.shape, shown: shown, separator: separator,
      edgeItems: options.edgeItems)
    return layout.text(
      axis: 0, indent: " " + String(repeating: " ", count: prefix.count),
      width: options.lineWidth - suffix.count)
  }

  /// `str(array)` of an array with axes; a 0-d one prints as its scalar.
  package static func str(_ array: NDArray, options: PrintOptions = PrintOptions()) -> String {
    array.rank == 0
      ? ScalarText.str(array.item, dtype: array.dtype) : ArrayText(options: options).string(array)
  }

  /// `repr(array)`: `array([1., 2.])`, with `dtype=` where it does not follow from the elements.
  package static func repr(
    _ array: NDArray, options: PrintOptions = PrintOptions(), words: [String]? = nil
  ) -> String {
    let head = "array("
    let list = elements(array, options: options, head: head, suffix: ")", words: words)
    let impliesDType = [.bool, .int64, .float64, .complex128].contains(array.dtype)
    var extras: [String] = []
    if (array.count == 0 && array.shape != [0]) || array.count > options.threshold {
      extras.append("shape=" + ShapeText.tuple(array.shape))
    }
    if !impliesDType || array.count == 0 { extras.append("dtype=" + array.dtype.name) }
    if extras.isEmpty { return head + list + ")" }
    let start = head + list + ","
    let tail = extras.joined(separator: ", ") + ")"
    let lastLine = start.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    let breaks = lastLine.count + tail.count + 1 > options.lineWidth
    return start + (breaks ? "\n" + String(repeating: " ", count: head.count) : " ") + tail
  }

  /// `repr` of a JAX array: `Array([1., 2.], dtype=float32)`, with `weak_type=True` where it is
  /// weak.
  package static func jaxRepr(
    _ array: NDArray, isWeak: Bool = false, options: PrintOptions = PrintOptions()
  ) -> String {
    let head = "Array("
    let dtypeText = "dtype=" + array.dtype.name + (isWeak ? ", weak_type=True" : "")
    let list: String
    if array.count == 0 {
      list = "[], shape=" + ShapeText.tuple(array.shape)
    } else {
      list = elements(array, options: options, head: head, suffix: ",")
    }
    // JAX measures the line without its head, counts the line feed, and pads where NumPy would
    // break.
    let lines = list.split(separator: "\n", omittingEmptySubsequences: false)
    let breaks = (lines.last?.count ?? 0) + 2 + dtypeText.count + 2 > options.lineWidth
    let spacer = String(repeating: " ", count: breaks ? head.count : 1)
    return head + list + "," + spacer + dtypeText + ")"
  }

  private static func elements(
    _ array: NDArray, options: PrintOptions, head: String, suffix: String, words: [String]? = nil
  ) -> String {
    var text = ArrayText(options: options)
    text.separator = ", "
    text.prefix = head
    text.suffix = suffix
    if let words { return text.string(array, words: words) }
    return text.string(array)
  }

  /// The formatted elements, in row-major order.
  private static func words(of array: NDArray, options: PrintOptions) -> [String] {
    switch array.dtype {
    case .bool:
      let yes = array.rank == 0 ? "True" : " True"
      return array.truths.map { $0 ? yes : "False" }
    case .float32, .float64:
      let values = array.doubles
      let format = FloatingFormat(values, isSingle: array.dtype == .float32, options: options)
      return values.map { format($0) }
    case .complex64, .complex128:
      let values = array.scalars.map { ($0.asDouble, $0.imaginary) }
      let format = ComplexFormat(values, isSingle: array.dtype == .complex64, options: options)
      return values.map { format($0) }
    default:
      return integerWords(array.scalars, sign: options.sign)
    }
  }

  private static func integerWords(_ values: [Scalar], sign: Character) -> [String] {
    let plain = values.map { value in
      if case .uint(let number) = value { String(number) } else { String(value.asInt) }
    }
    let hasNegative = plain.contains { $0.hasPrefix("-") }
    let allNegative = plain.allSatisfy { $0.hasPrefix("-") }
    let sign = sign == " " && hasNegative ? "-" : sign
    // NumPy measures the largest and the smallest element only; those are the longest of their
    // sign.
    let largest =
      plain.lazy.filter { !$0.hasPrefix("-") }.map(\.utf8.count).max()
      ?? plain.map(\.utf8.count).min() ?? 0
    let smallest = plain.lazy.filter { $0.hasPrefix("-") }.map(\.utf8.count).max() ?? 0
    let width = max(largest + (!allNegative && sign != "-" ? 1 : 0), smallest)
    return plain.map { text in
      let signed = text.hasPrefix("-") || sign == "-" ? text : String(sign) + text
      return String(repeating: " ", count: max(0, width - signed.utf8.count)) + signed
    }
  }

  private static func shownIndices(_ shape: [Int], _ edgeItems: Int) -> [Int] {
    shape.map { $0 > 2 * edgeItems ? 2 * edgeItems : $0 }
  }
}

extension NDArray {
  /// The leading and trailing `edgeItems` of every longer axis.
  fileprivate func corners(_ edgeItems: Int) -> NDArray {
    var positions = [offset]
    var newShape: [Int] = []
    for axis in shape.indices {
      let extent = shape[axis]
      let indices =
        extent > 2 * edgeItems
        ? Array(0..<edgeItems) + Array((extent - edgeItems)..<extent) : Array(0..<extent)
      newShape.append(indices.count)
      positions = positions.flatMap { base in indices.map { base + $0 * strides[axis] } }
    }
    return gathered(bufferIndices: positions, shape: newShape)
  }
}

/// NumPy's `_formatArray`: brackets, separators, wrapped rows, `...` where a long axis is cut.
private struct Layout {
  let words: [String]
  let shape: [Int]
  /// Extents of `words` where the array is summarised.
  let shown: [Int]?
  let separator: String
  let edgeItems: Int
  private var next = 0
  private let bareSeparator: String

  init(words: [String], shape: [Int], shown: [Int]?, separator: String, edgeItems: Int) {
    self.words = words
    self.shape = shape
    self.shown = shown
    self.separator = separator
    self.edgeItems = edgeItems
    var bare = separator
    while bare.last?.isWhitespace == true { bare.removeLast() }
    bareSeparator = bare
  }

  /// Words are taken in order, so that calls come in row-major order.
  mutating func text(axis: Int, indent: String, width: Int) -> String {
    if axis == shape.count {
      next += 1
      return words[next - 1]
    }
    let extent = shape[axis]
    let isCut = shown != nil && 2 * edgeItems < extent
    let leading = isCut ? edgeItems : 0
    let trailing = isCut ? edgeItems : extent
    let nextIndent = indent + " "
    let nextWidth = width - 1
    var result = ""
    if axis == shape.count - 1 {
      let available = width - max(bareSeparator.count, 1)
      let indentCount = indent.utf8.count
      let separatorCount = separator.unicodeScalars.count
      var line = indent
      var lineCount = indentCount
      func extend(_ word: String) {
        let wordCount = word.unicodeScalars.count
        if lineCount + wordCount > available, lineCount > indentCount {
          while line.utf8.last == UInt8(ascii: " ") { line.unicodeScalars.removeLast() }
          result += line
          result += "\n"
          line = indent
          lineCount = indentCount
        }
        line += word
        lineCount += wordCount
      }
      func separate() {
        line += separator
        lineCount += separatorCount
      }
      for _ in 0..<leading {
        extend(text(axis: axis + 1, indent: nextIndent, width: nextWidth))
        separate()
      }
      if isCut {
        extend("...")
        separate()
      }
      for position in 0..<trailing {
        extend(text(axis: axis + 1, indent: nextIndent, width: nextWidth))
        if position < trailing - 1 { separate() }
      }
      result += line
    } else {
      let lineSeparator = bareSeparator + String(repeating: "\n", count: shape.count - axis - 1)
      for _ in 0..<leading {
        result += indent + text(axis: axis + 1, indent: nextIndent, width: nextWidth)
        result += lineSeparator
      }
      if isCut { result += indent + "..." + lineSeparator }
      for position in 0..<trailing {
        result += indent + text(axis: axis + 1, indent: nextIndent, width: nextWidth)
        if position < trailing - 1 { result += lineSeparator }
      }
    }
    return "[" + result.utf8.dropFirst(indent.utf8.count).asText + "]"
  }
}

extension Substring.UTF8View {
  fileprivate var asText: String { String(Substring(self)) }
}
