import Foundation

/// `textwrap`: indentation and filling of paragraphs.
enum TextwrapModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "textwrap", { ModuleObject("textwrap") { _ in functions.map { ($0.name, .object($0)) } } }
  )

  private static var functions: [BuiltinFunction] {
    [
      .unary("dedent(text, /)", "Without the indentation that all lines share.") {
        interpreter, value in .string(dedent(try interpreter.requireText(value)))
      },
      .bound("indent(text, prefix, predicate=None)", "With a prefix before each line.") {
        interpreter, call in
        let prefix = try interpreter.requireText(call[1])
        var result = ""
        for line in lines(try interpreter.requireText(call[0])) {
          let applies =
            call[2].isNone
            ? !StringMethods.strip(line).isEmpty
            : try interpreter.isTruthy(interpreter.call(call[2], [.string(line)]))
          result += applies ? prefix + line : line
        }
        return .string(result)
      },
      .bound("wrap(text, width=70)", "The lines of a paragraph of limited width.") {
        interpreter, call in
        .list(
          wrap(try interpreter.requireText(call[0]), width: try interpreter.requireIndex(call[1]))
            .map { .string($0) })
      },
      .bound("shorten(text, width, *, placeholder=' [...]')", "The first words that fit.") {
        interpreter, call in
        let width = try interpreter.requireIndex(call[1])
        let mark = try interpreter.requireText(call[2])
        return .string(
          try shorten(interpreter.requireText(call[0]), width: width, placeholder: mark))
      },
      .bound("fill(text, width=70)", "A paragraph of limited width.") { interpreter, call in
        .string(
          wrap(try interpreter.requireText(call[0]), width: try interpreter.requireIndex(call[1]))
            .joined(separator: "\n"))
      },
    ]
  }

  /// Lines with their ends.
  private static func lines(_ text: String) -> [String] {
    var result: [String] = []
    var line = ""
    for scalar in text.unicodeScalars {
      line.unicodeScalars.append(scalar)
      if scalar == "\n" {
        result.append(line)
        line = ""
      }
    }
    if !line.isEmpty { result.append(line) }
    return result
  }

  static func dedent(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    func isBlank(_ line: String) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" } }
    var margin: String?
    for line in lines where !isBlank(line) {
      let indent = String(line.prefix { $0 == " " || $0 == "\t" })
      margin = margin.map { $0.commonPrefix(with: indent) } ?? indent
    }
    let count = margin?.count ?? 0
    return lines.map { isBlank($0) ? "" : String($0.dropFirst(count)) }.joined(separator: "\n")
  }

  private static func shorten(_ text: String, width: Int, placeholder: String) throws -> String {
    let words = text.unicodeScalars.split(whereSeparator: StringMethods.isSpace).map(String.init)
    let whole = words.joined(separator: " ")
    if whole.unicodeScalars.count <= width { return whole }
    guard StringMethods.strip(placeholder).unicodeScalars.count <= width else {
      throw Raised(.valueError, "placeholder too large for max width")
    }
    var kept = words
    while !kept.isEmpty {
      let shown = kept.joined(separator: " ") + placeholder
      if shown.unicodeScalars.count <= width { return shown }
      kept.removeLast()
    }
    return StringMethods.strip(placeholder)
  }

  private static func wrap(_ text: String, width: Int) -> [String] {
    let words = text.unicodeScalars.split(whereSeparator: StringMethods.isSpace).map(String.init)
    var lines: [String] = []
    var line = ""
    for word in words {
      var word = word
      if !line.isEmpty, line.unicodeScalars.count + 1 + word.unicodeScalars.count > width {
        lines.append(line)
        line = ""
      }
      while line.isEmpty, word.unicodeScalars.count > width, width > 0 {
        lines.append(String(word.prefix(width)))
        word = String(word.dropFirst(width))
      }
      line += line.isEmpty ? word : " " + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}

/// `warnings`: messages on standard error.
enum WarningsModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "warnings",
    {
      ModuleObject("warnings") { _ in
        let state = WarningState()
        return functions(state).map { ($0.name, .object($0)) }
      }
    }
  )

  /// Filters in force and warnings being recorded.
  private final class WarningState {
    enum Action { case show, ignore, raise }
    var filters: [(action: Action, category: TypeObject?)] = []
    var saved: [[(action: Action, category: TypeObject?)]] = []
    /// Innermost list that `catch_warnings(record=True)` fills.
    var recorders: [ListObject?] = []
  }

  private static func action(_ value: Value, _ interpreter: Interpreter) throws
    -> WarningState.Action
  {
    switch try interpreter.requireText(value) {
    case "ignore": return .ignore
    case "error": return .raise
    case "default", "always", "module", "once": return .show
    case let other:
      throw Raised(.valueError, "invalid action: \(StringRepresentation.quoted(other))")
    }
  }

  private static func functions(_ state: WarningState) -> [BuiltinFunction] {
    [
      .bound("warn(message, category=None, stacklevel=1, source=None)", "Writes a warning.") {
        interpreter, call in
        try warn(call[0], call[1], state, interpreter)
        return .none
      },
      .bound(
        "simplefilter(action, category=None, lineno=0, append=False)",
        "Sets what happens to warnings."
      ) {
        interpreter, call in
        state.filters.insert(
          (
            try action(call[0], interpreter),
            call[1].isNone ? nil : try interpreter.typeReceiver(call[1])
          ), at: 0)
        return .none
      },
      .bound(
        "filterwarnings(action, message='', category=None, module='', lineno=0, append=False)",
        "Sets what happens to warnings of a category."
      ) { interpreter, call in
        state.filters.insert(
          (
            try action(call[0], interpreter),
            call[2].isNone ? nil : try interpreter.typeReceiver(call[2])
          ), at: 0)
        return .none
      },
      .raw("resetwarnings()", "Forgets all filters.") { _, _ in
        state.filters = []
        return .none
      },
      .bound(
        "catch_warnings(*, record=False, module=None, action=None)",
        "Restores the filters at its end."
      ) {
        interpreter, call in
        let records = try interpreter.isTruthy(call[0])
        return .object(
          ManagerObject("catch_warnings") { _ in
            state.saved.append(state.filters)
            let list = records ? ListObject([]) : nil
            state.recorders.append(list)
            return list.map { .list($0) } ?? Value.none
          } exit: { _, _ in
            state.filters = state.saved.popLast() ?? []
            state.recorders.removeLast()
            return false
          })
      },
    ]
  }

  private static func warn(
    _ message: Value, _ category: Value, _ state: WarningState, _ interpreter: Interpreter
  ) throws {
    var type = interpreter.types.exception(.userWarning)
    var text = message
    if case .object(let object) = message, let exception = object as? ExceptionObject {
      type = exception.instanceType
      text = .string(try exception.str(in: interpreter))
    } else if !category.isNone {
      type = try interpreter.typeReceiver(category)
    }
    let filter = state.filters.first { $0.category.map { type.isSubtype(of: $0) } ?? true }
    let shown = try interpreter.str(text)
    switch filter?.action ?? .show {
    case .ignore: return
    case .raise:
      throw Raised(ExceptionObject(type, [.string(shown)]))
    case .show:
      let exception = ExceptionObject(type, [.string(shown)])
      if let recorder = state.recorders.last(where: { $0 != nil }) ?? nil {
        let record = NamespaceObject(interpreter.types.builtin(named: "WarningMessage"))
        record.fields["message"] = .object(exception)
        record.fields["category"] = .object(type)
        recorder.elements.append(.object(record))
        return
      }
      interpreter.errorOutput("\(type.name): \(shown)\n")
    }
  }
}
