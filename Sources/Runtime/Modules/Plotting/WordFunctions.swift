import Arrays
import Records

/// Methods of axes that write: titles, labels, texts, legends.
enum WordFunctions {
  static let all: [AxesFunction] = [
    AxesFunction("text(x, y, s, fontdict=None, **kwargs)", "Text at a place.") { c in
      var place = [c["x"], c["y"]]
      var words = c["s"]
      var options = c.options
      if c.axes.is3D {
        // x, y, z, s on 3D axes.
        place = [.float(0), .float(0)]
        words = c["fontdict"].isNone ? c["s"] : c["fontdict"]
      }
      let artist = text(
        try c.interpreter.requireFloat(place[0]), try c.interpreter.requireFloat(place[1]),
        try c.interpreter.str(words))
      (artist.properties["x"], artist.properties["y"]) = (place[0], place[1])
      if let index = options.firstIndex(where: { $0.name == "transform" }) {
        if case .object(let object) = options.remove(at: index).value,
          (object as? AxisPart)?.part == "transAxes"
        {
          artist.marks[0].xIsRelative = true
          artist.marks[0].yIsRelative = true
        }
      }
      if case .dict(let look) = c["fontdict"] { try artist.set(keywords(look), c.interpreter) }
      return .object(try c.add(artist, options))
    },
    AxesFunction(
      "annotate(text, xy, xytext=None, xycoords='data', textcoords=None, arrowprops=None, annotation_clip=None, **kwargs)",
      "Text with an arrow to a place."
    ) { c in try annotate(c) },
    AxesFunction(
      "set_title(label, fontdict=None, loc=None, pad=None, *, y=None, **kwargs)", "The title.",
      pyplot: "title"
    ) {
      c in try write(c, c.axes.title, c["label"])
    },
    AxesFunction(
      "set_xlabel(xlabel, fontdict=None, labelpad=None, *, loc=None, **kwargs)", "The label of x.",
      pyplot: "xlabel"
    ) { c in
      try write(c, c.axes.x.label, c["xlabel"])
    },
    AxesFunction(
      "set_ylabel(ylabel, fontdict=None, labelpad=None, *, loc=None, **kwargs)", "The label of y.",
      pyplot: "ylabel"
    ) { c in
      try write(c, c.axes.y.label, c["ylabel"])
    },
    AxesFunction(
      "set_zlabel(zlabel, fontdict=None, labelpad=None, **kwargs)", "The label of z.", pyplot: nil,
      only3D: true
    ) { c in
      try write(c, c.axes.z.label, c["zlabel"])
    },
    AxesFunction("get_title(loc='center')", "The title's text.", pyplot: nil) { c in
      c.axes.title.properties["text"] ?? .string("")
    },
    AxesFunction("get_xlabel()", "The text of x.", pyplot: nil) { c in
      c.axes.x.label.properties["text"] ?? .string("")
    },
    AxesFunction("get_ylabel()", "The text of y.", pyplot: nil) { c in
      c.axes.y.label.properties["text"] ?? .string("")
    },
    AxesFunction("legend(*args, **kwargs)", "A legend of what has a label.") { c in try legend(c) },
    AxesFunction("get_legend()", "The legend.", pyplot: nil) { c in
      c.axes.legend.map { .object($0) } ?? Value.none
    },
    AxesFunction("get_legend_handles_labels()", "Artists with labels, and the labels.", pyplot: nil)
    {
      c in
      let labelled = labelled(c.axes)
      return .tuple([
        .list(labelled.map { .object($0) }), .list(labelled.map { .string($0.label) }),
      ])
    },
  ]

  static func text(_ x: Double, _ y: Double, _ words: String) -> ArtistObject {
    var mark = PlotMark(.text(x: x, y: y, words))
    mark.layer = 3
    let artist = ArtistObject(.text, [mark])
    artist.properties["x"] = .float(x)
    artist.properties["y"] = .float(y)
    artist.properties["text"] = .string(words)
    return artist
  }

  static func keywords(_ dict: DictObject) -> [(name: Name, value: Value)] {
    dict.items.compactMap { item in item.key.text.map { (name: Name($0), value: item.value) } }
  }

  private static func write(_ c: PlotCall, _ artist: ArtistObject, _ words: Value) throws -> Value {
    artist.properties["text"] = .string(try c.interpreter.str(words))
    if case .dict(let look) = c["fontdict"] { try artist.set(keywords(look), c.interpreter) }
    try artist.set(c.options, c.interpreter)
    c.axes.touch()
    return .object(artist)
  }

