import Arrays
import Autodiff

/// Functions of the script that run when values are known: `jax.debug.print`, `jax.debug.callback`, `jax.pure_callback`.
enum Callbacks {
  static var debug: [(String, Value)] {
    [("print", .object(debugPrint)), ("callback", .object(debugCallback))]
  }
  static var members: [(String, Value)] { [("pure_callback", .object(pureCallback))] }
  static var experimental: [(String, Value)] { [("io_callback", .object(ioCallback))] }

  private static var debugPrint: BuiltinFunction {
    .bound(
      "print(fmt, *args, ordered=False, partitioned=False, skip_format_check=False, **kwargs)",
      "Prints values when they are computed."
    ) { interpreter, arguments in
      let format = try interpreter.attribute("format", of: arguments[0])
      let names = arguments.keywords(5).map(\.name)
      let values = Value.tuple([
        .tuple(arguments.variadic(1)), .tuple(arguments.keywords(5).map(\.value)),
      ])
      // What does not fit the format is an error where the call is written.
      if let template = arguments[0].text, !template.contains("{") || values.leafless {
        do {
          _ = try interpreter.call(
            format, Arguments(arguments.variadic(1), keywords: arguments.keywords(5)))
        } catch let error as Raised where interpreter.matches(error, .indexError) {
          throw Raised(.indexError, "tuple index out of range")
        }
      }
      try run("debug_print", values, interpreter) { interpreter, values in
        let parts = values.sequence ?? []
        let text = try interpreter.call(
          format,
          Arguments(
            parts[0].sequence ?? [],
            keywords: zip(names, parts[1].sequence ?? []).map { (name: $0, value: $1) }))
        try interpreter.write(interpreter.requireText(text) + "\n")
      }
      return .none
    }
  }

  private static var debugCallback: BuiltinFunction {
    .bound(
      "callback(callback, *args, ordered=False, partitioned=False, **kwargs)",
      "Calls a function with values when they are computed."
    ) { interpreter, arguments in
      let function = arguments[0]
      let names = arguments.keywords(4).map(\.name)
      let values = Value.tuple([
        .tuple(arguments.variadic(1)), .tuple(arguments.keywords(4).map(\.value)),
      ])
      try run("debug_callback", values, interpreter) { interpreter, values in
        let parts = values.sequence ?? []
        _ = try interpreter.call(
          function,
          Arguments(
            parts[0].sequence ?? [],
            keywords: zip(names, parts[1].sequence ?? []).map { (name: $0, value: $1) }))
      }
      return .none
    }
  }

  /// Calls `body` with the tree of values: now where they are known, as an effect of the trace otherwise.
  private static func run(
    _ name: String, _ tree: Value, _ interpreter: Interpreter,
    _ body: @escaping (Interpreter, Value) throws -> Void
  ) throws {
    let session = interpreter.numerics
    let (leaves, structure) = try interpreter.flatten(tree)
    let traced = leaves.indices.filter { leaves[$0].array?.isTraced ?? false }
    func filled(_ values: [NDArray]) throws -> Value {
      var all = leaves
      for (position, value) in zip(traced, values) {
        all[position] = .object(ArrayObject(value, .jax))
      }
      return try interpreter.unflatten(structure, all)
    }
    let arrays = traced.compactMap { leaves[$0].array }
    if session.abstractDepth == 0, !arrays.contains(where: \.isAbstract) {
      return try body(interpreter, filled(arrays.map { try session.value(of: $0) }))
    }
    let callback = Callback(
      name, results: [AbstractValue([], .bool)], hasEffects: true
    ) { [unowned interpreter] values in
      try body(interpreter, filled(values))
      return [NDArray(scalar: .bool(true), dtype: .bool)]
    }
    _ = try session.graph.apply(
      CallbackCall(callback), arrays.map { try session.node($0) })
  }

