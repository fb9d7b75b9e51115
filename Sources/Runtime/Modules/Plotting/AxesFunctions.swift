import Arrays
import Records

/// A method of axes that `pyplot` offers for the current axes too.
struct AxesFunction: Sendable {
  let declaration: String
  let summary: String
  /// Its name in pyplot; nil where pyplot has none.
  let pyplotName: String?
  let isOnly3D: Bool
  let body: @Sendable (PlotCall) throws -> Value

  var name: String { String(declaration.prefix { $0 != "(" }) }

  init(
    _ declaration: String, _ summary: String, pyplot: String? = "", only3D: Bool = false,
    _ body: @escaping @Sendable (PlotCall) throws -> Value
  ) {
    self.declaration = declaration
    self.summary = summary
    pyplotName = pyplot == "" ? String(declaration.prefix { $0 != "(" }) : pyplot
    isOnly3D = only3D
    self.body = body
  }
}

/// One call of a method of axes.
struct PlotCall {
  let interpreter: Interpreter
  let axes: AxesObject
  let arguments: BoundArguments

  init(_ interpreter: Interpreter, _ axes: AxesObject, _ arguments: BoundArguments) {
    self.interpreter = interpreter
    self.axes = axes
    self.arguments = arguments
  }

  subscript(slot: Int) -> Value { arguments[slot] }
  /// The argument of a parameter by its name; None where there is none.
  subscript(name: String) -> Value {
    guard let slot = arguments.signature.slot(of: Name(name)) else { return .none }
    return arguments[slot].isUnbound ? .none : arguments[slot]
  }

  func numbers(_ name: String) throws -> [Double] {
    try PlotData.numbers(self[name], interpreter)
  }
  func x(_ name: String) throws -> [Double] {
    try axes.coordinates(self[name], isX: true, interpreter)
  }
  func y(_ name: String) throws -> [Double] {
    try axes.coordinates(self[name], isX: false, interpreter)
  }
  func double(_ name: String) throws -> Double { try interpreter.requireFloat(self[name]) }
  func flag(_ name: String) throws -> Bool { try interpreter.isTruthy(self[name]) }

  /// Arguments beyond the declared ones, for the artist.
  var options: [(name: Name, value: Value)] {
    guard let slot = arguments.signature.variadicKeywordSlot else { return [] }
    return arguments.keywords(slot)
  }

  var variadic: [Value] {
    guard let slot = arguments.signature.variadicSlot else { return [] }
    return arguments.variadic(slot)
  }

  /// Adds an artist with the call's other keywords as its properties.
  func add(_ artist: ArtistObject, _ keywords: [(name: Name, value: Value)]? = nil) throws
    -> ArtistObject
  {
    try artist.set(keywords ?? options, interpreter)
    return axes.add(artist)
  }
}

enum AxesFunctions {
  static let all: [AxesFunction] =
    LineFunctions.all + AreaFunctions.all + BarFunctions.all + ImageFunctions.all
    + WordFunctions.all + AxisFunctions.all + SolidFunctions.all

  private static let index: [String: AxesFunction] = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  static func find(_ name: String) -> AxesFunction? { index[name] }
}
