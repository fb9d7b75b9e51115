/// What one execution of one print call wrote.
package struct OutputRecord: Codable, Sendable {
  /// A statement being executed when the print happened.
  package struct Site: Codable, Hashable, Sendable {
    /// First line of the innermost statement, from 1.
    package var line: Int
    /// Which execution of that statement in this run it was, from 1.
    package var occurrence: Int

    package init(line: Int, occurrence: Int) {
      self.line = line
      self.occurrence = occurrence
    }
  }

  package var cell: Int
  /// The statement that holds the print call.
  package var site: Site
  /// Statements of the calling frames, innermost first: an expectation after `main()` takes what
  /// `main` prints.
  package var callers: [Site]
  /// Exactly the characters written, `end` included.
  package var text: String
  /// The printed objects' numbers before they were rounded to text, in the order of the text.
  package var numbers: [PrintedNumbers]

  package init(
    cell: Int, site: Site, callers: [Site] = [], text: String, numbers: [PrintedNumbers] = []
  ) {
    self.cell = cell
    self.site = site
    self.callers = callers
    self.text = text
    self.numbers = numbers
  }

  package var line: Int { site.line }
  package var occurrence: Int { site.occurrence }
}

/// The unrounded numbers of one printed object: a scalar, an array, or a container of them.
package struct PrintedNumbers: Codable, Sendable {
  /// Element type, which decides the default tolerance.
  package enum DType: String, Codable, Sendable, CaseIterable {
    case bool, int, int8, int16, int32, int64, uint8, uint16, uint32, uint64
    case float16, bfloat16, float32, float64, complex64, complex128

    package var isInteger: Bool {
      switch self {
      case .bool, .int, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: true
      default: false
      }
    }

    package var isComplex: Bool { self == .complex64 || self == .complex128 }

    /// Whether a value has 24 significant bits.
    package var isSinglePrecision: Bool { self == .float32 || self == .complex64 }

    /// Whether a value has at most 11 significant bits.
    package var isHalfPrecision: Bool { self == .float16 || self == .bfloat16 }
  }

  package enum Values: Codable, Sendable {
    /// Floats widened to f64; complex numbers as real, imaginary, real, …
    case floats([Double])
    case integers([Int64])
    /// Integers beyond 64 bits, in decimal.
    case bigIntegers([String])
  }

  package var dtype: DType
  package var values: Values
  /// UTF-8 offsets of the object's text inside the output's text; nil where it is not known.
  package var textRange: Range<Int>?

  package init(dtype: DType, values: Values, textRange: Range<Int>? = nil) {
    self.dtype = dtype
    self.values = values
    self.textRange = textRange
  }

  /// Count of stored numbers; a complex value counts two.
  package var count: Int {
    switch values {
    case .floats(let values): values.count
    case .integers(let values): values.count
    case .bigIntegers(let values): values.count
    }
  }
}

/// A figure among a cell's outputs.
package struct FigureRecord: Codable, Sendable {
  package var cell: Int
  package var site: OutputRecord.Site
  /// Media type, such as `image/svg+xml`.
  package var mediaType: String
  package var content: [UInt8]

  package init(cell: Int, site: OutputRecord.Site, mediaType: String, content: [UInt8]) {
    self.cell = cell
    self.site = site
    self.mediaType = mediaType
    self.content = content
  }
}
