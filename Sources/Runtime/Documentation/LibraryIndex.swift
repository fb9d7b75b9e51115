import Diagnostics

/// One function or class of the library as users look it up.
package struct LibraryEntry: Hashable, Sendable {
  /// Such as `numpy.linalg.norm` or `str.split`; builtins have no prefix.
  package var name: String
  /// Parameters as Python writes them, with their parentheses; empty for classes and constants.
  package var parameters: String
  package var summary: String
}

/// Everything that scripts can name, read off the tables that bind and call it.
package struct LibraryIndex {
  /// Topics of the builtins, then one section a module in the order of the catalogue.
  package let sections: [(title: String, entries: [LibraryEntry])]

  package init() {
    let interpreter = Interpreter()
    var sections: [(String, [LibraryEntry])] = BuiltinTable.topics.map { topic in
      (
        topic.title,
        topic.functions.compactMap { LibraryIndex.entry($0.name, .object($0), in: interpreter) }
      )
    }
    let types = interpreter.types
    for type in [
      types.str, types.list, types.dict, types.set, types.tuple, types.int, types.float,
      types.complex,
    ] {
      let methods = zip(type.attributes.names, type.attributes.values).filter {
        !$0.0.text.hasPrefix("_")
      }
      sections.append(
        (
          "Methods of \(type.name)",
          methods.compactMap {
            LibraryIndex.entry("\(type.name).\($0.0.text)", $0.1, in: interpreter)
          }
        ))
    }
    for name in ModuleCatalogue.names {
      guard let module = interpreter.modules.module(name) else { continue }
      let members = module.members(in: interpreter)
      let entries = zip(members.names, members.values).filter { !$0.0.text.hasPrefix("_") }
        .compactMap { LibraryIndex.entry("\(name).\($0.0.text)", $0.1, in: interpreter) }
        .sorted { $0.name < $1.name }
      sections.append((name, entries))
    }
    self.sections = sections.map { (title: $0.0, entries: $0.1) }
  }

  /// Nil for submodules.
  private static func entry(
    _ name: String, _ value: Value, in interpreter: Interpreter
  ) -> LibraryEntry? {
    if case .object(let object) = value, object is ModuleObject { return nil }
    if case .object(let object) = value, let described = object as? any DocumentedObject {
      let declaration = described.documentation.declaration
      let open = declaration.firstIndex(of: "(") ?? declaration.endIndex
      return LibraryEntry(
        name: name, parameters: String(declaration[open...]),
        summary: described.documentation.summary)
    }
    if case .object(let object) = value, object is TypeObject {
      return LibraryEntry(name: name, parameters: "", summary: "A class.")
    }
    if interpreter.isCallable(value) {
      let text = try? interpreter.attributeIfPresent("__doc__", of: value)?.text
      let summary = text?.split(separator: "\n").first.map(String.init) ?? "A function."
      return LibraryEntry(name: name, parameters: "(…)", summary: summary)
    }
    let isPlain = value.number != nil || value.text != nil || value.isNone
    return LibraryEntry(
      name: name, parameters: "",
      summary: isPlain ? "A constant." : "An object of type \(interpreter.typeName(of: value)).")
  }

  /// Entries that a user may mean by `name`: the whole dotted name, a known alias of its module, or
  /// the last part alone.
  package func entries(named name: String) -> [LibraryEntry] {
    let all = sections.flatMap(\.entries)
    let whole = LibraryIndex.expanded(name)
    if name.contains(".") { return all.filter { $0.name == whole } }
    return all.filter { $0.name.split(separator: ".").last.map(String.init) == name }
  }

  /// Names that look most like one that there is not.
  package func suggestion(for name: String) -> String? {
    EditDistance.closest(
      to: LibraryIndex.expanded(name), in: sections.flatMap(\.entries).map(\.name))
      ?? EditDistance.closest(
        to: name,
        in: sections.flatMap(\.entries).compactMap {
          $0.name.split(separator: ".").last.map(String.init)
        })
  }

  private static func expanded(_ name: String) -> String {
    let aliases = [
      "np": "numpy", "jnp": "jax.numpy", "anp": "autograd.numpy", "plt": "matplotlib.pyplot",
      "lax": "jax.lax", "sp": "scipy",
    ]
    guard let dot = name.firstIndex(of: "."), let module = aliases[String(name[..<dot])] else {
      return name
    }
    return module + name[dot...]
  }
}

/// An object that carries its declaration and a line about itself.
protocol DocumentedObject {
  var documentation: (declaration: String, summary: String) { get }
}

extension BuiltinFunction: DocumentedObject {
  var documentation: (declaration: String, summary: String) { (declaration, summary) }
}
