import Arrays
import Autodiff

/// Methods of NumPy's arrays and scalars, which JAX's arrays share.
enum ArrayMethods {
  typealias Body = @Sendable (Interpreter, ArrayObject, BoundArguments) throws -> Value

  static func method(_ declaration: String, _ summary: String, _ body: @escaping Body)
    -> BuiltinFunction
  {
    BuiltinFunction.method(declaration, summary) { interpreter, arguments in
      guard let array = arguments[0].array else {
        throw Raised(
          .typeError,
          "descriptor requires a 'numpy.ndarray' object but received a '\(interpreter.typeName(of: arguments[0]))'"
        )
      }
      interpreter.numerics.errorFacade = array.facade
      interpreter.numerics.graph.dialect = array.facade.dialect
      return try interpreter.deliveringOutput(arguments) { try body(interpreter, array, $0) }
    }
  }

  static var all: [BuiltinFunction] {
    reductions + shapes + elements + conversions + SpecialMethods.arrays
  }

  private static func reduction(_ kind: Reduction) -> BuiltinFunction {
    let extra = kind == .var || kind == .std ? ", ddof=0" : ""
    let dtype = kind == .any || kind == .all || kind == .max || kind == .min ? "" : ", dtype=None"
    let declaration =
      "\(kind.rawValue)(self, axis=None\(dtype), out=None\(extra), keepdims=False, *, initial=None, where=None)"
    let signature = Signature(declaration)
    let (dtypeSlot, outSlot) = (signature.slot(of: "dtype"), signature.slot(of: "out") ?? 0)
    let freedomSlot = signature.slot(of: "ddof")
    let keepSlot = signature.slot(of: "keepdims") ?? 0
    let (initialSlot, whereSlot) = (
      signature.slot(of: "initial") ?? 0, signature.slot(of: "where") ?? 0
    )
    return method(declaration, "The \(kind.rawValue) of the elements along axes.") { i, x, a in
      try i.refuse(a[outSlot], "out", of: kind.rawValue)
      if !a[initialSlot].isNone || !a[whereSlot].isNone {
        return .object(
          try i.maskedReduce(
            kind, x, axes: i.axes(from: a[1]), keepDims: i.isTruthy(a[keepSlot]),
            dtype: dtypeSlot.flatMap { try i.dtype(from: a[$0]) },
            freedom: freedomSlot.map { try i.requireFloat(a[$0]) } ?? 0, initial: a[initialSlot],
            mask: a[whereSlot], facade: x.facade))
      }
      return .object(
        try i.reduce(
          kind, x, axes: i.axes(from: a[1]), keepDims: i.isTruthy(a[keepSlot]),
          dtype: dtypeSlot.flatMap { try i.dtype(from: a[$0]) },
          freedom: freedomSlot.map { try i.requireFloat(a[$0]) } ?? 0, facade: x.facade))
    }
  }

  private static let reductionKinds: [Reduction] = [
    .sum, .prod, .max, .min, .any, .all, .mean, .var, .std,
  ]

  private static var reductions: [BuiltinFunction] {
    reductionKinds.map(reduction) + [
      method(
        "argmax(self, axis=None, out=None, *, keepdims=False)",
        "Index of the first largest element."
      ) { i, x, a in
        .object(
          try i.argument(
            isMax: true, x, axis: i.axis(from: a[1], rank: x.rank), keepDims: i.isTruthy(a[3]),
            x.facade))
      },
      method(
        "argmin(self, axis=None, out=None, *, keepdims=False)",
        "Index of the first smallest element."
      ) { i, x, a in
        .object(
          try i.argument(
            isMax: false, x, axis: i.axis(from: a[1], rank: x.rank), keepDims: i.isTruthy(a[3]),
            x.facade))
      },
      method("cumsum(self, axis=None, dtype=None, out=None)", "Running sum.") { i, x, a in
        .object(
          try i.cumulate(
            .sum, x, axis: i.axis(from: a[1], rank: x.rank), dtype: i.dtype(from: a[2]), x.facade))
      },
      method("cumprod(self, axis=None, dtype=None, out=None)", "Running product.") { i, x, a in
        .object(
          try i.cumulate(
            .product, x, axis: i.axis(from: a[1], rank: x.rank), dtype: i.dtype(from: a[2]),
            x.facade))
      },
    ]
  }

