import Foundation
import Records

/// Unrounded numbers as little-endian 64-bit elements, or decimal text where they do not fit.
enum NumberBlob {
  static func encode(_ values: PrintedNumbers.Values) -> (storage: String, bytes: [UInt8]) {
    switch values {
    case .floats(let values): ("f64", bytes(of: values.map(\.bitPattern)))
    case .integers(let values): ("i64", bytes(of: values.map { UInt64(bitPattern: $0) }))
    case .bigIntegers(let values): ("decimal", Array(values.joined(separator: "\n").utf8))
    }
  }

  static func decode(storage: String, bytes: [UInt8]) -> PrintedNumbers.Values {
    switch storage {
    case "f64": .floats(words(of: bytes).map(Double.init(bitPattern:)))
    case "i64": .integers(words(of: bytes).map(Int64.init(bitPattern:)))
    default:
      .bigIntegers(
        bytes.isEmpty
          ? []
          : String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
  }

  private static func bytes(of words: [UInt64]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(words.count * 8)
    for word in words {
      for shift in stride(from: UInt64(0), through: 56, by: 8) {
        result.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    return result
  }

  private static func words(of bytes: [UInt8]) -> [UInt64] {
    stride(from: 0, to: bytes.count - 7, by: 8).map { start in
      (0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
    }
  }
}

/// Call sites as `line:occurrence` pairs, separated by spaces.
enum SiteText {
  static func encode(_ sites: [OutputRecord.Site]) -> String {
    sites.map { "\($0.line):\($0.occurrence)" }.joined(separator: " ")
  }

  static func decode(_ text: String?) -> [OutputRecord.Site] {
    (text ?? "").split(separator: " ").compactMap { pair in
      let parts = pair.split(separator: ":").compactMap { Int($0) }
      return parts.count == 2 ? OutputRecord.Site(line: parts[0], occurrence: parts[1]) : nil
    }
  }
}

/// The few JSON shapes that the tables hold, written without an encoder: it would double the
/// start-up.
enum JSONText {
  static func array(_ texts: [String]) -> String {
    "[" + texts.map(quoted).joined(separator: ",") + "]"
  }

  static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { quoted($0.0) + ":" + quoted($0.1) }.joined(separator: ",") + "}"
  }

  static func decodeArray(_ text: String) -> [String] {
    (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
  }

  /// Members sorted by name.
  static func decodeObject(_ text: String) -> [(String, String)] {
    let pairs = (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))) ?? [:]
    return pairs.sorted { $0.key < $1.key }
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
