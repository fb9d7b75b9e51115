import Arrays
import Autodiff

/// A function linearised with respect to some of its arguments at a point, as HIPS's operators need it.
struct HIPSPoint {
  let value: Value
  let linear: LinearizedFunction
  private let isSingle: Bool
  private let kind: EvaluationRequest.Kind
  private let argument: String

  init(
    _ function: Value, _ call: Arguments, _ positions: [Int], isSingle: Bool,
    kind: EvaluationRequest.Kind, needsValue: Bool = true, in interpreter: Interpreter
  ) throws {
    let count = call.positional.count
    let places = try positions.map { position -> Int in
      let place = position < 0 ? position + count : position
      guard place >= 0, place < count else {
        throw Raised(.indexError, "tuple index out of range")
      }
      return place
    }
    let wrapped = BuiltinFunction.raw("function(*args)", "The function of the chosen arguments.") {
      interpreter, chosen in
      var full = call
      for (place, value) in zip(places, chosen.positional) { full.positional[place] = value }
      return try interpreter.call(function, full)
    }
    let result = try interpreter.linearize(
      .object(wrapped), places.map { call.positional[$0] }, .numpy,
      computesValue: needsValue)
    value = result.value
    linear = result.linear
    self.isSingle = isSingle
    self.kind = kind
    argument = places.map { interpreter.parameterName(function, $0) }.joined(separator: ",")
  }

  private func graph(_ interpreter: Interpreter) -> Graph { interpreter.numerics.graph }

  /// Ones for every output.
  func ones() throws -> [NodeID?] {
    try linear.outputs.map { handle in
      let type = handle.graph.abstractValue(of: handle.id)
      return try handle.graph.full(1, type.shape, type.dtype)
    }
  }

  /// Ones for every differentiated leaf.
  func unitTangents() throws -> [NodeID?] {
    try linear.leaves.map { handle in
      let type = handle.graph.abstractValue(of: handle.id)
      return try handle.graph.full(1, type.shape, type.dtype)
    }
  }

  /// A script's cotangent tree as nodes.
  func cotangents(_ value: Value, in interpreter: Interpreter) throws -> [NodeID?] {
    let leaves = try interpreter.flatten(value, sortsKeys: false).leaves
    guard leaves.count == linear.outputs.count else {
      throw Raised(
        .typeError,
        "the cotangent has \(leaves.count) arrays, the output has \(linear.outputs.count)")
    }
    return try interpreter.directionNodes(leaves, like: linear.outputs.map(\.id), .numpy)
  }

  /// A script's tangent tree as nodes.
  func tangents(_ value: Value, in interpreter: Interpreter) throws -> [NodeID?] {
    let leaves = try interpreter.flatten(value, sortsKeys: false).leaves
    guard leaves.count == linear.leaves.count else {
      throw Raised(
        .typeError,
        "the tangent has \(leaves.count) arrays, the argument has \(linear.leaves.count)")
    }
    return try interpreter.directionNodes(leaves, like: linear.leaves.map(\.id), .numpy)
  }

  /// The arguments' tree of cotangents.
  func pull(_ cotangents: [NodeID?], in interpreter: Interpreter) throws -> Value {
    let arrays = try interpreter.finish(
      linear.pull(cotangents, in: interpreter), .numpy, kind, output: linear.functionName,
      withRespectTo: argument)
    return try arguments(arrays.map { .object($0) }, in: interpreter)
  }

  /// The output's tree of tangents.
  func push(_ tangents: [NodeID?], in interpreter: Interpreter) throws -> Value {
    let arrays = try interpreter.finish(
      linear.push(tangents, in: interpreter), .numpy, kind, output: linear.functionName,
      withRespectTo: argument)
    return try interpreter.unflatten(linear.outputStructure, arrays.map { .object($0) })
  }

  private func arguments(_ leaves: [Value], in interpreter: Interpreter) throws -> Value {
    let children = linear.inputStructure.children
    let isInside = kind == .jacobian || !isSingle || !(children.first?.isLeaf ?? true)
    let tree = try interpreter.unflatten(
      linear.inputStructure,
      isInside ? leaves.map { $0.array.map { .object(interpreter.withAxes($0)) } ?? $0 } : leaves)
    return isSingle ? tree.sequence?.first ?? tree : tree
  }

  /// The Jacobian of the one output array.
  func jacobian(in interpreter: Interpreter) throws -> Value {
    guard linear.outputs.count == 1, linear.outputStructure.isLeaf else {
      throw Raised(.typeError, "can only concatenate list (not \"tuple\") to list")
    }
    let rows = try interpreter.reverseJacobian(linear, output: 0)
    let arrays = try interpreter.finish(
      rows, .numpy, kind, output: linear.functionName, withRespectTo: argument)
    return try arguments(arrays.map { .object($0) }, in: interpreter)
  }
}
