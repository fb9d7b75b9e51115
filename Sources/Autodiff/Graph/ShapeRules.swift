/// Shape arithmetic that several rules share.
package enum ShapeRules {
  /// NumPy's broadcasting of two shapes; nil where they do not fit.
  package static func broadcast(_ a: [Int], _ b: [Int]) -> [Int]? {
    if a == b { return a }
    var result = a.count >= b.count ? a : b
    let shorter = a.count >= b.count ? b : a
    let shift = result.count - shorter.count
    for axis in shorter.indices {
      let x = result[axis + shift]
      let y = shorter[axis]
      if x == y || y == 1 { continue }
      guard x == 1 else { return nil }
      result[axis + shift] = y
    }
    return result
  }

  /// `axes` counted from the front, checked.
  ///
  /// - Throws: `axisOutOfRange`, `repeatedAxis`.
  package static func normalized(
    _ axes: [Int], rank: Int, primitive: String
  ) throws -> [Int] {
    var result: [Int] = []
    for axis in axes {
      guard axis >= -rank, axis < rank else {
        throw GraphError.axisOutOfRange(primitive: primitive, axis: axis, rank: rank)
      }
      let normal = axis < 0 ? axis + rank : axis
      guard !result.contains(normal) else {
        throw GraphError.repeatedAxis(primitive: primitive, axis: axis)
      }
      result.append(normal)
    }
    return result
  }

  /// Checks axes that must already count from the front.
  static func check(_ axes: [Int], rank: Int, primitive: String) throws {
    let normal = try normalized(axes, rank: rank, primitive: primitive)
    guard normal == axes else {
      throw GraphError.invalid(primitive: primitive, reason: "axes must not be negative")
    }
  }

  /// The permutation that undoes `permutation`.
  static func inverse(_ permutation: [Int]) -> [Int] {
    var result = permutation
    for (position, axis) in permutation.enumerated() { result[axis] = position }
    return result
  }
}
