import Arrays
import CKernels
import Testing

/// One chain of fused multiply-adds an element.
private func chains(_ x: [Double], _ y: [Double], _ m: Int, _ n: Int, _ k: Int) -> [Double] {
  var out = [Double](repeating: 0, count: m * n)
  for row in 0..<m {
    for column in 0..<n {
      for step in 0..<k {
        out[row * n + column].addProduct(x[row * k + step], y[step * n + column])
      }
    }
  }
  return out
}

@Test(arguments: [
  [2, 3, 4], [1, 9, 30], [9, 1, 30], [70, 50, 300], [33, 97, 40], [200, 30, 513],
])
func `a matrix product is one chain of fused steps an element, whatever its layout`(size: [Int]) {
  let (m, n, k) = (size[0], size[1], size[2])
  let left = stream(m * k)
  let right = stream(k * n, seed: 2)
  let expected = chains(left, right, m, n, k).map(\.bitPattern)
  let x = array(left, [m, k])
  let y = array(right, [k, n])
  let flippedX = x.transposed().copied().transposed()
  let flippedY = y.transposed().copied().transposed()
  #expect(bits(Kernels.matmul(x, y)) == expected)
  #expect(bits(Kernels.matmul(flippedX, y)) == expected)
  #expect(bits(Kernels.matmul(x, flippedY)) == expected)
  #expect(bits(Kernels.matmul(flippedX, flippedY)) == expected)
}

@Test func `vectors and batches multiply as with the matrix operator`() {
  let x = array([1, 2, 3, 4, 5, 6], [2, 3])
  let v = array([1, 0, 2], [3])
  #expect(values(Kernels.matmul(x, v)) == [7, 16] && Kernels.matmul(x, v).shape == [2])
  #expect(values(Kernels.matmul(v, x.transposed())) == [7, 16])
  #expect(values(Kernels.matmul(v, v)) == [5] && Kernels.matmul(v, v).shape == [])
  let batch = array((0..<12).map(Double.init), [2, 2, 3])
  let product = Kernels.matmul(batch, x.transposed())
  #expect(product.shape == [2, 2, 2])
  #expect(values(product) == [8, 17, 26, 62, 44, 107, 62, 152])
  let integers = Kernels.matmul(array([1, 2, 3, 4], [2, 2], .int32), array([5, 6], [2], .int32))
  #expect(values(integers) == [17, 39] && integers.dtype == .int32)
  let empty = Kernels.matmul(array([], [2, 0]), array([], [0, 3]))
  #expect(values(empty) == [0, 0, 0, 0, 0, 0])
}

@Test func `a short dot product rounds every product, a long one runs in 32 lanes`() {
  let x = stream(100)
  let y = stream(100, seed: 2)
  let short = zip(x[..<15], y[..<15]).reduce(0) { $0 + $1.0 * $1.1 }
  let result = Kernels.matmul(array(Array(x[..<15]), [15]), array(Array(y[..<15]), [15]))
  #expect(values(result)[0] == short)
  var lanes = [Double](repeating: 0, count: 32)
  for index in 0..<96 { lanes[index % 32].addProduct(x[index], y[index]) }
  for half in [16, 8, 4, 2, 1] { for lane in 0..<half { lanes[lane] += lanes[lane + half] } }
  for index in 96..<100 { lanes[0].addProduct(x[index], y[index]) }
  #expect(values(Kernels.matmul(array(x, [100]), array(y, [100])))[0] == lanes[0])
}
