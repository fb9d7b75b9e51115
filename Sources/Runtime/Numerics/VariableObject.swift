import Arrays
import Autodiff
package import Syntax
import Execution

/// A variable or operation of the graph API: `autograd.Variable(2)`, `autograd.multiply(x, y)`.
///
/// Nothing is computed before `forward()` or `compute_gradients()`. Values made of ints alone are kept twice, as int64 nodes
/// for the forward value and as float64 nodes for derivatives.
package final class VariableObject: Object {
  /// float64 (or complex) node that derivatives go through.
  let handle: NodeHandle
  /// The value in int64 where everything it was made of is whole.
  let whole: ArrayObject?
  /// Place in the order of creation; nil for operations.
  let serial: Int?
  /// What made it, such as `multiply`.
  let operationName: String

  init(_ handle: NodeHandle, whole: ArrayObject?, serial: Int?, operation: String) {
    self.handle = handle
    self.whole = whole
    self.serial = serial
    operationName = operation
  }

  /// Variables it depends on, in the order of creation.
  func allVariables(_ session: NumericSession) -> [VariableObject] {
    let reached = Set(session.graph.reachable(from: [handle.id]))
    return session.variables.compactMap(\.object).filter { reached.contains($0.handle.id) }
  }

  package override func type(in interpreter: Interpreter) -> TypeObject {
    serial == nil ? interpreter.variableTypes.operation : interpreter.variableTypes.variable
  }

  package override func repr(in interpreter: Interpreter) throws -> String {
    if serial != nil {
      return "Variable(\(try interpreter.repr(forward(interpreter, isRecorded: false))))"
    }
    return "<autograd.Operation \(operationName)>"
  }

  // MARK: Looking

  /// The value: a Python number for 0-d results, an array otherwise.
  func forward(_ interpreter: Interpreter, isRecorded: Bool = true) throws -> Value {
    let session = interpreter.numerics
    session.errorFacade = .numpy
    let id = handle.id
    let compute = { [whole] in
      [try whole.map { try session.value(of: $0) } ?? session.executor.value(of: id)]
    }
    let arrays =
      isRecorded
      ? try interpreter.recorded(
        .forward, output: interpreter.globalName(of: self) ?? operationName, withRespectTo: nil,
        identity: 1, roots: [id], isWhole: whole != nil, compute: compute)
      : try compute()
    return VariableObject.plain(arrays[0])
  }

  static func plain(_ array: NDArray) -> Value {
    array.rank == 0 ? array.item.pythonValue : .object(ArrayObject(array, .array))
  }

  /// The derivative of the sum of all elements with respect to a variable; zeros where it does not occur.
  func gradient(_ variable: VariableObject, _ interpreter: Interpreter) throws -> Value {
    let session = interpreter.numerics
    let graph = session.graph
    session.errorFacade = .numpy
    graph.dialect = .hips
    let mark = graph.mark
    let root = handle.id
    let leaf = variable.handle.id
    var total = root
    let described = graph.abstractValue(of: root)
    if described.rank > 0 {
      total = try graph.reduceSum(root, axes: Array(described.shape.indices))
    }
    let seed = graph.constant(1.0, graph.dtype(of: total))
    let isWanted = interpreter.isRecorded(.gradient, identity: variable.identity)
    let found = try graph.vjp(
      outputs: [total], cotangents: [seed], wrt: [leaf], order: .hips, isNumeric: !isWanted)[0]
    let result = try found ?? graph.zeros(like: leaf)
    let arrays = try interpreter.recorded(
      .gradient, isWanted: isWanted, output: interpreter.globalName(of: self) ?? operationName,
      withRespectTo: interpreter.globalName(of: variable), identity: variable.identity,
      roots: [result]
    ) { [try session.executor.value(of: result)] }
    graph.truncate(to: mark)
    return VariableObject.plain(arrays[0])
  }

  // MARK: Operators

  package override func binary(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in interpreter: Interpreter
  ) throws -> Value? {
    switch other {
    case .int, .float, .bool, .list, .tuple: break
    default:
      guard other.variable != nil || other.array != nil || other.number != nil else { return nil }
    }
    let operands: [Value] = reflected ? [other, .object(self)] : [.object(self), other]
    guard let function = ArrayObject.function(of: operation) else {
      return try interpreter.variableOperation("matmul", Arguments(operands))
    }
    return .object(try interpreter.variableElementwise(function, operands))
  }

  package override func unary(_ operation: UnaryOperator, in interpreter: Interpreter) throws
    -> Value?
  {
    switch operation {
    case .minus:
      .object(try interpreter.variableElementwise(ElementwiseTable.negative, [.object(self)]))
    case .plus: .object(self)
    default: nil
    }
  }

  package override func absolute(in interpreter: Interpreter) throws -> Value? {
    .object(try interpreter.variableElementwise(ElementwiseTable.absolute, [.object(self)]))
  }

  package override func isTruthy(in interpreter: Interpreter) -> Bool { true }

  package override func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    let graph = interpreter.numerics.graph
    switch name {
    case "shape": return .tuple(graph.shape(of: handle.id).map { .int($0) })
    case "ndim": return .int(graph.rank(of: handle.id))
    case "value", "data":
      return serial == nil ? nil : try forward(interpreter, isRecorded: false)
    case "T": return try interpreter.variableOperation("transpose", Arguments([.object(self)]))
    case "name": return .string(interpreter.globalName(of: self) ?? operationName)
    default: return nil
    }
  }
}

