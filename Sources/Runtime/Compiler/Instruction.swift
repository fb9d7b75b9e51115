/// What one instruction does.
///
/// `a` is the destination register unless said otherwise; `b` and `c` are operands: a register
/// where ≥ 0, else the constant `-1 - operand`.
enum Opcode: UInt8 {
  // Moves. `slot`, `cell` are in b (loads) or a (stores).
  case move, loadGlobal, storeGlobal, deleteGlobal
  case loadCell, storeCell, deleteCell, makeCell, moveCell
  case loadClassName, storeClassName, deleteClassName
  /// Raises UnboundLocalError where register a is unbound.
  case checkLocal, deleteLocal
  /// Counts an execution of the statement with the expectation a.
  case visit
  // Arithmetic with fast paths; `extra` 1 means in place.
  case add, subtract, multiply, divide, floorDivide, modulo, power
  /// Any binary operator: `extra` bits 0–6 are its index, bit 7 means in place.
  case binary
  case negate, not, unary
  // Comparisons to a register.
  case equal, notEqual, less, lessEqual, greater, greaterEqual, compareOther
  // Jumps: target in a.
  case jump, loop, jumpIfTrue, jumpIfFalse
  /// Jumps where the comparison does *not* hold.
  case jumpUnlessEqual, jumpUnlessNotEqual, jumpUnlessLess, jumpUnlessLessEqual
  case jumpUnlessGreater, jumpUnlessGreaterEqual
  // Calls: a is the callee's register, arguments follow it; b is their count, c the register of the result.
  case call
  /// Receiver at a + 1, its name in `extra`-less constant operand of the next instruction word (`names` index in its a).
  case callMethod
  /// Keyword names: tuple constant in the next word's a; the last values belong to them.
  case callKeywords
  /// a callee, a + 1 list of positional values, a + 2 dict of keywords; c result.
  case callUnpacked
  case extensionWord
  // Displays: b first register, c count.
  case makeTuple, makeList, makeSet, makeDict, makeSlice, joinStrings
  /// Appends c values from register b to the list in a.
  case appendMany, extendList, addToSet, updateSet, updateDict, setDictItem, mergeKeywords
  case listToTuple
  /// a = format(b) with the spec in c; `extra` is the conversion (0 none, 1 str, 2 repr, 3 ascii).
  case formatValue
  // Attributes and items; name index in c or b.
  case getAttribute, setAttribute, deleteAttribute
  case getItem, setItem, deleteItem
  // Iteration.
  case getIterator
  /// a element, b iterator, c target at the end.
  case forNext
  /// Unpacks b into registers from a, c of them.
  case unpack
  /// As `unpack`, with the starred target at index `extra` of c targets.
  case unpackStarred
  // Functions and classes.
  case makeFunction, makeClass
  case returnValue, yieldValue, yieldFrom
  // Exceptions.
  case raise, raiseFrom, reraise, matchException, raiseAssertion
  case enterContext, exitContext, exitContextRaised
  // Modules.
  case importModule, importName, importStar
}

/// One step of the register machine.
struct Instruction {
  var opcode: Opcode
  var extra: UInt8
  var a: Int32
  var b: Int32
  var c: Int32

  init(_ opcode: Opcode, extra: UInt8 = 0, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0) {
    self.opcode = opcode
    self.extra = extra
    self.a = a
    self.b = b
    self.c = c
  }
}
