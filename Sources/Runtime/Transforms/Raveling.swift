import Arrays

/// Trees of arrays as one flat array and back: `autograd.misc.flatten`, `jax.flatten_util.ravel_pytree`.
enum Raveling {
  /// A tree's elements in one array of one axis, and what puts such an array back into the tree.
  static func ravelHIPS(_ tree: Value, _ interpreter: Interpreter) throws
    -> (flat: Value, unflatten: (Value) throws -> Value)
  {
    // Elements follow the sorted keys; the dicts that come back keep their own order.
    let leaves = try interpreter.flatten(tree).leaves
    let structure = try interpreter.flatten(tree, sortsKeys: false).structure
    let places = try interpreter.flatten(
      interpreter.unflatten(structure, leaves.indices.map { .int($0) })
    ).leaves.map { try interpreter.requireIndex($0) }
    let arrays = try leaves.map { try interpreter.array(of: $0, .numpy) }
    let shapes = arrays.map(\.shape)
    let flat: ArrayObject
    if arrays.isEmpty {
      flat = ArrayObject(NDArray.zeros([0]), .array)
    } else {
      let lines = try arrays.map { array -> ArrayObject in
        let floating =
          array.dtype.isInexact ? array : try interpreter.converted(array, .float64, .numpy)
        return try interpreter.reshape(floating, [array.count], .numpy)
      }
      flat = try interpreter.concatenate(lines, axis: 0, .numpy)
    }
    return (
      .object(flat),
      { value in
        let parts =
          try unravel(
            value, shapes, arrays.map(\.dtype), .list(places.map { _ in .leaf }), .numpy,
            interpreter
          ).sequence ?? []
        var ordered = parts
        for (place, part) in zip(places, parts) { ordered[place] = part }
        return try interpreter.unflatten(structure, ordered)
      }
    )
  }

  private static func unravel(
    _ value: Value, _ shapes: [[Int]], _ dtypes: [DType], _ structure: TreeStructure,
    _ facade: Facade, _ interpreter: Interpreter
  ) throws -> Value {
    let flat = try interpreter.array(of: value, facade)
    var start = 0
    let leaves = try zip(shapes, dtypes).map { shape, dtype -> Value in
      let count = shape.reduce(1, *)
      let part = try interpreter.item(
        flat, [.slice(start: start, stop: start + count, step: 1)])
      start += count
      var leaf = try interpreter.reshape(part, shape, facade)
      if facade == .jax, leaf.dtype != dtype { leaf = try interpreter.astype(leaf, dtype, .jax) }
      return .object(leaf)
    }
    return try interpreter.unflatten(structure, leaves)
  }

  static var hips: BuiltinFunction {
    .unary("flatten(value, /)", "The tree's elements in one array, and what puts them back.") {
      interpreter, tree in
      let (flat, unflatten) = try ravelHIPS(tree, interpreter)
      return .tuple([
        flat,
        .object(
          BuiltinFunction.unary("unflatten(value, /)", "The tree around a flat array.") {
            _, value in try unflatten(value)
          }),
      ])
    }
  }

  static var hipsFunction: BuiltinFunction {
    .binary("flatten_func(func, example, /)", "A function of flat arrays.") {
      interpreter, function, example in
      let (flat, unflatten) = try ravelHIPS(example, interpreter)
      let wrapped = BuiltinFunction.raw("flattened(x, *args)", "The function of a flat array.") {
        interpreter, call in
        var call = call
        guard let first = call.positional.first else {
          throw Raised(.typeError, "the flattened function needs an argument")
        }
        call.positional[0] = try unflatten(first)
        return try ravelHIPS(interpreter.call(function, call), interpreter).flat
      }
      let back = BuiltinFunction.unary("unflatten(value, /)", "The tree around a flat array.") {
        _, value in try unflatten(value)
      }
      return .tuple([.object(wrapped), .object(back), flat])
    }
  }

  static var jax: BuiltinFunction {
    .unary("ravel_pytree(pytree, /)", "The tree's elements in one array, and what puts them back.")
    {
      interpreter, tree in
      let (leaves, structure) = try interpreter.flatten(tree)
      let arrays = try leaves.map { try interpreter.array(of: $0, .jax) }
      let shapes = arrays.map(\.shape)
      let dtypes = arrays.map(\.dtype)
      let flat: ArrayObject
      if arrays.isEmpty {
        flat = ArrayObject(
          NDArray.zeros([0], dtype: interpreter.numerics.promotion.defaultFloat), .jax)
      } else {
        flat = try interpreter.concatenate(
          arrays.map { try interpreter.reshape($0, [$0.count], .jax) }, axis: 0, .jax)
      }
      let expected = flat.shape
      return .tuple([
        .object(flat),
        .object(
          BuiltinFunction.unary("unravel(flat, /)", "The tree around a flat array.") {
            interpreter, value in
            let given = try interpreter.array(of: value, .jax)
            guard given.shape == expected else {
              throw Raised(
                .valueError,
                "The unravel function expected an input of shape \(ShapeText.tuple(expected)) but got shape \(ShapeText.tuple(given.shape))."
              )
            }
            return try unravel(value, shapes, dtypes, structure, .jax, interpreter)
          }),
      ])
    }
  }
}
