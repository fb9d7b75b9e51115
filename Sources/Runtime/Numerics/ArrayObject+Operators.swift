import Arrays
import Autodiff
import Syntax

extension ArrayObject {
  /// The function of elements that an operator stands for; nil for `@`.
  static func function(of operation: BinaryOperator) -> ElementwiseFunction? {
    switch operation {
    case .add: ElementwiseTable.add
    case .subtract: ElementwiseTable.subtract
    case .multiply: ElementwiseTable.multiply
    case .divide: ElementwiseTable.divide
    case .floorDivide: ElementwiseTable.floorDivide
    case .modulo: ElementwiseTable.modulo
    case .power: ElementwiseTable.power
    case .bitAnd: ElementwiseTable.bitwiseAnd
    case .bitOr: ElementwiseTable.bitwiseOr
    case .bitXor: ElementwiseTable.bitwiseXor
    case .shiftLeft: ElementwiseTable.shiftLeft
    case .shiftRight: ElementwiseTable.shiftRight
    case .matmul: nil
    }
  }

  static func function(of operation: ComparisonOperator) -> ElementwiseFunction? {
    switch operation {
    case .equal: ElementwiseTable.equal
    case .notEqual: ElementwiseTable.notEqual
    case .less: ElementwiseTable.less
    case .lessEqual: ElementwiseTable.lessEqual
    case .greater: ElementwiseTable.greater
    case .greaterEqual: ElementwiseTable.greaterEqual
    case .in, .notIn, .is, .isNot: nil
    }
  }

