/// Python's own modules.
enum StandardModules {
  static let all: [(name: String, make: ModuleCatalogue.Maker)] = [
    MathModule.module, TimeModule.module,
  ]
}
