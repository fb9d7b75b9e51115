import BigInt

extension Interpreter {
  /// `container[key]`.
  package func item(of container: Value, at key: Value) throws -> Value {
    switch container {
    case .list(let list):
      if let slice = slice(key) {
        return .list(try sliced(list.elements, slice))
      }
      let index = try position(key, list.elements.count, "list")
      return list.elements[index]
    case .tuple(let tuple) where !tuple.hasOwnOperators: return try item(tuple, key)
    case .dict(let dict):
      if let value = try dict.get(key, in: self) { return value }
      if let value = try dict.missing(key, in: self) { return value }
      throw missingKey(key)
    case .string(let string):
      if let slice = slice(key) { return .string(try sliced(string, slice)) }
      return .string(string.character(at: try position(key, string.count, "string")))
    case .object(let object):
      if let range = object as? RangeObject { return try item(range, key) }
      if let value = try object.item(at: key, in: self) { return value }
      if let tuple = object as? TupleObject { return try item(tuple, key) }
      if let base = object.baseValue { return try item(ofBase: base, container, key) }
    default: break
    }
    if case .object(let object) = container, let type = object as? TypeObject {
      throw Raised(.typeError, "type '\(type.name)' is not subscriptable")
    }
    throw Raised(.typeError, "'\(typeName(of: container))' object is not subscriptable")
  }

  /// A dict's user subclass may define `__missing__`.
  private func item(ofBase base: Value, _ container: Value, _ key: Value) throws -> Value {
    if case .dict(let dict) = base, case .object(let object) = container,
      let instance = object as? InstanceObject
    {
      if let value = try dict.get(key, in: self) { return value }
      if let value = try instance.callMethod(SpecialNames.missing, [key], self) { return value }
    }
    return try item(of: base, at: key)
  }

  private func item(_ tuple: TupleObject, _ key: Value) throws -> Value {
    if let slice = slice(key) { return .tuple(try sliced(tuple.elements, slice)) }
    return tuple.elements[try position(key, tuple.elements.count, "tuple")]
  }

  private func item(_ range: RangeObject, _ key: Value) throws -> Value {
    let count = range.count
    if let slice = slice(key) {
      let bounds = try SliceBounds(slice, count: count, in: self)
      let start = range.start &+ bounds.start &* range.step
      return .object(
        RangeObject(
          start: start, stop: start &+ bounds.count &* bounds.step &* range.step,
          step: bounds.step &* range.step
        )
        .normalized(stop: range.start &+ bounds.stop &* range.step))
    }
    return .int(range.element(try position(key, count, "range object")))
  }

  /// KeyError carries the key itself.
  package func missingKey(_ key: Value) -> Raised {
    Raised(ExceptionObject(types.exception(.keyError), [key]))
  }

  // MARK: Indices

  private func slice(_ key: Value) -> SliceObject? {
    if case .object(let object) = key { return object as? SliceObject }
    return nil
  }

  /// An index in range, counted from the end where negative.
  private func position(_ key: Value, _ count: Int, _ name: String) throws -> Int {
    var index = try requirePosition(key, name)
    if index < 0 { index += count }
    guard index >= 0, index < count else {
      throw Raised(.indexError, "\(name) index out of range")
    }
    return index
  }

  private func requirePosition(_ key: Value, _ name: String) throws -> Int {
    switch key {
    case .int(let index): return index
    case .bool(let value): return value ? 1 : 0
    case .object(let object):
      if object is BigIntObject {
        throw Raised(.indexError, "cannot fit 'int' into an index-sized integer")
      }
      if let index = try object.index(in: self) { return index }
      if case .int(let index)? = object.baseValue { return index }
    default: break
    }
    if name == "string" {
      throw Raised(
        .typeError, "string indices must be integers, not '\(typeName(of: key))'")
    }
    let shown = name == "range object" ? "range" : name
    throw Raised(
      .typeError, "\(shown) indices must be integers or slices, not \(typeName(of: key))")
  }

  // MARK: Slices

  private func sliced(_ elements: [Value], _ slice: SliceObject) throws -> [Value] {
    let bounds = try SliceBounds(slice, count: elements.count, in: self)
    if bounds.step == 1 { return Array(elements[bounds.start..<(bounds.start + bounds.count)]) }
    return (0..<bounds.count).map { elements[bounds.start + $0 * bounds.step] }
  }

  private func sliced(_ string: StringObject, _ slice: SliceObject) throws -> StringObject {
    let bounds = try SliceBounds(slice, count: string.count, in: self)
    if bounds.count == 0 { return StringObject("") }
    if bounds.step == 1, string.isASCII {
      let utf8 = string.text.utf8
      let start = utf8.index(utf8.startIndex, offsetBy: bounds.start)
      let end = utf8.index(start, offsetBy: bounds.count)
      return StringObject(String(string.text[start..<end]))
    }
    let scalars = string.scalars
    return StringObject(
      String(scalars: (0..<bounds.count).map { scalars[bounds.start + $0 * bounds.step] }))
  }

