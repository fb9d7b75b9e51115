import Records

/// The expected side of a block: logical lines with numbers, or one pattern a line.
struct LineMatcher {
  /// A regular expression that does not compile.
  struct BadPattern: Error {
    var pattern: String
    var reason: String
  }

  private enum Lines {
    case comparable([ComparableLine])
    case globs([String])
    case expressions([(source: String, expression: Regex<AnyRegexOutput>)])
  }

  private let lines: Lines
  private let tolerance: Tolerance

  init(_ texts: [String], settings: Directive) throws(BadPattern) {
    tolerance = Tolerance(rtol: settings.rtol, atol: settings.atol)
    let plain = texts.map(\.trimmed).filter { !$0.isEmpty }
    switch settings.mode {
    case .regularExpression:
      var expressions: [(source: String, expression: Regex<AnyRegexOutput>)] = []
      for text in plain {
        do {
          expressions.append((text, try Regex(text)))
        } catch {
          throw BadPattern(pattern: text, reason: "\(error)")
        }
      }
      lines = .expressions(expressions)
    case .glob: lines = .globs(plain)
    default:
      lines = .comparable(ComparableLine.logicalLines(texts).map { ComparableLine($0) })
    }
  }

  /// Whether lines inside brackets are joined before they are compared.
  var joinsLines: Bool {
    if case .comparable = lines { true } else { false }
  }

  var count: Int {
    switch lines {
    case .comparable(let lines): lines.count
    case .globs(let patterns): patterns.count
    case .expressions(let expressions): expressions.count
    }
  }

  func text(_ index: Int) -> String {
    switch lines {
    case .comparable(let lines): lines[index].text
    case .globs(let patterns): patterns[index]
    case .expressions(let expressions): expressions[index].source
    }
  }

  /// Lines as written in the expectation.
  func raw(_ index: Int) -> [String] {
    if case .comparable(let lines) = lines { lines[index].raw } else { [text(index)] }
  }

  func numberCount(_ index: Int) -> Int {
    if case .comparable(let lines) = lines { lines[index].numbers.count } else { 0 }
  }

  func compare(_ index: Int, _ actual: ComparableLine) -> LineComparison {
    switch lines {
    case .comparable(let lines):
      return .lines(expected: lines[index], actual: actual, tolerance: tolerance)
    case .globs(let patterns):
      let matches = Glob.matches(patterns[index], actual.text)
      return LineComparison(verdict: matches ? .match : .pattern)
    case .expressions(let expressions):
      // An expression that cannot be run, such as one out of its limits, does not match.
      let matches = (try? expressions[index].expression.wholeMatch(in: actual.text)) != nil
      return LineComparison(verdict: matches ? .match : .pattern)
    }
  }
}
