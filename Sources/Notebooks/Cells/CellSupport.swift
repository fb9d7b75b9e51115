import Records
import Runtime
import Syntax

/// A cached value that was computed again and came out with other bits.
package struct CacheMismatch: Sendable {
  package var line: Int
  /// Node or output, such as `gradient: multiply`.
  package var what: String
  package var cached: String
  package var computed: String
}

/// Names of what a cell read besides names of the script.
struct CellInputs {
  /// NumPy's global stream; data files go by their names.
  static let stream = "numpy.random"

  var names: [String]

  init(names: [String]) { self.names = names }

  init?(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard let count = reader.count() else { return nil }
    names = []
    for _ in 0..<count {
      guard let name = reader.text() else { return nil }
      names.append(name)
    }
    guard reader.isAtEnd else { return nil }
  }

  var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.integer(names.count)
    for name in names { writer.text(name) }
    return writer.bytes
  }
}

extension ScriptMap.Entry {
  /// Whether executing it costs less than looking anything up.
  var isCheap: Bool {
    if isDefinition { return true }
    switch statement.kind {
    case .pass: return true
    case .expression(let value): return value.isLiteral
    case .assign(_, let value): return value.isLiteral
    default: return false
    }
  }
}

extension Expression {
  fileprivate var isLiteral: Bool {
    switch kind {
    case .integer, .float, .string, .none, .bool: true
    default: false
    }
  }
}

extension Value {
  /// Whether an archive cannot hold it and a statement must bind it again.
  var isDefinition: Bool {
    switch self {
    case .function: return true
    case .object(let object):
      if let type = object as? TypeObject { return type.isUserDefined }
      return object is ModuleObject || object is BuiltinFunction || object is TransformedFunction
        || object is VariableObject
    default: return false
    }
  }

  var isModule: Bool {
    if case .object(let object) = self { return object is ModuleObject }
    return false
  }

  /// Whether nothing can change it: numbers, texts, functions, modules, classes.
  var isSettled: Bool {
    switch self {
    case .none, .bool, .int, .float, .string, .function: true
    case .tuple(let tuple): tuple.elements.allSatisfy(\.isSettled)
    case .object(let object):
      object is ModuleObject || object is TypeObject || object is BuiltinFunction
        || object is TransformedFunction
    default: false
    }
  }
}
