import BigInt
import Diagnostics
package import Syntax

/// Turns the statements of one scope into a code object for the register machine.
///
/// Locals live in the first registers, then cells, then temporaries, which are handed out and given back as a stack.
package final class Compiler {
  /// What a `return`, `break` or `continue` passes on its way out.
  enum Control {
    case loop(breakJumps: [Int], continueTarget: Int, continueJumps: [Int])
    /// Runs the finally body again before leaving; `gaps` are instruction ranges its handler must not cover.
    case finally([Statement], gaps: [Range<Int>])
    case with(manager: Int32, gaps: [Range<Int>])
    /// A caught exception, for a bare `raise`.
    case handler(register: Int32)
  }

  let interpreter: Interpreter
  let script: Script
  let scope: Scope
  let scopeIndex: Int
  let enclosing: Compiler?
  var code: CodeBuilder
  var nextRegister: Int32 = 0
  var currentRange: SourceRange
  var currentStatement: Int32 = -1
  var controls: [Control] = []
  /// Local registers that certainly have a value at this point.
  var bound: Set<Int32> = []
  private var integerConstants: [Int: Int32] = [:]
  /// By UTF-8, since Swift calls canonically equivalent strings equal and Python does not.
  private var stringConstants: [[UInt8]: Int32] = [:]
  private var nameIndex: [Name: Int32] = [:]
  /// Expectation that follows the statement at an offset: its executions are counted.
  let expectationAt: [Int32: Int32]
  /// Walrus targets may change a local between the operands of one expression, so operands are copied.
  let usesWalrus: Bool

  init(
    _ interpreter: Interpreter, _ script: Script, scope index: Int, name: String,
    enclosing: Compiler?, range: SourceRange, usesWalrus: Bool
  ) {
    self.interpreter = interpreter
    self.script = script
    scopeIndex = index
    expectationAt = enclosing?.expectationAt ?? script.expectationIndex
    scope = script.scopes[index]
    self.enclosing = enclosing
    self.usesWalrus = usesWalrus
    let prefix: String
    if let enclosing, enclosing.scope.kind != .module {
      prefix =
        enclosing.scope.kind == .classBody
        ? enclosing.code.qualifiedName + "." : enclosing.code.qualifiedName + ".<locals>."
    } else {
      prefix = ""
    }
    code = CodeBuilder(name: name, qualifiedName: prefix + name)
    currentRange = range
    code.isGenerator = scope.isGenerator
    code.module = script.libraryModule
    let isFunction = scope.kind != .module && scope.kind != .classBody
    let localCount = isFunction ? scope.locals.count : (scope.kind == .classBody ? 1 : 0)
    code.localNames =
      (isFunction ? scope.locals : Array(repeating: "", count: localCount)) + scope.cells
      + scope.free
    code.freeBase = localCount + scope.cells.count
    code.freeCount = scope.free.count
    nextRegister = Int32(code.freeBase + scope.free.count)
    code.maximumRegister = nextRegister
  }

  // MARK: Registers, constants, instructions

  func allocate(_ count: Int32 = 1) -> Int32 {
    let register = nextRegister
    nextRegister += count
    code.maximumRegister = max(code.maximumRegister, nextRegister)
    return register
  }

  @discardableResult
  func emit(
    _ opcode: Opcode, extra: UInt8 = 0, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0,
    at range: SourceRange? = nil
  ) -> Int {
    code.instructions.append(Instruction(opcode, extra: extra, a, b, c))
    code.ranges.append(range ?? currentRange)
    code.statementOf.append(currentStatement)
    return code.instructions.count - 1
  }

  var here: Int { code.instructions.count }

  /// Points a jump (or `forNext`) at the next instruction.
  func patch(_ index: Int) {
    if code.instructions[index].opcode == .forNext {
      code.instructions[index].c = Int32(here)
    } else {
      code.instructions[index].a = Int32(here)
    }
  }

  func constant(_ value: Value) -> Int32 {
    switch value {
    case .int(let value):
      if let known = integerConstants[value] { return known }
      let operand = appendConstant(.int(value))
      integerConstants[value] = operand
      return operand
    case .string(let object):
      let bytes = Array(object.text.utf8)
      if let known = stringConstants[bytes] { return known }
      let operand = appendConstant(value)
      stringConstants[bytes] = operand
      return operand
    default: return appendConstant(value)
    }
  }

  private func appendConstant(_ value: Value) -> Int32 {
    code.constants.append(value)
    return -Int32(code.constants.count)
  }

  func name(_ text: String) -> Int32 {
    let name = Name(text)
    if let index = nameIndex[name] { return index }
    let index = Int32(code.names.count)
    code.names.append(name)
    nameIndex[name] = index
    return index
  }

  func cacheIndex() -> Int32 {
    code.cacheCount += 1
    return Int32(code.cacheCount - 1)
  }

  func globalSlot(_ text: String) -> Int32 {
    let interpreter = self.interpreter
    if script.isLibrary {
      return Int32(
        interpreter.globals.slot(of: ScriptedModule.slotName(text, of: script.file.path)) { _ in
          BuiltinTable.lookUp(Name(text), in: interpreter)
        })
    }
    return Int32(
      interpreter.globals.slot(of: Name(text)) { BuiltinTable.lookUp($0, in: interpreter) })
  }

  // MARK: Names

  enum Place {
    case local(Int32)
    case cell(Int32)
    case global(Int32)
    case classMember(Int32)
  }

  func place(of text: String) -> Place {
    switch scope.symbols[text] ?? captured(text) {
    case .local(let index): .local(Int32(index))
    case .cell(let index): .cell(Int32(code.freeBase - scope.cells.count + index))
    case .free(let index): .cell(Int32(code.freeBase + index))
    case .global: .global(globalSlot(text))
    case .classMember: .classMember(name(text))
    }
  }

  /// A name that only inner scopes use still passes through this one.
  private func captured(_ text: String) -> Scope.Symbol {
    if let index = scope.free.firstIndex(of: text) { return .free(index) }
    if let index = scope.cells.firstIndex(of: text) { return .cell(index) }
    return .global
  }

  /// Loads a name; a bound local is its own register.
  func load(_ text: String, _ range: SourceRange) -> Int32 {
    switch place(of: text) {
    case .local(let register):
      if !bound.contains(register) {
        emit(.checkLocal, register, at: range)
        bound.insert(register)
      }
      return register
    case .cell(let register):
      let target = allocate()
      emit(.loadCell, target, register, at: range)
      return target
    case .global(let slot):
      let target = allocate()
      emit(.loadGlobal, target, slot, at: range)
      return target
    case .classMember(let name):
      let target = allocate()
      emit(.loadClassName, target, name, globalSlot(text), at: range)
      return target
    }
  }

  func store(_ text: String, from operand: Int32, _ range: SourceRange) {
    switch place(of: text) {
    case .local(let register):
      if register != operand { emit(.move, register, operand, at: range) }
      bound.insert(register)
    case .cell(let register): emit(.storeCell, register, operand, at: range)
    case .global(let slot): emit(.storeGlobal, slot, operand, at: range)
    case .classMember(let name): emit(.storeClassName, name, operand, at: range)
    }
  }

  func delete(_ text: String, _ range: SourceRange) {
    switch place(of: text) {
    case .local(let register):
      emit(.deleteLocal, register, at: range)
      bound.remove(register)
    case .cell(let register): emit(.deleteCell, register, at: range)
    case .global(let slot): emit(.deleteGlobal, slot, at: range)
    case .classMember(let name): emit(.deleteClassName, name, at: range)
    }
  }

  // MARK: Entry points

  /// Code of one cell: it runs in the module namespace.
  package static func compile(
    _ statements: [Statement], name: String, of script: Script, in interpreter: Interpreter
  ) -> CodeObject {
    let start = statements.first?.range ?? SourceRange(lower: 0, upper: 0)
    let compiler = Compiler(
      interpreter, script, scope: 0, name: name, enclosing: nil, range: start,
      usesWalrus: script.file.bytes.containsWalrus)
    let missing = script.expectations.count - interpreter.visitCounts.count
    if missing > 0 { interpreter.visitCounts += [Int](repeating: 0, count: missing) }
    compiler.compile(statements)
    compiler.finish()
    return CodeObject(compiler.code)
  }

  /// Ends the code with `return None`.
  func finish() {
    emit(.returnValue, constant(.none))
  }
}

extension Script {
  /// Index of the expectation after the statement that begins at an offset.
  package var expectationIndex: [Int32: Int32] {
    var result: [Int32: Int32] = [:]
    for (index, expectation) in expectations.enumerated() {
      if let statement = expectation.statement { result[statement.lower] = Int32(index) }
    }
    return result
  }
}

extension [UInt8] {
  /// Whether `:=` occurs anywhere, in strings and comments too: only a hint that costs a copy.
  fileprivate var containsWalrus: Bool {
    var previous: UInt8 = 0
    for byte in self {
      if byte == UInt8(ascii: "="), previous == UInt8(ascii: ":") { return true }
      previous = byte
    }
    return false
  }
}
