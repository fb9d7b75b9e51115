package import Arrays
package import Autodiff

/// Functions of arrays that operators, methods and modules share.
extension Interpreter {
  package func copy(_ array: ArrayObject) throws -> ArrayObject {
    if array.isTraced { return array }
    try requireMemory(for: array.shape, array.dtype)
    return ArrayObject(try numerics.value(of: array).duplicate(), array.flavor, weak: array.isWeak)
  }

  package func matmul(_ x: ArrayObject, _ y: ArrayObject, _ facade: Facade) throws -> ArrayObject {
    let operands = try promotedForProduct(x, y, facade)
    let result = try numerics.build1(operands, facade) { graph, ids in
      graph.dialect = facade.dialect
      return try graph.matmul(ids[0], ids[1])
    }
    return try truth(result, of: x, y, facade)
  }

  /// Products of booleans are whether any pair of factors is true.
  private func truth(_ result: ArrayObject, of x: ArrayObject, _ y: ArrayObject, _ facade: Facade)
    throws -> ArrayObject
  { x.dtype == .bool && y.dtype == .bool ? try converted(result, .bool, facade) : result }

  package func dot(_ x: ArrayObject, _ y: ArrayObject, _ facade: Facade) throws -> ArrayObject {
    if x.rank == 0 || y.rank == 0 {
      return try elementwise(ElementwiseTable.multiply, [.array(x), .array(y)], facade)
    }
    let operands = try promotedForProduct(x, y, facade)
    return try truth(
      numerics.build1(operands, facade) { try $0.dot($1[0], $1[1]) }, of: x, y, facade)
  }

  /// Booleans multiply as integers; the caller reads the product as truth again.
  private func promotedForProduct(_ x: ArrayObject, _ y: ArrayObject, _ facade: Facade) throws
    -> [ArrayObject]
  {
    let operands = try promoted([x, y], facade)
    return try operands[0].dtype == .bool
      ? operands.map { try converted($0, .int64, facade) } : operands
  }

  /// `np.round(x, decimals)`.
  package func round(_ x: ArrayObject, _ decimals: Int, _ facade: Facade) throws -> ArrayObject {
    if !x.dtype.isInexact {
      guard decimals < 0 else { return try copy(x) }
      let scale = Int(powerOfTen(-decimals))
      let values = try numerics.value(of: x).integers.map { value -> Int in
        let quotient = (Double(value) / Double(scale)).rounded(.toNearestOrEven)
        return Int(quotient) * scale
      }
      return ArrayObject(
        NDArray(values, shape: x.shape, dtype: x.dtype), facade == .jax ? .jax : x.flavor)
    }
    return try numerics.build1([x], facade) { graph, ids in
      if decimals == 0 { return try graph.rint(ids[0]) }
      let scale = graph.constant(
        powerOfTen(abs(decimals)), graph.dtype(of: ids[0]), weak: true)
      if decimals > 0 {
        return try graph.divide(graph.rint(graph.multiply(ids[0], scale)), scale)
      }
      return try graph.multiply(graph.rint(graph.divide(ids[0], scale)), scale)
    }
  }

  /// Ten to a whole power, exact up to 10²².
  private func powerOfTen(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }

  /// Indices after `mode='wrap'` or `'clip'`; as they are under `'raise'`.
  func placed(_ indices: ArrayObject, extent: Int, mode: Value, _ facade: Facade) throws
    -> ArrayObject
  {
    guard facade == .numpy, let mode = mode.text, mode != "raise" else { return indices }
    guard mode == "wrap" || mode == "clip" else {
      throw Raised(
        .valueError, "clipmode must be one of 'clip', 'raise', or 'wrap' (got '\(mode)')")
    }
    guard extent > 0 else { return indices }
    let given = try numerics.value(of: indices)
    let places = given.integers.map {
      mode == "clip" ? min(max($0, 0), extent - 1) : (($0 % extent) + extent) % extent
    }
    return ArrayObject(NDArray(places, shape: given.shape), .array)
  }

