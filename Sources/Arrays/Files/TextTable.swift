/// What is wrong with a data file; `text` is NumPy's `ValueError`.
package struct DataFileError: Error, Hashable, Sendable {
  package var text: String

  package init(_ text: String) { self.text = text }
}

/// Options of `np.loadtxt` and `np.genfromtxt`.
package struct TextTableOptions: Sendable {
  package var dtype: DType = .float64
  /// nil for runs of white space.
  package var delimiter: String?
  /// Texts that start a comment.
  package var comments = ["#"]
  /// Lines left out at the start.
  package var skippedRows = 0
  /// Lines left out at the end (`genfromtxt` only).
  package var skippedFooter = 0
  package var maximumRows: Int?
  /// Columns to keep, negative ones counted from the end.
  package var columns: [Int]?
  /// One column was asked for by a bare number, so its axis goes.
  package var isSingleColumn = false
  package var transposes = false
  package var minimumRank = 0
  package var quote: Character?
  /// What a missing entry becomes in `genfromtxt`; nil for NaN, −1 or False by dtype.
  package var filling: Scalar?
  /// Texts besides the empty one that count as missing in `genfromtxt`.
  package var missing: Set<String> = []
  /// Whether rows of another length are errors in `genfromtxt` (else they are left out).
  package var raisesOnRaggedRows = true

  package init() {}
}

