import Foundation
import Synchronization

/// Runs work on a thread whose stack is large enough for a thousand nested calls through builtins in a debug build.
///
/// Unsafe: the work is handed to exactly one thread while the caller waits for it, so nothing is ever touched by two threads at once.
enum LargeStack {
  private static let bytes = 1 << 30

  static func run<Result>(_ body: @escaping () -> Result) -> Result {
    nonisolated(unsafe) let body = body
    nonisolated(unsafe) var result: Result?
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      result = body()
      done.signal()
    }
    thread.stackSize = bytes
    thread.start()
    done.wait()
    guard let result else { preconditionFailure("the thread signals only after it has a result") }
    return result
  }
}
