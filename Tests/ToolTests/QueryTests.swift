import Foundation
import TestSupport
import Testing

/// The database through `agrun query` and through SQLite's own shell.
@Suite struct QueryTests {
  private func recorded() throws -> Tool {
    let tool = try Tool()
    try tool.write(
      "square.ag",
      """
      import autograd
      x = autograd.Variable(3.0)
      y = autograd.multiply(x, x)
      print(y.forward(), y.compute_gradients(with_respect=x))
      # output: 9.0 6.0

      """)
    #expect(try tool.run("square.ag").output == "9.0 6.0\n")
    return tool
  }

  @Test func `gradients answer after a run in every format`() throws {
    let tool = try recorded()
    defer { tool.close() }
    let sql = "select script, wrt, value from gradients"
    #expect(try tool.run("query", sql, "--csv").output == "script,wrt,value\nsquare.ag,x,6.0\n")
    #expect(
      try tool.run("query", sql, "--json").output
        == "[{\"script\": \"square.ag\", \"wrt\": \"x\", \"value\": \"6.0\"}]\n")
    let table = try tool.run("query", sql, "--table")
    #expect(table.output.contains("square.ag"))
    #expect(table.status == 0)
  }

  @Test func `a query that would change the database is refused and changes nothing`() throws {
    let tool = try recorded()
    defer { tool.close() }
    let database = tool.folder.appendingPathComponent(".agrun/results.db")
    let before = try Data(contentsOf: database)
    for sql in ["drop table _run", "delete from _run", "update _run set status = 'ok'"] {
      let result = try tool.run("query", sql)
      #expect(result.status == 2)
      #expect(result.errors.contains("would change the database"))
    }
    #expect(try Data(contentsOf: database) == before)
  }

  @Test func `a wrong query says what SQLite says`() throws {
    let tool = try recorded()
    defer { tool.close() }
    let result = try tool.run("query", "select nonsense from runs")
    #expect(result.status == 2)
    #expect(result.errors.contains("no such column: nonsense"))
  }

  @Test func `runs and show report the run`() throws {
    let tool = try recorded()
    defer { tool.close() }
    #expect(try tool.run("runs").output.contains("square.ag"))
    let shown = try tool.run("show")
    #expect(shown.status == 0)
    #expect(shown.output.contains("gradient y wrt x float64[] = 6.0 (cache off)"))
    #expect(shown.output.contains("9.0 6.0"))
  }
}