  /// Rows of `x` along an axis chosen by integers, NumPy's checks or JAX's clamping.
  package func take(
    _ x: ArrayObject, _ indices: ArrayObject, axis: Int?, _ facade: Facade
  ) throws -> ArrayObject {
    let source = axis == nil && x.rank != 1 ? try reshape(x, [-1], facade) : x
    let place = try Shapes.normalize(axis: axis ?? 0, rank: source.rank)
    let extent = source.shape[place]
    if indices.isAbstract {
      return try numerics.build1([source, indices], facade) { graph, ids in
        let wide = try graph.convert(ids[1], to: .int64)
        let zero = graph.constant(0)
        let size = graph.constant(extent)
        let wrapped = try graph.select(graph.less(wide, zero), graph.add(wide, size), wide)
        let clamped = try graph.minimum(
          graph.maximum(wrapped, zero), graph.constant(max(extent - 1, 0)))
        let shape = graph.shape(of: ids[1])
        let taken = try graph.take(
          ids[0], graph.reshape(clamped, [shape.reduce(1, *)]), axis: place)
        let full = graph.shape(of: ids[0])
        return try graph.reshape(taken, full[..<place] + shape + full[(place + 1)...])
      }
    }
    let items =
      [IndexItem](repeating: .all, count: place)
      + [.array(try numerics.value(of: indices))]
    return try item(source, items)
  }

  /// Shapes with one extent to be worked out; a view where NumPy gives one.
  package func reshape(_ x: ArrayObject, _ shape: [Int], _ facade: Facade) throws -> ArrayObject {
    numerics.errorFacade = facade
    if x.isTraced {
      return try numerics.wrap(numerics.graph.reshape(numerics.node(x), shape), facade)
    }
    return view(x, try numerics.value(of: x).reshaped(shape), facade)
  }

  /// The result of a movement of a known array: shares its memory where the result does.
  package func view(_ x: ArrayObject, _ moved: NDArray, _ facade: Facade) -> ArrayObject {
    if facade == .jax { return ArrayObject(moved, .jax, weak: x.isWeak) }
    let isShared = x.storage?.buffer === moved.buffer
    let result = ArrayObject(moved, .array, storage: isShared ? x.storage : nil)
    result.isReadOnly = isShared && x.isReadOnly
    if isShared { result.follow(x) }
    return result
  }

  package func transpose(_ x: ArrayObject, _ axes: [Int]?, _ facade: Facade) throws -> ArrayObject {
    numerics.errorFacade = facade
    if x.isTraced {
      let graph = numerics.graph
      let id = try numerics.node(x)
      guard let axes else { return try numerics.wrap(graph.transpose(id), facade) }
      guard axes.count == x.rank else {
        throw ShapeError.axesDoNotMatch(axes: axes, shape: x.shape)
      }
      let order = try axes.map { try Shapes.normalize(axis: $0, rank: x.rank) }
      return try numerics.wrap(graph.transpose(id, order), facade)
    }
    return view(x, try numerics.value(of: x).transposed(axes), facade)
  }

  /// A movement that is a view of a known array and a node of a traced one.
  package func moved(
    _ x: ArrayObject, _ facade: Facade, eager: (NDArray) throws -> NDArray,
    traced: (Graph, NodeID) throws -> NodeID
  ) throws -> ArrayObject {
    numerics.errorFacade = facade
    if x.isTraced { return try numerics.wrap(traced(numerics.graph, numerics.node(x)), facade) }
    return view(x, try eager(numerics.value(of: x)), facade)
  }

  package func broadcast(_ x: ArrayObject, to shape: [Int], _ facade: Facade) throws -> ArrayObject
  {
    let result = try moved(
      x, facade, eager: { try $0.broadcast(to: shape) },
      traced: { graph, id in
        guard Shapes.joined([graph.shape(of: id), shape]) == shape else {
          throw ShapeError.cannotBroadcast(
            from: graph.shape(of: id), to: shape, dtype: graph.dtype(of: id))
        }
        return try graph.broadcast(id, to: shape)
      })
    if facade == .numpy { result.isReadOnly = true }
    return result
  }

