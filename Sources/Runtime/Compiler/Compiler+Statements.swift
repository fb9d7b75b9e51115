import Diagnostics
import Syntax

extension Compiler {
  func compile(_ statements: [Statement]) {
    for statement in statements { compile(statement) }
  }

  func compile(_ statement: Statement) {
    let outerStatement = currentStatement
    let outerRange = currentRange
    let mark = nextRegister
    code.statements.append(.init(range: statement.range, parent: outerStatement))
    currentStatement = Int32(code.statements.count - 1)
    currentRange = statement.range
    if let expectation = expectationAt[statement.range.lower] { emit(.visit, expectation) }
    compileBody(of: statement)
    nextRegister = mark
    currentStatement = outerStatement
    currentRange = outerRange
  }

  private func compileBody(of statement: Statement) {
    switch statement.kind {
    case .expression(let expression): _ = operand(expression)
    case .assign(let targets, let value): compileAssignment(targets, value)
    case .annotated(let target, let value):
      if let value { assign(target, from: operand(value)) }
    case .augmented(let target, let operation, let value):
      compileAugmented(target, operation, value, statement.range)
    case .delete(let targets): targets.forEach(compileDelete)
    case .pass, .global, .nonlocal: break
    case .break: compileBreak()
    case .continue: compileContinue()
    case .return(let value): compileReturn(value)
    case .if(let branches, let otherwise): compileIf(branches, otherwise)
    case .while(let test, let body, let otherwise): compileWhile(test, body, otherwise)
    case .for(let target, let iterable, let body, let otherwise):
      compileFor(target, iterable, body, otherwise)
    case .function(let function, let decorators): compileFunction(function, decorators)
    case .class(let definition, let decorators): compileClass(definition, decorators)
    case .assert(let condition, let message): compileAssert(condition, message)
    case .raise(let exception, let cause): compileRaise(exception, cause)
    case .try(let syntax): compileTry(syntax)
    case .import(let aliases): aliases.forEach(compileImport)
    case .importFrom(let module, let range, let names): compileImportFrom(module, range, names)
    case .with(let items, let body): compileWith(items[...], body)
    }
  }

  // MARK: Branches and loops

  private func compileIf(
    _ branches: [(test: Expression, body: [Statement])], _ otherwise: [Statement]
  ) {
    var ends: [Int] = []
    var boundAtEnd: Set<Int32>?
    let isLastWithoutElse = otherwise.isEmpty
    for (index, branch) in branches.enumerated() {
      let mark = nextRegister
      let skip = jumpIfFalse(branch.test)
      nextRegister = mark
      let boundAfterTest = bound
      compile(branch.body)
      boundAtEnd = boundAtEnd.map { $0.intersection(bound) } ?? bound
      bound = boundAfterTest
      if index < branches.count - 1 || !isLastWithoutElse { ends.append(emit(.jump)) }
      skip.forEach(patch)
    }
    compile(otherwise)
    bound = boundAtEnd.map { $0.intersection(bound) } ?? bound
    ends.forEach(patch)
  }

  private func compileWhile(_ test: Expression, _ body: [Statement], _ otherwise: [Statement]) {
    let start = here
    let mark = nextRegister
    let exits = jumpIfFalse(test)
    nextRegister = mark
    let boundAtExit = bound
    controls.append(.loop(breakJumps: [], continueTarget: start, continueJumps: []))
    compile(body)
    emit(.loop, Int32(start))
    bound = boundAtExit
    endLoop(exits: exits, otherwise)
  }

  private func compileFor(
    _ target: Expression, _ iterable: Expression, _ body: [Statement], _ otherwise: [Statement]
  ) {
    let iterator = allocate()
    emit(.getIterator, iterator, operand(iterable))
    nextRegister = iterator + 1
    let boundAtExit = bound
    let start = here
    let exit = compileForNext(target, iterator)
    controls.append(.loop(breakJumps: [], continueTarget: start, continueJumps: []))
    compile(body)
    emit(.loop, Int32(start))
    bound = boundAtExit
    endLoop(exits: [exit], otherwise)
  }

  /// Emits the step of an iteration into its target; returns the jump taken at the end.
  func compileForNext(_ target: Expression, _ iterator: Int32) -> Int {
    if case .name(let text) = target.kind, case .local(let register) = place(of: text) {
      let exit = emit(.forNext, register, iterator)
      bound.insert(register)
      return exit
    }
    let mark = nextRegister
    let element = allocate()
    let exit = emit(.forNext, element, iterator)
    assign(target, from: element)
    nextRegister = mark
    return exit
  }

