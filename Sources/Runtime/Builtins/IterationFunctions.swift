/// Functions of iterables.
enum IterationFunctions {
  static var all: [BuiltinFunction] {
    [
      .unary("len(obj, /)", "Number of elements.") { .int(try $0.length(of: $1)) },
      .bound("iter(iterable, sentinel=<no value>, /)", "An iterator.") { interpreter, call in
        guard call.isPassed[1] else { return .object(try interpreter.makeIterator(call[0])) }
        let (function, sentinel) = (call[0], call[1])
        guard interpreter.isCallable(function) else {
          throw Raised(.typeError, "iter(v, w): v must be callable")
        }
        var isFinished = false
        return .object(
          ClosureIterator("callable_iterator") { interpreter in
            if isFinished { return nil }
            let value: Value
            do {
              value = try interpreter.call(function, [])
            } catch let error as Raised where interpreter.matches(error, .stopIteration) {
              isFinished = true
              return nil
            }
            isFinished = try interpreter.areEqual(value, sentinel)
            return isFinished ? nil : value
          })
      },
      .bound("next(iterator, default=<no value>, /)", "The next element of an iterator.") {
        interpreter, call in
        try next(interpreter, call[0], missing: call[1])
      },
      .unary("reversed(sequence, /)", "An iterator from the last element to the first.") {
        .object(try $0.makeReversedIterator($1))
      },
      .native("enumerate(iterable, start=0)", "Pairs of a running number and an element.") {
        interpreter, call in
        .object(
          EnumerateIterator(
            try interpreter.makeIterator(call[0]), start: try interpreter.requireIndex(call[1])))
      },
      .native("zip(*iterables, strict=False)", "Tuples of the elements at the same place.") {
        interpreter, call in
        .object(
          ZipIterator(
            try call.variadic(0).map { try interpreter.makeIterator($0) },
            isStrict: try interpreter.isTruthy(call[1])))
      },
      .raw("map(function, /, *iterables)", "The results of a function for each element.") {
        interpreter, call in
        guard call.keywords.isEmpty else {
          throw Raised(.typeError, "map() takes no keyword arguments")
        }
        guard call.positional.count >= 2 else {
          throw Raised(.typeError, "map() must have at least two arguments.")
        }
        let iterators = try call.positional.dropFirst().map { try interpreter.makeIterator($0) }
        return .object(MapIterator(call.positional[0], iterators))
      },
      .bound("filter(function, iterable, /)", "The elements for which a function holds.") {
        interpreter, call in
        .object(FilterIterator(call[0], try interpreter.makeIterator(call[1])))
      },
      BuiltinFunction(
        "sorted(iterable, /, *, key=None, reverse=False)",
        "A sorted list; equal elements keep their order.",
        .raw { interpreter, call in
          guard call.positional.count == 1 else {
            throw Raised(
              .typeError, "sorted expected 1 argument, got \(call.positional.count)")
          }
          var key = Value.none
          var isReversed = false
          for (name, value) in call.keywords {
            switch name {
            case "key": key = value
            case "reverse": isReversed = try interpreter.isTruthy(value)
            default:
              throw Raised(.typeError, "'\(name)' is an invalid keyword argument for sort()")
            }
          }
          return .list(
            try interpreter.sorted(
              interpreter.collect(call.positional[0]), key: key, isReversed: isReversed))
        }),
      .unary("all(iterable, /)", "Whether all elements are true.") { interpreter, iterable in
        let iterator = try interpreter.makeIterator(iterable)
        while let element = try iterator.next(in: interpreter) {
          if !(try interpreter.isTruthy(element)) { return .false }
        }
        return .true
      },
      .unary("any(iterable, /)", "Whether any element is true.") { interpreter, iterable in
        let iterator = try interpreter.makeIterator(iterable)
        while let element = try iterator.next(in: interpreter) {
          if try interpreter.isTruthy(element) { return .true }
        }
        return .false
      },
    ]
  }

