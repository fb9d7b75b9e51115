import Foundation
import TestSupport
import Testing

/// `agrun help` and the page it writes.
@Suite struct HelpTests {
  private func help(_ names: String...) throws -> Tool.Result {
    let tool = try Tool()
    defer { tool.close() }
    return try tool.run(["help"] + names)
  }

  @Test func `a function is shown with its parameters and purpose`() throws {
    #expect(
      try help("str.split").output == """
        str.split(self, sep=None, maxsplit=-1)
            Parts between separators or white space.

        """)
    #expect(try help("np.einsum").output.hasPrefix("numpy.einsum(subscripts, *operands, "))
    #expect(try help("jnp.linalg.norm").output.hasPrefix("jax.numpy.linalg.norm(x, ord=None, "))
  }

  @Test func `a bare name lists every function that has it`() throws {
    let output = try help("sum").output
    #expect(output.hasPrefix("sum(iterable, /, start=0)\n"))
    #expect(output.contains("\nnumpy.sum(a, axis=None"))
    #expect(output.contains("\njax.numpy.sum(a, axis=None"))
  }

  @Test func `commands keep their help`() throws {
    #expect(try help().output.hasPrefix("OVERVIEW: Runs notebook-style scripts"))
    #expect(try help("baseline", "set").output.hasPrefix("OVERVIEW: Pins a run"))
  }

  @Test func `a name that is nowhere is refused with the nearest`() throws {
    let result = try help("np.einsumm")
    #expect(result.status == 2)
    #expect(
      result.errors
        == "agrun: error: there is no command and no function np.einsumm (did you mean numpy.einsum?)\n"
    )
  }

  @Test func `the page of the library is the one that the tables give`() throws {
    let url = Tool.repository.appendingPathComponent("docs/library.md")
    let written = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    #expect(
      try help("--page").output == written,
      "write it again: scripts/agrun help --page > docs/library.md")
  }
}
