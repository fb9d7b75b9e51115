/// One step of the way to a leaf, as `tree_flatten_with_path` gives it.
package final class TreeKeyObject: Object {
  package enum Kind {
    case dictionary(Value)
    case sequence(Int)
    case attribute(String)
    /// A child of a class that names none.
    case flattened(Int)
  }

  package let kind: Kind

  package init(_ kind: Kind) { self.kind = kind }

  private var className: String {
    switch kind {
    case .dictionary: "DictKey"
    case .sequence: "SequenceKey"
    case .attribute: "GetAttrKey"
    case .flattened: "FlattenedIndexKey"
    }
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    TreeKeyObject.type(className, in: interpreter)
  }

  static func type(_ name: String, in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("jax.tree_util.\(name)") {
      TypeObject(
        name, module: "jax.tree_util", base: interpreter.types.object,
        constructor: { interpreter, arguments in
          guard let value = arguments.positional.first ?? arguments.keywords.first?.value else {
            throw Raised(.typeError, "\(name)() takes a key")
          }
          switch name {
          case "DictKey": return .object(TreeKeyObject(.dictionary(value)))
          case "SequenceKey":
            return .object(TreeKeyObject(.sequence(try interpreter.requireIndex(value))))
          case "GetAttrKey":
            return .object(TreeKeyObject(.attribute(try interpreter.requireText(value))))
          default: return .object(TreeKeyObject(.flattened(try interpreter.requireIndex(value))))
          }
        })
    }
  }

  private var field: (name: String, value: Value) {
    switch kind {
    case .dictionary(let key): ("key", key)
    case .sequence(let index): ("idx", .int(index))
    case .attribute(let name): ("name", .string(name))
    case .flattened(let index): ("key", .int(index))
    }
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    "\(className)(\(field.name)=\(try interpreter.repr(field.value)))"
  }

  override package func str(in interpreter: Interpreter) throws -> String {
    switch kind {
    case .dictionary(let key): "[\(try interpreter.repr(key))]"
    case .sequence(let index): "[\(index)]"
    case .attribute(let name): ".\(name)"
    case .flattened(let index): "[<flat index \(index)>]"
    }
  }

  /// The key without brackets or dot, as `keystr(simple=True)` joins them.
  func plainText(in interpreter: Interpreter) throws -> String {
    try interpreter.str(field.value)
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    name == Name(field.name) ? field.value : nil
  }

  override package func isEqual(to other: Value, in interpreter: Interpreter) throws -> Bool? {
    guard case .object(let object) = other, let key = object as? TreeKeyObject,
      key.className == className
    else { return false }
    return try interpreter.areEqual(field.value, key.field.value)
  }

  override package func hash(in interpreter: Interpreter) throws -> Int? {
    try interpreter.hash(field.value)
  }
}

extension Interpreter {
  /// Children of a container with their keys in the order of `flatten`; nil for leaves.
  func treeLevel(of value: Value, isLeaf: ((Value) throws -> Bool)? = nil) throws
    -> [(key: Value, value: Value)]?
  {
    if let isLeaf, try isLeaf(value) { return nil }
    func key(_ kind: TreeKeyObject.Kind) -> Value { .object(TreeKeyObject(kind)) }
    func sequence(_ elements: [Value]) -> [(key: Value, value: Value)] {
      elements.enumerated().map { (key(.sequence($0.offset)), $0.element) }
    }
    func named(_ tuple: NamedTupleObject) -> [(key: Value, value: Value)] {
      zip(tuple.fieldNames, tuple.elements).map { (key(.attribute($0.text)), $1) }
    }
    switch value {
    case .none: return []
    case .list(let list): return sequence(list.elements)
    case .tuple(let tuple):
      return (tuple as? NamedTupleObject).map(named) ?? sequence(tuple.elements)
    case .dict(let dict):
      if dict is CounterObject { return nil }
      return try treeItems(of: dict, true).map { (key(.dictionary($0.key)), $0.value) }
    case .object(let object):
      if let tuple = object as? NamedTupleObject { return named(tuple) }
      guard
        let registered = numerics.pytreeClasses.first(where: { $0.type === object.type(in: self) })
      else { return nil }
      let parts = try registered.flatten(self, value).children
      if let keys = registered.keys { return zip(try keys(self, value), parts).map { ($0, $1) } }
      if let names = registered.fieldNames {
        return zip(names, parts).map { (key(.attribute($0)), $1) }
      }
      return parts.enumerated().map { (key(.flattened($0.offset)), $0.element) }
    default: return nil
    }
  }

  /// Leaves with the keys on the way to them.
  func flattenWithPaths(_ value: Value, isLeaf: ((Value) throws -> Bool)? = nil) throws
    -> [(path: [Value], leaf: Value)]
  {
    var result: [(path: [Value], leaf: Value)] = []
    func visit(_ value: Value, _ path: [Value]) throws {
      guard let level = try treeLevel(of: value, isLeaf: isLeaf) else {
        result.append((path, value))
        return
      }
      for (key, child) in level { try visit(child, path + [key]) }
    }
    try visit(value, [])
    return result
  }

  /// `keystr(path)`.
  func pathText(_ path: [Value]) throws -> String { try path.map { try str($0) }.joined() }
}
