import Arrays
import Autodiff

/// `jax.jit(f)`: traced once for each kind of arguments; its graph is run or added from then on.
package final class CompiledFunction: Object {
  /// Traces of one function, which all its compiled forms share.
  private final class Traces {
    var entries: [Entry] = []
  }

  private struct Entry {
    let types: [AbstractValue]
    let structure: TreeStructure
    let keywordNames: [Name]
    let staticPositions: [Int]
    let statics: [(name: Name?, position: Int, value: Value)]
    let is64Bit: Bool
    let isPrinted: Bool
    let trace: AbstractTrace
  }

  private let function: Value
  private let staticPositions: [Int]
  private let staticNames: [Name]
  private let own = Traces()

  private var traces: Traces {
    guard case .function(let code) = function else { return own }
    if let known = code.traces as? Traces { return known }
    let fresh = Traces()
    code.traces = fresh
    return fresh
  }

  init(_ function: Value, staticPositions: [Int], staticNames: [Name]) {
    self.function = function
    self.staticPositions = staticPositions
    self.staticNames = staticNames
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("jax.PjitFunction") {
      TypeObject("PjitFunction", module: "jaxlib._jax", base: interpreter.types.object)
    }
  }
  override package var isCallable: Bool { true }

  override package func repr(in interpreter: Interpreter) throws -> String {
    "<PjitFunction of \(try interpreter.repr(function))>"
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "__wrapped__": return function
    case "__name__", "__doc__", "__qualname__":
      return try interpreter.attributeIfPresent(name, of: function)
    case "clear_cache":
      return .object(
        BuiltinFunction.raw("clear_cache()", "Forgets all traces.") { [self] _, _ in
          traces.entries = []
          return .none
        })
    case "_cache_size":
      return .object(
        BuiltinFunction.raw("_cache_size()", "Number of traces kept.") { [self] _, _ in
          .int(traces.entries.count)
        })
    case "eval_shape":
      return .object(
        BuiltinFunction.raw("eval_shape(*args, **kwargs)", "Shapes and dtypes of the result.") {
          [function] interpreter, arguments in
          try interpreter.describedResult(of: function, arguments)
        })
    default: return nil
    }
  }

  /// As a method, the instance comes first.
  override package func descriptorGet(
    _ receiver: Value?, of type: TypeObject, in interpreter: Interpreter
  ) -> Value? {
    receiver.map { .object(BoundMethod(.object(self), receiver: $0)) }
  }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    let session = interpreter.numerics
    if session.disabledJIT > 0 { return try interpreter.call(function, arguments) }
    session.errorFacade = .jax
    var dynamic: [Value] = []
    var statics: [(name: Name?, position: Int, value: Value)] = []
    for (position, value) in arguments.positional.enumerated() {
      if isStatic(position, of: arguments.positional.count, interpreter) {
        statics.append((nil, position, value))
      } else {
        dynamic.append(value)
      }
    }
    var keywords: [(name: Name, value: Value)] = []
    for (name, value) in arguments.keywords {
      if staticNames.contains(name) {
        statics.append((name, 0, value))
      } else {
        keywords.append((name, value))
      }
    }
    for entry in statics { try requireHashable(entry.value, interpreter) }
    let (leaves, structure) = try interpreter.flatten(
      .tuple(dynamic + keywords.map(\.value)))
    let arrays = try leaves.enumerated().map { position, leaf -> ArrayObject in
      guard leaf.isArrayLike else {
        throw try notAnArray(leaf, position, arguments, interpreter)
      }
      return try interpreter.array(of: leaf, .jax)
    }
    let types = arrays.map { interpreter.abstractValue(of: $0) }
    let names = keywords.map(\.name)
    let is64Bit = session.promotion.is64Bit
    let traces = self.traces
    for entry in traces.entries
    where entry.staticPositions == staticPositions && entry.types == types
      && entry.is64Bit == is64Bit
      && entry.isPrinted == (session.printingDepth > 0) && entry.keywordNames == names
    {
      guard try interpreter.areEqual(entry.structure, structure),
        try isSame(entry.statics, statics, interpreter)
      else { continue }
      return try finish(entry.trace, arrays, interpreter)
    }
    let trace = try interpreter.abstractTrace(
      types, name: interpreter.functionName(function) ?? "function"
    ) { values in
      let all = try interpreter.unflatten(structure, values).sequence ?? []
      var next = all.makeIterator()
      var positional: [Value] = []
      for position in arguments.positional.indices {
        if let fixed = statics.first(where: { $0.name == nil && $0.position == position }) {
          positional.append(fixed.value)
        } else if let value = next.next() {
          positional.append(value)
        }
      }
      var named = names.map { (name: $0, value: next.next() ?? .none) }
      for entry in statics { if let name = entry.name { named.append((name, entry.value)) } }
      return try interpreter.call(function, Arguments(positional, keywords: named))
    }
    // What was read from a trace around this one belongs to that trace only.
    if trace.captured.isEmpty {
      traces.entries.append(
        Entry(
          types: types, structure: structure, keywordNames: names,
          staticPositions: staticPositions, statics: statics,
          is64Bit: is64Bit, isPrinted: session.printingDepth > 0, trace: trace))
    }
    return try finish(trace, arrays, interpreter)
  }

  private func finish(
    _ trace: AbstractTrace, _ arrays: [ArrayObject], _ interpreter: Interpreter
  ) throws -> Value {
    let results = try interpreter.run(
      trace, arrays, name: interpreter.functionName(function) ?? "function")
    return try interpreter.unflatten(trace.structure, results.map { .object($0) })
  }

  private func isStatic(_ position: Int, of count: Int, _ interpreter: Interpreter) -> Bool {
    if staticPositions.contains(position) || staticPositions.contains(position - count) {
      return true
    }
    guard !staticNames.isEmpty, let name = interpreter.positionalName(function, position) else {
      return false
    }
    return staticNames.contains(Name(name))
  }

  private func requireHashable(_ value: Value, _ interpreter: Interpreter) throws {
    do {
      _ = try interpreter.hash(value)
    } catch let error as Raised where interpreter.matches(error, .typeError) {
      throw Raised(
        .valueError,
        "Non-hashable static arguments are not supported. An error occurred while trying to hash an object of type \(interpreter.classText(of: value)), \(try interpreter.str(value)). The error was:\nTypeError: \(try interpreter.message(of: error))\n"
      )
    }
  }

  private func isSame(
    _ a: [(name: Name?, position: Int, value: Value)],
    _ b: [(name: Name?, position: Int, value: Value)], _ interpreter: Interpreter
  ) throws -> Bool {
    try a.count == b.count
      && zip(a, b).allSatisfy { x, y in
        try x.name == y.name && x.position == y.position
          && interpreter.type(of: x.value) === interpreter.type(of: y.value)
          && interpreter.areEqual(x.value, y.value)
      }
  }

  private func notAnArray(
    _ leaf: Value, _ position: Int, _ arguments: Arguments, _ interpreter: Interpreter
  ) throws -> Raised {
    var dynamic = arguments
    dynamic.positional = arguments.positional.enumerated().map {
      isStatic($0.offset, of: arguments.positional.count, interpreter) ? .none : $0.element
    }
    dynamic.keywords.removeAll { staticNames.contains($0.name) }
    let paths = try interpreter.argumentPaths(function, dynamic)
    let place = position < paths.count ? paths[position] : "args[\(position)]"
    return Raised(
      .typeError,
      "Error interpreting argument to \(try interpreter.repr(function)) as an abstract array. The problematic value is of type \(interpreter.classText(of: leaf)) and was passed to the function at path \(place).\nThis typically means that a jit-wrapped function was called with a non-array argument, and this argument was not marked as static using the static_argnums or static_argnames parameters of jax.jit."
    )
  }
}