  func arrayBinary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) throws -> Value? {
    guard let (partner, facade) = try partner(other, operation, interpreter) else { return nil }
    if let fast = fastFloat(operation, partner, reflected) { return .object(fast) }
    guard let function = ArrayObject.function(of: operation) else {
      let left = reflected ? interpreter.array(of: partner, facade) : self
      let right = reflected ? self : interpreter.array(of: partner, facade)
      return .object(try interpreter.matmul(left, right, facade))
    }
    let operands: [Operand] = reflected ? [partner, .array(self)] : [.array(self), partner]
    return .object(try interpreter.elementwise(function, operands, facade))
  }

  /// float64 scalars and Python numbers, by far the most frequent pair in loops.
  @inline(__always)
  private func fastFloat(_ operation: BinaryOperator, _ partner: Operand, _ reflected: Bool)
    -> ArrayObject?
  {
    guard dtype == .float64, flavor == .scalar, case .scalar(.float(let own)) = content else {
      return nil
    }
    let number: Double
    switch partner {
    case .python(.float, .float(let value)): number = value
    case .python(.int, .int(let value)): number = Double(value)
    case .array(let array):
      guard array.flavor == .scalar, array.dtype == .float64,
        case .scalar(.float(let value)) = array.content
      else { return nil }
      number = value
    default: return nil
    }
    let (x, y) = reflected ? (number, own) : (own, number)
    switch operation {
    case .add: return ArrayObject(.float(x + y), .float64, .scalar)
    case .subtract: return ArrayObject(.float(x - y), .float64, .scalar)
    case .multiply: return ArrayObject(.float(x * y), .float64, .scalar)
    case .divide: return ArrayObject(.float(x / y), .float64, .scalar)
    default: return nil
    }
  }

  /// The other operand and the facade of the result; nil where the operator knows nothing of the other's type.
  private func partner(_ other: Value, _ operation: BinaryOperator?, _ interpreter: Interpreter)
    throws -> (Operand, Facade)?
  {
    if let array = other.array {
      return (.array(array), flavor == .jax || array.flavor == .jax ? .jax : .numpy)
    }
    if let (kind, scalar) = other.number { return (.python(kind, scalar), facade) }
    switch other {
    case .list, .tuple:
      if flavor == .jax { return nil }
      if flavor == .scalar, rank == 0, dtype.isInteger, operation == .multiply { return nil }
      return (.array(try interpreter.array(from: other, .numpy)), .numpy)
    case .object(let object):
      if object is BigIntObject {
        if facade == .numpy, dtype.isInteger {
          throw Raised(.overflowError, "Python int too large to convert to C long")
        }
        return (.python(.float, .float(try interpreter.requireFloat(other))), facade)
      }
      if object is RangeObject, flavor != .jax {
        return (.array(try interpreter.array(from: other, .numpy)), .numpy)
      }
      return nil
    case .none where operation != nil && flavor != .jax:
      throw Raised(
        .typeError,
        "unsupported operand type(s) for \(operation?.rawValue ?? ""): '\(flavor == .jax ? type(in: interpreter).qualifiedName : rank == 0 ? type(in: interpreter).name : pythonTypeName)' and 'NoneType'"
      )
    default: return nil
    }
  }

  /// What NumPy's object arrays would call an element.
  private var pythonTypeName: String {
    dtype == .bool ? "bool" : dtype.isInteger ? "int" : dtype.isComplex ? "complex" : "float"
  }

  func arrayCompare(
    _ operation: ComparisonOperator, with other: Value, in interpreter: Interpreter
  ) throws -> Value? {
    guard let function = ArrayObject.function(of: operation) else { return nil }
    guard let (partner, facade) = try partner(other, nil, interpreter) else {
      guard operation == .equal || operation == .notEqual, rank > 0, flavor != .jax,
        other.isNone || other.text != nil
      else { return nil }
      let truths = [Bool](repeating: operation == .notEqual, count: count)
      return .object(ArrayObject(NDArray(truths, shape: shape), .array))
    }
    return .object(try interpreter.elementwise(function, [.array(self), partner], facade))
  }

  func arrayUnary(_ operation: UnaryOperator, in interpreter: Interpreter) throws
    -> Value?
  {
    switch operation {
    case .minus:
      if dtype == .float64, flavor == .scalar, case .scalar(.float(let value)) = content {
        return .object(ArrayObject(.float(-value), .float64, .scalar))
      }
      return .object(try interpreter.elementwise(ElementwiseTable.negative, [.array(self)], facade))
    case .plus:
      if isTraced { return .object(self) }
      return .object(try interpreter.copy(self))
    case .invert:
      return .object(try interpreter.elementwise(ElementwiseTable.invert, [.array(self)], facade))
    case .not: return nil
    }
  }

  func arrayAbsolute(in interpreter: Interpreter) throws -> Value? {
    .object(try interpreter.elementwise(ElementwiseTable.absolute, [.array(self)], facade))
  }

  func arrayInPlace(
    _ operation: BinaryOperator, with other: Value, in interpreter: Interpreter
  ) throws -> Value? {
    guard flavor == .array, !isTraced, case .array = content,
      let (partner, facade) = try partner(other, operation, interpreter), facade == .numpy,
      !partner.isTraced
    else { return nil }
    let result: ArrayObject
    let name: String
    if let function = ArrayObject.function(of: operation) {
      name = function.name
      result = try interpreter.elementwise(function, [.array(self), partner], .numpy)
    } else {
      name = "matmul"
      result = try interpreter.matmul(self, interpreter.array(of: partner, .numpy), .numpy)
    }
    try interpreter.requireSameKind(from: result.dtype, to: dtype, of: name)
    let elements = try interpreter.numerics.value(of: result)
    guard Shapes.joined([elements.shape, shape]) == shape else {
      throw ShapeError.outputDoesNotBroadcast(output: shape, result: elements.shape)
    }
    try write(elements)
    return .object(self)
  }

  /// Copies elements over this array's, through its views too.
  func write(_ elements: NDArray) throws {
    guard case .array(var target, let storage) = content else { return }
    guard !isReadOnly else { throw Raised(.valueError, "output array is read-only") }
    target.buffer = storage.writable()
    content = .array(target, storage)
    try target.assign(elements)
  }

  // MARK: Conversions to Python's numbers

  func arrayIsTruthy(in interpreter: Interpreter) throws -> Bool {
    if isAbstract { throw TracerErrors.boolean(self) }
    switch count {
    case 1: return try interpreter.numerics.scalar(of: self).isTrue
    case 0:
      throw Raised(
        .valueError,
        "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."
      )
    default:
      throw Raised(
        .valueError,
        "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"
      )
    }
  }

  func arrayFloat(in interpreter: Interpreter) throws -> Double? {
    let scalar = try pythonScalar("float", interpreter)
    if case .complex = scalar {
      throw Raised(.typeError, "float() argument must be a string or a real number, not 'complex'")
    }
    return scalar.asDouble
  }

  func arrayIndex(in interpreter: Interpreter) throws -> Int? {
    guard dtype.isInteger, rank == 0 else {
      if isAbstract { throw TracerErrors.integer(self) }
      if flavor == .jax, !dtype.isInteger {
        return nil
      }
      if rank > 0, dtype.isInteger {
        throw Raised(.typeError, "only integer scalar arrays can be converted to a scalar index")
      }
      return nil
    }
    if isAbstract { throw TracerErrors.integer(self) }
    return try interpreter.numerics.scalar(of: self).asInt
  }

  /// The only element, with the words of `float(x)` where there are several.
  func pythonScalar(_ function: String, _ interpreter: Interpreter) throws -> Scalar {
    if isAbstract { throw TracerErrors.concrete(self, function) }
    guard rank == 0 else {
      throw Raised(
        .typeError,
        flavor == .jax
          ? "Only scalar arrays can be converted to Python scalars; got arr.ndim=\(rank)"
          : "only 0-dimensional arrays can be converted to Python scalars")
    }
    return try interpreter.numerics.scalar(of: self)
  }

  func arrayRound(_ digits: Int?, in interpreter: Interpreter) throws -> Value? {
    if flavor == .scalar, rank == 0, !isTraced, digits == nil {
      let scalar = try interpreter.numerics.scalar(of: self)
      return BigIntegers.integer(scalar.asDouble.rounded(.toNearestOrEven))
    }
    if flavor == .array, !isTraced {
      throw Raised(.typeError, "type numpy.ndarray doesn't define __round__ method")
    }
    return .object(try interpreter.round(self, digits ?? 0, facade))
  }

  func arrayHash(in interpreter: Interpreter) throws -> Int? {
    guard flavor == .scalar, rank == 0 else { return isTraced ? identity : nil }
    return try interpreter.hash(interpreter.numerics.scalar(of: self).pythonValue)
  }

  func arrayLength(in interpreter: Interpreter) throws -> Int? {
    let shape = shape
    if let first = shape.first { return first }
    if flavor == .scalar, !isTraced { return nil }
    throw Raised(.typeError, "len() of unsized object")
  }

  func arrayIsEqual(to other: Value, in interpreter: Interpreter) throws -> Bool? {
    guard let result = try compare(.equal, with: other, in: interpreter) else { return nil }
    return try interpreter.isTruthy(result)
  }

  func arrayContains(_ element: Value, in interpreter: Interpreter) throws -> Bool? {
    guard rank > 0 else { return nil }
    guard let equal = try compare(.equal, with: element, in: interpreter)?.array else {
      return false
    }
    return try interpreter.numerics.value(of: equal).truths.contains(true)
  }
}

extension DType {
  /// NumPy's `same_kind` casting.
  func canCastSameKind(to other: DType) -> Bool {
    func rank(_ dtype: DType) -> Int {
      dtype == .bool ? 0 : dtype.isInteger ? (dtype.isSigned ? 2 : 1) : dtype.isFloating ? 3 : 4
    }
    return rank(self) <= rank(other)
  }
}
