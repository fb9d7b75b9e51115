package import Diagnostics
import Syntax

/// The register machine: one stack of values, frames on the heap, no Swift recursion for calls between script functions.
///
/// Unsafe: `stack` is initialised memory below `initialized`; a frame owns the registers from its base on, `registerCount` of them, and
/// the compiler made every register operand smaller than that. A frame that ends sets its registers to `.unbound`.
final class Machine {
  struct Frame {
    /// Not retained: the calling frame's callee register, the generator or the Swift caller keeps it alive.
    unowned(unsafe) var function: FunctionObject
    var base: Int
    /// Index of the instruction being executed; current for all frames but the top one, which saves it before it calls out.
    var position: Int
    /// Register of the calling frame that receives the result.
    var result: Int32
    /// True where `run` returns when this frame ends.
    var isEntry: Bool
    var generator: GeneratorObject?
  }

  unowned(unsafe) let interpreter: Interpreter
  let stack: UnsafeMutablePointer<Value>
  private var initialized = 0
  let frames: UnsafeMutablePointer<Frame>
  var depth = 0
  /// Loop iterations until the machine looks at the clock and at requests from outside.
  var budget = Machine.budgetPeriod
  var deadline: ContinuousClock.Instant?

  static let stackCapacity = 1 << 21
  static let frameCapacity = 1 << 16
  static let budgetPeriod = 2048

  init(_ interpreter: Interpreter) {
    self.interpreter = interpreter
    stack = .allocate(capacity: Machine.stackCapacity)
    frames = .allocate(capacity: Machine.frameCapacity)
  }

  deinit {
    stack.deinitialize(count: initialized)
    stack.deallocate()
    frames.deinitialize(count: depth)
    frames.deallocate()
  }

  /// First register above the top frame.
  var top: Int {
    depth == 0 ? 0 : frames[depth - 1].base + frames[depth - 1].function.code.registerCount
  }

  @inline(__always)
  func initialize(upTo end: Int) {
    guard end > initialized else { return }
    (stack + initialized).initialize(repeating: .unbound, count: end - initialized)
    initialized = end
  }

  /// Makes room for a frame at `base`.
  func push(_ frame: Frame) throws {
    let end = frame.base + frame.function.code.registerCount
    guard depth < interpreter.limits.callDepth, depth < Machine.frameCapacity - 1,
      end < Machine.stackCapacity - 1024
    else {
      // The frame's arguments stay in the caller's registers and are cleaned up with them.
      throw Raised(.recursionError, "maximum recursion depth exceeded")
    }
    initialize(upTo: end)
    (frames + depth).initialize(to: frame)
    depth += 1
  }

  /// Drops the top frame and what its registers hold.
  @inline(__always)
  func pop() {
    depth -= 1
    let base = stack + frames[depth].base
    let count = frames[depth].function.code.registerCount
    for index in 0..<count { base[index] = .unbound }
    (frames + depth).deinitialize(count: 1)
  }

  // MARK: Entry from Swift

  /// Runs a cell in the module namespace.
  func run(_ code: CodeObject) throws {
    let function = FunctionObject(code)
    try withExtendedLifetime(function) {
      try push(
        Frame(
          function: function, base: top, position: 0, result: 0, isEntry: true, generator: nil))
      _ = try execute()
    }
  }

  func call(_ function: FunctionObject, _ arguments: Arguments) throws -> Value {
    let base = top
    let code = function.code
    let end = base + max(code.registerCount, arguments.positional.count)
    try reserve(end)
    if code.isSimple, arguments.keywords.isEmpty,
      arguments.positional.count == code.parameterCount
    {
      for (index, value) in arguments.positional.enumerated() { stack[base + index] = value }
    } else {
      let values = try interpreter.bind(arguments, to: function)
      if code.isGenerator { return makeGenerator(function, values) }
      for (index, value) in values.enumerated() { stack[base + index] = value }
    }
    try push(
      Frame(
        function: function, base: base, position: 0, result: 0, isEntry: true, generator: nil))
    prepareLocals(of: function, at: base)
    return try execute()
  }

  /// Makes the locals beyond the parameters unbound and puts captured cells in place.
  @inline(__always)
  func prepareLocals(of function: FunctionObject, at base: Int) {
    let code = function.code
    // The registers may still hold temporaries of the calling frame.
    for index in code.parameterCount..<max(code.freeBase, code.parameterCount) {
      stack[base + index] = .unbound
    }
    if !function.cells.isEmpty { installCells(of: function, at: base) }
  }

  func installCells(of function: FunctionObject, at base: Int) {
    let first = base + function.code.freeBase
    for (index, cell) in function.cells.enumerated() { stack[first + index] = .cell(cell) }
  }

  func makeGenerator(_ function: FunctionObject, _ values: [Value]) -> Value {
    var registers = values
    registers.reserveCapacity(function.code.registerCount)
    while registers.count < function.code.registerCount { registers.append(.unbound) }
    for (index, cell) in function.cells.enumerated() {
      registers[function.code.freeBase + index] = .cell(cell)
    }
    return .object(GeneratorObject(function, registers: registers))
  }

  // MARK: Looking at the stack

  /// Statements being executed, innermost first.
  var activeStatements: [SourceRange] {
    var result: [SourceRange] = []
    var index = depth - 1
    // An expectation sits near the print or at the top level; deep recursion in between adds nothing.
    while index >= 0 {
      if depth - index < 32 || index < 4, frames[index].function.code.module == nil {
        result += frames[index].function.code.statements(at: frames[index].position)
      }
      index -= 1
    }
    return result
  }

  /// Range of the instruction that the top frame is executing.
  var currentRange: SourceRange? {
    var index = depth - 1
    // Library code has no place in the script: its caller has.
    while index >= 0, frames[index].function.code.module != nil { index -= 1 }
    guard index >= 0 else { return nil }
    let ranges = frames[index].function.code.ranges
    let position = frames[index].position
    return ranges.indices.contains(position) ? ranges[position] : nil
  }

  func tracebackEntry(_ frame: Frame) -> TracebackEntry {
    let code = frame.function.code
    let range =
      code.ranges.indices.contains(frame.position)
      ? code.ranges[frame.position] : SourceRange(lower: 0, upper: 0)
    return TracebackEntry(function: code.name, range: range)
  }

  /// Called when the budget is used up: the clock, then what the numeric side asks for.
  func checkpoint() throws {
    budget = Machine.budgetPeriod
    try checkInterruption()
    try interpreter.safePoint()
  }

  func checkInterruption() throws {
    if let deadline, ContinuousClock.now > deadline { throw RunInterruption.timeout }
    if interpreter.isInterrupted() { throw RunInterruption.interrupted }
  }
}

/// One frame of a traceback.
package struct TracebackEntry: Sendable {
  /// Name of the function, `<module>` at the top level.
  package var function: String
  package var range: SourceRange

  package init(function: String, range: SourceRange) {
    self.function = function
    self.range = range
  }
}

/// What stops a run from outside; scripts cannot catch it.
package enum RunInterruption: Error {
  case timeout
  case interrupted
  case outputLimit
}
