/// Attributes in order of definition: a small table searched in order, indexed once it grows.
package struct AttributeTable {
  package private(set) var names: [Name] = []
  package private(set) var values: [Value] = []
  private var index: [Name: Int] = [:]
  private static let indexedFrom = 9

  package init() {}

  private func position(of name: Name) -> Int? {
    if names.count >= AttributeTable.indexedFrom { return index[name] }
    var position = 0
    while position < names.count {
      if names[position] == name { return position }
      position += 1
    }
    return nil
  }

  /// Assigning nil removes the entry.
  package subscript(name: Name) -> Value? {
    get { position(of: name).map { values[$0] } }
    set {
      if let position = position(of: name) {
        if let newValue {
          values[position] = newValue
        } else {
          names.remove(at: position)
          values.remove(at: position)
          rebuildIndex()
        }
      } else if let newValue {
        names.append(name)
        values.append(newValue)
        if names.count == AttributeTable.indexedFrom {
          rebuildIndex()
        } else if names.count > AttributeTable.indexedFrom {
          index[name] = names.count - 1
        }
      }
    }
  }

  private mutating func rebuildIndex() {
    index = [:]
    guard names.count >= AttributeTable.indexedFrom else { return }
    for (position, name) in names.enumerated() { index[name] = position }
  }
}
