import Arrays
import Autodiff

/// Movement, reductions and products of `jax.lax`.
enum LaxArrays {
  static let all: [NumericFunction] = movement + slicing + reductions + other

  private static func ints(_ call: NumericCall, _ slot: Int) throws -> [Int] {
    try call.interpreter.collect(call[slot]).map { try call.interpreter.requireIndex($0) }
  }

  private static let movement: [NumericFunction] = [
    .array(
      "reshape(operand, new_sizes, dimensions=None, out_sharding=None)", "Another shape.", in: .jax
    ) {
      call in
      try call.interpreter.reshape(
        call.array(0), call.interpreter.shape(from: call[1]), .jax)
    },
    .array("transpose(operand, permutation)", "Axes in another order.", in: .jax) { call in
      try call.interpreter.transpose(call.array(0), ints(call, 1), .jax)
    },
    .array("rev(operand, dimensions)", "Reversed along axes.", in: .jax) { call in
      try call.interpreter.flip(call.array(0), ints(call, 1), .jax)
    },
    .array("expand_dims(array, dimensions)", "New axes of extent one.", in: .jax) { call in
      try call.interpreter.expandDims(call.array(0), ints(call, 1), .jax)
    },
    .array("squeeze(array, dimensions)", "Axes of extent one removed.", in: .jax) { call in
      try call.interpreter.squeeze(call.array(0), ints(call, 1), .jax)
    },
    .array(
      "collapse(operand, start_dimension, stop_dimension=None)", "Axes joined into one.", in: .jax
    ) {
      call in
      let x = try call.array(0)
      let start = try call.int(1)
      let stop = call.isMissing(2) ? x.rank : try call.int(2)
      let last = stop < 0 ? stop + x.rank : stop
      let joined = x.shape[start..<last].reduce(1, *)
      return try call.interpreter.reshape(
        x, Array(x.shape[..<start]) + [joined] + Array(x.shape[last...]), .jax)
    },
    .array("broadcast(operand, sizes, out_sharding=None)", "New axes in front.", in: .jax) { call in
      let x = try call.array(0)
      let sizes = try ints(call, 1)
      return try call.interpreter.broadcast(x, to: sizes + x.shape, .jax)
    },
    .array(
      "broadcast_in_dim(operand, shape, broadcast_dimensions, out_sharding=None)",
      "Axes put in their places in a larger shape.", in: .jax
    ) { call in
      let shape = try call.interpreter.shape(from: call[1])
      let axes = try ints(call, 2)
      return try call.build([call.array(0)]) {
        try $0.broadcastInDim($1[0], shape: shape, axes: axes)
      }
    },
    .array("broadcast_to_rank(x, rank)", "Axes of extent one in front.", in: .jax) { call in
      let x = try call.array(0)
      let ones = [Int](repeating: 1, count: max(0, try call.int(1) - x.rank))
      return try call.interpreter.reshape(x, ones + x.shape, .jax)
    },
    .array("concatenate(operands, dimension)", "Joined along an axis.", in: .jax) { call in
      let parts = try call.interpreter.collect(call[0]).map {
        try call.interpreter.array(of: $0, .jax)
      }
      if let first = parts.first, parts.contains(where: { $0.rank != first.rank }) {
        throw Raised(
          .typeError,
          "Cannot concatenate arrays with different numbers of dimensions: got \(parts.map { ShapeText.tuple($0.shape) }.joined(separator: ", "))."
        )
      }
      return try call.interpreter.concatenate(parts, axis: call.int(1), .jax)
    },
    .array(
      "pad(operand, padding_value, padding_config)", "Padded at and between elements.", in: .jax
    ) {
      call in
      let x = try call.array(0)
      let value = try call.array(1, dtype: x.dtype)
      let config = try call.interpreter.collect(call[2]).map { entry in
        try call.interpreter.collect(entry).map { try call.interpreter.requireIndex($0) }
      }
      return try call.build([x, value]) { graph, ids in
        try graph.pad(
          ids[0], ids[1], low: config.map { $0[0] }, high: config.map { $0[1] },
          interior: config.map { $0[2] })
      }
    },
    .array(
      "convert_element_type(operand, new_dtype)", "Elements in another dtype.", in: .jax
    ) { call in
      guard let dtype = try call.dtype(1) else { return try call.array(0) }
      return try call.interpreter.astype(call.array(0), dtype, .jax)
    },
  ]

