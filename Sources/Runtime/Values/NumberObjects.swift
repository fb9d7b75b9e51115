package import BigInt

/// A Python int beyond 64 bits.
package final class BigIntObject: Object {
  package let value: BigInt
  package init(_ value: BigInt) { self.value = value }
  override package func type(in interpreter: Interpreter) -> TypeObject { interpreter.types.int }
}

/// A Python `complex`.
package final class ComplexObject: Object {
  package let real: Double
  package let imaginary: Double
  package init(_ real: Double, _ imaginary: Double) {
    self.real = real
    self.imaginary = imaginary
  }
  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.complex
  }
}
