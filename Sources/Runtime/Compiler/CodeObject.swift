import Diagnostics

/// A compiled function, lambda, comprehension, class body or cell.
///
/// Unsafe: owns the instruction, constant and cache memory that the machine reads without bounds checks. Every operand was made by
/// the compiler for exactly this code object, and every jump target is an index of one of its instructions.
package final class CodeObject {
  /// How arguments are laid out in the first registers: positional, `*args`, keyword-only, `**kwargs`, in declaration order.
  package struct Parameters {
    package var names: [Name] = []
    package var kinds: [ParameterKind] = []
    package var positionalOnlyCount = 0
    /// Positional-only and ordinary.
    package var positionalCount = 0
    package var variadicSlot: Int?
    package var keywordSlot: Int?
    /// Slots of keyword-only parameters.
    package var keywordOnlySlots: [Int] = []
    /// Positional parameters that have a default: the last so many.
    package var defaultCount = 0
    /// Keyword-only slots that have a default, in order.
    package var keywordDefaultSlots: [Int] = []
  }

  package enum ParameterKind {
    case positionalOnly, ordinary, variadic, keywordOnly, variadicKeyword
  }

  struct Handler {
    var start: Int
    var end: Int
    var target: Int
    var register: Int32
  }

  /// Instructions that run while the exception in a register is being handled.
  struct HandledRegion {
    var start: Int
    var end: Int
    var register: Int32
  }

  struct StatementEntry {
    var range: SourceRange
    /// Enclosing statement of the same frame, -1 at the top.
    var parent: Int32
  }

  struct MethodCache {
    var type: TypeObject?
    /// The module whose function is called, instead of a type.
    var module: ModuleObject?
    var version = 0
    var method = Value.unbound
  }

  package let name: String
  package let qualifiedName: String
  package let parameters: Parameters
  package let docstring: String?
  /// Module of agrun itself that the code belongs to; nil for the script.
  package let module: String?
  /// Not shown in tracebacks, not a place that values come from.
  var isLibrary: Bool { module != nil }
  package let isGenerator: Bool
  /// True where a call with exactly the positional count needs no binding.
  let isSimple: Bool
  let parameterCount: Int
  let registerCount: Int
  /// First of the registers that hold captured cells from outside.
  let freeBase: Int
  let freeCount: Int
  /// Names of local registers, for messages.
  let localNames: [String]
  let names: [Name]
  let nested: [CodeObject]
  let handlers: [Handler]
  /// In order of their ends, so that inner regions come first.
  let handledRegions: [HandledRegion]
  let ranges: [SourceRange]
  let statementOf: [Int32]
  let statements: [StatementEntry]
  let classAnnotations: [(name: String, annotation: String)]

  let instructions: UnsafeMutablePointer<Instruction>
  let instructionCount: Int
  let constants: UnsafeMutablePointer<Value>
  let constantCount: Int
  let caches: UnsafeMutablePointer<MethodCache>
  let cacheCount: Int

  init(_ builder: CodeBuilder) {
    name = builder.name
    qualifiedName = builder.qualifiedName
    parameters = builder.parameters
    docstring = builder.docstring
    module = builder.module
    isGenerator = builder.isGenerator
    parameterCount = builder.parameters.names.count
    isSimple =
      !builder.isGenerator && builder.parameters.variadicSlot == nil
      && builder.parameters.keywordSlot == nil && builder.parameters.keywordOnlySlots.isEmpty
    registerCount = Int(builder.maximumRegister)
    freeBase = builder.freeBase
    freeCount = builder.freeCount
    localNames = builder.localNames
    names = builder.names
    nested = builder.nested
    handlers = builder.handlers
    ranges = builder.module != nil ? [] : builder.ranges
    statementOf = builder.module != nil ? [] : builder.statementOf
    statements = builder.module != nil ? [] : builder.statements
    handledRegions = builder.handledRegions
    classAnnotations = builder.classAnnotations
    instructionCount = builder.instructions.count
    instructions = .allocate(capacity: max(instructionCount, 1))
    instructions.initialize(from: builder.instructions, count: instructionCount)
    constantCount = builder.constants.count
    constants = .allocate(capacity: max(constantCount, 1))
    constants.initialize(from: builder.constants, count: constantCount)
    cacheCount = builder.cacheCount
    caches = .allocate(capacity: max(cacheCount, 1))
    caches.initialize(repeating: MethodCache(), count: cacheCount)
  }

  deinit {
    instructions.deinitialize(count: instructionCount)
    instructions.deallocate()
    constants.deinitialize(count: constantCount)
    constants.deallocate()
    caches.deinitialize(count: cacheCount)
    caches.deallocate()
  }

  /// Where in the script the code begins; nil for code without instructions.
  package var sourceOffset: Int32? { ranges.first?.lower }

  /// Statements around an instruction, innermost first.
  func statements(at index: Int) -> [SourceRange] {
    var result: [SourceRange] = []
    guard statementOf.indices.contains(index) else { return result }
    var entry = statementOf[index]
    while entry >= 0 {
      result.append(statements[Int(entry)].range)
      entry = statements[Int(entry)].parent
    }
    return result
  }
}

/// A code object being built.
struct CodeBuilder {
  var name: String
  var qualifiedName: String
  var parameters = CodeObject.Parameters()
  var docstring: String?
  var module: String?
  var isGenerator = false
  var maximumRegister: Int32 = 0
  var freeBase = 0
  var freeCount = 0
  var localNames: [String] = []
  var names: [Name] = []
  var nested: [CodeObject] = []
  var handlers: [CodeObject.Handler] = []
  var handledRegions: [CodeObject.HandledRegion] = []
  var ranges: [SourceRange] = []
  var statementOf: [Int32] = []
  var statements: [CodeObject.StatementEntry] = []
  var classAnnotations: [(name: String, annotation: String)] = []
  var instructions: [Instruction] = []
  var constants: [Value] = []
  var cacheCount = 0

  init(name: String, qualifiedName: String) {
    self.name = name
    self.qualifiedName = qualifiedName
  }
}
