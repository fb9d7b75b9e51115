import ArgumentParser

/// One of n parts of the scripts, the same in every process that sees the same durations.
struct ShardSelection {
  let index: Int
  let count: Int

  init(parsing text: String) throws {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1,
      (1...count).contains(index)
    else { throw ValidationError("--shard '\(text)': expected i/n with 1 ≤ i ≤ n") }
    self.index = index
    self.count = count
  }

  /// Longest first, each to the part with least to do; scripts without a duration count as average ones.
  func part(of scripts: [String], duration: (String) -> Double?) -> [String] {
    let known = scripts.map { duration($0) }
    let durations = known.compactMap { $0 }
    let average = durations.isEmpty ? 1 : durations.reduce(0, +) / Double(durations.count)
    let order = scripts.indices.sorted {
      (-(known[$0] ?? average), scripts[$0]) < (-(known[$1] ?? average), scripts[$1])
    }
    var loads = [Double](repeating: 0, count: count)
    var mine: Set<Int> = []
    for script in order {
      let part = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
      loads[part] += max(known[script] ?? average, 1e-3)
      if part == index - 1 { mine.insert(script) }
    }
    return scripts.indices.filter(mine.contains).map { scripts[$0] }
  }
}
