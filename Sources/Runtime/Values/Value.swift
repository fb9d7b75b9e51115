package import BigInt

/// A Python value.
///
/// Numbers, booleans and `None` live inline; everything else is an `Object`.
package enum Value {
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  case string(StringObject)
  case tuple(TupleObject)
  case list(ListObject)
  case dict(DictObject)
  case function(FunctionObject)
  /// Any other object, such as a set, a range, an array, a module or an instance of a class.
  case object(Object)
  /// Internal: a local or global that has no value.
  case unbound
  /// Internal: the box of a captured variable; never seen by scripts.
  case cell(CellObject)
}

extension Value {
  package static var `true`: Value { .bool(true) }
  package static var `false`: Value { .bool(false) }

  package static func string(_ text: String) -> Value { .string(StringObject(text)) }
  package static func tuple(_ elements: [Value]) -> Value { .tuple(TupleObject(elements)) }
  package static func list(_ elements: [Value]) -> Value { .list(ListObject(elements)) }
  package static func complex(_ real: Double, _ imaginary: Double) -> Value {
    .object(ComplexObject(real, imaginary))
  }

  /// A Python int: inline where it fits 64 bits.
  package static func integer(_ value: BigInt) -> Value {
    if let small = Int(exactly: value) { return .int(small) }
    return .object(BigIntObject(value))
  }

  /// Wraps an object in its own case, so that the hot cases are always recognised.
  package init(_ object: Object) {
    switch object {
    case let string as StringObject: self = .string(string)
    case let tuple as TupleObject: self = tuple.hasOwnOperators ? .object(tuple) : .tuple(tuple)
    case let list as ListObject: self = .list(list)
    case let dict as DictObject: self = .dict(dict)
    case let function as FunctionObject: self = .function(function)
    default: self = .object(object)
    }
  }

  package var isNone: Bool {
    if case .none = self { return true }
    return false
  }

  package var isUnbound: Bool {
    if case .unbound = self { return true }
    return false
  }

  /// The heap object behind the value, nil for inline values.
  package var object: Object? {
    switch self {
    case .string(let object): object
    case .tuple(let object): object
    case .list(let object): object
    case .dict(let object): object
    case .function(let object): object
    case .object(let object): object
    case .cell, .unbound, .none, .bool, .int, .float: nil
    }
  }

  /// The value as an int of any size: `bool` counts as 0 or 1; nil for other types.
  package var bigInt: BigInt? {
    switch self {
    case .int(let value): BigInt(value)
    case .bool(let value): value ? 1 : 0
    case .object(let object):
      (object as? BigIntObject)?.value ?? object.baseValue?.bigInt
    default: nil
    }
  }

  /// The text of a `str`.
  package var text: String? {
    switch self {
    case .string(let object): object.text
    case .object(let object): object.baseValue?.text
    default: nil
    }
  }

  /// The value with a user-defined subclass of a builtin type seen as that builtin type.
  package var plain: Value {
    if case .object(let object) = self, let value = object.baseValue { return value }
    return self
  }

  /// Python's `is`.
  package func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.none, .none): return true
    case (.bool(let a), .bool(let b)): return a == b
    // CPython caches small ints, so equal small ints are the same object.
    case (.int(let a), .int(let b)): return a == b
    case (.float(let a), .float(let b)): return a.bitPattern == b.bitPattern
    case (.string(let a), .string(let b)): return a.isSame(as: b)
    // There is one empty tuple.
    case (.tuple(let a), .tuple(let b)):
      return a === b || (a.elements.isEmpty && b.elements.isEmpty)
    default:
      guard let a = object, let b = other.object else { return false }
      if a === b { return true }
      // NumPy has one True_ and one False_.
      guard let x = downcast(a, to: ArrayObject.self), let y = downcast(b, to: ArrayObject.self),
        let p = x.truthConstant
      else { return false }
      return p == y.truthConstant
    }
  }
}
