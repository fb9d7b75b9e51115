/// Everything one finished run leaves behind.
package struct RunReport: Codable, Sendable {
  package var run: RunRecord
  package var cells: [CellRecord]
  package var outputs: [OutputRecord]
  package var figures: [FigureRecord]
  package var graphs: [GraphRecord]
  package var evaluations: [EvaluationRecord]
  package var unrecorded: [UnrecordedEvaluations]
  package var checks: [CheckRecord]

  package init(
    run: RunRecord, cells: [CellRecord] = [], outputs: [OutputRecord] = [],
    figures: [FigureRecord] = [], graphs: [GraphRecord] = [],
    evaluations: [EvaluationRecord] = [], unrecorded: [UnrecordedEvaluations] = [],
    checks: [CheckRecord] = []
  ) {
    self.run = run
    self.cells = cells
    self.outputs = outputs
    self.figures = figures
    self.graphs = graphs
    self.evaluations = evaluations
    self.unrecorded = unrecorded
    self.checks = checks
  }
}
