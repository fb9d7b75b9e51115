import Arrays
import Autodiff

/// The carry of a loop: its leaves as arrays, in a tree.
private struct Carry {
  var arrays: [ArrayObject]
  var structure: TreeStructure
  var types: [AbstractValue]
}

extension Interpreter {
  private func carry(_ value: Value) throws -> Carry {
    let (leaves, structure) = try flatten(value)
    let arrays = try leaves.map { leaf -> ArrayObject in
      guard leaf.isArrayLike else {
        throw Raised(
          .typeError,
          "Value \(try repr(leaf)) with type \(classText(of: leaf)) is not a valid JAX type")
      }
      return try array(of: leaf, .jax)
    }
    return Carry(
      arrays: arrays, structure: structure, types: arrays.map { abstractValue(of: $0) })
  }

  /// Traces a loop body until its carry keeps its type: weakly typed starts take the type the body gives them.
  private func stableTrace(
    _ carry: inout Carry, extra: [AbstractValue], title: String, argument: String,
    _ body: ([Value]) throws -> (carry: Value, output: Value)
  ) throws -> (AbstractTrace, outputStructure: TreeStructure) {
    var outputStructure = TreeStructure.none
    while true {
      let count = carry.types.count
      let known = carry
      let trace = try abstractTrace(carry.types + extra) { values in
        let state = try unflatten(known.structure, Array(values[..<count]))
        let (next, output) = try body([state] + values[count...])
        let nextStructure = try flatten(next).structure
        guard try areEqual(nextStructure, known.structure) else {
          throw try carryStructureError(known.structure, nextStructure, title, argument)
        }
        outputStructure = try flatten(output).structure
        return .tuple([next, output])
      }
      var isStable = true
      for (position, type) in carry.types.enumerated() {
        let next = trace.outputTypes[position]
        // Weakness may change from step to step: the body is not traced again for it.
        if next.shape == type.shape, next.dtype == type.dtype { continue }
        guard type.weak, next.shape == type.shape,
          numerics.promotion.promote([
            JAXType(type.dtype, isWeak: true), JAXType(next.dtype, isWeak: next.weak),
          ]).dtype == next.dtype
        else { throw try carryTypeError(carry, position, next, title, argument) }
        carry.types[position] = AbstractValue(next.shape, next.dtype)
        isStable = false
      }
      if isStable { return (trace, outputStructure) }
      carry.arrays = try zip(carry.arrays, carry.types).map { array, type in
        try array.dtype == type.dtype && array.isWeak == type.weak
          ? array : retyped(array, type)
      }
    }
  }

  private func retyped(_ array: ArrayObject, _ type: AbstractValue) throws -> ArrayObject {
    if array.isTraced {
      return try numerics.wrap(
        numerics.node(array, type.dtype, weak: type.weak), .jax)
    }
    return ArrayObject(
      try numerics.value(of: array).converted(to: type.dtype), .jax, weak: type.weak)
  }

  private func carryStructureError(
    _ expected: TreeStructure, _ actual: TreeStructure, _ title: String, _ argument: String
  ) throws -> Raised {
    func kind(_ structure: TreeStructure) throws -> String {
      switch structure {
      case .leaf, .keys: "<class 'jax._src.core.ShapedArray'>"
      case .none: "<class 'NoneType'>"
      case .list: "<class 'list'>"
      case .tuple: "<class 'tuple'>"
      case .dict: "<class 'dict'>"
      case .named(let type, _): try repr(.object(type))
      case .mapping(let template, _, _): try repr(.object(template.type(in: self)))
      case .custom(let registered, _, _): try repr(.object(registered.type))
      }
    }
    return Raised(
      .typeError,
      "\(title) body function carry input and carry output must have the same pytree structure, but they differ:\n\nThe input carry \(argument) is a \(try kind(expected)) but the corresponding component of the carry output is a \(try kind(actual)), so their Python types differ.\n\nRevise the function so that the carry output has the same pytree structure as the carry input."
    )
  }

  private func carryTypeError(
    _ carry: Carry, _ position: Int, _ next: AbstractValue, _ title: String, _ argument: String
  ) throws -> Raised {
    let paths = try flattenWithPaths(
      unflatten(carry.structure, carry.types.indices.map { .int($0) }))
    let path = try pathText(paths[position].path)
    let type = carry.types[position]
    let who =
      path.isEmpty ? "The input carry \(argument)" : "The input carry component \(argument)\(path)"
    return Raised(
      .typeError,
      "\(title) body function carry input and carry output must have equal types, but they differ:\n\n\(who) has type \(type.jaxText) but the corresponding output carry component has type \(next.jaxText), so \(type.difference(from: next)).\n\nRevise the function so that all output types match the corresponding input types."
    )
  }

  // MARK: scan

