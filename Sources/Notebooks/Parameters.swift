import Diagnostics
import Records
import Syntax

extension Script {
  /// The script with the first top-level `name = …` of each parameter assigned the given value instead.
  ///
  /// - Returns: the message for the first parameter that the script does not have or whose value is no expression.
  func replacing(_ parameters: [RunRecord.Parameter]) -> (script: Script, problem: String?) {
    var script = self
    for parameter in parameters {
      let source = SourceFile(path: "-p \(parameter.name)", bytes: Array(parameter.value.utf8))
      let parsed = Parser.parse(source)
      let isClean = !parsed.diagnostics.contains { $0.severity == .error }
      guard isClean, let statement = parsed.script.cells.first?.statements.first,
        case .expression(let value) = statement.kind
      else {
        return (
          self,
          "parameter '\(parameter.name)': '\(parameter.value)' is not a Python expression (quote strings: -p \(parameter.name)=\"'text'\")"
        )
      }
      guard script.replaceFirstAssignment(to: parameter.name, with: value) else {
        let known = assignedNames
        let close = EditDistance.closest(to: parameter.name, in: known)
        return (
          self,
          "unknown parameter '\(parameter.name)': the script assigns no such name at its top level"
            + (close.map { " (did you mean '\($0)'?)" } ?? "")
        )
      }
    }
    return (script, nil)
  }

  private mutating func replaceFirstAssignment(to name: String, with value: Expression) -> Bool {
    for cell in cells.indices {
      for index in cells[cell].statements.indices {
        let statement = cells[cell].statements[index]
        switch statement.kind {
        case .assign(let targets, let old) where targets.contains { $0.isName(name) }:
          let moved = Expression(value.kind, old.range)
          cells[cell].statements[index].kind = .assign(targets, moved)
          return true
        case .annotated(let target, _) where target.isName(name):
          cells[cell].statements[index].kind = .annotated(target, value)
          return true
        default: break
        }
      }
    }
    return false
  }

  private var assignedNames: [String] {
    cells.flatMap(\.statements).flatMap { statement -> [String] in
      guard case .assign(let targets, _) = statement.kind else { return [] }
      return targets.compactMap {
        if case .name(let text) = $0.kind { return text }
        return nil
      }
    }
  }
}

extension Expression {
  fileprivate func isName(_ name: String) -> Bool {
    if case .name(name) = kind { return true }
    return false
  }
}
