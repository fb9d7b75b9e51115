import Arrays
import Autodiff

/// Windows for spectra: `hanning`, `hamming`, `blackman`, `bartlett`, `kaiser`.
enum WindowFunctions {
  static let all: [NumericFunction] = [
    window("bartlett", "The triangular window.") { n, m in n <= 0 ? 1 + n / m : 1 - n / m },
    window("blackman", "The Blackman window.") { n, m in
      0.42 + 0.5 * cosine(.pi * n / m) + 0.08 * cosine(2 * .pi * n / m)
    },
    window("hamming", "The Hamming window.") { n, m in 0.54 + 0.46 * cosine(.pi * n / m) },
    window("hanning", "The Hann window.") { n, m in 0.5 + 0.5 * cosine(.pi * n / m) },
    .array("kaiser(M, beta)", "The Kaiser window.") { c in
      let count = try c.interpreter.windowLength(c[0]), beta = try c.double(1)
      guard count > 1 else { return c.result(ones(count, c)) }
      func bessel(_ x: Double) -> Double { Kernels.scalar(.besselI0, x, .float64) }
      let half = Double(count - 1) / 2
      let values = (0..<count).map { index -> Double in
        let ratio = (Double(index) - half) / half
        return bessel(beta * max(1 - ratio * ratio, 0).squareRoot()) / bessel(beta)
      }
      return c.result(NDArray(values, dtype: c.defaultFloat))
    },
  ]

  private static func cosine(_ x: Double) -> Double { Kernels.scalar(.cos, x, .float64) }

  private static func ones(_ count: Int, _ c: NumericCall) -> NDArray {
    NDArray.ones([max(count, 0)], dtype: c.defaultFloat)
  }

  /// A window of the odd numbers `n` from `1 − M` to `M − 1`, over `m = M − 1`.
  private static func window(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Double, Double) -> Double
  ) -> NumericFunction {
    .array("\(name)(M)", summary) { c in
      let count = try c.interpreter.windowLength(c[0])
      guard count > 1 else { return c.result(ones(count, c)) }
      let values = stride(from: 1 - count, to: count, by: 2).map {
        value(Double($0), Double(count - 1))
      }
      return c.result(NDArray(values, dtype: c.defaultFloat))
    }
  }
}

extension Interpreter {
  /// The number of points of a window, which may be a whole float.
  fileprivate func windowLength(_ value: Value) throws -> Int {
    if case .float(let number) = value { return Int(number.rounded(.up)) }
    return try requireIndex(value)
  }
}
