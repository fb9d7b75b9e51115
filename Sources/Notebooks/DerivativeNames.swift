import Diagnostics
import Records
import Runtime

extension DerivativeVerifier.Finding {
  /// The finding with the script's lines and names.
  func record(in file: SourceFile) -> DerivativeCheck {
    DerivativeCheck(
      line: range.map { file.line(at: $0.lower) } ?? 1, kind: kind.rawValue, output: output,
      withRespectTo: withRespectTo, directions: directions, modeDigits: modeDigits,
      differenceDigits: differenceDigits, worst: name(of: worst), reverse: reverse,
      forward: forward, difference: difference, agrees: agrees)
  }

  /// `w[3]`; with several leaves the leaf's number stands after a dot.
  private func name(of direction: DerivativeVerifier.Direction) -> String {
    guard let (leaf, index) = direction.coordinate else { return "random \(direction.random)" }
    let name = withRespectTo ?? "x"
    let place = index.isEmpty ? "" : "[" + index.map(String.init).joined(separator: ",") + "]"
    return direction.leaves > 1 ? "\(name).\(leaf)\(place)" : name + place
  }
}

extension KinkFinder.Finding {
  /// The finding with the script's line.
  func record(in file: SourceFile) -> KinkRecord {
    KinkRecord(
      line: file.line(at: range.lower), kink: kink, derivatives: derivatives, elements: elements,
      count: count, first: first)
  }
}
