import Diagnostics
import Syntax

extension Compiler {
  // MARK: Calls

  func compileCall(
    _ callee: Expression, _ arguments: [Argument], into target: Int32, _ range: SourceRange
  ) {
    let arguments = implicitSuperArguments(callee, arguments) ?? arguments
    let needsUnpacking = arguments.contains {
      switch $0.kind {
      case .unpackSequence, .unpackMapping: true
      default: false
      }
    }
    if needsUnpacking || arguments.count > 200 {
      compileUnpackedCall(callee, arguments, into: target, range)
      return
    }
    let keywords = arguments.compactMap { argument -> Name? in
      if case .keyword(let name) = argument.kind { return Name(name) }
      return nil
    }
    let base = allocate(Int32(arguments.count) + 2)
    if case .attribute(let object, let text, _) = callee.kind, keywords.isEmpty {
      evaluate(object, into: base + 1)
      for (index, argument) in arguments.enumerated() {
        evaluate(argument.value, into: base + 2 + Int32(index))
      }
      emit(.callMethod, base, Int32(arguments.count), target, at: range)
      emit(.extensionWord, name(text), cacheIndex(), at: callee.range)
      return
    }
    evaluate(callee, into: base)
    // Positional arguments come first in the registers; Python's grammar already puts them first but for `f(a=1, *b)`.
    for (index, argument) in arguments.enumerated() {
      evaluate(argument.value, into: base + 1 + Int32(index))
    }
    if keywords.isEmpty {
      emit(.call, base, Int32(arguments.count), target, at: range)
    } else {
      let names = keywords.map { Value.string($0.text) }
      emit(.callKeywords, base, Int32(arguments.count), target, at: range)
      emit(.extensionWord, constant(.tuple(names)), Int32(keywords.count), at: range)
    }
  }

  private func compileUnpackedCall(
    _ callee: Expression, _ arguments: [Argument], into target: Int32, _ range: SourceRange
  ) {
    let base = allocate(3)
    evaluate(callee, into: base)
    var positional: [Expression] = []
    var hasKeywords = false
    for argument in arguments {
      switch argument.kind {
      case .positional: positional.append(argument.value)
      case .unpackSequence:
        positional.append(Expression(.starred(argument.value), argument.range))
      case .keyword, .unpackMapping: hasKeywords = true
      }
    }
    buildList(positional, in: base + 1, range, callee: base)
    if hasKeywords {
      emit(.makeDict, base + 2)
      for argument in arguments {
        let mark = nextRegister
        switch argument.kind {
        case .keyword(let name):
          emit(
            .mergeKeywords, extra: 1, base + 2, operand(argument.value),
            constant(.string(name)), at: range)
        case .unpackMapping:
          emit(
            .mergeKeywords, base + 2, operand(argument.value), at: range)
        default: break
        }
        nextRegister = mark
      }
    } else {
      emit(.move, base + 2, constant(.none))
    }
    emit(.callUnpacked, base, 0, target, at: range)
  }

  /// `super()` inside a method is `super(__class__, self)`.
  private func implicitSuperArguments(_ callee: Expression, _ arguments: [Argument]) -> [Argument]?
  {
    guard case .name("super") = callee.kind, arguments.isEmpty,
      scope.free.contains("__class__"), let receiver = scope.locals.first
    else { return nil }
    return ["__class__", receiver].map {
      Argument(.positional, Expression(.name($0), callee.range), callee.range)
    }
  }

  // MARK: Functions

  func compileFunction(_ function: FunctionSyntax, _ decorators: [Expression]) {
    let base = allocate(Int32(decorators.count * 2) + 2)
    // Each decorator is the callee of a call whose one argument is what the ones below it return.
    for (index, decorator) in decorators.enumerated() {
      evaluate(decorator, into: base + Int32(index))
    }
    let result = base + Int32(decorators.count)
    makeFunction(function, into: result)
    applyDecorators(decorators, at: base, to: result)
    store(function.name, from: result, function.headerRange)
  }

  private func applyDecorators(_ decorators: [Expression], at base: Int32, to result: Int32) {
    for (index, decorator) in decorators.enumerated().reversed() {
      let mark = nextRegister
      let call = allocate(2)
      emit(.move, call, base + Int32(index))
      emit(.move, call + 1, result)
      emit(.call, call, 1, result, at: decorator.range)
      nextRegister = mark
    }
  }

