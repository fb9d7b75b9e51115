import Arrays
import CKernels
import Testing

@Test func `codes and names of the kernels agree with the C side`() {
  #expect(UnaryKernel.allCases.count == Int(AG_UNARY_COUNT.rawValue))
  for kernel in UnaryKernel.allCases {
    #expect(String(cString: ag_unary_name(Int32(kernel.rawValue))) == "\(kernel)")
  }
  #expect(BinaryKernel.allCases.count == Int(AG_BINARY_COUNT.rawValue))
  for kernel in BinaryKernel.allCases {
    #expect(String(cString: ag_binary_name(Int32(kernel.rawValue))) == "\(kernel)")
  }
  #expect(ReduceKernel.allCases.count == Int(AG_REDUCE_COUNT.rawValue))
  for kernel in ReduceKernel.allCases {
    #expect(String(cString: ag_reduce_name(Int32(kernel.rawValue))) == "\(kernel)")
  }
  #expect(CumulativeKernel.allCases.count == Int(AG_SCAN_COUNT.rawValue))
  for kernel in CumulativeKernel.allCases {
    #expect(String(cString: ag_scan_name(Int32(kernel.rawValue))) == "\(kernel)")
  }
  #expect(DType.allCases.count == Int(AG_DTYPE_COUNT.rawValue))
}
