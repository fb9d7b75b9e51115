/// A span of UTF-8 offsets in one source file; line and column exist only where it is rendered.
package struct SourceRange: Hashable, Sendable {
  /// Index of the file in the session's table; 0 is the script itself.
  package var file: UInt16
  /// Offset of the first byte.
  package var lower: Int32
  /// Offset after the last byte.
  package var upper: Int32

  package init(file: UInt16 = 0, lower: Int32, upper: Int32) {
    self.file = file
    self.lower = lower
    self.upper = upper
  }

  /// Smallest range that covers both.
  package func union(_ other: SourceRange) -> SourceRange {
    SourceRange(file: file, lower: min(lower, other.lower), upper: max(upper, other.upper))
  }
}
