import Arrays
import Autodiff

/// What `grad` and `value_and_grad` were asked for.
struct GradientOptions {
  var facade: Facade
  /// Positions of the differentiated arguments.
  var positions: [Int]
  /// Whether one gradient is returned instead of a tuple of them.
  var isSingle: Bool
  var hasAuxiliary = false
  var allowsIntegers = false
  var isHolomorphic = false
  var returnsValue = false
  /// `grad`, as messages name it.
  var name = "grad"
}

extension Interpreter {
  /// `argnums`: an int, or a sequence of ints.
  func argumentPositions(_ value: Value) throws -> (positions: [Int], isSingle: Bool) {
    switch value {
    case .tuple, .list: (try collect(value).map { try requireIndex($0) }, false)
    default: ([try requireIndex(value)], true)
    }
  }

  /// The function that `grad(f)` or `value_and_grad(f)` returns.
  func gradientFunction(_ function: Value, _ options: GradientOptions) -> Value {
    let name = "\(options.name)(\(functionName(function) ?? "function"))"
    let wrapper = BuiltinFunction.raw(
      "\(options.name)_function(*args, **kwargs)", name
    ) { interpreter, arguments in
      try interpreter.gradient(of: function, arguments, options)
    }
    return .object(TransformedFunction(wrapper, wrapping: function))
  }

  private func gradient(of function: Value, _ arguments: Arguments, _ options: GradientOptions)
    throws
    -> Value
  {
    let session = numerics
    let facade = options.facade
    session.errorFacade = facade
    let positions = try checkedPositions(options, arguments)
    let mark = session.graph.mark
    // Errors leave the trace behind them too.
    defer { endTransform(mark) }
    var leaves: [ArrayObject] = []
    var structures: [TreeStructure] = []
    for position in positions {
      let argument = arguments.positional[position]
      if argument.isNumeric {
        structures.append(.leaf)
        leaves.append(try differentiable(argument, options))
        continue
      }
      let (parts, structure) = try flatten(argument, sortsKeys: facade == .jax)
      structures.append(structure)
      for part in parts { leaves.append(try differentiable(part, options)) }
    }
    let trace = try traceLeaves(leaves, facade) { values in
      var call = arguments
      var start = 0
      for (position, structure) in zip(positions, structures) {
        if structure.isLeaf {
          call.positional[position] = values[start]
          start += 1
          continue
        }
        let count = structure.leafCount
        call.positional[position] = try unflatten(structure, Array(values[start..<start + count]))
        start += count
      }
      return try self.call(function, call)
    }
    var output = trace.result
    var auxiliary = Value.none
    if options.hasAuxiliary {
      guard case .tuple(let pair) = output, pair.elements.count == 2 else {
        throw Raised(
          .typeError,
          "expected function with aux output to return a two-element tuple, but got type \(classText(of: output)) with value \(try repr(output))"
        )
      }
      output = pair.elements[0]
      auxiliary = pair.elements[1]
    }
    let root = try scalarOutput(output, options)
    let graph = session.graph
    graph.dialect = facade.dialect
    let described = graph.abstractValue(of: root)
    let seed = try graph.convert(
      graph.constant(1.0, .float64), to: described.dtype, weak: described.weak)
    let kind: EvaluationRequest.Kind = options.returnsValue ? .valueAndGrad : .gradient
    let identity = gradientIdentity(function, positions)
    let isWanted = isRecorded(kind, identity: identity)
    let cotangents = try graph.vjp(
      outputs: [root], cotangents: [seed], wrt: trace.leaves, order: facade.dialect,
      isNumeric: session.traceDepth == 0 && !isWanted)
    var roots: [NodeID] = []
    for (leaf, cotangent) in zip(trace.leaves, cotangents) {
      if let cotangent {
        roots.append(cotangent)
      } else {
        roots.append(try graph.zeros(like: leaf))
      }
    }
    // Gradients have the type of what was differentiated, weak as it was.
    for (position, leaf) in trace.leaves.enumerated() {
      let type = graph.abstractValue(of: leaf)
      roots[position] = try graph.convert(roots[position], to: type.dtype, weak: type.weak)
    }
    let asked = options.returnsValue ? [root] + roots : roots
    let arrays = try finish(
      asked, facade, kind, isWanted: isWanted, output: functionName(function),
      withRespectTo: positions.map { parameterName(function, $0) }.joined(separator: ","),
      identity: identity)
    var gradients: [Value] = []
    var start = options.returnsValue ? 1 : 0
    for structure in structures {
      let count = structure.leafCount
      // HIPS's containers hold arrays, also of no axes.
      let isInside = facade == .numpy && !(options.isSingle && structure.isLeaf)
      if structure.isLeaf {
        gradients.append(.object(isInside ? withAxes(arrays[start]) : arrays[start]))
        start += 1
        continue
      }
      gradients.append(
        try unflatten(
          structure,
          arrays[start..<start + count].map { .object(isInside ? withAxes($0) : $0) }))
      start += count
    }
    let gradient: Value = options.isSingle ? gradients[0] : .tuple(gradients)
    if options.hasAuxiliary { try settle(auxiliary) }
    switch (options.returnsValue, options.hasAuxiliary) {
    case (false, false): return gradient
    case (false, true): return .tuple([gradient, auxiliary])
    case (true, false): return .tuple([value(of: arrays[0], like: output), gradient])
    case (true, true): return .tuple([.tuple([.object(arrays[0]), auxiliary]), gradient])
    }
  }

