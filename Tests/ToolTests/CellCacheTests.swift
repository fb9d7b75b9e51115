import Foundation
import TestSupport
import Testing

/// The cell cache seen from outside: what is executed again, what is not, and that the output never differs.
@Suite struct CellCacheTests {
  private static let script = """
    # %% Setup
    import numpy as np
    import jax, jax.numpy as jnp
    def total(n):
        return sum(i * 0.5 for i in range(n))
    # %% One
    a = total(100)
    print("a", a)
    # output: a 2475.0
    # %% Two
    items = [1, 2]
    alias = items
    alias.append(3)
    np.random.seed(4)
    for k in range(2):
        print(k, a + k)
    # %% Three
    slope = jax.grad(lambda w: jnp.sum(w ** 2))
    w = slope(jnp.array([1.0, 2.0]))
    print(w, np.random.rand(2))
    # %% Four
    items.append(4)
    print(alias, alias is items, np.random.rand())

    """

  /// Which cells were hits, from the newest run.
  private func outcomes(_ tool: Tool) throws -> [String] {
    try tool.run(
      "query",
      "select cache from cells where run = (select max(uid) from runs) order by cell", "--csv",
      "--no-headers"
    ).output.split(separator: "\n").map(String.init)
  }

  private func project(_ text: String = script) throws -> Tool {
    var tool = try Tool()
    tool.set("AGRUN_CACHE_THRESHOLD", "0")
    try tool.write("a.ag", text)
    return tool
  }

  /// The output without any cache.
  private func plain(_ tool: Tool) throws -> String {
    try tool.run("run", "--no-cache", "--no-record", "a.ag").output
  }

  @Test func `an unchanged script is replayed whole`() throws {
    let tool = try project()
    defer { tool.close() }
    let first = try tool.run("a.ag")
    #expect(first.output == (try plain(tool)))
    let second = try tool.run("test", "a.ag")
    #expect(second.status == 0)
    #expect(try outcomes(tool) == ["off", "hit", "hit", "hit", "hit"])
    #expect(try tool.run("a.ag").output == first.output)
    let same = try tool.run(
      "query",
      "select count(distinct s) as n from (select group_concat(value) as s from evaluations group by run)",
      "--csv", "--no-headers")
    #expect(same.output == "1\n")
  }

  @Test func `only the edited cell and the readers of what it changed are executed`() throws {
    let tool = try project()
    defer { tool.close() }
    _ = try tool.run("a.ag")
    try tool.write(
      "a.ag",
      CellCacheTests.script.replacingOccurrences(of: "total(100)", with: "total(101)"))
    #expect(try tool.run("a.ag").output == (try plain(tool)))
    #expect(try outcomes(tool) == ["off", "miss", "miss", "hit", "hit"])
    try tool.write(
      "a.ag",
      CellCacheTests.script.replacingOccurrences(of: "append(4)", with: "append(5)"))
    #expect(try tool.run("a.ag").output == (try plain(tool)))
    #expect(try outcomes(tool) == ["off", "hit", "hit", "hit", "miss"])
  }

  @Test func `what a key does not hold changes nothing`() throws {
    let tool = try project()
    defer { tool.close() }
    let output = try tool.run("a.ag").output
    let edits: [(String, String)] = [
      ("# %% One", "# %% Another title"), ("a = total(100)", "a = total( 100 )  # why"),
      ("print(\"a\", a)", "\n\nprint(\"a\", a)"), ("# output: a 2475.0", "# output: b 1"),
      ("# output: a 2475.0\n", ""),
      ("    print(k, a + k)", "    print(k, a + k)\n    # output: 0 1"),
      ("# %% One", "# %% Between\nunrelated = 12\n# %% One"),
    ]
    for (old, new) in edits {
      try tool.write("a.ag", CellCacheTests.script.replacingOccurrences(of: old, with: new))
      #expect(try tool.run("a.ag").output == output, "\(new)")
      #expect(try !outcomes(tool).contains("miss"), "\(new)")
    }
    try tool.write("b.ag", CellCacheTests.script)
    #expect(try tool.run("b.ag").output == output)
    #expect(try !outcomes(tool).contains("miss"))
  }

