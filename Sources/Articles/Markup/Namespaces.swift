/// The namespaces of feeds, each under one prefix whatever a document calls it.
enum Namespaces {
  /// Nil for the names of RSS itself, which stand without one.
  static func prefix(address: String?, written: String?) -> String? {
    guard let address else {
      // A prefix that nobody declared most likely means what it means everywhere else.
      return written?.lowercasedASCII
    }
    let plain = trimmed(Substring(address)).lowercasedASCII
    if let prefix = known[plain] { return prefix.isEmpty ? nil : prefix }
    if plain.hasPrefix("http://purl.org/rss/") || plain.hasPrefix("http://backend.userland.com/") {
      return nil
    }
    if plain.hasPrefix("http://purl.org/atom/ns") { return "atom" }
    return written?.lowercasedASCII
  }

  private static let known: [String: String] = [
    "": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/net/rss1.1#": "",
    "http://www.rssboard.org/rss-specification": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://cyber.law.harvard.edu/rss/rss.html": "",
    "http://www.w3.org/2005/atom": "atom",
    "https://www.w3.org/2005/atom": "atom",
    "http://example.com/newformat#": "atom",
    "http://example.com/necho": "atom",
    "http://purl.org/echo/": "atom",
    "uri/of/echo/namespace#": "atom",
    "http://purl.org/pie/": "atom",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/xml/1998/namespace": "xml",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.georss.org/georss": "georss",
    "http://www.w3.org/2000/svg": "svg",
    "http://www.w3.org/1998/math/mathml": "math",
  ]
}
