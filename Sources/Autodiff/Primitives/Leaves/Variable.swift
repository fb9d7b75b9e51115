import Arrays

/// A known value with an identity of its own: `autograd.Variable`.
package struct Variable: LeafPrimitive {
  package static let name = "variable"
  package init() {}
  package var lowering: Lowering { .leaf }
}
