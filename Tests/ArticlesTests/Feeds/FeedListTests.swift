import Articles
import Testing

struct FeedListTests {
  @Test func `folders of an OPML file become categories, the inner within the outer`() throws {
    let text = """
      <opml version="1.0"><head><title>x</title></head><body>
      <outline title="صحف"><outline text="أ" xmlUrl="http://a.example/" htmlUrl="http://a.example/home"/>
      <outline text="محلية"><outline text="ب" xmlURL="http://b.example/?x=1&amp;y=2"/></outline></outline>
      <outline type="rss" text="ج" xmlUrl="http://c.example/"/><outline text="ج" xmlUrl="http://c.example/"/>
      </body></opml>
      """
    #expect(
      try OPML.feeds(in: Array(text.utf8)) == [
        ListedFeed(
          address: "http://a.example/", title: "أ", site: "http://a.example/home", folder: "صحف"),
        ListedFeed(address: "http://b.example/?x=1&y=2", title: "ب", folder: "صحف / محلية"),
        ListedFeed(address: "http://c.example/", title: "ج"),
      ])
  }

  @Test func `what is written is read again as it was`() throws {
    let feeds = [
      ListedFeed(
        address: "http://a.example/?x=1&y=\"2\"", title: "خبر <و> «آخر» & \"غيره\"",
        site: "http://a.example/"),
      ListedFeed(address: "http://b.example/", title: "ب", folder: "فئة & غيرها"),
    ]
    let document = OPML.document(of: feeds, title: "خلاصات")
    #expect(try OPML.feeds(in: Array(document.utf8)) == feeds)
  }

  @Test func `a file that is no list is refused`() {
    #expect(throws: Refusal.self) { try OPML.feeds(in: Array("<rss/>".utf8)) }
    #expect(throws: Refusal.self) { try OPML.feeds(in: Array("nothing".utf8)) }
  }

  @Test func `newsboat's list has tags, names and lines that are no feeds`() {
    let text = """
      # my feeds
      http://a.example/rss "أخبار عامة" "~الاسم الطويل" b
      https://b.example/ "!" c # comment
      "query:Unread:unread = \\"yes\\""
      exec:~/bin/feed
      """
    let (feeds, refusals) = NewsboatURLs.feeds(in: text)
    #expect(
      feeds == [
        ListedFeed(address: "http://a.example/rss", title: "الاسم الطويل", folder: "أخبار عامة"),
        ListedFeed(address: "https://b.example/", folder: "c"),
      ])
    #expect(refusals.map(\.place) == [.line(4), .line(5)])
  }
}
