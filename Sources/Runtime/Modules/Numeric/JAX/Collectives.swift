import Arrays
import Autodiff

/// Functions of `jax.lax` over the axes that `vmap` names.
enum Collectives {
  static var members: [(String, Value)] {
    let functions = [
      reduction("psum", .sum), reduction("pmean", .sum), reduction("pmax", .max),
      reduction("pmin", .min), axisIndex, axisSize,
    ]
    return functions.map { ($0.name, .object($0)) }
  }

  private static func axes(_ value: Value, _ function: String, _ interpreter: Interpreter) throws
    -> [(
      name: Value, serial: Int, size: Int, position: NodeHandle
    )]
  {
    try (value.sequence ?? [value]).map { name in
      for axis in interpreter.numerics.namedAxes.reversed()
      where try interpreter.areEqual(axis.name, name) { return axis }
      throw Raised(
        .nameError,
        "Found an unbound axis name: \(try interpreter.str(name)). To fix this, please call \(function) under `jax.shard_map`."
      )
    }
  }

  private static func reduction(_ name: String, _ kind: AxisReduce.Kind) -> BuiltinFunction {
    .bound(
      "\(name)(x, axis_name, *, axis_index_groups=None)",
      "A reduction over an axis that vmap names."
    ) { interpreter, arguments in
      let session = interpreter.numerics
      let axes = try axes(arguments[1], name, interpreter)
      let (leaves, structure) = try interpreter.flatten(arguments[0])
      let total = axes.reduce(1) { $0 * $1.size }
      let results = try leaves.map { leaf -> Value in
        if let (_, scalar) = leaf.number {
          // Python numbers stay what they are.
          switch (kind, name, scalar) {
          case (.sum, "psum", .int(let value)): return .int(value * total)
          case (.sum, "psum", .float(let value)): return .float(value * Double(total))
          default: return leaf
          }
        }
        let array = try interpreter.array(of: leaf, .jax)
        let reduced = try session.build1([array], .jax) { graph, ids in
          try axes.reduce(ids[0]) { id, axis in
            let reduction = AxisReduce(kind, axis: axis.serial, size: axis.size)
            return graph.isAbstract(id)
              ? try graph.apply(reduction, id)
              : kind == .sum
                ? try graph.multiply(
                  id, graph.full(Double(axis.size), graph.shape(of: id), graph.dtype(of: id)))
                : id
          }
        }
        guard name == "pmean" else { return .object(reduced) }
        return try interpreter.elementwise(
          ElementwiseTable.divide, [.object(reduced), .int(total)], .jax)
      }
      return try interpreter.unflatten(structure, results)
    }
  }

  private static var axisIndex: BuiltinFunction {
    .unary("axis_index(axis_name, /)", "The example's position along an axis that vmap names.") {
      interpreter, name in
      .object(
        try interpreter.numerics.wrap(axes(name, "axis_index", interpreter)[0].position.id, .jax))
    }
  }

  private static var axisSize: BuiltinFunction {
    .unary("axis_size(axis_name, /)", "The extent of an axis that vmap names.") {
      interpreter, name in
      .int(try axes(name, "axis_size", interpreter).reduce(1) { $0 * $1.size })
    }
  }
}