extension Value {
  var variable: VariableObject? {
    if case .object(let object) = self { return downcast(object, to: VariableObject.self) }
    return nil
  }
}

/// The classes `autograd.Variable` and `autograd.Operation`.
package final class VariableTypes {
  let variable: TypeObject
  let operation: TypeObject

  init(_ interpreter: Interpreter) {
    let base = TypeObject(
      "Node", module: "autograd", base: interpreter.types.object,
      loading: { $0.add(VariableTypes.methods) })
    variable = TypeObject("Variable", module: "autograd", base: base)
    operation = TypeObject("Operation", module: "autograd", base: base)
    variable.constructor = { interpreter, arguments in
      guard
        let data = arguments.positional.first
          ?? arguments.keywords.first(where: { $0.name == "data" })?.value
      else {
        throw Raised(.typeError, "Variable() missing 1 required positional argument: 'data'")
      }
      return .object(try interpreter.makeVariable(data))
    }
  }

  private static var methods: [BuiltinFunction] {
    [
      BuiltinFunction.method("forward(self)", "The value: a number, or an array.") {
        interpreter, arguments in
        guard let node = arguments[0].variable else { return .none }
        return try node.forward(interpreter)
      },
      BuiltinFunction.method(
        "compute_gradients(self, with_respect=None)",
        "The derivative with respect to a variable; a dict of all of them without one."
      ) { interpreter, arguments in
        guard let node = arguments[0].variable else { return .none }
        if arguments[1].isNone {
          let result = DictObject()
          for variable in node.allVariables(interpreter.numerics) {
            try result.set(
              .object(variable), to: node.gradient(variable, interpreter), in: interpreter)
          }
          return .dict(result)
        }
        guard let variable = arguments[1].variable, variable.serial != nil else {
          throw Raised(
            .typeError,
            "with_respect must be an autograd.Variable, not \(interpreter.typeName(of: arguments[1]))"
          )
        }
        return try node.gradient(variable, interpreter)
      },
      BuiltinFunction.method("graph(self)", "The operations as text, one a line.") {
        interpreter, arguments in
        guard let node = arguments[0].variable else { return .none }
        let graph = interpreter.numerics.graph
        return .string(graph.dump(outputs: [node.handle.id]))
      },
    ]
  }
}

extension Interpreter {
  package var variableTypes: VariableTypes {
    if let types = numerics.variableTypes { return types }
    let types = VariableTypes(self)
    numerics.variableTypes = types
    return types
  }

  func makeVariable(_ data: Value) throws -> VariableObject {
    let session = numerics
    if data.variable != nil {
      throw Raised(.typeError, "Variable() takes a number or an array, not a Variable")
    }
    let array = try self.array(of: data, .numpy)
    let elements = try session.value(of: array)
    let isWhole = elements.dtype.isInteger || elements.dtype == .bool
    let floating =
      elements.dtype == .float64 && array.flavor == .scalar
      ? elements : elements.converted(to: elements.dtype.isComplex ? .complex128 : .float64)
    let node = session.graph.variable(floating)
    session.nextVariable += 1
    let variable = VariableObject(
      NodeHandle(node, in: session.graph, keepsHistory: true),
      whole: isWhole ? ArrayObject(result: elements.converted(to: .int64), .numpy) : nil,
      serial: session.nextVariable, operation: "variable")
    session.register(variable)
    return variable
  }

  /// Name of the script's global variable that holds an object; nil where there is none.
  func globalName(of object: Object) -> String? {
    globals.name(of: object)?.text
  }

  /// Whether the recorder, outside transforms, wants to see the next evaluation.
  func isRecorded(_ kind: EvaluationRequest.Kind, identity: Int) -> Bool {
    guard let recorder, numerics.traceDepth == 0 else { return false }
    return recorder.admits(kind, at: currentRange, identity: identity)
  }

  /// Asks the recorder, outside transforms, for the values of nodes.
  func recorded(
    _ kind: EvaluationRequest.Kind, isWanted: Bool? = nil, output: @autoclosure () -> String?,
    withRespectTo: @autoclosure () -> String?, identity: Int, roots: [NodeID],
    isWhole: Bool = false, compute: () throws -> [NDArray]
  ) throws -> [NDArray] {
    if let derivativeVerifier, kind != .forward {
      derivativeVerifier.name(kind, output: output(), withRespectTo: withRespectTo())
    }
    guard let recorder, isWanted ?? isRecorded(kind, identity: identity) else {
      return try compute()
    }
    let request = EvaluationRequest(
      kind: kind, output: output(), withRespectTo: withRespectTo(), graph: numerics.graph,
      roots: roots, range: currentRange, identity: identity, isWhole: isWhole)
    return try recorder.evaluate(request, compute: compute)
  }
}
