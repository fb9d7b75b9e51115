import Arrays
import Autodiff

/// What functions with derivative rules of their own share: which arguments take part, and how they are called.
package class CustomFunction: Object {
  let function: Value
  let undifferentiated: [Int]
  final let name: String

  init(_ function: Value, undifferentiated: [Int], name: String) {
    self.function = function
    self.undifferentiated = undifferentiated
    self.name = name
  }

  override package var isCallable: Bool { true }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "__wrapped__", "fun": function
    case "__name__", "__doc__", "__qualname__":
      try interpreter.attributeIfPresent(name, of: function)
    default: nil
    }
  }

  override package func descriptorGet(
    _ receiver: Value?, of type: TypeObject, in interpreter: Interpreter
  ) -> Value? {
    receiver.map { .object(BoundMethod(.object(self), receiver: $0)) }
  }

  /// Positional arguments with keywords and defaults put in their places.
  final func resolved(_ arguments: Arguments, _ interpreter: Interpreter) throws -> [Value] {
    guard case .function(let code) = function else {
      return arguments.positional + arguments.keywords.map(\.value)
    }
    let parameters = code.code.parameters
    var values = arguments.positional
    while values.count < parameters.positionalCount {
      let position = values.count
      let name = parameters.names[position]
      if let given = arguments.keywords.first(where: { $0.name == name }) {
        values.append(given.value)
      } else if position >= parameters.positionalCount - parameters.defaultCount {
        values.append(
          code.defaults[position - (parameters.positionalCount - parameters.defaultCount)])
      } else {
        // The call itself words what is missing.
        _ = try interpreter.call(function, arguments)
        break
      }
    }
    return values
  }

  final func isDifferentiated(_ position: Int, of count: Int) -> Bool {
    !undifferentiated.contains(position) && !undifferentiated.contains(position - count)
  }
}

extension Interpreter {
  /// Calls a rule on nodes of any graph: directly in the session's, through a trace of its own elsewhere.
  ///
  /// - Parameter body: from operands to results, `nil` where zero by structure.
  func onNodes(
    _ graph: Graph, _ ids: [NodeID], _ body: ([Value]) throws -> [Value]
  ) throws -> [NodeID?] {
    let session = numerics
    let types = ids.map { graph.abstractValue(of: $0) }
    func isZero(_ value: Value) -> Bool {
      if case .object(let object) = value { return object is NoTangentObject }
      return value.isNone
    }
    if graph === session.graph {
      // Handles survive what the rule may do.
      let operands = try ids.map { Value.object(try session.wrap($0, .jax)) }
      session.traceDepth += 1
      defer { session.traceDepth -= 1 }
      return try body(operands).map { value in
        isZero(value) ? nil : try session.node(array(of: value, .jax))
      }
    }
    var isPresent: [Bool] = []
    let trace = try abstractTrace(types) { values in
      let results = try body(values)
      isPresent = results.map { !isZero($0) }
      return .list(results.filter { !isZero($0) })
    }
    guard trace.captured.isEmpty else {
      throw Raised(
        .notImplementedError,
        "a derivative rule inside the body of a loop reads values of a trace around the loop, which is not available in agrun"
      )
    }
    var results = try graph.inlined(trace.body, ids).makeIterator()
    return isPresent.map { $0 ? results.next() : nil }
  }

  /// A zero of a node's type.
  func zeroArray(_ type: AbstractValue) -> Value {
    .object(ArrayObject(NDArray.zeros(type.shape, dtype: type.dtype), .jax, weak: type.weak))
  }
}
