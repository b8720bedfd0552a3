import Testing
import Typesetting

/// What Arabic adds to UAX #14: each tailoring by a text whose rows show it. Rows are read from right to
/// left, so that expectations stand as they are written.
@Suite struct `Line breaking of Arabic news` {
  private func rows(_ text: String, _ columns: Int, _ direction: Direction = .rightToLeft)
    -> [String]
  {
    typeset(text, columns: columns, setting: Setting(direction: .fixed(direction), joins: false))
      .map { line in
        // Sources in logical order, each once: what the row shows as it was written.
        let bytes = Set(line.sources.flatMap(Array.init)).sorted()
        let utf8 = Array(text.utf8)
        return String(decoding: bytes.map { utf8[$0] }, as: UTF8.self)
      }
  }

  @Test(arguments: [
    ("قال،والرئيس", 7, ["قال،", "والرئيس"]),
    ("نعم؛ولكن", 5, ["نعم؛", "ولكن"]),
    ("وتابع:الحكومة", 8, ["وتابع:", "الحكومة"]),
    ("انتهى.وبدأ", 7, ["انتهى.", "وبدأ"]),
    ("عام 2024،وقال", 9, ["عام 2024،", "وقال"]),
    ("وكالة أ.ف.ب", 8, ["وكالة", "أ.ف.ب"]),
    ("بلغ 1.5:3.5 مترا", 9, ["بلغ", "1.5:3.5", "مترا"]),
  ])
  func `a forgotten space after a comma, semicolon, colon or full stop is a place to break`(
    _ text: String, _ columns: Int, _ expected: [String]
  ) {
    #expect(rows(text, columns) == expected)
  }

  @Test(arguments: [
    ("ارتفع بنسبة 50 %", 14, ["ارتفع بنسبة", "50 %"]),
    ("ارتفع بنسبة ٥٠ ٪", 14, ["ارتفع بنسبة", "٥٠ ٪"]),
    ("شوال سنة ١٤٤٦ هـ.", 14, ["شوال سنة", "١٤٤٦ هـ."]),
    ("من عام 2015 م وبعد", 11, ["من عام", "2015 م وبعد"]),
    ("من عام 2015 مساء", 11, ["من عام 2015", "مساء"]),
  ])
  func `a number keeps its percent sign and its era`(
    _ text: String, _ columns: Int, _ expected: [String]
  ) {
    #expect(rows(text, columns) == expected)
  }

  @Test(arguments: [
    ("قال « نعم » ثم", 8, ["قال", "« نعم »", "ثم"]),
    ("قال« نعم » ثم", 5, ["قال«", "نعم »"]),
  ])
  func `guillemets hold what they enclose, spaces or not`(
    _ text: String, _ columns: Int, _ expected: [String]
  ) {
    let found = rows(text, columns)
    #expect(columns > 5 ? found == expected : found.allSatisfy { !$0.hasPrefix("»") })
  }

  @Test func `a lone waw goes on with the next word`() {
    #expect(rows("ذهب أحمد و خالد", 10) == ["ذهب أحمد", "و خالد"])
    #expect(rows("ذهب أحمد و\u{64E} خالد", 10) == ["ذهب أحمد", "و\u{64E} خالد"])
    #expect(rows("سألوا عن دلو ماء", 12) == ["سألوا عن دلو", "ماء"])
  }

  @Test func `a day stays with its month where there is room`() {
    #expect(rows("وصل الوفد في 7 ديسمبر", 15) == ["وصل الوفد في", "7 ديسمبر"])
    #expect(rows("في صباح يوم ٧ كانون الأول", 19) == ["في صباح يوم", "٧ كانون الأول"])
    #expect(rows("وصلوا 1250 ديسمبر", 11) == ["وصلوا 1250", "ديسمبر"])
    #expect(rows("7 ديسمبر", 6) == ["7", "ديسمبر"])
  }

  @Test func `the two words of a month stay together where there is room`() {
    #expect(rows("وصل في ديسمبر/كانون الأول", 22) == ["وصل في ديسمبر/", "كانون الأول"])
    #expect(rows("وصل يوم كانون الأول", 13) == ["وصل يوم", "كانون الأول"])
    #expect(rows("وصل الوفد في ذي القعدة", 16) == ["وصل الوفد في", "ذي القعدة"])
    #expect(rows("وصل في ربيع العمر", 14) == ["وصل في ربيع", "العمر"])
  }

  @Test func `a title stays with the name where there is room`() {
    #expect(rows("وقال الطبيب د. محمد", 15) == ["وقال الطبيب", "د. محمد"])
    #expect(rows("وقال الطبيب أ.د. محمد", 17) == ["وقال الطبيب", "أ.د. محمد"])
    #expect(rows("د. عبدالرحمن", 10) == ["د.", "عبدالرحمن"])
  }

  @Test func `a soft hyphen is seen in Latin words only, and only at the end of a row`() {
    let latin = typeset("inter\u{AD}national", columns: 8, setting: Setting(fallback: .leftToRight))
    #expect(latin.map(\.text) == ["inter-", "national"])
    #expect(typesetLine("inter\u{AD}national", columns: 20).text == "international")
    #expect(rows("الجم\u{AD}هورية", 5) == ["الجمه", "ورية"])
  }

  @Test func `no-break spaces collapse, and beside a space they are padding`() {
    #expect(columns(of: "أ\u{A0}\u{A0}\u{A0}ب") == 3)
    #expect(columns(of: "أ \u{A0} ب") == 3)
    #expect(typeset("قال\u{A0} نعم", columns: 5).count == 2)
    #expect(typeset("\u{A0}\u{A0}\n\u{A0}", columns: 9).map(\.columns) == [0, 0])
    #expect(typeset("٥\u{A0}كم هنا", columns: 5).map(\.columns) == [4, 3])
  }

  @Test func `isolates, written or meant, hide no place to break`() {
    #expect(rows("اسمه \u{2066}Apple\u{2069} هنا", 6).count == 3)
    #expect(rows("انظر www.example.com/a هنا", 17) == ["انظر", "www.example.com/a", "هنا"])
    #expect(rows("ذهب \u{200F}\u{200F}أحمد", 4).count == 2)
  }

  @Test func `the tailorings leave left-to-right paragraphs alone`() {
    #expect(rows("about 50 % or", 8, .leftToRight) == ["about 50", "% or"])
  }
}
