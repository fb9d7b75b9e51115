package import Arrays
import Autodiff

extension Interpreter {
  /// `np.array` of nested sequences of numbers and arrays.
  ///
  /// Traced elements are stacked as nodes; a known structure is copied element by element.
  package func array(from value: Value, _ facade: Facade, dtype: DType? = nil) throws -> ArrayObject
  {
    let parts = try NestedParts(value, self, facade)
    let target = dtype ?? parts.dtype(numerics, facade)
    let type = facade == .jax ? numerics.promotion.canonical(target) : target
    if parts.leaves.contains(where: \.isTraced) {
      return try stacked(parts, type, facade)
    }
    if parts.leaves.count == parts.count {
      var scalars: [Scalar] = []
      scalars.reserveCapacity(parts.leaves.count)
      for leaf in parts.leaves {
        switch leaf {
        case .python(let kind, let scalar):
          try checkRange(scalar, kind, type)
          scalars.append(scalar)
        case .array(let array): scalars.append(try numerics.scalar(of: array))
        }
      }
      return ArrayObject(
        NDArray(scalars: scalars, shape: parts.shape, dtype: type), facade == .jax ? .jax : .array)
    }
    // Leaves are arrays of one shape: copy each into its place.
    let result = NDArray(uninitialized: type, shape: parts.shape)
    let inner = parts.leaves[0].shape
    let outer = Array(parts.shape.dropLast(inner.count))
    let rows = try result.reshaped([outer.reduce(1, *)] + inner)
    for (row, leaf) in parts.leaves.enumerated() {
      var place = rows
      place.shape = inner
      place.strides = Array(rows.strides.dropFirst())
      place.offset = rows.offset + row * rows.strides[0]
      try place.assign(numerics.value(of: array(of: leaf, facade)))
    }
    return ArrayObject(result, facade == .jax ? .jax : .array)
  }

  private func stacked(_ parts: NestedParts, _ type: DType, _ facade: Facade) throws -> ArrayObject
  {
    let graph = numerics.graph
    let inner = parts.leaves[0].shape
    let ids = try parts.leaves.map { leaf in
      try graph.reshape(
        numerics.node(array(of: leaf, facade), type, weak: false), [1] + inner)
    }
    let joined = ids.count == 1 ? ids[0] : try graph.concatenate(ids, axis: 0)
    return try numerics.wrap(graph.reshape(joined, parts.shape), facade)
  }
}

/// Nested sequences taken apart: a rectangular shape and its leaves in row-major order.
private struct NestedParts {
  var shape: [Int] = []
  var leaves: [Operand] = []
  /// Number of elements of the whole.
  var count: Int { shape.reduce(1, *) }

  init(_ value: Value, _ interpreter: Interpreter, _ facade: Facade) throws {
    var depthShape: [Int] = []
    try collect(value, 0, &depthShape, interpreter, facade)
    shape = depthShape + (leaves.first?.shape ?? [])
    if leaves.contains(where: { $0.shape != leaves[0].shape }) {
      throw NestedParts.ragged(depthShape)
    }
  }

  private mutating func collect(
    _ value: Value, _ depth: Int, _ shape: inout [Int], _ interpreter: Interpreter,
    _ facade: Facade
  ) throws {
    if let elements = try sequence(value, interpreter) {
      if depth == shape.count {
        guard leaves.isEmpty else { throw NestedParts.ragged(shape) }
        shape.append(elements.count)
      } else if shape[depth] != elements.count {
        throw NestedParts.ragged(Array(shape.prefix(depth)))
      }
      for element in elements {
        try collect(element, depth + 1, &shape, interpreter, facade)
      }
      return
    }
    guard depth == shape.count else { throw NestedParts.ragged(Array(shape.prefix(depth))) }
    if let array = value.array {
      leaves.append(.array(array))
    } else if let (kind, scalar) = value.number {
      leaves.append(.python(kind, scalar))
    } else if case .object(let object) = value, let item = object as? any ArrayConvertible {
      leaves.append(.array(try item.makeArray(in: interpreter, facade)))
    } else if case .object(let object) = value, let number = try object.float(in: interpreter) {
      leaves.append(.python(.float, .float(number)))
    } else if facade == .jax {
      throw Raised(
        .typeError,
        "Value '\(try interpreter.repr(value))' with dtype object is not a valid JAX array type. Only arrays of numeric types are supported by JAX."
      )
    } else {
      throw Raised(
        .typeError,
        "an array of '\(interpreter.typeName(of: value))' elements is not available in agrun: arrays hold numbers and booleans"
      )
    }
  }

  private func sequence(_ value: Value, _ interpreter: Interpreter) throws -> [Value]? {
    switch value {
    case .list(let list): return list.elements
    case .tuple(let tuple): return tuple.elements
    case .object(let object):
      if object is RangeObject { return try interpreter.collect(value) }
      if object is ArrayObject || object is ComplexObject { return nil }
      if object is InstanceObject, try object.length(in: interpreter) != nil {
        return try interpreter.collect(value)
      }
      return nil
    default: return nil
    }
  }

  func dtype(_ session: NumericSession, _ facade: Facade) -> DType {
    if leaves.isEmpty { return facade == .jax ? session.promotion.defaultFloat : .float64 }
    if facade == .jax {
      return session.promotion.promote(leaves.map { $0.jaxType(session.promotion) }).dtype
    }
    // Inside `np.array` Python numbers count with the dtype they have alone.
    return leaves.map { leaf in
      switch leaf {
      case .array(let array): array.dtype
      case .python(let kind, let scalar):
        if case .uint = scalar { .uint64 } else { NumPyPromotion.promote([.python(kind)]) }
      }
    }.reduce(nil as DType?) { joined, dtype in
      joined.map { NumPyPromotion.promote($0, dtype) } ?? dtype
    } ?? .float64
  }

  static func ragged(_ shape: [Int]) -> Raised {
    Raised(
      .valueError,
      "setting an array element with a sequence. The requested array has an inhomogeneous shape after \(shape.count) dimensions. The detected shape was \(ShapeText.tuple(shape)) + inhomogeneous part."
    )
  }
}
