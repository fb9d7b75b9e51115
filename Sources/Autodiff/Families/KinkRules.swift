import Arrays

extension Graph {
  /// Weight of `x` in the derivative of an extremum `z` of `x` and `y`: 1, or one half where they
  /// tie.
  func balancedEqual(_ x: NodeID, _ z: NodeID, _ y: NodeID) throws -> NodeID {
    let one = scalar(1, like: z)
    let half = scalar(0.5, like: z)
    return try select(equal(x, z), select(equal(x, y), half, one), scalar(0, like: z))
  }

  /// `x` with 1 in the place of 0, so that a logarithm or a division stays finite.
  func replacingZeros(_ x: NodeID) throws -> NodeID {
    try select(equal(x, scalar(0, like: x)), scalar(1, like: x), x)
  }

  /// `x - z`, but 0 where they are equal: also where both are the same infinity.
  func differenceOrZero(_ x: NodeID, _ z: NodeID) throws -> NodeID {
    try select(equal(x, z), scalar(0, like: z), subtract(x, z))
  }

  /// `y^(x-1) exp(-y) / Γ(x)`, the density whose integral the incomplete gamma functions are.
  func gammaDensity(_ x: NodeID, _ y: NodeID) throws -> NodeID {
    let logarithm = try multiply(subtract(x, scalar(1, like: x)), log(y))
    return try exp(subtract(subtract(logarithm, y), gammaln(x)))
  }
}
