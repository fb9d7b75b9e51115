import Arrays
import Records

/// `matplotlib` and its submodules.
enum PlottingModules {
  static let all: [(name: String, make: ModuleCatalogue.Maker)] = [
    module(
      "matplotlib",
      ["pyplot", "cm", "colors", "patches", "lines", "gridspec", "ticker", "style", "animation"]
    ) { interpreter in
      [
        ("__version__", .string("3.11.2")),
        ("rcParams", .dict(RcParameters.dictionary(interpreter))),
        ("colormaps", .object(ColourmapRegistry())),
        function("use(backend, *, force=True)", "Chooses a backend: all of them keep figures.") {
          interpreter, c in
          let name = try interpreter.requireText(c[0]).lowercased()
          guard backends.contains(name) || name.hasPrefix("module://") else {
            let list = backends.map { "'\($0)'" }.joined(separator: ", ")
            throw Raised(
              .valueError,
              "'\(name)' is not a valid value for backend; supported values are [\(list)]")
          }
          interpreter.plots.backend = name
          return .none
        },
        function("get_backend()", "The backend.") { interpreter, _ in
          .string(interpreter.plots.backend)
        },
        function("rc(group, **kwargs)", "Sets settings of a group.") { interpreter, c in
          let group = try interpreter.requireText(c[0])
          for (name, value) in c.keywords(1) {
            RcParameters.dictionary(interpreter).setText("\(group).\(name.text)", to: value)
          }
          return .none
        },
        function("is_interactive()", "Whether figures show at once.") { interpreter, _ in
          .bool(interpreter.plots.isInteractive)
        },
      ]
    },
    module("matplotlib.pyplot", ["cm", "style"], PyplotFunctions.members),
    module("matplotlib.cm", []) { _ in
      Colourmap.names.flatMap { name in [name, name + "_r"] }.compactMap { name in
        Colourmap.named(name).map { (name, .object(ColourmapObject($0))) }
      } + [getColourmap("get_cmap"), ("ScalarMappable", .object(scalarMappable))]
    },
    module("matplotlib.style", []) { _ in
      [
        function("use(style)", "A style sheet: figures keep their own look here.") {
          interpreter, c in
          let names = try c[0].text.map { [$0] } ?? interpreter.collect(c[0]).compactMap(\.text)
          for name in names where !styles.contains(name) {
            throw Raised(
              .osError,
              "'\(name)' is not a valid package style, path of style file, URL of style file, or library style name (library styles are listed in `style.available`)"
            )
          }
          return .none
        },
        ("available", .list(styles.sorted().map { .string($0) })),
      ]
    },
    module("matplotlib.colors", []) { _ in
      [
        function("to_rgba(c, alpha=None)", "Red, green, blue and opacity.") { interpreter, c in
          var colour = try PlotColours.require(c[0], interpreter)
          let isName = c[0].text.map { !$0.hasPrefix("#") && Double($0) == nil } ?? false
          if !c[1].isNone { colour.alpha = try interpreter.requireFloat(c[1]) }
          guard isName, c[1].isNone, colour.alpha == 1, c[0].text?.hasPrefix("C") == false,
            case .tuple(let parts) = PlotColours.tuple(colour)
          else { return PlotColours.tuple(colour) }
          return .tuple(parts.elements.dropLast() + [.int(1)])
        },
        function("to_rgb(c)", "Red, green and blue.") { interpreter, c in
          let colour = try PlotColours.require(c[0], interpreter)
          return .tuple([.float(colour.red), .float(colour.green), .float(colour.blue)])
        },
        function("to_hex(c, keep_alpha=False)", "The colour as #rrggbb.") { interpreter, c in
          .string(PlotColours.hexadecimalText(try PlotColours.require(c[0], interpreter)))
        },
        function("is_color_like(c)", "Whether the value is a colour.") { interpreter, c in
          .bool(try PlotColours.one(c[0], interpreter) != nil)
        },
        norm("Normalize", isLogarithmic: false), norm("LogNorm", isLogarithmic: true),
        function("ListedColormap(colors, name='unnamed', N=None)", "A map of given colours.") {
          interpreter, c in
          let colours = try interpreter.collect(c[0]).map {
            try PlotColours.require($0, interpreter)
          }
          return .object(
            ColourmapObject(Colourmap(name: c[1].text ?? "", isListed: true, colours: colours)))
        },
      ]
    },
    module("matplotlib.patches", []) { _ in PatchFunctions.members },
    module("matplotlib.lines", []) { _ in
      [
        function("Line2D(xdata, ydata, **kwargs)", "A line.") { interpreter, c in
          let figure = FigureObject(number: 0, width: 1, height: 1)
          let line = LineFunctions.line(
            figure.currentAxes(), try PlotData.numbers(c[0], interpreter),
            try PlotData.numbers(c[1], interpreter), colour: "C0")
          try line.set(c.keywords(2), interpreter)
          return .object(line)
        }
      ]
    },
    module("matplotlib.gridspec", []) { _ in
      [
        function(
          "GridSpec(nrows, ncols, figure=None, **kwargs)", "A grid for axes of several cells."
        ) {
          interpreter, c in
          var figure: FigureObject?
          if case .object(let object) = c[2] { figure = object as? FigureObject }
          return .object(
            GridObject(
              try interpreter.requireIndex(c[0]), try interpreter.requireIndex(c[1]), figure))
        }
      ]
    },
    module("matplotlib.ticker", []) { _ in
      [
        "MaxNLocator", "MultipleLocator", "AutoMinorLocator", "FuncFormatter", "ScalarFormatter",
        "FormatStrFormatter", "LogLocator", "NullFormatter", "NullLocator", "FixedLocator",
        "PercentFormatter", "LinearLocator", "AutoLocator",
      ].map { name in
        function("\(name)(*args, **kwargs)", "Accepted by an axis; ticks are chosen by it.") {
          _, _ in
          .object(NormObject(nil, nil, isLogarithmic: false))
        }
      }
    },
    module("matplotlib.animation", []) { _ in
      [
        function("FuncAnimation(fig, func, frames=None, **kwargs)", "") { _, _ in
          throw Raised(
            .notImplementedError,
            "matplotlib.animation is not available in agrun (figures are kept by plt.show and plt.savefig)"
          )
        }
      ]
    },
    module("mpl_toolkits", ["mplot3d"]) { _ in [] },
    module("mpl_toolkits.mplot3d", []) { interpreter in
      let name = "mpl_toolkits.mplot3d.axes3d.Axes3D"
      return [
        (
          "Axes3D",
          .object(
            interpreter.types.register(name) {
              TypeObject(
                "Axes3D", module: "mpl_toolkits.mplot3d.axes3d", base: interpreter.types.object)
            })
        )
      ]
    },
  ]

