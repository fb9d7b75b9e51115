package import Arrays

/// `numpy.dtype`.
package final class DTypeObject: Object {
  package let dtype: DType

  package init(_ dtype: DType) { self.dtype = dtype }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.numericTypes.dtype
  }
  override package func str(in interpreter: Interpreter) -> String { dtype.name }
  override package func repr(in interpreter: Interpreter) -> String { "dtype('\(dtype.name)')" }
  override package func hash(in interpreter: Interpreter) -> Int? {
    Int(dtype.rawValue) + 1_000_003
  }
  override package func isTruthy(in interpreter: Interpreter) -> Bool { false }

  override package func isEqual(to other: Value, in interpreter: Interpreter) throws -> Bool? {
    guard let other = try? interpreter.dtype(from: other) else { return false }
    return other == dtype
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "name": .string(dtype.name)
    case "itemsize": .int(dtype.itemSize)
    case "kind": .string(dtype.kindCode)
    case "char": .string(dtype.characterCode)
    case "str": .string((dtype.itemSize == 1 ? "|" : "<") + dtype.kindCode + String(dtype.itemSize))
    case "type": .object(interpreter.numericTypes.scalar(dtype))
    case "ndim": .int(0)
    case "shape": .tuple([])
    default: nil
    }
  }

  override package var isCallable: Bool { false }
}

extension DType {
  /// NumPy's one-letter class: `f`, `i`, `u`, `b`, `c`.
  var kindCode: String {
    switch self {
    case .bool: "b"
    case .int8, .int16, .int32, .int64: "i"
    case .uint8, .uint16, .uint32, .uint64: "u"
    case .float32, .float64: "f"
    case .complex64, .complex128: "c"
    }
  }

  var characterCode: String {
    switch self {
    case .bool: "?"
    case .uint8: "B"
    case .int8: "b"
    case .int16: "h"
    case .uint16: "H"
    case .int32: "i"
    case .uint32: "I"
    case .int64: "l"
    case .uint64: "L"
    case .float32: "f"
    case .float64: "d"
    case .complex64: "F"
    case .complex128: "D"
    }
  }

  /// JAX's short name, as abstract values print it: `f32`.
  var shortName: String {
    switch self {
    case .bool: "bool"
    case .uint8: "u8"
    case .int8: "i8"
    case .int16: "i16"
    case .uint16: "u16"
    case .int32: "i32"
    case .uint32: "u32"
    case .int64: "i64"
    case .uint64: "u64"
    case .float32: "f32"
    case .float64: "f64"
    case .complex64: "c64"
    case .complex128: "c128"
    }
  }

  /// The dtype of a text such as `float32`, `f4`, `<f8` or `int`; nil where agrun has none of that name.
  init?(text: String) {
    var name = text
    if let first = name.first, "<=|".contains(first) { name.removeFirst() }
    switch name {
    case "bool", "bool_", "?", "b1": self = .bool
    case "uint8", "u1", "B", "ubyte": self = .uint8
    case "int8", "i1", "b", "byte": self = .int8
    case "int16", "i2", "h", "short": self = .int16
    case "uint16", "u2", "H", "ushort": self = .uint16
    case "int32", "i4", "i", "intc": self = .int32
    case "uint32", "u4", "I", "uintc": self = .uint32
    case "int64", "i8", "int", "l", "q", "int_", "intp", "long", "longlong": self = .int64
    case "uint64", "u8", "uint", "L", "Q", "uintp": self = .uint64
    case "float32", "f4", "f", "single": self = .float32
    case "float64", "f8", "d", "float", "double": self = .float64
    case "complex64", "c8", "F", "csingle": self = .complex64
    case "complex128", "c16", "D", "complex", "cdouble": self = .complex128
    default: return nil
    }
  }
}

extension Interpreter {
  /// The Python types of arrays; made when a script first needs them.
  package var numericTypes: NumericTypes {
    if let types = numerics.types { return types }
    let types = NumericTypes(self)
    numerics.types = types
    return types
  }

  /// The dtype that an argument names; nil for `None` and parameters that were left out.
  ///
  /// - Throws: NumPy's `TypeError` where the value names no dtype, and agrun's where it has none of that name.
  package func dtype(from value: Value) throws -> DType? {
    switch value {
    case .none, .unbound: return nil
    case .string(let string):
      if let dtype = DType(text: string.text) { return dtype }
      throw missingDType(string.text)
    case .object(let object):
      if let dtype = object as? DTypeObject { return dtype.dtype }
      if let array = object as? ArrayObject, array.flavor != .array { break }
      guard let type = object as? TypeObject else { break }
      if type === types.int { return .int64 }
      if type === types.float { return .float64 }
      if type === types.bool { return .bool }
      if type === types.complex { return .complex128 }
      let numeric = numericTypes
      for dtype in DType.allCases
      where type === numeric.scalar(dtype) || type === numeric.jaxScalar(dtype) {
        return dtype
      }
      if type === numeric.floating || type === numeric.inexact { return .float64 }
      if type === numeric.integer || type === numeric.signedInteger { return .int64 }
    default: break
    }
    throw Raised(.typeError, "Cannot interpret '\(try repr(value))' as a data type")
  }

  private func missingDType(_ name: String) -> Raised {
    switch name {
    case "float16", "f2", "e", "half", "object", "O", "str", "U",
      "longdouble", "float128":
      Raised(
        .typeError,
        "dtype \(name) is not available in agrun (available: \(DType.allCases.map(\.name).joined(separator: ", ")))"
      )
    default: Raised(.typeError, "data type '\(name)' not understood")
    }
  }
}
