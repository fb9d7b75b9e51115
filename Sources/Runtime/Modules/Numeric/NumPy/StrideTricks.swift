import Arrays
import Autodiff

/// `numpy.lib.stride_tricks`.
enum StrideTricks {
  static let all: [NumericFunction] = [
    .array(
      "as_strided(x, shape=None, strides=None, subok=False, writeable=True, *, check_bounds=None)",
      "A view with a shape and strides of its own.", in: .numpy
    ) { c in
      let x = try c.array(0)
      var view = try c.session.value(of: x)
      let shape = try c.isMissing(1) ? view.shape : c.interpreter.shape(from: c[1])
      let size = view.dtype.itemSize
      let bytes =
        try c.isMissing(2)
        ? view.strides.map { $0 * size } : c.interpreter.shape(from: c[2])
      guard shape.count == bytes.count else {
        throw Raised(.valueError, "strides, if given, must be the same length as shape")
      }
      guard bytes.allSatisfy({ $0 % size == 0 }) else {
        throw Raised(
          .notImplementedError,
          "as_strided with strides that are no multiple of the element size is not available in agrun"
        )
      }
      view.shape = shape
      view.strides = bytes.map { $0 / size }
      guard shape.contains(0) || fits(view) else {
        throw Raised(
          .valueError,
          "as_strided: the shape and strides reach outside of the array's memory, which agrun does not allow"
        )
      }
      let result = c.interpreter.view(x, view, c.facade)
      result.isReadOnly = try !c.flag(4)
      return result
    },
    .array(
      "sliding_window_view(x, window_shape, axis=None, *, subok=False, writeable=False)",
      "Views of all windows of a shape.", in: .numpy
    ) { c in
      let x = try c.array(0)
      let window = try c.interpreter.shape(from: c[1])
      var view = try c.session.value(of: x)
      guard window.allSatisfy({ $0 >= 0 }) else {
        throw Raised(.valueError, "`window_shape` cannot contain negative values")
      }
      let axes: [Int]
      if c.isMissing(2) {
        axes = Array(0..<x.rank)
        guard axes.count == window.count else {
          throw Raised(
            .valueError,
            "Since axis is None, must provide window_shape for all dimensions of `x`; got \(window.count) window_shape elements and `x.ndim` is \(x.rank)."
          )
        }
      } else {
        axes = try (c.axes(2) ?? []).map { try Shapes.normalize(axis: $0, rank: x.rank) }
        guard axes.count == window.count else {
          throw Raised(
            .valueError,
            "Must provide matching length window_shape and axis; got \(window.count) window_shape elements and \(axes.count) axes elements."
          )
        }
      }
      var shape = view.shape
      for (axis, extent) in zip(axes, window) {
        guard shape[axis] >= extent else {
          throw Raised(.valueError, "window shape cannot be larger than input array shape")
        }
        shape[axis] -= extent - 1
      }
      view.strides += axes.map { view.strides[$0] }
      view.shape = shape + window
      let result = c.interpreter.view(x, view, c.facade)
      result.isReadOnly = try !c.flag(4)
      return result
    },
  ]

  static let modules: [(name: String, make: ModuleCatalogue.Maker)] = [
    NumericModules.module(
      "numpy.lib.stride_tricks", .numpy,
      { [all, ShapeFunctions.all.filter { $0.declaration.hasPrefix("broadcast_") }] }),
    NumericModules.module("numpy.lib", .numpy, { [] }, submodules: ["stride_tricks"]),
    NumericModules.module("numpy.emath", .numpy, { [DomainFunctions.all] }),
    NumericModules.module("numpy.lib.scimath", .numpy, { [DomainFunctions.all] }),
  ]

  /// Whether all elements lie inside the buffer.
  private static func fits(_ view: NDArray) -> Bool {
    var (low, high) = (view.offset, view.offset)
    for (extent, stride) in zip(view.shape, view.strides) {
      let (reach, overflow) = (extent - 1).multipliedReportingOverflow(by: stride)
      if overflow { return false }
      if reach < 0 { low += reach } else { high += reach }
    }
    return low >= 0 && (high + 1) * view.dtype.itemSize <= view.buffer.byteCount
  }
}
