package import Arrays

extension Graph {
  // MARK: Leaves

  /// Adds a known array; its memory must not be written to afterwards.
  package func constant(_ array: NDArray, weak: Bool = false) -> NodeID {
    leafNode(hot.constant, array, weak: weak, level: 0)
  }

  /// Adds a known 0-d value of a floating dtype, rounded to it.
  package func constant(_ value: Double, _ dtype: DType = .float64, weak: Bool = false) -> NodeID {
    let abstract =
      dtype == .float64 && !weak
      ? float64Scalar : abstracts.scalarIndex(dtype, weak: weak)
    switch abstracts.kinds[Int(abstract)] {
    case .float64: return appendScalar(value.bitPattern, abstract)
    case .float32: return appendScalar(Double(Float(value)).bitPattern, abstract)
    default: return constant(NDArray(scalar: .float(value), dtype: dtype), weak: weak)
    }
  }

  /// Adds a known 0-d integer, wrapped to `dtype`.
  package func constant(_ value: Int, _ dtype: DType = .int64, weak: Bool = false) -> NodeID {
    constant(.int(value), dtype, weak: weak)
  }

  package func constant(_ value: Bool) -> NodeID { appendScalar(value ? 1 : 0, boolScalar) }

  /// A 0-d constant of any dtype.
  package func constant(_ value: Scalar, _ dtype: DType, weak: Bool = false) -> NodeID {
    switch (value, dtype) {
    case (.float(let number), .float64), (.float(let number), .float32):
      return constant(number, dtype, weak: weak)
    case (.int(let number), .float64):
      return constant(Double(number), dtype, weak: weak)
    case (.int(let number), .int64):
      return appendScalar(
        UInt64(bitPattern: Int64(number)), abstracts.scalarIndex(dtype, weak: weak))
    case (.bool(let flag), .bool):
      return appendScalar(flag ? 1 : 0, abstracts.scalarIndex(dtype, weak: weak))
    default: return constant(NDArray(scalar: value, dtype: dtype), weak: weak)
    }
  }

  /// Adds `value` everywhere in `shape`, as a broadcast scalar.
  package func full(_ value: Double, _ shape: [Int], _ dtype: DType) throws -> NodeID {
    try broadcast(constant(value, dtype), to: shape)
  }

  package func zeros(like id: NodeID) throws -> NodeID {
    let value = abstractValue(of: id)
    return try full(0, value.shape, value.dtype)
  }

  package func ones(like id: NodeID) throws -> NodeID {
    let value = abstractValue(of: id)
    return try full(1, value.shape, value.dtype)
  }

  /// Adds an `autograd.Variable`: known, differentiable for ever, never merged with an equal one.
  package func variable(_ array: NDArray) -> NodeID {
    leafNode(hot.variable, array, weak: false, level: 1)
  }

  /// Adds an identity node that a transform differentiates with respect to.
  ///
  /// Derivatives are reachability from this very node, so nested transforms cannot confuse their
  /// perturbations. Belongs
  /// to the innermost level being traced.
  package func leaf(of id: NodeID) -> NodeID {
    let node = nodes[Int(id.index)]
    let leaf = appendNode(
      hot.leaf, first: id.index, second: -1, count: 1, abstract: node.abstract,
      level: merged(node.level, innermostLevel),
      flags: node.state == NodeState.pending ? node.flags : 0)
    if node.state == NodeState.scalar {
      nodes[Int(leaf.index)].payload = node.payload
      nodes[Int(leaf.index)].state = NodeState.scalar
    }
    return leaf
  }

  /// Adds a node of which only the description is known, for tracing.
  package func placeholder(_ value: AbstractValue) -> NodeID {
    appendNode(
      hot.placeholder, first: -1, second: -1, count: 0, abstract: abstracts.index(of: value),
      level: 0, flags: NodeFlags.abstract)
  }

  private func leafNode(_ operation: Int32, _ array: NDArray, weak: Bool, level: UInt32) -> NodeID {
    let abstract = abstracts.index(of: AbstractValue(array.shape, array.dtype, weak: weak))
    let id = appendNode(
      operation, first: -1, second: -1, count: 0, abstract: abstract, level: level, flags: 0)
    setValue(array, of: id)
    return id
  }

  // MARK: Values

  /// The value where it is there; nothing is computed.
  package func knownValue(of id: NodeID) -> NDArray? {
    let node = nodes[Int(id.index)]
    switch node.state {
    case NodeState.scalar:
      let dtype = abstracts.entries[Int(node.abstract)].dtype
      return NDArray(
        scalar: dtype.isFloating
          ? .float(Double(bitPattern: node.payload)) : .int(Int(Int64(bitPattern: node.payload))),
        dtype: dtype)
    case NodeState.array: return values.arrays[Int(node.payload)]
    default: return nil
    }
  }

