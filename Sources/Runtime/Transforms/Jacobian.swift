import Arrays
import Autodiff

extension Interpreter {
  /// Rows of the identity, `count` of them, in the shape of one value: `(count, *shape)`.
  private func standardBasis(_ type: AbstractValue) -> NodeID {
    let count = type.shape.reduce(1, *)
    let identity = NDArray.zeros([count, count], dtype: type.dtype)
    for index in 0..<count { identity.setScalar(.float(1), at: [index, index]) }
    return numerics.graph.constant(
      (try? identity.reshaped([count] + type.shape)) ?? identity)
  }

  /// One output's Jacobian with respect to every differentiated leaf, in shape `output.shape + leaf.shape`.
  ///
  /// All rows are pulled back together, batched; one by one where a rule is missing.
  func reverseJacobian(_ linear: LinearizedFunction, output position: Int) throws -> [NodeID] {
    let graph = numerics.graph
    let type = graph.abstractValue(of: linear.outputs[position].id)
    let count = type.shape.reduce(1, *)
    func pull(_ cotangent: NodeID) throws -> [NodeID] {
      var cotangents = [NodeID?](repeating: nil, count: linear.outputs.count)
      cotangents[position] = cotangent
      return try linear.pull(cotangents, in: self)
    }
    if count == 1 {
      let one = try graph.convert(
        graph.full(1, type.shape, type.dtype), to: type.dtype, weak: type.weak)
      return try zip(linear.leaves, pull(one)).map { leaf, row in
        try graph.reshape(row, type.shape + graph.shape(of: leaf.id))
      }
    }
    let basis = standardBasis(type)
    var rows: [NodeID]?
    do {
      let seed = graph.placeholder(type)
      let pulled = try pull(seed)
      rows = try graph.batch(outputs: pulled, inputs: [seed], values: [basis], axes: [0]).map {
        try batchedInFront($0.0, $0.axis, count)
      }
    } catch {
      // Rules without a batched form, also a script's own that compute with numbers; other errors
      // come again below.
      rows = nil
    }
    if rows == nil {
      let single = try (0..<count).map { index in
        try pull(
          graph.reshape(
            graph.slice(basis, axis: 0, start: index, count: 1), type.shape))
      }
      rows = try linear.leaves.indices.map { leaf in
        try graph.stack(single.map { $0[leaf] }, axis: 0)
      }
    }
    return try zip(linear.leaves, rows ?? []).map { leaf, row in
      try graph.reshape(row, type.shape + graph.shape(of: leaf.id))
    }
  }

  /// Every output's Jacobian with respect to one differentiated leaf, in shape `output.shape + leaf.shape`.
  func forwardJacobian(_ linear: LinearizedFunction, leaf position: Int) throws -> [NodeID] {
    let graph = numerics.graph
    let type = graph.abstractValue(of: linear.leaves[position].id)
    let count = type.shape.reduce(1, *)
    func push(_ tangent: NodeID) throws -> [NodeID] {
      var tangents = [NodeID?](repeating: nil, count: linear.leaves.count)
      tangents[position] = tangent
      return try linear.push(tangents, in: self)
    }
    let shapes = linear.outputs.map { graph.shape(of: $0.id) }
    if count == 1 {
      let one = try graph.convert(
        graph.full(1, type.shape, type.dtype), to: type.dtype, weak: type.weak)
      return try zip(shapes, push(one)).map { try graph.reshape($1, $0 + type.shape) }
    }
    let seed = graph.placeholder(type)
    let basis = standardBasis(type)
    let pushed = try push(seed)
    return try zip(
      shapes, graph.batch(outputs: pushed, inputs: [seed], values: [basis], axes: [0])
    ).map { shape, result in
      let front = try batchedInFront(result.0, result.axis, count)
      let last = try graph.moveAxis(front, from: 0, to: shape.count)
      return try graph.reshape(last, shape + type.shape)
    }
  }

  /// A batched result with its batch axis in front, repeated where it has none.
  func batchedInFront(_ id: NodeID, _ axis: Int?, _ size: Int) throws -> NodeID {
    let graph = numerics.graph
    guard let axis else { return try graph.broadcast(id, to: [size] + graph.shape(of: id)) }
    return try graph.moveAxis(id, from: axis, to: 0)
  }
}

/// What `jacfwd` and `jacrev` were asked for.
struct JacobianOptions {
  var name: String
  var isForward: Bool
  var positions: [Int]
  var isSingle: Bool
  var hasAuxiliary: Bool
  var isHolomorphic: Bool
  var allowsIntegers: Bool
}

extension Interpreter {
  /// The function that `jacfwd(f)` or `jacrev(f)` returns.
  func jacobianFunction(_ function: Value, _ options: JacobianOptions) -> Value {
    let name = "\(options.name)(\(functionName(function) ?? "function"))"
    return .object(
      TransformedFunction(
        BuiltinFunction.raw("jacobian(*args, **kwargs)", name) { interpreter, arguments in
          try interpreter.jacobian(of: function, arguments, options)
        }, wrapping: function))
  }

