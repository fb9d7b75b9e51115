import CKernels

/// A group of elementwise operations of one shape, with the reductions that consume them, run tile
/// by tile so that what only the group needs never leaves the nearest cache.
///
/// Places number operands and results: the inputs first, then the outputs, then registers. The bits
/// are those of `Kernels.map`, `zip`, `select`, `cast` and `reduce` one after another.
///
/// Unsafe: hands C pointers into arrays that live for the call; inputs broadcast to `shape`.
package final class TileProgram {
  package enum Function {
    case unary(UnaryKernel)
    case binary(BinaryKernel)
    case cast(DType)
    /// Condition, value where it holds, value elsewhere.
    case select
  }

  package struct Step {
    package var function: Function
    /// Of the last operand.
    package var dtype: DType
    package var operands: [Int]
    package var result: Int

    package init(_ function: Function, dtype: DType, operands: [Int], result: Int) {
      self.function = function
      self.dtype = dtype
      self.operands = operands
      self.result = result
    }
  }

  package struct Fold {
    package var kernel: ReduceKernel
    package var dtype: DType
    package var place: Int
    package var axes: [Int]

    package init(_ kernel: ReduceKernel, dtype: DType, place: Int, axes: [Int]) {
      self.kernel = kernel
      self.dtype = dtype
      self.place = place
      self.axes = axes
    }
  }

  /// Folds a program can have.
  package static let maximalFolds = 16

  private let shape: [Int]
  private let inputCount: Int
  private let outputs: [DType]
  private let folds: [(dtype: DType, shape: [Int])]
  private var program: ag_tile_program
  private let sizes: UnsafeMutablePointer<Int32>
  private let steps: UnsafeMutablePointer<ag_tile_step>
  private let tileFolds: UnsafeMutablePointer<ag_tile_fold>

  /// - Parameter registers: one dtype a register.
  package init(
    shape: [Int], inputs: [DType], outputs: [DType], registers: [DType], steps list: [Step],
    folds foldList: [Fold]
  ) {
    precondition(foldList.count <= Self.maximalFolds, "as many folds as a tile has room for")
    self.shape = shape
    self.outputs = outputs
    inputCount = inputs.count
    let places = inputs + outputs + registers
    sizes = .allocate(capacity: max(places.count, 1))
    for (place, dtype) in places.enumerated() {
      (sizes + place).initialize(to: Int32(dtype.itemSize))
    }
    steps = .allocate(capacity: max(list.count, 1))
    for (index, step) in list.enumerated() { (steps + index).initialize(to: Self.code(step)) }
    tileFolds = .allocate(capacity: max(foldList.count, 1))
    var results: [(DType, [Int])] = []
    var row = 0
    for (index, fold) in foldList.enumerated() {
      let code = Self.code(fold, shape)
      if code.pairwise { row = Self.rowLength(shape, fold.axes) }
      (tileFolds + index).initialize(to: code)
      results.append(
        (
          Kernels.result(of: fold.kernel, fold.dtype) ?? fold.dtype,
          shape.indices.filter { !fold.axes.contains($0) }.map { shape[$0] }
        ))
    }
    folds = results
    program = ag_tile_program()
    program.rank = Int32(shape.count)
    withUnsafeMutableBytes(of: &program.shape) { bytes in
      for (axis, extent) in shape.enumerated() {
        bytes.storeBytes(of: extent, toByteOffset: axis * 8, as: Int.self)
      }
    }
    program.inputs = Int32(inputs.count)
    program.outputs = Int32(outputs.count)
    program.registers = Int32(registers.count)
    program.steps = Int32(list.count)
    program.folds = Int32(foldList.count)
    program.size = UnsafePointer(sizes)
    program.step = UnsafePointer(steps)
    program.fold = UnsafePointer(tileFolds)
    program.tile = Self.tileLength(places)
    program.row = row
  }

  deinit {
    sizes.deallocate()
    steps.deallocate()
    tileFolds.deallocate()
  }

  /// The outputs and then the folds' results, fresh and contiguous; inputs are views that broadcast
  /// to the shape.
  ///
  /// - Throws: `MemoryError` where memory runs out.
  package func run(_ inputs: [NDArray]) throws -> [NDArray] {
    precondition(inputs.count == inputCount, "one array an input")
    var results = outputs.map { NDArray(uninitialized: $0, shape: shape) }
    results += folds.map { NDArray(uninitialized: $0.dtype, shape: $0.shape) }
    var strides: [Int] = []
    strides.reserveCapacity(inputs.count * shape.count + 1)
    for input in inputs { strides += input.strides(broadcastTo: shape) }
    let sources = inputs.map { UnsafeRawPointer($0.base) as UnsafeRawPointer? }
    let targets = results.map { $0.base as UnsafeMutableRawPointer? }
    let done = targets.withUnsafeBufferPointer { target in
      ag_tiles_run(
        &program, sources, strides, target.baseAddress,
        target.baseAddress.map { $0 + outputs.count }, ag_threads())
    }
    precondition(done, "every step has a kernel")
    return results
  }

  // MARK: Which reductions a group can take

  /// Elements of one row of a reduction over contiguous memory: the innermost run of axes that are
  /// all reduced or all kept, extents of 1 left out.
  package static func rowLength(_ shape: [Int], _ axes: [Int]) -> Int {
    var length = 1
    var reduced: Bool?
    for axis in shape.indices.reversed() where shape[axis] != 1 {
      let isReduced = axes.contains(axis)
      if let reduced, reduced != isReduced { break }
      reduced = isReduced
      length *= shape[axis]
    }
    return length
  }

  /// True where the innermost axis is reduced, so that rows become one value each.
  package static func reducesRows(_ shape: [Int], _ axes: [Int]) -> Bool {
    guard let inner = shape.indices.reversed().first(where: { shape[$0] != 1 }) else { return true }
    return axes.contains(inner)
  }

  /// How a reduction's order of evaluation limits the tiles.
  package enum Demand {
    /// Any tiles in order.
    case none
    /// Whole rows of this length, or subtrees of their pairwise sums.
    case rows(Int)
    /// Not in a group.
    case refused
  }

  package static func demand(
    of kernel: ReduceKernel, _ dtype: DType, shape: [Int], axes: [Int]
  ) -> Demand {
    switch kernel {
    case .argmax, .argmin: return .refused
    case .any, .all: return dtype == .bool ? .none : .refused
    case .sum, .product, .max, .min: break
    }
    if dtype == .complex64 || dtype == .complex128 { return .refused }
    guard dtype == .float32 || dtype == .float64, kernel != .product else { return .none }
    guard reducesRows(shape, axes) else { return .none }
    let row = rowLength(shape, axes)
    // Extremes are folded in lanes, which start with the row.
    if kernel != .sum, row > smallestTile { return .refused }
    return .rows(row)
  }

  private static let smallestTile = 256

  /// Elements a tile: what is live stays in 24 KiB.
  private static func tileLength(_ places: [DType]) -> Int {
    let bytes = places.reduce(0) { $0 + $1.itemSize }
    var length = 2048
    while length > smallestTile, length * bytes > 24 << 10 { length /= 2 }
    return length
  }

  private static func code(_ step: Step) -> ag_tile_step {
    var code = ag_tile_step()
    switch step.function {
    case .unary(let kernel):
      code.kind = Int32(AG_TILE_UNARY.rawValue)
      code.op = kernel.code
    case .binary(let kernel):
      code.kind = Int32(AG_TILE_BINARY.rawValue)
      code.op = kernel.code
    case .cast(let dtype):
      code.kind = Int32(AG_TILE_CAST.rawValue)
      code.op = dtype.code
    case .select: code.kind = Int32(AG_TILE_SELECT.rawValue)
    }
    code.dtype = step.dtype.code
    code.result = Int32(step.result)
    let operands = step.operands.map { Int32($0) }
    code.operand = (
      operands[0], operands.count > 1 ? operands[1] : 0, operands.count > 2 ? operands[2] : 0
    )
    return code
  }

  private static func code(_ fold: Fold, _ shape: [Int]) -> ag_tile_fold {
    var code = ag_tile_fold()
    code.place = Int32(fold.place)
    code.dtype = fold.dtype.code
    switch fold.kernel {
    case .any:
      (code.op, code.identity) = (ReduceKernel.max.code, ReduceKernel.sum.code)
    case .all:
      (code.op, code.identity) = (ReduceKernel.min.code, ReduceKernel.product.code)
    default:
      (code.op, code.identity) = (fold.kernel.code, fold.kernel.code)
    }
    var extents: [(extent: Int, reduced: Bool)] = []
    for axis in shape.indices where shape[axis] != 1 {
      let reduced = fold.axes.contains(axis)
      if let last = extents.last, last.reduced == reduced {
        extents[extents.count - 1].extent *= shape[axis]
      } else {
        extents.append((shape[axis], reduced))
      }
    }
    code.axes = Int32(extents.count)
    withUnsafeMutableBytes(of: &code.extent) { bytes in
      for (axis, entry) in extents.enumerated() {
        bytes.storeBytes(of: entry.extent, toByteOffset: axis * 8, as: Int.self)
      }
    }
    withUnsafeMutableBytes(of: &code.reduced) { bytes in
      for (axis, entry) in extents.enumerated() {
        bytes.storeBytes(of: entry.reduced, toByteOffset: axis, as: Bool.self)
      }
    }
    code.count = shape.indices.filter { !fold.axes.contains($0) }.reduce(1) { $0 * shape[$1] }
    if case .rows = demand(of: fold.kernel, fold.dtype, shape: shape, axes: fold.axes) {
      code.pairwise = true
    }
    return code
  }
}
