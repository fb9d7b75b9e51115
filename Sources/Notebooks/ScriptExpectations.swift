package import Diagnostics
package import Records
import Syntax

/// What a script expects to print, without running it.
package enum ScriptExpectations {
  package static func specs(of file: SourceFile) -> [ExpectationSpec] {
    Parser.parse(file).script.expectationSpecs
  }
}
