import Arrays
import Autodiff

/// `dot`, `einsum` and other products.
enum ProductFunctions {
  static let all: [NumericFunction] = [
    .array(
      "dot(a, b, out=None, *, precision=None, preferred_element_type=None)",
      "The product of arrays."
    ) { c in
      try c.interpreter.dot(c.array(0), c.array(1), c.facade)
    },
    .array(
      "matmul(x1, x2, /, out=None, *, precision=None, preferred_element_type=None)",
      "The matrix product."
    ) { c in
      try c.interpreter.matmul(c.array(0), c.array(1), c.facade)
    },
    .array(
      "vdot(a, b, *, precision=None)", "The product of flattened arrays, the first conjugated."
    ) { c in
      let pair = try c.promoted([c.array(0), c.array(1)])
      return try c.build(pair) { graph, ids in
        let left = try graph.reshape(graph.conj(ids[0]), [-1])
        return try graph.dot(left, graph.reshape(ids[1], [-1]))
      }
    },
    .array("vecdot(x1, x2, /, *, axis=-1)", "Products of vectors along an axis.") { c in
      let pair = try c.promoted([c.array(0), c.array(1)])
      return try c.build(pair) { graph, ids in
        let product = try graph.multiply(graph.conj(ids[0]), ids[1])
        return try graph.reduceSum(product, axes: [graph.rank(of: product) - 1])
      }
    },
    .array("matvec(x1, x2, /)", "Products of matrices and vectors.") { c in
      let x = try c.array(0), y = try c.array(1)
      guard x.rank >= 2, y.rank >= 1 else {
        throw Raised(
          .valueError,
          "matvec: Input operand \(x.rank < 2 ? 0 : 1) does not have enough dimensions (has \(x.rank < 2 ? x.rank : y.rank), gufunc core with signature (m,n),(n)->(m) requires \(x.rank < 2 ? 2 : 1))"
        )
      }
      let column = try c.interpreter.expandDims(y, [-1], c.facade)
      return try c.interpreter.squeeze(c.interpreter.matmul(x, column, c.facade), [-1], c.facade)
    },
    .array("vecmat(x1, x2, /)", "Products of vectors, conjugated, and matrices.") { c in
      let x = try c.array(0), y = try c.array(1)
      guard x.rank >= 1, y.rank >= 2 else {
        throw Raised(
          .valueError,
          "vecmat: Input operand \(x.rank < 1 ? 0 : 1) does not have enough dimensions (has \(x.rank < 1 ? x.rank : y.rank), gufunc core with signature (n),(n,m)->(m) requires \(x.rank < 1 ? 1 : 2))"
        )
      }
      let row = try c.interpreter.expandDims(c.build([x]) { try $0.conj($1[0]) }, [-2], c.facade)
      return try c.interpreter.squeeze(c.interpreter.matmul(row, y, c.facade), [-2], c.facade)
    },
    .array("inner(a, b)", "The sum of products over the last axes.") { c in
      let pair = try c.promoted([c.array(0), c.array(1)])
      return try c.build(pair) { try $0.inner($1[0], $1[1]) }
    },
    .array("outer(a, b, out=None)", "Products of all pairs.") { c in
      let pair = try c.promoted([c.array(0), c.array(1)])
      return try c.build(pair) { try $0.outer($1[0], $1[1]) }
    },
    .array("tensordot(a, b, axes=2, *, precision=None)", "The sum of products over pairs of axes.")
    { c in
      let pair = try c.promoted([c.array(0), c.array(1)])
      let axes = try contracted(c[2], pair[0].rank, c)
      return try c.build(pair) { try $0.tensordot($1[0], $1[1], axes: axes) }
    },
    .array("kron(a, b)", "The Kronecker product.") { c in
      let pair = try c.promoted([c.array(0), c.array(1)])
      let rank = max(pair[0].rank, pair[1].rank)
      let a = [Int](repeating: 1, count: rank - pair[0].rank) + pair[0].shape
      let b = [Int](repeating: 1, count: rank - pair[1].rank) + pair[1].shape
      return try c.build(pair) { graph, ids in
        let left = try graph.reshape(ids[0], a.flatMap { [$0, 1] })
        let right = try graph.reshape(ids[1], b.flatMap { [1, $0] })
        return try graph.reshape(graph.multiply(left, right), zip(a, b).map { $0 * $1 })
      }
    },
    .array("cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None)", "The vector product.") { c in
      let axis = try c.isMissing(5) ? nil : c.int(5)
      return try VectorProduct.cross(
        c, [c.array(0), c.array(1)], axes: [axis ?? c.int(2), axis ?? c.int(3)],
        result: axis ?? c.int(4))
    },
    .array(
      "einsum(subscripts, *operands, out=None, optimize=False, dtype=None, order='K', casting='safe', precision=None)",
      "Sums of products in Einstein's notation."
    ) { c in
      let (text, values) = try EinsteinNotation.read(c)
      var operands = try c.promoted(values.map { try c.array(of: $0) })
      if let dtype = try c.dtype(4) {
        operands = try operands.map { try c.interpreter.converted($0, dtype, c.facade) }
      }
      let isTruth = operands.first?.dtype == .bool
      if isTruth {
        operands = try operands.map { try c.interpreter.converted($0, .int64, c.facade) }
      }
      let notation = try EinsteinNotation(text, ranks: operands.map(\.rank))
      try notation.check(operands.map(\.shape), c.facade)
      let result = try c.build(operands) { try notation.build($0, $1) }
      return isTruth ? try c.interpreter.converted(result, .bool, c.facade) : result
    },
  ]

