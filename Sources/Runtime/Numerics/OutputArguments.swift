import Arrays
import Autodiff

/// `out=` of every function and method that has the parameter: computed as without it, then written into the array.
extension Interpreter {
  /// Calls `body` with `out` taken out of the arguments and writes the result into the array that was passed for it.
  func deliveringOutput(
    _ arguments: BoundArguments, _ body: (BoundArguments) throws -> Value
  ) throws -> Value {
    guard let slot = arguments.signature.slot(of: "out"), !arguments[slot].isNone,
      !arguments[slot].isUnbound
    else { return try body(arguments) }
    var inner = arguments
    inner.values[slot] = .none
    return try write(try body(inner), to: arguments[slot], of: arguments.signature.name)
  }

  /// Writes a result into the array that stands for `out=` and returns that array.
  ///
  /// - Throws: NumPy's errors where `out` is no array, of another shape or of a dtype that cannot hold the result.
  func write(_ result: Value, to output: Value, of function: String) throws -> Value {
    var out = output
    if case .tuple(let tuple) = out, tuple.elements.count == 1 { out = tuple.elements[0] }
    guard let target = out.array, target.flavor == .array else {
      throw Raised(.typeError, "return arrays must be of ArrayType")
    }
    let source = try array(of: result, .numpy)
    try requireSameKind(from: source.dtype, to: target.dtype, of: function)
    let elements = try numerics.value(of: source)
    guard Shapes.joined([elements.shape, target.shape]) == target.shape else {
      throw ShapeError.outputDoesNotBroadcast(output: target.shape, result: elements.shape)
    }
    try target.write(elements)
    return out
  }

  func requireSameKind(from source: DType, to target: DType, of function: String) throws {
    guard !source.canCastSameKind(to: target) else { return }
    throw Raised(
      .ufuncTypeError,
      "Cannot cast ufunc '\(function)' output from dtype('\(source.name)') to dtype('\(target.name)') with casting rule 'same_kind'"
    )
  }
}
