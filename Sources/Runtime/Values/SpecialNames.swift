package import Syntax

/// Names the interpreter itself looks up, interned once.
package enum SpecialNames {
  package static let `init`: Name = "__init__"
  package static let new: Name = "__new__"
  package static let dict: Name = "__dict__"
  package static let `class`: Name = "__class__"
  package static let name: Name = "__name__"
  package static let repr: Name = "__repr__"
  package static let str: Name = "__str__"
  package static let format: Name = "__format__"
  package static let bool: Name = "__bool__"
  package static let len: Name = "__len__"
  package static let hash: Name = "__hash__"
  package static let getItem: Name = "__getitem__"
  package static let setItem: Name = "__setitem__"
  package static let delItem: Name = "__delitem__"
  package static let contains: Name = "__contains__"
  package static let iter: Name = "__iter__"
  package static let next: Name = "__next__"
  package static let reversed: Name = "__reversed__"
  package static let call: Name = "__call__"
  package static let index: Name = "__index__"
  package static let int: Name = "__int__"
  package static let float: Name = "__float__"
  package static let complex: Name = "__complex__"
  package static let round: Name = "__round__"
  package static let abs: Name = "__abs__"
  package static let trunc: Name = "__trunc__"
  package static let floor: Name = "__floor__"
  package static let ceil: Name = "__ceil__"
  package static let divmod: Name = "__divmod__"
  package static let reflectedDivmod: Name = "__rdivmod__"
  package static let missing: Name = "__missing__"
  package static let getAttribute: Name = "__getattr__"
  package static let setAttribute: Name = "__setattr__"
  package static let delAttribute: Name = "__delattr__"
  package static let get: Name = "__get__"
  package static let set: Name = "__set__"
  package static let setName: Name = "__set_name__"
  package static let initSubclass: Name = "__init_subclass__"
  package static let classGetItem: Name = "__class_getitem__"
  package static let enter: Name = "__enter__"
  package static let exit: Name = "__exit__"
  package static let doc: Name = "__doc__"
  package static let lengthHint: Name = "__length_hint__"
  package static let dir: Name = "__dir__"
  package static let postInit: Name = "__post_init__"
  package static let equal: Name = "__eq__"
  package static let notEqual: Name = "__ne__"
  package static let less: Name = "__lt__"
  package static let lessEqual: Name = "__le__"
  package static let greater: Name = "__gt__"
  package static let greaterEqual: Name = "__ge__"
  package static let positive: Name = "__pos__"
  package static let negative: Name = "__neg__"
  package static let invert: Name = "__invert__"
  package static let module: Name = "__module__"
  package static let qualifiedName: Name = "__qualname__"
  package static let slots: Name = "__slots__"
  package static let annotations: Name = "__annotations__"
  package static let abstractMethod: Name = "__isabstractmethod__"

  private static let stems = [
    "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or", "xor",
    "lshift", "rshift",
  ]
  private static let plain = stems.map { Name("__\($0)__") }
  private static let reflected = stems.map { Name("__r\($0)__") }
  private static let inPlaceNames = stems.map { Name("__i\($0)__") }

  private static let operators: Set<Name> = Set(
    plain + reflected + inPlaceNames + [
      len, getItem, contains, iter, equal, notEqual, less, lessEqual, greater, greaterEqual, hash,
      bool, negative, positive, invert, call, index, float, reversed, repr, str, format,
    ])

  /// Whether a method of this name changes what an operator or a protocol does with an instance.
  static func isOperator(_ name: Name) -> Bool { operators.contains(name) }

  private static func position(_ operation: BinaryOperator) -> Int {
    switch operation {
    case .add: 0
    case .subtract: 1
    case .multiply: 2
    case .divide: 3
    case .floorDivide: 4
    case .modulo: 5
    case .power: 6
    case .matmul: 7
    case .bitAnd: 8
    case .bitOr: 9
    case .bitXor: 10
    case .shiftLeft: 11
    case .shiftRight: 12
    }
  }

  /// `__add__` or, reflected, `__radd__`.
  package static func binary(_ operation: BinaryOperator, reflected isReflected: Bool) -> Name {
    isReflected ? reflected[position(operation)] : plain[position(operation)]
  }

  /// `__iadd__`.
  package static func inPlace(_ operation: BinaryOperator) -> Name {
    inPlaceNames[position(operation)]
  }

  /// `__lt__` and its like; nil for `in`, `is` and their negations.
  package static func comparison(_ operation: ComparisonOperator) -> Name? {
    switch operation {
    case .equal: equal
    case .notEqual: notEqual
    case .less: less
    case .lessEqual: lessEqual
    case .greater: greater
    case .greaterEqual: greaterEqual
    case .in, .notIn, .is, .isNot: nil
    }
  }
}
