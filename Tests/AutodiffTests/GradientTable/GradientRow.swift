import Arrays
import Autodiff

/// One row of the gradient table: a primitive, how to apply it to real inputs, and where.
struct GradientRow: Sendable, CustomStringConvertible {
  typealias Build = @Sendable (Graph, [NodeID]) throws -> [NodeID]

  /// The primitive's type, as the catalogue names it.
  let primitive: String
  /// What tells this row from others of the primitive.
  let note: String
  /// Input shapes; each entry is one set of inputs.
  let shapes: [[[Int]]]
  /// Where each input is drawn from; the last entry serves all further inputs.
  let domains: [ClosedRange<Double>]
  /// Derivatives of this order are compared with differences; 0: there are none, and no rule may
  /// give any.
  let order: Int
  let tolerance: Double
  let dialect: Dialect
  /// False for what `vmap` refuses by design.
  let isBatchable: Bool
  let build: Build

  init(
    _ primitive: String, _ note: String = "", shapes: [[[Int]]], domains: [ClosedRange<Double>],
    order: Int = 2, tolerance: Double = 2e-6, dialect: Dialect = .hips, isBatchable: Bool = true,
    build: @escaping Build
  ) {
    self.primitive = primitive
    self.note = note
    self.shapes = shapes
    self.domains = domains
    self.order = order
    self.tolerance = tolerance
    self.dialect = dialect
    self.isBatchable = isBatchable
    self.build = build
  }

  /// How closely both modes agree, relative to the sum of sizes; rounding to float32 in between
  /// loses more.
  var transposeTolerance: Double { tolerance > 1 ? 1e-6 : 1e-9 }

  var description: String {
    "\(primitive)\(note.isEmpty ? "" : " (\(note))")\(dialect == .jax ? " jax" : "")"
  }
}

/// Rows of functions of one operand in both dialects, over the shapes every elementwise primitive
/// is tried on.
func unary(
  _ primitive: String, _ domain: ClosedRange<Double>, order: Int = 2, tolerance: Double = 2e-6,
  _ function: @escaping @Sendable (Graph, NodeID) throws -> NodeID
) -> [GradientRow] {
  [Dialect.hips, .jax].map { dialect in
    GradientRow(
      primitive, shapes: [[[]], [[3]], [[2, 0]]], domains: [domain], order: order,
      tolerance: tolerance, dialect: dialect
    ) { [try function($0, $1[0])] }
  }
}

/// Rows of functions of two operands in both dialects, broadcast.
func binary(
  _ primitive: String, _ left: ClosedRange<Double>, _ right: ClosedRange<Double>, order: Int = 2,
  tolerance: Double = 2e-6,
  _ function: @escaping @Sendable (Graph, NodeID, NodeID) throws -> NodeID
) -> [GradientRow] {
  [Dialect.hips, .jax].map { dialect in
    GradientRow(
      primitive, shapes: [[[], []], [[3], []], [[1, 4], [3, 1]], [[0], [0]]],
      domains: [left, right], order: order, tolerance: tolerance, dialect: dialect
    ) { [try function($0, $1[0], $1[1])] }
  }
}

/// A row without derivatives.
func constant(
  _ primitive: String, _ domain: ClosedRange<Double> = -2...2, inputs: Int = 1,
  _ function: @escaping GradientRow.Build
) -> [GradientRow] {
  let shapes = [[], [3], [2, 0]].map { shape in (0..<inputs).map { _ in shape } }
  return [
    GradientRow(primitive, shapes: shapes, domains: [domain], order: 0, build: function)
  ]
}
