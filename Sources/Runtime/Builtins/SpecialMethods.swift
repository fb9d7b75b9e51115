import Syntax

/// Operator methods of builtin types by name: `super().__getitem__(k)`, `int.__add__`, `hasattr(x, "__len__")`.
///
/// They act on the builtin value behind an instance of a user's subclass, so that an override can call them.
enum SpecialMethods {
  private static func binary(_ operations: [BinaryOperator]) -> [BuiltinFunction] {
    operations.flatMap { operation in
      [false, true].map { isReflected in
        let name = SpecialNames.binary(operation, reflected: isReflected).text
        return BuiltinFunction.operandMethod("\(name)(self, value, /)", "Operator.") {
          interpreter, receiver, other in
          let (a, b) = (receiver.plain, other)
          return try interpreter.builtinBinary(operation, isReflected ? b : a, isReflected ? a : b)
        }
      }
    }
  }

  private static func compare(_ operations: [ComparisonOperator]) -> [BuiltinFunction] {
    operations.compactMap { operation in
      guard let name = SpecialNames.comparison(operation) else { return nil }
      return BuiltinFunction.operandMethod("\(name)(self, value, /)", "Comparison.") {
        interpreter, receiver, other in
        do {
          return try interpreter.compare(operation, receiver.plain, other.plain)
        } catch let error as Raised where interpreter.matches(error, .typeError) {
          return .object(interpreter.notImplemented)
        }
      }
    }
  }

  static var common: [BuiltinFunction] {
    [
      .simpleMethod("__repr__(self, /)", "The text of the value.") { interpreter, receiver in
        .string(try interpreter.reprText(receiver.plain))
      },
      .simpleMethod("__str__(self, /)", "The text that print shows.") { interpreter, receiver in
        .string(try interpreter.strText(receiver.plain))
      },
      .simpleMethod("__hash__(self, /)", "The hash.") { interpreter, receiver in
        .int(try interpreter.hash(receiver.plain))
      },
      .operandMethod("__format__(self, spec, /)", "The value formatted.") {
        interpreter, receiver, spec in
        .string(try interpreter.format(receiver.plain, interpreter.requireText(spec)))
      },
    ]
  }

  static var equality: [BuiltinFunction] { compare([.equal, .notEqual]) + common }

  static var comparisons: [BuiltinFunction] {
    compare([.less, .lessEqual, .greater, .greaterEqual]) + equality
  }

  static var numbers: [BuiltinFunction] {
    binary([.add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power]) + [
      .simpleMethod("__neg__(self, /)", "The negative.") { try $0.unary(.minus, $1.plain) },
      .simpleMethod("__pos__(self, /)", "The number itself.") { try $0.unary(.plus, $1.plain) },
      .simpleMethod("__abs__(self, /)", "The absolute value.") { try $0.absolute($1.plain) },
      .simpleMethod("__bool__(self, /)", "Whether it is not zero.") {
        .bool(try $0.isTruthy($1.plain))
      },
      .simpleMethod("__float__(self, /)", "The number as a float.") {
        .float(try $0.requireFloat($1.plain))
      },
      .simpleMethod("__int__(self, /)", "The number as an int.") {
        try $0.integer(from: $1.plain)
      },
      .simpleMethod("__trunc__(self, /)", "The number towards zero.") {
        try $0.integer(from: $1.plain)
      },
      .method("__round__(self, digits=None, /)", "The number rounded.") { interpreter, call in
        try interpreter.rounded(call[0].plain, call[1])
      },
      .operandMethod("__divmod__(self, value, /)", "Quotient and remainder.") {
        try $0.divmod($1.plain, $2)
      },
    ]
  }

  static var integers: [BuiltinFunction] {
    binary([.bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight]) + [
      .simpleMethod("__index__(self, /)", "The number itself.") {
        .integer(try $0.requireInteger($1))
      },
      .simpleMethod("__invert__(self, /)", "The bits inverted.") {
        try $0.unary(.invert, $1.plain)
      },
    ]
  }

  static var sequenceReading: [BuiltinFunction] {
    [
      .simpleMethod("__len__(self, /)", "Number of elements.") {
        .int(try $0.length(of: $1.plain))
      },
      .operandMethod("__getitem__(self, key, /)", "The element at a key.") {
        try $0.item(of: $1.plain, at: $2)
      },
      .operandMethod("__contains__(self, key, /)", "Whether an element is there.") {
        .bool(try $0.contains($2, in: $1.plain))
      },
      .simpleMethod("__iter__(self, /)", "An iterator.") {
        .object(try $0.makeIterator($1.plain))
      },
    ]
  }

  static var sequence: [BuiltinFunction] { sequenceReading + binary([.add, .multiply]) }

  static var mutation: [BuiltinFunction] {
    [
      .method("__setitem__(self, key, value, /)", "Sets an element.") { interpreter, call in
        try interpreter.setItem(of: call[0].plain, at: call[1], to: call[2])
        return .none
      },
      .operandMethod("__delitem__(self, key, /)", "Removes an element.") {
        interpreter, receiver, key in
        try interpreter.deleteItem(of: receiver.plain, at: key)
        return .none
      },
      .rawMethod("__init__(self, *args, **kwargs)", "Fills the container.") { interpreter, call in
        var arguments = call
        let receiver = arguments.positional.removeFirst()
        try interpreter.fill(
          receiver.plain, arguments, typeName: interpreter.typeName(of: receiver.plain))
        return .none
      },
      .simpleMethod("__reversed__(self, /)", "An iterator from the end.") {
        .object(try $0.makeReversedIterator($1.plain))
      },
    ]
  }

  static var mutableSequence: [BuiltinFunction] { sequence + mutation }
  static var mutableMapping: [BuiltinFunction] {
    sequenceReading + mutation + binary([.bitOr])
  }

  static var sets: [BuiltinFunction] {
    sequenceReading.filter { $0.name != "__getitem__" }
      + binary([.bitAnd, .bitOr, .bitXor, .subtract])
  }
}

extension Interpreter {
  /// An operator of builtin types alone; `NotImplemented` where they do not support it.
  func builtinBinary(_ operation: BinaryOperator, _ a: Value, _ b: Value) throws -> Value {
    do {
      return try binaryIfSupported(operation, a.plain, b.plain) ?? .object(notImplemented)
    } catch let error as Raised where matches(error, .typeError) {
      return .object(notImplemented)
    }
  }
}
