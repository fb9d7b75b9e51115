import Arrays

/// A known value without identity.
package struct Constant: LeafPrimitive {
  package static let name = "constant"
  package init() {}
  package var lowering: Lowering { .leaf }
}
