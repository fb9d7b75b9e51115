import Runtime
import Testing

/// Values recorded from CPython 3.11 on 64 bits.
struct HashingTests {
  @Test func `numbers hash modulo the Mersenne prime`() throws {
    let interpreter = Interpreter()
    #expect(try interpreter.hash(.int(-1)) == -2)
    #expect(try interpreter.hash(.int((1 << 61) - 1)) == 0)
    #expect(try interpreter.hash(.int(Int.max)) == 3)
    #expect(try interpreter.hash(.float(0.5)) == 1_152_921_504_606_846_976)
    #expect(try interpreter.hash(.float(.infinity)) == 314_159)
    #expect(try interpreter.hash(.float(3)) == 3)
    #expect(try interpreter.hash(.complex(1, 2)) == 2_000_007)
  }

  @Test func `tuples hash as CPython's`() throws {
    let interpreter = Interpreter()
    #expect(try interpreter.hash(.tuple([.int(1), .int(2)])) == -3_550_055_125_485_641_917)
    #expect(try interpreter.hash(.tuple([])) == 5_740_354_900_026_072_187)
  }

  @Test func `a list is unhashable`() throws {
    let interpreter = Interpreter()
    let error = #expect(throws: Raised.self) { try interpreter.hash(.list([])) }
    let raised = try #require(error)
    #expect(interpreter.matches(raised, .typeError))
    #expect(try interpreter.message(of: raised) == "unhashable type: 'list'")
  }
}
