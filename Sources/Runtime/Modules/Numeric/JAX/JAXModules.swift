import Arrays

/// `jax` and its submodules.
enum JAXModules {
  static let all: [(name: String, make: ModuleCatalogue.Maker)] = [
    (
      "jax",
      {
        ModuleObject("jax") { interpreter in
          JAXTransforms.members
            + [("Array", .object(interpreter.numericTypes.jaxArray))]
            + ["numpy"].compactMap { name in
              interpreter.modules.module("jax.\(name)").map { (name, .object($0)) }
            }
        }
      }
    ),
    NumericModules.module(
      "jax.numpy", .jax, { NumPyModules.tables },
      extra: { NumPyModules.constants($0, .jax) + NumericModules.elementwise(.jax) + JAXModules.types($0) }),
  ]

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

/// `jax.grad` and its relatives.
enum JAXTransforms {
  static var members: [(String, Value)] {
    let functions = [
      gradient("grad", returnsValue: false), gradient("value_and_grad", returnsValue: true),
    ]
    return functions.map { ($0.name, .object($0)) }
  }

  private static func gradient(_ name: String, returnsValue: Bool) -> BuiltinFunction {
    BuiltinFunction.bound(
      "\(name)(fun, argnums=0, has_aux=False, holomorphic=False, allow_int=False, reduce_axes=())",
      "The gradient of a scalar function."
    ) { interpreter, arguments in
      let (positions, isSingle) = try interpreter.argumentPositions(arguments[1])
      return interpreter.gradientFunction(
        arguments[0],
        GradientOptions(
          facade: .jax, positions: positions, isSingle: isSingle,
          hasAuxiliary: try interpreter.isTruthy(arguments[2]),
          allowsIntegers: try interpreter.isTruthy(arguments[4]),
          isHolomorphic: try interpreter.isTruthy(arguments[3]), returnsValue: returnsValue,
          name: name))
    }
  }
}
