/// Which expected line goes with which printed one, so that one extra print does not shift all that
/// follow.
enum LineAlignment {
  enum Pairing: Hashable {
    case pair(expected: Int, actual: Int)
    case missing(expected: Int)
    case extra(actual: Int)
  }

  /// Above this many candidate pairs, lines between the common beginning and end are paired by
  /// position.
  static let pairLimit = 250_000

  /// Least-cost alignment.
  ///
  /// `cost` is 0 for equal lines, below `mismatch` for lines that pass, `mismatch` otherwise.
  /// Lines that agree at both ends are taken off first, so a single difference costs one pass.
  static func align(
    expected: Int, actual: Int, cost: (_ expected: Int, _ actual: Int) -> Int
  ) -> [Pairing] {
    var head = 0
    while head < expected, head < actual, cost(head, head) < mismatch { head += 1 }
    var tail = 0
    while tail < expected - head, tail < actual - head,
      cost(expected - 1 - tail, actual - 1 - tail) < mismatch
    {
      tail += 1
    }
    let rows = expected - head - tail
    let columns = actual - head - tail
    var result = (0..<head).map { Pairing.pair(expected: $0, actual: $0) }
    if rows == columns && rows <= 1 || rows * columns > pairLimit {
      let common = min(rows, columns)
      result += (0..<common).map { .pair(expected: head + $0, actual: head + $0) }
      result += (common..<max(common, rows)).map { .missing(expected: head + $0) }
      result += (common..<max(common, columns)).map { .extra(actual: head + $0) }
    } else {
      result += middle(rows, columns) { cost(head + $0, head + $1) }.map { pairing in
        switch pairing {
        case .pair(let e, let a): .pair(expected: head + e, actual: head + a)
        case .missing(let e): .missing(expected: head + e)
        case .extra(let a): .extra(actual: head + a)
        }
      }
    }
    result += (0..<tail).map { index in
      .pair(expected: expected - tail + index, actual: actual - tail + index)
    }
    return result
  }

  static let mismatch = 10
  /// A pair that fails is cheaper than a missing and an extra line.
  private static let gap = 6

  private static func middle(
    _ rows: Int, _ columns: Int, cost: (Int, Int) -> Int
  ) -> [Pairing] {
    let width = columns + 1
    var table = [Int](repeating: 0, count: (rows + 1) * width)
    var pairCost = [Int](repeating: 0, count: rows * max(columns, 1))
    for column in 0...columns { table[column] = column * gap }
    for row in 0..<rows {
      table[(row + 1) * width] = (row + 1) * gap
      for column in 0..<columns {
        let pair = cost(row, column)
        pairCost[row * columns + column] = pair
        table[(row + 1) * width + column + 1] = min(
          table[row * width + column] + pair,
          min(table[row * width + column + 1], table[(row + 1) * width + column]) + gap)
      }
    }
    var result: [Pairing] = []
    var row = rows
    var column = columns
    while row > 0 || column > 0 {
      let here = table[row * width + column]
      if row > 0, column > 0,
        here == table[(row - 1) * width + column - 1] + pairCost[(row - 1) * columns + column - 1]
      {
        row -= 1
        column -= 1
        result.append(.pair(expected: row, actual: column))
      } else if row > 0, here == table[(row - 1) * width + column] + gap {
        row -= 1
        result.append(.missing(expected: row))
      } else {
        column -= 1
        result.append(.extra(actual: column))
      }
    }
    return result.reversed()
  }
}
