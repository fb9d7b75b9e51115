/// The combinatoric part of `itertools`, in the order CPython yields.
enum CombinatoricIterators {
  static var functions: [BuiltinFunction] {
    [
      .bound("product(*iterables, repeat=1)", "The Cartesian product.") { interpreter, call in
        let pools = try call.variadic(0).map { try interpreter.collect($0) }
        let count = try interpreter.requireIndex(call[1])
        guard count >= 0 else {
          throw Raised(.valueError, "repeat argument cannot be negative")
        }
        let all = (0..<count).flatMap { _ in pools }
        return .object(product(all))
      },
      .bound("permutations(iterable, r=None)", "Arrangements of r elements.") {
        interpreter, call in
        let pool = try interpreter.collect(call[0])
        let length = call[1].isNone ? pool.count : try interpreter.requireIndex(call[1])
        guard length >= 0 else { throw Raised(.valueError, "r must be non-negative") }
        return .object(permutations(pool, length))
      },
      .bound("combinations(iterable, r)", "Choices of r elements, in order.") {
        interpreter, call in
        .object(
          combinations(
            try interpreter.collect(call[0]), try length(call[1], interpreter), repeats: false))
      },
      .bound("combinations_with_replacement(iterable, r)", "Choices of r elements with repetition.")
      {
        interpreter, call in
        .object(
          combinations(
            try interpreter.collect(call[0]), try length(call[1], interpreter), repeats: true))
      },
    ]
  }

  private static func length(_ value: Value, _ interpreter: Interpreter) throws -> Int {
    let length = try interpreter.requireIndex(value)
    guard length >= 0 else { throw Raised(.valueError, "r must be non-negative") }
    return length
  }

  private static func product(_ pools: [[Value]]) -> IteratorObject {
    var indices = [Int](repeating: 0, count: pools.count)
    var isDone = pools.contains(where: \.isEmpty)
    return ClosureIterator("product") { _ in
      guard !isDone else { return nil }
      let result = Value.tuple(zip(pools, indices).map { $0[$1] })
      var axis = pools.count - 1
      while axis >= 0 {
        indices[axis] += 1
        if indices[axis] < pools[axis].count { break }
        indices[axis] = 0
        axis -= 1
      }
      if axis < 0 { isDone = true }
      return result
    }
  }

  private static func permutations(_ pool: [Value], _ length: Int) -> IteratorObject {
    let count = pool.count
    guard length <= count else { return ClosureIterator("permutations") { _ in nil } }
    var indices = Array(0..<count)
    var cycles = (0..<length).map { count - $0 }
    var isDone = false
    return ClosureIterator("permutations") { _ in
      guard !isDone else { return nil }
      let result = Value.tuple(indices[..<length].map { pool[$0] })
      var position = length - 1
      while position >= 0 {
        cycles[position] -= 1
        if cycles[position] == 0 {
          let moved = indices.remove(at: position)
          indices.append(moved)
          cycles[position] = count - position
          position -= 1
        } else {
          indices.swapAt(position, count - cycles[position])
          break
        }
      }
      if position < 0 { isDone = true }
      return result
    }
  }

  private static func combinations(_ pool: [Value], _ length: Int, repeats: Bool) -> IteratorObject
  {
    let count = pool.count
    let name = repeats ? "combinations_with_replacement" : "combinations"
    if repeats ? (count == 0 && length > 0) : length > count {
      return ClosureIterator(name) { _ in nil }
    }
    var indices = repeats ? [Int](repeating: 0, count: length) : Array(0..<length)
    var isDone = false
    return ClosureIterator(name) { _ in
      guard !isDone else { return nil }
      let result = Value.tuple(indices.map { pool[$0] })
      let position = indices.indices.last {
        indices[$0] != (repeats ? count - 1 : $0 + count - length)
      }
      guard let position else {
        isDone = true
        return result
      }
      let next = indices[position] + 1
      for offset in position..<length {
        indices[offset] = repeats ? next : next + offset - position
      }
      return result
    }
  }
}
