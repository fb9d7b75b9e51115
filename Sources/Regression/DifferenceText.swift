package import Records

/// What `agrun diff` shows.
package struct DifferenceText: Sendable {
  package var before: RunRecord
  package var after: RunRecord
  package var difference: RunDifference

  package init(before: RunRecord, after: RunRecord, difference: RunDifference) {
    self.before = before
    self.after = after
    self.difference = difference
  }

  /// Lines with a final line feed: the runs, each change, and a summary.
  package var rendered: String {
    var text = "\(after.script): \(before.uid) → \(after.uid)\n"
    if difference.sourceChanged { text += "  the script was edited between the runs\n" }
    for change in difference.changes {
      let occurrence = change.occurrence > 1 ? " #\(change.occurrence)" : ""
      text += "  line \(change.line)\(occurrence) \(change.name): \(change.kind.rawValue)"
      if let absolute = change.absolute, let relative = change.relative {
        text += " (absolute \(absolute.brief), relative \(relative.brief))"
      }
      text += "\n" + quoted("-", change.before) + quoted("+", change.after)
    }
    text += "\(difference.compared) compared, \(difference.changes.count) changed"
    if let before = difference.millisecondsBefore, let after = difference.millisecondsAfter {
      text += "; \(before.brief) ms → \(after.brief) ms"
      if let ratio = difference.timeRatio { text += " (\(ratio.brief)×)" }
    }
    return text + "\n"
  }

  private func quoted(_ sign: String, _ text: String) -> String {
    text.split(separator: "\n").map { "    \(sign) \($0)\n" }.joined()
  }
}
