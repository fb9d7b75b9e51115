import Arrays
import Autodiff

/// `x.at`, and with a subscript `x.at[i]`: JAX's way to write elements of immutable arrays.
package final class IndexUpdater: Object {
  private let array: ArrayObject
  private let key: Value?

  init(_ array: ArrayObject, key: Value? = nil) {
    self.array = array
    self.key = key
  }

  override package func item(at key: Value, in interpreter: Interpreter) -> Value? {
    .object(IndexUpdater(array, key: key))
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    guard let key else { return nil }
    let kinds: [Name: ScatterKind] = [
      "set": .set, "add": .add, "multiply": .multiply, "mul": .multiply, "min": .min, "max": .max,
    ]
    if let kind = kinds[name] {
      return .object(
        BuiltinFunction.bound(
          "\(name)(values, *, indices_are_sorted=False, unique_indices=False, mode=None)",
          "A copy with the elements updated."
        ) { [array] interpreter, arguments in
          try .object(interpreter.updated(array, key, kind, arguments[0]))
        })
    }
    switch name {
    case "subtract":
      return .object(
        BuiltinFunction.bound(
          "subtract(values, *, indices_are_sorted=False, unique_indices=False, mode=None)",
          "A copy with values subtracted."
        ) { [array] interpreter, arguments in
          let negated = try interpreter.elementwise(
            ElementwiseTable.negative, [arguments[0]], .jax)
          return try .object(interpreter.updated(array, key, .add, negated))
        })
    case "divide", "power", "apply":
      return .object(
        BuiltinFunction.bound(
          "\(name)(values, *, indices_are_sorted=False, unique_indices=False, mode=None)",
          "A copy with a function applied to the elements."
        ) { [array] interpreter, arguments in
          guard let old = try array.item(at: key, in: interpreter) else { return .none }
          let new: Value =
            switch name {
            case "divide":
              try interpreter.elementwise(ElementwiseTable.divide, [old, arguments[0]], .jax)
            case "power":
              try interpreter.elementwise(ElementwiseTable.power, [old, arguments[0]], .jax)
            default: try interpreter.call(arguments[0], [old])
            }
          return try .object(interpreter.updated(array, key, .set, new))
        })
    case "get":
      return .object(
        BuiltinFunction.bound(
          "get(*, mode=None, fill_value=None, indices_are_sorted=False, unique_indices=False)",
          "The elements."
        ) { [array] interpreter, arguments in
          guard arguments[0].text == "fill" else {
            return try array.item(at: key, in: interpreter) ?? .none
          }
          let items = try interpreter.indexItems(key, .jax)
          let fill = arguments[1].number?.1
          return .object(
            ArrayObject(
              try interpreter.numerics.value(of: array).indexed(
                by: items, mode: .dropped, fill: fill), .jax))
        })
    default: return nil
    }
  }
}

extension Interpreter {
  /// A copy of a JAX array with the elements of a subscript combined with values.
  func updated(_ array: ArrayObject, _ key: Value, _ kind: ScatterKind, _ value: Value) throws
    -> ArrayObject
  {
    numerics.errorFacade = .jax
    let updates = try converted(self.array(of: value, .jax), array.dtype, .jax)
    if let index = key.array, index.isAbstract, index.dtype.isInteger {
      return try updatedAtTraced(array, index, kind, updates)
    }
    if let mask = key.array, mask.dtype == .bool, mask.isTraced, kind == .set {
      return try select(key, .object(updates), .object(array), .jax)
    }
    let items = try indexItems(key, .jax)
    return try numerics.build1([array, updates], .jax) { graph, ids in
      try graph.indexUpdate(
        graph.convert(ids[0], to: array.dtype), items, kind, ids[1], .dropped)
    }
  }

  private func updatedAtTraced(
    _ array: ArrayObject, _ index: ArrayObject, _ kind: ScatterKind, _ updates: ArrayObject
  ) throws -> ArrayObject {
    let extent = array.shape.first ?? 1
    return try numerics.build1([array, index, updates], .jax) { graph, ids in
      let wide = try graph.convert(ids[1], to: .int64)
      let wrapped = try graph.select(
        graph.less(wide, graph.constant(0)), graph.add(wide, graph.constant(extent)), wide)
      let flat = try graph.reshape(wrapped, [graph.shape(of: wrapped).reduce(1, *)])
      let rows = graph.shape(of: flat) + array.shape.dropFirst()
      let shaped = try graph.reshape(
        graph.broadcast(
          ids[2], to: graph.shape(of: wrapped) + Array(array.shape.dropFirst())), rows)
      return try graph.scatter(kind, ids[0], flat, shaped, axis: 0)
    }
  }
}
