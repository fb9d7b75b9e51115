import Arrays
import Records

/// `matplotlib.pyplot`: methods of the current figure and axes, and what is only there.
enum PyplotFunctions {
  static func members(_ interpreter: Interpreter) -> [(String, Value)] {
    own + figures + axes + maps + [
      ("rcParams", .dict(RcParameters.dictionary(interpreter))),
      (
        "Figure",
        .object(FigureObject(number: 0, width: 1, height: 1).type(in: interpreter))
      ),
    ]
  }

  private static var axes: [(String, Value)] {
    AxesFunctions.all.compactMap { function in
      guard let name = function.pyplotName, !function.isOnly3D else { return nil }
      let declaration = name + function.declaration.drop { $0 != "(" }
      let builtin = BuiltinFunction.bound(String(declaration), function.summary) {
        interpreter, bound in
        let figure = try interpreter.plots.currentFigure(interpreter)
        return try function.body(PlotCall(interpreter, figure.currentAxes(), bound))
      }
      return (name, .object(builtin))
    }
  }

  private static var figures: [(String, Value)] {
    FigureFunctions.all.compactMap { function in
      guard let name = function.pyplotName else { return nil }
      let rest = name == "axes" ? "(rect=None, **kwargs)" : function.declaration.drop { $0 != "(" }
      let builtin = BuiltinFunction.bound(String(name + rest), function.summary) {
        interpreter, bound in
        let figure = try interpreter.plots.currentFigure(interpreter)
        if name == "axes", bound[0].isNone {
          let whole = try FigureFunctions.subplot(
            FigureCall(interpreter, figure, wholeFigure(bound[1])), reuses: false)
          return .object(whole)
        }
        return try function.body(FigureCall(interpreter, figure, bound))
      }
      return (name, .object(builtin))
    }
  }

  private static func wholeFigure(_ options: Value) -> BoundArguments {
    BoundArguments(
      values: [.tuple([]), options], passedCount: 0, passedBits: 0,
      signature: Signature("add_subplot(*args, **kwargs)"))
  }

  /// `viridis()` and the like: the current image's colours.
  private static var maps: [(String, Value)] {
    [
      "viridis", "plasma", "inferno", "magma", "gray", "hot", "cool", "jet", "bone", "copper",
      "hsv",
      "pink", "spring", "summer", "autumn", "winter",
    ].map { name in
      PlottingModules.function("\(name)()", "Colours of the current image.") { interpreter, _ in
        let figure = try interpreter.plots.currentFigure(interpreter)
        if let map = Colourmap.named(name) { figure.colourSource?.scale?.map = map }
        return .none
      }
    }
  }

  private static func function(
    _ declaration: String, _ summary: String,
    _ body: @escaping (Interpreter, BoundArguments) throws -> Value
  ) -> (String, Value) { PlottingModules.function(declaration, summary, body) }

  private static func axis(_ isX: Bool) -> [(String, Value)] {
    let letter = isX ? "x" : "y"
    func method(_ name: String, _ interpreter: Interpreter) throws -> Value {
      let axes = try interpreter.plots.currentFigure(interpreter).currentAxes()
      return try interpreter.attribute(Name(name), of: .object(axes))
    }
    return [
      function("\(letter)lim(*args, **kwargs)", "Limits of the axis.") { interpreter, c in
        let name = c.variadic(0).isEmpty && c.keywords(1).isEmpty ? "get" : "set"
        return try interpreter.call(
          method("\(name)_\(letter)lim", interpreter),
          Arguments(c.variadic(0), keywords: c.keywords(1)))
      },
      function("\(letter)scale(value, **kwargs)", "Scale of the axis.") { interpreter, c in
        try interpreter.call(
          method("set_\(letter)scale", interpreter), Arguments([c[0]], keywords: c.keywords(1)))
      },
      function(
        "\(letter)ticks(ticks=None, labels=None, *, minor=False, **kwargs)", "Ticks of the axis."
      ) {
        interpreter, c in
        if !c[0].isNone {
          _ = try interpreter.call(
            method("set_\(letter)ticks", interpreter), c[1].isNone ? [c[0]] : [c[0], c[1]])
        }
        return .tuple([
          c[0].isNone
            ? try interpreter.call(method("get_\(letter)ticks", interpreter), []) : .list([]),
          try interpreter.call(method("get_\(letter)ticklabels", interpreter), []),
        ])
      },
    ]
  }