  func makeFunction(_ function: FunctionSyntax, into target: Int32) {
    let mark = nextRegister
    defer { nextRegister = mark }
    let compiler = Compiler(
      interpreter, script, scope: function.scope, name: function.name, enclosing: self,
      range: function.range, usesWalrus: usesWalrus)
    compiler.code.docstring = function.docstring
    var defaults: [Expression] = []
    for (slot, parameter) in function.parameters.enumerated() {
      compiler.code.parameters.add(parameter, slot: slot)
      compiler.bound.insert(Int32(slot))
      if let value = parameter.defaultValue, parameter.kind != .keywordOnly {
        defaults.append(value)
      }
    }
    for parameter in function.parameters where parameter.kind == .keywordOnly {
      if let value = parameter.defaultValue { defaults.append(value) }
    }
    let first = allocate(Int32(max(defaults.count, 1)))
    for (index, value) in defaults.enumerated() { evaluate(value, into: first + Int32(index)) }
    compiler.emitCellPrologue(parameterCount: function.parameters.count)
    switch function.body {
    case .block(let statements):
      compiler.compile(statements)
      compiler.finish()
    case .expression(let expression):
      compiler.currentRange = expression.range
      compiler.code.statements.append(.init(range: expression.range, parent: -1))
      compiler.currentStatement = 0
      compiler.emit(.returnValue, compiler.operand(expression))
    }
    emitMakeFunction(compiler, into: target, firstDefault: first)
  }

  /// Emits the making of a nested function and the cells it captures, in the order of its `free` names.
  func emitMakeFunction(_ compiler: Compiler, into target: Int32, firstDefault: Int32) {
    code.nested.append(CodeObject(compiler.code))
    emit(.makeFunction, target, Int32(code.nested.count - 1), firstDefault)
    emitCaptures(compiler.scope.free)
  }

  /// One extension word a captured name: the register that holds its cell.
  private func emitCaptures(_ names: [String]) {
    for name in names {
      if case .cell(let register) = place(of: name) {
        emit(.extensionWord, register)
      } else {
        emit(.extensionWord, -1)
      }
    }
  }

  /// Makes this frame's cells, moving captured parameters into theirs.
  func emitCellPrologue(parameterCount: Int) {
    let firstCell = Int32(code.freeBase - scope.cells.count)
    for (index, name) in scope.cells.enumerated() {
      let register = firstCell + Int32(index)
      if let slot = scope.locals.prefix(parameterCount).firstIndex(of: name) {
        emit(.moveCell, register, Int32(slot))
      } else {
        emit(.makeCell, register)
      }
    }
  }

  // MARK: Classes

  func compileClass(_ definition: ClassSyntax, _ decorators: [Expression]) {
    let base = allocate(Int32(decorators.count) + 1)
    for (index, decorator) in decorators.enumerated() {
      evaluate(decorator, into: base + Int32(index))
    }
    let result = base + Int32(decorators.count)
    // Keyword arguments follow the bases.
    let values = definition.bases + definition.keywords.map(\.value)
    let first = allocate(Int32(max(values.count, 1)))
    for (index, value) in values.enumerated() { evaluate(value, into: first + Int32(index)) }
    let keywords = definition.keywords.map { argument -> Value in
      if case .keyword(let name) = argument.kind { return .string(name) }
      return .string("")
    }
    let compiler = Compiler(
      interpreter, script, scope: definition.scope, name: definition.name, enclosing: self,
      range: definition.range, usesWalrus: usesWalrus)
    compiler.code.docstring = definition.docstring
    compiler.code.classAnnotations = definition.annotations
    compiler.emitCellPrologue(parameterCount: 0)
    compiler.compile(definition.body)
    // The body returns the cell that `super()` reads, for the machine to fill.
    if let cell = compiler.scope.cells.firstIndex(of: "__class__") {
      compiler.emit(
        .returnValue, Int32(compiler.code.freeBase - compiler.scope.cells.count + cell))
    } else {
      compiler.finish()
    }
    code.nested.append(CodeObject(compiler.code))
    emit(.makeClass, result, Int32(code.nested.count - 1), first, at: definition.range)
    emit(
      .extensionWord, Int32(definition.bases.count), constant(.string(definition.name)),
      constant(.tuple(keywords)))
    emitCaptures(compiler.scope.free)
    applyDecorators(decorators, at: base, to: result)
    store(definition.name, from: result, definition.range)
  }

