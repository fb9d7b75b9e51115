/// What is wrong with the shapes, axes or sizes of an array operation, as data; worded by
/// `wording(_:)`.
package enum ShapeError: Error, Hashable, Sendable {
  /// Operand shapes of an elementwise operation that do not broadcast; `operation` is the name
  /// JAX's message starts with.
  case operandsDoNotBroadcast(shapes: [[Int]], operation: String)
  /// Shapes that `broadcast_arrays` and `broadcast_shapes` cannot join.
  case shapesDoNotBroadcast(shapes: [[Int]])
  case cannotBroadcast(from: [Int], to: [Int], dtype: DType)
  /// An assigned value that does not fit.
  case cannotAssign(from: [Int], into: [Int], dtype: DType)
  /// The target of an in-place operation is smaller than its result.
  case outputDoesNotBroadcast(output: [Int], result: [Int])
  case cannotReshape(from: [Int], to: [Int])
  case severalUnknownExtents(shape: [Int])
  case axisOutOfBounds(axis: Int, rank: Int, argument: String? = nil)
  case duplicateAxis(axes: [Int])
  case axesDoNotMatch(axes: [Int], shape: [Int])
  case repeatedTransposeAxis(axes: [Int], shape: [Int])
  case cannotSqueeze(axes: [Int], shape: [Int])
  case movedAxesDiffer(source: Int, destination: Int)
  case matmulMismatch(left: [Int], right: [Int], dtype: DType)
  case matmulOfScalar(operand: Int)
  case notAligned(left: [Int], right: [Int], leftAxis: Int, rightAxis: Int)
  case concatenateExtents(shapes: [[Int]], axis: Int)
  case concatenateRanks(shapes: [[Int]])
  case concatenateNothing
  case concatenateScalars
  case stackShapes(shapes: [[Int]])
  case stackNothing
  case emptyReduction(name: String)
  case emptyArgument(name: String)
  case negativeExtent(shape: [Int])
  case unequalSplit(extent: Int, sections: Int)
  case negativeSampleCount(Int)
  /// More memory than a run may use.
  case outOfMemory(shape: [Int], dtype: DType)
  /// A message of NumPy's that JAX words alike or has no counterpart of.
  case other(String)
}

/// Whose words and exception classes an error uses.
package enum ErrorDialect: Hashable, Sendable {
  case numpy
  case jax
}

/// A Python exception: class name and text.
package struct ErrorWording: Hashable, Sendable {
  package var type: String
  package var text: String

  package init(_ type: String, _ text: String) {
    self.type = type
    self.text = text
  }
}

extension ShapeError {
  package func wording(_ dialect: ErrorDialect) -> ErrorWording {
    switch dialect {
    case .numpy: numpyWording
    case .jax: jaxWording
    }
  }

