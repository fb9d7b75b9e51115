import Autodiff
import Foundation
import Testing

@Suite struct GradientTableTests {
  static let rows = ElementwiseRows.all + ArrayRows.all + MatrixRows.all + ControlRows.all

  @Test(arguments: rows)
  func `rules agree with differences, with each other and with batching`(_ row: GradientRow) throws
  {
    for (position, shapes) in row.shapes.enumerated() {
      var check = GradientCheck(row, shapes, seed: UInt64(position + 1))
      try check.run()
    }
  }

  @Test func `every primitive has a row and every row a primitive`() {
    let catalogue = Set(PrimitiveCatalogue.all.map { String(describing: $0) })
    let tested = Set(Self.rows.map(\.primitive))
    #expect(catalogue.subtracting(tested).sorted() == [])
    #expect(tested.subtracting(catalogue).sorted() == [])
  }

  @Test func `the catalogue lists the files of the folder Primitives`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Autodiff/Primitives").standardizedFileURL
    let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let files = try #require(walker).compactMap { ($0 as? URL)?.lastPathComponent }
      .filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }
    #expect(files.sorted() == PrimitiveCatalogue.all.map { String(describing: $0) }.sorted())
  }

  @Test func `names of primitives are distinct`() {
    let names = PrimitiveCatalogue.all.map { $0.name }
    #expect(Set(names).count == names.count)
  }
}