  /// Starting positions of a dynamic slice as int64 nodes, clamped so that the slice lies inside.
  private static func starts(
    _ call: NumericCall, _ slot: Int, _ shape: [Int], _ sizes: [Int]
  ) throws -> [ArrayObject] {
    let entries: [Value]
    if let array = call[slot].array, array.rank == 1 {
      entries = try (0..<array.shape[0]).map {
        .object(try call.interpreter.item(array, [.integer($0)]))
      }
    } else {
      entries = try call.interpreter.collect(call[slot])
    }
    return try zip(entries, zip(shape, sizes)).map { entry, bounds in
      let index = try call.interpreter.array(of: entry, .jax)
      let (extent, size) = bounds
      return try call.build([index]) { graph, ids in
        let wide = try graph.convert(ids[0], to: .int64)
        let zero = graph.constant(0)
        let wrapped = try graph.select(
          graph.less(wide, zero), graph.add(wide, graph.constant(extent)), wide)
        return try graph.minimum(
          graph.maximum(wrapped, zero), graph.constant(max(extent - size, 0)))
      }
    }
  }

  private static func positions(_ graph: Graph, _ start: NodeID, _ size: Int) throws -> NodeID {
    try graph.add(
      graph.broadcast(start, to: [size]),
      graph.constant(NDArray.arange(start: 0, stop: size, step: 1, dtype: .int64)))
  }

  private static func dynamicSlice(_ call: NumericCall, _ sizes: [Int]) throws -> ArrayObject {
    let x = try call.array(0)
    guard sizes.count == x.rank, zip(sizes, x.shape).allSatisfy({ $0 <= $1 }) else {
      throw Raised(
        .typeError,
        "slice slice_sizes must be less than or equal to operand shape, got slice_sizes \(ShapeText.tuple(sizes)) for operand shape \(ShapeText.tuple(x.shape))."
      )
    }
    let starts = try starts(call, 1, x.shape, sizes)
    return try call.build([x] + starts) { graph, ids in
      var result = ids[0]
      for axis in sizes.indices where sizes[axis] != x.shape[axis] {
        result = try graph.take(
          result, positions(graph, ids[axis + 1], sizes[axis]), axis: axis)
      }
      return result
    }
  }

