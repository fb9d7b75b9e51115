import Diagnostics
import Syntax

extension Machine {
  /// Enters a script function whose arguments lie in registers from `first`; false where the result is already stored
  /// (generators), true where a frame was pushed.
  func enter(
    _ function: FunctionObject, _ first: UnsafeMutablePointer<Value>, _ count: Int, result: Int32
  ) throws -> Bool {
    let code = function.code
    let base = first - stack
    if !(code.isSimple && count == code.parameterCount) {
      let arguments = Arguments((0..<count).map { first[$0] })
      let values = try interpreter.bind(arguments, to: function)
      if code.isGenerator {
        stack[frames[depth - 1].base + Int(result)] = makeGenerator(function, values)
        return false
      }
      try reserve(base + code.registerCount)
      for (index, value) in values.enumerated() { first[index] = value }
    }
    try push(
      Frame(
        function: function, base: base, position: 0, result: result, isEntry: false,
        generator: nil))
    prepareLocals(of: function, at: base)
    return true
  }

  /// Calls anything but a script function, with arguments in registers.
  func callObject(_ callee: Value, _ first: UnsafeMutablePointer<Value>, _ count: Int) throws
    -> Value
  {
    guard case .object(let object) = callee else { throw interpreter.notCallable(callee) }
    if let builtin = downcast(object, to: BuiltinFunction.self) {
      switch builtin.body {
      case .unary(let body) where count == 1: return try body(interpreter, first[0])
      case .binary(let body) where count == 2: return try body(interpreter, first[0], first[1])
      default: break
      }
    } else if count == 1, let function = downcast(object, to: Ufunc.self),
      let result = try function.callDirectly(first[0], in: interpreter)
    {
      return result
    }
    guard object.isCallable else { throw interpreter.notCallable(callee) }
    return try object.call(Arguments((0..<count).map { first[$0] }), in: interpreter)
  }

  /// Puts the method `name` of the receiver in `base[1]` into `base[0]`; true where the receiver is its first argument.
  func loadMethod(
    _ base: UnsafeMutablePointer<Value>, _ name: Name,
    _ cache: UnsafeMutablePointer<CodeObject.MethodCache>
  ) throws -> Bool {
    let receiver = base[1]
    if case .object(let object) = receiver {
      if let module = downcast(object, to: ModuleObject.self) {
        if cache.pointee.module === module, cache.pointee.version == interpreter.typeVersion {
          base[0] = cache.pointee.method
        } else {
          try loadMember(base, name)
          cache.pointee = .init(
            module: module, version: interpreter.typeVersion, method: base[0])
        }
        return false
      }
      if object is TypeObject {
        try loadMember(base, name)
        return false
      }
      if let own = try object.attribute(name, in: interpreter) {
        base[0] = own
        return false
      }
    }
    let type = interpreter.type(of: receiver)
    if cache.pointee.type === type, cache.pointee.version == interpreter.typeVersion {
      base[0] = cache.pointee.method
      return true
    }
    if let method = type.lookUp(name), isPlainFunction(method) {
      cache.pointee = .init(type: type, version: interpreter.typeVersion, method: method)
      base[0] = method
      return true
    }
    try loadMember(base, name)
    return false
  }

  /// The attribute `name` of the receiver in `base[1]` into `base[0]`.
  private func loadMember(_ base: UnsafeMutablePointer<Value>, _ name: Name) throws {
    do {
      base[0] = try interpreter.attribute(name, of: base[1])
    } catch var error as Raised where error.range == nil {
      // The word after the call knows where the callee is written.
      let frame = frames[depth - 1]
      let ranges = frame.function.code.ranges
      if ranges.indices.contains(frame.position + 1) { error.range = ranges[frame.position + 1] }
      throw error
    }
  }

  /// Whether looking the value up on an instance only binds the receiver.
  private func isPlainFunction(_ value: Value) -> Bool {
    switch value {
    case .function: return true
    // A class attribute such as `f = math.sin` is a function of a module and does not bind.
    case .object(let object): return (object as? BuiltinFunction)?.isMethod ?? false
    default: return false
    }
  }

  /// Cells that a function captures; each word names the register that holds one.
  func captures(
    _ code: CodeObject, _ words: UnsafeMutablePointer<Instruction>,
    _ registers: UnsafeMutablePointer<Value>
  ) -> [CellObject] {
    (0..<code.freeCount).map { index in
      let register = words[index].a
      if register >= 0, case .cell(let cell) = registers[Int(register)] { return cell }
      return CellObject(.unbound)
    }
  }

  /// Initialises stack memory up to `end`.
  func reserve(_ end: Int) throws {
    guard end < Machine.stackCapacity - 1024 else {
      throw Raised(.recursionError, "maximum recursion depth exceeded")
    }
    initialize(upTo: end)
  }

  /// Runs a class body and makes the class.
  func makeClass(
    _ body: FunctionObject, _ name: String, _ bases: [Value], keywords: [(name: Name, value: Value)]
  ) throws -> Value {
    let types = try interpreter.baseClasses(name, bases)
    let namespace = ClassNamespace()
    let base = top
    try reserve(base + body.code.registerCount)
    stack[base] = .object(namespace)
    installCells(of: body, at: base)
    try push(
      Frame(
        function: body, base: base, position: 0, result: 0, isEntry: true, generator: nil))
    let classCell = try execute()
    if let docstring = body.code.docstring, namespace.attributes[SpecialNames.doc] == nil {
      namespace.attributes[SpecialNames.doc] = .string(docstring)
    }
    let value = Value.object(
      try interpreter.defineClass(
        ClassDefinition(
          name: name, bases: types, namespace: namespace.attributes,
          annotations: body.code.classAnnotations, keywords: keywords, module: body.code.module)))
    if case .cell(let cell) = classCell { cell.value = value }
    return value
  }

  /// Finds the handler for an error, dropping frames down to `entryDepth`; throws on where there is none.
  func unwind(_ error: any Error, to entryDepth: Int) throws {
    if let interruption = error as? RunInterruption {
      while depth >= entryDepth { pop() }
      throw interruption
    }
    let raised = (error as? Raised) ?? interpreter.raised(from: error)
    let exception = interpreter.exceptionObject(for: raised)
    if exception.hint == nil { exception.hint = raised.hint }
    if exception.suggestion == nil { exception.suggestion = raised.suggestion }
    // An exception that is raised again where it was caught keeps its traceback and its context.
    var isReraised = currentOpcode == .reraise
    if exception.traceback.isEmpty || currentOpcode == .raise || currentOpcode == .raiseFrom {
      setContext(of: exception)
    }
    while true {
      let frame = frames[depth - 1]
      let position = frame.position
      if !isReraised, !frame.function.code.isLibrary {
        var entry = tracebackEntry(frame)
        if exception.traceback.isEmpty, let range = raised.range { entry.range = range }
        exception.traceback.append(entry)
      }
      isReraised = false
      if let handler = frame.function.code.handlers.first(where: {
        $0.start <= position && position < $0.end
      }) {
        stack[frame.base + Int(handler.register)] = .object(exception)
        frames[depth - 1].position = handler.target
        return
      }
      pop()
      if depth < entryDepth { throw Raised(exception) }
    }
  }
}

/// The namespace of a class body while it runs.
final class ClassNamespace: Object {
  var attributes = AttributeTable()
}
