import Arrays
import Records

/// Methods of axes that set limits, scales, ticks and the frame.
enum AxisFunctions {
  static let all: [AxesFunction] = limits + ticks + frames

  /// A method for x and one for y.
  private static func both(
    _ declaration: String, _ summary: String,
    _ body: @escaping @Sendable (PlotCall, Bool) throws -> Value
  ) -> [AxesFunction] {
    [true, false].map { isX in
      let letter = isX ? "x" : "y"
      let text = declaration.replacing("@", with: letter)
        .replacing("low", with: isX ? "left" : "bottom").replacing(
          "high", with: isX ? "right" : "top")
      return AxesFunction(text, summary, pyplot: nil) { try body($0, isX) }
    }
  }

  private static func change(_ c: PlotCall, _ isX: Bool, _ body: (inout AxisState) throws -> Void)
    rethrows
  {
    if isX { try body(&c.axes.x) } else { try body(&c.axes.y) }
    c.axes.touch()
  }

  private static func pair(_ c: PlotCall, _ isX: Bool) -> Value {
    let (low, high) = c.axes.limits(isX)
    let axis = isX ? c.axes.x : c.axes.y
    let isSet = axis.low != nil && axis.high != nil
    return .tuple(
      [low, high].map {
        isSet || c.axes.artists.isEmpty
          ? .float($0) : .object(ArrayObject(.float($0), .float64, .scalar))
      })
  }

  private static let limits: [AxesFunction] =
    both(
      "set_@lim(low=None, high=None, *, emit=True, auto=False, @min=None, @max=None)",
      "Limits of the axis."
    ) { c, isX in
      try setLimits(c, isX, c[0], c[1], c[isX ? "xmin" : "ymin"], c[isX ? "xmax" : "ymax"])
    }
    + both("get_@lim()", "Limits of the axis.") { c, isX in pair(c, isX) }
    + both("set_@bound(lower=None, upper=None)", "Limits of the axis.") { c, isX in
      try setLimits(c, isX, c[0], c[1], .none, .none)
    }
    + both("get_@bound()", "Limits of the axis.") { c, isX in pair(c, isX) }
    + both("set_@scale(value, **kwargs)", "`linear`, `log`, `symlog` or `logit`.") { c, isX in
      let name = try c.interpreter.requireText(c["value"])
      guard let scale = PlotAxis.Scale(rawValue: name) else {
        throw Raised(.valueError, "'\(name)' is not a valid value for scale.")
      }
      change(c, isX) { $0.scale = scale }
      return .none
    }
    + both("get_@scale()", "Name of the scale.") { c, isX in
      .string((isX ? c.axes.x : c.axes.y).scale.rawValue)
    }
    + both("invert_@axis()", "Inverts the axis.") { c, isX in
      change(c, isX) { $0.isInverted.toggle() }
      return .none
    }
    + both("@axis_inverted()", "Whether the axis is inverted.") { c, isX in
      .bool((isX ? c.axes.x : c.axes.y).isInverted)
    }
    + both("set_@margin(m)", "Margin beside the data, in parts of it.") { c, isX in
      let margin = try c.double("m")
      change(c, isX) { $0.margin = margin }
      return .none
    } + [
      AxesFunction("margins(*margins, x=None, y=None, tight=True)", "Margins beside the data.") {
        c in
        let values = try c.variadic.map { try c.interpreter.requireFloat($0) }
        if values.isEmpty, c["x"].isNone, c["y"].isNone {
          return .tuple([.float(c.axes.x.margin), .float(c.axes.y.margin)])
        }
        if let first = values.first {
          (c.axes.x.margin, c.axes.y.margin) = (first, values.count > 1 ? values[1] : first)
        }
        if !c["x"].isNone { c.axes.x.margin = try c.double("x") }
        if !c["y"].isNone { c.axes.y.margin = try c.double("y") }
        c.axes.touch()
        return .none
      },
      AxesFunction(
        "axis(arg=None, /, *, emit=True, **kwargs)", "Limits of both axes, or how they look."
      ) { c in
        try axis(c)
      },
      AxesFunction(
        "set_aspect(aspect, adjustable=None, anchor=None, share=False)",
        "Units of y to units of x.", pyplot: nil
      ) { c in
        switch c["aspect"].text {
        case "equal": c.axes.aspect = 1
        case "auto": c.axes.aspect = nil
        default: c.axes.aspect = try c.double("aspect")
        }
        c.axes.touch()
        return .none
      },
      AxesFunction("set_box_aspect(aspect)", "Form of the box.", pyplot: nil) { _ in .none },
      AxesFunction("autoscale(enable=True, axis='both', tight=None)", "Limits by the data.") { c in
        if c["axis"].text != "y" { (c.axes.x.low, c.axes.x.high) = (nil, nil) }
        if c["axis"].text != "x" { (c.axes.y.low, c.axes.y.high) = (nil, nil) }
        if try c.flag("tight") { (c.axes.x.margin, c.axes.y.margin) = (0, 0) }
        return .none
      },
      AxesFunction(
        "autoscale_view(tight=None, scalex=True, scaley=True)", "Limits by the data.", pyplot: nil
      ) { _ in .none },
      AxesFunction("relim(visible_only=False)", "Looks at the data again.", pyplot: nil) { _ in
        .none
      },
    ]

