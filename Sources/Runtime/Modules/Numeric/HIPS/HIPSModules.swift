/// HIPS autograd: the graph API's functions and `autograd`'s own.
enum HIPSModules {
  static let all: [(name: String, make: ModuleCatalogue.Maker)] = [
    (
      "autograd",
      {
        ModuleObject("autograd") { interpreter in
          [("Variable", .object(interpreter.variableTypes.variable))] + VariableOperations.members
            + DifferentialOperators.members
            + ["numpy"].compactMap { name in
              interpreter.modules.module("autograd.\(name)").map { (name, .object($0)) }
            }
        }
      }
    ),
    NumericModules.module(
      "autograd.numpy", .numpy, { NumPyModules.tables },
      extra: { NumPyModules.constants($0, .numpy) + NumericModules.elementwise(.numpy) + NumPyModules.types($0) }),
  ]
}

/// `autograd.grad` and its relatives.
enum DifferentialOperators {
  static var members: [(String, Value)] {
    let functions = [
      gradient("grad", returnsValue: false), gradient("value_and_grad", returnsValue: true),
    ]
    return functions.map { ($0.name, .object($0)) }
  }

  private static func gradient(_ name: String, returnsValue: Bool) -> BuiltinFunction {
    BuiltinFunction.bound("\(name)(fun, argnum=0)", "The gradient of a scalar function.") {
      interpreter, arguments in
      let (positions, isSingle) = try interpreter.argumentPositions(arguments[1])
      return interpreter.gradientFunction(
        arguments[0],
        GradientOptions(
          facade: .numpy, positions: positions, isSingle: isSingle, returnsValue: returnsValue,
          name: name))
    }
  }
}
