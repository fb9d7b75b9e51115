import Arrays
import Autodiff
import Syntax

/// Operators and functions whose operands already agree in dtype: what loops of scalar code and traced functions do almost always.
///
/// Nothing here has rules of its own: it takes the paths of `elementwise` without promotion, and leaves to it everything that
/// might warn, fail or convert.
extension Interpreter {
  /// Nil where `elementwise` has to look at the operands.
  func quickArithmetic(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value?
  {
    if case .object(let object) = left, let array = downcast(object, to: ArrayObject.self) {
      return try quickArithmetic(operation, array, right, isReflected: false)
    }
    if case .object(let object) = right, let array = downcast(object, to: ArrayObject.self) {
      return try quickArithmetic(operation, array, left, isReflected: true)
    }
    return nil
  }

  @inline(__always)
  private func quickArithmetic(
    _ operation: BinaryOperator, _ array: ArrayObject, _ partner: Value, isReflected: Bool
  ) throws -> Value? {
    switch array.content {
    case .scalar(.float(let own)) where array.dtype == .float64 && array.flavor == .scalar:
      let other: Double
      switch partner {
      case .float(let value): other = value
      case .int(let value) where value.magnitude <= 1 << 53: other = Double(value)
      case .object(let object):
        guard let partner = downcast(object, to: ArrayObject.self) else { return nil }
        switch partner.content {
        case .scalar(.float(let value))
        where partner.dtype == .float64 && partner.flavor == .scalar:
          other = value
        case .node(let handle):
          return try traced(operation, partner, handle, .object(array), isReflected: !isReflected)
        default: return nil
        }
      default: return nil
      }
      return quickFloat(operation, isReflected ? other : own, isReflected ? own : other)
    case .node(let handle):
      return try traced(operation, array, handle, partner, isReflected: isReflected)
    default:
      guard case .object(let object) = partner,
        let partner = downcast(object, to: ArrayObject.self),
        case .node(let handle) = partner.content
      else { return nil }
      return try traced(operation, partner, handle, .object(array), isReflected: !isReflected)
    }
  }

  /// float64 scalars; results that NumPy might warn about are left out.
  @inline(__always)
  private func quickFloat(_ operation: BinaryOperator, _ x: Double, _ y: Double) -> Value? {
    let result: Double
    switch operation {
    case .add: result = x + y
    case .subtract: result = x - y
    case .multiply: result = x * y
    case .divide: result = x / y
    default: return nil
    }
    guard result.isFinite else { return nil }
    return .object(ArrayObject(.float(result), .float64, .scalar))
  }

  /// An operand that is being differentiated or traced, with one that takes its dtype.
  private func traced(
    _ operation: BinaryOperator, _ array: ArrayObject, _ handle: NodeHandle, _ partner: Value,
    isReflected: Bool
  ) throws -> Value? {
    let graph = handle.graph
    let own = handle.id
    guard array.dtype.isFloating, graph.isTraced(own) else { return nil }
    let other: NodeID
    switch partner {
    case .float(let value):
      if operation == .power { return nil }
      other = graph.constant(value, array.dtype, weak: array.isWeak)
    case .int(let value):
      guard value.magnitude <= 1 << 53 else { return nil }
      if operation == .power, array.flavor == .jax { return nil }
      other = graph.constant(Double(value), array.dtype, weak: array.isWeak)
    case .object(let object):
      guard let partner = downcast(object, to: ArrayObject.self), partner.dtype == array.dtype,
        partner.isWeak == array.isWeak, (partner.flavor == .jax) == (array.flavor == .jax)
      else { return nil }
      switch partner.content {
      case .node(let handle): other = handle.id
      case .scalar(.float(let value)):
        other = graph.constant(value, array.dtype, weak: array.isWeak)
      default: return nil
      }
    default: return nil
    }
    let facade = array.facade
    numerics.errorFacade = facade
    graph.dialect = facade.dialect
    let (x, y) = isReflected ? (other, own) : (own, other)
    let result: NodeID
    switch operation {
    case .add: result = try graph.add(x, y)
    case .subtract: result = try graph.subtract(x, y)
    case .multiply: result = try graph.multiply(x, y)
    case .divide: result = try graph.divide(x, y)
    case .power: result = try graph.power(x, y)
    default: return nil
    }
    return .object(try quickWrap(result, like: array))
  }

  /// An object for a node of the dtype and weakness of another array.
  private func quickWrap(_ id: NodeID, like array: ArrayObject) throws -> ArrayObject {
    let graph = numerics.graph
    guard graph.isTraced(id) else { return try numerics.wrap(id, array.facade) }
    let flavor: ArrayObject.Flavor =
      array.flavor == .jax ? .jax : graph.rank(of: id) == 0 ? .scalar : .array
    return ArrayObject(NodeHandle(id, in: graph), array.dtype, flavor, weak: array.isWeak)
  }

  /// A function of one operand of a floating dtype; nil where `elementwise` has to look at it.
  func quickFunction(_ function: ElementwiseFunction, _ operand: Value, _ facade: Facade) throws
    -> Value?
  {
    guard case .unary(let kernel) = function.kernel else { return nil }
    switch function.typing {
    case .floating, .common, .arithmetic: break
    default: return nil
    }
    switch operand {
    case .float(let value) where facade == .numpy && function.typing == .floating:
      return quickScalar(kernel, value)
    case .object(let object):
      guard let array = downcast(object, to: ArrayObject.self), array.dtype.isFloating,
        array.facade == facade
      else { return nil }
      switch array.content {
      case .scalar(.float(let value)) where array.dtype == .float64 && array.flavor == .scalar:
        return quickScalar(kernel, value)
      case .node(let handle):
        let id = handle.id
        guard handle.graph.isTraced(id) else { return nil }
        numerics.errorFacade = facade
        handle.graph.dialect = facade.dialect
        let result = try function.build(handle.graph, [id])
        guard handle.graph.haveSameDescription(id, result) else {
          return .object(try numerics.wrap(result, facade))
        }
        return .object(try quickWrap(result, like: array))
      default: return nil
      }
    default: return nil
    }
  }

  @inline(__always)
  private func quickScalar(_ kernel: UnaryKernel, _ value: Double) -> Value? {
    let result = Kernels.scalar(kernel, value, .float64)
    return result.isFinite ? .object(ArrayObject(.float(result), .float64, .scalar)) : nil
  }
}
