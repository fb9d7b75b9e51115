import Diagnostics
import Records
import Runtime
import Syntax

/// The top-level statements of a script by content, so that places can be found again in an edited script.
final class ScriptMap {
  /// A place that does not depend on where its statement stands.
  struct Place: Hashable {
    /// Digest of the top-level statement.
    var statement: Digest
    /// Which of the cell's statements, for places in the cell itself; -1 elsewhere.
    var index: Int
    /// Token inside the statement.
    var token: Int
  }

  struct Entry {
    var statement: Statement
    var cell: Int
    /// Position among the statements of its cell.
    var index: Int
    var tokens: Range<Int>
    var digest: Digest
  }

  let script: Script
  let tokens: SourceTokens
  let entries: [Entry]

  init(_ script: Script) {
    self.script = script
    tokens = SourceTokens(script)
    var entries: [Entry] = []
    for (number, cell) in script.cells.enumerated() {
      for (index, statement) in cell.statements.enumerated() {
        let range =
          tokens.index(of: statement.range.lower)..<tokens.end(before: statement.range.upper)
        entries.append(
          Entry(
            statement: statement, cell: number, index: index, tokens: range,
            digest: SHA256.digest(of: tokens.canonical(range))))
      }
    }
    self.entries = entries
  }

  /// Statements of a cell in order, without its header, comments and expectations.
  func digest(ofCell number: Int) -> Digest {
    var sum = SHA256()
    for entry in entries where entry.cell == number { sum.update(field: entry.digest.bytes) }
    return sum.finalize()
  }

  func entries(ofCell number: Int) -> [Entry] { entries.filter { $0.cell == number } }

  private func entry(at offset: Int32) -> Entry? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].statement.range.upper <= offset { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].statement.range.lower <= offset else { return nil }
    return entries[low]
  }

  /// The place of an offset, seen from a cell.
  func place(of offset: Int32, inCell number: Int) -> Place? {
    guard let entry = entry(at: offset) else { return nil }
    return Place(
      statement: entry.digest, index: entry.cell == number ? entry.index : -1,
      token: tokens.index(of: offset) - entry.tokens.lowerBound)
  }

  /// Where a place is now; nil where no statement is as it was.
  func offset(of place: Place, inCell number: Int) -> Int32? {
    let entry = entries.first {
      place.index >= 0
        ? $0.cell == number && $0.index == place.index : $0.digest == place.statement
    }
    guard let entry, entry.digest == place.statement else { return nil }
    return tokens.offset(at: entry.tokens.lowerBound + place.token)
  }

  /// What a code object was compiled from.
  func digest(of code: CodeObject) -> Digest? {
    guard let offset = code.sourceOffset, let entry = entry(at: offset) else { return nil }
    var sum = SHA256()
    sum.update(field: entry.digest.bytes)
    sum.update(integer: UInt64(tokens.index(of: offset) - entry.tokens.lowerBound))
    sum.update(field: code.qualifiedName)
    return sum.finalize()
  }

  /// The class statement of a name; nil where there is none, or more than one.
  func digest(ofClass name: String) -> Digest? {
    let found = entries.filter {
      if case .class(let syntax, _) = $0.statement.kind { return syntax.name == name }
      return false
    }
    return found.count == 1 ? found[0].digest : nil
  }
}

extension ScriptMap.Entry {
  /// Names that a definition, an import or a plain assignment binds; empty for other statements.
  var bound: [String] {
    switch statement.kind {
    case .function(let function, _): [function.name]
    case .class(let definition, _): [definition.name]
    case .import(let aliases):
      aliases.map { $0.alias ?? String($0.name.prefix { $0 != "." }) }
    case .importFrom(_, _, let aliases): aliases.map { $0.alias ?? $0.name }
    case .assign(let targets, _):
      targets.count == 1
        ? targets.compactMap { if case .name(let name) = $0.kind { name } else { nil } } : []
    default: []
    }
  }

  /// Whether executing it defines something and does nothing else.
  var isDefinition: Bool {
    switch statement.kind {
    case .function, .class, .import, .importFrom: true
    default: false
    }
  }
}