  private var numpyWording: ErrorWording {
    func value(_ text: String) -> ErrorWording { ErrorWording("ValueError", text) }
    switch self {
    case .operandsDoNotBroadcast(let shapes, _):
      let list = shapes.map { ShapeText.compact($0) + " " }.joined()
      return value("operands could not be broadcast together with shapes " + list)
    case .shapesDoNotBroadcast(let shapes):
      let (first, second) = ShapeError.firstMismatch(shapes)
      return value(
        "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg "
          + "\(first) with shape \(ShapeText.tuple(shapes[first])) and arg \(second) with shape "
          + "\(ShapeText.tuple(shapes[second])).")
    case .cannotBroadcast(let from, let to, _):
      if from.count > to.count {
        return value("input operand has more dimensions than allowed by the axis remapping")
      }
      return value(
        "operands could not be broadcast together with remapped shapes [original->remapped]: "
          + "\(ShapeText.compact(from))  and requested shape \(ShapeText.compact(to))")
    case .cannotAssign(let from, let into, _):
      return value(
        "could not broadcast input array from shape \(ShapeText.compact(from)) into shape "
          + ShapeText.compact(into))
    case .outputDoesNotBroadcast(let output, let result):
      return value(
        "non-broadcastable output operand with shape \(ShapeText.compact(output)) doesn't match "
          + "the broadcast shape \(ShapeText.compact(result))")
    case .cannotReshape(let from, let to):
      return value(
        "cannot reshape array of size \(from.reduce(1, *)) into shape \(ShapeText.compact(to))")
    case .severalUnknownExtents: return value("can only specify one unknown dimension")
    case .axisOutOfBounds(let axis, let rank, let argument):
      let prefix = argument.map { $0 + ": " } ?? ""
      return ErrorWording(
        "AxisError", prefix + "axis \(axis) is out of bounds for array of dimension \(rank)")
    case .duplicateAxis: return value("duplicate value in 'axis'")
    case .axesDoNotMatch: return value("axes don't match array")
    case .repeatedTransposeAxis: return value("repeated axis in transpose")
    case .cannotSqueeze:
      return value("cannot select an axis to squeeze out which has size not equal to one")
    case .movedAxesDiffer:
      return value("`source` and `destination` arguments must have the same number of elements")
    case .matmulMismatch(let left, let right, _): return value(ShapeError.matmulText(left, right))
    case .matmulOfScalar(let operand):
      return value(
        "matmul: Input operand \(operand) does not have enough dimensions (has 0, gufunc core with "
          + "signature (n?,k),(k,m?)->(n?,m?) requires 1)")
    case .notAligned(let left, let right, let leftAxis, let rightAxis):
      return value(
        "shapes \(ShapeText.compact(left)) and \(ShapeText.compact(right)) not aligned: "
          + "\(left[leftAxis]) (dim \(leftAxis)) != \(right[rightAxis]) (dim \(rightAxis))")
    case .concatenateExtents(let shapes, let axis):
      let first = shapes[0]
      for (index, shape) in shapes.enumerated() {
        for other in shape.indices where other != axis && shape[other] != first[other] {
          return value(
            "all the input array dimensions except for the concatenation axis must match exactly, "
              + "but along dimension \(other), the array at index 0 has size \(first[other]) and "
              + "the array at index \(index) has size \(shape[other])")
        }
      }
      preconditionFailure("shapes that differ")
    case .concatenateRanks(let shapes):
      let index = shapes.firstIndex { $0.count != shapes[0].count } ?? 0
      return value(
        "all the input arrays must have same number of dimensions, but the array at index 0 has "
          + "\(shapes[0].count) dimension(s) and the array at index \(index) has "
          + "\(shapes[index].count) dimension(s)")
    case .concatenateNothing: return value("need at least one array to concatenate")
    case .concatenateScalars: return value("zero-dimensional arrays cannot be concatenated")
    case .stackShapes: return value("all input arrays must have the same shape")
    case .stackNothing: return value("need at least one array to stack")
    case .emptyReduction(let name):
      return value("zero-size array to reduction operation \(name) which has no identity")
    case .emptyArgument(let name): return value("attempt to get \(name) of an empty sequence")
    case .negativeExtent: return value("negative dimensions are not allowed")
    case .unequalSplit: return value("array split does not result in an equal division")
    case .negativeSampleCount(let count):
      return value("Number of samples, \(count), must be non-negative.")
    case .outOfMemory(let shape, let dtype): return MemorySize.wording(shape, dtype)
    case .other(let text): return value(text)
    }
  }

  private static func matmulText(_ left: [Int], _ right: [Int]) -> String {
    let core = right.count == 1 ? 0 : right.count - 2
    let (inner, outer) = (left.last ?? 1, right.isEmpty ? 1 : right[core])
    if inner != outer {
      return
        "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
        + "(n?,k),(k,m?)->(n?,m?) (size \(outer) is different from \(inner))"
    }
    let remapped = [left, right].map { shape in
      ShapeText.compact(shape) + "->("
        + (shape.dropLast(2).map(String.init) + ["newaxis", "newaxis"]).joined(separator: ",") + ")"
    }
    let core2 = [
      left.count > 1 ? left[left.count - 2] : 1, right.count > 1 ? right[right.count - 1] : 1,
    ]
    return "operands could not be broadcast together with remapped shapes [original->remapped]: "
      + remapped.joined(separator: " ") + "  and requested shape \(ShapeText.compact(core2))"
  }

  static func firstMismatch(_ shapes: [[Int]]) -> (Int, Int) {
    let rank = shapes.map(\.count).max() ?? 0
    for axis in 0..<rank {
      var seen: Int?
      for (index, shape) in shapes.enumerated() {
        let position = axis - (rank - shape.count)
        guard position >= 0, shape[position] != 1 else { continue }
        if let other = seen {
          let otherPosition = axis - (rank - shapes[other].count)
          if shapes[other][otherPosition] != shape[position] { return (other, index) }
        } else {
          seen = index
        }
      }
    }
    return (0, 0)
  }
}

/// Shapes as messages write them.
package enum ShapeText {
  /// Python's tuple: `(2, 3)`, `(4,)`, `()`.
  package static func tuple(_ shape: [Int]) -> String {
    shape.count == 1
      ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
  }

  /// NumPy's C messages: `(2,3)`, `(4,)`, `()`, an unknown extent as `newaxis`.
  package static func compact(_ shape: [Int]) -> String {
    // Unknown extents in front are left out.
    let parts = shape.drop { $0 < 0 }.map { $0 < 0 ? "newaxis" : String($0) }
    let isSingle = shape.count == 1 && parts.count == 1
    return "(" + parts.joined(separator: ",") + (isSingle ? ",)" : ")")
  }

  /// JAX's abstract values: `float32[2,3]`.
  package static func abstract(_ shape: [Int], _ dtype: DType) -> String {
    dtype.name + "[" + shape.map(String.init).joined(separator: ",") + "]"
  }
}
