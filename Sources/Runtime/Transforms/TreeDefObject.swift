/// `jax.tree_util.PyTreeDef`: the structure of a tree as a value.
package final class TreeDefObject: Object {
  package let structure: TreeStructure

  package init(_ structure: TreeStructure) { self.structure = structure }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("jax.PyTreeDef") {
      TypeObject("PyTreeDef", module: "jaxlib._jax.pytree", base: interpreter.types.object)
    }
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    "PyTreeDef(\(try interpreter.text(of: structure)))"
  }

  override package func isEqual(to other: Value, in interpreter: Interpreter) throws -> Bool? {
    guard case .object(let object) = other, let definition = object as? TreeDefObject else {
      return false
    }
    return try interpreter.areEqual(structure, definition.structure)
  }

  override package func hash(in interpreter: Interpreter) throws -> Int? {
    try interpreter.hash(.string(interpreter.text(of: structure)))
  }

  private static func nodeCount(_ structure: TreeStructure) -> Int {
    1 + structure.children.reduce(0) { $0 + nodeCount($1) }
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    let structure = structure
    switch name {
    case "num_leaves": return .int(structure.leafCount)
    case "num_nodes": return .int(TreeDefObject.nodeCount(structure))
    case "children":
      return .object(
        BuiltinFunction.raw("children()", "Structures directly below.") { _, _ in
          .list(structure.children.map { .object(TreeDefObject($0)) })
        })
    case "node_data":
      return .object(
        BuiltinFunction.raw("node_data()", "Class and metadata of the outermost container.") {
          interpreter, _ in
          switch structure {
          case .leaf, .keys: return .none
          case .none: return .tuple([.object(interpreter.types.noneType), .none])
          case .list: return .tuple([.object(interpreter.types.list), .none])
          case .tuple: return .tuple([.object(interpreter.types.tuple), .none])
          case .named(let type, _): return .tuple([.object(type), .object(type)])
          case .dict(let keys, _): return .tuple([.object(interpreter.types.dict), .list(keys)])
          case .mapping(let template, let keys, _):
            return .tuple([.object(template.type(in: interpreter)), .tuple(keys)])
          case .custom(let registered, let auxiliary, _):
            return .tuple([.object(registered.type), auxiliary])
          }
        })
    case "unflatten":
      return .object(
        BuiltinFunction.unary("unflatten(leaves, /)", "The containers around leaves.") {
          interpreter, leaves in
          try interpreter.checkedUnflatten(structure, interpreter.collect(leaves))
        })
    case "flatten_up_to":
      return .object(
        BuiltinFunction.unary("flatten_up_to(tree, /)", "Subtrees at the leaves.") {
          interpreter, tree in
          .list(try interpreter.flatten(tree, upTo: structure, name: "tree"))
        })
    case "compose":
      return .object(
        BuiltinFunction.unary("compose(inner, /)", "The structure with another at each leaf.") {
          interpreter, inner in
          .object(
            TreeDefObject(structure.replacingLeaves(by: try interpreter.treeDefinition(inner))))
        })
    default: return nil
    }
  }
}

extension TreeStructure {
  /// The structure with another in the place of every leaf.
  func replacingLeaves(by inner: TreeStructure) -> TreeStructure {
    func all(_ children: [TreeStructure]) -> [TreeStructure] {
      children.map { $0.replacingLeaves(by: inner) }
    }
    return switch self {
    case .leaf, .keys: inner
    case .none: .none
    case .list(let children): .list(all(children))
    case .tuple(let children): .tuple(all(children))
    case .named(let type, let children): .named(type, all(children))
    case .dict(let keys, let children): .dict(keys: keys, all(children))
    case .mapping(let template, let keys, let children):
      .mapping(template, keys: keys, all(children))
    case .custom(let registered, let auxiliary, let children):
      .custom(registered, auxiliary: auxiliary, all(children))
    }
  }
}

extension Interpreter {
  func treeDefinition(_ value: Value) throws -> TreeStructure {
    if case .object(let object) = value, let definition = object as? TreeDefObject {
      return definition.structure
    }
    throw Raised(.typeError, "expected a PyTreeDef, got \(typeName(of: value))")
  }

  /// `unflatten` of leaves that a script gave, whose number is checked.
  func checkedUnflatten(_ structure: TreeStructure, _ leaves: [Value]) throws -> Value {
    let count = structure.leafCount
    if leaves.count < count {
      throw Raised(
        .valueError, "Too few leaves for PyTreeDef; expected \(count), got \(leaves.count)")
    }
    if leaves.count > count {
      throw Raised(.valueError, "Too many leaves for PyTreeDef; expected \(count).")
    }
    return try unflatten(structure, leaves)
  }
}
