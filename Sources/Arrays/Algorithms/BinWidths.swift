#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Rules for the number of equal bins of a histogram, by NumPy's names.
package enum BinRule: String, Hashable, Sendable, CaseIterable {
  case auto, doane, fd, rice, scott, sqrt, stone, sturges

  /// The number of bins for the values within a range (nil: their own extremes).
  ///
  /// - Throws: What `Histograms.edges` throws for the range.
  package func bins(for values: NDArray, range: (Double, Double)?) throws(ShapeError) -> Int {
    let edges = try Histograms.edges(of: values, bins: 1, range: range).doubles
    let kept = values.doubles.filter { range == nil || ($0 >= edges[0] && $0 <= edges[1]) }
    if kept.isEmpty { return 1 }
    var width = try width(NDArray(kept))
    if width == 0 { return 1 }
    if values.dtype.isInteger && width < 1 { width = 1 }
    return Int(((edges[1] - edges[0]) / width).rounded(.up))
  }

  private func width(_ x: NDArray) throws(ShapeError) -> Double {
    let values = x.doubles
    let count = Double(values.count)
    let spread = (values.max() ?? 0) - (values.min() ?? 0)
    switch self {
    case .sqrt: return spread / count.squareRoot()
    case .stone: return try BinRule.stoneWidth(x, spread)
    case .sturges: return spread / (log2(count) + 1)
    case .rice: return spread / (2 * pow(count, 1.0 / 3.0))
    case .scott:
      return pow(24 * Double.pi.squareRoot() / count, 1.0 / 3.0) * BinRule.deviation(values)
    case .fd:
      let quartiles = try x.quantile(NDArray([0.75, 0.25])).doubles
      return 2 * (quartiles[0] - quartiles[1]) * pow(count, -1.0 / 3.0)
    case .auto:
      let (fd, sturges, sqrt) = (
        try BinRule.fd.width(x), try BinRule.sturges.width(x), try BinRule.sqrt.width(x)
      )
      return min(max(fd, sqrt / 2), sturges)
    case .doane:
      let deviation = BinRule.deviation(values)
      if values.count <= 2 || deviation <= 0 { return 0 }
      let mean = values.reduce(0, +) / count
      let skewness = values.reduce(0) { $0 + pow(($1 - mean) / deviation, 3) } / count
      let error = (6 * (count - 2) / ((count + 1) * (count + 3))).squareRoot()
      return spread / (1 + log2(count) + log2(1 + abs(skewness) / error))
    }
  }

  /// Least estimated integrated squared error by leave-one-out cross-validation (Stone, 1984).
  private static func stoneWidth(_ x: NDArray, _ spread: Double) throws(ShapeError) -> Double {
    let count = x.count
    if count <= 1 || spread == 0 { return 0 }
    let most = max(100, Int(Double(count).squareRoot()))
    var best = (loss: Double.infinity, bins: 1)
    for bins in 1...most {
      let edges = try Histograms.edges(of: x, bins: bins, range: nil)
      let counts = Histograms.equalBins(x, edges: edges, weights: nil).doubles
      let width = spread / Double(bins)
      let squares = counts.reduce(0) { $0 + ($1 / Double(count)) * ($1 / Double(count)) }
      let loss = (2 - Double(count + 1) * squares) / width
      if loss < best.loss { best = (loss, bins) }
    }
    return spread / Double(best.bins)
  }

  private static func deviation(_ values: [Double]) -> Double {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
  }
}

extension Histograms {
  /// `np.histogramdd` over given edges: counts (or sums of weights) as float64, one axis a sample
  /// column.
  ///
  /// - Parameters:
  ///   - sample: Shape (points, dimensions).
  ///   - edges: Increasing edges of each dimension; the last bin of each is closed.
  package static func joint(
    _ sample: NDArray, edges: [NDArray], weights: NDArray? = nil
  ) throws(ShapeError) -> NDArray {
    let dimensions = edges.count
    guard sample.rank == 2, sample.shape[1] == dimensions else {
      throw .other(
        "The dimension of bins must be equal to the dimension of the sample x.")
    }
    let bounds = edges.map(\.doubles)
    let shape = bounds.map { $0.count - 1 }
    let strides = NDArray.contiguousStrides(of: shape)
    let values = sample.doubles
    let weightValues = weights?.doubles
    var sums = [Double](repeating: 0, count: shape.reduce(1, *))
    for point in 0..<sample.shape[0] {
      var place = 0
      for dimension in 0..<dimensions where place >= 0 {
        let value = values[point * dimensions + dimension]
        let row = bounds[dimension]
        guard let last = row.last, value >= row[0], value <= last else {
          place = -1
          continue
        }
        let bin = min(row.lastIndex { $0 <= value } ?? 0, row.count - 2)
        place += bin * strides[dimension]
      }
      if place >= 0 { sums[place] += weightValues?[point] ?? 1 }
    }
    return NDArray(sums, shape: shape)
  }
}
