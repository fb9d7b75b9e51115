import Arrays
import Autodiff
package import Syntax

/// An instance of `numpy.polynomial.Polynomial`, `Chebyshev` and their like.
package final class SeriesObject: Object {
  let basis: PolynomialBasis
  var coefficients: [Double]
  var domain: [Double]
  var window: [Double]
  let symbol: String

  init(
    _ basis: PolynomialBasis, _ coefficients: [Double], domain: [Double], window: [Double],
    symbol: String = "x"
  ) {
    self.basis = basis
    self.coefficients = coefficients
    self.domain = domain
    self.window = window
    self.symbol = symbol
  }

  /// Other coefficients over the same domain.
  func with(_ coefficients: [Double]) -> SeriesObject {
    SeriesObject(basis, coefficients, domain: domain, window: window, symbol: symbol)
  }

  /// The class of a basis; its methods are in `SeriesMethods`.
  static func type(_ basis: PolynomialBasis, _ interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("numpy.polynomial.\(basis.className)") {
      let type = TypeObject(
        basis.className, module: "numpy.polynomial.\(basis.moduleName)",
        base: interpreter.types.object,
        loading: { type in SeriesMethods.load(type, basis) })
      let signature = BuiltinFunction.bound(
        "\(basis.className)(coef, domain=None, window=None, symbol='x')", "A series."
      ) { interpreter, arguments in
        .object(
          SeriesObject(
            basis, try interpreter.series(from: arguments[0]),
            domain: try interpreter.interval(arguments[1], "Domain") ?? basis.domain,
            window: try interpreter.interval(arguments[2], "Window") ?? basis.domain,
            symbol: try interpreter.seriesSymbol(arguments[3])))
      }
      type.constructor = { interpreter, arguments in
        try signature.call(arguments, in: interpreter)
      }
      return type
    }
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    SeriesObject.type(basis, interpreter)
  }

  // MARK: Domain and window

  /// `offset + scale·x` that takes the domain to the window.
  var mapping: (offset: Double, scale: Double) {
    SeriesObject.mapping(from: domain, to: window)
  }

  static func mapping(from old: [Double], to new: [Double]) -> (offset: Double, scale: Double) {
    let length = old[1] - old[0]
    return ((old[1] * new[0] - old[0] * new[1]) / length, (new[1] - new[0]) / length)
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "coef": return .object(ArrayObject(NDArray(coefficients), .array))
    case "domain": return .object(ArrayObject(NDArray(domain), .array))
    case "window": return .object(ArrayObject(NDArray(window), .array))
    case "symbol": return .string(symbol)
    case "basis_name": return basis.letter.map { .string($0) } ?? Value.none
    case "maxpower": return .int(100)
    default: return nil
    }
  }

  override package func setAttribute(_ name: Name, to value: Value, in interpreter: Interpreter)
    throws -> Bool
  {
    switch name {
    case "coef": coefficients = try interpreter.series(from: value)
    case "domain": domain = try interpreter.interval(value, "Domain") ?? domain
    case "window": window = try interpreter.interval(value, "Window") ?? window
    default: return false
    }
    return true
  }

  // MARK: Values

  override package var isCallable: Bool { true }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    guard arguments.positional.count == 1, let argument = arguments.positional.first else {
      throw Raised(
        .typeError,
        "ABCPolyBase.__call__() takes 2 positional arguments but \(arguments.positional.count + 1) were given"
      )
    }
    let (offset, scale) = mapping
    if case .object(let object) = argument, let inner = object as? SeriesObject {
      let mapped = PolynomialBasis.sum([offset], inner.coefficients.map { $0 * scale })
      return .object(inner.with(basis.composed(coefficients, mapped, in: inner.basis)))
    }
    let call = NumericCall(
      interpreter, argument.array?.flavor == .jax ? .jax : .numpy, SeriesMethods.noArguments)
    var x = try interpreter.array(of: argument, call.facade)
    if offset != 0 || scale != 1 {
      let scaled = try interpreter.elementwise(
        ElementwiseTable.multiply, [.array(x), .python(.float, .float(scale))], call.facade)
      x = try interpreter.elementwise(
        ElementwiseTable.add, [.array(scaled), .python(.float, .float(offset))], call.facade)
    }
    return .object(
      try SeriesValues.value(
        basis, call, x, ArrayObject(NDArray(coefficients), .array), spreads: true))
  }

  override package func length(in interpreter: Interpreter) throws -> Int? { coefficients.count }

  override package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    try ArrayObject(NDArray(coefficients), .array).makeIterator(in: interpreter)
  }

  override package func isEqual(to other: Value, in interpreter: Interpreter) throws -> Bool? {
    guard case .object(let object) = other, let other = object as? SeriesObject else {
      return false
    }
    return basis == other.basis && domain == other.domain && window == other.window
      && coefficients == other.coefficients && symbol == other.symbol
  }

  // MARK: Arithmetic

  override package func binary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) throws -> Value? {
    if operation == .power, !reflected {
      let exponent = try interpreter.requireIndex(other)
      guard exponent >= 0 else {
        throw Raised(.valueError, "Power must be a non-negative integer.")
      }
      return .object(with(basis.power(coefficients, exponent)))
    }
    if operation == .divide {
      guard !reflected, let number = other.number?.1.asDouble ?? scalar(other, interpreter) else {
        let names = [Value.object(self), other].map { interpreter.classText(of: $0) }
        throw Raised(
          .typeError,
          "unsupported types for true division: '\(names[reflected ? 1 : 0])', '\(names[reflected ? 0 : 1])'"
        )
      }
      return .object(with(coefficients.map { $0 / number }))
    }
    guard let operand = try partner(other, interpreter) else { return nil }
    let (a, b) = reflected ? (operand, coefficients) : (coefficients, operand)
    switch operation {
    case .add: return .object(with(PolynomialBasis.sum(a, b)))
    case .subtract: return .object(with(PolynomialBasis.sum(a, b, sign: -1)))
    case .multiply: return .object(with(basis.product(a, b)))
    case .floorDivide, .modulo:
      guard let parts = basis.divide(a, by: PolynomialBasis.trimmed(b)) else {
        throw Raised(.zeroDivisionError, "")
      }
      return .object(with(operation == .modulo ? parts.rest : parts.quotient))
    default: return nil
    }
  }

  private func scalar(_ value: Value, _ interpreter: Interpreter) -> Double? {
    guard let array = value.array, array.rank == 0 else { return nil }
    return try? interpreter.numerics.scalar(of: array).asDouble
  }

  /// Coefficients of the other operand in this basis; nil for what is no series.
  private func partner(_ value: Value, _ interpreter: Interpreter) throws -> [Double]? {
    if case .object(let object) = value, let other = object as? SeriesObject {
      guard other.basis == basis else { throw Raised(.typeError, "Polynomial types differ") }
      guard other.domain == domain else { throw Raised(.typeError, "Domains differ") }
      guard other.window == window else { throw Raised(.typeError, "Windows differ") }
      guard other.symbol == symbol else { throw Raised(.valueError, "Polynomial symbols differ") }
      return other.coefficients
    }
    guard value.number != nil || value.array != nil || value.isSequence else { return nil }
    return try interpreter.series(from: value)
  }

  override package func unary(_ operation: UnaryOperator, in interpreter: Interpreter) throws
    -> Value?
  {
    switch operation {
    case .minus: .object(with(coefficients.map { -$0 }))
    case .plus: .object(self)
    default: nil
    }
  }

  // MARK: Text

  override package func repr(in interpreter: Interpreter) throws -> String {
    func text(_ values: [Double]) -> String {
      let whole = ArrayText.repr(NDArray(values), options: interpreter.numerics.printOptions)
      return String(whole.dropFirst(6).dropLast())
    }
    return
      "\(basis.className)(\(text(coefficients)), domain=\(text(domain)), window=\(text(window)), symbol='\(symbol)')"
  }

  override package func str(in interpreter: Interpreter) throws -> String {
    SeriesText(self, interpreter.numerics.printOptions)
      .string(isASCII: interpreter.numerics.printsSeriesInASCII)
  }

  override package func format(_ spec: String, in interpreter: Interpreter) throws -> String? {
    switch spec {
    case "": return try str(in: interpreter)
    case "ascii", "unicode":
      return SeriesText(self, interpreter.numerics.printOptions).string(isASCII: spec == "ascii")
    default:
      throw Raised(
        .valueError,
        "Unsupported format string '\(spec)' passed to <class '\(type(in: interpreter).qualifiedName)'>.__format__. Valid options are 'ascii' and 'unicode'"
      )
    }
  }
}

extension Value {
  fileprivate var isSequence: Bool {
    switch self {
    case .list, .tuple: true
    default: false
    }
  }
}

extension Interpreter {
  /// A domain or window: two numbers; nil for `None`.
  func interval(_ value: Value, _ name: String) throws -> [Double]? {
    if value.isNone || value.isUnbound { return nil }
    let ends = try numerics.value(of: array(of: value, .numpy)).doubles
    guard ends.count == 2 else {
      throw Raised(.valueError, "\(name) has wrong number of elements.")
    }
    return ends
  }

  func seriesSymbol(_ value: Value) throws -> String {
    guard let text = value.text else {
      throw Raised(.typeError, "`symbol` must be a non-empty string")
    }
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || first == "_",
      text.unicodeScalars.allSatisfy({
        $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_"
      })
    else { throw Raised(.valueError, "Symbol string must be a valid Python identifier") }
    return text
  }
}
