/// Methods of `list`.
enum ListMethods {
  static func load(_ type: TypeObject) {
    type.add(all)
    type.add(SpecialMethods.mutableSequence + SpecialMethods.comparisons)
  }

  private static var all: [BuiltinFunction] {
    [
      .operandMethod("append(self, object, /)", "Adds an element at the end.") {
        interpreter, receiver, value in
        try interpreter.listReceiver(receiver).elements.append(value)
        return .none
      },
      .operandMethod("extend(self, iterable, /)", "Adds all elements of an iterable at the end.") {
        interpreter, receiver, iterable in
        let list = try interpreter.listReceiver(receiver)
        list.elements.append(contentsOf: try interpreter.collect(iterable))
        return .none
      },
      .method("insert(self, index, object, /)", "Adds an element before an index.") {
        interpreter, call in
        let list = try interpreter.listReceiver(call[0])
        let count = list.elements.count
        var index = try interpreter.requireIndex(call[1])
        if index < 0 { index = max(0, index &+ count) }
        list.elements.insert(call[2], at: min(index, count))
        return .none
      },
      .method("pop(self, index=-1, /)", "Removes and returns the element at an index.") {
        interpreter, call in
        let list = try interpreter.listReceiver(call[0])
        let count = list.elements.count
        var index = try interpreter.requireIndex(call[1])
        if count == 0 { throw Raised(.indexError, "pop from empty list") }
        if index < 0 { index += count }
        guard index >= 0, index < count else {
          throw Raised(.indexError, "pop index out of range")
        }
        return index == count - 1 ? list.elements.removeLast() : list.elements.remove(at: index)
      },
      .operandMethod("remove(self, value, /)", "Removes the first element equal to a value.") {
        interpreter, receiver, value in
        let list = try interpreter.listReceiver(receiver)
        guard let index = try interpreter.firstIndex(of: value, in: list) else {
          throw Raised(.valueError, "list.remove(x): x not in list")
        }
        list.elements.remove(at: index)
        return .none
      },
      .simpleMethod("clear(self, /)", "Removes all elements.") { interpreter, receiver in
        try interpreter.listReceiver(receiver).elements.removeAll()
        return .none
      },
      .simpleMethod("copy(self, /)", "A new list of the same elements.") { interpreter, receiver in
        .list(try interpreter.listReceiver(receiver).elements)
      },
      .simpleMethod("reverse(self, /)", "Reverses the list in place.") { interpreter, receiver in
        try interpreter.listReceiver(receiver).elements.reverse()
        return .none
      },
      .method("index(self, value, start=0, stop=9223372036854775807, /)", "Index of a value.") {
        interpreter, call in
        let list = try interpreter.listReceiver(call[0])
        let bounds = SliceBounds(
          start: try interpreter.requireIndex(call[2]), stop: try interpreter.requireIndex(call[3]),
          step: 1, count: list.elements.count)
        var index = bounds.start
        while index < min(bounds.stop, list.elements.count) {
          if try interpreter.areEqual(list.elements[index], call[1]) { return .int(index) }
          index += 1
        }
        throw Raised(.valueError, "\(try interpreter.repr(call[1])) is not in list")
      },
      .operandMethod("count(self, value, /)", "Number of elements equal to a value.") {
        interpreter, receiver, value in
        let elements = try interpreter.listReceiver(receiver).elements
        return .int(try elements.count { try interpreter.areEqual($0, value) })
      },
      .method("sort(self, /, *, key=None, reverse=False)", "Sorts the list in place, stably.") {
        interpreter, call in
        let list = try interpreter.listReceiver(call[0])
        let elements = list.elements
        let sorted = try interpreter.sorted(
          elements, key: call[1], isReversed: interpreter.isTruthy(call[2]))
        guard list.elements.count == elements.count else {
          throw Raised(.valueError, "list modified during sort")
        }
        list.elements = sorted
        return .none
      },
    ]
  }
}

/// Methods of `tuple`.
enum TupleMethods {
  static func load(_ type: TypeObject) {
    type.add([
      .operandMethod("count(self, value, /)", "Number of elements equal to a value.") {
        interpreter, receiver, value in
        let elements = try interpreter.tupleReceiver(receiver).elements
        return .int(try elements.count { try interpreter.areEqual($0, value) })
      },
      .method("index(self, value, start=0, stop=9223372036854775807, /)", "Index of a value.") {
        interpreter, call in
        let elements = try interpreter.tupleReceiver(call[0]).elements
        let bounds = SliceBounds(
          start: try interpreter.requireIndex(call[2]), stop: try interpreter.requireIndex(call[3]),
          step: 1, count: elements.count)
        for index in bounds.start..<max(bounds.start, bounds.stop)
        where try interpreter.areEqual(elements[index], call[1]) {
          return .int(index)
        }
        throw Raised(.valueError, "tuple.index(x): x not in tuple")
      },
    ])
    type.add(SpecialMethods.sequence + SpecialMethods.comparisons)
  }
}

extension Interpreter {
  /// Index of the first equal element, nil where there is none.
  func firstIndex(of value: Value, in list: ListObject) throws -> Int? {
    var index = 0
    while index < list.elements.count {
      if try areEqual(list.elements[index], value) { return index }
      index += 1
    }
    return nil
  }
}
