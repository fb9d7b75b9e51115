import Foundation
import Synchronization

/// Ctrl-C asks the running script to stop; a second one ends the process.
enum Interruption {
  private static let requests = Atomic<Int>(0)

  static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }

  static func install() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGINT) { _ in
      if Interruption.requests.add(1, ordering: .relaxed).oldValue > 0 { _exit(130) }
    }
  }
}
