/// `f.__code__`: what tools ask about a function's parameters.
package final class FunctionCode: Object {
  private let code: CodeObject

  init(_ code: CodeObject) { self.code = code }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.builtin(named: "code")
  }

  /// Parameters in CPython's order: positional, keyword-only, `*args`, `**kwargs`; local variables, which CPython appends, are left out.
  private var names: [Name] {
    let parameters = code.parameters
    let slots =
      Array(0..<parameters.positionalCount) + parameters.keywordOnlySlots
      + [parameters.variadicSlot, parameters.keywordSlot].compactMap { $0 }
    return slots.map { parameters.names[$0] }
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    let parameters = code.parameters
    return switch name {
    case "co_argcount": .int(parameters.positionalCount)
    case "co_posonlyargcount": .int(parameters.positionalOnlyCount)
    case "co_kwonlyargcount": .int(parameters.keywordOnlySlots.count)
    case "co_varnames": .tuple(names.map { .string($0.text) })
    case "co_name": .string(code.name)
    case "co_flags":
      .int((parameters.variadicSlot == nil ? 0 : 4) + (parameters.keywordSlot == nil ? 0 : 8))
    default: nil
    }
  }
}
