package import Records

/// How the rows of a query are written out.
package enum QueryFormat: String, Sendable, CaseIterable {
  /// Aligned columns for people; cells with several lines keep them.
  case table
  /// An array of objects.
  case json
  /// An object a line.
  case nl
  /// An array of arrays.
  case arrays
  case csv
  case tsv

  /// Text with a final line feed; nothing for no rows and no headers.
  ///
  /// - Parameter headers: whether the column names come first in `table`, `csv` and `tsv`.
  package func render(_ result: QueryResult, headers: Bool = true) -> String {
    switch self {
    case .table: QueryTable(result, headers: headers).text
    case .json: JSONRows.objects(result, oneALine: false)
    case .nl: JSONRows.objects(result, oneALine: true)
    case .arrays: JSONRows.arrays(result)
    case .csv: Self.separated(result, by: ",", headers: headers, quoted: Self.csvField)
    case .tsv: Self.separated(result, by: "\t", headers: headers, quoted: Self.tsvField)
    }
  }

  private static func separated(
    _ result: QueryResult, by separator: String, headers: Bool, quoted: (String) -> String
  ) -> String {
    var lines: [String] = []
    if headers { lines.append(result.columns.map(quoted).joined(separator: separator)) }
    lines += result.rows.map { row in
      row.map { quoted($0.plainText) }.joined(separator: separator)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// RFC 4180: quotes around fields with a separator, quote or line end, and around padded ones.
  private static func csvField(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains {
      $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r"
    }
    guard needsQuotes || text.hasPrefix(" ") || text.hasSuffix(" ") else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// A field cannot hold what separates fields and lines: written as `\t`, `\n`, `\r`, `\\`.
  private static func tsvField(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension QueryResult.Cell {
  /// Nothing for NULL; blobs as `x'…'`, SQL's own notation, so that they survive being pasted.
  package var plainText: String {
    switch self {
    case .null: ""
    case .integer(let value): "\(value)"
    case .real(let value): Self.text(of: value)
    case .text(let text): text
    case .blob(let bytes): "x'" + Self.hexadecimal(bytes) + "'"
    }
  }

  /// As SQLite's shell and Python write it: `1e-05`, `inf`.
  static func text(of value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    return "\(value)"
  }

  static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.count)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
