/// The builtin types of one interpreter.
///
/// Methods are attached by `Builtins/…` tables when a type is first looked at.
package final class TypeRegistry {
  package let object: TypeObject
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
    let object = TypeObject(
      "object", base: nil, constructor: Constructors.object, loading: ObjectMethods.load)
    self.object = object
    func make(
      _ name: String, base: TypeObject? = nil,
      _ constructor: ((Interpreter, Arguments) throws -> Value)?,
      _ load: ((TypeObject) -> Void)? = nil
    ) -> TypeObject {
      TypeObject(name, base: base ?? object, constructor: constructor, loading: load)
    }
    type = make("type", Constructors.type)
    noneType = make("NoneType", nil)
    int = make("int", Constructors.int, IntMethods.load)
    bool = make("bool", base: int, Constructors.bool)
    float = make("float", Constructors.float, FloatMethods.load)
    complex = make("complex", Constructors.complex, ComplexMethods.load)
    str = make("str", Constructors.str, StringMethods.load)
    tuple = make("tuple", Constructors.tuple, TupleMethods.load)
    list = make("list", Constructors.list, ListMethods.load)
    dict = make("dict", Constructors.dict, DictMethods.load)
    set = make("set", Constructors.set, SetMethods.load)
    frozenset = make("frozenset", Constructors.frozenset, SetMethods.loadFrozen)
    range = make("range", Constructors.range, RangeMethods.load)
    slice = make("slice", Constructors.slice, RangeMethods.loadSlice)
    function = make("function", nil)
  }

  /// A builtin type that only its name distinguishes, such as `list_iterator`; made on first use.
  package func builtin(named name: String) -> TypeObject {
    register(name) {
      TypeObject(
        name, base: object, constructor: BuiltinTypes.constructor(name),
        loading: BuiltinTypes.loader(name))
    }
  }

  /// The type of an iterator, whose instances have `__next__`.
  func iterator(named name: String) -> TypeObject {
    register(name) { TypeObject(name, base: object, loading: BuiltinTypes.loadIterator) }
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
    let base: TypeObject
    if let parent = kind.base { base = exception(parent) } else { base = object }
    let load: ((TypeObject) -> Void)?
    if kind == .baseException { load = ExceptionMethods.load } else { load = nil }
    let type = TypeObject(
      kind.rawValue, base: base, otherBases: others, exceptionKind: kind, loading: load)
    exceptions[kind] = type
    return type
  }
}