  private static var shapes: [BuiltinFunction] {
    [
      method("reshape(self, *shape, order='C', copy=None)", "The elements under another shape.") {
        i, x, a in
        let parts = a.variadic(1)
        let shape = try parts.count == 1 ? i.shape(from: parts[0]) : i.shape(from: .tuple(parts))
        return .object(try i.reshape(x, shape, i.memoryOrder(a[2], of: x), x.facade))
      },
      method("ravel(self, order='C')", "The elements in one axis.") { i, x, a in
        .object(try i.reshape(x, [-1], i.memoryOrder(a[1], of: x), x.facade))
      },
      method("flatten(self, order='C')", "A copy of the elements in one axis.") { i, x, a in
        .object(try i.copy(i.reshape(x, [-1], i.memoryOrder(a[1], of: x), x.facade)))
      },
      method("transpose(self, *axes)", "The axes in another order.") { i, x, a in
        let parts = a.variadic(1)
        let axes =
          try parts.count == 1
          ? i.axes(from: parts[0]) : parts.isEmpty ? nil : i.axes(from: .tuple(parts))
        return .object(try i.transpose(x, axes, x.facade))
      },
      method("swapaxes(self, axis1, axis2, /)", "Two axes exchanged.") { i, x, a in
        .object(try i.swapAxes(x, i.requireIndex(a[1]), i.requireIndex(a[2]), x.facade))
      },
      method("squeeze(self, axis=None)", "Axes of one element removed.") { i, x, a in
        .object(try i.squeeze(x, i.axes(from: a[1]), x.facade))
      },
      method("repeat(self, repeats, axis=None)", "Elements repeated.") { i, x, a in
        .object(
          try i.repeated(
            x, i.array(of: a[1], .numpy), axis: i.axis(from: a[2], rank: x.rank), x.facade))
      },
      method("diagonal(self, offset=0, axis1=0, axis2=1)", "Elements of a diagonal.") { i, x, a in
        .object(
          try i.diagonal(
            x, i.requireIndex(a[1]), i.requireIndex(a[2]), i.requireIndex(a[3]), x.facade))
      },
      method("trace(self, offset=0, axis1=0, axis2=1)", "Sum of a diagonal.") { i, x, a in
        let diagonal = try i.diagonal(
          x, i.requireIndex(a[1]), i.requireIndex(a[2]), i.requireIndex(a[3]), x.facade)
        return .object(try i.reduce(.sum, diagonal, axes: [-1], facade: x.facade))
      },
      method(
        "resize(self, *new_shape, refcheck=True)",
        "Changes shape and size in place; new elements are zero."
      ) {
        i, x, a in
        let parts = a.variadic(1)
        let shape =
          try parts.count == 1 ? i.newShape(from: parts[0]) : i.newShape(from: .tuple(parts))
        guard x.flavor == .array, !x.isTraced else {
          throw Raised(.valueError, "cannot resize this array: it does not own its data")
        }
        if shape.reduce(1, *) == x.count, let storage = x.storage {
          var moved = try i.numerics.value(of: x).reshaped(shape)
          moved.buffer = storage.buffer
          x.content = .array(moved, storage)
          return .none
        }
        guard x.base == nil else {
          throw Raised(.valueError, "cannot resize this array: it does not own its data")
        }
        let old = try i.numerics.value(of: x).scalars
        let count = shape.reduce(1, *)
        let kept =
          Array(old.prefix(count)) + [Scalar](repeating: .int(0), count: max(count - old.count, 0))
        let resized = NDArray(scalars: kept, shape: shape, dtype: x.dtype)
        x.content = .array(resized, ArrayStorage(resized.buffer))
        return .none
      },
      method("view(self, dtype=None)", "Another array on the same memory.") { i, x, a in
        guard try i.dtype(from: a[1]) ?? x.dtype == x.dtype else {
          throw Raised(
            .notImplementedError,
            "ndarray.view with another dtype is not available in agrun (did you mean astype?)")
        }
        return .object(x.view(try i.numerics.value(of: x)))
      },
    ]
  }

