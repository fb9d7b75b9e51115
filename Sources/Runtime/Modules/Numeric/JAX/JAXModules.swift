import Arrays
import Autodiff

/// `jax` and its submodules.
enum JAXModules {
  static let all: [(name: String, make: ModuleCatalogue.Maker)] =
    [
      (
        "jax",
        {
          ModuleObject("jax") { interpreter in
            JAXTransforms.members + JAXSettings.members(interpreter) + Callbacks.members
              + [
                ("Array", .object(interpreter.numericTypes.jaxArray)),
                ("ShapeDtypeStruct", .object(ShapeDescription.pythonType(in: interpreter))),
                ("__version__", .string("0.10.2")),
                ("closure_convert", .object(ClosureConversion.closureConvert)),
              ]
              + chosen(["custom_gradient"], "jax._implicit", interpreter)
              + chosen(["checkpoint_policies"], "jax._checkpointing", interpreter)
              + submodules.compactMap { name in
                interpreter.modules.module("jax.\(name)").map { (name, .object($0)) }
              }
          }
        }
      ),
      NumericModules.module(
        "jax.numpy", .jax, { NumPyModules.tables },
        submodules: ["linalg", "fft"],
        extra: {
          everything("jax._numpy", $0) + NumPyModules.constants($0, .jax)
            + NumericModules.elementwise(.jax)
            + JAXModules.types($0)
        }),
      NumericModules.module("jax.numpy.linalg", .jax, { [LinearAlgebraFunctions.all] }),
      NumericModules.module("jax.numpy.fft", .jax, { [FourierFunctions.all] }),
      plain("jax.scipy") { interpreter in
        ["special", "stats", "linalg", "signal", "integrate", "sparse"].compactMap { name in
          interpreter.modules.module("jax.scipy.\(name)").map { (name, .object($0)) }
        }
      },
      NumericModules.module(
        "jax.scipy.special", .jax, { [SpecialFunctions.all] },
        extra: { interpreter in
          let nn = NumericFunction.members([ActivationFunctions.all], .jax)
          return nn.filter { ["logsumexp", "softmax", "log_softmax"].contains($0.0) }
            + everything("jax._special", interpreter)
        }),
      NumericModules.module(
        "jax.scipy.linalg", .jax, { [MatrixFunctions.all, LinearAlgebraFunctions.all] }),
      plain("jax.scipy.stats") { interpreter in
        SciPyModules.statistics(.jax)
          + SciPyModules.statistics(.jax).compactMap { name, _ in
            interpreter.modules.module("jax.scipy.stats.\(name)").map { (name, .object($0)) }
          }
      },
      NumericModules.module(
        "jax.lax", .jax,
        { [LaxElementwise.all, LaxArrays.all] },
        extra: {
          LaxControl.members + Collectives.members + everything("jax._lax", $0)
            + chosen(["custom_root", "custom_linear_solve"], "jax._implicit", $0)
        }),
      NumericModules.module(
        "jax.nn", .jax, { [ActivationFunctions.all] }, submodules: ["initializers"]),
      NumericModules.module("jax.ops", .jax, { [SegmentFunctions.all] }),
      plain("jax.tree") { _ in TreeFunctions.tree },
      plain("jax.tree_util") { TreeFunctions.treeUtil($0) },
      plain("jax.flatten_util") { _ in [("ravel_pytree", .object(Raveling.jax))] },
      plain("jax.random") { JAXRandomFunctions.members($0) },
      plain("jax.experimental") { interpreter in
        Callbacks.experimental + [("enable_x64", .object(JAXSettings.x64Context))]
          + ["ode"].compactMap { name in
            interpreter.modules.module("jax.experimental.\(name)").map { (name, .object($0)) }
          }
      },
      plain("jax.core") { interpreter in
        [
          ("Tracer", .object(interpreter.numericTypes.jitTracer)),
          ("ShapedArray", .object(ShapedTypeObject.pythonType(in: interpreter))),
        ]
      },
      plain("jax.dtypes") { interpreter in
        let names = ["issubdtype", "result_type", "promote_types"]
        return names.compactMap { name in
          interpreter.modules.module("jax.numpy")?.members(in: interpreter)[Name(name)].map {
            (name, $0)
          }
        }
      },
      plain("jax.errors") { JAXSettings.errors($0) },
      plain("jax.debug") { _ in Callbacks.debug },
      plain("jax.test_util") { _ in [("check_grads", .object(GradientChecks.jax))] },
      plain("jax.custom_derivatives") { interpreter in
        JAXTransforms.members.filter { $0.0.hasPrefix("custom_") }
          + [
            ("closure_convert", .object(ClosureConversion.closureConvert))

          ]
          + chosen(["linear_call", "custom_gradient"], "jax._implicit", interpreter)
      },
      plain("jax._rules") { _ in [("with_rules", .object(ClosureConversion.withRules))] },
      ScriptedModule.module("jax._numpy", JAXExtrasModule.numpy),
      ScriptedModule.module("jax._special", JAXExtrasModule.special),
      ScriptedModule.module("jax.scipy.signal", JAXExtrasModule.signal),
      ScriptedModule.module("jax.scipy.integrate", JAXExtrasModule.integrate),
      plain("jax.scipy.sparse") { interpreter in
        interpreter.modules.module("jax.scipy.sparse.linalg").map { [("linalg", .object($0))] }
          ?? []
      },
      ScriptedModule.module("jax.scipy.sparse.linalg", JAXExtrasModule.sparseLinalg),
      ScriptedModule.module("jax._checkpointing", JAXExtrasModule.checkpointing),
      plain("jax.ad_checkpoint") { interpreter in
        JAXTransforms.members.filter { ["checkpoint", "remat"].contains($0.0) }
          + everything("jax._checkpointing", interpreter)
      },
      ScriptedModule.module("jax._lax", LaxModule.source),
      ScriptedModule.module("jax._implicit", ImplicitModule.source),
      ScriptedModule.module("jax.nn.initializers", InitializersModule.source),
      plain("jax.example_libraries") { interpreter in
        ["optimizers", "stax"].compactMap { name in
          interpreter.modules.module("jax.example_libraries.\(name)").map { (name, .object($0)) }
        }
      },
      ScriptedModule.module("jax.example_libraries.optimizers", OptimizersModule.source),
      ScriptedModule.module("jax.example_libraries.stax", StaxModule.source),
      ScriptedModule.module("jax.experimental.ode", ODEModule.source),
    ]

