import Arrays
import Autodiff
import BigInt
package import Records

/// Values as bytes: to recognise them (`digest`), or to make them anew (`archive`).
///
/// Shared and cyclic objects are written once and referred to afterwards, so that aliases stay aliases. A digest describes
/// functions and classes by what they compute from; an archive names the global that holds them.
package struct ValueWriter {
  package enum Mode: Sendable { case digest, archive }

  /// The value holds something whose state cannot be read: a generator, a file, a compiled closure.
  package struct Opaque: Error, Sendable {
    package var type: String
  }

  /// What only the script's text can tell.
  package struct Context {
    /// Digest of the statement that a code object was compiled from, and its place in it; nil where there is none.
    package var codeDigest: (CodeObject) -> Digest?
    /// Digest of what made a class, by its name.
    package var classDigest: (String) -> Digest?
    /// Digest of what made an object that cannot be looked into.
    package var provenance: (Object) -> Digest?

    package init(
      codeDigest: @escaping (CodeObject) -> Digest?, classDigest: @escaping (String) -> Digest?,
      provenance: @escaping (Object) -> Digest?
    ) {
      self.codeDigest = codeDigest
      self.classDigest = classDigest
      self.provenance = provenance
    }
  }

  enum Tag: UInt8 {
    case none, `true`, `false`, int, float, string, tuple, list, dict, reference, bigInt, complex
    case set, frozenSet, range, slice, array, scalar, stream, instance, global, module, function
    case type, unbound, builtin, singleton, dtype, variable, made, boundMethod
  }

  private let mode: Mode
  private let interpreter: Interpreter
  private let context: Context
  private(set) package var output = ByteWriter()
  private var seen: [ObjectIdentifier: Int] = [:]
  private var storages: [ObjectIdentifier: ObjectIdentifier] = [:]
  private var depth = 0

  /// Mutable objects written so far.
  package private(set) var mutable: Set<ObjectIdentifier> = []

  /// Names that the value's functions may read, and those they may write.
  package private(set) var touchedGlobals: Set<Int> = []
  package private(set) var writtenGlobals: Set<Int> = []

  /// Bytes above which a value is not worth looking at.
  package static let largest = 1 << 28
  /// Containers nested deeper are left alone.
  private static let deepest = 500

  /// Names that an archive may not refer to, because they come out of it themselves.
  private let unavailable: Set<Name>

  package init(
    _ mode: Mode, _ interpreter: Interpreter, _ context: Context, unavailable: Set<Name> = []
  ) {
    self.unavailable = unavailable
    self.mode = mode
    self.interpreter = interpreter
    self.context = context
  }

  /// - Throws: `Opaque`.
  package mutating func write(_ value: Value) throws {
    depth += 1
    defer { depth -= 1 }
    guard depth < ValueWriter.deepest, output.bytes.count < ValueWriter.largest else {
      throw Opaque(type: "a value this large")
    }
    switch value {
    case .none: tag(.none)
    case .bool(let value): tag(value ? .true : .false)
    case .int(let value):
      tag(.int)
      output.integer(value)
    case .float(let value):
      tag(.float)
      output.double(value)
    case .string(let text):
      tag(.string)
      output.text(text.text)
    case .unbound: tag(.unbound)
    case .cell(let cell): try write(cell.value)
    case .tuple(let tuple):
      guard tuple.hasOwnOperators || Swift.type(of: tuple) == TupleObject.self else {
        throw Opaque(type: "a tuple of a class of its own")
      }
      guard try begin(tuple, .tuple, isMutable: false) else { return }
      try write(all: tuple.elements)
    case .list(let list):
      guard try begin(list, .list, isMutable: true) else { return }
      try write(all: list.elements)
    case .dict(let dict):
      guard Swift.type(of: dict) == DictObject.self else {
        throw Opaque(type: "a dict of a class of its own")
      }
      guard try begin(dict, .dict, isMutable: true) else { return }
      output.integer(dict.count)
      for (key, value) in dict.items {
        try write(key)
        try write(value)
      }
    case .function(let function): try write(function)
    case .object(let object): try write(object)
    }
  }

  private mutating func tag(_ tag: Tag) { output.byte(tag.rawValue) }

  private mutating func write(all values: [Value]) throws {
    output.integer(values.count)
    for value in values { try write(value) }
  }

  /// False, with a reference written, for an object that was written before.
  private mutating func begin(_ object: Object, _ tag: Tag, isMutable: Bool) throws -> Bool {
    if let number = seen[ObjectIdentifier(object)] {
      self.tag(.reference)
      output.integer(number)
      return false
    }
    seen[ObjectIdentifier(object)] = seen.count
    if isMutable { mutable.insert(ObjectIdentifier(object)) }
    self.tag(tag)
    return true
  }

  // MARK: Objects

  private mutating func write(_ object: Object) throws {
    switch object {
    case let number as BigIntObject:
      tag(.bigInt)
      output.text(String(number.value))
    case let number as ComplexObject:
      tag(.complex)
      output.double(number.real)
      output.double(number.imaginary)
    case let set as SetObject:
      guard try begin(set, set.isFrozen ? .frozenSet : .set, isMutable: !set.isFrozen) else {
        return
      }
      try write(all: set.elements)
    case let range as RangeObject:
      tag(.range)
      for part in [range.start, range.stop, range.step] { output.integer(part) }
    case let slice as SliceObject:
      tag(.slice)
      for part in [slice.start, slice.stop, slice.step] { try write(part) }
    case let array as ArrayObject: try write(array)
    case let dtype as DTypeObject:
      tag(.dtype)
      output.byte(dtype.dtype.rawValue)
    case let stream as RandomStreamObject:
      guard let words = stream.stream.snapshot else { throw opaque(stream) }
      guard try begin(stream, .stream, isMutable: true) else { return }
      output.integer(words.count)
      for word in words { output.integer(Int(bitPattern: UInt(word))) }
    case let module as ModuleObject:
      try requireStateless(module.name)
      tag(.module)
      output.text(module.name)
    case let singleton as SingletonObject:
      tag(.singleton)
      output.text(singleton.name)
    case let type as TypeObject: try write(type)
    case let function as BuiltinFunction: try write(function)
    default: try writeOther(object)
    }
  }

  private mutating func writeOther(_ object: Object) throws {
    if Swift.type(of: object) == InstanceObject.self, let instance = object as? InstanceObject,
      instance.base == nil
    {
      guard try begin(instance, .instance, isMutable: true) else { return }
      try write(.object(instance.instanceType))
      output.integer(instance.fields.names.count)
      for (name, value) in zip(instance.fields.names, instance.fields.values) {
        output.text(name.text)
        try write(value)
      }
      return
    }
    if let name = globalReference(to: object) {
      tag(.global)
      output.text(name)
      return
    }
    guard mode == .digest else { throw opaque(object) }
    switch object {
    case let variable as VariableObject:
      guard try begin(variable, .variable, isMutable: false) else { return }
      try write(variable)
    case let method as BoundMethod:
      guard try begin(method, .boundMethod, isMutable: false) else { return }
      try write(method.function)
      try write(method.receiver)
    case let transformed as TransformedFunction:
      guard let made = context.provenance(transformed) else { throw opaque(object) }
      guard try begin(transformed, .made, isMutable: false) else { return }
      output.digest(made)
      try write(transformed.original)
    default: throw opaque(object)
    }
  }

  private func opaque(_ object: Object) -> Opaque {
    Opaque(type: interpreter.typeName(of: Value(object)))
  }

  /// In an archive, the name of the global that holds an object which cannot be written.
  private func globalReference(to object: Object) -> String? {
    guard mode == .archive else { return nil }
    return interpreter.globals.assigned.first {
      $0.value.object === object && !unavailable.contains($0.name)
    }?.name.text
  }

  private mutating func write(_ array: ArrayObject) throws {
    guard !array.isTraced, !array.isAbstract else { throw Opaque(type: "a traced array") }
    if case .scalar = array.content {
      tag(.scalar)
    } else {
      guard try begin(array, .array, isMutable: array.flavor == .array) else { return }
      if let storage = array.storage, array.flavor == .array {
        // Two arrays on one memory would come back as two memories.
        let known = storages.updateValue(ObjectIdentifier(array), forKey: ObjectIdentifier(storage))
        mutable.insert(ObjectIdentifier(storage))
        if known != nil, mode == .archive { throw Opaque(type: "an array that is a view") }
      }
    }
    let elements = try interpreter.numerics.value(of: array)
    output.byte(array.flavor.rawValue)
    output.byte((array.isWeak ? 1 : 0) | (array.isReadOnly ? 2 : 0))
    output.byte(elements.dtype.rawValue)
    output.integer(elements.rank)
    for extent in elements.shape { output.integer(extent) }
    output.blob(elements.bytes)
  }

  // MARK: What only digests describe

  private mutating func write(_ function: FunctionObject) throws {
    if mode == .archive {
      guard let name = globalReference(to: function) else { throw Opaque(type: "function") }
      tag(.global)
      output.text(name)
      return
    }
    guard try begin(function, .function, isMutable: false) else { return }
    guard let code = context.codeDigest(function.code) else { throw Opaque(type: "function") }
    output.digest(code)
    try write(all: function.defaults)
    try write(all: function.keywordDefaults)
    for cell in function.cells {
      mutable.insert(ObjectIdentifier(cell))
      try write(cell.value)
    }
    for (name, value) in zip(function.fields.names, function.fields.values) {
      output.text(name.text)
      try write(value)
    }
    let use = GlobalUse(of: function.code, isCell: false)
    writtenGlobals.formUnion(use.writes)
    // A function that writes globals changes what no name shows.
    for slot in use.reads.union(use.writes).sorted(by: {
      interpreter.globals.names[$0].text < interpreter.globals.names[$1].text
    }) {
      try write(global: slot)
    }
  }

  /// A name and what it means now.
  package mutating func write(global slot: Int) throws {
    let globals = interpreter.globals
    let name = globals.names[slot].text
    touchedGlobals.insert(slot)
    output.text(name)
    if globals.isAssigned(slot) {
      try write(globals[slot])
    } else if ValueWriter.impure.contains(name) {
      throw Opaque(type: name)
    } else {
      tag(.builtin)
    }
  }

  /// Modules whose functions change what no name shows: open figures, filters, handlers.
  private static let stateful: Set<String> = ["matplotlib", "warnings", "sys", "logging", "os"]

  private func requireStateless(_ module: String) throws {
    let package = String(module.prefix { $0 != "." })
    if mode == .digest, ValueWriter.stateful.contains(package) { throw Opaque(type: module) }
  }

  /// Builtins whose results depend on more than their arguments.
  private static let impure: Set<String> = [
    "globals", "locals", "vars", "eval", "exec", "id", "input", "open", "dir", "breakpoint",
    "__import__",
  ]

  private mutating func write(_ type: TypeObject) throws {
    guard type.isUserDefined else {
      tag(.type)
      output.text((type.module ?? "") + "." + type.name)
      return
    }
    if mode == .archive {
      guard let name = globalReference(to: type) else { throw Opaque(type: "class") }
      tag(.global)
      output.text(name)
      return
    }
    guard try begin(type, .type, isMutable: true) else { return }
    guard let made = context.classDigest(type.name) else { throw Opaque(type: "class") }
    output.digest(made)
    for base in type.bases { try write(.object(base)) }
    for (name, value) in zip(type.attributes.names, type.attributes.values) {
      // The class statement says what decorators made of the rest.
      switch value {
      case .object(let object):
        switch object {
        case let method as StaticMethodObject:
          output.text(name.text)
          try write(method.function)
        case let method as ClassMethodObject:
          output.text(name.text)
          try write(method.function)
        case let property as PropertyObject:
          output.text(name.text)
          for part in [property.getter, property.setter, property.deleter] { try write(part) }
        case is BuiltinFunction: break
        default:
          output.text(name.text)
          try write(value)
        }
      default:
        output.text(name.text)
        try write(value)
      }
    }
  }

  private mutating func write(_ function: BuiltinFunction) throws {
    if let owner = function.owner {
      try requireStateless(owner)
      tag(.builtin)
      output.text(owner + "." + function.name)
      return
    }
    if let name = globalReference(to: function) {
      tag(.global)
      output.text(name)
      return
    }
    throw opaque(function)
  }

  /// The operations and the values of the variables behind one of the graph API's objects.
  private mutating func write(_ variable: VariableObject) throws {
    let graph = interpreter.numerics.graph
    let (text, leaves) = graph.canonicalText(outputs: [variable.handle.id])
    output.text(text)
    output.integer(variable.serial ?? -1)
    output.byte(variable.whole == nil ? 0 : 1)
    for leaf in leaves {
      guard let value = graph.knownValue(of: leaf) else { throw opaque(variable) }
      output.byte(value.dtype.rawValue)
      output.blob(value.bytes)
    }
    for other in variable.allVariables(interpreter.numerics) { output.integer(other.serial ?? -1) }
  }
}
