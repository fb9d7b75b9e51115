import Arrays
import Autodiff

/// Structured loops on frames that live as long as the loop: 0-d carries never become arrays.
enum Loops {
  /// As `While.run`.
  static func run(_ loop: While, _ inputs: [NDArray], _ executor: Executor) throws -> [NDArray] {
    var test = LoopBody(executor.plan(of: loop.condition))
    var step = LoopBody(executor.plan(of: loop.body))
    for (position, value) in inputs.enumerated() {
      test.set(position, value)
      step.set(position, value)
    }
    let start = loop.constantCount
    let carry = Array(0..<(inputs.count - start))
    if let (a, b) = test.tape, let (c, d) = step.tape,
      carry.allSatisfy({ step.isInline(output: $0) }), test.isInline(output: 0)
    {
      let moves = carry.map {
        ScalarTape.Move(
          from: step.plan.slot(ofOutput: $0), to: step.plan.slot(ofInput: start + $0),
          alsoTo: test.plan.slot(ofInput: start + $0))
      }
      ScalarTape.repeatWhile(a, b, result: test.plan.slot(ofOutput: 0), c, d, moves)
      return carry.map { step.input(start + $0) }
    }
    while try test.isTrue(executor) {
      try step.run(executor)
      step.feedBack(carry, at: start, alsoTo: &test)
    }
    return carry.map { step.input(start + $0) }
  }

  /// As `Scan.run`.
  static func run(_ scan: Scan, _ inputs: [NDArray], _ executor: Executor) throws -> [NDArray] {
    var step = LoopBody(executor.plan(of: scan.body))
    let start = scan.constantCount
    let carryEnd = start + scan.carryCount
    for position in 0..<carryEnd { step.set(position, inputs[position]) }
    let carry = Array(0..<scan.carryCount)
    let results = scan.body.outputValues[scan.carryCount...].map {
      NDArray(uninitialized: $0.dtype, shape: [scan.length] + $0.shape)
    }
    for index in 0..<scan.length {
      let position = scan.reverse ? scan.length - 1 - index : index
      for stacked in carryEnd..<inputs.count {
        step.set(stacked, Scan.row(inputs[stacked], position))
      }
      try step.run(executor)
      for (number, result) in results.enumerated() {
        Kernels.copy(step.output(scan.carryCount + number), into: Scan.row(result, position))
      }
      step.feedBack(carry, at: start)
    }
    return carry.map { step.input(start + $0) } + results
  }
}

/// A loop's body with its values.
private struct LoopBody {
  let plan: BodyPlan
  private var frame: Frame
  private var bits: [UInt64] = []
  private var arrays: [NDArray?] = []

  init(_ plan: BodyPlan) {
    self.plan = plan
    frame = plan.frame()
  }

  mutating func set(_ input: Int, _ value: NDArray) {
    frame.set(plan.slot(ofInput: input), value, plan.plan)
  }

  func input(_ position: Int) -> NDArray {
    frame.array(plan.slot(ofInput: position), plan.plan)
  }

  func output(_ position: Int) -> NDArray {
    frame.array(plan.slot(ofOutput: position), plan.plan)
  }

  func isInline(output: Int) -> Bool {
    plan.plan.inlineTypes[plan.slot(ofOutput: output)] != nil
  }

  /// The whole body where it is 0-d operations alone.
  var tape: (ScalarTape, ScalarSlots)? {
    switch plan.plan.steps.count {
    case 0: return (plan.plan.tape, frame.scalars)
    case 1:
      if case .scalars = plan.plan.steps[0] { return (plan.plan.tape, frame.scalars) }
      return nil
    default: return nil
    }
  }

  mutating func run(_ executor: Executor) throws {
    try plan.plan.run(&frame, bodies: executor)
  }

  mutating func isTrue(_ executor: Executor) throws -> Bool {
    try run(executor)
    return frame.scalars[plan.slot(ofOutput: 0)] != 0
  }

  /// Makes outputs the next run's inputs, all at once.
  mutating func feedBack(_ carry: [Int], at start: Int) {
    collect(carry)
    for position in carry { put(position, at: start + position, bits, arrays) }
  }

  mutating func feedBack(_ carry: [Int], at start: Int, alsoTo test: inout LoopBody) {
    feedBack(carry, at: start)
    for position in carry { test.put(position, at: start + position, bits, arrays) }
  }

  private mutating func collect(_ carry: [Int]) {
    if bits.count != carry.count {
      bits = [UInt64](repeating: 0, count: carry.count)
      arrays = [NDArray?](repeating: nil, count: carry.count)
    }
    for position in carry {
      let slot = plan.slot(ofOutput: position)
      if plan.plan.inlineTypes[slot] != nil {
        bits[position] = frame.scalars[slot]
      } else {
        arrays[position] = frame.arrays[slot]
      }
    }
  }

  private mutating func put(
    _ position: Int, at input: Int, _ bits: [UInt64], _ arrays: [NDArray?]
  ) {
    let slot = plan.slot(ofInput: input)
    if plan.plan.inlineTypes[slot] != nil {
      frame.scalars[slot] = bits[position]
    } else {
      frame.arrays[slot] = arrays[position]
    }
  }
}
