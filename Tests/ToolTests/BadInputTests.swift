import Foundation
import TestSupport
import Testing

/// What goes wrong at the command line or in a script: message, exit code, and nothing lost.
@Suite struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var script: String
    var status: Int32
    /// Pieces of stderr, in order.
    var errors: [String]
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "malformed", script: "x = (1,\nprint(2)\n", status: 4,
      errors: ["script.ag:1:5: error: '(' was never closed"]),
    Case(
      name: "unknown name", script: "value = 1\nprint(valeu)\n", status: 3,
      errors: [
        "Traceback (most recent call last):\n", "File \"script.ag\", line 2, in <module>\n",
        "    print(valeu)\n", "          ^^^^^\n",
        "NameError: name 'valeu' is not defined. Did you mean: 'value'?\n",
      ]),
    Case(
      name: "wrong arity", script: "def f(x):\n    return x\n\nf(1, 2)\n", status: 3,
      errors: [
        "line 4, in <module>\n", "TypeError: f() takes 1 positional argument but 2 were given\n",
      ]),
    Case(
      name: "with_respect that is no variable",
      script: "import autograd\nx = autograd.Variable(2.)\ny = autograd.exp(x)\n"
        + "y.compute_gradients(with_respect=3)\n",
      status: 3, errors: ["line 4, in <module>\n", "TypeError: "]),
    Case(
      name: "division by zero", script: "def f(x):\n    return 1 / x\n\nprint(f(0))\n", status: 3,
      errors: [
        "File \"script.ag\", line 4, in <module>\n    print(f(0))\n          ^^^^\n",
        "File \"script.ag\", line 2, in f\n    return 1 / x\n           ~~^~~\n",
        "ZeroDivisionError: division by zero\n",
      ]),
    Case(
      name: "unknown module", script: "import torch\n", status: 3,
      errors: ["ModuleNotFoundError: No module named 'torch'\n", "hint: "]),
  ]

  @Test(arguments: cases)
  func `a bad script is explained`(_ example: Case) throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.write("good.ag", "print(1)\n")
    #expect(try tool.run("good.ag").status == 0)
    try tool.write("script.ag", example.script)
    let result = try tool.run("script.ag")
    #expect(result.status == example.status)
    var rest = result.errors[...]
    for piece in example.errors {
      guard let found = rest.range(of: piece) else {
        Issue.record("'\(piece)' is missing in \(result.errors)")
        break
      }
      rest = rest[found.upperBound...]
    }
    let runs = try tool.run("query", "select script, status from runs order by started_at", "--csv")
    #expect(runs.output.hasPrefix("script,status\ngood.ag,ok\n"))
  }

  @Test func `a missing file and a folder are refused`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.write("model.ag", "print(1)\n")
    let missing = try tool.run("modle.ag")
    #expect(missing.status == 2)
    #expect(missing.errors == "agrun: error: modle.ag: no such file (did you mean model.ag?)\n")
    let misspelt = try tool.run("tset", "model.ag")
    #expect(misspelt.errors == "agrun: error: tset: no such file (did you mean agrun test?)\n")
    #expect(missing.output == "")
  }

  @Test func `a variable that is not in the graph has gradient zero`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.write(
      "script.ag",
      """
      import autograd
      x = autograd.Variable(2.0)
      z = autograd.Variable(5.0)
      print(autograd.exp(x).compute_gradients(with_respect=z))

      """)
    #expect(try tool.run("script.ag").output == "0.0\n")
  }

  @Test func `a script runs where its results cannot be recorded`() throws {
    var tool = try Tool()
    defer { tool.close() }
    try tool.write("script.ag", "print(1)\n")
    try tool.write("blocked", "a file where the folder should be")
    tool.set("AGRUN_DB", tool.folder.appendingPathComponent("blocked/results.db").path)
    let result = try tool.run("script.ag")
    #expect(result.status == 0)
    #expect(result.output == "1\n")
    #expect(result.errors.contains("warning: results are not recorded"))
    #expect(try tool.run("--require-db", "script.ag").status == 8)
  }

  @Test func `an endless loop ends at its timeout`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.write("script.ag", "while True:\n    pass\n")
    let result = try tool.run("--timeout", "0.3", "script.ag")
    #expect(result.status == 124)
    #expect(result.errors.contains("ran longer than --timeout allows"))
  }

  @Test func `a seed repeats what the script does not seed`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.write(
      "script.ag",
      """
      import random
      import numpy as np
      print(np.random.rand(), np.random.default_rng().random(), random.random())

      """)
    let first = try tool.run("--seed", "7", "script.ag").output
    #expect(try tool.run("--seed", "7", "script.ag").output == first)
    #expect(try tool.run("--seed", "8", "script.ag").output != first)
    #expect(try tool.run("script.ag").output != (try tool.run("script.ag").output))
  }

  @Test func `an unknown parameter is an error and a known one is used`() throws {
    let tool = try Tool()
    defer { tool.close() }
    try tool.write("script.ag", "rate = 0.1\nprint(rate * 2)\n")
    #expect(try tool.run("-p", "rate=0.5", "script.ag").output == "1.0\n")
    let unknown = try tool.run("-p", "raet=1", "script.ag")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("did you mean 'rate'?"))
  }
}
