/// How arrays print: `np.set_printoptions`.
package struct PrintOptions: Hashable, Sendable {
  package enum FloatMode: String, Hashable, Sendable {
    case fixed
    case unique
    case maxprec
    case maxprecEqual = "maxprec_equal"
  }

  /// Digits after the point; nil for as many as needed.
  package var precision: Int? = 8
  package var threshold = 1000
  package var edgeItems = 3
  package var lineWidth = 75
  package var suppressesSmall = false
  package var nan = "nan"
  package var infinity = "inf"
  /// `-`, `+` or a space.
  package var sign: Character = "-"
  package var floatMode = FloatMode.maxprec

  package init() {}
}
