import Arrays
import Autodiff

/// What `jax.vjp` returns beside the value: pulls cotangents of the output back to the arguments.
package final class PullbackObject: Object {
  private let linear: LinearizedFunction
  /// Values of the integer arguments, whose cotangents have no elements.
  private let name: String

  init(_ linear: LinearizedFunction) {
    self.linear = linear
    name = linear.functionName ?? "the function"
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("jax.VJP") {
      TypeObject("VJP", module: "jax", base: interpreter.types.object)
    }
  }

  override package var isCallable: Bool { true }

  override package func repr(in interpreter: Interpreter) throws -> String {
    "VJP(fun=\(name), in_tree=PyTreeDef(\(try interpreter.text(of: linear.inputStructure))), out_tree=PyTreeDef(\(try interpreter.text(of: linear.outputStructure))))"
  }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    guard arguments.positional.count == 1, arguments.keywords.isEmpty else {
      throw Raised(
        .typeError, PullbackObject.wrongCount(name, arguments.positional.count))
    }
    let session = interpreter.numerics
    session.errorFacade = .jax
    let (leaves, structure) = try interpreter.flatten(arguments.positional[0])
    guard try interpreter.areEqual(structure, linear.outputStructure) else {
      throw Raised(
        .valueError,
        "unexpected tree structure.\n\nThe argument to a VJP function returned by `jax.vjp` must match the pytree\nstructure of the differentiated function \(name).\n\nBut the tree structures differ: expected PyTreeDef(\(try interpreter.text(of: linear.outputStructure))), got PyTreeDef(\(try interpreter.text(of: structure)))"
      )
    }
    let mark = session.graph.mark
    defer { interpreter.endTransform(mark) }
    let cotangents = try zip(leaves, linear.outputs).map { leaf, output -> NodeID? in
      let expected = session.graph.abstractValue(of: output.id)
      guard expected.dtype.isInexact else { return nil }
      let array = try interpreter.array(of: leaf, .jax)
      guard array.shape == expected.shape, array.dtype == expected.dtype else {
        throw Raised(
          .valueError,
          "unexpected JAX type (e.g. shape/dtype) for argument to VJP function: got \(ShapeText.abstract(array.shape, array.dtype)), but expected \(ShapeText.abstract(expected.shape, expected.dtype)) because the corresponding output of the differentiated function had JAX type \(ShapeText.abstract(expected.shape, expected.dtype))"
        )
      }
      return try session.node(array)
    }
    let pulled = try linear.pull(cotangents, in: interpreter)
    let arrays = try interpreter.finish(
      pulled, .jax, .vjp, output: linear.functionName, withRespectTo: nil)
    var next = arrays.makeIterator()
    let all = linear.isDifferentiated.map { flag -> Value in
      guard flag, let array = next.next() else { return .object(NoTangentObject()) }
      return .object(array)
    }
    return try interpreter.unflatten(linear.inputStructure, all)
  }

  private static func wrongCount(_ name: String, _ count: Int) -> String {
    """

    The function returned by `jax.vjp` applied to \(name) was called with \(count) arguments,
    but functions returned by `jax.vjp` must be called with a single argument
    corresponding to the single value returned by the function being differentiated
    (even if that returned value is a tuple or other container).

    For example, if we have:

      def f(x):
        return (x, x)
      _, f_vjp = jax.vjp(f, 1.0)

    the function `f` returns a single tuple as output, and so we call `f_vjp` with a
    single tuple as its argument:

      x_bar, = f_vjp((2.0, 2.0))

    If we instead call `f_vjp(2.0, 2.0)`, with the values 'splatted out' as
    arguments rather than in a tuple, this error can arise.

    """
  }
}

/// The cotangent of an integer argument: an element of the space with no dimensions (JAX's dtype `float0`).
package final class NoTangentObject: Object {
  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("jax.float0") {
      TypeObject("float0", module: "jax.dtypes", base: interpreter.types.object)
    }
  }
  override package func repr(in interpreter: Interpreter) -> String {
    "TypedNdArray((b'',), dtype=void)"
  }
}