  private static var pureCallback: BuiltinFunction {
    .bound(
      "pure_callback(callback, result_shape_dtypes, *args, sharding=None, vmap_method=None, vectorized=None, **kwargs)",
      "The results of a function of the script, described beforehand."
    ) { interpreter, arguments in
      let method = arguments[4].text
      return try call(
        "pure_callback", arguments[0], arguments[1], arguments.variadic(2),
        arguments.keywords(6), hasEffects: false,
        noDerivative:
          "Pure callbacks do not support JVP. Please use `jax.custom_jvp` to use callbacks while taking gradients.",
        noBatching: method == nil
          ? "vmap is only supported for the pure_callback primitive when vmap_method is one of 'sequential', 'sequential_unrolled', 'expand_dims', 'broadcast_all', or 'legacy_vectorized'. Got vmap_method=None."
          : nil, interpreter)
    }
  }

  private static var ioCallback: BuiltinFunction {
    .bound(
      "io_callback(callback, result_shape_dtypes, *args, sharding=None, ordered=False, **kwargs)",
      "The results of a function that does something besides giving them."
    ) { interpreter, arguments in
      try call(
        "io_callback", arguments[0], arguments[1], arguments.variadic(2), arguments.keywords(5),
        hasEffects: true,
        noDerivative:
          "IO callbacks do not support JVP. Please use `jax.custom_jvp` to use callbacks while taking gradients.",
        noBatching: nil, interpreter)
    }
  }

  private static func call(
    _ name: String, _ function: Value, _ described: Value, _ positional: [Value],
    _ keywords: [(name: Name, value: Value)], hasEffects: Bool, noDerivative: String,
    noBatching: String?, _ interpreter: Interpreter
  ) throws -> Value {
    let session = interpreter.numerics
    let (shapes, resultStructure) = try interpreter.flatten(described)
    let types = try shapes.map { try interpreter.describedType(of: $0) }
    let (leaves, structure) = try interpreter.flatten(
      .tuple([.tuple(positional), .tuple(keywords.map(\.value))]))
    let arrays = try leaves.map { try interpreter.array(of: $0, .jax) }
    let names = keywords.map(\.name)
    func results(_ interpreter: Interpreter, _ values: [NDArray]) throws -> [NDArray] {
      let parts =
        try interpreter.unflatten(structure, values.map { .object(ArrayObject($0, .jax)) })
        .sequence ?? []
      let output = try interpreter.call(
        function,
        Arguments(
          parts[0].sequence ?? [],
          keywords: zip(names, parts[1].sequence ?? []).map { (name: $0, value: $1) }))
      let (found, foundStructure) = try interpreter.flatten(output)
      guard try interpreter.areEqual(foundStructure, resultStructure) else {
        throw Raised(
          .runtimeError,
          "Mismatched result type from callback: expected PyTreeDef(\(try interpreter.text(of: resultStructure))), got PyTreeDef(\(try interpreter.text(of: foundStructure)))"
        )
      }
      return try zip(found, types).map { leaf, type in
        let value = try interpreter.numerics.value(of: interpreter.array(of: leaf, .jax))
        guard value.shape == type.shape else {
          throw Raised(
            .runtimeError,
            "Mismatched result shape from callback: expected \(ShapeText.tuple(type.shape)), got \(ShapeText.tuple(value.shape))"
          )
        }
        guard value.dtype == type.dtype else {
          throw Raised(
            .runtimeError,
            "Mismatched result dtype from callback: expected \(type.dtype.name), got \(value.dtype.name)"
          )
        }
        return value
      }
    }
    if session.abstractDepth == 0, !arrays.contains(where: \.isTraced) {
      let values = try results(interpreter, arrays.map { try session.value(of: $0) })
      return try interpreter.unflatten(
        resultStructure, values.map { .object(ArrayObject($0, .jax)) })
    }
    let callback = Callback(
      name, results: types, hasEffects: hasEffects, noDerivative: noDerivative,
      noBatching: noBatching
    ) { [unowned interpreter] in try results(interpreter, $0) }
    let outputs = try session.graph.applyMulti(
      CallbackCall(callback), arrays.map { try session.node($0) })
    return try interpreter.unflatten(
      resultStructure, outputs.map { .object(try session.wrap($0, .jax)) })
  }
}

extension Value {
  /// Whether a pair of argument tuples is empty.
  fileprivate var leafless: Bool {
    (sequence ?? []).allSatisfy { ($0.sequence ?? []).isEmpty }
  }
}
