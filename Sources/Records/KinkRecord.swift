/// An operation that stood on a kink, a tie or a jump where a script took a derivative.
package struct KinkRecord: Sendable {
  package var line: Int
  /// What the point is and which derivative counts there.
  package var kink: String
  /// Derivatives in which it happened.
  package var derivatives: Int
  /// Elements on the kink the first time, of how many.
  package var elements: Int
  package var count: Int
  /// Index of the first of them.
  package var first: [Int]

  package init(
    line: Int, kink: String, derivatives: Int, elements: Int, count: Int, first: [Int]
  ) {
    self.line = line
    self.kink = kink
    self.derivatives = derivatives
    self.elements = elements
    self.count = count
    self.first = first
  }
}
