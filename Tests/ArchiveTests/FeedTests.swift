import Archive
import Articles
import Foundation
import GRDB
import Testing

struct FeedTests {
  private func article(_ title: String, id: String? = nil, url: String? = nil) -> Article {
    Article(externalID: id, title: title, url: url, blocks: [Block(.paragraph, "نص \(title).")])
  }

  @Test func `two feeds with the same identity keep both articles`() throws {
    let archive = try Archive.inMemory()
    let first = try archive.feedNumber(of: "https://a.example/rss", at: 1)
    let second = try archive.feedNumber(of: "https://b.example/rss", at: 1)
    let items = [article("خبر", id: "1", url: "https://x.example/1")]
    let addition = try archive.add(
      [Delivery(items, feed: first), Delivery(items, feed: second)], at: 2)
    #expect(addition.items.map(\.change) == [.new, .new])
    #expect(
      try archive.add([Delivery(items, feed: second)], at: 3).items.map(\.change) == [.unchanged])
    #expect(try archive.count == 2)
  }

  @Test func `an item that changed updates, and keeps its mark, though its feed has moved`() throws
  {
    let archive = try Archive.inMemory()
    let feed = try archive.subscribe(to: "https://a.example/rss", at: 1).id
    let added = try archive.add([Delivery([article("قبل", id: "1")], feed: feed)], at: 2)
    _ = try archive.mark(added.items.map(\.id), .read, at: 3)
    let report = FeedReport(
      health: FeedHealth(etag: "\"x\"", checkedAt: 4, succeededAt: 4),
      movedTo: "https://b.example/rss", title: "القناة")
    let changed = try archive.add(
      [Delivery([article("بعد", id: "1")], feed: feed, report: report)], at: 4)
    #expect(changed.items == [Addition.Item(id: added.items[0].id, change: .changed)])
    #expect(try archive.headline(added.items[0].id)?.isRead == true)
    let subscription = try #require(try archive.subscriptions().first)
    #expect(subscription.address == "https://b.example/rss")
    #expect(subscription.title == "القناة")
    #expect(subscription.health.etag == "\"x\"")
    #expect((subscription.total, subscription.unread) == (1, 0))
  }

  @Test func `without an identity the address decides`() throws {
    let archive = try Archive.inMemory()
    let feed = try archive.feedNumber(of: "f", at: 1)
    let first = article("خبر", url: "https://x.example/1")
    var longer = first
    longer.blocks.append(Block(.paragraph, "فقرة أخرى."))
    _ = try archive.add([Delivery([first], feed: feed)], at: 1)
    #expect(
      try archive.add([Delivery([longer], feed: feed)], at: 2).items.map(\.change) == [.changed])
  }

  @Test func `an article without a category gets that of its feed's place`() throws {
    let archive = try Archive.inMemory()
    let feed = try archive.subscribe(to: "f", folder: "بحر", at: 1).id
    _ = try archive.add([Delivery([article("خبر")], feed: feed)], at: 1)
    #expect(try archive.categories().map(\.name) == ["بحر"])
  }

  @Test func `a subscription that ends leaves its articles, and comes back as it was known`() throws
  {
    let archive = try Archive.inMemory()
    let feed = try archive.subscribe(to: "f", name: "اسم", folder: "", at: 1)
    #expect(feed.isNew)
    let item = article("خبر", id: "1")
    _ = try archive.add([Delivery([item], feed: feed.id)], at: 1)
    #expect(try archive.unsubscribe(feed.id))
    #expect(try archive.unsubscribe(feed.id) == false)
    #expect(try archive.subscriptions().isEmpty)
    #expect(try archive.count == 1)
    let again = try archive.subscribe(to: "f", at: 2)
    #expect(again.isNew)
    #expect(again.id == feed.id)
    #expect(
      try archive.add([Delivery([item], feed: again.id)], at: 2).items.map(\.change) == [.unchanged]
    )
  }

  @Test func `links and enclosures come back as they went in`() throws {
    let archive = try Archive.inMemory()
    var item = article("خبر")
    item.blocks = [
      Block(
        .paragraph, "كلمة هنا", links: [Block.Link(start: 0, end: 8, url: "https://x.example/")]),
      Block(.listItem, "بند", level: 2),
      Block(.paragraph, "Swift هنا", isRightToLeft: true),
      Block(.quote, "هنا Swift", isRightToLeft: false),
    ]
    item.enclosures = [
      Enclosure(url: "https://x.example/a.mp3", type: "audio/mpeg", length: 7),
      Enclosure(url: "https://x.example/b"),
    ]
    let id = try archive.add([item], at: 1).items[0].id
    let stored = try #require(try archive.article(id))
    #expect(stored.blocks == item.blocks)
    #expect(stored.enclosures == item.enclosures)
  }

  @Test func `old read articles go, starred and unread and saved ones stay, and none comes back`()
    throws
  {
    let archive = try Archive.inMemory()
    let feed = try archive.subscribe(to: "f", at: 1).id
    let now: Int64 = 20_000 * 86_400
    let old = (1...4).map { number in
      var item = article("قديم \(number)", id: "\(number)")
      item.date = ArticleDate(daysSinceEpoch: 19_000)
      return item
    }
    let ids = try archive.add([Delivery(old, feed: feed)], at: 19_000 * 86_400).items.map(\.id)
    let page = try archive.add([article("صفحة محفوظة")], at: 19_000 * 86_400).items[0].id
    _ = try archive.mark([ids[0], ids[1], ids[2], page], .read, at: now)
    _ = try archive.mark([ids[1]], .starred, at: now)
    #expect(try archive.apply(Retention(days: 30), at: now) == 2)
    #expect(try archive.list().map(\.id).sorted() == [ids[1], ids[3], page])
    #expect(try archive.check().isEmpty)
    #expect(try archive.add([Delivery(old, feed: feed)], at: now).count(.new) == 0)
    #expect(try archive.count == 3)
  }

  @Test func `a text that was completed stays until its feed has more`() throws {
    let archive = try Archive.inMemory()
    let feed = try archive.subscribe(to: "f", at: 1).id
    let item = article("خبر", id: "1")
    let id = try archive.add([Delivery([item], feed: feed)], at: 1).items[0].id
    let whole = [Block(.paragraph, "النص الكامل"), Block(.paragraph, "وبقيته")]
    #expect(try archive.complete(id, with: whole, at: 2)?.blocks == whole)
    #expect(try archive.add([Delivery([item], feed: feed)], at: 3).items[0].change == .unchanged)
    #expect(try archive.article(id)?.blocks == whole)
    #expect(try archive.check().isEmpty)
    var other = item
    other.title = "خبر مصحح"
    other.blocks = [Block(.paragraph, "ملخص")]
    #expect(try archive.add([Delivery([other], feed: feed)], at: 4).items[0].change == .changed)
    #expect(try archive.headline(id)?.title == "خبر مصحح")
    #expect(try archive.article(id)?.blocks == whole)
    #expect(
      try archive.search(SearchRequest("الكامل", limit: 10, today: 20_100)).results.map(
        \.headline.id) == [id])
    #expect(try archive.check().isEmpty)
    other.blocks = whole + [Block(.paragraph, "وزيادة")]
    #expect(try archive.add([Delivery([other], feed: feed)], at: 5).items[0].change == .changed)
    #expect(try archive.article(id)?.blocks == other.blocks)
    // From then on the text is the feed's, shorter or not.
    other.blocks = [Block(.paragraph, "تصحيح")]
    #expect(try archive.add([Delivery([other], feed: feed)], at: 6).items[0].change == .changed)
    #expect(try archive.article(id)?.blocks == other.blocks)
  }

  @Test func `an article that is two hours old is the same when it is three hours old`() throws {
    let archive = try Archive.inMemory()
    let feed = try archive.subscribe(to: "f", at: 1).id
    func items(_ words: String, _ now: String, _ text: String) throws -> [Article] {
      let document = """
        <rss version='2.0'><channel><item><guid>1</guid><title>خبر</title><pubDate>\(words)</pubDate>
        <description>\(text)</description></item></channel></rss>
        """
      return try Articles.feed(
        in: Array(document.utf8), context: DocumentContext(now: ArticleDate(iso8601: now))
      ).articles
    }
    let first = try items("منذ ساعتين", "2024-12-07T12:00", "نص الخبر.")
    let id = try archive.add([Delivery(first, feed: feed)], at: 1).items[0].id
    let later = try items("منذ ٣ ساعات", "2024-12-07T13:40", "نص الخبر.")
    #expect(try archive.add([Delivery(later, feed: feed)], at: 2).items[0].change == .unchanged)
    let edited = try items("منذ يوم", "2024-12-09T13:40", "نص الخبر بعد التحرير.")
    #expect(try archive.add([Delivery(edited, feed: feed)], at: 3).items[0].change == .changed)
    #expect(try archive.headline(id)?.date?.iso8601 == "2024-12-07T10:00")
    #expect(try archive.check().isEmpty)
  }

  @Test func `a torn item takes nothing from a whole one`() throws {
    let archive = try Archive.inMemory()
    let feed = try archive.subscribe(to: "f", at: 1).id
    let whole = article("عنوان كامل", id: "1")
    let id = try archive.add([Delivery([whole], feed: feed)], at: 1).items[0].id
    var torn = article("عنوان", id: "1")
    torn.isTorn = true
    #expect(try archive.add([Delivery([torn], feed: feed)], at: 2).items[0].change == .unchanged)
    #expect(try archive.headline(id)?.title == "عنوان كامل")
    // A new one is better than nothing.
    torn.externalID = "2"
    #expect(try archive.add([Delivery([torn], feed: feed)], at: 3).items[0].change == .new)
  }

  @Test func `an identity that newsboat made up is none`() {
    func identity(_ guid: String, url: String) -> String? {
      Article(
        title: "عنوان", html: "", author: "", url: url, guid: guid, date: 0, feed: "f"
      ).externalID
    }
    #expect(identity("https://x.example/1", url: "https://x.example/1") == "https://x.example/1")
    #expect(identity("https://x.example/1Sat, 07 Dec 2024", url: "https://x.example/1") == nil)
    #expect(identity("عنوان", url: "") == nil)
    #expect(identity("7", url: "https://x.example/1") == "7")
  }

  @Test func `newsboat's cache gives its articles and what was read, deleted ones left out`() throws
  {
    let path = FileManager.default.temporaryDirectory.appending(path: "khabar-\(UUID()).db").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      try db.execute(
        sql: """
          CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
            title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,
            feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,
            unread INTEGER(1) NOT NULL, deleted INTEGER(1) NOT NULL DEFAULT 0);
          INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, deleted) VALUES
            ('1', 'قديم', 'هدى', 'https://x.example/1', 'https://x.example/rss', 100, '<p>متن</p>', 0, 0),
            ('2', 'جديد', '', '', 'https://x.example/rss', 200, '', 1, 0),
            ('3', 'محذوف', '', '', 'https://x.example/rss', 300, '', 1, 1);
          """)
    }
    try queue.close()
    let items = try NewsboatCache.items(at: path)
    #expect(items.map(\.guid) == ["1", "2"])
    #expect(items.map(\.isRead) == [true, false])
    #expect(items[0].content == "<p>متن</p>" && items[0].date == 100 && items[0].author == "هدى")
    #expect(throws: Refusal("this is no cache of newsboat")) {
      try NewsboatCache.items(at: "/dev/null")
    }
  }
}
