package import Diagnostics
package import Records

/// The figures of one run.
package final class PlotSession {
  /// Figures that are open, by number.
  private(set) var figures: [FigureObject] = []
  private(set) weak var current: FigureObject?
  var isInteractive = false
  var backend = "agg"
  /// `rcParams`, made on first use.
  var parameters: DictObject?
  /// Receives figures with the statements they belong to.
  package var output: (FigureDrawing, [SourceRange]) -> Void = { _, _ in }
  /// Figures kept so far; a loop of thousands does not fill the database.
  private var keptCount = 0
  private static let maximumKept = 200

  init() {}

  func currentFigure(_ interpreter: Interpreter) throws -> FigureObject {
    if let current { return current }
    return try open(nil, interpreter)
  }

  /// Opens a figure; `size` in inches.
  func open(_ number: Int?, size: [Double]? = nil, _ interpreter: Interpreter) throws
    -> FigureObject
  {
    if let number, let known = figures.first(where: { $0.number == number }) {
      current = known
      return known
    }
    guard figures.count < 1000 else {
      throw Raised(.runtimeError, "too many figures are open (plt.close closes them)")
    }
    let next = number ?? (figures.map(\.number).max() ?? 0) + 1
    let standard = try RcParameters.size(interpreter)
    let figure = FigureObject(
      number: next, width: size?[0] ?? standard[0], height: size?[1] ?? standard[1])
    figures.append(figure)
    current = figure
    return figure
  }

  func select(_ figure: FigureObject) { current = figure }

  /// Keeps a figure among the run's outputs as it is now.
  func record(_ figure: FigureObject, _ interpreter: Interpreter) {
    figure.isChanged = false
    guard keptCount < PlotSession.maximumKept else { return }
    keptCount += 1
    output(FigureSnapshot.take(figure), interpreter.activeStatements)
  }

  /// `show`: keeps what is new in all figures and, where it waits for the user, closes them.
  func show(closing: Bool, _ interpreter: Interpreter) {
    for figure in figures where figure.isChanged { record(figure, interpreter) }
    if closing { close(all: true) }
  }

  /// At the end of the script: what was drawn and never shown.
  package func finish(_ interpreter: Interpreter) { show(closing: true, interpreter) }

  func close(_ figure: FigureObject? = nil, all: Bool = false) {
    figures.removeAll { all || $0 === figure }
    current = figures.last
  }
}
