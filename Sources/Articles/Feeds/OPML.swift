internal import CLibXML2

/// A feed in a list of feeds.
package struct ListedFeed: Equatable, Sendable {
  package var address: String
  package var title: String?
  package var site: String?
  /// The names of the folders it lies in, from the outermost, parted by « / »; empty for none.
  package var folder: String

  package init(address: String, title: String? = nil, site: String? = nil, folder: String = "") {
    self.address = address
    self.title = title
    self.site = site
    self.folder = folder
  }
}

/// Lists of feeds in OPML 1.0 and 2.0, which every reader takes and gives.
package enum OPML {
  /// The feeds of a list, in its order, each once.
  ///
  /// - Throws: a refusal when the bytes are no OPML.
  package static func feeds(in bytes: [UInt8]) throws(Refusal) -> [ListedFeed] {
    let utf8 = Charset.utf8(bytes)
    guard let root = MarkupReader.xml(utf8)?.root,
      root.name == "opml" || root.first("body") != nil
    else { throw Refusal("this is no list of feeds (OPML)") }
    var reader = OutlineReader()
    reader.read(root.first("body") ?? root, folders: [])
    return reader.feeds
  }

  /// A list as a document of OPML 2.0, its folders as outlines around their feeds.
  package static func document(of feeds: [ListedFeed], title: String) -> String {
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<opml version=\"2.0\">",
      "  <head><title>\(escaped(title))</title></head>", "  <body>",
    ]
    for feed in feeds where feed.folder.isEmpty { lines.append("    " + outline(feed)) }
    var folders: [String] = []
    for feed in feeds where !feed.folder.isEmpty && !folders.contains(feed.folder) {
      folders.append(feed.folder)
    }
    for folder in folders {
      let name = escaped(folder)
      lines.append("    <outline text=\"\(name)\" title=\"\(name)\">")
      lines += feeds.filter { $0.folder == folder }.map { "      " + outline($0) }
      lines.append("    </outline>")
    }
    return (lines + ["  </body>", "</opml>", ""]).joined(separator: "\n")
  }

  private static func outline(_ feed: ListedFeed) -> String {
    let title = escaped(feed.title ?? feed.address)
    let site = feed.site.map { " htmlUrl=\"\(escaped($0))\"" } ?? ""
    return "<outline type=\"rss\" text=\"\(title)\" title=\"\(title)\""
      + " xmlUrl=\"\(escaped(feed.address))\"\(site)/>"
  }

  private static func escaped(_ text: String) -> String {
    guard let copy = markup_escape(cleaned(text)) else { return "" }
    defer { markup_free(copy) }
    return String(cString: copy)
  }
}

private struct OutlineReader {
  var feeds: [ListedFeed] = []
  private var known: Set<String> = []

  mutating func read(_ element: Element, folders: [String]) {
    for outline in element.elements where outline.name == "outline" {
      let name = ["title", "text"].lazy.compactMap { outline.attribute($0) }
        .compactMap(FeedText.nonEmpty).first
      if let address = outline.attribute("xmlurl").flatMap(FeedText.nonEmpty) {
        if known.insert(address).inserted {
          feeds.append(
            ListedFeed(
              address: address, title: name,
              site: outline.attribute("htmlurl").flatMap(FeedText.nonEmpty),
              folder: folders.joined(separator: " / ")))
        }
        read(outline, folders: folders)
      } else {
        read(outline, folders: name.map { folders + [$0] } ?? folders)
      }
    }
  }
}
