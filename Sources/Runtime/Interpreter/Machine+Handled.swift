import Syntax

/// Which exception is being handled: what a bare `raise` raises again and what a new exception has as its context.
extension Machine {
  /// Opcode of the instruction that the top frame is executing.
  var currentOpcode: Opcode? {
    guard depth > 0 else { return nil }
    let frame = frames[depth - 1]
    let code = frame.function.code
    guard frame.position >= 0, frame.position < code.instructionCount else { return nil }
    return code.instructions[frame.position].opcode
  }

  /// The exception that the innermost `except`, `finally` or `with` on the stack is handling.
  var handledException: ExceptionObject? {
    var index = depth - 1
    while index >= 0 {
      let frame = frames[index]
      let regions = frame.function.code.handledRegions
      if !regions.isEmpty {
        let region = regions.first { $0.start <= frame.position && frame.position < $0.end }
        if let region, case .object(let object) = stack[frame.base + Int(region.register)],
          let exception = object as? ExceptionObject
        {
          return exception
        }
      }
      index -= 1
    }
    return nil
  }

  /// Python's implicit chaining; a cycle is cut where it would close.
  func setContext(of exception: ExceptionObject) {
    guard let handled = handledException, handled !== exception else { return }
    var link = handled
    while case .object(let object) = link.context, let next = object as? ExceptionObject {
      if next === exception {
        link.context = .none
        break
      }
      link = next
    }
    exception.context = .object(handled)
  }
}
