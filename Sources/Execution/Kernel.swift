import Arrays
import Autodiff

/// Runs one lowered operation on whole arrays.
enum Kernel {
  /// The value of an operation with one result.
  static func result(
    _ lowering: Lowering, _ x: [NDArray], bodies: any BodyRunner
  ) throws -> NDArray {
    switch lowering {
    case .leaf, .placeholder, .project:
      preconditionFailure("leaves and projections are not computed")
    case .alias: return x[0]
    case .map(let kernel): return Kernels.map(kernel, x[0])
    case .zip(let kernel): return Kernels.zip(kernel, x[0], x[1])
    case .select: return Kernels.select(x[0], x[1], x[2])
    case .cast(let dtype): return x[0].dtype == dtype ? x[0] : Kernels.cast(x[0], to: dtype)
    case .reduce(let kernel, let axes):
      return Kernels.reduce(kernel, x[0], axes: axes, keepDims: false)
    case .cumulative(let kernel, let axis, let reverse):
      return Kernels.cumulative(kernel, x[0], axis: axis, reverse: reverse)
    case .movement(let movement): return try moved(x[0], movement)
    case .dot(let dimensions): return try Products.dot(x[0], x[1], dimensions)
    case .take(let axis): return try Rows.take(x[0], x[1], axis: axis)
    case .scatter(let kind, let axis): return try Rows.scatter(kind, x[0], x[1], x[2], axis: axis)
    case .concatenate(let axis): return concatenated(x, axis: axis)
    case .control: return try results(lowering, x, bodies: bodies)[0]
    case .host(let kernel): return try kernel.execute(x)[0]
    }
  }

  /// The values of an operation with several results.
  static func results(
    _ lowering: Lowering, _ x: [NDArray], bodies: any BodyRunner
  ) throws -> [NDArray] {
    switch lowering {
    case .control(let control):
      if let executor = bodies as? Executor, executor.fuses {
        if let loop = control as? While { return try Loops.run(loop, x, executor) }
        if let scan = control as? Scan { return try Loops.run(scan, x, executor) }
      }
      return try control.run(x, bodies: bodies)
    case .host(let kernel): return try kernel.execute(x)
    default: return [try result(lowering, x, bodies: bodies)]
    }
  }

  /// The strided view a movement describes; a copy only where reshaping a view needs one.
  static func moved(_ x: NDArray, _ movement: Movement) throws -> NDArray {
    switch movement {
    case .reshape(let shape):
      return shape.contains(0)
        ? NDArray(uninitialized: x.dtype, shape: shape) : try x.reshaped(shape)
    case .transpose(let permutation): return try x.transposed(permutation)
    case .broadcast(let shape, let axes):
      var strides = shape.map { _ in 0 }
      for (axis, target) in axes.enumerated() where x.shape[axis] != 1 {
        strides[target] = x.strides[axis]
      }
      return NDArray(
        dtype: x.dtype, shape: shape, strides: strides, offset: x.offset, buffer: x.buffer)
    case .slice(let start, let count, let step):
      var view = x
      view.shape = count
      if count.contains(0) { return NDArray(uninitialized: x.dtype, shape: count) }
      for axis in count.indices {
        view.offset += start[axis] * x.strides[axis]
        view.strides[axis] = step[axis] * x.strides[axis]
      }
      return view
    case .windows(let window, let stride, let dilation):
      let lead = x.rank - window.count
      var view = x
      for axis in window.indices {
        let span = (window[axis] - 1) * dilation[axis] + 1
        let extent = x.shape[lead + axis]
        view.shape[lead + axis] = extent < span ? 0 : (extent - span) / stride[axis] + 1
        view.strides[lead + axis] *= stride[axis]
        view.shape.append(window[axis])
        view.strides.append(x.strides[lead + axis] * dilation[axis])
      }
      return view
    }
  }

  private static func concatenated(_ parts: [NDArray], axis: Int) -> NDArray {
    var shape = parts[0].shape
    shape[axis] = parts.reduce(0) { $0 + $1.shape[axis] }
    let result = NDArray(uninitialized: parts[0].dtype, shape: shape)
    var start = 0
    for part in parts where part.count > 0 {
      var target = result
      target.shape[axis] = part.shape[axis]
      target.offset += start * result.strides[axis]
      Kernels.copy(part, into: target)
      start += part.shape[axis]
    }
    return result
  }
}
