/// Text of a script's tree and scopes for golden tests and for reading; not a stable format.
package struct TreeDump {
  private var lines: [String] = []
  private var indentation = 0

  /// One line a statement, indented by block, expressions as S-expressions.
  package static func text(of statements: [Statement]) -> String {
    var dump = TreeDump()
    dump.add(statements)
    return dump.lines.map { $0 + "\n" }.joined()
  }

  /// One line a scope: number, kind, parent, locals, cells, free names.
  package static func text(of scopes: [Scope]) -> String {
    scopes.enumerated().map { index, scope in
      var line = "scope \(index) \(scope.kind)"
      if let parent = scope.parent { line += " in \(parent)" }
      if !scope.locals.isEmpty { line += " locals " + scope.locals.joined(separator: ",") }
      if !scope.cells.isEmpty { line += " cells " + scope.cells.joined(separator: ",") }
      if !scope.free.isEmpty { line += " free " + scope.free.joined(separator: ",") }
      return line + (scope.isGenerator ? " generator" : "") + "\n"
    }.joined()
  }

  private mutating func add(_ line: String) {
    lines.append(String(repeating: "  ", count: indentation) + line)
  }

  private mutating func add(_ statements: [Statement]) {
    for statement in statements { add(statement) }
  }

  private mutating func addBlock(_ header: String, _ body: [Statement]) {
    add(header)
    indentation += 1
    add(body)
    indentation -= 1
  }

  private mutating func addElse(_ body: [Statement]) {
    if !body.isEmpty { addBlock("else", body) }
  }

  private mutating func add(_ statement: Statement) {
    switch statement.kind {
    case .expression(let value): add("expr " + text(value))
    case .assign(let targets, let value):
      add("assign " + targets.map(text).joined(separator: " = ") + " = " + text(value))
    case .annotated(let target, let value):
      add("annotated " + text(target) + (value.map { " = " + text($0) } ?? ""))
    case .augmented(let target, let binary, let value):
      add("augmented \(text(target)) \(binary.rawValue)= \(text(value))")
    case .delete(let targets): add("delete " + list(targets))
    case .pass: add("pass")
    case .break: add("break")
    case .continue: add("continue")
    case .return(let value): add("return" + optional(value))
    case .if(let branches, let otherwise):
      for (index, branch) in branches.enumerated() {
        addBlock((index == 0 ? "if " : "elif ") + text(branch.test), branch.body)
      }
      addElse(otherwise)
    case .while(let test, let body, let otherwise):
      addBlock("while " + text(test), body)
      addElse(otherwise)
    case .for(let target, let iterable, let body, let otherwise):
      addBlock("for \(text(target)) in \(text(iterable))", body)
      addElse(otherwise)
    case .function(let function, let decorators):
      for decorator in decorators { add("decorator " + text(decorator)) }
      guard case .block(let body) = function.body else { return }
      addBlock("def \(function.name)(\(parameters(function)))", body)
    case .class(let definition, let decorators):
      for decorator in decorators { add("decorator " + text(decorator)) }
      let bases = definition.bases.map(text) + definition.keywords.map(text)
      addBlock("class \(definition.name)(\(bases.joined(separator: ", ")))", definition.body)
    case .assert(let test, let message): add("assert " + text(test) + optional(message))
    case .raise(let value, let cause):
      add("raise" + optional(value) + (cause.map { " from " + text($0) } ?? ""))
    case .try(let syntax): addTry(syntax)
    case .import(let aliases): add("import " + aliases.map(text).joined(separator: ", "))
    case .importFrom(let module, _, let aliases):
      let names = aliases.isEmpty ? "*" : aliases.map(text).joined(separator: ", ")
      add("from \(module) import \(names)")
    case .global(let names): add("global " + names.joined(separator: ", "))
    case .nonlocal(let names): add("nonlocal " + names.joined(separator: ", "))
    case .with(let items, let body):
      let texts = items.map { text($0.context) + ($0.target.map { " as " + text($0) } ?? "") }
      addBlock("with " + texts.joined(separator: ", "), body)
    }
  }

  private mutating func addTry(_ syntax: TrySyntax) {
    addBlock("try", syntax.body)
    for handler in syntax.handlers {
      addBlock(
        "except" + optional(handler.type) + (handler.name.map { " as \($0)" } ?? ""), handler.body)
    }
    addElse(syntax.otherwise)
    if !syntax.finally.isEmpty { addBlock("finally", syntax.finally) }
  }

  // MARK: Expressions

  private func optional(_ expression: Expression?) -> String {
    expression.map { " " + text($0) } ?? ""
  }

  private func list(_ expressions: [Expression]) -> String {
    expressions.map(text).joined(separator: " ")
  }

  private func text(_ alias: ImportAlias) -> String {
    alias.name + (alias.alias.map { " as \($0)" } ?? "")
  }

  private func text(_ argument: Argument) -> String {
    switch argument.kind {
    case .positional: text(argument.value)
    case .keyword(let name): "\(name)=\(text(argument.value))"
    case .unpackSequence: "*\(text(argument.value))"
    case .unpackMapping: "**\(text(argument.value))"
    }
  }

  private func parameters(_ function: FunctionSyntax) -> String {
    function.parameters.map { parameter in
      let mark =
        switch parameter.kind {
        case .positionalOnly: "/"
        case .ordinary: ""
        case .variadic: "*"
        case .keywordOnly: "!"
        case .variadicKeyword: "**"
        }
      return mark + parameter.name + (parameter.defaultValue.map { "=" + text($0) } ?? "")
    }.joined(separator: ", ")
  }

  private func text(_ expression: Expression) -> String {
    switch expression.kind {
    case .name(let name): name
    case .integer(let digits): digits
    case .float(let value): value.description
    case .imaginary(let value): value.description + "j"
    case .string(let value): quoted(value)
    case .formatted(let parts): "(f" + text(parts) + ")"
    case .bool(let value): value ? "True" : "False"
    case .none: "None"
    case .ellipsis: "..."
    case .tuple(let elements): "(tuple" + elements.map { " " + text($0) }.joined() + ")"
    case .list(let elements): "(list" + elements.map { " " + text($0) }.joined() + ")"
    case .set(let elements): "(set" + elements.map { " " + text($0) }.joined() + ")"
    case .dict(let entries):
      "(dict" + entries.map { " " + ($0.key.map(text) ?? "**") + ":" + text($0.value) }.joined()
        + ")"
    case .unary(let unary, let operand): "(\(unary.rawValue) \(text(operand)))"
    case .binary(let binary, let left, let right):
      "(\(binary.rawValue) \(text(left)) \(text(right)))"
    case .boolean(let isAnd, let operands): "(\(isAnd ? "and" : "or") \(list(operands)))"
    case .compare(let first, let rest):
      "(compare \(text(first))"
        + rest.map { " \($0.operator.rawValue) \(text($0.operand))" }.joined()
        + ")"
    case .conditional(let test, let then, let otherwise):
      "(if \(text(test)) \(text(then)) \(text(otherwise)))"
    case .lambda(let function):
      if case .expression(let body) = function.body {
        "(lambda (\(parameters(function))) \(text(body)))"
      } else {
        "(lambda)"
      }
    case .call(let callee, let arguments):
      "(call \(text(callee))" + arguments.map { " " + text($0) }.joined() + ")"
    case .attribute(let value, let name, _): "(. \(text(value)) \(name))"
    case .subscript(let value, let index): "(index \(text(value)) \(text(index)))"
    case .slice(let lower, let upper, let step):
      "(slice" + [lower, upper, step].map { " " + ($0.map(text) ?? "_") }.joined() + ")"
    case .starred(let value): "(* \(text(value)))"
    case .walrus(let name, _, let value): "(:= \(name) \(text(value)))"
    case .comprehension(let comprehension): text(comprehension)
    case .yield(let value): "(yield" + optional(value) + ")"
    case .yieldFrom(let value): "(yieldfrom \(text(value)))"
    }
  }

  private func text(_ comprehension: ComprehensionSyntax) -> String {
    var result = "(\(comprehension.kind)comp \(text(comprehension.element))"
    if let value = comprehension.value { result += ":" + text(value) }
    for clause in comprehension.clauses {
      result += " for \(text(clause.target)) in \(text(clause.iterable))"
      result += clause.conditions.map { " if " + text($0) }.joined()
    }
    return result + ")"
  }

  /// The text of `{x=}` joins the literal before it, as in CPython's tree.
  private func text(_ parts: [FormattedPart]) -> String {
    var result = ""
    var literal = ""
    for part in parts {
      switch part {
      case .literal(let value): literal += value
      case .field(let value, let debugText, let conversion, let spec):
        literal += debugText ?? ""
        if !literal.isEmpty { result += " " + quoted(literal) }
        literal = ""
        result += " {" + text(value)
        if let conversion { result += " !\(conversion)" }
        if !spec.isEmpty { result += " :" + text(spec) }
        result += "}"
      }
    }
    return literal.isEmpty ? result : result + " " + quoted(literal)
  }

  /// Double-quoted; everything but printable ASCII is escaped by code point.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(Character(scalar))
      case " "..."~": result.unicodeScalars.append(scalar)
      default: result += "\\{" + String(scalar.value, radix: 16) + "}"
      }
    }
    return result + "\""
  }
}
