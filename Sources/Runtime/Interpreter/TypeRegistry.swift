/// The builtin types of one interpreter.
///
/// Methods are attached by `Builtins/…` tables when a type is first looked at.
package final class TypeRegistry {
  package let object = TypeObject("object", base: nil)
  package let type: TypeObject
  package let noneType: TypeObject
  package let bool: TypeObject
  package let int: TypeObject
  package let float: TypeObject
  package let complex: TypeObject
  package let str: TypeObject
  package let tuple: TypeObject
  package let list: TypeObject
  package let dict: TypeObject
  package let set: TypeObject
  package let frozenset: TypeObject
  package let range: TypeObject
  package let slice: TypeObject
  package let function: TypeObject
  private var named: [String: TypeObject] = [:]
  private var exceptions: [ExceptionKind: TypeObject] = [:]

  package init() {
    type = TypeObject("type", base: object)
    noneType = TypeObject("NoneType", base: object)
    int = TypeObject("int", base: object)
    bool = TypeObject("bool", base: int)
    float = TypeObject("float", base: object)
    complex = TypeObject("complex", base: object)
    str = TypeObject("str", base: object)
    tuple = TypeObject("tuple", base: object)
    list = TypeObject("list", base: object)
    dict = TypeObject("dict", base: object)
    set = TypeObject("set", base: object)
    frozenset = TypeObject("frozenset", base: object)
    range = TypeObject("range", base: object)
    slice = TypeObject("slice", base: object)
    function = TypeObject("function", base: object)
  }

  /// A builtin type that only its name distinguishes, such as `list_iterator`; made on first use.
  package func builtin(named name: String) -> TypeObject {
    if let type = named[name] { return type }
    let type = TypeObject(name, base: object)
    named[name] = type
    return type
  }

  /// Registers a library type, such as `numpy.ndarray`, under a key of its own.
  package func register(_ key: String, _ make: () -> TypeObject) -> TypeObject {
    if let type = named[key] { return type }
    let type = make()
    named[key] = type
    return type
  }

  /// The class object of a builtin exception.
  package func exception(_ kind: ExceptionKind) -> TypeObject {
    if let type = exceptions[kind] { return type }
    let others: [TypeObject] = kind == .axisError ? [exception(.indexError)] : []
    let type = TypeObject(
      kind.rawValue, base: kind.base.map { exception($0) } ?? object, otherBases: others,
      exceptionKind: kind,
      constructor: nil)
    exceptions[kind] = type
    return type
  }
}
