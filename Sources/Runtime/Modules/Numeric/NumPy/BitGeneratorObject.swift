import Arrays

/// `numpy.random.PCG64` and `MT19937`: a stream of words that a `Generator` draws from.
package final class BitGeneratorObject: Object {
  let source: WordSource

  init(_ source: WordSource) { self.source = source }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    let name = source.kind.rawValue
    return interpreter.types.register("numpy.random.\(name)") {
      TypeObject(name, module: "numpy.random._\(name.lowercased())", base: interpreter.types.object)
    }
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    switch name {
    case "random_raw":
      return .object(
        BuiltinFunction.bound("random_raw(size=None, output=True)", "The words themselves.") {
          [self] interpreter, arguments in
          guard let shape = try interpreter.drawShape(arguments[0]) else {
            return Scalar.uint(source.nextWord()).pythonValue
          }
          let words = (0..<shape.reduce(1, *)).map { _ in Scalar.uint(source.nextWord()) }
          return .object(ArrayObject(NDArray(scalars: words, shape: shape, dtype: .uint64), .array))
        })
    case "seed_seq": return .object(SeedSequenceObject(source.seedSequence))
    case "spawn":
      return .object(
        BuiltinFunction.unary("spawn(n_children)", "Independent bit generators.") {
          [self] interpreter, count in
          var sequence = source.seedSequence
          return .list(
            sequence.spawn(try interpreter.requireIndex(count)).map {
              .object(BitGeneratorObject(WordSource(source.kind, $0)))
            })
        })
    default: return nil
    }
  }
}

/// `numpy.random.SeedSequence`.
package final class SeedSequenceObject: Object {
  var sequence: SeedSequence
  private let entropy: Value

  init(_ sequence: SeedSequence, _ entropy: Value = .none) {
    self.sequence = sequence
    self.entropy = entropy
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("numpy.random.SeedSequence") {
      TypeObject(
        "SeedSequence", module: "numpy.random.bit_generator", base: interpreter.types.object)
    }
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    switch name {
    case "entropy": return entropy
    case "spawn_key": return .tuple(sequence.spawnKey.map { .int(Int($0)) })
    case "pool_size": return .int(4)
    case "spawn":
      return .object(
        BuiltinFunction.unary("spawn(n_children)", "Independent seed sequences.") {
          [self] interpreter, count in
          .list(
            sequence.spawn(try interpreter.requireIndex(count)).map {
              .object(SeedSequenceObject($0, entropy))
            })
        })
    case "generate_state":
      return .object(
        BuiltinFunction.bound(
          "generate_state(n_words, dtype=None)", "Words to seed a generator with."
        ) {
          [self] interpreter, arguments in
          let count = try interpreter.requireIndex(arguments[0])
          guard try interpreter.dtype(from: arguments[1]) == .uint64 else {
            return .object(
              ArrayObject(NDArray(sequence.state(count).map { Int($0) }, dtype: .uint32), .array))
          }
          return .object(
            ArrayObject(
              NDArray(scalars: sequence.wideState(count).map { .uint($0) }, dtype: .uint64), .array)
          )
        })
    default: return nil
    }
  }
}
