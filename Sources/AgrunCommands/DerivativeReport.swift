import Records

/// What `--gradcheck` prints: a line a derivative, and more for those that disagree.
struct DerivativeReport {
  let script: String
  let checks: [DerivativeCheck]

  var text: String { checks.map(line).joined() }

  private func line(_ check: DerivativeCheck) -> String {
    var name = check.kind
    if let output = check.output { name += " of \(output)" }
    if let variable = check.withRespectTo { name += " wrt \(variable)" }
    let place = "\(script):\(check.line): \(name)"
    let modes = check.modeDigits.map { "\(count($0)) with forward mode" } ?? "no forward rule"
    let differences =
      check.differenceDigits.map { "\(count($0)) with differences" }
      ?? "differences do not settle here"
    let summary = "worst direction \(check.worst), digits that agree: \(modes), \(differences)"
    if check.agrees { return "\(place): gradcheck ok: \(summary)\n" }
    var text = "\(place): gradcheck FAILED: \(summary)\n"
    text += "  as asked      \(number(check.reverse))\n"
    if let forward = check.forward { text += "  forward mode  \(number(forward))\n" }
    if let difference = check.difference { text += "  differences   \(number(difference))\n" }
    return text
  }

  private func count(_ digits: Double) -> String { "\(Int(max(0, digits)))" }
  private func number(_ value: Double) -> String { "\(value)" }
}
