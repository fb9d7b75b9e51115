import Foundation

/// Steps an ordinary differential equation from one time to the next with Dormand and Prince's pair of order 8.
///
/// The error of a step is kept below `absolute + relative · |y|` in the root-mean-square norm, the step size
/// chosen as in DOP853. Explicit: stiff equations take many steps.
struct ExplicitIntegrator {
  let relative: Double
  let absolute: Double
  let maximumSteps: Int
  /// The derivative at a time and state.
  let derivative: (Double, [Double]) throws -> [Double]
  /// Length of the last step tried, reused by the next call.
  private var step: Double?

  init(
    relative: Double, absolute: Double, maximumSteps: Int, firstStep: Double?,
    derivative: @escaping (Double, [Double]) throws -> [Double]
  ) {
    self.relative = relative
    self.absolute = absolute
    self.maximumSteps = maximumSteps
    self.derivative = derivative
    step = firstStep
  }

  /// The state at `end`; nil where the steps ran out or the state stopped being finite.
  mutating func advance(_ state: [Double], from start: Double, to end: Double) throws -> [Double]? {
    if start == end || state.isEmpty { return state }
    let direction: Double = end > start ? 1 : -1
    var (time, state) = (start, state)
    var slope = try derivative(time, state)
    var length = try step.map(abs) ?? firstLength(state, slope, time, direction)
    for _ in 0..<maximumSteps {
      let isLast = length >= abs(end - time)
      let signed = isLast ? end - time : direction * length
      let (next, error) = try attempt(state, slope, time, signed)
      guard error.isFinite else {
        length *= 0.1
        if length < 1e-14 * max(abs(time), 1) { return nil }
        continue
      }
      let factor = error == 0 ? 6 : min(6, max(0.2, 0.9 * pow(error, -1.0 / 8)))
      guard error <= 1 else {
        length = abs(signed) * min(1, factor)
        if length < 1e-15 * max(abs(time), 1) { return nil }
        continue
      }
      if !isLast || factor < 1 { length = abs(signed) * factor }
      step = length
      state = next
      if isLast { return state }
      time += signed
      slope = try derivative(time, state)
    }
    return nil
  }

  private func attempt(_ state: [Double], _ slope: [Double], _ time: Double, _ length: Double)
    throws -> (state: [Double], error: Double)
  {
    var slopes = [slope]
    for stage in 1..<12 {
      let point = moved(state, slopes, DormandPrince853.stages[stage], length)
      slopes.append(try derivative(time + DormandPrince853.nodes[stage] * length, point))
    }
    let next = moved(state, slopes, DormandPrince853.weights, length)
    var (third, fifth) = (0.0, 0.0)
    for index in state.indices {
      var (a, b) = (0.0, 0.0)
      for (stage, slope) in slopes.enumerated() {
        a += DormandPrince853.third[stage] * slope[index]
        b += DormandPrince853.fifth[stage] * slope[index]
      }
      let scale = absolute + relative * max(abs(state[index]), abs(next[index]))
      third += (a / scale) * (a / scale)
      fifth += (b / scale) * (b / scale)
    }
    let denominator = fifth + 0.01 * third
    guard denominator != 0 else { return (next, 0) }
    return (
      next, abs(length) * fifth / (denominator * Double(state.count)).squareRoot()
    )
  }

  private func moved(
    _ state: [Double], _ slopes: [[Double]], _ weights: [Double], _ length: Double
  ) -> [Double] {
    state.indices.map { index in
      var sum = 0.0
      for (weight, slope) in zip(weights, slopes) where weight != 0 { sum += weight * slope[index] }
      return state[index] + length * sum
    }
  }

  /// The first step's length after Hairer, Nørsett and Wanner, section II.4.
  private func firstLength(
    _ state: [Double], _ slope: [Double], _ time: Double, _ direction: Double
  ) throws -> Double {
    func norm(_ values: [Double]) -> Double {
      var sum = 0.0
      for (value, base) in zip(values, state) {
        let scaled = value / (absolute + relative * abs(base))
        sum += scaled * scaled
      }
      return (sum / Double(state.count)).squareRoot()
    }
    let (d0, d1) = (norm(state), norm(slope))
    let trial = d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : 0.01 * d0 / d1
    let moved = zip(state, slope).map { $0 + direction * trial * $1 }
    let next = try derivative(time + direction * trial, moved)
    let d2 = norm(zip(next, slope).map { $0 - $1 }) / trial
    let second = max(d1, d2) <= 1e-15 ? max(1e-6, trial * 1e-3) : pow(0.01 / max(d1, d2), 1.0 / 8)
    return min(100 * trial, second)
  }
}
