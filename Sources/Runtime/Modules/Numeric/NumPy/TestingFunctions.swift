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
      let isPlain = c[0].number != nil || c[0].array?.flavor == .scalar
      let isPlainToo = c[1].number != nil || c[1].array?.flavor == .scalar
      guard isPlain, isPlainToo else {
        try almost(c)
        return .none
      }
      let decimals = try c.int(2)
      var limit = 1.5
      for _ in 0..<decimals { limit /= 10 }
      let (x, y) = (try c.session.scalar(of: c.array(0)), try c.session.scalar(of: c.array(1)))
      let isEqual = x.asDouble == y.asDouble || x.asDouble.isNaN && y.asDouble.isNaN
      guard
        isEqual || abs(x.asDouble - y.asDouble) < limit && abs(x.imaginary - y.imaginary) < limit
      else {
        throw Raised(
          .assertionError,
          "\nArrays are not almost equal to \(decimals) decimals\n ACTUAL: \(try c.interpreter.repr(c[0]))\n DESIRED: \(try c.interpreter.repr(c[1]))"
        )
      }
      return .none
    },
    NumericFunction(
      "assert_array_less(x, y, err_msg='', verbose=True, *, strict=False)",
      "Raises where values are not smaller."
    ) { c in
      try compare(
        c, "Arrays are not strictly ordered `x < y`", allowsNaN: false, names: ("x", "y")
      ) { $0 < $1 }
      return .none
    },
    NumericFunction(
      "assert_approx_equal(actual, desired, significant=7, err_msg='', verbose=True)",
      "Raises where numbers differ in their first significant digits."
    ) { c in
      let (x, y) = (try c.double(0), try c.double(1)), digits = try c.int(2)
      if x == y || x.isNaN && y.isNaN { return .none }
      let scale = Kernels.scalar(
        .power, 10,
        Kernels.scalar(.log10, 0.5 * (abs(x) + abs(y)), .float64).rounded(.down), .float64)
      guard abs(y / scale - x / scale) >= Kernels.scalar(.power, 10, Double(1 - digits), .float64)
      else { return .none }
      throw Raised(
        .assertionError,
        "\nItems are not equal to \(digits) significant digits:\n ACTUAL: \(try c.interpreter.repr(c[0]))\n DESIRED: \(try c.interpreter.repr(c[1]))"
      )
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
      } catch {
        let raised = c.interpreter.raised(from: error)
        if c.interpreter.isInstance(.object(c.interpreter.exceptionObject(for: raised)), of: type) {
          return .none
        }
        throw raised
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
    _ c: NumericCall, _ header: String, allowsNaN: Bool,
    names: (String, String) = ("ACTUAL", "DESIRED"), _ holds: (Double, Double) -> Bool
  ) throws {
    let x = try c.elements(0), y = try c.elements(1)
    let isScalar = x.rank == 0 || y.rank == 0
    guard x.shape == y.shape || isScalar, let shape = Shapes.joined([x.shape, y.shape]) else {
      throw Raised(
        .assertionError,
        "\n\(header)\n\n(shapes \(ShapeText.tuple(x.shape)), \(ShapeText.tuple(y.shape)) mismatch)\n\(listing(x, y, names))"
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
    func element(_ array: [Scalar], _ dtype: DType, _ place: Int) -> String {
      ScalarText.str(array[place], dtype: dtype)
    }
    var remarks = [
      "Mismatched elements: \(mismatched.count) / \(a.count) (\(FloatFormatting.text(share, type: "g", precision: 3))%)"
    ]
    if !shape.isEmpty {
      let lines = mismatched.prefix(5).map { place -> String in
        var rest = place, index: [Int] = []
        for extent in shape.reversed() {
          index.insert(rest % extent, at: 0)
          rest /= extent
        }
        return
          " [\(index.map(String.init).joined(separator: ", "))]: \(element(a, x.dtype, place)) (\(names.0)), \(element(b, y.dtype, place)) (\(names.1))"
      }
      let head =
        mismatched.count == 1
        ? "Mismatch at index:"
        : mismatched.count <= 5 ? "Mismatch at indices:" : "First 5 mismatches are at indices:"
      remarks.append(([head] + lines).joined(separator: "\n"))
    }
    let gaps = mismatched.map { abs(a[$0].asDouble - b[$0].asDouble) }
    let isWhole = x.dtype.isInteger && y.dtype.isInteger
    func shown(_ value: Double, whole: Bool) -> String {
      whole ? String(Int(value)) : ArrayText().string(NDArray(scalar: value))
    }
    if let largest = gaps.filter({ !$0.isNaN }).max() {
      remarks.append("Max absolute difference among violations: \(shown(largest, whole: isWhole))")
      let ratios = zip(mismatched, gaps).filter { b[$0.0].asDouble != 0 }.map {
        $0.1 / abs(b[$0.0].asDouble)
      }
      let relative = ratios.filter { !$0.isNaN }.max()
      remarks.append(
        "Max relative difference among violations: \(relative.map { shown($0, whole: false) } ?? "inf")"
      )
    }
    let message = (c[4].text ?? "") + "\n" + remarks.joined(separator: "\n")
    throw Raised(.assertionError, "\n\(header)\n\(message)\n\(listing(x, y, names))")
  }

  private static func listing(_ x: NDArray, _ y: NDArray, _ names: (String, String)) -> String {
    func text(_ array: NDArray) -> String {
      let text =
        array.rank == 0 ? ArrayText.repr(array) : ArrayText.repr(array)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.count > 4 ? lines.prefix(3).joined(separator: "\n") + "..." : text
    }
    return " \(names.0): \(text(x))\n \(names.1): \(text(y))"
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
