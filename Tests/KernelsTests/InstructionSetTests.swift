import Arrays
import CKernels
import Testing

/// The sets this processor has.
private let sets = ["baseline", "neon", "avx2", "avx512"].filter {
  let before = Kernels.instructionSet
  defer { _ = Kernels.useInstructionSet(before) }
  return Kernels.useInstructionSet($0)
}

/// Bits under every set; other tests that run meanwhile see the same bits whatever the set.
private func underEverySet(_ body: () -> [UInt64]) -> [[UInt64]] {
  let before = Kernels.instructionSet
  defer { _ = Kernels.useInstructionSet(before) }
  return sets.map {
    _ = Kernels.useInstructionSet($0)
    return body()
  }
}

/// Ordinary, tiny, huge and special values, an odd number of them.
private let operands: [Double] =
  stream(801, seed: 5).map { $0 * 6 } + stream(200, seed: 9).map { $0 * 900 }
  + stream(200, seed: 11).map { ($0 * 690).binaryPower }
  + [
    0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 710.3,
    -710.3, 1e300, 88.8, 0.5,
  ]

extension Double {
  fileprivate var binaryPower: Double {
    Double(sign: .plus, exponent: Int(self), significand: 1.2345)
  }
}

@Suite(.serialized) struct InstructionSetTests {
  @Test(arguments: UnaryKernel.allCases)
  func `every instruction set and the scalar path give the same bits`(kernel: UnaryKernel) {
    for dtype in [DType.float32, .float64] where Kernels.result(of: kernel, dtype) != nil {
      let x = array(operands, [operands.count], dtype)
      let results = underEverySet { bits(Kernels.map(kernel, x)).map(quiet) }
      for result in results { #expect(result == results[0], "\(kernel) \(dtype)") }
      for (index, value) in values(x).enumerated() {
        let scalar = Kernels.scalar(kernel, value, dtype)
        #expect(quiet(scalar.bitPattern) == results[0][index], "\(kernel) \(dtype) \(value)")
      }
    }
  }

  @Test(arguments: BinaryKernel.allCases)
  func `every instruction set and the scalar path agree on two operands`(kernel: BinaryKernel) {
    let other = Array(operands[300...] + operands[..<300])
    for dtype in [DType.float32, .float64] where Kernels.result(of: kernel, dtype) != nil {
      let x = array(operands, [operands.count], dtype)
      let y = array(other, [other.count], dtype)
      let results = underEverySet { bits(Kernels.zip(kernel, x, y)).map(quiet) }
      for result in results { #expect(result == results[0], "\(kernel) \(dtype)") }
      for (index, (a, b)) in zip(values(x), values(y)).enumerated() {
        let scalar = Kernels.scalar(kernel, a, b, dtype)
        #expect(quiet(scalar.bitPattern) == results[0][index], "\(kernel) \(dtype) \(a) \(b)")
      }
    }
  }

  @Test func `sums and products of every instruction set have the same bits`() {
    for dtype in [DType.float32, .float64, .complex128] {
      let x = array(stream(45 * 333), [45, 333], dtype)
      let y = array(stream(333 * 70, seed: 4), [333, 70], dtype)
      let sums = underEverySet { bits(Kernels.reduce(.sum, x)) }
      let products = underEverySet { bits(Kernels.matmul(x, y)) }
      let dots = underEverySet {
        bits(Kernels.matmul(array(stream(333), [333], dtype), array(stream(333), [333], dtype)))
      }
      for other in sums { #expect(other == sums[0]) }
      for other in products { #expect(other == products[0]) }
      for other in dots { #expect(other == dots[0]) }
    }
  }

  @Test func `an unknown instruction set is refused`() {
    #expect(!Kernels.useInstructionSet("sparc"))
    #expect(sets.contains(Kernels.instructionSet) && sets.contains("baseline"))
  }
}

/// One NaN for all: payloads and signs of NaN are not part of a result.
private func quiet(_ word: UInt64) -> UInt64 {
  Double(bitPattern: word).isNaN ? Double.nan.bitPattern : word
}
