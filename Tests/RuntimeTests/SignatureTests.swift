import Runtime
import Testing

/// Wording recorded from CPython 3.11.
struct SignatureTests {
  private func message(
    _ function: BuiltinFunction, _ positional: [Value],
    _ keywords: [(name: Name, value: Value)] = []
  ) throws -> String {
    let interpreter = Interpreter()
    let error = #expect(throws: Raised.self) {
      try function.call(Arguments(positional, keywords: keywords), in: interpreter)
    }
    return try interpreter.message(of: #require(error))
  }

  private func function(_ declaration: String) -> BuiltinFunction {
    .bound(declaration, "A test.") { _, call in .tuple(call.values) }
  }

  @Test func `native functions word arity as C does`() throws {
    let len = BuiltinFunction.unary("len(obj, /)", "") { _, value in value }
    #expect(try message(len, []) == "len() takes exactly one argument (0 given)")
    #expect(try message(len, [], [("x", .int(1))]) == "len() takes no keyword arguments")
    let divmod = BuiltinFunction.binary("divmod(x, y, /)", "") { _, _, value in value }
    #expect(try message(divmod, [.int(1)]) == "divmod expected 2 arguments, got 1")
    let sum = function("sum(iterable, /, start=0)")
    #expect(try message(sum, []) == "sum() takes at least 1 positional argument (0 given)")
    #expect(
      try message(sum, [.int(1), .int(2), .int(3)])
        == "sum() takes at most 2 arguments (3 given)")
    #expect(
      try message(sum, [.int(1)], [("x", .int(1))])
        == "'x' is an invalid keyword argument for sum()")
  }

  @Test func `library functions word arity as Python does`() throws {
    let mean = function("mean(a, axis=None, *, keepdims=False)")
    #expect(try message(mean, []) == "mean() missing 1 required positional argument: 'a'")
    #expect(
      try message(mean, [.int(1), .int(2), .int(3)])
        == "mean() takes from 1 to 2 positional arguments but 3 were given")
    #expect(
      try message(mean, [.int(1)], [("a", .int(1))])
        == "mean() got multiple values for argument 'a'")
    #expect(
      try message(mean, [.int(1)], [("q", .int(1))])
        == "mean() got an unexpected keyword argument 'q'")
  }

  @Test func `parameters that were not passed hold their defaults`() throws {
    let interpreter = Interpreter()
    let values = try function("f(a, b=2, *args, c='x', d=1.5, e=<no value>, **rest)").call(
      Arguments([.int(1)], keywords: [("d", .none), ("z", .int(9))]), in: interpreter)
    guard case .tuple(let tuple) = values else {
      Issue.record("not a tuple")
      return
    }
    let shown = try tuple.elements.map { $0.isUnbound ? "-" : try interpreter.repr($0) }
    #expect(shown == ["1", "2", "()", "'x'", "None", "-", "{'z': 9}"])
  }
}
