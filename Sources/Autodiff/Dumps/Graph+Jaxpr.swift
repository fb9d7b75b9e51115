package import Arrays

extension Graph {
  /// The trace between `inputs` and `outputs` as JAX prints a jaxpr: `{ lambda ; a:f32[3]. let
  /// b:f32[3] = sin a in (b,) }`.
  ///
  /// Only what the outputs need is shown. Lines longer than 80 columns are broken as JAX breaks
  /// them.
  package func jaxpr(inputs: [NodeID], outputs: [NodeID]) -> String {
    var names = JaxprNames()
    var counts: [ObjectIdentifier: Int] = [:]
    var shared: [(name: String, body: ClosedGraph)] = []
    countCalls(from: outputs, &counts, &shared)
    var text = ""
    // A function called more than once is printed once, in front.
    for (name, body) in shared {
      let printer = JaxprPrinter(graph: body.graph)
      let head = "let \(name) = "
      text += head
      text +=
        printer.text(
          body.inputs, body.outputs, indent: 0, names: &names, lead: head.count + 3) + " in\n"
      names.shared[ObjectIdentifier(body)] = name
    }
    return text + JaxprPrinter(graph: self).text(inputs, outputs, indent: 0, names: &names)
  }
}

extension Graph {
  /// How often each named body is called, those called again in order.
  fileprivate func countCalls(
    from outputs: [NodeID], _ counts: inout [ObjectIdentifier: Int],
    _ shared: inout [(name: String, body: ClosedGraph)]
  ) {
    for id in reachable(from: outputs) {
      guard let call = operation(of: id).primitive as? NamedCall else { continue }
      let key = ObjectIdentifier(call.body)
      counts[key, default: 0] += 1
      if counts[key] == 2 { shared.append((call.function, call.body)) }
      if counts[key] == 1 {
        call.body.graph.countCalls(from: call.body.outputs, &counts, &shared)
      }
    }
  }
}

/// Hands out a, b, … z, ba, bb, ….
private struct JaxprNames {
  private var count = 0
  /// Names of bodies that are printed in front.
  var shared: [ObjectIdentifier: String] = [:]

  mutating func next() -> String {
    var number = count
    count += 1
    var letters: [Character] = []
    repeat {
      letters.append(Character(UnicodeScalar(UInt8(97 + number % 26))))
      number /= 26
    } while number > 0
    return String(letters.reversed())
  }
}

private final class JaxprPrinter {
  let graph: Graph
  private var suggested: [NodeID: String] = [:]

  init(graph: Graph) { self.graph = graph }

  static let width = 80

  /// - Parameter given: names that the place around the body suggests.
  func text(
    _ inputs: [NodeID], _ outputs: [NodeID], indent: Int, names: inout JaxprNames,
    given: [NodeID: String] = [:], lead: Int = 0
  ) -> String {
    var spelled: [NodeID: String] = [:]
    suggested = given
    defer { suggested = [:] }
    let equations = equations(inputs, outputs)
    let constants = arrayConstants(equations, inputs, outputs)
    let constantNames = constants.map { declare($0, &spelled, &names) }
    let inputNames = inputs.map { declare($0, &spelled, &names) }
    var lines: [String] = []
    let used = usedProjections(equations, outputs)
    for id in equations {
      if isTransparent(id) {
        spelled[id] = atom(graph.input(of: id, 0), spelled)
        continue
      }
      lines.append(equation(id, used[id] ?? [:], indent: indent + 4, &spelled, &names))
    }
    let list = outputs.map { atom($0, spelled) }
    let results = list.count == 1 ? "(\(list[0]),)" : "(\(list.joined(separator: ", ")))"
    let head =
      "{ lambda " + constantNames.joined(separator: " ") + "; "
      + filled(inputNames, after: 11 + constantNames.joined(separator: " ").count, indent: indent)
      + ". let"
    let flat = "\(head) \(lines.joined(separator: "; ")) in \(results) }"
    if !flat.contains("\n"), indent + lead + flat.count <= JaxprPrinter.width { return flat }
    let pad = String(repeating: " ", count: indent)
    return head + "\n" + lines.map { "\(pad)    \($0)\n" }.joined() + "\(pad)  in \(results) }"
  }

  /// Names in lines of 80 columns.
  private func filled(_ names: [String], after column: Int, indent: Int) -> String {
    var text = ""
    var used = indent + column
    for (position, name) in names.enumerated() {
      if position > 0 {
        if used + 1 + name.count > JaxprPrinter.width {
          text += "\n" + String(repeating: " ", count: indent + 4)
          used = indent + 4
        } else {
          text += " "
          used += 1
        }
      }
      text += name
      used += name.count
    }
    return text
  }

