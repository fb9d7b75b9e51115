import Arrays
import BigInt
import Records

/// Makes values from what `ValueWriter` archived.
package struct ValueReader {
  /// The bytes are damaged, or name a global that is not there.
  package struct Unreadable: Error {}

  private var input: ByteReader
  private let interpreter: Interpreter
  private var made: [Value] = []

  package init(_ bytes: [UInt8], _ interpreter: Interpreter) {
    input = ByteReader(bytes)
    self.interpreter = interpreter
  }

  private func required<T>(_ value: T?) throws -> T {
    guard let value else { throw Unreadable() }
    return value
  }

  /// The next value; objects refer to those read before.
  package mutating func value() throws -> Value {
    guard let tag = ValueWriter.Tag(rawValue: try required(input.byte())) else {
      throw Unreadable()
    }
    switch tag {
    case .none: return .none
    case .true: return .true
    case .false: return .false
    case .unbound: return .unbound
    case .int: return .int(try required(input.integer()))
    case .float: return .float(try required(input.double()))
    case .string: return .string(try required(input.text()))
    case .reference:
      let number = try required(input.integer())
      guard made.indices.contains(number) else { throw Unreadable() }
      return made[number]
    case .tuple: return try tuple()
    case .list: return try list()
    case .dict: return try dict()
    case .set, .frozenSet: return try set(isFrozen: tag == .frozenSet)
    case .bigInt:
      return .integer(try required(BigInt(try required(input.text()))))
    case .complex:
      let real = try required(input.double())
      return .complex(real, try required(input.double()))
    case .range:
      let start = try required(input.integer())
      let stop = try required(input.integer())
      return .object(
        RangeObject(start: start, stop: stop, step: try required(input.integer())))
    case .slice:
      let start = try value()
      let stop = try value()
      return .object(SliceObject(start, stop, try value()))
    case .array, .scalar: return try array(isScalar: tag == .scalar)
    case .dtype:
      return .object(DTypeObject(try required(DType(rawValue: try required(input.byte())))))
    case .stream:
      var words: [UInt64] = []
      for _ in 0..<(try required(input.count())) {
        words.append(UInt64(UInt(bitPattern: try required(input.integer()))))
      }
      let stream = RandomStreamObject(try required(NumPyStream.restored(words)))
      made.append(.object(stream))
      return .object(stream)
    case .module:
      return .object(try required(interpreter.modules.module(try required(input.text()))))
    case .singleton:
      return try required(input.text()) == "Ellipsis"
        ? .object(interpreter.ellipsis) : .object(interpreter.notImplemented)
    case .global:
      let name = try required(input.text())
      guard let slot = interpreter.globals.existingSlot(of: Name(name)),
        interpreter.globals.isAssigned(slot)
      else { throw Unreadable() }
      return interpreter.globals[slot]
    case .instance: return try instance()
    case .builtin, .type: return try library(tag)
    case .function, .variable, .made, .boundMethod: throw Unreadable()
    }
  }

  private mutating func values() throws -> [Value] {
    let count = try required(input.count())
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try value()) }
    return values
  }

  private mutating func tuple() throws -> Value {
    let place = made.count
    made.append(.none)
    let result = Value.tuple(try values())
    made[place] = result
    return result
  }

  private mutating func list() throws -> Value {
    let list = ListObject([])
    made.append(.list(list))
    list.elements = try values()
    return .list(list)
  }

  private mutating func dict() throws -> Value {
    let dict = DictObject()
    made.append(.dict(dict))
    for _ in 0..<(try required(input.count())) {
      let key = try value()
      try dict.set(key, to: try value(), in: interpreter)
    }
    return .dict(dict)
  }

  private mutating func set(isFrozen: Bool) throws -> Value {
    let set = SetObject(isFrozen: isFrozen)
    made.append(.object(set))
    for element in try values() { try set.insert(element, in: interpreter) }
    return .object(set)
  }

  private mutating func instance() throws -> Value {
    let place = made.count
    made.append(.none)
    guard case .object(let object) = try value(), let type = object as? TypeObject else {
      throw Unreadable()
    }
    let instance = InstanceObject(type)
    made[place] = .object(instance)
    for _ in 0..<(try required(input.count())) {
      let name = try required(input.text())
      instance.fields[Name(name)] = try value()
    }
    return .object(instance)
  }

  private mutating func array(isScalar: Bool) throws -> Value {
    let flavor = try required(ArrayObject.Flavor(rawValue: try required(input.byte())))
    let flags = try required(input.byte())
    let dtype = try required(DType(rawValue: try required(input.byte())))
    var shape: [Int] = []
    for _ in 0..<(try required(input.count())) { shape.append(try required(input.integer())) }
    let bytes = try required(input.blob())
    guard shape.reduce(1, *) * dtype.itemSize == bytes.count else { throw Unreadable() }
    let array = ArrayObject(
      NDArray(bytes: bytes, dtype: dtype, shape: shape), flavor, weak: flags & 1 != 0)
    array.isReadOnly = flags & 2 != 0
    if !isScalar { made.append(.object(array)) }
    return .object(array)
  }

  /// A function or class of a module, by its dotted name.
  private mutating func library(_ tag: ValueWriter.Tag) throws -> Value {
    let text = try required(input.text())
    guard let dot = text.lastIndex(of: ".") else { throw Unreadable() }
    let owner = String(text[..<dot])
    let name = Name(String(text[text.index(after: dot)...]))
    if let member = interpreter.modules.module(owner)?.attribute(name, in: interpreter) {
      return member
    }
    if owner.isEmpty || owner == "builtins" {
      return .object(interpreter.types.builtin(named: name.text))
    }
    throw Unreadable()
  }
}
