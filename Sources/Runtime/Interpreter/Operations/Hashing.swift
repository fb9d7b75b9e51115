package import BigInt

extension Interpreter {
  /// Python's `hash`: equal numbers of any type hash alike, with CPython's 64-bit values.
  package func hash(_ value: Value) throws -> Int {
    switch value {
    case .int(let value): return Hashing.int(value)
    case .string(let string): return string.stableHash
    case .bool(let value): return value ? 1 : 0
    case .float(let value): return Hashing.double(value)
    case .none: return 0x0D0A_70B5
    case .tuple(let tuple):
      var combined = Hashing.Tuple()
      comparisonDepth += 1
      defer { comparisonDepth -= 1 }
      if comparisonDepth > Hashing.deepest {
        throw Raised(.recursionError, "maximum recursion depth exceeded")
      }
      for element in tuple.elements { combined.add(try hash(element)) }
      return combined.finish(count: tuple.elements.count)
    case .function(let function): return function.identity
    case .object(let object):
      switch object {
      case let number as BigIntObject: return Hashing.bigInt(number.value)
      case let number as ComplexObject: return Hashing.complex(number.real, number.imaginary)
      case let set as SetObject where set.isFrozen: return Hashing.frozenSet(set)
      case is SetObject: break
      case let range as RangeObject:
        let count = range.count
        return try hash(
          .tuple([
            .int(count), count == 0 ? .none : .int(range.start),
            count < 2 ? .none : .int(range.step),
          ]))
      case let tuple as TupleObject:
        if let hash = try tuple.hash(in: self) { return hash }
      default:
        if let hash = try object.hash(in: self) { return hash == -1 ? -2 : hash }
      }
    case .list, .dict, .unbound, .cell: break
    }
    throw Raised(.typeError, "unhashable type: '\(typeName(of: value))'")
  }
}

/// CPython's hash functions: numbers modulo the prime 2⁶¹ − 1, tuples by xxHash's mixing.
package enum Hashing {
  private static let modulus = (1 << 61) - 1
  /// Tuples nested deeper are refused: each level takes Swift stack.
  static let deepest = 200_000

  @inline(__always)
  package static func int(_ value: Int) -> Int {
    let magnitude = value.magnitude
    if magnitude < UInt(modulus) { return value == -1 ? -2 : value }
    let rest = Int(magnitude % UInt(modulus))
    let hash = value < 0 ? -rest : rest
    return hash == -1 ? -2 : hash
  }

  static func bigInt(_ value: BigInt) -> Int {
    let rest = Int(value.magnitude % BigUInt(modulus))
    let hash = value < 0 ? -rest : rest
    return hash == -1 ? -2 : hash
  }

  package static func double(_ value: Double) -> Int {
    if !value.isFinite { return value.isNaN ? 0 : value > 0 ? 314_159 : -314_159 }
    if let exact = Int(exactly: value) { return int(exact) }
    // The significand in steps of 28 bits, then the exponent as a rotation of the 61 bits.
    var exponent = value == 0 ? 0 : Int(value.exponent) + 1
    var significand = value.magnitude.significand / 2
    if value == 0 { significand = 0 }
    var hash: UInt64 = 0
    while significand != 0 {
      hash = ((hash << 28) & UInt64(modulus)) | hash >> (61 - 28)
      significand *= 268_435_456
      exponent -= 28
      let step = UInt64(significand)
      significand -= Double(step)
      hash += step
      if hash >= UInt64(modulus) { hash -= UInt64(modulus) }
    }
    let rotation = exponent >= 0 ? exponent % 61 : 61 - 1 - ((-1 - exponent) % 61)
    hash = ((hash << UInt64(rotation)) & UInt64(modulus)) | hash >> UInt64(61 - rotation)
    let signed = value < 0 ? -Int(hash) : Int(hash)
    return signed == -1 ? -2 : signed
  }

  package static func complex(_ real: Double, _ imaginary: Double) -> Int {
    let hash = double(real) &+ 1_000_003 &* double(imaginary)
    return hash == -1 ? -2 : hash
  }

  /// The hash of a rational number in lowest terms, as `fractions.Fraction` has it.
  package static func fraction(_ numerator: BigInt, _ denominator: BigInt) -> Int {
    let prime = BigUInt(modulus)
    guard let inverse = (denominator.magnitude % prime).inverse(prime) else {
      return numerator < 0 ? -314_159 : 314_159
    }
    let rest = Int((numerator.magnitude % prime) * inverse % prime)
    let hash = numerator < 0 ? -rest : rest
    return hash == -1 ? -2 : hash
  }

  struct Tuple {
    private static let primes: (UInt64, UInt64, UInt64) = (
      11_400_714_785_074_694_791, 14_029_467_366_897_019_727, 2_870_177_450_012_600_261
    )
    private var state = Tuple.primes.2

    mutating func add(_ hash: Int) {
      state &+= UInt64(bitPattern: Int64(hash)) &* Tuple.primes.1
      state = (state << 31) | (state >> 33)
      state &*= Tuple.primes.0
    }

    func finish(count: Int) -> Int {
      let hash = state &+ (UInt64(count) ^ (Tuple.primes.2 ^ 3_527_539))
      return hash == UInt64.max ? 1_546_275_796 : Int(truncatingIfNeeded: hash)
    }
  }

  static func frozenSet(_ set: SetObject) -> Int {
    if let hash = set.cachedHash { return hash }
    var hash: UInt64 = 0
    for element in set.table.hashes {
      let bits = UInt64(bitPattern: Int64(element))
      hash ^= ((bits ^ 89_869_747) ^ (bits << 16)) &* 3_644_798_167
    }
    hash ^= (UInt64(set.count) &+ 1) &* 1_927_868_237
    hash ^= (hash >> 11) ^ (hash >> 25)
    hash = hash &* 69069 &+ 907_133_923
    if hash == UInt64.max { hash = 590_923_713 }
    set.cachedHash = Int(truncatingIfNeeded: hash)
    return Int(truncatingIfNeeded: hash)
  }
}
