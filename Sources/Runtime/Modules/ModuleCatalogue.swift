/// The one list of modules; each is a table of its own file.
package enum ModuleCatalogue {
  package typealias Maker = @Sendable () -> ModuleObject

  /// Dotted name and maker, in alphabetical order of topic files.
  package static let makers: [(name: String, make: Maker)] =
    StandardModules.all + LibraryModules.all + NumericModules.all + PlottingModules.all

  private static let index: [String: Maker] = Dictionary(
    makers.map { ($0.name, $0.make) }, uniquingKeysWith: { first, _ in first })

  package static func make(_ name: String) -> ModuleObject? { index[name]?() }

  package static var names: [String] { makers.map(\.name) }
}
