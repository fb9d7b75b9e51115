package import Syntax

/// An instance of a class that a script defines.
package class InstanceObject: Object {
  package let instanceType: TypeObject
  package final var fields = AttributeTable()
  /// The list, dict, number or text that an instance of a subclass of a builtin type also is.
  package final var base: Value?

  package init(_ type: TypeObject, base: Value? = nil) {
    instanceType = type
    self.base = base
  }

  override package final var baseValue: Value? { base }

  override package func type(in interpreter: Interpreter) -> TypeObject { instanceType }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    if let value = fields[name] { return value }
    if name == SpecialNames.dict {
      let dictionary = DictObject()
      for (name, value) in zip(fields.names, fields.values) {
        dictionary.setText(name.text, to: value)
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

  /// Calls the class's method `name` on this instance; nil where no user-defined class has it.
  package final func callMethod(_ name: Name, _ arguments: [Value], _ interpreter: Interpreter)
    throws -> Value?
  {
    guard let method = instanceType.userDefined(name), !method.isNone else { return nil }
    if case .function(let function) = method {
      return try interpreter.call(.function(function), [.object(self)] + arguments)
    }
    // Methods written in Swift have no frame that would bound their recursion.
    return try interpreter.nested {
      try interpreter.call(
        interpreter.bind(method, to: .object(self), of: instanceType), arguments)
    }
  }

  /// Whether the class defines the method itself or inherits it from a user-defined class.
  package final func defines(_ name: Name) -> Bool { instanceType.userDefined(name) != nil }

  private func requireText(_ name: String, _ value: Value, _ interpreter: Interpreter) throws
    -> StringObject
  {
    guard case .string(let text) = value.plain else {
      throw Raised(
        .typeError, "\(name) returned non-string (type \(interpreter.typeName(of: value)))")
    }
    return text
  }

  override package func write(
    asRepr: Bool, to builder: inout TextBuilder, in interpreter: Interpreter
  ) throws {
    if !asRepr, let text = try callMethod(SpecialNames.str, [], interpreter) {
      builder.append(try requireText("__str__", text, interpreter))
    } else if let text = try callMethod(SpecialNames.repr, [], interpreter) {
      builder.append(try requireText("__repr__", text, interpreter))
    } else {
      try writeDefault(asRepr: asRepr, to: &builder, in: interpreter)
    }
  }

  /// The text where the class defines none of its own.
  package func writeDefault(
    asRepr: Bool, to builder: inout TextBuilder, in interpreter: Interpreter
  ) throws {
    if let base {
      try builder.write(base, asRepr: asRepr, in: interpreter)
    } else {
      builder.append("<\(instanceType.displayName) object at \(address)>")
    }
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    var builder = TextBuilder()
    try write(asRepr: true, to: &builder, in: interpreter)
    return builder.text
  }

  override package func str(in interpreter: Interpreter) throws -> String {
    var builder = TextBuilder()
    try write(asRepr: false, to: &builder, in: interpreter)
    return builder.text
  }

  override package func format(_ spec: String, in interpreter: Interpreter) throws -> String? {
    guard let text = try callMethod(SpecialNames.format, [.string(spec)], interpreter) else {
      return nil
    }
    return try requireText("__format__", text, interpreter).text
  }

  override package func isTruthy(in interpreter: Interpreter) throws -> Bool {
    if let value = try callMethod(SpecialNames.bool, [], interpreter) {
      guard case .bool(let truth) = value else {
        throw Raised(
          .typeError,
          "__bool__ should return bool, returned \(interpreter.typeName(of: value))")
      }
      return truth
    }
    if let length = try length(in: interpreter) { return length != 0 }
    if let base { return try interpreter.isTruthy(base) }
    return true
  }

  override package func length(in interpreter: Interpreter) throws -> Int? {
    guard let value = try callMethod(SpecialNames.len, [], interpreter) else { return nil }
    let length = try interpreter.requireIndex(value)
    if length < 0 { throw Raised(.valueError, "__len__() should return >= 0") }
    return length
  }

  override package func hash(in interpreter: Interpreter) throws -> Int? {
    if let method = instanceType.userDefined(SpecialNames.hash) {
      if method.isNone { return nil }
      let value = try callMethod(SpecialNames.hash, [], interpreter) ?? .none
      guard let hash = value.bigInt else {
        throw Raised(.typeError, "__hash__ method should return an integer")
      }
      return try Int(exactly: hash) ?? interpreter.hash(value)
    }
    // A class with __eq__ and no __hash__ is unhashable.
    if defines(SpecialNames.equal) { return nil }
    if let base { return try interpreter.hash(base) }
    return identity
  }

  override package func isEqual(to other: Value, in interpreter: Interpreter) throws -> Bool? {
    guard let result = try compare(.equal, with: other, in: interpreter) else { return nil }
    return try interpreter.isTruthy(result)
  }

  override package func compare(
    _ operation: ComparisonOperator, with other: Value, in interpreter: Interpreter
  ) throws -> Value? {
    guard let name = SpecialNames.comparison(operation) else { return nil }
    if let result = try callMethod(name, [other], interpreter) {
      return interpreter.isNotImplemented(result) ? nil : result
    }
    if operation == .notEqual, let equal = try callMethod(SpecialNames.equal, [other], interpreter),
      !interpreter.isNotImplemented(equal)
    {
      return .bool(!(try interpreter.isTruthy(equal)))
    }
    return nil
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
    case .plus: try callMethod(SpecialNames.positive, [], interpreter)
    case .minus: try callMethod(SpecialNames.negative, [], interpreter)
    case .invert: try callMethod(SpecialNames.invert, [], interpreter)
    case .not: nil
    }
  }

  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    try callMethod(SpecialNames.getItem, [key], interpreter)
  }

  override package func setItem(at key: Value, to value: Value, in interpreter: Interpreter) throws
    -> Bool
  {
    try callMethod(SpecialNames.setItem, [key, value], interpreter) != nil
  }

  override package func deleteItem(at key: Value, in interpreter: Interpreter) throws -> Bool {
    try callMethod(SpecialNames.delItem, [key], interpreter) != nil
  }

  override package func contains(_ element: Value, in interpreter: Interpreter) throws -> Bool? {
    guard let result = try callMethod(SpecialNames.contains, [element], interpreter) else {
      return nil
    }
    return try interpreter.isTruthy(result)
  }

  override package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    if let iterator = try callMethod(SpecialNames.iter, [], interpreter) {
      return try interpreter.requireIterator(iterator)
    }
    if base != nil { return nil }
    // The old sequence protocol: items from 0 until IndexError.
    guard defines(SpecialNames.getItem) else { return nil }
    var index = 0
    return ClosureIterator("iterator") { [self] interpreter in
      do {
        let value = try item(at: .int(index), in: interpreter)
        index += 1
        return value
      } catch let error as Raised
        where interpreter.matches(error, .indexError)
        || interpreter.matches(error, .stopIteration)
      {
        return nil
      }
    }
  }

  override package func makeReversedIterator(in interpreter: Interpreter) throws
    -> IteratorObject?
  {
    guard let iterator = try callMethod(SpecialNames.reversed, [], interpreter) else { return nil }
    return try interpreter.requireIterator(iterator)
  }

  override package var isCallable: Bool { instanceType.userDefined(SpecialNames.call) != nil }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    guard let method = instanceType.userDefined(SpecialNames.call) else {
      return try super.call(arguments, in: interpreter)
    }
    return try interpreter.call(
      interpreter.bind(method, to: .object(self), of: instanceType), arguments)
  }

  override package func index(in interpreter: Interpreter) throws -> Int? {
    guard let value = try callMethod(SpecialNames.index, [], interpreter) else { return nil }
    return try interpreter.requireIndex(value)
  }

  override package func float(in interpreter: Interpreter) throws -> Double? {
    guard let value = try callMethod(SpecialNames.float, [], interpreter) else { return nil }
    guard case .float(let number) = value else {
      throw Raised(
        .typeError,
        "\(instanceType.name).__float__ returned non-float (type \(interpreter.typeName(of: value)))"
      )
    }
    return number
  }

  override package func absolute(in interpreter: Interpreter) throws -> Value? {
    try callMethod(SpecialNames.abs, [], interpreter)
  }

  override package func round(_ digits: Int?, in interpreter: Interpreter) throws -> Value? {
    try callMethod(SpecialNames.round, digits.map { [.int($0)] } ?? [], interpreter)
  }

  override package func descriptorGet(
    _ receiver: Value?, of type: TypeObject, in interpreter: Interpreter
  ) throws -> Value? {
    try callMethod(SpecialNames.get, [receiver ?? .none, .object(type)], interpreter)
  }

  override package func descriptorSet(
    _ name: Name, of receiver: Value, to value: Value, in interpreter: Interpreter
  ) throws -> Bool {
    try callMethod(SpecialNames.set, [receiver, value], interpreter) != nil
  }

  override package var isDataDescriptor: Bool {
    instanceType.userDefined(SpecialNames.set) != nil
  }
}

/// An iterator written in the script: an instance with `__next__`.
package final class InstanceIterator: IteratorObject {
  package let instance: Value

  package init(_ instance: Value) { self.instance = instance }

  override package func next(in interpreter: Interpreter) throws -> Value? {
    do {
      return try interpreter.call(interpreter.attribute(SpecialNames.next, of: instance), [])
    } catch let error as Raised where interpreter.matches(error, .stopIteration) {
      return nil
    }
  }
}
