/// The module namespace: names resolved to slots while compiling.
///
/// A slot that the script has not assigned holds the builtin of that name, if there is one, so that a load is one index.
///
/// Unsafe: `values` is initialised memory for `names.count` slots; the compiler only emits slots that exist. It moves when it
/// grows, so nobody keeps the pointer across a call.
package final class Globals {
  package private(set) var names: [Name] = []
  /// One a slot; `.unbound` where there is neither a variable nor a builtin.
  private(set) var values: UnsafeMutablePointer<Value>
  private var capacity = 256
  private var builtins: [Value] = []
  private var slots: [Name: Int] = [:]

  package init() {
    values = .allocate(capacity: capacity)
  }

  deinit {
    values.deinitialize(count: names.count)
    values.deallocate()
  }

  /// The slot of a name, made on first use; `builtin` is what the name means until it is assigned.
  package func slot(of name: Name, builtin: (Name) -> Value?) -> Int {
    if let slot = slots[name] { return slot }
    let slot = names.count
    if slot == capacity {
      let grown = UnsafeMutablePointer<Value>.allocate(capacity: capacity * 2)
      grown.moveInitialize(from: values, count: slot)
      values.deallocate()
      values = grown
      capacity *= 2
    }
    let initial = builtin(name) ?? .unbound
    (values + slot).initialize(to: initial)
    slots[name] = slot
    names.append(name)
    builtins.append(initial)
    return slot
  }

  package func existingSlot(of name: Name) -> Int? { slots[name] }

  package subscript(slot: Int) -> Value {
    get { values[slot] }
    set { values[slot] = newValue }
  }

  /// Back to the builtin; false where the script had not assigned it.
  func delete(_ slot: Int) -> Bool {
    guard isAssigned(slot) else { return false }
    values[slot] = builtins[slot]
    return true
  }

  /// Forgets what the script assigned.
  package func forget(_ slot: Int) { _ = delete(slot) }

  /// Whether the script itself gave the name a value other than the builtin of that name.
  package func isAssigned(_ slot: Int) -> Bool {
    if values[slot].isUnbound { return false }
    return !values[slot].isIdentical(to: builtins[slot])
  }

  /// The first name whose value is this object.
  package func name(of object: Object) -> Name? {
    names.indices.first { values[$0].object === object && isAssigned($0) }.map { names[$0] }
  }

  /// Names that have a value of the script's own, in order of first use.
  package var assigned: [(name: Name, value: Value)] {
    names.indices.filter { isAssigned($0) && !names[$0].text.hasPrefix("<") }.map {
      (names[$0], values[$0])
    }
  }
}