  /// The element of an evaluated 0-d node that is kept without an array, with its dtype and weakness.
  package func knownElement(of id: NodeID) -> (Scalar, DType, isWeak: Bool)? {
    let node = nodes[Int(id.index)]
    guard node.state == NodeState.scalar else { return nil }
    let isWeak = abstracts.entries[Int(node.abstract)].weak
    let integer = Int(Int64(bitPattern: node.payload))
    switch abstracts.kinds[Int(node.abstract)] {
    case .float64: return (.float(Double(bitPattern: node.payload)), .float64, isWeak)
    case .float32: return (.float(Double(bitPattern: node.payload)), .float32, isWeak)
    case .int64: return (.int(integer), .int64, isWeak)
    case .int32: return (.int(integer), .int32, isWeak)
    case .bool: return (.bool(integer != 0), .bool, isWeak)
    case .none: return nil
    }
  }

  /// The number of an evaluated 0-d node of float64, float32, int64, int32 or bool; nothing is
  /// computed.
  package func knownScalar(of id: NodeID) -> Double? {
    let node = nodes[Int(id.index)]
    guard node.state == NodeState.scalar else { return nil }
    return abstracts.kinds[Int(node.abstract)].isFloating
      ? Double(bitPattern: node.payload) : Double(Int64(bitPattern: node.payload))
  }

  /// The results of an evaluated node with several.
  package func knownTuple(of id: NodeID) -> [NDArray]? {
    let node = nodes[Int(id.index)]
    return node.state == NodeState.tuple ? values.tuples[Int(node.payload)] : nil
  }

  /// Records what the executor computed; keeps 0-d values inline.
  package func setValue(_ array: NDArray, of id: NodeID) {
    let index = Int(id.index)
    precondition(nodes[index].state == NodeState.pending, "a node is evaluated once")
    switch abstracts.kinds[Int(nodes[index].abstract)] {
    case .float64, .float32:
      nodes[index].payload = array.scalar(at: []).asDouble.bitPattern
      nodes[index].state = NodeState.scalar
    case .int64, .int32, .bool:
      nodes[index].payload = UInt64(bitPattern: Int64(array.scalar(at: []).asInt))
      nodes[index].state = NodeState.scalar
    case .none:
      array.buffer.isCaptured = true
      nodes[index].payload = values.insert(array)
      nodes[index].state = NodeState.array
    }
  }

  /// Records the results of a node with several.
  package func setTuple(_ arrays: [NDArray], of id: NodeID) {
    for array in arrays { array.buffer.isCaptured = true }
    let place = values.insert(arrays)
    nodes[Int(id.index)].payload = place
    nodes[Int(id.index)].state = NodeState.tuple
  }

  /// Evaluates consecutive 0-d nodes of `order` from `position` on, without arrays; returns where
  /// it stopped.
  ///
  /// Stops at the first node that is not a scalar operation on known scalars. About ten
  /// nanoseconds a node.
  package func evaluateScalars(_ order: [NodeID], from position: Int) -> Int {
    var position = position
    while position < order.count {
      let index = Int(order[position].index)
      let node = nodes[index]
      if node.state == NodeState.pending {
        let output = abstracts.kinds[Int(node.abstract)]
        guard output != .none, node.inputCount > 0, let bits = scalarBits(node, output) else {
          return position
        }
        nodes[index].payload = bits
        nodes[index].state = NodeState.scalar
      }
      position += 1
    }
    return position
  }

  @inline(__always)
  private func scalarBits(_ node: Node, _ output: ScalarKind) -> UInt64? {
    if node.inputCount > 2 { return selectBits(node, output) }
    let a = nodes[Int(node.first)]
    guard a.state == NodeState.scalar else { return nil }
    var second: UInt64 = 0
    if node.inputCount == 2 {
      let b = nodes[Int(node.second)]
      guard b.state == NodeState.scalar else { return nil }
      second = b.payload
    }
    return ScalarArithmetic.evaluate(
      operations.scalars[Int(node.operation)], input: abstracts.kinds[Int(a.abstract)],
      output: output, a.payload, second)
  }

  private func selectBits(_ node: Node, _ output: ScalarKind) -> UInt64? {
    guard node.inputCount == 3 else { return nil }
    let offset = Int(node.first)
    let a = nodes[Int(overflow[offset])]
    let b = nodes[Int(overflow[offset + 1])]
    let c = nodes[Int(overflow[offset + 2])]
    guard a.state == NodeState.scalar, b.state == NodeState.scalar, c.state == NodeState.scalar
    else { return nil }
    return ScalarArithmetic.evaluate(
      operations.scalars[Int(node.operation)], input: output, output: output, a.payload,
      b.payload, c.payload)
  }
}
