import Arrays
import Autodiff

/// `numpy.fft`.
enum FourierFunctions {
  static let all: [NumericFunction] = complexTransforms + realTransforms + hermitian + helpers

  static let module = NumericModules.module("numpy.fft", .numpy, { [all] })

  private static func one(_ name: String, _ summary: String, inverse: Bool) -> NumericFunction {
    .array("\(name)(a, n=None, axis=-1, norm=None)", summary) { c in
      let x = try complexOperand(c)
      let axis = try Shapes.normalize(axis: c.int(2), rank: x.rank)
      return try transform(
        c, x, [(axis, c.isMissing(1) ? nil : c.int(1))], inverse: inverse, norm: c[3])
    }
  }

  private static let hermitian: [NumericFunction] = [
    .array("hfft(a, n=None, axis=-1, norm=None)", "The real spectrum of a Hermitian signal.") { c in
      let x = try complexOperand(c)
      let count = try c.isMissing(1) ? (x.shape.last ?? 1) * 2 - 2 : c.int(1)
      let conjugate = try c.build([x]) { try $0.conj($1[0]) }
      let inverse = ["backward": "forward", "forward": "backward", "ortho": "ortho"]
      return try c.array(
        of: call(
          "irfft", c,
          [.object(conjugate), .int(count), c[2], .string(inverse[c[3].text ?? "backward"] ?? "")]))
    },
    .array("ihfft(a, n=None, axis=-1, norm=None)", "The inverse of `hfft`.") { c in
      let inverse = ["backward": "forward", "forward": "backward", "ortho": "ortho"]
      let result = try c.array(
        of: call("rfft", c, [c[0], c[1], c[2], .string(inverse[c[3].text ?? "backward"] ?? "")]))
      return try c.build([result]) { try $0.conj($1[0]) }
    },
  ]

  /// Another function of this module.
  private static func call(_ name: String, _ c: NumericCall, _ values: [Value]) throws -> Value {
    let module = c.facade == .jax ? "jax.numpy.fft" : "numpy.fft"
    guard
      let function = c.interpreter.modules.module(module)?.attribute(Name(name), in: c.interpreter)
    else { return .none }
    return try c.interpreter.call(function, values)
  }

  private static func several(_ name: String, _ summary: String, inverse: Bool, isTwo: Bool)
    -> NumericFunction
  {
    .array("\(name)(a, s=None, axes=\(isTwo ? "(-2, -1)" : "None"), norm=None)", summary) { c in
      let x = try complexOperand(c)
      return try transform(c, x, places(c, x.rank, isTwo: isTwo), inverse: inverse, norm: c[3])
    }
  }

  /// Axes with the lengths they are cut or padded to.
  private static func places(_ c: NumericCall, _ rank: Int, isTwo: Bool) throws -> [(Int, Int?)] {
    let lengths = try c.isMissing(1) ? nil : c.interpreter.shape(from: c[1])
    let given = c[2].text != nil ? [-2, -1] : try c.axes(2)
    let axes =
      try given?.map { try Shapes.normalize(axis: $0, rank: rank) }
      ?? (lengths.map { Array(rank - $0.count..<rank) } ?? Array(0..<rank))
    return axes.enumerated().map { ($0.element, lengths?[$0.offset]) }
  }

  private static func complexOperand(_ c: NumericCall) throws -> ArrayObject {
    let x = try c.floating(c.array(0))
    return x.dtype.isComplex
      ? x : try c.interpreter.converted(x, x.dtype == .float32 ? .complex64 : .complex128, c.facade)
  }

  private static func transform(
    _ c: NumericCall, _ x: ArrayObject, _ axes: [(Int, Int?)], inverse: Bool, norm: Value
  ) throws -> ArrayObject {
    try c.build([x]) { graph, ids in
      var result = ids[0]
      for (axis, length) in axes.reversed() {
        result = try graph.resized(result, axis: axis, to: length)
        result = try scaled(
          graph, graph.fourierTransform(result, axis: axis, inverse: inverse),
          graph.shape(of: result)[axis], inverse: inverse, norm: norm)
      }
      return result
    }
  }