/// What `jax.linearize` returns beside the value: pushes tangents of the arguments forward.
package final class PushforwardObject: Object {
  private let linear: LinearizedFunction

  init(_ linear: LinearizedFunction) { self.linear = linear }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.function
  }
  override package var isCallable: Bool { true }

  override package func repr(in interpreter: Interpreter) -> String {
    "<function \(linear.functionName ?? "linearized") at \(address)>"
  }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    let session = interpreter.numerics
    session.errorFacade = .jax
    let (leaves, structure) = try interpreter.flatten(.tuple(arguments.positional))
    guard try interpreter.areEqual(structure, linear.inputStructure) else {
      throw Raised(
        .typeError,
        "linearized function called with a tree structure that differs from the one it was linearized at: got PyTreeDef(\(try interpreter.text(of: structure))), expected PyTreeDef(\(try interpreter.text(of: linear.inputStructure)))"
      )
    }
    let mark = session.graph.mark
    defer { interpreter.endTransform(mark) }
    let selected = zip(leaves, linear.isDifferentiated).filter(\.1).map(\.0)
    let tangents = try zip(selected, linear.leaves).map { leaf, target -> NodeID? in
      let type = session.graph.abstractValue(of: target.id)
      let tangent = try interpreter.array(of: leaf, .jax)
      guard tangent.dtype == type.dtype, tangent.shape == type.shape else {
        throw Raised(
          .valueError,
          "linearized function called on tangent values inconsistent with the original primal values: got tangent aval \(ShapeText.abstract(tangent.shape, tangent.dtype)) for primal aval \(ShapeText.abstract(type.shape, type.dtype)) but expected \(ShapeText.abstract(type.shape, type.dtype))"
        )
      }
      return try session.node(tangent)
    }
    let pushed = try linear.push(tangents, in: interpreter)
    let arrays = try interpreter.finish(
      pushed, .jax, .jvp, output: linear.functionName, withRespectTo: nil)
    return try interpreter.unflatten(linear.outputStructure, arrays.map { .object($0) })
  }
}

extension Interpreter {
  /// `jax.linear_transpose(f, *primals)`: the transpose of a linear function.
  func linearTranspose(_ function: Value, _ primals: [Value]) throws -> Value {
    let (parts, structure) = try flatten(.tuple(primals))
    let types = try parts.map { try describedType(of: $0) }
    let name = functionName(function) ?? "function"
    return .object(
      BuiltinFunction.unary("transposed(cotangents, /)", "The transposed linear function.") {
        interpreter, value in
        let session = interpreter.numerics
        let graph = session.graph
        let mark = graph.mark
        defer { interpreter.endTransform(mark) }
        let trace = try interpreter.openTrace(types, name: name) { values in
          try interpreter.call(
            function, interpreter.unflatten(structure, values).sequence ?? [])
        }
        let (leaves, outputStructure) = try interpreter.flatten(value)
        guard try interpreter.areEqual(outputStructure, trace.structure) else {
          throw Raised(
            .typeError,
            "cotangent tree does not match function output, expected PyTreeDef(\(try interpreter.text(of: trace.structure))) but got PyTreeDef(\(try interpreter.text(of: outputStructure)))"
          )
        }
        let outputs = trace.outputs.map(\.id)
        let cotangents = try interpreter.directionNodes(leaves, like: outputs, .jax)
        let pulled = try graph.vjp(
          outputs: outputs, cotangents: cotangents, wrt: trace.inputs.map(\.id))
        let roots = try zip(trace.inputs, pulled).map { input, cotangent -> NodeID in
          if let cotangent { return cotangent }
          let type = graph.abstractValue(of: input.id)
          return try graph.full(0, type.shape, type.dtype)
        }
        return try interpreter.unflatten(
          structure, interpreter.settled(roots).map { .object($0) })
      })
  }

  /// The type of an argument that is an array or only describes one.
  func describedType(of value: Value) throws -> AbstractValue {
    if case .object(let object) = value, let description = object as? ShapeDescription {
      return description.type
    }
    guard value.isArrayLike else {
      throw Raised(
        .typeError,
        "Argument '\(try str(value))' of type \(classText(of: value)) is not a valid JAX type")
    }
    return try abstractValue(of: array(of: value, .jax))
  }
}
