import Arrays

/// An entry of the operation table: a primitive with its parameters and what is decided once for
/// it.
final class Operation {
  let primitive: any Primitive
  let lowering: Lowering
  /// The primitive where it has several results.
  let several: (any MultiOutputPrimitive)?
  /// Which result this projects; -1 for all but projections.
  let projection: Int

  init(_ primitive: any Primitive) {
    self.primitive = primitive
    lowering = primitive.lowering
    several = primitive as? any MultiOutputPrimitive
    projection = (primitive as? Project)?.position ?? -1
  }

  var isMultiOutput: Bool { several != nil }
  var hasEffects: Bool { (several as? any EffectfulPrimitive)?.hasEffects ?? false }
}

/// The distinct primitives of a graph; nodes refer to them by index.
struct OperationTable {
  private(set) var entries: [Operation] = []
  let scalars = FlatStorage<ScalarOperation>()
  private var indices: [PrimitiveKey: Int32] = [:]
  private let recent = PrimitiveCache()

  /// The index of an equal primitive, added where there is none.
  mutating func index<Operator: Primitive>(of primitive: Operator) -> Int32 {
    guard let key = PrimitiveCache.Key(primitive) else { return indexByHash(of: primitive) }
    if let index = recent.find(key) { return index }
    let index = indexByHash(of: primitive)
    recent.store(key, index)
    return index
  }

  private mutating func indexByHash(of primitive: any Primitive) -> Int32 {
    let key = PrimitiveKey(primitive)
    if let index = indices[key] { return index }
    let index = Int32(entries.count)
    let operation = Operation(primitive)
    entries.append(operation)
    scalars.append(ScalarOperation(operation))
    indices[key] = index
    return index
  }
}

/// Equality of primitives of any types; the type counts in the hash, as most have no parameters.
private struct PrimitiveKey: Hashable {
  private let primitive: any Primitive
  private let type: ObjectIdentifier

  init(_ primitive: any Primitive) {
    self.primitive = primitive
    type = ObjectIdentifier(Swift.type(of: primitive))
  }

  static func == (a: PrimitiveKey, b: PrimitiveKey) -> Bool {
    a.type == b.type && isEqual(a.primitive, b.primitive)
  }

  private static func isEqual<P: Primitive>(_ a: P, _ b: any Primitive) -> Bool {
    if MemoryLayout<P>.size == 0 { return true }
    guard let b = b as? P else { return false }
    return a == b
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(type)
    primitive.hash(into: &hasher)
  }
}

/// Indices of the primitives that are applied most, looked up once a graph.
struct HotOperations {
  let constant, variable, leaf, placeholder: Int32
  let add, subtract, multiply, divide, negative: Int32
  let exp, log, sin, cos, tanh, sqrt, square: Int32

  init(_ table: inout OperationTable) {
    constant = table.index(of: Constant())
    variable = table.index(of: Variable())
    leaf = table.index(of: Leaf())
    placeholder = table.index(of: Placeholder())
    add = table.index(of: Add())
    subtract = table.index(of: Subtract())
    multiply = table.index(of: Multiply())
    divide = table.index(of: Divide(dialect: .hips))
    negative = table.index(of: Negative())
    exp = table.index(of: Exp())
    log = table.index(of: Log())
    sin = table.index(of: Sin())
    cos = table.index(of: Cos())
    tanh = table.index(of: Tanh(dialect: .hips))
    sqrt = table.index(of: Sqrt(dialect: .hips))
    square = table.index(of: Square())
  }
}

/// The distinct abstract values of a graph.
struct AbstractTable {
  private(set) var entries: [AbstractValue] = []
  let kinds = FlatStorage<ScalarKind>()
  private var indices: [AbstractValue: Int32] = [:]

  /// Indices of 0-d values by dtype and weakness, -1 where there is none yet: these are looked up
  /// for every constant.
  private let scalars = FlatStorage<Int32>(repeating: -1, count: 2 * DType.allCases.count)

  mutating func index(of value: AbstractValue) -> Int32 {
    if value.shape.isEmpty { return scalarIndex(value.dtype, weak: value.weak) }
    return indexByHash(of: value)
  }

  /// The index of a 0-d value.
  mutating func scalarIndex(_ dtype: DType, weak: Bool) -> Int32 {
    let place = Int(dtype.rawValue) * 2 + (weak ? 1 : 0)
    if scalars[place] >= 0 { return scalars[place] }
    scalars[place] = indexByHash(of: AbstractValue([], dtype, weak: weak))
    return scalars[place]
  }

  private mutating func indexByHash(of value: AbstractValue) -> Int32 {
    if let index = indices[value] { return index }
    let index = Int32(entries.count)
    entries.append(value)
    kinds.append(ScalarKind(value))
    indices[value] = index
    return index
  }
}

/// Remembers shape rules of operations with one or two inputs: a direct-mapped cache over table
/// indices.
final class AbstractRuleCache {
  private let keys: FlatStorage<UInt64>
  private let results: FlatStorage<Int32>
  private static let size = 1024

  init() {
    keys = FlatStorage(repeating: .max, count: Self.size)
    results = FlatStorage(repeating: 0, count: Self.size)
  }

  @inline(__always)
  private static func key(_ operation: Int32, _ a: Int32, _ b: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: operation)) << 42 ^ UInt64(UInt32(bitPattern: a)) << 21
      ^ UInt64(UInt32(bitPattern: b)) & 0x1F_FFFF
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 54)
  }

  @inline(__always)
  func lookup(_ operation: Int32, _ a: Int32, _ b: Int32) -> Int32? {
    let key = Self.key(operation, a, b)
    let slot = Self.slot(key)
    return keys[slot] == key ? results[slot] : nil
  }

  func store(_ operation: Int32, _ a: Int32, _ b: Int32, _ result: Int32) {
    // Beyond two million distinct shapes keys would collide.
    guard a < 1 << 21, b < 1 << 21 else { return }
    let key = Self.key(operation, a, b)
    let slot = Self.slot(key)
    keys[slot] = key
    results[slot] = result
  }
}
