import Arrays
import Autodiff

/// One call of a function of `jax.random`: its key, and how numbers are drawn whether it is traced or not.
struct RandomCall {
  private let distribution: String
  private let key: ArrayObject
  private let isNewStyle: Bool
  private let interpreter: Interpreter

  /// - Parameters:
  ///   - distribution: all that determines the numbers besides key, shape, dtype and parameters.
  ///   - name: of the function, where the distribution is more than that.
  init(
    _ distribution: String, _ key: Value, _ interpreter: Interpreter, name: String? = nil
  ) throws {
    self.distribution = distribution
    self.interpreter = interpreter
    isNewStyle = RandomKeyObject.isKey(key)
    self.key = try RandomCall.words(key, in: interpreter)
    guard self.key.rank == 1 else {
      throw Raised(
        .valueError,
        "\(name ?? distribution) accepts a single key, but was given a key array of shape \(ShapeText.tuple(Array(self.key.shape.dropLast()))) != (). Use jax.vmap for batching."
      )
    }
  }

  /// The words of keys in either form.
  static func words(_ value: Value, in interpreter: Interpreter) throws -> ArrayObject {
    if case .object(let object) = value, let key = object as? RandomKeyObject { return key.words }
    let complaint = "JAX encountered invalid PRNG key data: expected"
    guard let array = value.array else {
      throw Raised(
        .typeError,
        "\(complaint) key_data to have ndim, shape, and dtype attributes. Got \(try interpreter.str(value))"
      )
    }
    guard array.rank >= 1 else {
      throw Raised(.typeError, "\(complaint) key_data.ndim >= 1; got ndim=0")
    }
    guard array.shape.last == 2 else {
      throw Raised(
        .typeError,
        "\(complaint) key_data.shape to end with (2,); got shape=\(ShapeText.tuple(array.shape))")
    }
    guard array.dtype == .uint32 else {
      throw Raised(
        .typeError, "\(complaint) key_data.dtype = uint32; got dtype=\(array.dtype.name)")
    }
    return array
  }

  /// Numbers of a shape: at once where all is known, a node of the graph where key or parameters are traced.
  func draw(
    _ shape: [Int], _ dtype: DType, _ parameters: [ArrayObject] = [],
    _ body: @escaping RandomDraw.Body
  ) throws -> ArrayObject {
    let session = interpreter.numerics
    let needsNode =
      key.isAbstract
      || parameters.contains { dtype.isInexact ? $0.isTraced : $0.isAbstract }
    guard needsNode else {
      let words = try session.value(of: key).integers
      let single = JAXKey(high: UInt32(words[0]), low: UInt32(words[1]))
      return ArrayObject(
        try body(single, parameters.map { try session.value(of: $0) }), .jax)
    }
    return try session.build1([key] + parameters, .jax) { graph, ids in
      try graph.apply(RandomDraw(distribution, shape: shape, dtype: dtype, body), ids)
    }
  }

  /// The words of new keys.
  func words(
    _ shape: [Int], _ parameters: [ArrayObject] = [],
    _ body: @escaping @Sendable (JAXKey, [NDArray]) throws -> [JAXKey]
  ) throws -> ArrayObject {
    try draw(shape + [2], .uint32, parameters) { key, values in
      NDArray(
        try body(key, values).flatMap { [Int($0.high), Int($0.low)] }, shape: shape + [2],
        dtype: .uint32)
    }
  }

  /// New keys in the form the given one has.
  func keys(
    _ shape: [Int], _ parameters: [ArrayObject] = [],
    _ body: @escaping @Sendable (JAXKey, [NDArray]) throws -> [JAXKey]
  ) throws -> Value {
    let words = try words(shape, parameters, body)
    return isNewStyle ? .object(RandomKeyObject(words)) : .object(words)
  }
}