  private static func scaled(_ graph: Graph, _ x: NodeID, _ count: Int, inverse: Bool, norm: Value)
    throws -> NodeID
  {
    guard count > 0 else {
      throw Raised(.valueError, "Invalid number of FFT data points (\(count)) specified.")
    }
    let factor: Double
    switch norm.text {
    case nil, "backward": factor = inverse ? 1 / Double(count) : 1
    case "ortho": factor = 1 / Double(count).squareRoot()
    case "forward": factor = inverse ? 1 : 1 / Double(count)
    case let text?:
      throw Raised(
        .valueError, "Invalid norm value \(text); should be \"backward\",\"ortho\" or \"forward\".")
    }
    return factor == 1
      ? x : try graph.multiply(x, graph.constant(.float(factor), graph.dtype(of: x), weak: true))
  }

  private static let complexTransforms: [NumericFunction] = [
    one("fft", "The discrete Fourier transform.", inverse: false),
    one("ifft", "The inverse transform.", inverse: true),
    several("fft2", "The two-dimensional transform.", inverse: false, isTwo: true),
    several("ifft2", "The inverse two-dimensional transform.", inverse: true, isTwo: true),
    several("fftn", "The transform over several axes.", inverse: false, isTwo: false),
    several("ifftn", "The inverse transform over several axes.", inverse: true, isTwo: false),
  ]

  /// The transform of a real operand: the first half of the complex one along the last axis.
  private static func realForward(_ c: NumericCall, _ axes: [(Int, Int?)], norm: Value) throws
    -> ArrayObject
  {
    let x = try c.floating(c.array(0))
    guard !x.dtype.isComplex else {
      throw Raised(
        .typeError,
        "ufunc 'rfft_n_even' did not contain a loop with signature matching types \(x.dtype.name)")
    }
    let wide = try c.interpreter.converted(
      x, x.dtype == .float32 ? .complex64 : .complex128, c.facade)
    return try c.build([wide]) { graph, ids in
      var result = ids[0]
      for (position, (axis, length)) in axes.enumerated().reversed() {
        result = try graph.resized(result, axis: axis, to: length)
        let count = graph.shape(of: result)[axis]
        result = try scaled(
          graph, graph.fourierTransform(result, axis: axis), count, inverse: false, norm: norm)
        if position == axes.count - 1 {
          result = try graph.slice(result, axis: axis, start: 0, count: count / 2 + 1)
        }
      }
      return result
    }
  }

  /// The real inverse: the second half follows from the first by symmetry.
  private static func realInverse(_ c: NumericCall, _ axes: [(Int, Int?)], norm: Value) throws
    -> ArrayObject
  {
    let x = try complexOperand(c)
    return try c.build([x]) { graph, ids in
      var result = ids[0]
      for (axis, length) in axes.dropLast() {
        result = try graph.resized(result, axis: axis, to: length)
        result = try scaled(
          graph, graph.fourierTransform(result, axis: axis, inverse: true),
          graph.shape(of: result)[axis], inverse: true, norm: norm)
      }
      guard let (axis, length) = axes.last else { return result }
      let count = length ?? 2 * (graph.shape(of: result)[axis] - 1)
      guard count > 0 else {
        throw Raised(.valueError, "Invalid number of FFT data points (\(count)) specified.")
      }
      result = try graph.resized(result, axis: axis, to: count / 2 + 1)
      let inner = (count - 1) / 2
      if inner > 0 {
        let middle = try graph.slice(result, axis: axis, start: 1, count: inner)
        result = try graph.concatenate(
          [result, graph.conj(graph.reverse(middle, axes: [axis]))], axis: axis)
      }
      let full = try scaled(
        graph, graph.fourierTransform(result, axis: axis, inverse: true), count, inverse: true,
        norm: norm)
      return try graph.real(full)
    }
  }

