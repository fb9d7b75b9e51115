import Arrays

/// An input of a trace: described, never known.
package struct Placeholder: LeafPrimitive {
  package static let name = "placeholder"
  package init() {}
  package var lowering: Lowering { .placeholder }
}
