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

/// One application of a primitive: 48 bytes in the arena, so that a scalar operation costs no
/// allocation.
struct Node {
  /// A scalar's bits (a `Double`'s for floating dtypes, an `Int64`'s otherwise) or an index, by
  /// `state`.
  var payload: UInt64
  /// Index in the operation table.
  var operation: Int32
  /// Input 0, or the offset of all inputs in `Graph.overflow` where there are more than two.
  var first: Int32
  /// Input 1; -1 where there is none.
  var second: Int32
  /// Index in the table of abstract values.
  var abstract: Int32
  private var rangeLower: Int32
  private var rangeUpper: Int32
  /// Serial number of the outermost transform level whose leaves this depends on; 0: none; 1: a
  /// `Variable`.
  var level: UInt32
  /// The traversal that saw this node last.
  var stamp: UInt32
  private var rangeFile: UInt16
  var inputCount: UInt16
  var state: UInt8
  /// Bit 0: depends on a placeholder.
  var flags: UInt8

  init(
    payload: UInt64, operation: Int32, first: Int32, second: Int32, abstract: Int32,
    range: SourceRange, level: UInt32, inputCount: UInt16, state: UInt8, flags: UInt8
  ) {
    self.payload = payload
    self.operation = operation
    self.first = first
    self.second = second
    self.abstract = abstract
    self.level = level
    self.inputCount = inputCount
    self.state = state
    self.flags = flags
    rangeLower = range.lower
    rangeUpper = range.upper
    rangeFile = range.file
    stamp = 0
  }

  /// What in the source made this node; kept in parts, as the whole would need padding.
  var range: SourceRange {
    SourceRange(file: rangeFile, lower: rangeLower, upper: rangeUpper)
  }
}

/// Bits of `Node.flags`.
enum NodeFlags {
  static let abstract: UInt8 = 1
}
