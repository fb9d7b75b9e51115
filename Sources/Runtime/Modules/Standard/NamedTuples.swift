/// Making named tuple classes.
package enum NamedTuples {
  /// What the class of a named tuple knows beyond a plain class.
  package final class Behaviour: ClassBehaviour {
    let names: [Name]
    /// Defaults of the last fields.
    let defaults: [Value]

    init(_ names: [Name], defaults: [Value]) {
      self.names = names
      self.defaults = defaults
    }
  }

  /// The behaviour of `typing.NamedTuple`: a class that derives from it is a named tuple of its annotated names.
  package final class Base: ClassBehaviour {
    override package func makeClass(_ definition: ClassDefinition, in interpreter: Interpreter)
      throws
      -> TypeObject?
    {
      guard definition.bases.contains(where: { $0.behaviour === self }) else { return nil }
      var methods = definition.namespace
      var defaults: [Value] = []
      for (name, _) in definition.annotations {
        if let value = definition.namespace[Name(name)] {
          defaults.append(value)
          methods[Name(name)] = nil
        } else if !defaults.isEmpty {
          throw Raised(
            .typeError,
            "non-default namedtuple field \(name) cannot follow default field \(lastDefault(definition))"
          )
        }
      }
      let type = try NamedTuples.make(
        definition.name, definition.annotations.map(\.name), defaults: defaults,
        namespace: methods, in: interpreter)
      type.annotations = definition.annotations
      return type
    }

    private func lastDefault(_ definition: ClassDefinition) -> String {
      let names = definition.annotations.map(\.name).filter {
        definition.namespace[Name($0)] != nil
      }
      return names.count == 1 ? names[0] : names.joined(separator: ", ")
    }
  }

  static func make(
    _ name: String, _ fields: [String], defaults: [Value],
    namespace: AttributeTable = AttributeTable(), in interpreter: Interpreter
  ) throws -> TypeObject {
    let names = fields.map { Name($0) }
    let behaviour = Behaviour(names, defaults: defaults)
    let type = TypeObject(
      name, base: interpreter.types.tuple, attributes: namespace, isUserDefined: true)
    type.behaviour = behaviour
    let declared = fields.map { $0 }.enumerated().map { index, field in
      index < fields.count - defaults.count ? field : field + "=<no value>"
    }
    let new = BuiltinFunction(
      "\(name).__new__(\((["_cls"] + declared).joined(separator: ", ")))", "Makes a \(name).",
      isWordedAsC: false, .bound { _, call in .tuple(Array(call.values.dropFirst())) })
    let make: (Interpreter, TypeObject, Arguments) throws -> Value = {
      interpreter, type, arguments in
      var elements: [Value]
      if arguments.keywords.isEmpty, arguments.positional.count == names.count {
        elements = arguments.positional
      } else {
        var bound = arguments
        bound.positional.insert(.object(type), at: 0)
        let values = try new.call(bound, in: interpreter)
        elements = try interpreter.tupleReceiver(values).elements
        for index in elements.indices where elements[index].isUnbound {
          elements[index] = defaults[index - (names.count - defaults.count)]
        }
      }
      return Value(NamedTupleObject(type, names, elements))
    }
    type.makeInstance = make
    type.constructor = { interpreter, arguments in try make(interpreter, type, arguments) }
    addMethods(type, names, defaults)
    return type
  }

  private static func addMethods(_ type: TypeObject, _ names: [Name], _ defaults: [Value]) {
    func field(_ name: Name) {
      guard type.attributes[name] == nil, let index = names.firstIndex(of: name) else { return }
      let getter = BuiltinFunction.simpleMethod("\(name)(self, /)", "Field number \(index).") {
        interpreter, receiver in try interpreter.tupleReceiver(receiver).elements[index]
      }
      type.set(name, to: .object(PropertyObject(getter: .object(getter))))
    }
    names.forEach(field)
    type.set("_fields", to: .tuple(names.map { .string($0.text) }))
    let defaultTable = DictObject()
    for (name, value) in zip(names.suffix(defaults.count), defaults) {
      defaultTable.setText(name.text, to: value)
    }
    type.set("_field_defaults", to: .dict(defaultTable))
    type.add([
      .simpleMethod("_asdict(self, /)", "The fields as a dict.") { interpreter, receiver in
        let dictionary = DictObject()
        for (name, value) in zip(names, try interpreter.tupleReceiver(receiver).elements) {
          dictionary.setText(name.text, to: value)
        }
        return .dict(dictionary)
      },
      .rawMethod("_replace(self, /, **kwargs)", "A copy with other values of some fields.") {
        interpreter, call in
        guard let receiver = call.positional.first else {
          throw Raised(.typeError, "_replace() missing 1 required positional argument: 'self'")
        }
        var elements = try interpreter.tupleReceiver(receiver).elements
        var unknown: [Value] = []
        for (name, value) in call.keywords {
          if let index = names.firstIndex(of: name) {
            elements[index] = value
          } else {
            unknown.append(.string(name.text))
          }
        }
        if !unknown.isEmpty {
          throw Raised(
            .valueError, "Got unexpected field names: \(try interpreter.repr(.list(unknown)))")
        }
        return Value(NamedTupleObject(interpreter.type(of: receiver), names, elements))
      },
    ])
    let makeFunction = BuiltinFunction.native("_make(type, iterable, /)", "From an iterable.") {
      interpreter, call in
      let elements = try interpreter.collect(call[1])
      guard elements.count == names.count else {
        throw Raised(
          .typeError, "Expected \(names.count) arguments, got \(elements.count)")
      }
      return Value(NamedTupleObject(try interpreter.typeReceiver(call[0]), names, elements))
    }
    type.set("_make", to: .object(ClassMethodObject(.object(makeFunction))))
  }

  // MARK: collections.namedtuple

  private static let keywords: [String] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
  ]

  static var function: BuiltinFunction {
    .bound(
      "namedtuple(typename, field_names, *, rename=False, defaults=None, module=None)",
      "A class of tuples with named elements."
    ) { interpreter, call in
      let name = try interpreter.str(call[0])
      var fields: [String]
      if let text = call[1].text {
        fields = text.replacing(",", with: " ").split(separator: " ").map(String.init)
      } else {
        fields = try interpreter.collect(call[1]).map { try interpreter.str($0) }
      }
      if try interpreter.isTruthy(call[2]) {
        for index in fields.indices {
          let field = fields[index]
          if !StringMethods.isIdentifier(field) || keywords.contains(field)
            || field.hasPrefix("_") || fields[..<index].contains(field)
          {
            fields[index] = "_\(index)"
          }
        }
      }
      for (index, field) in ([name] + fields).enumerated() {
        let shown = StringRepresentation.quoted(field)
        if !StringMethods.isIdentifier(field) {
          throw Raised(
            .valueError, "Type names and field names must be valid identifiers: \(shown)")
        }
        if keywords.contains(field) {
          throw Raised(
            .valueError, "Type names and field names cannot be a keyword: \(shown)")
        }
        guard index > 0 else { continue }
        if field.hasPrefix("_"), !(try interpreter.isTruthy(call[2])) {
          throw Raised(
            .valueError, "Field names cannot start with an underscore: \(shown)")
        }
        if fields[..<(index - 1)].contains(field) {
          throw Raised(.valueError, "Encountered duplicate field name: \(shown)")
        }
      }
      let defaults = call[3].isNone ? [] : try interpreter.collect(call[3])
      if defaults.count > fields.count {
        throw Raised(.typeError, "Got more default values than field names")
      }
      return .object(try make(name, fields, defaults: defaults, in: interpreter))
    }
  }
}
