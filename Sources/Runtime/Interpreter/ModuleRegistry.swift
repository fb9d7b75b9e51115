/// Modules that scripts can import, by dotted name.
package final class ModuleRegistry {
  private var loaded: [String: ModuleObject] = [:]

  package init() {}

  /// The module, made on first import; nil where agrun has none of that name.
  package func module(_ name: String) -> ModuleObject? {
    if let module = loaded[name] { return module }
    guard let module = ModuleCatalogue.make(name) else { return nil }
    loaded[name] = module
    return module
  }
}
