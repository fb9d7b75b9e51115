import Arrays
import Autodiff
import Execution

/// What a Jacobian with a detected sparsity pattern is returned as.
enum SparseFormat: String {
  case dense
  /// `(rows, cols, values)`, row by row, with row-major positions of outputs and inputs.
  case coordinates = "coo"
}

extension Interpreter {
  /// `sparsity=` and `format=` of a Jacobian: nil where it is an ordinary one.
  func sparseFormat(_ sparsity: Value, _ format: Value, _ function: String) throws -> SparseFormat?
  {
    if case .none = sparsity { return nil }
    guard sparsity.text == "auto" else {
      throw Raised(
        .valueError, "\(function): sparsity must be None or 'auto', got \(try repr(sparsity))",
        hint: "'auto' finds the pattern from the graph")
    }
    guard let format = format.text.flatMap(SparseFormat.init(rawValue:)) else {
      throw Raised(
        .valueError, "\(function): format must be 'dense' or 'coo', got \(try repr(format))",
        hint: "'coo' gives (rows, cols, values)")
    }
    return format
  }

  /// The function that `jacobian(f, sparsity="auto")` returns: one array in, one array out.
  func sparseJacobianFunction(
    _ function: Value, _ argument: Value, _ facade: Facade, _ format: SparseFormat,
    kind: EvaluationRequest.Kind
  ) throws -> Value {
    let (positions, isSingle) = try argumentPositions(argument)
    guard isSingle else {
      throw Raised(
        .typeError, "a sparse Jacobian has one argument to differentiate with respect to",
        hint: "call it once for each of them")
    }
    return .object(
      TransformedFunction(
        BuiltinFunction.raw("jacobian(*args, **kwargs)", "The Jacobian, by its sparsity.") {
          interpreter, arguments in
          try interpreter.sparseJacobian(
            of: function, arguments, positions[0], facade, format, kind: kind)
        }, wrapping: function))
  }

  private func sparseJacobian(
    of function: Value, _ call: Arguments, _ position: Int, _ facade: Facade,
    _ format: SparseFormat, kind: EvaluationRequest.Kind
  ) throws -> Value {
    let graph = numerics.graph
    let count = call.positional.count
    let place = position < 0 ? position + count : position
    guard place >= 0, place < count else {
      throw Raised(
        .typeError, "argument \(position) is missing: the function was called with \(count)")
    }
    let mark = graph.mark
    defer { endTransform(mark) }
    let chosen = BuiltinFunction.raw("function(x)", "The function of the chosen argument.") {
      interpreter, chosen in
      var full = call
      full.positional[place] = chosen.positional[0]
      return try interpreter.call(function, full)
    }
    let linear = try linearize(.object(chosen), [call.positional[place]], facade).linear
    guard linear.leaves.count == 1, linear.outputs.count == 1 else {
      throw Raised(
        .typeError, "a sparse Jacobian needs one array in and one array out",
        hint: "ravel a tree first, for example with jax.flatten_util.ravel_pytree")
    }
    let (input, output) = (linear.leaves[0].id, linear.outputs[0].id)
    guard !graph.isAbstract(output) else {
      throw Raised(
        .typeError, "the sparsity of a Jacobian depends on values, which a trace does not have",
        hint: "take it outside of jit and vmap")
    }
    var detection = SparsityDetection(of: input, in: numerics.executor)
    let pattern = try detection.pattern(of: output)
    let values = try compressed(linear, pattern)
    let entries = (0..<pattern.rowCount).flatMap { row in pattern[row].map { (row, Int($0)) } }
    let rows = entries.map(\.0)
    let columns = entries.map(\.1)
    var result = values
    if format == .dense {
      let shape = graph.shape(of: output) + graph.shape(of: input)
      let zeros = try graph.full(0, [pattern.rowCount * pattern.width], graph.dtype(of: values))
      let places = graph.constant(NDArray(zip(rows, columns).map { $0 * pattern.width + $1 }))
      result = try graph.reshape(graph.scatter(.set, zeros, places, values, axis: 0), shape)
    }
    let arrays = try finish(
      [result], facade, kind, output: functionName(function),
      withRespectTo: parameterName(function, place))
    guard format == .coordinates else { return .object(arrays[0]) }
    let positions = [rows, columns].map { ArrayObject(NDArray($0), .array) }
    return .tuple(positions.map { .object($0) } + [.object(arrays[0])])
  }

  /// The entries of the Jacobian row by row, from one product a colour: tangents pushed or cotangents
  /// pulled, whichever needs fewer.
  private func compressed(_ linear: LinearizedFunction, _ pattern: SparsityPattern) throws -> NodeID
  {
    let graph = numerics.graph
    let forward = pattern.columnColours()
    let reverse = pattern.transposed.columnColours()
    let isForward = forward.count <= reverse.count
    let (colours, count) = isForward ? forward : reverse
    let seedType = graph.abstractValue(of: isForward ? linear.leaves[0].id : linear.outputs[0].id)
    let products = try (0..<count).map { colour -> NodeID in
      let seed = try NDArray(colours.map { $0 == colour ? 1.0 : 0 }, dtype: seedType.dtype)
        .reshaped(seedType.shape)
      let node = graph.constant(seed)
      let product =
        try isForward ? linear.push([node], in: self)[0] : linear.pull([node], in: self)[0]
      return try graph.reshape(product, [isForward ? pattern.rowCount : pattern.width])
    }
    let type = graph.abstractValue(of: linear.leaves[0].id)
    guard !products.isEmpty else { return try graph.full(0, [0], type.dtype) }
    let places = (0..<pattern.rowCount).flatMap { row in
      pattern[row].map { column in
        isForward
          ? colours[Int(column)] * pattern.rowCount + row
          : colours[row] * pattern.width + Int(column)
      }
    }
    return try graph.take(
      graph.concatenate(products, axis: 0), graph.constant(NDArray(places)), axis: 0)
  }
}
