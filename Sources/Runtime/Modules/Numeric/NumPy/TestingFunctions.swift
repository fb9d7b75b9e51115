import Arrays
import Autodiff

/// `numpy.testing`.
enum TestingFunctions {
  static let module = NumericModules.module("numpy.testing", .numpy, { [all] })

  static let all: [NumericFunction] = [
    NumericFunction(
      "assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg='', verbose=True, *, strict=False)",
      "Raises where values are not close."
    ) { c in
      let relative = try c.double(2), absolute = try c.double(3)
      try compare(
        c, "Not equal to tolerance rtol=\(general(relative)), atol=\(general(absolute))",
        allowsNaN: c.flag(4)
      ) { x, y in
        abs(x - y) <= absolute + relative * abs(y)
      }
      return .none
    },
    NumericFunction(
      "assert_array_equal(actual, desired, err_msg='', verbose=True, *, strict=False)",
      "Raises where arrays differ."
    ) { c in
      try compare(c, "Arrays are not equal", allowsNaN: true) { $0 == $1 }
      return .none
    },
    NumericFunction(
      "assert_equal(actual, desired, err_msg='', verbose=True, *, strict=False)",
      "Raises where values differ."
    ) { c in
      if c[0].array == nil, c[1].array == nil {
        guard try c.interpreter.areEqual(c[0], c[1]) else {
          throw Raised(
            .assertionError,
            "\nItems are not equal:\n ACTUAL: \(try c.interpreter.repr(c[0]))\n DESIRED: \(try c.interpreter.repr(c[1]))"
          )
        }
        return .none
      }
      try compare(c, "Arrays are not equal", allowsNaN: true) { $0 == $1 }
      return .none
    },
    NumericFunction(
      "assert_array_almost_equal(actual, desired, decimal=6, err_msg='', verbose=True)",
      "Raises where values differ in the first decimals."
    ) { c in
      try almost(c)
      return .none
    },
    NumericFunction(
      "assert_almost_equal(actual, desired, decimal=7, err_msg='', verbose=True)",
      "Raises where values differ in the first decimals."
    ) { c in
      try almost(c)
      return .none
    },
    NumericFunction(
      "assert_array_less(x, y, err_msg='', verbose=True, *, strict=False)",
      "Raises where values are not smaller."
    ) { c in
      try compare(c, "Arrays are not strictly ordered `x < y`", allowsNaN: false) { $0 < $1 }
      return .none
    },
    NumericFunction("assert_(val, msg='')", "Raises where a value is not true.") { c in
      guard try c.flag(0) else { throw Raised(.assertionError, c[1].text ?? "") }
      return .none
    },
    NumericFunction(
      "assert_raises(exception_class, callable=None, *args, **kwargs)",
      "Raises unless a call raises."
    ) { c in
      guard case .object(let object) = c[0], let type = object as? TypeObject, !c.isMissing(1)
      else {
        throw Raised(
          .notImplementedError, "assert_raises as a context manager is not available in agrun")
      }
      do {
        _ = try c.interpreter.call(
          c[1], Arguments(c.arguments.variadic(2), keywords: c.arguments.keywords(3)))
      } catch let error as Raised
        where c.interpreter.isInstance(.object(c.interpreter.exceptionObject(for: error)), of: type)
      {
        return .none
      }
      throw Raised(.assertionError, "\(type.name) not raised")
    },
  ]

  private static func general(_ value: Double) -> String {
    FloatFormatting.text(value, type: "g", precision: 6)
  }

  private static func almost(_ c: NumericCall) throws {
    let decimals = try c.int(2)
    var limit = 1.5
    for _ in 0..<decimals { limit /= 10 }
    try compare(c, "Arrays are not almost equal to \(decimals) decimals", allowsNaN: true) {
      abs($0 - $1) < limit
    }
  }

  private static func compare(
    _ c: NumericCall, _ header: String, allowsNaN: Bool, _ holds: (Double, Double) -> Bool
  ) throws {
    let x = try c.elements(0), y = try c.elements(1)
    let isScalar = x.rank == 0 || y.rank == 0
    guard x.shape == y.shape || isScalar, let shape = Shapes.joined([x.shape, y.shape]) else {
      throw Raised(
        .assertionError,
        "\n\(header)\n\n(shapes \(ShapeText.tuple(x.shape)), \(ShapeText.tuple(y.shape)) mismatch)\n\(listing(x, y))"
      )
    }
    let a = try x.broadcast(to: shape).scalars, b = try y.broadcast(to: shape).scalars
    var mismatched: [Int] = []
    for (index, (p, q)) in zip(a, b).enumerated() {
      let (u, v) = (p.asDouble, q.asDouble)
      if u.isNaN || v.isNaN {
        if !(allowsNaN && u.isNaN && v.isNaN) { mismatched.append(index) }
      } else if u.isInfinite || v.isInfinite {
        if !(u == v) { mismatched.append(index) }
      } else if !holds(u, v) || p.imaginary != q.imaginary && !holds(p.imaginary, q.imaginary) {
        mismatched.append(index)
      }
    }
    guard !mismatched.isEmpty else { return }
    let share = 100 * Double(mismatched.count) / Double(max(a.count, 1))
    let message = c[4].text.map { $0.isEmpty ? "" : "\n" + $0 } ?? ""
    let differences = zip(a, b).map { abs($0.asDouble - $1.asDouble) }
    let largest = differences.filter { !$0.isNaN }.max() ?? .nan
    let relative =
      zip(differences, b).map { $0 / abs($1.asDouble) }.filter { !$0.isNaN }.max() ?? .nan
    throw Raised(
      .assertionError,
      "\n\(header)\(message)\nMismatched elements: \(mismatched.count) / \(a.count) (\(FloatFormatting.text(share, type: "g", precision: 3))%)\nMax absolute difference among violations: \(FloatFormatting.text(largest, type: "g", precision: 8))\nMax relative difference among violations: \(FloatFormatting.text(relative, type: "g", precision: 8))\n\(listing(x, y))"
    )
  }

  private static func listing(_ x: NDArray, _ y: NDArray) -> String {
    func text(_ array: NDArray) -> String {
      array.rank == 0 ? ScalarText.str(array.item, dtype: array.dtype) : ArrayText.repr(array)
    }
    return " ACTUAL: \(text(x))\n DESIRED: \(text(y))"
  }
}

/// `numpy.exceptions`.
enum ExceptionNames {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "numpy.exceptions",
    {
      ModuleObject("numpy.exceptions") { interpreter in
        [
          ("AxisError", .object(interpreter.types.exception(.axisError))),
          ("ComplexWarning", .object(interpreter.types.exception(.runtimeWarning))),
          ("RankWarning", .object(interpreter.types.exception(.runtimeWarning))),
          ("VisibleDeprecationWarning", .object(interpreter.types.exception(.userWarning))),
        ]
      }
    }
  )
}
