package import Records

/// A Python `str`: immutable, indexed by code points.
package final class StringObject: Object {
  /// Empty while the text is still in two parts.
  private var flat: String
  /// A long text and what was added to it: joined when somebody reads it, so that adding in a loop takes linear time.
  private var parts: (left: StringObject, right: StringObject)?
  /// Parts nested to the left; bounded, since they are freed recursively.
  private let depth: Int
  /// Bytes of UTF-8.
  package let byteCount: Int
  /// Unrounded numbers that went into the text through formatting, in order; what comparison with a reference judges.
  package var numbers: [PrintedNumbers]?
  /// Hash once computed; 0 before.
  private var cachedHash = 0
  private var cachedScalars: [Unicode.Scalar]?
  /// Number of code points once counted; -1 before.
  private var cachedCount = -1

  package init(_ text: String, numbers: [PrintedNumbers]? = nil) {
    flat = text
    byteCount = text.utf8.count
    depth = 0
    self.numbers = numbers
  }

  private static let joinedFrom = 256
  private static let deepest = 1000

  /// The left text followed by the right one, which carry no numbers.
  package init(joining left: StringObject, _ right: StringObject) {
    byteCount = left.byteCount + right.byteCount
    if left.byteCount < StringObject.joinedFrom || left.depth >= StringObject.deepest {
      flat = left.text + right.text
      depth = 0
    } else {
      flat = ""
      parts = (left, right)
      depth = left.depth + 1
    }
  }

  package var text: String {
    if parts == nil { return flat }
    return join()
  }

  private func join() -> String {
    var rights: [StringObject] = []
    var node = self
    while let parts = node.parts {
      rights.append(parts.right)
      node = parts.left
    }
    var result = ""
    result.reserveCapacity(byteCount)
    result += node.flat
    for right in rights.reversed() { result += right.text }
    flat = result
    parts = nil
    return result
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
  package var isASCII: Bool { count == byteCount }

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
