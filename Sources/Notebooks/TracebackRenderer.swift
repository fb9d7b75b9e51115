package import Diagnostics
package import Runtime

/// Renders an uncaught exception as CPython 3.11 does, with source lines and carets.
package struct TracebackRenderer {
  package let file: SourceFile

  package init(_ file: SourceFile) { self.file = file }

  /// Frames shown at each end of a long traceback.
  private static let shownRepeats = 3

  package func render(_ exception: ExceptionObject, in interpreter: Interpreter) -> String {
    var text = ""
    if case .object(let object) = exception.cause, let cause = object as? ExceptionObject {
      text += render(cause, in: interpreter)
      text +=
        "\nThe above exception was the direct cause of the following exception:\n\n"
    }
    text += "Traceback (most recent call last):\n"
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
    text += summary(of: exception, in: interpreter) + "\n"
    if let hint = exception.hint { text += "hint: \(hint)\n" }
    return text
  }

  /// Last line of a traceback: `ZeroDivisionError: division by zero`.
  package func summary(of exception: ExceptionObject, in interpreter: Interpreter) -> String {
    let message = (try? exception.str(in: interpreter)) ?? ""
    let type = exception.instanceType
    let name = type.isUserDefined ? "__main__.\(type.name)" : type.qualifiedName
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
    let end = endLine == line ? file.column(at: entry.range.upper) : source.count + 1
    let width = max(1, min(end, source.count + 1) - column)
    // As CPython, no carets where they would underline the whole line.
    if column - 1 - indent > 0 || width < trimmed.count {
      text += "    " + String(repeating: " ", count: max(0, column - 1 - indent))
      text += String(repeating: "^", count: width) + "\n"
    }
    return text
  }
}
