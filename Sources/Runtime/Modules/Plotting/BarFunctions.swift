import Arrays
import Records

/// Methods of axes that draw bars, histograms and boxes.
enum BarFunctions {
  static let all: [AxesFunction] = [
    AxesFunction(
      "bar(x, height, width=0.8, bottom=None, *, align='center', data=None, **kwargs)", "Bars."
    ) { c in
      if c.axes.is3D {
        throw Raised(.notImplementedError, "bar on 3D axes is not available in agrun")
      }
      return try bars(
        c, at: try c.x("x"), lengths: try c.numbers("height"), thickness: try c.numbers("width"),
        base: c["bottom"], isUpright: true)
    },
    AxesFunction(
      "barh(y, width, height=0.8, left=None, *, align='center', data=None, **kwargs)",
      "Horizontal bars."
    ) { c in
      try bars(
        c, at: try c.y("y"), lengths: try c.numbers("width"), thickness: try c.numbers("height"),
        base: c["left"], isUpright: false)
    },
    AxesFunction(
      "hist(x, bins=None, *, range=None, density=False, weights=None, cumulative=False, bottom=None, histtype='bar', align='mid', orientation='vertical', rwidth=None, log=False, color=None, label=None, stacked=False, data=None, **kwargs)",
      "A histogram: counts, edges and bars."
    ) { c in try histogram(c) },
    AxesFunction(
      "hist2d(x, y, bins=10, *, range=None, density=False, weights=None, cmin=None, cmax=None, data=None, **kwargs)",
      "A histogram of two variables."
    ) { c in
      let counted = try numpy(
        "histogram2d", [c["x"], c["y"]],
        [
          ("bins", c["bins"]), ("range", c["range"]), ("density", c["density"]),
          ("weights", c["weights"]),
        ],
        c.interpreter)
      let parts = try c.interpreter.collect(counted)
      let (counts, x, y) = (
        try PlotData.matrix(parts[0], c.interpreter), try PlotData.numbers(parts[1], c.interpreter),
        try PlotData.numbers(parts[2], c.interpreter)
      )
      let values = (0..<counts.columns).flatMap { column in
        (0..<counts.rows).map { counts.values[$0 * counts.columns + column] }
      }
      let mesh = try ImageFunctions.mesh(c, .quadMesh, x, y, values, c.options)
      return .tuple([parts[0], parts[1], parts[2], .object(mesh)])
    },
    AxesFunction(
      "boxplot(x, notch=None, sym=None, vert=None, whis=1.5, positions=None, widths=None, patch_artist=None, labels=None, tick_labels=None, showmeans=None, showfliers=None, **kwargs)",
      "Boxes of quartiles with whiskers."
    ) { c in try boxes(c) },
  ]

  /// Calls a function of NumPy with the keywords that are not None.
  static func numpy(
    _ name: String, _ positional: [Value], _ keywords: [(String, Value)] = [],
    _ interpreter: Interpreter
  ) throws -> Value {
    guard let module = interpreter.modules.module("numpy"),
      let function = module.attribute(Name(name), in: interpreter)
    else { throw Raised(.attributeError, "numpy.\(name) is not available in agrun") }
    return try interpreter.call(
      function,
      Arguments(
        positional,
        keywords: keywords.filter { !$0.1.isNone }.map { (name: Name($0.0), value: $0.1) }))
  }

