/// `CpuDevice(id=0)`: the only device there is.
package final class DeviceObject: Object {
  override package func type(in interpreter: Interpreter) -> TypeObject {
    let base = interpreter.types.object
    return interpreter.types.register("jax.Device") {
      TypeObject("Device", module: "jaxlib._jax", base: base)
    }
  }
  override package func repr(in interpreter: Interpreter) -> String { "CpuDevice(id=0)" }
  override package func str(in interpreter: Interpreter) -> String { "TFRT_CPU_0" }
  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    switch name {
    case "platform", "device_kind": .string("cpu")
    case "id": .int(0)
    default: nil
    }
  }
}
