import Arrays

/// `array.flat`: an iterator over the elements in row-major order that can be indexed and assigned to.
package final class FlatIterator: IteratorObject {
  private let array: ArrayObject
  private var position = 0

  init(_ array: ArrayObject) { self.array = array }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("numpy.flatiter") {
      TypeObject(
        "flatiter", module: "numpy", base: interpreter.types.object,
        loading: { type in
          type.add([
            BuiltinFunction.method("copy(self)", "A copy of the elements in one axis.") {
              interpreter, arguments in
              guard case .object(let object) = arguments[0], let flat = object as? FlatIterator
              else { return .none }
              return .object(try interpreter.copy(flat.vector(interpreter)))
            }
          ])
        })
    }
  }

  private func vector(_ interpreter: Interpreter) throws -> ArrayObject {
    try interpreter.reshape(array, [-1], array.facade)
  }

  override package func next(in interpreter: Interpreter) throws -> Value? {
    let elements = try interpreter.numerics.value(of: array)
    guard position < elements.count else { return nil }
    position += 1
    return .object(ArrayObject(elements.scalar(flat: position - 1), elements.dtype, .scalar))
  }

  override package func makeIterator(in interpreter: Interpreter) -> IteratorObject? { self }

  override package func length(in interpreter: Interpreter) throws -> Int? { array.count }

  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    let flat = try vector(interpreter)
    let result = try interpreter.item(flat, interpreter.indexItems(key, .numpy))
    // Subscripts of flat iterators are copies.
    return .object(result.rank == 0 ? result : try interpreter.copy(result))
  }

  override package func setItem(at key: Value, to value: Value, in interpreter: Interpreter) throws
    -> Bool
  {
    let source = try interpreter.numerics.value(of: interpreter.array(of: value, .numpy))
    let plan = try IndexPlan(interpreter.indexItems(key, .numpy), shape: [array.count])
    try write(source, at: plan.positions)
    return true
  }

  /// Sets the elements at places of the flattened array, the values in turn.
  func write(_ source: NDArray, at places: [Int]) throws {
    guard array.flavor == .array, !array.isReadOnly,
      case .array(let elements, let storage) = array.content
    else { throw Raised(.valueError, "underlying array is read-only") }
    let values = source.converted(to: elements.dtype).scalars
    guard !values.isEmpty else { return }
    var target = elements
    target.buffer = storage.writable()
    array.content = .array(target, storage)
    for (index, place) in places.enumerated() {
      target.setScalar(values[index % values.count], flat: place)
    }
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "base": return .object(array)
    case "index": return .int(position)
    case "coords": return .tuple(IndexFunctions.coordinates(position, array.shape))
    default: return nil
    }
  }
}
