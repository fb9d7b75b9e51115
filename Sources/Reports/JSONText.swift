import Records

/// JSON as text, members in the order given.
enum JSONText {
  /// A string literal; everything beyond ASCII is kept as it is.
  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A number, or a string where JSON has none: `"nan"`, `"inf"`.
  static func number(_ value: Double) -> String {
    let text = QueryResult.Cell.text(of: value)
    return value.isFinite ? text : string(text)
  }

  static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { string($0.0) + ": " + $0.1 }.joined(separator: ", ") + "}"
  }
}

/// Query rows as JSON.
enum JSONRows {
  static func objects(_ result: QueryResult, oneALine: Bool) -> String {
    let names = distinct(result.columns)
    let objects = result.rows.map { row in
      JSONText.object(Array(zip(names, row.map(value))))
    }
    if oneALine { return objects.map { $0 + "\n" }.joined() }
    return objects.isEmpty ? "[]\n" : "[" + objects.joined(separator: ",\n ") + "]\n"
  }

  static func arrays(_ result: QueryResult) -> String {
    let arrays = result.rows.map { "[" + $0.map(value).joined(separator: ", ") + "]" }
    return arrays.isEmpty ? "[]\n" : "[" + arrays.joined(separator: ",\n ") + "]\n"
  }

  private static func value(_ cell: QueryResult.Cell) -> String {
    switch cell {
    case .null: "null"
    case .integer(let value): "\(value)"
    case .real(let value): JSONText.number(value)
    case .text(let text): JSONText.string(text)
    case .blob(let bytes):
      JSONText.object([("$hex", JSONText.string(QueryResult.Cell.hexadecimal(bytes)))])
    }
  }

  /// Members of an object need names of their own: the second `n` becomes `n_2`.
  private static func distinct(_ names: [String]) -> [String] {
    var counts: [String: Int] = [:]
    return names.map { name in
      counts[name, default: 0] += 1
      let count = counts[name] ?? 1
      return count == 1 ? name : "\(name)_\(count)"
    }
  }
}