/// Readers of tables of numbers.
package enum TextTable {
  /// `np.loadtxt`: every entry must be a number, every row as long as the first.
  package static func load(
    _ text: String, _ options: TextTableOptions
  ) throws(DataFileError) -> NDArray {
    var values: [Scalar] = []
    var width: Int?
    var rowCount = 0
    for (index, line) in lines(text).enumerated() where index >= options.skippedRows {
      if let maximum = options.maximumRows, rowCount >= maximum { break }
      let stripped = withoutComment(line, options.comments)
      if stripped.allSatisfy({ $0 == " " || $0 == "\t" || $0 == "\r" }) { continue }
      let fields = split(stripped, options)
      if let width, fields.count != width, options.columns == nil {
        throw DataFileError(
          "the number of columns changed from \(width) to \(fields.count) at row \(rowCount + 1); "
            + "use `usecols` to select a subset and avoid this error")
      }
      if width == nil { width = fields.count }
      for column in options.columns ?? Array(0..<fields.count) {
        let place = column < 0 ? column + fields.count : column
        guard place >= 0, place < fields.count else {
          throw DataFileError(
            "invalid column index \(column) at row \(rowCount + 1) with \(fields.count) columns")
        }
        guard let value = number(fields[place], options.dtype) else {
          throw DataFileError(
            "could not convert string '\(fields[place])' to \(options.dtype.name) at row "
              + "\(rowCount), column \(place + 1).")
        }
        values.append(value)
      }
      rowCount += 1
    }
    return arrange(
      values, rows: rowCount, columns: options.columns?.count ?? width ?? 0, options)
  }

  /// `np.genfromtxt`: missing and unreadable entries become the filling value.
  package static func generate(
    _ text: String, _ options: TextTableOptions
  ) throws(DataFileError) -> NDArray {
    var rows: [(line: Int, fields: [String])] = []
    let all = lines(text)
    for (index, line) in all.enumerated() where index >= options.skippedRows {
      let stripped = withoutComment(line, options.comments)
      let fields = split(stripped, options)
      if stripped.allSatisfy({ $0 == " " || $0 == "\t" || $0 == "\r" }) { continue }
      rows.append((index + 1, fields))
      if let maximum = options.maximumRows, rows.count >= maximum { break }
    }
    rows.removeLast(min(options.skippedFooter, rows.count))
    guard let width = rows.first?.fields.count else {
      return NDArray.zeros([0], dtype: options.dtype)
    }
    if options.columns == nil {
      let ragged = rows.filter { $0.fields.count != width }
      if !ragged.isEmpty && options.raisesOnRaggedRows {
        let list = ragged.map {
          "    Line #\($0.line) (got \($0.fields.count) columns instead of \(width))"
        }
        throw DataFileError("Some errors were detected !\n" + list.joined(separator: "\n"))
      }
      rows.removeAll { $0.fields.count != width }
    }
    let filling = options.filling ?? missingValue(options.dtype)
    var values: [Scalar] = []
    for row in rows {
      for column in options.columns ?? Array(0..<width) {
        let place = column < 0 ? column + row.fields.count : column
        let field = row.fields.indices.contains(place) ? row.fields[place] : ""
        let isMissing = field.isEmpty || options.missing.contains(field)
        values.append(isMissing ? filling : number(field, options.dtype) ?? filling)
      }
    }
    return arrange(values, rows: rows.count, columns: options.columns?.count ?? width, options)
  }

  private static func missingValue(_ dtype: DType) -> Scalar {
    dtype == .bool ? .bool(false) : dtype.isInteger ? .int(-1) : .float(.nan)
  }

  private static func lines(_ text: String) -> [Substring] {
    var result = text.split(omittingEmptySubsequences: false) {
      $0 == "\n" || $0 == "\r\n" || $0 == "\r"
    }
    if result.last?.isEmpty == true { result.removeLast() }
    return result
  }

  private static func withoutComment(_ line: Substring, _ comments: [String]) -> Substring {
    var result = line
    for comment in comments where !comment.isEmpty {
      if let range = result.firstRange(of: comment) { result = result[..<range.lowerBound] }
    }
    return result
  }

  private static func split(_ line: Substring, _ options: TextTableOptions) -> [String] {
    guard let delimiter = options.delimiter, delimiter != " " || options.quote != nil else {
      return line.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
    }
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    var rest = line
    while let character = rest.first {
      if character == options.quote {
        isQuoted.toggle()
        rest.removeFirst()
      } else if !isQuoted && rest.hasPrefix(delimiter) {
        fields.append(field)
        field = ""
        rest.removeFirst(delimiter.count)
      } else {
        field.append(character)
        rest.removeFirst()
      }
    }
    fields.append(field)
    return fields.map(trimmed)
  }

  private static func trimmed(_ text: String) -> String {
    var part = text[...]
    while part.first?.isWhitespace == true { part.removeFirst() }
    while part.last?.isWhitespace == true { part.removeLast() }
    return String(part)
  }

  /// An entry as a number of the dtype; underscores, which Python's `float` allows, are not numbers
  /// here.
  private static func number(_ text: String, _ dtype: DType) -> Scalar? {
    if text.contains("_") { return nil }
    if dtype == .bool {
      if let value = Int(text) { return .bool(value != 0) }
      return text == "True" ? .bool(true) : text == "False" ? .bool(false) : nil
    }
    if dtype == .uint64 { return UInt64(text).map { .uint($0) } }
    if dtype.isInteger { return Int(text).map { .int($0) } }
    if dtype == .float32 {
      return FloatFormatting.parseSingle(text).map { .float(Double($0)) }
    }
    if dtype.isComplex { return complexNumber(text) }
    return FloatFormatting.parse(text).map { .float($0) }
  }

  /// `1`, `2j`, `1+2j`, also in parentheses.
  package static func complexNumber(_ text: String) -> Scalar? {
    var body = text[...]
    if body.hasPrefix("("), body.hasSuffix(")") { body = body.dropFirst().dropLast() }
    guard body.hasSuffix("j") || body.hasSuffix("J") else {
      return FloatFormatting.parse(String(body)).map { .complex(real: $0, imaginary: 0) }
    }
    body = body.dropLast()
    // The sign that splits the parts is the last one not in an exponent.
    var cut = body.startIndex
    var previous: Character?
    for index in body.indices {
      let character = body[index]
      if (character == "+" || character == "-"), previous != "e", previous != "E",
        index != body.startIndex
      {
        cut = index
      }
      previous = character
    }
    let (real, imaginary) = (body[..<cut], body[cut...])
    let unit = imaginary.isEmpty || imaginary == "+" || imaginary == "-"
    let magnitude = unit ? imaginary + "1" : imaginary
    guard let second = FloatFormatting.parse(String(magnitude)) else { return nil }
    if real.isEmpty { return .complex(real: 0, imaginary: second) }
    return FloatFormatting.parse(String(real)).map { .complex(real: $0, imaginary: second) }
  }

  private static func arrange(
    _ values: [Scalar], rows: Int, columns: Int, _ options: TextTableOptions
  ) -> NDArray {
    if rows == 0 {
      return NDArray.zeros(options.minimumRank == 2 ? [0, 1] : [0], dtype: options.dtype)
    }
    var result = NDArray(scalars: values, shape: [rows, columns], dtype: options.dtype)
    if options.isSingleColumn && options.minimumRank < 2 {
      result = result.flattened
    }
    // Axes of extent 1 go, down to the smallest rank asked for.
    while result.rank > options.minimumRank, let axis = result.shape.firstIndex(of: 1) {
      if result.rank == 1 && options.isSingleColumn { break }
      result.shape.remove(at: axis)
      result.strides.remove(at: axis)
    }
    if options.transposes && result.rank == 2 {
      result.shape.reverse()
      result.strides.reverse()
    }
    return result
  }
}
