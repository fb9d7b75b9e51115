import Records
import Reports
import Testing

struct QueryFormatTests {
  private let result = QueryResult(
    columns: ["script", "n", "x", "x"],
    rows: [
      [.text("a, \"b\""), .integer(3), .real(0.1), .null],
      [.text("two\nlines\t\u{1b}[31m"), .integer(-12), .real(.infinity), .blob([0, 255])],
    ])

  @Test func `a table aligns columns and keeps the terminal safe`() {
    #expect(
      QueryFormat.table.render(result) == """
        script         n    x  x
        -----------  ---  ---  -------
        a, "b"         3  0.1
        two          -12  inf  x'00ff'
        lines\u{fffd}\u{fffd}[31m

        """)
  }

  @Test func `a long cell is cut`() {
    let long = QueryResult(columns: ["t"], rows: [[.text(String(repeating: "é", count: 70))]])
    #expect(
      QueryFormat.table.render(long, headers: false)
        == String(repeating: "é", count: 59) + "…\n")
  }

  @Test func `objects have names of their own and JSON's escapes`() {
    #expect(
      QueryFormat.json.render(result) == #"""
        [{"script": "a, \"b\"", "n": 3, "x": 0.1, "x_2": null},
         {"script": "two\nlines\t\u001b[31m", "n": -12, "x": "inf", "x_2": {"$hex": "00ff"}}]

        """#)
    #expect(QueryFormat.json.render(QueryResult(columns: ["a"], rows: [])) == "[]\n")
  }

  @Test func `other JSON forms`() {
    let small = QueryResult(
      columns: ["a", "b"], rows: [[.integer(1), .null], [.real(-0.0), .text("")]])
    #expect(
      QueryFormat.nl.render(small) == "{\"a\": 1, \"b\": null}\n{\"a\": -0.0, \"b\": \"\"}\n")
    #expect(QueryFormat.arrays.render(small) == "[[1, null],\n [-0.0, \"\"]]\n")
  }

  @Test func `separated values quote what would break a line or field`() {
    #expect(
      QueryFormat.csv.render(result)
        == "script,n,x,x\n\"a, \"\"b\"\"\",3,0.1,\n\"two\nlines\t\u{1b}[31m\",-12,inf,x'00ff'\n")
    #expect(
      QueryFormat.tsv.render(result, headers: false)
        == "a, \"b\"\t3\t0.1\t\ntwo\\nlines\\t\u{1b}[31m\t-12\tinf\tx'00ff'\n")
  }
}
