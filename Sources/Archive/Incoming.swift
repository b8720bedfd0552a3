internal import Articles
internal import Typesetting

/// An article on its way in, with all that can be worked out before the file is locked.
struct Incoming {
  /// Scalars of the excerpt, at most.
  private static let excerptLength = 200

  var article: Article
  /// The archive's number of the feed it is from.
  var feed: Int64?
  var foldedTitle: String
  var order: Int64
  var titleKey: TitleKey
  var urlKey: Int64?
  /// Of the identity the source gave, and the source.
  var externalKey: Int64?
  var originKey: Int64?
  /// Of everything a reader can see.
  var content: Int64
  /// Whether the archive had the article when it was last asked, without the lock.
  var seemsStored = false
  /// Worked out only for an article that seems new or changed.
  private(set) var words: ArticleWords?

  init(_ article: Article, feed: Int64? = nil) {
    self.article = article
    self.feed = feed
    foldedTitle = folded(article.title)
    order = ListOrder.order(of: article.date)
    titleKey = TitleKey(foldedTitle: foldedTitle, day: ListOrder.day(of: order))
    urlKey = article.url.map { Hash.of($0) }
    externalKey = article.externalID.map { id in
      // An identity holds within its feed, whatever that calls itself.
      feed.map { Hash.of("\u{0}feed \($0)", id) } ?? Hash.of(article.source, id)
    }
    originKey = article.origin.map { Hash.of($0) }
    content = Incoming.hash(article, order: order)
  }

  func withWords() -> Incoming {
    var copy = self
    if !seemsStored { copy.words = ArticleWords(article) }
    return copy
  }

  /// Keeps the date that was reckoned when the article came first.
  mutating func date(
    as order: Int64, precision: ArticleDate.Precision, offset: Int?, text: String
  ) {
    self.order = order
    article.date = ListOrder.date(of: order, precision: precision, offset: offset)
    article.dateText = text
    titleKey = TitleKey(foldedTitle: foldedTitle, day: ListOrder.day(of: order))
  }

  /// Keeps a text that was fetched, unless the one that came has grown longer; then false.
  mutating func keepText(_ blocks: [Block]) -> Bool {
    guard article.blocks.textLength <= blocks.textLength else { return false }
    article.blocks = blocks
    words = nil
    return true
  }

  /// The first words of the summary or the body.
  var excerpt: String {
    let summary = article.summary ?? ""
    let text = summary.isEmpty ? article.blocks.lazy.filter(\.isProse).first?.text ?? "" : summary
    let scalars = text.unicodeScalars
    guard
      let end = scalars.index(
        scalars.startIndex, offsetBy: Incoming.excerptLength, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    let head = scalars[..<end]
    return String(head[..<(head.lastIndex(of: " ") ?? end)])
  }

  private static func hash(_ article: Article, order: Int64) -> Int64 {
    var hash = Hash()
    hash.combine(article.externalID)
    hash.combine(article.title)
    hash.combine(article.category)
    if !article.dateIsReckoned {
      hash.combine(article.date.map { _ in Int(order) })
      hash.combine(article.date?.precision.rawValue)
      hash.combine(article.date?.offset)
      hash.combine(article.dateText)
    }
    hash.combine(article.author)
    hash.combine(article.source)
    hash.combine(article.url)
    hash.combine(article.language)
    hash.combine(article.summary)
    hash.combine(article.shareLine)
    hash.combine(article.blocks.count)
    for block in article.blocks {
      hash.combine(block.kind.rawValue)
      hash.combine(block.text)
      hash.combine(block.level)
      hash.combine(block.url)
      for link in block.links ?? [] {
        hash.combine(link.start)
        hash.combine(link.end)
        hash.combine(link.url)
      }
    }
    for enclosure in article.enclosures {
      hash.combine(enclosure.url)
      hash.combine(enclosure.type)
      hash.combine(enclosure.length)
    }
    for title in article.related {
      hash.combine(title.title)
      hash.combine(title.url)
    }
    return hash.value
  }
}

extension Block {
  /// Whether the text is part of the story: no code, rule or caption.
  var isProse: Bool {
    switch kind {
    case .paragraph, .quote, .listItem: !text.isEmpty
    case .heading, .code, .image, .rule: false
    }
  }
}

/// A title's hash in the upper half, its day in the lower: all articles of one title lie together in
/// the index, and those of one day within them.
struct TitleKey: Hashable {
  var value: Int64

  private static let lowerHalf: Int64 = 0xFFFF_FFFF

  init(foldedTitle: String, day: Int64) {
    let biased = min(max(day, Int64(Int32.min)), Int64(Int32.max)) - Int64(Int32.min)
    value = TitleKey.range(foldedTitle: foldedTitle).lowerBound | biased
  }

  /// The keys of a title on any day.
  static func range(foldedTitle: String) -> ClosedRange<Int64> {
    let upper = Hash.of(foldedTitle) & ~lowerHalf
    return upper...(upper | lowerHalf)
  }
}
