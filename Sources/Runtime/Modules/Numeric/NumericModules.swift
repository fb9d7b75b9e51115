/// The modules of arrays and differentiation.
package enum NumericModules {
  package static let all: [(name: String, make: ModuleCatalogue.Maker)] =
    NumPyModules.all + SciPyModules.all + HIPSModules.all + JAXModules.all

  /// A module of tables that follow one facade, with submodules as attributes.
  static func module(
    _ name: String, _ facade: Facade, _ tables: @escaping @Sendable () -> [[NumericFunction]],
    submodules: [String] = [],
    extra: @escaping @Sendable (Interpreter) -> [(String, Value)] = { _ in [] }
  ) -> (name: String, make: ModuleCatalogue.Maker) {
    (
      name,
      {
        ModuleObject(name) { interpreter in
          extra(interpreter) + NumericFunction.members(tables(), facade)
            + submodules.compactMap { submodule in
              interpreter.modules.module("\(name).\(submodule)").map { (submodule, .object($0)) }
            }
        }
      }
    )
  }

  /// Functions of elements as members of a module.
  static func elementwise(_ facade: Facade) -> [(String, Value)] {
    // These are no ufuncs; their functions are in tables of their own.
    let others = ["angle", "real", "imag"]
    return ElementwiseTable.all.filter { !others.contains($0.name) }.flatMap {
      row -> [(String, Value)] in
      let operands = row.arity == 1 ? "x" : "x1, x2"
      let function = Ufunc(
        BuiltinFunction.bound(
          "\(row.name)(\(operands), /, out=None, *, where=True, dtype=None, casting='same_kind', order='K', subok=True)",
          row.summary
        ) { interpreter, arguments in
          let values = Array(arguments.values[..<row.arity])
          if !arguments[row.arity].isNone || arguments[row.arity + 1].restrictsElements
            || !arguments[row.arity + 2].isNone
          {
            return try interpreter.elementwiseWithOptions(row, values, arguments, facade)
          }
          return try interpreter.elementwise(row, values, facade)
        }, row, facade)
      return ([row.name] + row.aliases).map { ($0, .object(function)) }
    }
  }
}
