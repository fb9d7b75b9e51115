import Arrays

/// The rules somebody gave a function of their own; called with nodes of a graph, they append
/// nodes to it.
///
/// The graph need not be the one in which the function was called: bodies of loops have graphs of
/// their own.
package final class CustomRules {
  package typealias Rule = (Graph, [NodeID], [NodeID], [NodeID?]) throws -> [NodeID?]

  package let name: String
  /// Tangents of the outputs from primals, outputs and the tangents of the primals; `nil`
  /// tangents are zero.
  package var jvp: Rule?
  /// Cotangents of the primals from primals, outputs and the cotangents of the outputs; `nil`
  /// cotangents are zero.
  package var vjp: Rule?
  /// Whether rules see the outputs as differentiable by these rules again, not as they were
  /// computed.
  package let seesOwnResults: Bool

  /// Outputs anew at other primals, where the call's own do not follow from its primals in the graph.
  package var evaluate: ((Graph, [NodeID]) throws -> [NodeID])?

  package init(name: String, seesOwnResults: Bool = false, graphJVP: Rule?, graphVJP: Rule?) {
    self.name = name
    self.seesOwnResults = seesOwnResults
    jvp = graphJVP
    vjp = graphVJP
  }

  /// Rules that append to the graph they were made in.
  package convenience init(
    name: String, jvp: (([NodeID], [NodeID], [NodeID?]) throws -> [NodeID?])? = nil,
    vjp: (([NodeID], [NodeID], [NodeID?]) throws -> [NodeID?])? = nil
  ) {
    self.init(
      name: name, graphJVP: jvp.map { rule in { try rule($1, $2, $3) } },
      graphVJP: vjp.map { rule in { try rule($1, $2, $3) } })
  }
}

