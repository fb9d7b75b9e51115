import Arrays
import Autodiff

/// `numpy.emath`: functions that turn to complex numbers where the real ones have no value.
enum DomainFunctions {
  static let all: [NumericFunction] = [
    widening("sqrt(x)", ["sqrt"]) { $0 < 0 }, widening("log(x)", ["log"]) { $0 < 0 },
    widening("log10(x)", ["log10"]) { $0 < 0 }, widening("log2(x)", ["log2"]) { $0 < 0 },
    widening("arccos(x)", ["arccos"]) { abs($0) > 1 },
    widening("arcsin(x)", ["arcsin"]) { abs($0) > 1 },
    widening("arctanh(x)", ["arctanh"]) { abs($0) > 1 },
    .array("logn(n, x)", "The logarithm to a base.") { c in
      let parts = try [1, 0].map { slot in
        Value.object(try apply("log", c, widened(c, slot) { $0 < 0 }))
      }
      return try c.array(of: c.apply(ElementwiseTable.divide, parts[0], parts[1]))
    },
    .array("power(x, p)", "A power, complex for negative bases.") { c in
      let base = try widened(c, 0) { $0 < 0 }
      let exponent = try c.array(1)
      let negative = try c.session.value(of: exponent).scalars.contains { $0.asDouble < 0 }
      let operands =
        try negative && !exponent.dtype.isInexact
        ? [
          c.interpreter.promoted([base], c.facade, floating: true)[0],
          c.interpreter.converted(exponent, .float64, c.facade),
        ]
        : [base, exponent]
      return try c.interpreter.elementwise(
        ElementwiseTable.power, operands.map { .array($0) }, c.facade)
    },
  ]

  private static func widening(
    _ declaration: String, _ names: [String], _ isOutside: @escaping @Sendable (Double) -> Bool
  ) -> NumericFunction {
    .array(declaration, "As the function of the same name, complex outside its real domain.") { c in
      try apply(names[0], c, widened(c, 0, isOutside))
    }
  }

  private static func apply(_ name: String, _ c: NumericCall, _ x: ArrayObject) throws
    -> ArrayObject
  {
    guard let function = ElementwiseTable.function(named: name) else { return x }
    return try c.interpreter.elementwise(function, [.array(x)], c.facade)
  }

  private static func widened(
    _ c: NumericCall, _ slot: Int, _ isOutside: (Double) -> Bool
  ) throws -> ArrayObject {
    let x = try c.array(slot)
    guard !x.dtype.isComplex, try c.session.value(of: x).doubles.contains(where: isOutside) else {
      return x
    }
    return try c.interpreter.converted(x, x.dtype == .float32 ? .complex64 : .complex128, c.facade)
  }
}
