import Arrays
import Autodiff

extension Interpreter {
  /// `jax.jvp(f, primals, tangents)`.
  func forwardMode(
    _ function: Value, _ primals: Value, _ tangents: Value, hasAuxiliary: Bool
  ) throws -> Value {
    let session = numerics
    session.errorFacade = .jax
    guard let arguments = primals.sequence, let directions = tangents.sequence else {
      throw Raised(
        .typeError,
        "primal and tangent arguments to jax.jvp must be tuples or lists; found \(typeName(of: primals)) and \(typeName(of: tangents))."
      )
    }
    let (leaves, structure) = try flatten(.tuple(arguments))
    let (tangentLeaves, tangentStructure) = try flatten(.tuple(directions))
    guard try areEqual(structure, tangentStructure) else {
      throw Raised(
        .typeError,
        "primal and tangent arguments to jax.jvp must have the same tree structure; primals have tree structure PyTreeDef(\(try text(of: structure))) whereas tangents have tree structure PyTreeDef(\(try text(of: tangentStructure)))."
      )
    }
    let points = try leaves.map { try array(of: $0, .jax) }
    let moves = try zip(points, tangentLeaves).map { try matchedTangent($1, of: $0) }
    let mark = session.graph.mark
    defer { endTransform(mark) }
    session.transformKinds.append(.forward)
    defer { session.transformKinds.removeLast() }
    let isDifferentiated = points.map(\.dtype.isInexact)
    let selected = zip(points, isDifferentiated).filter(\.1).map(\.0)
    let trace = try traceLeaves(selected, .jax) { values in
      var next = values.makeIterator()
      let all = zip(points, isDifferentiated).map { point, flag in
        flag ? next.next() ?? .none : Value.object(point)
      }
      let parts = try unflatten(structure, all)
      return try call(function, parts.sequence ?? [])
    }
    let (output, auxiliary) = try splitAuxiliary(trace.result, hasAuxiliary)
    let (outputs, outputStructure) = try flatten(output)
    let graph = session.graph
    graph.dialect = .jax
    let directionNodes: [NodeID?] = try zip(moves, isDifferentiated).filter(\.1).map {
      try $0.0.map { try session.node($0) }
    }
    let roots = try outputs.map { try resultNode($0, .jax) }
    let pushed = try graph.jvp(outputs: roots, wrt: trace.leaves, tangents: directionNodes)
    let changes = try zip(roots, pushed).map { root, tangent -> NodeID in
      let type = graph.abstractValue(of: root)
      let result = try tangent ?? graph.zeros(like: root)
      return type.dtype.isInexact
        ? try graph.convert(result, to: type.dtype, weak: type.weak) : result
    }
    let arrays = try finish(
      roots + changes, .jax, .jvp, output: functionName(function), withRespectTo: nil)
    let value = try unflatten(outputStructure, arrays[..<roots.count].map { .object($0) })
    let tangent = try unflatten(outputStructure, arrays[roots.count...].map { .object($0) })
    guard hasAuxiliary else { return .tuple([value, tangent]) }
    try settle(auxiliary)
    return .tuple([value, tangent, auxiliary])
  }

  /// A tangent of the shape and dtype its primal asks for; nil for integer primals.
  func matchedTangent(_ value: Value, of primal: ArrayObject, _ name: String = "jax.jvp") throws
    -> ArrayObject?
  {
    guard value.isArrayLike else { return nil }
    let tangent = try array(of: value, .jax)
    guard primal.dtype.isInexact else {
      if tangent.dtype.isInexact || tangent.dtype.isInteger {
        throw Raised(
          .typeError,
          "primal and tangent arguments to \(name) do not match; dtypes must be equal, or in case of int/bool primal dtype the tangent dtype must be float0.Got primal dtype \(primal.dtype.name) and so expected tangent dtype float0, but got tangent dtype \(tangent.dtype.name) instead."
        )
      }
      return nil
    }
    guard tangent.dtype == primal.dtype else {
      throw Raised(
        .typeError,
        "primal and tangent arguments to \(name) do not match; dtypes must be equal, or in case of int/bool primal dtype the tangent dtype must be float0.Got primal dtype \(primal.dtype.name) and so expected tangent dtype \(primal.dtype.name), but got tangent dtype \(tangent.dtype.name) instead."
      )
    }
    guard tangent.shape == primal.shape else {
      throw Raised(
        .valueError,
        "jvp called with different primal and tangent shapes;Got primal shape \(ShapeText.tuple(primal.shape)) and tangent shape as \(ShapeText.tuple(tangent.shape))"
      )
    }
    return tangent
  }

  /// `(output, auxiliary)` of a function with `has_aux`.
  func splitAuxiliary(_ value: Value, _ hasAuxiliary: Bool) throws -> (Value, auxiliary: Value) {
    guard hasAuxiliary else { return (value, .none) }
    guard case .tuple(let pair) = value, pair.elements.count == 2 else {
      throw Raised(
        .typeError,
        "expected function with aux output to return a two-element tuple, but got type \(classText(of: value)) with value \(try repr(value))"
      )
    }
    return (pair.elements[0], pair.elements[1])
  }
}

extension Value {
  /// Elements of a list or tuple.
  var sequence: [Value]? {
    switch self {
    case .tuple(let tuple): tuple.elements
    case .list(let list): list.elements
    case .object(let object): (object as? TupleObject)?.elements
    default: nil
    }
  }
}

/// Which transform is tracing; some functions refuse one of them.
package enum TransformKind { case forward, reverse }
