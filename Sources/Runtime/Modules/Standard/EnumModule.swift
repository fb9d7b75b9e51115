import BigInt
package import Syntax

/// `enum`: classes of named constants.
enum EnumModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "enum",
    {
      ModuleObject("enum") { interpreter in
        let types = interpreter.types
        return [
          ("Enum", .object(type("Enum", types.object, .plain, interpreter))),
          ("IntEnum", .object(type("IntEnum", types.int, .int, interpreter))),
          ("StrEnum", .object(type("StrEnum", types.str, .str, interpreter))),
          ("Flag", .object(type("Flag", types.object, .flag, interpreter))),
          ("IntFlag", .object(type("IntFlag", types.int, .intFlag, interpreter))),
          (
            "auto",
            .object(
              BuiltinFunction.raw("auto()", "The next value.") { _, _ in .object(AutoValue()) })
          ),
          ("unique", .object(unique)),
        ]
      }
    }
  )

  private static func type(
    _ name: String, _ base: TypeObject, _ kind: EnumBehaviour.Kind, _ interpreter: Interpreter
  ) -> TypeObject {
    interpreter.types.register("enum.\(name)") {
      let type = TypeObject(
        name, module: "enum", base: base,
        constructor: { _, _ in throw Raised(.typeError, "\(name)() needs members: derive a class") }
      )
      type.behaviour = EnumBehaviour(kind)
      return type
    }
  }

  private static var unique: BuiltinFunction {
    .unary("unique(enumeration, /)", "Refuses two names for one value.") { interpreter, value in
      let type = try interpreter.typeReceiver(value)
      guard let behaviour = type.behaviour as? EnumBehaviour else {
        throw Raised(.typeError, "unique() needs an enumeration")
      }
      if !behaviour.aliases.isEmpty {
        let shown = behaviour.aliases.map { "\($0.alias) -> \($0.name)" }.joined(separator: ", ")
        throw Raised(
          .valueError, "duplicate values found in \(try interpreter.repr(value)): \(shown)")
      }
      return value
    }
  }
}

/// Stands in a class body for the value that follows from the ones before it.
package final class AutoValue: Object {
  override package init() { super.init() }
}

