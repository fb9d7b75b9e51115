extension Interpreter {
  /// Subtrees of `value` at the leaves of `structure`: `tree_map`'s further trees, `flatten_up_to`.
  ///
  /// - Parameter name: what messages call the tree.
  func flatten(_ value: Value, upTo structure: TreeStructure, name: String) throws -> [Value] {
    var leaves: [Value] = []
    try collect(value, upTo: structure, name, [], into: &leaves)
    return leaves
  }

  private func collect(
    _ value: Value, upTo structure: TreeStructure, _ name: String, _ path: [Value],
    into leaves: inout [Value]
  ) throws {
    if structure.isLeaf {
      leaves.append(value)
      return
    }
    let other = try flatten(value, isLeaf: { !$0.isIdentical(to: value) }).structure
    let expected = try className(of: structure)
    let actual = other.isLeaf ? classText(of: value) : try className(of: other)
    let place =
      "at key path\n    \(name)\(try pathText(path))\nAt that key path, the prefix pytree \(name)"
    guard expected == actual else {
      throw Raised(
        .valueError,
        "pytree structure error: different types \(place) has a subtree of type\n    \(expected)\nbut at the same key path the full pytree has a subtree of different type\n    \(actual)."
      )
    }
    let level = try treeLevel(of: value) ?? []
    guard level.count == structure.children.count else {
      let kind = type(of: value).name
      throw Raised(
        .valueError,
        "pytree structure error: different lengths of \(kind) \(place) has a subtree of type \(kind) of length \(structure.children.count), but the full pytree has a subtree of the same type but of length \(level.count)."
      )
    }
    if let keys = structure.keys, let others = other.keys {
      let isSame = try zip(keys, others).allSatisfy { try areEqual($0, $1) }
      guard isSame else {
        throw Raised(
          .valueError,
          "pytree structure error: different pytree metadata \(place) has a subtree of type\n    \(expected)\nwith metadata\n    \(try repr(.tuple(keys)))\nbut at the same key path the full pytree has a subtree of the same type but with metadata\n    \(try repr(.tuple(others)))"
        )
      }
    }
    for (child, (key, part)) in zip(structure.children, level) {
      try collect(part, upTo: child, name, path + [key], into: &leaves)
    }
  }

  private func className(of structure: TreeStructure) throws -> String {
    switch structure {
    case .leaf, .keys: "a leaf"
    case .none: "<class 'NoneType'>"
    case .list: "<class 'list'>"
    case .tuple: "<class 'tuple'>"
    case .named(let type, _): try repr(.object(type))
    case .dict: "<class 'dict'>"
    case .mapping(let template, _, _): try repr(.object(template.type(in: self)))
    case .custom(let registered, _, _): try repr(.object(registered.type))
    }
  }

  /// One entry a leaf of `structure` from a tree that may end earlier: `in_axes` and the like, where `None` is an entry.
  func broadcastPrefix(_ prefix: Value, to structure: TreeStructure, name: String) throws -> [Value]
  {
    var result: [Value] = []
    func visit(_ prefix: Value, _ structure: TreeStructure, _ path: String) throws {
      let level = prefix.isNone ? nil : try treeLevel(of: prefix)
      guard let level else {
        result.append(contentsOf: repeatElement(prefix, count: structure.leafCount))
        return
      }
      let children = structure.children
      guard !structure.isLeaf, level.count == children.count else {
        throw Raised(
          .valueError,
          "\(name) specification must be a tree prefix of the corresponding value; \n  Mismatch details (1 found):\n  pytree structure error: different numbers of pytree children at key path\n    \(name)\(path)"
        )
      }
      for ((key, part), child) in zip(level, children) {
        try visit(part, child, path + str(key))
      }
    }
    try visit(prefix, structure, "")
    return result
  }
}

extension TreeStructure {
  /// Keys of a dict.
  var keys: [Value]? {
    switch self {
    case .dict(let keys, _), .mapping(_, let keys, _): keys
    default: nil
    }
  }
}
