import Arrays
import Autodiff

/// `nditer` and `broadcast`: iteration over the elements of broadcast arrays.
enum IterationFunctionsOfArrays {
  static let all: [NumericFunction] = [
    NumericFunction(
      "nditer(op, flags=None, op_flags=None, op_dtypes=None, order='K', casting='safe', op_axes=None, itershape=None, buffersize=0)",
      "Iterates over the elements of arrays.", in: .numpy
    ) { c in
      for (slot, name) in [(3, "op_dtypes"), (6, "op_axes"), (7, "itershape")] {
        try c.refuse(slot, name)
      }
      let flags = try c.isMissing(1) ? [] : c.interpreter.collect(c[1]).compactMap(\.text)
      for flag in flags
      where ![
        "multi_index", "c_index", "external_loop", "buffered", "refs_ok", "zerosize_ok",
        "delay_bufalloc", "common_dtype", "copy_if_overlap",
      ].contains(flag) {
        throw Raised(.notImplementedError, "nditer: the flag '\(flag)' is not available in agrun")
      }
      var operands: [ArrayObject]
      var isSequence = false
      switch c[0] {
      case .list(let list) where list.elements.allSatisfy({ $0.array != nil }):
        operands = list.elements.compactMap(\.array)
        isSequence = true
      case .tuple(let tuple):
        operands = try tuple.elements.map { try c.array(of: $0) }
        isSequence = true
      default: operands = [try c.array(0)]
      }
      var isWritable = false
      if !c.isMissing(2) {
        let texts = try c.interpreter.collect(c[2]).flatMap { entry -> [String] in
          try entry.text.map { [$0] } ?? c.interpreter.collect(entry).compactMap(\.text)
        }
        isWritable = texts.contains { $0 == "readwrite" || $0 == "writeonly" }
      }
      guard let shape = Shapes.joined(operands.map(\.shape)) else {
        throw ShapeError.operandsDoNotBroadcast(shapes: operands.map(\.shape), operation: "nditer")
      }
      return .object(
        try NDIterator(
          operands, shape: shape, isSingle: !isSequence, isWritable: isWritable,
          isColumnMajor: c.interpreter.memoryOrder(c[4], of: operands[0]) == .columnMajor,
          isWhole: flags.contains("external_loop"), c.interpreter))
    },
    NumericFunction("broadcast(*args)", "The joint shape of arrays.", in: .numpy) { c in
      let arrays = try c.arguments.variadic(0).map { try c.array(of: $0) }
      guard let shape = Shapes.joined(arrays.map(\.shape)) else {
        throw ShapeError.shapesDoNotBroadcast(shapes: arrays.map(\.shape))
      }
      return .object(BroadcastObject(arrays, shape))
    },
  ]
}