  private static let backends = [
    "gtk3agg", "gtk3cairo", "gtk4agg", "gtk4cairo", "macosx", "nbagg", "notebook", "qtagg",
    "qtcairo", "qt5agg", "qt5cairo", "tkagg", "tkcairo", "webagg", "wx", "wxagg", "wxcairo", "agg",
    "cairo", "pdf", "pgf", "ps", "svg", "template",
  ]

  private static let styles: Set<String> = [
    "default", "classic", "ggplot", "bmh", "fivethirtyeight", "dark_background", "grayscale",
    "fast", "Solarize_Light2", "tableau-colorblind10", "petroff10", "seaborn-v0_8",
    "seaborn-v0_8-whitegrid", "seaborn-v0_8-darkgrid", "seaborn-v0_8-white", "seaborn-v0_8-dark",
    "seaborn-v0_8-ticks", "seaborn-v0_8-paper", "seaborn-v0_8-talk", "seaborn-v0_8-poster",
    "seaborn-v0_8-notebook", "seaborn-v0_8-colorblind", "seaborn-v0_8-deep", "seaborn-v0_8-muted",
    "seaborn-v0_8-pastel", "seaborn-v0_8-bright",
  ]

  private static func module(
    _ name: String, _ submodules: [String],
    _ members: @escaping @Sendable (Interpreter) -> [(String, Value)]
  ) -> (name: String, make: ModuleCatalogue.Maker) {
    (
      name,
      {
        ModuleObject(name) { interpreter in
          let parent = name == "matplotlib.pyplot" ? "matplotlib" : name
          return members(interpreter)
            + submodules.compactMap { part in
              interpreter.modules.module("\(parent).\(part)").map { (part, .object($0)) }
            }
        }
      }
    )
  }

  static func function(
    _ declaration: String, _ summary: String,
    _ body: @escaping (Interpreter, BoundArguments) throws -> Value
  ) -> (String, Value) {
    let builtin = BuiltinFunction.bound(declaration, summary, body)
    return (builtin.name, .object(builtin))
  }

  private static func norm(_ name: String, isLogarithmic: Bool) -> (String, Value) {
    function("\(name)(vmin=None, vmax=None, clip=False)", "How values map to 0 … 1.") {
      interpreter, c in
      .object(
        NormObject(
          try c[0].isNone ? nil : interpreter.requireFloat(c[0]),
          try c[1].isNone ? nil : interpreter.requireFloat(c[1]), isLogarithmic: isLogarithmic))
    }
  }

  private static var scalarMappable: BuiltinFunction {
    BuiltinFunction.bound("ScalarMappable(norm=None, cmap=None)", "Values with colours.") {
      interpreter, c in
      let artist = ArtistObject(.quadMesh)
      var (low, high) = (0.0, 1.0)
      var isLogarithmic = false
      if case .object(let object) = c[0], let norm = object as? NormObject {
        (low, high, isLogarithmic) = (norm.low ?? 0, norm.high ?? 1, norm.isLogarithmic)
      }
      artist.scale = ColourScale(
        map: try ColourmapObject.from(c[1], interpreter), low: low, high: high,
        isLogarithmic: isLogarithmic)
      return .object(artist)
    }
  }