  private static var elements: [BuiltinFunction] {
    [
      method(
        "astype(self, dtype, order='K', casting='unsafe', copy=True)",
        "The elements in another dtype."
      ) { i, x, a in
        let target = try i.dtype(from: a[1]) ?? .float64
        let rule = a[3].text ?? "unsafe"
        let isAllowed: Bool =
          switch rule {
          case "safe": NumPyPromotion.promote(x.dtype, target) == target
          case "same_kind": x.dtype.canCastSameKind(to: target)
          case "no", "equiv": x.dtype == target
          default: true
          }
        guard isAllowed else {
          throw Raised(
            .typeError,
            "Cannot cast array data from dtype('\(x.dtype.name)') to dtype('\(target.name)') according to the rule '\(rule)'"
          )
        }
        if x.dtype == target, !a[4].isUnbound, try !i.isTruthy(a[4]) { return .object(x) }
        return .object(try i.astype(x, target, x.facade))
      },
      method("copy(self, order='C')", "A copy.") { i, x, a in
        .object(try i.copy(x, i.memoryOrder(a[1], of: x)))
      },
      method("dot(self, b, out=None)", "The product of arrays.") { i, x, a in
        .object(try i.dot(x, i.array(of: a[1], x.facade), x.facade))
      },
      method("clip(self, min=None, max=None, out=None)", "Elements limited to an interval.") {
        i, x, a in
        .object(try i.clip(x, a[1], a[2], x.facade))
      },
      method("round(self, decimals=0, out=None)", "Elements rounded to a number of decimals.") {
        i, x, a in
        .object(try i.round(x, i.requireIndex(a[1]), x.facade))
      },
      method("conj(self)", "Complex conjugate.") { i, x, _ in
        guard let function = ElementwiseTable.function(named: "conj") else { return .object(x) }
        return .object(try i.elementwise(function, [.array(x)], x.facade))
      },
      method("conjugate(self)", "Complex conjugate.") { i, x, _ in
        guard let function = ElementwiseTable.function(named: "conj") else { return .object(x) }
        return .object(try i.elementwise(function, [.array(x)], x.facade))
      },
      method("take(self, indices, axis=None, out=None, mode='raise')", "Elements at indices.") {
        i, x, a in
        let axis = try i.axis(from: a[2], rank: x.rank)
        let extent = axis.map { x.shape[$0] } ?? x.count
        return .object(
          try i.take(
            x, i.placed(i.array(of: a[1], x.facade), extent: extent, mode: a[4], x.facade),
            axis: axis,
            x.facade))
      },
      method("nonzero(self)", "Indices of elements that are not zero.") { i, x, _ in
        .tuple(
          try i.numerics.value(of: x).nonzero().map {
            .object(ArrayObject($0, x.facade == .jax ? .jax : .array))
          })
      },
      method("sort(self, axis=-1, kind=None, order=None)", "Sorts in place; JAX: a sorted copy.") {
        i, x, a in
        try i.checkSortKind(a[2])
        let sorted = try i.sort(x, axis: i.axis(from: a[1], rank: x.rank), x.facade)
        if x.flavor == .jax || x.isTraced { return .object(sorted) }
        try x.write(i.numerics.value(of: sorted))
        return .none
      },
      method("argsort(self, axis=-1, kind=None, order=None)", "Indices that sort.") { i, x, a in
        .object(try i.argsort(x, axis: i.axis(from: a[1], rank: x.rank), x.facade))
      },
      method("searchsorted(self, v, side='left', sorter=None)", "Places that keep the order.") {
        i, x, a in
        .object(
          try i.searchSorted(x, i.array(of: a[1], x.facade), right: i.isRightSide(a[2]), x.facade))
      },
      method("fill(self, value)", "Sets all elements.") { i, x, a in
        try x.write(i.numerics.value(of: i.array(of: a[1], .numpy, dtype: x.dtype)))
        return .none
      },
      method("put(self, indices, values, mode='raise')", "Sets elements of the flattened array.") {
        i, x, a in
        try i.put(x, a[1], a[2], mode: a[3])
        return .none
      },
      method(
        "choose(self, choices, out=None, mode='raise')",
        "Elements of the array that an index chooses."
      ) {
        i, x, a in
        guard let module = i.modules.module(x.facade == .jax ? "jax.numpy" : "numpy"),
          let function = module.attribute("choose", in: i)
        else { return .none }
        return try i.call(
          function, Arguments([.object(x), a[1]], keywords: [(name: "mode", value: a[3])]))
      },
      method(
        "argpartition(self, kth, axis=-1, kind='introselect', order=None)",
        "Indices that partition: those that sort."
      ) {
        i, x, a in
        .object(try i.argsort(x, axis: i.axis(from: a[2], rank: x.rank), x.facade))
      },
      method(
        "setflags(self, write=None, align=None, uic=None)",
        "Sets whether the array may be written to."
      ) {
        i, x, a in
        if !a[1].isNone { _ = try ArrayFlags(x).setAttribute("writeable", to: a[1], in: i) }
        return .none
      },
      method("compress(self, condition, axis=None)", "Elements where a condition holds.") {
        i, x, a in
        .object(
          try i.compress(
            i.array(of: a[1], .numpy), x, axis: i.axis(from: a[2], rank: x.rank), x.facade))
      },
      method("partition(self, kth, axis=-1)", "Sorts in place.") { i, x, a in
        try x.write(
          i.numerics.value(of: i.sort(x, axis: i.axis(from: a[2], rank: x.rank), x.facade)))
        return .none
      },
    ]
  }

