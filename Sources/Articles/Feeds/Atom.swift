internal import FoundationEssentials

/// Atom 1.0 (RFC 4287) and 0.3.
struct Atom {
  let root: Element
  let context: DocumentContext

  func feed() -> Feed {
    let base = resolved(root.attribute("xml:base"), against: context.address) ?? context.address
    var feed = Feed(format: .atom)
    feed.title = text("title", in: root) ?? ""
    feed.site = link("alternate", in: root, base: base)
    feed.address = link("self", in: root, base: base)
    feed.externalID = text("id", in: root)
    feed.summary = text("subtitle", "tagline", "info", in: root)
    feed.author = people("author", in: root)
    feed.language = languageTag(root.attribute("xml:lang") ?? text("dc:language", in: root))
    feed.categories = categories(in: root)
    feed.date = (text("updated", "modified", in: root)).flatMap {
      FeedDate.date($0, now: context.now, language: feed.language)
    }
    let entries =
      root.name == "atom:entry"
      ? [root] : root.descendants { $0.name == "atom:entry" || $0.name == "entry" }
    feed.articles = entries.prefix(mostItems).map {
      article($0, in: feed, base: base ?? feed.site)
    }
    return feed
  }

  private func article(_ entry: Element, in feed: Feed, base: String?) -> Article {
    let base = resolved(entry.attribute("xml:base"), against: base) ?? base
    var article = Article(
      title: text("title", in: entry) ?? media("media:title", in: entry).flatMap(line) ?? "")
    article.externalID = text("id", in: entry)
    article.url = link("alternate", in: entry, base: base)
    let source = child("source", of: entry)
    article.author =
      people("author", in: entry) ?? source.flatMap { people("author", in: $0) } ?? text(
        "dc:creator", in: entry) ?? feed.author
    article.category = categories(in: entry).first ?? ""
    article.language = languageTag(entry.attribute("xml:lang")) ?? feed.language
    let dates = ["published", "issued", "created", "updated", "modified", "dc:date"]
    FeedDate.set(
      dates.compactMap { text($0, in: entry) }, of: &article, now: context.now)
    article.source = source.flatMap { text("title", in: $0) } ?? named(feed)
    article.enclosures = enclosures(in: entry, base: base)
    article.related += relatedTitles(in: entry, base: base)
    addText(of: entry, to: &article, base: base)
    return finished(article, in: feed)
  }

  private func media(_ name: String, in entry: Element) -> Element? {
    entry.descendants { $0.name == name }.first
  }

  // MARK: - Text constructs

  private func addText(of entry: Element, to article: inout Article, base: String?) {
    let contents = entry.elements.filter {
      ($0.name == "atom:content" || $0.name == "content" || $0.name == "content:encoded")
        && !FeedText.isBlank($0)
    }
    let content = contents.first { isText($0) }
    let summary =
      child("summary", of: entry).flatMap { FeedText.isBlank($0) ? nil : $0 }
      ?? media("media:description", in: entry)
    if content == nil, article.url == nil {
      article.url = child("content", of: entry).flatMap {
        resolved($0.attribute("src"), against: base)
      }
    }
    func add(_ body: Element) {
      article.language = languageTag(body.attribute("xml:lang")) ?? article.language
      let bodyBase = resolved(body.attribute("xml:base"), against: base) ?? base ?? article.url
      FeedBody.add(markup(body), base: bodyBase, to: &article)
    }
    if let content {
      add(content)
      article.summary = summary.flatMap(line)
    }
    if !article.hasText, let summary {
      add(summary)
      article.summary = nil
    }
  }

  private func isText(_ content: Element) -> Bool {
    let type = content.attribute("type")?.lowercasedASCII ?? "text"
    return !["image/", "audio/", "video/"].contains { type.hasPrefix($0) }
  }

  private func markup(_ element: Element) -> Element {
    if isBase64(element),
      let data = Data(base64Encoded: element.text, options: .ignoreUnknownCharacters),
      UTF8Tally(Array(data)).malformed == 0
    {
      return MarkupReader.html(data)
    }
    if element.hasElements { return element }
    return FeedText.markup(element, isHTML: isHTML(element))
  }

