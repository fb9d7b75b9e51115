import Foundation

/// One line at the foot of a terminal: scripts done, failing, and the time that is left.
final class TestProgress {
  private let total: Int
  private var done = 0
  private let start = Date()
  private var isShown = false
  private let isOn: Bool

  init(total: Int) {
    self.total = total
    isOn = StandardError.isTerminal && total > 1
  }

  /// Shows which script runs.
  func begin(_ script: String) { draw(script) }

  func advance(failing: Int) {
    done += 1
    guard isOn, done < total else { return }
    let perScript = Date().timeIntervalSince(start) / Double(done)
    let left = Int((perScript * Double(total - done)).rounded(.up))
    draw("\(failing) failing, \(left) s left")
  }

  func clear() {
    guard isShown else { return }
    StandardError.write("\r\u{1b}[K")
    isShown = false
  }

  private func draw(_ text: String) {
    guard isOn else { return }
    StandardError.write("\r\u{1b}[K[\(done)/\(total)] \(text)")
    isShown = true
  }
}
