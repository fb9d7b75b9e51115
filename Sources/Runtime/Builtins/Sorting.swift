extension Interpreter {
  /// A stable sort by `<`, as `sorted` and `list.sort` do it: equal elements keep their order, also in reverse.
  package func sorted(_ elements: [Value], key: Value, isReversed: Bool) throws -> [Value] {
    guard elements.count > 1 else {
      if !key.isNone { for element in elements { _ = try call(key, [element]) } }
      return elements
    }
    if key.isNone { return try sortedPlainly(elements, isReversed) }
    let keys = try elements.map { try call(key, [$0]) }
    // Sorting backwards, then reversing, keeps equal elements in order.
    let order = try sortedIndices(keys, isReversed)
    return order.map { elements[$0] }
  }

  private func sortedPlainly(_ elements: [Value], _ isReversed: Bool) throws -> [Value] {
    if let numbers = Sorting.ints(elements) {
      let sorted = isReversed ? numbers.sorted(by: >) : numbers.sorted()
      return sorted.map { .int($0) }
    }
    if let numbers = Sorting.floats(elements) {
      // Equal floats may differ as −0.0 and 0.0, so the order must be stable; NaN makes `<` no order at all.
      if !numbers.contains(where: \.isNaN) {
        let sorted = isReversed ? numbers.sorted(by: >) : numbers.sorted(by: <)
        return sorted.map { .float($0) }
      }
    }
    let order = try sortedIndices(elements, isReversed)
    return order.map { elements[$0] }
  }

  /// Indices of keys in ascending (or, reversed, descending) order.
  private func sortedIndices(_ keys: [Value], _ isReversed: Bool) throws -> [Int] {
    if let numbers = Sorting.ints(keys) { return Sorting.indices(numbers, isReversed) }
    if let numbers = Sorting.floats(keys), !numbers.contains(where: \.isNaN) {
      return Sorting.indices(numbers, isReversed)
    }
    var order = Array(keys.indices)
    if isReversed { order.reverse() }
    try Sorting.sort(&order) { try self.isLess(keys[$0], keys[$1]) }
    if isReversed { order.reverse() }
    return order
  }
}

enum Sorting {
  static func ints(_ values: [Value]) -> [Int]? {
    guard case .int? = values.first else { return nil }
    var result: [Int] = []
    result.reserveCapacity(values.count)
    for value in values {
      guard case .int(let number) = value else { return nil }
      result.append(number)
    }
    return result
  }

  static func floats(_ values: [Value]) -> [Double]? {
    guard case .float? = values.first else { return nil }
    var result: [Double] = []
    result.reserveCapacity(values.count)
    for value in values {
      guard case .float(let number) = value else { return nil }
      result.append(number)
    }
    return result
  }

  /// Swift's sort is stable in practice but does not promise it: ties are broken by position.
  static func indices<Number: Comparable>(_ keys: [Number], _ isReversed: Bool) -> [Int] {
    isReversed
      ? keys.indices.sorted { keys[$0] > keys[$1] || (keys[$0] == keys[$1] && $0 < $1) }
      : keys.indices.sorted { keys[$0] < keys[$1] || (keys[$0] == keys[$1] && $0 < $1) }
  }

  /// CPython's list sort: ascending or strictly descending runs, extended to a minimum by binary
  /// insertion, merged while the invariants of the run stack ask for it.
  ///
  /// Comparisons come in CPython's order except for galloping.
  static func sort(_ order: inout [Int], isLess: (Int, Int) throws -> Bool) throws {
    let count = order.count
    var remaining = count
    var start = 0
    let minimum = minimumRun(count)
    var runs: [(start: Int, count: Int)] = []
    while remaining > 0 {
      var length = try runLength(&order, start, count, isLess)
      if length < minimum {
        let forced = min(remaining, minimum)
        try insertionSort(&order, start, start + length, start + forced, isLess)
        length = forced
      }
      runs.append((start, length))
      while runs.count > 1 {
        let last = runs.count - 1
        if last >= 2, runs[last - 2].count <= runs[last - 1].count + runs[last].count {
          let at = runs[last - 2].count < runs[last].count ? last - 2 : last - 1
          try merge(&order, &runs, at, isLess)
        } else if runs[last - 1].count <= runs[last].count {
          try merge(&order, &runs, last - 1, isLess)
        } else {
          break
        }
      }
      start += length
      remaining -= length
    }
    while runs.count > 1 {
      let last = runs.count - 1
      let at = last >= 2 && runs[last - 2].count < runs[last].count ? last - 2 : last - 1
      try merge(&order, &runs, at, isLess)
    }
  }

  private static func minimumRun(_ count: Int) -> Int {
    var count = count
    var rest = 0
    while count >= 64 {
      rest |= count & 1
      count >>= 1
    }
    return count + rest
  }

  private static func runLength(
    _ order: inout [Int], _ start: Int, _ end: Int, _ isLess: (Int, Int) throws -> Bool
  ) throws -> Int {
    guard start + 1 < end else { return end - start }
    var position = start + 2
    if try isLess(order[start + 1], order[start]) {
      while position < end, try isLess(order[position], order[position - 1]) { position += 1 }
      order[start..<position].reverse()
    } else {
      while position < end, !(try isLess(order[position], order[position - 1])) { position += 1 }
    }
    return position - start
  }

  private static func insertionSort(
    _ order: inout [Int], _ start: Int, _ sortedEnd: Int, _ end: Int,
    _ isLess: (Int, Int) throws -> Bool
  ) throws {
    for position in max(sortedEnd, start + 1)..<max(end, sortedEnd, start + 1) {
      let pivot = order[position]
      var low = start
      var high = position
      while low < high {
        let middle = (low + high) >> 1
        if try isLess(pivot, order[middle]) { high = middle } else { low = middle + 1 }
      }
      order.remove(at: position)
      order.insert(pivot, at: low)
    }
  }

  private static func merge(
    _ order: inout [Int], _ runs: inout [(start: Int, count: Int)], _ at: Int,
    _ isLess: (Int, Int) throws -> Bool
  ) throws {
    let (left, right) = (runs[at], runs[at + 1])
    runs[at].count += right.count
    runs.remove(at: at + 1)
    let first = Array(order[left.start..<(left.start + left.count)])
    var (i, j, target) = (0, right.start, left.start)
    let end = right.start + right.count
    while i < first.count, j < end {
      if try isLess(order[j], first[i]) {
        order[target] = order[j]
        j += 1
      } else {
        order[target] = first[i]
        i += 1
      }
      target += 1
    }
    while i < first.count {
      order[target] = first[i]
      i += 1
      target += 1
    }
  }
}
