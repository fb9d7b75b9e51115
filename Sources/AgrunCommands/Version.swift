/// What the program calls itself.
enum Version {
  static let text = "0.1.0"
  /// Raised by hand, and only when a printed bit can change; it is part of every cache key and reference.
  static let numericsRevision = 1
}
