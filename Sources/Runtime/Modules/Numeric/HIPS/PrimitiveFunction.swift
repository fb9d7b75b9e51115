import Arrays
import Autodiff
import Execution

/// `autograd.extend.primitive(f)`: a function that sees plain values and whose derivatives the script gives.
package final class PrimitiveFunction: Object {
  let function: Value
  let name: String
  /// Makers of reverse rules by argument; nil where the derivative is zero.
  var reverse: [Int: Value?] = [:]
  /// Reverse rules of several arguments at once.
  var reverseTogether: Value?
  /// Forward rules by argument; nil where the derivative is zero.
  var forward: [Int: Value?] = [:]
  var forwardTogether: Value?
  /// The function is linear in its arguments: its forward rule is itself.
  var linearArguments: Set<Int> = []
  var isTransparent = false

  init(_ function: Value, name: String) {
    self.function = function
    self.name = name
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.function
  }
  override package var isCallable: Bool { true }

  override package func repr(in interpreter: Interpreter) throws -> String {
    "<function primitive at \(address)>"
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "fun", "__wrapped__": function
    default: try interpreter.attributeIfPresent(name, of: function)
    }
  }

  override package func descriptorGet(
    _ receiver: Value?, of type: TypeObject, in interpreter: Interpreter
  ) -> Value? {
    receiver.map { .object(BoundMethod(.object(self), receiver: $0)) }
  }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    let session = interpreter.numerics
    let graph = session.graph
    // Arguments that are being differentiated, whole or inside containers.
    var active: [Int] = []
    var leaves: [ArrayObject] = []
    var structures: [TreeStructure] = []
    for (position, value) in arguments.positional.enumerated() {
      let (parts, structure) = try interpreter.flatten(value, sortsKeys: false)
      guard parts.contains(where: { $0.array?.isTraced ?? false }) else { continue }
      active.append(position)
      structures.append(structure)
      leaves += try parts.map { try interpreter.array(of: $0, .numpy) }
    }
    guard !active.isEmpty else { return try interpreter.call(function, arguments) }
    let primals = try leaves.map { NodeHandle(try session.node($0), in: graph) }
    var plain = arguments
    var start = 0
    for (position, structure) in zip(active, structures) {
      let count = structure.leafCount
      let values = try leaves[start..<start + count].map { leaf -> Value in
        if leaf.isAbstract { return .object(leaf) }
        let elements = try session.value(of: leaf)
        if leaf.isPythonFloat { return .float(elements.item.asDouble) }
        return .object(
          ArrayObject(elements.duplicate(), leaf.rank == 0 ? .scalar : leaf.flavor))
      }
      plain.positional[position] = try interpreter.unflatten(structure, values)
      start += count
    }
    let (outputs, outputStructure) = try interpreter.flatten(
      interpreter.call(function, plain), sortsKeys: false)
    if isTransparent { return try interpreter.unflatten(outputStructure, outputs) }
    let results = try outputs.map { output -> NodeHandle in
      let array = try interpreter.array(of: output, .numpy)
      return NodeHandle(
        try session.node(array, array.dtype.isInexact ? nil : .float64), in: graph)
    }
    let shape = CallShape(
      arguments: arguments, active: active, structures: structures,
      outputStructure: outputStructure)
    let rules = CustomRules(
      name: name, seesOwnResults: true,
      graphJVP: { [self] graph, primals, results, tangents in
        try requireSession(graph, interpreter)
        return try push(shape, primals, results, tangents, interpreter)
      },
      graphVJP: { [self] graph, primals, results, cotangents in
        try requireSession(graph, interpreter)
        return try pull(shape, primals, results, cotangents, interpreter)
      })
    rules.evaluate = { [self] graph, primals in
      try requireSession(graph, interpreter)
      let values = try primals.map { id -> ArrayObject in
        let elements = try session.executor.value(of: id)
        return ArrayObject(
          elements.duplicate(), elements.rank == 0 ? .scalar : .array)
      }
      var call = arguments
      var start = 0
      for (position, structure) in zip(shape.active, shape.structures) {
        let count = structure.leafCount
        call.positional[position] = try interpreter.unflatten(
          structure, values[start..<start + count].map { .object($0) })
        start += count
      }
      return try interpreter.flatten(interpreter.call(function, call), sortsKeys: false).leaves
        .map {
          let array = try interpreter.array(of: $0, .numpy)
          return try session.node(array, array.dtype.isInexact ? nil : .float64)
        }
    }
    let wrapped = try graph.custom(
      rules, primals: primals.map(\.id), outputs: results.map(\.id))
    return try interpreter.unflatten(
      outputStructure,
      zip(wrapped, outputs).map { id, output in
        let box = try session.wrap(id, .numpy)
        if case .float = output { box.isPythonFloat = true }
        return .object(box)
      })
  }

  private struct CallShape {
    var arguments: Arguments
    var active: [Int]
    var structures: [TreeStructure]
    var outputStructure: TreeStructure
  }

  private func requireSession(_ graph: Graph, _ interpreter: Interpreter) throws {
    guard graph !== interpreter.numerics.graph else { return }
    throw Raised(
      .notImplementedError,
      "the primitive \(name) inside the body of a jax.lax loop is not available in agrun")
  }

  /// The call's arguments with nodes in the place of the differentiated ones.
  private func arguments(
    _ shape: CallShape, _ primals: [NodeID], _ interpreter: Interpreter
  ) throws -> Arguments {
    var call = shape.arguments
    var start = 0
    for (position, structure) in zip(shape.active, shape.structures) {
      let count = structure.leafCount
      let values = try primals[start..<start + count].map {
        Value.object(try interpreter.numerics.wrap($0, .numpy))
      }
      call.positional[position] = try interpreter.unflatten(structure, values)
      start += count
    }
    return call
  }

  private func tree(
    _ structure: TreeStructure, _ ids: [NodeID], _ interpreter: Interpreter
  ) throws -> Value {
    try interpreter.unflatten(
      structure, ids.map { .object(try interpreter.numerics.wrap($0, .numpy)) })
  }

  /// Nodes of a rule's result, in the shapes of `like`; contributions of broadcast operands are summed by the rule itself.
  private func nodes(_ value: Value, like ids: [NodeID], _ interpreter: Interpreter) throws
    -> [NodeID]
  {
    let session = interpreter.numerics
    let leaves = try interpreter.flatten(value, sortsKeys: false).leaves
    guard leaves.count == ids.count else {
      throw Raised(
        .typeError, "a derivative rule of \(name) returned \(leaves.count) arrays for \(ids.count)")
    }
    return try zip(leaves, ids).map { leaf, id in
      let type = session.graph.abstractValue(of: id)
      let node = try session.node(interpreter.array(of: leaf, .numpy), type.dtype, weak: type.weak)
      if session.graph.shape(of: node) == type.shape { return node }
      return try session.graph.broadcast(node, to: type.shape)
    }
  }

  private func pull(
    _ shape: CallShape, _ primals: [NodeID], _ results: [NodeID], _ cotangents: [NodeID?],
    _ interpreter: Interpreter
  ) throws -> [NodeID?] {
    let graph = interpreter.numerics.graph
    let seeds = try zip(results, cotangents).map { try $1 ?? graph.zeros(like: $0) }
    let call = try arguments(shape, primals, interpreter)
    let answer = try tree(shape.outputStructure, results, interpreter)
    let cotangent = try tree(shape.outputStructure, seeds, interpreter)
    if let reverseTogether {
      let numbers = Value.tuple(shape.active.map { .int($0) })
      let maker = try interpreter.call(
        reverseTogether,
        Arguments([numbers, answer, .tuple(call.positional), keywords(call)]))
      let parts = try interpreter.collect(interpreter.call(maker, [cotangent]))
      var start = 0
      return try zip(parts, shape.structures).flatMap { part, structure -> [NodeID?] in
        let own = Array(primals[start..<start + structure.leafCount])
        start += structure.leafCount
        return try nodes(part, like: own, interpreter)
      }
    }
    for position in shape.active where reverse[position] == nil {
      let missing = shape.active.filter { reverse[$0] == nil }
      throw Raised(
        .notImplementedError,
        "VJP of \(name) wrt argnums (\(missing.map(String.init).joined(separator: ", "))\(missing.count == 1 ? "," : "")) not defined"
      )
    }
    var start = 0
    return try zip(shape.active, shape.structures).flatMap { position, structure -> [NodeID?] in
      let own = Array(primals[start..<start + structure.leafCount])
      start += structure.leafCount
      guard case .some(.some(let maker)) = reverse[position] else { return own.map { _ in nil } }
      let rule = try interpreter.call(
        maker, Arguments([answer] + call.positional, keywords: call.keywords))
      return try nodes(interpreter.call(rule, [cotangent]), like: own, interpreter)
    }
  }

  private func keywords(_ call: Arguments) -> Value {
    let dict = DictObject()
    for (name, value) in call.keywords { dict.setText(name.text, to: value) }
    return .dict(dict)
  }

  private func push(
    _ shape: CallShape, _ primals: [NodeID], _ results: [NodeID], _ tangents: [NodeID?],
    _ interpreter: Interpreter
  ) throws -> [NodeID?] {
    let graph = interpreter.numerics.graph
    let call = try arguments(shape, primals, interpreter)
    let answer = try tree(shape.outputStructure, results, interpreter)
    var total: [NodeID?] = results.map { _ in nil }
    var start = 0
    var directions: [(position: Int, value: Value)] = []
    for (position, structure) in zip(shape.active, shape.structures) {
      let range = start..<start + structure.leafCount
      start = range.upperBound
      guard tangents[range].contains(where: { $0 != nil }) else { continue }
      let filled = try zip(primals[range], tangents[range]).map {
        try $1 ?? graph.zeros(like: $0)
      }
      directions.append((position, try tree(structure, filled, interpreter)))
    }
    func add(_ value: Value) throws {
      let parts = try nodes(value, like: results, interpreter)
      total = try zip(total, parts).map { sum, part in
        try sum.map { try graph.add($0, part) } ?? part
      }
    }
    if let forwardTogether {
      try add(
        interpreter.call(
          forwardTogether,
          [
            .tuple(directions.map { .int($0.position) }), .tuple(directions.map(\.value)), answer,
            .tuple(call.positional), keywords(call),
          ]))
      return total
    }
    for (position, direction) in directions {
      if linearArguments.contains(position) {
        var linear = call
        linear.positional[position] = direction
        try add(interpreter.call(.object(self), linear))
        continue
      }
      guard let entry = forward[position] else {
        throw Raised(
          .notImplementedError, "JVP of \(name) wrt argnums (\(position),) not defined")
      }
      guard let rule = entry else { continue }
      try add(
        interpreter.call(
          rule, Arguments([direction, answer] + call.positional, keywords: call.keywords)))
    }
    return total
  }
}