  /// `lax.scan(f, init, xs, length, reverse)`.
  func scan(
    _ function: Value, _ initial: Value, _ stacked: Value, length: Int?, reverse: Bool
  ) throws -> Value {
    numerics.errorFacade = .jax
    if numerics.disabledJIT > 0 {
      return try interpretedScan(function, initial, stacked, length: length, reverse: reverse)
    }
    let (leaves, stackedStructure) = try flatten(stacked)
    let arrays = try leaves.map { leaf -> ArrayObject in
      let array = try self.array(of: leaf, .jax)
      guard array.rank > 0 else {
        throw Raised(
          .valueError, "scan got value with no leading axis to scan over: \(try str(leaf)).")
      }
      return array
    }
    let count = try scanLength(arrays.map { $0.shape[0] }, length)
    var state = try carry(initial)
    let slices = arrays.map {
      AbstractValue(Array($0.shape.dropFirst()), $0.dtype, weak: $0.isWeak)
    }
    let argument = positionalName(function, 0) ?? "carry"
    let (trace, outputStructure) = try stableTrace(
      &state, extra: slices, title: "scan", argument: argument
    ) { values in
      let element = try unflatten(stackedStructure, Array(values[1...]))
      let result = try call(function, [values[0], element])
      guard case .tuple(let pair) = result, pair.elements.count == 2 else {
        let described =
          result.isArrayLike
          ? try str(.object(ShapedTypeObject(abstractValue(of: array(of: result, .jax)))))
          : try str(result)
        throw Raised(.typeError, "scan body output must be a pair, got \(described).")
      }
      return (pair.elements[0], pair.elements[1])
    }
    let body = try constantsFirst(trace, declared: state.types.count + slices.count)
    let carryCount = state.types.count
    let capturedCount = trace.captured.count
    let results = try addStructured(state.arrays + arrays, trace.captured) { graph, ids in
      let operands = ids[..<(ids.count - capturedCount)]
      return try graph.scan(
        body, constants: Array(ids.suffix(capturedCount)), carry: Array(operands[..<carryCount]),
        stacked: Array(operands[carryCount...]), length: count, reverse: reverse)
    }
    return .tuple([
      try unflatten(state.structure, results[..<carryCount].map { .object($0) }),
      try unflatten(outputStructure, results[carryCount...].map { .object($0) }),
    ])
  }

  /// A trace's body with what it captured as its first inputs.
  func constantsFirst(_ trace: AbstractTrace, declared: Int) throws -> ClosedGraph {
    if trace.captured.isEmpty { return trace.body }
    let values = trace.body.inputValues
    let order = Array(values[declared...]) + Array(values[..<declared])
    let extra = values.count - declared
    return try ClosedGraph.make(order) { graph, inputs in
      graph.dialect = .jax
      return try graph.inlined(trace.body, Array(inputs[extra...] + inputs[..<extra]))
    }
  }

  private func scanLength(_ lengths: [Int], _ given: Int?) throws -> Int {
    if let given {
      guard lengths.allSatisfy({ $0 == given }) else {
        throw Raised(
          .valueError,
          "scan got `length` argument of \(given) which disagrees with leading axis sizes [\(lengths.map(String.init).joined(separator: ", "))]."
        )
      }
      return given
    }
    guard let first = lengths.first else {
      throw Raised(
        .valueError, "scan got no values to scan over and `length` not provided.")
    }
    guard lengths.allSatisfy({ $0 == first }) else {
      throw Raised(
        .valueError,
        "scan got values with different leading axis sizes: \(lengths.map(String.init).joined(separator: ", "))."
      )
    }
    return first
  }

  /// Under `disable_jit` the body is called step by step.
  private func interpretedScan(
    _ function: Value, _ initial: Value, _ stacked: Value, length: Int?, reverse: Bool
  ) throws -> Value {
    let (leaves, structure) = try flatten(stacked)
    let arrays = try leaves.map { try array(of: $0, .jax) }
    let count = try scanLength(arrays.map { $0.shape.first ?? 0 }, length)
    var state = initial
    var outputs: [[Value]] = []
    var outputStructure = TreeStructure.none
    for step in reverse ? Array((0..<count).reversed()) : Array(0..<count) {
      let row = try arrays.map { Value.object(try item($0, [.integer(step)])) }
      let pair = try collect(call(function, [state, unflatten(structure, row)]))
      state = pair[0]
      let (parts, shape) = try flatten(pair[1])
      outputStructure = shape
      outputs.append(parts)
    }
    if reverse { outputs.reverse() }
    let columns = try (outputs.first ?? []).indices.map { column in
      Value.object(
        try stack(outputs.map { try array(of: $0[column], .jax) }, axis: 0, .jax))
    }
    return .tuple([state, try unflatten(outputStructure, columns)])
  }

  // MARK: while and for

  /// `lax.while_loop(cond_fun, body_fun, init_val)`.
  func whileLoop(_ condition: Value, _ function: Value, _ initial: Value) throws -> Value {
    numerics.errorFacade = .jax
    if numerics.disabledJIT > 0 {
      var state = initial
      while try isTruthy(call(condition, [state])) { state = try call(function, [state]) }
      return state
    }
    var state = try carry(initial)
    let (step, _) = try stableTrace(
      &state, extra: [], title: "while_loop", argument: positionalName(function, 0) ?? "init_val"
    ) { (try call(function, [$0[0]]), .none) }
    let structure = state.structure
    let test = try abstractTrace(state.types) {
      try call(condition, [unflatten(structure, $0)])
    }
    try checkCondition(test)
    let (bodies, captured) = try unified([test, step], count: state.types.count)
    return try runWhile(state, bodies[0], bodies[1], captured)
  }

