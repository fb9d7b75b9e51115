import Arrays
import Autodiff
import Execution
import Foundation

/// Directional derivatives of some nodes of a graph at the point where the script left them.
struct DerivativeProbe {
  private let graph: Graph
  private let executor: Executor
  private let roots: [NodeID]
  private let wrt: [NodeID]
  private let point: [[Double]]
  private let base: [[Double]]
  private var cotangents: [[Double]] = []
  private var gradient: [[Double]] = []
  /// What rounding may change in each element of `gradient`: near a stationary point nothing else is left of it.
  private var noise: [[Double]] = []
  /// 53 significant bits throughout.
  private let isDouble: Bool
  private var state: UInt64 = 0x9e37_79b9_7f4a_7c15

  init(_ graph: Graph, _ executor: Executor, roots: [NodeID], wrt: [NodeID]) throws {
    self.graph = graph
    self.executor = executor
    self.roots = roots
    self.wrt = wrt
    point = try wrt.map { try executor.value(of: $0).doubles }
    base = try roots.map { try executor.value(of: $0).doubles }
    isDouble = (roots + wrt).allSatisfy { graph.dtype(of: $0) == .float64 }
  }

  /// The reverse sweep of the script itself.
  mutating func take(cotangents: [NodeID?], results: [NodeID?]) throws {
    self.cotangents = try zip(cotangents, base).map { cotangent, base in
      try cotangent.map { try executor.value(of: $0).doubles }
        ?? [Double](repeating: 0, count: base.count)
    }
    gradient = try values(results)
    noise = try sensitivity(results)
  }

  /// A reverse sweep from random cotangents.
  mutating func pull() throws {
    cotangents = base.map { base in base.map { _ in random() } }
    let nodes = try zip(roots, cotangents).map { root, values in try node(values, like: root) }
    let results = try graph.vjp(
      outputs: roots, cotangents: nodes, wrt: wrt, order: graph.dialect)
    gradient = try values(results)
    noise = try sensitivity(results)
  }

  /// Some roundings of the point, carried to the gradient.
  private mutating func sensitivity(_ results: [NodeID?]) throws -> [[Double]] {
    let step = isDouble ? 1e-6 : 1e-2
    let rounding = isDouble ? 0x1p-53 : 0x1p-24
    let replacements = try wrt.indices.map { leaf in
      try node(point[leaf].map { $0 + step * scale($0) * random() }, like: wrt[leaf])
    }
    let present = results.compactMap(\.self)
    let moved = try values(
      graph.substitute(outputs: present, inputs: wrt, by: replacements).spread(over: results))
    return zip(moved, gradient).map { moved, gradient in
      // Below the smallest normal number there are no relative errors.
      zip(moved, gradient).map {
        abs($0 - $1) / step * 256 * rounding + (isDouble ? 1e-300 : 1e-35)
      }
    }
  }

  private func values(_ results: [NodeID?]) throws -> [[Double]] {
    try zip(results, point).map { result, point in
      try result.map { try executor.value(of: $0).doubles }
        ?? [Double](repeating: 0, count: point.count)
    }
  }

  // MARK: Directions

  mutating func finding(coordinates limit: Int) throws -> DerivativeVerifier.Finding {
    var best: DerivativeVerifier.Finding?
    var fewestMode: Double?
    var fewestDifference: Double?
    var agrees = true
    let directions = self.directions(limit)
    for (direction, tangent) in directions {
      let outcome = try look(along: tangent)
      if let digits = outcome.modeDigits { fewestMode = min(fewestMode ?? 99, digits) }
      if let digits = outcome.differenceDigits {
        fewestDifference = min(fewestDifference ?? 99, digits)
      }
      agrees = agrees && outcome.agrees
      var candidate = outcome
      candidate.worst = direction
      if best.map({ candidate.rank < $0.rank }) ?? true { best = candidate }
    }
    var finding = best ?? DerivativeVerifier.Finding(worst: .init())
    finding.modeDigits = fewestMode
    finding.differenceDigits = fewestDifference
    finding.agrees = agrees
    finding.directions = directions.count
    return finding
  }

