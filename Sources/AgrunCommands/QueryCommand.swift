import ArgumentParser
import Foundation
import Records
import Reports
import Results

/// `agrun query`.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Asks the results database in SQL; reading only.",
    discussion: """
      The views are listed by `agrun query --views`. On a terminal the answer is a table, in a \
      pipe it is JSON. cache.db is attached as `cache`, with the view cache_entries.
      """)

  @Argument(help: "One SQL statement.") var sql: String?

  @Flag(help: "Lists the public views with their columns.") var views = false

  @Flag(exclusivity: .exclusive, help: "How the rows are written.") var format: Format?

  @Flag(name: .customLong("no-headers"), help: "Leaves the column names out.") var noHeaders = false

  @Option(
    name: .shortAndLong, parsing: .upToNextOption,
    help: "A value for :name in the statement, as two words: name value.")
  var parameter: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: "Another database to read, as two words: the schema name and the file.")
  var attach: [String] = []

  @Option(name: .customLong("limit-ms"), help: "Stops a statement that takes longer.")
  var limitMilliseconds: Int?

  @Flag(help: "Allows statements that change the database.") var write = false

  enum Format: String, EnumerableFlag {
    case table, json, csv, tsv, nl, arrays

    static func help(for value: Format) -> ArgumentHelp? {
      switch value {
      case .table: "Aligned columns (default on a terminal)."
      case .json: "An array of objects (default in a pipe)."
      case .csv: "Comma-separated values."
      case .tsv: "Tab-separated values."
      case .nl: "An object a line."
      case .arrays: "An array of arrays."
      }
    }
  }

  mutating func validate() throws {
    // Options of two words take a statement that follows them for a third.
    if sql == nil {
      if !parameter.count.isMultiple(of: 2) {
        sql = parameter.removeLast()
      } else if !attach.count.isMultiple(of: 2) {
        sql = attach.removeLast()
      }
    }
    guard views || sql != nil else { throw ValidationError("a statement or --views is needed") }
    guard parameter.count.isMultiple(of: 2) else {
      throw ValidationError("--parameter takes a name and a value")
    }
    guard attach.count.isMultiple(of: 2) else {
      throw ValidationError("--attach takes a schema name and a file")
    }
    guard limitMilliseconds ?? 1 >= 1 else {
      throw ValidationError("--limit-ms must be at least 1")
    }
  }

  func run() throws {
    guard let sql, !views else {
      print(viewList, terminator: "")
      return
    }
    let location = ProjectDatabase.current
    guard ResultsStore.exists(at: location.resultsDatabase) else {
      StandardError.fail(
        "no results database at \(location.resultsDatabase); run a script first: agrun FILE.ag")
      throw ExitCode(ExitStatus.nothingToDo.rawValue)
    }
    let query = DatabaseQuery(
      sql: sql, parameters: pairs(parameter).map { (name: $0.0, value: $0.1) },
      attachments: pairs(attach).map { (name: $0.0, path: $0.1) },
      cachePath: location.cacheDatabase, limitMilliseconds: limitMilliseconds,
      allowsWriting: write)
    let result: QueryResult
    do {
      result = try query.run(on: location.resultsDatabase)
    } catch {
      StandardError.fail(error.message)
      let status: ExitStatus = if case .damaged = error { .notRecorded } else { .usage }
      throw ExitCode(status.rawValue)
    }
    let standard: QueryFormat = isatty(1) == 1 ? .table : .json
    let chosen = format.flatMap { QueryFormat(rawValue: $0.rawValue) } ?? standard
    print(chosen.render(result, headers: !noHeaders), terminator: "")
  }

  private var viewList: String {
    (ResultsView.all + [ResultsView.cacheEntries]).map { view in
      "\(view.name): \(view.summary)\n    \(view.columns.joined(separator: ", "))\n"
    }.joined()
  }

  private func pairs(_ words: [String]) -> [(String, String)] {
    stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) }
  }
}
