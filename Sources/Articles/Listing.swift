// The values in which the archive is asked and answers; `Archive` fills them, `Reader` shows them.

/// Which articles a list holds. All conditions must be met.
package struct Filter: Hashable, Sendable {
  /// As the articles name it; nil for every category.
  package var category: String?
  /// First civil day, in days since 1970-01-01.
  package var since: Int?
  /// Last civil day, in days since 1970-01-01.
  package var until: Int?
  package var unreadOnly: Bool
  package var starredOnly: Bool

  package init(
    category: String? = nil, since: Int? = nil, until: Int? = nil, unreadOnly: Bool = false,
    starredOnly: Bool = false
  ) {
    self.category = category
    self.since = since
    self.until = until
    self.unreadOnly = unreadOnly
    self.starredOnly = starredOnly
  }
}

/// Where an article stands in the one order all lists share: newest day first, undated last.
package struct ListKey: Hashable, Sendable {
  /// The greater, the earlier in the list; computed by the archive.
  package var order: Int64
  package var id: Int64

  package init(order: Int64, id: Int64) {
    self.order = order
    self.id = id
  }
}

/// Where a page of a list begins.
package enum Place: Hashable, Sendable {
  case newest
  case oldest
  /// Behind this article, towards the older ones.
  case after(ListKey)
  /// Up to this article from the newer side.
  case before(ListKey)
  /// From the first article of this civil day (days since 1970-01-01) or, if it has none, of the next
  /// older one.
  case day(Int)
}

package struct CategoryTally: Equatable, Sendable {
  package var name: String
  package var total: Int
  package var unread: Int
  package var starred: Int

  package init(name: String, total: Int, unread: Int, starred: Int) {
    self.name = name
    self.total = total
    self.unread = unread
    self.starred = starred
  }
}

/// The articles of one civil day.
package struct DayTally: Equatable, Sendable {
  /// Days since 1970-01-01; nil for the undated.
  package var day: Int?
  package var total: Int
  package var unread: Int

  package init(day: Int?, total: Int, unread: Int) {
    self.day = day
    self.total = total
    self.unread = unread
  }
}

/// An article with its body, as the archive keeps it.
package struct StoredArticle: Equatable, Sendable {
  package var headline: Headline
  package var blocks: [Block]
  package var shareLine: String?
  package var summary: String?
  /// The articles the page itself named, in its order.
  package var named: [NamedRelation]
  package var position: ReadingPosition
  /// Files a feed gave with it.
  package var enclosures: [Enclosure]

  package init(
    headline: Headline, blocks: [Block], shareLine: String? = nil, summary: String? = nil,
    named: [NamedRelation] = [], position: ReadingPosition = .start, enclosures: [Enclosure] = []
  ) {
    self.headline = headline
    self.blocks = blocks
    self.shareLine = shareLine
    self.summary = summary
    self.named = named
    self.position = position
    self.enclosures = enclosures
  }
}

/// A title a page named under «read also», with the article it means when the archive has it.
package struct NamedRelation: Equatable, Sendable {
  package var title: String
  package var url: String?
  package var headline: Headline?

  package init(title: String, url: String? = nil, headline: Headline? = nil) {
    self.title = title
    self.url = url
    self.headline = headline
  }
}

/// An article that shares distinctive words with another.
package struct Relation: Equatable, Sendable {
  package var headline: Headline
  /// 0…1, how like it is to the article, nearness in time and of the source taken in.
  package var score: Double
  /// The words of the article that say so, the weightiest first.
  package var words: [String]

  package init(headline: Headline, score: Double, words: [String] = []) {
    self.headline = headline
    self.score = score
    self.words = words
  }
}

/// How far an article was read: the first line on the screen, told independently of its width.
package struct ReadingPosition: Hashable, Sendable {
  /// Index into the article's blocks.
  package var block: Int
  /// UTF-8 offset in that block's text.
  package var byte: Int

  package init(block: Int, byte: Int) {
    self.block = block
    self.byte = byte
  }

  package static let start = ReadingPosition(block: 0, byte: 0)
}

package enum Mark: String, Hashable, Sendable, CaseIterable {
  case read, unread, starred, unstarred

  /// What takes it back.
  package var opposite: Mark {
    switch self {
    case .read: .unread
    case .unread: .read
    case .starred: .unstarred
    case .unstarred: .starred
    }
  }
}

extension ArticleDate {
  /// The civil days the date may mean, in days since 1970-01-01: all of its month or year when it tells
  /// no day.
  package var days: ClosedRange<Int> {
    let first = daysSinceEpoch
    switch precision {
    case .year: return first...(ArticleDate(year: year + 1).daysSinceEpoch - 1)
    case .month:
      let next = ArticleDate(year: month == 12 ? year + 1 : year, month: month % 12 + 1)
      return first...(next.daysSinceEpoch - 1)
    case .day, .minute, .second: return first...first
    }
  }
}
