/// What is wrong with a random function's arguments; `type` and `text` are NumPy's exception.
package struct RandomError: Error, Hashable, Sendable {
  package var type: String
  package var text: String

  package init(_ text: String, type: String = "ValueError") {
    self.type = type
    self.text = text
  }

  static func shape(_ error: ShapeError) -> RandomError {
    let wording = error.wording(.numpy)
    return RandomError(wording.text, type: wording.type)
  }
}
