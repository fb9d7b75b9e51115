import Arrays
import BigInt

/// `numpy.random.RandomState` or `numpy.random.Generator`.
package final class RandomStreamObject: Object {
  let stream: NumPyStream

  init(_ stream: NumPyStream) { self.stream = stream }

  var isLegacy: Bool { stream is RandomState }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    isLegacy
      ? interpreter.types.register("numpy.random.RandomState") {
        RandomStreamObject.makeType(
          "RandomState", "numpy.random.mtrand", RandomMethods.legacy, interpreter)
      }
      : interpreter.types.register("numpy.random.Generator") {
        RandomStreamObject.makeType(
          "Generator", "numpy.random._generator", RandomMethods.modern, interpreter)
      }
  }

  private static func makeType(
    _ name: String, _ module: String, _ methods: @escaping @Sendable () -> [RandomMethod],
    _ interpreter: Interpreter
  ) -> TypeObject {
    let type = TypeObject(
      name, module: module, base: interpreter.types.object,
      loading: { type in type.add(methods().map(\.asMethod)) })
    type.constructor = { interpreter, arguments in
      let seed =
        arguments.positional.first
        ?? arguments.keywords.first { $0.name == "seed" }?.value ?? .none
      if name == "RandomState" {
        let state = RandomState(seed: 0)
        try interpreter.seed(state, with: seed)
        return .object(RandomStreamObject(state))
      }
      guard case .object(let object) = seed, let bits = object as? BitGeneratorObject else {
        throw Raised(.typeError, "Generator() takes a bit generator such as PCG64(seed)")
      }
      return .object(RandomStreamObject(NumPyGenerator(bits.source)))
    }
    return type
  }

  override package func repr(in interpreter: Interpreter) -> String {
    "\(isLegacy ? "RandomState(MT19937)" : "Generator(PCG64)") at 0x\(String(0x7F00_0000_0000 + identity * 16, radix: 16, uppercase: true))"
  }
  override package func str(in interpreter: Interpreter) -> String {
    isLegacy ? "RandomState(MT19937)" : "Generator(PCG64)"
  }
}

/// A method of random streams, and a function of `numpy.random` on its own stream.
struct RandomMethod: Sendable {
  typealias Body = @Sendable (Interpreter, NumPyStream, BoundArguments) throws -> Value

  let declaration: String
  let summary: String
  /// Slots count from the first argument after the stream.
  let body: Body

  init(_ declaration: String, _ summary: String, _ body: @escaping Body) {
    self.declaration = declaration
    self.summary = summary
    self.body = body
  }

  /// With the stream as `self`; the body still sees the arguments from slot 0.
  var asMethod: BuiltinFunction {
    let open = declaration.firstIndex(of: "(") ?? declaration.endIndex
    let name = declaration[..<open]
    let body = body
    let plain = BuiltinFunction.bound(declaration, summary) { _, _ in .none }
    return BuiltinFunction.rawMethod("\(name)(self, *args, **kwargs)", summary) {
      interpreter, arguments in
      guard case .object(let object)? = arguments.positional.first,
        let stream = (object as? RandomStreamObject)?.stream
      else { throw Raised(.typeError, "unbound method \(name)() needs a random stream") }
      var rest = arguments
      rest.positional.removeFirst()
      let bound = try plain.signature.bind(rest, callee: plain, in: interpreter)
      interpreter.numerics.errorFacade = .numpy
      return try interpreter.withRandomErrors { try body(interpreter, stream, bound) }
    }
  }

  var function: BuiltinFunction {
    let body = body
    return BuiltinFunction.bound(declaration, summary) { interpreter, arguments in
      interpreter.numerics.errorFacade = .numpy
      let stream = interpreter.numerics.randomState
      return try interpreter.withRandomErrors { try body(interpreter, stream, arguments) }
    }
  }
}

extension Interpreter {
  func withRandomErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as RandomError {
      throw Raised(ExceptionKind(rawValue: error.type) ?? .valueError, error.text)
    }
  }

  /// `seed=`: `None`, an int or a sequence of ints.
  func seed(_ state: RandomState, with value: Value) throws {
    switch value {
    case .none, .unbound:
      state.seed(entropy: freshEntropy(4))
    case .int(let seed):
      guard let word = UInt32(exactly: seed) else {
        throw Raised(.valueError, "Seed must be between 0 and 2**32 - 1")
      }
      state.seed(word)
    default:
      let array = try self.array(of: value, .numpy)
      guard array.dtype.isInteger else {
        throw Raised(
          .typeError,
          "Cannot cast scalar from dtype('\(array.dtype.name)') to dtype('int64') according to the rule 'safe'"
        )
      }
      let words = try numerics.value(of: array).integers
      guard !words.isEmpty else { throw Raised(.valueError, "Seed must be non-empty") }
      if array.rank == 0 { return try seed(state, with: .int(words[0])) }
      state.seed(
        try words.map { word in
          guard let word = UInt32(exactly: word) else {
            throw Raised(.valueError, "Seed must be between 0 and 2**32 - 1")
          }
          return word
        })
    }
  }

  func seedSequence(_ value: Value) throws -> SeedSequence {
    switch value {
    case .none, .unbound:
      return SeedSequence(entropy: freshEntropy(4))
    case .int(let seed):
      guard seed >= 0 else { throw Raised(.valueError, "expected non-negative integer") }
      return SeedSequence(seed: UInt64(seed))
    case .object(let object) where object is SeedSequenceObject:
      return (object as? SeedSequenceObject)?.sequence ?? SeedSequence(seed: 0)
    default:
      if let big = value.bigInt {
        guard big >= 0 else { throw Raised(.valueError, "expected non-negative integer") }
        var words: [UInt32] = []
        var rest = big
        while rest > 0 {
          words.append(UInt32(rest & 0xFFFF_FFFF))
          rest >>= 32
        }
        return SeedSequence(entropy: words)
      }
      let numbers = try collect(value).map { try requireIndex($0) }
      return SeedSequence(
        entropy: numbers.flatMap { number -> [UInt32] in
          let high = UInt32(truncatingIfNeeded: number >> 32)
          let low = UInt32(truncatingIfNeeded: number)
          return high == 0 ? [low] : [low, high]
        })
    }
  }
}
