import Arrays

/// `numpy` and its submodules.
enum NumPyModules {
  static let all: [(name: String, make: ModuleCatalogue.Maker)] =
    [
      NumericModules.module(
        "numpy", .numpy, { tables + [FileFunctions.all] }, submodules: submodules,
        extra: {
          NumPyModules.constants($0, .numpy) + NumericModules.elementwise(.numpy)
            + NumPyModules.types($0) + IndexObject.members(.numpy)
            + [("poly1d", .object(Poly1DObject.type($0)))]
        }),
      RandomMethods.module, LinearAlgebraFunctions.module, FourierFunctions.module,
      TestingFunctions.module, ExceptionNames.module,
    ] + StrideTricks.modules + PolynomialModules.all

  static let submodules = [
    "random", "linalg", "fft", "testing", "exceptions", "lib", "emath", "polynomial",
  ]

  /// Functions that `numpy`, `autograd.numpy` and `jax.numpy` share.
  static var tables: [[NumericFunction]] {
    [
      CreationFunctions.all, SequenceFunctions.all, ReductionFunctions.all, ShapeFunctions.all,
      ProductFunctions.all,
      MathFunctions.all, OrderingFunctions.all, HistogramFunctions.all, WindowFunctions.all,
      StatisticsFunctions.all, IndexFunctions.all,
      PolynomialFunctions.all, TypeFunctions.all, PrintFunctions.all, ElementwiseAppliers.all,
      IterationFunctionsOfArrays.all,
    ]
  }

  static func constants(_ interpreter: Interpreter, _ facade: Facade) -> [(String, Value)] {
    [
      ("pi", .float(.pi)), ("e", .float(2.718281828459045)), ("inf", .float(.infinity)),
      ("nan", .float(.nan)), ("euler_gamma", .float(0.5772156649015329)), ("newaxis", Value.none),
      ("False_", .object(ArrayObject(.bool(false), .bool, .scalar))),
      ("True_", .object(ArrayObject(.bool(true), .bool, .scalar))),
      ("__version__", .string(facade == .jax ? "0.10.2" : "2.4.6")),
    ]
  }

  /// `float64`, `ndarray` and the other classes.
  static func types(_ interpreter: Interpreter) -> [(String, Value)] {
    let types = interpreter.numericTypes
    var members: [(String, Value)] = [
      ("ndarray", .object(types.array)), ("generic", .object(types.generic)),
      ("number", .object(types.number)), ("integer", .object(types.integer)),
      ("signedinteger", .object(types.signedInteger)),
      ("unsignedinteger", .object(types.unsignedInteger)), ("inexact", .object(types.inexact)),
      ("floating", .object(types.floating)), ("complexfloating", .object(types.complexFloating)),
      ("dtype", .object(types.dtype)), ("ufunc", .object(Ufunc.type(in: interpreter))),
      ("bool_", .object(types.scalar(.bool))),
      ("bool", .object(types.scalar(.bool))), ("int_", .object(types.scalar(.int64))),
      ("intp", .object(types.scalar(.int64))), ("uint", .object(types.scalar(.uint64))),
      ("single", .object(types.scalar(.float32))), ("double", .object(types.scalar(.float64))),
      ("byte", .object(types.scalar(.int8))), ("ubyte", .object(types.scalar(.uint8))),
      ("short", .object(types.scalar(.int16))), ("ushort", .object(types.scalar(.uint16))),
      ("intc", .object(types.scalar(.int32))), ("uintc", .object(types.scalar(.uint32))),
      ("long", .object(types.scalar(.int64))), ("ulong", .object(types.scalar(.uint64))),
      ("longlong", .object(types.scalar(.int64))), ("uintp", .object(types.scalar(.uint64))),
      ("csingle", .object(types.scalar(.complex64))),
      ("cdouble", .object(types.scalar(.complex128))),
    ]
    for dtype in DType.allCases where dtype != .bool {
      members.append((dtype.name, .object(types.scalar(dtype))))
    }
    return members
  }
}
