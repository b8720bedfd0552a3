/// The body of an item, as blocks.
enum FeedBody {
  static func add(_ markup: Element, base: String?, to article: inout Article) {
    let blocks =
      markup.name == "pre-wrap"
      ? paragraphs(of: markup.text) : BlockWriter.blocks(of: markup, base: base)
    var labels = BlockLabels(blocks: blocks, title: article.title)
    labels.read()
    article.blocks += labels.kept
    article.related += labels.related
    article.shareLine = article.shareLine ?? labels.shareLine
    article.author = article.author ?? labels.author
  }
}

extension Article {
  /// Whether there is more to read than pictures and their captions.
  var hasText: Bool { blocks.contains { $0.kind != .image && !$0.text.isEmpty } }

  /// An article of a feed that another reader has kept: its body in HTML, its date in seconds since 1970
  /// or 0, and the name of its feed.
  package init(
    title: String, html: String, author: String, url: String, guid: String, date: Int64,
    feed: String
  ) {
    self.init(title: FeedText.line(title) ?? "")
    // newsboat makes an identity of the address and the date, or of the title, where a feed gives none.
    let isMadeUp =
      url.isEmpty ? guid == title : guid != url && guid.utf8.starts(with: url.utf8)
    externalID = isMadeUp ? nil : FeedText.nonEmpty(guid)
    self.author = FeedText.nonEmpty(author)
    self.url = FeedText.nonEmpty(url).flatMap { isHarmless($0) ? $0 : nil }
    source = FeedText.nonEmpty(feed)
    if date > 0 {
      let moment = ArticleDate(secondsSinceEpoch: Int(date))
      self.date = moment
      dateText = moment.iso8601
    }
    FeedBody.add(MarkupReader.html(html), base: self.url, to: &self)
    let opening = self.title + " " + blocks.prefix(3).map(\.text).joined(separator: " ")
    language = languageGuess(of: opening)
  }
}
