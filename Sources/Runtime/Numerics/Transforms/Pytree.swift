import Arrays

/// The structure of nested containers of arrays, without the arrays.
package indirect enum TreeStructure {
  case leaf
  /// Keys of `jax.random` around their words, which transforms trace as they trace arrays.
  case keys
  case none
  case list([TreeStructure])
  case tuple([TreeStructure])
  /// A named tuple of this class.
  case named(TypeObject, [TreeStructure])
  /// Keys in the order of the leaves.
  case dict(keys: [Value], [TreeStructure])
  /// An OrderedDict or defaultdict: an empty one like it, and the keys in the order of the leaves.
  case mapping(DictObject, keys: [Value], [TreeStructure])
  /// A class of the script with functions that take its instances apart and put them together.
  case custom(PytreeClass, auxiliary: Value, [TreeStructure])

  package var leafCount: Int {
    switch self {
    case .leaf, .keys: return 1
    default: break
    }
    return children.reduce(0) { $0 + $1.leafCount }
  }

  /// Structures directly below; none for leaves and `None`.
  package var children: [TreeStructure] {
    switch self {
    case .leaf, .keys, .none: []
    case .list(let children), .tuple(let children), .named(_, let children),
      .dict(_, let children), .mapping(_, _, let children), .custom(_, _, let children):
      children
    }
  }

  /// For each leaf, whether it is the words of random keys.
  var keyFlags: [Bool] {
    switch self {
    case .leaf: [false]
    case .keys: [true]
    default: children.flatMap(\.keyFlags)
    }
  }

  package var isLeaf: Bool {
    if case .leaf = self { return true }
    return false
  }
}

/// How instances of a class that a script registered are flattened.
package final class PytreeClass {
  let type: TypeObject
  /// `flatten(instance) -> (children, auxiliary)`.
  let flatten: (Interpreter, Value) throws -> (children: [Value], auxiliary: Value)
  let unflatten: (Interpreter, Value, [Value]) throws -> Value
  /// Names of the children where the class gave them.
  let fieldNames: [String]?
  /// Keys of an instance's children where the class gives them.
  let keys: ((Interpreter, Value) throws -> [Value])?

  init(
    _ type: TypeObject, fieldNames: [String]? = nil,
    keys: ((Interpreter, Value) throws -> [Value])? = nil,
    flatten: @escaping (Interpreter, Value) throws -> (children: [Value], auxiliary: Value),
    unflatten: @escaping (Interpreter, Value, [Value]) throws -> Value
  ) {
    self.type = type
    self.fieldNames = fieldNames
    self.keys = keys
    self.flatten = flatten
    self.unflatten = unflatten
  }
}

extension Interpreter {
  /// Leaves in order and the structure around them.
  ///
  /// - Parameters:
  ///   - isLeaf: called for every container; true keeps it whole.
  ///   - opensKeys: whether random keys give their words; scripts see them whole.
  package func flatten(
    _ value: Value, sortsKeys: Bool = true, opensKeys: Bool = true,
    isLeaf: ((Value) throws -> Bool)? = nil
  ) throws -> (leaves: [Value], structure: TreeStructure) {
    var leaves: [Value] = []
    let structure = try flatten(value, sortsKeys, opensKeys, isLeaf, into: &leaves)
    return (leaves, structure)
  }

  private func flatten(
    _ value: Value, _ sortsKeys: Bool, _ opensKeys: Bool, _ isLeaf: ((Value) throws -> Bool)?,
    into leaves: inout [Value]
  ) throws -> TreeStructure {
    if let isLeaf, try isLeaf(value) {
      leaves.append(value)
      return .leaf
    }
    func children(_ values: [Value]) throws -> [TreeStructure] {
      try values.map { try flatten($0, sortsKeys, opensKeys, isLeaf, into: &leaves) }
    }
    switch value {
    case .none: return .none
    case .list(let list): return .list(try children(list.elements))
    case .tuple(let tuple):
      if Swift.type(of: tuple) == TupleObject.self { return .tuple(try children(tuple.elements)) }
      return .named(tuple.type(in: self), try children(tuple.elements))
    case .dict(let dict):
      if sortsKeys, dict is CounterObject {
        leaves.append(value)
        return .leaf
      }
      let items = try treeItems(of: dict, sortsKeys)
      let parts = try children(items.map(\.value))
      if Swift.type(of: dict) == DictObject.self {
        return .dict(keys: items.map(\.key), parts)
      }
      return .mapping(dict.makeEmptyCopy(), keys: items.map(\.key), parts)
    case .object(let object):
      if opensKeys, let keys = object as? RandomKeyObject {
        leaves.append(.object(keys.words))
        return .keys
      }
      if let tuple = object as? NamedTupleObject {
        return .named(tuple.type(in: self), try children(tuple.elements))
      }
      if let registered = numerics.pytreeClasses.first(where: { $0.type === object.type(in: self) })
      {
        let (parts, auxiliary) = try registered.flatten(self, value)
        return .custom(registered, auxiliary: auxiliary, try children(parts))
      }
      leaves.append(value)
      return .leaf
    default:
      leaves.append(value)
      return .leaf
    }
  }

