package import Diagnostics
package import Records
import Syntax

/// What the machine asks of the interpreter beyond the operations on values.
extension Interpreter {
  // MARK: Calls

  package func call(_ callee: Value, _ positional: [Value]) throws -> Value {
    try call(callee, Arguments(positional))
  }

  package func call(_ callee: Value, _ arguments: Arguments) throws -> Value {
    switch callee {
    case .function(let function): return try machine.call(function, arguments)
    case .object(let object) where object.isCallable: return try object.call(arguments, in: self)
    default: throw notCallable(callee)
    }
  }

  func notCallable(_ callee: Value) -> Raised {
    Raised(.typeError, "'\(typeName(of: callee))' object is not callable")
  }

  /// Writes what a script prints, with the statements it belongs to.
  package func write(_ text: String, numbers: [PrintedNumbers] = []) throws {
    writtenBytes += text.utf8.count
    guard writtenBytes <= limits.outputBytes else { throw RunInterruption.outputLimit }
    try output(OutputEvent(text: text, numbers: numbers, sites: machine.activeStatements))
  }

  /// Range of what is being executed, for records and messages.
  package var currentRange: SourceRange? { machine.currentRange }

  /// Statement being executed in the script, innermost first.
  package var activeStatements: [SourceRange] { machine.activeStatements }

  // MARK: Fast paths

  @inline(__always)
  func truth(_ value: UnsafeMutablePointer<Value>) throws -> Bool {
    switch value.pointee {
    case .bool(let flag): return flag
    case .int(let number): return number != 0
    case .none: return false
    default: return try isTruthy(value.pointee)
    }
  }