  private static let submodules = [
    "numpy", "lax", "nn", "ops", "tree", "tree_util", "flatten_util", "random", "errors", "debug",
    "test_util", "scipy", "custom_derivatives", "experimental", "core", "dtypes", "ad_checkpoint",
    "example_libraries",
  ]

  /// All members of another module.
  private static func everything(_ module: String, _ interpreter: Interpreter) -> [(
    String, Value
  )] {
    guard let table = interpreter.modules.module(module)?.members(in: interpreter) else {
      return []
    }
    return zip(table.names, table.values).map { ($0.text, $1) }
  }

  /// Members of another module.
  private static func chosen(
    _ names: [String], _ module: String, _ interpreter: Interpreter
  ) -> [(String, Value)] {
    guard let table = interpreter.modules.module(module)?.members(in: interpreter) else {
      return []
    }
    return names.compactMap { name in table[Name(name)].map { (name, $0) } }
  }

  private static func plain(
    _ name: String, _ members: @escaping @Sendable (Interpreter) -> [(String, Value)]
  ) -> (name: String, make: ModuleCatalogue.Maker) {
    (name, { ModuleObject(name, members) })
  }

  /// `jax.numpy.float32` and the other classes.
  static func types(_ interpreter: Interpreter) -> [(String, Value)] {
    let types = interpreter.numericTypes
    var members: [(String, Value)] = [
      ("ndarray", .object(types.jaxArray)), ("dtype", .object(types.dtype)),
      ("bool_", .object(types.jaxScalar(.bool))), ("floating", .object(types.floating)),
      ("integer", .object(types.integer)), ("inexact", .object(types.inexact)),
      ("number", .object(types.number)), ("int_", .object(types.jaxScalar(.int64))),
      ("float_", .object(types.jaxScalar(.float64))),
    ]
    for dtype in DType.allCases where dtype != .bool {
      members.append((dtype.name, .object(types.jaxScalar(dtype))))
    }
    return members
  }
}