  private static var conversions: [BuiltinFunction] {
    [
      method("item(self, *args)", "An element as a Python number.") { i, x, a in
        let parts = a.variadic(1)
        if parts.isEmpty {
          if x.isAbstract {
            throw TracerErrors.concrete(
              x, because: "This occurred in the item() method of jax.Array")
          }
          guard x.count == 1 else {
            throw Raised(.valueError, "can only convert an array of size 1 to a Python scalar")
          }
          return try i.numerics.scalar(of: x).pythonValue
        }
        let key: Value = parts.count == 1 ? parts[0] : .tuple(parts)
        var isPlace = parts.count == 1
        if case .tuple = parts[0] { isPlace = false }
        let source = isPlace && x.rank > 1 ? try i.reshape(x, [-1], x.facade) : x
        guard let element = try source.item(at: key, in: i)?.array else { return .none }
        return try i.numerics.scalar(of: element).pythonValue
      },
      method("tolist(self)", "Nested lists of Python numbers.") { i, x, _ in
        if x.isAbstract {
          throw TracerErrors.concrete(
            x,
            because:
              "The tolist() method was called on \(TracerErrors.described(x)).")
        }
        return i.nestedLists(try i.numerics.value(of: x))
      },
      method("is_integer(self)", "Whether the number is whole.") { i, x, _ in
        let value = try i.numerics.scalar(of: x).asDouble
        return .bool(value == value.rounded())
      },
      method("as_integer_ratio(self)", "Numerator and denominator.") { i, x, _ in
        let value = try i.numerics.scalar(of: x).pythonValue
        return try i.call(i.attribute("as_integer_ratio", of: value), [])
      },
      method("tobytes(self, order='C')", "The raw bytes.") { _, _, _ in
        throw Raised(.notImplementedError, "ndarray.tobytes is not available in agrun")
      },
      method("__array__(self, dtype=None, copy=None)", "The array itself as NumPy's.") { i, x, a in
        .object(ArrayObject(try i.numerics.value(of: x), .array))
      },
    ]
  }
}

extension Interpreter {
  /// `tolist`.
  func nestedLists(_ array: NDArray) -> Value {
    if array.rank == 0 { return array.item.pythonValue }
    if array.rank == 1 { return .list(array.scalars.map(\.pythonValue)) }
    return .list(
      (0..<array.shape[0]).map { row in
        var part = array
        part.shape.removeFirst()
        part.strides.removeFirst()
        part.offset += row * array.strides[0]
        return nestedLists(part)
      })
  }
}

/// Methods that only JAX's arrays have.
enum JAXArrayMethods {
  static var all: [BuiltinFunction] {
    [
      ArrayMethods.method(
        "ptp(self, axis=None, out=None, keepdims=False)", "Largest minus smallest element."
      ) {
        i, x, a in
        let axes = try i.axes(from: a[1])
        let keep = try i.isTruthy(a[3])
        let high = try i.reduce(.max, x, axes: axes, keepDims: keep, facade: x.facade)
        let low = try i.reduce(.min, x, axes: axes, keepDims: keep, facade: x.facade)
        return .object(
          try i.elementwise(ElementwiseTable.subtract, [.array(high), .array(low)], x.facade))
      },
      ArrayMethods.method(
        "block_until_ready(self)", "The array itself: values are computed when looked at."
      ) { _, x, _ in .object(x) },
      ArrayMethods.method("devices(self)", "The devices that hold the array.") { i, _, _ in
        let set = SetObject()
        try set.insert(.object(DeviceObject()), in: i)
        return .object(set)
      },
      ArrayMethods.method("copy_to_host_async(self)", "Nothing to do.") { _, _, _ in .none },
      ArrayMethods.method("is_fully_addressable(self)", "Whether all of it is here.") { _, _, _ in
        .true
      },
    ]
  }
}
