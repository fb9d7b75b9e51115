import Arrays
import Autodiff

extension ArrayObject {
  func arrayAttribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "shape": return .tuple(shape.map { .int($0) })
    case "ndim": return .int(rank)
    case "size": return .int(count)
    case "dtype": return .object(DTypeObject(dtype))
    case "T", "mT":
      if name == "mT" {
        guard rank >= 2 else {
          throw Raised(.valueError, "matrix transpose with ndim < 2 is undefined")
        }
        return .object(try interpreter.swapAxes(self, -2, -1, facade))
      }
      if rank < 2 {
        return .object(
          flavor == .scalar || isTraced ? self : view(try interpreter.numerics.value(of: self)))
      }
      return .object(try interpreter.transpose(self, nil, facade))
    case "itemsize": return .int(dtype.itemSize)
    case "nbytes": return .int(dtype.itemSize * count)
    case "strides":
      let elements = try interpreter.numerics.value(of: self)
      return .tuple(elements.strides.map { .int($0 * dtype.itemSize) })
    case "real", "imag":
      return .object(try part(isReal: name == "real", interpreter))
    case "flat":
      if isTraced {
        let flat = try interpreter.reshape(self, [-1], facade)
        return try flat.makeIterator(in: interpreter).map { .object($0) }
      }
      return .object(FlatIterator(self))
    case "base": return base.map { .object($0) } ?? Value.none
    case "device" where flavor != .jax: return .string("cpu")
    case "weak_type" where flavor == .jax: return .bool(isWeak)
    case "at" where flavor == .jax: return .object(IndexUpdater(self))
    case "_value" where isTraced:
      return .object(ArrayObject(result: try interpreter.numerics.value(of: self), facade))
    case "aval" where flavor == .jax:
      return .object(ShapedArrayObject(shape, dtype, isWeak: isWeak))
    case "sharding" where flavor == .jax: return .object(ShardingObject())
    case "device" where flavor == .jax: return .object(DeviceObject())
    case "__setitem__" where flavor == .jax:
      return .object(
        BuiltinFunction.binary("__setitem__(key, value, /)", "Refuses.") {
          [self] interpreter, key, value in
          _ = try setItem(at: key, to: value, in: interpreter)
          return .none
        })
    case "flags": return .object(ArrayFlags(self))
    default: return nil
    }
  }

  func arraySetAttribute(_ name: Name, to value: Value, in interpreter: Interpreter)
    throws -> Bool
  {
    guard flavor == .array, case .array(let elements, let storage) = content else { return false }
    if name == "real" || name == "imag" || name == "flat" {
      return try setPart(name, to: value, interpreter)
    }
    guard name == "shape" else { return false }
    var moved = try elements.reshaped(interpreter.shape(from: value))
    moved.buffer = storage.buffer
    content = .array(moved, storage)
    return true
  }

  /// `a.real = …`, `a.imag = …`, `a.flat = …`.
  private func setPart(_ name: Name, to value: Value, _ interpreter: Interpreter) throws -> Bool {
    let source = try interpreter.numerics.value(of: interpreter.array(of: value, .numpy))
    if name == "flat" {
      try FlatIterator(self).write(source, at: Array(0..<count))
      return true
    }
    guard dtype.isComplex else {
      if name == "imag" { throw Raised(.typeError, "array does not have imaginary part to set") }
      try write(source)
      return true
    }
    let parts = try source.broadcast(to: shape).doubles
    let old = try interpreter.numerics.value(of: self).scalars
    let isReal = name == "real"
    let joined = zip(old, parts).map { element, part in
      Scalar.complex(
        real: isReal ? part : element.asDouble, imaginary: isReal ? element.imaginary : part)
    }
    try write(NDArray(scalars: joined, shape: shape, dtype: dtype))
    return true
  }

  /// The real or imaginary part; a copy, since parts of complex arrays are not views here.
  private func part(isReal: Bool, _ interpreter: Interpreter) throws -> ArrayObject {
    if isReal, !dtype.isComplex { return self }
    guard let function = ElementwiseTable.function(named: isReal ? "real" : "imag") else {
      return self
    }
    return try interpreter.elementwise(function, [.array(self)], facade)
  }
}

/// JAX's description of an array: `ShapedArray(float32[3])`.
package final class ShapedArrayObject: Object {
  package let shape: [Int]
  let dtype: DType
  package let isWeak: Bool
  /// `ShapeDtypeStruct` and `ShapedArray` print differently.
  private let isStructure: Bool

  init(_ shape: [Int], _ dtype: DType, isWeak: Bool = false, isStructure: Bool = false) {
    self.shape = shape
    self.dtype = dtype
    self.isWeak = isWeak
    self.isStructure = isStructure
  }

  override package func repr(in interpreter: Interpreter) -> String {
    if isStructure {
      return "ShapeDtypeStruct(shape=\(ShapeText.tuple(shape)), dtype=\(dtype.name))"
    }
    return "ShapedArray(\(ShapeText.abstract(shape, dtype))\(isWeak ? ", weak_type=True" : ""))"
  }

  override package func str(in interpreter: Interpreter) -> String {
    isStructure ? repr(in: interpreter) : (isWeak ? "~" : "") + ShapeText.abstract(shape, dtype)
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    switch name {
    case "shape": .tuple(shape.map { .int($0) })
    case "dtype": .object(DTypeObject(dtype))
    case "ndim": .int(shape.count)
    case "size": .int(shape.reduce(1, *))
    case "weak_type": .bool(isWeak)
    default: nil
    }
  }

  override package func isEqual(to other: Value, in interpreter: Interpreter) -> Bool? {
    guard case .object(let object) = other, let other = object as? ShapedArrayObject else {
      return nil
    }
    return shape == other.shape && dtype == other.dtype
  }
}
