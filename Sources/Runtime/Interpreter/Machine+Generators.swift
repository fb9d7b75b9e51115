import Syntax

/// Running generators: resuming, suspending, and what `yield from` passes on.
extension Machine {
  /// Goes on with a generator until it yields; nil where it ends.
  func resume(_ generator: GeneratorObject, sending value: Value, raising raised: Raised?) throws
    -> Value?
  {
    switch generator.state {
    case .finished:
      if let raised { throw raised }
      return nil
    case .running: throw Raised(.valueError, "generator already executing")
    case .suspended: break
    }
    if generator.position == 0, !value.isNone {
      throw Raised(.typeError, "can't send non-None value to a just-started generator")
    }
    var raised = raised
    if let error = raised, let iterator = delegate(of: generator) {
      switch try raise(error, in: iterator, for: generator) {
      case .yielded(let value): return value
      case .ended: raised = nil
      case .failed(let error): raised = error
      }
    }
    let base = top
    try reserve(base + generator.function.code.registerCount)
    // An exception is raised where the generator waits, inside the `try` around its `yield`.
    var position = generator.position
    if raised != nil, position > 0,
      generator.function.code.instructions[position - 1].opcode == .yieldValue
    {
      position -= 1
    }
    try push(
      Frame(
        function: generator.function, base: base, position: position, result: 0,
        isEntry: true, generator: generator))
    for (index, register) in generator.registers.enumerated() { stack[base + index] = register }
    generator.registers = []
    if raised == nil, let register = generator.sentRegister { stack[base + Int(register)] = value }
    generator.state = .running
    do {
      let result = try execute(raising: raised)
      if generator.state == .running {
        generator.state = .finished
        generator.returned = result
        return nil
      }
      return result
    } catch {
      generator.state = .finished
      if let error = error as? Raised, interpreter.matches(error, .stopIteration) {
        let cause = interpreter.exceptionObject(for: error)
        let failure = interpreter.exceptionObject(
          for: Raised(.runtimeError, "generator raised StopIteration"))
        failure.cause = .object(cause)
        failure.context = .object(cause)
        failure.suppressesContext = true
        throw Raised(failure)
      }
      throw error
    }
  }

  /// Suspends the top frame, which belongs to a generator.
  func suspend(_ generator: GeneratorObject, at position: Int, sentRegister: Int32) {
    let frame = frames[depth - 1]
    let count = frame.function.code.registerCount
    generator.registers = (0..<count).map { stack[frame.base + $0] }
    generator.position = position
    generator.sentRegister = sentRegister
    generator.state = .suspended
    pop()
  }

  // MARK: `yield from`

  /// What became of an exception that was thrown into the iterator of a `yield from`.
  private enum Delegated {
    case yielded(Value)
    /// The iterator ended: the generator goes on behind the `yield from`.
    case ended
    /// The exception that the generator itself sees.
    case failed(Raised)
  }

  /// `next(iterator)`, or `iterator.send(value)` where a value was sent.
  func advance(_ iterator: IteratorObject, sending value: Value) throws -> Value? {
    if value.isNone { return try iterator.next(in: interpreter) }
    if let generator = iterator as? GeneratorObject {
      return try resume(generator, sending: value, raising: nil)
    }
    let source = (iterator as? InstanceIterator)?.instance ?? .object(iterator)
    do {
      return try interpreter.call(interpreter.attribute("send", of: source), [value])
    } catch let error as Raised where interpreter.matches(error, .stopIteration) {
      return nil
    }
  }

  /// The iterator that a suspended generator's `yield from` waits for.
  private func delegate(of generator: GeneratorObject) -> IteratorObject? {
    let code = generator.function.code
    guard generator.sentRegister != nil, generator.position < code.instructionCount else {
      return nil
    }
    let instruction = code.instructions[generator.position]
    guard instruction.opcode == .yieldFrom,
      generator.registers.indices.contains(Int(instruction.b)),
      case .object(let object) = generator.registers[Int(instruction.b)]
    else { return nil }
    return object as? IteratorObject
  }

  private func raise(
    _ error: Raised, in iterator: IteratorObject, for generator: GeneratorObject
  ) throws -> Delegated {
    generator.state = .running
    defer { generator.state = .suspended }
    do {
      let source = (iterator as? InstanceIterator)?.instance ?? .object(iterator)
      if interpreter.matches(error, .generatorExit) {
        if let close = try interpreter.attributeIfPresent("close", of: source) {
          _ = try interpreter.call(close, [])
        }
        return .failed(error)
      }
      if let inner = iterator as? GeneratorObject {
        if let value = try resume(inner, sending: .none, raising: error) { return .yielded(value) }
        finish(generator, with: inner.returned)
        return .ended
      }
      guard let method = try interpreter.attributeIfPresent("throw", of: source) else {
        return .failed(error)
      }
      return .yielded(
        try interpreter.call(method, [.object(interpreter.exceptionObject(for: error))]))
    } catch let failure as Raised {
      if interpreter.matches(failure, .stopIteration) {
        finish(generator, with: interpreter.exceptionObject(for: failure).arguments.first ?? .none)
        return .ended
      }
      return .failed(failure)
    }
  }

  /// Lets a generator go on behind its `yield from`, whose value is the result.
  private func finish(_ generator: GeneratorObject, with result: Value) {
    if let register = generator.sentRegister, generator.registers.indices.contains(Int(register)) {
      generator.registers[Int(register)] = result
    }
    generator.sentRegister = nil
    generator.position += 1
  }
}
