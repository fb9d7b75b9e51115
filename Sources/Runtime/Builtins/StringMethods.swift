import Records

/// Methods of `str`: searching, cutting and joining.
///
/// Case and classes of characters are in `StringMethods+Characters`.
enum StringMethods {
  static func load(_ type: TypeObject) {
    type.add(searching)
    type.add(cutting)
    type.add(padding)
    type.add(formatting)
    type.add(characters)
    type.add(SpecialMethods.sequence + SpecialMethods.comparisons)
    type.set(
      "maketrans",
      to: .object(
        StaticMethodObject(
          .object(
            BuiltinFunction.native("maketrans(x, y=None, z=None, /)", "A table for `translate`.") {
              interpreter, call in try makeTranslation(interpreter, call)
            }))))
  }

  /// Python's white space.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9...13, 28...32, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }

  static func strip(_ text: String) -> String {
    var view = Substring(text).unicodeScalars
    while let first = view.first, isSpace(first) { view.removeFirst() }
    while let last = view.last, isSpace(last) { view.removeLast() }
    return String(view)
  }

  // MARK: Searching

  /// The part of a string between two optional indices, and where it begins in code points; nil where it lies beyond the end.
  private static func region(
    _ string: StringObject, _ start: Value, _ end: Value, _ interpreter: Interpreter
  ) throws -> (text: String, start: Int)? {
    if start.isNone, end.isNone { return (string.text, 0) }
    let count = string.count
    let first = try interpreter.indexIfPresent(start) ?? 0
    if first > count { return nil }
    let bounds = SliceBounds(
      start: first, stop: try interpreter.indexIfPresent(end), step: 1, count: count)
    if bounds.start > bounds.stop { return nil }
    let scalars = string.text.unicodeScalars
    let from = scalars.index(scalars.startIndex, offsetBy: bounds.start)
    let to = scalars.index(from, offsetBy: bounds.count)
    return (String(scalars[from..<to]), bounds.start)
  }

  private static func find(
    _ interpreter: Interpreter, _ call: BoundArguments, isLast: Bool
  ) throws -> Int? {
    let string = try interpreter.stringReceiver(call[0])
    let part = try requireText(interpreter, call[1])
    guard let (text, start) = try region(string, call[2], call[3], interpreter) else { return nil }
    let offset =
      isLast
      ? StringSearch.lastOffset(of: part, in: text) : StringSearch.firstOffset(of: part, in: text)
    return offset.map { start + StringSearch.codePoints(in: text, before: $0) }
  }

  private static func requireText(_ interpreter: Interpreter, _ value: Value) throws -> String {
    if let text = value.text { return text }
    throw Raised(.typeError, "must be str, not \(interpreter.typeName(of: value))")
  }

  private static func hasAffix(
    _ interpreter: Interpreter, _ call: BoundArguments, _ name: String,
    _ test: (String, String) -> Bool
  ) throws -> Value {
    let string = try interpreter.stringReceiver(call[0])
    guard let (text, _) = try region(string, call[2], call[3], interpreter) else { return .false }
    if case .tuple(let tuple) = call[1] {
      return .bool(
        try tuple.elements.contains { element in
          guard let affix = element.text else {
            throw Raised(
              .typeError,
              "tuple for \(name) must only contain str, not \(interpreter.typeName(of: element))")
          }
          return test(text, affix)
        })
    }
    guard let affix = call[1].text else {
      throw Raised(
        .typeError,
        "\(name) first arg must be str or a tuple of str, not \(interpreter.typeName(of: call[1]))")
    }
    return .bool(test(text, affix))
  }

  private static var searching: [BuiltinFunction] {
    [
      .method("find(self, sub, start=None, end=None, /)", "Index of a part, −1 without one.") {
        .int(try find($0, $1, isLast: false) ?? -1)
      },
      .method("rfind(self, sub, start=None, end=None, /)", "Index of the last such part.") {
        .int(try find($0, $1, isLast: true) ?? -1)
      },
      .method("index(self, sub, start=None, end=None, /)", "Index of a part.") {
        guard let index = try find($0, $1, isLast: false) else {
          throw Raised(.valueError, "substring not found")
        }
        return .int(index)
      },
      .method("rindex(self, sub, start=None, end=None, /)", "Index of the last such part.") {
        guard let index = try find($0, $1, isLast: true) else {
          throw Raised(.valueError, "substring not found")
        }
        return .int(index)
      },
      .method("count(self, sub, start=None, end=None, /)", "Number of separate occurrences.") {
        interpreter, call in
        let string = try interpreter.stringReceiver(call[0])
        let part = try requireText(interpreter, call[1])
        guard let (text, _) = try region(string, call[2], call[3], interpreter) else {
          return .int(0)
        }
        return .int(StringSearch.count(of: part, in: text))
      },
      .method("startswith(self, prefix, start=None, end=None, /)", "Whether it begins so.") {
        try hasAffix($0, $1, "startswith") { $0.utf8.starts(with: $1.utf8) }
      },
      .method("endswith(self, suffix, start=None, end=None, /)", "Whether it ends so.") {
        try hasAffix($0, $1, "endswith") { text, suffix in
          text.utf8.count >= suffix.utf8.count
            && text.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
        }
      },
    ]
  }