  private func jacobian(of function: Value, _ arguments: Arguments, _ options: JacobianOptions)
    throws -> Value
  {
    let session = numerics
    let graph = session.graph
    session.errorFacade = .jax
    let count = arguments.positional.count
    let positions = try options.positions.map { position -> Int in
      let place = position < 0 ? position + count : position
      guard place >= 0, place < count else {
        throw Raised(
          .typeError,
          "differentiating with respect to argnums=\(position) requires at least \((options.positions.max() ?? 0) + 1) positional arguments to be passed by the caller, but got only \(count) positional arguments."
        )
      }
      return place
    }
    let differentiated = positions.map { arguments.positional[$0] }
    for leaf in try flatten(.tuple(differentiated)).leaves { try checkPoint(leaf, options) }
    let mark = graph.mark
    defer { endTransform(mark) }
    let wrapped = BuiltinFunction.raw("function(*args)", "The function of the chosen arguments.") {
      interpreter, chosen in
      var call = arguments
      for (position, value) in zip(positions, chosen.positional) {
        call.positional[position] = value
      }
      return try interpreter.call(function, call)
    }
    let (_, linear, auxiliary) = try linearize(
      .object(wrapped), differentiated, .jax, hasAuxiliary: options.hasAuxiliary)
    for output in linear.outputs {
      try checkOutput(graph.dtype(of: output.id), options)
    }
    // entries[output][leaf]
    var entries: [[NodeID]]
    if options.isForward {
      let columns = try linear.leaves.indices.map { try forwardJacobian(linear, leaf: $0) }
      entries = linear.outputs.indices.map { output in columns.map { $0[output] } }
    } else {
      entries = try linear.outputs.indices.map { try reverseJacobian(linear, output: $0) }
    }
    entries = try zip(entries, linear.outputs).map { row, output in
      try zip(row, linear.leaves).map { entry, leaf in
        let types = [graph.abstractValue(of: output.id), graph.abstractValue(of: leaf.id)]
        let own = options.isForward ? types[0] : types[1]
        return try graph.convert(entry, to: own.dtype, weak: own.weak)
      }
    }
    let arrays = try finish(
      entries.flatMap { $0 }, .jax, options.name == "hessian" ? .hessian : .jacobian,
      output: functionName(function),
      withRespectTo: positions.map { parameterName(function, $0) }.joined(separator: ","))
    let width = linear.leaves.count
    let rows = try linear.outputs.indices.map { output -> Value in
      var next = arrays[(output * width)..<((output + 1) * width)].makeIterator()
      let leaves = linear.isDifferentiated.map { flag -> Value in
        flag ? next.next().map { .object($0) } ?? .none : .object(NoTangentObject())
      }
      let tree = try unflatten(linear.inputStructure, leaves)
      return options.isSingle ? tree.sequence?.first ?? tree : tree
    }
    let result = try unflatten(linear.outputStructure, rows)
    guard options.hasAuxiliary else { return result }
    try settle(auxiliary)
    return .tuple([result, auxiliary])
  }

  private func checkPoint(_ leaf: Value, _ options: JacobianOptions) throws {
    if options.isForward {
      guard leaf.isArrayLike else {
        throw Raised(
          .typeError,
          "Argument '\(try str(leaf))' of type \(classText(of: leaf)) is not a valid JAX type.")
      }
      let dtype = try array(of: leaf, .jax).dtype
      if options.isHolomorphic {
        guard dtype.isComplex else {
          throw Raised(
            .typeError,
            "\(options.name) with holomorphic=True requires inputs with complex dtype, but got \(dtype.name)."
          )
        }
      } else if !dtype.isFloating {
        throw Raised(
          .typeError,
          "\(options.name) requires real-valued inputs (input dtype that is a sub-dtype of np.floating), but got \(dtype.name). For holomorphic differentiation, pass holomorphic=True. For differentiation of non-holomorphic functions involving complex inputs or integer inputs, use jax.jvp directly."
        )
      }
      return
    }
    _ = try differentiable(
      leaf,
      GradientOptions(
        facade: .jax, positions: [], isSingle: true, allowsIntegers: options.allowsIntegers,
        isHolomorphic: options.isHolomorphic, name: options.name))
  }

  private func checkOutput(_ dtype: DType, _ options: JacobianOptions) throws {
    if options.isHolomorphic {
      guard !dtype.isComplex else { return }
      throw Raised(
        .typeError,
        "\(options.name) with holomorphic=True requires outputs with complex dtype, but got \(dtype.name)."
      )
    }
    guard !options.isForward else { return }
    if dtype.isComplex {
      throw Raised(
        .typeError,
        "\(options.name) requires real-valued outputs (output dtype that is a sub-dtype of np.floating), but got \(dtype.name). For holomorphic differentiation, pass holomorphic=True. For differentiation of non-holomorphic functions involving complex outputs, use jax.vjp directly."
      )
    }
    if !dtype.isFloating {
      throw Raised(
        .typeError,
        "\(options.name) requires real-valued outputs (output dtype that is a sub-dtype of np.floating), but got \(dtype.name). For differentiation of functions with integer outputs, use jax.vjp directly."
      )
    }
  }
}
