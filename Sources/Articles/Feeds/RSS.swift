/// RSS 0.90 to 2.0 and RDF Site Summary 1.0, with the modules that feeds use, and the channels of CDF.
struct RSS {
  let root: Element
  let context: DocumentContext

  /// Elements that hold text only: one that was left open ends where another of them starts.
  static let closes: MarkupReader.Rule = { open, starting in
    if open == "item" { return starting == "item" }
    return leaves.contains(open) && fields.contains(starting)
  }

  private static let leaves: Set<String> = [
    "title", "link", "guid", "pubdate", "author", "comments", "category", "dc:creator", "dc:date",
    "dc:title",
  ]
  private static let fields: Set<String> = leaves.union([
    "description", "content:encoded", "enclosure", "item",
  ])

  private var channel: Element { root.name == "channel" ? root : root.first("channel") ?? root }

  func feed() -> Feed {
    let channel = channel
    let base = channel.attribute("xml:base") ?? root.attribute("xml:base")
    let site = link(of: channel, base: resolved(base, against: context.address) ?? context.address)
    var feed = Feed(format: root.name.hasPrefix("rdf") ? .rdf : .rss)
    let start = resolved(base, against: context.address) ?? context.address ?? site
    feed.site = resolved(site, against: start)
    feed.title = text("title", "dc:title", "atom:title", in: channel) ?? ""
    feed.address = channel.elements("atom:link").first { $0.attribute("rel") == "self" }
      .flatMap { resolved($0.attribute("href"), against: start) }
    feed.externalID = text("guid", "atom:id", "dc:identifier", in: channel)
    feed.summary = text(
      "description", "atom:subtitle", "itunes:subtitle", "itunes:summary", "abstract", in: channel)
    feed.author = author(in: channel)
    feed.language = languageTag(
      text("language", "dc:language", in: channel) ?? channel.attribute("xml:lang")
        ?? root.attribute("xml:lang"))
    feed.categories = categories(in: channel)
    feed.date = date(
      "pubdate", "lastbuilddate", "dc:date", "atom:updated", "dcterms:modified", "dcterms:issued",
      in: channel, feed.language)
    let items = root.descendants { $0.name == "item" }
    feed.articles = items.prefix(mostItems).map { article($0, in: feed, base: start) }
    return feed
  }

  // MARK: - Items

  private func article(_ item: Element, in feed: Feed, base: String?) -> Article {
    let base = resolved(item.attribute("xml:base"), against: base) ?? base
    var article = Article(
      title: text("title", "dc:title", "atom:title", "media:title", in: item) ?? "")
    let guid = item.first("guid")
    article.externalID =
      guid.flatMap { FeedText.nonEmpty($0.text) } ?? text("atom:id", in: item)
      ?? item.attribute("rdf:about").flatMap(FeedText.nonEmpty) ?? text("dc:identifier", in: item)
    article.url =
      link(of: item, base: base)
      ?? permanentLink(guid, base: base)
      ?? resolved(item.attribute("rdf:about"), against: base).flatMap {
        isWebAddress($0) ? $0 : nil
      }
    article.author = author(in: item) ?? feed.author
    article.category = categories(in: item).first ?? ""
    article.language =
      languageTag(text("dc:language", "language", in: item) ?? item.attribute("xml:lang"))
      ?? feed.language
    let dates = [
      "pubdate", "dc:date", "atom:published", "atom:updated", "dcterms:issued",
      "dcterms:created", "dcterms:modified", "date", "published", "updated",
    ]
    FeedDate.set(
      dates.compactMap { text($0, in: item) } + [item.attribute("lastmod")].compactMap(\.self),
      of: &article, now: context.now)
    article.source = item.first("source").flatMap { FeedText.line($0) } ?? named(feed)
    article.enclosures = enclosures(in: item, base: base)
    addText(of: item, to: &article, base: base)
    article.related += relatedTitles(in: item, base: base)
    return finished(article, in: feed)
  }

  private func addText(of item: Element, to article: inout Article, base: String?) {
    let contents = ["content:encoded", "fullitem", "content", "xhtml:body", "body", "atom:content"]
    let summaries = [
      "description", "atom:summary", "dc:description", "itunes:summary", "itunes:subtitle",
      "media:description", "summary", "abstract",
    ]
    func first(_ names: [String]) -> Element? {
      names.lazy.flatMap { item.elements($0) }.first { !FeedText.isBlank($0) }
    }
    let content = first(contents)
    let summary = first(summaries)
    func add(_ body: Element) {
      let bodyBase = resolved(body.attribute("xml:base"), against: base) ?? base ?? article.url
      FeedBody.add(FeedText.markup(body), base: bodyBase, to: &article)
    }
    if let content {
      add(content)
      article.summary = summary.flatMap { FeedText.line($0) }
    }
    // A description inside of a picture or film is of these; it is the text where nothing else is.
    let described = item.descendants { $0.name == "media:description" }.first
    if !article.hasText, let text = summary ?? described {
      add(text)
      article.summary = nil
    }
  }

  // MARK: - Fields

  private func text(_ names: String..., in element: Element) -> String? {
    for name in names {
      for found in element.elements where found.name == name {
        if let line = FeedText.line(found) { return line }
      }
    }
    return nil
  }

  private func date(_ names: String..., in element: Element, _ language: String?) -> ArticleDate? {
    names.lazy.compactMap { text($0, in: element) }.first.flatMap {
      FeedDate.date($0, now: context.now, language: language)
    }
  }