  private static func annotate(_ c: PlotCall) throws -> Value {
    let words = try c.interpreter.str(c["text"])
    let at = try c.interpreter.collect(c["xy"])
    guard at.count >= 2 else { throw Raised(.valueError, "annotate: xy takes two numbers") }
    let place = try c["xytext"].isNone ? at : c.interpreter.collect(c["xytext"])
    let isOffset = c["textcoords"].text?.hasPrefix("offset") ?? false
    let isRelative = c["xycoords"].text?.hasPrefix("axes") ?? false
    let from = isOffset ? at : place
    let artist = text(
      try c.interpreter.requireFloat(from[0]), try c.interpreter.requireFloat(from[1]), words)
    let note = ArtistObject(.annotation, artist.marks)
    note.marks[0].xIsRelative = isRelative
    note.marks[0].yIsRelative = isRelative
    (note.properties["x"], note.properties["y"]) = (at[0], at[1])
    note.properties["text"] = .string(words)
    if !c["arrowprops"].isNone {
      var arrow = PlotMark(
        .arrow(
          x: try c.interpreter.requireFloat(at[0]), y: try c.interpreter.requireFloat(at[1]),
          fromX: try c.interpreter.requireFloat(from[0]),
          fromY: try c.interpreter.requireFloat(from[1])))
      arrow.stroke = .black
      arrow.strokeWidth = 1
      if case .dict(let look) = c["arrowprops"],
        let colour = look.get(text: "color") ?? look.get(text: "facecolor")
      {
        arrow.stroke = try PlotColours.require(colour, c.interpreter)
      }
      note.marks.append(arrow)
    }
    let own: Set<Name> = ["transform"]
    return .object(try c.add(note, c.options.filter { !own.contains($0.name) }))
  }

  private static func labelled(_ axes: AxesObject) -> [ArtistObject] {
    axes.artists.filter { !$0.label.isEmpty && !$0.label.hasPrefix("_") }
  }

  private static let places = [
    "best", "upper right", "upper left", "lower left", "lower right", "right", "center left",
    "center right", "lower center", "upper center", "center",
  ]

  private static let options: Set<Name> = [
    "loc", "title", "fontsize", "ncol", "ncols", "frameon", "framealpha", "shadow", "fancybox",
    "bbox_to_anchor", "bbox_transform", "prop", "numpoints", "scatterpoints", "markerscale",
    "markerfirst", "facecolor", "edgecolor", "mode", "title_fontsize", "borderpad", "labelspacing",
    "handlelength", "handleheight", "handletextpad", "borderaxespad", "columnspacing",
    "handler_map",
    "labelcolor", "alignment", "reverse", "draggable", "handles", "labels",
  ]

  private static func legend(_ c: PlotCall) throws -> Value {
    var given: [String: Value] = [:]
    for (name, value) in c.options {
      guard options.contains(name) else {
        throw Raised(
          .typeError, "Legend.__init__() got an unexpected keyword argument '\(name)'")
      }
      given[name.text] = value
    }
    var arguments = c.variadic
    if arguments.isEmpty, let handles = given["handles"] { arguments = [handles] }
    if given["handles"] != nil, let labels = given["labels"] {
      arguments.append(labels)
    } else if let labels = given["labels"], arguments.isEmpty {
      arguments = [labels]
    }
    func artists(_ value: Value) throws -> [ArtistObject] {
      try c.interpreter.collect(value).compactMap { item in
        if case .object(let object) = item {
          if let artist = object as? ArtistObject { return artist }
        }
        if case .tuple(let tuple) = item, case .object(let first)? = tuple.elements.first {
          return first as? ArtistObject
        }
        return nil
      }
    }
    switch arguments.count {
    case 0: break
    case 1:
      let handles = try artists(arguments[0])
      if handles.isEmpty {
        let words = try c.interpreter.collect(arguments[0]).map { try c.interpreter.str($0) }
        for (artist, word) in zip(c.axes.artists.filter { $0.kind.name != "Text" }, words) {
          artist.label = word
        }
      }
    default:
      let handles = try artists(arguments[0])
      let words = try c.interpreter.collect(arguments[1]).map { try c.interpreter.str($0) }
      for (artist, word) in zip(handles, words) { artist.label = word }
    }
    if let place = given["loc"] {
      if let text = place.text {
        guard places.contains(text) else {
          throw Raised(.valueError, "'\(text)' is not a valid value for loc")
        }
        c.axes.legendPlace = text
      } else if case .int(let code) = place {
        guard places.indices.contains(code) else {
          throw Raised(.valueError, "\(code) is not a valid value for loc")
        }
        c.axes.legendPlace = places[code]
      }
    }
    if let title = given["title"], !title.isNone {
      c.axes.legendTitle = try c.interpreter.str(title)
    }
    let result = ArtistObject(.legend)
    result.axes = c.axes
    let words = labelled(c.axes).map { artist -> Value in
      .object(text(0, 0, artist.label))
    }
    result.properties["texts"] = .object(
      ArtistList(words, "<a list of \(words.count) Text objects>"))
    c.axes.legend = result
    c.axes.touch()
    return .object(result)
  }
}
