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
    interpreter.types.builtin(named: "ufunc")
  }
  override package func repr(in interpreter: Interpreter) -> String {
    facade == .jax ? "<jax.jit function \(row.name)>" : "<ufunc '\(row.name)'>"
  }
  override package var isCallable: Bool { true }

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
    case "reduce", "accumulate", "outer", "at":
      guard row.arity == 2 else { return nil }
      return .object(method(name))
    default: return nil
    }
  }

  private func method(_ name: Name) -> BuiltinFunction {
    let (row, facade) = (row, facade)
    switch name {
    case "outer":
      return BuiltinFunction.binary("outer(A, B, /)", "The function of all pairs.") {
        interpreter, a, b in
        let left = try interpreter.array(of: a, facade)
        let right = try interpreter.array(of: b, facade)
        let ones = right.shape.map { _ in 1 }
        return try interpreter.elementwise(
          row, [.object(interpreter.reshape(left, left.shape + ones, facade)), .object(right)],
          facade)
      }
    case "at":
      return BuiltinFunction.bound("at(a, indices, b=None, /)", "Unbuffered in-place update.") {
        interpreter, arguments in
        guard let array = arguments[0].array else {
          throw Raised(.typeError, "first operand must be array")
        }
        let items = try interpreter.indexItems(arguments[1], facade)
        let plan = try IndexPlan(items, shape: array.shape)
        let values = try interpreter.numerics.value(
          of: interpreter.array(of: arguments[2], facade, dtype: array.dtype)
        ).broadcast(to: plan.resultShape).scalars
        let updated = try interpreter.numerics.value(of: array).duplicate()
        for (position, value) in zip(plan.positions, values) {
          let pair: [Operand] = [
            .array(ArrayObject(updated.scalar(flat: position), array.dtype, .scalar)),
            .array(ArrayObject(value, array.dtype, .scalar)),
          ]
          let result = try interpreter.elementwise(row, pair, .numpy)
          updated.setScalar(try interpreter.numerics.scalar(of: result), flat: position)
        }
        try array.write(updated)
        return .none
      }
    default:
      let accumulates = name == "accumulate"
      return BuiltinFunction.bound(
        "\(name)(array, axis=0, dtype=None, out=None, keepdims=False, initial=<no value>)",
        "The function applied along an axis."
      ) { interpreter, arguments in
        let array = try interpreter.array(of: arguments[0], facade)
        let axis = try interpreter.axis(from: arguments[1], rank: array.rank)
        if !accumulates, arguments[5].isUnbound, let kind = Ufunc.reduction(of: row.name) {
          return .object(
            try interpreter.reduce(
              kind, array, axes: axis.map { [$0] },
              keepDims: interpreter.isTruthy(arguments[4]), facade: facade))
        }
        let source = try axis == nil ? interpreter.reshape(array, [-1], facade) : array
        let place = axis ?? 0
        var items = [IndexItem](repeating: .all, count: place) + [.integer(0)]
        guard source.shape[place] > 0 else {
          if !arguments[5].isUnbound { return arguments[5] }
          throw ShapeError.emptyReduction(name: row.name)
        }
        var result = try interpreter.item(source, items)
        if !arguments[5].isUnbound, !accumulates {
          result = try interpreter.elementwise(
            row,
            [interpreter.operand(of: arguments[5], facade, function: row.name), .array(result)],
            facade)
        }
        var all = [result]
        for index in 1..<max(source.shape[place], 1) {
          items[place] = .integer(index)
          result = try interpreter.elementwise(
            row, [.array(result), .array(interpreter.item(source, items))], facade)
          if accumulates { all.append(result) }
        }
        return .object(accumulates ? try interpreter.stack(all, axis: place, facade) : result)
      }
    }
  }

  private static func reduction(of name: String) -> Reduction? {
    switch name {
    case "add": .sum
    case "multiply": .prod
    case "maximum": .max
    case "minimum": .min
    case "logical_and": .all
    case "logical_or": .any
    default: nil
    }
  }
}

extension Interpreter {
  /// `np.add(x, y, out=…, where=…, dtype=…)`.
  func elementwiseWithOptions(
    _ row: ElementwiseFunction, _ values: [Value], _ arguments: BoundArguments, _ facade: Facade
  ) throws -> Value {
    var operands = values
    if let dtype = try dtype(from: arguments[row.arity + 2]) {
      operands = try operands.map { .object(try array(of: $0, facade, dtype: dtype)) }
    }
    let result = try elementwise(row, operands, facade)
    var out = arguments[row.arity]
    if case .tuple(let tuple) = out, tuple.elements.count == 1 { out = tuple.elements[0] }
    let mask = arguments[row.arity + 1]
    guard let target = out.array else {
      guard out.isNone else { throw Raised(.typeError, "return arrays must be of ArrayType") }
      guard mask.array != nil || mask.object != nil, let array = result.array else { return result }
      return .object(try select(mask, result, .object(zeros(like: array)), facade))
    }
    guard target.flavor == .array, let array = result.array else {
      throw Raised(.typeError, "return arrays must be of ArrayType")
    }
    var elements = try numerics.value(of: array)
    guard Shapes.joined([elements.shape, target.shape]) == target.shape else {
      throw ShapeError.outputDoesNotBroadcast(output: target.shape, result: elements.shape)
    }
    if mask.object != nil {
      elements = try numerics.value(of: select(mask, result, out, facade))
    }
    try target.write(elements)
    return out
  }

  func zeros(like array: ArrayObject) -> ArrayObject {
    ArrayObject(
      NDArray.zeros(array.shape, dtype: array.dtype), array.facade == .jax ? .jax : .array)
  }
}
