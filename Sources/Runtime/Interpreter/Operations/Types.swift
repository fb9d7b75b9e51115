extension Interpreter {
  /// The Python type of a value.
  package func type(of value: Value) -> TypeObject {
    switch value {
    case .none, .unbound, .cell: types.noneType
    case .bool: types.bool
    case .int: types.int
    case .float: types.float
    case .string: types.str
    case .tuple(let tuple): tuple.type(in: self)
    case .list: types.list
    case .dict(let dict): dict.type(in: self)
    case .function: types.function
    case .object(let object): object.type(in: self)
    }
  }

  /// The name of a value's class as messages show it: classes of extension modules with their module in front.
  package func typeName(of value: Value) -> String {
    type(of: value).messageName
  }

  /// Whether a value is an instance of a class or of a subclass of it.
  package func isInstance(_ value: Value, of type: TypeObject) -> Bool {
    if self.type(of: value).isSubtype(of: type) { return true }
    return type.instanceCheck?(self, value) ?? false
  }

  /// `isinstance(value, classes)`: a class or a tuple of them, nested at will.
  package func isInstance(_ value: Value, ofAny classes: Value) throws -> Bool {
    switch classes {
    case .object(let object) where object is TypeObject:
      guard let type = object as? TypeObject else { return false }
      return isInstance(value, of: type)
    case .none: return value.isNone
    case .tuple(let tuple):
      return try tuple.elements.contains { try isInstance(value, ofAny: $0) }
    default:
      throw Raised(
        .typeError, "isinstance() arg 2 must be a type, a tuple of types, or a union")
    }
  }

  /// Whether a value is the `NotImplemented` that operator methods return.
  package func isNotImplemented(_ value: Value) -> Bool {
    if case .object(let object) = value { return object === notImplemented }
    return false
  }

  package func isCallable(_ value: Value) -> Bool {
    switch value {
    case .function: true
    case .object(let object): object.isCallable
    default: false
    }
  }

  /// Python's truth of a value.
  package func isTruthy(_ value: Value) throws -> Bool {
    switch value {
    case .none, .unbound, .cell: false
    case .bool(let value): value
    case .int(let value): value != 0
    case .float(let value): value != 0
    case .string(let string): string.byteCount != 0
    case .tuple(let tuple):
      tuple.hasOwnOperators ? try tuple.isTruthy(in: self) : !tuple.elements.isEmpty
    case .list(let list): !list.elements.isEmpty
    case .dict(let dict): dict.count != 0
    case .function: true
    case .object(let object):
      switch object {
      case is BigIntObject: true
      case let number as ComplexObject: number.real != 0 || number.imaginary != 0
      default: try object.isTruthy(in: self)
      }
    }
  }

  /// `len(value)`.
  package func length(of value: Value) throws -> Int {
    switch value {
    case .string(let string): return string.count
    case .tuple(let tuple) where !tuple.hasOwnOperators: return tuple.elements.count
    case .list(let list): return list.elements.count
    case .dict(let dict): return dict.count
    default:
      if let object = value.object {
        if let length = try object.length(in: self) { return length }
        if let base = object.baseValue { return try length(of: base) }
      }
      throw Raised(.typeError, "object of type '\(typeName(of: value))' has no len()")
    }
  }
}
