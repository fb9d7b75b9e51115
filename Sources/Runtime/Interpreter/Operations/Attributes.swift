import Diagnostics

extension Interpreter {
  /// `value.name`.
  package func attribute(_ name: Name, of value: Value) throws -> Value {
    if let found = try attributeIfPresent(name, of: value) { return found }
    throw missingAttribute(name, of: value)
  }

  /// Nil where there is no such attribute.
  package func attributeIfPresent(_ name: Name, of value: Value) throws -> Value? {
    if let found = try plainAttribute(name, of: value) { return found }
    // `__getattr__` is the last resort of a user's class.
    if case .object(let object) = value, let instance = object as? InstanceObject {
      do {
        return try instance.callMethod(SpecialNames.getAttribute, [.string(name.text)], self)
      } catch let error as Raised where matches(error, .attributeError) {
        return nil
      }
    }
    return nil
  }

  private func plainAttribute(_ name: Name, of value: Value) throws -> Value? {
    if let object = value.object, let own = try object.attribute(name, in: self) { return own }
    let type = type(of: value)
    if case .object(let object) = value, object is TypeObject || object is ModuleObject {
      return name == SpecialNames.class ? .object(type) : nil
    }
    if let found = type.lookUp(name) { return try bind(found, to: value, of: type) }
    switch name {
    case SpecialNames.class: return .object(type)
    case SpecialNames.doc: return Value.none
    case SpecialNames.module:
      return value.object is InstanceObject ? .string(type.module ?? "__main__") : nil
    default: return nil
    }
  }

  /// What a class attribute looks like through an instance: functions become bound methods.
  package func bind(_ function: Value, to receiver: Value, of type: TypeObject) throws -> Value {
    switch function {
    case .function: return .object(BoundMethod(function, receiver: receiver))
    case .object(let object):
      return try object.descriptorGet(receiver, of: type, in: self) ?? function
    default: return function
    }
  }

  /// What a class attribute looks like through the class.
  package func bindClassAttribute(_ value: Value, of type: TypeObject) throws -> Value {
    guard case .object(let object) = value else { return value }
    return try object.descriptorGet(nil, of: type, in: self) ?? value
  }

  package func setAttribute(_ name: Name, of target: Value, to value: Value) throws {
    if case .object(let object) = target {
      if let instance = object as? InstanceObject {
        if !instance.instanceType.hasPlainFields(typeVersion) {
          if try setSpecially(name, of: instance, to: value) { return }
        }
        if try instance.setAttribute(name, to: value, in: self) { return }
      } else if try object.setAttribute(name, to: value, in: self) {
        return
      }
    } else if case .function(let function) = target {
      if function.setAttribute(name, to: value, in: self) { return }
    } else if let object = target.object, try object.setAttribute(name, to: value, in: self) {
      return
    }
    throw unsettable(name, of: target)
  }

  /// `__setattr__`, properties and other data descriptors.
  private func setSpecially(_ name: Name, of instance: InstanceObject, to value: Value) throws
    -> Bool
  {
    if try instance.callMethod(SpecialNames.setAttribute, [.string(name.text), value], self) != nil
    {
      return true
    }
    return try setDirectly(name, of: instance, to: value)
  }

  /// Assignment as `object.__setattr__` does it: descriptors count, the class's own `__setattr__` does not.
  func setDirectly(_ name: Name, of instance: InstanceObject, to value: Value) throws -> Bool {
    if case .object(let descriptor)? = instance.instanceType.lookUp(name),
      descriptor.isDataDescriptor,
      try descriptor.descriptorSet(name, of: .object(instance), to: value, in: self)
    {
      return true
    }
    if let slots = instance.instanceType.declaredSlots, !slots.contains(name) {
      throw Raised(
        .attributeError,
        "'\(instance.instanceType.name)' object has no attribute '\(name)'")
    }
    return try instance.setAttribute(name, to: value, in: self)
  }

  package func deleteAttribute(_ name: Name, of target: Value) throws {
    if case .object(let object) = target, let instance = object as? InstanceObject {
      if try instance.callMethod(SpecialNames.delAttribute, [.string(name.text)], self) != nil {
        return
      }
      if case .object(let descriptor)? = instance.instanceType.lookUp(name),
        let property = descriptor as? PropertyObject
      {
        try property.delete(name, of: target, in: self)
        return
      }
    }
    if let object = target.object, try object.deleteAttribute(name, in: self) { return }
    throw missingAttribute(name, of: target)
  }

  // MARK: Errors

  private func unsettable(_ name: Name, of target: Value) -> Raised {
    if case .object(let object) = target, let type = object as? TypeObject {
      return Raised(
        .typeError,
        "cannot set '\(name)' attribute of immutable type '\(type.qualifiedName)'")
    }
    if type(of: target).lookUp(name) != nil {
      return Raised(
        .attributeError, "'\(typeName(of: target))' object attribute '\(name)' is read-only")
    }
    return missingAttribute(name, of: target)
  }

  package func missingAttribute(_ name: Name, of value: Value) -> Raised {
    if case .object(let object) = value {
      if let module = object as? ModuleObject { return missingMember(name, of: module) }
      if let type = object as? TypeObject {
        let close = closest(name, in: attributeNames(of: value))
        return Raised(
          .attributeError, "type object '\(type.name)' has no attribute '\(name)'",
          suggestion: close)
      }
    }
    // A method passes attributes on to its function.
    if case .object(let object) = value, let method = object as? BoundMethod,
      case .function = method.function
    {
      return missingAttribute(name, of: method.function)
    }
    let close = closest(name, in: attributeNames(of: value))
    return Raised(
      .attributeError, "'\(typeName(of: value))' object has no attribute '\(name)'",
      suggestion: close)
  }

  /// A name that the real module may have and agrun has not.
  private func missingMember(_ name: Name, of module: ModuleObject) -> Raised {
    let close = closest(name, in: module.members(in: self).names.map(\.text))
    let hint = close.map { " (did you mean \(module.name).\($0)?)" } ?? ""
    return Raised(.attributeError, "\(module.name).\(name) is not available in agrun\(hint)")
  }

  private func closest(_ name: Name, in candidates: [String]) -> String? {
    EditDistance.closest(
      to: name.text, in: candidates.filter { !$0.hasPrefix("_") || name.text.hasPrefix("_") })
  }

  /// Names for `dir` and "did you mean", in alphabetical order.
  package func attributeNames(of value: Value) -> [String] {
    var names: [String] = []
    if case .object(let object) = value {
      if let instance = object as? InstanceObject { names += instance.fields.names.map(\.text) }
      if let module = object as? ModuleObject {
        return (module.members(in: self).names.map(\.text) + ["__name__"]).sorted()
      }
    }
    var type = self.type(of: value)
    if case .object(let object) = value, let itself = object as? TypeObject { type = itself }
    for type in [type] + type.ancestors { names += type.attributes.names.map(\.text) }
    var result: [String] = []
    for name in names.sorted() where result.last != name { result.append(name) }
    return result
  }
}
