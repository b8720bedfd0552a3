import Testing
import Typesetting

@Suite struct `Grapheme clusters` {
  /// `|` for the boundaries inside the text.
  @Test(arguments: [
    ("GB3, GB4, GB5", "a|\r\n|\u{300}|b"),
    ("GB6, GB7, GB8", "\u{1100}\u{1100}\u{1161}\u{11A8}|\u{1100}"),
    ("GB9", "e\u{301}\u{200D}|a"),
    ("GB9a", "\u{915}\u{93E}|a"),
    ("GB9b", "\u{600}1|2"),
    ("GB9c", "\u{915}\u{94D}\u{937}|\u{915}"),
    ("GB11", "👩\u{200D}👧|👩|a\u{200D}|👧"),
    ("GB12, GB13", "🇸🇾|🇵🇸|🇪"),
    ("GB999", "ل|ا"),
  ])
  func `a rule parts or joins`(_ rule: String, _ marked: String) {
    let text = String(String.UnicodeScalarView(marked.unicodeScalars.filter { $0 != "|" }))
    let found = marking(text, at: graphemeClusterStarts(in: text).dropFirst())
    #expect(found == marked, "\(rule)")
  }

  @Test(arguments: [
    ("👍🏽", 2), ("👩\u{200D}👩\u{200D}👧", 2), ("🏳\u{FE0F}\u{200D}🌈", 2), ("☀\u{FE0F}", 2),
    ("☀", 1), ("☝🏽", 2), ("1\u{FE0F}\u{20E3}", 2), ("1", 1), ("🇸🇾", 2), ("🇸", 1),
    ("🏴\u{E0067}\u{E0062}\u{E007F}", 2), ("가", 2), ("\u{1100}\u{1161}\u{11A8}", 2),
    ("क्षि", 3), ("е\u{301}", 1), ("北", 2), ("ｱ", 1), ("é", 1), ("\u{AD}", 0), ("\u{600}1", 2),
    ("مُحَمَّد", 4), ("שָׁלוֹם", 4), ("ก\u{E33}", 2),
  ])
  func `a cluster has the columns it is painted in`(_ text: String, _ expected: Int) {
    #expect(columns(of: text) == expected)
    #expect(typesetLine(text, columns: 20).columns == expected)
  }

  @Test func `an emoji sequence is its first emoji, its source the whole of it`() {
    let line = typesetLine("👩\u{200D}👧!", columns: 9, setting: Setting(fallback: .leftToRight))
    #expect(line.text == "👩!")
    #expect(line.sources == [0..<11, 0..<11, 11..<12])
    let sun = typesetLine("☀\u{FE0F}!", columns: 9, setting: Setting(fallback: .leftToRight))
    #expect(sun.text == "☀ !")
    #expect(sun.cells.map(\.width) == [1, 1, 1])
  }

  @Test func `the tags of a flag are part of it`() {
    let england = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"
    #expect(typesetLine(england, columns: 4).sources == [0..<28, 0..<28])
  }

  @Test func `a flag in Arabic text keeps the order of its letters`() {
    let line = typesetLine("علم 🇸🇾 هنا", columns: 20, setting: Setting(joins: false))
    #expect(line.text == "انه 🇸🇾 ملع")
  }

  @Test func `conjoining Jamo are painted as their syllable`() {
    #expect(typesetLine("\u{1112}\u{1161}\u{11AB}", columns: 4).text == "\u{D55C}")
  }

  @Test func `ambiguous characters are one column or two as the terminal is set up`() {
    #expect(columns(of: "“а”●") == 4)
    #expect(columns(of: "“а”●", setting: Setting(ambiguousIsWide: true)) == 8)
    #expect(columns(of: "خبر 12", setting: Setting(ambiguousIsWide: true)) == 6)
    let cut = typesetLine(
      "one two three", columns: 9,
      setting: Setting(fallback: .leftToRight, ambiguousIsWide: true))
    #expect(cut.text == "one two…" && cut.columns == 9)
  }

  @Test func `a row never begins inside a grapheme cluster`() {
    let pool: [Unicode.Scalar] = [
      "a", " ", "\u{627}", "\u{644}", "\u{628}", "\u{64E}", "\u{300}", "\u{200D}", "\u{200C}",
      "\u{915}", "\u{94D}", "\u{937}", "\u{93F}", "\u{600}", "\u{1F1F8}", "\u{1F1FE}",
      "\u{1F469}", "\u{1F3FD}", "\u{2600}", "\u{FE0F}", "\u{1100}", "\u{1161}", "\u{11A8}",
      "\u{AC00}", "\u{5317}", "-", "/", "\u{ABA9}", "\u{1B27}", "\u{1B44}", "\u{AD}", "1",
      "\u{20E3}", ".",
    ]
    var random = SplitMix(state: 11)
    for _ in 0..<600 {
      let scalars = (0..<random.next(60)).map { _ in pool[random.next(pool.count)] }
      checkRows(of: scalars, columns: 8 + random.next(12), joins: random.next(2) == 0)
    }
  }

  /// A row may begin inside a cluster only if that cluster alone is wider than the row.
  private func checkRows(of scalars: [Unicode.Scalar], columns: Int, joins: Bool) {
    let text = String(String.UnicodeScalarView(scalars))
    let starts = graphemeClusterStarts(in: text)
    for line in typeset(text, columns: columns, setting: Setting(joins: joins)).dropFirst() {
      guard let start = line.sources.map(\.lowerBound).min() else { continue }
      let cluster = starts.last { $0 <= start } ?? 0
      let end = starts.first { $0 > start } ?? text.utf8.count
      let bytes = Array(text.utf8)[cluster..<end]
      #expect(
        starts.contains(start)
          || Typesetting.columns(of: String(decoding: bytes, as: UTF8.self)) > columns,
        "\(codes(text)) at \(columns): row at byte \(start)")
    }
  }
}

@Suite struct `Text made to be slow to break` {
  static let units: [String] = [
    "a", "ب", " ", "\u{A0}", "\u{300}", "\u{200D}", "«", "« ", "»", "“", "و ", "أ.", ". ", "،ب",
    "1", "1 ", "1/", "(", "(.", "$(", "北", "\u{1F469}\u{200D}", "\u{1F1F8}", "\u{1100}", "\u{11A8}",
    "\u{915}\u{94D}", "\u{600}", "\u{AD}", "ب\u{AD}", "\u{1B27}", "1 كانون ", "7 ديسمبر", "-", "א-",
    "\u{200B}", "\u{2060}", "\"", "،\u{300}", "\u{1F3FD}", "\u{FE0F}", "\u{20E3}", "\u{64E}",
  ]

  @Test(arguments: units)
  func `a long run of one thing is broken, and no cell keeps more than four marks`(_ unit: String) {
    let text = String(repeating: unit, count: 12_000 / unit.utf8.count)
    let lines = typeset("x" + text + "ب", columns: 40)
    #expect(lines.allSatisfy { $0.columns <= 40 && $0.sources.count == $0.cells.count })
    #expect(lines.allSatisfy { $0.cells.allSatisfy { $0.scalars.count <= 5 } })
  }
}
