/// `scipy` and its submodules.
enum SciPyModules {
  static let all: [(name: String, make: ModuleCatalogue.Maker)] = [
    (
      "scipy",
      {
        ModuleObject("scipy") { interpreter in
          [("__version__", .string("1.17.1"))]
            + submodules.compactMap { name in
              interpreter.modules.module("scipy.\(name)").map { (name, .object($0)) }
            }
        }
      }
    ),
    NumericModules.module(
      "scipy.special", .numpy, { [SpecialFunctions.all] },
      extra: { all("scipy.special._scripted", $0) }),
    ScriptedModule.module("scipy.special._scripted", SciPySpecialModule.source),
    NumericModules.module(
      "scipy.linalg", .numpy,
      { [MatrixFunctions.all, LinearAlgebraFunctions.all] },
      extra: {
        [("LinAlgError", .object($0.types.exception(.linAlgError)))]
          + all("scipy.linalg._scripted", $0)
      }),
    NumericModules.module(
      "scipy.linalg._native", .numpy, { [MatrixFunctions.all, LinearAlgebraFunctions.all] }),
    ScriptedModule.module("scipy.linalg._scripted", MatrixModule.source),
    NumericModules.module("scipy.optimize._native", .numpy, { [OptimizeFunctions.all] }),
    ScriptedModule.module("scipy.optimize", SciPyOptimizeModule.source),
    ("scipy.stats._native", { ModuleObject("scipy.stats._native") { _ in statistics(.numpy) } }),
    (
      "scipy.stats",
      {
        ModuleObject("scipy.stats") { interpreter in
          ScriptedModule.members("scipy.stats", SciPyStatsModule.source, in: interpreter)
            + all("scipy.stats._native", interpreter)
        }
      }
    ),
    ScriptedModule.module("scipy._result", SciPyResultModule.source),
    ScriptedModule.module("scipy.integrate", SciPyIntegrateModule.source),
    (
      "scipy.spatial",
      { ModuleObject("scipy.spatial") { submodule("scipy.spatial", "distance", $0) } }
    ),
    ScriptedModule.module("scipy.spatial.distance", SpatialDistanceModule.source),
    ScriptedModule.module("scipy.constants", ConstantsModule.source),
    ScriptedModule.module("scipy.fft", DiscreteFourierModule.source),
    ScriptedModule.module("scipy.ndimage", ImageFilterModule.source),
    ScriptedModule.module(
      "scipy.interpolate", InterpolationModule.source + SplineSource.source),
    ScriptedModule.module("scipy.signal.windows", SignalWindowsModule.source),
    ScriptedModule.module(
      "scipy.signal",
      SignalModule.source + FilterDesignSource.source + PeakSource.source + SpectrumSource.source,
      submodules: ["windows"]),
  ]

  private static let submodules = [
    "special", "stats", "linalg", "optimize", "integrate", "spatial", "constants", "fft", "ndimage",
    "interpolate",
    "signal",
  ]

  private static func submodule(
    _ module: String, _ name: String, _ interpreter: Interpreter
  ) -> [(String, Value)] {
    interpreter.modules.module("\(module).\(name)").map { [(name, .object($0))] } ?? []
  }

  /// The distributions, for `scipy.stats`, `autograd.scipy.stats` and `jax.scipy.stats`.
  static func statistics(_ facade: Facade) -> [(String, Value)] {
    Distributions.all.map { ($0.name, .object(DistributionObject($0, facade))) }
      + MultivariateDensities.members(facade)
  }

  /// All members of another module.
  private static func all(_ module: String, _ interpreter: Interpreter) -> [(String, Value)] {
    guard let table = interpreter.modules.module(module)?.members(in: interpreter) else {
      return []
    }
    return zip(table.names, table.values).map { ($0.text, $1) }
  }
}
