import Arrays
import Autodiff

/// `autograd.scipy.signal`.
enum SignalFunctions {
  static let all: [NumericFunction] = [
    .array(
      "convolve(A, B, axes=None, dot_axes=<no value>, mode='full')",
      "Convolution over some axes, contraction over others, all pairs of the rest.", in: .numpy
    ) { call in
      let operands = try call.promoted([call.array(0), call.array(1)], floating: true)
      let mode = try call.text(4)
      guard ["full", "valid", "same"].contains(mode) else {
        throw Raised(
          .assertionError,
          "Mode \(mode) undefined, it can be one of 'valid', 'full', and 'same'")
      }
      let everything = [Array(0..<operands[0].rank), Array(0..<operands[1].rank)]
      let axes = try lists(call, 2) ?? everything
      let dots = try lists(call, 3) ?? [[], []]
      func normalized(_ list: [Int], _ array: ArrayObject) throws -> [Int] {
        try list.map { try Shapes.normalize(axis: $0, rank: array.rank) }
      }
      return try convolve(
        call, operands[0], operands[1],
        axes: (normalized(axes[0], operands[0]), normalized(axes[1], operands[1])),
        dots: (normalized(dots[0], operands[0]), normalized(dots[1], operands[1])), mode)
    }
  ]

  /// `[[axes of A], [axes of B]]`; nil where it is left out.
  private static func lists(_ call: NumericCall, _ slot: Int) throws -> [[Int]]? {
    if call.isMissing(slot) { return nil }
    let pair = try call.interpreter.collect(call[slot]).map { list in
      try call.interpreter.collect(list).map { try call.interpreter.requireIndex($0) }
    }
    guard pair.count == 2 else {
      throw Raised(.valueError, "axes must be a pair of lists: axes of A, axes of B")
    }
    return pair
  }

  private static func convolve(
    _ call: NumericCall, _ a: ArrayObject, _ b: ArrayObject, axes: ([Int], [Int]),
    dots: ([Int], [Int]), _ mode: String
  ) throws -> ArrayObject {
    let extents = zip(axes.0, axes.1).map { (a.shape[$0], b.shape[$1]) }
    let freeA = (0..<a.rank).filter { !axes.0.contains($0) && !dots.0.contains($0) }
    let freeB = (0..<b.rank).filter { !axes.1.contains($0) && !dots.1.contains($0) }
    let isSwapped = mode == "valid" && extents.contains { $0.1 > $0.0 }
    if isSwapped {
      guard extents.allSatisfy({ $0.1 >= $0.0 }) else {
        throw Raised(
          .exception, "One array must be larger than the other along all convolved dimensions")
      }
    }
    func size(_ array: ArrayObject, _ places: [Int]) -> Int {
      places.reduce(1) { $0 * array.shape[$1] }
    }
    return try call.build([a, b]) { graph, ids in
      // (free, contracted, convolved…) of both; the kernel is flipped.
      let left = try graph.reshape(
        graph.transpose(ids[0], freeA + dots.0 + axes.0),
        [size(a, freeA), size(a, dots.0)] + axes.0.map { a.shape[$0] })
      let right = try graph.reshape(
        graph.transpose(ids[1], freeB + dots.1 + axes.1),
        [size(b, freeB), size(b, dots.1)] + axes.1.map { b.shape[$0] })
      let (long, short) = isSwapped ? (right, left) : (left, right)
      let spatial = Array(2..<(2 + axes.0.count))
      let kernel = try graph.reverse(short, axes: spatial)
      let windows = extents.map { isSwapped ? $0.0 : $0.1 }
      let padding = windows.map { window -> (Int, Int) in
        switch mode {
        case "full": (window - 1, window - 1)
        case "same": (window - 1 - (window - 1) / 2, (window - 1) / 2)
        default: (0, 0)
        }
      }
      let ones = spatial.map { _ in 1 }
      var result = try graph.convolution(
        long, kernel, stride: ones, padding: padding, inputDilation: ones, kernelDilation: ones)
      if isSwapped { result = try graph.swapAxes(result, 0, 1) }
      let space = graph.shape(of: result)[2...]
      return try graph.reshape(
        result, freeA.map { a.shape[$0] } + freeB.map { b.shape[$0] } + space)
    }
  }
}