  /// Entries in the order of their leaves: by key, but as inserted in an OrderedDict.
  func treeItems(of dict: DictObject, _ sortsKeys: Bool) throws -> [(key: Value, value: Value)] {
    var items = dict.items
    guard sortsKeys, !(dict is OrderedDictObject) else { return items }
    do {
      try items.sort { try isLess($0.key, $1.key) }
    } catch let error as Raised where matches(error, .typeError) {
      throw Raised(
        .valueError, "Comparator raised exception while sorting pytree dictionary keys.")
    }
    return items
  }

  /// The containers again, around other leaves.
  package func unflatten(_ structure: TreeStructure, _ leaves: [Value]) throws -> Value {
    var position = 0
    return try unflatten(structure, leaves, &position)
  }

  private func unflatten(_ structure: TreeStructure, _ leaves: [Value], _ position: inout Int)
    throws
    -> Value
  {
    switch structure {
    case .leaf:
      position += 1
      return leaves[position - 1]
    case .keys:
      position += 1
      let leaf = leaves[position - 1]
      guard let words = leaf.array, words.dtype == .uint32 else { return leaf }
      return .object(RandomKeyObject(words))
    case .none: return .none
    case .list(let children):
      return .list(try children.map { try unflatten($0, leaves, &position) })
    case .tuple(let children):
      return .tuple(try children.map { try unflatten($0, leaves, &position) })
    case .named(let type, let children):
      return try call(
        .object(type), children.map { try unflatten($0, leaves, &position) })
    case .dict(let keys, let children):
      let dict = DictObject()
      for (key, child) in zip(keys, children) {
        try dict.set(key, to: unflatten(child, leaves, &position), in: self)
      }
      return .dict(dict)
    case .mapping(let template, let keys, let children):
      let dict = template.makeEmptyCopy()
      for (key, child) in zip(keys, children) {
        try dict.set(key, to: unflatten(child, leaves, &position), in: self)
      }
      return .dict(dict)
    case .custom(let registered, let auxiliary, let children):
      return try registered.unflatten(
        self, auxiliary, children.map { try unflatten($0, leaves, &position) })
    }
  }

  /// Whether two structures are alike, keys and auxiliary data included.
  package func areEqual(_ a: TreeStructure, _ b: TreeStructure) throws -> Bool {
    switch (a, b) {
    case (.leaf, .leaf), (.keys, .keys), (.none, .none): return true
    case (.list(let x), .list(let y)), (.tuple(let x), .tuple(let y)):
      return try areAllEqual(x, y)
    case (.named(let s, let x), .named(let t, let y)): return try s === t && areAllEqual(x, y)
    case (.dict(let s, let x), .dict(let t, let y)):
      return try s.count == t.count && zip(s, t).allSatisfy { try areEqual($0, $1) }
        && areAllEqual(x, y)
    case (.mapping(let p, let s, let x), .mapping(let q, let t, let y)):
      return try p.type(in: self) === q.type(in: self) && s.count == t.count
        && zip(s, t).allSatisfy { try areEqual($0, $1) } && areAllEqual(x, y)
    case (.custom(let s, let p, let x), .custom(let t, let q, let y)):
      return try s === t && areEqual(p, q) && areAllEqual(x, y)
    default: return false
    }
  }

  private func areAllEqual(_ a: [TreeStructure], _ b: [TreeStructure]) throws -> Bool {
    try a.count == b.count && zip(a, b).allSatisfy { try areEqual($0, $1) }
  }

  /// `PyTreeDef({'a': *, 'b': [*, *]})`, without the class name around it.
  package func text(of structure: TreeStructure, leaf: String = "*") throws -> String {
    func joined(_ children: [TreeStructure]) throws -> String {
      try children.map { try text(of: $0, leaf: leaf) }.joined(separator: ", ")
    }
    switch structure {
    case .leaf, .keys: return leaf
    case .none: return "None"
    case .list(let children): return "[\(try joined(children))]"
    case .tuple(let children):
      return "(\(try joined(children))\(children.count == 1 ? "," : ""))"
    case .named(let type, let children):
      return "CustomNode(namedtuple[\(type.name)], [\(try joined(children))])"
    case .dict(let keys, let children):
      let items = try zip(keys, children).map { "\(try repr($0)): \(try text(of: $1, leaf: leaf))" }
      return "{\(items.joined(separator: ", "))}"
    case .mapping(let template, let keys, let children):
      let names = try repr(.tuple(keys))
      guard let factory = try attributeIfPresent("default_factory", of: .dict(template)) else {
        return "CustomNode(OrderedDict[\(names)], [\(try joined(children))])"
      }
      return
        "CustomNode(defaultdict[(\(try repr(factory)), \(names))], [\(try joined(children))])"
    case .custom(let registered, let auxiliary, let children):
      return "CustomNode(\(registered.type.name)[\(try str(auxiliary))], [\(try joined(children))])"
    }
  }
}
