/// Reads a feed of any format: RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed.
///
/// What is malformed gives what can be saved of it; what is without end, its first ``mostItems`` items.
///
/// - Throws: a refusal when the bytes are no feed.
package func feed(
  in bytes: [UInt8], context: DocumentContext = DocumentContext()
) throws(Refusal) -> Feed {
  guard bytes.contains(where: { $0 > 0x20 }) else {
    throw Refusal("it is empty")
  }
  let utf8 = Charset.utf8(bytes, header: context.charset)
  let first = utf8.first { $0 > 0x20 }
  if first == UInt8(ascii: "{") {
    let feed = try JSONFeed.feed(in: utf8, context: context)
    return (feed.isCutOff ? feed.tearing(.item) : feed).withTellingIdentities()
  }
  guard let document = MarkupReader.xml(utf8, closes: RSS.closes) else {
    throw Refusal(
      isPage(utf8) ? "it is a web page, not a feed" : "it is neither a feed nor XML")
  }
  let root = document.root
  var feed: Feed
  switch root.name {
  case "rss", "rdf:rdf", "rdf", "channel", "rss:rss":
    feed = RSS(root: root, context: context).feed()
  case "atom:feed", "feed", "atom:entry": feed = Atom(root: root, context: context).feed()
  case "html", "xhtml:html", "head", "body", "!doctype":
    throw Refusal("it is a web page, not a feed")
  case "opml":
    throw Refusal("it is a list of feeds (OPML); take it in with `khabar feeds import`")
  default: feed = try feedInside(root, utf8, context)
  }
  feed.isCutOff = !document.isWellFormed && !isClosed(utf8, root: root.name)
  if feed.isCutOff { feed = feed.tearing(tear(in: utf8)) }
  return feed.withTellingIdentities()
}

/// A feed that something else was put around, or a page that is no XML.
private func feedInside(
  _ root: Element, _ utf8: [UInt8], _ context: DocumentContext
) throws(Refusal) -> Feed {
  let roots = root.descendants {
    ["rss", "rdf:rdf", "channel", "atom:feed", "feed"].contains($0.name)
  }
  guard let inner = roots.first else {
    throw Refusal(isPage(utf8) ? "it is a web page, not a feed" : "it is XML, but no feed")
  }
  return inner.name == "feed" || inner.name == "atom:feed"
    ? Atom(root: inner, context: context).feed() : RSS(root: inner, context: context).feed()
}

/// Whether the end of XML has an end tag of the outermost element.
private func isClosed(_ utf8: [UInt8], root: String) -> Bool {
  let name = root.split(separator: ":").last.map { String($0) } ?? root
  return tagsFromEnd(of: utf8).prefix(64).contains { $0.isEnd && $0.name == name }
}

private func isPage(_ utf8: [UInt8]) -> Bool {
  let head = String(decoding: utf8.prefix(1_024), as: UTF8.self).lowercasedASCII
  return ["<html", "<!doctype html", "<body"].contains { head.contains($0) }
}

/// The tags of XML, the last one first: local names in small letters.
private func tagsFromEnd(of utf8: [UInt8]) -> some Sequence<(name: String, isEnd: Bool)> {
  utf8.indices.reversed().lazy.filter { utf8[$0] == UInt8(ascii: "<") }.map { index in
    let isEnd = index + 1 < utf8.count && utf8[index + 1] == UInt8(ascii: "/")
    let name = utf8[(index + (isEnd ? 2 : 1))...].prefix(40).prefix {
      $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
    }
    let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
    return (String(decoding: local, as: UTF8.self).lowercasedASCII, isEnd)
  }
}

/// Where a feed breaks off.
private enum Tear {
  case betweenItems, item
  /// In what tells which item it is.
  case identity
}

private func tear(in utf8: [UInt8]) -> Tear {
  var isFirst = true
  for (name, isEnd) in tagsFromEnd(of: utf8) {
    if isFirst, !isEnd, ["link", "guid", "id"].contains(name) { return .identity }
    isFirst = false
    if name == "item" || name == "entry" { return isEnd ? .betweenItems : .item }
  }
  return .betweenItems
}

extension Feed {
  /// With its last article known to be torn, or without it when nothing tells which one it is: it would be
  /// kept beside the whole one that comes later.
  fileprivate func tearing(_ tear: Tear) -> Feed {
    guard tear != .betweenItems, articles.count < mostItems, let last = articles.last else {
      return self
    }
    var feed = self
    feed.articles[articles.count - 1].isTorn = true
    let isNameless = tear == .identity || last.externalID == nil && last.url == nil
    if articles.count > 1, isNameless { feed.articles.removeLast() }
    return feed
  }

  /// An identity that several articles share tells none of them apart when they have different addresses
  /// or many titles; it is dropped, and their addresses or titles decide. Nor does an address that articles
  /// with different titles share, such as the front page; those without an identity have both together for
  /// one. Of two versions of an article that come together the later counts.
  func withTellingIdentities() -> Feed {
    var addresses: [String: Set<String>] = [:]
    var titles: [String: Set<String>] = [:]
    var titlesOfIdentities: [String: Set<String>] = [:]
    for article in articles {
      if let id = article.externalID {
        addresses[id, default: []].insert(article.url ?? article.title)
        titlesOfIdentities[id, default: []].insert(article.title)
      }
      if let url = article.url { titles[url, default: []].insert(article.title) }
    }
    var feed = self
    var places: [String: Int] = [:]
    var older: Set<Int> = []
    for index in feed.articles.indices {
      if let id = feed.articles[index].externalID,
        addresses[id]?.count ?? 0 > 1 || titlesOfIdentities[id]?.count ?? 0 > 2
      {
        feed.articles[index].externalID = nil
      }
      let article = feed.articles[index]
      if article.externalID == nil, let url = article.url, titles[url]?.count ?? 0 > 1 {
        feed.articles[index].externalID = url + " " + article.title
      } else if let id = article.externalID {
        guard let place = places[id] else {
          places[id] = index
          continue
        }
        // Without an address nothing tells that they are one.
        guard article.url != nil else { continue }
        let isLater = feed.articles[place].moment < article.moment
        older.insert(isLater ? place : index)
        if isLater { places[id] = index }
      }
    }
    feed.articles = feed.articles.indices.filter { !older.contains($0) }.map { feed.articles[$0] }
    return feed
  }
}

extension Article {
  /// For telling which of two versions is later; those without a date are the earliest.
  fileprivate var moment: Int {
    guard let date else { return .min }
    let minutes = date.hour * 60 + date.minute - (date.offset ?? 0)
    return date.daysSinceEpoch * 86_400 + minutes * 60 + date.second
  }
}

/// So many items of a feed are read, so that none can fill the memory.
let mostItems = 50_000
