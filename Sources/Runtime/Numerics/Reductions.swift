package import Arrays
import Autodiff

/// Which numbers a reduction makes of the elements along its axes.
package enum Reduction: String, Sendable {
  case sum, prod, max, min, any, all, mean, `var`, std

  /// NumPy's name in the message about empty operands.
  var emptyName: String { self == .max ? "maximum" : self == .min ? "minimum" : rawValue }
}

extension Interpreter {
  /// A reduction over `axes` (all where nil), as NumPy and JAX define it.
  package func reduce(
    _ kind: Reduction, _ x: ArrayObject, axes: [Int]?, keepDims: Bool = false,
    dtype: DType? = nil, freedom: Double = 0, facade: Facade
  ) throws -> ArrayObject {
    numerics.errorFacade = facade
    let rank = x.rank
    let places = try Shapes.normalize(axes: axes, rank: rank)
    let shape = x.shape
    let count = places.reduce(1) { $0 * shape[$1] }
    if kind == .max || kind == .min, count == 0 {
      throw ShapeError.emptyReduction(name: kind.emptyName)
    }
    let target = try dtype ?? reducedType(kind, x, facade)
    return try numerics.build1([x], facade) { graph, ids in
      graph.dialect = facade.dialect
      let operand =
        kind == .any || kind == .all
        ? try graph.convert(ids[0], to: .bool)
        : try graph.convert(ids[0], to: target, weak: facade == .jax && x.isWeak && keepsWeak(kind))
      let reduced = try graph.reduced(
        kind, operand, axes: places.sorted(), count: count, freedom: freedom)
      if !keepDims { return reduced }
      return try graph.reshape(
        reduced, shape.indices.map { places.contains($0) ? 1 : shape[$0] })
    }
  }

  private func keepsWeak(_ kind: Reduction) -> Bool { kind == .max || kind == .min }

  /// The dtype in which a reduction computes.
  private func reducedType(_ kind: Reduction, _ x: ArrayObject, _ facade: Facade) throws -> DType {
    let dtype = x.dtype
    switch kind {
    case .sum, .prod:
      return facade == .jax
        ? numerics.promotion.sum(JAXType(dtype)).dtype : NumPyPromotion.sum(dtype)
    case .mean, .var, .std:
      return facade == .jax
        ? numerics.promotion.mean(JAXType(dtype)).dtype : NumPyPromotion.mean(dtype)
    case .max, .min: return dtype
    case .any, .all: return .bool
    }
  }

  /// Position of the first extreme element; of the flattened array where `axis` is nil.
  package func argument(
    isMax: Bool, _ x: ArrayObject, axis: Int?, keepDims: Bool = false, _ facade: Facade
  ) throws -> ArrayObject {
    numerics.errorFacade = facade
    if x.count == 0 { throw ShapeError.emptyArgument(name: isMax ? "argmax" : "argmin") }
    let place = try axis.map { try Shapes.normalize(axis: $0, rank: x.rank) }
    let shape = x.shape
    let result = try numerics.build1([x], facade) { graph, ids in
      let operand = try place == nil ? graph.reshape(ids[0], [shape.reduce(1, *)]) : ids[0]
      let found =
        try isMax
        ? graph.argmax(operand, axis: place ?? 0) : graph.argmin(operand, axis: place ?? 0)
      let typed = try graph.convert(
        found, to: facade == .jax ? numerics.promotion.defaultInt : .int64)
      guard keepDims else { return typed }
      return try graph.reshape(
        typed, shape.indices.map { place == nil || place == $0 ? 1 : shape[$0] })
    }
    return result
  }

  /// A running reduction along an axis; of the flattened array where `axis` is nil.
  package func cumulate(
    _ kernel: CumulativeKernel, _ x: ArrayObject, axis: Int?, dtype: DType?, _ facade: Facade
  ) throws -> ArrayObject {
    let source = axis == nil ? try reshape(x, [-1], facade) : x
    let place = try Shapes.normalize(axis: axis ?? 0, rank: source.rank)
    let natural =
      facade == .jax
      ? (kernel == .sum || kernel == .product) && source.dtype == .bool
        ? numerics.promotion.defaultInt : source.dtype
      : kernel == .sum || kernel == .product ? NumPyPromotion.sum(source.dtype) : source.dtype
    return try numerics.build1([source], facade) { graph, ids in
      graph.dialect = facade.dialect
      let operand = try graph.convert(ids[0], to: dtype ?? natural)
      switch kernel {
      case .sum: return try graph.cumulativeSum(operand, axis: place)
      case .product: return try graph.cumulativeProduct(operand, axis: place)
      case .max: return try graph.cumulativeMax(operand, axis: place)
      case .min: return try graph.cumulativeMin(operand, axis: place)
      case .logaddexp: return try graph.cumulativeLogSumExp(operand, axis: place)
      }
    }
  }
}

extension Graph {
  /// The reduction of `count` elements along `axes`.
  func reduced(_ kind: Reduction, _ x: NodeID, axes: [Int], count: Int, freedom: Double) throws
    -> NodeID
  {
    func divided(_ sum: NodeID, by divisor: Double) throws -> NodeID {
      try divide(sum, constant(divisor, dtype(of: sum), weak: true))
    }
    switch kind {
    case .sum: return try reduceSum(x, axes: axes)
    case .prod: return try axes.isEmpty ? x : reduceProduct(x, axes: axes)
    case .max: return try axes.isEmpty ? x : reduceMax(x, axes: axes)
    case .min: return try axes.isEmpty ? x : reduceMin(x, axes: axes)
    case .any: return try axes.isEmpty ? x : reduceAny(x, axes: axes)
    case .all: return try axes.isEmpty ? x : reduceAll(x, axes: axes)
    case .mean: return try divided(reduceSum(x, axes: axes), by: Double(count))
    case .var, .std:
      let full = shape(of: x)
      let kept = full.indices.map { axes.contains($0) ? 1 : full[$0] }
      let mean = try reshape(divided(reduceSum(x, axes: axes), by: Double(count)), kept)
      let centred = try subtract(x, mean)
      let squares =
        try dtype(of: x).isComplex
        ? real(multiply(centred, conj(centred))) : square(centred)
      let variance = try divided(
        reduceSum(squares, axes: axes), by: max(Double(count) - freedom, 0))
      return kind == .std ? try sqrt(variance) : variance
    }
  }
}