  // MARK: Cutting and joining

  private static func splitAtSpaces(_ text: String, limit: Int, fromEnd: Bool) -> [String] {
    let scalars = Array(text.unicodeScalars)
    var parts: [String] = []
    if fromEnd {
      var end = scalars.count
      while true {
        while end > 0, isSpace(scalars[end - 1]) { end -= 1 }
        if end == 0 { break }
        if parts.count == limit {
          parts.append(String(scalars: scalars[..<end]))
          break
        }
        var start = end
        while start > 0, !isSpace(scalars[start - 1]) { start -= 1 }
        parts.append(String(scalars: scalars[start..<end]))
        end = start
      }
      return parts.reversed()
    }
    var start = 0
    while true {
      while start < scalars.count, isSpace(scalars[start]) { start += 1 }
      if start == scalars.count { break }
      if parts.count == limit {
        parts.append(String(scalars: scalars[start...]))
        break
      }
      var end = start
      while end < scalars.count, !isSpace(scalars[end]) { end += 1 }
      parts.append(String(scalars: scalars[start..<end]))
      start = end
    }
    return parts
  }

  private static func split(_ interpreter: Interpreter, _ call: BoundArguments, fromEnd: Bool)
    throws -> Value
  {
    let text = try interpreter.stringReceiver(call[0]).text
    let most = try interpreter.requireIndex(call[2])
    let limit = most < 0 ? Int.max : most
    if call[1].isNone {
      return .list(splitAtSpaces(text, limit: limit, fromEnd: fromEnd).map { .string($0) })
    }
    let separator = try requireText(interpreter, call[1])
    if separator.isEmpty { throw Raised(.valueError, "empty separator") }
    if !fromEnd || limit == Int.max {
      return .list(StringSearch.split(text, at: separator, limit: limit).map { .string($0) })
    }
    var parts: [String] = []
    var rest = Array(text.utf8)
    while parts.count < limit,
      let offset = StringSearch.lastOffset(of: separator, in: String(decoding: rest, as: UTF8.self))
    {
      parts.append(String(decoding: rest[(offset + separator.utf8.count)...], as: UTF8.self))
      rest.removeSubrange(offset...)
    }
    parts.append(String(decoding: rest, as: UTF8.self))
    return .list(parts.reversed().map { .string($0) })
  }

  private static func trim(
    _ interpreter: Interpreter, _ call: BoundArguments, start: Bool, end: Bool
  ) throws -> Value {
    let string = try interpreter.stringReceiver(call[0])
    let matches: (Unicode.Scalar) -> Bool
    if call[1].isNone {
      matches = isSpace
    } else {
      guard let text = call[1].text else {
        throw Raised(.typeError, "strip arg must be None or str")
      }
      let characters = Array(text.unicodeScalars)
      matches = { characters.contains($0) }
    }
    var view = Substring(string.text).unicodeScalars
    if start { while let first = view.first, matches(first) { view.removeFirst() } }
    if end { while let last = view.last, matches(last) { view.removeLast() } }
    if view.count == string.count { return .string(string) }
    return .string(String(view))
  }

