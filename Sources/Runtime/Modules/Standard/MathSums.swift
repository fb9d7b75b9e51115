import Foundation
import Syntax

/// `fsum`, `hypot`, `dist`, `prod` and `sumprod`.
enum MathSums {
  static var functions: [BuiltinFunction] {
    [
      .unary("fsum(seq, /)", "The correctly rounded sum of floats.") { interpreter, values in
        var sum = ExactSum()
        let iterator = try interpreter.makeIterator(values)
        while let value = try iterator.next(in: interpreter) {
          try sum.add(try interpreter.requireFloat(value))
        }
        return .float(try sum.rounded())
      },
      .raw("hypot(*coordinates)", "The length of a vector.") { interpreter, arguments in
        .float(length(try arguments.positional.map { try interpreter.requireFloat($0) }))
      },
      .binary("dist(p, q, /)", "The distance between two points.") { interpreter, first, second in
        let p = try interpreter.collect(first).map { try interpreter.requireFloat($0) }
        let q = try interpreter.collect(second).map { try interpreter.requireFloat($0) }
        guard p.count == q.count else {
          throw Raised(
            .valueError, "both points must have the same number of dimensions")
        }
        return .float(length(zip(p, q).map { $0 - $1 }))
      },
      .bound("prod(iterable, /, *, start=1)", "The product of the elements.") {
        interpreter, call in
        var result = call[1]
        let iterator = try interpreter.makeIterator(call[0])
        while let value = try iterator.next(in: interpreter) {
          result = try interpreter.binary(.multiply, result, value)
        }
        return result
      },
    ]
  }

  /// Length of a vector: scaled by a power of two, squares added exactly, the root corrected once (as CPython's).
  private static func length(_ values: [Double]) -> Double {
    let largest = values.reduce(0) { $1.isNaN ? $0 : max($0, $1.magnitude) }
    if largest == .infinity { return .infinity }
    if values.contains(where: \.isNaN) { return .nan }
    if largest == 0 || values.count == 1 { return largest }
    let exponent = largest.exponent
    let scale = Foundation.scalbn(1.0, -Int(exponent))
    guard scale.isFinite, scale > 0 else {
      // Subnormal or near the top: divide instead.
      let total = values.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }
      return largest * total.squareRoot()
    }
    var sum = 1.0
    var low = 0.0
    for value in values {
      let x = value * scale
      let square = x * x
      let squareLow = (-square).addingProduct(x, x)
      let next = sum + square
      low += (sum - next) + square + squareLow
      sum = next
    }
    let root = (sum - 1.0 + low).squareRoot()
    // One Newton step on the exact residual.
    let square = root * root
    let squareLow = (-square).addingProduct(root, root)
    let residual = (sum - 1.0 - square) + low - squareLow
    return (root + residual / (2 * root)) / scale
  }
}

/// Floats that together are the exact sum of what was added (Shewchuk's algorithm, as `math.fsum`).
private struct ExactSum {
  private var partials: [Double] = []
  private var specials = 0.0
  private var infinities = 0.0

  mutating func add(_ value: Double) throws {
    var x = value
    var kept = 0
    for var y in partials {
      if x.magnitude < y.magnitude { swap(&x, &y) }
      let high = x + y
      let low = y - (high - x)
      if low != 0 {
        partials[kept] = low
        kept += 1
      }
      x = high
    }
    partials.removeSubrange(kept...)
    guard x != 0 else { return }
    guard x.isFinite else {
      if value.isFinite {
        throw Raised(.overflowError, "intermediate overflow in fsum")
      }
      if value.isInfinite { infinities += value }
      specials += value
      partials = []
      return
    }
    partials.append(x)
  }

  func rounded() throws -> Double {
    if specials != 0 || specials.isNaN {
      if infinities.isNaN { throw Raised(.valueError, "-inf + inf in fsum") }
      return specials
    }
    guard var high = partials.last else { return 0 }
    var index = partials.count - 1
    var low = 0.0
    while index > 0 {
      let x = high
      index -= 1
      let y = partials[index]
      high = x + y
      low = y - (high - x)
      if low != 0 { break }
    }
    // Round half to even across the remaining partials.
    if index > 0, (low < 0 && partials[index - 1] < 0) || (low > 0 && partials[index - 1] > 0) {
      let doubled = low * 2
      let candidate = high + doubled
      if doubled == candidate - high { high = candidate }
    }
    return high
  }
}
