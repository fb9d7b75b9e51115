import Arrays
import BigInt

/// `np.finfo` and `np.iinfo`.
package final class DTypeLimits: Object {
  private let dtype: DType

  init(_ dtype: DType) { self.dtype = dtype }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    let name = dtype.isInteger ? "iinfo" : "finfo"
    return interpreter.types.register("numpy.\(name)") {
      TypeObject(name, module: "numpy", base: interpreter.types.object)
    }
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    func text(_ name: Name) throws -> String {
      try attribute(name, in: interpreter).map { try interpreter.str($0) } ?? ""
    }
    if dtype.isInteger {
      return "iinfo(min=\(try text("min")), max=\(try text("max")), dtype=\(dtype.name))"
    }
    return
      "finfo(resolution=\(try text("resolution")), min=\(try text("min")), max=\(try text("max")), dtype=\(dtype.name))"
  }

  override package func str(in interpreter: Interpreter) throws -> String {
    func text(_ name: Name) throws -> String {
      try attribute(name, in: interpreter).map { try interpreter.str($0) } ?? ""
    }
    let line = String(repeating: "-", count: 63)
    if dtype.isInteger {
      return """
        Machine parameters for \(dtype.name)
        \(line)
        min = \(try text("min"))
        max = \(try text("max"))
        \(line)

        """
    }
    let isSingle = dtype == .float32
    return """
      Machine parameters for \(dtype.name)
      \(line)
      precision = \(try text("precision").padded(3))   resolution = \(isSingle ? "1.0000000e-06" : "1.0000000000000001e-15")
      machep = \((isSingle ? "-23" : "-52").padded(6))   eps =        \(isSingle ? "1.1920929e-07" : "2.2204460492503131e-16")
      negep =  \((isSingle ? "-24" : "-53").padded(6))   epsneg =     \(isSingle ? "5.9604645e-08" : "1.1102230246251565e-16")
      minexp = \((isSingle ? "-126" : "-1022").padded(6))   tiny =       \(isSingle ? "1.1754944e-38" : "2.2250738585072014e-308")
      maxexp = \((isSingle ? "128" : "1024").padded(6))   max =        \(isSingle ? "3.4028235e+38" : "1.7976931348623157e+308")
      nexp =   \((isSingle ? "8" : "11").padded(6))   min =        -max
      smallest_normal = \(isSingle ? "1.1754944e-38" : "2.2250738585072014e-308")   smallest_subnormal = \(isSingle ? "1.4012985e-45" : "4.9406564584124654e-324")
      \(line)

      """
  }

  private func number(_ value: Double) -> Value {
    .object(ArrayObject(.float(value), dtype, .scalar))
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    if dtype.isInteger {
      switch (name, dtype) {
      case ("max", .uint64): return .integer(.init(UInt64.max))
      case ("max", _): return .int(dtype.integerRange.upperBound)
      case ("min", _): return .int(dtype.integerRange.lowerBound)
      case ("kind", _): return .string(dtype.kindCode)
      case ("bits", _): return .int(dtype.itemSize * 8)
      case ("dtype", _): return .object(DTypeObject(dtype))
      default: return nil
      }
    }
    let isSingle = dtype == .float32
    switch name {
    case "eps": return number(isSingle ? Double(Float.ulpOfOne) : Double.ulpOfOne)
    case "epsneg": return number((isSingle ? Double(Float.ulpOfOne) : Double.ulpOfOne) / 2)
    case "max":
      return number(
        isSingle ? Double(Float.greatestFiniteMagnitude) : Double.greatestFiniteMagnitude)
    case "min":
      return number(
        -(isSingle ? Double(Float.greatestFiniteMagnitude) : Double.greatestFiniteMagnitude))
    case "tiny", "smallest_normal":
      return number(isSingle ? Double(Float.leastNormalMagnitude) : Double.leastNormalMagnitude)
    case "smallest_subnormal":
      return number(isSingle ? Double(Float.leastNonzeroMagnitude) : Double.leastNonzeroMagnitude)
    case "resolution": return number(isSingle ? 1e-6 : 1e-15)
    case "precision": return .int(isSingle ? 6 : 15)
    case "bits": return .int(dtype.itemSize * 8)
    case "nmant": return .int(isSingle ? 23 : 52)
    case "maxexp": return .int(isSingle ? 128 : 1024)
    case "iexp", "nexp": return .int(isSingle ? 8 : 11)
    case "machep": return .int(isSingle ? -23 : -52)
    case "negep": return .int(isSingle ? -24 : -53)
    case "minexp": return .int(isSingle ? -126 : -1022)
    case "dtype": return .object(DTypeObject(dtype))
    default: return nil
    }
  }
}

extension String {
  /// Filled with spaces on the right.
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(width - count, 0))
  }
}
