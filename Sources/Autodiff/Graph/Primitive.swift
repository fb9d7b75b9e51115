import Arrays

/// An operation of the graph, with every rule that a transform or the executor asks of it.
///
/// Equality and hashing are synthesised from the stored parameters, so two applications with
/// equal parameters share one
/// entry of the operation table.
package protocol Primitive: Hashable {
  /// The name in dumps and cache keys. Renaming one invalidates every stored result.
  static var name: String { get }
  /// Parameters in the order dumps print them; all that tells two applications of one primitive
  /// apart.
  var attributes: [Attribute] { get }
  /// Shape rule: what the result looks like, without computing it.
  func abstractValue(of inputs: [AbstractValue]) throws -> AbstractValue
  /// Forward mode: the tangent of the result, `nil` where it is zero.
  func jvp(_ tangents: Tangents, at node: NodeID, in g: Graph) throws -> NodeID?
  /// Reverse mode: one cotangent an input, `nil` where it is zero or not needed.
  func vjp(_ cotangent: NodeID, at node: NodeID, needs: Needs, in g: Graph) throws -> Cotangents
  /// Batching rule: the same operation with a batch axis on those inputs that have one.
  func batched(_ inputs: [NodeID], axes: [Int?], in g: Graph) throws -> (NodeID, axis: Int?)
  /// How the executor runs it.
  var lowering: Lowering { get }
}

extension Primitive {
  package var name: String { Self.name }
  package var attributes: [Attribute] { [] }
}

/// One parameter of a primitive, as dumps print it.
package struct Attribute: Hashable {
  package var name: String
  package var text: String

  package init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  /// A list as Python prints a tuple.
  package init(_ name: String, _ list: [Int]) { self.init(name, GraphError.text(list)) }
  package init(_ name: String, _ value: Int) { self.init(name, String(value)) }
  package init(_ name: String, _ value: Bool) { self.init(name, value ? "True" : "False") }
  package init(_ name: String, _ dialect: Dialect) {
    self.init(name, dialect == .hips ? "hips" : "jax")
  }
}

/// Which inputs of a node a reverse sweep wants cotangents for.
package struct Needs {
  /// One bit an input; inputs from 63 on share the last bit.
  var bits: UInt64

  package static let all = Needs(bits: .max)

  @inline(__always) package subscript(input: Int) -> Bool {
    bits >> UInt64(min(input, 63)) & 1 != 0
  }
}

/// The cotangents of a node's inputs; small counts need no array.
package enum Cotangents: ExpressibleByArrayLiteral {
  case none
  case one(NodeID?)
  case two(NodeID?, NodeID?)
  case many([NodeID?])

  package init(arrayLiteral elements: NodeID?...) { self = .many(elements) }
}

/// The tangents of a node's inputs, `nil` where zero.
package struct Tangents {
  var first: NodeID?
  var second: NodeID?
  /// All of them where there are more than two.
  var all: [NodeID?] = []
  var count: Int

  package init(_ all: [NodeID?]) {
    count = all.count
    first = all.first ?? nil
    second = all.count > 1 ? all[1] : nil
    if all.count > 2 { self.all = all }
  }

  package subscript(input: Int) -> NodeID? {
    switch input {
    case 0: first
    case 1: second
    default: all[input]
    }
  }

  /// One entry an input.
  package var array: [NodeID?] { (0..<count).map { self[$0] } }
}
