import Arrays
import BigInt

/// `random`: Python's own generator and distributions, draw for draw.
enum RandomModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "random",
    {
      ModuleObject("random") { interpreter in
        let shared = RandomObject(nil, interpreter)
        var members: [(String, Value)] = RandomObject.methods.map { method in
          // The module's functions are the methods of one generator.
          (method.name, .object(BoundMethod(.object(method), receiver: .object(shared))))
        }
        members.append(("Random", .object(RandomObject.type(interpreter))))
        return members
      }
    }
  )
}

/// What `getstate` returns: the seed and how far the stream has gone.
package final class RandomModuleState: Object {
  fileprivate let words: [UInt32]
  fileprivate let drawn: Int
  fileprivate let pending: Double?

  fileprivate init(words: [UInt32], drawn: Int, pending: Double?) {
    self.words = words
    self.drawn = drawn
    self.pending = pending
  }
}

/// A generator with a state of its own: `random.Random(seed)`.
package final class RandomObject: Object {
  private let stream: MersenneTwisterStream
  /// The second of a pair of normal deviates, for `gauss`.
  private var pending: Double?
  /// Whether the seed came from the system: what follows need not repeat.
  private var isUnseeded: Bool

  init(_ words: [UInt32]?, _ interpreter: Interpreter) {
    isUnseeded = words == nil && interpreter.defaultSeed == nil
    stream = MersenneTwisterStream(words: words ?? interpreter.freshEntropy(8))
  }

  static func type(_ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("random.Random") {
      TypeObject(
        "Random", module: "random", base: interpreter.types.object,
        constructor: { interpreter, call in
          guard call.positional.count <= 1 else {
            throw Raised(
              .typeError, "Random() takes at most 1 argument (\(call.positional.count) given)")
          }
          let seed = call.positional.first ?? .none
          return .object(
            RandomObject(seed.isNone ? nil : try words(seed, interpreter), interpreter))
        }
      ) { type in type.add(methods) }
    }
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    RandomObject.type(interpreter)
  }

  /// The seed's absolute value in words of 32 bits.
  private static func words(_ seed: Value, _ interpreter: Interpreter) throws -> [UInt32] {
    var magnitude: BigUInt
    if let integer = seed.bigInt {
      magnitude = integer.magnitude
    } else if let text = seed.text {
      // The text's bytes and their digest, as one number with the first byte on top.
      let bytes = Array(text.utf8)
      magnitude = (bytes + SHA512.hash(bytes)).reduce(BigUInt(0)) { $0 << 8 | BigUInt($1) }
    } else if case .float(let number) = seed {
      magnitude = BigUInt(UInt(bitPattern: Hashing.double(number)))
    } else {
      throw Raised(
        .typeError,
        "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
    }
    var words: [UInt32] = []
    repeat {
      words.append(UInt32(truncatingIfNeeded: magnitude.words.first ?? 0))
      magnitude >>= 32
    } while magnitude > 0
    return words
  }

  private func seed(_ value: Value, _ interpreter: Interpreter) throws {
    pending = nil
    isUnseeded = value.isNone
    stream.seed(
      words: value.isNone ? interpreter.freshEntropy(8) : try RandomObject.words(value, interpreter)
    )
  }

  // MARK: Draws

  /// Uniform on [0, 1).
  func uniform() -> Double { stream.nextDouble() }

  func bits(_ count: Int) -> BigUInt {
    var result: BigUInt = 0
    var shift = 0
    var remaining = count
    while remaining > 0 {
      var word = stream.nextUInt32()
      if remaining < 32 { word >>= UInt32(32 - remaining) }
      result |= BigUInt(word) << shift
      shift += 32
      remaining -= 32
    }
    return result
  }

  /// Uniform on 0..<limit, by rejection.
  func below(_ limit: Int) -> Int {
    let width = Int.bitWidth - limit.leadingZeroBitCount
    while true {
      let value: UInt64
      if width <= 32 {
        value = UInt64(stream.nextUInt32() >> UInt32(32 - width))
      } else {
        let low = UInt64(stream.nextUInt32())
        value = UInt64(stream.nextUInt32() >> UInt32(64 - width)) << 32 | low
      }
      if value < UInt64(limit) { return Int(value) }
    }
  }

  private func below(_ limit: BigUInt) -> BigUInt {
    if let small = Int(exactly: limit) { return BigUInt(below(small)) }
    while true {
      let value = bits(limit.bitWidth)
      if value < limit { return value }
    }
  }

  func gauss() -> Double {
    if let value = pending {
      pending = nil
      return value
    }
    let (first, second) = RandomDistributions.gaussPair(self)
    pending = second
    return first
  }

  // MARK: Methods

  private static func receiver(_ value: Value, _ interpreter: Interpreter) throws -> RandomObject {
    guard case .object(let object) = value, let random = object as? RandomObject else {
      throw interpreter.wrongReceiver("Random", value)
    }
    if random.isUnseeded { interpreter.readClock = true }
    interpreter.usedStandardStream = true
    return random
  }

  /// A distribution of real parameters.
  private static func real(
    _ declaration: String, _ summary: String,
    _ draw: @escaping (RandomObject, [Double]) throws -> Double
  ) -> BuiltinFunction {
    BuiltinFunction(
      declaration, summary, isMethod: true, isWordedAsC: false,
      .bound { interpreter, call in
        let parameters = try call.values.dropFirst().map { try interpreter.requireFloat($0) }
        return .float(try draw(receiver(call[0], interpreter), parameters))
      })
  }

  private static func method(
    _ declaration: String, _ summary: String,
    _ body: @escaping (Interpreter, BoundArguments) throws -> Value
  ) -> BuiltinFunction {
    BuiltinFunction(declaration, summary, isMethod: true, isWordedAsC: false, .bound(body))
  }

  static var methods: [BuiltinFunction] { integers + sequences + RandomDistributions.all(real) }

  private static var integers: [BuiltinFunction] {
    [
      method("seed(self, a=None, version=2)", "Starts the stream of a seed.") { interpreter, call in
        guard case .object(let object) = call[0], let random = object as? RandomObject else {
          throw interpreter.wrongReceiver("Random", call[0])
        }
        interpreter.usedStandardStream = true
        try random.seed(call[1], interpreter)
        return .none
      },
      .simpleMethod("getstate(self, /)", "The state, for `setstate`.") { interpreter, value in
        let random = try receiver(value, interpreter)
        return .object(
          RandomModuleState(
            words: random.stream.words, drawn: random.stream.drawn, pending: random.pending))
      },
      .operandMethod("setstate(self, state, /)", "Goes back to a state.") {
        interpreter, value, state in
        guard case .object(let object) = state, let state = object as? RandomModuleState else {
          throw Raised(
            .typeError, "setstate() takes what getstate() returned",
            hint: "states are not tuples in agrun")
        }
        let random = try receiver(value, interpreter)
        random.stream.restore(words: state.words, drawn: state.drawn)
        random.pending = state.pending
        return .none
      },
      .simpleMethod("random(self, /)", "Uniform on [0, 1).") { interpreter, value in
        .float(try receiver(value, interpreter).uniform())
      },
      .operandMethod("getrandbits(self, k, /)", "An int of k random bits.") {
        interpreter, value, count in
        let count = try interpreter.requireIndex(count)
        if count < 0 {
          throw Raised(.valueError, "number of bits must be non-negative")
        }
        return .integer(BigInt(try receiver(value, interpreter).bits(count)))
      },
      method("randint(self, a, b)", "An int from a to b, both included.") { interpreter, call in
        try range(
          interpreter, call[0], interpreter.requireInteger(call[1]),
          interpreter.requireInteger(call[2]) + 1, 1)
      },
      method("randrange(self, start, stop=None, step=1)", "An element of a range.") {
        interpreter, call in
        let start = try interpreter.requireInteger(call[1])
        if call[2].isNone {
          if start <= 0 { throw Raised(.valueError, "empty range for randrange()") }
          return .integer(BigInt(try receiver(call[0], interpreter).below(start.magnitude)))
        }
        return try range(
          interpreter, call[0], start, interpreter.requireInteger(call[2]),
          interpreter.requireInteger(call[3]))
      },
    ]
  }

  private static func range(
    _ interpreter: Interpreter, _ receiver: Value, _ start: BigInt, _ stop: BigInt, _ step: BigInt
  ) throws -> Value {
    let random = try self.receiver(receiver, interpreter)
    let width = stop - start
    if step == 1 {
      if width <= 0 {
        throw Raised(
          .valueError, "empty range for randrange() (\(start), \(stop), \(width))")
      }
      return .integer(start + BigInt(random.below(width.magnitude)))
    }
    if step == 0 { throw Raised(.valueError, "zero step for randrange()") }
    let count = BigIntegers.floorDivide(width + step + (step > 0 ? -1 : 1), step).quotient
    if count <= 0 { throw Raised(.valueError, "empty range for randrange()") }
    return .integer(start + step * BigInt(random.below(count.magnitude)))
  }

  private static var sequences: [BuiltinFunction] {
    [
      method("choice(self, seq)", "An element of a sequence.") { interpreter, call in
        let count = try interpreter.length(of: call[1])
        if count == 0 {
          throw Raised(.indexError, "Cannot choose from an empty sequence")
        }
        let index = try receiver(call[0], interpreter).below(count)
        return try interpreter.item(of: call[1], at: .int(index))
      },
      method(
        "choices(self, population, weights=None, *, cum_weights=None, k=1)",
        "Elements with replacement."
      ) {
        interpreter, call in
        try choices(interpreter, call)
      },
      method("shuffle(self, x)", "Shuffles a list in place.") { interpreter, call in
        let random = try receiver(call[0], interpreter)
        let count = try interpreter.length(of: call[1])
        for index in stride(from: count - 1, to: 0, by: -1) {
          let other = random.below(index + 1)
          let value = try interpreter.item(of: call[1], at: .int(index))
          try interpreter.setItem(
            of: call[1], at: .int(index), to: interpreter.item(of: call[1], at: .int(other)))
          try interpreter.setItem(of: call[1], at: .int(other), to: value)
        }
        return .none
      },
      method("sample(self, population, k, *, counts=None)", "Elements without replacement.") {
        interpreter, call in
        try sample(interpreter, call)
      },
    ]
  }

  private static func choices(_ interpreter: Interpreter, _ call: BoundArguments) throws -> Value {
    let random = try receiver(call[0], interpreter)
    let population = try interpreter.collect(call[1])
    let count = try interpreter.requireIndex(call[4])
    if call[2].isNone, call[3].isNone {
      if population.isEmpty { throw Raised(.indexError, "list index out of range") }
      let size = Double(population.count)
      return .list((0..<max(0, count)).map { _ in population[Int(random.uniform() * size)] })
    }
    if !call[2].isNone, !call[3].isNone {
      throw Raised(.typeError, "Cannot specify both weights and cumulative weights")
    }
    var cumulative: [Double] = []
    if !call[3].isNone {
      cumulative = try interpreter.collect(call[3]).map { try interpreter.requireFloat($0) }
    } else {
      var total = 0.0
      for weight in try interpreter.collect(call[2]) {
        total += try interpreter.requireFloat(weight)
        cumulative.append(total)
      }
    }
    guard cumulative.count == population.count else {
      throw Raised(.valueError, "The number of weights does not match the population")
    }
    let total = cumulative.last ?? 0
    if total <= 0 { throw Raised(.valueError, "Total of weights must be greater than zero") }
    if !total.isFinite { throw Raised(.valueError, "Total of weights must be finite") }
    return .list(
      (0..<max(0, count)).map { _ in
        let target = random.uniform() * total
        var (low, high) = (0, population.count - 1)
        while low < high {
          let middle = (low + high) / 2
          if target < cumulative[middle] { high = middle } else { low = middle + 1 }
        }
        return population[low]
      })
  }

  private static func sample(_ interpreter: Interpreter, _ call: BoundArguments) throws -> Value {
    let random = try receiver(call[0], interpreter)
    if case .object(let object) = call[1], object is SetObject {
      throw Raised(
        .typeError,
        "Population must be a sequence.  For dicts or sets, use sorted(d).")
    }
    var population = try interpreter.collect(call[1])
    if !call[3].isNone {
      var repeated: [Value] = []
      for (value, times) in zip(population, try interpreter.collect(call[3])) {
        repeated += Array(repeating: value, count: max(0, try interpreter.requireIndex(times)))
      }
      population = repeated
    }
    let size = population.count
    let count = try interpreter.requireIndex(call[2])
    guard count >= 0, count <= size else {
      throw Raised(.valueError, "Sample larger than population or is negative")
    }
    return .list(RandomDistributions.sampleIndices(random, size, count).map { population[$0] })
  }
}
