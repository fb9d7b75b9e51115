/// Standard modules written in the language itself, as CPython's are: one source text a module, compiled at the first import.
///
/// Their frames do not appear in tracebacks, and what they print belongs to the statement that called them.
package enum LibraryModules {
  /// Dotted name and source.
  static let sources: [(name: String, source: String)] = [
    ("cmath", cmath), ("decimal", decimal), ("inspect", inspect), ("json", json),
    ("pprint", prettyPrint),
    ("re", regex), ("statistics", statistics),
  ]

  static let all: [(name: String, make: ModuleCatalogue.Maker)] = sources.map { name, source in
    (name, { ModuleObject(name) { ScriptedModule.members(name, source, in: $0) } })
  }
}
