/// A feed as its document gave it.
package struct Feed: Equatable, Sendable {
  package enum Format: String, Sendable { case rss, rdf, atom, json }

  package var format: Format
  /// Empty when it has none.
  package var title: String
  /// The web page it belongs to.
  package var site: String?
  /// Where it says that it can be fetched.
  package var address: String?
  /// The identity it gives itself.
  package var externalID: String?
  package var summary: String?
  package var author: String?
  /// BCP 47, told by the feed.
  package var language: String?
  package var categories: [String]
  package var date: ArticleDate?
  /// What it holds, in its order; those without a category or language have the feed's.
  package var articles: [Article]
  /// Whether the document ends before its end.
  package var isCutOff = false

  package init(
    format: Format, title: String = "", site: String? = nil, address: String? = nil,
    externalID: String? = nil, summary: String? = nil, author: String? = nil,
    language: String? = nil, categories: [String] = [], date: ArticleDate? = nil,
    articles: [Article] = []
  ) {
    self.format = format
    self.title = title
    self.site = site
    self.address = address
    self.externalID = externalID
    self.summary = summary
    self.author = author
    self.language = language
    self.categories = categories
    self.date = date
    self.articles = articles
  }
}

/// A file that belongs to an article, such as the sound of a podcast.
package struct Enclosure: Equatable, Sendable, Codable {
  package var url: String
  /// Its media type, as the feed gave it.
  package var type: String?
  /// In bytes.
  package var length: Int?

  package init(url: String, type: String? = nil, length: Int? = nil) {
    self.url = url
    self.type = type
    self.length = length
  }
}

/// What is known about a document beside its bytes.
package struct DocumentContext: Sendable {
  /// Where it was fetched; relative addresses start there.
  package var address: String?
  /// The `Content-Type` of the HTTP answer.
  package var contentType: String?
  /// When it was fetched or saved: what «منذ ساعتين» is reckoned from.
  package var now: ArticleDate?

  package init(address: String? = nil, contentType: String? = nil, now: ArticleDate? = nil) {
    self.address = address
    self.contentType = contentType
    self.now = now
  }

  /// The encoding the HTTP answer names.
  var charset: String? {
    contentType.flatMap { Charset.value(after: "charset", in: $0[...]) }
  }
}
