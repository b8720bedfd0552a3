package import Articles
internal import GRDB

/// An article in newsboat's `cache.db`.
package struct NewsboatItem: Equatable, Sendable {
  package var feed: String
  package var guid: String
  package var title: String
  package var author: String
  package var url: String
  /// HTML.
  package var content: String
  /// Seconds since 1970.
  package var date: Int64
  package var isRead: Bool
}

/// What newsboat keeps of the feeds it has fetched.
package enum NewsboatCache {
  /// Its articles that are not deleted, by feed, the oldest first. The file is only read.
  ///
  /// - Throws: a refusal when it is no such file.
  package static func items(at path: String) throws(Refusal) -> [NewsboatItem] {
    var configuration = Configuration()
    configuration.readonly = true
    do {
      return try DatabaseQueue(path: path, configuration: configuration).read { db in
        let rows = try Row.fetchCursor(
          db,
          sql: """
            SELECT feedurl, guid, title, author, url, content, pubDate, unread FROM rss_item
            WHERE deleted = 0 ORDER BY feedurl, pubDate
            """)
        var items: [NewsboatItem] = []
        while let row = try rows.next() {
          items.append(
            NewsboatItem(
              feed: row.text(0) ?? "", guid: row.text(1) ?? "", title: row.text(2) ?? "",
              author: row.text(3) ?? "", url: row.text(4) ?? "", content: row.text(5) ?? "",
              date: row.number(6) ?? 0, isRead: row.number(7) == 0))
        }
        return items
      }
    } catch {
      throw Refusal("this is no cache of newsboat")
    }
  }
}

/// A number that tells whether bytes are those that were seen before.
package func contentNumber(of bytes: [UInt8]) -> Int64 {
  var hash = Hash()
  hash.combine(utf8: bytes)
  return hash.value
}
