import Articles
import Testing

struct FeedDateTests {
  @Test(
    arguments: [
      ("Sat, 07 Dec 2024 14:30:05 GMT", "2024-12-07T14:30:05Z"),
      ("Sat, 07 Dec 2024 14:30:05 +0300", "2024-12-07T14:30:05+03:00"),
      ("Sat, 7 Dec 24 14:30 EST", "2024-12-07T14:30-05:00"),
      ("07 Dec 2024", "2024-12-07"),
      ("Fri, 07 December 2024 4:05:06 UT", "2024-12-07T04:05:06Z"),
      ("Sat Dec  7 14:30:05 2024", "2024-12-07T14:30:05"),
      ("Sat Dec 07 14:30:05 UTC 2024", "2024-12-07T14:30:05Z"),
      ("Mon, 21 Jan 2008 8:56 pm PST", "2008-01-21T20:56-08:00"),
      ("07-Dec-2024 14:30:05", "2024-12-07T14:30:05"),
      ("Sat, 07 Dec 2024 14:30:05 GMT+0300", "2024-12-07T14:30:05+03:00"),
      ("2024-12-07T14:30:05.123Z", "2024-12-07T14:30:05Z"),
      ("2024-12-07 14:30:05 UTC", "2024-12-07T14:30:05Z"),
      ("2024-12-7T9:05", "2024-12-07T09:05"),
      ("2024-12-07T9:5:7+03:00", "2024-12-07T09:05:07+03:00"),
      ("20241207", "2024-12-07"), ("2024-12", "2024-12"),
      ("السبت، 7 ديسمبر 2024 - 14:30", "2024-12-07T14:30"),
      ("٧ كانون الأول ٢٠٢٤", "2024-12-07"), ("6 جمادى الآخرة 1446 هـ", "2024-12-07"),
      ("منذ ٣ ساعات", "2024-12-08T09:00"), ("tomorrow or so", nil), ("", nil),
      ("Sat, 07 Dec 2024 14:30:05 IRDT", "2024-12-07T14:30:05+04:30"),
      ("Sat, 07 Dec 2024 14:30:05 XYZT", "2024-12-07T14:30:05"),
      ("Sat Dec 07 2024 14:30:05 GMT+0300 (Arabian Standard Time)", "2024-12-07T14:30:05+03:00"),
      ("Sat, 07 Dec 2024 24:00:00 +0000", "2024-12-08T00:00:00Z"),
      ("Tue, 31 Dec 2024 23:59:60 GMT", "2024-12-31T23:59:59Z"),
      ("2024-12-31T24:00:00Z", "2025-01-01T00:00:00Z"), ("2024-12-07T24:30:00Z", nil),
      ("2024-13-31T24:00:00Z", nil), ("20241207T143005Z", "2024-12-07T14:30:05Z"),
      ("20241207T1430+0300", "2024-12-07T14:30+03:00"), ("20241207143005", "2024-12-07T14:30:05"),
      ("1733580000", "2024-12-07T14:00:00Z"), ("1733580000123", "2024-12-07T14:00:00Z"),
      ("2023-W01-1", "2023-01-02"), ("2020-W53-7", "2021-01-03"), ("2024-342", "2024-12-07"),
      ("-0001-11-30T00:00:00+00:00", nil), ("0000-00-00 00:00:00", nil),
      ("sam., 07 déc. 2024 14:30:05 +0100", "2024-12-07T14:30:05+01:00"),
      ("mar., 10 déc. 2024 14:30:05 +0100", "2024-12-10T14:30:05+01:00"),
      ("mar, 10 dic 2024", "2024-12-10"), ("2023-366", "2023"),
      ("7 de diciembre de 2024", "2024-12-07"),
      ("Сб, 07 дек 2024 14:30:05 +0300", "2024-12-07T14:30:05+03:00"),
      ("7. Dezember 2024", "2024-12-07"), ("7 Aralık 2024 14:30", "2024-12-07T14:30"),
      ("December 7th, 2024", "2024-12-07"), ("2024年12月7日 14:30", "2024-12-07T14:30"),
      ("Sat, 07 Dec 2024 14:30:05 (GMT)", "2024-12-07T14:30:05Z"),
    ] as [(String, String?)])
  func `dates of every kind`(text: String, iso: String?) throws {
    let document =
      "<rss version='2.0'><channel><item><pubDate>\(text)</pubDate></item></channel></rss>"
    let now = ArticleDate(iso8601: "2024-12-08T12:00")
    let feed = try feed(in: Array(document.utf8), context: DocumentContext(now: now))
    #expect(feed.articles[0].date?.iso8601 == iso)
  }

  @Test(arguments: [("ar", "+03:00"), ("en", "-04:00")])
  func `AST is the time of Riyadh in Arabic and of Halifax in English`(
    language: String, offset: String
  ) throws {
    let document = """
      <rss version='2.0'><channel><language>\(language)</language><item>
      <pubDate>Sat, 07 Dec 2024 14:30:05 AST</pubDate></item></channel></rss>
      """
    #expect(
      try feed(in: Array(document.utf8)).articles[0].date?.iso8601 == "2024-12-07T14:30:05" + offset
    )
  }

  @Test func `a date that is none hides no other`() throws {
    let document = """
      <rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><pubDate>soon</pubDate>
      <dc:date>2024-12-07</dc:date></item></channel></rss>
      """
    #expect(try feed(in: Array(document.utf8)).articles[0].date?.iso8601 == "2024-12-07")
  }
}
