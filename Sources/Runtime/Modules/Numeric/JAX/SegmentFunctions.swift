import Arrays
import Autodiff

/// `jax.ops`: reductions over segments.
enum SegmentFunctions {
  static let all: [NumericFunction] = [
    segment("segment_sum", .add) { _ in .int(0) },
    segment("segment_prod", .multiply) { _ in .int(1) },
    segment("segment_max", .max) { $0.isInexact ? .float(-.infinity) : .int(smallest($0)) },
    segment("segment_min", .min) { $0.isInexact ? .float(.infinity) : .int(largest($0)) },
  ]

  private static func smallest(_ dtype: DType) -> Int { dtype.integerRange.lowerBound }
  private static func largest(_ dtype: DType) -> Int { dtype.integerRange.upperBound }

  private static func segment(
    _ name: String, _ kind: ScatterKind, _ start: @escaping @Sendable (DType) -> Scalar
  ) -> NumericFunction {
    .array(
      "\(name)(data, segment_ids, num_segments=None, indices_are_sorted=False, unique_indices=False, bucket_size=None, mode=None)",
      "Rows combined by their segment.", in: .jax
    ) { call in
      let data = try call.array(0)
      let ids = try call.array(1)
      let count: Int
      if call.isMissing(2) {
        count = (try call.session.value(of: ids).integers.max() ?? -1) + 1
      } else {
        count = try call.int(2)
      }
      return try call.build([data, ids]) { graph, nodes in
        let base = try graph.broadcast(
          graph.constant(start(data.dtype), data.dtype), to: [count] + data.shape.dropFirst())
        // Rows of segments that are not there fall into one more, which is cut off.
        let wide = try graph.convert(nodes[1], to: .int64)
        let limit = graph.constant(count)
        let isInside = try graph.logicalAnd(
          graph.greaterEqual(wide, graph.constant(0)), graph.less(wide, limit))
        let place = try graph.select(isInside, wide, graph.broadcast(limit, to: ids.shape))
        let spare = try graph.broadcast(
          graph.constant(start(data.dtype), data.dtype), to: [1] + data.shape.dropFirst())
        let result = try graph.scatter(
          kind, graph.concatenate([base, spare], axis: 0), place, nodes[0], axis: 0)
        return try graph.slice(result, axis: 0, start: 0, count: count)
      }
    }
  }
}
