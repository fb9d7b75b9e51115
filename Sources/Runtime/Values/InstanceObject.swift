package import Syntax

/// An instance of a class that a script defines.
package class InstanceObject: Object {
  package let instanceType: TypeObject
  package var fields = AttributeTable()

  package init(_ type: TypeObject) { instanceType = type }

  override package func type(in interpreter: Interpreter) -> TypeObject { instanceType }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    if let value = fields[name] { return value }
    if name == "__dict__" {
      let dictionary = DictObject()
      for (name, value) in zip(fields.names, fields.values) {
        try dictionary.set(.string(name.text), to: value, in: interpreter)
      }
      return .dict(dictionary)
    }
    return nil
  }

  override package func setAttribute(
    _ name: Name, to value: Value, in interpreter: Interpreter
  ) throws -> Bool {
    fields[name] = value
    return true
  }

  override package func deleteAttribute(_ name: Name, in interpreter: Interpreter) throws -> Bool {
    guard fields[name] != nil else { return false }
    fields[name] = nil
    return true
  }

  /// Calls the class's method `name` on this instance; nil where the class has none.
  private func callMethod(_ name: Name, _ arguments: [Value], _ interpreter: Interpreter) throws
    -> Value?
  {
    guard let method = instanceType.lookUp(name) else { return nil }
    if method.isNone { return nil }
    return try interpreter.call(
      interpreter.bind(method, to: .object(self), of: instanceType), arguments)
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    if let text = try callMethod("__repr__", [], interpreter) {
      guard let text = text.text else {
        throw Raised(
          .typeError, "__repr__ returned non-string (type \(interpreter.typeName(of: text)))")
      }
      return text
    }
    return "<__main__.\(instanceType.name) object at \(address)>"
  }

  override package func str(in interpreter: Interpreter) throws -> String {
    if let text = try callMethod("__str__", [], interpreter) {
      guard let text = text.text else {
        throw Raised(
          .typeError, "__str__ returned non-string (type \(interpreter.typeName(of: text)))")
      }
      return text
    }
    return try repr(in: interpreter)
  }

  override package func format(_ spec: String, in interpreter: Interpreter) throws -> String? {
    if let text = try callMethod("__format__", [.string(spec)], interpreter) { return text.text }
    return nil
  }

  override package func isTruthy(in interpreter: Interpreter) throws -> Bool {
    if let value = try callMethod("__bool__", [], interpreter) {
      return try interpreter.isTruthy(value)
    }
    if let length = try length(in: interpreter) { return length != 0 }
    return true
  }

  override package func length(in interpreter: Interpreter) throws -> Int? {
    guard let value = try callMethod("__len__", [], interpreter) else { return nil }
    return try interpreter.requireIndex(value)
  }

  override package func hash(in interpreter: Interpreter) throws -> Int? {
    if let value = try callMethod("__hash__", [], interpreter) {
      guard let hash = value.bigInt else {
        throw Raised(.typeError, "__hash__ method should return an integer")
      }
      return Int(truncatingIfNeeded: hash)
    }
    // A class with __eq__ and no __hash__ is unhashable.
    if instanceType.lookUp("__eq__") != nil { return nil }
    return try super.hash(in: interpreter)
  }

  override package func isEqual(to other: Value, in interpreter: Interpreter) throws -> Bool? {
    guard let result = try compare(.equal, with: other, in: interpreter) else { return nil }
    return try interpreter.isTruthy(result)
  }

  override package func compare(
    _ operation: ComparisonOperator, with other: Value, in interpreter: Interpreter
  ) throws -> Value? {
    let name: Name =
      switch operation {
      case .equal: "__eq__"
      case .notEqual: "__ne__"
      case .less: "__lt__"
      case .lessEqual: "__le__"
      case .greater: "__gt__"
      case .greaterEqual: "__ge__"
      default: "__eq__"
      }
    guard let result = try callMethod(name, [other], interpreter) else {
      if operation == .notEqual,
        let equal = try callMethod("__eq__", [other], interpreter),
        !interpreter.isNotImplemented(equal)
      {
        return .bool(!(try interpreter.isTruthy(equal)))
      }
      return nil
    }
    return interpreter.isNotImplemented(result) ? nil : result
  }

  override package func binary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) throws -> Value? {
    let name = SpecialNames.binary(operation, reflected: reflected)
    guard let result = try callMethod(name, [other], interpreter) else { return nil }
    return interpreter.isNotImplemented(result) ? nil : result
  }

  override package func inPlace(
    _ operation: BinaryOperator, with other: Value, in interpreter: Interpreter
  ) throws -> Value? {
    guard let result = try callMethod(SpecialNames.inPlace(operation), [other], interpreter) else {
      return nil
    }
    return interpreter.isNotImplemented(result) ? nil : result
  }

  override package func unary(_ operation: UnaryOperator, in interpreter: Interpreter) throws
    -> Value?
  {
    switch operation {
    case .plus: try callMethod("__pos__", [], interpreter)
    case .minus: try callMethod("__neg__", [], interpreter)
    case .invert: try callMethod("__invert__", [], interpreter)
    case .not: nil
    }
  }

  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    try callMethod("__getitem__", [key], interpreter)
  }

  override package func setItem(at key: Value, to value: Value, in interpreter: Interpreter) throws
    -> Bool
  {
    try callMethod("__setitem__", [key, value], interpreter) != nil
  }

  override package func deleteItem(at key: Value, in interpreter: Interpreter) throws -> Bool {
    try callMethod("__delitem__", [key], interpreter) != nil
  }

  override package func contains(_ element: Value, in interpreter: Interpreter) throws -> Bool? {
    try callMethod("__contains__", [element], interpreter).map { try interpreter.isTruthy($0) }
  }

  override package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    if let iterator = try callMethod("__iter__", [], interpreter) {
      if case .object(let object) = iterator {
        if let iterator = object as? IteratorObject { return iterator }
        if object is InstanceObject { return InstanceIterator(iterator) }
      }
      throw Raised(
        .typeError, "iter() returned non-iterator of type '\(interpreter.typeName(of: iterator))'")
    }
    // The old sequence protocol: items from 0 until IndexError.
    guard instanceType.lookUp("__getitem__") != nil else { return nil }
    var index = 0
    return ClosureIterator("iterator") { [self] interpreter in
      do {
        let value = try item(at: .int(index), in: interpreter)
        index += 1
        return value
      } catch let error as Raised where interpreter.matches(error, .indexError) {
        return nil
      }
    }
  }

  override package var isCallable: Bool { instanceType.lookUp("__call__") != nil }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    guard let method = instanceType.lookUp("__call__") else {
      return try super.call(arguments, in: interpreter)
    }
    return try interpreter.call(
      interpreter.bind(method, to: .object(self), of: instanceType), arguments)
  }

  override package func index(in interpreter: Interpreter) throws -> Int? {
    guard let value = try callMethod("__index__", [], interpreter) else { return nil }
    return try interpreter.requireIndex(value)
  }

  override package func float(in interpreter: Interpreter) throws -> Double? {
    guard let value = try callMethod("__float__", [], interpreter) else { return nil }
    return try interpreter.requireFloat(value)
  }
}

