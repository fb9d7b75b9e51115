import Arrays
import Autodiff

extension Interpreter {
  /// The parts of a subscript; traced integer arrays come back as their positions in `dynamic`.
  func indexItems(_ key: Value, _ facade: Facade) throws -> [IndexItem] {
    if case .tuple(let tuple) = key {
      return try tuple.elements.map { try indexItem($0, facade) }
    }
    return [try indexItem(key, facade)]
  }

  private func indexItem(_ key: Value, _ facade: Facade) throws -> IndexItem {
    switch key {
    case .int(let index): return .integer(index)
    case .none: return .newaxis
    case .bool(let flag): return .array(NDArray([flag], shape: []))
    case .list, .tuple:
      if facade == .jax {
        let kind = typeName(of: key)
        throw Raised(
          .typeError,
          "Using a non-tuple sequence for multidimensional indexing is not allowed; use `arr[array(seq)]` instead of `arr[seq]`. See https://github.com/jax-ml/jax/issues/4564 for more information. (got a \(kind))"
        )
      }
      let array = try array(from: key, .numpy)
      let elements = try numerics.value(of: array)
      if elements.count == 0 { return .array(elements.converted(to: .int64)) }
      if elements.dtype.isInexact { throw invalidIndex() }
      return .array(elements)
    case .object(let object):
      if let slice = object as? SliceObject {
        for part in [slice.start, slice.stop, slice.step] {
          if let bound = part.array, bound.isAbstract, facade == .jax {
            throw Raised(
              .indexError,
              "Slice entries must be static integers. Got \(try repr(key)) at position 0")
          }
        }
        return .slice(
          start: try indexIfPresent(slice.start), stop: try indexIfPresent(slice.stop),
          step: try indexIfPresent(slice.step))
      }
      if object === ellipsis { return .ellipsis }
      if let array = object as? ArrayObject {
        if array.isAbstract, array.dtype == .bool {
          throw TracerErrors.booleanIndex(NDArrayDescription(shape: array.shape, dtype: .bool))
        }
        let elements = try numerics.value(of: array)
        if elements.rank == 0, elements.dtype.isInteger { return .integer(elements.item.asInt) }
        return .array(elements)
      }
      if let range = object as? RangeObject {
        return .array(NDArray((0..<range.count).map { range.element($0) }))
      }
      if let index = try object.index(in: self) { return .integer(index) }
    default: break
    }
    if facade == .jax {
      if case .float = key {
        throw Raised(
          .typeError,
          "Indexer must have integer or boolean type, got indexer with type float64")
      }
      throw Raised(
        .typeError, "JAX does not support string indexing; got idx=\(try repr(key))")
    }
    throw invalidIndex()
  }

  private func invalidIndex() -> Raised {
    Raised(
      .indexError,
      "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"
    )
  }

  /// `array[items]`: a view where NumPy gives one.
  func item(_ array: ArrayObject, _ items: [IndexItem]) throws -> ArrayObject {
    let facade = array.facade
    numerics.errorFacade = facade
    let mode: IndexMode = facade == .jax ? .clipped : .checked
    if array.isTraced {
      let graph = numerics.graph
      graph.dialect = facade.dialect
      return try numerics.wrap(graph.index(numerics.node(array), items, mode), facade)
    }
    if case .scalar = array.content, array.flavor == .scalar {
      if items.allSatisfy({ if case .integer = $0 { true } else { false } }), !items.isEmpty {
        throw Raised(.indexError, "invalid index to scalar variable.")
      }
    }
    let elements = try numerics.value(of: array)
    if let view = try elements.basicView(items, mode: mode) {
      let isElement =
        view.rank == 0
        && items.allSatisfy { if case .integer = $0 { true } else { false } }
      if isElement, facade == .numpy, !items.isEmpty || array.rank == 0 {
        return ArrayObject(view.item, view.dtype, .scalar)
      }
      return facade == .jax ? ArrayObject(view, .jax, weak: array.isWeak) : array.view(view)
    }
    return ArrayObject(
      try elements.indexed(by: items, mode: mode), facade == .jax ? .jax : .array,
      weak: array.isWeak)
  }
}

extension ArrayObject {
  func arrayItem(at key: Value, in interpreter: Interpreter) throws -> Value? {
    // One element of a known array, the case inside loops.
    if case .int(let index) = key, flavor == .array, case .array(let array, let storage) = content,
      array.rank == 1
    {
      let position = index < 0 ? index + array.shape[0] : index
      if position >= 0, position < array.shape[0] {
        var elements = array
        elements.buffer = storage.buffer
        return .object(ArrayObject(elements.scalar(at: [position]), dtype, .scalar))
      }
    }
    if let (axis, index) = tracedIndex(key) {
      return .object(try interpreter.take(self, index, axis: axis, facade))
    }
    if let result = try interpreter.itemAtTracedPositions(self, key) { return .object(result) }
    return .object(try interpreter.item(self, interpreter.indexItems(key, facade)))
  }