  private static func setLimits(
    _ c: PlotCall, _ isX: Bool, _ first: Value, _ second: Value, _ low: Value, _ high: Value
  ) throws -> Value {
    var (first, second) = (first.isNone ? low : first, second.isNone ? high : second)
    if second.isNone,
      first.array?.rank ?? 0 > 0 || first.object is TupleObject || first.object is ListObject
    {
      let parts = try c.interpreter.collect(first)
      if parts.count == 2 { (first, second) = (parts[0], parts[1]) }
    }
    for value in [first, second] where !value.isNone {
      if !(try c.interpreter.requireFloat(value)).isFinite {
        throw Raised(.valueError, "Axis limits cannot be NaN or Inf")
      }
    }
    let current = c.axes.limits(isX)
    let from = try first.isNone ? current.0 : c.interpreter.requireFloat(first)
    let to = try second.isNone ? current.1 : c.interpreter.requireFloat(second)
    change(c, isX) {
      if !first.isNone || from > to {
        $0.low = min(from, to)
      } else if $0.isInverted {
        $0.low = min(from, to)
      }
      if !second.isNone || from > to {
        $0.high = max(from, to)
      } else if $0.isInverted {
        $0.high = max(from, to)
      }
      if first.isNone, second.isNone { return }
      // One limit fixes both: those that were shown stay.
      ($0.low, $0.high) = (min(from, to), max(from, to))
      $0.isInverted = from > to
    }
    return .tuple([.float(from), .float(to)])
  }

  private static func axis(_ c: PlotCall) throws -> Value {
    switch c[0].text {
    case "off": c.axes.isOn = false
    case "on": c.axes.isOn = true
    case "equal", "scaled", "image", "square": c.axes.aspect = 1
    case "tight": (c.axes.x.margin, c.axes.y.margin) = (0, 0)
    case "auto": c.axes.aspect = nil
    case .some(let text):
      throw Raised(.valueError, "Unrecognized string '\(text)' to axis; try 'on' or 'off'")
    case nil:
      if case .bool(let shows) = c[0] {
        c.axes.isOn = shows
      } else if !c[0].isNone {
        let parts = try c.interpreter.collect(c[0])
        guard parts.count == 4 else {
          throw Raised(
            .typeError,
            "The first argument to axis() must be an iterable of the form [xmin, xmax, ymin, ymax]")
        }
        _ = try setLimits(c, true, parts[0], parts[1], .none, .none)
        _ = try setLimits(c, false, parts[2], parts[3], .none, .none)
      }
      for (name, value) in c.options {
        guard ["xmin", "xmax", "ymin", "ymax"].contains(name.text) else {
          throw Raised(.typeError, "axis() got an unexpected keyword argument '\(name)'")
        }
        let isLow = name.text.hasSuffix("min")
        _ = try setLimits(
          c, name.text.hasPrefix("x"), isLow ? value : .none, isLow ? .none : value, .none, .none)
      }
    }
    c.axes.touch()
    guard case .tuple(let x) = pair(c, true), case .tuple(let y) = pair(c, false) else {
      return .none
    }
    return .tuple(x.elements + y.elements)
  }

