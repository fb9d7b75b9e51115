import Arrays
import CKernels
import Testing

private let cube = array(stream(3 * 50 * 7), [3, 50, 7])

@Test func `sums have NumPy's bits`() {
  let whole = [
    Kernels.reduce(.sum, cube), Kernels.reduce(.sum, cube.halved(1)),
    Kernels.reduce(.sum, cube.transposed()),
    Kernels.reduce(.sum, array(stream(100_003), [100_003])),
  ]
  #expect(whole.flatMap(bits) == Recorded.sumAll)
  #expect(bits(Kernels.reduce(.sum, cube, axes: [0])) == Recorded.sumFirst)
  #expect(bits(Kernels.reduce(.sum, cube, axes: [2])) == Recorded.sumLast)
  #expect(bits(Kernels.reduce(.sum, cube, axes: [0, 2])) == Recorded.sumOuter)
  let single = [array(stream(1050), [3, 50, 7], .float32), array(stream(9999), [9999], .float32)]
  #expect(single.flatMap { bits(Kernels.reduce(.sum, $0)) } == Recorded.sumSingle)
  #expect(bits(Kernels.reduce(.product, cube, axes: [1])) == Recorded.product)
  let first = array(Array(stream(1050)[..<350]), [50, 7])
  #expect(bits(Kernels.cumulative(.sum, first, axis: 0)) == Recorded.running)
}

@Test func `a sum of complex values has NumPy's bits`() {
  let parts = stream(1050)
  let z = NDArray(uninitialized: .complex128, shape: [50, 7])
  let target = z.buffer.pointer.assumingMemoryBound(to: Double.self)
  for index in 0..<350 {
    target[2 * index] = parts[index]
    target[2 * index + 1] = parts[350 + index]
  }
  #expect(bits(Kernels.reduce(.sum, z, axes: [1])) == Recorded.sumComplex)
}

@Test func `reductions of every kind`() {
  let x = array([3, .nan, 1, 2, 0, 5], [2, 3])
  #expect(values(Kernels.reduce(.max, x, axes: [1])).map(\.isNaN) == [true, false])
  #expect(values(Kernels.reduce(.min, x, axes: [1]))[1] == 0)
  #expect(values(Kernels.reduce(.argmax, x, axes: [1])) == [1, 2])
  #expect(values(Kernels.reduce(.argmin, x)) == [1])
  #expect(values(Kernels.reduce(.any, x, axes: [0])) == [1, 1, 1])
  #expect(values(Kernels.reduce(.all, x, axes: [0])) == [1, 0, 1])
  #expect(Kernels.reduce(.sum, x, axes: [0], keepDims: true).shape == [1, 3])
  let empty = array([], [0, 3])
  #expect(values(Kernels.reduce(.sum, empty, axes: [0])) == [0, 0, 0])
  #expect(values(Kernels.reduce(.product, empty)) == [1])
  #expect(values(Kernels.reduce(.all, empty, axes: [0])) == [1, 1, 1])
  #expect(values(Kernels.reduce(.max, array([1, 9, 4], [3], .uint8))) == [9])
  #expect(values(Kernels.reduce(.sum, array([200, 100], [2], .uint8))) == [44])
}

@Test func `running reductions go both ways`() {
  let x = array([1, 3, 2, 5], [2, 2])
  #expect(values(Kernels.cumulative(.sum, x, axis: 0)) == [1, 3, 3, 8])
  #expect(values(Kernels.cumulative(.product, x, axis: 1, reverse: true)) == [3, 3, 10, 5])
  #expect(values(Kernels.cumulative(.max, x, axis: 1)) == [1, 3, 2, 5])
  #expect(values(Kernels.cumulative(.min, x, axis: 0, reverse: true)) == [1, 3, 2, 5])
  let logs = values(Kernels.cumulative(.logaddexp, array([0, 0, 0], [3]), axis: 0))
  #expect(zip(logs, [0, 0.6931471805599453, 1.0986122886681098]).allSatisfy { ulps($0, $1) <= 2 })
}