/// A member of an enumeration.
package final class EnumMember: InstanceObject {
  let name: String
  let value: Value
  private let kind: EnumBehaviour.Kind

  init(_ type: TypeObject, _ name: String, _ value: Value, _ kind: EnumBehaviour.Kind) {
    self.name = name
    self.value = value
    self.kind = kind
    super.init(type, base: kind.hasBase ? value : nil)
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "name", "_name_": self.name.isEmpty ? Value.none : .string(self.name)
    case "value", "_value_": value
    default: try super.attribute(name, in: interpreter)
    }
  }

  override package func writeDefault(
    asRepr: Bool, to builder: inout TextBuilder, in interpreter: Interpreter
  ) throws {
    if asRepr {
      let shown = name.isEmpty ? instanceType.name : "\(instanceType.name).\(name)"
      builder.append("<\(shown): ")
      try builder.write(value, asRepr: true, in: interpreter)
      builder.append(">")
    } else if kind.hasBase {
      try builder.write(value, asRepr: false, in: interpreter)
    } else {
      builder.append(
        name.isEmpty
          ? "\(instanceType.name)(\(try interpreter.repr(value)))" : "\(instanceType.name).\(name)")
    }
  }

  override package func write(
    asRepr: Bool, to builder: inout TextBuilder, in interpreter: Interpreter
  ) throws {
    // A `__repr__` of its own does not change `str`.
    if !asRepr, !defines(SpecialNames.str) {
      try writeDefault(asRepr: false, to: &builder, in: interpreter)
    } else {
      try super.write(asRepr: asRepr, to: &builder, in: interpreter)
    }
  }

  override package func format(_ spec: String, in interpreter: Interpreter) throws -> String? {
    if let text = try super.format(spec, in: interpreter) { return text }
    if kind.hasBase, !defines(SpecialNames.str) {
      return try interpreter.format(value, spec).text
    }
    return try interpreter.format(.string(str(in: interpreter)), spec).text
  }

  override package func hash(in interpreter: Interpreter) throws -> Int? {
    if defines(SpecialNames.hash) { return try super.hash(in: interpreter) }
    return try interpreter.hash(kind.hasBase ? value : .string(name))
  }

  override package func binary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) throws -> Value? {
    if let result = try super.binary(
      operation, with: other, reflected: reflected, in: interpreter)
    {
      return result
    }
    guard kind.isFlag, [.bitAnd, .bitOr, .bitXor].contains(operation),
      let behaviour = instanceType.behaviour as? EnumBehaviour
    else { return nil }
    let right: Value
    if case .object(let object) = other, let member = object as? EnumMember,
      member.instanceType === instanceType
    {
      right = member.value
    } else if kind == .intFlag, other.bigInt != nil {
      right = other
    } else {
      return nil
    }
    let bits = try interpreter.binary(operation, value, right.plain)
    return try behaviour.flag(bits, of: instanceType, in: interpreter)
  }

  override package func unary(_ operation: UnaryOperator, in interpreter: Interpreter) throws
    -> Value?
  {
    if let result = try super.unary(operation, in: interpreter) { return result }
    guard kind.isFlag, operation == .invert,
      let behaviour = instanceType.behaviour as? EnumBehaviour
    else { return nil }
    let all = try behaviour.allBits(interpreter)
    let kept = try interpreter.binary(.bitXor, all, interpreter.binary(.bitAnd, all, value))
    return try behaviour.flag(kept, of: instanceType, in: interpreter)
  }

  override package func contains(_ element: Value, in interpreter: Interpreter) throws -> Bool? {
    if let result = try super.contains(element, in: interpreter) { return result }
    guard kind.isFlag, case .object(let object) = element, let member = object as? EnumMember
    else { return nil }
    let common = try interpreter.binary(.bitAnd, value, member.value)
    return try interpreter.areEqual(common, member.value)
  }

  override package func isTruthy(in interpreter: Interpreter) throws -> Bool {
    if kind == .plain, !defines(SpecialNames.bool), !defines(SpecialNames.len) { return true }
    if kind.isFlag { return try interpreter.isTruthy(value) }
    return try super.isTruthy(in: interpreter)
  }
}

