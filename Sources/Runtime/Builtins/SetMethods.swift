/// Methods of `set` and `frozenset`.
enum SetMethods {
  static func load(_ type: TypeObject) {
    loadFrozen(type)
    type.add(mutating)
  }

  static func loadFrozen(_ type: TypeObject) {
    type.add(common)
    type.add(SpecialMethods.sets + SpecialMethods.comparisons)
  }

  private static var common: [BuiltinFunction] {
    [
      .simpleMethod("copy(self, /)", "A new set of the same elements.") { interpreter, receiver in
        let set = try interpreter.setReceiver(receiver)
        if set.isFrozen { return .object(set) }
        return .object(try SetOperations.copy(set, in: interpreter))
      },
      .method("union(self, *others)", "Elements of this set or any of the others.") {
        interpreter, call in
        .object(
          try SetOperations.union(
            interpreter.setReceiver(call[0]), call.variadic(1), in: interpreter))
      },
      .method("intersection(self, *others)", "Elements of this set and all others.") {
        interpreter, call in
        var result = try interpreter.setReceiver(call[0])
        if call.variadic(1).isEmpty {
          return .object(try SetOperations.copy(result, in: interpreter))
        }
        for other in call.variadic(1) {
          result = try SetOperations.intersection(result, other, in: interpreter)
        }
        return .object(result)
      },
      .method("difference(self, *others)", "Elements of this set in none of the others.") {
        interpreter, call in
        let set = try interpreter.setReceiver(call[0])
        let others = call.variadic(1)
        guard let first = others.first else {
          return .object(try SetOperations.copy(set, in: interpreter))
        }
        let result = try SetOperations.difference(set, first, in: interpreter)
        for other in others.dropFirst() {
          try SetOperations.removeAll(in: result, of: other, in: interpreter)
        }
        return .object(result)
      },
      .operandMethod(
        "symmetric_difference(self, other, /)", "Elements of exactly one of the two sets."
      ) { interpreter, receiver, other in
        .object(
          try SetOperations.symmetricDifference(
            interpreter.setReceiver(receiver), other, in: interpreter))
      },
      .operandMethod("issubset(self, other, /)", "Whether the other has all elements.") {
        interpreter, receiver, other in
        .bool(
          try SetOperations.isSubset(
            interpreter.setReceiver(receiver), of: set(other, interpreter), in: interpreter))
      },
      .operandMethod("issuperset(self, other, /)", "Whether this set has all of the other's.") {
        interpreter, receiver, other in
        .bool(
          try SetOperations.isSubset(
            set(other, interpreter), of: interpreter.setReceiver(receiver), in: interpreter))
      },
      .operandMethod("isdisjoint(self, other, /)", "Whether no element is in both.") {
        interpreter, receiver, other in
        let set = try interpreter.setReceiver(receiver)
        let iterator = try interpreter.makeIterator(other)
        while let element = try iterator.next(in: interpreter) {
          if try set.contains(element, interpreter) { return .false }
        }
        return .true
      },
    ]
  }

  private static func set(_ value: Value, _ interpreter: Interpreter) throws -> SetObject {
    if case .object(let object) = value.plain, let set = object as? SetObject { return set }
    return try SetOperations.make(value, in: interpreter)
  }

  private static var mutating: [BuiltinFunction] {
    [
      .operandMethod("add(self, element, /)", "Adds an element.") {
        interpreter, receiver, element in
        try interpreter.setReceiver(receiver).insert(element, in: interpreter)
        return .none
      },
      .operandMethod("discard(self, element, /)", "Removes an element where it is there.") {
        interpreter, receiver, element in
        _ = try interpreter.setReceiver(receiver).table.remove(element, in: interpreter)
        return .none
      },
      .operandMethod("remove(self, element, /)", "Removes an element, which must be there.") {
        interpreter, receiver, element in
        if !(try interpreter.setReceiver(receiver).table.remove(element, in: interpreter)) {
          throw interpreter.missingKey(element)
        }
        return .none
      },
      .simpleMethod("pop(self, /)", "Removes and returns an element.") { interpreter, receiver in
        guard let element = try interpreter.setReceiver(receiver).table.pop() else {
          throw interpreter.missingKey(.string("pop from an empty set"))
        }
        return element
      },
      .simpleMethod("clear(self, /)", "Removes all elements.") { interpreter, receiver in
        try interpreter.setReceiver(receiver).table.removeAll()
        return .none
      },
      .method("update(self, *others)", "Adds the elements of iterables.") { interpreter, call in
        let set = try interpreter.setReceiver(call[0])
        for other in call.variadic(1) {
          try SetOperations.update(set, with: other, in: interpreter)
        }
        return .none
      },
      .method("intersection_update(self, *others)", "Keeps elements that all others have.") {
        interpreter, call in
        let set = try interpreter.setReceiver(call[0])
        var result = set
        for other in call.variadic(1) {
          result = try SetOperations.intersection(result, other, in: interpreter)
        }
        set.table = result.table
        return .none
      },
      .method("difference_update(self, *others)", "Removes the elements of iterables.") {
        interpreter, call in
        let set = try interpreter.setReceiver(call[0])
        for other in call.variadic(1) {
          try SetOperations.removeAll(in: set, of: other, in: interpreter)
        }
        return .none
      },
      .operandMethod(
        "symmetric_difference_update(self, other, /)", "Keeps elements of exactly one of the two."
      ) { interpreter, receiver, other in
        try SetOperations.toggleAll(
          in: interpreter.setReceiver(receiver), of: other, in: interpreter)
        return .none
      },
    ]
  }
}
