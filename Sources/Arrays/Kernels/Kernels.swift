import CKernels

/// Array operations on concrete values, one C kernel each.
///
/// Every function gives the same bits on every instruction set. Operands of one call have one
/// dtype; the caller promotes and checks shapes first: a shape or dtype that does not fit is a
/// programming error and stops the process with a sentence.
///
/// Unsafe: the files of this folder hand the buffers' pointers to C. Each array passed covers only
/// elements inside its buffer, an invariant of `NDArray`, and the C side reads and writes only
/// elements that shape and strides name.
package enum Kernels {
  /// The instruction set in use: `avx512`, `avx2`, `neon` or `baseline`; `AGRUN_ISA` in the
  /// environment picks one.
  package static var instructionSet: String { String(cString: ag_instruction_set()) }

  /// Switches the instruction set of the whole process; false where the processor lacks it.
  package static func useInstructionSet(_ name: String) -> Bool { ag_force_instruction_set(name) }

  /// How many threads share large operations; bits do not depend on it.
  package static var threads: Int { Int(ag_threads()) }

  /// Sets the number of threads for the whole process.
  package static func useThreads(_ count: Int) {
    ag_set_threads(Int32(clamping: count))
  }

  /// The dtype `map` gives; nil where the function is not defined for `dtype`.
  package static func result(of kernel: UnaryKernel, _ dtype: DType) -> DType? {
    DType(code: ag_unary_result(kernel.code, dtype.code))
  }

  /// The dtype `zip` gives; nil where the function is not defined for `dtype`.
  package static func result(of kernel: BinaryKernel, _ dtype: DType) -> DType? {
    DType(code: ag_binary_result(kernel.code, dtype.code))
  }

  /// The dtype `reduce` gives; nil where the reduction is not defined for `dtype` (sums of bool:
  /// cast first).
  package static func result(of kernel: ReduceKernel, _ dtype: DType) -> DType? {
    DType(code: ag_reduce_result(kernel.code, dtype.code))
  }
}

extension DType {
  var code: Int32 { Int32(rawValue) }
  init?(code: Int32) {
    guard code >= 0 else { return nil }
    self.init(rawValue: UInt8(code))
  }
}

extension UnaryKernel { var code: Int32 { Int32(rawValue) } }
extension BinaryKernel { var code: Int32 { Int32(rawValue) } }
extension ReduceKernel { var code: Int32 { Int32(rawValue) } }
extension CumulativeKernel { var code: Int32 { Int32(rawValue) } }

extension NDArray {
  /// Address of the first element.
  var base: UnsafeMutableRawPointer { buffer.pointer + offset * dtype.itemSize }
  var rankCode: Int32 { Int32(shape.count) }

  /// Strides that repeat this array over `target`, which its shape must broadcast to.
  func strides(broadcastTo target: [Int]) -> [Int] {
    if shape == target { return strides }
    var result = [Int](repeating: 0, count: target.count)
    let lead = target.count - shape.count
    precondition(lead >= 0, "cannot broadcast \(shape) to \(target)")
    for axis in shape.indices where shape[axis] != 1 {
      precondition(shape[axis] == target[axis + lead], "cannot broadcast \(shape) to \(target)")
      result[axis + lead] = strides[axis]
    }
    return result
  }

  /// A view repeated over `target`.
  func view(broadcastTo target: [Int]) -> NDArray {
    var view = self
    view.strides = strides(broadcastTo: target)
    view.shape = target
    return view
  }

  /// True where both name the same elements in the same places, or share nothing.
  func isSafeOperand(for output: NDArray) -> Bool {
    if buffer !== output.buffer { return true }
    return dtype == output.dtype && offset == output.offset && shape == output.shape
      && strides == output.strides
  }
}

/// The shape two operands broadcast to; they must fit.
func broadcastShape(_ x: [Int], _ y: [Int]) -> [Int] {
  if x == y { return x }
  var result = x.count >= y.count ? x : y
  let short = x.count >= y.count ? y : x
  let lead = result.count - short.count
  for axis in short.indices where short[axis] != result[axis + lead] {
    precondition(
      short[axis] == 1 || result[axis + lead] == 1, "shapes \(x) and \(y) do not broadcast")
    if result[axis + lead] == 1 { result[axis + lead] = short[axis] }
  }
  return result
}
