import Testing
import Typesetting

@Suite struct `Setting text in rows` {
  private func rows(_ text: String, _ columns: Int, _ setting: Setting = Setting()) -> [String] {
    typeset(text, columns: columns, setting: setting).map(\.text)
  }

  @Test func `words go to the next row and blanks at a row's end take no column`() {
    #expect(rows("one two  three", 7) == ["one two", "three"])
    #expect(rows("one two", 3) == ["one", "two"])
    #expect(rows("one\u{A0}two", 5) == ["one\u{20}t", "wo"])
    #expect(rows("one \u{A0}two", 5) == ["one", "two"])
  }

  @Test func `line feeds and separators end rows`() {
    #expect(rows("a\n\nb\r\nc\u{2029}d\u{2028}e\n", 9) == ["a", "", "b", "c", "d", "e"])
    #expect(rows("", 9) == [])
  }

  @Test func `a row never begins with closing punctuation`() {
    #expect(rows("abc def , ghi", 7) == ["abc", "def ,", "ghi"])
    let arabic = Setting(joins: false)
    #expect(rows("قال نعم ، ثم", 7, arabic) == ["لاق", "، معن", "مث"])
  }

  @Test func `a word too long is cut between letters that do not join`() {
    let text = "بببدببب"
    #expect(typeset(text, columns: 6).map(\.columns) == [4, 3])
    #expect(typeset("ببببببب", columns: 3).map(\.columns) == [3, 3, 1])
    #expect(codes(typeset("ببب", columns: 2)[1].text) == "FE90")
  }

  @Test func `hyphens and slashes between letters are places to break`() {
    #expect(rows("news/world", 6) == ["news/", "world"])
    #expect(rows("a covid-19", 8) == ["a", "covid-19"])
  }

  @Test func `wide characters fill two columns and stay whole`() {
    let line = typesetLine("a北", columns: 9)
    #expect(line.cells.map(\.width) == [1, 2, 0])
    #expect(line.cells[2].base == Cell.continuation)
    #expect(line.sources == [0..<1, 1..<4, 1..<4])
    #expect(rows("北京大学", 5) == ["北京", "大学"])
    #expect(rows("北京。大", 4) == ["北", "京。", "大"])
    #expect(rows("北", 1) == ["\u{FFFD}"])
  }

  @Test func `a line cut short ends with an ellipsis inside its columns`() {
    #expect(typesetLine("one two three", columns: 9).text == "one two…")
    #expect(typesetLine("internationalization", columns: 6).text == "inter…")
    #expect(typesetLine("a\nb", columns: 6).text == "a b")
    #expect(typesetLine("abc", columns: 1).text == "…")
    #expect(typesetLine("abc", columns: 0).cells.isEmpty)
    let arabic = typesetLine("قال نعم ثم", columns: 8, setting: Setting(joins: false))
    #expect(arabic.text == "…معن لاق")
    #expect(arabic.sources.first == 13..<13)
  }

