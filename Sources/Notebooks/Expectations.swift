import Diagnostics
package import Records
package import Syntax

extension Script {
  /// The script's expectations in the plain form that comparison and acceptance take.
  package var expectationSpecs: [ExpectationSpec] {
    let definitions = definitionStarts
    let scriptDefaults = directives(of: cells.first)
    return expectations.map { expectation in
      let cell = cells.first { $0.number == expectation.cell }
      var inherited = directives(of: cell)
      if let first = cells.first, first.number != expectation.cell { inherited += scriptDefaults }
      let statement = expectation.statement.map { range in
        file.line(
          at: range.lower)...max(
            file.line(at: range.lower), file.line(at: max(range.lower, range.upper - 1)))
      }
      return ExpectationSpec(
        line: file.line(at: expectation.range.lower),
        statement: statement,
        followsDefinition: expectation.statement.map { definitions.contains($0.lower) } ?? false,
        directive: expectation.directive, inheritedDirectives: inherited,
        lines: expectation.lines, cell: expectation.cell,
        byteRange: Int(expectation.range.lower)..<Int(expectation.range.upper),
        lineByteRanges: expectation.lineRanges.map { Int($0.lower)..<Int($0.upper) })
    }
  }

  /// Tolerance attributes of a cell header, as directive text.
  private func directives(of cell: Cell?) -> [String] {
    (cell?.attributes ?? []).filter { ["rtol", "atol"].contains($0.key) }.map {
      "\($0.key)=\($0.value)"
    }
  }

  /// Offsets at which `def` and `class` statements begin.
  private var definitionStarts: Set<Int32> {
    var starts: Set<Int32> = []
    var pending = cells.flatMap(\.statements)
    while let statement = pending.popLast() {
      switch statement.kind {
      case .function(let function, _):
        starts.insert(statement.range.lower)
        if case .block(let body) = function.body { pending += body }
      case .class(let definition, _):
        starts.insert(statement.range.lower)
        pending += definition.body
      case .if(let branches, let otherwise):
        pending += branches.flatMap(\.body) + otherwise
      case .while(_, let body, let otherwise), .for(_, _, let body, let otherwise):
        pending += body + otherwise
      case .try(let syntax):
        pending += syntax.body + syntax.otherwise + syntax.finally
        pending += syntax.handlers.flatMap(\.body)
      case .with(_, let body): pending += body
      default: break
      }
    }
    return starts
  }
}
