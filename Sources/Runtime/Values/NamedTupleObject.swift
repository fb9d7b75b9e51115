package import Syntax

/// A tuple whose elements have names: `collections.namedtuple` and `typing.NamedTuple`.
package final class NamedTupleObject: TupleObject {
  package let instanceType: TypeObject
  private let names: [Name]

  package init(_ type: TypeObject, _ names: [Name], _ elements: [Value]) {
    instanceType = type
    self.names = names
    super.init(elements)
  }

  package var fieldNames: [Name] { names }

  override package func type(in interpreter: Interpreter) -> TypeObject { instanceType }
  override package var hasOwnOperators: Bool { instanceType.overridesOperators }
  override package var baseValue: Value? {
    hasOwnOperators ? .tuple(TupleObject(elements)) : nil
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    var index = 0
    while index < names.count {
      if names[index] == name { return elements[index] }
      index += 1
    }
    return name == "_fields" ? .tuple(names.map { .string($0.text) }) : nil
  }

  override package func setAttribute(
    _ name: Name, to value: Value, in interpreter: Interpreter
  ) throws -> Bool {
    if names.contains(name) { throw Raised(.attributeError, "can't set attribute") }
    return false
  }

  private func callMethod(_ name: Name, _ arguments: [Value], _ interpreter: Interpreter) throws
    -> Value?
  {
    guard hasOwnOperators, let method = instanceType.userDefined(name), !method.isNone else {
      return nil
    }
    return try interpreter.call(
      interpreter.bind(method, to: Value(self), of: instanceType), arguments)
  }

  override package func write(
    asRepr: Bool, to builder: inout TextBuilder, in interpreter: Interpreter
  ) throws {
    if !asRepr, let text = try callMethod(SpecialNames.str, [], interpreter),
      case .string(let string) = text
    {
      builder.append(string)
    } else if let text = try callMethod(SpecialNames.repr, [], interpreter),
      case .string(let string) = text
    {
      builder.append(string)
    } else {
      builder.append(instanceType.name)
      try builder.writeFields(self, zip(names, elements).map { ($0.text, $1) }, in: interpreter)
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

  // MARK: Operators of a subclass

  override package func isTruthy(in interpreter: Interpreter) throws -> Bool {
    if let value = try callMethod(SpecialNames.bool, [], interpreter) {
      return try interpreter.isTruthy(value)
    }
    return try length(in: interpreter) != 0
  }

  override package func length(in interpreter: Interpreter) throws -> Int? {
    guard let value = try callMethod(SpecialNames.len, [], interpreter) else {
      return elements.count
    }
    return try interpreter.requireIndex(value)
  }

  override package func hash(in interpreter: Interpreter) throws -> Int? {
    if let value = try callMethod(SpecialNames.hash, [], interpreter) {
      return try interpreter.requireIndex(value)
    }
    return try interpreter.hash(.tuple(TupleObject(elements)))
  }

  override package func compare(
    _ operation: ComparisonOperator, with other: Value, in interpreter: Interpreter
  ) throws -> Value? {
    guard let name = SpecialNames.comparison(operation),
      let result = try callMethod(name, [other], interpreter)
    else { return nil }
    return interpreter.isNotImplemented(result) ? nil : result
  }

  override package func binary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) throws -> Value? {
    let name = SpecialNames.binary(operation, reflected: reflected)
    guard let result = try callMethod(name, [other], interpreter) else { return nil }
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

  override package func contains(_ element: Value, in interpreter: Interpreter) throws -> Bool? {
    guard let result = try callMethod(SpecialNames.contains, [element], interpreter) else {
      return nil
    }
    return try interpreter.isTruthy(result)
  }

  override package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    guard let iterator = try callMethod(SpecialNames.iter, [], interpreter) else { return nil }
    return try interpreter.requireIterator(iterator)
  }

  override package var isCallable: Bool { instanceType.userDefined(SpecialNames.call) != nil }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    guard let method = instanceType.userDefined(SpecialNames.call) else {
      return try super.call(arguments, in: interpreter)
    }
    return try interpreter.call(
      interpreter.bind(method, to: Value(self), of: instanceType), arguments)
  }
}