/// What an enumeration class does: making members, looking them up, iterating.
package final class EnumBehaviour: ClassBehaviour {
  enum Kind {
    case plain, int, str, flag, intFlag
    /// Whether members are also plain values.
    var hasBase: Bool { self == .int || self == .str || self == .intFlag }
    var isFlag: Bool { self == .flag || self == .intFlag }
  }

  private let kind: Kind
  /// In order of definition, without aliases.
  private(set) var members: [EnumMember] = []
  private(set) var aliases: [(alias: String, name: String)] = []
  private var combinations: [EnumMember] = []

  init(_ kind: Kind) { self.kind = kind }

  override package func metaclass(in interpreter: Interpreter) -> TypeObject? {
    interpreter.types.register("enum.EnumType") {
      TypeObject("EnumType", module: "enum", base: interpreter.types.type)
    }
  }

  override package func repr(of type: TypeObject, in interpreter: Interpreter) -> String? {
    members.isEmpty ? nil : "<enum '\(type.name)'>"
  }

  // MARK: Making the class

  override package func makeClass(_ definition: ClassDefinition, in interpreter: Interpreter) throws
    -> TypeObject?
  {
    if !members.isEmpty {
      throw Raised(
        .typeError,
        "\(definition.name) cannot extend \(try interpreter.repr(.object(definition.bases[definition.bases.count - 1])))"
      )
    }
    let mixesInt = definition.bases.contains { $0 === interpreter.types.int }
    let mixesText = definition.bases.contains { $0 === interpreter.types.str }
    let kind: Kind = kind == .plain && mixesInt ? .int : kind == .plain && mixesText ? .str : kind
    var methods = AttributeTable()
    var values: [(Name, Value)] = []
    let ignored: [Name] = ["_ignore_", "_order_", "_missing_", "_generate_next_value_"]
    for (name, value) in zip(definition.namespace.names, definition.namespace.values) {
      let text = name.text
      let isSpecial = (text.hasPrefix("__") && text.hasSuffix("__")) || ignored.contains(name)
      if isSpecial || isDescriptor(value) {
        methods[name] = value
      } else {
        values.append((name, value))
      }
    }
    let type = TypeObject(
      definition.name, base: definition.bases[0],
      otherBases: Array(definition.bases.dropFirst()), attributes: methods, isUserDefined: true)
    let behaviour = EnumBehaviour(kind)
    type.behaviour = behaviour
    for (name, value) in values { try behaviour.add(name, value, to: type, interpreter) }
    return type
  }

  private func isDescriptor(_ value: Value) -> Bool {
    switch value {
    case .function: return true
    case .object(let object):
      return object is PropertyObject || object is StaticMethodObject
        || object is ClassMethodObject || object is BuiltinFunction || object is TypeObject
        || object is CachedPropertyObject
    default: return false
    }
  }

  private func add(_ name: Name, _ given: Value, to type: TypeObject, _ interpreter: Interpreter)
    throws
  {
    let value = try resolve(given, name, interpreter)
    if let known = try members.first(where: { try interpreter.areEqual($0.value, value) }) {
      aliases.append((name.text, known.name))
      type.set(name, to: .object(known))
      return
    }
    let member = EnumMember(type, name.text, value, kind)
    if let method = type.userDefined(SpecialNames.`init`) {
      var arguments = [value]
      if case .tuple(let tuple) = value { arguments = tuple.elements }
      _ = try interpreter.call(method, [.object(member)] + arguments)
    }
    members.append(member)
    type.set(name, to: .object(member))
  }

  /// The value of `auto()`: one more than the largest, the next power of two for flags, the name in lower case for strings.
  private func resolve(_ given: Value, _ name: Name, _ interpreter: Interpreter) throws -> Value {
    guard case .object(let object) = given, object is AutoValue else { return given }
    if kind == .str { return .string(name.text.lowercased()) }
    var last = 0
    for member in members {
      if let value = member.value.bigInt, let small = Int(exactly: value) {
        last = max(last, small)
      }
    }
    guard kind.isFlag else { return .int(last + 1) }
    return .int(last == 0 ? 1 : 1 << (Int.bitWidth - last.leadingZeroBitCount))
  }

  // MARK: Looking up

  override package func call(
    _ type: TypeObject, _ arguments: Arguments, in interpreter: Interpreter
  ) throws -> Value? {
    if members.isEmpty, arguments.positional.count >= 2 {
      return try makeFromNames(type, arguments, interpreter)
    }
    guard arguments.positional.count == 1 else {
      throw Raised(.typeError, "\(type.name)() takes one value")
    }
    let value = arguments.positional[0]
    if case .object(let object) = value, let member = object as? EnumMember,
      member.instanceType === type
    {
      return value
    }
    if let member = try members.first(where: { try interpreter.areEqual($0.value, value) }) {
      return .object(member)
    }
    if kind.isFlag, value.bigInt != nil { return try flag(value, of: type, in: interpreter) }
    if let missing = type.userDefined("_missing_") {
      let result = try interpreter.call(interpreter.bindClassAttribute(missing, of: type), [value])
      if !result.isNone { return result }
    }
    throw Raised(
      .valueError, "\(try interpreter.repr(value)) is not a valid \(type.name)")
  }

  /// `Enum("Color", "RED GREEN")`.
  private func makeFromNames(
    _ type: TypeObject, _ arguments: Arguments, _ interpreter: Interpreter
  ) throws -> Value {
    var definition = ClassDefinition(
      name: try interpreter.requireText(arguments.positional[0]), bases: [type],
      namespace: AttributeTable())
    let source = arguments.positional[1]
    if let text = source.text {
      for name in text.replacing(",", with: " ").split(separator: " ") {
        definition.namespace[Name(String(name))] = .object(AutoValue())
      }
    } else if case .dict(let dict) = source {
      for (key, value) in dict.items { definition.namespace[Name(key.text ?? "")] = value }
    } else {
      for entry in try interpreter.collect(source) {
        if let name = entry.text {
          definition.namespace[Name(name)] = .object(AutoValue())
        } else {
          let pair = try interpreter.collect(entry)
          definition.namespace[Name(pair.first?.text ?? "")] = pair.last ?? Value.none
        }
      }
    }
    return .object(try interpreter.defineClass(definition))
  }

  /// The member of a combination of bits, made where it has no name.
  func flag(_ value: Value, of type: TypeObject, in interpreter: Interpreter) throws -> Value {
    for member in members + combinations
    where try interpreter.areEqual(member.value, value) {
      return .object(member)
    }
    var rest = value
    var names: [String] = []
    for member in members {
      guard let bits = member.value.bigInt, bits > 0, bits & (bits - 1) == 0 else { continue }
      let common = try interpreter.binary(.bitAnd, value, member.value)
      if try interpreter.isTruthy(common) {
        names.append(member.name)
        rest = try interpreter.binary(.bitXor, rest, common)
      }
    }
    if try interpreter.isTruthy(rest), kind == .flag {
      throw Raised(
        .valueError, "\(try interpreter.repr(value)) is not a valid \(type.name)")
    }
    let member = EnumMember(type, names.joined(separator: "|"), value, kind)
    combinations.append(member)
    return .object(member)
  }

  func allBits(_ interpreter: Interpreter) throws -> Value {
    try members.reduce(.int(0)) { try interpreter.binary(.bitOr, $0, $1.value) }
  }

  override package func item(at key: Value, of type: TypeObject, in interpreter: Interpreter) throws
    -> Value?
  {
    guard !members.isEmpty, let name = key.text else { return nil }
    if let value = type.attributes[Name(name)], case .object(let object) = value,
      object is EnumMember
    {
      return value
    }
    throw interpreter.missingKey(key)
  }

  override package func length(of type: TypeObject, in interpreter: Interpreter) -> Int? {
    listed.count
  }

  /// Iterating a flag leaves out combinations that have names.
  private var listed: [EnumMember] {
    guard kind.isFlag else { return members }
    return members.filter { member in
      guard let bits = member.value.bigInt else { return true }
      return bits > 0 && bits & (bits - 1) == 0
    }
  }

  override package func makeIterator(of type: TypeObject, in interpreter: Interpreter)
    -> IteratorObject?
  {
    TupleIterator(TupleObject(listed.map { .object($0) }))
  }

  override package func contains(
    _ element: Value, in type: TypeObject, _ interpreter: Interpreter
  ) throws -> Bool? {
    guard case .object(let object) = element, let member = object as? EnumMember else {
      throw Raised(
        .typeError,
        "unsupported operand type(s) for 'in': '\(interpreter.typeName(of: element))' and 'EnumType'"
      )
    }
    return member.instanceType === type
  }

  override package func attribute(
    _ name: Name, of type: TypeObject, in interpreter: Interpreter
  ) throws -> Value? {
    guard name == "__members__" else { return nil }
    let table = DictObject()
    for (name, value) in zip(type.attributes.names, type.attributes.values) {
      if case .object(let object) = value, object is EnumMember {
        table.setText(name.text, to: value)
      }
    }
    return .dict(table)
  }
}
