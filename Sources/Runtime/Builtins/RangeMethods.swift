/// Attributes and methods of `range` and `slice`.
enum RangeMethods {
  static func load(_ type: TypeObject) {
    type.add([
      .operandMethod("count(self, value, /)", "1 where the range has the value, else 0.") {
        interpreter, receiver, value in
        .int(try interpreter.contains(value, in: receiver) ? 1 : 0)
      },
      .operandMethod("index(self, value, /)", "Index of a value.") {
        interpreter, receiver, value in
        let range = try interpreter.rangeReceiver(receiver)
        if case .int(let number)? = Number(value), let index = range.index(of: number) {
          return .int(index)
        }
        throw Raised(.valueError, "\(try interpreter.repr(value)) is not in range")
      },
    ])
    for name in ["start", "stop", "step"] {
      type.set(
        Name(name),
        to: .object(
          PropertyObject(
            getter: .object(
              BuiltinFunction.simpleMethod("\(name)(self, /)", "A bound of the range.") {
                interpreter, receiver in
                let range = try interpreter.rangeReceiver(receiver)
                return .int(
                  name == "start" ? range.start : name == "stop" ? range.stop : range.step)
              }))))
    }
    type.add(SpecialMethods.sequenceReading + SpecialMethods.equality)
  }

  static func loadSlice(_ type: TypeObject) {
    type.add([
      .operandMethod("indices(self, length, /)", "Start, stop and step for a length.") {
        interpreter, receiver, length in
        guard case .object(let object) = receiver, let slice = object as? SliceObject else {
          throw interpreter.wrongReceiver("slice", receiver)
        }
        let bounds = try SliceBounds(
          slice, count: interpreter.requireIndex(length), in: interpreter)
        return .tuple([.int(bounds.start), .int(bounds.stop), .int(bounds.step)])
      }
    ])
  }
}