  private static func bars(
    _ c: PlotCall, at: [Double], lengths: [Double], thickness: [Double], base: Value,
    isUpright: Bool
  ) throws -> Value {
    let bases = try base.isNone ? [0] : PlotData.numbers(base, c.interpreter)
    let count = max(at.count, lengths.count)
    for (name, values) in [("x", at), ("height", lengths), ("width", thickness), ("bottom", bases)]
    where values.count != 1 && values.count != count {
      throw Raised(
        .valueError,
        "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape (\(at.count),) and arg 1 with shape (\(name == "x" ? lengths.count : values.count),)."
      )
    }
    let isCentred = c["align"].text != "edge"
    var keywords = c.options
    var colours: [PlotColour] = []
    if let index = keywords.firstIndex(where: { $0.name == "color" || $0.name == "facecolor" }) {
      let value = keywords.remove(at: index).value
      if !value.isNone { colours = try PlotColours.several(value, c.interpreter) }
    }
    if colours.isEmpty { colours = [PlotColours.named(c.axes.nextPatchColour()) ?? .black] }
    var labels: [Value] = []
    if let index = keywords.firstIndex(where: { $0.name == "label" }) {
      if case .list(let list) = keywords[index].value {
        labels = list.elements
        keywords.remove(at: index)
      }
    }
    if let index = keywords.firstIndex(where: { $0.name == "tick_label" }) {
      let value = keywords.remove(at: index).value
      let words = try c.interpreter.collect(value).map { try c.interpreter.str($0) }
      if isUpright { (c.axes.x.ticks, c.axes.x.tickLabels) = (at, words) }
      if !isUpright { (c.axes.y.ticks, c.axes.y.tickLabels) = (at, words) }
    }
    let own: Set<Name> = ["yerr", "xerr", "ecolor", "capsize", "error_kw", "log"]
    let errors = keywords.filter { own.contains($0.name) }
    keywords.removeAll { own.contains($0.name) }
    let label = keywords.first { $0.name == "label" }?.value
    keywords.removeAll { $0.name == "label" }
    var made: [Value] = []
    for index in 0..<count {
      func pick(_ values: [Double]) -> Double { values.isEmpty ? 0 : values[index % values.count] }
      let (place, length, thick, start) = (pick(at), pick(lengths), pick(thickness), pick(bases))
      let edge = isCentred ? place - thick / 2 : place
      let bar =
        isUpright
        ? AreaFunctions.rectangle(edge, start, thick, length, colours[index % colours.count])
        : AreaFunctions.rectangle(start, edge, length, thick, colours[index % colours.count])
      if base.isNone { bar.properties[isUpright ? "y" : "x"] = .int(0) }
      if isUpright { bar.stickyY = [start] } else { bar.stickyX = [start] }
      bar.label = index < labels.count ? try c.interpreter.str(labels[index]) : "_nolegend_"
      if index == 0, let label { try bar.set("label", label, c.interpreter) }
      made.append(.object(try c.add(bar, keywords)))
    }
    if let log = errors.first(where: { $0.name == "log" }), try c.interpreter.isTruthy(log.value) {
      if isUpright { c.axes.y.scale = .log } else { c.axes.x.scale = .log }
    }
    try drawErrors(c, errors, at, lengths, bases, isUpright)
    return .object(ArtistContainer("BarContainer", made, [("errorbar", .none)]))
  }

  private static func drawErrors(
    _ c: PlotCall, _ errors: [(name: Name, value: Value)], _ at: [Double], _ lengths: [Double],
    _ bases: [Double], _ isUpright: Bool
  ) throws {
    for (name, value) in errors where (name == "yerr" || name == "xerr") && !value.isNone {
      let sizes = try PlotData.numbers(value, c.interpreter)
      guard !sizes.isEmpty, !bases.isEmpty, !lengths.isEmpty else { continue }
      var along: [Double] = [], across: [Double] = []
      for (index, place) in at.enumerated() {
        let tip = lengths[index % lengths.count] + bases[index % bases.count]
        let size = sizes[index % sizes.count]
        along += [tip - size, tip + size, .nan]
        across += [place, place, .nan]
      }
      let (x, y) = isUpright ? (across, along) : (along, across)
      var mark = PlotMark(.line(x: x, y: y))
      mark.stroke = .black
      let artist = ArtistObject(.lineCollection, [mark])
      (artist.xs, artist.ys) = (x, y)
      c.axes.add(artist)
    }
  }

