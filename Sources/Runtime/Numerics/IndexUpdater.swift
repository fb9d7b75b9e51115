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

  override package func type(in interpreter: Interpreter) -> TypeObject {
    let name = key == nil ? "_IndexUpdateHelper" : "_IndexUpdateRef"
    return interpreter.types.register("jax.\(name)") {
      TypeObject(name, module: "jax._src.numpy.array_methods", base: interpreter.types.object)
    }
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    let shown = try interpreter.repr(.object(array))
    guard let key else { return "_IndexUpdateHelper(\(shown))" }
    return "_IndexUpdateRef(\(shown), \(try interpreter.repr(key)))"
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
          try .object(
            interpreter.updated(array, key, kind, arguments[0], mode: arguments[3]))
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
          return try .object(interpreter.updated(array, key, .add, negated, mode: arguments[3]))
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
          return try .object(interpreter.updated(array, key, .set, new, mode: arguments[3]))
        })
    case "get":
      return .object(
        BuiltinFunction.bound(
          "get(*, mode=None, fill_value=None, indices_are_sorted=False, unique_indices=False)",
          "The elements."
        ) { [array] interpreter, arguments in
          guard try IndexUpdater.mode(arguments[0], interpreter) == .fill else {
            return try array.item(at: key, in: interpreter) ?? .none
          }
          let fill = arguments[1].number?.1
          if interpreter.hasTracedPositions(key) || array.isTraced {
            return .object(try interpreter.filledItem(array, key, arguments[1]))
          }
          let items = try interpreter.indexItems(key, .jax)
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
  func updated(
    _ array: ArrayObject, _ key: Value, _ kind: ScatterKind, _ value: Value, mode: Value = .none
  ) throws -> ArrayObject {
    numerics.errorFacade = .jax
    let clips = try IndexUpdater.mode(mode, self) == .clip
    let updates = try converted(self.array(of: value, .jax), array.dtype, .jax)
    if hasTracedPositions(key) {
      return try updatedAtTraced(array, key, kind, updates, clips: clips)
    }
    let items = try indexItems(key, .jax)
    return try numerics.build1([array, updates], .jax) { graph, ids in
      try graph.indexUpdate(
        graph.convert(ids[0], to: array.dtype), items, kind, ids[1], clips ? .clipped : .dropped)
    }
  }

  /// Where positions are traced: the flat positions of the subscript are looked up in an array of positions, and one
  /// element beyond the end takes what falls outside.
  private func updatedAtTraced(
    _ array: ArrayObject, _ key: Value, _ kind: ScatterKind, _ updates: ArrayObject, clips: Bool
  ) throws -> ArrayObject {
    let count = array.count
    let places = ArrayObject(
      NDArray(Array(0..<count), shape: array.shape, dtype: .int64), .jax)
    guard let flat = try itemAtTracedPositions(places, key, outside: clips ? nil : count) else {
      return array
    }
    return try numerics.build1([array, flat, updates], .jax) { graph, ids in
      let shape = graph.shape(of: ids[1])
      let whole = try graph.reshape(
        graph.broadcast(ids[2], to: shape), [shape.reduce(1, *)])
      let spare = try graph.full(0, [1], array.dtype)
      let row = try graph.concatenate([graph.reshape(ids[0], [count]), spare], axis: 0)
      let scattered = try graph.scatter(
        kind, row, graph.reshape(ids[1], [shape.reduce(1, *)]), whole, axis: 0)
      let kept = try graph.slice(scattered, start: [0], count: [count], step: [1])
      return try graph.reshape(kept, array.shape)
    }
  }

  /// `x.at[key].get(mode="fill")` of traced values.
  func filledItem(_ array: ArrayObject, _ key: Value, _ fill: Value) throws -> ArrayObject {
    let count = array.count
    let places = ArrayObject(
      NDArray(Array(0..<count), shape: array.shape, dtype: .int64), .jax)
    let flat: ArrayObject
    if hasTracedPositions(key) {
      guard let found = try itemAtTracedPositions(places, key, outside: count) else {
        return array
      }
      flat = found
    } else {
      flat = ArrayObject(
        try numerics.value(of: places).indexed(
          by: indexItems(key, .jax), mode: .dropped, fill: .int(count)), .jax)
    }
    let missing =
      fill.isNone ? Value.float(array.dtype.isInexact ? .nan : 0) : fill
    let value = try converted(self.array(of: missing, .jax), array.dtype, .jax)
    return try numerics.build1([array, flat, value], .jax) { graph, ids in
      let shape = graph.shape(of: ids[1])
      let row = try graph.concatenate(
        [graph.reshape(ids[0], [count]), graph.reshape(ids[2], [1])], axis: 0)
      let taken = try graph.take(
        row, graph.reshape(ids[1], [shape.reduce(1, *)]), axis: 0)
      return try graph.reshape(taken, shape)
    }
  }
}

extension IndexUpdater {
  enum Mode { case fill, clip, promised }

  /// What happens to positions outside the array.
  static func mode(_ value: Value, _ interpreter: Interpreter) throws -> Mode? {
    if value.isNone || value.isUnbound { return nil }
    let name = try value.text ?? interpreter.attributeIfPresent("name", of: value)?.text
    switch name {
    case "fill", "drop", "FILL_OR_DROP": return .fill
    case "clip", "CLIP": return .clip
    case "promise_in_bounds", "PROMISE_IN_BOUNDS": return .promised
    case "wrap":
      throw Raised(
        .notImplementedError, "x.at[...]: mode='wrap' is not available in agrun")
    default:
      throw Raised(.valueError, "Unknown gather mode \"\(try interpreter.str(value))\"")
    }
  }
}
