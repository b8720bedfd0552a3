/// An article as a list shows it: everything but the body, and what the reader did with it.
package struct Headline: Equatable, Sendable, Identifiable {
  /// The archive's own number for the article; never used again for another.
  package var id: Int64
  /// The greater, the earlier in the list; computed by the archive from the date.
  package var order: Int64
  package var externalID: String?
  package var title: String
  package var category: String
  package var date: ArticleDate?
  package var dateText: String
  package var author: String?
  package var source: String?
  package var url: String?
  package var language: String?
  package var isRead: Bool
  package var isStarred: Bool
  /// The first words of the summary or the body, at most 200 scalars.
  package var excerpt: String

  package init(
    id: Int64, order: Int64 = 0, externalID: String? = nil, title: String, category: String = "",
    date: ArticleDate? = nil, dateText: String = "", author: String? = nil,
    source: String? = nil, url: String? = nil, language: String? = nil, isRead: Bool = false,
    isStarred: Bool = false, excerpt: String = ""
  ) {
    self.id = id
    self.order = order
    self.externalID = externalID
    self.title = title
    self.category = category
    self.date = date
    self.dateText = dateText
    self.author = author
    self.source = source
    self.url = url
    self.language = language
    self.isRead = isRead
    self.isStarred = isStarred
    self.excerpt = excerpt
  }

  package var key: ListKey { ListKey(order: order, id: id) }
}
