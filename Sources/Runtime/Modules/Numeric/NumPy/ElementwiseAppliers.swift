import Arrays
import Autodiff

/// `vectorize` and `frompyfunc`: functions of elements made from functions of numbers.
enum ElementwiseAppliers {
  static let all: [NumericFunction] = [
    NumericFunction(
      "vectorize(pyfunc=None, otypes=None, doc=None, excluded=None, cache=False, signature=None)",
      "A function of elements made from a function of numbers."
    ) { c in
      let options = VectorizedFunction.Options(
        dtypes: try types(c), excluded: try c.isMissing(3) ? [] : c.interpreter.collect(c[3]),
        signature: try c.isMissing(5) ? nil : CoreSignature(c.text(5)))
      if c.isMissing(0) {
        // A decorator with arguments.
        let facade = c.facade
        return .object(
          BuiltinFunction.unary("vectorize(pyfunc)", "A function of elements.") { _, function in
            .object(VectorizedFunction(function, options, facade))
          })
      }
      return .object(VectorizedFunction(c[0], options, c.facade))
    },
    NumericFunction(
      "frompyfunc(func, /, nin, nout, *, identity=None)",
      "A function of elements made from a function of numbers.", in: .numpy
    ) { c in .object(VectorizedFunction(c[0], VectorizedFunction.Options(), .numpy)) },
  ]

  /// `otypes`: dtypes, or a text of their codes.
  private static func types(_ c: NumericCall) throws -> [DType] {
    if c.isMissing(1) { return [] }
    if let text = c[1].text, text.count > 1, DType(text: text) == nil {
      return try text.map { try c.interpreter.dtype(from: .string(String($0))) ?? .float64 }
    }
    switch c[1] {
    case .list, .tuple:
      return try c.interpreter.collect(c[1]).compactMap { try c.interpreter.dtype(from: $0) }
    default: return try [c.interpreter.dtype(from: c[1])].compactMap { $0 }
    }
  }
}

/// The core dimensions of `(n),(n,m)->(m)`.
struct CoreSignature {
  let inputs: [[String]]
  let outputs: [[String]]

  init(_ text: String) throws {
    let compact = text.filter { $0 != " " }
    guard let arrow = compact.firstRange(of: "->") else {
      throw Raised(.valueError, "not a valid gufunc signature: \(text)")
    }
    func parse(_ part: Substring) -> [[String]] {
      part.split(separator: ")").map { term in
        term.drop { $0 != "(" }.dropFirst().split(separator: ",").map(String.init)
      }
    }
    inputs = parse(compact[..<arrow.lowerBound])
    outputs = parse(compact[arrow.upperBound...])
  }
}