  // MARK: Comprehensions

  func compileComprehension(
    _ comprehension: ComprehensionSyntax, into target: Int32, _ range: SourceRange
  ) {
    let name =
      switch comprehension.kind {
      case .list: "<listcomp>"
      case .set: "<setcomp>"
      case .dict: "<dictcomp>"
      case .generator: "<genexpr>"
      }
    let compiler = Compiler(
      interpreter, script, scope: comprehension.scope, name: name, enclosing: self, range: range,
      usesWalrus: usesWalrus)
    compiler.code.isGenerator = comprehension.kind == .generator || compiler.code.isGenerator
    compiler.code.parameters.add(
      Parameter(.ordinary, ".0", default: nil, range), slot: 0)
    compiler.bound.insert(0)
    compiler.code.statements.append(.init(range: range, parent: -1))
    compiler.currentStatement = 0
    compiler.emitCellPrologue(parameterCount: 1)
    compiler.compileComprehensionBody(comprehension)
    let base = allocate(2)
    emitMakeFunction(compiler, into: base, firstDefault: base)
    emit(
      .getIterator, base + 1, operand(comprehension.clauses[0].iterable), at: range)
    emit(.call, base, 1, target, at: range)
  }

  private func compileComprehensionBody(_ comprehension: ComprehensionSyntax) {
    let result = allocate()
    switch comprehension.kind {
    case .list: emit(.makeList, result)
    case .set: emit(.makeSet, result)
    case .dict: emit(.makeDict, result)
    case .generator: break
    }
    compileClauses(comprehension, 0, result)
    emit(.returnValue, comprehension.kind == .generator ? constant(.none) : result)
  }

  private func compileClauses(
    _ comprehension: ComprehensionSyntax, _ index: Int, _ result: Int32
  ) {
    guard index < comprehension.clauses.count else {
      let mark = nextRegister
      let element = operand(comprehension.element)
      switch comprehension.kind {
      case .list: emit(.appendMany, extra: 1, result, element, 1)
      case .set: emit(.addToSet, result, element, at: comprehension.element.range)
      case .dict:
        let value = comprehension.value.map { operand($0) } ?? constant(.none)
        emit(.setDictItem, result, element, value, at: comprehension.element.range)
      case .generator:
        let sent = allocate()
        emit(.yieldValue, sent, element)
      }
      nextRegister = mark
      return
    }
    let clause = comprehension.clauses[index]
    let iterator: Int32
    if index == 0 {
      // The first iterable was evaluated outside and passed in as an iterator.
      iterator = 0
    } else {
      iterator = allocate()
      emit(.getIterator, iterator, operand(clause.iterable), at: clause.iterable.range)
      nextRegister = iterator + 1
    }
    let start = here
    let exit = compileForNext(clause.target, iterator)
    var skips: [Int] = []
    for condition in clause.conditions { skips += jumpIfFalse(condition) }
    compileClauses(comprehension, index + 1, result)
    skips.forEach(patch)
    emit(.loop, Int32(start))
    patch(exit)
  }
}

extension CodeObject.Parameters {
  /// Lays out one more parameter; call in declaration order.
  mutating func add(_ parameter: Parameter, slot: Int) {
    names.append(Name(parameter.name))
    switch parameter.kind {
    case .positionalOnly:
      kinds.append(.positionalOnly)
      positionalOnlyCount += 1
      positionalCount += 1
      if parameter.defaultValue != nil { defaultCount += 1 }
    case .ordinary:
      kinds.append(.ordinary)
      positionalCount += 1
      if parameter.defaultValue != nil { defaultCount += 1 }
    case .variadic:
      kinds.append(.variadic)
      variadicSlot = slot
    case .keywordOnly:
      kinds.append(.keywordOnly)
      keywordOnlySlots.append(slot)
      if parameter.defaultValue != nil { keywordDefaultSlots.append(slot) }
    case .variadicKeyword:
      kinds.append(.variadicKeyword)
      keywordSlot = slot
    }
  }
}
