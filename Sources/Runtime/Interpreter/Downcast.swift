/// The object as a final class, or nil; one comparison instead of a dynamic cast.
///
/// Unsafe: the class pointer was just compared, and `Target` is final, so the cast is exact.
@inline(__always)
func downcast<Target: Object>(_ object: Object, to type: Target.Type) -> Target? {
  Swift.type(of: object) == type ? unsafeDowncast(object, to: type) : nil
}

/// The iterator in a register that `getIterator` filled.
///
/// Unsafe: `getIterator` stores nothing else, and no other instruction writes that register.
@inline(__always)
func unsafeIterator(_ object: Object) -> IteratorObject {
  unsafeDowncast(object, to: IteratorObject.self)
}