/// What `np.vectorize(f)` returns.
package final class VectorizedFunction: Object {
  struct Options {
    var dtypes: [DType] = []
    /// Positions and names of arguments that are passed as they are.
    var excluded: [Value] = []
    var signature: CoreSignature?
  }

  private let function: Value
  private let options: Options
  private let facade: Facade

  init(_ function: Value, _ options: Options, _ facade: Facade) {
    self.function = function
    self.options = options
    self.facade = facade
  }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("numpy.vectorize") {
      TypeObject("vectorize", module: "numpy", base: interpreter.types.object)
    }
  }

  override package var isCallable: Bool { true }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "pyfunc": return function
    case "__name__", "__doc__": return try interpreter.attributeIfPresent(name, of: function)
    default: return nil
    }
  }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    let excludedPlaces = Set(
      options.excluded.compactMap { value -> Int? in
        if case .int(let place) = value { return place }
        return nil
      })
    let excludedNames = options.excluded.compactMap(\.text)
    // Keyword arguments are broadcast too.
    let moving = arguments.keywords.filter { !excludedNames.contains($0.name.text) }
    let positional = arguments.positional.enumerated().filter {
      !excludedPlaces.contains($0.offset)
    }
    let values = positional.map(\.element) + moving.map(\.value)
    let arrays = try values.map { try interpreter.array(of: $0, facade) }
    func call(_ elements: [Value]) throws -> Value {
      var inner = arguments
      for (index, entry) in positional.enumerated() {
        inner.positional[entry.offset] = elements[index]
      }
      for (index, entry) in moving.enumerated() {
        if let place = inner.keywords.firstIndex(where: { $0.name == entry.name }) {
          inner.keywords[place].value = elements[positional.count + index]
        }
      }
      return try interpreter.call(function, inner)
    }
    if let signature = options.signature {
      return try callCores(signature, arrays, interpreter, call)
    }
    guard let shape = Shapes.joined(arrays.map(\.shape)) else {
      throw ShapeError.shapesDoNotBroadcast(shapes: arrays.map(\.shape))
    }
    let flat = try arrays.map {
      try interpreter.reshape(interpreter.broadcast($0, to: shape, facade), [-1], facade)
    }
    let count = shape.reduce(1, *)
    guard count > 0 || !options.dtypes.isEmpty else {
      throw Raised(.valueError, "cannot call `vectorize` on size 0 inputs unless `otypes` is set")
    }
    let results = try (0..<count).map { index in
      try call(flat.map { .object(try interpreter.item($0, [.integer(index)])) })
    }
    return try collected(results, shape, interpreter)
  }

  /// Arrays of the results; of several where the function returns tuples.
  private func collected(_ results: [Value], _ shape: [Int], _ interpreter: Interpreter) throws
    -> Value
  {
    // NumPy takes the dtype of the first result for all.
    func joined(_ values: [Value], _ place: Int) throws -> Value {
      let given = place < options.dtypes.count ? options.dtypes[place] : nil
      guard let first = values.first else {
        return .object(
          ArrayObject(
            NDArray.zeros(shape, dtype: given ?? .float64), facade == .jax ? .jax : .array))
      }
      let dtype = try given ?? interpreter.array(of: first, facade).dtype
      let array = try interpreter.array(from: .list(values), facade, dtype: dtype)
      let shaped = try interpreter.reshape(array, shape + array.shape.dropFirst(), facade)
      guard facade == .numpy, shaped.rank == 0, let known = shaped.known else {
        return .object(shaped)
      }
      return .object(ArrayObject(known, .array))
    }
    if case .tuple(let tuple)? = results.first {
      return .tuple(
        try tuple.elements.indices.map { place in
          try joined(
            results.map { result in
              if case .tuple(let tuple) = result { return tuple.elements[place] }
              return result
            }, place)
        })
    }
    return try joined(results, 0)
  }

  /// Calls with the core dimensions whole, over the broadcast others.
  private func callCores(
    _ signature: CoreSignature, _ arrays: [ArrayObject], _ interpreter: Interpreter,
    _ call: ([Value]) throws -> Value
  ) throws -> Value {
    guard arrays.count == signature.inputs.count else {
      throw Raised(
        .typeError,
        "wrong number of positional arguments: expected \(signature.inputs.count), got \(arrays.count)"
      )
    }
    var extents: [String: Int] = [:]
    var outers: [[Int]] = []
    for (array, core) in zip(arrays, signature.inputs) {
      guard array.rank >= core.count else {
        throw Raised(
          .valueError,
          "\(array.rank)-dimensional argument does not have enough dimensions for all core dimensions ('\(core.joined(separator: "', '"))',)"
        )
      }
      for (name, extent) in zip(core, array.shape.suffix(core.count)) {
        if let old = extents[name], old != extent {
          throw Raised(
            .valueError,
            "inconsistent size for core dimension '\(name)': \(extent) vs \(old)")
        }
        extents[name] = extent
      }
      outers.append(Array(array.shape.dropLast(core.count)))
    }
    guard let outer = Shapes.joined(outers) else {
      throw ShapeError.shapesDoNotBroadcast(shapes: outers)
    }
    let count = outer.reduce(1, *)
    let rows = try zip(arrays, signature.inputs).map { array, core in
      let inner = Array(array.shape.suffix(core.count))
      return try interpreter.reshape(
        interpreter.broadcast(array, to: outer + inner, facade), [count] + inner, facade)
    }
    let results = try (0..<count).map { index in
      try call(rows.map { .object(try interpreter.item($0, [.integer(index)])) })
    }
    return try collected(results, outer, interpreter)
  }
}
