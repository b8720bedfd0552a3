import Archive
import Articles
import Foundation

/// Takes subscriptions from the files of other readers.
struct SubscriptionIntake {
  struct Summary: Encodable {
    struct Refusal: Encodable { var path: String, reason: String }

    var new = 0
    var known = 0
    /// Articles, and how many of them were read before.
    var articles = 0
    var read = 0
    var refused: [Refusal] = []

    var sentence: String {
      "\(new) new feeds, \(known) known"
        + (articles > 0 ? ", \(articles) articles of which \(read) read" : "")
    }
  }

  private(set) var summary = Summary()
  private let archive: Archive

  init(archive: Archive) { self.archive = archive }

  mutating func take(_ path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      return refuse(path, "there is no such file, or it may not be read")
    }
    do {
      if data.starts(with: Data("SQLite format 3".utf8)) { return try takeCache(path) }
      let bytes = [UInt8](data)
      let marks: [UInt8] = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF]
      if bytes.first(where: { $0 > 0x20 && !marks.contains($0) }) == UInt8(ascii: "<") {
        try subscribe(to: OPML.feeds(in: bytes), path)
      } else {
        let list = NewsboatURLs.feeds(in: String(decoding: bytes, as: UTF8.self))
        for refusal in list.refusals { refuse(path, refusal) }
        try subscribe(to: list.feeds, path)
      }
    } catch let refusal as Refusal {
      refuse(path, refusal)
    }
  }

  private mutating func subscribe(to feeds: [ListedFeed], _ path: String) throws {
    for var feed in feeds {
      if feed.address.lowercased().hasPrefix("feed:") {
        feed.address = AddFeed.completed(feed.address)
      }
      // A list from elsewhere must not make us read the files of this computer.
      guard feed.address.lowercased().hasPrefix("http") else {
        refuse(path, "\(withoutCredentials(feed.address)) is no address of the web")
        continue
      }
      let added = try guarded {
        try archive.subscribe(
          to: feed.address, name: feed.title, folder: feed.folder, at: Clock.seconds)
      }
      if added.isNew { summary.new += 1 } else { summary.known += 1 }
    }
  }

  // MARK: newsboat's cache

  private mutating func takeCache(_ path: String) throws {
    let items = try NewsboatCache.items(at: path)
    let known = try archive.guardedSubscriptions()
    for (address, items) in Dictionary(grouping: items, by: \.feed).sorted(by: { $0.key < $1.key })
    {
      let feed = try guarded { try archive.feedNumber(of: address, at: Clock.seconds) }
      let name = known.first { $0.id == feed }?.shownName ?? ""
      for start in stride(from: 0, to: items.count, by: 250) {
        try take(Array(items[start..<min(start + 250, items.count)]), of: feed, name)
      }
    }
  }

  private mutating func take(_ items: [NewsboatItem], of feed: Int64, _ name: String) throws {
    let articles = items.map {
      Article(
        title: $0.title, html: $0.content, author: $0.author, url: $0.url, guid: $0.guid,
        date: $0.date, feed: name)
    }
    let addition = try guarded {
      try archive.add([Delivery(articles, feed: feed)], at: Clock.seconds)
    }
    let read = zip(addition.items, items).filter { $1.isRead }.map { $0.0.id }
    _ = try guarded { try archive.mark(read, .read, at: Clock.seconds) }
    summary.articles += items.count
    summary.read += read.count
  }

  private mutating func refuse(_ path: String, _ refusal: Refusal) {
    if case .line(let number) = refusal.place {
      refuse(path, "line \(number): \(refusal.sentence)")
    } else {
      refuse(path, refusal.sentence)
    }
  }

  private mutating func refuse(_ path: String, _ reason: String) {
    summary.refused.append(Summary.Refusal(path: path, reason: reason))
  }
}
