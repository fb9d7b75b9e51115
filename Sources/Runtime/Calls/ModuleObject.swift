/// A module: its members are made on first use.
package final class ModuleObject: Object {
  package let name: String
  private var load: ((Interpreter) -> [(String, Value)])?
  private var table = AttributeTable()
  /// Names that the real module has and this one lacks are worded as unavailable; see `ModuleCatalogue`.
  package init(_ name: String, _ load: @escaping (Interpreter) -> [(String, Value)]) {
    self.name = name
    self.load = load
  }

  package func members(in interpreter: Interpreter) -> AttributeTable {
    if let load {
      self.load = nil
      for (name, value) in load(interpreter) where table[Name(name)] == nil {
        if case .object(let object) = value, let function = object as? BuiltinFunction,
          function.owner == nil
        {
          function.owner = self.name
        }
        table[Name(name)] = value
      }
    }
    return table
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.builtin(named: "module")
  }

  override package func repr(in interpreter: Interpreter) -> String { "<module '\(name)'>" }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    if let value = members(in: interpreter)[name] { return value }
    return name == "__name__" ? .string(self.name) : nil
  }

  override package func setAttribute(
    _ name: Name, to value: Value, in interpreter: Interpreter
  ) -> Bool {
    _ = members(in: interpreter)
    table[name] = value
    interpreter.typeVersion += 1
    return true
  }
}