  private func endLoop(exits: [Int], _ otherwise: [Statement]) {
    guard case .loop(let breaks, _, _)? = controls.popLast() else { return }
    exits.forEach(patch)
    let boundBefore = bound
    compile(otherwise)
    bound = boundBefore
    breaks.forEach(patch)
  }

  private func compileBreak() {
    guard let index = unwindControls(untilLoop: true) else { return }
    let jump = emit(.jump)
    if case .loop(var breaks, let target, let continues) = controls[index] {
      breaks.append(jump)
      controls[index] = .loop(breakJumps: breaks, continueTarget: target, continueJumps: continues)
    }
  }

  private func compileContinue() {
    guard let index = unwindControls(untilLoop: true) else { return }
    if case .loop(_, let target, _) = controls[index] { emit(.loop, Int32(target)) }
  }

  private func compileReturn(_ value: Expression?) {
    guard let value else {
      _ = unwindControls(untilLoop: false)
      emit(.returnValue, constant(.none))
      return
    }
    var result = operand(value)
    let hasCleanup = controls.contains {
      switch $0 {
      case .finally, .with: true
      default: false
      }
    }
    if hasCleanup, result >= 0 {
      // The finally body may assign the very local that is returned.
      let copy = allocate()
      emit(.move, copy, result)
      result = copy
    }
    _ = unwindControls(untilLoop: false)
    emit(.returnValue, result)
  }

  /// Emits what has to run on the way out, innermost first; returns the index of the loop where it stops.
  private func unwindControls(untilLoop: Bool) -> Int? {
    var index = controls.count - 1
    while index >= 0 {
      switch controls[index] {
      case .loop: if untilLoop { return index }
      case .handler: break
      case .finally(let body, _):
        emitCleanup(at: index) { self.compile(body) }
      case .with(let manager, _):
        emitCleanup(at: index) { self.emit(.exitContext, manager) }
      }
      index -= 1
    }
    return nil
  }

  /// Emits cleanup code that the handlers from `index` inwards must not cover, since they have been left already.
  private func emitCleanup(at index: Int, _ body: () -> Void) {
    let saved = controls
    controls = Array(saved[..<index])
    let savedBound = bound
    let start = here
    body()
    let gap = start..<here
    bound = savedBound
    let outer = controls
    controls = outer + saved[index...]
    for position in index..<controls.count {
      switch controls[position] {
      case .finally(let body, let gaps): controls[position] = .finally(body, gaps: gaps + [gap])
      case .with(let manager, let gaps):
        controls[position] = .with(manager: manager, gaps: gaps + [gap])
      default: break
      }
    }
  }

  // MARK: Exceptions

  /// Registers a handler for instructions from `start` to here, without the gaps.
  private func addHandlers(from start: Int, gaps: [Range<Int>], target: Int, register: Int32) {
    addHandlers(from: start, to: target, gaps: gaps, target: target, register: register)
  }

  private func addHandlers(
    from start: Int, to end: Int, gaps: [Range<Int>], target: Int, register: Int32
  ) {
    var position = start
    for gap in gaps where gap.lowerBound >= start {
      if position < gap.lowerBound {
        code.handlers.append(
          .init(start: position, end: gap.lowerBound, target: target, register: register))
      }
      position = gap.upperBound
    }
    if position < end {
      code.handlers.append(.init(start: position, end: end, target: target, register: register))
    }
  }

  /// Instructions from `start` to here run while the exception in a register is being handled.
  private func addHandledRegion(from start: Int, _ register: Int32) {
    code.handledRegions.append(.init(start: start, end: here, register: register))
  }

  private func compileTry(_ syntax: TrySyntax) {
    guard !syntax.finally.isEmpty else {
      compileHandlers(syntax)
      return
    }
    let exception = allocate()
    let boundBefore = bound
    let start = here
    controls.append(.finally(syntax.finally, gaps: []))
    compileHandlers(syntax)
    guard case .finally(_, let gaps)? = controls.popLast() else { return }
    let end = here
    let boundAfter = bound
    compile(syntax.finally)
    let boundNormally = bound
    let skip = emit(.jump)
    let target = here
    addHandlers(from: start, to: end, gaps: gaps, target: target, register: exception)
    bound = boundBefore
    controls.append(.handler(register: exception))
    compile(syntax.finally)
    _ = controls.popLast()
    emit(.reraise, exception)
    addHandledRegion(from: target, exception)
    patch(skip)
    bound = boundNormally.union(boundAfter)
  }

