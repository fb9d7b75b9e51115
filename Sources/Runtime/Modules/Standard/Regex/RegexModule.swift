/// `_regex`: what the library module `re` is built on.
enum RegexModule {
  static let module: (name: String, make: ModuleCatalogue.Maker) = (
    "_regex",
    {
      ModuleObject("_regex") { _ in
        [
          (
            "compile",
            .object(
              BuiltinFunction.bound(
                "compile(pattern, flags, /)",
                "A program, its flags, its number of groups and their names; or a message and a position."
              ) { interpreter, call in
                try compile(
                  interpreter.requireText(call[0]), interpreter.requireIndex(call[1]))
              })
          ),
          (
            "run",
            .object(
              BuiltinFunction.bound(
                "run(program, string, pos, endpos, mode, /)",
                "The spans of all groups and the last group; mode 0 searches, 1 matches, 2 matches wholly, 3 searches for more than an empty match at pos."
              ) { interpreter, call in try run(call, interpreter) })
          ),
        ]
      }
    }
  )

  private static func compile(_ pattern: String, _ bits: Int) throws -> Value {
    var parser = RegexParser(Array(pattern.unicodeScalars), flags: RegexFlags(rawValue: bits))
    do {
      let node = try parser.parse()
      var flags = parser.flags
      if !flags.contains(.ascii) { flags.insert(.unicode) }
      let program = try RegexProgram(node, groupCount: parser.groupCount, flags: flags)
      let names = DictObject()
      for (name, group) in parser.names { names.setText(name, to: .int(group)) }
      return .tuple([
        .object(RegexObject(program)), .int(flags.rawValue), .int(parser.groupCount), .dict(names),
      ])
    } catch let error as RegexError {
      return .tuple([.string(error.message), .int(error.position)])
    }
  }

  private static func run(_ call: BoundArguments, _ interpreter: Interpreter) throws -> Value {
    guard case .object(let object) = call[0], let regex = object as? RegexObject,
      case .string(let string) = call[1].plain
    else {
      throw Raised(
        .typeError,
        "expected string or bytes-like object, got '\(interpreter.typeName(of: call[1]))'")
    }
    let text = regex.scalars(of: string)
    let end = min(max(try interpreter.requireIndex(call[3]), 0), text.count)
    var start = max(try interpreter.requireIndex(call[2]), 0)
    let origin = start
    let mode = try interpreter.requireIndex(call[4])
    var matcher = RegexMatcher(regex.program, text, end: end) {
      try interpreter.checkInterruption()
    }
    while start <= end {
      let isFirst = start == origin
      if try matcher.match(from: start, wholly: mode == 2, advancing: mode == 3 && isFirst) {
        return .tuple([
          .tuple(matcher.slots.map { .int($0) }), .int(matcher.lastGroup),
        ])
      }
      if mode == 1 || mode == 2 { break }
      start += 1
      if let first = regex.program.firstCharacter {
        while start < end, text[start] != first { start += 1 }
      }
    }
    return .none
  }
}

/// A compiled pattern, opaque to scripts.
package final class RegexObject: Object {
  let program: RegexProgram
  /// Code points of the text matched last: loops over one text convert it once.
  private var last: (text: StringObject, scalars: [UInt32])?

  init(_ program: RegexProgram) { self.program = program }

  func scalars(of string: StringObject) -> [UInt32] {
    if let last, last.text === string { return last.scalars }
    let scalars = string.text.unicodeScalars.map(\.value)
    last = (string, scalars)
    return scalars
  }
}

extension RegexProgram {
  /// The character that every match begins with, where there is one.
  var firstCharacter: UInt32? {
    if case .one(.character(let character))? = code.first { return character }
    return nil
  }
}
