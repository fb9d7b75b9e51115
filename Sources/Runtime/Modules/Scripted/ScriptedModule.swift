import Diagnostics
import Syntax

/// A module that is written in the language itself: functions made of other modules' functions.
///
/// Its names live beside the script's under spellings no script can write, its frames are left out of tracebacks.
enum ScriptedModule {
  /// What marks the path of a file of this kind.
  static let pathPrefix = "<agrun "

  /// Where a name of such a module is kept.
  static func slotName(_ text: String, of path: String) -> Name { Name("\(path) \(text)") }

  /// The catalogue's entry of a module with the names of its source, and submodules as attributes.
  static func module(
    _ name: String, _ source: String, submodules: [String] = []
  ) -> (name: String, make: ModuleCatalogue.Maker) {
    (
      name,
      {
        ModuleObject(name) { interpreter in
          members(name, source, in: interpreter)
            + submodules.compactMap { submodule in
              interpreter.modules.module("\(name).\(submodule)").map { (submodule, .object($0)) }
            }
        }
      }
    )
  }

  /// The module's members: all names that do not begin with an underscore.
  static func members(
    _ module: String, _ source: String, in interpreter: Interpreter
  ) -> [(String, Value)] {
    let path = "\(pathPrefix)\(module)>"
    let file = SourceFile(path: path, bytes: Array(source.utf8))
    let script = Parser.parse(file).script
    // An interruption leaves the module incomplete; the run ends at the next instruction.
    try? script.cells.forEach { cell in
      try interpreter.machine.run(
        Compiler.compile(cell.statements, name: module, of: script, in: interpreter))
    }
    let prefix = "\(path) "
    return interpreter.globals.names.enumerated().compactMap { slot, name in
      guard name.text.hasPrefix(prefix), interpreter.globals.isAssigned(slot) else { return nil }
      let text = String(name.text.dropFirst(prefix.count))
      return text.hasPrefix("_") ? nil : (text, interpreter.globals[slot])
    }
  }
}

extension Script {
  /// Whether the file is part of agrun.
  var isLibrary: Bool { libraryModule != nil }

  /// Name of the module that the file is, where it is part of agrun.
  var libraryModule: String? {
    guard file.path.hasPrefix(ScriptedModule.pathPrefix) else { return nil }
    return String(file.path.dropFirst(ScriptedModule.pathPrefix.count).dropLast())
  }
}