  static func getColourmap(_ name: String) -> (String, Value) {
    function("\(name)(name=None, lut=None)", "A colour map by name.") { interpreter, c in
      let map = try ColourmapObject.from(c[0], interpreter)
      return .object(
        ColourmapObject(try c[1].isNone ? map : map.resampled(interpreter.requireIndex(c[1]))))
    }
  }
}

/// `matplotlib.colormaps`.
package final class ColourmapRegistry: Object {
  override package func item(at key: Value, in interpreter: Interpreter) throws -> Value? {
    let name = try interpreter.requireText(key)
    guard let map = Colourmap.named(name) else {
      throw Raised(.keyError, "'\(name)' is not a known colormap name")
    }
    return .object(ColourmapObject(map))
  }

  override package func makeIterator(in interpreter: Interpreter) throws -> IteratorObject? {
    try interpreter.makeIterator(.list(Colourmap.names.map { .string($0) }))
  }

  override package func contains(_ element: Value, in interpreter: Interpreter) throws -> Bool? {
    element.text.map { Colourmap.named($0) != nil }
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) throws -> Value? {
    name == "get_cmap" ? PlottingModules.getColourmap("get_cmap").1 : nil
  }
}

/// `matplotlib.patches`.
enum PatchFunctions {
  static var members: [(String, Value)] {
    [
      PlottingModules.function(
        "Rectangle(xy, width, height, *, angle=0.0, **kwargs)", "A rectangle."
      ) {
        interpreter, c in
        let at = try PlotData.numbers(c[0], interpreter)
        guard at.count == 2 else { throw Raised(.valueError, "xy must have two numbers") }
        let patch = AreaFunctions.rectangle(
          at[0], at[1], try interpreter.requireFloat(c[1]), try interpreter.requireFloat(c[2]),
          PlotColours.cycled(0))
        try patch.set(c.keywords(4), interpreter)
        return .object(patch)
      },
      PlottingModules.function("Circle(xy, radius=5, **kwargs)", "A circle.") { interpreter, c in
        let radius = try interpreter.requireFloat(c[1])
        return .object(
          try oval(.circle, c[0], radius, radius, 0, c.keywords(2), interpreter))
      },
      PlottingModules.function("Ellipse(xy, width, height, *, angle=0, **kwargs)", "An ellipse.") {
        interpreter, c in
        .object(
          try oval(
            .ellipse, c[0], interpreter.requireFloat(c[1]) / 2, interpreter.requireFloat(c[2]) / 2,
            interpreter.requireFloat(c[3]), c.keywords(4), interpreter))
      },
      PlottingModules.function("Polygon(xy, *, closed=True, **kwargs)", "A polygon.") {
        interpreter, c in
        let corners = try PlotData.matrix(c[0], interpreter)
        guard corners.columns == 2 else {
          throw Raised(.valueError, "'path' must be 2D with shape (N, 2)")
        }
        let x = stride(from: 0, to: corners.values.count, by: 2).map { corners.values[$0] }
        let y = stride(from: 1, to: corners.values.count, by: 2).map { corners.values[$0] }
        let patch = AreaFunctions.patch(.polygon, x, y, nil)
        try patch.set(c.keywords(2), interpreter)
        return .object(patch)
      },
      PlottingModules.function("Patch(**kwargs)", "A patch for legends.") { interpreter, c in
        let patch = AreaFunctions.patch(.polygon, [], [], nil)
        try patch.set(c.keywords(0), interpreter)
        return .object(patch)
      },
    ]
  }

  private static func oval(
    _ kind: ArtistKind, _ centre: Value, _ a: Double, _ b: Double, _ angle: Double,
    _ keywords: [(name: Name, value: Value)], _ interpreter: Interpreter
  ) throws -> ArtistObject {
    let at = try PlotData.numbers(centre, interpreter)
    guard at.count == 2 else { throw Raised(.valueError, "xy must have two numbers") }
    let turn = angle * .pi / 180
    let (s, k) = (Kernels.scalar(.sin, turn, .float64), Kernels.scalar(.cos, turn, .float64))
    var xs: [Double] = [], ys: [Double] = []
    for step in 0..<72 {
      let t = Double(step) * .pi / 36
      let u = a * Kernels.scalar(.cos, t, .float64), v = b * Kernels.scalar(.sin, t, .float64)
      xs.append(at[0] + u * k - v * s)
      ys.append(at[1] + u * s + v * k)
    }
    let patch = AreaFunctions.patch(kind, xs, ys, nil)
    patch.properties["center"] = centre
    try patch.set(keywords, interpreter)
    return patch
  }
}
