import Diagnostics

/// Gives every name of every scope its place by Python's scoping rules, and checks what needs
/// scopes: `return`, `yield`, `break`, `global`, `nonlocal`.
///
/// First the tree is walked and facts about names are noted by scope; then names that a scope does
/// not bind are looked up outwards, which makes cells and free variables.
struct Resolver {
  /// Indexed by the scope numbers that the parser gave; nil for expressions that were dropped
  /// (annotations).
  var entries: [ScopeEntry?]
  var diagnostics: [Diagnostic] = []
  var current = 0
  var loopDepth = 0
  /// Above 0 inside the iterable of a comprehension.
  var iterableDepth = 0
  /// `nonlocal` declarations to be checked once all scopes are known.
  var nonlocals: [(scope: Int, name: String, range: SourceRange)] = []

  init(scopeCount: Int) {
    entries = Array(repeating: nil, count: scopeCount)
    entries[0] = ScopeEntry(kind: .module, parent: nil)
  }

  /// The scopes in the order of their numbers.
  mutating func resolve(_ statements: [Statement]) -> [Scope] {
    visit(statements)
    for (scope, name, range) in nonlocals {
      if capture(name, for: scope) { continue }
      diagnostics.append(.noBindingForNonlocal(name, at: range))
    }
    for scope in entries.indices {
      guard let entry = entries[scope], entry.kind != .module else { continue }
      for name in entry.names where !entry.binds(name) {
        let facts = entry.facts[name, default: []]
        if facts.contains(.declaredGlobal) || facts.contains(.declaredNonlocal) { continue }
        _ = capture(name, for: scope)
      }
    }
    return entries.map { $0?.makeScope() ?? Scope(kind: .lambda, parent: 0) }
  }

  /// Looks a name up from a scope outwards and makes it a cell there and free on the way; false for
  /// globals.
  private mutating func capture(_ name: String, for scope: Int) -> Bool {
    var path = [scope]
    var next = entries[scope]?.parent
    while let outer = next, let entry = entries[outer], entry.kind != .module {
      if entry.kind == .classBody {
        // Class namespaces are invisible from inside, except for what `super()` needs.
        if name == "__class__" { return connect(name, outer, path) }
      } else if entry.binds(name) {
        return connect(name, outer, path)
      } else if entry.facts[name, default: []].contains(.declaredGlobal) {
        return false
      }
      path.append(outer)
      next = entry.parent
    }
    return false
  }

  private mutating func connect(_ name: String, _ owner: Int, _ path: [Int]) -> Bool {
    entries[owner]?.makeCell(name)
    for scope in path { entries[scope]?.makeFree(name) }
    return true
  }

  // MARK: Notes

  mutating func note(_ name: String, _ facts: ScopeEntry.Facts) {
    entries[current]?.note(name, facts)
  }

  func facts(_ name: String) -> ScopeEntry.Facts { entries[current]?.facts[name] ?? [] }

  mutating func use(_ name: String) {
    note(name, .used)
    if name == "super", entries[current]?.hasFrame == true, isInsideClass() {
      note("__class__", .used)
    }
  }

  private func isInsideClass() -> Bool {
    var scope: Int? = current
    while let index = scope, let entry = entries[index] {
      if entry.kind == .classBody { return true }
      scope = entry.parent
    }
    return false
  }

  /// Runs `body` inside a new scope; loops outside do not count there.
  mutating func inside(_ scope: Int, _ kind: Scope.Kind, _ body: (inout Resolver) -> Void) {
    let saved = (current, loopDepth)
    entries[scope] = ScopeEntry(kind: kind, parent: current)
    (current, loopDepth) = (scope, 0)
    body(&self)
    (current, loopDepth) = saved
  }
}
