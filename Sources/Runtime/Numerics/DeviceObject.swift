/// `CpuDevice(id=0)`: the only device there is.
package final class DeviceObject: Object {
  override package func type(in interpreter: Interpreter) -> TypeObject {
    let base = interpreter.types.object
    return interpreter.types.register("jax.Device") {
      TypeObject("Device", module: "jaxlib._jax", base: base)
    }
  }
  override package func repr(in interpreter: Interpreter) -> String { "CpuDevice(id=0)" }
  override package func str(in interpreter: Interpreter) -> String { "cpu:0" }
  override package func isEqual(to other: Value, in interpreter: Interpreter) -> Bool? {
    if case .object(let object) = other { return object is DeviceObject }
    return false
  }
  override package func hash(in interpreter: Interpreter) -> Int? { 0 }
  override package func attribute(_ name: Name, in interpreter: Interpreter) -> Value? {
    switch name {
    case "platform", "device_kind": .string("cpu")
    case "id": .int(0)
    default: nil
    }
  }
}

/// Where an array is: on the only device.
package final class ShardingObject: Object {
  override package func type(in interpreter: Interpreter) -> TypeObject {
    let base = interpreter.types.object
    return interpreter.types.register("jax.SingleDeviceSharding") {
      TypeObject("SingleDeviceSharding", module: "jaxlib._jax", base: base)
    }
  }
  override package func repr(in interpreter: Interpreter) -> String {
    "SingleDeviceSharding(device=CpuDevice(id=0), memory_kind=device)"
  }
  override package func isEqual(to other: Value, in interpreter: Interpreter) -> Bool? {
    if case .object(let object) = other { return object is ShardingObject }
    return false
  }
}
