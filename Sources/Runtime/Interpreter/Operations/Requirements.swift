package import BigInt

/// Reading Swift values out of Python ones, with Python's words where they are of the wrong type.
extension Interpreter {
  /// An int for indexing and counting: `__index__`.
  package func requireIndex(_ value: Value) throws -> Int {
    switch value {
    case .int(let value): return value
    case .bool(let value): return value ? 1 : 0
    case .object(let object):
      if let index = try object.index(in: self) { return index }
      if object is BigIntObject {
        throw Raised(.overflowError, "Python int too large to convert to C ssize_t")
      }
      if let base = object.baseValue { return try requireIndex(base) }
    default: break
    }
    throw Raised(
      .typeError, "'\(typeName(of: value))' object cannot be interpreted as an integer")
  }

  /// An int of any size: `__index__`.
  package func requireInteger(_ value: Value) throws -> BigInt {
    if let integer = value.bigInt { return integer }
    return BigInt(try requireIndex(value))
  }

  /// A real number: what `math` functions accept.
  package func requireFloat(_ value: Value) throws -> Double {
    if let number = try floatIfReal(value) { return number }
    throw Raised(.typeError, "must be real number, not \(typeName(of: value))")
  }

  /// `float(value)` of a number; nil where the value is not a real number.
  package func floatIfReal(_ value: Value) throws -> Double? {
    switch value {
    case .float(let value): return value
    case .int(let value): return Double(value)
    case .bool(let value): return value ? 1 : 0
    case .object(let object):
      if let number = object as? BigIntObject { return try BigIntegers.double(number.value) }
      if let number = try object.float(in: self) { return number }
      if let base = object.baseValue, base.text == nil { return try floatIfReal(base) }
      if let index = try object.index(in: self) { return Double(index) }
      return nil
    default: return nil
    }
  }

  /// The text of a `str` argument; `function` and `position` word the error as CPython does.
  package func requireText(_ value: Value, _ what: String = "argument") throws -> String {
    if let text = value.text { return text }
    throw Raised(.typeError, "\(what) must be str, not \(typeName(of: value))")
  }

  package func requireBool(_ value: Value) throws -> Bool { try isTruthy(value) }

  /// An int or `None`, as slices have them.
  package func indexIfPresent(_ value: Value) throws -> Int? {
    switch value {
    case .none, .unbound: return nil
    case .int(let value): return value
    case .object(let object) where object is BigIntObject:
      // Slice bounds beyond 64 bits act as the ends.
      return (value.bigInt ?? 0) < 0 ? Int.min : Int.max
    default:
      do {
        return try requireIndex(value)
      } catch let error as Raised where matches(error, .typeError) {
        throw Raised(
          .typeError, "slice indices must be integers or None or have an __index__ method")
      }
    }
  }

  /// Refuses what would take more memory than the run may use.
  package func requireMemory(elements count: Int, of size: Int = MemoryLayout<Value>.stride) throws
  {
    let (bytes, isTooLarge) = count.multipliedReportingOverflow(by: size)
    guard isTooLarge || bytes > limits.memory else { return }
    let allowed = limits.memory >> 20
    throw Raised(
      .memoryError, "\(count) elements do not fit the memory limit of \(allowed) MiB",
      hint: "raise the limit with --max-memory")
  }
}
