/// What the resolver learns about one scope before names become slots.
struct ScopeEntry {
  struct Facts: OptionSet {
    let rawValue: UInt8
    static let parameter = Facts(rawValue: 1)
    static let assigned = Facts(rawValue: 2)
    static let used = Facts(rawValue: 4)
    static let annotated = Facts(rawValue: 8)
    static let declaredGlobal = Facts(rawValue: 16)
    static let declaredNonlocal = Facts(rawValue: 32)
    /// Target of a comprehension's `for`.
    static let iterationVariable = Facts(rawValue: 64)
  }

  var kind: Scope.Kind
  var parent: Int?
  var comprehension: ComprehensionSyntax.Kind?
  /// In order of first appearance.
  var names: [String] = []
  var facts: [String: Facts] = [:]
  var parameters: [String] = []
  var isGenerator = false
  /// Own names that inner scopes capture, and names captured from outside, in order.
  var cells: [String] = []
  var free: [String] = []
  var cellIndices: [String: Int] = [:]
  var freeIndices: [String: Int] = [:]

  init(kind: Scope.Kind, parent: Int?) {
    self.kind = kind
    self.parent = parent
  }

  /// Functions, lambdas and comprehensions: scopes whose names live in a frame.
  var hasFrame: Bool { kind != .module && kind != .classBody }

  mutating func note(_ name: String, _ facts: Facts) {
    if self.facts[name, default: []].isEmpty { names.append(name) }
    self.facts[name, default: []].formUnion(facts)
  }

  /// Whether the name belongs to this scope.
  func binds(_ name: String) -> Bool {
    let facts = facts[name, default: []]
    return !facts.isDisjoint(with: [.parameter, .assigned, .annotated, .iterationVariable])
      && facts.isDisjoint(with: [.declaredGlobal, .declaredNonlocal])
  }

  mutating func makeCell(_ name: String) {
    if cellIndices[name] != nil { return }
    cellIndices[name] = cells.count
    cells.append(name)
  }

  mutating func makeFree(_ name: String) {
    if freeIndices[name] != nil { return }
    freeIndices[name] = free.count
    free.append(name)
  }

  /// The finished table; needs all captures to be known.
  func makeScope() -> Scope {
    var scope = Scope(
      kind: kind, parent: parent, cells: cells, free: free, isGenerator: isGenerator)
    switch kind {
    case .module:
      for name in names { scope.symbols[name] = .global }
    case .classBody:
      if let index = cellIndices["__class__"] { scope.symbols["__class__"] = .cell(index) }
      for name in names {
        if binds(name) {
          scope.symbols[name] = .classMember
        } else {
          scope.symbols[name] = outerSymbol(name)
        }
      }
    case .function, .lambda, .comprehension:
      scope.locals = parameters
      for (index, name) in parameters.enumerated() where scope.symbols[name] == nil {
        scope.symbols[name] = cellIndices[name].map { .cell($0) } ?? .local(index)
      }
      for name in names where scope.symbols[name] == nil {
        if !binds(name) {
          scope.symbols[name] = outerSymbol(name)
        } else if let index = cellIndices[name] {
          scope.symbols[name] = .cell(index)
        } else {
          scope.symbols[name] = .local(scope.locals.count)
          scope.locals.append(name)
        }
      }
    }
    return scope
  }

  private func outerSymbol(_ name: String) -> Scope.Symbol {
    if facts[name, default: []].contains(.declaredGlobal) { return .global }
    return freeIndices[name].map { .free($0) } ?? .global
  }
}