  /// A subscript that is one traced integer array, alone or after plain slices.
  private func tracedIndex(_ key: Value) -> (axis: Int, ArrayObject)? {
    if let index = key.array,
      index.isAbstract || isTraced && index.isTraced && index.dtype.isInteger,
      index.dtype.isInteger
    {
      return (0, index)
    }
    guard case .tuple(let tuple) = key else { return nil }
    var found: (axis: Int, ArrayObject)?
    for (axis, part) in tuple.elements.enumerated() {
      if let index = part.array, index.isAbstract, index.dtype.isInteger {
        if found != nil { return nil }
        found = (axis, index)
      } else if case .object(let object) = part, let slice = object as? SliceObject,
        slice.start.isNone, slice.stop.isNone, slice.step.isNone
      {
        continue
      } else {
        return nil
      }
    }
    return found
  }

  func arraySetItem(at key: Value, to value: Value, in interpreter: Interpreter) throws
    -> Bool
  {
    if flavor == .jax {
      throw Raised(
        .typeError,
        "JAX arrays are immutable and do not support in-place item assignment. Instead of x[idx] = y, use x = x.at[idx].set(y) or another .at[] method: https://docs.jax.dev/en/latest/_autosummary/jax.numpy.ndarray.at.html"
      )
    }
    if flavor == .scalar, rank == 0 { return false }
    let session = interpreter.numerics
    session.errorFacade = .numpy
    try refuseElement(value, interpreter)
    let source = try interpreter.array(of: value, .numpy)
    if isTraced || source.isTraced {
      try setTraced(at: interpreter.indexItems(key, .numpy), to: source, interpreter)
      return true
    }
    if case .node = content { _ = try session.value(of: self) }
    guard case .array(var target, let storage) = content else { return false }
    guard !isReadOnly else { throw Raised(.valueError, "assignment destination is read-only") }
    if let (kind, scalar) = value.number {
      try interpreter.checkRange(scalar, kind, dtype)
      if case .float(let number) = scalar, dtype.isInteger, !number.isFinite {
        throw Raised(
          number.isNaN ? .valueError : .overflowError,
          number.isNaN
            ? "cannot convert float NaN to integer" : "cannot convert float infinity to integer")
      }
    }
    target.buffer = storage.writable()
    content = .array(target, storage)
    if case .int(let index) = key, target.rank == 1, source.rank == 0 {
      let position = index < 0 ? index + target.shape[0] : index
      if position >= 0, position < target.shape[0] {
        target.setScalar(try session.scalar(of: source), at: [position])
        return true
      }
    }
    var elements = try session.value(of: source)
    if elements.buffer === target.buffer { elements = elements.duplicate() }
    try target.assign(elements, at: interpreter.indexItems(key, .numpy))
    return true
  }

  /// Refuses values that cannot become one element of this dtype, in the words of Python's conversions.
  private func refuseElement(_ value: Value, _ interpreter: Interpreter) throws {
    if let text = value.text {
      guard dtype.isInteger else {
        throw Raised(
          .valueError, "could not convert string to float: \(StringRepresentation.quoted(text))")
      }
      throw Raised(
        .valueError,
        "invalid literal for int() with base 10: \(StringRepresentation.quoted(text))")
    }
    if value.isNone, dtype.isInteger {
      throw Raised(
        .typeError,
        "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'")
    }
    if value.isNone, dtype.isFloating {
      throw Raised(
        .typeError, "float() argument must be a string or a real number, not 'NoneType'")
    }
    if let (kind, _) = value.number, kind == .complex, !dtype.isComplex, dtype != .bool {
      throw Raised(
        .typeError,
        dtype.isInteger
          ? "int() argument must be a string, a bytes-like object or a real number, not 'complex'"
          : "float() argument must be a string or a real number, not 'complex'")
    }
  }

  /// Assignment of or into a traced array: this object stands for the updated node from now on.
  ///
  /// - Throws: A `ValueError` where views share the memory, for they could not follow.
  private func setTraced(at items: [IndexItem], to source: ArrayObject, _ interpreter: Interpreter)
    throws
  {
    if let storage, storage.viewCount > 1 {
      throw Raised(
        .valueError, "a differentiated value cannot be written into an array that has views",
        hint: "build the array with np.stack, np.concatenate or np.where, or assign to a copy")
    }
    let session = interpreter.numerics
    let graph = session.graph
    guard dtype.isInexact || !source.dtype.isInexact else {
      throw Raised(
        .typeError,
        "a differentiated value cannot be written into an array of dtype \(dtype.name)",
        hint: "make the array with dtype=float")
    }
    let updated = try graph.indexUpdate(
      session.node(self), items, .set, session.node(source, dtype), .checked)
    content = .node(NodeHandle(updated, in: graph))
  }

  func arrayMakeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    guard let count = shape.first else {
      if flavor == .scalar, !isTraced { return nil }
      throw Raised(.typeError, "iteration over a 0-d array")
    }
    var position = 0
    return ClosureIterator("ndarray_iterator") { [self] interpreter in
      guard position < count else { return nil }
      position += 1
      return try item(at: .int(position - 1), in: interpreter)
    }
  }
}