  private func runWhile(
    _ state: Carry, _ test: ClosedGraph, _ step: ClosedGraph, _ captured: [NodeHandle]
  ) throws -> Value {
    let count = state.types.count
    func reordered(_ body: ClosedGraph) throws -> ClosedGraph {
      try constantsFirst(
        AbstractTrace(body: body, captured: captured, structure: state.structure), declared: count)
    }
    let (condition, body) = (try reordered(test), try reordered(step))
    let results = try addStructured(state.arrays, captured) { graph, ids in
      try graph.whileLoop(
        condition: condition, body: body, constants: Array(ids[count...]),
        carry: Array(ids[..<count]))
    }
    return try unflatten(state.structure, results.map { .object($0) })
  }

  private func checkCondition(_ test: AbstractTrace) throws {
    guard test.structure.isLeaf else {
      throw Raised(
        .typeError,
        "cond_fun must return a boolean scalar, but got pytree PyTreeDef(\(try text(of: test.structure)))."
      )
    }
    let type = test.outputTypes[0]
    guard type.dtype == .bool, type.shape.isEmpty else {
      let shown = ShapedTypeObject(type).repr(in: self)
      throw Raised(
        .typeError,
        "cond_fun must return a boolean scalar, but got output type(s) [\(shown)].")
    }
  }

  /// `lax.fori_loop(lower, upper, body_fun, init_val)`: a scan where the bounds are known, a while loop otherwise.
  func countedLoop(_ lower: Value, _ upper: Value, _ function: Value, _ initial: Value) throws
    -> Value
  {
    numerics.errorFacade = .jax
    let bounds = try [lower, upper].map { try self.array(of: $0, .jax) }
    guard bounds.allSatisfy({ $0.rank == 0 && $0.dtype.isInteger }) else {
      throw Raised(
        .typeError,
        "lower and upper arguments to fori_loop must have equal types, got \(bounds[0].dtype.name) and \(bounds[1].dtype.name)"
      )
    }
    if numerics.disabledJIT > 0 {
      var state = initial
      for step in try requireIndex(lower)..<max(requireIndex(lower), requireIndex(upper)) {
        state = try call(function, [.int(step), state])
      }
      return state
    }
    let counter = numerics.promotion.promote(
      bounds.map { JAXType($0.dtype, isWeak: $0.isWeak) })
    let type = AbstractValue([], counter.dtype, weak: counter.isWeak)
    var state = try carry(initial)
    let (step, _) = try stableTrace(
      &state, extra: [type], title: bounds.contains(where: \.isAbstract) ? "while_loop" : "scan",
      argument: "loop_carry[1]"
    ) { (try call(function, [$0[1], $0[0]]), .none) }
    let count = state.types.count
    // The counter goes along as a carry: (state…, i, limit) -> (next…, i + 1, limit).
    let captured = step.captured
    let all = state.types + [type, type]
    let extra = Array(step.body.inputValues[(count + 1)...])
    let body = try ClosedGraph.make(all + extra) { graph, inputs in
      graph.dialect = .jax
      let next = try graph.inlined(
        step.body, Array(inputs[..<(count + 1)]) + inputs[(count + 2)...])
      let one = graph.constant(1, type.dtype, weak: type.weak)
      return try Array(next[..<count]) + [graph.add(inputs[count], one), inputs[count + 1]]
    }
    let limits = try bounds.map { try retyped($0, type) }
    let whole = Carry(
      arrays: state.arrays + limits, structure: .tuple([state.structure, .leaf, .leaf]), types: all)
    let result: Value
    if limits.contains(where: { $0.isTraced }) {
      let test = try ClosedGraph.make(all + extra) { graph, inputs in
        [try graph.less(inputs[count], inputs[count + 1])]
      }
      result = try runWhile(whole, test, body, captured)
    } else {
      let first = try numerics.scalar(of: limits[0]).asInt
      let last = try numerics.scalar(of: limits[1]).asInt
      let scanned = try constantsFirst(
        AbstractTrace(body: body, captured: captured, structure: whole.structure),
        declared: all.count)
      let results = try addStructured(whole.arrays, captured) { graph, ids in
        try graph.scan(
          scanned, constants: Array(ids[all.count...]), carry: Array(ids[..<all.count]),
          stacked: [], length: max(0, last - first))
      }
      result = try unflatten(whole.structure, results.map { .object($0) })
    }
    return result.sequence?[0] ?? .none
  }

  /// `lax.map(f, xs)`: a scan without a carry.
  func mapped(_ function: Value, _ stacked: Value) throws -> Value {
    let body = BuiltinFunction.binary("body(carry, x, /)", "One element.") {
      interpreter, _, element in
      .tuple([.tuple([]), try interpreter.call(function, [element])])
    }
    let result = try scan(.object(body), .tuple([]), stacked, length: nil, reverse: false)
    return result.sequence?[1] ?? .none
  }
}
