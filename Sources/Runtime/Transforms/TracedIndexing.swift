import Arrays
import Autodiff

/// Subscripts whose positions are being traced: known to the graph only.
extension Interpreter {
  /// `array[key]` where an integer array in the key is abstract; nil where there is none.
  ///
  /// - Parameter outside: what stands for positions outside the array; nil clamps them.
  func itemAtTracedPositions(_ array: ArrayObject, _ key: Value, outside: Int? = nil) throws
    -> ArrayObject?
  {
    let parts: [Value]
    if case .tuple(let tuple) = key { parts = tuple.elements } else { parts = [key] }
    guard parts.contains(where: isTracedPosition) else { return nil }
    func isTracedIndex(_ value: Value) -> Bool { isTracedPosition(value) }
    let facade = array.facade
    numerics.errorFacade = facade
    // Everything else first; axes with traced positions stay whole.
    var items: [IndexItem] = []
    var advanced: [(axis: Int, index: ArrayObject)] = []
    var axis = 0
    let consumed = parts.count { part in
      if part.isNone { return false }
      if case .object(let object) = part { return object !== ellipsis }
      return true
    }
    for part in parts {
      if isTracedIndex(part), let index = part.array {
        advanced.append((axis, index))
        items.append(.all)
        axis += 1
        continue
      }
      if let index = part.array, index.dtype.isInteger, index.rank > 0 {
        advanced.append((axis, index))
        items.append(.all)
        axis += 1
        continue
      }
      let own = try indexItems(part, facade)
      items += own
      for item in own {
        switch item {
        case .integer: break
        case .slice, .newaxis: axis += 1
        case .ellipsis: axis += array.rank - consumed
        case .array:
          throw Raised(
            .notImplementedError,
            "a boolean mask beside traced positions in one subscript is not available in agrun")
        }
      }
    }
    guard consumed <= array.rank else {
      throw IndexingError.tooManyIndices(rank: array.rank, count: consumed)
    }
    let base = try item(array, items)
    return try gather(base, advanced, facade, outside: outside)
  }

  private func isTracedPosition(_ value: Value) -> Bool {
    guard let index = value.array else { return false }
    return index.isAbstract && index.dtype.isInteger
  }

  /// Whether a subscript has positions that only the graph knows.
  func hasTracedPositions(_ key: Value) -> Bool {
    if case .tuple(let tuple) = key { return tuple.elements.contains(where: isTracedPosition) }
    return isTracedPosition(key)
  }

  private func gather(
    _ base: ArrayObject, _ advanced: [(axis: Int, index: ArrayObject)], _ facade: Facade,
    outside: Int?
  ) throws -> ArrayObject {
    let axes = advanced.map(\.axis)
    let extents = axes.map { base.shape[$0] }
    let shape = try Shapes.broadcast(advanced.map(\.index.shape), operation: "index")
    // NumPy puts the positions' axes where the indexed axes were, or in front where those do not adjoin.
    let isAdjacent = axes.last.map { $0 - axes[0] == axes.count - 1 } ?? true
    let place = isAdjacent ? axes[0] : 0
    return try numerics.build1([base] + advanced.map(\.index), facade) { graph, ids in
      var flat: NodeID?
      var inside: NodeID?
      for (position, extent) in extents.enumerated() {
        let wide = try graph.convert(ids[position + 1], to: .int64)
        let zero = graph.constant(0)
        let wrapped = try graph.select(
          graph.less(wide, zero), graph.add(wide, graph.constant(extent)), wide)
        let clamped = try graph.minimum(
          graph.maximum(wrapped, zero), graph.constant(max(extent - 1, 0)))
        let whole = try graph.broadcast(clamped, to: shape)
        if outside != nil {
          let fits = try graph.broadcast(graph.equal(wrapped, clamped), to: shape)
          inside = try inside.map { try graph.logicalAnd($0, fits) } ?? fits
        }
        flat =
          try flat.map {
            try graph.add(graph.multiply($0, graph.constant(extent)), whole)
          } ?? whole
      }
      guard let flat else { return ids[0] }
      let rest = (0..<base.rank).filter { !axes.contains($0) }
      let moved = try graph.transpose(ids[0], axes + rest)
      let kept = rest.map { base.shape[$0] }
      let rows = try graph.reshape(moved, [extents.reduce(1, *)] + kept)
      let taken = try graph.take(
        rows, graph.reshape(flat, [shape.reduce(1, *)]), axis: 0)
      var result = try graph.reshape(taken, shape + kept)
      if let inside, let outside {
        let mask = try graph.reshape(inside, shape + kept.map { _ in 1 })
        result = try graph.select(
          mask, result, graph.constant(outside, graph.dtype(of: result)))
      }
      // The positions' axes go from the front to their place.
      let count = shape.count
      let order =
        (0..<place).map { count + $0 } + Array(0..<count)
        + (place..<kept.count).map { count + $0 }
      return try graph.transpose(result, order)
    }
  }
}