  private static var own: [(String, Value)] {
    axis(true) + axis(false) + windows + [
      function("subplot(*args, **kwargs)", "Axes of a grid, made where there are none.") {
        interpreter, c in
        let figure = try interpreter.plots.currentFigure(interpreter)
        return .object(
          try FigureFunctions.subplot(FigureCall(interpreter, figure, c), reuses: true))
      },
      function(
        "subplots(nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, width_ratios=None, height_ratios=None, subplot_kw=None, gridspec_kw=None, **fig_kw)",
        "A new figure with axes in rows and columns."
      ) { interpreter, c in
        let figure = try open(interpreter, c.keywords(9))
        return .tuple([
          .object(figure),
          try FigureFunctions.grid(figure, c[0], c[1], squeeze: c[4], look: c[7], interpreter),
        ])
      },
      function(
        "subplot2grid(shape, loc, rowspan=1, colspan=1, fig=None, **kwargs)",
        "Axes of several cells."
      ) {
        interpreter, c in
        let shape = try interpreter.shape(from: c[0]), place = try interpreter.shape(from: c[1])
        guard shape.count == 2, place.count == 2, shape.allSatisfy({ $0 > 0 }) else {
          throw Raised(.valueError, "subplot2grid takes two numbers for shape and for loc")
        }
        let down = max(try interpreter.requireIndex(c[2]), 1)
        let across = max(try interpreter.requireIndex(c[3]), 1)
        return .object(
          try interpreter.plots.currentFigure(interpreter).subplot(
            rows: shape[0], columns: shape[1], row: place[0]...(place[0] + down - 1),
            column: place[1]...(place[1] + across - 1), is3D: false, reuses: false))
      },
      function("matshow(A, fignum=None, **kwargs)", "A matrix as an image.") { interpreter, c in
        let figure = try interpreter.plots.open(nil, interpreter)
        let method = try interpreter.attribute("matshow", of: .object(figure.currentAxes()))
        return try interpreter.call(method, Arguments([c[0]], keywords: c.keywords(2)))
      },
      function("setp(obj, *args, **kwargs)", "Sets properties of artists.") { interpreter, c in
        var artists = [c[0]]
        if case .list(let list) = c[0] { artists = list.elements }
        if case .tuple(let tuple) = c[0] { artists = tuple.elements }
        for case .object(let object) in artists {
          try (object as? ArtistObject)?.set(c.keywords(2), interpreter)
        }
        return .list(artists.map { _ in .none })
      },
      function("set_cmap(cmap)", "Colours of images.") { interpreter, c in
        let map = try ColourmapObject.from(c[0], interpreter)
        interpreter.plots.parameters?.setText("image.cmap", to: .string(map.name))
        if let figure = interpreter.plots.current { figure.colourSource?.scale?.map = map }
        return .none
      },
      function("clim(vmin=None, vmax=None)", "Limits of the current colours.") { interpreter, c in
        let figure = try interpreter.plots.currentFigure(interpreter)
        if let source = figure.colourSource, let scale = source.scale {
          source.axes?.setColourLimits(
            source, try c[0].isNone ? scale.low : interpreter.requireFloat(c[0]),
            try c[1].isNone ? scale.high : interpreter.requireFloat(c[1]))
        }
        return .none
      },
      PlottingModules.getColourmap("get_cmap"),
      ("Rectangle", PatchFunctions.members[0].1), ("Circle", PatchFunctions.members[1].1),
      ("Polygon", PatchFunctions.members[3].1),
      (
        "Normalize",
        .object(
          BuiltinFunction.bound(
            "Normalize(vmin=None, vmax=None, clip=False)", "How values map to 0 … 1."
          ) { interpreter, c in
            .object(
              NormObject(
                try c[0].isNone ? nil : interpreter.requireFloat(c[0]),
                try c[1].isNone ? nil : interpreter.requireFloat(c[1]), isLogarithmic: false))
          })
      ),
    ]
  }

