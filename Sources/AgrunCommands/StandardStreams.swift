import Foundation

/// Standard output with a buffer of its own: a script that prints a million lines makes a few hundred writes.
final class StandardOutput {
  private var buffer: [UInt8] = []
  private let isTerminal = isatty(1) == 1
  private static let capacity = 1 << 16
  /// Set once the reader has gone away (`agrun x.ag | head`): what follows is dropped.
  private(set) var isClosed = false

  func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= StandardOutput.capacity || (isTerminal && text.hasSuffix("\n")) { flush() }
  }

  func flush() {
    var start = 0
    while start < buffer.count, !isClosed {
      let written = buffer[start...].withUnsafeBytes {
        Foundation.write(1, $0.baseAddress, $0.count)
      }
      if written < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        isClosed = true
      } else {
        start += written
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Standard error: messages, warnings and progress.
enum StandardError {
  static let isTerminal = isatty(2) == 1

  static var usesColour: Bool {
    isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  }

  static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  static func warn(_ message: String) { write("agrun: warning: \(message)\n") }

  static func fail(_ message: String) { write("agrun: error: \(message)\n") }
}
