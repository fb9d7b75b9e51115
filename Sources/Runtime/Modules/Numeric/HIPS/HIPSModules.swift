/// HIPS autograd: the graph API's functions and `autograd`'s own.
enum HIPSModules {
  static let all: [(name: String, make: ModuleCatalogue.Maker)] =
    [
      plain("autograd") { interpreter in
        [("Variable", .object(interpreter.variableTypes.variable))] + VariableOperations.members
          + DifferentialOperators.members
          + submodules(
            "autograd",
            [
              "numpy", "scipy", "extend", "misc", "builtins", "test_util", "tracer", "util", "core",
            ],
            interpreter)
      },
      NumericModules.module(
        "autograd.numpy", .numpy, { NumPyModules.tables },
        submodules: ["random", "linalg", "fft"],
        extra: {
          NumPyModules.constants($0, .numpy) + NumericModules.elementwise(.numpy)
            + NumPyModules.types($0)
        }),
      NumericModules.module(
        "autograd.numpy.linalg", .numpy, { [LinearAlgebraFunctions.all] },
        extra: { [("LinAlgError", .object($0.types.exception(.linAlgError)))] }),
      NumericModules.module("autograd.numpy.fft", .numpy, { [FourierFunctions.all] }),
      same("autograd.numpy.random", as: "numpy.random"),
      plain("autograd.scipy") { interpreter in
        submodules(
          "autograd.scipy", ["special", "stats", "linalg", "signal", "integrate"], interpreter)
      },
      same("autograd.scipy.special", as: "scipy.special"),
      same("autograd.scipy.linalg", as: "scipy.linalg"),
      plain("autograd.scipy.integrate") { _ in [("odeint", .object(AdjointOdeint.make()))] },
      NumericModules.module("autograd.scipy.signal", .numpy, { [SignalFunctions.all] }),
      plain("autograd.scipy.stats") { interpreter in
        densities.compactMap { name in
          interpreter.modules.module("autograd.scipy.stats.\(name)").map { (name, .object($0)) }
        }
      },
      plain("autograd.extend") { _ in ExtensionFunctions.members },
      plain("autograd.core") { _ in DifferentialOperators.core },
      plain("autograd.differential_operators") { _ in DifferentialOperators.members },
      plain("autograd.tracer") { _ in ExtensionFunctions.tracer },
      plain("autograd.builtins") { interpreter in
        let types = interpreter.types
        return [
          ("tuple", .object(types.tuple)), ("list", .object(types.list)),
          ("dict", .object(types.dict)), ("type", .object(types.type)),
        ]
          + ["isinstance"].compactMap { name in
            BuiltinTable.lookUp(Name(name), in: interpreter).map { (name, $0) }
          }
      },
      plain("autograd.misc") { interpreter in
        [("flatten", .object(Raveling.hips)), ("flatten_func", .object(Raveling.hipsFunction))]
          + submodules("autograd.misc", ["optimizers", "fixed_points"], interpreter)
      },
      plain("autograd.misc.flatten") { _ in
        [("flatten", .object(Raveling.hips)), ("flatten_func", .object(Raveling.hipsFunction))]
      },
      plain("autograd.misc.optimizers") { _ in Optimizers.members },
      plain("autograd.misc.fixed_points") { _ in [("fixed_point", .object(FixedPoint.make()))] },
      plain("autograd.test_util") { _ in
        [
          ("check_grads", .object(GradientChecks.hips)),
          ("check_vjp", .object(GradientChecks.single("check_vjp", modes: ["rev"]))),
          ("check_jvp", .object(GradientChecks.single("check_jvp", modes: ["fwd"]))),
        ]
      },
      plain("autograd.util") { _ in [("func", .object(ExtensionFunctions.function))] },
    ] + densities.map(density)

  /// The distributions of `autograd.scipy.stats`, each of them a module.
  private static let densities = [
    "beta", "chi2", "dirichlet", "gamma", "multivariate_normal", "norm", "poisson", "t",
  ]

  private static func density(_ name: String) -> (name: String, make: ModuleCatalogue.Maker) {
    plain("autograd.scipy.stats.\(name)") { interpreter in
      guard let value = SciPyModules.statistics(.numpy).first(where: { $0.0 == name })?.1 else {
        return []
      }
      let methods = [
        "pdf", "logpdf", "pmf", "logpmf", "cdf", "logcdf", "sf", "logsf", "entropy",
      ]
      return methods.compactMap { method in
        guard let member = try? interpreter.attributeIfPresent(Name(method), of: value) else {
          return nil
        }
        return (method, member)
      }
    }
  }

  /// A module with the members of another one.
  private static func same(_ name: String, as other: String) -> (
    name: String, make: ModuleCatalogue.Maker
  ) {
    plain(name) { interpreter in
      guard let module = interpreter.modules.module(other) else { return [] }
      let members = module.members(in: interpreter)
      return zip(members.names, members.values).map { ($0.text, $1) }
    }
  }

  private static func plain(
    _ name: String, _ members: @escaping @Sendable (Interpreter) -> [(String, Value)]
  ) -> (name: String, make: ModuleCatalogue.Maker) {
    (name, { ModuleObject(name, members) })
  }

  private static func submodules(
    _ name: String, _ names: [String], _ interpreter: Interpreter
  ) -> [(String, Value)] {
    names.compactMap { submodule in
      interpreter.modules.module("\(name).\(submodule)").map { (submodule, .object($0)) }
    }
  }
}
