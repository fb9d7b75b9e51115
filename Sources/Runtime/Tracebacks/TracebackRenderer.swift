package import Diagnostics

/// Renders an uncaught exception as CPython 3.11 does, with source lines and carets.
package struct TracebackRenderer {
  package let file: SourceFile

  package init(_ file: SourceFile) { self.file = file }

  /// Equal frames shown before the others are counted.
  private static let shownRepeats = 3

  package func render(_ exception: ExceptionObject, in interpreter: Interpreter) -> String {
    var parts: [String] = []
    var seen: Set<ObjectIdentifier> = []
    var next: ExceptionObject? = exception
    while let current = next, seen.insert(ObjectIdentifier(current)).inserted {
      parts.append(renderAlone(current, in: interpreter))
      next = nil
      if case .object(let object) = current.cause, let cause = object as? ExceptionObject {
        guard !seen.contains(ObjectIdentifier(cause)) else { break }
        parts.append("\nThe above exception was the direct cause of the following exception:\n\n")
        next = cause
      } else if case .object(let object) = current.context, !current.suppressesContext,
        let context = object as? ExceptionObject
      {
        guard !seen.contains(ObjectIdentifier(context)) else { break }
        parts.append(
          "\nDuring handling of the above exception, another exception occurred:\n\n")
        next = context
      }
    }
    return parts.reversed().joined()
  }

  private func renderAlone(_ exception: ExceptionObject, in interpreter: Interpreter) -> String {
    var text = exception.traceback.isEmpty ? "" : "Traceback (most recent call last):\n"
    var previous: String?
    var repeats = 0
    for entry in exception.traceback.reversed() {
      let shown = render(entry)
      if shown == previous {
        repeats += 1
        if repeats > TracebackRenderer.shownRepeats - 1 { continue }
      } else {
        text += repeatNote(repeats)
        repeats = 0
      }
      previous = shown
      text += shown
    }
    text += repeatNote(repeats)
    text += summary(of: exception, in: interpreter)
    if let suggestion = exception.suggestion { text += ". Did you mean: '\(suggestion)'?" }
    text += "\n"
    for note in exception.notes { text += note + "\n" }
    if let hint = exception.hint { text += "hint: \(hint)\n" }
    return text
  }

  /// Last line of a traceback: `ZeroDivisionError: division by zero`.
  package func summary(of exception: ExceptionObject, in interpreter: Interpreter) -> String {
    let message =
      (try? exception.str(in: interpreter)) ?? "<exception str() failed>"
    let type = exception.instanceType
    let name = type.module == nil ? type.name : type.qualifiedName
    return message.isEmpty ? name : "\(name): \(message)"
  }

  private func repeatNote(_ repeats: Int) -> String {
    let hidden = repeats - (TracebackRenderer.shownRepeats - 1)
    guard hidden > 0 else { return "" }
    return "  [Previous line repeated \(hidden) more time\(hidden == 1 ? "" : "s")]\n"
  }

  private func render(_ entry: TracebackEntry) -> String {
    let line = file.line(at: entry.range.lower)
    let column = file.column(at: entry.range.lower)
    var text = "  File \"\(file.path)\", line \(line), in \(entry.function)\n"
    let source = file.text(ofLine: line)
    let trimmed = source.drop { $0 == " " || $0 == "\t" }
    guard !trimmed.isEmpty else { return text }
    text += "    \(trimmed)\n"
    let indent = source.count - trimmed.count
    let endLine = file.line(at: max(entry.range.upper - 1, entry.range.lower))
    let isOneLine = endLine == line
    let lineEnd = source.count - trailingBlanks(source) + 1
    let end = isOneLine ? min(file.column(at: entry.range.upper), source.count + 1) : lineEnd
    let width = max(1, end - column)
    let segment = String(source.dropFirst(column - 1).prefix(width))
    let anchors = isOneLine ? CaretAnchors(segment) : nil
    // As CPython, no carets where they would underline the whole line and say nothing more.
    if anchors != nil || column - 1 - indent > 0 || width < trimmed.count {
      text += "    " + String(repeating: " ", count: max(0, column - 1 - indent))
      for offset in 0..<width {
        text += anchors?.operation.contains(offset) ?? true ? "^" : "~"
      }
      text += "\n"
    }
    return text
  }

  private func trailingBlanks(_ source: String) -> Int {
    source.reversed().prefix { $0 == " " || $0 == "\t" }.count
  }
}
