import Notebooks
import Records

/// The first place at which two runs of one script gave other bits.
struct BitDifference {
  var line: Int
  var name: String
  var before: String
  var after: String

  /// Printed text and unrounded numbers, then evaluated values, in the order of the script.
  static func first(_ a: RunOutcome, _ b: RunOutcome) -> BitDifference? {
    for (x, y) in zip(a.evaluations, b.evaluations)
    where x.line != y.line || x.kind != y.kind || x.digest != y.digest {
      return BitDifference(
        line: x.line,
        name: x.kind.rawValue + (x.output.map { " of \($0)" } ?? "")
          + (x.withRespectTo.map { " with respect to \($0)" } ?? ""), before: x.text,
        after: y.text)
    }
    for (x, y) in zip(a.outputs, b.outputs)
    where x.line != y.line || x.text != y.text || bits(x) != bits(y) {
      return BitDifference(
        line: x.line, name: "output", before: trimmed(x.text), after: trimmed(y.text))
    }
    if a.outputs.count != b.outputs.count || a.evaluations.count != b.evaluations.count {
      let line = (a.outputs.count > b.outputs.count ? a.outputs : b.outputs).last?.line ?? 1
      return BitDifference(
        line: line, name: "count of prints and evaluations",
        before: "\(a.outputs.count) + \(a.evaluations.count)",
        after: "\(b.outputs.count) + \(b.evaluations.count)")
    }
    return nil
  }

  private static func bits(_ output: OutputRecord) -> [UInt64] {
    output.numbers.flatMap { numbers -> [UInt64] in
      switch numbers.values {
      case .floats(let values): values.map(\.bitPattern)
      case .integers(let values): values.map { UInt64(bitPattern: $0) }
      // Text shows every digit of these.
      case .bigIntegers: []
      }
    }
  }

  private static func trimmed(_ text: String) -> String {
    text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
