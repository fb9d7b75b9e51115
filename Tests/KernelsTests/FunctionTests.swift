import Arrays
import CKernels
import Testing

@Test(arguments: recordedUnary.indices)
func `a function of one operand is as accurate as promised`(row: Int) {
  let (kernel, limit, words) = recordedUnary[row]
  let operands = stride(from: 0, to: words.count, by: 2).map { Double(bitPattern: words[$0]) }
  let results = values(Kernels.map(kernel, array(operands, [operands.count])))
  for (index, result) in results.enumerated() {
    let expected = Double(bitPattern: words[2 * index + 1])
    let call = "\(kernel)(\(operands[index]))"
    #expect(ulps(result, expected) <= limit, "\(call) = \(result), not \(expected)")
  }
}

@Test(arguments: recordedBinary.indices)
func `a function of two operands is as accurate as promised`(row: Int) {
  let (kernel, limit, words) = recordedBinary[row]
  for index in stride(from: 0, to: words.count, by: 3) {
    let x = Double(bitPattern: words[index])
    let y = Double(bitPattern: words[index + 1])
    let expected = Double(bitPattern: words[index + 2])
    let result = values(Kernels.zip(kernel, array([x], [1]), array([y], [1])))[0]
    #expect(ulps(result, expected) <= limit, "\(kernel)(\(x), \(y)) = \(result), \(expected)")
  }
}

@Test func `special values of functions are those of C99 and NumPy`() {
  func f(_ kernel: UnaryKernel, _ x: Double) -> Double {
    values(Kernels.map(kernel, array([x], [])))[0]
  }
  func g(_ kernel: BinaryKernel, _ x: Double, _ y: Double) -> Double {
    values(Kernels.zip(kernel, array([x], []), array([y], [])))[0]
  }
  let inf = Double.infinity
  #expect(f(.log, 0) == -inf && f(.log, -1).isNaN && f(.sqrt, -1).isNaN)
  #expect(f(.sqrt, -0.0).sign == .minus && f(.exp, -inf) == 0 && f(.exp, 710) == inf)
  #expect(f(.sign, .nan).isNaN && f(.sign, -3) == -1 && f(.sign, -0.0) == 0)
  #expect([0.5, 1.5, 2.5, -0.5].map { f(.rint, $0) } == [0, 2, 2, 0])
  #expect(f(.gamma, 0) == inf && f(.gamma, -0.0) == -inf && f(.gamma, -2).isNaN)
  #expect(f(.gammaln, 0) == inf && f(.gammaln, -3) == inf && f(.digamma, -1).isNaN)
  #expect(f(.erfinv, 1) == inf && f(.erfinv, 1.5).isNaN && f(.ndtri, 0) == -inf)
  #expect(f(.logistic, -1000) == 0 && f(.logistic, 1000) == 1 && f(.sinc, 0) == 1)
  #expect(g(.power, 0, 0) == 1 && g(.power, 1, .nan) == 1 && g(.power, -2, 0.5).isNaN)
  #expect(g(.power, -0.0, -3) == -inf && g(.power, -2, 3) == -8 && g(.power, 3, 2) == 9)
  #expect(g(.maximum, .nan, 1).isNaN && g(.maximum, 1, .nan).isNaN && g(.fmax, .nan, 1) == 1)
  #expect(g(.modulo, -7, 3) == 2 && g(.modulo, 7, -3) == -2 && g(.modulo, 5, 0).isNaN)
  #expect(g(.floorDivide, -7, 2) == -4 && g(.floorDivide, 1, 0) == inf)
  #expect(g(.remainder, -7, 3) == -1 && g(.modulo, 6, -3).sign == .minus)
  #expect(g(.heaviside, 0, 0.5) == 0.5 && g(.heaviside, -1, 0.5) == 0)
  #expect(g(.logaddexp, -inf, -inf) == -inf && g(.logaddexp, inf, 0) == inf)
  #expect(g(.gammainc, 2, 0) == 0 && g(.gammaincc, 2, inf) == 0 && g(.zeta, 1, 2) == inf)
}

