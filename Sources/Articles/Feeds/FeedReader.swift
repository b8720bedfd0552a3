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
    return try JSONFeed.feed(in: utf8, context: context).withoutTornItem()
  }
  guard let root = MarkupReader.xml(mendedXML(utf8), closes: RSS.closes) else {
    throw Refusal(
      isPage(utf8) ? "it is a web page, not a feed" : "it is neither a feed nor XML")
  }
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
  feed.isCutOff = !isClosed(utf8)
  return feed.withoutTornItem().withTellingIdentities()
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

/// Whether the end of XML has an end tag of the name that its first element has.
private func isClosed(_ utf8: [UInt8]) -> Bool {
  var rest = utf8[...]
  while let sign = rest.firstIndex(of: UInt8(ascii: "<")) {
    rest = rest[(sign + 1)...]
    if rest.starts(with: Array("!--".utf8)) {
      guard let end = utf8.firstRange(of: Array("-->".utf8), from: sign) else { return false }
      rest = rest[end.upperBound...]
      continue
    }
    guard let first = rest.first, first != UInt8(ascii: "?"), first != UInt8(ascii: "!") else {
      continue
    }
    let name = rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
    let end = String(decoding: utf8.suffix(4_096), as: UTF8.self).lowercasedASCII
    return end.contains("</" + String(decoding: name, as: UTF8.self).lowercasedASCII)
  }
  return false
}

private func isPage(_ utf8: [UInt8]) -> Bool {
  let head = String(decoding: utf8.prefix(1_024), as: UTF8.self).lowercasedASCII
  return ["<html", "<!doctype html", "<body"].contains { head.contains($0) }
}

extension Feed {
  /// Without the item at which the document breaks off when nothing tells which it is: it would be kept
  /// beside the whole one that comes later.
  func withoutTornItem() -> Feed {
    guard isCutOff, articles.count < mostItems, let last = articles.last,
      last.externalID == nil, last.url == nil
    else { return self }
    var feed = self
    feed.articles.removeLast()
    return feed
  }

  /// An identity that several articles with different addresses share tells none of them apart; it is
  /// dropped, and their addresses or titles decide. Nor does an address that articles with different
  /// titles share, such as the front page; those without an identity have both together for one.
  func withTellingIdentities() -> Feed {
    var addresses: [String: Set<String>] = [:]
    var titles: [String: Set<String>] = [:]
    for article in articles {
      if let id = article.externalID {
        addresses[id, default: []].insert(article.url ?? article.title)
      }
      if let url = article.url { titles[url, default: []].insert(article.title) }
    }
    var feed = self
    for index in feed.articles.indices {
      let article = feed.articles[index]
      if let id = article.externalID {
        if addresses[id]?.count ?? 0 > 1 { feed.articles[index].externalID = nil }
      } else if let url = article.url, titles[url]?.count ?? 0 > 1 {
        feed.articles[index].externalID = url + " " + article.title
      }
    }
    return feed
  }
}

/// So many items of a feed are read, so that none can fill the memory.
let mostItems = 50_000