/// A function with derivative rules of its own: `custom_jvp`, `custom_vjp`, HIPS's `primitive`.
///
/// Inputs are the primals and then the results, computed from them as usual; the node gives the
/// results again and keeps
/// derivatives from looking into how they were computed.
package struct CustomCall: MultiOutputPrimitive {
  package static let name = "custom_call"
  package let rules: CustomRules
  package let primalCount: Int

  package init(_ rules: CustomRules, primalCount: Int) {
    self.rules = rules
    self.primalCount = primalCount
  }

  package static func == (a: CustomCall, b: CustomCall) -> Bool {
    a.rules === b.rules && a.primalCount == b.primalCount
  }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(rules))
    hasher.combine(primalCount)
  }

  package var attributes: [Attribute] { [Attribute("name", rules.name)] }
  package var lowering: Lowering {
    let count = primalCount
    return .host(HostFunction { Array($0[count...]) })
  }

  package func abstractValues(of inputs: [AbstractValue]) throws -> [AbstractValue] {
    Array(inputs[primalCount...])
  }

  package func jvps(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> [NodeID?] {
    let inputs = g.inputs(of: node)
    let primals = Array(inputs[..<primalCount])
    let outputs = try results(of: node, in: g)
    let given = Array(tangents.array[..<primalCount])
    if given.allSatisfy({ $0 == nil }) { return outputs.map { _ in nil } }
    if let rule = rules.jvp { return try rule(g, primals, outputs, given) }
    guard let rule = rules.vjp else {
      throw GraphError.missingRule(primitive: rules.name, mode: "forward-mode differentiation")
    }
    // A reverse rule is linear in its cotangents; transposing it gives the forward rule.
    let seeds = outputs.map { g.placeholder(g.abstractValue(of: $0)) }
    let pulled = try rule(g, primals, outputs, seeds)
    let results = zip(pulled, given).filter { $0.0 != nil && $0.1 != nil }
    return try g.vjp(
      outputs: results.compactMap(\.0), cotangents: results.map(\.1), wrt: seeds)
  }

  /// What rules are given as the outputs.
  private func results(of node: NodeID, in g: Graph) throws -> [NodeID] {
    if rules.seesOwnResults { return try g.projections(of: node, g.abstractValues(of: node)) }
    return Array(g.inputs(of: node)[primalCount...])
  }

  package func vjp(
    _ cotangents: [NodeID?], at node: NodeID, needs: Needs, in g: Graph
  ) throws -> Cotangents {
    let inputs = g.inputs(of: node)
    let primals = Array(inputs[..<primalCount])
    let outputs = try results(of: node, in: g)
    if let rule = rules.vjp {
      let result = try rule(g, primals, outputs, cotangents)
      return .many(result + outputs.map { _ in nil })
    }
    guard let rule = rules.jvp else {
      throw GraphError.missingRule(primitive: rules.name, mode: "reverse-mode differentiation")
    }
    let isWanted = primals.indices.map { needs[$0] && g.dtype(of: primals[$0]).isInexact }
    let seeds = primals.indices.map {
      isWanted[$0] ? g.placeholder(g.abstractValue(of: primals[$0])) : nil
    }
    let pushed = try rule(g, primals, outputs, seeds)
    let results = zip(pushed, cotangents).filter { $0.0 != nil && $0.1 != nil }
    var pulled = try g.vjp(
      outputs: results.compactMap(\.0), cotangents: results.map(\.1), wrt: seeds.compactMap { $0 }
    ).makeIterator()
    let all: [NodeID?] = seeds.map { $0 == nil ? nil : pulled.next() ?? nil }
    return .many(all + outputs.map { _ in nil })
  }

  package func batchedAll(
    _ inputs: [NodeID], axes: [Int?], in g: Graph
  ) throws -> (NodeID, axes: [Int?]) {
    let primalAxes = Array(axes[..<primalCount])
    let outputAxes = Array(axes[primalCount...])
    let node = try g.apply(
      CustomCall(batchedRules(primalAxes, outputAxes, in: g), primalCount: primalCount), inputs)
    return (node, axes: outputAxes)
  }

  /// Rules on batched operands: the given ones traced on one example, then batched.
  private func batchedRules(
    _ primalAxes: [Int?], _ outputAxes: [Int?], in g: Graph
  ) -> CustomRules {
    let rules = rules
    func example(_ id: NodeID, _ axis: Int?, _ g: Graph) -> NodeID {
      var value = g.abstractValue(of: id)
      if let axis { value.shape.remove(at: axis) }
      return g.placeholder(value)
    }
    func lifted(
      _ rule: @escaping CustomRules.Rule, seedAxes: [Int?], resultAxes: [Int?]
    ) -> CustomRules.Rule {
      { g, primals, outputs, seeds in
        let size =
          zip(primals + outputs, primalAxes + outputAxes).lazy
          .compactMap { id, axis in axis.map { g.shape(of: id)[$0] } }.first ?? 1
        let onePrimal = zip(primals, primalAxes).map { example($0, $1, g) }
        let oneOutput = zip(outputs, outputAxes).map { example($0, $1, g) }
        let oneSeed = zip(seeds, seedAxes).map { seed, axis in seed.map { example($0, axis, g) } }
        let results = try rule(g, onePrimal, oneOutput, oneSeed)
        let present = zip(seeds, seedAxes).compactMap { seed, axis in seed.map { ($0, axis) } }
        let batched = try g.batch(
          outputs: results.compactMap { $0 },
          inputs: onePrimal + oneOutput + oneSeed.compactMap { $0 },
          values: primals + outputs + present.map(\.0),
          axes: primalAxes + outputAxes + present.map(\.1))
        var next = batched.makeIterator()
        return try zip(results, resultAxes).map { result, wanted in
          guard result != nil, let (id, axis) = next.next() else { return nil }
          guard let wanted else {
            // A shared primal gets the sum over the examples.
            return try axis.map { try g.reduceSum(id, axes: [$0]) } ?? id
          }
          return try g.moveAxis(g.batchedToFront(id, axis, size: size), from: 0, to: wanted)
        }
      }
    }
    return CustomRules(
      name: rules.name,
      seesOwnResults: rules.seesOwnResults,
      graphJVP: rules.jvp.map { lifted($0, seedAxes: primalAxes, resultAxes: outputAxes) },
      graphVJP: rules.vjp.map { lifted($0, seedAxes: outputAxes, resultAxes: primalAxes) })
  }
}

extension Graph {
  /// Adds `outputs`, which were computed from `primals`, with derivatives by `rules` alone.
  package func custom(
    _ rules: CustomRules, primals: [NodeID], outputs: [NodeID]
  ) throws -> [NodeID] {
    try applyMulti(CustomCall(rules, primalCount: primals.count), primals + outputs)
  }
}
