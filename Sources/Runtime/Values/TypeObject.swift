package import Syntax

/// A Python class, builtin or user-defined.
package final class TypeObject: Object {
  package let name: String
  /// Dotted prefix that `repr` shows, such as `numpy`; nil for builtins.
  package let module: String?
  package let bases: [TypeObject]
  /// The classes after this one in the method resolution order (C3), `object` last.
  package let ancestors: [TypeObject]
  private var table: AttributeTable
  private var loadAttributes: ((TypeObject) -> Void)?
  /// What calling the type does; nil for user classes, which make an instance and run `__init__`.
  package var constructor: ((Interpreter, Arguments) throws -> Value)?
  /// `isinstance` for types whose values are not `Object`s of exactly this class (such as abstract numeric types).
  package var instanceCheck: ((Interpreter, Value) -> Bool)?
  /// `issubclass` for types that classes belong to without deriving from them.
  package var subclassCheck: ((TypeObject) -> Bool)?
  /// What the class itself does where it is more than a plain class: enumerations, named tuples.
  package var behaviour: ClassBehaviour?
  /// Set for classes made by `class` statements.
  package let isUserDefined: Bool
  /// Exception classes know the kind they stand for or derive from.
  package let exceptionKind: ExceptionKind?
  /// Annotated names of the class body in order, with the source text of the annotation.
  package var annotations: [(name: String, annotation: String)] = []
  /// Functions marked `@abstractmethod` that the class does not implement, in alphabetical order.
  package var abstractNames: [String] = []
  /// Makes the instances of user classes that derive from a library type, before `__init__`.
  package var makeInstance: ((Interpreter, TypeObject, Arguments) throws -> Value)?
  /// For classes of the script that need nothing but an instance and a call of `__init__`, with the version of the types that this
  /// was found for.
  var instantiation: (version: Int, initializer: FunctionObject)?
  /// Whether fields can be set without looking at the class, and the version of the types that this was found for.
  private var plainFields: (version: Int, isPlain: Bool)?

  package init(
    _ name: String, module: String? = nil, base: TypeObject?, otherBases: [TypeObject] = [],
    attributes: AttributeTable = AttributeTable(), isUserDefined: Bool = false,
    exceptionKind: ExceptionKind? = nil,
    constructor: ((Interpreter, Arguments) throws -> Value)? = nil,
    loading loadAttributes: ((TypeObject) -> Void)? = nil
  ) {
    self.name = name
    self.module = module
    bases = (base.map { [$0] } ?? []) + otherBases
    ancestors =
      bases.count == 1
      ? [bases[0]] + bases[0].ancestors : TypeObject.linearize(bases) ?? []
    table = attributes
    self.loadAttributes = loadAttributes
    self.isUserDefined = isUserDefined
    self.exceptionKind =
      exceptionKind ?? bases.lazy.compactMap(\.exceptionKind).first
    // A class that a script derives makes instances of its own; `object` is no constructor for library types.
    let inherited = isUserDefined || base?.base == nil ? nil : base?.constructor
    self.constructor = constructor ?? inherited
    behaviour = bases.lazy.compactMap(\.behaviour).first
  }

  package var base: TypeObject? { bases.first }

  /// Methods and class attributes of the class itself, in order of definition.
  package var attributes: AttributeTable {
    get {
      load()
      return table
    }
    set {
      load()
      table = newValue
    }
  }

  @inline(__always)
  private func load() {
    if let loadAttributes {
      self.loadAttributes = nil
      loadAttributes(self)
    }
  }

  package func set(_ name: Name, to value: Value?) {
    load()
    table[name] = value
  }

  /// Attaches methods of a builtin type.
  package func add(_ functions: [BuiltinFunction]) {
    for function in functions {
      if function.owner == nil { function.owner = name }
      table[Name(function.name)] = .object(function)
    }
  }

  /// The merge of the bases' resolution orders, nil where there is no consistent one.
  package static func linearize(_ bases: [TypeObject]) -> [TypeObject]? {
    var lists = bases.map { [$0] + $0.ancestors } + [bases]
    var result: [TypeObject] = []
    while true {
      lists.removeAll(where: \.isEmpty)
      if lists.isEmpty { return result }
      let candidate = lists.lazy.map { $0[0] }.first { head in
        !lists.contains { $0.dropFirst().contains { $0 === head } }
      }
      guard let candidate else { return nil }
      result.append(candidate)
      for index in lists.indices where lists[index][0] === candidate {
        lists[index].removeFirst()
      }
    }
  }

  /// The class attribute, own or inherited, in method resolution order.
  package func lookUp(_ name: Name) -> Value? {
    load()
    if let value = table[name] { return value }
    for type in ancestors {
      type.load()
      if let value = type.table[name] { return value }
    }
    return nil
  }

  /// As `lookUp`, starting after `type` in this class's resolution order: what `super` sees.
  package func lookUp(_ name: Name, after type: TypeObject) -> (value: Value, owner: TypeObject)? {
    var hasPassed = type === self
    for ancestor in ancestors {
      if hasPassed, let value = ancestor.attributes[name] { return (value, ancestor) }
      if ancestor === type { hasPassed = true }
    }
    return nil
  }

  /// The attribute where a user class defines it; builtin bases do not count.
  package func userDefined(_ name: Name) -> Value? {
    guard isUserDefined else { return nil }
    if let value = table[name] { return value }
    for type in ancestors where type.isUserDefined || type.behaviour != nil {
      if let value = type.attributes[name] { return value }
    }
    return nil
  }

  /// Whether assigning a field of an instance has no other effect: no `__setattr__`, no data descriptors, no `__slots__`.
  package func hasPlainFields(_ version: Int) -> Bool {
    if let plainFields, plainFields.version == version { return plainFields.isPlain }
    let isPlain = !([self] + ancestors).contains { type in
      guard type.isUserDefined || type.behaviour != nil else { return false }
      let attributes = type.attributes
      if attributes[SpecialNames.setAttribute] != nil || attributes[SpecialNames.slots] != nil {
        return true
      }
      return attributes.values.contains {
        if case .object(let object) = $0 { return object.isDataDescriptor }
        return false
      }
    }
    plainFields = (version, isPlain)
    return isPlain
  }

  /// Names that `__slots__` of all classes allow; nil where a class has none, so that anything may be set.
  package var declaredSlots: [Name]? {
    var names: [Name] = []
    for type in [self] + ancestors where type.isUserDefined {
      switch type.attributes[SpecialNames.slots] {
      case .string(let name)?: names.append(Name(name.text))
      case .tuple(let tuple)?: names += tuple.elements.compactMap(\.text).map { Name($0) }
      case .list(let list)?: names += list.elements.compactMap(\.text).map { Name($0) }
      default: return nil
      }
    }
    return names
  }

  /// Whether user-defined classes change what operators and protocols do, so that shortcuts for the builtin base do not apply.
  package private(set) lazy var overridesOperators: Bool = ([self] + ancestors).contains { type in
    guard type.isUserDefined else { return false }
    return type.attributes.names.contains { SpecialNames.isOperator($0) }
  }

  package func isSubtype(of other: TypeObject) -> Bool {
    self === other || ancestors.contains { $0 === other }
  }

  /// `numpy.float64` or `int`: what `<class '…'>` shows.
  package var qualifiedName: String { module.map { "\($0).\(name)" } ?? name }

  /// The name in messages about operations: CPython shows the module of classes that are written in C.
  package var messageName: String {
    switch module {
    case "numpy", "jaxlib._jax", "itertools": isUserDefined ? name : qualifiedName
    case "decimal", "datetime": qualifiedName
    case "collections" where ["deque", "OrderedDict", "defaultdict"].contains(name): qualifiedName
    default: name
    }
  }

  /// The name with the module in front, as the default `repr` of an instance shows it.
  package var displayName: String {
    isUserDefined && module == nil ? "__main__.\(name)" : qualifiedName
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    behaviour?.metaclass(in: interpreter) ?? interpreter.types.type
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    if let value = lookUp(name) {
      return try interpreter.bindClassAttribute(value, of: self)
    }
    if let value = try behaviour?.attribute(name, of: self, in: interpreter) { return value }
    switch name {
    case SpecialNames.name, SpecialNames.qualifiedName: return .string(self.name)
    case SpecialNames.module:
      return .string(module ?? (isUserDefined ? "__main__" : "builtins"))
    case SpecialNames.doc: return Value.none
    case SpecialNames.class: return .object(type(in: interpreter))
    case "__mro__": return .tuple(([self] + ancestors).map { .object($0) })
    case "mro":
      return .object(
        BuiltinFunction.raw("mro()", "The method resolution order.") { [self] _, _ in
          .list(([self] + ancestors).map { .object($0) })
        })
    case "__bases__": return .tuple(bases.map { .object($0) })
    case "__base__": return base.map { .object($0) } ?? Value.none
    case SpecialNames.dict:
      let dictionary = DictObject()
      for (name, value) in zip(attributes.names, attributes.values) {
        dictionary.setText(name.text, to: value)
      }
      return .dict(dictionary)
    case SpecialNames.annotations:
      let dictionary = DictObject()
      for (name, annotation) in annotations { dictionary.setText(name, to: .string(annotation)) }
      return .dict(dictionary)
    default: return nil
    }
  }

  override package func setAttribute(
    _ name: Name, to value: Value, in interpreter: Interpreter
  ) throws -> Bool {
    guard isUserDefined else { return false }
    set(name, to: value)
    interpreter.typeVersion &+= 1
    return true
  }

  override package func deleteAttribute(_ name: Name, in interpreter: Interpreter) throws -> Bool {
    guard isUserDefined, table[name] != nil else { return false }
    set(name, to: nil)
    interpreter.typeVersion &+= 1
    return true
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    if let text = try behaviour?.repr(of: self, in: interpreter) { return text }
    return "<class '\(displayName)'>"
  }

  override package func isTruthy(in interpreter: Interpreter) -> Bool { true }

  override package func length(in interpreter: Interpreter) throws -> Int? {
    try behaviour?.length(of: self, in: interpreter)
  }

  override package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    try behaviour?.makeIterator(of: self, in: interpreter)
  }

  override package func contains(_ element: Value, in interpreter: Interpreter) throws -> Bool? {
    try behaviour?.contains(element, in: self, interpreter)
  }

  /// `Type[…]`: members of an enumeration, or an annotation such as `list[int]`, which is the type itself here.
  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    if let value = try behaviour?.item(at: key, of: self, in: interpreter) { return value }
    if let method = lookUp(SpecialNames.classGetItem) {
      return try interpreter.call(interpreter.bindClassAttribute(method, of: self), [key])
    }
    return isSubscriptable ? .object(self) : nil
  }

  private var isSubscriptable: Bool {
    switch name {
    case "list", "dict", "tuple", "set", "frozenset", "type", "deque", "defaultdict",
      "OrderedDict", "Counter", "ndarray", "Generic":
      !isUserDefined
    default: bases.contains { $0.isSubscriptable }
    }
  }

  /// `int | None` in annotations that are evaluated: a tuple of the alternatives, which `isinstance` understands.
  override package func binary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) throws -> Value? {
    guard operation == .bitOr else { return nil }
    switch other {
    case .none, .tuple: break
    case .object(let object) where object is TypeObject: break
    default: return nil
    }
    return .tuple(reflected ? [other, .object(self)] : [.object(self), other])
  }

  override package var isCallable: Bool { true }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    try interpreter.instantiate(self, arguments)
  }
}

