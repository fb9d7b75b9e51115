import Syntax

/// `bisect`: positions in sorted sequences.
enum BisectModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "bisect",
    {
      ModuleObject("bisect") { _ in
        functions.map { ($0.name, .object($0)) }
      }
    }
  )

  private static var functions: [BuiltinFunction] {
    [("bisect_left", false), ("bisect_right", true), ("bisect", true)].map { name, isRight in
      BuiltinFunction.bound(
        "\(name)(a, x, lo=0, hi=None, *, key=None)", "Where to insert x so that a stays sorted."
      ) { interpreter, call in .int(try position(call, isRight: isRight, interpreter)) }
    }
      + [("insort_left", false), ("insort_right", true), ("insort", true)].map { name, isRight in
        BuiltinFunction.bound(
          "\(name)(a, x, lo=0, hi=None, *, key=None)", "Inserts x so that a stays sorted."
        ) { interpreter, call in
          var keyed = call
          if !call[4].isNone { keyed.values[1] = try interpreter.call(call[4], [call[1]]) }
          let index = try position(keyed, isRight: isRight, interpreter)
          let insert = try interpreter.attribute("insert", of: call[0])
          return try interpreter.call(insert, [.int(index), call[1]])
        }
      }
  }

  private static func position(
    _ call: BoundArguments, isRight: Bool, _ interpreter: Interpreter
  ) throws -> Int {
    var low = try interpreter.requireIndex(call[2])
    guard low >= 0 else { throw Raised(.valueError, "lo must be non-negative") }
    var high =
      call[3].isNone ? try interpreter.length(of: call[0]) : try interpreter.requireIndex(call[3])
    while low < high {
      let middle = (low + high) / 2
      var element = try interpreter.item(of: call[0], at: .int(middle))
      if !call[4].isNone { element = try interpreter.call(call[4], [element]) }
      let goesRight =
        isRight
        ? !(try interpreter.isTruthy(interpreter.compare(.less, call[1], element)))
        : try interpreter.isTruthy(interpreter.compare(.less, element, call[1]))
      if goesRight { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
