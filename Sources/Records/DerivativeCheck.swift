/// One derivative that a script asked for, held against two other derivations.
package struct DerivativeCheck: Codable, Sendable {
  package var line: Int
  /// What was asked for: `gradient`, `jacobian` and so on.
  package var kind: String
  package var output: String?
  package var withRespectTo: String?
  /// Directions in which it was checked.
  package var directions: Int
  /// Decimal digits that reverse and forward mode share in the worst direction; nil where one of them has no rule.
  package var modeDigits: Double?
  /// Decimal digits shared with extrapolated differences in the worst direction; nil where differences settle nothing: at a kink,
  /// at a jump, beside a pole.
  package var differenceDigits: Double?
  /// The worst direction, such as `w[3]`.
  package var worst: String
  /// Directional derivatives there.
  package var reverse: Double
  package var forward: Double?
  package var difference: Double?
  package var agrees: Bool

  package init(
    line: Int, kind: String, output: String?, withRespectTo: String?, directions: Int,
    modeDigits: Double?, differenceDigits: Double?, worst: String, reverse: Double,
    forward: Double?, difference: Double?, agrees: Bool
  ) {
    self.line = line
    self.kind = kind
    self.output = output
    self.withRespectTo = withRespectTo
    self.directions = directions
    self.modeDigits = modeDigits
    self.differenceDigits = differenceDigits
    self.worst = worst
    self.reverse = reverse
    self.forward = forward
    self.difference = difference
    self.agrees = agrees
  }
}
