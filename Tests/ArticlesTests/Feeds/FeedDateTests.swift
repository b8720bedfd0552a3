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
    ] as [(String, String?)])
  func `dates of every kind`(text: String, iso: String?) throws {
    let document =
      "<rss version='2.0'><channel><item><pubDate>\(text)</pubDate></item></channel></rss>"
    let now = ArticleDate(iso8601: "2024-12-08T12:00")
    let feed = try feed(in: Array(document.utf8), context: DocumentContext(now: now))
    #expect(feed.articles[0].date?.iso8601 == iso)
  }
}
