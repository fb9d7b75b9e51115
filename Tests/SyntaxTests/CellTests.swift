import Diagnostics
import Syntax
import Testing

@Suite struct CellTests {
  private func cells(_ source: String) -> [Cell] { parse(source).script.cells }

  @Test func `a script without markers is one cell`() {
    let cells = cells("x = 1\ny = 2\n")
    #expect(cells.map(\.number) == [1])
    #expect(cells.map(\.title) == [""])
    #expect(cells.map(\.statements.count) == [2])
  }

  @Test func `an empty script is one empty cell`() {
    #expect(cells("").map(\.statements.count) == [0])
    #expect(cells("# comment").map(\.statements.count) == [0])
  }

  @Test func `text before the first marker is cell 1`() {
    let cells = cells("import x\n# %% Second\ny\nz\n#%% Third\n")
    #expect(cells.map(\.number) == [1, 2, 3])
    #expect(cells.map(\.title) == ["", "Second", "Third"])
    #expect(cells.map(\.statements.count) == [1, 2, 0])
  }

  @Test func `a marker on top starts cell 1`() {
    #expect(cells("# %% First\nx\n").map(\.title) == ["First"])
    #expect(cells("\n\n# %% First\nx\n").map(\.number) == [1])
    #expect(cells("# licence\n# %% Second\nx\n").map(\.title) == ["", "Second"])
  }

  @Test func `a header has a title, a kind and attributes`() throws {
    let header = "# %% A title [x] = 1 [markdown] rtol=\"1e-6\" tags=\"a \\\"b\\\" c\""
    let cell = try #require(cells(header).first)
    #expect(cell.title == "A title [x] = 1")
    #expect(cell.isMarkdown)
    #expect(cell.attributes.map(\.key) == ["rtol", "tags"])
    #expect(cell.attributes.map(\.value) == ["1e-6", "a \"b\" c"])
    #expect(cells("# %% a key=\"v\" b").first?.title == "a key=\"v\" b")
    #expect(cells("# %%").first?.title == "")
    #expect(cells("# %% [md]").first?.isMarkdown == true)
    #expect(cells("# %%%% Sub").first?.title == "Sub")
  }

  @Test func `cell ranges cover the file without gaps`() {
    let source = "a\n# %% b\nb\n# %% c\n"
    let cells = cells(source)
    #expect(cells.map(\.range.lower) == [0, 2, 11])
    #expect(cells.map(\.range.upper) == [2, 11, Int32(source.utf8.count)])
  }

  @Test func `magic-like comments and strings are no markers`() {
    #expect(cells("# %%timeit\n#%%x\nx = '''\n# %% no\n'''\ny # %% no\n").count == 1)
  }

  @Test func `a marker inside a statement starts no cell and is warned about`() {
    let source = "for i in x:\n  a\n# %% here\n  b\n  # %% there\nf(\n# %% bracket\n)\n# %% ok\nc\n"
    #expect(
      messages(source)
        == [3, 5, 7].map { line in
          let column = line == 5 ? 3 : 1
          return
            "\(line):\(column): this `# %%` starts no cell "
            + "because it is indented or inside a statement"
        })
    #expect(cells(source).map(\.title) == ["", "ok"])
    #expect(cells(source).map(\.statements.count) == [2, 1])
  }

  @Test func `a markdown cell may go on with statements and their outputs`() {
    let source = "# %% [markdown] Title\n# prose\n# output: prose\nx = 1\nprint(x)\n# output: 1\n"
    #expect(messages(source) == [])
    #expect(cells(source).map(\.statements.count) == [2])
    #expect(cells(source).map(\.title) == ["Title"])
    #expect(parse(source).script.expectations.map(\.lines) == [["1"]])
  }
}
