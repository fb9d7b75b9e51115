/// `scipy` and its submodules.
enum SciPyModules {
  static let all: [(name: String, make: ModuleCatalogue.Maker)] = [
    (
      "scipy",
      {
        ModuleObject("scipy") { interpreter in
          [("__version__", .string("1.17.1"))]
            + ["special", "stats", "linalg", "optimize"].compactMap { name in
              interpreter.modules.module("scipy.\(name)").map { (name, .object($0)) }
            }
        }
      }
    ),
    NumericModules.module("scipy.special", .numpy, { [SpecialFunctions.all] }),
    NumericModules.module(
      "scipy.linalg", .numpy,
      { [MatrixFunctions.all, LinearAlgebraFunctions.all] },
      extra: { [("LinAlgError", .object($0.types.exception(.linAlgError)))] }),
    NumericModules.module("scipy.optimize", .numpy, { [OptimizeFunctions.all] }),
    ("scipy.stats", { ModuleObject("scipy.stats") { _ in statistics(.numpy) } }),
  ]

  /// The distributions, for `scipy.stats`, `autograd.scipy.stats` and `jax.scipy.stats`.
  static func statistics(_ facade: Facade) -> [(String, Value)] {
    Distributions.all.map { ($0.name, .object(DistributionObject($0, facade))) }
      + MultivariateDensities.members(facade)
  }
}