  /// Tells the gradients of one statement apart as their names would.
  private func gradientIdentity(_ function: Value, _ positions: [Int]) -> Int {
    guard case .function(let function) = function else { return 0 }
    var hash = Int(bitPattern: ObjectIdentifier(function.code))
    for position in positions { hash = hash &* 31 &+ position }
    return hash
  }

  private func checkedPositions(_ options: GradientOptions, _ arguments: Arguments) throws -> [Int]
  {
    let count = arguments.positional.count
    return try options.positions.map { position in
      let place = position < 0 ? position + count : position
      guard place >= 0, place < count else {
        if options.facade == .numpy { throw Raised(.indexError, "tuple index out of range") }
        throw Raised(
          .typeError,
          "differentiating with respect to argnums=\(position) requires at least \((options.positions.max() ?? 0) + 1) positional arguments to be passed by the caller, but got only \(count) positional arguments."
        )
      }
      return place
    }
  }

  /// An argument leaf as something that can be differentiated.
  func differentiable(_ value: Value, _ options: GradientOptions) throws -> ArrayObject {
    if options.facade == .numpy { return try hipsLeaf(value) }
    guard value.array != nil || value.number != nil else {
      throw Raised(
        .typeError,
        "Argument '\(try str(value))' of type \(classText(of: value)) is not a valid JAX type.")
    }
    let array = try self.array(of: value, .jax)
    if options.isHolomorphic {
      guard array.dtype.isComplex else {
        throw Raised(
          .typeError,
          "\(options.name) with holomorphic=True requires inputs with complex dtype, but got \(array.dtype.name)."
        )
      }
      return array
    }
    guard array.dtype.isInexact || options.allowsIntegers else {
      throw Raised(
        .typeError,
        "\(options.name) requires real- or complex-valued inputs (input dtype that is a sub-dtype of np.inexact), but got \(array.dtype.name). If you want to use Boolean- or integer-valued inputs, use vjp or set allow_int to True."
      )
    }
    return array
  }

  func hipsLeaf(_ value: Value) throws -> ArrayObject {
    switch value {
    case .float: break
    default:
      if let array = value.array {
        if array.flavor == .scalar, !array.dtype.isInexact, array.rank == 0, !array.isTraced {
          break
        }
        return array.dtype.isInexact ? array : try converted(array, .float64, .numpy)
      }
      if value.number?.0 == .complex { break }
      throw Raised(.typeError, "Can't differentiate w.r.t. type \(classText(of: value))")
    }
    guard value.array == nil else {
      throw Raised(.typeError, "Can't differentiate w.r.t. type \(classText(of: value))")
    }
    let leaf = try array(of: value, .numpy)
    if case .float = value { leaf.isPythonFloat = true }
    return leaf
  }