  private static func histogram(_ c: PlotCall) throws -> Value {
    var sets = [c["x"]]
    if case .list(let list) = c["x"], let first = list.elements.first,
      first.array?.rank ?? 0 > 0 || first.object is ListObject || first.object is TupleObject
    {
      sets = list.elements
    }
    let isDense = c["density"]
    let bins = c["bins"].isNone ? Value.int(10) : c["bins"]
    var edges = bins
    if sets.count > 1 {
      let all = try sets.flatMap { try PlotData.numbers($0, c.interpreter) }
      edges = try numpy(
        "histogram_bin_edges", [.object(ArrayObject(NDArray(all), .array)), bins],
        [("range", c["range"])], c.interpreter)
    }
    let isCumulative = try c.flag("cumulative")
    let upright = c["orientation"].text != "horizontal"
    let kind = c["histtype"].text ?? "bar"
    var counts: [[Double]] = []
    var edgeValue = edges
    for set in sets {
      let parts = try c.interpreter.collect(
        numpy(
          "histogram",
          [.object(ArrayObject(NDArray(PlotData.numbers(set, c.interpreter)), .array))],
          [
            ("bins", edges), ("range", c["range"]), ("density", isDense), ("weights", c["weights"]),
          ],
          c.interpreter))
      edgeValue = parts[1]
      var values = try PlotData.numbers(parts[0], c.interpreter)
      if isCumulative {
        let corners = try PlotData.numbers(parts[1], c.interpreter)
        let isDensity = try c.interpreter.isTruthy(isDense)
        var sum = 0.0
        for index in values.indices {
          sum += isDensity ? values[index] * (corners[index + 1] - corners[index]) : values[index]
          values[index] = sum
        }
      }
      counts.append(values)
    }
    let corners = try PlotData.numbers(edgeValue, c.interpreter)
    let colours = try c["color"].isNone ? [] : PlotColours.several(c["color"], c.interpreter)
    var labels: [Value] = []
    if case .list(let list) = c["label"] {
      labels = list.elements
    } else if !c["label"].isNone {
      labels = [c["label"]]
    }
    if try c.flag("log") { if upright { c.axes.y.scale = .log } else { c.axes.x.scale = .log } }
    let isStacked = try c.flag("stacked")
    let share = sets.count > 1 && kind == "bar" && !isStacked ? 0.8 / Double(sets.count) : 1
    let wide = try c["rwidth"].isNone ? 1.0 : c.double("rwidth")
    var base = corners.dropLast().map { _ in 0.0 }
    var containers: [Value] = []
    for (index, values) in counts.enumerated() {
      let colour =
        colours.isEmpty
        ? PlotColours.named(c.axes.nextPatchColour()) : colours[index % colours.count]
      var made: [Value] = []
      if kind.hasPrefix("step") {
        var along = [corners[0]], across = [0.0]
        for (bin, value) in values.enumerated() {
          along += [corners[bin], corners[bin + 1]]
          across += [value, value]
        }
        along.append(corners[corners.count - 1])
        across.append(0)
        let outline = AreaFunctions.patch(
          .polygon, upright ? along : across, upright ? across : along, nil)
        outline.marks[0].fill = kind == "stepfilled" ? colour : nil
        outline.marks[0].stroke = kind == "step" ? colour : nil
        outline.stickyY = upright ? [0] : []
        if index < labels.count { try outline.set("label", labels[index], c.interpreter) }
        made.append(.object(try c.add(outline)))
      } else {
        for (bin, value) in values.enumerated() {
          let width = (corners[bin + 1] - corners[bin]) * share * wide
          let gap =
            (corners[bin + 1] - corners[bin])
            * (1 - share * Double(share < 1 ? sets.count : 1) * wide) / 2
          let left = corners[bin] + gap + (share < 1 ? width * Double(index) : 0)
          let bar =
            upright
            ? AreaFunctions.rectangle(left, base[bin], width, value, colour)
            : AreaFunctions.rectangle(base[bin], left, value, width, colour)
          if upright { bar.stickyY = [0] } else { bar.stickyX = [0] }
          bar.label = "_nolegend_"
          if bin == 0, index < labels.count { try bar.set("label", labels[index], c.interpreter) }
          made.append(.object(try c.add(bar)))
        }
      }
      if isStacked { base = zip(base, values).map { $0 + $1 } }
      containers.append(
        kind.hasPrefix("step") ? .list(made) : .object(ArtistContainer("BarContainer", made)))
    }
    func array(_ values: [Double]) -> Value { .object(ArrayObject(NDArray(values), .array)) }
    if sets.count == 1 { return .tuple([array(counts[0]), edgeValue, containers[0]]) }
    let all = NDArray(counts.flatMap { $0 }, shape: [counts.count, corners.count - 1])
    return .tuple([
      .object(ArrayObject(all, .array)), edgeValue,
      .object(ArtistList(containers, "<a list of \(containers.count) BarContainer objects>")),
    ])
  }

