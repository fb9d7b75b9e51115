import Arrays
package import Autodiff

/// Finds which elements of one node an output depends on, by running the graph between them on
/// sets of positions instead of numbers.
///
/// The pattern holds for the values the graph was traced with: branches, indices, conditions and exact zeros of
/// factors that do not depend on the input are taken as they are. Operations of unknown structure (factorisations,
/// transforms, loops, custom rules) make every element of their result depend on all of their operands.
package struct SparsityDetection {
  private let executor: Executor
  private let input: NodeID
  private var patterns: [NodeID: SparsityPattern]

  package init(of input: NodeID, in executor: Executor) {
    self.executor = executor
    self.input = input
    patterns = [input: .identity(executor.graph.shape(of: input).reduce(1, *))]
  }

  private var graph: Graph { executor.graph }

  /// The pattern of `output`, one row for each of its elements in row-major order.
  ///
  /// - Throws: what evaluating indices, conditions and constant factors throws.
  package mutating func pattern(of output: NodeID) throws -> SparsityPattern {
    for id in graph.reachable(from: [output], lowest: input.index) where patterns[id] == nil {
      let inputs = graph.inputs(of: id)
      guard inputs.contains(where: { patterns[$0] != nil }),
        graph.dtype(of: id).isInexact || graph.isMultiOutput(id)
      else { continue }
      patterns[id] = try pattern(of: id, inputs)
    }
    return patterns[output] ?? empty(output)
  }

  private func count(_ id: NodeID) -> Int { graph.shape(of: id).reduce(1, *) }

  private func empty(_ id: NodeID) -> SparsityPattern {
    SparsityPattern.identity(count(input)).gathered([Int](repeating: -1, count: count(id)))
  }

  /// Positions 0, 1, 2, … in the shape of a node, to be moved as its elements are.
  private func positions(_ id: NodeID, from start: Int = 0) throws -> NDArray {
    let shape = graph.shape(of: id)
    return try NDArray((start..<start + count(id)).map { $0 }, shape: [count(id)]).reshaped(shape)
  }

  private func pattern(of id: NodeID, _ inputs: [NodeID]) throws -> SparsityPattern? {
    let first = patterns[inputs[0]]
    switch graph.lowering(of: id) {
    case .leaf, .placeholder: return nil
    case .alias: return graph.primitive(of: id) is StopGradient ? nil : first
    case .map(let kernel): return SparsityDetection.isFlat(kernel) ? nil : first
    case .cast: return first
    case .zip(let kernel):
      return kernel == .floorDivide
        ? nil : try elementwise(id, inputs, factors: kernel == .multiply)
    case .select: return try selected(id, inputs)
    case .reduce(_, let axes): return try first.map { try reduced($0, inputs[0], axes) }
    case .cumulative(_, let axis, let reverse):
      return try first.map { try running($0, inputs[0], axis, reverse) }
    case .movement(let movement):
      return try first?.gathered(Kernel.moved(positions(inputs[0]), movement).integers)
    case .dot(let dimensions): return try product(id, inputs, dimensions)
    case .take(let axis):
      let indices = try executor.value(of: inputs[1])
      let moved = try Rows.take(shifted(positions(inputs[0])), indices, axis: axis)
      return first?.gathered(moved.integers.map { $0 - 1 })
    case .scatter(let kind, let axis): return try scattered(inputs, kind, axis)
    case .concatenate: return try joined(id, inputs)
    case .project: return first?.spread(over: count(id))
    case .host where graph.primitive(of: id) is Pad:
      return try padded(id, inputs)
    case .host
    where graph.primitive(of: id) is Clip || graph.primitive(of: id) is IntegerPower
      || graph.primitive(of: id) is Complex:
      return try elementwise(id, inputs, factors: false)
    case .control, .host: return unknown(id, inputs)
    }
  }

  /// Functions that are constant between jumps.
  private static func isFlat(_ kernel: UnaryKernel) -> Bool {
    switch kernel {
    case .sign, .floor, .ceil, .trunc, .rint: true
    default: false
    }
  }

  private func unknown(_ id: NodeID, _ inputs: [NodeID]) -> SparsityPattern? {
    let known = inputs.compactMap { patterns[$0] }
    guard var all = known.first else { return nil }
    for next in known.dropFirst() { all = all.followed(by: next) }
    return all.spread(over: graph.isMultiOutput(id) ? 1 : count(id))
  }

  /// One more than each position: gathers and padding leave 0 where there is no source.
  private func shifted(_ positions: NDArray) -> NDArray {
    Kernels.zip(.add, positions, NDArray(scalar: .int(1), dtype: .int64))
  }

  /// A pattern broadcast to a shape as elementwise operations broadcast their operands.
  private func broadcast(_ id: NodeID, to shape: [Int]) throws -> SparsityPattern? {
    guard let pattern = patterns[id], graph.shape(of: id) != shape else { return patterns[id] }
    return pattern.gathered(try positions(id).broadcast(to: shape).integers)
  }

  /// - Parameter factors: whether exact zeros of an independent operand remove dependencies.
  private func elementwise(_ id: NodeID, _ inputs: [NodeID], factors: Bool) throws
    -> SparsityPattern?
  {
    let shape = graph.shape(of: id)
    var result: SparsityPattern?
    for operand in inputs {
      guard let pattern = try broadcast(operand, to: shape) else { continue }
      result = result?.union(pattern) ?? pattern
    }
    guard factors, let constant = inputs.first(where: { patterns[$0] == nil }) else {
      return result
    }
    let isZero = try zeros(of: constant).broadcast(to: shape).truths
    return result?.gathered(isZero.enumerated().map { $1 ? -1 : $0 })
  }

  private func zeros(of id: NodeID) throws -> NDArray {
    let value = try executor.value(of: id)
    return Kernels.zip(.equal, value, NDArray(scalar: .int(0), dtype: value.dtype))
  }

  private func selected(_ id: NodeID, _ inputs: [NodeID]) throws -> SparsityPattern? {
    let shape = graph.shape(of: id)
    let condition = try executor.value(of: inputs[0]).broadcast(to: shape).truths
    let nothing = empty(id)
    let yes = try broadcast(inputs[1], to: shape) ?? nothing
    let no = try broadcast(inputs[2], to: shape) ?? nothing
    let rows = yes.rowCount
    return yes.followed(by: no).gathered(condition.enumerated().map { $1 ? $0 : rows + $0 })
  }

  private func reduced(_ pattern: SparsityPattern, _ operand: NodeID, _ axes: [Int]) throws
    -> SparsityPattern
  {
    let shape = graph.shape(of: operand)
    let kept = shape.indices.filter { !axes.contains($0) }
    let order = try positions(operand).transposed(kept + axes).integers
    let length = axes.reduce(1) { $0 * shape[$1] }
    let rows = kept.reduce(1) { $0 * shape[$1] }
    return pattern.unions(count: rows) { row, add in
      for element in order[row * length..<(row + 1) * length] { add(element) }
    }
  }

  private func running(
    _ pattern: SparsityPattern, _ operand: NodeID, _ axis: Int, _ reverse: Bool
  ) throws -> SparsityPattern {
    let shape = graph.shape(of: operand)
    let last = try positions(operand).movedAxes([axis], to: [shape.count - 1])
    let order = last.integers
    let length = shape[axis]
    let result = pattern.unions(count: order.count) { place, add in
      let start = place / max(length, 1) * length
      for element in reverse ? order[place..<start + length] : order[start...place] { add(element) }
    }
    var back = [Int](repeating: 0, count: order.count)
    for (place, element) in order.enumerated() { back[element] = place }
    return result.gathered(back)
  }

  private func product(_ id: NodeID, _ inputs: [NodeID], _ d: DotDimensions) throws
    -> SparsityPattern?
  {
    let (left, right) = (inputs[0], inputs[1])
    let (leftRank, rightRank) = (graph.rank(of: left), graph.rank(of: right))
    let leftOrder = try positions(left).transposed(
      d.leftBatch + d.leftFree(rank: leftRank) + d.leftContracting
    ).integers
    let rightOrder = try positions(right).transposed(
      d.rightBatch + d.rightFree(rank: rightRank) + d.rightContracting
    ).integers
    let depth = d.leftContracting.reduce(1) { $0 * graph.shape(of: left)[$1] }
    let batch = d.leftBatch.reduce(1) { $0 * graph.shape(of: left)[$1] }
    guard depth > 0, batch > 0 else { return nil }
    let rows = leftOrder.count / depth / batch
    let columns = rightOrder.count / depth / batch
    // A product with an exact zero that does not depend on the input is zero whatever the input is.
    let leftIsZero = patterns[left] == nil ? try zeros(of: left).truths : nil
    let rightIsZero = patterns[right] == nil ? try zeros(of: right).truths : nil
    let parts = [patterns[left], patterns[right]].compactMap { $0 }
    let all = parts.count == 2 ? parts[0].followed(by: parts[1]) : parts[0]
    let rightStart = patterns[left]?.rowCount ?? 0
    return all.unions(count: count(id)) { place, add in
      let (b, rest) = place.quotientAndRemainder(dividingBy: rows * columns)
      let (i, j) = rest.quotientAndRemainder(dividingBy: columns)
      for k in 0..<depth {
        let x = leftOrder[(b * rows + i) * depth + k]
        let y = rightOrder[(b * columns + j) * depth + k]
        if let leftIsZero {
          if !leftIsZero[x] { add(y + rightStart) }
        } else if let rightIsZero {
          if !rightIsZero[y] { add(x) }
        } else {
          add(x)
          add(y + rightStart)
        }
      }
    }
  }

  private func scattered(_ inputs: [NodeID], _ kind: ScatterKind, _ axis: Int) throws
    -> SparsityPattern?
  {
    let (operand, updates) = (inputs[0], inputs[2])
    let indices = try executor.value(of: inputs[1])
    let base = patterns[operand] ?? empty(operand)
    let all = base.followed(by: patterns[updates] ?? empty(updates))
    if kind == .set {
      let sources = try Rows.scatter(
        .set, positions(operand), indices, positions(updates, from: base.rowCount), axis: axis)
      return all.gathered(sources.integers)
    }
    // Where each update lands: 0 is outside.
    let targets = try Rows.take(shifted(positions(operand)), indices, axis: axis).integers
    var landing = [[Int]](repeating: [], count: base.rowCount)
    for (update, target) in targets.enumerated() where target > 0 {
      landing[target - 1].append(base.rowCount + update)
    }
    return all.unions(count: base.rowCount) { row, add in
      add(row)
      landing[row].forEach(add)
    }
  }

  private func joined(_ id: NodeID, _ inputs: [NodeID]) throws -> SparsityPattern? {
    var all = SparsityPattern.identity(count(input)).gathered([])
    var parts: [NDArray] = []
    for part in inputs {
      parts.append(try positions(part, from: all.rowCount))
      all = all.followed(by: patterns[part] ?? empty(part))
    }
    return all.gathered(try Kernel.result(graph.lowering(of: id), parts, bodies: executor).integers)
  }

  private func padded(_ id: NodeID, _ inputs: [NodeID]) throws -> SparsityPattern? {
    let operand = patterns[inputs[0]] ?? empty(inputs[0])
    let all = operand.followed(by: patterns[inputs[1]] ?? empty(inputs[1]))
    let filler = NDArray(scalar: .int(operand.rowCount), dtype: .int64)
    let sources = try Kernel.result(
      graph.lowering(of: id), [positions(inputs[0]), filler], bodies: executor)
    return all.gathered(sources.integers)
  }
}
