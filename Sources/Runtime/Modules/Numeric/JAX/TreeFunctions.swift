/// `jax.tree` and the functions of `jax.tree_util` on trees.
enum TreeFunctions {
  /// Name in `jax.tree`, and the function; `jax.tree_util` has it with `tree_` in front.
  private static var shared: [(String, BuiltinFunction)] {
    [
      ("flatten", flatten), ("leaves", leaves), ("structure", structure), ("unflatten", unflatten),
      ("map", map), ("map_with_path", mapWithPath), ("reduce", reduce), ("all", all),
      ("transpose", transpose), ("flatten_with_path", flattenWithPath),
      ("leaves_with_path", leavesWithPath), ("broadcast", broadcast),
    ]
  }

  static var tree: [(String, Value)] { shared.map { ($0.0, .object($0.1)) } }

  static func treeUtil(_ interpreter: Interpreter) -> [(String, Value)] {
    let keys = ["DictKey", "SequenceKey", "GetAttrKey", "FlattenedIndexKey"].map {
      ($0, Value.object(TreeKeyObject.type($0, in: interpreter)))
    }
    return shared.map { ("tree_\($0.0)", .object($0.1)) } + keys
      + [
        ("PyTreeDef", .object(TreeDefObject(.leaf).type(in: interpreter))),
        ("keystr", .object(keystr)), ("all_leaves", .object(allLeaves)),
        ("treedef_tuple", .object(definitionTuple)),
        ("treedef_children", .object(definitionChildren)),
        ("treedef_is_leaf", .object(definitionIsLeaf)),
      ] + TreeRegistration.members
  }

  /// `is_leaf=`.
  static func leafTest(_ value: Value, _ interpreter: Interpreter) -> ((Value) throws -> Bool)? {
    if value.isNone { return nil }
    return { try interpreter.isTruthy(interpreter.call(value, [$0])) }
  }

  private static var flatten: BuiltinFunction {
    .bound("flatten(tree, is_leaf=None)", "Leaves and structure.") { interpreter, arguments in
      let (leaves, structure) = try interpreter.flatten(
        arguments[0], opensKeys: false, isLeaf: leafTest(arguments[1], interpreter))
      return .tuple([.list(leaves), .object(TreeDefObject(structure))])
    }
  }

  private static var leaves: BuiltinFunction {
    .bound("leaves(tree, is_leaf=None)", "Leaves in order.") { interpreter, arguments in
      .list(
        try interpreter.flatten(
          arguments[0], opensKeys: false, isLeaf: leafTest(arguments[1], interpreter)
        ).leaves)
    }
  }

  private static var structure: BuiltinFunction {
    .bound("structure(tree, is_leaf=None)", "The structure.") { interpreter, arguments in
      .object(
        TreeDefObject(
          try interpreter.flatten(
            arguments[0], opensKeys: false, isLeaf: leafTest(arguments[1], interpreter)
          )
          .structure))
    }
  }

  private static var unflatten: BuiltinFunction {
    .bound("unflatten(treedef, leaves)", "The containers around leaves.") {
      interpreter, arguments in
      try interpreter.checkedUnflatten(
        interpreter.treeDefinition(arguments[0]), interpreter.collect(arguments[1]))
    }
  }

  private static var map: BuiltinFunction {
    .bound("map(f, tree, *rest, is_leaf=None)", "A function applied to the leaves of trees.") {
      interpreter, arguments in
      let (leaves, structure) = try interpreter.flatten(
        arguments[1], opensKeys: false, isLeaf: leafTest(arguments[3], interpreter))
      let columns = try arguments.variadic(2).map {
        try interpreter.flatten($0, upTo: structure, name: "tree_map tree")
      }
      let results = try leaves.indices.map { index in
        try interpreter.call(arguments[0], [leaves[index]] + columns.map { $0[index] })
      }
      return try interpreter.unflatten(structure, results)
    }
  }

  private static var mapWithPath: BuiltinFunction {
    .bound(
      "map_with_path(f, tree, *rest, is_leaf=None)", "As map; the function gets the path too."
    ) { interpreter, arguments in
      let isLeaf = leafTest(arguments[3], interpreter)
      let structure = try interpreter.flatten(arguments[1], opensKeys: false, isLeaf: isLeaf)
        .structure
      let pairs = try interpreter.flattenWithPaths(arguments[1], isLeaf: isLeaf)
      let columns = try arguments.variadic(2).map {
        try interpreter.flatten($0, upTo: structure, name: "tree_map tree")
      }
      let results = try pairs.indices.map { index in
        try interpreter.call(
          arguments[0], [.tuple(pairs[index].path), pairs[index].leaf] + columns.map { $0[index] })
      }
      return try interpreter.unflatten(structure, results)
    }
  }

  private static var reduce: BuiltinFunction {
    .bound(
      "reduce(function, tree, initializer=<no value>, is_leaf=None)",
      "Leaves combined from the left."
    ) { interpreter, arguments in
      var leaves = try interpreter.flatten(
        arguments[1], opensKeys: false, isLeaf: leafTest(arguments[3], interpreter)
      ).leaves[...]
      var result = arguments[2]
      if result.isUnbound {
        guard let first = leaves.popFirst() else {
          throw Raised(.typeError, "reduce() of empty iterable with no initial value")
        }
        result = first
      }
      for leaf in leaves { result = try interpreter.call(arguments[0], [result, leaf]) }
      return result
    }
  }

