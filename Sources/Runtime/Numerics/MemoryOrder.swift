import Arrays
import Autodiff

/// In which order of the elements a function reads and writes memory: NumPy's `order=`.
enum MemoryOrder {
  /// The last index changes fastest.
  case rowMajor
  /// The first index changes fastest.
  case columnMajor
}

extension Interpreter {
  /// Reads `order=`; `A` and `K` follow the memory of `array`.
  func memoryOrder(_ value: Value, of array: ArrayObject? = nil) throws -> MemoryOrder {
    guard !value.isNone, !value.isUnbound else { return .rowMajor }
    guard let text = value.text else {
      throw Raised(.typeError, "order must be str, not \(typeName(of: value))")
    }
    switch text.uppercased() {
    case "C": return .rowMajor
    case "F": return .columnMajor
    case "A", "K":
      guard let known = array?.known, !known.isContiguous, try known.transposed().isContiguous
      else { return .rowMajor }
      return .columnMajor
    default:
      throw Raised(.valueError, "order must be one of 'C', 'F', 'A', or 'K' (got '\(text)')")
    }
  }

  func reshape(_ x: ArrayObject, _ shape: [Int], _ order: MemoryOrder, _ facade: Facade) throws
    -> ArrayObject
  {
    guard order == .columnMajor, x.rank > 1 || shape.count > 1 else {
      return try reshape(x, shape, facade)
    }
    // Failures are worded with the shape as the caller wrote it.
    let target = try Shapes.resolve(shape, from: x.shape)
    let reversed = try reshape(transpose(x, nil, facade), target.reversed(), facade)
    return try transpose(reversed, nil, facade)
  }

  /// A copy whose memory is in an order; NumPy only, where it shows in `flags` and `strides`.
  func copy(_ x: ArrayObject, _ order: MemoryOrder) throws -> ArrayObject {
    guard order == .columnMajor, !x.isTraced, x.rank > 1, x.flavor == .array else {
      return try copy(x)
    }
    let elements = try numerics.value(of: x).transposed().duplicate()
    return ArrayObject(try elements.transposed(), .array)
  }

  /// The array itself where its memory is in the order already, else a copy.
  func arranged(_ x: ArrayObject, _ order: MemoryOrder) throws -> ArrayObject {
    guard !x.isTraced, x.flavor == .array else { return x }
    let elements = try numerics.value(of: x)
    let fits = order == .rowMajor ? elements.isContiguous : try elements.transposed().isContiguous
    return fits ? x : try copy(x, order)
  }
}
