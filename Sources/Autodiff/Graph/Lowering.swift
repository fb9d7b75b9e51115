package import Arrays

/// How the executor runs an operation; closed, so that a new primitive needs no new case.
package enum Lowering {
  /// Has its value from the start: constants and variables.
  case leaf
  /// Stands for a value that is never known in this graph.
  case placeholder
  /// The first input's value.
  case alias
  case map(UnaryKernel)
  case zip(BinaryKernel)
  /// `condition ? x : y`, broadcast.
  case select
  case cast(DType)
  /// The axes disappear.
  case reduce(ReduceKernel, axes: [Int])
  case cumulative(CumulativeKernel, axis: Int, reverse: Bool)
  /// The same elements under another strided description; no arithmetic.
  case movement(Movement)
  case dot(DotDimensions)
  /// Rows along `axis` chosen by an integer array.
  case take(axis: Int)
  /// Rows along `axis` of a copy of the first input combined with updates.
  case scatter(ScatterKind, axis: Int)
  case concatenate(axis: Int)
  /// One projection of a node with several results.
  case project(Int)
  /// Structured control flow, run by the executor with plans of the bodies.
  case control(any ControlFlow)
  /// Everything else: a function of whole arrays.
  case host(any HostKernel)
}

/// A strided view of one array.
package enum Movement: Hashable {
  /// Row-major order kept.
  case reshape([Int])
  /// Axis `i` of the result is axis `permutation[i]` of the operand.
  case transpose([Int])
  /// Operand axis `i` becomes result axis `axes[i]`; extents of 1 and new axes repeat.
  case broadcast(shape: [Int], axes: [Int])
  /// Elements `start[i] + k * step[i]` for `k < count[i]`; steps may be negative.
  case slice(start: [Int], count: [Int], step: [Int])
  /// Windows of the trailing axes as new last axes.
  case windows(window: [Int], stride: [Int], dilation: [Int])
}

/// How updates combine with what a scatter finds.
package enum ScatterKind: UInt8, Hashable {
  case set, add, min, max, multiply

  package var name: String {
    switch self {
    case .set: "scatter"
    case .add: "scatter-add"
    case .min: "scatter-min"
    case .max: "scatter-max"
    case .multiply: "scatter-mul"
    }
  }
}

/// Which axes a general product sums over and which it keeps in step.
package struct DotDimensions: Hashable {
  package var contracting: ([Int], [Int]) { (leftContracting, rightContracting) }
  package var leftContracting: [Int]
  package var rightContracting: [Int]
  package var leftBatch: [Int]
  package var rightBatch: [Int]

  package init(
    contracting: ([Int], [Int]), batch: ([Int], [Int]) = ([], [])
  ) {
    (leftContracting, rightContracting) = contracting
    (leftBatch, rightBatch) = batch
  }

  /// Left axes that survive, in order.
  package func leftFree(rank: Int) -> [Int] {
    (0..<rank).filter { !leftContracting.contains($0) && !leftBatch.contains($0) }
  }
  /// Right axes that survive, in order.
  package func rightFree(rank: Int) -> [Int] {
    (0..<rank).filter { !rightContracting.contains($0) && !rightBatch.contains($0) }
  }
}

/// A function of whole arrays that the executor calls as it is.
package protocol HostKernel {
  /// One array a result; inputs may be views of any strides.
  func execute(_ inputs: [NDArray]) throws -> [NDArray]
}

/// A closure as a host kernel.
package struct HostFunction: HostKernel {
  let body: ([NDArray]) throws -> [NDArray]

  package init(_ body: @escaping ([NDArray]) throws -> [NDArray]) { self.body = body }

  package func execute(_ inputs: [NDArray]) throws -> [NDArray] { try body(inputs) }
}