  private static let ticks: [AxesFunction] =
    both("set_@ticks(ticks, labels=None, *, minor=False, **kwargs)", "Where ticks are.") { c, isX in
      let positions = try c.numbers("ticks")
      let labels =
        try c["labels"].isNone
        ? nil : c.interpreter.collect(c["labels"]).map { try c.interpreter.str($0) }
      if try c.flag("minor") { return .list([]) }
      change(c, isX) {
        $0.ticks = positions
        $0.tickLabels = labels
      }
      return .list([])
    }
    + both("get_@ticks(*, minor=False)", "Where ticks are.") { c, isX in
      .object(ArrayObject(NDArray(c.axes.tickPositions(isX)), .array))
    }
    + both("set_@ticklabels(labels, *, minor=False, fontdict=None, **kwargs)", "What ticks say.") {
      c, isX in
      let labels = try c.interpreter.collect(c["labels"]).map { try c.interpreter.str($0) }
      let positions = c.axes.tickPositions(isX)
      change(c, isX) {
        $0.ticks = positions
        $0.tickLabels = labels
      }
      return labelList(c, isX)
    }
    + both("get_@ticklabels(minor=False, which=None)", "What ticks say.") { c, isX in
      labelList(c, isX)
    }
    + [
      AxesFunction(
        "tick_params(axis='both', **kwargs)", "How ticks look."
      ) { c in
        for (name, value) in c.options
        where name.text.hasPrefix("label") || name.text.hasPrefix("left")
          || name.text.hasPrefix("bottom")
        {
          guard case .bool(false) = value else { continue }
          if name == "labelbottom" { c.axes.x.tickLabels = [] }
          if name == "labelleft" { c.axes.y.tickLabels = [] }
        }
        return .none
      },
      AxesFunction(
        "ticklabel_format(*, axis='both', style=None, scilimits=None, useOffset=None, useLocale=None, useMathText=None)",
        "How numbers at ticks look."
      ) { _ in .none },
      AxesFunction("minorticks_on()", "Shows minor ticks.") { _ in .none },
      AxesFunction("minorticks_off()", "Hides minor ticks.") { _ in .none },
      AxesFunction("locator_params(axis='both', tight=None, **kwargs)", "How many ticks there are.")
      { _ in .none },
    ]

  private static func labelList(_ c: PlotCall, _ isX: Bool) -> Value {
    let words = zip(c.axes.tickPositions(isX), c.axes.tickLabels(isX)).map { position, label in
      let text = WordFunctions.text(isX ? position : 0, isX ? 0 : position, label)
      let whole =
        position == position.rounded()
        ? Value.int(Int(max(-1e15, min(1e15, position)))) : .float(position)
      text.properties["x"] = isX ? whole : .int(0)
      text.properties["y"] = isX ? .int(0) : whole
      return Value.object(text)
    }
    return .list(words)
  }

