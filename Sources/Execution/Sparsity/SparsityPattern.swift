/// Which elements of an input each element of an array may depend on: compressed rows of column
/// numbers, ascending, without repetitions.
package struct SparsityPattern: Equatable {
  /// Row `i` holds `columns[starts[i]..<starts[i + 1]]`; one more than there are rows.
  package private(set) var starts: [Int]
  package private(set) var columns: [Int32]
  /// Number of elements of the input.
  package let width: Int

  package var rowCount: Int { starts.count - 1 }

  package subscript(row: Int) -> ArraySlice<Int32> { columns[starts[row]..<starts[row + 1]] }

  private init(width: Int, expectedRows: Int) {
    self.width = width
    starts = [0]
    columns = []
    starts.reserveCapacity(expectedRows + 1)
  }

  /// The pattern of the input itself.
  package static func identity(_ width: Int) -> SparsityPattern {
    var result = SparsityPattern(width: width, expectedRows: width)
    result.columns = (0..<Int32(width)).map { $0 }
    result.starts = Array(0...width)
    return result
  }

  private mutating func append(_ row: some Collection<Int32>) {
    columns.append(contentsOf: row)
    starts.append(columns.count)
  }

  /// Row `i` of the result is row `sources[i]` of this pattern, and empty where that is negative.
  package func gathered(_ sources: [Int]) -> SparsityPattern {
    var result = SparsityPattern(width: width, expectedRows: sources.count)
    for source in sources { result.append(source < 0 ? [] : self[source]) }
    return result
  }

  /// The rows of one pattern after the rows of another.
  package func followed(by other: SparsityPattern) -> SparsityPattern {
    var result = self
    result.columns += other.columns
    result.starts += other.starts.dropFirst().map { $0 + columns.count }
    return result
  }

  /// Row `i` of the result is the union of the rows that `members` yields for it.
  ///
  /// - Complexity: O(columns met), plus sorting each row that is a union of several.
  package func unions(
    count: Int, of members: (_ row: Int, _ add: (Int) -> Void) -> Void
  ) -> SparsityPattern {
    var result = SparsityPattern(width: width, expectedRows: count)
    var lastSeen = [Int32](repeating: -1, count: width)
    for row in 0..<count {
      let start = result.columns.count
      var sources = 0
      members(row) { source in
        sources += 1
        for column in self[source] where lastSeen[Int(column)] != Int32(row) {
          lastSeen[Int(column)] = Int32(row)
          result.columns.append(column)
        }
      }
      if sources > 1 { result.columns[start...].sort() }
      result.starts.append(result.columns.count)
    }
    return result
  }

  /// Row by row the union of two patterns of as many rows.
  package func union(_ other: SparsityPattern) -> SparsityPattern {
    let rows = rowCount
    precondition(rows == other.rowCount, "as many rows")
    return followed(by: other).unions(count: rows) { row, add in
      add(row)
      add(rows + row)
    }
  }

  /// `count` rows, each the union of all of this pattern: what an operation of unknown structure
  /// makes of it.
  package func spread(over count: Int) -> SparsityPattern {
    let all = unions(count: 1) { _, add in (0..<rowCount).forEach(add) }
    return all.gathered([Int](repeating: 0, count: count))
  }

  /// The same entries by column: row `j` of the result holds the rows in which column `j` stands.
  package var transposed: SparsityPattern {
    var counts = [Int](repeating: 0, count: width + 1)
    for column in columns { counts[Int(column) + 1] += 1 }
    for column in 0..<width { counts[column + 1] += counts[column] }
    var result = SparsityPattern(width: rowCount, expectedRows: width)
    result.starts = counts
    result.columns = [Int32](repeating: 0, count: columns.count)
    var next = counts
    for row in 0..<rowCount {
      for column in self[row] {
        result.columns[next[Int(column)]] = Int32(row)
        next[Int(column)] += 1
      }
    }
    return result
  }

  /// A colour for each column, so that no two columns of one colour stand in one row, and how many
  /// colours there are: greedily in the columns' order (Curtis, Powell and Reid 1974).
  ///
  /// The columns of one colour share a directional derivative, from which each of their entries can be read.
  package func columnColours() -> (colours: [Int], count: Int) {
    let rowsOf = transposed
    var colours = [Int](repeating: -1, count: width)
    var takenBy = [Int](repeating: -1, count: width + 1)
    var count = 0
    for column in 0..<width {
      for row in rowsOf[column] {
        for neighbour in self[Int(row)] where colours[Int(neighbour)] >= 0 {
          takenBy[colours[Int(neighbour)]] = column
        }
      }
      var colour = 0
      while takenBy[colour] == column { colour += 1 }
      colours[column] = colour
      count = max(count, colour + 1)
    }
    return (colours, count)
  }
}
