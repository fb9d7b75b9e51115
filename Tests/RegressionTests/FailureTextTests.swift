import Records
import Regression
import Testing

struct FailureTextTests {
  @Test func `a differing number is shown whole`() {
    let check = verdict("grad: 4.1", "grad: 4.0", [floats(4)])
    let text = FailureText(script: "examples/x.ag", check: check, history: [.num, .exact])
    #expect(
      text.rendered == """
        examples/x.ag:2: num: the number differs: off by 0.1 (relative 0.0244, 1.13e+14 ulp), \
        allowed 0.05
          expected   grad: 4.1
          actual     grad: 4.0
          unrounded  4.0 (expected 4.1)
          difference absolute 0.1, relative 0.0244, 1.13e+14 ulp; allowed 0.05 (rtol 1e-09, atol 1e-12)
          history    num exact
          accept     agrun accept examples/x.ag:2
        """)
  }

  @Test(arguments: [
    (0.0, "0"), (1.0, "1"), (0.1, "0.1"), (1234.5, "1230"), (999.6, "1000"), (1e-9, "1e-09"),
    (1.2345e-7, "1.23e-07"), (0.00123, "0.00123"), (-2.5e20, "-2.5e+20"), (.infinity, "inf"),
    (.nan, "nan"), (.leastNonzeroMagnitude, "4.94e-324"), (1.7976931348623157e308, "1.8e+308"),
    (12.34, "12.3"),
  ])
  func `differences are written with three digits`(value: Double, text: String) {
    #expect(value.brief == text)
  }
}
