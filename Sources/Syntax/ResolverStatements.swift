import Diagnostics

extension Resolver {
  mutating func visit(_ statements: [Statement]) {
    for statement in statements { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .expression(let value): visit(value)
    case .assign(let targets, let value):
      for target in targets { bind(target) }
      visit(value)
    case .annotated(let target, let value):
      visitAnnotated(target, at: statement.range)
      visit(value)
    case .augmented(let target, _, let value):
      visit(target)
      bind(target)
      visit(value)
    case .delete(let targets):
      for target in targets { bind(target) }
    case .pass: break
    case .break:
      if loopDepth == 0 { diagnostics.append(.breakOutsideLoop(at: statement.range)) }
    case .continue:
      if loopDepth == 0 { diagnostics.append(.continueOutsideLoop(at: statement.range)) }
    case .return(let value):
      if entries[current]?.kind != .function {
        diagnostics.append(.outsideFunction("return", at: statement.range))
      }
      visit(value)
    case .if(let branches, let otherwise):
      for branch in branches {
        visit(branch.test)
        visit(branch.body)
      }
      visit(otherwise)
    case .while(let test, let body, let otherwise):
      visit(test)
      visitLoop(body, otherwise)
    case .for(let target, let iterable, let body, let otherwise):
      bind(target)
      visit(iterable)
      visitLoop(body, otherwise)
    case .function(let function, let decorators):
      for decorator in decorators { visit(decorator) }
      note(function.name, .assigned)
      visitFunction(function)
    case .class(let definition, let decorators):
      for decorator in decorators { visit(decorator) }
      visitClass(definition)
    case .assert(let test, let message):
      visit(test)
      visit(message)
    case .raise(let value, let cause):
      visit(value)
      visit(cause)
    case .try(let syntax): visitTry(syntax)
    case .import(let aliases):
      for alias in aliases {
        note(alias.alias ?? String(alias.name.prefix { $0 != "." }), .assigned)
      }
    case .importFrom(_, _, let aliases):
      if aliases.isEmpty, entries[current]?.kind != .module {
        diagnostics.append(.importAllInside(at: statement.range))
      }
      for alias in aliases { note(alias.alias ?? alias.name, .assigned) }
    case .global(let names): declareGlobal(names, at: statement.range)
    case .nonlocal(let names): declareNonlocal(names, at: statement.range)
    case .with(let items, let body):
      for item in items {
        visit(item.context)
        if let target = item.target { bind(target) }
      }
      visit(body)
    }
  }

  private mutating func visitLoop(_ body: [Statement], _ otherwise: [Statement]) {
    loopDepth += 1
    visit(body)
    loopDepth -= 1
    visit(otherwise)
  }

  private mutating func visitTry(_ syntax: TrySyntax) {
    visit(syntax.body)
    for handler in syntax.handlers {
      visit(handler.type)
      if let name = handler.name { note(name, .assigned) }
      visit(handler.body)
    }
    visit(syntax.otherwise)
    visit(syntax.finally)
  }

  private mutating func visitClass(_ definition: ClassSyntax) {
    for base in definition.bases { visit(base) }
    for keyword in definition.keywords { visit(keyword.value) }
    note(definition.name, .assigned)
    inside(definition.scope, .classBody) { $0.visit(definition.body) }
  }

  private mutating func visitAnnotated(_ target: Expression, at range: SourceRange) {
    guard case .name(let name) = target.kind else {
      visit(target)
      return
    }
    let known = facts(name)
    if entries[current]?.kind != .module {
      if known.contains(.declaredGlobal) {
        diagnostics.append(.annotatedName(name, isGlobal: true, at: range))
      } else if known.contains(.declaredNonlocal) {
        diagnostics.append(.annotatedName(name, isGlobal: false, at: range))
      }
    }
    note(name, [.annotated, .assigned])
  }

  // MARK: Declarations

  private mutating func declareGlobal(_ names: [String], at range: SourceRange) {
    for name in names {
      let known = facts(name)
      if let problem = declarationProblem(name, known, isGlobal: true, at: range) {
        diagnostics.append(problem)
      } else if known.contains(.declaredNonlocal) {
        diagnostics.append(.nonlocalAndGlobal(name, at: range))
      }
      note(name, .declaredGlobal)
    }
  }

  private mutating func declareNonlocal(_ names: [String], at range: SourceRange) {
    for name in names {
      let known = facts(name)
      if entries[current]?.kind == .module {
        diagnostics.append(.nonlocalInModule(at: range))
      } else if let problem = declarationProblem(name, known, isGlobal: false, at: range) {
        diagnostics.append(problem)
      } else if known.contains(.declaredGlobal) {
        diagnostics.append(.nonlocalAndGlobal(name, at: range))
      } else {
        nonlocals.append((current, name, range))
      }
      note(name, .declaredNonlocal)
    }
  }

  private func declarationProblem(
    _ name: String, _ known: ScopeEntry.Facts, isGlobal: Bool, at range: SourceRange
  ) -> Diagnostic? {
    if known.contains(.parameter) {
      return .parameterDeclared(name, isGlobal: isGlobal, at: range)
    }
    if known.contains(.used) {
      return .usedBeforeDeclaration(name, isGlobal: isGlobal, at: range)
    }
    if known.contains(.annotated) {
      return .annotatedName(name, isGlobal: isGlobal, at: range)
    }
    if known.contains(.assigned) {
      return .assignedBeforeDeclaration(name, isGlobal: isGlobal, at: range)
    }
    return nil
  }
}
