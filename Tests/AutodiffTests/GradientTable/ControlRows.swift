import Arrays
import Autodiff

enum ControlRows {
  static func row(
    _ primitive: String, _ note: String, _ shapes: [[Int]],
    _ domain: ClosedRange<Double> = 0.5...1.5, order: Int = 2, isBatchable: Bool = true,
    _ build: @escaping GradientRow.Build
  ) -> GradientRow {
    GradientRow(
      primitive, note, shapes: [shapes], domains: [domain], order: order,
      isBatchable: isBatchable, build: build)
  }

  static func described(_ g: Graph, _ x: NodeID) -> AbstractValue { g.abstractValue(of: x) }

  static let vector = AbstractValue([2], .float64)
  static let number = AbstractValue([], .float64)

  /// Constant `a`, carry `c`, slice `x`: next `sin(c) * a + x`, out `c * x`.
  static func step() throws -> ClosedGraph {
    try .make([vector, vector, vector]) { g, p in
      [try g.add(g.multiply(g.sin(p[1]), p[0]), p[2]), try g.multiply(p[1], p[2])]
    }
  }

  static func loop(_ g: Graph, _ x: [NodeID]) throws -> [NodeID] {
    // Doubles c * a until it passes 10.
    let test = try ClosedGraph.make([number, number]) { g, p in
      [try g.less(p[1], g.constant(10.0))]
    }
    let body = try ClosedGraph.make([number, number]) { g, p in
      [try g.multiply(g.multiply(p[1], g.constant(2.0)), g.sqrt(p[0]))]
    }
    return try g.whileLoop(condition: test, body: body, constants: [x[0]], carry: [x[1]])
  }

  static let all: [GradientRow] = [
    row("Conditional", "", [[2], [2]]) { g, x in
      let branches = try [
        ClosedGraph.make([vector, vector]) { g, p in [try g.multiply(p[0], p[1])] },
        ClosedGraph.make([vector, vector]) { g, p in [try g.sin(g.multiply(p[0], p[1]))] },
      ]
      let test = try g.greater(g.reduceSum(x[0], axes: [0]), g.constant(0.0))
      return try g.conditional(g.convert(test, to: .int32), branches, x)
    },
    row("Scan", "", [[2], [2], [3, 2]]) { g, x in
      try g.scan(step(), constants: [x[0]], carry: [x[1]], stacked: [x[2]], length: 3)
    },
    row("Scan", "backwards", [[2], [2], [3, 2]]) { g, x in
      try g.scan(
        step(), constants: [x[0]], carry: [x[1]], stacked: [x[2]], length: 3, reverse: true)
    },
    row("While", "", [[], []], order: 1) { try loop($0, $1) },
    row("WhileTranspose", "", [[], []], order: 1, isBatchable: false) { g, x in try loop(g, x) },
    row("Tuple", "", [[2], [2]]) { try $0.applyMulti(Tuple(), [$0.sin($1[0]), $0.square($1[1])]) },
    row("Project", "", [[2], [2]]) { [try $0.applyMulti(Tuple(), $1)[1]] },
    row("CustomCall", "forward rule", [[3]]) { g, x in
      let rules = CustomRules(
        name: "f",
        jvp: { primals, _, tangents in
          [try tangents[0].map { try g.multiply($0, g.cos(primals[0])) }]
        })
      return try g.custom(rules, primals: x, outputs: [g.sin(x[0])])
    },
    row("CustomCall", "reverse rule", [[3], [3]]) { g, x in
      let rules = CustomRules(
        name: "f",
        vjp: { primals, _, cotangents in
          [
            try cotangents[0].map { try g.multiply($0, primals[1]) },
            try cotangents[0].map { try g.multiply($0, primals[0]) },
          ]
        })
      return try g.custom(rules, primals: x, outputs: [g.multiply(x[0], x[1])])
    },
    row("NamedCall", "", [[2], [2]]) { g, x in
      let body = try ClosedGraph.make([vector, vector]) { g, p in
        [try g.sin(g.multiply(p[0], p[1]))]
      }
      return try g.applyMulti(NamedCall("f", body), x)
    },
    row("AxisReduce", "an axis of one", [[2]]) { g, x in
      [try g.apply(AxisReduce(.sum, axis: -1, size: 1), x)]
    },
    row("CallbackCall", "an effect beside", [[2]]) { g, x in
      let callback = Callback("shown", results: [AbstractValue([], .bool)], hasEffects: true) {
        _ in [NDArray(scalar: .bool(true), dtype: .bool)]
      }
      _ = try g.applyMulti(CallbackCall(callback), x)
      return [try g.sin(x[0])]
    },
    row("RandomDraw", "a factor", [[2]]) { g, x in
      let words = g.constant(NDArray([0, 1], shape: [2], dtype: .uint32))
      let draw = try g.apply(
        RandomDraw("uniform", shape: [2], dtype: .float64) { key, _ in
          try JAXRandom.uniform(
            key, [2], .float64, minimum: NDArray(scalar: .float(1), dtype: .float64),
            maximum: NDArray(scalar: .float(2), dtype: .float64))
        }, words)
      return [try g.multiply(x[0], draw)]
    },
    row("Placeholder", "substituted", [[2]]) { g, x in
      let p = g.placeholder(vector)
      return try g.substitute(outputs: [g.sin(p)], inputs: [p], by: x)
    },
  ]
}