  /// What is neither text nor XML stands in Base64 (RFC 4287 §4.1.3.3).
  private func isBase64(_ element: Element) -> Bool {
    if element.attribute("mode")?.lowercasedASCII == "base64" { return true }
    let type = element.attribute("type")?.lowercasedASCII ?? ""
    return type.contains("/") && !type.hasPrefix("text/") && !type.contains("xml")
      && !type.contains("html")
      && !element.hasElements
  }

  /// What `type` (1.0) or `mode` (0.3) say; a text that says nothing and holds tags is HTML after all.
  private func isHTML(_ element: Element) -> Bool {
    let type = element.attribute("type")?.lowercasedASCII ?? ""
    if type.contains("html") || element.attribute("mode") == "escaped" { return true }
    if type == "text" || type == "text/plain" { return false }
    let text = element.text
    return text.contains("</") || text.contains("/>") || text.contains("<p>")
      || text.contains("<br")
  }

  private func line(_ element: Element) -> String? {
    FeedText.line(markup(element), isHTML: false)
      ?? FeedText.nonEmpty(FeedText.inlineText(of: markup(element)))
  }

  // MARK: - Fields

  /// Of Atom's own elements whether the document declared its namespace or not.
  private func child(_ name: String, of element: Element) -> Element? {
    element.first("atom:" + name) ?? element.first(name)
  }

  private func text(_ names: String..., in element: Element) -> String? {
    for name in names {
      let found = name.contains(":") ? element.first(name) : child(name, of: element)
      if let found, let line = line(found) { return line }
    }
    return nil
  }

  private func links(in element: Element) -> [Element] {
    element.elements.filter { $0.name == "atom:link" || $0.name == "link" }
  }

  /// Of several the page in HTML; one that says no relation is an alternate (RFC 4287 §4.2.7.2).
  private func link(_ relation: String, in element: Element, base: String?) -> String? {
    let found = links(in: element).filter {
      let written = $0.attribute("rel").map { cleaned($0).lowercasedASCII } ?? "alternate"
      return written == relation
        || written == "http://www.iana.org/assignments/relation/" + relation
    }
    let pages = found.filter { $0.attribute("type").map { $0.contains("html") } ?? true }
    for link in pages + found {
      let base = resolved(link.attribute("xml:base"), against: base) ?? base
      if let url = resolved(link.attribute("href") ?? FeedText.nonEmpty(link.text), against: base),
        isHarmless(url)
      {
        return url
      }
    }
    return nil
  }

  private func people(_ name: String, in element: Element) -> String? {
    let found = element.elements.filter { $0.name == "atom:" + name || $0.name == name }
    let names = found.compactMap { person in
      text("name", in: person) ?? text("email", in: person) ?? text("uri", in: person)
        ?? (person.hasElements ? nil : FeedText.line(person))
    }
    return names.isEmpty ? nil : names.map(personName).joined(separator: ", ")
  }

  private func categories(in element: Element) -> [String] {
    element.elements.filter { ["atom:category", "category", "dc:subject"].contains($0.name) }
      .compactMap {
        ($0.attribute("label") ?? $0.attribute("term")).flatMap(FeedText.nonEmpty)
          ?? FeedText.line($0)
      }
  }

  private func enclosures(in entry: Element, base: String?) -> [Enclosure] {
    let links = links(in: entry).filter { $0.attribute("rel") == "enclosure" }
    let media = entry.descendants { $0.name == "media:content" }
    return Enclosure.list(
      (links + media).map {
        (
          resolved($0.attribute("href") ?? $0.attribute("url"), against: base),
          $0.attribute("type"),
          $0.attribute("length") ?? $0.attribute("filesize")
        )
      })
  }

  private func relatedTitles(in entry: Element, base: String?) -> [RelatedTitle] {
    let links = links(in: entry).filter { $0.attribute("rel") == "related" }
    return (links + entry.elements("thr:in-reply-to")).compactMap { link in
      resolved(link.attribute("href") ?? link.attribute("ref"), against: base).flatMap { url in
        isWebAddress(url)
          ? RelatedTitle(link.attribute("title").flatMap(FeedText.nonEmpty) ?? url, url: url) : nil
      }
    }
  }
}