  @Test func `each part of a key makes a miss`() throws {
    var tool = try project(
      """
      # %% One
      scale = 2
      def f(x):
          return x * scale
      # %% Two
      import numpy as np
      data = np.loadtxt("d.txt")
      y = f(data) + len("ab")
      print(y)

      """)
    defer { tool.close() }
    try tool.write("d.txt", "1 2\n")
    _ = try tool.run("a.ag")
    #expect(
      try tool.run("a.ag").output
        == "[2. 4.]\n".replacingOccurrences(of: "[2. 4.]", with: "[4. 6.]"))
    #expect(try outcomes(tool)[1] == "hit")
    try tool.write("d.txt", "1 3\n")
    #expect(try tool.run("a.ag").output == "[4. 8.]\n")
    #expect(try outcomes(tool)[1] == "miss")
    #expect(try tool.run("a.ag", "-p", "scale=3").output == "[ 5. 11.]\n")
    #expect(try outcomes(tool)[1] == "miss")
    let text = try tool.read("a.ag")
    try tool.write("a.ag", text.replacingOccurrences(of: "x * scale", with: "x + scale"))
    #expect(try tool.run("a.ag").output == "[5. 7.]\n")
    #expect(try outcomes(tool)[1] == "miss")
    tool.set("AGRUN_CACHE", "off")
    _ = try tool.run("a.ag")
    #expect(try outcomes(tool)[1] == "off")
  }

  @Test func `errors, clocks and unseeded numbers are never replayed`() throws {
    let tool = try project(
      """
      # %% One
      import time, numpy as np
      # %% Two
      t = time.perf_counter() > 0
      print(t)
      # %% Three
      print(np.random.rand() < 2)
      # %% Four
      print(1 / 0)

      """)
    defer { tool.close() }
    #expect(try tool.run("a.ag").status == 3)
    let second = try tool.run("a.ag")
    #expect(second.status == 3)
    #expect(second.output == "True\nTrue\n")
    #expect(try outcomes(tool) == ["off", "off", "off", "off"])
  }

  @Test func `damaged entries are computed again`() throws {
    let tool = try project()
    defer { tool.close() }
    let output = try tool.run("a.ag").output
    let path = tool.folder.appendingPathComponent("cache/agrun/cache.db").path
    let edit = try tool.run(
      "query", "--write", "--attach", "c", path,
      "update c._entry set payload = cast(substr(payload, 1, length(payload) - 1) || x'5a' as blob)"
    )
    #expect(edit.status == 0)
    let second = try tool.run("a.ag")
    #expect(second.status == 0)
    #expect(second.output == output)
    #expect(second.errors.contains("deleted and recomputed"))
    #expect(try tool.run("a.ag").errors == "")
  }

  @Test func `verification finds a value that other bits were stored for`() throws {
    let tool = try project("# %% One\nx = 1.5\n# %% Two\ny = x * 2\nprint(y)\n")
    defer { tool.close() }
    _ = try tool.run("a.ag")
    #expect(try tool.run("a.ag", "--verify-cache", "1").status == 0)
    #expect(try tool.run("a.ag", "--verify-cache", "2").status == 2)
  }

  @Test func `cells can be chosen`() throws {
    let tool = try project("# %% A\nx = 1\nprint('a')\n# %% B\nprint('b', x)\n# %% C\nprint('c')\n")
    defer { tool.close() }
    #expect(try tool.run("a.ag", "--until", "2").output == "a\nb 1\n")
    #expect(try tool.run("a.ag", "--cell", "2").output == "b 1\n")
    #expect(try tool.run("a.ag", "--cell", "4").status == 2)
  }
}