  private func declare(
    _ id: NodeID, _ spelled: inout [NodeID: String], _ names: inout JaxprNames
  ) -> String {
    let name = suggested[id] ?? names.next()
    spelled[id] = name
    return "\(name):\(described(graph.abstractValue(of: id)))"
  }

  /// Nodes that become lines, projections left out, in order.
  private func equations(_ inputs: [NodeID], _ outputs: [NodeID]) -> [NodeID] {
    let isInput = Set(inputs)
    let graph = self.graph
    return graph.reachable(from: outputs) {
      !isInput.contains($0) && !graph.isConstantLeaf($0)
    }
    .filter { graph.operation(of: $0).projection < 0 }
  }

  private func isTransparent(_ id: NodeID) -> Bool {
    graph.nodes[Int(id.index)].operation == graph.hot.leaf
  }

  private func arrayConstants(
    _ equations: [NodeID], _ inputs: [NodeID], _ outputs: [NodeID]
  ) -> [NodeID] {
    var seen = Set(inputs)
    var result: [NodeID] = []
    for id in equations.flatMap({ graph.inputs(of: $0) }) + outputs
    where graph.isConstantLeaf(id) && !graph.shape(of: id).isEmpty && seen.insert(id).inserted {
      result.append(id)
    }
    return result
  }

  private func usedProjections(
    _ equations: [NodeID], _ outputs: [NodeID]
  ) -> [NodeID: [Int: NodeID]] {
    var result: [NodeID: [Int: NodeID]] = [:]
    for id in equations.flatMap({ graph.inputs(of: $0) }) + outputs {
      let position = graph.operation(of: id).projection
      if position >= 0 { result[graph.input(of: id, 0), default: [:]][position] = id }
    }
    return result
  }

  private func equation(
    _ id: NodeID, _ projections: [Int: NodeID], indent: Int, _ spelled: inout [NodeID: String],
    _ names: inout JaxprNames
  ) -> String {
    let operation = graph.operation(of: id)
    var sources = graph.inputs(of: id)
    // JAX names the case for false first.
    if operation.primitive is Select { sources.swapAt(1, 2) }
    let operands = sources.map { atom($0, spelled) }.joined(separator: " ")
    let results: String
    if operation.isMultiOutput {
      let values = (try? graph.abstractValues(of: id)) ?? []
      results = values.enumerated().map { position, value in
        if let projection = projections[position] {
          return declare(projection, &spelled, &names)
        }
        return "_:\(described(value))"
      }.joined(separator: " ")
    } else {
      results = declare(id, &spelled, &names)
    }
    let parameters: [String]
    if let call = operation.primitive as? NamedCall {
      parameters = self.call(call, id, projections, indent: indent, spelled, &names)
    } else {
      parameters = self.parameters(operation.primitive, id, indent: indent, &names)
    }
    let head = "\(results) = \(name(of: id, operation.primitive))"
    let tail = operands.isEmpty ? "" : " \(operands)"
    if parameters.isEmpty { return head + tail }
    let flat = "\(head)[\(parameters.joined(separator: " "))]\(tail)"
    if !flat.contains("\n"), indent + flat.count <= JaxprPrinter.width { return flat }
    let pad = String(repeating: " ", count: indent)
    return "\(head)[\n" + parameters.map { "\(pad)  \($0)\n" }.joined() + "\(pad)]\(tail)"
  }

  /// The name JAX prints: axes of extent one come with `broadcast_in_dim` and go with `squeeze`.
  private func name(of id: NodeID, _ primitive: any Primitive) -> String {
    guard primitive is Reshape else { return primitive.name }
    let from = graph.shape(of: graph.input(of: id, 0))
    let to = graph.shape(of: id)
    if to.count > from.count, keptAxes(from, in: to) != nil { return "broadcast_in_dim" }
    if to.count < from.count, keptAxes(to, in: from) != nil { return "squeeze" }
    return primitive.name
  }

  /// Where the axes of `short` are in `long`, all others having extent one; nil where that is not so.
  private func keptAxes(_ short: [Int], in long: [Int]) -> [Int]? {
    var axes: [Int] = []
    for (axis, extent) in long.enumerated() {
      if axes.count < short.count, extent == short[axes.count] {
        axes.append(axis)
      } else if extent != 1 {
        return nil
      }
    }
    return axes.count == short.count ? axes : nil
  }

  /// Variables of the body are called as those around it that they stand for.
  private func call(
    _ call: NamedCall, _ id: NodeID, _ projections: [Int: NodeID], indent: Int,
    _ spelled: [NodeID: String], _ names: inout JaxprNames
  ) -> [String] {
    let title = "name=\(call.function)"
    if let name = names.shared[ObjectIdentifier(call.body)] { return [title, "jaxpr=\(name)"] }
    var given: [NodeID: String] = [:]
    for (inner, outer) in zip(call.body.inputs, graph.inputs(of: id)) {
      if let name = spelled[outer] { given[inner] = name }
    }
    for (position, inner) in call.body.outputs.enumerated() where given[inner] == nil {
      if let projection = projections[position], let name = spelled[projection] {
        given[inner] = name
      }
    }
    let text = JaxprPrinter(graph: call.body.graph).text(
      call.body.inputs, call.body.outputs, indent: indent + 2, names: &names, given: given)
    return [title, "jaxpr=" + text]
  }

