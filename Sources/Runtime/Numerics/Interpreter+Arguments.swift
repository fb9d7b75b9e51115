import Arrays

/// Reading shapes, axes and the like from a script's arguments.
extension Interpreter {
  /// A shape: an int or a sequence of ints; arrays of ints count as sequences.
  package func shape(from value: Value) throws -> [Int] {
    switch value {
    case .int(let extent): return try checked([extent])
    case .tuple(let tuple): return try checked(tuple.elements.map { try extent($0) })
    case .list(let list): return try checked(list.elements.map { try extent($0) })
    default:
      if let array = value.array, array.rank == 1 {
        return try checked(numerics.value(of: array).integers)
      }
      return try checked([extent(value)])
    }
  }

  private func extent(_ value: Value) throws -> Int {
    if let array = value.array, array.isAbstract {
      throw Raised(
        .typeError,
        "Shapes must be 1D sequences of concrete values of integer type, got (\(try repr(value)),).\nIf using `jit`, try using `static_argnums` or applying `jit` to smaller subfunctions."
      )
    }
    return try requireIndex(value)
  }

  private func checked(_ shape: [Int]) throws -> [Int] { shape }

  /// As `shape(from:)`, refusing negative extents and what does not fit the memory limit.
  package func newShape(from value: Value) throws -> [Int] {
    let shape = try shape(from: value)
    if shape.contains(where: { $0 < 0 }) { throw ShapeError.negativeExtent(shape: shape) }
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow else { throw Raised(.valueError, "array is too big") }
      count = product
    }
    try MemorySize.check(shape, .float64, limit: limits.memory)
    return shape
  }

  /// Refuses an array that does not fit the memory limit.
  func requireMemory(for shape: [Int], _ dtype: DType) throws {
    try MemorySize.check(shape, dtype, limit: limits.memory)
  }

  /// `axis=`: nil for `None`, otherwise the axes as given.
  package func axes(from value: Value) throws -> [Int]? {
    switch value {
    case .none, .unbound: return nil
    case .tuple(let tuple): return try tuple.elements.map { try requireIndex($0) }
    case .list(let list): return try list.elements.map { try requireIndex($0) }
    default: return [try requireIndex(value)]
    }
  }

  /// One axis counted from the front; nil for `None`.
  package func axis(from value: Value, rank: Int) throws -> Int? {
    switch value {
    case .none, .unbound: nil
    default: try Shapes.normalize(axis: requireIndex(value), rank: rank)
    }
  }

  /// `out=` and the like: clear words for what is not there.
  package func refuse(_ value: Value, _ parameter: String, of function: String) throws {
    guard value.isNone || value.isUnbound else {
      throw Raised(
        .notImplementedError, "\(function): the argument '\(parameter)' is not available in agrun")
    }
  }

  /// Elements of a sequence or array as arrays: what `stack` and `concatenate` take.
  package func arrays(from value: Value, _ facade: Facade) throws -> [ArrayObject] {
    if let array = value.array {
      guard array.rank > 0 else { throw Raised(.typeError, "iteration over a 0-d array") }
      return try (0..<array.shape[0]).map { try item(array, [.integer($0)]) }
    }
    return try collect(value).map { try self.array(of: $0, facade) }
  }
}