  @Test func `direction is decided paragraph by paragraph`() {
    let lines = typeset("قال نعم\nhello\nBBC تنشر أدلة\n12", columns: 40)
    #expect(lines.map(\.direction) == [.rightToLeft, .leftToRight, .rightToLeft, .rightToLeft])
    #expect(
      typeset("12", columns: 9, setting: Setting(fallback: .leftToRight))[0].direction
        == .leftToRight)
    #expect(naturalDirection(of: "12 - 3") == nil)
    #expect(naturalDirection(of: "Easy Export مشروع جديد للتصدير") == .rightToLeft)
    #expect(naturalDirection(of: "hello ب world") == .leftToRight)
  }

  @Test func `later spans win and sources follow the visual order`() {
    let bold = Style(.standard, on: .standard, .bold)
    let line = typesetLine(
      "ab אב", columns: 9, setting: Setting(direction: .fixed(.leftToRight)),
      spans: [Span(0..<7, bold), Span(1..<5, .plain)])
    #expect(line.cells.map(\.style) == [bold, .plain, .plain, bold, .plain])
    #expect(line.sources == [0..<1, 1..<2, 2..<3, 5..<7, 3..<5])
  }

  @Test func `a tatweel takes the style of the word it lengthens, a widened gap none`() {
    let bold = Style(.standard, on: .standard, .bold)
    let text = "جميع أعضاء الأسرة البشرية وبحقوقهم المتساوية الثابتة هو أساس الحرية والعدل"
    let row = typeset(text, columns: 40, setting: Setting(justification: .kashida))[0]
    for word in words(of: text) {
      let styled = row.styled([Span(word.range, bold)])
      let columns = styled.cells.indices.filter { styled.cells[$0].style == bold }
      let shown = row.sources.indices.filter { row.sources[$0].overlaps(word.range) }
      guard let first = shown.first, let last = shown.last else { continue }
      #expect(columns == Array(first...last))
    }
    #expect(row.cells.contains { $0.base == "\u{640}" })
  }

  @Test func `a style without a link keeps the link of the cell`() {
    var linked = Style.plain
    linked.link = 3
    let line = typesetLine("a", columns: 9, style: linked)
    let bold = Style(.standard, on: .standard, .bold)
    #expect(line.styled([Span(0..<1, bold)]).cells[0].style.link == 3)
  }

  @Test func `justified rows widen their gaps evenly except the last`() {
    let setting = Setting(justification: .spaces)
    #expect(rows("aa bb cc dd ee ff", 11, setting) == ["aa bb cc dd", "ee ff"])
    #expect(rows("aaa bbb ccc dddd", 13, setting) == ["aaa  bbb  ccc", "dddd"])
    #expect(rows("aa bbbbbbbbb", 9, setting) == ["aa", "bbbbbbbbb"])
    #expect(rows("a b cccccccc", 9, setting) == ["a b", "cccccccc"])
    #expect(rows("aa b ccccccc", 8, setting) == ["aa   b", "ccccccc"])
  }

  @Test func `controls and overrides never reach a cell`() {
    let text = "a\u{1B}[31m\u{202E}bc\u{202C}\u{7}\u{200F}\u{9B}d\u{0}"
    #expect(typesetLine(text, columns: 40).text == "a[31mbcd")
    #expect(safeText("a\u{1B}b\u{202E}c\u{202C}d\r\ne\rf\tg") == "abcd\ne f\tg")
    #expect(safeText("\u{2066}\u{202D}x\u{2069}\u{202C}") == "\u{2066}x\u{2069}\u{202C}")
  }

  @Test func `a tab is a blank`() {
    #expect(typesetLine("a\tb", columns: 9).text == "a b")
    #expect(columns(of: "سلام\tb") == 5)
  }

  @Test func `columns count what is painted`() {
    #expect(columns(of: "لَا") == 1)
    #expect(columns(of: "مُحَمَّد") == 4)
    #expect(columns(of: "北京") == 4)
    #expect(columns(of: "e\u{301}\u{200D}\u{FE0F}") == 1)
    #expect(columns(of: "👍🏽") == 2)
    #expect(columns(of: "﷽") == 22)
  }

  /// Random text from scalars that layout treats specially.
  @Test func `no text breaks the promises of a row`() {
    let pool: [Unicode.Scalar] = [
      "a", "1", " ", "\t", "\n", "\u{5D0}", "\u{627}", "\u{644}", "\u{628}", "\u{64E}", "\u{651}",
      "\u{200D}", "\u{200C}", "\u{200B}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}",
      "\u{202E}",
      "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}", "(", ")", "\u{2329}", "\u{300B}", "\u{5317}",
      "\u{1F44D}", "\u{1F3FD}", "\u{FDFA}", "\u{FDFD}", "\u{6DD}", "\u{662}", "\u{2028}", "\u{A0}",
      "\u{1160}", "\u{FE0F}", "\u{FE70}", "\u{FEFB}", "\u{AD}", "\u{0}", "\u{10FFFF}", "\u{600}",
    ]
    var random = SplitMix(state: 7)
    for _ in 0..<400 {
      var text = String.UnicodeScalarView()
      for _ in 0..<random.next(80) { text.append(pool[random.next(pool.count)]) }
      check(String(text), columns: 1 + random.next(20), random.next(2) == 0)
    }
  }

  private func check(_ text: String, columns: Int, _ joins: Bool) {
    let setting = Setting(joins: joins, justification: joins ? .spaces : .none)
    var lines = typeset(text, columns: columns, setting: setting)
    lines.append(typesetLine(text, columns: columns, setting: setting))
    for line in lines {
      #expect(line.columns <= columns && line.sources.count == line.cells.count)
      for (index, cell) in line.cells.enumerated() {
        #expect(cell.width != 2 || line.cells[index + 1].width == 0)
        #expect(cell.scalars.allSatisfy { $0.value >= 0x20 && !$0.properties.isBidiControl })
        #expect(line.sources[index].upperBound <= text.utf8.count)
      }
    }
  }
}

/// A small generator with the same numbers in every run.
struct SplitMix {
  var state: UInt64

  mutating func next(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(limit))
  }
}
