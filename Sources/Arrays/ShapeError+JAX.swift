extension ShapeError {
  /// JAX 0.10's exception for the same mistake.
  var jaxWording: ErrorWording {
    func value(_ text: String) -> ErrorWording { ErrorWording("ValueError", text) }
    func type(_ text: String) -> ErrorWording { ErrorWording("TypeError", text) }
    func list(_ shapes: [[Int]]) -> String {
      shapes.map(ShapeText.tuple).joined(separator: ", ")
    }
    switch self {
    case .operandsDoNotBroadcast(let shapes, let operation):
      if shapes.count <= 2, Set(shapes.map(\.count)).count == 1 {
        return type("\(operation) got incompatible shapes for broadcasting: \(list(shapes)).")
      }
      return value("Incompatible shapes for broadcasting: shapes=[\(list(shapes))]")
    case .shapesDoNotBroadcast(let shapes):
      return value("Incompatible shapes for broadcasting: shapes=[\(list(shapes))]")
    case .cannotBroadcast(let from, let to, let dtype), .cannotAssign(let from, let to, let dtype):
      if from.count > to.count {
        return value(
          "Cannot broadcast to shape with fewer dimensions: arr_shape=\(ShapeText.tuple(from)) "
            + "shape=\(ShapeText.tuple(to))")
      }
      return value(
        "Incompatible types for broadcasting: input type=\(ShapeText.abstract(from, dtype)) and "
          + "requested type=\(ShapeText.abstract(to, dtype))")
    case .cannotReshape(let from, let to): return type(ShapeError.reshapeText(from, to))
    case .severalUnknownExtents(let shape):
      return type(
        "can only specify one unknown axis size with a `-1` value, got \(ShapeText.tuple(shape))")
    case .axisOutOfBounds(let axis, let rank, _):
      return value("axis \(axis) is out of bounds for array of dimension \(rank)")
    case .duplicateAxis(let axes):
      return value("duplicate value in 'axis': \(ShapeText.tuple(axes))")
    case .axesDoNotMatch(let axes, let shape), .repeatedTransposeAxis(let axes, let shape):
      return type(
        "transpose permutation isn't a permutation of operand dimensions, got permutation "
          + "\(ShapeText.tuple(axes)) for operand shape \(ShapeText.tuple(shape)).")
    case .cannotSqueeze(let axes, let shape):
      return value(
        "cannot select an axis to squeeze out which has size not equal to one, got "
          + "shape=\(ShapeText.tuple(shape)) and dimensions=\(ShapeText.tuple(axes))")
    case .movedAxesDiffer(let source, let destination):
      return value("Inconsistent number of elements: \(source) vs \(destination)")
    case .matmulMismatch(let left, let right, let dtype):
      let inner = left.last ?? 1
      let outer = right.count == 1 ? right[0] : right[right.count - 2]
      if inner != outer {
        return type(
          "dot_general requires contracting dimensions to have the same shape, got "
            + "(\(inner),) and (\(outer),).")
      }
      return value(
        "Incompatible types for matmul arguments: \(ShapeText.abstract(left, dtype)) and "
          + ShapeText.abstract(right, dtype))
    case .matmulOfScalar(let operand):
      return value("matmul input operand \(operand) must have ndim at least 1, but it has ndim 0")
    case .notAligned(let left, let right, let leftAxis, let rightAxis):
      return type(
        "dot_general requires contracting dimensions to have the same shape, got "
          + "(\(left[leftAxis]),) and (\(right[rightAxis]),).")
    case .concatenateExtents(let shapes, let axis):
      return type(
        "Cannot concatenate arrays with shapes that differ in dimensions other than the one being "
          + "concatenated: concatenating along dimension \(axis) for shapes \(list(shapes)).")
    case .concatenateRanks(let shapes):
      return type(
        "Cannot concatenate arrays with different numbers of dimensions: got \(list(shapes)).")
    case .concatenateNothing: return value("Need at least one array to concatenate.")
    case .concatenateScalars: return value("Zero-dimensional arrays cannot be concatenated.")
    case .stackShapes(let shapes):
      return value(
        Set(shapes.map(\.count)).count > 1
          ? "Cannot stack arrays with different numbers of dimensions: got \(list(shapes))."
          : "All input arrays must have the same shape. Got \(list(shapes)).")
    case .stackNothing: return value("Need at least one array to stack.")
    case .emptyReduction(let name):
      let jaxName = name == "maximum" ? "max" : name == "minimum" ? "min" : name
      return value("zero-size array to reduction operation \(jaxName) which has no identity")
    case .negativeExtent(let shape):
      return type(
        "broadcast_in_dim shape must have every element be nonnegative, got "
          + "\(ShapeText.tuple(shape)).")
    case .unequalSplit(let extent, let sections):
      return value(
        "array split does not result in an equal division: rest is \(extent % max(sections, 1))")
    case .outputDoesNotBroadcast, .emptyArgument, .negativeSampleCount, .outOfMemory, .other:
      return wording(.numpy)
    }
  }

  private static func reshapeText(_ from: [Int], _ to: [Int]) -> String {
    let size = from.reduce(1, *)
    let known = to.filter { $0 != -1 }.reduce(1, *)
    let head = "cannot reshape array of shape \(ShapeText.tuple(from)) (size \(size)) into shape "
    if to.contains(-1) {
      return head + "\(ShapeText.tuple(to)) because the product of specified axis sizes (\(known)) "
        + "does not evenly divide \(size)"
    }
    return head + "\(ShapeText.tuple(to)) (size \(known))"
  }
}
