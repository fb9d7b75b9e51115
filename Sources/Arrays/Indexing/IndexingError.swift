/// What is wrong with a subscript, as data; worded by `wording(_:)`.
package enum IndexingError: Error, Hashable, Sendable {
  case outOfBounds(index: Int, axis: Int, extent: Int)
  case tooManyIndices(rank: Int, count: Int)
  case severalEllipses
  case zeroStep
  /// A boolean array's shape differs from that of the axes it covers; `firstAxis` is the first of
  /// those.
  case booleanShape(mask: [Int], shape: [Int], firstAxis: Int, position: Int)
  case notIntegers(DType)
  case arraysDoNotBroadcast(shapes: [[Int]])
  case valueShape(value: [Int], result: [Int], dtype: DType)
  case viewValueShape(value: [Int], result: [Int], dtype: DType)
  case sequenceForElement
  case maskedValueCount(values: Int, targets: Int)
  case maskedValueRank(Int)
  case emptyGather(axis: Int)

  package func wording(_ dialect: ErrorDialect) -> ErrorWording {
    func index(_ text: String) -> ErrorWording { ErrorWording("IndexError", text) }
    func value(_ text: String) -> ErrorWording { ErrorWording("ValueError", text) }
    let isJAX = dialect == .jax
    switch self {
    case .outOfBounds(let position, let axis, let extent):
      return index("index \(position) is out of bounds for axis \(axis) with size \(extent)")
    case .tooManyIndices(let rank, let count):
      let start = isJAX ? "Too many indices: array" : "too many indices for array: array"
      return index("\(start) is \(rank)-dimensional, but \(count) were indexed")
    case .severalEllipses: return index("an index can only have a single ellipsis ('...')")
    case .zeroStep: return value("slice step cannot be zero")
    case .booleanShape(let mask, let shape, let firstAxis, let position):
      if isJAX {
        let expected = shape[firstAxis..<min(shape.count, firstAxis + mask.count)]
        return index(
          "boolean index did not match shape of indexed array in index \(position): got "
            + "\(ShapeText.tuple(mask)), expected ["
            + expected.map(String.init).joined(separator: ", ") + "]")
      }
      for (offset, extent) in mask.enumerated() where extent != shape[firstAxis + offset] {
        return index(
          "boolean index did not match indexed array along axis \(firstAxis + offset); size of "
            + "axis is \(shape[firstAxis + offset]) but size of corresponding boolean axis is "
            + "\(extent)")
      }
      preconditionFailure("shapes that differ")
    case .notIntegers(let dtype):
      return isJAX
        ? ErrorWording(
          "TypeError",
          "Indexer must have integer or boolean type, got indexer with type \(dtype.name)")
        : index("arrays used as indices must be of integer (or boolean) type")
    case .arraysDoNotBroadcast(let shapes):
      return isJAX
        ? ShapeError.shapesDoNotBroadcast(shapes: shapes).wording(.jax)
        : index(
          "shape mismatch: indexing arrays could not be broadcast together with shapes "
            + shapes.map { ShapeText.compact($0) + " " }.joined())
    case .valueShape(let shape, let result, let dtype):
      return isJAX
        ? ShapeError.cannotBroadcast(from: shape, to: result, dtype: dtype).wording(.jax)
        : value(
          "shape mismatch: value array of shape \(ShapeText.compact(shape)) could not be broadcast "
            + "to indexing result of shape \(ShapeText.compact(result))")
    case .viewValueShape(let shape, let result, let dtype):
      return ShapeError.cannotAssign(from: shape, into: result, dtype: dtype).wording(dialect)
    case .sequenceForElement: return value("setting an array element with a sequence.")
    case .maskedValueCount(let values, let targets):
      return value(
        "NumPy boolean array indexing assignment cannot assign \(values) input values to the "
          + "\(targets) output values where the mask is true")
    case .maskedValueRank(let rank):
      return ErrorWording(
        "TypeError",
        "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has "
          + "\(rank) dimensions")
    case .emptyGather(let axis):
      return ErrorWording(
        "TypeError",
        "Slice size at index \(axis) in gather op is out of range, must be within [0, 0 + 1), got 1."
      )
    }
  }
}
