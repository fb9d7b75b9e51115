import Arrays
import Autodiff

/// The functions of the graph API beside HIPS autograd's own names in the module `autograd`.
enum VariableOperations {
  /// Operations that give whole numbers for whole numbers.
  private static let whole: Set<String> = [
    "add", "subtract", "multiply", "power", "negative", "absolute", "maximum", "minimum", "square",
    "remainder", "floor_divide", "sign", "dot", "matmul", "sum", "max", "min", "prod", "reshape",
    "transpose", "relu",
  ]

  static func staysWhole(_ name: String) -> Bool { whole.contains(name) }

  /// Names registered as `autograd.NAME`; each is NumPy's function of that name, or of this file.
  static let names: [String] = [
    "add", "subtract", "multiply", "divide", "power", "exp", "log", "sin", "cos", "tan", "tanh",
    "sinh", "cosh", "arcsin", "arccos", "arctan", "sigmoid", "relu", "sqrt", "square", "abs",
    "negative", "log1p", "expm1", "log2", "log10", "maximum", "minimum", "dot", "matmul", "sum",
    "mean", "max", "min", "prod", "var", "std", "reshape", "transpose", "concatenate", "stack",
    "where", "clip",
  ]

  static var members: [(String, Value)] {
    names.map { name in
      let function = BuiltinFunction.raw(
        "\(name)(*operands, **attributes)", "The operation \(name) of variables and numbers."
      ) { interpreter, arguments in
        if let row = ElementwiseTable.function(named: name), arguments.keywords.isEmpty {
          guard arguments.positional.count >= row.arity else {
            throw Raised(
              .typeError, "expected \(row.arity) operands, got \(arguments.positional.count)")
          }
          return .object(
            try interpreter.variableElementwise(
              row, Array(arguments.positional.prefix(row.arity))))
        }
        guard !arguments.positional.isEmpty else {
          throw Raised(.typeError, "expected 1 operands, got 0")
        }
        return try interpreter.variableOperation(name, arguments)
      }
      return (name, .object(function))
    }
  }
}

extension Interpreter {
  /// A function of elements as an operation of the graph API.
  func variableElementwise(_ function: ElementwiseFunction, _ operands: [Value]) throws
    -> VariableObject
  {
    let graph = numerics.graph
    numerics.errorFacade = .numpy
    graph.dialect = .hips
    numerics.stampRange()
    var ids: [NodeID] = []
    ids.reserveCapacity(2)
    var isWhole = VariableOperations.staysWhole(function.name)
    for operand in operands {
      switch operand {
      case .float(let value):
        ids.append(graph.constant(value))
        isWhole = false
      case .int(let value): ids.append(graph.constant(Double(value)))
      default:
        if let variable = operand.variable {
          ids.append(variable.handle.id)
          if variable.whole == nil { isWhole = false }
        } else {
          let array = try self.array(of: operand, .numpy)
          if array.dtype.isInexact { isWhole = false }
          ids.append(try numerics.node(array, array.dtype.isComplex ? .complex128 : .float64))
        }
      }
    }
    let id = try function.build(graph, ids)
    var whole: ArrayObject?
    if isWhole {
      let plain = operands.map { $0.variable?.whole.map { .object($0) } ?? $0 }
      whole = try elementwise(function, plain, .numpy).array
    }
    return VariableObject(
      NodeHandle(id, in: graph, keepsHistory: true), whole: whole, serial: nil,
      operation: function.name)
  }

  /// Any other function of arrays as an operation of the graph API.
  func variableOperation(_ name: String, _ arguments: Arguments) throws -> Value {
    let graph = numerics.graph
    numerics.errorFacade = .numpy
    graph.dialect = .hips
    numerics.stampRange()
    func traced(_ value: Value) throws -> Value {
      switch value {
      case .list(let list):
        // Sequences of variables, as `concatenate` takes them.
        if list.elements.contains(where: { $0.variable != nil }) {
          return .list(try list.elements.map(traced))
        }
        return value
      default:
        guard let variable = value.variable else { return value }
        let id = variable.handle.id
        return .object(ArrayObject(NodeHandle(id, in: graph), graph.dtype(of: id), .array))
      }
    }
    var floating = arguments
    floating.positional = try arguments.positional.map(traced)
    if let data = floating.positional.first, data.array == nil {
      switch data {
      case .int, .bool, .float:
        floating.positional[0] = .object(try array(of: data, .numpy, dtype: .float64))
      default: break
      }
    }
    let result = try call(variableFunction(name), floating)
    guard let array = result.array else { return result }
    let id = try numerics.node(array, array.dtype.isComplex ? .complex128 : .float64)
    var whole: ArrayObject?
    let variables = arguments.positional.compactMap(\.variable)
    if VariableOperations.staysWhole(name), variables.allSatisfy({ $0.whole != nil }),
      arguments.positional.allSatisfy(isWholeArgument)
    {
      var plain = arguments
      plain.positional = arguments.positional.map {
        $0.variable?.whole.map { .object($0) } ?? $0
      }
      whole = try call(variableFunction(name), plain).array
      if whole?.dtype.isInteger != true { whole = nil }
    }
    return .object(
      VariableObject(
        NodeHandle(id, in: graph, keepsHistory: true), whole: whole, serial: nil, operation: name))
  }

  private func isWholeArgument(_ value: Value) -> Bool {
    switch value {
    case .float: false
    case .list(let list): list.elements.allSatisfy(isWholeArgument)
    default: value.array.map { !$0.dtype.isInexact } ?? true
    }
  }

  private func variableFunction(_ name: String) throws -> Value {
    switch name {
    case "sigmoid":
      return .object(
        BuiltinFunction.unary("sigmoid(x)", "1 / (1 + exp(-x)).") { interpreter, x in
          .object(
            try interpreter.numerics.build1([interpreter.array(of: x, .numpy)], .numpy) {
              try $0.logistic($0.convert($1[0], to: .float64))
            })
        })
    case "relu":
      return .object(
        BuiltinFunction.unary("relu(x)", "x where positive, else 0.") { interpreter, x in
          let isPositive = try interpreter.elementwise(
            ElementwiseTable.greater, [x, .int(0)], .numpy)
          return .object(try interpreter.select(isPositive, x, .int(0), .numpy))
        })
    default:
      guard let module = modules.module("numpy"),
        let function = module.attribute(Name(name), in: self)
      else { throw Raised(.attributeError, "autograd.\(name) is not available in agrun") }
      return function
    }
  }
}