  private static let slicing: [NumericFunction] = [
    .array(
      "dynamic_slice(operand, start_indices, slice_sizes)", "A slice at given positions.", in: .jax
    ) {
      call in
      try dynamicSlice(call, ints(call, 2))
    },
    .array(
      "dynamic_update_slice(operand, update, start_indices)", "A copy with a slice replaced.",
      in: .jax
    ) { call in
      let x = try call.array(0)
      let update = try call.array(1)
      let arrayStarts = try starts(call, 2, x.shape, update.shape)
      return try call.build([x, update] + arrayStarts) { graph, ids in
        if x.rank == 0 { return ids[1] }
        // Rows of all axes but the last are taken out, updated and put back, one axis after the other.
        func replaced(_ base: NodeID, _ axis: Int) throws -> NodeID {
          let place = try positions(graph, ids[axis + 2], update.shape[axis])
          guard axis + 1 < x.rank else {
            return try graph.scatter(.set, base, place, ids[1], axis: axis)
          }
          let rows = try graph.take(base, place, axis: axis)
          return try graph.scatter(.set, base, place, replaced(rows, axis + 1), axis: axis)
        }
        return try replaced(ids[0], 0)
      }
    },
    .array("slice(operand, start_indices, limit_indices, strides=None)", "A slice.", in: .jax) {
      call in
      let x = try call.array(0)
      let first = try ints(call, 1)
      let last = try ints(call, 2)
      let steps = try call.isMissing(3) ? first.map { _ in 1 } : ints(call, 3)
      return try call.interpreter.item(
        x, zip(zip(first, last), steps).map { .slice(start: $0.0, stop: $0.1, step: $1) })
    },
    .array(
      "slice_in_dim(operand, start_index, limit_index, stride=1, axis=0)", "A slice of one axis.",
      in: .jax
    ) { call in
      let x = try call.array(0)
      let axis = try Shapes.normalize(axis: call.int(4), rank: x.rank)
      let items =
        [IndexItem](repeating: .all, count: axis) + [
          .slice(
            start: call.isMissing(1) ? nil : try call.int(1),
            stop: call.isMissing(2) ? nil : try call.int(2), step: try call.int(3))
        ]
      return try call.interpreter.item(x, items)
    },
    .array("index_in_dim(operand, index, axis=0, keepdims=True)", "One row of an axis.", in: .jax) {
      call in
      let x = try call.array(0)
      let axis = try Shapes.normalize(axis: call.int(2), rank: x.rank)
      let index = try call.int(1)
      let start = index < 0 ? index + x.shape[axis] : index
      let items = [IndexItem](repeating: .all, count: axis)
      return try call.interpreter.item(
        x,
        items + [
          call.flag(3) ? .slice(start: start, stop: start + 1, step: 1) : .integer(start)
        ])
    },
    .array(
      "dynamic_index_in_dim(operand, index, axis=0, keepdims=True)",
      "One row of an axis at a computed position.", in: .jax
    ) { call in
      let x = try call.array(0)
      let axis = try Shapes.normalize(axis: call.int(2), rank: x.rank)
      let row = try call.interpreter.take(
        x, call.array(1), axis: axis, .jax)
      return try call.flag(3) ? call.interpreter.expandDims(row, [axis], .jax) : row
    },
    .array(
      "dynamic_slice_in_dim(operand, start_index, slice_size, axis=0)",
      "A slice of one axis at a computed position.", in: .jax
    ) { call in
      let x = try call.array(0)
      let axis = try Shapes.normalize(axis: call.int(3), rank: x.rank)
      let size = try call.int(2)
      return try call.build([x, call.array(1)]) { graph, ids in
        let limit = graph.constant(max(x.shape[axis] - size, 0))
        let start = try graph.minimum(
          graph.maximum(graph.convert(ids[1], to: .int64), graph.constant(0)), limit)
        return try graph.take(ids[0], positions(graph, start, size), axis: axis)
      }
    },
  ]

  private static func cumulative(
    _ name: String,
    _ build: @escaping @Sendable (Graph, NodeID, Int, Bool) throws -> NodeID
  ) -> NumericFunction {
    .array("\(name)(operand, axis=0, reverse=False)", "Accumulated along an axis.", in: .jax) {
      call in
      let x = try call.array(0)
      let axis = try Shapes.normalize(axis: call.int(1), rank: x.rank)
      let isReversed = try call.flag(2)
      return try call.build([x]) { try build($0, $1[0], axis, isReversed) }
    }
  }

  private static func reduction(
    _ name: String, _ build: @escaping @Sendable (Graph, NodeID, [Int]) throws -> NodeID
  ) -> NumericFunction {
    .array("\(name)(operand, axes, out_sharding=None)", "Reduced over axes.", in: .jax) { call in
      let axes = try ints(call, 1)
      return try call.build([call.array(0)]) { try build($0, $1[0], axes) }
    }
  }

  private static let reductions: [NumericFunction] = [
    cumulative("cumsum") { try $0.cumulativeSum($1, axis: $2, reverse: $3) },
    cumulative("cumprod") { try $0.cumulativeProduct($1, axis: $2, reverse: $3) },
    cumulative("cummax") { try $0.cumulativeMax($1, axis: $2, reverse: $3) },
    cumulative("cummin") { try $0.cumulativeMin($1, axis: $2, reverse: $3) },
    cumulative("cumlogsumexp") { try $0.cumulativeLogSumExp($1, axis: $2, reverse: $3) },
    reduction("reduce_sum") { try $0.reduceSum($1, axes: $2) },
    reduction("reduce_prod") { try $0.reduceProduct($1, axes: $2) },
    reduction("reduce_max") { try $0.reduceMax($1, axes: $2) },
    reduction("reduce_min") { try $0.reduceMin($1, axes: $2) },
    reduction("reduce_and") { try $0.reduceAll($1, axes: $2) },
    reduction("reduce_or") { try $0.reduceAny($1, axes: $2) },
    .array("argmax(operand, axis, index_dtype)", "Position of the largest.", in: .jax) { call in
      let axis = try call.int(1)
      let dtype = try call.dtype(2) ?? call.defaultInt
      return try call.build([call.array(0)]) {
        try $0.convert($0.argmax($1[0], axis: axis), to: dtype)
      }
    },
    .array("argmin(operand, axis, index_dtype)", "Position of the smallest.", in: .jax) { call in
      let axis = try call.int(1)
      let dtype = try call.dtype(2) ?? call.defaultInt
      return try call.build([call.array(0)]) {
        try $0.convert($0.argmin($1[0], axis: axis), to: dtype)
      }
    },
    NumericFunction(
      "reduce(operands, init_values, computation, dimensions)", "Reduced by a function.", in: .jax
    ) {
      call in
      var x = try call.array(0)
      let axes = try ints(call, 3).map { try Shapes.normalize(axis: $0, rank: x.rank) }
      let count = axes.reduce(1) { $0 * x.shape[$1] }
      x = try call.interpreter.moveAxes(x, axes, Array(axes.indices), .jax)
      x = try call.interpreter.reshape(x, [count] + x.shape[axes.count...], .jax)
      var total = call[1]
      for index in 0..<count {
        total = try call.interpreter.call(
          call[2], [total, .object(call.interpreter.item(x, [.integer(index)]))])
      }
      return total
    },
  ]

