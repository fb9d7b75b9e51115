package import Arrays

/// What is known of a result without computing it.
package struct AbstractValue: Hashable, Sendable {
  package var shape: [Int]
  package var dtype: DType
  /// True for results of Python scalars alone (JAX's weak types): they give way in promotion.
  package var weak: Bool

  package init(_ shape: [Int], _ dtype: DType, weak: Bool = false) {
    self.shape = shape
    self.dtype = dtype
    self.weak = weak
  }

  package var rank: Int { shape.count }
  /// Number of elements.
  package var count: Int { shape.reduce(1, *) }

  /// The same dtype and weakness in another shape.
  package func reshaped(_ shape: [Int]) -> AbstractValue { AbstractValue(shape, dtype, weak: weak) }

  /// The same shape in another dtype.
  package func cast(_ dtype: DType) -> AbstractValue { AbstractValue(shape, dtype, weak: weak) }
}
