/// JSON Feed 1.0 and 1.1.
enum JSONFeed {
  static func feed(in utf8: [UInt8], context: DocumentContext) throws(Refusal) -> Feed {
    guard !JSONValue.hasTooManyParts(utf8) else {
      throw Refusal("it is JSON of more than \(JSONValue.mostParts) parts")
    }
    let whole = JSONValue(utf8)
    let cut = whole == nil ? closed(utf8) : nil
    guard let document = whole ?? cut.flatMap({ JSONValue($0.utf8) }) else {
      throw Refusal("it is not valid JSON; it may have been cut off")
    }
    guard document["version"].text?.contains("jsonfeed.org") == true || document["items"].isList
    else {
      throw Refusal("it is JSON, but no JSON Feed")
    }
    var feed = feed(of: document, context)
    feed.isCutOff = cut?.isTorn ?? false
    return feed
  }

  /// What is no JSON as a whole up to the last part of it that is, with its brackets closed; nil when nothing
  /// is. It is torn when any had to be closed.
  private static func closed(_ utf8: [UInt8]) -> (utf8: [UInt8], isTorn: Bool)? {
    var open: [UInt8] = []
    var whole: (end: Int, depth: Int)?
    var closers: [UInt8] = []
    var isInText = false
    var isEscaped = false
    for (index, byte) in utf8.enumerated() {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\") where isInText: isEscaped = true
      case UInt8(ascii: "\""): isInText.toggle()
      case _ where isInText: break
      case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
      case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard open.popLast() == byte else { return nil }
        whole = (index + 1, open.count)
        // What is open now stays so below: brackets that open later stand above it.
        if closers.count > open.count { closers = Array(closers.prefix(open.count)) }
        closers += open[closers.count...]
        if open.isEmpty { return (Array(utf8[...index]), false) }
      default: break
      }
    }
    return whole.map { (utf8[..<$0.end] + closers.prefix($0.depth).reversed(), true) }
  }

  private static func feed(of document: JSONValue, _ context: DocumentContext) -> Feed {
    let address = document["feed_url"].text
    let base = address ?? context.address ?? document["home_page_url"].text
    var feed = Feed(format: .json)
    feed.title = document["title"].text.flatMap { FeedText.line($0, isHTML: false) } ?? ""
    feed.site = resolved(document["home_page_url"].text, against: base)
    feed.address = resolved(address, against: context.address)
    feed.summary = document["description"].text.flatMap { FeedText.nonEmpty($0) }
    feed.author = names(document)
    feed.language = languageTag(document["language"].text)
    // One that is no item is passed over.
    feed.articles = document["items"].list.lazy.filter(\.isObject).prefix(mostItems).map {
      article($0, in: feed, base: base, context)
    }
    return feed
  }

  private static func article(
    _ item: JSONValue, in feed: Feed, base: String?, _ context: DocumentContext
  ) -> Article {
    let title = item["title"].text.flatMap { FeedText.line($0, isHTML: false) }
    var article = Article(title: title ?? "")
    article.externalID = item["id"].text.map(cleaned)
    let own = resolved(item["url"].text, against: base)
    let external = resolved(item["external_url"].text, against: base)
    article.url = own ?? external ?? article.externalID.flatMap { isWebAddress($0) ? $0 : nil }
    if let url = article.url, !isHarmless(url) { article.url = nil }
    article.author = names(item) ?? feed.author
    article.category =
      item["tags"].list.lazy.compactMap(\.text).compactMap(FeedText.nonEmpty).first ?? ""
    article.language = languageTag(item["language"].text) ?? feed.language
    let dates = ["date_published", "date_modified"].compactMap { item[$0].text }
    FeedDate.set(dates.compactMap(FeedText.nonEmpty), of: &article, now: context.now)
    article.source = named(feed)
    article.enclosures = Enclosure.list(
      item["attachments"].list.map { attachment in
        let size = attachment["size_in_bytes"].text.flatMap { Double($0) }
        return (
          resolved(attachment["url"].text, against: base), attachment["mime_type"].text,
          size.flatMap { Int(exactly: $0.rounded()) }.map { String($0) }
        )
      })
    if own != nil, let external, isWebAddress(external), external != own {
      article.related = [RelatedTitle(external, url: external)]
    }
    addText(of: item, to: &article, base: base ?? article.url)
    return finished(article, in: feed)
  }

  private static func addText(of item: JSONValue, to article: inout Article, base: String?) {
    let (html, text) = (item["content_html"].text, item["content_text"].text)
    let summary = item["summary"].text
    article.summary = summary.flatMap { FeedText.nonEmpty($0) }
    if let html { FeedBody.add(MarkupReader.html(html), base: base, to: &article) }
    if !article.hasText, let plain = text ?? summary {
      article.blocks += paragraphs(of: plain)
      if text == nil { article.summary = nil }
    }
    let image = resolved(item["image"].text ?? item["banner_image"].text, against: base)
    if let image, isWebAddress(image), !article.blocks.contains(where: { $0.url == image }) {
      article.blocks.insert(Block(.image, "", url: image), at: 0)
    }
  }

  /// Of `authors`, or of the `author` of version 1.0; some give names alone.
  private static func names(_ value: JSONValue) -> String? {
    let authors = value["authors"].list
    let names = (authors.isEmpty ? value["author"].list : authors).compactMap { author in
      (author.text ?? author["name"].text ?? author["url"].text).flatMap(FeedText.nonEmpty)
    }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }
}