  /// The `link` with text or, as Atom writes it, with an address.
  private func link(of element: Element, base: String?) -> String? {
    for link in element.elements where link.name == "link" || link.name == "atom:link" {
      let relation = link.attribute("rel") ?? "alternate"
      guard relation == "alternate" || link.attribute("href") == nil else { continue }
      let base = resolved(link.attribute("xml:base"), against: base) ?? base
      let address = FeedText.nonEmpty(link.text) ?? link.attribute("href")
      if let found = resolved(address, against: base), isHarmless(found) { return found }
    }
    return text("feedburner:origlink", in: element)
      ?? resolved(element.attribute("href"), against: base).flatMap { isWebAddress($0) ? $0 : nil }
  }

  private func permanentLink(_ guid: Element?, base: String?) -> String? {
    guard let guid, guid.attribute("ispermalink")?.lowercased() != "false",
      let address = FeedText.nonEmpty(guid.text), isWebAddress(address)
    else { return nil }
    return address
  }

  private func author(in element: Element) -> String? {
    let names = [
      "author", "dc:creator", "dc:author", "managingeditor", "atom:author", "itunes:author",
      "media:credit", "webmaster", "dc:publisher",
    ]
    for name in names {
      let found = element.elements(name).compactMap { author in
        author.hasElements
          ? ["name", "atom:name", "email", "atom:email"].lazy.compactMap { text($0, in: author) }
            .first
          : FeedText.line(author)
      }
      if !found.isEmpty { return found.map(personName).joined(separator: ", ") }
    }
    return nil
  }

  private func categories(in element: Element) -> [String] {
    let plain = element.elements.filter {
      ["category", "dc:subject", "media:category", "atom:category"].contains($0.name)
    }
    .compactMap {
      FeedText.line($0)
        ?? ($0.attribute("label") ?? $0.attribute("term")).flatMap(FeedText.nonEmpty)
    }
    let itunes = element.elements("itunes:category").compactMap {
      $0.attribute("text").flatMap(FeedText.nonEmpty)
    }
    return plain + itunes
  }

  private func enclosures(in item: Element, base: String?) -> [Enclosure] {
    let found = item.descendants { ["enclosure", "media:content"].contains($0.name) }
    let atom = item.elements("atom:link").filter { $0.attribute("rel") == "enclosure" }
    return Enclosure.list(
      (found + atom).map {
        (
          resolved(
            $0.attribute("url") ?? $0.attribute("href") ?? $0.attribute("rdf:resource"),
            against: base),
          $0.attribute("type"), $0.attribute("length") ?? $0.attribute("filesize")
        )
      })
  }

  private func relatedTitles(in item: Element, base: String?) -> [RelatedTitle] {
    let links = item.elements("atom:link").filter { $0.attribute("rel") == "related" }
    let replies = item.elements("thr:in-reply-to")
    return (links + replies).compactMap { link in
      resolved(link.attribute("href") ?? link.attribute("ref"), against: base).flatMap { url in
        isWebAddress(url)
          ? RelatedTitle(link.attribute("title").flatMap(FeedText.nonEmpty) ?? url, url: url) : nil
      }
    }
  }
}

extension Enclosure {
  /// Those that have an address, each once.
  static func list(_ found: [(url: String?, type: String?, length: String?)]) -> [Enclosure] {
    var list: [Enclosure] = []
    for (url, type, length) in found {
      guard let url, isHarmless(url), !list.contains(where: { $0.url == url }), list.count < 64
      else { continue }
      list.append(
        Enclosure(
          url: url, type: type.flatMap(FeedText.nonEmpty),
          length: length.flatMap { Int(cleaned($0)) }))
    }
    return list
  }
}

/// The feed's title as the source of its articles.
func named(_ feed: Feed) -> String? { feed.title.isEmpty ? nil : feed.title }

/// «someone@example.org (Some One)» and «Some One <someone@example.org>» without the address.
func personName(_ text: String) -> String {
  if let open = text.firstIndex(of: "("), text.hasSuffix(")") {
    let before = cleaned(text[..<open])
    let inside = cleaned(text[text.index(after: open)...].dropLast())
    if before.contains("@"), !inside.isEmpty { return inside }
    if inside.contains("@"), !before.isEmpty { return before }
  }
  if let open = text.firstIndex(of: "<"), text.hasSuffix(">"), open > text.startIndex {
    let name = cleaned(text[..<open])
    if !name.isEmpty { return name }
  }
  return text
}

/// A language as BCP 47 writes it, `ar-SA` for `ar_SA`; nil for what cannot be one.
func languageTag(_ text: String?) -> String? {
  guard let text else { return nil }
  let tag = String(cleaned(text).map { $0 == "_" ? "-" : $0 })
  let isTag =
    tag.utf8.allSatisfy { $0 < 0x80 } && tag.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
  return isTag && (2...35).contains(tag.count) ? tag : nil
}

/// Whether an address can do nothing by being opened; those of scripts and of data can.
func isHarmless(_ address: String) -> Bool {
  let scheme = address.prefix { $0 != ":" }.lowercasedASCII
  return !["javascript", "vbscript", "data", "blob"].contains(scheme)
}

/// What every format does to an article at its end: a language, a title, a summary where there is none.
func finished(_ article: Article, in feed: Feed) -> Article {
  var article = article
  if article.category.isEmpty { article.category = feed.categories.first ?? "" }
  let opening = article.title + " " + article.blocks.prefix(3).map(\.text).joined(separator: " ")
  // Many feeds say «en» because their software does.
  let guess = languageGuess(of: opening)
  if article.language == nil || article.language?.lowercasedASCII.hasPrefix("en") == true, let guess
  {
    article.language = guess
  }
  return article
}
