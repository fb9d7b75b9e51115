import Arrays
package import Autodiff

/// `jax.ShapeDtypeStruct`: what an array looks like, without the array.
package final class ShapeDescription: Object {
  package let type: AbstractValue

  package init(_ type: AbstractValue) { self.type = type }

  static func pythonType(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("jax.ShapeDtypeStruct") {
      TypeObject(
        "ShapeDtypeStruct", module: "jax", base: interpreter.types.object,
        constructor: { interpreter, arguments in
          func argument(_ position: Int, _ name: Name) -> Value? {
            position < arguments.positional.count
              ? arguments.positional[position]
              : arguments.keywords.first { $0.name == name }?.value
          }
          guard let shape = argument(0, "shape"), let dtype = argument(1, "dtype") else {
            throw Raised(
              .typeError,
              "ShapeDtypeStruct.__init__() missing 1 required positional argument: '\(argument(0, "shape") == nil ? "shape" : "dtype")'"
            )
          }
          guard let known = try interpreter.dtype(from: dtype) else {
            throw Raised(.valueError, "ShapeDtypeStruct: dtype must be specified.")
          }
          return .object(
            ShapeDescription(AbstractValue(try interpreter.shape(from: shape), known)))
        })
    }
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    ShapeDescription.pythonType(in: interpreter)
  }

  override package func repr(in interpreter: Interpreter) -> String {
    "ShapeDtypeStruct(shape=\(ShapeText.tuple(type.shape)), dtype=\(type.dtype.name)\(type.weak ? ", weak_type=True" : ""))"
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    switch name {
    case "shape": .tuple(type.shape.map { .int($0) })
    case "dtype": .object(DTypeObject(type.dtype))
    case "ndim": .int(type.shape.count)
    case "size": .int(type.shape.reduce(1, *))
    case "weak_type": .bool(type.weak)
    default: nil
    }
  }

  override package func length(in interpreter: Interpreter) throws -> Int? {
    guard let first = type.shape.first else { throw Raised(.typeError, "len() of unsized object") }
    return first
  }

  override package func isEqual(to other: Value, in interpreter: Interpreter) -> Bool? {
    guard case .object(let object) = other, let description = object as? ShapeDescription else {
      return false
    }
    return description.type == type
  }

  override package func hash(in interpreter: Interpreter) throws -> Int? {
    try interpreter.hash(.string(repr(in: interpreter)))
  }
}

/// What `jax.typeof` shows: `float32[3]`, with `~` in front where the type is weak.
package final class ShapedTypeObject: Object {
  private let described: AbstractValue

  init(_ type: AbstractValue) { described = type }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    ShapedTypeObject.pythonType(in: interpreter)
  }

  static func pythonType(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("jax.ShapedArray") {
      TypeObject("ShapedArray", module: "jax._src.core", base: interpreter.types.object)
    }
  }

  private var text: String { ShapeText.abstract(described.shape, described.dtype) }

  override package func str(in interpreter: Interpreter) -> String {
    (described.weak ? "~" : "") + text
  }
  override package func repr(in interpreter: Interpreter) -> String {
    "ShapedArray(\(text)\(described.weak ? ", weak_type=True" : ""))"
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    ShapeDescription(described).attribute(name, in: interpreter)
  }
}

/// A printed graph, as `jax.make_jaxpr` returns it.
package final class JaxprObject: Object {
  private let text: String
  private let trace: AbstractTrace

  init(_ text: String, _ trace: AbstractTrace) {
    self.text = text
    self.trace = trace
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("jax.ClosedJaxpr") {
      TypeObject("ClosedJaxpr", module: "jax._src.core", base: interpreter.types.object)
    }
  }
  override package func repr(in interpreter: Interpreter) -> String { text }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    switch name {
    case "jaxpr": .object(self)
    case "in_avals":
      .list(
        trace.body.inputValues.dropLast(trace.captured.count)
          .map { .object(ShapedTypeObject($0)) })
    case "out_avals": .list(trace.outputTypes.map { .object(ShapedTypeObject($0)) })
    default: nil
    }
  }
}

extension Interpreter {
  /// A trace of a call whose arguments only need to describe arrays.
  private func describedTrace(
    _ function: Value, _ arguments: Arguments, staticPositions: [Int] = []
  )
    throws -> AbstractTrace
  {
    numerics.errorFacade = .jax
    let dynamic = arguments.positional.indices.filter { !staticPositions.contains($0) }
    let (leaves, structure) = try flatten(
      .tuple(dynamic.map { arguments.positional[$0] } + arguments.keywords.map(\.value)))
    let types = try leaves.map { try describedType(of: $0) }
    return try abstractTrace(types, name: functionName(function) ?? "function") { values in
      let all = try unflatten(structure, values).sequence ?? []
      var positional = arguments.positional
      for (position, value) in zip(dynamic, all) { positional[position] = value }
      let named = zip(arguments.keywords, all[dynamic.count...]).map {
        (name: $0.name, value: $1)
      }
      return try call(function, Arguments(positional, keywords: named))
    }
  }

  /// `jax.eval_shape(f, *args)`.
  func describedResult(of function: Value, _ arguments: Arguments) throws -> Value {
    let trace = try describedTrace(function, arguments)
    return try unflatten(
      trace.structure,
      trace.outputTypes.map {
        .object(ShapeDescription(AbstractValue($0.shape, $0.dtype)))
      })
  }

  /// `jax.make_jaxpr(f)(*args)`.
  func jaxpr(
    of function: Value, _ arguments: Arguments, staticPositions: [Int], returnsShape: Bool
  ) throws -> Value {
    numerics.printingDepth += 1
    defer { numerics.printingDepth -= 1 }
    let trace = try describedTrace(function, arguments, staticPositions: staticPositions)
    let graph = trace.body.graph
    let text = graph.jaxpr(inputs: trace.body.inputs, outputs: trace.body.outputs)
    let jaxpr = Value.object(JaxprObject(text, trace))
    guard returnsShape else { return jaxpr }
    return .tuple([
      jaxpr,
      try unflatten(
        trace.structure,
        trace.outputTypes.map { .object(ShapeDescription(AbstractValue($0.shape, $0.dtype))) }),
    ])
  }
}
