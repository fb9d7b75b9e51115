/// What a run may use; each limit has its own message and command-line option.
package struct Limits: Sendable {
  /// Nested calls, as `sys.getrecursionlimit()`.
  package var callDepth = 1000
  /// Wall time of the whole run in seconds; nil is unlimited.
  package var seconds: Double?
  /// Bytes that live lists and arrays may take.
  package var memory = 8 << 30
  /// Bytes a script may print.
  package var outputBytes = 256 << 20

  package init() {}
}
