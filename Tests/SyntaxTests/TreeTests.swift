import Diagnostics
import Syntax
import Testing

/// The `.tree` files are made from CPython's own syntax trees.
@Suite struct TreeTests {
  @Test(arguments: ["expressions", "statements", "strings", "numbers", "layout"])
  func `scripts parse to CPython's trees`(_ name: String) {
    let (script, diagnostics) = parse(ChunkedFile.text(name + ".ag"))
    #expect(diagnostics.isEmpty)
    let expected = ChunkedFile.text(name + ".tree").split(separator: "\n")
    let actual = TreeDump.text(of: script.cells.flatMap(\.statements)).split(separator: "\n")
    #expect(expected.count > 5)
    #expect(actual.count == expected.count)
    for (left, right) in zip(actual, expected) { #expect(left == right) }
  }

  @Test func `line ends do not change the tree`() {
    let source = ChunkedFile.text("statements.ag")
    let expected = TreeDump.text(of: parse(source).script.cells.flatMap(\.statements))
    for ending in ["\r\n", "\r"] {
      let (script, diagnostics) = parse(
        source.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: ending))
      #expect(diagnostics.isEmpty)
      #expect(TreeDump.text(of: script.cells.flatMap(\.statements)) == expected)
    }
  }

  @Test func `a byte order mark and a missing final newline are fine`() {
    let (script, diagnostics) = parse("\u{FEFF}x = 1\nif x: y = 2")
    #expect(diagnostics.isEmpty)
    #expect(
      TreeDump.text(of: script.cells.flatMap(\.statements))
        == "assign x = 1\nif x\n  assign y = 2\n")
  }

  @Test func `identifiers are compared in normal form NFKC`() {
    // U+00B5 MICRO SIGN and U+03BC GREEK SMALL LETTER MU are one name in Python.
    let (script, _) = parse("µ = 1\nμ\n")
    #expect(
      TreeDump.text(of: script.cells.flatMap(\.statements)) == "assign μ = 1\nexpr μ\n")
  }

  @Test func `private names are mangled as in CPython`() {
    let source = "class _A:\n  def f(self, __p): return self.__x, __y, __z__, g(__k=1)\n__x\n"
    #expect(
      TreeDump.text(of: parse(source).script.cells.flatMap(\.statements)) == """
        class _A()
          def f(self, _A__p)
            return (tuple (. self _A__x) _A__y __z__ (call g __k=1))
        expr __x

        """)
  }

  @Test func `nodes cover their text`() throws {
    let source = "x = (a + b) * f(c, d=1)[2:3].e\n"
    let (script, _) = parse(source)
    let statement = try #require(script.cells.first?.statements.first)
    #expect(script.file.text(in: statement.range) == "x = (a + b) * f(c, d=1)[2:3].e")
    guard case .assign(_, let value) = statement.kind,
      case .binary(_, let left, let right) = value.kind
    else {
      Issue.record("not a product")
      return
    }
    #expect(script.file.text(in: value.range) == "(a + b) * f(c, d=1)[2:3].e")
    #expect(script.file.text(in: left.range) == "a + b")
    #expect(script.file.text(in: right.range) == "f(c, d=1)[2:3].e")
    guard case .attribute(let indexed, "e", let nameRange) = right.kind,
      case .subscript(let call, let slice) = indexed.kind, case .call(_, let arguments) = call.kind
    else {
      Issue.record("not an attribute of an element of a call")
      return
    }
    #expect(script.file.text(in: nameRange) == "e")
    #expect(script.file.text(in: slice.range) == "2:3")
    #expect(arguments.map { script.file.text(in: $0.range) } == ["c", "d=1"])
  }

  @Test func `definitions know their header, docstring and annotations`() throws {
    let source = """
      @decorate
      class A(B):
        "Doc."
        x: int = 1
        if x:
          y : List[ str ]
        def f(self, a: int = 2) -> int:
          'Text.'
          z: float
          return a

      """
    let (script, diagnostics) = parse(source)
    #expect(diagnostics.isEmpty)
    let statement = try #require(script.cells.first?.statements.first)
    #expect(script.file.text(in: statement.range).hasPrefix("@decorate\nclass A"))
    guard case .class(let definition, let decorators) = statement.kind,
      case .function(let function, _)? = definition.body.last?.kind
    else {
      Issue.record("not a class")
      return
    }
    #expect(decorators.count == 1)
    #expect(definition.docstring == "Doc.")
    #expect(definition.annotations.map(\.name) == ["x", "y"])
    #expect(definition.annotations.map(\.annotation) == ["int", "List[ str ]"])
    #expect(function.docstring == "Text.")
    #expect(script.file.text(in: function.headerRange) == "def f(self, a: int = 2) -> int:")
    #expect(script.file.text(in: function.range).hasSuffix("return a"))
  }
}
