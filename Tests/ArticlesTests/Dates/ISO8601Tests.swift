import Articles
import Testing

struct ISO8601Tests {
  @Test(arguments: [
    "2024", "2024-12", "2024-12-07", "2024-12-07T14:30", "2024-12-07T14:30:05",
    "2024-12-07T14:30Z", "2024-12-07T14:30+03:00", "2024-12-07T14:30:05-03:30", "-0043-03-15",
  ])
  func `what is written in full comes back as it was`(text: String) throws {
    #expect(try #require(ArticleDate(iso8601: text)).iso8601 == text)
  }

  @Test(arguments: [
    ("2024-12-07 14:30", "2024-12-07T14:30"),
    ("2024-12-07t14:30:05.123456z", "2024-12-07T14:30:05Z"),
    ("2024-12-07T14:30:05+0300", "2024-12-07T14:30:05+03:00"),
    ("2024-12-07T14:30 +03", "2024-12-07T14:30+03:00"),
    ("2024-12-07T14:30+00:00", "2024-12-07T14:30Z"),
    (" 2024-12-07 ", "2024-12-07"),
    ("2012-11-30T03:04:00+04:00", "2012-11-30T03:04:00+04:00"),
  ])
  func `looser spellings are understood`(text: String, expected: String) {
    #expect(ArticleDate(iso8601: text)?.iso8601 == expected)
  }

  @Test(arguments: [
    "", "24", "2024-13", "2024-02-30", "2024-12-07T25:00", "2024-12-07T14",
    "2024-12-07T14:61", "2024-12-07T14:30:05+3", "2024/12/07", "2024-12-07x", "٢٠٢٤-١٢-٠٧",
    "2024-12-07T14:30+25:00", "2024-12-07T14:30+03:99",
  ])
  func `what is no date is refused`(text: String) {
    #expect(ArticleDate(iso8601: text) == nil)
  }

  @Test func `two spellings of one moment have one sort key`() throws {
    let east = try #require(ArticleDate(iso8601: "2024-12-07T14:30+03:00"))
    let utc = try #require(ArticleDate(iso8601: "2024-12-07T11:30Z"))
    #expect(east.sortKey == utc.sortKey)
  }
}