  private static func pairs(_ value: Value, _ call: NumericCall) throws -> ([Int], [Int]) {
    let lists = try call.interpreter.collect(value).map { list in
      try call.interpreter.collect(list).map { try call.interpreter.requireIndex($0) }
    }
    return (lists[0], lists[1])
  }

  private static let other: [NumericFunction] = [
    .array("select(pred, on_true, on_false)", "Elements of one or the other.", in: .jax) { call in
      try call.interpreter.select(call[0], call[1], call[2], .jax)
    },
    .array("select_n(which, *cases)", "Elements of the chosen case.", in: .jax) { call in
      let which = try call.array(0)
      let cases = call.arguments.variadic(1)
      if which.dtype == .bool, cases.count == 2 {
        return try call.interpreter.select(call[0], cases[1], cases[0], .jax)
      }
      var result = try call.interpreter.array(of: cases[cases.count - 1], .jax)
      for position in cases.indices.dropLast().reversed() {
        let here = try call.interpreter.elementwise(
          ElementwiseTable.equal, [.array(which), .python(.int, .int(position))], .jax)
        result = try call.interpreter.select(
          .object(here), cases[position], .object(result), .jax)
      }
      return result
    },
    .array("clamp(min, x, max)", "Elements kept between bounds.", in: .jax) { call in
      let x = try call.array(1)
      let low = try call.array(0, dtype: x.dtype)
      let high = try call.array(2, dtype: x.dtype)
      return try call.build([x, low, high]) { try $0.minimum($0.maximum($1[0], $1[1]), $1[2]) }
    },
    .array("iota(dtype, size)", "0, 1, 2, …", in: .jax) { call in
      let dtype = try call.dtype(0) ?? call.defaultInt
      return call.result(
        NDArray.arange(start: 0, stop: try call.int(1), step: 1, dtype: .int64).converted(to: dtype)
      )
    },
    .array("broadcasted_iota(dtype, shape, dimension)", "Positions along an axis.", in: .jax) {
      call in
      let dtype = try call.dtype(0) ?? call.defaultInt
      let shape = try call.interpreter.shape(from: call[1])
      let axis = try call.int(2)
      var own = shape.map { _ in 1 }
      own[axis] = shape[axis]
      let line = NDArray.arange(start: 0, stop: shape[axis], step: 1, dtype: .int64)
      return call.result(
        try line.converted(to: dtype).reshaped(own).broadcast(to: shape).duplicate())
    },
    .array("full(shape, fill_value, dtype=None, sharding=None)", "One value everywhere.", in: .jax)
    {
      call in
      let value = try call.array(1, dtype: call.dtype(2))
      return try call.interpreter.broadcast(
        value, to: call.interpreter.newShape(from: call[0]), .jax)
    },
    .array("full_like(x, fill_value, dtype=None, shape=None)", "One value everywhere.", in: .jax) {
      call in
      let x = try call.array(0)
      let value = try call.array(1, dtype: call.dtype(2) ?? x.dtype)
      let shape = try call.isMissing(3) ? x.shape : call.interpreter.shape(from: call[3])
      return try call.interpreter.broadcast(value, to: shape, .jax)
    },
    .array(
      "dot(lhs, rhs, precision=None, preferred_element_type=None)",
      "Product of vectors or matrices.", in: .jax
    ) {
      call in
      try call.interpreter.dot(call.array(0), call.array(1), .jax)
    },
    .array(
      "dot_general(lhs, rhs, dimension_numbers, precision=None, preferred_element_type=None, out_sharding=None)",
      "Product over contracted axes with batch axes in front.", in: .jax
    ) { call in
      let operands = try call.promoted([call.array(0), call.array(1)])
      let lists = try call.interpreter.collect(call[2])
      let contracting = try pairs(lists[0], call)
      let batch = try pairs(lists[1], call)
      return try call.build(operands) {
        try $0.dotGeneral(
          $1[0], $1[1], DotDimensions(contracting: contracting, batch: batch))
      }
    },
    .array("batch_matmul(lhs, rhs, precision=None)", "Products of stacked matrices.", in: .jax) {
      call in
      try call.interpreter.matmul(call.array(0), call.array(1), .jax)
    },
    NumericFunction(
      "top_k(operand, k, *, axis=-1)", "The largest elements and their positions.", in: .jax
    ) {
      call in
      let x = try call.array(0)
      let count = try call.int(1)
      let axis = try Shapes.normalize(axis: call.int(2), rank: x.rank)
      let dtype = call.defaultInt
      let results = try call.session.build([x], .jax) { graph, ids in
        // The stable order of the reversed array, reversed: ties keep the lower position first.
        let flipped = try graph.reverse(ids[0], axes: [axis])
        let order = try graph.reverse(graph.argsort(flipped, axis: axis), axes: [axis])
        let last = graph.constant(x.shape[axis] - 1, graph.dtype(of: order))
        let all = try graph.subtract(graph.broadcast(last, to: x.shape), order)
        let chosen = try graph.slice(all, axis: axis, start: 0, count: count)
        return [
          try graph.takeAlongAxis(ids[0], chosen, axis: axis),
          try graph.convert(chosen, to: dtype),
        ]
      }
      return .list(results.map { .object($0) })
    },
    NumericFunction(
      "sort(operand, dimension=-1, is_stable=True, num_keys=1)", "Sorted along an axis.", in: .jax
    ) {
      call in
      if let operands = call[0].sequence {
        let arrays = try operands.map { try call.interpreter.array(of: $0, .jax) }
        guard let key = arrays.first else {
          throw Raised(.typeError, "Sort must have at least one operand")
        }
        let axis = try Shapes.normalize(axis: call.int(1), rank: key.rank)
        let results = try call.session.build(arrays, .jax) { graph, ids in
          let order = try graph.argsort(ids[0], axis: axis)
          return try ids.map { try graph.takeAlongAxis($0, order, axis: axis) }
        }
        return .tuple(results.map { .object($0) })
      }
      let x = try call.array(0)
      let axis = try Shapes.normalize(axis: call.int(1), rank: x.rank)
      return .object(try call.interpreter.sort(x, axis: axis, .jax))
    },
    .array(
      "conv(lhs, rhs, window_strides, padding, precision=None, preferred_element_type=None)",
      "Convolution without flipping.", in: .jax
    ) {
      call in
      let stride = try ints(call, 2)
      let ones = stride.map { _ in 1 }
      return try convolve(
        call, call.array(0), call.array(1), stride: stride, padding: call[3], ones, ones, groups: 1)
    },
    .array(
      "conv_with_general_padding(lhs, rhs, window_strides, padding, lhs_dilation, rhs_dilation, precision=None, preferred_element_type=None)",
      "Convolution without flipping.", in: .jax
    ) { call in
      let stride = try ints(call, 2)
      let ones = stride.map { _ in 1 }
      return try convolve(
        call, call.array(0), call.array(1), stride: stride, padding: call[3],
        call.isMissing(4) ? ones : ints(call, 4), call.isMissing(5) ? ones : ints(call, 5),
        groups: 1)
    },
    .array(
      "conv_general_dilated(lhs, rhs, window_strides, padding, lhs_dilation=None, rhs_dilation=None, dimension_numbers=None, feature_group_count=1, batch_group_count=1, precision=None, preferred_element_type=None)",
      "Convolution without flipping, any order of axes.", in: .jax
    ) { call in
      let stride = try ints(call, 2)
      let ones = stride.map { _ in 1 }
      let lhs = try call.array(0)
      let rhs = try call.array(1)
      let layout = try ConvolutionLayout(call[6], rank: lhs.rank, call.interpreter)
      let result = try convolve(
        call, call.interpreter.transpose(lhs, layout.input, .jax),
        call.interpreter.transpose(rhs, layout.kernel, .jax), stride: stride, padding: call[3],
        call.isMissing(4) ? ones : ints(call, 4), call.isMissing(5) ? ones : ints(call, 5),
        groups: call.int(7))
      return try call.interpreter.transpose(result, layout.output, .jax)
    },
  ]

