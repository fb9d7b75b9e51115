import Arrays

/// Control flow of `jax.lax`.
enum LaxControl {
  static var members: [(String, Value)] {
    let functions: [BuiltinFunction] = [
      cond, switchCase, scan, foriLoop, whileLoop, map, associativeScan,
    ]
    return functions.map { ($0.name, .object($0)) }
  }

  private static var cond: BuiltinFunction {
    .bound(
      "cond(pred, true_fun, false_fun, *operands, operand=<no value>, linear=None)",
      "One of two functions of the same operands."
    ) { interpreter, arguments in
      var operands = arguments.variadic(3)
      if !arguments[4].isUnbound { operands = [arguments[4]] }
      for function in [arguments[1], arguments[2]] where !interpreter.isCallable(function) {
        throw Raised(.typeError, "lax.cond: true_fun and false_fun arguments should be callable.")
      }
      let index = try interpreter.predicate(arguments[0])
      if interpreter.numerics.disabledJIT > 0 {
        let isTrue = try interpreter.isTruthy(.object(index))
        return try interpreter.call(isTrue ? arguments[1] : arguments[2], operands)
      }
      // False is branch 0.
      return try interpreter.chooseBranch(
        index, [arguments[2], arguments[1]], operands, names: ["false_fun", "true_fun"],
        title: "cond")
    }
  }

  private static var switchCase: BuiltinFunction {
    .bound(
      "switch(index, branches, *operands, operand=<no value>)",
      "One of several functions of the same operands; the index is clamped."
    ) { interpreter, arguments in
      let branches = try interpreter.collect(arguments[1])
      guard !branches.isEmpty else { throw Raised(.valueError, "Empty branch sequence") }
      var operands = arguments.variadic(2)
      if !arguments[3].isUnbound { operands = [arguments[3]] }
      let index = try interpreter.array(of: arguments[0], .jax)
      guard index.rank == 0 else {
        throw Raised(
          .typeError,
          "Branch index must be scalar, got \(try interpreter.str(arguments[0])) of shape \(ShapeText.tuple(index.shape))."
        )
      }
      guard index.dtype.isInteger || index.dtype == .bool else {
        throw Raised(
          .typeError,
          "Index type must be an integer, got \(try interpreter.str(arguments[0])) as \(index.dtype.name)"
        )
      }
      if branches.count == 1 { return try interpreter.call(branches[0], operands) }
      return try interpreter.chooseBranch(
        interpreter.converted(index, .int32, .jax), branches, operands,
        names: branches.indices.map { "branch \($0)" }, title: "switch")
    }
  }

  private static var scan: BuiltinFunction {
    .bound(
      "scan(f, init, xs=None, length=None, reverse=False, unroll=1, _split_transpose=False)",
      "A function applied step by step, its carry passed on and its outputs stacked."
    ) { interpreter, arguments in
      try interpreter.scan(
        arguments[0], arguments[1], arguments[2],
        length: arguments[3].isNone ? nil : interpreter.requireIndex(arguments[3]),
        reverse: interpreter.isTruthy(arguments[4]))
    }
  }

  private static var foriLoop: BuiltinFunction {
    .bound(
      "fori_loop(lower, upper, body_fun, init_val, *, unroll=None)",
      "body_fun(i, value) for every i from lower to upper."
    ) { interpreter, arguments in
      try interpreter.countedLoop(arguments[0], arguments[1], arguments[2], arguments[3])
    }
  }

  private static var whileLoop: BuiltinFunction {
    .bound(
      "while_loop(cond_fun, body_fun, init_val)",
      "body_fun(value) as long as cond_fun(value) holds."
    ) { interpreter, arguments in
      try interpreter.whileLoop(arguments[0], arguments[1], arguments[2])
    }
  }

  private static var map: BuiltinFunction {
    .bound("map(f, xs, *, batch_size=None)", "A function applied to every row.") {
      interpreter, arguments in
      try interpreter.mapped(arguments[0], arguments[1])
    }
  }

  private static var associativeScan: BuiltinFunction {
    .bound(
      "associative_scan(fn, elems, reverse=False, axis=0)",
      "All prefixes of a sequence under an associative function."
    ) { interpreter, arguments in
      let (leaves, structure) = try interpreter.flatten(arguments[1])
      let axis = try interpreter.requireIndex(arguments[3])
      let isReversed = try interpreter.isTruthy(arguments[2])
      var rows = try leaves.map { leaf -> ArrayObject in
        let array = try interpreter.array(of: leaf, .jax)
        return try interpreter.moveAxes(
          array, [Shapes.normalize(axis: axis, rank: array.rank)], [0], .jax)
      }
      if isReversed { rows = try rows.map { try interpreter.flip($0, [0], .jax) } }
      var result = try prefixes(arguments[0], rows, structure, interpreter)
      if isReversed { result = try result.map { try interpreter.flip($0, [0], .jax) } }
      return try interpreter.unflatten(
        structure,
        result.map { array in
          .object(
            try interpreter.moveAxes(
              array, [0], [Shapes.normalize(axis: axis, rank: array.rank)], .jax))
        })
    }
  }

  /// Prefixes along the first axis: pairs are combined, their prefixes found, and what lies between filled in.
  private static func prefixes(
    _ function: Value, _ rows: [ArrayObject], _ structure: TreeStructure, _ interpreter: Interpreter
  ) throws -> [ArrayObject] {
    guard let count = rows.first?.shape.first, count > 1 else { return rows }
    func part(_ array: ArrayObject, _ start: Int, _ stop: Int, _ step: Int) throws -> ArrayObject {
      try interpreter.item(array, [.slice(start: start, stop: stop, step: step)])
    }
    func combine(_ a: [ArrayObject], _ b: [ArrayObject]) throws -> [ArrayObject] {
      let result = try interpreter.call(
        function,
        [
          interpreter.unflatten(structure, a.map { .object($0) }),
          interpreter.unflatten(structure, b.map { .object($0) }),
        ])
      return try interpreter.flatten(result).leaves.map { try interpreter.array(of: $0, .jax) }
    }
    let reduced = try combine(
      rows.map { try part($0, 0, count - 1, 2) }, rows.map { try part($0, 1, count, 2) })
    let odd = try prefixes(function, reduced, structure, interpreter)
    let oddCount = odd[0].shape[0]
    let left = try odd.map { count % 2 == 0 ? try part($0, 0, oddCount - 1, 1) : $0 }
    let right = try rows.map { try part($0, 2, count, 2) }
    let even = try right[0].shape[0] > 0 ? combine(left, right) : []
    return try rows.indices.map { index in
      var pieces = [try part(rows[index], 0, 1, 1)]
      for position in 0..<oddCount {
        pieces.append(try part(odd[index], position, position + 1, 1))
        if !even.isEmpty, position < even[index].shape[0] {
          pieces.append(try part(even[index], position, position + 1, 1))
        }
      }
      return try interpreter.concatenate(pieces, axis: 0, .jax)
    }
  }
}