/// `np.nditer`.
package final class NDIterator: IteratorObject {
  private let views: [ArrayObject]
  private let shape: [Int]
  private let isSingle: Bool
  private let isWhole: Bool
  /// Positions in row-major order of the elements in the order of the iteration.
  private let order: [Int]
  private var position = 0
  private var hasStarted = false

  init(
    _ operands: [ArrayObject], shape: [Int], isSingle: Bool, isWritable: Bool, isColumnMajor: Bool,
    isWhole: Bool, _ interpreter: Interpreter
  ) throws {
    self.shape = shape
    self.isSingle = isSingle
    self.isWhole = isWhole
    views = try operands.map { operand in
      let view = interpreter.view(
        operand, try interpreter.numerics.value(of: operand).broadcast(to: shape), .numpy)
      view.isReadOnly = !isWritable || operand.isReadOnly
      return view
    }
    let places = NDArray(Array(0..<shape.reduce(1, *)), shape: shape)
    order = isColumnMajor ? try places.transposed().integers : places.integers
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("numpy.nditer") {
      TypeObject(
        "nditer", module: "numpy", base: interpreter.types.object,
        loading: { type in
          func method(
            _ declaration: String, _ body: @escaping (NDIterator, Interpreter) throws -> Value
          )
            -> BuiltinFunction
          {
            BuiltinFunction.method(declaration, "Part of the iteration.") {
              interpreter, arguments in
              guard case .object(let object) = arguments[0], let iterator = object as? NDIterator
              else { return .none }
              return try body(iterator, interpreter)
            }
          }
          type.add([
            method("__enter__(self)") { iterator, _ in .object(iterator) },
            method("__exit__(self, *details)") { _, _ in .false },
            method("close(self)") { _, _ in .none },
            method("reset(self)") { iterator, _ in
              iterator.position = 0
              iterator.hasStarted = false
              return .none
            },
            method("iternext(self)") { iterator, _ in
              iterator.position += 1
              return .bool(iterator.position < iterator.order.count)
            },
          ])
        })
    }
  }

  private func element(_ view: ArrayObject, _ interpreter: Interpreter) throws -> Value {
    var part = try interpreter.numerics.value(of: view)
    if isWhole {
      let whole = try interpreter.numerics.value(of: view)
      let flat = try whole.reshaped([-1])
      return .object(interpreter.view(view, flat, .numpy))
    }
    var place = order[position]
    for axis in shape.indices.reversed() {
      part.offset += place % max(shape[axis], 1) * part.strides[axis]
      place /= max(shape[axis], 1)
    }
    part.shape = []
    part.strides = []
    return .object(interpreter.view(view, part, .numpy))
  }

  private func current(_ interpreter: Interpreter) throws -> Value {
    let values = try views.map { try element($0, interpreter) }
    return isSingle ? values[0] : .tuple(values)
  }

  override package func next(in interpreter: Interpreter) throws -> Value? {
    if hasStarted { position += isWhole ? order.count : 1 }
    hasStarted = true
    guard position < order.count else { return nil }
    return try current(interpreter)
  }

  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    let index = try interpreter.requireIndex(key)
    guard views.indices.contains(index), position < order.count else {
      throw Raised(.indexError, "Iterator operand index \(index) is out of bounds")
    }
    return try element(views[index], interpreter)
  }

  override package func setItem(at key: Value, to value: Value, in interpreter: Interpreter) throws
    -> Bool
  {
    guard let target = try item(at: key, in: interpreter)?.array else { return false }
    return try target.setItem(at: .tuple([]), to: value, in: interpreter)
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "multi_index":
      guard position < order.count else { return .tuple([]) }
      return .tuple(IndexFunctions.coordinates(order[position], shape))
    case "index", "iterindex": return .int(position)
    case "finished": return .bool(position >= order.count)
    case "value": return try current(interpreter)
    case "shape": return .tuple(shape.map { .int($0) })
    case "ndim": return .int(shape.count)
    case "itersize": return .int(order.count)
    case "nop": return .int(views.count)
    case "operands": return .tuple(views.map { .object($0) })
    default: return nil
    }
  }
}

/// `np.broadcast`.
package final class BroadcastObject: IteratorObject {
  private let arrays: [ArrayObject]
  private let shape: [Int]
  private var position = 0

  init(_ arrays: [ArrayObject], _ shape: [Int]) {
    self.arrays = arrays
    self.shape = shape
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("numpy.broadcast") {
      TypeObject("broadcast", module: "numpy", base: interpreter.types.object)
    }
  }

  override package func next(in interpreter: Interpreter) throws -> Value? {
    guard position < shape.reduce(1, *) else { return nil }
    position += 1
    return .tuple(
      try arrays.map { array in
        let elements = try interpreter.numerics.value(of: array).broadcast(to: shape)
        return .object(ArrayObject(elements.scalar(flat: position - 1), array.dtype, .scalar))
      })
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "shape": .tuple(shape.map { .int($0) })
    case "ndim", "nd": .int(shape.count)
    case "size": .int(shape.reduce(1, *))
    case "index": .int(position)
    case "numiter": .int(arrays.count)
    default: nil
    }
  }
}
