/// What a call passes, before it is bound to parameters.
package struct Arguments {
  package var positional: [Value]
  package var keywords: [(name: Name, value: Value)]

  package init(_ positional: [Value] = [], keywords: [(name: Name, value: Value)] = []) {
    self.positional = positional
    self.keywords = keywords
  }
}

/// Arguments bound to a builtin's signature: one slot a parameter, in the order of the signature.
///
/// A `*args` slot holds a tuple, a `**kwargs` slot a dict; parameters that were not passed hold their default.
package struct BoundArguments {
  /// Which parameters the caller passed, by slot.
  package struct PassedFlags {
    fileprivate let count: Int
    fileprivate let bits: UInt64

    package subscript(slot: Int) -> Bool {
      slot < count || (slot < 64 && bits & (1 << UInt64(slot)) != 0)
    }
  }

  package var values: [Value]
  /// Whether the caller passed the parameter; by slot.
  package let isPassed: PassedFlags
  package let signature: Signature

  init(values: [Value], passedCount: Int, passedBits: UInt64, signature: Signature) {
    self.values = values
    isPassed = PassedFlags(count: passedCount, bits: passedBits)
    self.signature = signature
  }

  package subscript(_ slot: Int) -> Value { values[slot] }

  /// Elements of the `*args` slot.
  package func variadic(_ slot: Int) -> [Value] {
    if case .tuple(let tuple) = values[slot] { return tuple.elements }
    return []
  }

  /// Entries of the `**kwargs` slot in the order of the call.
  package func keywords(_ slot: Int) -> [(name: Name, value: Value)] {
    guard case .dict(let dictionary) = values[slot] else { return [] }
    return dictionary.items.map { (Name($0.key.text ?? ""), $0.value) }
  }
}
