/// Methods that every class inherits from `object`.
enum ObjectMethods {
  static func load(_ type: TypeObject) {
    type.add([
      .rawMethod("__init__(self, *args, **kwargs)", "Does nothing.") { interpreter, call in
        if call.positional.count > 1 || !call.keywords.isEmpty,
          let receiver = call.positional.first,
          interpreter.type(of: receiver).userDefined(SpecialNames.new) == nil
        {
          throw Raised(
            .typeError,
            "object.__init__() takes exactly one argument (the instance to initialize)")
        }
        return .none
      },
      .simpleMethod("__repr__(self, /)", "The default text.") { interpreter, receiver in
        if case .object(let object) = receiver, let instance = object as? InstanceObject {
          var builder = TextBuilder()
          try instance.writeDefault(asRepr: true, to: &builder, in: interpreter)
          return .string(builder.string)
        }
        return .string(try interpreter.reprText(receiver))
      },
      .simpleMethod("__str__(self, /)", "The text of `repr`.") { interpreter, receiver in
        if case .object(let object) = receiver, let exception = object as? ExceptionObject {
          var builder = TextBuilder()
          try exception.writeDefault(asRepr: false, to: &builder, in: interpreter)
          return .string(builder.string)
        }
        return .string(try interpreter.reprText(receiver))
      },
      .operandMethod("__eq__(self, value, /)", "Identity.") { interpreter, receiver, other in
        receiver.isIdentical(to: other) ? .true : .object(interpreter.notImplemented)
      },
      .operandMethod("__ne__(self, value, /)", "Not identity.") { interpreter, receiver, other in
        .bool(!(try interpreter.areEqual(receiver, other)))
      },
      .simpleMethod("__hash__(self, /)", "A hash of the identity.") { _, receiver in
        .int(receiver.object?.identity ?? 0)
      },
      .method("__setattr__(self, name, value, /)", "Sets an attribute.") { interpreter, call in
        let name = Name(try interpreter.requireText(call[1], "attribute name"))
        if case .object(let object) = call[0], let instance = object as? InstanceObject {
          _ = try interpreter.setDirectly(name, of: instance, to: call[2])
        } else {
          try interpreter.setAttribute(name, of: call[0], to: call[2])
        }
        return .none
      },
      .operandMethod("__delattr__(self, name, /)", "Deletes an attribute.") {
        interpreter, receiver, name in
        let name = Name(try interpreter.requireText(name, "attribute name"))
        if case .object(let object) = receiver,
          try object.deleteAttribute(name, in: interpreter)
        {
          return .none
        }
        throw interpreter.missingAttribute(name, of: receiver)
      },
      .operandMethod("__getattribute__(self, name, /)", "The attribute of a name.") {
        interpreter, receiver, name in
        try interpreter.attribute(
          Name(interpreter.requireText(name, "attribute name")), of: receiver)
      },
      .operandMethod("__format__(self, spec, /)", "The text, for an empty specification.") {
        interpreter, receiver, spec in
        guard try interpreter.requireText(spec).isEmpty else {
          throw Raised(
            .typeError,
            "unsupported format string passed to \(interpreter.typeName(of: receiver)).__format__")
        }
        return .string(try interpreter.strText(receiver))
      },
      .simpleMethod("__dir__(self, /)", "Names of the attributes.") { interpreter, receiver in
        .list(interpreter.attributeNames(of: receiver).map { .string($0) })
      },
    ])
    type.set(
      SpecialNames.new,
      to: .object(
        StaticMethodObject(
          .object(
            BuiltinFunction.raw("__new__(type, /, *args, **kwargs)", "Makes an instance.") {
              interpreter, call in
              var arguments = call
              guard !arguments.positional.isEmpty else {
                throw Raised(.typeError, "object.__new__(): not enough arguments")
              }
              let type = try interpreter.typeReceiver(arguments.positional.removeFirst())
              guard type.isUserDefined else {
                return try interpreter.instantiate(type, arguments)
              }
              if !type.abstractNames.isEmpty { return try interpreter.instantiate(type, arguments) }
              return try interpreter.makeInstance(type, arguments)
            }))))
    type.set(
      SpecialNames.initSubclass,
      to: .object(
        BuiltinFunction.raw("__init_subclass__(type)", "Called when a class is derived.") {
          interpreter, call in
          let keywords = call.keywords.filter { $0.name != "metaclass" }
          if !keywords.isEmpty {
            let name = call.positional.first.map {
              (try? interpreter.typeReceiver($0))?.name ?? "object"
            }
            throw Raised(
              .typeError, "\(name ?? "object").__init_subclass__() takes no keyword arguments")
          }
          return .none
        }))
  }
}

/// Methods of exceptions.
enum ExceptionMethods {
  static func load(_ type: TypeObject) {
    type.add([
      .rawMethod("__init__(self, *args)", "Sets `args`.") { interpreter, call in
        guard case .object(let object)? = call.positional.first,
          let exception = object as? ExceptionObject
        else { throw Raised(.typeError, "descriptor '__init__' requires a 'BaseException' object") }
        if !call.keywords.isEmpty {
          throw Raised(.typeError, "\(exception.instanceType.name)() takes no keyword arguments")
        }
        exception.arguments = Array(call.positional.dropFirst())
        return .none
      },
      .operandMethod("with_traceback(self, traceback, /)", "The exception itself.") {
        _, receiver, _ in receiver
      },
      .operandMethod("add_note(self, note, /)", "Adds a line below the message.") {
        interpreter, receiver, note in
        if case .object(let object) = receiver, let exception = object as? ExceptionObject {
          exception.notes.append(try interpreter.requireText(note, "note"))
        }
        return .none
      },
    ])
  }
}

/// Attributes of builtin types that only their name distinguishes.
enum BuiltinTypes {
  static func loader(_ name: String) -> ((TypeObject) -> Void)? {
    switch name {
    case "dict_keys", "dict_items":
      { type in
        type.add([
          .operandMethod("isdisjoint(self, other, /)", "Whether no element is in both.") {
            interpreter, receiver, other in
            let iterator = try interpreter.makeIterator(other)
            while let element = try iterator.next(in: interpreter) {
              if try interpreter.contains(element, in: receiver) { return .false }
            }
            return .true
          }
        ])
        type.add(SpecialMethods.sets)
      }
    case "dict_values": { type in type.add(SpecialMethods.sets) }
    default: nil
    }
  }

  /// Types that scripts call by name but that have no case of their own.
  static func constructor(_ name: String) -> ((Interpreter, Arguments) throws -> Value)? {
    switch name {
    case "property": DescriptorTypes.property
    case "staticmethod": DescriptorTypes.staticMethod
    case "classmethod": DescriptorTypes.classMethod
    case "super": DescriptorTypes.superObject
    default: nil
    }
  }

  static func loadIterator(_ type: TypeObject) {
    type.add([
      .simpleMethod("__next__(self, /)", "The next element.") { interpreter, receiver in
        let iterator = try interpreter.requireIterator(receiver)
        guard let value = try iterator.next(in: interpreter) else {
          throw Raised(.stopIteration, "")
        }
        return value
      },
      .simpleMethod("__iter__(self, /)", "The iterator itself.") { _, receiver in receiver },
    ])
  }
}