  private static let frames: [AxesFunction] = [
    AxesFunction("grid(visible=None, which='major', axis='both', **kwargs)", "A grid of lines.") {
      c in
      c.axes.hasGrid =
        try c["visible"].isNone ? (c.options.isEmpty ? !c.axes.hasGrid : true) : c.flag("visible")
      c.axes.touch()
      return .none
    },
    AxesFunction("cla()", "Empties the axes.") { c in
      c.axes.clear()
      return .none
    },
    AxesFunction("clear()", "Empties the axes.", pyplot: nil) { c in
      c.axes.clear()
      return .none
    },
    AxesFunction("remove()", "Takes the axes out of the figure.", pyplot: nil) { c in
      c.axes.figure?.axes.removeAll { $0 === c.axes }
      return .none
    },
    AxesFunction("set_axis_off()", "Hides the axes.", pyplot: nil) { c in
      c.axes.isOn = false
      return .none
    },
    AxesFunction("set_axis_on()", "Shows the axes.", pyplot: nil) { c in
      c.axes.isOn = true
      return .none
    },
    AxesFunction("set_frame_on(b)", "Shows or hides the frame.", pyplot: nil) { c in
      c.axes.hasFrame = try c.flag("b")
      return .none
    },
    AxesFunction("set_facecolor(color)", "Colour of the background.", pyplot: nil) { c in
      c.axes.background = try PlotColours.require(c["color"], c.interpreter)
      return .none
    },
    AxesFunction("set_visible(b)", "Shows or hides the axes.", pyplot: nil) { c in
      c.axes.isOn = try c.flag("b")
      return .none
    },
    AxesFunction("set_position(pos, which='both')", "Where the axes are.", pyplot: nil) { c in
      let frame = try c.numbers("pos")
      if frame.count == 4 { c.axes.frame = frame }
      return .none
    },
    AxesFunction("set_axisbelow(b)", "Whether the grid is behind.", pyplot: nil) { _ in .none },
    AxesFunction("set_prop_cycle(*args, **kwargs)", "Colours of lines.", pyplot: nil) { c in
      if c.variadic.first?.isNone == true { return .none }
      throw Raised(
        .notImplementedError, "set_prop_cycle is not available in agrun (give each line its color=)"
      )
    },
    AxesFunction("twinx()", "Axes with another y over the same x.") { c in
      guard let figure = c.axes.figure else { return .none }
      let twin = figure.add(c.axes.frame)
      (twin.yIsRight, twin.hasFrame, twin.sharesX, twin.twin) = (true, false, true, c.axes)
      return .object(twin)
    },
    AxesFunction("twiny()", "Axes with another x over the same y.") { c in
      guard let figure = c.axes.figure else { return .none }
      let twin = figure.add(c.axes.frame)
      twin.hasFrame = false
      return .object(twin)
    },
    AxesFunction("get_lines()", "The lines.", pyplot: nil) { c in
      let lines = c.axes.artists.filter { $0.kind.name == "Line2D" }.map { Value.object($0) }
      return .object(ArtistList(lines, "<a list of \(lines.count) Line2D objects>"))
    },
    AxesFunction("get_figure(root=None)", "The figure.", pyplot: nil) { c in
      c.axes.figure.map { .object($0) } ?? Value.none
    },
    AxesFunction("get_children()", "What is drawn.", pyplot: nil) { c in
      .list(c.axes.artists.map { .object($0) })
    },
    AxesFunction("has_data()", "Whether something is drawn.", pyplot: nil) { c in
      .bool(!c.axes.artists.isEmpty)
    },
    AxesFunction("set(**kwargs)", "Sets properties.", pyplot: nil) { c in try set(c) },
    AxesFunction("label_outer()", "Hides inner labels.", pyplot: nil) { _ in .none },
  ]

  private static func set(_ c: PlotCall) throws -> Value {
    var results: [Value] = []
    for (name, value) in c.options {
      guard let method = AxesFunctions.find("set_\(name.text)") else {
        throw Raised(
          .attributeError, "Axes.set() got an unexpected keyword argument '\(name)'")
      }
      let builtin = BuiltinFunction.bound(method.declaration, method.summary) {
        interpreter, bound in
        try method.body(PlotCall(interpreter, c.axes, bound))
      }
      results.append(try c.interpreter.call(.object(builtin), [value]))
    }
    return .list(results)
  }
}
