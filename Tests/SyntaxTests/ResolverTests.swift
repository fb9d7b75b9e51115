import Diagnostics
import Syntax
import Testing

/// Expected tables follow `co_varnames`, `co_cellvars` and `co_freevars` of CPython 3.11.
@Suite struct ResolverTests {
  private func scopes(_ source: String) -> String {
    let (script, diagnostics) = parse(source)
    #expect(diagnostics.map(\.message) == [])
    return TreeDump.text(of: script.scopes)
  }

  @Test func `parameters come first, then locals by first appearance`() {
    #expect(
      scopes("def f(a, /, b, *c, d=1, **e):\n  y = x\n  for z, a in y: w = z\n") == """
        scope 0 module
        scope 1 function in 0 locals a,b,c,d,e,y,z,w

        """)
  }

  @Test func `a captured parameter is a local and a cell`() {
    let source = "def f(a, b):\n  c = 1\n  return lambda: (a, c, print)\n"
    #expect(
      scopes(source) == """
        scope 0 module
        scope 1 function in 0 locals a,b cells a,c
        scope 2 lambda in 1 free a,c

        """)
    let symbols = parse(source).script.scopes[1].symbols
    #expect(symbols["a"] == .cell(0))
    #expect(symbols["b"] == .local(1))
    #expect(symbols["c"] == .cell(1))
    #expect(parse(source).script.scopes[2].symbols["print"] == .global)
  }

  @Test func `captures pass through the scopes between`() {
    #expect(
      scopes("def f():\n  x = 1\n  def g():\n    def h():\n      return x\n    return h\n") == """
        scope 0 module
        scope 1 function in 0 locals g cells x
        scope 2 function in 1 locals h free x
        scope 3 function in 2 free x

        """)
  }

  @Test func `nonlocal and global rebind outer names`() {
    let source =
      "x = 0\ndef f():\n  x = 1\n  def g():\n    nonlocal x\n    x = 2\n"
      + "  def h():\n    global x\n    x = 3\n    return lambda: x\n"
    #expect(
      scopes(source) == """
        scope 0 module
        scope 1 function in 0 locals g,h cells x
        scope 2 function in 1 free x
        scope 3 function in 1
        scope 4 lambda in 3

        """)
    let scopes = parse(source).script.scopes
    #expect(scopes[3].symbols["x"] == .global)
    #expect(scopes[4].symbols["x"] == .global)
  }

  @Test func `class bodies are skipped by the functions inside`() {
    let source = """
      def f(x):
        class A:
          x = 1
          y = z
          def m(self): return x, y
        return A

      """
    #expect(
      scopes(source) == """
        scope 0 module
        scope 1 function in 0 locals x,A cells x
        scope 2 classBody in 1 free x
        scope 3 function in 2 locals self free x

        """)
    let scopes = parse(source).script.scopes
    #expect(scopes[2].symbols["x"] == .classMember)
    #expect(scopes[2].symbols["z"] == .global)
    #expect(scopes[3].symbols["y"] == .global)
  }

  @Test func `a class body sees the names of functions around it`() {
    let source = "def f(x):\n  class A:\n    y = x\n"
    #expect(parse(source).script.scopes[2].symbols["x"] == .free(0))
  }

  @Test func `comprehensions have a scope with an implicit first argument`() {
    let source = "def f(n):\n  k = 2\n  return [i * k for i in n if i for j in g(i)]\n"
    #expect(
      scopes(source) == """
        scope 0 module
        scope 1 function in 0 locals n cells k
        scope 2 comprehension in 1 locals .0,i,j free k

        """)
    #expect(parse("(i for i in x)").script.scopes[1].isGenerator)
    #expect(!parse("[i for i in x]").script.scopes[1].isGenerator)
  }

  @Test func `the walrus in a comprehension binds outside it`() {
    #expect(
      scopes("def f(n):\n  [[y := i for i in j] for j in n]\n  return y\n") == """
        scope 0 module
        scope 1 function in 0 locals n cells y
        scope 2 comprehension in 3 locals .0,i free y
        scope 3 comprehension in 1 locals .0,j free y

        """)
    let module = parse("[y := i for i in x]").script.scopes
    #expect(module[0].symbols["y"] == .global)
    #expect(module[1].symbols["y"] == .global)
  }

  @Test func `super and __class__ make a cell in the class`() {
    let source = """
      class A(B):
        def m(self): return super().m()
        def n(self): return [__class__ for i in x]
        def o(self): return self

      """
    #expect(
      scopes(source) == """
        scope 0 module
        scope 1 classBody in 0 cells __class__
        scope 2 function in 1 locals self free __class__
        scope 3 function in 1 locals self free __class__
        scope 4 comprehension in 3 locals .0,i free __class__
        scope 5 function in 1 locals self

        """)
    #expect(parse("def f(): return super()").script.scopes[1].free == [])
  }

  @Test func `yield makes a generator`() {
    let scopes = parse("def f():\n  yield 1\ndef g():\n  return lambda: (yield)\n").script.scopes
    #expect(scopes.map(\.isGenerator) == [false, true, false, true])
  }

  @Test func `imports, handlers, with, del and annotations bind`() {
    #expect(
      scopes(
        "def f():\n  import a.b, c.d as e\n  from g import h as i, j\n  with k as (l, [m]): pass\n"
          + "  try: pass\n  except n as o: pass\n  del p\n  q: int\n"
      ) == """
        scope 0 module
        scope 1 function in 0 locals a,e,i,j,l,m,o,p,q

        """)
  }

  @Test func `every name of the module is global`() {
    let symbols = parse("import a\nb = c\nfor d in e: pass\n").script.scopes[0].symbols
    #expect(symbols.count == 5)
    #expect(symbols.values.allSatisfy { $0 == .global })
  }
}
