import Testing
import Typesetting

@Suite struct `Order in news` {
  private static let directions: [String: Setting.BaseDirection] = [
    "rtl": .fixed(.rightToLeft), "ltr": .fixed(.leftToRight), "ar": .language(.rightToLeft),
    "en": .language(.leftToRight), "auto": .automatic,
  ]

  @Test func `every row of the fixture has its cells in order`() throws {
    var failures = Failures()
    var cases = 0
    for line in try UnicodeFiles.fixture("news-order.tests").split(separator: "\n") {
      let fields = line.split(separator: " ; ").map(String.init)
      guard fields.count == 3, !line.hasPrefix("# ") else { continue }
      cases += 1
      let expected = fields[2].split(separator: " # ")[0]
      let direction = try #require(Self.directions[fields[0]])
      let setting = Setting(direction: direction, fallback: .leftToRight, joins: false)
      let row = typesetLine(fields[1], columns: 400, setting: setting)
      if row.text != expected { failures.add("\(fields[1]): \(row.text) instead of \(expected)") }
      let sources = row.sources.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
      #expect(sources.first?.lowerBound == 0 && sources.last?.upperBound == fields[1].utf8.count)
    }
    #expect(failures.count == 0, "\(failures.summary)")
    #expect(cases >= 58)
  }

  @Test func `without isolation the standard alone decides`() {
    var setting = Setting(direction: .fixed(.rightToLeft), joins: false)
    setting.isolatesTokens = false
    #expect(
      typesetLine("هاتف +963 11 234", columns: 40, setting: setting).text == "234 11 963+ فتاه")
  }

  @Test func `a field keeps its order and what is open in it stays inside`() {
    let setting = Setting(direction: .fixed(.rightToLeft), joins: false)
    func row(_ field: String) -> String {
      let text = "ا " + field + " 12 ب"
      return typesetLine(
        text, columns: 80, setting: setting, isolates: [Isolate(3..<3 + field.utf8.count)]
      ).text
    }
    #expect(row("C++") == "ب 12 C++ ا")
    #expect(row("a\u{2069}\u{2069}\u{2069}++") == "ب 12 a++ ا")
    #expect(row("a\u{2067}\u{2066}\u{202B}b") == "ب 12 ab ا")
    #expect(row("\u{202C}\u{202A}a \u{2066}ب") == "ب 12 a ب ا")
  }

  @Test(arguments: [
    "\u{2069}", "0 ", "https://", "https://a/)", "(", "~", "/.", "a-", "a.-", "((a", "a@", "+0 ",
    "\u{2029}a", "٠", "/.(", "/1!", "a.bc/!", "\u{654}", "\u{651}\u{202D}\u{653}\u{654}",
    "\u{600}\u{200C}", "\u{200B}\u{6DD}",
  ])
  func `tokens without end are found in linear time`(_ unit: String) {
    let text = "ا" + String(repeating: unit, count: 15_000)
    #expect(typeset(text, columns: 72).allSatisfy { $0.columns <= 72 })
  }
}
