import BigInt

/// The integer functions of `math`.
enum MathIntegers {
  static var functions: [BuiltinFunction] {
    [
      .raw("gcd(*integers)", "The greatest common divisor.") { interpreter, arguments in
        try noKeywords(arguments, "gcd")
        var result = BigInt(0)
        for value in arguments.positional {
          result = result.greatestCommonDivisor(with: try interpreter.requireInteger(value))
        }
        return .integer(result.magnitude == 0 ? 0 : BigInt(result.magnitude))
      },
      .raw("lcm(*integers)", "The least common multiple.") { interpreter, arguments in
        try noKeywords(arguments, "lcm")
        var result = BigInt(1)
        for value in arguments.positional {
          let number = try interpreter.requireInteger(value)
          if number == 0 { return .int(0) }
          result = result / result.greatestCommonDivisor(with: number) * number
        }
        return .integer(BigInt(result.magnitude))
      },
      .unary("factorial(n, /)", "The product of the integers from 1 to n.") { interpreter, value in
        if case .float = value {
          throw Raised(.typeError, "'float' object cannot be interpreted as an integer")
        }
        let n = try interpreter.requireInteger(value)
        guard n >= 0 else {
          throw Raised(.valueError, "factorial() not defined for negative values")
        }
        guard n <= 1_000_000 else {
          throw Raised(.overflowError, "factorial() argument should not exceed 1000000")
        }
        return .integer(product(1, Int(n)))
      },
      .unary("isqrt(n, /)", "The integer square root, rounded down.") { interpreter, value in
        let n = try interpreter.requireInteger(value)
        guard n >= 0 else {
          throw Raised(.valueError, "isqrt() argument must be nonnegative")
        }
        return .integer(n.squareRoot())
      },
      .bound("comb(n, k, /)", "Ways to choose k of n items.") { interpreter, call in
        let n = try interpreter.requireInteger(call[0])
        var k = try interpreter.requireInteger(call[1])
        guard n >= 0 else { throw Raised(.valueError, "n must be a non-negative integer") }
        guard k >= 0 else { throw Raised(.valueError, "k must be a non-negative integer") }
        guard k <= n else { return .int(0) }
        k = min(k, n - k)
        var result = BigInt(1)
        var index = BigInt(0)
        while index < k {
          result = result * (n - index) / (index + 1)
          index += 1
        }
        return .integer(result)
      },
      .bound("perm(n, k=None, /)", "Ways to arrange k of n items.") { interpreter, call in
        let n = try interpreter.requireInteger(call[0])
        let k = call[1].isNone ? n : try interpreter.requireInteger(call[1])
        guard n >= 0 else { throw Raised(.valueError, "n must be a non-negative integer") }
        guard k >= 0 else { throw Raised(.valueError, "k must be a non-negative integer") }
        guard k <= n else { return .int(0) }
        var result = BigInt(1)
        var index = BigInt(0)
        while index < k {
          result *= n - index
          index += 1
        }
        return .integer(result)
      },
    ]
  }

  private static func noKeywords(_ arguments: Arguments, _ name: String) throws {
    guard arguments.keywords.isEmpty else {
      throw Raised(.typeError, "math.\(name)() takes no keyword arguments")
    }
  }

  /// The product of `low...high`, by halves so that the factors stay of similar size.
  private static func product(_ low: Int, _ high: Int) -> BigInt {
    if low > high { return 1 }
    if high - low < 8 { return (low...high).reduce(BigInt(1)) { $0 * BigInt($1) } }
    let middle = (low + high) / 2
    return product(low, middle) * product(middle + 1, high)
  }
}
