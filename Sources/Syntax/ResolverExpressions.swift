import Diagnostics

extension Resolver {
  /// Walks an expression in source order with a stack of its own, since chains may be long.
  mutating func visit(_ root: Expression) {
    var pending = [root]
    while let expression = pending.popLast() {
      switch expression.kind {
      case .name(let name): use(name)
      case .integer, .float, .imaginary, .string, .bool, .none, .ellipsis: break
      case .formatted(let parts): visit(parts)
      case .tuple(let elements), .list(let elements), .set(let elements),
        .boolean(_, let elements):
        pending += elements.reversed()
      case .dict(let entries):
        for entry in entries.reversed() {
          pending.append(entry.value)
          if let key = entry.key { pending.append(key) }
        }
      case .unary(_, let operand), .attribute(let operand, _, _), .starred(let operand):
        pending.append(operand)
      case .binary(_, let left, let right), .subscript(let left, let right):
        pending += [right, left]
      case .compare(let first, let rest):
        pending += rest.reversed().map(\.operand)
        pending.append(first)
      case .conditional(let test, let then, let otherwise):
        pending += [otherwise, test, then]
      case .lambda(let function): visitFunction(function)
      case .call(let callee, let arguments):
        pending += arguments.reversed().map(\.value)
        pending.append(callee)
      case .slice(let lower, let upper, let step):
        pending += [step, upper, lower].compactMap { $0 }
      case .walrus(let name, let nameRange, let value):
        visitWalrus(name, nameRange, expression.range)
        pending.append(value)
      case .comprehension(let comprehension): visitComprehension(comprehension)
      case .yield(let value):
        noteYield(at: expression.range)
        if let value { pending.append(value) }
      case .yieldFrom(let value):
        noteYield(at: expression.range)
        pending.append(value)
      }
    }
  }

  mutating func visit(_ expression: Expression?) {
    if let expression { visit(expression) }
  }

  private mutating func visit(_ parts: [FormattedPart]) {
    for part in parts {
      guard case .field(let value, _, _, let spec) = part else { continue }
      visit(value)
      visit(spec)
    }
  }

  /// Notes the names that a target binds and the expressions that it uses.
  mutating func bind(_ target: Expression, _ facts: ScopeEntry.Facts = .assigned) {
    switch target.kind {
    case .name(let name): note(name, facts)
    case .tuple(let elements), .list(let elements):
      for element in elements { bind(element, facts) }
    case .starred(let inner): bind(inner, facts)
    default: visit(target)
    }
  }

  mutating func visitFunction(_ function: FunctionSyntax) {
    for parameter in function.parameters { visit(parameter.defaultValue) }
    let kind: Scope.Kind
    switch function.body {
    case .block: kind = .function
    case .expression: kind = .lambda
    }
    inside(function.scope, kind) { resolver in
      for parameter in function.parameters {
        resolver.note(parameter.name, .parameter)
        resolver.entries[resolver.current]?.parameters.append(parameter.name)
      }
      switch function.body {
      case .block(let statements): resolver.visit(statements)
      case .expression(let value): resolver.visit(value)
      }
    }
  }

  private mutating func visitComprehension(_ comprehension: ComprehensionSyntax) {
    guard let first = comprehension.clauses.first else { return }
    iterableDepth += 1
    visit(first.iterable)
    iterableDepth -= 1
    inside(comprehension.scope, .comprehension) { resolver in
      let scope = resolver.current
      resolver.entries[scope]?.comprehension = comprehension.kind
      resolver.entries[scope]?.isGenerator = comprehension.kind == .generator
      resolver.entries[scope]?.parameters = [".0"]
      for (index, clause) in comprehension.clauses.enumerated() {
        resolver.bind(clause.target, .iterationVariable)
        if index > 0 {
          resolver.iterableDepth += 1
          resolver.visit(clause.iterable)
          resolver.iterableDepth -= 1
        }
        for condition in clause.conditions { resolver.visit(condition) }
      }
      resolver.visit(comprehension.element)
      resolver.visit(comprehension.value)
    }
  }

  /// `:=` binds in the nearest scope that is no comprehension (PEP 572).
  private mutating func visitWalrus(_ name: String, _ nameRange: SourceRange, _ range: SourceRange)
  {
    if iterableDepth > 0 {
      diagnostics.append(.walrusInIterable(at: range))
      return
    }
    var scope = current
    while let entry = entries[scope], entry.kind == .comprehension, let parent = entry.parent {
      if entry.facts[name, default: []].contains(.iterationVariable) {
        diagnostics.append(.walrusRebinds(name, at: nameRange))
        return
      }
      entries[scope]?.note(name, .used)
      scope = parent
    }
    if scope != current, entries[scope]?.kind == .classBody {
      diagnostics.append(.walrusInClassBody(at: nameRange))
      return
    }
    entries[scope]?.note(name, .assigned)
  }

  private mutating func noteYield(at range: SourceRange) {
    guard let entry = entries[current] else { return }
    switch entry.kind {
    case .function, .lambda: entries[current]?.isGenerator = true
    case .module, .classBody: diagnostics.append(.outsideFunction("yield", at: range))
    case .comprehension:
      diagnostics.append(.yieldInComprehension(entry.comprehension ?? .generator, at: range))
    }
  }
}
