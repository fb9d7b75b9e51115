/// Spelling distance for "did you mean" hints, with the costs and the threshold of CPython's
/// `suggestions.c`.
package enum EditDistance {
  private static let moveCost = 2
  private static let caseCost = 1
  /// Longer names are never suggested, which bounds the work for one candidate.
  private static let maximumLength = 40

  /// Cost of turning one name into the other: 2 for each insertion, deletion, replacement or swap
  /// of neighbours, 1 for a change of case.
  package static func cost(_ left: String, _ right: String) -> Int {
    let a = Array(left.unicodeScalars)
    let b = Array(right.unicodeScalars)
    var beforeLast: [Int] = []
    var last = (0...b.count).map { $0 * moveCost }
    for i in 1..<max(1, a.count + 1) {
      var row = [i * moveCost]
      row.reserveCapacity(b.count + 1)
      for j in 1..<max(1, b.count + 1) {
        let replaced = last[j - 1] + replacementCost(a[i - 1], b[j - 1])
        var best = min(replaced, min(last[j], row[j - 1]) + moveCost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1], a[i - 1] != b[j - 1] {
          best = min(best, beforeLast[j - 2] + moveCost)
        }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }

  private static func replacementCost(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Int {
    if a == b { return 0 }
    return a.properties.lowercaseMapping == b.properties.lowercaseMapping ? caseCost : moveCost
  }

  /// The candidate nearest in spelling, or nil when none is near; ties go to the first in
  /// alphabetical order.
  package static func closest(to name: String, in candidates: some Sequence<String>) -> String? {
    let length = name.unicodeScalars.count
    guard length > 0, length <= maximumLength else { return nil }
    var best: (cost: Int, name: String)?
    for candidate in candidates where candidate != name {
      let candidateLength = candidate.unicodeScalars.count
      guard candidateLength <= maximumLength else { continue }
      let limit = (length + candidateLength + 3) * moveCost / 6
      guard abs(length - candidateLength) * moveCost <= limit else { continue }
      let cost = cost(name, candidate)
      guard cost <= limit else { continue }
      if let best, (best.cost, best.name) <= (cost, candidate) { continue }
      best = (cost, candidate)
    }
    return best?.name
  }
}