  private static func convolve(
    _ call: NumericCall, _ lhs: ArrayObject, _ rhs: ArrayObject, stride: [Int], padding: Value,
    _ inputDilation: [Int], _ kernelDilation: [Int], groups: Int
  ) throws -> ArrayObject {
    guard lhs.dtype == rhs.dtype else {
      throw Raised(
        .typeError,
        "lax.conv_general_dilated requires arguments to have the same dtypes, got \(lhs.dtype.name), \(rhs.dtype.name). (Tip: jnp.conv_general_dilated is a similar function that does automatic type promotion on inputs)."
      )
    }
    let amounts: [(Int, Int)]
    if let name = padding.text {
      amounts = try stride.indices.map { axis in
        let extent = (lhs.shape[axis + 2] - 1) * inputDilation[axis] + 1
        let window = (rhs.shape[axis + 2] - 1) * kernelDilation[axis] + 1
        switch name.uppercased() {
        case "VALID": return (0, 0)
        case "SAME", "SAME_LOWER":
          let count = (extent + stride[axis] - 1) / stride[axis]
          let total = max(0, (count - 1) * stride[axis] + window - extent)
          return name.uppercased() == "SAME"
            ? (total / 2, total - total / 2) : (total - total / 2, total / 2)
        default: throw Raised(.valueError, "Unrecognized padding type: \(name)")
        }
      }
    } else {
      amounts = try call.interpreter.collect(padding).map { entry in
        let pair = try call.interpreter.collect(entry)
        return (
          try call.interpreter.requireIndex(pair[0]), try call.interpreter.requireIndex(pair[1])
        )
      }
    }
    return try call.build([lhs, rhs]) {
      try $0.convolution(
        $1[0], $1[1], stride: stride, padding: amounts, inputDilation: inputDilation,
        kernelDilation: kernelDilation, groups: groups)
    }
  }
}

