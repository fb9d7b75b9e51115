/// Python's own modules.
enum StandardModules {
  static let all: [(name: String, make: ModuleCatalogue.Maker)] = [
    CollectionsModule.module, FunctoolsModule.module, MathModule.module, TimeModule.module,
  ]
}
