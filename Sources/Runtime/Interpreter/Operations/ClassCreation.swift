extension Interpreter {
  /// Makes the class of a `class` statement.
  package func defineClass(_ definition: ClassDefinition) throws -> TypeObject {
    var definition = definition
    if definition.bases.isEmpty { definition.bases = [types.object] }
    definition.bases = definition.bases.filter { base in
      // `object` and mixins such as ABC may stand before other bases without effect.
      definition.bases.count == 1 || base !== types.object
    }
    for base in definition.bases {
      guard base !== types.bool, base !== types.range, base !== types.slice,
        base !== types.noneType, base !== types.function
      else {
        throw Raised(.typeError, "type '\(base.name)' is not an acceptable base type")
      }
      if let type = try base.behaviour?.makeClass(definition, in: self) {
        typeVersion &+= 1
        return type
      }
    }
    guard definition.bases.count == 1 || TypeObject.linearize(definition.bases) != nil else {
      let names = definition.bases.map(\.name).joined(separator: ", ")
      throw Raised(
        .typeError,
        "Cannot create a consistent method resolution\norder (MRO) for bases \(names)")
    }
    let type = TypeObject(
      definition.name, module: definition.module, base: definition.bases[0],
      otherBases: Array(definition.bases.dropFirst()), attributes: definition.namespace,
      isUserDefined: true)
    type.annotations = definition.annotations
    type.abstractNames = abstractNames(type)
    typeVersion &+= 1
    for (name, value) in zip(definition.namespace.names, definition.namespace.values) {
      if case .object(let object) = value {
        if let cached = object as? CachedPropertyObject { cached.name = name }
        if let instance = object as? InstanceObject {
          _ = try instance.callMethod(
            SpecialNames.setName, [.object(type), .string(name.text)], self)
        }
      }
    }
    try type.behaviour?.didMakeClass(type, definition, in: self)
    if let (hook, _) = type.lookUp(SpecialNames.initSubclass, after: type) {
      var function = hook
      if case .object(let object) = hook, let method = object as? ClassMethodObject {
        function = method.function
      }
      _ = try call(function, Arguments([.object(type)], keywords: definition.keywords))
    }
    return type
  }

  /// Abstract methods of the bases and of the class itself that no class implements.
  private func abstractNames(_ type: TypeObject) -> [String] {
    var names = type.bases.flatMap(\.abstractNames)
    names += zip(type.attributes.names, type.attributes.values).filter {
      isAbstract($0.1)
    }.map(\.0.text)
    var result: [String] = []
    for name in names.sorted() where result.last != name {
      if let value = type.lookUp(Name(name)), isAbstract(value) { result.append(name) }
    }
    return result
  }

  private func isAbstract(_ value: Value) -> Bool {
    switch value {
    case .function(let function):
      if case .bool(true)? = function.fields[SpecialNames.abstractMethod] { return true }
      return false
    case .object(let object):
      if let property = object as? PropertyObject { return isAbstract(property.getter) }
      if let method = object as? ClassMethodObject { return isAbstract(method.function) }
      if let method = object as? StaticMethodObject { return isAbstract(method.function) }
      return false
    default: return false
    }
  }
}
