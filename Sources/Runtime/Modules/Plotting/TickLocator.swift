import Arrays
import Foundation
import Records

/// Ticks at round numbers, as matplotlib's automatic locator chooses them.
enum TickLocator {
  /// Positions from the one before the lower limit to the one after the upper.
  static func positions(_ low: Double, _ high: Double, bins: Int) -> [Double] {
    guard low.isFinite, high.isFinite, low < high, bins > 0 else { return [] }
    let scale = pow(10, floor(log10((high - low) / Double(bins))))
    let raw = (high - low) / Double(bins) / scale
    let steps = [1, 2, 2.5, 5, 10, 20]
    var index = steps.firstIndex { $0 >= raw - 1e-10 } ?? steps.count - 1
    while true {
      let step = steps[index] * scale
      guard step > 0, step.isFinite else { return [] }
      let first = (low / step + 1e-10).rounded(.down), last = (high / step - 1e-10).rounded(.up)
      let ticks = stride(from: first, through: last, by: 1).map { $0 * step }
      let inside = ticks.filter { $0 >= low && $0 <= high }.count
      // A smaller step where too few ticks would show.
      if inside >= 2 || index == 0 { return ticks }
      index -= 1
    }
  }

  static func logarithmic(_ low: Double, _ high: Double) -> [Double] {
    guard low > 0, low < high, high.isFinite else { return [] }
    let first = Int(floor(log10(low))), last = Int(ceil(log10(high)))
    let step = max(1, (last - first) / 9)
    return stride(from: first - 1, through: last + 1, by: step).map { pow(10, Double($0)) }
  }

  /// What ticks say: as many decimals as their distance needs.
  static func labels(_ positions: [Double], isLogarithmic: Bool) -> [String] {
    if isLogarithmic {
      return positions.map { value in
        let exponent = log10(value)
        return exponent == exponent.rounded() ? "10^\(Int(exponent))" : String(format: "%g", value)
      }
    }
    let gaps = zip(positions.dropFirst(), positions).map { abs($0 - $1) }.filter { $0 > 0 }
    let step = gaps.min() ?? 1
    let largest = positions.map { abs($0) }.max() ?? 1
    if largest >= 1e6 || step < 1e-5 { return positions.map { String(format: "%.4g", $0) } }
    var digits = max(0, Int(-floor(log10(step))))
    while digits < 12 {
      let power = pow(10, Double(digits))
      if positions.allSatisfy({ abs(($0 * power).rounded() - $0 * power) < 1e-6 * power * step }) {
        break
      }
      digits += 1
    }
    return positions.map {
      String(format: "%.\(digits)f", $0 == 0 ? 0 : $0).replacing("-", with: "\u{2212}")
    }
  }
}