  private static let realTransforms: [NumericFunction] = [
    .array("rfft(a, n=None, axis=-1, norm=None)", "The transform of real numbers.") { c in
      let axis = try Shapes.normalize(axis: c.int(2), rank: c.array(0).rank)
      return try realForward(c, [(axis, c.isMissing(1) ? nil : c.int(1))], norm: c[3])
    },
    .array("irfft(a, n=None, axis=-1, norm=None)", "The inverse transform to real numbers.") { c in
      let axis = try Shapes.normalize(axis: c.int(2), rank: c.array(0).rank)
      return try realInverse(c, [(axis, c.isMissing(1) ? nil : c.int(1))], norm: c[3])
    },
    .array(
      "rfft2(a, s=None, axes=(-2, -1), norm=None)", "The two-dimensional transform of real numbers."
    ) { c in try realForward(c, places(c, c.array(0).rank, isTwo: true), norm: c[3]) },
    .array(
      "irfft2(a, s=None, axes=(-2, -1), norm=None)",
      "The inverse two-dimensional transform to real numbers."
    ) { c in try realInverse(c, places(c, c.array(0).rank, isTwo: true), norm: c[3]) },
    .array(
      "rfftn(a, s=None, axes=None, norm=None)", "The transform of real numbers over several axes."
    ) { c in try realForward(c, places(c, c.array(0).rank, isTwo: false), norm: c[3]) },
    .array(
      "irfftn(a, s=None, axes=None, norm=None)",
      "The inverse transform to real numbers over several axes."
    ) { c in try realInverse(c, places(c, c.array(0).rank, isTwo: false), norm: c[3]) },
  ]

  private static func shift(_ c: NumericCall, isInverse: Bool) throws -> ArrayObject {
    let x = try c.array(0)
    var result = x
    for axis in try Shapes.normalize(axes: c.axes(1), rank: x.rank) {
      let count = x.shape[axis], by = isInverse ? count / 2 : (count + 1) / 2
      let order = (0..<count).map { ($0 + by) % count }
      result = try c.build([result]) { try $0.take($1[0], $0.constant(NDArray(order)), axis: axis) }
    }
    return result
  }

  private static let helpers: [NumericFunction] = [
    .array("fftshift(x, axes=None)", "The zero frequency moved to the middle.") { c in
      try shift(c, isInverse: false)
    },
    .array("ifftshift(x, axes=None)", "The inverse of fftshift.") { c in
      try shift(c, isInverse: true)
    },
    .array("fftfreq(n, d=1.0, device=None)", "The frequencies of a transform.") { c in
      let n = try c.int(0), scale = 1 / (Double(n) * (try c.double(1)))
      return c.result(
        NDArray(
          (0..<n).map { Double($0 < (n + 1) / 2 ? $0 : $0 - n) * scale }, dtype: c.defaultFloat))
    },
    .array("rfftfreq(n, d=1.0, device=None)", "The frequencies of a real transform.") { c in
      let n = try c.int(0), scale = 1 / (Double(n) * (try c.double(1)))
      return c.result(NDArray((0..<(n / 2 + 1)).map { Double($0) * scale }, dtype: c.defaultFloat))
    },
  ]
}

extension Graph {
  /// Cut or padded with zeros along an axis.
  fileprivate func resized(_ x: NodeID, axis: Int, to length: Int?) throws -> NodeID {
    let shape = shape(of: x)
    guard let length, length != shape[axis] else { return x }
    if length < shape[axis] { return try slice(x, axis: axis, start: 0, count: length) }
    var high = shape.map { _ in 0 }
    high[axis] = length - shape[axis]
    return try pad(x, constant(.int(0), dtype(of: x)), low: shape.map { _ in 0 }, high: high)
  }
}
