internal import FoundationEssentials

/// JSON Feed 1.0 and 1.1.
enum JSONFeed {
  /// Brackets and braces, those in texts among them.
  private static let mostParts = 1_000_000

  static func feed(in utf8: [UInt8], context: DocumentContext) throws(Refusal) -> Feed {
    let parts = utf8.lazy.filter { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }
    guard parts.prefix(mostParts).count < mostParts else {
      throw Refusal("it is JSON of more than \(mostParts) parts")
    }
    let document: Document
    do {
      let decoder = JSONDecoder()
      // Commas too many and comments are no reason to lose a feed.
      decoder.allowsJSON5 = true
      document = try decoder.decode(Document.self, from: Data(utf8))
    } catch {
      throw Refusal("it is not valid JSON; it may have been cut off")
    }
    guard document.version?.contains("jsonfeed.org") == true || document.items != nil else {
      throw Refusal("it is JSON, but no JSON Feed")
    }
    return feed(of: document, context)
  }

  private static func feed(of document: Document, _ context: DocumentContext) -> Feed {
    let base = document.feed_url ?? context.address ?? document.home_page_url
    var feed = Feed(format: .json)
    feed.title = document.title.flatMap { FeedText.line($0, isHTML: false) } ?? ""
    feed.site = resolved(document.home_page_url, against: base)
    feed.address = resolved(document.feed_url, against: context.address)
    feed.summary = document.description.flatMap { FeedText.nonEmpty($0) }
    feed.author = names(document.authors, document.author)
    feed.language = languageTag(document.language)
    feed.articles = (document.items?.values ?? []).map {
      article($0, in: feed, base: base, context)
    }
    return feed
  }

  private static func article(
    _ item: Item, in feed: Feed, base: String?, _ context: DocumentContext
  ) -> Article {
    var article = Article(title: item.title.flatMap { FeedText.line($0, isHTML: false) } ?? "")
    article.externalID = item.id?.text
    let own = resolved(item.url, against: base)
    article.url =
      own ?? resolved(item.external_url, against: base)
      ?? item.id.flatMap { isWebAddress($0.text) ? $0.text : nil }
    if let url = article.url, !isHarmless(url) { article.url = nil }
    article.author = names(item.authors, item.author) ?? feed.author
    article.category = item.tags?.compactMap { FeedText.nonEmpty($0.text) }.first ?? ""
    article.language = languageTag(item.language) ?? feed.language
    article.dateText = (item.date_published ?? item.date_modified).flatMap(FeedText.nonEmpty) ?? ""
    article.date = FeedDate.date(article.dateText, now: context.now, language: article.language)
    article.source = named(feed)
    article.enclosures = Enclosure.list(
      (item.attachments ?? []).map {
        (
          resolved($0.url, against: base), $0.mime_type,
          $0.size_in_bytes.flatMap { Int(exactly: $0.rounded()) }.map(String.init)
        )
      })
    if own != nil, let external = resolved(item.external_url, against: base),
      isWebAddress(external), external != own
    {
      article.related = [RelatedTitle(external, url: external)]
    }
    addText(of: item, to: &article, base: base ?? article.url)
    return finished(article, in: feed)
  }

  private static func addText(of item: Item, to article: inout Article, base: String?) {
    article.summary = item.summary.flatMap { FeedText.nonEmpty($0) }
    if let html = item.content_html, !html.isEmpty {
      FeedBody.add(MarkupReader.html(html), base: base, to: &article)
    } else if let text = item.content_text ?? item.summary {
      article.blocks = linesOfText(text).map(cleaned).filter { !$0.isEmpty }.map {
        Block(.paragraph, $0)
      }
    }
    if item.content_html == nil, item.content_text == nil { article.summary = nil }
    if let image = resolved(item.image ?? item.banner_image, against: base), isWebAddress(image),
      !article.blocks.contains(where: { $0.url == image })
    {
      article.blocks.insert(Block(.image, "", url: image), at: 0)
    }
  }

  private static func names(_ authors: [Author]?, _ author: Author?) -> String? {
    let names = (authors ?? author.map { [$0] } ?? []).compactMap {
      ($0.name ?? $0.url).flatMap(FeedText.nonEmpty)
    }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }

  // MARK: - The document, its names as the format has them

  private struct Document: Decodable {
    var version: String?
    var title: String?
    var home_page_url: String?
    var feed_url: String?
    var description: String?
    var language: String?
    var author: Author?
    var authors: [Author]?
    var items: Items?
  }

  private struct Author: Decodable {
    var name: String?
    var url: String?
  }

  private struct Item: Decodable {
    var id: Loose?
    var url: String?
    var external_url: String?
    var title: String?
    var content_html: String?
    var content_text: String?
    var summary: String?
    var image: String?
    var banner_image: String?
    var date_published: String?
    var date_modified: String?
    var author: Author?
    var authors: [Author]?
    var tags: [Loose]?
    var language: String?
    var attachments: [Attachment]?
  }

  private struct Attachment: Decodable {
    var url: String?
    var mime_type: String?
    var size_in_bytes: Double?
  }

  /// A text, or a number in place of one.
  private struct Loose: Decodable {
    var text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self.text = cleaned(text)
      } else if let number = try? container.decode(Int.self) {
        text = String(number)
      } else {
        text = String(try container.decode(Double.self))
      }
    }
  }

  /// One that is no item is passed over.
  private struct Items: Decodable {
    var values: [Item] = []

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      while !list.isAtEnd, values.count < mostItems {
        if let item = try list.decode(Lossy.self).item { values.append(item) }
      }
    }

    private struct Lossy: Decodable {
      var item: Item?

      init(from decoder: any Decoder) throws { item = try? Item(from: decoder) }
    }
  }
}