  private mutating func directions(_ limit: Int) -> [(DerivativeVerifier.Direction, [[Double]])] {
    var result: [(DerivativeVerifier.Direction, [[Double]])] = []
    let places = point.indices.flatMap { leaf in point[leaf].indices.map { (leaf, $0) } }
    // Among many coordinates those with the largest derivative say most.
    let chosen =
      places.count <= limit
      ? places
      : Array(
        places.enumerated().sorted {
          let (a, b) = (
            abs(gradient[$0.element.0][$0.element.1]), abs(gradient[$1.element.0][$1.element.1])
          )
          return a == b ? $0.offset < $1.offset : a > b
        }.prefix(4).map(\.element))
    for (leaf, offset) in chosen {
      var tangent = point.map { [Double](repeating: 0, count: $0.count) }
      tangent[leaf][offset] = scale(point[leaf][offset])
      result.append(
        (
          .init(
            coordinate: (leaf, index(offset, graph.shape(of: wrt[leaf]))), leaves: wrt.count),
          tangent
        ))
    }
    guard places.count > 1 else { return result }
    for number in 1...3 {
      let tangent = point.map { values in values.map { scale($0) * random() } }
      result.append((.init(random: number, leaves: wrt.count), tangent))
    }
    return result
  }

  /// Steps are relative to the element, so that they stay within a function's domain.
  private func scale(_ value: Double) -> Double { value == 0 || !value.isFinite ? 1 : abs(value) }

  private func index(_ offset: Int, _ shape: [Int]) -> [Int] {
    var rest = offset
    var result: [Int] = []
    for extent in shape.reversed() where extent > 0 {
      result.append(rest % extent)
      rest /= extent
    }
    return result.reversed()
  }

  /// Uniform in ±[½, 1), the same in every run.
  private mutating func random() -> Double {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    let magnitude = 0.5 + Double(state >> 12) * 0x1p-53
    return state & 1 == 0 ? magnitude : -magnitude
  }

  private func look(along tangent: [[Double]]) throws -> DerivativeVerifier.Finding {
    var finding = DerivativeVerifier.Finding(worst: .init())
    finding.reverse = inner(gradient, tangent)
    var size = magnitude(gradient, tangent)
    finding.forward = try? pushed(tangent)
    size = max(size, abs(finding.forward ?? 0))
    let slack = magnitude(noise, tangent)
    if let forward = finding.forward {
      let error = max(0, abs(forward - finding.reverse) - slack)
      finding.modeDigits = digits(error, size)
      if !(forward.isNaN && finding.reverse.isNaN) {
        finding.agrees = error <= (isDouble ? 1e-8 : 2e-3) * size || error == 0
      }
    }
    guard let (difference, uncertainty) = try? extrapolated(tangent), difference.isFinite else {
      return finding
    }
    let scale = max(size, abs(difference))
    // Beyond this the differences themselves have not settled.
    guard uncertainty <= (isDouble ? 1e-5 : 3e-2) * scale + slack else { return finding }
    finding.difference = difference
    let error = max(0, abs(difference - finding.reverse) - slack)
    finding.differenceDigits = digits(error, scale)
    if !(error <= (isDouble ? 1e-5 : 5e-2) * scale + 20 * uncertainty) { finding.agrees = false }
    return finding
  }

  private func digits(_ error: Double, _ size: Double) -> Double {
    if error == 0 { return 16 }
    guard size > 0, error.isFinite else { return 0 }
    return min(16, max(0, -log10(error / size)))
  }

  // MARK: Derivations

