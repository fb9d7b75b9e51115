import Arrays
import Autodiff

/// General products as batched matrix products of strided views.
enum Products {
  /// Batch axes, then the left operand's free axes, then the right one's.
  static func dot(_ x: NDArray, _ y: NDArray, _ d: DotDimensions) throws -> NDArray {
    let leftFree = d.leftFree(rank: x.rank)
    let rightFree = d.rightFree(rank: y.rank)
    let batch = d.leftBatch.map { x.shape[$0] }
    let rows = leftFree.map { x.shape[$0] }
    let columns = rightFree.map { y.shape[$0] }
    let depth = d.leftContracting.reduce(1) { $0 * x.shape[$1] }
    let m = rows.reduce(1, *)
    let n = columns.reduce(1, *)
    let size = batch.reduce(1, *)
    let shape = batch + rows + columns
    if shape.contains(0) { return NDArray(uninitialized: x.dtype, shape: shape) }
    let left = try x.transposed(d.leftBatch + leftFree + d.leftContracting)
    let right = try y.transposed(d.rightBatch + d.rightContracting + rightFree)
    if batch.isEmpty {
      if leftFree.isEmpty, rightFree.isEmpty {
        return try Kernels.matmul(left.reshaped([depth]), right.reshaped([depth])).reshaped(shape)
      }
      return try Kernels.matmul(left.reshaped([m, depth]), right.reshaped([depth, n]))
        .reshaped(shape)
    }
    return try Kernels.matmul(
      left.reshaped([size, m, depth]), right.reshaped([size, depth, n])
    ).reshaped(shape)
  }
}