  private func compileHandlers(_ syntax: TrySyntax) {
    guard !syntax.handlers.isEmpty else {
      compile(syntax.body)
      compile(syntax.otherwise)
      return
    }
    let exception = allocate()
    let boundBefore = bound
    let start = here
    compile(syntax.body)
    let end = here
    // Cleanup of an outer finally that a return inside this body inlined is not covered by this handler either.
    var gaps: [Range<Int>] = []
    for control in controls {
      if case .finally(_, let inner) = control { gaps += inner.filter { $0.lowerBound >= start } }
    }
    gaps.sort { $0.lowerBound < $1.lowerBound }
    compile(syntax.otherwise)
    var boundAtEnd = bound
    var ends = [emit(.jump)]
    let handlersStart = here
    addHandlers(from: start, to: end, gaps: gaps, target: here, register: exception)
    controls.append(.handler(register: exception))
    var catchesAll = false
    for handler in syntax.handlers {
      bound = boundBefore
      var skip: Int?
      currentRange = handler.range
      if let type = handler.type {
        let mark = nextRegister
        let result = allocate()
        emit(.matchException, result, exception, operand(type), at: type.range)
        skip = emit(.jumpIfFalse, 0, result)
        nextRegister = mark
      } else {
        catchesAll = true
      }
      if let name = handler.name { store(name, from: exception, handler.range) }
      compile(handler.body)
      if let name = handler.name {
        // Python unbinds the name at the end of the handler.
        store(name, from: constant(.none), handler.range)
        delete(name, handler.range)
      }
      boundAtEnd = boundAtEnd.intersection(bound)
      ends.append(emit(.jump))
      if let skip { patch(skip) }
    }
    _ = controls.popLast()
    if !catchesAll { emit(.reraise, exception) }
    addHandledRegion(from: handlersStart, exception)
    bound = boundAtEnd
    ends.forEach(patch)
  }

  private func compileWith(
    _ items: ArraySlice<(context: Expression, target: Expression?)>, _ body: [Statement]
  ) {
    guard let item = items.first else {
      compile(body)
      return
    }
    let manager = allocate()
    let exception = allocate()
    let entered = allocate()
    emit(.move, manager, operand(item.context))
    emit(.enterContext, entered, manager)
    let boundBefore = bound
    let start = here
    controls.append(.with(manager: manager, gaps: []))
    if let target = item.target { assign(target, from: entered) }
    compileWith(items.dropFirst(), body)
    guard case .with(_, let gaps)? = controls.popLast() else { return }
    let end = here
    emit(.exitContext, manager)
    let skip = emit(.jump)
    addHandlers(from: start, to: end, gaps: gaps, target: here, register: exception)
    let boundAfter = bound
    bound = boundBefore
    let exitStart = here
    emit(.exitContextRaised, entered, manager, exception)
    let swallowed = emit(.jumpIfTrue, 0, entered)
    emit(.reraise, exception)
    addHandledRegion(from: exitStart, exception)
    patch(skip)
    patch(swallowed)
    bound = boundAfter.intersection(boundBefore)
  }

  private func compileAssert(_ condition: Expression, _ message: Expression?) {
    let mark = nextRegister
    let test = operand(condition)
    let skip = emit(.jumpIfTrue, 0, test, at: condition.range)
    let boundBefore = bound
    if let message {
      emit(.raiseAssertion, operand(message), at: condition.range)
    } else {
      emit(.raiseAssertion, constant(.unbound), at: condition.range)
    }
    bound = boundBefore
    patch(skip)
    nextRegister = mark
  }

  private func compileRaise(_ exception: Expression?, _ cause: Expression?) {
    guard let exception else {
      for case .handler(let register) in controls.reversed() {
        emit(.reraise, register)
        return
      }
      emit(.reraise, constant(.none))
      return
    }
    let value = operand(exception)
    if let cause {
      emit(.raiseFrom, value, operand(cause))
    } else {
      emit(.raise, value)
    }
  }

  // MARK: Imports

  private func compileImport(_ alias: ImportAlias) {
    let target = allocate()
    let module = constant(.string(alias.name))
    // `import a.b` binds `a`; `import a.b as c` binds the submodule.
    emit(.importModule, extra: alias.alias == nil ? 1 : 0, target, module)
    let name = alias.alias ?? String(alias.name.prefix { $0 != "." })
    store(name, from: target, alias.range)
  }

  private func compileImportFrom(_ module: String, _ range: SourceRange, _ names: [ImportAlias]) {
    let moduleRegister = allocate()
    emit(.importModule, moduleRegister, constant(.string(module)))
    if names.isEmpty {
      emit(.importStar, moduleRegister, at: range)
      return
    }
    for alias in names {
      let target = allocate()
      emit(.importName, target, moduleRegister, name(alias.name))
      store(alias.alias ?? alias.name, from: target, alias.range)
    }
  }
}
