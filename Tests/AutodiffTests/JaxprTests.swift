import Arrays
import Autodiff
import Testing

/// Texts recorded from `jax.make_jaxpr` of JAX 0.10.2.
@Suite struct JaxprTests {
  private func text(
    _ shapes: [[Int]], _ build: (Graph, [NodeID]) throws -> [NodeID]
  ) throws -> String {
    let g = Graph()
    g.dialect = .jax
    let inputs = shapes.map { g.placeholder(AbstractValue($0, .float32)) }
    return g.jaxpr(inputs: inputs, outputs: try build(g, inputs))
  }

  @Test func `one equation stands on one line`() throws {
    #expect(
      try text([[]]) { [try $0.sin($1[0])] } == "{ lambda ; a:f32[]. let b:f32[] = sin a in (b,) }")
    #expect(
      try text([[]]) { [try $0.integerPower($1[0], 2)] }
        == "{ lambda ; a:f32[]. let b:f32[] = integer_pow[y=2] a in (b,) }")
    #expect(try text([[]]) { $1 } == "{ lambda ; a:f32[]. let  in (a,) }")
    #expect(
      try text([[]]) { [try $0.sin($0.cos($1[0]))] }
        == "{ lambda ; a:f32[]. let b:f32[] = cos a; c:f32[] = sin b in (c,) }")
  }

  @Test func `long programs and parameters are broken`() throws {
    let sum = try text([[3]]) { g, x in
      let three = g.constant(3.0, .float32)
      return [try g.add(g.multiply(g.sin(x[0]), three), x[0])]
    }
    #expect(
      sum == """
        { lambda ; a:f32[3]. let
            b:f32[3] = sin a
            c:f32[3] = mul b 3.0:f32[]
            d:f32[3] = add c a
          in (d,) }
        """)
    #expect(
      try text([[3]]) { [try $0.dot($1[0], $1[0])] } == """
        { lambda ; a:f32[3]. let
            b:f32[] = dot_general[
              dimension_numbers=(([0], [0]), ([], []))
              preferred_element_type=float32
            ] a a
          in (b,) }
        """)
    #expect(
      try text([[2, 3]]) { [try $0.transpose($0.reshape($1[0], [3, 2]))] } == """
        { lambda ; a:f32[2,3]. let
            b:f32[3,2] = reshape[dimensions=None new_sizes=(3, 2) sharding=None] a
            c:f32[2,3] = transpose[permutation=(1, 0)] b
          in (c,) }
        """)
    #expect(
      try text([[3]]) { [try $0.slice($1[0], axis: 0, start: 1, count: 2)] } == """
        { lambda ; a:f32[3]. let
            b:f32[2] = slice[limit_indices=(3,) start_indices=(1,) strides=None] a
          in (b,) }
        """)
  }

  @Test func `arrays from outside become constants before the inputs`() throws {
    let result = try text([[3]]) { g, x in
      [try g.add(x[0], g.constant(NDArray([0.0, 1, 2], dtype: .float32)))]
    }
    #expect(result == "{ lambda a:f32[3]; b:f32[3]. let c:f32[3] = add b a in (c,) }")
  }

  @Test func `bodies of loops are shown in place`() throws {
    let number = AbstractValue([], .float32)
    let test = try ClosedGraph.make([number]) { g, p in
      [try g.less(p[0], g.constant(10.0, .float32))]
    }
    let body = try ClosedGraph.make([number]) { g, p in
      [try g.multiply(p[0], g.constant(2.0, .float32))]
    }
    #expect(
      try text([[]]) { try $0.whileLoop(condition: test, body: body, carry: $1) } == """
        { lambda ; a:f32[]. let
            b:f32[] = while[
              body_jaxpr={ lambda ; c:f32[]. let d:f32[] = mul c 2.0:f32[] in (d,) }
              body_nconsts=0
              cond_jaxpr={ lambda ; e:f32[]. let f:bool[] = lt e 10.0:f32[] in (f,) }
              cond_nconsts=0
            ] a
          in (b,) }
        """)
  }

  @Test func `the twenty-seventh name is ba`() throws {
    let result = try text([[]]) { g, x in
      var y = x[0]
      for _ in 0..<27 { y = try g.sin(y) }
      return [y]
    }
    #expect(result.contains("    ba:f32[] = sin z\n    bb:f32[] = sin ba\n"))
  }
}