/// What a class does as an object itself, beyond making instances.
package class ClassBehaviour {
  package init() {}

  /// Nil for `type`.
  package func metaclass(in interpreter: Interpreter) -> TypeObject? { nil }

  package func repr(of type: TypeObject, in interpreter: Interpreter) throws -> String? { nil }

  package func attribute(_ name: Name, of type: TypeObject, in interpreter: Interpreter) throws
    -> Value?
  { nil }

  package func length(of type: TypeObject, in interpreter: Interpreter) throws -> Int? { nil }

  package func makeIterator(of type: TypeObject, in interpreter: Interpreter) throws
    -> IteratorObject?
  { nil }

  package func contains(_ element: Value, in type: TypeObject, _ interpreter: Interpreter) throws
    -> Bool?
  { nil }

  package func item(at key: Value, of type: TypeObject, in interpreter: Interpreter) throws
    -> Value?
  { nil }

  /// Called instead of making an instance; nil makes one as usual.
  package func call(_ type: TypeObject, _ arguments: Arguments, in interpreter: Interpreter) throws
    -> Value?
  { nil }

  /// Turns the body of `class X(Base)` into the class; nil makes it as usual.
  package func makeClass(_ definition: ClassDefinition, in interpreter: Interpreter) throws
    -> TypeObject?
  { nil }

  /// Looks at a class that was made as usual.
  package func didMakeClass(
    _ type: TypeObject, _ definition: ClassDefinition, in interpreter: Interpreter
  ) throws {}
}

/// What a `class` statement says.
package struct ClassDefinition {
  package var name: String
  package var bases: [TypeObject]
  /// Names bound in the body, in order.
  package var namespace: AttributeTable
  package var annotations: [(name: String, annotation: String)]
  /// `class X(Base, key=value)`.
  package var keywords: [(name: Name, value: Value)]
  /// Library module that the class belongs to; nil for the script's.
  package var module: String?

  package init(
    name: String, bases: [TypeObject], namespace: AttributeTable,
    annotations: [(name: String, annotation: String)] = [],
    keywords: [(name: Name, value: Value)] = [], module: String? = nil
  ) {
    self.name = name
    self.module = module
    self.bases = bases
    self.namespace = namespace
    self.annotations = annotations
    self.keywords = keywords
  }
}
