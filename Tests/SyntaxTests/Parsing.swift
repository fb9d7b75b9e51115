import Diagnostics
import Syntax

/// Parses source text as a file `test.ag`.
func parse(_ source: String) -> (script: Script, diagnostics: [Diagnostic]) {
  Parser.parse(SourceFile(path: "test.ag", bytes: Array(source.utf8)))
}

/// `line:column: message` of every diagnostic.
func messages(_ source: String) -> [String] {
  let (script, diagnostics) = parse(source)
  return diagnostics.map { diagnostic in
    guard let range = diagnostic.range else { return diagnostic.message }
    let file = script.file
    return "\(file.line(at: range.lower)):\(file.column(at: range.lower)): \(diagnostic.message)"
  }
}
