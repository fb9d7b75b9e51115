import Arrays
import Diagnostics

/// Where a node's value stands.
enum NodeState {
  /// Not computed yet.
  static let pending: UInt8 = 0
  /// A scalar, its bits in the payload.
  static let scalar: UInt8 = 1
  /// An array, its place in the value table in the payload.
  static let array: UInt8 = 2
  /// Several arrays, their place in the tuple table in the payload.
  static let tuple: UInt8 = 3
}

/// One application of a primitive: 48 bytes in the arena, so that a scalar operation costs no allocation.
struct Node {
  /// A scalar's bits (a `Double`'s for floating dtypes, an `Int64`'s otherwise) or an index, by `state`.
  var payload: UInt64
  /// Index in the operation table.
  var operation: Int32
  /// Input 0, or the offset of all inputs in `Graph.overflow` where there are more than two.
  var first: Int32
  /// Input 1; -1 where there is none.
  var second: Int32
  /// Index in the table of abstract values.
  var abstract: Int32
  var range: SourceRange
  /// Serial number of the outermost transform level whose leaves this depends on; 0: none; 1: a `Variable`.
  var level: UInt32
  /// The traversal that saw this node last.
  var stamp: UInt32
  var inputCount: UInt16
  var state: UInt8
  /// Bit 0: depends on a placeholder.
  var flags: UInt8
}

/// Bits of `Node.flags`.
enum NodeFlags {
  static let abstract: UInt8 = 1
}
