import Articles
import Testing

struct DateVector: Sendable, CustomTestStringConvertible {
  var line: String
  var expected: String
  var modified: String?
  var language: String?

  var testDescription: String { "\(line) → \(expected)" }

  static func all() throws -> [DateVector] {
    try fixtureLines("date-lines.tsv").filter { !$0.isEmpty && !$0.hasPrefix("#") }.map { row in
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return DateVector(
        line: fields[0], expected: fields[1], modified: fields.count > 2 ? fields[2] : nil,
        language: fields.count > 3 ? fields[3] : nil)
    }
  }
}

struct DateLineTests {
  @Test func `every date line of the table is read as it says`() throws {
    let vectors = try DateVector.all()
    #expect(vectors.count > 150)
    for vector in vectors {
      let modified = vector.modified.flatMap { ArticleDate(iso8601: $0) }
      let date = DateLine.date(
        in: vector.line, modified: modified, language: vector.language)
      #expect(date?.iso8601 ?? "none" == vector.expected, "\(vector.line)")
    }
  }

  @Test func `direction marks and harakat do not hide a date`() {
    let line = "\u{200F}٧\u{200F} دِيسَمْبِر \u{202B}٢٠٢٤\u{202C}"
    #expect(DateLine.date(in: line)?.iso8601 == "2024-12-07")
  }

  @Test func `the year 1403 is solar on a Persian page and lunar on an Arabic one`() {
    let line = "17/09/1403"
    #expect(DateLine.date(in: line, language: "fa")?.iso8601 == "2024-12-07")
    #expect(DateLine.date(in: line, language: "ar")?.iso8601 == "1983-06-28")
  }

  @Test func `a weekday moves a lunar date by at most two days`() {
    #expect(DateLine.date(in: "السبت 10 شوال 1436هـ")?.iso8601 == "2015-07-25")
    #expect(DateLine.date(in: "الخميس 10 شوال 1436هـ")?.iso8601 == "2015-07-26")
  }

  @Test func `a weekday that is wrong does not unsettle a Gregorian date`() {
    #expect(DateLine.date(in: "الاثنين 7 ديسمبر 2024")?.iso8601 == "2024-12-07")
  }

  @Test func `a date before the common era keeps its year`() {
    let date = DateLine.date(in: "15 مارس 444 ق.م")
    #expect(date?.year == -443)
    #expect(date?.month == 3)
  }

  @Test func `a sentence that mentions a date is no date line`() {
    #expect(DateLine.date(in: "وصل الوفد يوم السبت 7 ديسمبر 2024 إلى العاصمة") == nil)
    #expect(DateLine.date(in: "مارس 30 لاعبا تمارينهم") == nil)
  }

  @Test func `a very long line is no date`() {
    let line = String(repeating: "7/", count: 100_000)
    #expect(DateLine.date(in: line) == nil)
  }
}
