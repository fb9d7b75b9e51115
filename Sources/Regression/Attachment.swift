import Records

/// Which expectation takes which output.
enum Attachment {
  /// Outputs of each expectation, and those that no expectation takes.
  struct Result {
    var outputs: [[OutputRecord]]
    var unexpected: [OutputRecord]
  }

  /// An output belongs to the innermost expected statement that was being executed: the print
  /// statement itself, a compound statement around it, then the same for each caller.
  static func attach(
    _ outputs: [OutputRecord], to expectations: [ExpectationSpec]
  ) -> Result {
    let owner = owners(expectations)
    var result = Result(
      outputs: Array(repeating: [], count: expectations.count), unexpected: [])
    for output in outputs {
      let frames = [output.site.line] + output.callers.map(\.line)
      if let index = frames.lazy.compactMap({ owner[$0] }).first {
        result.outputs[index].append(output)
      } else {
        result.unexpected.append(output)
      }
    }
    return result
  }

  /// The innermost expected statement of each line; definitions print nothing themselves.
  private static func owners(_ expectations: [ExpectationSpec]) -> [Int: Int] {
    let candidates = expectations.indices.compactMap { index -> (Int, ClosedRange<Int>)? in
      guard !expectations[index].followsDefinition else { return nil }
      return expectations[index].statement.map { (index, $0) }
    }
    var owner: [Int: Int] = [:]
    // Inner statements are shorter and are written over the outer ones.
    for (index, lines) in candidates.sorted(by: { $0.1.count > $1.1.count }) {
      for line in lines { owner[line] = index }
    }
    return owner
  }
}