  /// A new figure with the keywords of `plt.figure`.
  private static func open(
    _ interpreter: Interpreter, _ keywords: [(name: Name, value: Value)], number: Int? = nil
  ) throws -> FigureObject {
    var size: [Double]?
    for (name, value) in keywords where name == "figsize" && !value.isNone {
      let numbers = try PlotData.numbers(value, interpreter)
      guard numbers.count == 2, numbers.allSatisfy({ $0 > 0 && $0 < 1000 }) else {
        throw Raised(
          .valueError, "figure size must be positive finite not \(try interpreter.repr(value))")
      }
      size = numbers
    }
    let figure = try interpreter.plots.open(number, size: size, interpreter)
    for (name, value) in keywords {
      switch name {
      case "figsize": break
      case "dpi": if !value.isNone { figure.dpi = try interpreter.requireFloat(value) }
      case "facecolor":
        if !value.isNone { figure.background = try PlotColours.require(value, interpreter) }
      case "edgecolor", "frameon", "layout", "tight_layout", "constrained_layout", "linewidth",
        "num":
        break
      case "clear":
        if try interpreter.isTruthy(value) { figure.axes = [] }
      default:
        throw Raised(
          .typeError, "Figure.__init__() got an unexpected keyword argument '\(name)'")
      }
    }
    return figure
  }

  private static func find(_ value: Value, _ interpreter: Interpreter) -> FigureObject? {
    switch value {
    case .int(let number): interpreter.plots.figures.first { $0.number == number }
    case .object(let object): object as? FigureObject
    default: nil
    }
  }

  private static var windows: [(String, Value)] {
    [
      function("figure(num=None, **kwargs)", "Opens a figure or makes one current.") {
        interpreter, c in
        if let known = find(c[0], interpreter) {
          interpreter.plots.select(known)
          return .object(known)
        }
        var number: Int?
        if case .int(let given) = c[0] { number = given }
        return .object(try open(interpreter, c.keywords(1), number: number))
      },
      function("gcf()", "The current figure.") { interpreter, _ in
        .object(try interpreter.plots.currentFigure(interpreter))
      },
      function("show(*args, block=None)", "Keeps the figures among the run's outputs.") {
        interpreter, c in
        var waits = !interpreter.plots.isInteractive
        if case .bool(let block) = c[1] { waits = block }
        interpreter.plots.show(closing: waits, interpreter)
        return .none
      },
      function("close(fig=None)", "Closes figures.") { interpreter, c in
        if c[0].text == "all" {
          interpreter.plots.close(all: true)
        } else if c[0].isNone {
          interpreter.plots.close(interpreter.plots.current)
        } else {
          interpreter.plots.close(find(c[0], interpreter))
        }
        return .none
      },
      function("pause(interval)", "Nothing: there is no window to wait for.") { interpreter, c in
        _ = try interpreter.requireFloat(c[0])
        return .none
      },
      function("draw()", "Nothing: figures are drawn when they are kept.") { _, _ in .none },
      function("draw_if_interactive()", "Nothing: figures are drawn when they are kept.") { _, _ in
        .none
      },
      function("ion()", "Shows figures without waiting.") { interpreter, _ in
        interpreter.plots.isInteractive = true
        return .none
      },
      function("ioff()", "Shows figures only by show.") { interpreter, _ in
        interpreter.plots.isInteractive = false
        return .none
      },
      function("isinteractive()", "Whether figures show without waiting.") { interpreter, _ in
        .bool(interpreter.plots.isInteractive)
      },
      function("fignum_exists(num)", "Whether a figure is open.") { interpreter, c in
        .bool(find(c[0], interpreter) != nil)
      },
      function("get_fignums()", "Numbers of the open figures.") { interpreter, _ in
        .list(interpreter.plots.figures.map(\.number).sorted().map { .int($0) })
      },
      function("switch_backend(newbackend)", "All backends keep figures.") { interpreter, c in
        interpreter.plots.backend = try interpreter.requireText(c[0])
        return .none
      },
      function("rc(group, **kwargs)", "Sets settings of a group.") { interpreter, c in
        let group = try interpreter.requireText(c[0])
        for (name, value) in c.keywords(1) {
          RcParameters.dictionary(interpreter).setText("\(group).\(name.text)", to: value)
        }
        return .none
      },
    ]
  }
}