/// Which axes of a convolution are batch, features and space; `("NHWC", "HWIO", "NHWC")`.
private struct ConvolutionLayout {
  /// To (batch, features, space…), to (out, in, space…) and back from (batch, features, space…).
  var input: [Int]
  var kernel: [Int]
  var output: [Int]

  init(_ value: Value, rank: Int, _ interpreter: Interpreter) throws {
    let axes = Array(0..<rank)
    guard !value.isNone else {
      (input, kernel, output) = (axes, axes, axes)
      return
    }
    let texts = try interpreter.collect(value).map { Array(try interpreter.requireText($0)) }
    guard texts.count == 3, texts.allSatisfy({ $0.count == rank }) else {
      throw Raised(
        .typeError,
        "convolution dimension_numbers must be a tuple of three strings of length \(rank)")
    }
    let space = texts[1].filter { $0 != "I" && $0 != "O" }
    func place(_ letter: Character, _ text: [Character]) throws -> Int {
      guard let index = text.firstIndex(of: letter) else {
        throw Raised(
          .typeError, "convolution dimension_numbers lack '\(letter)' in '\(String(text))'")
      }
      return index
    }
    input = try (["N", "C"] + space).map { try place($0, texts[0]) }
    kernel = try (["O", "I"] + space).map { try place($0, texts[1]) }
    let order = ["N", "C"] + space
    output = try texts[2].map { letter in
      guard let index = order.firstIndex(of: letter) else {
        throw Raised(
          .typeError, "convolution dimension_numbers name '\(letter)' in the output only")
      }
      return index
    }
  }
}
