import Arrays
package import Records

/// Text in the making together with the unrounded numbers in it.
package struct TextBuilder {
  package private(set) var text = ""
  package private(set) var numbers: [PrintedNumbers] = []
  /// Containers being written: one that contains itself shows as `[...]`.
  private var open: [ObjectIdentifier] = []
  private var depth = 0
  /// Numbers before this index belong to earlier objects and are not merged with.
  private var mergeFloor = 0

  private static let deepest = 900

  /// Whether Python ints are numbers to keep: their text says everything, so only what is printed keeps them.
  private let keepsIntegers: Bool

  package init(keepsIntegers: Bool = false) { self.keepsIntegers = keepsIntegers }

  package mutating func append(_ text: String) { self.text += text }

  /// Appends a text with the numbers it carries.
  package mutating func append(_ string: StringObject) {
    if let carried = string.numbers { append(carried, at: text.utf8.count) }
    text += string.text
  }

  /// Appends a text; numbers without a range of their own are given the whole text as theirs.
  package mutating func append(_ text: String, wholeTextNumbers numbers: [PrintedNumbers]) {
    let start = self.text.utf8.count
    self.text += text
    for var record in numbers {
      let range = record.textRange ?? 0..<text.utf8.count
      record.textRange = range.lowerBound + start..<range.upperBound + start
      self.numbers.append(record)
    }
    mergeFloor = self.numbers.count
  }

  private mutating func append(_ carried: [PrintedNumbers], at offset: Int) {
    for var record in carried {
      record.textRange = record.textRange.map { $0.lowerBound + offset..<$0.upperBound + offset }
      numbers.append(record)
    }
    mergeFloor = numbers.count
  }

  /// Everything as a `str` that carries its numbers.
  package var string: StringObject {
    StringObject(text, numbers: numbers.isEmpty ? nil : numbers)
  }

  // MARK: Numbers

  /// Appends the text of numbers, joining the record of the number before inside a container.
  private mutating func append(
    _ written: String, _ dtype: PrintedNumbers.DType, floats: [Double] = [], integers: [Int64] = []
  ) {
    let start = text.utf8.count
    text += written
    let end = text.utf8.count
    if !open.isEmpty, numbers.count > mergeFloor, numbers[numbers.count - 1].dtype == dtype {
      let last = numbers.count - 1
      switch numbers[last].values {
      case .floats(var values) where !floats.isEmpty:
        numbers[last].values = .integers([])
        values += floats
        numbers[last].values = .floats(values)
        numbers[last].textRange = (numbers[last].textRange?.lowerBound ?? start)..<end
        return
      case .integers(var values) where !integers.isEmpty:
        numbers[last].values = .floats([])
        values += integers
        numbers[last].values = .integers(values)
        numbers[last].textRange = (numbers[last].textRange?.lowerBound ?? start)..<end
        return
      default: break
      }
    }
    numbers.append(
      PrintedNumbers(
        dtype: dtype, values: floats.isEmpty ? .integers(integers) : .floats(floats),
        textRange: start..<end))
  }

  // MARK: Values

  /// Appends `repr(value)` or `str(value)`.
  package mutating func write(_ value: Value, asRepr: Bool, in interpreter: Interpreter) throws {
    switch value {
    case .none: text += "None"
    case .bool(let value): text += value ? "True" : "False"
    case .int(let value):
      if keepsIntegers {
        append(String(value), .int, integers: [Int64(value)])
      } else {
        text += String(value)
      }
    case .float(let value): append(FloatFormatting.repr(value), .float64, floats: [value])
    case .string(let string):
      if asRepr { text += StringRepresentation.quoted(string.text) } else { append(string) }
    case .list(let list):
      try enclose(list, "[", "]", in: interpreter) { builder in
        // By index: `__repr__` of an element may change the list.
        var index = 0
        while index < list.elements.count {
          if index > 0 { builder.text += ", " }
          try builder.write(list.elements[index], asRepr: true, in: interpreter)
          index += 1
        }
      }
    case .tuple(let tuple):
      if Swift.type(of: tuple) != TupleObject.self {
        try tuple.write(asRepr: asRepr, to: &self, in: interpreter)
      } else {
        try writeTuple(tuple, in: interpreter)
      }
    case .dict(let dict): try write(dict, in: interpreter)
    case .function(let function): text += try function.repr(in: interpreter)
    case .object(let object): try write(object, asRepr: asRepr, in: interpreter)
    case .unbound, .cell: text += "<unbound>"
    }
  }

  package mutating func writeTuple(_ tuple: TupleObject, in interpreter: Interpreter) throws {
    try enclose(tuple, "(", ")", in: interpreter) { builder in
      for (index, element) in tuple.elements.enumerated() {
        if index > 0 { builder.text += ", " }
        try builder.write(element, asRepr: true, in: interpreter)
      }
      if tuple.elements.count == 1 { builder.text += "," }
    }
  }

  private mutating func write(_ dict: DictObject, in interpreter: Interpreter) throws {
    let wrapper = try dict.reprWrapper(in: interpreter)
    if let wrapper { text += wrapper.before }
    if wrapper == nil || dict.count > 0 || dict.showsEmptyBraces {
      let pairs = dict.showsPairs
      try enclose(dict, pairs ? "[" : "{", pairs ? "]" : "}", in: interpreter) { builder in
        for (index, entry) in dict.reprItems.enumerated() {
          if index > 0 { builder.text += ", " }
          if pairs { builder.text += "(" }
          try builder.write(entry.key, asRepr: true, in: interpreter)
          builder.text += pairs ? ", " : ": "
          try builder.write(entry.value, asRepr: true, in: interpreter)
          if pairs { builder.text += ")" }
        }
      }
    }
    if let wrapper { text += wrapper.after }
  }

  private mutating func write(_ object: Object, asRepr: Bool, in interpreter: Interpreter) throws {
    switch object {
    case let number as BigIntObject:
      let digits = try BigIntegers.decimal(number.value)
      let start = text.utf8.count
      text += digits
      numbers.append(
        PrintedNumbers(
          dtype: .int, values: .bigIntegers([digits]), textRange: start..<text.utf8.count))
    case let number as ComplexObject:
      append(
        ComplexText.repr(number.real, number.imaginary), .complex128,
        floats: [number.real, number.imaginary])
    case let set as SetObject:
      try writeSet(set, in: interpreter)
    case is DictViewObject: try object.write(asRepr: asRepr, to: &self, in: interpreter)
    case let range as RangeObject:
      text += "range(\(range.start), \(range.stop)"
      text += range.step == 1 ? ")" : ", \(range.step))"
    default:
      try deepen { builder in
        try object.write(asRepr: asRepr, to: &builder, in: interpreter)
      }
    }
  }

  private mutating func writeSet(_ set: SetObject, in interpreter: Interpreter) throws {
    if set.count == 0 {
      text += set.isFrozen ? "frozenset()" : "set()"
      return
    }
    if set.isFrozen { text += "frozenset(" }
    try enclose(set, "{", "}", in: interpreter) { builder in
      for (index, element) in set.elements.enumerated() {
        if index > 0 { builder.text += ", " }
        try builder.write(element, asRepr: true, in: interpreter)
      }
    }
    if set.isFrozen { text += ")" }
  }

  /// Writes elements that other Swift code provides between brackets, as lists are written.
  package mutating func writeSequence(
    _ object: Object, _ before: String, _ after: String, _ elements: [Value],
    in interpreter: Interpreter
  ) throws {
    try enclose(object, before, after, in: interpreter) { builder in
      for (index, element) in elements.enumerated() {
        if index > 0 { builder.text += ", " }
        try builder.write(element, asRepr: true, in: interpreter)
      }
    }
  }

  /// Writes `(name=value, …)`, as named tuples and data classes show their fields.
  package mutating func writeFields(
    _ object: Object, _ fields: [(String, Value)], in interpreter: Interpreter
  ) throws {
    append("(")
    for (index, (name, value)) in fields.enumerated() {
      append(index > 0 ? ", \(name)=" : "\(name)=")
      try write(value, asRepr: true, in: interpreter)
    }
    append(")")
  }

  private mutating func enclose(
    _ object: Object, _ before: String, _ after: String, in interpreter: Interpreter,
    _ body: (inout TextBuilder) throws -> Void
  ) throws {
    if open.contains(ObjectIdentifier(object)) {
      text += before + "..." + after
      return
    }
    text += before
    if open.isEmpty { mergeFloor = numbers.count }
    open.append(ObjectIdentifier(object))
    defer { open.removeLast() }
    try deepen(body)
    if open.count == 1 { mergeFloor = numbers.count }
    text += after
  }

  /// Bounds the Swift stack that deeply nested values may take.
  private mutating func deepen(_ body: (inout TextBuilder) throws -> Void) throws {
    guard depth < TextBuilder.deepest else {
      throw Raised(
        .recursionError, "maximum recursion depth exceeded while getting the repr of an object")
    }
    depth += 1
    defer { depth -= 1 }
    try body(&self)
  }
}
