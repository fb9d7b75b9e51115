import Syntax

/// Operator methods of arrays by name: `a.__add__(b)`, `a.__setitem__(key, value)`, `a.__iadd__(b)`.
extension SpecialMethods {
  static var arrays: [BuiltinFunction] {
    numbers + integers + sequenceReading + equality + ordered + inPlace
      + mutation.filter { $0.name == "__setitem__" }
  }

  private static var ordered: [BuiltinFunction] {
    comparisons.filter { ["__lt__", "__le__", "__gt__", "__ge__"].contains($0.name) }
  }

  private static let inPlaceOperations: [(name: String, operation: BinaryOperator)] = [
    ("iadd", .add), ("isub", .subtract), ("imul", .multiply), ("itruediv", .divide),
    ("ifloordiv", .floorDivide), ("imod", .modulo), ("ipow", .power), ("iand", .bitAnd),
    ("ior", .bitOr), ("ixor", .bitXor), ("ilshift", .shiftLeft), ("irshift", .shiftRight),
    ("imatmul", .matmul),
  ]

  private static var inPlace: [BuiltinFunction] {
    inPlaceOperations.map { name, operation in
      BuiltinFunction.operandMethod(
        "__\(name)__(self, value, /)", "Operator that writes into the array."
      ) {
        interpreter, receiver, value in
        try interpreter.inPlace(operation, receiver, value)
      }
    }
  }
}
