import Synchronization

/// An interned identifier: comparing and hashing cost one integer.
package struct Name: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  package let id: Int32

  private struct Table {
    var ids: [String: Int32] = [:]
    var texts: [String] = []
  }

  // Interning happens while compiling and registering, never per operation, so a lock costs nothing.
  private static let table = Mutex(Table())

  package init(_ text: String) {
    id = Name.table.withLock { table in
      if let id = table.ids[text] { return id }
      let id = Int32(table.texts.count)
      table.texts.append(text)
      table.ids[text] = id
      return id
    }
  }

  package init(stringLiteral text: String) { self.init(text) }

  package var text: String { Name.table.withLock { $0.texts[Int(id)] } }
  package var description: String { text }
}
