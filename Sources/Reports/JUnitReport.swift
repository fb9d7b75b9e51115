import Records
import Regression

/// JUnit's XML: a suite a script, a case an expectation at an occurrence.
enum JUnitReport {
  /// Characters of a failure's text; CI servers reject or truncate larger files.
  static let textLimit = 8_000
  /// Failures with text in one script; the rest say only that they failed.
  static let failureLimit = 100

  static func render(_ results: [ScriptResult]) -> String {
    let tests = results.reduce(0) { $0 + cases($1) }
    let failures = results.reduce(0) { $0 + $1.failures.count }
    let errors = results.reduce(0) { $0 + ($1.hasError ? 1 : 0) }
    let time = results.reduce(0) { $0 + $1.milliseconds }
    var xml = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="agrun" tests="\(tests)" failures="\(failures)" errors="\(errors)" \
      time="\(seconds(time))">

      """
    for result in results { xml += suite(result) }
    return xml + "</testsuites>\n"
  }

  private static func cases(_ result: ScriptResult) -> Int {
    result.compared.count + (result.hasError || result.compared.isEmpty ? 1 : 0)
  }

  private static func suite(_ result: ScriptResult) -> String {
    var xml = """
        <testsuite name="\(escaped(result.script))" tests="\(cases(result))" \
      failures="\(result.failures.count)" errors="\(result.hasError ? 1 : 0)" \
      skipped="0" time="\(seconds(result.milliseconds))">

      """
    if result.hasError || result.compared.isEmpty {
      xml += #"    <testcase classname="\#(escaped(result.script))" name="runs" time="0.000""#
      if result.hasError {
        let message = escaped(String((result.error ?? result.status.rawValue).prefix(textLimit)))
        xml += ">\n      <error message=\"\(message)\" type=\"\(result.status.rawValue)\"/>\n"
        xml += "    </testcase>\n"
      } else {
        xml += "/>\n"
      }
    }
    var names: [String: Int] = [:]
    var shown = 0
    for check in result.compared {
      var name = "line \(check.expectationLine ?? check.line)"
      if check.occurrence > 1 { name += ", occurrence \(check.occurrence)" }
      names[name, default: 0] += 1
      // Servers merge cases of one name.
      if let count = names[name], count > 1 { name += " (\(count))" }
      xml += #"    <testcase classname="\#(escaped(result.script))" name="\#(name)" time="0.000""#
      guard !check.ok else {
        xml += "/>\n"
        continue
      }
      shown += 1
      let text =
        shown <= failureLimit
        ? String(FailureText(script: result.script, check: check).rendered.prefix(textLimit)) : ""
      xml += """
        >
              <failure message="\(escaped(String(check.detail.prefix(500))))" \
        type="\(check.verdict.rawValue)">\(escaped(text))</failure>
            </testcase>

        """
    }
    return xml + "  </testsuite>\n"
  }

  private static func seconds(_ milliseconds: Double) -> String {
    let thousandths = Int(milliseconds.rounded())
    let rest = "\(thousandths % 1000)"
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }

  /// XML text; characters that XML 1.0 does not have become U+FFFD.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case "\t": result += "&#9;"
      case _ where scalar.value < 0x20 || scalar.value == 0xfffe || scalar.value == 0xffff:
        result += "\u{fffd}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension ScriptResult {
  /// Whether the run itself did not reach its end.
  var hasError: Bool { status != .ok && status != .fail }
}