  private static func next(_ interpreter: Interpreter, _ iterator: Value, missing: Value) throws
    -> Value
  {
    guard case .object(let object) = iterator else {
      throw Raised(
        .typeError, "'\(interpreter.typeName(of: iterator))' object is not an iterator")
    }
    if let instance = object as? InstanceObject {
      guard instance.defines(SpecialNames.next) else {
        throw Raised(
          .typeError, "'\(interpreter.typeName(of: iterator))' object is not an iterator")
      }
      do {
        return try interpreter.call(interpreter.attribute(SpecialNames.next, of: iterator), [])
      } catch let error as Raised
        where !missing.isUnbound && interpreter.matches(error, .stopIteration)
      {
        return missing
      }
    }
    guard let source = object as? IteratorObject else {
      throw Raised(
        .typeError, "'\(interpreter.typeName(of: iterator))' object is not an iterator")
    }
    if let value = try source.next(in: interpreter) { return value }
    guard missing.isUnbound else { return missing }
    if let generator = source as? GeneratorObject {
      throw Raised(interpreter.stopIteration(generator.takeReturned()))
    }
    throw Raised(.stopIteration, "")
  }
}

/// The iterator behind `enumerate`: pairs of a running number and an element.
package final class EnumerateIterator: IteratorObject {
  private let source: IteratorObject
  private var index: Int

  init(_ source: IteratorObject, start: Int) {
    self.source = source
    index = start
  }

  override package func next(in interpreter: Interpreter) throws -> Value? {
    guard let value = try source.advance(in: interpreter) else { return nil }
    index &+= 1
    return .tuple([.int(index &- 1), value])
  }

  override package var typeName: String { "enumerate" }
}

/// The iterator behind `zip`: tuples of one element of each source, until one ends.
package final class ZipIterator: IteratorObject {
  private let sources: [IteratorObject]
  private let isStrict: Bool

  init(_ sources: [IteratorObject], isStrict: Bool) {
    self.sources = sources
    self.isStrict = isStrict
  }

  override package func next(in interpreter: Interpreter) throws -> Value? {
    if sources.isEmpty { return nil }
    var values: [Value] = []
    values.reserveCapacity(sources.count)
    for (index, source) in sources.enumerated() {
      guard let value = try source.advance(in: interpreter) else {
        if isStrict { try checkEnd(index, interpreter) }
        return nil
      }
      values.append(value)
    }
    return .tuple(values)
  }

  /// With `strict=True` all iterables end together.
  private func checkEnd(_ index: Int, _ interpreter: Interpreter) throws {
    func before(_ count: Int) -> String { count == 1 ? "argument 1" : "arguments 1-\(count)" }
    if index > 0 {
      throw Raised(
        .valueError, "zip() argument \(index + 1) is shorter than \(before(index))")
    }
    for other in 1..<max(1, sources.count) where try sources[other].advance(in: interpreter) != nil
    {
      throw Raised(.valueError, "zip() argument \(other + 1) is longer than \(before(other))")
    }
  }

  override package var typeName: String { "zip" }
}

/// The iterator behind `map`: calls the function on one element of each source.
package final class MapIterator: IteratorObject {
  private let function: Value
  private let sources: [IteratorObject]

  init(_ function: Value, _ sources: [IteratorObject]) {
    self.function = function
    self.sources = sources
  }

  override package func next(in interpreter: Interpreter) throws -> Value? {
    var values: [Value] = []
    values.reserveCapacity(sources.count)
    for source in sources {
      guard let value = try source.advance(in: interpreter) else { return nil }
      values.append(value)
    }
    return try interpreter.call(function, values)
  }

  override package var typeName: String { "map" }
}

/// The iterator behind `filter`: elements for which the function, or their own truth, says yes.
package final class FilterIterator: IteratorObject {
  private let function: Value
  private let source: IteratorObject

  init(_ function: Value, _ source: IteratorObject) {
    self.function = function
    self.source = source
  }

  override package func next(in interpreter: Interpreter) throws -> Value? {
    while let value = try source.advance(in: interpreter) {
      let test = function.isNone ? value : try interpreter.call(function, [value])
      if try interpreter.isTruthy(test) { return value }
    }
    return nil
  }

  override package var typeName: String { "filter" }
}
