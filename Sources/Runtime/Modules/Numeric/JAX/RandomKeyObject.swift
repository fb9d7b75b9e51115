import Arrays
import Autodiff
package import Syntax

/// `jax.random.key`: one key or an array of keys of the Threefry generator.
package final class RandomKeyObject: Object {
  /// The keys' words: uint32 with a last axis of two; traced where the key is.
  let words: ArrayObject

  init(_ words: ArrayObject) { self.words = words }

  convenience init(_ keys: [JAXKey], shape: [Int]) {
    self.init(
      ArrayObject(
        NDArray(
          keys.flatMap { [Int($0.high), Int($0.low)] }, shape: shape + [2], dtype: .uint32),
        .jax))
  }

  static func isKey(_ value: Value) -> Bool {
    if case .object(let object) = value { return object is RandomKeyObject }
    return false
  }

  /// Extents of the array of keys.
  var shape: [Int] { Array(words.shape.dropLast()) }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    if words.isTraced { return words.type(in: interpreter) }
    return interpreter.types.register("jax.PRNGKeyArray") {
      TypeObject(
        "PRNGKeyArray", module: "jax._src.random.prng", base: interpreter.types.object)
    }
  }

  private var typeText: String { "key<fry>[\(shape.map(String.init).joined(separator: ","))]" }

  override package func repr(in interpreter: Interpreter) throws -> String {
    if words.isTraced { return "JitTracer(\(typeText))" }
    let elements = try interpreter.numerics.value(of: words)
    return
      "Array(\(ShapeText.tuple(shape)), dtype=key<fry>) overlaying:\n\(ArrayText.str(elements, options: interpreter.numerics.printOptions))"
  }

  override package func length(in interpreter: Interpreter) throws -> Int? {
    guard let count = shape.first else { throw Raised(.typeError, "len() of unsized object") }
    return count
  }

  override package func isTruthy(in interpreter: Interpreter) -> Bool { true }

  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    var parts = key.sequence ?? [key]
    let named = parts.count { part in
      if part.isNone { return false }
      if case .object(let object) = part { return object !== interpreter.ellipsis }
      return true
    }
    guard named <= shape.count else {
      throw Raised(
        .indexError,
        "Too many indices: array is \(shape.count)-dimensional, but \(named) were indexed")
    }
    // The words' own axis is never indexed.
    parts.append(.object(SliceObject(.none, .none, .none)))
    if !parts.contains(where: { $0.isIdentical(to: .object(interpreter.ellipsis)) }) {
      parts.insert(.object(interpreter.ellipsis), at: parts.count - 1)
    }
    guard let row = try words.item(at: .tuple(parts), in: interpreter)?.array else { return nil }
    return .object(RandomKeyObject(row))
  }

  override package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    guard let count = shape.first else {
      throw Raised(.typeError, "iteration over a 0-d array")
    }
    var index = 0
    return ClosureIterator("iterator") { [self] interpreter in
      guard index < count else { return nil }
      index += 1
      return try item(at: .int(index - 1), in: interpreter)
    }
  }

  override package func binary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) throws -> Value? {
    guard other.isArrayLike else { return nil }
    let name =
      switch operation {
      case .add: "add"
      case .subtract: "sub"
      case .multiply: "mul"
      case .divide: "div"
      default: "\(operation)"
      }
    let type = try interpreter.array(of: other, .jax).dtype.name
    let (left, right) = reflected ? (type, "key<fry>") : ("key<fry>", type)
    throw Raised(.typeError, "\(name) does not accept dtypes \(left), \(right).")
  }

  override package func isEqual(to other: Value, in interpreter: Interpreter) throws -> Bool? {
    guard case .object(let object) = other, let key = object as? RandomKeyObject else { return nil }
    guard key.shape == shape else { return false }
    let numerics = interpreter.numerics
    return try numerics.value(of: key.words).integers == numerics.value(of: words).integers
  }

  override package func hash(in interpreter: Interpreter) -> Int? { nil }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "shape": return .tuple(shape.map { .int($0) })
    case "ndim": return .int(shape.count)
    case "size": return .int(shape.reduce(1, *))
    case "dtype": return .object(KeyTypeObject())
    case "T": return .object(try reordered(Array((0..<shape.count).reversed()), interpreter))
    case "block_until_ready":
      return .object(
        BuiltinFunction.raw("block_until_ready()", "The keys.") { [self] _, _ in
          .object(self)
        })
    case "reshape", "ravel", "flatten":
      return .object(
        BuiltinFunction.raw("\(name.text)(*shape)", "The keys in another shape.") {
          [self] interpreter, call in
          let wanted =
            call.positional.isEmpty
            ? [-1]
            : call.positional.count == 1
              ? try interpreter.shape(from: call.positional[0])
              : try call.positional.map { try interpreter.requireIndex($0) }
          let shape = try Shapes.resolve(wanted, from: shape)
          return .object(
            RandomKeyObject(try interpreter.reshape(words, shape + [2], .jax)))
        })
    default: return nil
    }
  }
}

extension RandomKeyObject {
  private func reordered(_ axes: [Int], _ interpreter: Interpreter) throws -> RandomKeyObject {
    RandomKeyObject(
      try interpreter.numerics.build1([words], .jax) {
        try $0.transpose($1[0], axes + [axes.count])
      })
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
