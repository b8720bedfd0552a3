/// What a web page says about feeds.
package enum WebPage {
  /// The feeds that a page names (`<link rel="alternate">`), in its order; where it names none, links that
  /// look like feeds.
  package static func feeds(in bytes: [UInt8], context: DocumentContext) -> [ListedFeed] {
    let page = MarkupReader.html(Charset.utf8(bytes, header: context.charset))
    let base =
      resolved(
        page.descendants { $0.name == "base" }.first?.attribute("href"), against: context.address)
      ?? context.address
    let links = page.descendants { $0.name == "link" && isFeedLink($0) }
    let found = listed(links, base: base) { $0.attribute("title") }
    guard found.isEmpty else { return found }
    let anchors = page.descendants { $0.name == "a" && looksLikeFeed($0.attribute("href") ?? "") }
    return listed(anchors, base: base) { $0.text }
  }

  private static func isFeedLink(_ link: Element) -> Bool {
    let relations = link.attribute("rel")?.lowercasedASCII.split(separator: " ") ?? []
    let type = link.attribute("type")?.lowercasedASCII ?? ""
    guard relations.contains("alternate") || relations.contains("feed") else { return false }
    return ["rss+xml", "atom+xml", "rdf+xml", "feed+json"].contains { type.contains($0) }
      || relations.contains("feed")
      || ["text/xml", "application/xml", "application/json"].contains(type)
  }

  private static func looksLikeFeed(_ address: String) -> Bool {
    let path = address.lowercasedASCII.prefix { $0 != "?" && $0 != "#" }
    return [
      ".rss", ".atom", "/feed", "/feed/", "/rss", "/rss/", "rss.xml", "atom.xml", "feed.xml",
      "index.xml", "feed.json",
    ]
    .contains { path.hasSuffix($0) }
  }

  private static func listed(
    _ elements: [Element], base: String?, title: (Element) -> String?
  ) -> [ListedFeed] {
    var feeds: [ListedFeed] = []
    for element in elements {
      guard let address = resolved(element.attribute("href"), against: base), isWebAddress(address),
        !feeds.contains(where: { $0.address == address }), feeds.count < 50
      else { continue }
      feeds.append(ListedFeed(address: address, title: title(element).flatMap(FeedText.nonEmpty)))
    }
    return feeds
  }
}

extension WebPage {
  /// The article on a web page: its main text without what stands around it, its title, author and date
  /// as far as the page tells them.
  ///
  /// - Throws: a refusal when the page has no text.
  package static func article(
    in bytes: [UInt8], context: DocumentContext
  ) throws(Refusal) -> Article {
    let page = MarkupReader.html(Charset.utf8(bytes, header: context.charset))
    let base =
      resolved(
        page.descendants { $0.name == "base" }.first?.attribute("href"), against: context.address)
      ?? context.address
    let metadata = PageMetadata(page)
    var article = Article(title: metadata.title)
    article.url = resolved(metadata.address, against: base) ?? context.address
    article.author = metadata.author
    article.source = metadata.site
    article.language = metadata.language
    FeedDate.set([metadata.date].compactMap(\.self), of: &article, now: context.now)
    if let main = MainText.element(in: body(of: page)) {
      FeedBody.add(main, base: base, to: &article)
    }
    if let stated = statedText(of: page), stated.utf8.count > 2 * article.blocks.textLength {
      article.blocks = []
      let isMarkup =
        stated.utf8.contains(UInt8(ascii: "<")) || stated.utf8.contains(UInt8(ascii: "&"))
      let text = Element(name: "pre-wrap", children: [.text(stated)])
      FeedBody.add(isMarkup ? MarkupReader.html(stated) : text, base: base, to: &article)
    }
    guard article.hasText else { throw Refusal("the page has no text to read") }
    article.blocks = withoutTitle(article)
    return finished(article, in: Feed(format: .rss))
  }

  /// The text that a page tells search engines of (schema.org's `articleBody` in JSON-LD); some show a part
  /// of it only.
  private static func statedText(of page: Element) -> String? {
    let scripts = page.descendants {
      $0.name == "script" && $0.attribute("type")?.lowercasedASCII == "application/ld+json"
    }
    for script in scripts.prefix(8) {
      if let value = JSONValue(Array(script.text.utf8)), let text = articleBody(in: value, depth: 0)
      {
        return text
      }
    }
    return nil
  }

  private static func articleBody(in value: JSONValue, depth: Int) -> String? {
    guard depth < 6 else { return nil }
    if let text = value["articleBody"].text { return text }
    let inner = value.isList ? value.list : value["@graph"].list + value["mainEntity"].list
    for value in inner.prefix(64) {
      if let text = articleBody(in: value, depth: depth + 1) { return text }
    }
    return nil
  }

  private static func body(of page: Element) -> Element {
    page.descendants { $0.name == "body" }.first ?? page
  }

  /// Most pages repeat the title above the text.
  private static func withoutTitle(_ article: Article) -> [Block] {
    let title = folded(article.title)
    var blocks = article.blocks
    if let index = blocks.prefix(4).firstIndex(where: {
      $0.kind == .heading && folded($0.text) == title
    }) {
      blocks.remove(at: index)
    }
    return blocks
  }
}

/// What the head of a page says about it.
private struct PageMetadata {
  var title = ""
  var address: String?
  var author: String?
  var site: String?
  var language: String?
  var date: String?

  init(_ page: Element) {
    var values: [String: String] = [:]
    for meta in page.descendants(where: { $0.name == "meta" }) {
      let names =
        (meta.attribute("property") ?? meta.attribute("name") ?? meta.attribute("itemprop") ?? "")
      guard let value = meta.attribute("content").flatMap(FeedText.nonEmpty) else { continue }
      for name in names.lowercasedASCII.split(separator: " ") where values[String(name)] == nil {
        values[String(name)] = value
      }
    }
    func first(_ names: String...) -> String? { names.lazy.compactMap { values[$0] }.first }
    let written = page.descendants { $0.name == "title" }.first.flatMap {
      FeedText.nonEmpty($0.text)
    }
    site = first("og:site_name")
    let heading = page.descendants { $0.name == "h1" }.first.flatMap {
      FeedText.nonEmpty(FeedText.inlineText(of: $0))
    }
    title = first("og:title", "twitter:title", "dc.title", "dc:title") ?? heading ?? written ?? ""
    address =
      page.descendants { $0.name == "link" && $0.attribute("rel") == "canonical" }.first?.attribute(
        "href")
      ?? first("og:url")
    author = first("author", "article:author", "dc.creator", "dc:creator", "parsely-author")
      .flatMap { isWebAddress($0) ? nil : $0 }
    language = languageTag(page.descendants { $0.name == "html" }.first?.attribute("lang"))
    date =
      first(
        "article:published_time", "datepublished", "dc.date", "date", "pubdate", "parsely-pub-date")
      ?? page.descendants { $0.name == "time" && $0.attribute("datetime") != nil }.first?
      .attribute("datetime")
  }
}