  static func contracted(_ value: Value, _ rank: Int, _ c: NumericCall) throws -> (
    [Int], [Int]
  ) {
    if case .int(let count) = value { return (Array(rank - count..<rank), Array(0..<count)) }
    let pair = try c.interpreter.collect(value)
    guard pair.count == 2 else {
      throw Raised(.valueError, "axes must be an int or two sequences of ints")
    }
    return (
      try c.interpreter.axes(from: pair[0]) ?? [], try c.interpreter.axes(from: pair[1]) ?? []
    )
  }
}

/// `ij,jk->ik` taken apart.
struct EinsteinNotation {
  private let inputs: [[Character]]
  private let output: [Character]

  /// - Throws: NumPy's messages about malformed subscripts.
  init(_ text: String, ranks: [Int]) throws {
    let compact = text.filter { $0 != " " }
    let sides = compact.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let terms = sides[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard terms.count == ranks.count else {
      throw Raised(
        .valueError,
        terms.count < ranks.count
          ? "more operands provided to einstein sum function than specified in the subscripts string"
          : "fewer operands provided to einstein sum function than specified in the subscripts string"
      )
    }
    // Axes under an ellipsis get labels of their own, aligned at the right.
    let widths = zip(terms, ranks).map { term, rank in
      term.contains("...") ? rank - (term.count - 3) : 0
    }
    let widest = widths.max() ?? 0
    let hidden = (0..<max(widest, 0)).map { Character(Unicode.Scalar(0x2460 + UInt32($0)) ?? "?") }
    func expand(_ term: String, _ width: Int) -> [Character] {
      guard let range = term.firstRange(of: "...") else { return Array(term) }
      return Array(term[..<range.lowerBound]) + hidden.suffix(max(width, 0))
        + Array(term[range.upperBound...])
    }
    inputs = zip(terms, widths).map(expand)
    for (labels, rank) in zip(inputs, ranks) where labels.count != rank {
      throw Raised(
        .valueError,
        labels.count > rank
          ? "einstein sum subscripts string contains too many subscripts for operand \(inputs.firstIndex(of: labels) ?? 0)"
          : "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions."
      )
    }
    if sides.count == 2 {
      output = expand(String(sides[1].dropFirst()), widest)
    } else {
      let all = inputs.flatMap { $0 }
      let single = Set(all).filter { label in
        !hidden.contains(label) && all.filter { $0 == label }.count == 1
      }
      output = hidden + single.sorted()
    }
    for label in output where !inputs.contains(where: { $0.contains(label) }) {
      throw Raised(
        .valueError,
        "einstein sum subscripts string included output subscript '\(label)' which never appeared in an input"
      )
    }
  }

  /// The subscripts and operands of a call, which may also interleave operands with lists of axis numbers.
  static func read(_ c: NumericCall) throws -> (text: String, operands: [Value]) {
    let rest = c.arguments.variadic(1)
    if let text = c[0].text { return (text, rest) }
    func labels(_ value: Value) throws -> String {
      try c.interpreter.collect(value).map { entry -> String in
        if case .object(let object) = entry, object === c.interpreter.ellipsis { return "..." }
        let number = try c.interpreter.requireIndex(entry)
        guard (0..<52).contains(number) else {
          throw Raised(.valueError, "subscript is not within the valid range [0, 52)")
        }
        let code = number < 26 ? 65 + number : 71 + number
        return Unicode.Scalar(UInt8(code)).description
      }.joined()
    }
    let all = [c[0]] + rest
    var operands: [Value] = [], terms: [String] = []
    for index in stride(from: 0, to: all.count - 1, by: 2) {
      operands.append(all[index])
      terms.append(try labels(all[index + 1]))
    }
    let text = terms.joined(separator: ",")
    return try all.count % 2 == 1
      ? (text + "->" + labels(all[all.count - 1]), operands) : (text, operands)
  }

  /// Refuses labels whose axes differ in extent, in NumPy's words.
  func check(_ shapes: [[Int]], _ facade: Facade) throws {
    guard facade == .numpy else { return }
    var extents: [Character: Int] = [:]
    var order = output
    for label in inputs.flatMap({ $0 }) where !order.contains(label) { order.append(label) }
    for (position, (labels, shape)) in zip(inputs, shapes).enumerated() {
      for (axis, label) in labels.enumerated() {
        let old = extents[label] ?? 1, new = shape[axis]
        let first = labels.firstIndex(of: label) ?? axis
        if first < axis, shape[first] != new, shape[first] != 1, new != 1 {
          throw Raised(
            .valueError,
            "dimensions in operand \(position) for collapsing index '\(label)' don't match (\(shape[first]) != \(new))"
          )
        }
        if old != new, old != 1, new != 1 {
          let parts = zip(inputs, shapes).map { labels, shape in
            // Missing axes in front are left out.
            let mapped = order.drop { !labels.contains($0) }.map { label in
              labels.firstIndex(of: label).map { String(shape[$0]) } ?? "newaxis"
            }
            return "\(ShapeText.compact(shape))->(\(mapped.joined(separator: ",")))"
          }
          throw Raised(
            .valueError,
            "operands could not be broadcast together with remapped shapes [original->remapped]: \(parts.joined(separator: " ")) "
          )
        }
        extents[label] = max(old, new)
        if new == 0 { extents[label] = 0 }
      }
    }
  }

  /// Contracts the operands from left to right.
  func build(_ graph: Graph, _ ids: [NodeID]) throws -> NodeID {
    var (labels, value) = try single(graph, inputs[0], ids[0], keeping: needed(after: 0))
    for position in ids.indices.dropFirst() {
      let (nextLabels, next) = try single(
        graph, inputs[position], ids[position],
        keeping: needed(after: position).union(labels))
      (labels, value) = try product(
        graph, labels, value, nextLabels, next, keeping: needed(after: position))
    }
    let extra = labels.indices.filter { !output.contains(labels[$0]) }
    if !extra.isEmpty {
      value = try graph.reduceSum(value, axes: extra)
      labels = labels.filter { output.contains($0) }
    }
    return try graph.transpose(value, output.compactMap { labels.firstIndex(of: $0) })
  }

  /// Labels that the output or later operands still use.
  private func needed(after position: Int) -> Set<Character> {
    Set(output).union(inputs[(position + 1)...].flatMap { $0 })
  }

  /// Diagonals of repeated labels taken and labels that nobody needs summed.
  private func single(
    _ graph: Graph, _ labels: [Character], _ id: NodeID, keeping: Set<Character>
  ) throws -> ([Character], NodeID) {
    var labels = labels
    var value = id
    while let second = labels.indices.first(where: { labels[..<$0].contains(labels[$0]) }),
      let first = labels.firstIndex(of: labels[second])
    {
      let shape = graph.shape(of: value)
      let rest = labels.indices.filter { $0 != first && $0 != second }
      let moved = try graph.transpose(value, [first, second] + rest)
      let flat = try graph.reshape(moved, [shape[first] * shape[second]] + rest.map { shape[$0] })
      let places = (0..<shape[first]).map { $0 * shape[second] + $0 }
      value = try graph.take(flat, graph.constant(NDArray(places)), axis: 0)
      labels = [labels[first]] + rest.map { labels[$0] }
    }
    let summed = labels.indices.filter { !keeping.contains(labels[$0]) }
    if !summed.isEmpty {
      value = try graph.reduceSum(value, axes: summed)
      labels = labels.indices.filter { !summed.contains($0) }.map { labels[$0] }
    }
    return (labels, value)
  }

  private func product(
    _ graph: Graph, _ left: [Character], _ x: NodeID, _ right: [Character], _ y: NodeID,
    keeping: Set<Character>
  ) throws -> ([Character], NodeID) {
    let shared = left.filter { right.contains($0) }
    let batch = shared.filter { keeping.contains($0) }
    let summed = shared.filter { !keeping.contains($0) }
    func places(_ wanted: [Character], _ labels: [Character]) -> [Int] {
      wanted.compactMap { labels.firstIndex(of: $0) }
    }
    for label in shared {
      let a = graph.shape(of: x)[places([label], left)[0]]
      let b = graph.shape(of: y)[places([label], right)[0]]
      guard a == b || a == 1 || b == 1 else {
        throw ShapeError.operandsDoNotBroadcast(
          shapes: [graph.shape(of: x), graph.shape(of: y)], operation: "einsum")
      }
      if a != b { return try broadcastProduct(graph, left, x, right, y, summed) }
    }
    let value = try graph.dotGeneral(
      x, y,
      DotDimensions(
        contracting: (places(summed, left), places(summed, right)),
        batch: (places(batch, left), places(batch, right))))
    return (
      batch + left.filter { !shared.contains($0) } + right.filter { !shared.contains($0) }, value
    )
  }

  /// Shared axes of extent 1 repeat: multiply in the union of the labels and sum.
  private func broadcastProduct(
    _ graph: Graph, _ left: [Character], _ x: NodeID, _ right: [Character], _ y: NodeID,
    _ summed: [Character]
  ) throws -> ([Character], NodeID) {
    let labels = left + right.filter { !left.contains($0) }
    func aligned(_ own: [Character], _ id: NodeID) throws -> NodeID {
      let order = labels.compactMap { own.firstIndex(of: $0) }
      let moved = try graph.transpose(id, order)
      let shape = graph.shape(of: id)
      return try graph.reshape(
        moved, labels.map { label in own.firstIndex(of: label).map { shape[$0] } ?? 1 })
    }
    let value = try graph.multiply(aligned(left, x), aligned(right, y))
    let axes = labels.indices.filter { summed.contains(labels[$0]) }
    let total = axes.isEmpty ? value : try graph.reduceSum(value, axes: axes)
    return (labels.filter { !summed.contains($0) }, total)
  }
}