  private func pushed(_ tangent: [[Double]]) throws -> Double {
    let tangents = try zip(wrt, tangent).map { leaf, values in try node(values, like: leaf) }
    let results = try graph.jvp(outputs: roots, wrt: wrt, tangents: tangents)
    let values = try zip(results, base).map { result, base in
      try result.map { try executor.value(of: $0).doubles }
        ?? [Double](repeating: 0, count: base.count)
    }
    return inner(cotangents, values)
  }

  /// Outputs at `x + step·v`.
  private func moved(_ tangent: [[Double]], _ step: Double) throws -> [[Double]] {
    let replacements = try wrt.indices.map { leaf in
      try node(zip(point[leaf], tangent[leaf]).map { $0 + step * $1 }, like: wrt[leaf])
    }
    return try graph.substitute(
      outputs: roots, inputs: wrt, by: replacements, passesBarriers: false
    ).map {
      try executor.value(of: $0).doubles
    }
  }

  /// Central differences extrapolated over steps halved three times, and how far they have settled; NaN at a kink.
  private func extrapolated(_ tangent: [[Double]]) throws -> (value: Double, uncertainty: Double) {
    let first = isDouble ? 2e-3 : 4e-2
    let rounding = 4 * (isDouble ? 0x1p-53 : 0x1p-24) * magnitude(cotangents, base)
    var table: [[Double]] = []
    var best = (value: Double.nan, uncertainty: Double.infinity)
    var bends: [Double] = []
    for level in 0..<4 {
      let step = first / Double(1 << level)
      let upper = try moved(tangent, step)
      let lower = try moved(tangent, -step)
      var row = [inner(cotangents, subtract(upper, lower)) / (2 * step)]
      bends.append(
        abs(inner(cotangents, subtract(upper, base)) - inner(cotangents, subtract(base, lower)))
          / step)
      for order in 1..<(level + 1) where level > 0 {
        let factor = pow(4, Double(order))
        row.append((factor * row[order - 1] - table[level - 1][order - 1]) / (factor - 1))
        let uncertainty = max(
          abs(row[order] - row[order - 1]), abs(row[order] - table[level - 1][order - 1]),
          rounding / step)
        if uncertainty <= best.uncertainty { best = (row[order], uncertainty) }
      }
      table.append(row)
    }
    // One-sided slopes of a smooth function come together as the step shrinks; at a kink they do not.
    let slope = table.map { abs($0[0]) }.max() ?? 0
    let noise = (isDouble ? 1e-6 : 5e-2) * max(slope, bends[0])
    if bends[3] > noise, bends[3] > 0.4 * bends[0] { return (.nan, .infinity) }
    return best
  }

  private func node(_ values: [Double], like id: NodeID) throws -> NodeID {
    let type = graph.abstractValue(of: id)
    return graph.constant(
      NDArray(scalars: values.map { .float($0) }, shape: type.shape, dtype: type.dtype),
      weak: type.weak)
  }

  private func subtract(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    // Infinite on both sides leaves nothing to compare.
    zip(a, b).map { zip($0, $1).map { $0 - $1 } }
  }

  private func inner(_ a: [[Double]], _ b: [[Double]]) -> Double {
    var sum = 0.0
    for (x, y) in zip(a, b) { for (p, q) in zip(x, y) where p != 0 && q != 0 { sum += p * q } }
    return sum
  }

  private func magnitude(_ a: [[Double]], _ b: [[Double]]) -> Double {
    var sum = 0.0
    for (x, y) in zip(a, b) { for (p, q) in zip(x, y) where p != 0 && q != 0 { sum += abs(p * q) } }
    return sum
  }
}

extension DerivativeVerifier.Finding {
  /// Lower is worse.
  fileprivate var rank: Double {
    (agrees ? 100 : 0) + min(modeDigits ?? 99, differenceDigits ?? 99)
  }
}

extension [NodeID] {
  /// The elements in the places where `pattern` has one.
  fileprivate func spread(over pattern: [NodeID?]) -> [NodeID?] {
    var next = makeIterator()
    return pattern.map { $0 == nil ? nil : next.next() }
  }
}
