package import Arrays
package import Autodiff

/// One function of elements: its names, how its result's dtype follows from its operands', its kernel and its node.
///
/// `numpy.sin`, `autograd.numpy.sin`, `jax.numpy.sin` and the method of the graph API are one row.
package final class ElementwiseFunction: Sendable {
  package enum Typing: Sendable {
    /// The operands' common dtype.
    case common
    /// As `common`; booleans are refused.
    case arithmetic
    /// The common dtype made floating.
    case floating
    /// As `floating`, for true division.
    case quotient
    /// Compared in the common dtype; the result is bool.
    case comparison
    /// Operands as truth values; the result is bool.
    case logical
    /// Integers and booleans only.
    case bits
    /// The operand's dtype as it is; the kernel decides about the result.
    case inspection
    /// Rounding: floats stay, integers too.
    case rounding
  }

  package enum Kernel: Sendable {
    case unary(UnaryKernel)
    case binary(BinaryKernel)
  }

  package typealias Builder = @Sendable (Graph, [NodeID]) throws -> NodeID

  /// NumPy's name, and the alternatives under which it is registered too.
  package let name: String
  package let aliases: [String]
  package let typing: Typing
  package let kernel: Kernel
  package let summary: String
  let build: Builder

  package var arity: Int {
    if case .unary = kernel { return 1 }
    return 2
  }

  init(
    _ name: String, _ aliases: [String], _ typing: Typing, _ kernel: UnaryKernel,
    _ summary: String, _ build: @escaping @Sendable (Graph) -> (NodeID) throws -> NodeID
  ) {
    self.name = name
    self.aliases = aliases
    self.typing = typing
    self.kernel = .unary(kernel)
    self.summary = summary
    self.build = { graph, ids in try build(graph)(ids[0]) }
  }

  init(
    _ name: String, _ aliases: [String], _ typing: Typing, _ kernel: BinaryKernel,
    _ summary: String, _ build: @escaping @Sendable (Graph) -> (NodeID, NodeID) throws -> NodeID
  ) {
    self.name = name
    self.aliases = aliases
    self.typing = typing
    self.kernel = .binary(kernel)
    self.summary = summary
    self.build = { graph, ids in try build(graph)(ids[0], ids[1]) }
  }

  /// The dtype operands are converted to, and whether the result is weak.
  func operandType(_ operands: [Operand], _ facade: Facade, _ promotion: JAXPromotion) throws
    -> JAXType
  {
    var type: JAXType
    if facade == .jax {
      type = promotion.promote(operands.map { $0.jaxType(promotion) })
      // One operand keeps its own type; `promote` of one value does too.
      switch typing {
      case .floating, .quotient: type = promotion.floating(type)
      case .logical: type = JAXType(.bool)
      default: break
      }
    } else {
      let dtype = NumPyPromotion.promote(operands.map(\.promotion))
      type = JAXType(dtype)
      switch typing {
      case .floating:
        guard let floating = NumPyPromotion.floating(dtype) else {
          // NumPy computes in float16 here; the nearest dtype that agrun has is float64.
          type = JAXType(.float64)
          break
        }
        type = JAXType(floating)
      case .quotient: type = JAXType(NumPyPromotion.trueDivide(dtype))
      case .logical: type = JAXType(.bool)
      default: break
      }
    }
    try check(type.dtype, operands, facade)
    return type
  }

  private func check(_ dtype: DType, _ operands: [Operand], _ facade: Facade) throws {
    switch typing {
    case .bits where dtype.isInexact:
      if facade == .jax {
        throw Raised(
          .typeError,
          "\(name) does not accept dtype \(dtype.name) at position 0. Accepted dtypes at position 0 are subtypes of np.bool, np.integer."
        )
      }
      throw ElementwiseFunction.unsupported(name, operands.count)
    case .arithmetic where dtype == .bool:
      if facade == .numpy { throw ElementwiseFunction.refusesBooleans(name) }
      throw Raised(
        .typeError,
        "\(jaxName) does not accept dtype bool at position 0. Accepted dtypes at position 0 are subtypes of np.number."
      )
    case .comparison where dtype.isComplex && name != "equal" && name != "not_equal",
      .rounding where dtype.isComplex && name != "rint":
      throw ElementwiseFunction.unsupported(name, operands.count)
    default: break
    }
  }

  /// The name JAX's own primitive messages use.
  var jaxName: String {
    switch name {
    case "subtract": "sub"
    case "multiply": "mul"
    case "divide": "div"
    case "negative": "neg"
    case "power": "pow"
    case "maximum": "max"
    case "minimum": "min"
    default: name
    }
  }

  static func unsupported(_ name: String, _ count: Int) -> Raised {
    Raised(
      .typeError,
      "ufunc '\(name)' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"
    )
  }

  static func refusesBooleans(_ name: String) -> Raised {
    switch name {
    case "subtract":
      Raised(
        .typeError,
        "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead."
      )
    case "negative":
      Raised(
        .typeError,
        "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead."
      )
    default: unsupported(name, 2)
    }
  }
}
