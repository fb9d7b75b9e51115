import Arrays

/// `jax.random.key`: one key or an array of keys of the Threefry generator.
package final class RandomKeyObject: Object {
  let keys: [JAXKey]
  let shape: [Int]

  init(_ keys: [JAXKey], shape: [Int]) {
    self.keys = keys
    self.shape = shape
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("jax.PRNGKeyArray") {
      TypeObject(
        "PRNGKeyArray", module: "jax._src.random.prng", base: interpreter.types.object)
    }
  }

  static func isKey(_ value: Value) -> Bool {
    if case .object(let object) = value { return object is RandomKeyObject }
    return false
  }

  /// The words of the keys: uint32, a last axis of two.
  var words: NDArray {
    NDArray(
      keys.flatMap { [Int($0.high), Int($0.low)] }, shape: shape + [2], dtype: .uint32)
  }

  override package func repr(in interpreter: Interpreter) -> String {
    "Array(\(ShapeText.tuple(shape)), dtype=key<fry>) overlaying:\n\(ArrayText.str(words, options: interpreter.numerics.printOptions))"
  }

  override package func length(in interpreter: Interpreter) throws -> Int? {
    guard let count = shape.first else { throw Raised(.typeError, "len() of unsized object") }
    return count
  }

  override package func isTruthy(in interpreter: Interpreter) -> Bool { true }

  private func row(_ index: Int) -> RandomKeyObject {
    let size = shape.dropFirst().reduce(1, *)
    return RandomKeyObject(
      Array(keys[(index * size)..<((index + 1) * size)]), shape: Array(shape.dropFirst()))
  }

  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    let positions = try interpreter.indexItems(key, .jax)
    let plan = try IndexPlan(positions, shape: shape, mode: .clipped)
    return .object(
      RandomKeyObject(plan.positions.map { keys[$0] }, shape: plan.resultShape))
  }

  override package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    guard let count = shape.first else {
      throw Raised(.typeError, "iteration over a 0-d array")
    }
    var index = 0
    return ClosureIterator("iterator") { [self] _ in
      guard index < count else { return nil }
      index += 1
      return .object(row(index - 1))
    }
  }

  override package func isEqual(to other: Value, in interpreter: Interpreter) -> Bool? {
    guard case .object(let object) = other, let key = object as? RandomKeyObject else { return nil }
    return key.keys == keys && key.shape == shape
  }

  override package func hash(in interpreter: Interpreter) -> Int? { nil }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "shape": return .tuple(shape.map { .int($0) })
    case "ndim": return .int(shape.count)
    case "size": return .int(keys.count)
    case "dtype": return .object(KeyTypeObject())
    case "reshape":
      return .object(
        BuiltinFunction.raw("reshape(*shape)", "The keys in another shape.") {
          [self] interpreter, call in
          let wanted =
            call.positional.count == 1
            ? try interpreter.shape(from: call.positional[0])
            : try call.positional.map { try interpreter.requireIndex($0) }
          return .object(
            RandomKeyObject(keys, shape: try Shapes.resolve(wanted, from: shape)))
        })
    default: return nil
    }
  }
}

/// `key<fry>`.
package final class KeyTypeObject: Object {
  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("jax.KeyTy") {
      TypeObject("KeyTy", module: "jax._src.dtypes", base: interpreter.types.object)
    }
  }
  override package func repr(in interpreter: Interpreter) -> String { "key<fry>" }
  override package func isEqual(to other: Value, in interpreter: Interpreter) -> Bool? {
    if case .object(let object) = other { return object is KeyTypeObject }
    return false
  }
}
