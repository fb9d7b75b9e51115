import Arrays
import Autodiff

/// Devices, configuration, debugging and errors of `jax`.
enum JAXSettings {
  static func members(_ interpreter: Interpreter) -> [(String, Value)] {
    let functions: [BuiltinFunction] = [
      devicePut, deviceGet, blockUntilReady, devices("devices"), devices("local_devices"),
      count("device_count"), count("local_device_count"), defaultBackend, disableJIT, enableX64,
      clearCaches, namedCall,
    ]
    return functions.map { ($0.name, .object($0)) } + [("config", .object(JAXConfiguration()))]
  }

  private static var devicePut: BuiltinFunction {
    .bound(
      "device_put(x, device=None, *, src=None, donate=False, may_alias=None)",
      "The tree's leaves as arrays; there is one device."
    ) { interpreter, arguments in
      let (leaves, structure) = try interpreter.flatten(arguments[0])
      return try interpreter.unflatten(
        structure, leaves.map { .object(try interpreter.array(of: $0, .jax)) })
    }
  }

  private static var deviceGet: BuiltinFunction {
    .unary("device_get(x, /)", "The tree's leaves as NumPy arrays.") { interpreter, value in
      let (leaves, structure) = try interpreter.flatten(value)
      return try interpreter.unflatten(
        structure,
        leaves.map { leaf in
          guard let array = leaf.array else { return leaf }
          return .object(ArrayObject(try interpreter.numerics.value(of: array), .array))
        })
    }
  }

  private static var blockUntilReady: BuiltinFunction {
    .unary("block_until_ready(x, /)", "The tree; nothing runs in the background.") { _, value in
      value
    }
  }

  private static func devices(_ name: String) -> BuiltinFunction {
    .raw("\(name)(backend=None)", "The one device.") { _, _ in .list([.object(DeviceObject())]) }
  }

  private static func count(_ name: String) -> BuiltinFunction {
    .raw("\(name)(backend=None)", "Number of devices: one.") { _, _ in .int(1) }
  }

  private static var defaultBackend: BuiltinFunction {
    .raw("default_backend()", "Name of the backend.") { _, _ in .string("cpu") }
  }

  private static var clearCaches: BuiltinFunction {
    .raw("clear_caches()", "Traces are kept by their functions.") { _, _ in .none }
  }

  private static var namedCall: BuiltinFunction {
    .bound("named_call(fun, *, name=None)", "The function itself.") { _, arguments in arguments[0] }
  }

  private static var disableJIT: BuiltinFunction {
    .bound("disable_jit(disable=True)", "A context in which jit does nothing.") {
      interpreter, arguments in
      let isDisabled = try interpreter.isTruthy(arguments[0])
      return .object(
        SettingContext { interpreter in
          let session = interpreter.numerics
          let saved = session.disabledJIT
          session.disabledJIT = isDisabled ? saved + 1 : 0
          return { session.disabledJIT = saved }
        })
    }
  }

  private static var enableX64: BuiltinFunction {
    .bound("enable_x64(new_val=True)", "A context with 64-bit dtypes.") { interpreter, arguments in
      let isWide = try interpreter.isTruthy(arguments[0])
      return .object(
        SettingContext { interpreter in
          let session = interpreter.numerics
          let saved = session.promotion
          session.promotion = JAXPromotion(is64Bit: isWide)
          return { session.promotion = saved }
        })
    }
  }

  static var x64Context: BuiltinFunction { enableX64 }

  // MARK: errors

  static func errors(_ interpreter: Interpreter) -> [(String, Value)] {
    let kinds: [ExceptionKind] = [
      .tracerBoolConversionError, .concretizationTypeError, .tracerArrayConversionError,
      .tracerIntegerConversionError, .nonConcreteBooleanIndexError, .unexpectedTracerError,
    ]
    return kinds.map { ($0.rawValue, .object(interpreter.types.exception($0))) }
  }
}

/// `jax.config`.
package final class JAXConfiguration: Object {
  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("jax.Config") {
      TypeObject("Config", module: "jax._src.config", base: interpreter.types.object)
    }
  }

  private func set(_ name: String, _ value: Value, _ interpreter: Interpreter) throws {
    let session = interpreter.numerics
    switch name {
    case "jax_enable_x64":
      session.promotion = JAXPromotion(is64Bit: try interpreter.isTruthy(value))
    case "jax_disable_jit": session.disabledJIT = try interpreter.isTruthy(value) ? 1 : 0
    case "jax_debug_nans", "jax_debug_infs", "jax_platform_name", "jax_platforms",
      "jax_default_matmul_precision", "jax_numpy_rank_promotion", "jax_log_compiles",
      "jax_check_tracer_leaks", "jax_traceback_filtering", "jax_threefry_partitionable",
      "jax_numpy_dtype_promotion", "jax_debug_key_reuse", "jax_legacy_prng_key":
      break
    default:
      throw Raised(.attributeError, "Unrecognized config option: \(name)")
    }
  }

  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    switch name {
    case "update":
      return .object(
        BuiltinFunction.binary("update(name, val, /)", "Changes a setting.") {
          [self] interpreter, name, value in
          try set(interpreter.requireText(name), value, interpreter)
          return .none
        })
    case "jax_enable_x64", "x64_enabled": return .bool(interpreter.numerics.promotion.is64Bit)
    case "jax_disable_jit": return .bool(interpreter.numerics.disabledJIT > 0)
    default: return nil
    }
  }

  override package func setAttribute(_ name: Name, to value: Value, in interpreter: Interpreter)
    throws
    -> Bool
  {
    try set(name.text, value, interpreter)
    return true
  }
}

/// A context manager that changes a setting and puts it back.
package final class SettingContext: Object {
  private let enter: (Interpreter) -> () -> Void
  private var leave: (() -> Void)?

  init(_ enter: @escaping (Interpreter) -> () -> Void) { self.enter = enter }

  override package func type(in interpreter: Interpreter) -> TypeObject {
    interpreter.types.register("jax.context") {
      TypeObject(
        "_GeneratorContextManager", module: "contextlib", base: interpreter.types.object,
        loading: {
          type in
          type.add([
            BuiltinFunction.method("__enter__(self)", "Changes the setting.") {
              interpreter, arguments in
              guard case .object(let object) = arguments[0], let context = object as? SettingContext
              else { return .none }
              context.leave = context.enter(interpreter)
              return .none
            },
            BuiltinFunction.method("__exit__(self, kind, value, traceback)", "Puts it back.") {
              _, arguments in
              guard case .object(let object) = arguments[0], let context = object as? SettingContext
              else { return .false }
              context.leave?()
              context.leave = nil
              return .false
            },
          ])
        })
    }
  }
}
