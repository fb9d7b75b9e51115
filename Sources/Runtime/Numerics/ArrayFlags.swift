import Arrays

/// `array.flags`.
package final class ArrayFlags: Object {
  private let array: ArrayObject

  init(_ array: ArrayObject) { self.array = array }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("numpy.flagsobj") {
      TypeObject("flagsobj", module: "numpy._core.multiarray", base: interpreter.types.object)
    }
  }

  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    guard let name = key.text else { throw Raised(.keyError, "Unknown flag") }
    let full = ["C": "c_contiguous", "F": "f_contiguous", "W": "writeable", "O": "owndata"]
    guard let flag = try attribute(Name(full[name] ?? name.lowercased()), in: interpreter) else {
      throw Raised(.keyError, "Unknown flag")
    }
    return flag
  }

  override package func setItem(at key: Value, to value: Value, in interpreter: Interpreter)
    throws -> Bool
  {
    guard let name = key.text else { return false }
    return try setAttribute(
      Name(name == "W" ? "writeable" : name.lowercased()), to: value, in: interpreter)
  }

  private var isWriteable: Bool { !array.isReadOnly && array.flavor == .array }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    let elements = try interpreter.numerics.value(of: array)
    let isC = elements.isContiguous
    let isF = try elements.transposed().isContiguous
    switch name {
    case "writeable": return .bool(isWriteable)
    case "c_contiguous", "contiguous": return .bool(isC)
    case "f_contiguous", "fortran": return .bool(isF)
    case "fnc": return .bool(isF && !isC)
    case "forc": return .bool(isF || isC)
    case "owndata": return .bool(array.base == nil)
    case "aligned": return .true
    case "behaved": return .bool(isWriteable)
    case "carray": return .bool(isC && isWriteable)
    case "farray": return .bool(isF && !isC && isWriteable)
    case "writebackifcopy": return .false
    default: return nil
    }
  }

  override package func setAttribute(_ name: Name, to value: Value, in interpreter: Interpreter)
    throws -> Bool
  {
    guard name == "writeable" else { return false }
    let isOn = try interpreter.isTruthy(value)
    if isOn, let base = array.base, base.isReadOnly {
      throw Raised(.valueError, "cannot set WRITEABLE flag to True of this array")
    }
    array.isReadOnly = !isOn
    return true
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    let names = [
      "C_CONTIGUOUS", "F_CONTIGUOUS", "OWNDATA", "WRITEABLE", "ALIGNED", "WRITEBACKIFCOPY",
    ]
    return try names.map { name in
      let flag = try attribute(Name(name.lowercased()), in: interpreter) ?? .false
      return "  \(name) : \(try interpreter.repr(flag))\n"
    }.joined()
  }
}