  private static func boxes(_ c: PlotCall) throws -> Value {
    var sets: [[Double]] = []
    if case .list(let list) = c["x"], let first = list.elements.first,
      first.array?.rank ?? 0 > 0 || first.object is ListObject || first.object is TupleObject
    {
      sets = try list.elements.map { try PlotData.numbers($0, c.interpreter) }
    } else {
      let matrix = try PlotData.matrix(c["x"], c.interpreter)
      sets = (0..<matrix.columns).map { column in
        (0..<matrix.rows).map { matrix.values[$0 * matrix.columns + column] }
      }
    }
    let reach = try c.double("whis")
    let result = DictObject()
    var groups: [String: [Value]] = [:]
    func draw(_ group: String, _ x: [Double], _ y: [Double], _ colour: String) {
      groups[group, default: []].append(
        .object(c.axes.add(LineFunctions.line(c.axes, x, y, colour: colour))))
    }
    for (index, set) in sets.enumerated() {
      let sorted = set.filter { !$0.isNaN }.sorted()
      guard !sorted.isEmpty else { continue }
      func quantile(_ q: Double) -> Double {
        let place = q * Double(sorted.count - 1), low = Int(place)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
      }
      let (q1, q2, q3) = (quantile(0.25), quantile(0.5), quantile(0.75))
      let low = sorted.first { $0 >= q1 - reach * (q3 - q1) } ?? q1
      let high = sorted.last { $0 <= q3 + reach * (q3 - q1) } ?? q3
      let x = Double(index + 1), left = x - 0.25, right = x + 0.25
      draw("boxes", [left, right, right, left, left], [q1, q1, q3, q3, q1], "black")
      draw("medians", [left, right], [q2, q2], "C1")
      draw("whiskers", [x, x], [q1, low], "black")
      draw("whiskers", [x, x], [q3, high], "black")
      draw("caps", [x - 0.12, x + 0.12], [low, low], "black")
      draw("caps", [x - 0.12, x + 0.12], [high, high], "black")
      let far = sorted.filter { $0 < low || $0 > high }
      draw("fliers", far.map { _ in x }, far, "black")
    }
    for group in ["whiskers", "caps", "boxes", "medians", "fliers", "means"] {
      result.setText(group, to: .list(groups[group] ?? []))
    }
    for case .object(let object) in groups["fliers"] ?? [] {
      try (object as? ArtistObject)?.set("linestyle", .string("None"), c.interpreter)
      try (object as? ArtistObject)?.set("marker", .string("o"), c.interpreter)
    }
    c.axes.x.ticks = sets.indices.map { Double($0 + 1) }
    let labels = c["tick_labels"].isNone ? c["labels"] : c["tick_labels"]
    c.axes.x.tickLabels =
      try labels.isNone ? nil : c.interpreter.collect(labels).map { try c.interpreter.str($0) }
    return .dict(result)
  }
}
