import Arrays
import Autodiff

/// A function of elements as a module member: callable, with NumPy's methods `reduce`, `accumulate`, `outer` and `at`.
package final class Ufunc: Object {
  private let body: BuiltinFunction
  private let row: ElementwiseFunction
  private let facade: Facade

  init(_ body: BuiltinFunction, _ row: ElementwiseFunction, _ facade: Facade) {
    self.body = body
    self.row = row
    self.facade = facade
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    Ufunc.type(in: interpreter)
  }

  /// `numpy.ufunc`.
  static func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("numpy.ufunc") {
      TypeObject("ufunc", module: "numpy", base: interpreter.types.object)
    }
  }

  override package func repr(in interpreter: Interpreter) -> String {
    facade == .jax ? "<jax.jit function \(row.name)>" : "<ufunc '\(row.name)'>"
  }
  override package var isCallable: Bool { true }

  /// The call with one operand and nothing else; nil where it is not that simple.
  func callDirectly(_ operand: Value, in interpreter: Interpreter) throws -> Value? {
    try interpreter.quickFunction(row, operand, facade)
  }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    // The usual call needs no binding.
    if arguments.keywords.isEmpty, arguments.positional.count == row.arity {
      return try interpreter.elementwise(row, arguments.positional, facade)
    }
    if arguments.positional.count < row.arity, facade == .numpy, arguments.keywords.isEmpty {
      throw Raised(
        .typeError,
        "\(row.name)() takes from \(row.arity) to \(row.arity + 1) positional arguments but \(arguments.positional.count) were given"
      )
    }
    if facade == .jax, !arguments.keywords.isEmpty, arguments.positional.count < row.arity {
      // jnp's functions take their operands by name too.
      let names: [Name] = row.arity == 1 ? ["x"] : ["x", "y"]
      var values = arguments.positional
      for name in names.dropFirst(values.count) {
        guard let value = arguments.keywords.first(where: { $0.name == name })?.value else { break }
        values.append(value)
      }
      if values.count == row.arity { return try interpreter.elementwise(row, values, facade) }
    }
    return try body.call(arguments, in: interpreter)
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "__name__": return .string(row.name)
    case "__doc__": return .string(row.summary)
    case "nin": return .int(row.arity)
    case "nout": return .int(1)
    case "nargs": return .int(row.arity + 1)
    case "identity": return UfuncMethods.identity(of: row).map(\.pythonValue) ?? Value.none
    case "reduce", "accumulate", "outer", "at", "reduceat":
      return .object(UfuncMethods(row, facade).method(name))
    default: return nil
    }
  }
}

extension Value {
  /// Whether `where=` was given as something other than True.
  var restrictsElements: Bool {
    switch self {
    case .bool(true), .none, .unbound: false
    default: true
    }
  }
}

extension Interpreter {
  /// `np.add(x, y, out=…, where=…, dtype=…)`.
  func elementwiseWithOptions(
    _ row: ElementwiseFunction, _ values: [Value], _ arguments: BoundArguments, _ facade: Facade
  ) throws -> Value {
    var operands = values
    let dtype = try dtype(from: arguments[row.arity + 2])
    if let dtype, row.typing != .comparison, row.typing != .logical {
      operands = try operands.map { value in
        let operand = try array(of: value, facade)
        guard operand.dtype.canCastSameKind(to: dtype) || arguments[row.arity + 3].text == "unsafe"
        else {
          throw Raised(
            .ufuncTypeError,
            "Cannot cast ufunc '\(row.name)' input \(operands.count > 1 ? "0 " : "")from dtype('\(operand.dtype.name)') to dtype('\(dtype.name)') with casting rule 'same_kind'"
          )
        }
        return .object(try array(of: value, facade, dtype: dtype))
      }
    }
    let result = try elementwise(row, operands, facade)
    let out = arguments[row.arity]
    let mask = arguments[row.arity + 1]
    let isMasked = mask.restrictsElements
    guard !out.isNone else {
      guard isMasked, let array = result.array else { return result }
      return .object(try select(mask, result, .object(zeros(like: array)), facade))
    }
    var target = out
    if case .tuple(let tuple) = out, tuple.elements.count == 1 { target = tuple.elements[0] }
    guard target.array?.flavor == .array else {
      throw Raised(.typeError, "return arrays must be of ArrayType")
    }
    let final = isMasked ? Value.object(try select(mask, result, target, facade)) : result
    if arguments[row.arity + 3].text == "unsafe", let array = target.array {
      return try write(
        .object(astype(self.array(of: final, facade), array.dtype, facade)), to: out, of: row.name)
    }
    // The mask keeps elements of the target, so only the function's own dtype is checked.
    if isMasked, let array = target.array, let source = result.array {
      try requireSameKind(from: source.dtype, to: array.dtype, of: row.name)
      return try write(
        .object(astype(self.array(of: final, facade), array.dtype, facade)), to: out, of: row.name)
    }
    return try write(final, to: out, of: row.name)
  }

  func zeros(like array: ArrayObject) -> ArrayObject {
    ArrayObject(
      NDArray.zeros(array.shape, dtype: array.dtype), array.facade == .jax ? .jax : .array)
  }
}

extension Ufunc: DocumentedObject {
  var documentation: (declaration: String, summary: String) {
    (body.declaration, body.summary)
  }
}
