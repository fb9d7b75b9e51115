import Diagnostics

/// Wordings of the resolver, CPython's.
extension Diagnostic {
  static func outsideFunction(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "outside-function", "'\(word)' outside function", at: range)
  }

  static func breakOutsideLoop(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "outside-loop", "'break' outside loop", at: range)
  }

  static func continueOutsideLoop(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "outside-loop", "'continue' not properly in loop", at: range)
  }

  static func yieldInComprehension(
    _ kind: ComprehensionSyntax.Kind, at range: SourceRange
  ) -> Diagnostic {
    let name: String =
      switch kind {
      case .list: "list comprehension"
      case .set: "set comprehension"
      case .dict: "dict comprehension"
      case .generator: "generator expression"
      }
    return Diagnostic(id: "yield-in-comprehension", "'yield' inside \(name)", at: range)
  }

  static func importAllInside(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "import-all", "import * only allowed at module level", at: range)
  }

  static func walrusInIterable(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "walrus-in-comprehension",
      "assignment expression cannot be used in a comprehension iterable expression", at: range)
  }

  static func walrusRebinds(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "walrus-in-comprehension",
      "assignment expression cannot rebind comprehension iteration variable '\(name)'", at: range)
  }

  static func walrusInClassBody(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "walrus-in-comprehension",
      "assignment expression within a comprehension cannot be used in a class body", at: range)
  }

  // MARK: Declarations

  private static func word(_ isGlobal: Bool) -> String { isGlobal ? "global" : "nonlocal" }

  static func parameterDeclared(
    _ name: String, isGlobal: Bool, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      id: "invalid-declaration", "name '\(name)' is parameter and \(word(isGlobal))", at: range)
  }

  static func usedBeforeDeclaration(
    _ name: String, isGlobal: Bool, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      id: "invalid-declaration",
      "name '\(name)' is used prior to \(word(isGlobal)) declaration", at: range,
      hint: "move the declaration to the top of the function")
  }

  static func assignedBeforeDeclaration(
    _ name: String, isGlobal: Bool, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      id: "invalid-declaration",
      "name '\(name)' is assigned to before \(word(isGlobal)) declaration", at: range,
      hint: "move the declaration to the top of the function")
  }

  static func annotatedName(
    _ name: String, isGlobal: Bool, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      id: "invalid-declaration", "annotated name '\(name)' can't be \(word(isGlobal))", at: range)
  }

  static func nonlocalAndGlobal(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "invalid-declaration", "name '\(name)' is nonlocal and global", at: range)
  }

  static func nonlocalInModule(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "invalid-declaration", "nonlocal declaration not allowed at module level", at: range,
      hint: "use `global`, or nothing at all")
  }

  static func noBindingForNonlocal(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "no-binding", "no binding for nonlocal '\(name)' found", at: range)
  }
}
