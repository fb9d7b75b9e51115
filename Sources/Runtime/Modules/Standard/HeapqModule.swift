import Syntax

/// `heapq`: a list as a priority queue, moved exactly as CPython moves it.
enum HeapqModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "heapq",
    {
      ModuleObject("heapq") { _ in
        functions.map { ($0.name, .object($0)) }
      }
    }
  )

  private static var functions: [BuiltinFunction] {
    [
      .binary("heappush(heap, item, /)", "Adds an item.") { interpreter, heap, item in
        let list = try receiver(heap)
        list.elements.append(item)
        try siftDown(list, 0, list.elements.count - 1, interpreter)
        return .none
      },
      .unary("heappop(heap, /)", "Removes and returns the smallest item.") { interpreter, heap in
        let list = try receiver(heap)
        guard let last = list.elements.popLast() else {
          throw Raised(.indexError, "index out of range")
        }
        guard !list.elements.isEmpty else { return last }
        let smallest = list.elements[0]
        list.elements[0] = last
        try siftUp(list, 0, interpreter)
        return smallest
      },
      .unary("heapify(heap, /)", "Orders a list as a heap.") { interpreter, heap in
        let list = try receiver(heap)
        for index in (0..<list.elements.count / 2).reversed() {
          try siftUp(list, index, interpreter)
        }
        return .none
      },
      .binary("heapreplace(heap, item, /)", "Pops the smallest item, then adds one.") {
        interpreter, heap, item in
        let list = try receiver(heap)
        guard let smallest = list.elements.first else {
          throw Raised(.indexError, "index out of range")
        }
        list.elements[0] = item
        try siftUp(list, 0, interpreter)
        return smallest
      },
      .binary("heappushpop(heap, item, /)", "Adds an item, then pops the smallest.") {
        interpreter, heap, item in
        let list = try receiver(heap)
        guard let smallest = list.elements.first, try less(smallest, item, interpreter) else {
          return item
        }
        list.elements[0] = item
        try siftUp(list, 0, interpreter)
        return smallest
      },
      .bound("nsmallest(n, iterable, key=None)", "The n smallest elements, in order.") {
        try extremes($1, reverse: false, $0)
      },
      .bound("nlargest(n, iterable, key=None)", "The n largest elements, largest first.") {
        try extremes($1, reverse: true, $0)
      },
      .bound("merge(*iterables, key=None, reverse=False)", "Merges sorted inputs.") {
        interpreter, call in
        let all = try call.variadic(0).flatMap { try interpreter.collect($0) }
        let sorted = try sort(.list(all), key: call[1], reverse: call[2], interpreter)
        return .object(try interpreter.makeIterator(sorted))
      },
    ]
  }

  private static func extremes(
    _ call: BoundArguments, reverse: Bool, _ interpreter: Interpreter
  ) throws -> Value {
    let count = max(0, try interpreter.requireIndex(call[0]))
    let sorted = try sort(call[1], key: call[2], reverse: .bool(reverse), interpreter)
    return .list(Array(try interpreter.collect(sorted).prefix(count)))
  }

  private static func sort(
    _ values: Value, key: Value, reverse: Value, _ interpreter: Interpreter
  ) throws -> Value {
    guard let sorted = BuiltinTable.lookUp("sorted", in: interpreter) else { return values }
    return try interpreter.call(
      sorted, Arguments([values], keywords: [("key", key), ("reverse", reverse)]))
  }

  private static func receiver(_ value: Value) throws -> ListObject {
    guard case .list(let list) = value else {
      throw Raised(.typeError, "heap argument must be a list")
    }
    return list
  }

  private static func less(_ a: Value, _ b: Value, _ interpreter: Interpreter) throws -> Bool {
    try interpreter.isTruthy(interpreter.compare(.less, a, b))
  }

  private static func siftDown(
    _ list: ListObject, _ start: Int, _ position: Int, _ interpreter: Interpreter
  ) throws {
    var position = position
    let item = list.elements[position]
    while position > start {
      let parent = (position - 1) >> 1
      guard try less(item, list.elements[parent], interpreter) else { break }
      list.elements[position] = list.elements[parent]
      position = parent
    }
    list.elements[position] = item
  }

  /// Bubbles the smaller child up to the bottom, then the item down: fewer comparisons than stopping early.
  private static func siftUp(_ list: ListObject, _ start: Int, _ interpreter: Interpreter) throws {
    let end = list.elements.count
    var position = start
    let item = list.elements[position]
    var child = 2 * position + 1
    while child < end {
      let right = child + 1
      if right < end, !(try less(list.elements[child], list.elements[right], interpreter)) {
        child = right
      }
      list.elements[position] = list.elements[child]
      position = child
      child = 2 * position + 1
    }
    list.elements[position] = item
    try siftDown(list, start, position, interpreter)
  }
}