  private func parameters(
    _ primitive: any Primitive, _ id: NodeID, indent: Int, _ names: inout JaxprNames
  ) -> [String] {
    switch primitive {
    case let broadcast as BroadcastInDim:
      return broadcast.axes.isEmpty
        ? [] : ["broadcast_dimensions=\(GraphError.text(broadcast.axes))"]
    case let sum as ReduceSum:
      return ["axes=\(GraphError.text(sum.axes))", "out_sharding=None"]
    case is DotGeneral:
      return primitive.attributes.map { "\($0.name)=\($0.text)" }
        + ["preferred_element_type=\(graph.dtype(of: id).name)"]
    case is Reshape where name(of: id, primitive) == "broadcast_in_dim":
      let axes = keptAxes(graph.shape(of: graph.input(of: id, 0)), in: graph.shape(of: id)) ?? []
      return axes.isEmpty ? [] : ["broadcast_dimensions=\(GraphError.text(axes))"]
    case is Reshape where name(of: id, primitive) == "squeeze":
      let shape = graph.shape(of: graph.input(of: id, 0))
      let kept = keptAxes(graph.shape(of: id), in: shape) ?? []
      return ["dimensions=\(GraphError.text(shape.indices.filter { !kept.contains($0) }))"]
    case is Reshape:
      return primitive.attributes.map { "\($0.name)=\($0.text)" } + ["sharding=None"]
    case let scan as Scan:
      return ["jaxpr=" + body(scan.body, indent: indent + 2, &names)]
        + primitive.attributes.dropFirst().map { "\($0.name)=\($0.text)" } + ["unroll=1"]
    case let loop as While:
      return [
        "body_jaxpr=" + body(loop.body, indent: indent + 2, &names),
        "body_nconsts=\(loop.constantCount)",
        "cond_jaxpr=" + body(loop.condition, indent: indent + 2, &names),
        "cond_nconsts=\(loop.constantCount)",
      ]
    case let conditional as Conditional:
      let pad = String(repeating: " ", count: indent + 4)
      let list = conditional.branches.map {
        pad + body($0, indent: indent + 4, &names) + "\n"
      }
      return ["branches=(\n\(list.joined())\(pad.dropLast(2)))"]
    default:
      return primitive.attributes.filter { $0.name != "dialect" }.map { "\($0.name)=\($0.text)" }
    }
  }

  private func body(_ closed: ClosedGraph, indent: Int, _ names: inout JaxprNames) -> String {
    JaxprPrinter(graph: closed.graph).text(
      closed.inputs, closed.outputs, indent: indent, names: &names)
  }

  private func atom(_ id: NodeID, _ spelled: [NodeID: String]) -> String {
    if let name = spelled[id] { return name }
    guard let value = graph.knownValue(of: id), value.shape.isEmpty else { return "_" }
    return literal(value) + ":" + described(graph.abstractValue(of: id))
  }

  private func literal(_ value: NDArray) -> String {
    switch value.scalar(at: []) {
    case .bool(let truth): truth ? "True" : "False"
    case .int(let number): String(number)
    case .uint(let number): String(number)
    case .float(let number):
      value.dtype == .float32
        ? FloatFormatting.repr(Float(number)) : FloatFormatting.repr(number)
    case .complex(let real, let imaginary):
      "(\(FloatFormatting.repr(real))+\(FloatFormatting.repr(imaginary))j)"
    }
  }

  private func described(_ value: AbstractValue) -> String {
    "\(value.dtype.shortName)[\(value.shape.map(String.init).joined(separator: ","))]"
  }
}

extension DType {
  /// JAX's short name: `f32`, `i64`, `c128`.
  package var shortName: String {
    switch self {
    case .bool: "bool"
    case .uint8: "u8"
    case .int8: "i8"
    case .int16: "i16"
    case .uint16: "u16"
    case .int32: "i32"
    case .uint32: "u32"
    case .int64: "i64"
    case .uint64: "u64"
    case .float32: "f32"
    case .float64: "f64"
    case .complex64: "c64"
    case .complex128: "c128"
    }
  }
}

extension Graph {
  /// True for nodes without inputs that have a value: printed in place or as constants.
  func isConstantLeaf(_ id: NodeID) -> Bool { inputCount(of: id) == 0 && isEvaluated(id) }
}
