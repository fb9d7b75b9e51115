import Arrays
import Autodiff

extension Interpreter {
  /// The function that `jax.vmap(f)` returns.
  func vectorized(_ function: Value, inAxes: Value, outAxes: Value, axisName: Value, axisSize: Int?)
    -> Value
  {
    let name = "vmap(\(functionName(function) ?? "function"))"
    return .object(
      TransformedFunction(
        BuiltinFunction.raw("vmap(*args, **kwargs)", name) { interpreter, arguments in
          try interpreter.vectorize(function, arguments, inAxes, outAxes, axisName, axisSize)
        }, wrapping: function))
  }

  private func vectorize(
    _ function: Value, _ arguments: Arguments, _ inAxes: Value, _ outAxes: Value,
    _ axisName: Value, _ axisSize: Int?
  ) throws -> Value {
    let session = numerics
    let graph = session.graph
    session.errorFacade = .jax
    if let entries = inAxes.sequence, entries.count != arguments.positional.count {
      throw Raised(
        .valueError,
        "vmap in_axes must be an int, None, or a tuple of entries corresponding to the positional arguments passed to the function, but got len(in_axes)=\(entries.count), len(args)=\(arguments.positional.count)"
      )
    }
    let (leaves, structure) = try flatten(.tuple(arguments.positional))
    let axesTree: Value =
      inAxes.sequence.map { .tuple($0) } ?? .tuple(arguments.positional.map { _ in inAxes })
    var axes = try broadcastPrefix(axesTree, to: structure, name: "vmap in_axes").map {
      $0.isNone ? nil : try requireIndex($0)
    }
    // Keyword arguments are mapped over their first axis.
    let keywordTree = try flatten(.tuple(arguments.keywords.map(\.value)))
    axes += keywordTree.leaves.map { _ in 0 }
    let arrays = try (leaves + keywordTree.leaves).enumerated().map { position, leaf in
      axes[position] == nil && !leaf.isArrayLike ? nil : try self.array(of: leaf, .jax)
    }
    // The last axis of a key's words is not the script's.
    let isKey = structure.keyFlags + keywordTree.structure.keyFlags
    axes = try zip(zip(arrays, isKey), axes).map { entry, axis in
      guard let array = entry.0, let axis else { return nil }
      let place = axis < 0 ? axis + array.rank - (entry.1 ? 1 : 0) : axis
      guard place >= 0, place < array.rank else {
        throw Raised(
          .valueError,
          "vmap was requested to map its argument along axis \(axis), which implies that its rank should be at least \(axis < 0 ? -axis : axis + 1), but is only \(array.rank) (its shape is \(ShapeText.tuple(array.shape)))"
        )
      }
      return place
    }
    let size = try batchSize(function, arguments, arrays, axes, axisSize)
    let mark = graph.mark
    defer { endTransform(mark) }
    let mapped = axes.indices.filter { axes[$0] != nil }
    let types = mapped.compactMap { position -> AbstractValue? in
      guard let array = arrays[position], let axis = axes[position] else { return nil }
      var shape = array.shape
      shape.remove(at: axis)
      return AbstractValue(shape, array.dtype, weak: array.isWeak)
    }
    session.batchSizes.append(size)
    defer { session.batchSizes.removeLast() }
    let effectCount = graph.effects.count
    let position = NodeHandle(graph.placeholder(AbstractValue([], .int32)), in: graph)
    session.lastAxis += 1
    let serial = session.lastAxis
    let axisCount = session.namedAxes.count
    if !axisName.isNone { session.namedAxes.append((axisName, serial, size, position)) }
    defer { session.namedAxes.removeLast(session.namedAxes.count - axisCount) }
    let trace = try openTrace(types, name: functionName(function) ?? "function") { values in
      var all = leaves + keywordTree.leaves
      for (position, value) in zip(mapped, values) { all[position] = value }
      let positional = try unflatten(structure, Array(all[..<leaves.count])).sequence ?? []
      let rest = try unflatten(keywordTree.structure, Array(all[leaves.count...])).sequence ?? []
      return try call(
        function,
        Arguments(
          positional, keywords: zip(arguments.keywords, rest).map { ($0.name, $1) }))
    }
    let wanted = try broadcastPrefix(outAxes, to: trace.structure, name: "vmap out_axes")
    let values = try mapped.map { position -> NodeID in
      guard let array = arrays[position] else { preconditionFailure("mapped leaves are arrays") }
      return try session.node(array)
    }
    let outer = graph.batchingAxis
    graph.batchingAxis = serial
    defer { graph.batchingAxis = outer }
    let positions = graph.constant(NDArray(Array(0..<size), shape: [size], dtype: .int32))
    let results = try graph.batch(
      outputs: trace.outputs.map(\.id), effects: graph.takeEffects(from: effectCount),
      inputs: trace.inputs.map(\.id) + [position.id], values: values + [positions],
      axes: mapped.map { axes[$0] } + [0])
    let areKeys = trace.structure.keyFlags
    let roots = try zip(zip(results, areKeys), wanted).map { entry, place -> NodeID in
      let (result, isKey) = entry
      if place.isNone {
        guard let axis = result.axis else { return result.0 }
        throw Raised(
          .valueError,
          "at vmap out_axes, got axis spec None but output was batched on axis \(axis)")
      }
      let front = try batchedInFront(result.0, result.axis, size)
      let rank = graph.rank(of: front) - (isKey ? 1 : 0)
      let axis = try requireIndex(place)
      let target = axis < 0 ? axis + rank : axis
      guard target >= 0, target < rank else {
        throw Raised(
          .valueError, "axis \(axis) is out of bounds for array of dimension \(rank)")
      }
      return try graph.moveAxis(front, from: 0, to: target)
    }
    return try unflatten(trace.structure, settled(roots).map { .object($0) })
  }