  // MARK: Assignment

  /// `container[key] = value`.
  package func setItem(of container: Value, at key: Value, to value: Value) throws {
    switch container {
    case .list(let list):
      if let slice = slice(key) {
        try assign(value, to: list, slice)
        return
      }
      var index = try requirePosition(key, "list")
      if index < 0 { index += list.elements.count }
      guard index >= 0, index < list.elements.count else {
        throw Raised(.indexError, "list assignment index out of range")
      }
      list.elements[index] = value
      return
    case .dict(let dict):
      try dict.set(key, to: value, in: self)
      return
    case .object(let object):
      if try object.setItem(at: key, to: value, in: self) { return }
      if let base = object.baseValue {
        try setItem(of: base, at: key, to: value)
        return
      }
    default: break
    }
    throw Raised(
      .typeError, "'\(typeName(of: container))' object does not support item assignment")
  }

  private func assign(_ value: Value, to list: ListObject, _ slice: SliceObject) throws {
    let values: [Value]
    do {
      values = try collect(value)
    } catch let error as Raised where matches(error, .typeError) {
      let what =
        slice.step.isNone ? "can only assign an iterable" : "must assign iterable to extended slice"
      throw Raised(.typeError, what)
    }
    let bounds = try SliceBounds(slice, count: list.elements.count, in: self)
    if bounds.step == 1 {
      list.elements.replaceSubrange(bounds.start..<max(bounds.start, bounds.stop), with: values)
      return
    }
    guard values.count == bounds.count else {
      throw Raised(
        .valueError,
        "attempt to assign sequence of size \(values.count) to extended slice of size \(bounds.count)"
      )
    }
    for (index, value) in values.enumerated() {
      list.elements[bounds.start + index * bounds.step] = value
    }
  }

  /// `del container[key]`.
  package func deleteItem(of container: Value, at key: Value) throws {
    switch container {
    case .list(let list):
      if let slice = slice(key) {
        let bounds = try SliceBounds(slice, count: list.elements.count, in: self)
        if bounds.step == 1 {
          list.elements.removeSubrange(bounds.start..<(bounds.start + bounds.count))
        } else {
          let removed = (0..<bounds.count).map { bounds.start + $0 * bounds.step }
          for index in removed.sorted(by: >) { list.elements.remove(at: index) }
        }
        return
      }
      var index = try requirePosition(key, "list")
      if index < 0 { index += list.elements.count }
      guard index >= 0, index < list.elements.count else {
        throw Raised(.indexError, "list assignment index out of range")
      }
      list.elements.remove(at: index)
      return
    case .dict(let dict):
      if try dict.remove(key, in: self) == nil { throw missingKey(key) }
      return
    case .object(let object):
      if try object.deleteItem(at: key, in: self) { return }
      if let base = object.baseValue {
        try deleteItem(of: base, at: key)
        return
      }
    default: break
    }
    throw Raised(
      .typeError, "'\(typeName(of: container))' object doesn't support item deletion")
  }
}

extension RangeObject {
  /// An empty slice of a range keeps the bounds CPython computes.
  fileprivate func normalized(stop: Int) -> RangeObject {
    RangeObject(start: start, stop: stop, step: step)
  }
}

/// A slice fitted to a sequence of `count` elements.
package struct SliceBounds {
  package let start: Int
  package let stop: Int
  package let step: Int
  /// Elements the slice selects.
  package let count: Int

  package init(_ slice: SliceObject, count: Int, in interpreter: Interpreter) throws {
    let step = try interpreter.indexIfPresent(slice.step) ?? 1
    if step == 0 { throw Raised(.valueError, "slice step cannot be zero") }
    self.init(
      start: try interpreter.indexIfPresent(slice.start),
      stop: try interpreter.indexIfPresent(slice.stop), step: max(step, -Int.max), count: count)
  }

  /// As CPython's `PySlice_AdjustIndices`.
  package init(start: Int?, stop: Int?, step: Int, count length: Int) {
    let low = step < 0 ? -1 : 0
    let high = step < 0 ? length - 1 : length
    func fit(_ index: Int?, _ missing: Int) -> Int {
      guard let index else { return missing }
      if index < 0 { return max(low, index &+ length) }
      return min(index, high)
    }
    self.step = step
    self.start = fit(start, step < 0 ? high : low)
    self.stop = fit(stop, step < 0 ? low : high)
    if step < 0 {
      count = self.stop < self.start ? (self.start - self.stop - 1) / -step + 1 : 0
    } else {
      count = self.start < self.stop ? (self.stop - self.start - 1) / step + 1 : 0
    }
  }
}
