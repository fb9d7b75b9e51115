package import Arrays
package import Autodiff
package import Records
package import Syntax

/// Memory that NumPy arrays and their views share.
///
/// A view keeps the storage, not the buffer, so that a buffer which a graph constant reads can be replaced by a copy
/// before a write and every view follows.
package final class ArrayStorage {
  package var buffer: Buffer
  /// Arrays that were made on this memory; never counts down.
  package fileprivate(set) var viewCount = 0

  package init(_ buffer: Buffer) { self.buffer = buffer }

  /// A buffer that may be written to.
  func writable() -> Buffer {
    if buffer.isCaptured { buffer = buffer.duplicate() }
    return buffer
  }
}

/// An array of a script: NumPy's ndarray and scalars, JAX's Array, and both while they are being differentiated.
package final class ArrayObject: Object {
  package enum Flavor: UInt8 {
    /// `numpy.ndarray`.
    case array
    /// A NumPy scalar such as `numpy.float64`.
    case scalar
    /// `jax.Array`.
    case jax
  }

  package enum Content {
    /// A known 0-d value.
    case scalar(Scalar)
    case array(NDArray, ArrayStorage)
    /// A value of the graph, known or not.
    case node(NodeHandle)
  }

  package var content: Content
  package let flavor: Flavor
  package var dtype: DType
  /// JAX's weak type.
  package let isWeak: Bool
  /// Set for broadcast views, which NumPy does not let scripts write to.
  package var isReadOnly = false
  /// The array whose memory this one is a view of; nil where it has its own.
  package private(set) var base: ArrayObject?
  /// Set where HIPS's box holds a Python float, which leaves the trace as one.
  package var isPythonFloat = false

  package init(_ scalar: Scalar, _ dtype: DType, _ flavor: Flavor, weak: Bool = false) {
    content = .scalar(scalar)
    self.flavor = flavor
    self.dtype = dtype
    isWeak = weak
  }

  package init(_ array: NDArray, _ flavor: Flavor, weak: Bool = false, storage: ArrayStorage? = nil)
  {
    if array.rank == 0, flavor != .array {
      content = .scalar(array.item)
    } else {
      let storage = storage ?? ArrayStorage(array.buffer)
      storage.viewCount += 1
      content = .array(array, storage)
    }
    self.flavor = flavor
    dtype = array.dtype
    isWeak = weak
  }

  package init(_ handle: NodeHandle, _ dtype: DType, _ flavor: Flavor, weak: Bool = false) {
    content = .node(handle)
    self.flavor = flavor
    self.dtype = dtype
    isWeak = weak
  }

  /// The array of a NumPy function's result: a scalar where it has no axes.
  package convenience init(result array: NDArray, _ facade: Facade, weak: Bool = false) {
    self.init(array, facade == .jax ? .jax : array.rank == 0 ? .scalar : .array, weak: weak)
  }

  /// The value of a NumPy boolean; nil for everything else.
  var truthConstant: Bool? {
    if flavor == .scalar, case .scalar(.bool(let value)) = content { return value }
    return nil
  }

  package var facade: Facade { flavor == .jax ? .jax : .numpy }

  /// The node where the value belongs to a graph.
  package var handle: NodeHandle? {
    if case .node(let handle) = content { return handle }
    return nil
  }

  /// Whether operations on it must become nodes: it is being differentiated or traced.
  package var isTraced: Bool {
    guard case .node(let handle) = content else { return false }
    let id = handle.id
    return handle.graph.isActive(id) || handle.graph.isAbstract(id)
  }

  /// Whether only its description is known.
  package var isAbstract: Bool {
    guard case .node(let handle) = content else { return false }
    return handle.graph.isAbstract(handle.id)
  }

  package var shape: [Int] {
    switch content {
    case .scalar: []
    case .array(let array, _): array.shape
    case .node(let handle): handle.graph.shape(of: handle.id)
    }
  }

  package var rank: Int {
    if case .scalar = content { return 0 }
    return shape.count
  }

  package var count: Int {
    if case .scalar = content { return 1 }
    return shape.reduce(1, *)
  }

  /// The elements where they are known without computing.
  package var known: NDArray? {
    switch content {
    case .scalar(let scalar): return NDArray(scalar: scalar, dtype: dtype)
    case .array(var array, let storage):
      array.buffer = storage.buffer
      return array
    case .node: return nil
    }
  }

  package var storage: ArrayStorage? {
    if case .array(_, let storage) = content { return storage }
    return nil
  }

  /// Another object of the same kind for elements that share this one's memory.
  package func view(_ array: NDArray) -> ArrayObject {
    let result = ArrayObject(
      array, flavor == .scalar ? .array : flavor, weak: isWeak, storage: storage)
    result.isReadOnly = isReadOnly
    result.follow(self)
    return result
  }

  /// Makes the array a view of another one's memory, or of that one's base.
  func follow(_ owner: ArrayObject) {
    if owner.storage === storage, storage != nil { base = owner.base ?? owner }
  }

  // MARK: What Python asks of an object; each is in the file of its topic.

  override package func type(in interpreter: Interpreter) -> TypeObject {
    arrayType(in: interpreter)
  }
  override package func str(in interpreter: Interpreter) throws -> String {
    try arrayStr(in: interpreter)
  }
  override package func repr(in interpreter: Interpreter) throws -> String {
    try arrayRepr(in: interpreter)
  }
  override package func printedNumbers(in interpreter: Interpreter) throws -> [PrintedNumbers] {
    try arrayPrintedNumbers(in: interpreter)
  }
  override package func format(_ spec: String, in interpreter: Interpreter) throws -> String? {
    try arrayFormat(spec, in: interpreter)
  }
  override package func binary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) throws -> Value? {
    try arrayBinary(operation, with: other, reflected: reflected, in: interpreter)
  }
  override package func inPlace(
    _ operation: BinaryOperator, with other: Value, in interpreter: Interpreter
  ) throws -> Value? { try arrayInPlace(operation, with: other, in: interpreter) }
  override package func compare(
    _ operation: ComparisonOperator, with other: Value, in interpreter: Interpreter
  ) throws -> Value? { try arrayCompare(operation, with: other, in: interpreter) }
  override package func isEqual(to other: Value, in interpreter: Interpreter) throws -> Bool? {
    try arrayIsEqual(to: other, in: interpreter)
  }
  override package func unary(_ operation: UnaryOperator, in interpreter: Interpreter) throws
    -> Value?
  { try arrayUnary(operation, in: interpreter) }
  override package func absolute(in interpreter: Interpreter) throws -> Value? {
    try arrayAbsolute(in: interpreter)
  }
  override package func round(_ digits: Int?, in interpreter: Interpreter) throws -> Value? {
    try arrayRound(digits, in: interpreter)
  }
  override package func isTruthy(in interpreter: Interpreter) throws -> Bool {
    try arrayIsTruthy(in: interpreter)
  }
  override package func float(in interpreter: Interpreter) throws -> Double? {
    try arrayFloat(in: interpreter)
  }
  override package func index(in interpreter: Interpreter) throws -> Int? {
    try arrayIndex(in: interpreter)
  }
  override package func hash(in interpreter: Interpreter) throws -> Int? {
    try arrayHash(in: interpreter)
  }
  override package func length(in interpreter: Interpreter) throws -> Int? {
    try arrayLength(in: interpreter)
  }
  override package func contains(_ element: Value, in interpreter: Interpreter) throws -> Bool? {
    try arrayContains(element, in: interpreter)
  }
  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    try arrayItem(at: key, in: interpreter)
  }
  override package func setItem(at key: Value, to value: Value, in interpreter: Interpreter) throws
    -> Bool
  { try arraySetItem(at: key, to: value, in: interpreter) }
  override package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    try arrayMakeIterator(in: interpreter)
  }
  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    try arrayAttribute(name, in: interpreter)
  }
  override package func setAttribute(
    _ name: Name, to value: Value, in interpreter: Interpreter
  ) throws -> Bool { try arraySetAttribute(name, to: value, in: interpreter) }
}

extension Buffer {
  /// Fresh memory with the same bytes.
  func duplicate() -> Buffer {
    let bytes = NDArray(dtype: .uint8, shape: [byteCount], strides: [1], offset: 0, buffer: self)
    return bytes.duplicate().buffer
  }
}
