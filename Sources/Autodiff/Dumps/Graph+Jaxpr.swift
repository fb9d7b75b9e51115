package import Arrays

extension Graph {
  /// The trace between `inputs` and `outputs` as JAX prints a jaxpr: `{ lambda ; a:f32[3]. let
  /// b:f32[3] = sin a in (b,) }`.
  ///
  /// Only what the outputs need is shown. Lines longer than 80 columns are broken as JAX breaks
  /// them.
  package func jaxpr(inputs: [NodeID], outputs: [NodeID]) -> String {
    var names = JaxprNames()
    return JaxprPrinter(graph: self).text(inputs, outputs, indent: 0, names: &names)
  }
}

/// Hands out a, b, … z, ba, bb, ….
private struct JaxprNames {
  private var count = 0

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

private struct JaxprPrinter {
  let graph: Graph
  static let width = 80

  func text(_ inputs: [NodeID], _ outputs: [NodeID], indent: Int, names: inout JaxprNames) -> String
  {
    var spelled: [NodeID: String] = [:]
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
      "{ lambda " + constantNames.joined(separator: " ")
      + "; " + inputNames.joined(separator: " ") + ". let"
    let flat = "\(head) \(lines.joined(separator: "; ")) in \(results) }"
    if !flat.contains("\n"), indent + flat.count <= JaxprPrinter.width { return flat }
    let pad = String(repeating: " ", count: indent)
    return head + "\n" + lines.map { "\(pad)    \($0)\n" }.joined() + "\(pad)  in \(results) }"
  }

  private func declare(
    _ id: NodeID, _ spelled: inout [NodeID: String], _ names: inout JaxprNames
  ) -> String {
    let name = names.next()
    spelled[id] = name
    return "\(name):\(described(graph.abstractValue(of: id)))"
  }

  /// Nodes that become lines, projections left out, in order.
  private func equations(_ inputs: [NodeID], _ outputs: [NodeID]) -> [NodeID] {
    let isInput = Set(inputs)
    return graph.reachable(from: outputs) { !isInput.contains($0) && !graph.isConstantLeaf($0) }
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
    let operands = graph.inputs(of: id).map { atom($0, spelled) }.joined(separator: " ")
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
    let parameters = parameters(operation.primitive, id, indent: indent, &names)
    let head = "\(results) = \(operation.primitive.name)"
    let tail = operands.isEmpty ? "" : " \(operands)"
    if parameters.isEmpty { return head + tail }
    let flat = "\(head)[\(parameters.joined(separator: " "))]\(tail)"
    if !flat.contains("\n"), indent + flat.count <= JaxprPrinter.width { return flat }
    let pad = String(repeating: " ", count: indent)
    return "\(head)[\n" + parameters.map { "\(pad)  \($0)\n" }.joined() + "\(pad)]\(tail)"
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
