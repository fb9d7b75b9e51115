import Syntax

/// `operator`: Python's operators as functions.
enum OperatorModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "operator",
    {
      ModuleObject("operator") { _ in
        (arithmetic + comparisons + items + getters).map { ($0.name, .object($0)) }
      }
    }
  )

  private static func infix(_ name: String, _ summary: String, _ operation: BinaryOperator)
    -> [BuiltinFunction]
  {
    let plain = name.hasSuffix("_") ? String(name.dropLast()) : name
    return [
      .binary("\(name)(a, b, /)", summary) { try $0.binary(operation, $1, $2) },
      .binary("__\(plain)__(a, b, /)", summary) { try $0.binary(operation, $1, $2) },
      .binary("i\(plain)(a, b, /)", summary + " In place where the type can.") {
        try $0.inPlace(operation, $1, $2)
      },
    ]
  }

  private static var arithmetic: [BuiltinFunction] {
    infix("add", "a + b.", .add) + infix("sub", "a - b.", .subtract)
      + infix("mul", "a * b.", .multiply) + infix("truediv", "a / b.", .divide)
      + infix("floordiv", "a // b.", .floorDivide) + infix("mod", "a % b.", .modulo)
      + infix("pow", "a ** b.", .power) + infix("matmul", "a @ b.", .matmul)
      + infix("and_", "a & b.", .bitAnd) + infix("or_", "a | b.", .bitOr)
      + infix("xor", "a ^ b.", .bitXor) + infix("lshift", "a << b.", .shiftLeft)
      + infix("rshift", "a >> b.", .shiftRight)
      + [
        .unary("neg(a, /)", "-a.") { try $0.unary(.minus, $1) },
        .unary("pos(a, /)", "+a.") { try $0.unary(.plus, $1) },
        .unary("inv(a, /)", "~a.") { try $0.unary(.invert, $1) },
        .unary("invert(a, /)", "~a.") { try $0.unary(.invert, $1) },
        .unary("not_(a, /)", "not a.") { .bool(!(try $0.isTruthy($1))) },
        .unary("truth(a, /)", "Whether a is true.") { .bool(try $0.isTruthy($1)) },
        .unary("abs(a, /)", "The absolute value of a.") { interpreter, value in
          guard let function = BuiltinTable.lookUp("abs", in: interpreter) else { return .none }
          return try interpreter.call(function, [value])
        },
        .unary("index(a, /)", "a as an int.") { .integer(try $0.requireInteger($1)) },
      ]
  }

  private static func comparison(_ name: String, _ summary: String, _ operation: ComparisonOperator)
    -> BuiltinFunction
  { .binary("\(name)(a, b, /)", summary) { try $0.compare(operation, $1, $2) } }

  private static var comparisons: [BuiltinFunction] {
    [
      comparison("eq", "a == b.", .equal), comparison("ne", "a != b.", .notEqual),
      comparison("lt", "a < b.", .less), comparison("le", "a <= b.", .lessEqual),
      comparison("gt", "a > b.", .greater), comparison("ge", "a >= b.", .greaterEqual),
      comparison("is_", "a is b.", .is), comparison("is_not", "a is not b.", .isNot),
    ]
  }

  private static var items: [BuiltinFunction] {
    [
      .binary("getitem(a, b, /)", "a[b].") { try $0.item(of: $1, at: $2) },
      .bound("setitem(a, b, c, /)", "a[b] = c.") { interpreter, call in
        try interpreter.setItem(of: call[0], at: call[1], to: call[2])
        return .none
      },
      .binary("delitem(a, b, /)", "del a[b].") { interpreter, container, key in
        try interpreter.deleteItem(of: container, at: key)
        return .none
      },
      .binary("contains(a, b, /)", "b in a.") { .bool(try $0.contains($2, in: $1)) },
      .binary("concat(a, b, /)", "a + b for sequences.") { try $0.binary(.add, $1, $2) },
      .binary("countOf(a, b, /)", "How often b occurs in a.") { interpreter, values, element in
        .int(try interpreter.collect(values).count { try interpreter.areEqual($0, element) })
      },
      .binary("indexOf(a, b, /)", "The first index of b in a.") { interpreter, values, element in
        let elements = try interpreter.collect(values)
        guard let index = try elements.firstIndex(where: { try interpreter.areEqual($0, element) })
        else { throw Raised(.valueError, "sequence.index(x): x not in sequence") }
        return .int(index)
      },
      .bound("length_hint(obj, default=0, /)", "An estimate of the length.") { interpreter, call in
        (try? interpreter.length(of: call[0])).map { .int($0) } ?? call[1]
      },
    ]
  }

  private static var getters: [BuiltinFunction] {
    [
      .raw("itemgetter(item, /, *items)", "A function that takes these items of its argument.") {
        interpreter, arguments in
        let keys = try required(arguments, "itemgetter")
        return .object(
          BuiltinFunction.unary("itemgetter(obj, /)", "Takes items.") { interpreter, object in
            let values = try keys.map { try interpreter.item(of: object, at: $0) }
            return values.count == 1 ? values[0] : .tuple(values)
          })
      },
      .raw("attrgetter(attr, /, *attrs)", "A function that takes these attributes of its argument.")
      {
        interpreter, arguments in
        let paths = try required(arguments, "attrgetter").map { value -> [Name] in
          guard let text = value.text else {
            throw Raised(.typeError, "attribute name must be a string")
          }
          return text.split(separator: ".").map { Name(String($0)) }
        }
        return .object(
          BuiltinFunction.unary("attrgetter(obj, /)", "Takes attributes.") { interpreter, object in
            let values = try paths.map { path in
              try path.reduce(object) { try interpreter.attribute($1, of: $0) }
            }
            return values.count == 1 ? values[0] : .tuple(values)
          })
      },
      .raw(
        "methodcaller(name, /, *args, **kwargs)",
        "A function that calls this method of its argument."
      ) {
        interpreter, arguments in
        let values = try required(arguments, "methodcaller")
        guard let name = values[0].text else {
          throw Raised(.typeError, "method name must be a string")
        }
        let passed = Arguments(Array(values.dropFirst()), keywords: arguments.keywords)
        return .object(
          BuiltinFunction.unary("methodcaller(obj, /)", "Calls a method.") { interpreter, object in
            try interpreter.call(interpreter.attribute(Name(name), of: object), passed)
          })
      },
    ]
  }

  private static func required(_ arguments: Arguments, _ name: String) throws -> [Value] {
    guard !arguments.positional.isEmpty else {
      throw Raised(.typeError, "\(name) expected 1 argument, got 0")
    }
    return arguments.positional
  }
}
