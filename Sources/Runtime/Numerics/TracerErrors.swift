import Arrays

/// JAX's messages where a value is needed of which only the description is known.
enum TracerErrors {
  static func described(_ array: ArrayObject) -> String {
    "traced array with shape \(ShapeText.abstract(array.shape, array.dtype))"
  }

  private static func link(_ name: String) -> String {
    "See https://docs.jax.dev/en/latest/errors.html#jax.errors.\(name)"
  }

  static func boolean(_ array: ArrayObject) -> Raised {
    Raised(
      .tracerBoolConversionError,
      "Attempted boolean conversion of \(described(array)).\n\(link("TracerBoolConversionError"))",
      hint: "use jax.lax.cond or jnp.where, or mark the argument as static")
  }

  static func concrete(_ array: ArrayObject, _ function: String) -> Raised {
    Raised(
      .concretizationTypeError,
      "Abstract tracer value encountered where concrete value is expected: \(described(array))\nThe problem arose with the `\(function)` function. If trying to convert the data type of a value, try using `x.astype(\(function))` or `jnp.array(x, \(function))` instead.\n\n\(link("ConcretizationTypeError"))"
    )
  }

  /// - Parameter because: the sentence that says where the value was needed.
  static func concrete(_ array: ArrayObject, because reason: String) -> Raised {
    Raised(
      .concretizationTypeError,
      "Abstract tracer value encountered where concrete value is expected: \(described(array))\n\(reason)\n\n\(link("ConcretizationTypeError"))"
    )
  }

  static func integer(_ array: ArrayObject) -> Raised {
    Raised(
      .tracerIntegerConversionError,
      "The __index__() method was called on \(described(array))\n\(link("TracerIntegerConversionError"))"
    )
  }

  static func elements(_ array: ArrayObject) -> Raised {
    Raised(
      .tracerArrayConversionError,
      "The numpy.ndarray conversion method __array__() was called on \(described(array))\n\(link("TracerArrayConversionError"))"
    )
  }

  static func booleanIndex(_ array: NDArrayDescription) -> Raised {
    Raised(
      .nonConcreteBooleanIndexError,
      "Array boolean indices must be concrete; got bool[\(array.shape.map(String.init).joined(separator: ","))]\n\n\(link("NonConcreteBooleanIndexError"))"
    )
  }
}

/// Shape and dtype of an array, for messages.
struct NDArrayDescription {
  let shape: [Int]
  let dtype: DType
}
