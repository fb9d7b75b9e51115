package import Records
package import Syntax
import Synchronization

/// Base of every heap value; what a type does not override answers as Python's `object` does.
///
/// Methods that return nil say "not supported", and the interpreter words the `TypeError`.
package class Object {
  /// Serial number, given on first use: what `id`, the default `hash` and the default `repr` show.
  private final var serial = 0

  package init() {}

  private static let lastSerial = Atomic<Int>(0)

  /// A number no other object of the process has; counts up, so that runs are reproducible.
  package final var identity: Int {
    if serial == 0 {
      serial = Object.lastSerial.wrappingAdd(1, ordering: .relaxed).newValue
    }
    return serial
  }

  /// The Python type; its `name` is what messages and `type(x).__name__` show.
  package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.object
  }

  /// Attributes of the object itself, before those of its type.
  ///
  /// Nil where there is none.
  package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? { nil }

  /// False where the attribute cannot be set.
  package func setAttribute(_ name: Name, to value: Value, in interpreter: Interpreter) throws
    -> Bool
  { false }

  package func deleteAttribute(_ name: Name, in interpreter: Interpreter) throws -> Bool { false }

  /// What access through an instance (or, without receiver, the class) yields for a class attribute that is a descriptor, such as a
  /// method or a property; nil where the object is an ordinary value.
  package func descriptorGet(_ receiver: Value?, of type: TypeObject, in interpreter: Interpreter)
    throws -> Value?
  { nil }

  /// Assignment through an instance to a class attribute; false where the object is no data descriptor.
  package func descriptorSet(
    _ name: Name, of receiver: Value, to value: Value, in interpreter: Interpreter
  ) throws -> Bool { false }

  /// Whether `descriptorSet` may return true.
  package var isDataDescriptor: Bool { false }

  package func repr(in interpreter: Interpreter) throws -> String {
    "<\(type(in: interpreter).displayName) object at \(address)>"
  }

  /// What `str()` and `print` show.
  package func str(in interpreter: Interpreter) throws -> String { try repr(in: interpreter) }

  /// Unrounded numbers that `repr` and `str` write, in order; `textRange` may be left nil.
  package func printedNumbers(in interpreter: Interpreter) throws -> [PrintedNumbers] { [] }

  /// Appends `repr` (or `str`) with the numbers in it.
  package func write(asRepr: Bool, to builder: inout TextBuilder, in interpreter: Interpreter)
    throws
  {
    let text = try asRepr ? repr(in: interpreter) : str(in: interpreter)
    builder.append(text, wholeTextNumbers: try printedNumbers(in: interpreter))
  }

  /// Nil where there is no `__format__` of its own and the spec is applied to `str()`.
  package func format(_ spec: String, in interpreter: Interpreter) throws -> String? { nil }

  package func isTruthy(in interpreter: Interpreter) throws -> Bool {
    if let length = try length(in: interpreter) { return length != 0 }
    return true
  }

  package func length(in interpreter: Interpreter) throws -> Int? { nil }

  /// Nil where the type is unhashable.
  package func hash(in interpreter: Interpreter) throws -> Int? { identity }

  /// `==`; nil where the types do not compare and identity decides.
  package func isEqual(to other: Value, in interpreter: Interpreter) throws -> Bool? { nil }

  /// A rich comparison whose result need not be a bool (arrays).
  ///
  /// Nil where not supported. `==` and `!=` fall back to `isEqual`.
  package func compare(
    _ operation: ComparisonOperator, with other: Value, in interpreter: Interpreter
  ) throws -> Value? { nil }

  /// `self op other`, or `other op self` where `reflected`; nil is Python's NotImplemented.
  package func binary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) throws -> Value? { nil }

  /// `self op= other` done in place; nil falls back to `binary`.
  package func inPlace(
    _ operation: BinaryOperator, with other: Value, in interpreter: Interpreter
  ) throws -> Value? { nil }

  package func unary(_ operation: UnaryOperator, in interpreter: Interpreter) throws -> Value? {
    nil
  }

  package func item(at key: Value, in interpreter: Interpreter) throws -> Value? { nil }
  /// False where items cannot be assigned.
  package func setItem(at key: Value, to value: Value, in interpreter: Interpreter) throws -> Bool {
    false
  }
  package func deleteItem(at key: Value, in interpreter: Interpreter) throws -> Bool { false }

  /// `element in self`; nil falls back to iteration.
  package func contains(_ element: Value, in interpreter: Interpreter) throws -> Bool? { nil }

  /// Nil where the object is not iterable.
  package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? { nil }

  /// `reversed(self)`; nil falls back to `__len__` and items.
  package func makeReversedIterator(in interpreter: Interpreter) throws -> IteratorObject? { nil }

  package var isCallable: Bool { false }

  /// Calls the object; only asked where `isCallable`.
  package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    throw Raised(.typeError, "'\(type(in: interpreter).name)' object is not callable")
  }

  /// `__index__`: an integer usable as an index or in `range`; nil where there is none.
  package func index(in interpreter: Interpreter) throws -> Int? { nil }

  /// `__float__`: nil where there is none.
  package func float(in interpreter: Interpreter) throws -> Double? { nil }

  /// `abs(self)`; nil where there is none.
  package func absolute(in interpreter: Interpreter) throws -> Value? { nil }

  /// `round(self, digits)`; `digits` is nil where it was left out.
  package func round(_ digits: Int?, in interpreter: Interpreter) throws -> Value? { nil }

  /// What the value is as a plain Python number, string or container where its type derives from one; nil otherwise.
  package var baseValue: Value? { nil }

  /// What the default `repr` shows after "at".
  package final var address: String {
    "0x" + String(0x7f00_0000_0000 + identity * 16, radix: 16)
  }
}

/// The heap box of a variable that an inner function captures.
package final class CellObject {
  package var value: Value
  package init(_ value: Value) { self.value = value }
}

/// Base of all iterators.
package class IteratorObject: Object {
  /// The next element, nil at the end.
  package func next(in interpreter: Interpreter) throws -> Value? { nil }

  /// `next`, for iterators that ask another one.
  package final func advance(in interpreter: Interpreter) throws -> Value? {
    try next(in: interpreter)
  }

  override package func makeIterator(in interpreter: Interpreter) -> IteratorObject? { self }

  /// Name of the type in messages, such as `list_iterator`.
  package var typeName: String { "iterator" }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.iterator(named: typeName)
  }
}

/// An iterator over what a closure returns until it returns nil.
package final class ClosureIterator: IteratorObject {
  private let name: String
  private let advance: (Interpreter) throws -> Value?

  package init(_ name: String, _ advance: @escaping (Interpreter) throws -> Value?) {
    self.name = name
    self.advance = advance
  }

  override package func next(in interpreter: Interpreter) throws -> Value? {
    try advance(interpreter)
  }

  override package var typeName: String { name }
}
