import CKernels

extension Kernels {
  /// Matrix product over the last two axes; leading axes broadcast.
  ///
  /// A vector on the left is a row, on the right a column, and its axis is dropped from the result,
  /// as `@` does. Each element is one chain of fused multiply-adds in the order of k, whatever the
  /// shape, except that a single dot product has lanes of its own (`product_rows.inc`). Complexity:
  /// O(batch · m · n · k).
  package static func matmul(_ x: NDArray, _ y: NDArray) -> NDArray {
    precondition(x.dtype == y.dtype && x.rank > 0 && y.rank > 0)
    var x = x
    var y = y
    let dropsRow = x.rank == 1
    let dropsColumn = y.rank == 1
    if dropsRow {
      x.shape.insert(1, at: 0)
      x.strides.insert(0, at: 0)
    }
    if dropsColumn {
      y.shape.append(1)
      y.strides.append(0)
    }
    let (m, k) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
    let n = y.shape[y.rank - 1]
    precondition(y.shape[y.rank - 2] == k, "matmul of \(x.shape) and \(y.shape)")
    let batch = broadcastShape(Array(x.shape.dropLast(2)), Array(y.shape.dropLast(2)))
    var out = NDArray(uninitialized: x.dtype, shape: batch + [m, n])
    multiply(x, y, into: out, batch: batch, m: m, n: n, k: k)
    if dropsColumn {
      out.shape.removeLast()
      out.strides.removeLast()
    }
    if dropsRow {
      let axis = out.shape.count - (dropsColumn ? 1 : 2)
      out.shape.remove(at: axis)
      out.strides.remove(at: axis)
    }
    return out
  }

  private static func multiply(
    _ x: NDArray, _ y: NDArray, into out: NDArray, batch: [Int], m: Int, n: Int, k: Int
  ) {
    let x = x.view(broadcastTo: batch + [m, k])
    let y = y.view(broadcastTo: batch + [k, n])
    let rank = batch.count
    let size = x.dtype.itemSize
    let count = batch.reduce(1, *)
    var index = [Int](repeating: 0, count: rank)
    var xOffset = 0
    var yOffset = 0
    for position in 0..<count {
      let done = ag_matmul(
        x.dtype.code, m, n, k, x.base + xOffset * size, x.strides[rank], x.strides[rank + 1],
        y.base + yOffset * size, y.strides[rank], y.strides[rank + 1],
        out.base + position * m * n * size, n, 1)
      precondition(done)
      for axis in (0..<rank).reversed() {
        index[axis] += 1
        xOffset += x.strides[axis]
        yOffset += y.strides[axis]
        if index[axis] < batch[axis] { break }
        xOffset -= x.strides[axis] * batch[axis]
        yOffset -= y.strides[axis] * batch[axis]
        index[axis] = 0
      }
    }
  }
}