@Test func `integers wrap, and division by zero gives zero`() {
  func g(_ kernel: BinaryKernel, _ x: Double, _ y: Double, _ dtype: DType) -> Double {
    values(Kernels.zip(kernel, array([x], [1], dtype), array([y], [1], dtype)))[0]
  }
  #expect(g(.add, 2_147_483_647, 1, .int32) == -2_147_483_648)
  #expect(g(.subtract, 0, 1, .uint8) == 255)
  #expect(g(.multiply, 65536, 65536, .uint32) == 0)
  #expect(g(.floorDivide, -7, 2, .int64) == -4 && g(.modulo, -7, 2, .int64) == 1)
  #expect(g(.floorDivide, 7, 0, .int64) == 0 && g(.modulo, 7, 0, .int32) == 0)
  #expect(g(.floorDivide, -2_147_483_648, -1, .int32) == -2_147_483_648)
  #expect(g(.power, 3, 5, .int64) == 243 && g(.power, -1, -3, .int64) == -1)
  #expect(g(.shiftLeft, 1, 40, .int32) == 0 && g(.shiftRightArithmetic, -8, 70, .int64) == -1)
  #expect(g(.shiftRightLogical, -1, 28, .int32) == 15)
  #expect(g(.gcd, -12, 18, .int64) == 6 && g(.lcm, 4, -6, .int32) == 12)
  let minimum = Kernels.map(.absolute, array([-2_147_483_648], [1], .int32))
  #expect(values(minimum) == [-2_147_483_648])
  #expect(values(Kernels.map(.populationCount, array([255, 7], [2], .uint8))) == [8, 3])
}

@Test func `complex functions keep their branch cuts`() {
  func complex(_ re: [Double], _ im: [Double]) -> NDArray {
    let out = NDArray(uninitialized: .complex128, shape: [re.count])
    let parts = out.buffer.pointer.assumingMemoryBound(to: Double.self)
    for index in re.indices {
      parts[2 * index] = re[index]
      parts[2 * index + 1] = im[index]
    }
    return out
  }
  #expect(values(Kernels.map(.sqrt, complex([-4, -4], [0.0, -0.0]))) == [0, 2, 0, -2])
  #expect(values(Kernels.map(.log, complex([-1, -1], [0.0, -0.0]))) == [0, .pi, 0, -.pi])
  #expect(values(Kernels.map(.absolute, complex([3, -5], [4, 12]))) == [5, 13])
  #expect(Kernels.map(.absolute, complex([3], [4])).dtype == .float64)
  #expect(values(Kernels.map(.sign, complex([3, 0], [4, 0]))) == [0.6, 0.8, 0, 0])
  #expect(values(Kernels.zip(.divide, complex([1], [2]), complex([3], [4]))) == [0.44, 0.08])
  #expect(values(Kernels.zip(.power, complex([1], [2]), complex([2], [0]))) == [-3, 4])
  #expect(
    values(Kernels.zip(.less, complex([1, 1], [2, 3]), complex([1, 1], [3, 2]))) == [1, 0])
}

@Test func `an undefined operation has no result dtype`() {
  #expect(Kernels.result(of: .sin, .int64) == nil)
  #expect(Kernels.result(of: .negative, .bool) == nil)
  #expect(Kernels.result(of: .subtract, .bool) == nil)
  #expect(Kernels.result(of: .bitwiseAnd, .float64) == nil)
  #expect(Kernels.result(of: .floor, .complex128) == nil)
  #expect(Kernels.result(of: .sum, .bool) == nil)
  #expect(Kernels.result(of: .isnan, .complex64) == .bool)
  #expect(Kernels.result(of: .angle, .complex64) == .float32)
  #expect(Kernels.result(of: .argmax, .float32) == .int64)
}