@Test func `operands broadcast, and views are read where they stand`() {
  let row = array([1, 2, 3], [3])
  let column = array([10, 20], [2, 1])
  #expect(values(Kernels.zip(.add, row, column)) == [11, 12, 13, 21, 22, 23])
  let x = array([1, 2, 3, 4, 5, 6], [2, 3])
  #expect(values(x.transposed().copied()) == [1, 4, 2, 5, 3, 6])
  #expect(values(Kernels.map(.negative, x.transposed())) == [-1, -4, -2, -5, -3, -6])
  #expect(values(Kernels.zip(.multiply, x.halved(1), x.halved(1))) == [1, 9, 16, 36])
  let condition = Kernels.zip(.greater, row, array([1.5], []))
  #expect(values(Kernels.select(condition, row, array([0], [1]))) == [0, 2, 3])
}

@Test func `an operation may write over its operand, and a copy over an overlapping view`() {
  let x = array([1, 2, 3, 4], [4])
  Kernels.zip(.multiply, x, x, into: x)
  Kernels.map(.sqrt, x, into: x)
  #expect(values(x) == [1, 2, 3, 4])
  var (head, tail) = (x, x)
  head.shape = [3]
  tail.shape = [3]
  tail.offset = 1
  Kernels.copy(head, into: tail)
  #expect(values(x) == [1, 1, 2, 3])
}

@Test func `conversions truncate, wrap and drop as NumPy's`() {
  let x = array([-1.9, 2.7, 300.5], [3])
  #expect(values(Kernels.cast(x, to: .int64)) == [-1, 2, 300])
  #expect(values(Kernels.cast(x, to: .uint8)) == [255, 2, 44])
  #expect(values(Kernels.cast(array([0, -0.0, .nan], [3]), to: .bool)) == [0, 0, 1])
  #expect(values(Kernels.cast(array([.nan], [1]), to: .int64)) == [-9_223_372_036_854_775_808])
  let single = Kernels.cast(Kernels.cast(x, to: .complex64), to: .float32)
  #expect(values(single)[1] == 2.700000047683716)
}

@Test func `rows are gathered and scattered in order`() {
  let x = array([1, 2, 3, 4, 5, 6], [3, 2])
  let index = array([2, 0, 2, 7], [4], .int64)
  #expect(values(Kernels.gather(x, rows: index)) == [5, 6, 1, 2, 5, 6, 0, 0])
  let updates = array([1, 1, 2, 2, 3, 3, 9, 9], [4, 2])
  func scattered(_ mode: ScatterMode) -> [Double] {
    values(Kernels.scatter(updates, rows: index, onto: x, mode))
  }
  #expect(scattered(.set) == [2, 2, 3, 4, 3, 3])
  #expect(scattered(.add) == [3, 4, 3, 4, 9, 10])
  #expect(scattered(.multiply) == [2, 4, 3, 4, 15, 18])
  #expect(scattered(.min) == [1, 2, 3, 4, 1, 1])
  #expect(scattered(.max) == [2, 2, 3, 4, 5, 6])
}

@Test func `sorting is stable, with NaN last`() {
  let x = array([2, .nan, 1, 2, -1, 1], [6])
  #expect(values(Kernels.argsort(x, axis: 0)) == [4, 2, 5, 0, 3, 1])
  #expect(values(Kernels.sort(array([3, 1, 2, 9, 8, 7], [2, 3]), axis: 1)) == [1, 2, 3, 7, 8, 9])
  #expect(values(Kernels.sort(array([3, 1, 2, 9], [2, 2]), axis: 0)) == [2, 1, 3, 9])
  let long = stream(1000).map { ($0 * 20).rounded() }
  let order = values(Kernels.argsort(array(long, [1000]), axis: 0)).map { Int($0) }
  #expect(order == long.indices.sorted { (long[$0], $0) < (long[$1], $1) })
  let edges = array([1, 2, 2, 3], [4])
  let probes = array([0, 2, 2.5, 9], [4])
  #expect(values(Kernels.searchSorted(edges, probes)) == [0, 1, 3, 4])
  #expect(values(Kernels.searchSorted(edges, probes, right: true)) == [0, 3, 3, 4])
}

@Test func `freed memory is used again and stays aligned`() {
  for count in [1, 7, 1000, 300_000, 2_000_000] {
    let first = ag_allocate(count)
    ag_release(first, count)
    let second = ag_allocate(count)
    #expect(first == second && UInt(bitPattern: first) % 64 == 0)
    ag_release(second, count)
  }
  #expect(ag_allocate(1 << 50) == nil)
}
