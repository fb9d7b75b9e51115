import Arrays
import Diagnostics
import Records

/// Colours along a scale from 0 to 1: matplotlib's colour maps.
struct Colourmap: Sendable {
  let name: String
  let isListed: Bool
  let colours: [PlotColour]

  /// The map of that name, with `_r` backwards; nil where there is none.
  static func named(_ name: String) -> Colourmap? {
    if name.hasSuffix("_r"), let map = named(String(name.dropLast(2))) { return map.reversed(name) }
    if let row = ListedColourmaps.listed.first(where: { $0.name == name }) {
      return Colourmap(name: name, isListed: true, colours: decode(row.digits))
    }
    if let row = ColourmapTables.qualitative.first(where: { $0.name == name }) {
      let colours = row.hexadecimal.split(whereSeparator: \.isWhitespace).compactMap {
        PlotColours.named("#\($0)")
      }
      return Colourmap(name: name, isListed: true, colours: colours)
    }
    if let row = ColourmapTables.segmented.first(where: { $0.name == name }) {
      return Colourmap(name: name, isListed: false, colours: sample(row.corners, 256))
    }
    return nil
  }

  static var names: [String] {
    let names =
      ListedColourmaps.listed.map(\.name) + ColourmapTables.qualitative.map(\.name)
      + ColourmapTables.segmented.map(\.name)
    return names.sorted()
  }

  func reversed(_ name: String) -> Colourmap {
    Colourmap(name: name, isListed: isListed, colours: colours.reversed())
  }

  func resampled(_ count: Int) -> Colourmap {
    let values = (0..<max(count, 1)).map { count > 1 ? Double($0) / Double(count - 1) : 0 }
    return Colourmap(name: name, isListed: isListed, colours: values.map { colour($0) })
  }

  /// The colour at a place from 0 to 1; transparent for NaN.
  func colour(_ value: Double) -> PlotColour {
    guard !value.isNaN, !colours.isEmpty else { return PlotColour(0, 0, 0, 0) }
    return colour(at: Int(min(max(value, 0), 1) * Double(colours.count)))
  }

  /// The colour of an index, the last ones beyond the ends.
  func colour(at index: Int) -> PlotColour { colours[min(max(index, 0), colours.count - 1)] }

  private static func decode(_ digits: String) -> [PlotColour] {
    var values: [Double] = []
    var number = 0, count = 0
    for byte in digits.utf8 {
      let digit: Int
      switch byte {
      case 65...90: digit = Int(byte) - 65
      case 97...122: digit = Int(byte) - 71
      case 48...57: digit = Int(byte) + 4
      case 43: digit = 62
      case 47: digit = 63
      default: continue
      }
      number = number << 6 | digit
      count += 1
      if count == 4 {
        values.append(Double(number) / 1e6)
        (number, count) = (0, 0)
      }
    }
    return stride(from: 0, to: values.count - 2, by: 3).map {
      PlotColour(values[$0], values[$0 + 1], values[$0 + 2])
    }
  }

  private static func sample(_ corners: String, _ count: Int) -> [PlotColour] {
    let channels = corners.split(separator: ";").map { channel in
      let numbers = channel.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
      let points = stride(from: 0, to: numbers.count - 1, by: 2).map {
        (x: numbers[$0], y: numbers[$0 + 1])
      }
      return (0..<count).map { index -> Double in
        let x = Double(index) / Double(count - 1)
        guard let next = points.firstIndex(where: { $0.x >= x }), next > 0 else {
          return points.first?.y ?? 0
        }
        let (a, b) = (points[next - 1], points[next])
        return a.y + (x - a.x) / (b.x - a.x) * (b.y - a.y)
      }
    }
    guard channels.count == 3 else { return [] }
    return (0..<count).map { PlotColour(channels[0][$0], channels[1][$0], channels[2][$0]) }
  }
}

/// A colour map of a script: called with places from 0 to 1 it gives colours.
package final class ColourmapObject: Object {
  let map: Colourmap

  init(_ map: Colourmap) { self.map = map }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    let name = map.isListed ? "ListedColormap" : "LinearSegmentedColormap"
    return interpreter.types.register("matplotlib.colors.\(name)") {
      TypeObject(name, module: "matplotlib.colors", base: interpreter.types.object)
    }
  }

  /// A map by name or as an object.
  static func from(_ value: Value, _ interpreter: Interpreter) throws -> Colourmap {
    if case .object(let object) = value, let colourmap = object as? ColourmapObject {
      return colourmap.map
    }
    let name = value.isNone || value.isUnbound ? "viridis" : try interpreter.requireText(value)
    if let map = Colourmap.named(name) { return map }
    let close = EditDistance.closest(to: name, in: Colourmap.names)
    let hint = close.map { ". Did you mean: '\($0)'?" } ?? ""
    throw Raised(.valueError, "'\(name)' is not a valid value for cmap\(hint)")
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    switch name {
    case "N": return .int(map.colours.count)
    case "name": return .string(map.name)
    case "colors":
      return .list(map.colours.map { .list([.float($0.red), .float($0.green), .float($0.blue)]) })
    case "reversed":
      return .object(
        BuiltinFunction.bound("reversed(name=None)", "The map backwards.") { [map] _, c in
          let name =
            c[0].text ?? (map.name.hasSuffix("_r") ? String(map.name.dropLast(2)) : map.name + "_r")
          return .object(ColourmapObject(map.reversed(name)))
        })
    case "resampled":
      return .object(
        BuiltinFunction.bound("resampled(lutsize)", "The map with another number of colours.") {
          [map] interpreter, c in
          .object(ColourmapObject(map.resampled(try interpreter.requireIndex(c[0]))))
        })
    case "copy":
      return .object(
        BuiltinFunction.bound("copy()", "A copy.") { [map] _, _ in .object(ColourmapObject(map)) })
    case "set_bad", "set_over", "set_under":
      return .object(
        BuiltinFunction.bound("\(name.text)(color='k', alpha=None)", "Colour of values outside.") {
          _, _ in
          .none
        })
    default: return nil
    }
  }

  override package var isCallable: Bool { true }

  override package func call(_ arguments: Arguments, in interpreter: Interpreter) throws -> Value {
    let function = BuiltinFunction.bound(
      "__call__(X, alpha=None, bytes=False)", "Colours of values."
    ) { _, _ in .none }
    let bound = try function.signature.bind(arguments, callee: function, in: interpreter)
    let alpha = bound[1].isNone ? nil : try interpreter.requireFloat(bound[1])
    let isBytes = try interpreter.isTruthy(bound[2])
    let array = try interpreter.array(of: bound[0], .numpy)
    let elements = try interpreter.numerics.value(of: array)
    let isIndex = !elements.dtype.isInexact && elements.dtype != .bool
    let parts = elements.doubles.flatMap { value -> [Double] in
      let colour = isIndex ? map.colour(at: Int(value)) : map.colour(value)
      return [colour.red, colour.green, colour.blue, alpha ?? colour.alpha]
    }
    if elements.rank == 0 {
      return .tuple(
        parts.map { part in
          isBytes
            ? .object(ArrayObject(.int(Int((part * 255).rounded())), .uint8, .scalar))
            : .object(ArrayObject(.float(part), .float64, .scalar))
        })
    }
    let shape = elements.shape + [4]
    let result =
      isBytes
      ? NDArray(parts.map { Int(($0 * 255).rounded()) }, shape: shape, dtype: .uint8)
      : NDArray(parts, shape: shape)
    return .object(ArrayObject(result, .array))
  }
}