  private func scalarOutput(_ value: Value, _ options: GradientOptions) throws -> NodeID {
    guard value.array != nil || value.number != nil else {
      if options.facade == .numpy {
        throw Raised(
          .typeError,
          "Can't find vector space for value \(try str(value)) of type \(classText(of: value)). Valid types are dict_keys([])"
        )
      }
      throw Raised(
        .typeError,
        "Gradient only defined for scalar-output functions. Output was \(try str(value)).")
    }
    let array = try self.array(of: value, options.facade)
    if options.facade == .numpy {
      let isReal = !array.dtype.isComplex || options.isHolomorphic
      guard array.count == 1, isReal else {
        throw Raised(
          .typeError,
          "Grad only applies to real scalar-output functions. Try jacobian, elementwise_grad or holomorphic_grad."
        )
      }
      let dtype: DType = array.dtype.isInexact ? array.dtype : .float64
      return try numerics.node(array, dtype)
    }
    guard array.rank == 0 else {
      throw Raised(
        .typeError,
        "Gradient only defined for scalar-output functions. Output had shape: \(ShapeText.tuple(array.shape))."
      )
    }
    if options.isHolomorphic {
      guard array.dtype.isComplex else {
        throw Raised(
          .typeError,
          "\(options.name) with holomorphic=True requires outputs with complex dtype, but got \(array.dtype.name)."
        )
      }
    } else if array.dtype.isComplex {
      throw Raised(
        .typeError,
        "\(options.name) requires real-valued outputs (output dtype that is a sub-dtype of np.floating), but got \(array.dtype.name). For holomorphic differentiation, pass holomorphic=True. For differentiation of non-holomorphic functions involving complex outputs, use jax.vjp directly."
      )
    } else if !array.dtype.isFloating {
      throw Raised(
        .typeError,
        "\(options.name) requires real-valued outputs (output dtype that is a sub-dtype of np.floating), but got \(array.dtype.name). For differentiation of functions with integer outputs, use jax.vjp directly."
      )
    }
    return try numerics.node(array)
  }
}

extension Interpreter {
  /// A finished result: a Python float where the function returned the box of one.
  func value(of array: ArrayObject, like result: Value) -> Value {
    let isPythonFloat =
      if case .float = result { numerics.errorFacade == .numpy } else {
        result.array?.isPythonFloat ?? false
      }
    guard isPythonFloat, case .scalar(.float(let number)) = array.content else {
      return .object(array)
    }
    return .float(number)
  }

  /// A known NumPy scalar as a 0-d array.
  func withAxes(_ array: ArrayObject) -> ArrayObject {
    guard array.flavor == .scalar, let elements = array.known else { return array }
    return ArrayObject(elements, .array)
  }
}

/// A function made from a script's function by a transform; shows the original's name.
package final class TransformedFunction: Object {
  private let body: BuiltinFunction
  let original: Value
  private let fields: [Name: Value]

  init(_ body: BuiltinFunction, wrapping original: Value, fields: [Name: Value] = [:]) {
    self.body = body
    self.original = original
    self.fields = fields
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.function
  }
  override package var isCallable: Bool { true }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    try body.call(arguments, in: interpreter)
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    if let value = fields[name] { return value }
    switch name {
    case "__wrapped__": return original
    case "__name__", "__doc__", "__qualname__":
      return try interpreter.attributeIfPresent(name, of: original)
    default: return nil
    }
  }

  override package func repr(in interpreter: Interpreter) throws -> String {
    "<function \(interpreter.functionName(original) ?? body.name) at \(address)>"
  }
}
