import Syntax

/// `itertools`: lazy iterators.
enum ItertoolsModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "itertools",
    {
      ModuleObject("itertools") { interpreter in
        var members: [(String, Value)] =
          (infinite + sequential + CombinatoricIterators.functions).map { ($0.name, .object($0)) }
        let chain = TypeObject(
          "chain", module: "itertools", base: interpreter.types.object,
          constructor: { interpreter, arguments in
            .object(chained(try arguments.positional.map { try interpreter.makeIterator($0) }))
          })
        chain.set(
          "from_iterable",
          to: .object(
            BuiltinFunction.unary("from_iterable(iterable, /)", "Chains what an iterable yields.") {
              interpreter, iterables in
              .object(flattened(try interpreter.makeIterator(iterables)))
            }))
        members.append(("chain", .object(chain)))
        return members
      }
    }
  )

  /// Elements of one iterator after the other.
  private static func chained(_ iterators: [IteratorObject]) -> IteratorObject {
    var index = 0
    return ClosureIterator("chain") { interpreter in
      while index < iterators.count {
        if let value = try iterators[index].next(in: interpreter) { return value }
        index += 1
      }
      return nil
    }
  }

  private static func flattened(_ outer: IteratorObject) -> IteratorObject {
    var inner: IteratorObject?
    return ClosureIterator("chain") { interpreter in
      while true {
        if let value = try inner?.next(in: interpreter) { return value }
        guard let iterable = try outer.next(in: interpreter) else { return nil }
        inner = try interpreter.makeIterator(iterable)
      }
    }
  }

  private static var infinite: [BuiltinFunction] {
    [
      .bound("count(start=0, step=1)", "start, start + step, …") { _, call in
        var next = call[0]
        let step = call[1]
        return .object(
          ClosureIterator("count") { interpreter in
            let value = next
            next = try interpreter.binary(.add, next, step)
            return value
          })
      },
      .unary("cycle(iterable, /)", "The elements over and over.") { interpreter, iterable in
        let source = try interpreter.makeIterator(iterable)
        var saved: [Value] = []
        var position = -1
        return .object(
          ClosureIterator("cycle") { interpreter in
            if position < 0 {
              if let value = try source.next(in: interpreter) {
                saved.append(value)
                return value
              }
              position = 0
            }
            guard !saved.isEmpty else { return nil }
            defer { position = (position + 1) % saved.count }
            return saved[position]
          })
      },
      .bound("repeat(object, times=<no value>)", "The same object, so many times.") {
        interpreter, call in
        let value = call[0]
        guard !call[1].isUnbound else { return .object(ClosureIterator("repeat") { _ in value }) }
        var remaining = try interpreter.requireIndex(call[1])
        return .object(
          ClosureIterator("repeat") { _ in
            guard remaining > 0 else { return nil }
            remaining -= 1
            return value
          })
      },
    ]
  }

  private static var sequential: [BuiltinFunction] {
    [
      .bound(
        "accumulate(iterable, func=None, *, initial=None)", "Running sums, or another function's."
      ) { interpreter, call in
        let source = try interpreter.makeIterator(call[0])
        let function = call[1]
        var total: Value? = nil
        var isFirst = true
        return .object(
          ClosureIterator("accumulate") { interpreter in
            if isFirst {
              isFirst = false
              total = call[2].isNone ? try source.next(in: interpreter) : call[2]
              return total
            }
            guard let current = total, let value = try source.next(in: interpreter) else {
              return nil
            }
            total =
              function.isNone
              ? try interpreter.binary(.add, current, value)
              : try interpreter.call(function, [current, value])
            return total
          })
      },
      .binary("compress(data, selectors)", "Elements whose selector is true.") {
        interpreter, data, selectors in
        let source = try interpreter.makeIterator(data)
        let flags = try interpreter.makeIterator(selectors)
        return .object(
          ClosureIterator("compress") { interpreter in
            while let value = try source.next(in: interpreter),
              let flag = try flags.next(in: interpreter)
            {
              if try interpreter.isTruthy(flag) { return value }
            }
            return nil
          })
      },
      .binary("dropwhile(predicate, iterable, /)", "Elements from the first that fails on.") {
        interpreter, predicate, iterable in
        let source = try interpreter.makeIterator(iterable)
        var isDropping = true
        return .object(
          ClosureIterator("dropwhile") { interpreter in
            while let value = try source.next(in: interpreter) {
              if isDropping, try interpreter.isTruthy(interpreter.call(predicate, [value])) {
                continue
              }
              isDropping = false
              return value
            }
            return nil
          })
      },
      .binary("takewhile(predicate, iterable, /)", "Elements up to the first that fails.") {
        interpreter, predicate, iterable in
        let source = try interpreter.makeIterator(iterable)
        var isDone = false
        return .object(
          ClosureIterator("takewhile") { interpreter in
            guard !isDone, let value = try source.next(in: interpreter) else { return nil }
            if try interpreter.isTruthy(interpreter.call(predicate, [value])) { return value }
            isDone = true
            return nil
          })
      },
      .binary("filterfalse(function, iterable, /)", "Elements for which a function is false.") {
        interpreter, function, iterable in
        let source = try interpreter.makeIterator(iterable)
        return .object(
          ClosureIterator("filterfalse") { interpreter in
            while let value = try source.next(in: interpreter) {
              let result = function.isNone ? value : try interpreter.call(function, [value])
              if !(try interpreter.isTruthy(result)) { return value }
            }
            return nil
          })
      },
      .binary("starmap(function, iterable, /)", "A function of each element's own elements.") {
        interpreter, function, iterable in
        let source = try interpreter.makeIterator(iterable)
        return .object(
          ClosureIterator("starmap") { interpreter in
            guard let value = try source.next(in: interpreter) else { return nil }
            return try interpreter.call(function, try interpreter.collect(value))
          })
      },
      .unary("pairwise(iterable, /)", "Neighbouring pairs.") { interpreter, iterable in
        let source = try interpreter.makeIterator(iterable)
        var previous: Value?
        return .object(
          ClosureIterator("pairwise") { interpreter in
            if previous == nil { previous = try source.next(in: interpreter) }
            guard let first = previous, let second = try source.next(in: interpreter) else {
              return nil
            }
            previous = second
            return .tuple([first, second])
          })
      },
      .raw("islice(iterable, start, stop, step)", "A slice of an iterator.") {
        interpreter, arguments in
        try slice(arguments.positional, interpreter)
      },
      .bound("tee(iterable, n=2, /)", "Independent iterators over one source.") {
        interpreter, call in
        let source = try interpreter.makeIterator(call[0])
        var buffer: [Value] = []
        let copies = try interpreter.requireIndex(call[1])
        guard copies >= 0 else { throw Raised(.valueError, "n must be >= 0") }
        return .tuple(
          (0..<copies).map { _ in
            var position = 0
            return .object(
              ClosureIterator("_tee") { interpreter in
                if position == buffer.count {
                  guard let value = try source.next(in: interpreter) else { return nil }
                  buffer.append(value)
                }
                position += 1
                return buffer[position - 1]
              })
          })
      },
      .bound("zip_longest(*iterables, fillvalue=None)", "Tuples until the longest ends.") {
        interpreter, call in
        var sources: [IteratorObject?] = try call.variadic(0).map {
          try interpreter.makeIterator($0)
        }
        let fill = call[1]
        return .object(
          ClosureIterator("zip_longest") { interpreter in
            var values: [Value] = []
            for index in sources.indices {
              if let value = try sources[index]?.next(in: interpreter) {
                values.append(value)
              } else {
                sources[index] = nil
                values.append(fill)
              }
            }
            return sources.contains { $0 != nil } ? .tuple(values) : nil
          })
      },
      .bound("groupby(iterable, key=None)", "Runs of elements with the same key.") {
        interpreter, call in
        .object(GroupIterator(try interpreter.makeIterator(call[0]), key: call[1]))
      },
    ]
  }

  private static func slice(_ values: [Value], _ interpreter: Interpreter) throws -> Value {
    guard (2...4).contains(values.count) else {
      throw Raised(
        .typeError,
        "islice expected at \(values.count < 2 ? "least 2" : "most 4") arguments, got \(values.count)"
      )
    }
    func bound(_ value: Value, _ fallback: Int) throws -> Int {
      if value.isNone { return fallback }
      let number = try? interpreter.requireIndex(value)
      guard let number, number >= 0 else {
        throw Raised(
          .valueError,
          "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
      }
      return number
    }
    let start = values.count > 2 ? try bound(values[1], 0) : 0
    let stop = try bound(values[values.count > 2 ? 2 : 1], Int.max)
    let step = values.count > 3 ? try bound(values[3], 1) : 1
    guard step > 0 else {
      throw Raised(.valueError, "Step for islice() must be a positive integer or None.")
    }
    let source = try interpreter.makeIterator(values[0])
    var position = 0
    var wanted = start
    return .object(
      ClosureIterator("islice") { interpreter in
        guard wanted < stop else { return nil }
        while position < wanted {
          guard try source.next(in: interpreter) != nil else { return nil }
          position += 1
        }
        guard let value = try source.next(in: interpreter) else { return nil }
        position += 1
        wanted = wanted > Int.max - step ? Int.max : wanted + step
        return value
      })
  }
}

/// `groupby`: moving on to the next group ends the one before.
private final class GroupIterator: IteratorObject {
  private let source: IteratorObject
  private let key: Value
  private var pending: (value: Value, key: Value)?
  private var currentKey: Value?
  private var generation = 0

  init(_ source: IteratorObject, key: Value) {
    self.source = source
    self.key = key
  }

  private func advance(_ interpreter: Interpreter) throws {
    guard let value = try source.next(in: interpreter) else {
      pending = nil
      return
    }
    pending = (value, key.isNone ? value : try interpreter.call(key, [value]))
  }

  override func next(in interpreter: Interpreter) throws -> Value? {
    generation += 1
    if let currentKey {
      while let next = pending, try interpreter.areEqual(next.key, currentKey) {
        try advance(interpreter)
      }
    } else {
      try advance(interpreter)
    }
    guard let first = pending else { return nil }
    currentKey = first.key
    let mine = generation
    let group = ClosureIterator("_grouper") { [self] interpreter in
      guard mine == generation, let next = pending,
        try interpreter.areEqual(next.key, first.key)
      else { return nil }
      try advance(interpreter)
      return next.value
    }
    return .tuple([first.key, .object(group)])
  }

  override var typeName: String { "groupby" }
}
