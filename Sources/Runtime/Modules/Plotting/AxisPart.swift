import Arrays

/// Parts of axes that scripts adjust without drawing: an axis, the spines, a transform.
///
/// Their adjustments that a figure here can show are done; those of finish (locators, formatters, spines) are accepted.
package final class AxisPart: Object {
  let axes: AxesObject
  let part: String

  init(_ axes: AxesObject, _ part: String) {
    self.axes = axes
    self.part = part
  }

  private static let typeNames = [
    "xaxis": "XAxis", "yaxis": "YAxis", "zaxis": "ZAxis", "spines": "Spines",
    "transAxes": "BboxTransformTo", "transData": "CompositeGenericTransform",
  ]

  override package func type(in interpreter: Interpreter) -> TypeObject {
    let name = AxisPart.typeNames[part] ?? "Spine"
    return interpreter.types.register("matplotlib.axis.\(name)") {
      TypeObject(name, module: "matplotlib.axis", base: interpreter.types.object)
    }
  }

  override package func str(in interpreter: Interpreter) throws -> String {
    part.hasPrefix("spine:") ? "Spine" : try super.str(in: interpreter)
  }

  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    guard part == "spines" else { return nil }
    return .object(AxisPart(axes, "spine:" + (key.text ?? "several")))
  }

  override package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    guard part == "spines" else { return nil }
    return try interpreter.makeIterator(
      .list(["left", "right", "bottom", "top"].map { .string($0) }))
  }

  private static let finishes: Set<String> = [
    "set_major_locator", "set_minor_locator", "set_major_formatter", "set_minor_formatter",
    "set_ticks_position", "set_label_position", "set_tick_params", "set_label_coords",
    "set_linewidth", "set_color", "set_position", "set_bounds", "set_edgecolor", "set_alpha",
    "set_linestyle", "tick_left", "tick_right", "tick_top", "tick_bottom", "set_pane_color",
    "set_facecolor", "set_zorder", "set_rotate_label",
  ]

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    let text = name.text
    if AxisPart.finishes.contains(text) {
      return .object(BuiltinFunction.raw("\(text)(*args)", "Adjusts the finish.") { _, _ in .none })
    }
    let letter = part.prefix(1)
    switch text {
    case "set_visible":
      return .object(
        BuiltinFunction.bound("set_visible(b)", "Shows or hides it.") { [self] interpreter, c in
          let shows = try interpreter.isTruthy(c[0])
          if part == "xaxis" { axes.x.isVisible = shows }
          if part == "yaxis" { axes.y.isVisible = shows }
          axes.touch()
          return .none
        })
    case "set_inverted":
      return .object(
        BuiltinFunction.bound("set_inverted(inverted)", "Inverts it.") { [self] interpreter, c in
          if part == "xaxis" { axes.x.isInverted = try interpreter.isTruthy(c[0]) }
          if part == "yaxis" { axes.y.isInverted = try interpreter.isTruthy(c[0]) }
          axes.touch()
          return .none
        })
    case "items", "values":
      guard part == "spines" else { return nil }
      return .object(
        BuiltinFunction.bound("\(text)()", "The spines.") { [self] _, _ in
          .list(
            ["left", "right", "bottom", "top"].map { side in
              let spine = Value.object(AxisPart(axes, "spine:" + side))
              return text == "values" ? spine : .tuple([.string(side), spine])
            })
        })
    case "label": return letter == "x" ? .object(axes.x.label) : .object(axes.y.label)
    case "grid", "set_ticks", "get_ticklabels", "set_ticklabels", "get_label", "set_label_text":
      let target =
        ["grid": "grid", "set_label_text": "set_\(letter)label"][text]
        ?? text.replacing("_tick", with: "_\(letter)tick").replacing(
          "_label", with: "_\(letter)label")
      return try axes.attribute(Name(target), in: interpreter)
    case "left", "right", "top", "bottom":
      return part == "spines" ? .object(AxisPart(axes, "spine:" + text)) : nil
    default: return nil
    }
  }
}
