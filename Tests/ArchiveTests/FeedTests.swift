import Archive
import Articles
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
}
