import Arrays

/// `loadtxt`, `genfromtxt` and `load`: readers of data files beside the script.
enum FileFunctions {
  static let all: [NumericFunction] = [
    NumericFunction(
      "loadtxt(fname, dtype=float, comments='#', delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False, ndmin=0, encoding=None, max_rows=None, *, quotechar=None, like=None)",
      "The numbers of a text file.", in: .numpy
    ) { c in
      try c.refuse(4, "converters")
      var options = try FileFunctions.options(c, delimiter: 3, comments: 2)
      options.skippedRows = try c.int(5)
      if !c.isMissing(6) {
        options.columns = try c.interpreter.axes(from: c[6])
        if case .int = c[6] { options.isSingleColumn = true }
      }
      options.transposes = try c.flag(7)
      options.minimumRank = try c.int(8)
      if !c.isMissing(10) { options.maximumRows = try c.int(10) }
      options.quote = c[11].text?.first
      let text = try c.interpreter.dataText(c[0])
      return try unpacked(
        c, withFileErrors { try TextTable.load(text, options) }, options.transposes)
    },
    NumericFunction(
      "genfromtxt(fname, dtype=float, comments='#', delimiter=None, skip_header=0, skip_footer=0, converters=None, missing_values=None, filling_values=None, usecols=None, names=None, max_rows=None, unpack=None, invalid_raise=True, encoding=None)",
      "The numbers of a text file, missing ones filled.", in: .numpy
    ) { c in
      try c.refuse(6, "converters")
      try c.refuse(10, "names")
      var options = try FileFunctions.options(c, delimiter: 3, comments: 2)
      options.skippedRows = try c.int(4)
      options.skippedFooter = try c.int(5)
      if let missing = c[7].text { options.missing = [missing] }
      if let filling = c[8].number { options.filling = filling.1 }
      if !c.isMissing(9) { options.columns = try c.interpreter.axes(from: c[9]) }
      if !c.isMissing(11) { options.maximumRows = try c.int(11) }
      options.transposes = try !c.isMissing(12) && c.flag(12)
      options.raisesOnRaggedRows = try c.flag(13)
      let text = try c.interpreter.dataText(c[0])
      return try unpacked(
        c, withFileErrors { try TextTable.generate(text, options) }, options.transposes)
    },
    NumericFunction(
      "load(file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding='ASCII')",
      "The array of a .npy file, or the arrays of a .npz file.", in: .numpy
    ) { c in
      let name = try c.interpreter.requireText(c[0])
      let bytes = try c.interpreter.dataBytes(name)
      if bytes.starts(with: [0x50, 0x4B]) {
        let result = DictObject()
        for entry in try withFileErrors({ try NumPyFile.archive(bytes) }) {
          result.setText(entry.name, to: .object(ArrayObject(entry.array, .array)))
        }
        return .dict(result)
      }
      return .object(ArrayObject(try withFileErrors { try NumPyFile.array(bytes) }, .array))
    },
    NumericFunction(
      "fromstring(string, dtype=float, count=-1, *, sep, like=None)", "The numbers of a text.",
      in: .numpy
    ) { c in
      let dtype = try c[1].text == "float" ? DType.float64 : c.dtype(1) ?? .float64
      let separator = try c.text(3)
      let parts = try c.text(0).split {
        separator.trimmed.isEmpty ? $0.isWhitespace : String($0) == separator.trimmed
      }
      let numbers = try parts.map { part -> Double in
        guard let number = FloatFormatting.parse(String(part).trimmed) else {
          throw Raised(
            .valueError, "string or file could not be read to its end due to unmatched data")
        }
        return number
      }
      return .object(c.result(NDArray(numbers, dtype: dtype)))
    },
    NumericFunction(
      "save(file, arr, allow_pickle=True)", "Not available: scripts cannot write files.",
      aliases: ["savetxt", "savez"], in: .numpy
    ) { _ in
      throw Raised(.notImplementedError, "scripts cannot write files in agrun")
    },
  ]

  private static func options(_ c: NumericCall, delimiter: Int, comments: Int) throws
    -> TextTableOptions
  {
    var options = TextTableOptions()
    if c[1].text != "float", let dtype = try c.dtype(1) { options.dtype = dtype }
    options.delimiter = c[delimiter].text
    if let comment = c[comments].text {
      options.comments = [comment]
    } else if c[comments].isNone {
      options.comments = []
    } else {
      options.comments = try c.interpreter.collect(c[comments]).compactMap(\.text)
    }
    return options
  }

  private static func unpacked(_ c: NumericCall, _ array: NDArray, _ splits: Bool) throws -> Value {
    let result = ArrayObject(array, .array)
    guard splits, array.rank == 2 else { return .object(result) }
    return .object(result)
  }

  static func withFileErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as DataFileError {
      throw Raised(.valueError, error.text)
    }
  }
}

extension Interpreter {
  /// The bytes of a data file that the script may read.
  func dataBytes(_ name: String) throws -> [UInt8] {
    guard let read = numerics.readFile else {
      throw Raised(.fileNotFoundError, "\(name) not found: this session reads no files")
    }
    return try read(name)
  }

  /// The text of a data file, or of the lines that a script passes instead.
  func dataText(_ source: Value) throws -> String {
    if let name = source.text { return String(decoding: try dataBytes(name), as: UTF8.self) }
    return try collect(source).map { try requireText($0) }.joined(separator: "\n")
  }
}
