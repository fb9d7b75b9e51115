import Arrays
import Autodiff

/// Gathers and scatters along any axis, by way of the first.
enum Rows {
  static func take(_ x: NDArray, _ indices: NDArray, axis: Int) throws -> NDArray {
    let index = indices.dtype == .int64 ? indices : Kernels.cast(indices, to: .int64)
    if axis == 0 { return Kernels.gather(x, rows: index) }
    let rows = try x.movedAxes([axis], to: [0])
    let taken = Kernels.gather(rows.contiguous(), rows: index)
    return try moved(taken, indexRank: indices.rank, axis: axis, inverse: false)
  }

  static func scatter(
    _ kind: ScatterKind, _ x: NDArray, _ indices: NDArray, _ updates: NDArray, axis: Int
  ) throws -> NDArray {
    let index = indices.dtype == .int64 ? indices : Kernels.cast(indices, to: .int64)
    let mode: ScatterMode =
      switch kind {
      case .set: .set
      case .add: .add
      case .multiply: .multiply
      case .min: .min
      case .max: .max
      }
    if axis == 0 { return Kernels.scatter(updates, rows: index, onto: x, mode) }
    let rows = try x.movedAxes([axis], to: [0])
    let ordered = try moved(updates, indexRank: indices.rank, axis: axis, inverse: true)
    let result = Kernels.scatter(ordered.contiguous(), rows: index, onto: rows.contiguous(), mode)
    return try result.movedAxes([0], to: [axis])
  }

  /// Moves the block of index axes from the front to `axis`, or back.
  private static func moved(
    _ x: NDArray, indexRank: Int, axis: Int, inverse: Bool
  ) throws -> NDArray {
    let front = Array(0..<indexRank)
    let places = front.map { $0 + axis }
    return inverse
      ? try x.movedAxes(places, to: front) : try x.movedAxes(front, to: places)
  }
}