  private static func splitLines(_ text: String, keepsEnds: Bool) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      switch scalar.value {
      case 10...13, 28...30, 0x85, 0x2028, 0x2029:
        if keepsEnds { line.append(scalar) }
        if scalar == "\r", position < scalars.count, scalars[position] == "\n" {
          if keepsEnds { line.append("\n") }
          position += 1
        }
        lines.append(String(line))
        line = String.UnicodeScalarView()
      default: line.append(scalar)
      }
    }
    if !line.isEmpty { lines.append(String(line)) }
    return lines
  }

  /// `separator.join(parts)`; the numbers in the parts stay with them.
  static func join(_ separator: StringObject, _ parts: Value, _ interpreter: Interpreter) throws
    -> Value
  {
    let elements: [Value]
    do {
      elements = try interpreter.collect(parts)
    } catch let error as Raised where error.isNotIterable {
      throw Raised(.typeError, "can only join an iterable")
    }
    var texts: [StringObject] = []
    texts.reserveCapacity(elements.count)
    var carriesNumbers = false
    var total = 0
    for (index, element) in elements.enumerated() {
      guard case .string(let text) = element.plain else {
        throw Raised(
          .typeError,
          "sequence item \(index): expected str instance, \(interpreter.typeName(of: element)) found"
        )
      }
      if text.numbers != nil { carriesNumbers = true }
      total += text.text.utf8.count + separator.text.utf8.count
      texts.append(text)
    }
    if texts.count == 1 { return .string(texts[0]) }
    try interpreter.requireMemory(elements: total, of: 1)
    if carriesNumbers {
      var builder = TextBuilder()
      for (index, text) in texts.enumerated() {
        if index > 0 { builder.append(separator.text) }
        builder.append(text)
      }
      return .string(builder.string)
    }
    var result = ""
    result.reserveCapacity(total)
    for (index, text) in texts.enumerated() {
      if index > 0 { result += separator.text }
      result += text.text
    }
    return .string(result)
  }

  private static func partition(
    _ interpreter: Interpreter, _ receiver: Value, _ separator: Value, isLast: Bool
  ) throws -> Value {
    let text = try interpreter.stringReceiver(receiver).text
    let separator = try requireText(interpreter, separator)
    if separator.isEmpty { throw Raised(.valueError, "empty separator") }
    let found =
      isLast
      ? StringSearch.lastOffset(of: separator, in: text)
      : StringSearch.firstOffset(of: separator, in: text)
    guard let offset = found else {
      let parts = isLast ? ["", "", text] : [text, "", ""]
      return .tuple(parts.map { .string($0) })
    }
    let bytes = Array(text.utf8)
    let before = String(decoding: bytes[..<offset], as: UTF8.self)
    let after = String(decoding: bytes[(offset + separator.utf8.count)...], as: UTF8.self)
    return .tuple([.string(before), .string(separator), .string(after)])
  }

  private static func replace(_ interpreter: Interpreter, _ call: BoundArguments) throws -> Value {
    let string = try interpreter.stringReceiver(call[0])
    let old = try requireText(interpreter, call[1])
    let new = try requireText(interpreter, call[2])
    let most = try interpreter.requireIndex(call[3])
    let limit = most < 0 ? Int.max : most
    if old.isEmpty {
      var result = ""
      var replaced = 0
      for scalar in string.text.unicodeScalars {
        if replaced < limit {
          result += new
          replaced += 1
        }
        result.unicodeScalars.append(scalar)
      }
      if replaced < limit { result += new }
      return .string(result)
    }
    let parts = StringSearch.split(string.text, at: old, limit: limit)
    if parts.count == 1 { return .string(string) }
    return .string(parts.joined(separator: new))
  }

  private static var cutting: [BuiltinFunction] {
    [
      .method("split(self, sep=None, maxsplit=-1)", "Parts between separators or white space.") {
        try split($0, $1, fromEnd: false)
      },
      .method("rsplit(self, sep=None, maxsplit=-1)", "Parts, cut from the end.") {
        try split($0, $1, fromEnd: true)
      },
      .method("splitlines(self, keepends=False)", "The lines.") { interpreter, call in
        let text = try interpreter.stringReceiver(call[0]).text
        let keepsEnds = try interpreter.isTruthy(call[1])
        return .list(splitLines(text, keepsEnds: keepsEnds).map { .string($0) })
      },
      .operandMethod("join(self, iterable, /)", "The parts with this string between them.") {
        interpreter, receiver, parts in
        try join(interpreter.stringReceiver(receiver), parts, interpreter)
      },
      .method("strip(self, chars=None, /)", "Without white space or characters at both ends.") {
        try trim($0, $1, start: true, end: true)
      },
      .method("lstrip(self, chars=None, /)", "Without them at the beginning.") {
        try trim($0, $1, start: true, end: false)
      },
      .method("rstrip(self, chars=None, /)", "Without them at the end.") {
        try trim($0, $1, start: false, end: true)
      },
      .operandMethod("partition(self, sep, /)", "What is before, at and after a separator.") {
        try partition($0, $1, $2, isLast: false)
      },
      .operandMethod("rpartition(self, sep, /)", "The same for the last separator.") {
        try partition($0, $1, $2, isLast: true)
      },
      .method("replace(self, old, new, count=-1, /)", "With parts replaced.") {
        try replace($0, $1)
      },
      .operandMethod("removeprefix(self, prefix, /)", "Without a prefix it may have.") {
        interpreter, receiver, prefix in
        let text = try interpreter.stringReceiver(receiver).text
        let prefix = try requireText(interpreter, prefix)
        guard text.utf8.starts(with: prefix.utf8) else { return receiver }
        return .string(String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self))
      },
      .operandMethod("removesuffix(self, suffix, /)", "Without a suffix it may have.") {
        interpreter, receiver, suffix in
        let text = try interpreter.stringReceiver(receiver).text
        let suffix = try requireText(interpreter, suffix)
        guard text.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) else {
          return receiver
        }
        return .string(String(decoding: text.utf8.dropLast(suffix.utf8.count), as: UTF8.self))
      },
    ]
  }

  // MARK: Padding

  private static func pad(
    _ interpreter: Interpreter, _ call: BoundArguments,
    _ left: (_ missing: Int, _ width: Int) -> Int
  ) throws -> Value {
    let string = try interpreter.stringReceiver(call[0])
    let width = try interpreter.requireIndex(call[1])
    guard case .string(let fill) = call[2].plain else {
      throw Raised(
        .typeError,
        "The fill character must be a unicode character, not \(interpreter.typeName(of: call[2]))")
    }
    guard fill.count == 1 else {
      throw Raised(.typeError, "The fill character must be exactly one character long")
    }
    let missing = width - string.count
    guard missing > 0 else { return .string(string) }
    try interpreter.requireMemory(elements: width, of: 4)
    let before = left(missing, width)
    var builder = TextBuilder()
    builder.append(String(repeating: fill.text, count: before))
    builder.append(string)
    builder.append(String(repeating: fill.text, count: missing - before))
    return .string(builder.string)
  }

  private static var padding: [BuiltinFunction] {
    [
      .method("ljust(self, width, fillchar=' ', /)", "Padded at the right.") {
        try pad($0, $1) { _, _ in 0 }
      },
      .method("rjust(self, width, fillchar=' ', /)", "Padded at the left.") {
        try pad($0, $1) { missing, _ in missing }
      },
      .method("center(self, width, fillchar=' ', /)", "Padded at both ends.") {
        try pad($0, $1) { missing, width in missing / 2 + (missing & width & 1) }
      },
      .operandMethod("zfill(self, width, /)", "Padded with zeros after the sign.") {
        interpreter, receiver, width in
        let string = try interpreter.stringReceiver(receiver)
        let missing = try interpreter.requireIndex(width) - string.count
        guard missing > 0 else { return .string(string) }
        let hasSign = string.text.hasPrefix("-") || string.text.hasPrefix("+")
        let zeros = String(repeating: "0", count: missing)
        let sign = hasSign ? String(string.text.prefix(1)) : ""
        let body = String(string.text.dropFirst(hasSign ? 1 : 0))
        var numbers = string.numbers
        for index in numbers?.indices ?? 0..<0 { numbers?[index].textRange = nil }
        var builder = TextBuilder()
        builder.append(sign + zeros + body, wholeTextNumbers: numbers ?? [])
        return .string(builder.string)
      },
      .method("expandtabs(self, tabsize=8)", "With tabs replaced by spaces.") {
        interpreter, call in
        let text = try interpreter.stringReceiver(call[0]).text
        let size = try interpreter.requireIndex(call[1])
        var result = ""
        var column = 0
        for scalar in text.unicodeScalars {
          if scalar == "\t" {
            let spaces = size > 0 ? size - column % size : 0
            result += String(repeating: " ", count: spaces)
            column += spaces
          } else {
            result.unicodeScalars.append(scalar)
            column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
          }
        }
        return .string(result)
      },
    ]
  }

  private static var formatting: [BuiltinFunction] {
    [
      .rawMethod("format(self, *args, **kwargs)", "With fields in braces filled in.") {
        interpreter, call in
        var arguments = call
        guard !arguments.positional.isEmpty else {
          throw Raised(.typeError, "unbound method str.format() needs an argument")
        }
        let template = try interpreter.stringReceiver(arguments.positional.removeFirst())
        return .string(try BraceFormatting.format(template, arguments, in: interpreter))
      },
      .operandMethod("format_map(self, mapping, /)", "With fields filled in from a mapping.") {
        interpreter, receiver, mapping in
        .string(
          try BraceFormatting.format(
            interpreter.stringReceiver(receiver), mapping: mapping, in: interpreter))
      },
      .rawMethod("encode(self, encoding='utf-8')", "Not available: there are no bytes.") { _, _ in
        throw Raised(
          .notImplementedError, "str.encode is not available in agrun: there is no bytes type")
      },
    ]
  }
}

extension Raised {
  /// Whether this is the interpreter's own "object is not iterable".
  var isNotIterable: Bool {
    if case .builtin(.typeError, let message) = content {
      return message.hasSuffix("object is not iterable")
    }
    return false
  }
}