  package func concatenate(_ parts: [ArrayObject], axis: Int?, _ facade: Facade) throws
    -> ArrayObject
  {
    guard !parts.isEmpty else { throw ShapeError.concatenateNothing }
    let operands = try promoted(parts, facade)
      .map { axis == nil ? try reshape($0, [-1], facade) : $0 }
    if operands.contains(where: { $0.rank == 0 }) { throw ShapeError.concatenateScalars }
    if operands.contains(where: { $0.rank != operands[0].rank }) {
      throw ShapeError.concatenateRanks(shapes: operands.map(\.shape))
    }
    let place = try Shapes.normalize(axis: axis ?? 0, rank: operands[0].rank)
    let fits = operands.allSatisfy { operand in
      operand.shape.indices.allSatisfy {
        $0 == place || operand.shape[$0] == operands[0].shape[$0]
      }
    }
    guard fits else {
      throw ShapeError.concatenateExtents(shapes: operands.map(\.shape), axis: place)
    }
    let result = try numerics.build1(operands, facade) { graph, ids in
      ids.count == 1 ? ids[0] : try graph.concatenate(ids, axis: place)
    }
    return operands.count == 1 ? try copy(result) : result
  }

  package func stack(_ parts: [ArrayObject], axis: Int, _ facade: Facade) throws -> ArrayObject {
    guard let first = parts.first else { throw ShapeError.stackNothing }
    guard parts.allSatisfy({ $0.shape == first.shape }) else {
      throw ShapeError.stackShapes(shapes: parts.map(\.shape))
    }
    let place = try Shapes.normalize(axis: axis, rank: first.rank + 1)
    var shape = first.shape
    shape.insert(1, at: place)
    return try concatenate(
      parts.map { try reshape($0, shape, facade) }, axis: place, facade)
  }

  /// `np.where(condition, x, y)`.
  package func select(_ condition: Value, _ x: Value, _ y: Value, _ facade: Facade) throws
    -> ArrayObject
  {
    let test = try converted(array(of: condition, facade), .bool, facade)
    let operands = try [x, y].map { try operand(of: $0, facade, function: "where") }
    let type: JAXType =
      facade == .jax
      ? numerics.promotion.promote(operands.map { $0.jaxType(numerics.promotion) })
      : JAXType(NumPyPromotion.promote(operands.map(\.promotion)))
    numerics.errorFacade = facade
    if facade == .jax, numerics.printingDepth > 0 {
      let all = [test] + operands.map { array(of: $0, facade) }
      if let shape = Shapes.joined(all.map(\.shape)) {
        return try printedCall("_where", all) { all in
          try numerics.build1(all, .jax) { graph, ids in
            let cases = try ids.dropFirst().map {
              try graph.broadcast(
                graph.convert($0, to: type.dtype, weak: type.isWeak), to: shape)
            }
            return try graph.select(graph.broadcast(ids[0], to: shape), cases[0], cases[1])
          }
        }
      }
    }
    let arrays = try operands.map { try converted(array(of: $0, facade), type.dtype, facade) }
    let shapes = [test.shape] + arrays.map(\.shape)
    guard Shapes.joined(shapes) != nil else {
      throw facade == .jax
        ? ShapeError.shapesDoNotBroadcast(shapes: shapes)
        : ShapeError.operandsDoNotBroadcast(shapes: shapes, operation: "where")
    }
    let result = try numerics.build1([test] + arrays, facade) { try $0.select($1[0], $1[1], $1[2]) }
    // `np.where` of scalars is a 0-d array.
    if facade == .numpy, result.flavor == .scalar, !result.isTraced {
      return ArrayObject(try numerics.value(of: result), .array)
    }
    return result
  }
}