/// An iterator written in the script: an instance with `__next__`.
package final class InstanceIterator: IteratorObject {
  private let instance: Value

  package init(_ instance: Value) { self.instance = instance }

  override package func next(in interpreter: Interpreter) throws -> Value? {
    do {
      return try interpreter.call(interpreter.attribute("__next__", of: instance), [])
    } catch let error as Raised where interpreter.matches(error, .stopIteration) {
      return nil
    }
  }
}

/// An instance of a builtin or user-defined exception class.
package final class ExceptionObject: InstanceObject {
  package var arguments: [Value]
  /// Filled while the exception unwinds, innermost frame first.
  package var traceback: [TracebackEntry] = []
  package var cause: Value = .none
  package var hint: String?

  package init(_ type: TypeObject, _ arguments: [Value]) {
    self.arguments = arguments
    super.init(type)
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "args": .tuple(arguments)
    case "__cause__": cause
    case "__traceback__", "__context__": Value.none
    case "value" where instanceType.exceptionKind == .stopIteration: arguments.first ?? .none
    default: try super.attribute(name, in: interpreter)
    }
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    if instanceType.lookUp("__repr__") != nil { return try super.repr(in: interpreter) }
    let texts = try arguments.map { try interpreter.repr($0) }
    return "\(instanceType.name)(\(texts.joined(separator: ", ")))"
  }

  override package func str(in interpreter: Interpreter) throws -> String {
    if instanceType.lookUp("__str__") != nil { return try super.str(in: interpreter) }
    switch arguments.count {
    case 0: return ""
    case 1:
      // KeyError shows the key as `repr` does.
      return instanceType.exceptionKind == .keyError
        ? try interpreter.repr(arguments[0]) : try interpreter.str(arguments[0])
    default: return try interpreter.repr(.tuple(arguments))
    }
  }

  override package func isTruthy(in interpreter: Interpreter) -> Bool { true }
  override package func length(in interpreter: Interpreter) -> Int? { nil }
}
