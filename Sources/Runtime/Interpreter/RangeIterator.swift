/// Iterates a `range`; the machine asks it directly, without boxing.
package final class RangeIterator: IteratorObject {
  private var current: Int
  private var remaining: Int
  private let stride: Int

  package init(_ range: RangeObject) {
    current = range.start
    remaining = range.count
    stride = range.step
  }

  @inline(__always)
  func step() -> Int? {
    guard remaining > 0 else { return nil }
    remaining -= 1
    let value = current
    current = current &+ stride
    return value
  }

  /// Elements that are still to come.
  package var count: Int { remaining }

  override package func next(in interpreter: Interpreter) -> Value? {
    step().map { .int($0) }
  }

  override package var typeName: String { "range_iterator" }
}