extension Interpreter {
  /// `jax.jit(f, static_argnums, static_argnames)`.
  func compiled(_ function: Value, positions: Value, names: Value) throws -> Value {
    guard isCallable(function) else {
      throw Raised(
        .typeError, "Expected a callable value, got \(try repr(function))")
    }
    let staticPositions: [Int] =
      positions.isNone
      ? [] : try positions.sequence?.map { try requireIndex($0) } ?? [requireIndex(positions)]
    let staticNames: [String] =
      names.isNone
      ? []
      : try names.text.map { [$0] } ?? collect(names).map { try requireText($0) }
    if case .function(let code) = function, code.code.parameters.keywordSlot == nil {
      let known = code.code.parameters.names.map(\.text)
      let unknown = staticNames.filter { !known.contains($0) }
      if !unknown.isEmpty {
        throw Raised(
          .valueError,
          "Jitted function has invalid argnames {\(unknown.map { "'\($0)'" }.joined(separator: ", "))} in static_argnames. Function does not take these args."
        )
      }
    }
    // Naming a parameter and numbering it mean the same.
    var allNames = staticNames
    for position in staticPositions where position >= 0 {
      if let name = positionalName(function, position), !allNames.contains(name) {
        allNames.append(name)
      }
    }
    return .object(
      CompiledFunction(
        function, staticPositions: staticPositions, staticNames: allNames.map { Name($0) }))
  }
}
