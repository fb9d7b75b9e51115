import Foundation

/// Identifiers as Python compares them.
enum Identifier {
  /// NFKC form, so that `µ` (U+00B5) and `μ` (U+03BC) are one name.
  static func normalized(_ name: String) -> String {
    name.utf8.allSatisfy { $0 < 0x80 } ? name : name.precomposedStringWithCompatibilityMapping
  }
}