  private func batchSize(
    _ function: Value, _ arguments: Arguments, _ arrays: [ArrayObject?], _ axes: [Int?],
    _ axisSize: Int?
  ) throws -> Int {
    var sizes: [(size: Int, count: Int, axis: Int, position: Int)] = []
    for (position, (array, axis)) in zip(arrays, axes).enumerated() {
      guard let array, let axis else { continue }
      if let known = sizes.firstIndex(where: { $0.size == array.shape[axis] }) {
        sizes[known].count += 1
      } else {
        sizes.append((array.shape[axis], 1, axis, position))
      }
    }
    if sizes.isEmpty {
      guard let axisSize else {
        throw Raised(
          .valueError,
          "vmap must have at least one non-None value in in_axes or axis_size must be specified")
      }
      return axisSize
    }
    if sizes.count == 1, axisSize == nil || axisSize == sizes[0].size { return sizes[0].size }
    let names = try argumentPaths(function, arguments)
    func example(_ entry: (size: Int, count: Int, axis: Int, position: Int)) -> String {
      let array = arrays[entry.position]
      return
        "axis \(entry.axis) of argument \(names[entry.position]) of type \(ShapeText.abstract(array?.shape ?? [], array?.dtype ?? .float32))"
    }
    var lines: [String] = []
    if let axisSize { lines.append("  * the `axis_size` argument was \(axisSize);\n") }
    // Most frequent first, ties in order of appearance.
    let ordered = sizes.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element)
    for (index, entry) in ordered.enumerated() {
      if entry.count == 1 {
        lines.append("  * one axis had size \(entry.size): \(example(entry));\n")
      } else {
        lines.append(
          "  * \(index == 0 ? "most" : "some") axes (\(entry.count) of them) had size \(entry.size), e.g. \(example(entry));\n"
        )
      }
    }
    throw Raised(
      .valueError,
      "vmap got inconsistent sizes for array axes to be mapped:\n"
        + lines.joined().dropLast(2))
  }

  /// Names of argument leaves as messages show them: `x`, `params['w']`.
  func argumentPaths(_ function: Value, _ arguments: Arguments) throws -> [String] {
    var names: [String] = []
    for (position, value) in arguments.positional.enumerated() {
      let base = positionalName(function, position) ?? "args[\(position)]"
      names += try flattenWithPaths(value).map { base + (try pathText($0.path)) }
    }
    for (name, value) in arguments.keywords {
      names += try flattenWithPaths(value).map { "kwargs['\(name)']" + (try pathText($0.path)) }
    }
    return names
  }

  /// Name of a positional parameter of a function of the script.
  func positionalName(_ function: Value, _ position: Int) -> String? {
    switch function {
    case .function(let function):
      position < function.code.parameters.positionalCount
        ? function.code.parameters.names[position].text : nil
    case .object(let object):
      switch object {
      case let transformed as TransformedFunction: positionalName(transformed.original, position)
      case let builtin as BuiltinFunction:
        position < builtin.signature.positionalCount
          ? builtin.signature.parameters[position].name.text : nil
      default: nil
      }
    default: nil
    }
  }
}
