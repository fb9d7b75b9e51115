package import Records

/// A Python `str`: immutable, indexed by code points.
package final class StringObject: Object {
  package let text: String
  /// Unrounded numbers that went into the text through formatting, in order; what comparison with a reference judges.
  package var numbers: [PrintedNumbers]?
  /// Hash once computed; 0 before.
  private var cachedHash = 0
  private var cachedScalars: [Unicode.Scalar]?
  /// Number of code points once counted; -1 before.
  private var cachedCount = -1

  package init(_ text: String, numbers: [PrintedNumbers]? = nil) {
    self.text = text
    self.numbers = numbers
  }

  /// Code points; built on first use, so that indexing in a loop is O(1).
  package var scalars: [Unicode.Scalar] {
    if let cachedScalars { return cachedScalars }
    let scalars = Array(text.unicodeScalars)
    cachedScalars = scalars
    return scalars
  }

  /// Number of code points, which is Python's `len`.
  package var count: Int {
    if cachedCount < 0 { cachedCount = text.unicodeScalars.count }
    return cachedCount
  }

  /// Whether every code point is one byte of UTF-8.
  package var isASCII: Bool { count == text.utf8.count }

  package var stableHash: Int {
    if cachedHash == 0 {
      // FNV-1a over UTF-8: the same in every process, so that nothing depends on a per-process seed.
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      cachedHash = Int(truncatingIfNeeded: hash) | 1
      if cachedHash == -1 { cachedHash = -3 }
    }
    return cachedHash
  }

  /// Equality of code points; Swift's own `==` would also equate canonically equivalent texts.
  package func isSame(as other: StringObject) -> Bool {
    if self === other { return true }
    let (a, b) = (text.utf8, other.text.utf8)
    return a.count == b.count && a.elementsEqual(b)
  }

  /// Order of code points, which is the order of UTF-8 bytes.
  package func precedes(_ other: StringObject) -> Bool {
    text.utf8.lexicographicallyPrecedes(other.text.utf8)
  }

  /// The code point at an index in range.
  package func character(at index: Int) -> StringObject {
    if isASCII {
      let utf8 = text.utf8
      let byte = utf8[utf8.index(utf8.startIndex, offsetBy: index)]
      return StringObject(String(Unicode.Scalar(byte)))
    }
    return StringObject(String(scalars[index]))
  }

  override package func type(in interpreter: Interpreter) -> TypeObject { interpreter.types.str }
  override package func length(in interpreter: Interpreter) -> Int? { count }
  override package func hash(in interpreter: Interpreter) -> Int? { stableHash }
  override package func str(in interpreter: Interpreter) -> String { text }
}

extension String {
  /// The text of a run of code points.
  package init(scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