  private static var all: BuiltinFunction {
    .bound("all(tree, *, is_leaf=None)", "Whether all leaves are true.") { interpreter, arguments in
      let leaves = try interpreter.flatten(
        arguments[0], opensKeys: false, isLeaf: leafTest(arguments[1], interpreter)
      ).leaves
      return .bool(try leaves.allSatisfy { try interpreter.isTruthy($0) })
    }
  }

  private static var transpose: BuiltinFunction {
    .bound(
      "transpose(outer_treedef, inner_treedef, pytree_to_transpose)",
      "A tree of trees turned inside out."
    ) { interpreter, arguments in
      let outer = try interpreter.treeDefinition(arguments[0])
      let rows = try interpreter.flatten(
        arguments[2], upTo: outer, name: "tree_transpose tree")
      var inner: TreeStructure
      if arguments[1].isNone, let first = rows.first {
        inner = try interpreter.flatten(first, opensKeys: false).structure
      } else {
        inner = try interpreter.treeDefinition(arguments[1])
      }
      let parts = try rows.map { row -> [Value] in
        try interpreter.flatten(row, upTo: inner, name: "tree_transpose tree")
      }
      return try interpreter.unflatten(
        inner,
        (0..<inner.leafCount).map { position in
          try interpreter.unflatten(outer, parts.map { $0[position] })
        })
    }
  }

  private static func pair(_ entry: (path: [Value], leaf: Value)) -> Value {
    .tuple([.tuple(entry.path), entry.leaf])
  }

  private static var flattenWithPath: BuiltinFunction {
    .bound("flatten_with_path(tree, is_leaf=None)", "Paths and leaves, and the structure.") {
      interpreter, arguments in
      let isLeaf = leafTest(arguments[1], interpreter)
      let pairs = try interpreter.flattenWithPaths(arguments[0], isLeaf: isLeaf)
      let structure = try interpreter.flatten(arguments[0], opensKeys: false, isLeaf: isLeaf)
        .structure
      return .tuple([.list(pairs.map(pair)), .object(TreeDefObject(structure))])
    }
  }

  private static var leavesWithPath: BuiltinFunction {
    .bound("leaves_with_path(tree, is_leaf=None)", "Paths and leaves.") { interpreter, arguments in
      .list(
        try interpreter.flattenWithPaths(
          arguments[0], isLeaf: leafTest(arguments[1], interpreter)
        ).map(pair))
    }
  }

  private static var broadcast: BuiltinFunction {
    .bound(
      "broadcast(prefix_tree, full_tree, is_leaf=None)", "The leaves of a tree spread over another."
    ) { interpreter, arguments in
      let isLeaf = leafTest(arguments[2], interpreter)
      let (leaves, structure) = try interpreter.flatten(
        arguments[0], opensKeys: false, isLeaf: isLeaf)
      let subtrees = try interpreter.flatten(
        arguments[1], upTo: structure, name: "broadcast tree")
      let filled = try zip(leaves, subtrees).map { leaf, subtree in
        let inner = try interpreter.flatten(subtree, opensKeys: false).structure
        return try interpreter.unflatten(
          inner, Array(repeating: leaf, count: inner.leafCount))
      }
      return try interpreter.unflatten(structure, filled)
    }
  }

  private static var keystr: BuiltinFunction {
    .bound("keystr(keys, *, simple=False, separator='')", "A path as text.") {
      interpreter, arguments in
      let keys = try interpreter.collect(arguments[0])
      let isSimple = try interpreter.isTruthy(arguments[1])
      let parts = try keys.map { key -> String in
        if isSimple, case .object(let object) = key, let key = object as? TreeKeyObject {
          return try key.plainText(in: interpreter)
        }
        return try interpreter.str(key)
      }
      return .string(parts.joined(separator: try interpreter.requireText(arguments[2])))
    }
  }

  private static var allLeaves: BuiltinFunction {
    .bound("all_leaves(iterable, is_leaf=None)", "Whether no element is a container.") {
      interpreter, arguments in
      .bool(
        try interpreter.collect(arguments[0]).allSatisfy {
          try interpreter.flatten($0, opensKeys: false, isLeaf: leafTest(arguments[1], interpreter))
            .structure.isLeaf
        })
    }
  }

  private static var definitionTuple: BuiltinFunction {
    .unary("treedef_tuple(treedefs, /)", "The structure of a tuple of trees.") {
      interpreter, value in
      .object(
        TreeDefObject(
          .tuple(try interpreter.collect(value).map { try interpreter.treeDefinition($0) })))
    }
  }

  private static var definitionChildren: BuiltinFunction {
    .unary("treedef_children(treedef, /)", "Structures directly below.") { interpreter, value in
      .list(try interpreter.treeDefinition(value).children.map { .object(TreeDefObject($0)) })
    }
  }

  private static var definitionIsLeaf: BuiltinFunction {
    .unary("treedef_is_leaf(treedef, /)", "Whether the structure is one leaf.") {
      interpreter, value in
      .bool(try interpreter.treeDefinition(value).isLeaf)
    }
  }
}
