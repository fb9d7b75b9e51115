package import Arrays
package import Autodiff
import Diagnostics
package import Execution

/// Everything numerical that one interpreter owns: its graph, executor and settings.
package final class NumericSession {
  package let graph: Graph
  package let executor: Executor
  /// Follows `jax_enable_x64`.
  package var promotion = JAXPromotion(is64Bit: false)
  package var printOptions = PrintOptions()
  /// The functions of `np.set_printoptions(formatter=…)`.
  var printFormatter: ElementFormatter?
  /// `numpy.polynomial.set_default_printstyle('ascii')`.
  package var printsSeriesInASCII = false
  /// Whose words the errors of the operation in progress use.
  package var errorFacade = Facade.numpy
  /// The stream behind the functions of `numpy.random`; seeded from entropy until the script seeds it.
  package var randomState: RandomState {
    usesRandomState = true
    if let ownRandomState { return ownRandomState }
    let state = RandomState(seed: 0)
    state.seed(entropy: entropy(4))
    ownRandomState = state
    return state
  }
  /// The stream where it exists, without counting as a use.
  package private(set) var ownRandomState: RandomState?
  /// Set at every use of the stream; whoever wants to know resets it.
  package var usesRandomState = false

  /// Puts the stream into a state; false where the words are none.
  package func restoreRandomState(_ words: [UInt64]) -> Bool {
    let state = ownRandomState ?? RandomState(seed: 0)
    guard state.restore(words) else { return false }
    ownRandomState = state
    return true
  }

  /// Statement or expression being executed; what nodes are stamped with.
  var currentRange: () -> SourceRange? = { nil }

  /// Gives the nodes that come next the place that asks for them.
  func stampRange() { if let range = currentRange() { graph.range = range } }

  /// Reads a data file that the script may see, by the name the script gave; nil where there are none.
  ///
  /// Throws `Raised` with Python's `FileNotFoundError` for others.
  package var readFile: ((String) throws -> [UInt8])?
  /// Depth of transforms that are being traced; evaluations are recorded at depth 0 only.
  package var traceDepth = 0
  /// Above zero while a graph is traced to be printed: calls of compiled functions keep their names.
  package var printingDepth = 0
  /// Depth of traces in which operations on constants belong to the trace too.
  package var stagingDepth = 0
  /// Axes that the `vmap`s being traced name, outermost first, with the example's position along each.
  var namedAxes: [(name: Value, serial: Int, size: Int, position: NodeHandle)] = []
  /// Serial number of the last named axis.
  var lastAxis = 0
  /// Depth of traces on placeholders: what has effects waits while it is above zero.
  package var abstractDepth = 0
  /// Above zero inside `jax.disable_jit()`.
  package var disabledJIT = 0
  /// Transforms being traced, outermost first.
  package var transformKinds: [TransformKind] = []
  /// Batch sizes of the `vmap`s being traced, outermost first.
  package var batchSizes: [Int] = []
  /// Python types of arrays; see `Interpreter.numericTypes`.
  var types: NumericTypes?
  var variableTypes: VariableTypes?
  /// Classes that scripts registered as pytrees, in the order of registration.
  var pytreeClasses: [PytreeClass] = []
  /// Serial number of the last `autograd.Variable`.
  package var nextVariable = 0

  /// A variable that does not keep the object alive.
  struct WeakVariable { weak var object: VariableObject? }

  /// Variables that scripts still hold, in the order of creation.
  private(set) var variables: [WeakVariable] = []
  private var variableLimit = 64

  func register(_ variable: VariableObject) {
    if variables.count >= variableLimit {
      variables.removeAll { $0.object == nil }
      variableLimit = max(64, variables.count * 2)
    }
    variables.append(WeakVariable(object: variable))
  }

  /// Words that seed a stream which the script does not seed.
  private let entropy: (Int) -> [UInt32]

  package init(entropy: @escaping (Int) -> [UInt32]) {
    self.entropy = entropy
    graph = Graph()
    executor = Executor(graph)
  }

  /// Refuses results of more than so many bytes from now on.
  func limitMemory(to bytes: Int) { graph.memoryLimit = bytes }

  /// Computes what is pending below an array and returns its elements.
  ///
  /// - Throws: JAX's tracer errors where only the description is known.
  package func value(of array: ArrayObject) throws -> NDArray {
    if let known = array.known { return known }
    guard let handle = array.handle else { preconditionFailure("an array has elements or a node") }
    let id = handle.id
    let value = try executor.value(of: id)
    if !graph.isActive(id) {
      array.content =
        value.rank == 0 && array.flavor != .array
        ? .scalar(value.item) : .array(value, ArrayStorage(value.buffer))
    }
    return value
  }

  /// The only element of an array of one element.
  package func scalar(of array: ArrayObject) throws -> Scalar {
    if case .scalar(let scalar) = array.content { return scalar }
    return try value(of: array).item
  }

  /// A node for an array's value in a dtype.
  package func node(_ array: ArrayObject, _ dtype: DType? = nil, weak: Bool? = nil) throws -> NodeID
  {
    let target = dtype ?? array.dtype
    let isWeak = weak ?? array.isWeak
    switch array.content {
    case .node(let handle):
      let id = handle.id
      let described = graph.abstractValue(of: id)
      if described.dtype == target && described.weak == isWeak { return id }
      return try graph.convert(id, to: target, weak: isWeak)
    case .scalar(let scalar): return graph.constant(scalar, target, weak: isWeak)
    case .array(var elements, let storage):
      elements.buffer = storage.buffer
      return graph.constant(
        elements.dtype == target ? elements : elements.converted(to: target), weak: isWeak)
    }
  }

  /// An object for a node of the graph; known values that nothing differentiates are taken out of it.
  package func wrap(_ id: NodeID, _ facade: Facade) throws -> ArrayObject {
    if !graph.isActive(id), let (scalar, dtype, isWeak) = graph.knownElement(of: id) {
      return ArrayObject(scalar, dtype, facade == .jax ? .jax : .scalar, weak: isWeak)
    }
    let described = graph.abstractValue(of: id)
    let flavor: ArrayObject.Flavor = facade == .jax ? .jax : described.rank == 0 ? .scalar : .array
    if !graph.isActive(id), let value = graph.knownValue(of: id) {
      return ArrayObject(value, flavor, weak: described.weak)
    }
    return ArrayObject(
      NodeHandle(id, in: graph), described.dtype, flavor, weak: described.weak)
  }

  /// Builds nodes on arrays' values and returns the results as arrays.
  ///
  /// Where nothing is traced the results are computed at once and the nodes are dropped again; otherwise they stay
  /// pending. This is the one place that decides between the two.
  package func build(
    _ operands: [ArrayObject], _ facade: Facade,
    _ body: (Graph, [NodeID]) throws -> [NodeID]
  ) throws -> [ArrayObject] {
    errorFacade = facade
    let isStaging = facade == .jax && stagingDepth > 0
    graph.isStaging = isStaging
    defer { graph.isStaging = stagingDepth > 0 }
    if isStaging || operands.contains(where: \.isTraced) {
      stampRange()
      return try body(graph, operands.map { try node($0) }).map { try wrap($0, facade) }
    }
    let mark = graph.mark
    let captured = operands.map { $0.storage?.buffer.isCaptured ?? false }
    var results: [ArrayObject] = []
    do {
      let ids = try body(graph, operands.map { try node($0) })
      if ids.contains(where: { graph.isAbstract($0) || graph.isActive($0) }) {
        return try ids.map { try wrap($0, facade) }
      }
      results = try ids.map { id in
        let value = try executor.value(of: id)
        let source = operands.first { $0.storage?.buffer === value.buffer }
        return ArrayObject(
          value, facade == .jax ? .jax : value.rank == 0 ? .scalar : .array,
          weak: graph.abstractValue(of: id).weak, storage: source?.storage)
      }
    } catch {
      graph.truncate(to: mark)
      throw error
    }
    if graph.truncate(to: mark) {
      for result in results { result.storage?.buffer.isCaptured = false }
      for (operand, flag) in zip(operands, captured) {
        operand.storage?.buffer.isCaptured = flag
      }
    }
    return results
  }

  /// As `build`, for one result.
  package func build1(
    _ operands: [ArrayObject], _ facade: Facade, _ body: (Graph, [NodeID]) throws -> NodeID
  ) throws -> ArrayObject {
    try build(operands, facade) { [try body($0, $1)] }[0]
  }
}
