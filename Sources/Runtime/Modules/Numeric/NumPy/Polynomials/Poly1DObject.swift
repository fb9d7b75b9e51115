import Arrays
import Autodiff
package import Syntax

/// `numpy.poly1d`: coefficients, highest power first, with arithmetic.
package final class Poly1DObject: Object {
  var coefficients: ArrayObject
  let variable: String

  init(_ coefficients: ArrayObject, variable: String = "x") {
    self.coefficients = coefficients
    self.variable = variable
  }

  static func type(_ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("numpy.poly1d") {
      let type = TypeObject(
        "poly1d", module: "numpy", base: interpreter.types.object, loading: { $0.add(methods) })
      let signature = BuiltinFunction.bound(
        "poly1d(c_or_r, r=False, variable=None)", "A polynomial."
      ) { interpreter, arguments in
        let variable = arguments[2].text
        if case .object(let object) = arguments[0], let other = object as? Poly1DObject {
          return .object(Poly1DObject(other.coefficients, variable: variable ?? other.variable))
        }
        var c = try interpreter.array(of: arguments[0], .numpy)
        if try interpreter.isTruthy(arguments[1]) {
          c = try interpreter.array(
            of: function("poly", [.object(c)], interpreter), .numpy)
        }
        guard c.rank <= 1 else { throw Raised(.valueError, "Polynomial must be 1d only.") }
        if c.rank == 0 { c = try interpreter.reshape(c, [1], .numpy) }
        return .object(Poly1DObject(try trimmed(c, interpreter), variable: variable ?? "x"))
      }
      type.constructor = { try signature.call($1, in: $0) }
      return type
    }
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    Poly1DObject.type(interpreter)
  }

  /// A function of `numpy` called by name.
  private static func function(_ name: String, _ arguments: [Value], _ i: Interpreter) throws
    -> Value
  {
    guard let function = i.modules.module("numpy")?.attribute(Name(name), in: i) else {
      throw Raised(.attributeError, "numpy.\(name) is not available in agrun")
    }
    return try i.call(function, arguments)
  }

  private static func trimmed(_ c: ArrayObject, _ i: Interpreter) throws -> ArrayObject {
    let truths = try i.numerics.value(of: c).truths
    guard let first = truths.firstIndex(of: true) else {
      return ArrayObject(NDArray.zeros([1], dtype: c.dtype), .array)
    }
    return first == 0 ? c : try i.item(c, [.slice(start: first, stop: nil, step: nil)])
  }

  private func make(_ value: Value, _ i: Interpreter) throws -> Value {
    let c = try i.array(of: value, .numpy)
    let vector = c.rank == 0 ? try i.reshape(c, [1], .numpy) : c
    return .object(Poly1DObject(try Poly1DObject.trimmed(vector, i), variable: variable))
  }

  private var order: Int { coefficients.count - 1 }

  private static var methods: [BuiltinFunction] {
    func method(
      _ declaration: String, _ summary: String,
      _ body: @escaping (Interpreter, Poly1DObject, BoundArguments) throws -> Value
    ) -> BuiltinFunction {
      BuiltinFunction.method(declaration, summary) { interpreter, arguments in
        guard case .object(let object) = arguments[0], let poly = object as? Poly1DObject else {
          throw Raised(.typeError, "a poly1d is needed here")
        }
        return try body(interpreter, poly, arguments)
      }
    }
    return [
      method("deriv(self, m=1)", "The derivative.") { i, p, a in
        try p.make(function("polyder", [.object(p.coefficients), a[1]], i), i)
      },
      method("integ(self, m=1, k=0)", "The integral.") { i, p, a in
        try p.make(function("polyint", [.object(p.coefficients), a[1], a[2]], i), i)
      },
    ]
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "c", "coef", "coeffs", "coefficients": return .object(coefficients)
    case "o", "order": return .int(order)
    case "r", "roots":
      return try Poly1DObject.function("roots", [.object(coefficients)], interpreter)
    case "variable": return .string(variable)
    default: return nil
    }
  }

  override package var isCallable: Bool { true }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    guard let argument = arguments.positional.first else {
      throw Raised(.typeError, "poly1d.__call__() missing 1 required positional argument: 'val'")
    }
    if case .object(let object) = argument, let inner = object as? Poly1DObject {
      var result: Value = .object(Poly1DObject(ArrayObject(NDArray([0]), .array)))
      for index in 0..<coefficients.count {
        let scaled = try interpreter.binary(.multiply, result, .object(inner))
        result = try interpreter.binary(
          .add, scaled, .object(interpreter.item(coefficients, [.integer(index)])))
      }
      return result
    }
    return try Poly1DObject.function("polyval", [.object(coefficients), argument], interpreter)
  }

  override package func length(in interpreter: Interpreter) throws -> Int? { order }

  override package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    try coefficients.makeIterator(in: interpreter)
  }

  /// The coefficient of a power.
  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    let power = try interpreter.requireIndex(key)
    guard power >= 0, power <= order else {
      return .object(ArrayObject(.int(0), coefficients.dtype, .scalar))
    }
    return .object(try interpreter.item(coefficients, [.integer(order - power)]))
  }

  override package func setItem(at key: Value, to value: Value, in interpreter: Interpreter) throws
    -> Bool
  {
    let power = try interpreter.requireIndex(key)
    guard power >= 0 else { throw Raised(.valueError, "Does not support negative powers.") }
    if power > order {
      let zeros = ArrayObject(NDArray.zeros([power - order], dtype: coefficients.dtype), .array)
      coefficients = try interpreter.concatenate([zeros, coefficients], axis: 0, .numpy)
    }
    return try coefficients.setItem(at: .int(order - power), to: value, in: interpreter)
  }

  override package func isEqual(to other: Value, in interpreter: Interpreter) throws -> Bool? {
    guard case .object(let object) = other, let other = object as? Poly1DObject else { return nil }
    let (a, b) = (
      try interpreter.numerics.value(of: coefficients).scalars,
      try interpreter.numerics.value(of: other.coefficients).scalars
    )
    return a.count == b.count
      && zip(a, b).allSatisfy { $0.asDouble == $1.asDouble && $0.imaginary == $1.imaginary }
  }

  override package func binary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) throws -> Value? {
    var operand = other
    if case .object(let object) = other, let poly = object as? Poly1DObject {
      operand = .object(poly.coefficients)
    } else if other.number == nil, other.array == nil {
      switch other {
      case .list, .tuple: break
      default: return nil
      }
    }
    let own = Value.object(coefficients)
    let (a, b) = reflected ? (operand, own) : (own, operand)
    let isScalar = other.number != nil || other.array?.rank == 0
    switch operation {
    case .add: return try make(Poly1DObject.function("polyadd", [a, b], interpreter), interpreter)
    case .subtract:
      return try make(Poly1DObject.function("polysub", [a, b], interpreter), interpreter)
    case .multiply:
      if isScalar { return try make(interpreter.binary(.multiply, own, operand), interpreter) }
      return try make(Poly1DObject.function("polymul", [a, b], interpreter), interpreter)
    case .divide:
      if isScalar, !reflected {
        return try make(interpreter.binary(.divide, own, operand), interpreter)
      }
      let parts = try interpreter.collect(Poly1DObject.function("polydiv", [a, b], interpreter))
      return .tuple(try parts.map { try make($0, interpreter) })
    case .power where !reflected:
      let exponent = try interpreter.requireIndex(other)
      guard exponent >= 0 else {
        throw Raised(.valueError, "Power to non-negative integers only.")
      }
      var result: Value = .object(ArrayObject(NDArray([1]), .array))
      for _ in 0..<exponent {
        result = try Poly1DObject.function("polymul", [own, result], interpreter)
      }
      return try make(result, interpreter)
    default: return nil
    }
  }

  override package func unary(_ operation: UnaryOperator, in interpreter: Interpreter) throws
    -> Value?
  {
    switch operation {
    case .minus: try make(interpreter.unary(.minus, .object(coefficients)), interpreter)
    case .plus: .object(self)
    default: nil
    }
  }

  // MARK: Text

  override package func repr(in interpreter: Interpreter) throws -> String {
    "poly1d(" + (try coefficients.repr(in: interpreter)).dropFirst(6).dropLast() + ")"
  }

  override package func str(in interpreter: Interpreter) throws -> String {
    let values = try interpreter.numerics.value(of: Poly1DObject.trimmed(coefficients, interpreter))
      .scalars
    func number(_ value: Double) throws -> String {
      let text = try interpreter.format(.float(value), ".4g").text
      return text.hasSuffix(".0000") ? String(text.dropLast(5)) : text
    }
    var text = "0"
    let degree = values.count - 1
    for (place, value) in values.enumerated() {
      let coefficient =
        try value.imaginary == 0
        ? number(value.asDouble)
        : value.asDouble == 0
          ? number(value.imaginary) + "j"
          : "(\(number(value.asDouble)) + \(number(value.imaginary))j)"
      let power = degree - place
      let term: String
      if coefficient == "0" {
        term = power == 0 && place == 0 ? "0" : ""
      } else {
        term =
          power == 0
          ? coefficient
          : power == 1 ? "\(coefficient) \(variable)" : "\(coefficient) \(variable)**\(power)"
      }
      if place == 0 {
        text = term
      } else if term.hasPrefix("-") {
        text += " - " + term.dropFirst()
      } else if !term.isEmpty {
        text += " + " + term
      }
    }
    return Poly1DObject.raisingPowers(text)
  }

  /// Exponents on a line above, wrapped at 70 characters.
  private static func raisingPowers(_ text: String) -> String {
    var (output, upper, lower) = (" ", "", "")
    var rest = Substring(text)
    while let range = rest.firstRange(of: "**") {
      let part = String(rest[..<range.lowerBound])
      let power = String(rest[range.upperBound...].prefix { $0.isNumber })
      rest = rest[range.upperBound...].dropFirst(power.count)
      let below = part + String(repeating: " ", count: power.count - 1)
      let above = String(repeating: " ", count: max(part.count - 1, 0)) + power
      if lower.count + below.count > 70 || upper.count + above.count > 70 {
        output += upper + "\n" + lower + "\n "
        (upper, lower) = (above, below)
      } else {
        upper += above
        lower += below
      }
    }
    return output + upper + "\n" + lower + rest
  }
}
