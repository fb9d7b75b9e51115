/// Moré and Thuente's line search (MINPACK-2 `dcsrch`), which SciPy's BFGS and conjugate gradients use.
struct WolfeSearch {
  /// Value and slope along the line at a step.
  let value: (Double) throws -> Double
  let slope: (Double) throws -> Double
  var sufficientDecrease = 1e-4
  var curvature = 0.9
  var tolerance = 1e-14
  var smallest = 1e-100
  var largest = 1e100

  /// The step; nil where none is found.
  func step(from start: Double, value0: Double, slope0: Double, limit: Int = 100) throws -> (
    step: Double, value: Double
  )? {
    guard slope0 < 0, start >= smallest, start <= largest else { return nil }
    var isBracketed = false
    var stage = 1
    let test = sufficientDecrease * slope0
    var width = largest - smallest
    var width1 = 2 * width
    var state = Interval(x: 0, fx: value0, dx: slope0, y: 0, fy: value0, dy: slope0)
    var low = 0.0
    var high = start + 4 * start
    var step = start
    for _ in 0..<limit {
      let f = try value(step)
      let g = try slope(step)
      guard f.isFinite, g.isFinite else { return nil }
      let bound = value0 + step * test
      if stage == 1, f <= bound, g >= 0 { stage = 2 }
      if isBracketed, step <= low || step >= high { return nil }
      if isBracketed, high - low <= tolerance * high { return nil }
      if step == largest, f <= bound, g <= test { return nil }
      if step == smallest, f > bound || g >= test { return nil }
      if f <= bound, abs(g) <= curvature * -slope0 { return (step, f) }
      if stage == 1, f <= state.fx, f > bound {
        // A modified function until a step with a lower value and a non-negative slope is found.
        var modified = Interval(
          x: state.x, fx: state.fx - state.x * test, dx: state.dx - test, y: state.y,
          fy: state.fy - state.y * test, dy: state.dy - test)
        step = modified.next(step, f - step * test, g - test, &isBracketed, low, high)
        state = Interval(
          x: modified.x, fx: modified.fx + modified.x * test, dx: modified.dx + test, y: modified.y,
          fy: modified.fy + modified.y * test, dy: modified.dy + test)
      } else {
        step = state.next(step, f, g, &isBracketed, low, high)
      }
      if isBracketed {
        if abs(state.y - state.x) >= 0.66 * width1 { step = state.x + 0.5 * (state.y - state.x) }
        width1 = width
        width = abs(state.y - state.x)
        low = min(state.x, state.y)
        high = max(state.x, state.y)
      } else {
        low = step + 1.1 * (step - state.x)
        high = step + 4 * (step - state.x)
      }
      step = min(max(step, smallest), largest)
      if isBracketed, step <= low || step >= high || high - low <= tolerance * high {
        step = state.x
      }
    }
    return nil
  }

  /// The interval of uncertainty: its best end `x` and the other end `y`.
  private struct Interval {
    var x, fx, dx, y, fy, dy: Double

    /// MINPACK-2's `dcstep`: a safeguarded cubic or quadratic step; updates the interval.
    mutating func next(
      _ p: Double, _ fp: Double, _ dp: Double, _ isBracketed: inout Bool, _ low: Double,
      _ high: Double
    ) -> Double {
      let sign = dp * (dx / abs(dx))
      var result: Double
      func cubic(_ a: Double, _ fa: Double, _ da: Double) -> (theta: Double, scale: Double) {
        let theta = 3 * (fa - fp) / (p - a) + da + dp
        return (theta, max(abs(theta), abs(da), abs(dp)))
      }
      if fp > fx {
        let (theta, s) = cubic(x, fx, dx)
        var gamma = s * ((theta / s) * (theta / s) - (dx / s) * (dp / s)).squareRoot()
        if p < x { gamma = -gamma }
        let r = ((gamma - dx) + theta) / (((gamma - dx) + gamma) + dp)
        let c = x + r * (p - x)
        let q = x + ((dx / ((fx - fp) / (p - x) + dx)) / 2) * (p - x)
        result = abs(c - x) <= abs(q - x) ? c : c + (q - c) / 2
        isBracketed = true
      } else if sign < 0 {
        let (theta, s) = cubic(x, fx, dx)
        var gamma = s * ((theta / s) * (theta / s) - (dx / s) * (dp / s)).squareRoot()
        if p > x { gamma = -gamma }
        let r = ((gamma - dp) + theta) / (((gamma - dp) + gamma) + dx)
        let c = p + r * (x - p)
        let q = p + (dp / (dp - dx)) * (x - p)
        result = abs(c - p) > abs(q - p) ? c : q
        isBracketed = true
      } else if abs(dp) < abs(dx) {
        let (theta, s) = cubic(x, fx, dx)
        var gamma = s * max(0, (theta / s) * (theta / s) - (dx / s) * (dp / s)).squareRoot()
        if p > x { gamma = -gamma }
        let r = ((gamma - dp) + theta) / ((gamma + (dx - dp)) + gamma)
        let c = r < 0 && gamma != 0 ? p + r * (x - p) : p > x ? high : low
        let q = p + (dp / (dp - dx)) * (x - p)
        if isBracketed {
          result = abs(c - p) < abs(q - p) ? c : q
          let limit = p + 0.66 * (y - p)
          result = p > x ? min(limit, result) : max(limit, result)
        } else {
          result = abs(c - p) > abs(q - p) ? c : q
          result = min(max(result, low), high)
        }
      } else if isBracketed {
        let (theta, s) = (3 * (fp - fy) / (y - p) + dy + dp, 0.0)
        let scale = max(abs(theta), abs(dy), abs(dp), s)
        var gamma =
          scale * ((theta / scale) * (theta / scale) - (dy / scale) * (dp / scale)).squareRoot()
        if p > y { gamma = -gamma }
        let r = ((gamma - dp) + theta) / (((gamma - dp) + gamma) + dy)
        result = p + r * (y - p)
      } else {
        result = p > x ? high : low
      }
      if fp > fx {
        (y, fy, dy) = (p, fp, dp)
      } else {
        if sign < 0 { (y, fy, dy) = (x, fx, dx) }
        (x, fx, dx) = (p, fp, dp)
      }
      return result
    }
  }
}