  func compareFast(
    _ operation: ComparisonOperator, _ left: UnsafeMutablePointer<Value>,
    _ right: UnsafeMutablePointer<Value>
  ) throws -> Value {
    if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
      switch operation {
      case .equal: return .bool(x == y)
      case .notEqual: return .bool(x != y)
      case .less: return .bool(x < y)
      case .lessEqual: return .bool(x <= y)
      case .greater: return .bool(x > y)
      case .greaterEqual: return .bool(x >= y)
      default: break
      }
    } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
      switch operation {
      case .equal: return .bool(x == y)
      case .notEqual: return .bool(x != y)
      case .less: return .bool(x < y)
      case .lessEqual: return .bool(x <= y)
      case .greater: return .bool(x > y)
      case .greaterEqual: return .bool(x >= y)
      default: break
      }
    }
    return try compare(operation, left.pointee, right.pointee)
  }

  func holds(
    _ operation: ComparisonOperator, _ left: UnsafeMutablePointer<Value>,
    _ right: UnsafeMutablePointer<Value>
  ) throws -> Bool {
    let result = try compareFast(operation, left, right)
    if case .bool(let flag) = result { return flag }
    return try isTruthy(result)
  }

  /// Mixed int and float arithmetic without further calls, then the general operation.
  func slowBinary(
    _ operation: BinaryOperator, _ left: Value, _ right: Value, inPlace isInPlace: Bool
  )
    throws -> Value
  {
    let exact = 1 << 53
    switch (left, right) {
    case (.int(let x), .float(let y)) where -exact...exact ~= x:
      if let result = floatArithmetic(operation, Double(x), y) { return result }
    case (.float(let x), .int(let y)) where -exact...exact ~= y:
      if let result = floatArithmetic(operation, x, Double(y)) { return result }
    case (.int(let x), .int(let y)) where operation == .divide && y != 0:
      if -exact...exact ~= x, -exact...exact ~= y { return .float(Double(x) / Double(y)) }
    case (.object, _), (_, .object):
      if let result = try quickArithmetic(operation, left, right) { return result }
    default: break
    }
    return isInPlace ? try inPlace(operation, left, right) : try binary(operation, left, right)
  }

  private func floatArithmetic(_ operation: BinaryOperator, _ x: Double, _ y: Double) -> Value? {
    switch operation {
    case .add: .float(x + y)
    case .subtract: .float(x - y)
    case .multiply: .float(x * y)
    case .divide where y != 0: .float(x / y)
    default: nil
    }
  }

  // MARK: Names

  func nameError(_ name: Name) -> Raised {
    let known = globals.assigned.map(\.name.text) + BuiltinTable.names
    let close = EditDistance.closest(to: name.text, in: known)
    return Raised(
      .nameError, "name '\(name)' is not defined", suggestion: close)
  }

  func unboundLocal(_ code: CodeObject, _ register: Int) -> Raised {
    Raised(
      .unboundLocalError,
      "cannot access local variable '\(code.localNames[register])' where it is not associated with a value"
    )
  }

  func unboundCell(_ code: CodeObject, _ register: Int) -> Raised {
    let name = code.localNames[register]
    if register >= code.freeBase {
      return Raised(
        .nameError,
        "cannot access free variable '\(name)' where it is not associated with a value in enclosing scope"
      )
    }
    return unboundLocal(code, register)
  }

  func classMember(_ name: Name, namespace: Value, globalSlot: Int) throws -> Value {
    if case .object(let object) = namespace, let namespace = object as? ClassNamespace,
      let value = namespace.attributes[name]
    {
      return value
    }
    let value = globals[globalSlot]
    if value.isUnbound { throw nameError(name) }
    return value
  }

  func setClassMember(_ name: Name, _ value: Value, namespace: Value) {
    guard case .object(let object) = namespace, let namespace = object as? ClassNamespace else {
      return
    }
    namespace.attributes[name] = value.isUnbound ? nil : value
  }

  // MARK: Displays and unpacking

  /// Joins the parts of an f-string; the numbers that were formatted travel with the text.
  func joinFormatted(_ first: UnsafeMutablePointer<Value>, _ count: Int) -> Value {
    var text = ""
    var numbers: [PrintedNumbers] = []
    for index in 0..<count {
      guard case .string(let part) = first[index] else { continue }
      if let partNumbers = part.numbers {
        let start = text.utf8.count
        for var entry in partNumbers {
          entry.textRange = entry.textRange.map { $0.lowerBound + start..<$0.upperBound + start }
          numbers.append(entry)
        }
      }
      text += part.text
    }
    return .string(StringObject(text, numbers: numbers.isEmpty ? nil : numbers))
  }

  func formatField(_ value: Value, _ spec: Value, conversion: UInt8) throws -> StringObject {
    let specText = spec.text ?? ""
    switch conversion {
    case 1: return try format(.string(try str(value)), specText)
    case 2: return try format(.string(try repr(value)), specText)
    case 3: return try format(.string(try ascii(value)), specText)
    default: return try format(value, specText)
    }
  }

  /// Elements after a `*`, in a display or in a call of `callee`.
  func collectStarred(_ value: Value, callee: Value) throws -> [Value] {
    do {
      return try collect(value)
    } catch let error as Raised {
      if case .builtin(.typeError, let message) = error.content, message.hasSuffix("not iterable") {
        let place = callee.isUnbound ? "Value" : "\(calleeName(callee)) argument"
        throw Raised(
          .typeError, "\(place) after * must be an iterable, not \(typeName(of: value))")
      }
      throw error
    }
  }

  func addToSet(_ set: Value, _ element: Value) throws {
    if case .object(let object) = set, let set = object as? SetObject {
      try set.insert(element, in: self)
    }
  }

  func updateDict(_ target: Value, from source: Value) throws {
    guard case .dict(let target) = target else { return }
    guard case .dict(let source) = source else {
      throw Raised(.typeError, "'\(typeName(of: source))' object is not a mapping")
    }
    for (key, value) in source.items { try target.set(key, to: value, in: self) }
  }

  /// Adds keyword arguments of a call: the one named, or all of a mapping.
  func mergeKeywords(_ target: Value, _ value: Value, name: Value?, callee: Value) throws {
    guard case .dict(let target) = target else { return }
    var items: [(key: Value, value: Value)] = []
    if let name {
      items = [(name, value)]
    } else {
      guard case .dict(let source) = value else {
        throw Raised(
          .typeError,
          "\(calleeName(callee)) argument after ** must be a mapping, not \(typeName(of: value))")
      }
      items = source.items
    }
    for (key, value) in items {
      guard let text = key.text else { throw Raised(.typeError, "keywords must be strings") }
      if try target.get(key, in: self) != nil {
        throw Raised(
          .typeError, "\(calleeName(callee)) got multiple values for keyword argument '\(text)'")
      }
      try target.set(key, to: value, in: self)
    }
  }

  private func calleeName(_ callee: Value) -> String {
    switch callee {
    case .function(let function): "__main__.\(function.code.qualifiedName)()"
    case .object(let object): (object as? BuiltinFunction).map { "\($0.name)()" } ?? "function"
    default: "function"
    }
  }

  func unpack(_ source: Value, count: Int) throws -> [Value] {
    let values: [Value]
    switch source {
    case .list(let list): values = list.elements
    case .tuple(let tuple): values = tuple.elements
    default:
      let iterator: IteratorObject
      do {
        iterator = try makeIterator(source)
      } catch let error as Raised where matches(error, .typeError) {
        throw Raised(.typeError, "cannot unpack non-iterable \(typeName(of: source)) object")
      }
      // One more than wanted is enough to know that there are too many.
      var collected: [Value] = []
      while collected.count <= count, let value = try iterator.next(in: self) {
        collected.append(value)
      }
      values = collected
    }
    if values.count > count {
      throw Raised(.valueError, "too many values to unpack (expected \(count))")
    }
    if values.count < count {
      throw Raised(
        .valueError, "not enough values to unpack (expected \(count), got \(values.count))")
    }
    return values
  }

  func unpackStarred(_ source: Value, count: Int, star: Int) throws -> [Value] {
    let values: [Value]
    do {
      values = try collect(source)
    } catch let error as Raised where matches(error, .typeError) {
      throw Raised(.typeError, "cannot unpack non-iterable \(typeName(of: source)) object")
    }
    guard values.count >= count - 1 else {
      throw Raised(
        .valueError,
        "not enough values to unpack (expected at least \(count - 1), got \(values.count))")
    }
    let after = count - star - 1
    let middle = Array(values[star..<(values.count - after)])
    return Array(values[..<star]) + [.list(middle)] + Array(values[(values.count - after)...])
  }

  // MARK: Exceptions

  func raisedFromScript(_ value: Value) throws -> Raised {
    if case .object(let object) = value {
      if let exception = object as? ExceptionObject { return Raised(exception) }
      if let type = object as? TypeObject, type.exceptionKind != nil {
        let instance = try call(value, [])
        if case .object(let object) = instance, let exception = object as? ExceptionObject {
          return Raised(exception)
        }
      }
    }
    return Raised(.typeError, "exceptions must derive from BaseException")
  }

  func raisedFromScript(_ value: Value, cause: Value) throws -> Raised {
    let raised = try raisedFromScript(value)
    guard case .object(let exception) = raised.content else { return raised }
    exception.suppressesContext = true
    if cause.isNone {
      exception.cause = .none
      return raised
    }
    guard case .object(let object) = cause,
      object is ExceptionObject || (object as? TypeObject)?.exceptionKind != nil
    else {
      throw Raised(.typeError, "exception causes must derive from BaseException")
    }
    if case .object(let causeObject) = try raisedFromScript(cause).content {
      exception.cause = .object(causeObject)
    }
    return raised
  }

  /// Whether an `except` clause takes the exception.
  func matchesHandler(_ exception: Value, _ handler: Value) throws -> Bool {
    guard case .object(let object) = exception, let exception = object as? ExceptionObject else {
      return false
    }
    if case .tuple(let types) = handler {
      return try types.elements.contains { try matchesHandler(.object(exception), $0) }
    }
    guard case .object(let object) = handler, let type = object as? TypeObject,
      type.exceptionKind != nil
    else {
      throw Raised(
        .typeError, "catching classes that do not inherit from BaseException is not allowed")
    }
    return exception.instanceType.isSubtype(of: type)
  }

  func assertionFailure(_ message: Value) throws -> Raised {
    if message.isUnbound { return Raised(.assertionError, "") }
    return Raised(ExceptionObject(types.exception(.assertionError), [message]))
  }

  func stopIteration(_ value: Value) -> ExceptionObject {
    ExceptionObject(types.exception(.stopIteration), value.isNone ? [] : [value])
  }

  /// Errors of the numeric layers become Python exceptions; anything else is our own bug and says so.
  package func raised(from error: any Error) -> Raised {
    if let raised = error as? Raised { return raised }
    return convertError(error) ?? Raised(.systemError, "internal error: \(error)")
  }

  // MARK: Context managers

  func enterContext(_ manager: Value) throws -> Value {
    guard let enter = try attributeIfPresent("__enter__", of: manager),
      try attributeIfPresent("__exit__", of: manager) != nil
    else {
      throw Raised(
        .typeError,
        "'\(typeName(of: manager))' object does not support the context manager protocol")
    }
    return try call(enter, [])
  }

  /// True where the manager swallows the exception.
  func exitContext(_ manager: Value, raised: Value) throws -> Bool {
    let exit = try attribute("__exit__", of: manager)
    guard case .object(let object) = raised, let exception = object as? ExceptionObject else {
      _ = try call(exit, [.none, .none, .none])
      return false
    }
    return try isTruthy(call(exit, [.object(exception.instanceType), raised, .none]))
  }

  // MARK: Modules

  func importModule(_ name: String, bindsTop: Bool) throws -> Value {
    var current = ""
    var top: ModuleObject?
    var last: ModuleObject?
    for part in name.split(separator: ".") {
      current = current.isEmpty ? String(part) : current + "." + part
      guard let module = modules.module(current) else {
        throw missingModule(current)
      }
      if top == nil { top = module }
      last = module
    }
    guard let module = bindsTop ? top : last else { throw missingModule(name) }
    return .object(module)
  }

  private func missingModule(_ name: String) -> Raised {
    let close = EditDistance.closest(to: name, in: ModuleCatalogue.names)
    let tops = ModuleCatalogue.names.filter { !$0.contains(".") }
    return Raised(
      .moduleNotFoundError, "No module named '\(name)'",
      hint: close.map { "did you mean '\($0)'?" }
        ?? "agrun has \(tops.joined(separator: ", "))")
  }

  func importName(_ name: Name, from module: Value) throws -> Value {
    guard case .object(let object) = module, let module = object as? ModuleObject else {
      return try attribute(name, of: module)
    }
    if let value = module.attribute(name, in: self) { return value }
    if let submodule = modules.module(module.name + "." + name.text) { return .object(submodule) }
    let close = EditDistance.closest(
      to: name.text, in: module.members(in: self).names.map(\.text))
    throw Raised(
      .importError, "cannot import name '\(name)' from '\(module.name)'",
      hint: "\(module.name).\(name) is not available in agrun"
        + (close.map { " (did you mean \(module.name).\($0)?)" } ?? ""))
  }

  func importStar(_ module: Value) throws {
    guard case .object(let object) = module, let module = object as? ModuleObject else { return }
    let members = module.members(in: self)
    for (name, value) in zip(members.names, members.values) where !name.text.hasPrefix("_") {
      let slot = globals.slot(of: name) { BuiltinTable.lookUp($0, in: self) }
      globals[slot] = value
    }
  }

  // MARK: Classes

  /// The classes named as bases of a `class` statement.
  func baseClasses(_ name: String, _ bases: [Value]) throws -> [TypeObject] {
    try bases.map { base in
      guard case .object(let object) = base, let type = object as? TypeObject else {
        throw Raised(
          .typeError, "\(name): a base class must be a class, not \(typeName(of: base))")
      }
      return type
    }
  }
}
