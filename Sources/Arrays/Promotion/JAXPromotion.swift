/// A dtype with JAX's weak flag: set for values that came from Python numbers and still adapt.
package struct JAXType: Hashable, Sendable {
  package var dtype: DType
  package var isWeak: Bool

  package init(_ dtype: DType, isWeak: Bool = false) {
    self.dtype = dtype
    self.isWeak = isWeak
  }
}

/// Result dtypes of `jax.numpy`: the type lattice of JAX's "Type promotion semantics".
package struct JAXPromotion: Hashable, Sendable {
  /// `jax_enable_x64`.
  package var is64Bit: Bool

  package init(is64Bit: Bool) {
    self.is64Bit = is64Bit
  }

  package var defaultInt: DType { is64Bit ? .int64 : .int32 }
  package var defaultUnsigned: DType { is64Bit ? .uint64 : .uint32 }
  package var defaultFloat: DType { is64Bit ? .float64 : .float32 }
  package var defaultComplex: DType { is64Bit ? .complex128 : .complex64 }

  /// The dtype an array of `dtype` really has: 64-bit ones shrink without x64.
  package func canonical(_ dtype: DType) -> DType {
    if is64Bit { return dtype }
    switch dtype {
    case .int64: return .int32
    case .uint64: return .uint32
    case .float64: return .float32
    case .complex128: return .complex64
    default: return dtype
    }
  }

  /// The type of a Python number.
  package func type(of kind: PythonKind) -> JAXType {
    switch kind {
    case .bool: JAXType(.bool)
    case .int: JAXType(defaultInt, isWeak: true)
    case .float: JAXType(defaultFloat, isWeak: true)
    case .complex: JAXType(defaultComplex, isWeak: true)
    }
  }

  package func promote(_ operands: [JAXType]) -> JAXType {
    guard let first = operands.first else { return JAXType(defaultFloat, isWeak: true) }
    let types = operands.map {
      JAXType(canonical($0.dtype), isWeak: $0.isWeak && $0.dtype != .bool)
    }
    if operands.allSatisfy({ $0 == first }) { return types[0] }
    let node = types.dropFirst().reduce(Node(types[0])) { $0.joined(with: Node($1)) }
    switch node {
    case .strong(let dtype): return JAXType(canonical(dtype))
    case .weakInt: return JAXType(defaultInt, isWeak: true)
    case .weakFloat: return JAXType(defaultFloat, isWeak: true)
    case .weakComplex: return JAXType(defaultComplex, isWeak: true)
    }
  }

  package func promote(_ left: JAXType, _ right: JAXType) -> JAXType { promote([left, right]) }

  /// Type of a floating function of one operand: integers and booleans become floats of their own
  /// width, 32 bits at least.
  package func floating(_ type: JAXType) -> JAXType {
    let dtype = canonical(type.dtype)
    if dtype.isInexact { return JAXType(dtype, isWeak: type.isWeak) }
    let wide = dtype == .int64 || dtype == .uint64
    return JAXType(wide ? .float64 : .float32, isWeak: type.isWeak)
  }

  /// Type of `x / y`, for the operands' common type.
  package func trueDivide(_ type: JAXType) -> JAXType { floating(type) }

  /// Type of `sum` and `prod`: integers widen to the default width, never weak.
  package func sum(_ type: JAXType) -> JAXType {
    switch type.dtype {
    case .bool, .int8, .int16, .int32, .int64: JAXType(defaultInt)
    case .uint8, .uint16, .uint32, .uint64: JAXType(defaultUnsigned)
    default: JAXType(canonical(type.dtype))
    }
  }

  /// Type of `mean`, `var` (real part) and `median`, never weak.
  package func mean(_ type: JAXType) -> JAXType { JAXType(floating(type).dtype) }

  private enum Node {
    case strong(DType)
    case weakInt
    case weakFloat
    case weakComplex

    init(_ type: JAXType) {
      guard type.isWeak else {
        self = .strong(type.dtype)
        return
      }
      self = type.dtype.isComplex ? .weakComplex : type.dtype.isFloating ? .weakFloat : .weakInt
    }

    func joined(with other: Node) -> Node {
      switch (self, other) {
      case (.strong(let left), .strong(let right)): return Node.join(left, right)
      case (.strong(let dtype), let weak), (let weak, .strong(let dtype)):
        return Node.join(dtype, weak)
      case (.weakComplex, _), (_, .weakComplex): return .weakComplex
      case (.weakFloat, _), (_, .weakFloat): return .weakFloat
      case (.weakInt, .weakInt): return .weakInt
      }
    }

    private static func join(_ dtype: DType, _ weak: Node) -> Node {
      switch weak {
      case .weakInt: return dtype == .bool ? .weakInt : .strong(dtype)
      case .weakFloat: return dtype.isInexact ? .strong(dtype) : .weakFloat
      case .weakComplex:
        switch dtype {
        case .float32, .complex64: return .strong(.complex64)
        case .float64, .complex128: return .strong(.complex128)
        default: return .weakComplex
        }
      case .strong(let other): return join(dtype, other)
      }
    }

    private static func join(_ left: DType, _ right: DType) -> Node {
      if left == right { return .strong(left) }
      let order = DType.allCases
      guard let a = order.firstIndex(of: left), let b = order.firstIndex(of: right) else {
        return .strong(left)
      }
      let (low, high) = a < b ? (left, right) : (right, left)
      if low == .bool { return .strong(high) }
      switch high {
      case .complex64: return .strong(low == .float64 ? .complex128 : .complex64)
      case .uint64: return low.isSigned ? .weakFloat : .strong(.uint64)
      case .uint32: return .strong(low.isSigned ? .int64 : .uint32)
      case .uint16: return .strong(low.isSigned ? .int32 : .uint16)
      case .uint8: return .strong(low.isSigned ? .int16 : .uint8)
      default: return .strong(high)
      }
    }
  }
}
