package import Arrays

/// Why an operation, transform or evaluation was refused; positions are added by the caller.
package enum GraphError: Error, Hashable {
  case differentDTypes(primitive: String, dtypes: [DType])
  case unsupportedDType(primitive: String, dtype: DType)
  case axisOutOfRange(primitive: String, axis: Int, rank: Int)
  case repeatedAxis(primitive: String, axis: Int)
  /// A parameter or operand that breaks the operation's contract; `reason` is a sentence fragment.
  case invalid(primitive: String, reason: String)
  case inputCount(primitive: String, expected: Int, actual: Int)
  /// A value was looked at whose inputs are placeholders of a trace.
  case abstractValueNeeded(NodeID)
  /// `mode` is "forward-mode" or "reverse-mode" differentiation or "batching".
  case missingRule(primitive: String, mode: String)
  case cotangentShape(expected: AbstractValue, actual: AbstractValue)
  /// A transform that an operation says it cannot take part in; the sentence is the operation's.
  case refused(String)
  /// As `refused`, where the transform would make sense.
  case unimplemented(String)

  /// The sentence users read.
  package var message: String {
    switch self {
    case .differentDTypes(let primitive, let dtypes):
      "\(primitive) requires arguments to have the same dtypes, got "
        + dtypes.map(\.name).joined(separator: ", ")
    case .unsupportedDType(let primitive, let dtype):
      "\(primitive) does not accept dtype \(dtype.name)"
    case .axisOutOfRange(let primitive, let axis, let rank):
      "\(primitive): axis \(axis) is out of bounds for array of dimension \(rank)"
    case .repeatedAxis(let primitive, let axis):
      "\(primitive): axis \(axis) is given twice"
    case .invalid(let primitive, let reason):
      "\(primitive): \(reason)"
    case .inputCount(let primitive, let expected, let actual):
      "\(primitive) takes \(expected) operands, got \(actual)"
    case .refused(let sentence), .unimplemented(let sentence): sentence
    case .abstractValueNeeded:
      "the value of a traced array was needed, but only its shape and dtype are known here"
    case .missingRule(let primitive, let mode):
      "\(mode) of \(primitive) is not defined"
    case .cotangentShape(let expected, let actual):
      "the cotangent has shape \(GraphError.text(actual.shape)) and dtype \(actual.dtype.name), "
        + "the output has shape \(GraphError.text(expected.shape)) and dtype \(expected.dtype.name)"
    }
  }

  /// A shape as Python prints a tuple.
  package static func text(_ shape: [Int]) -> String {
    shape.count == 1 ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
  }
}
