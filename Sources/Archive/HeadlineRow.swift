internal import Articles
internal import GRDB

/// Reads headlines out of `entry`, `headline` and `category`.
enum HeadlineRow {
  static let columns = """
    entry.id, entry.sort, entry.readAt IS NOT NULL, entry.starredAt IS NOT NULL, category.name,
    headline.title, headline.precision, headline.utcOffset, headline.dateText, headline.author,
    headline.source, headline.url, headline.language, headline.externalID, headline.excerpt
    """

  /// To be put after `FROM entry`; CROSS keeps `entry` the outer loop.
  static let joins = """
    CROSS JOIN headline ON headline.id = entry.id
    CROSS JOIN category ON category.id = entry.category
    """

  static func headline(from row: Row) -> Headline {
    let order = row.number(1) ?? ListOrder.undated
    return Headline(
      id: row.number(0) ?? 0, order: order, externalID: row.text(13), title: row.text(5) ?? "",
      category: row.text(4) ?? "",
      date: ListOrder.date(
        of: order, precision: DateCoding.precision(of: row.number(6)),
        offset: row.number(7).map(Int.init)),
      dateText: row.text(8) ?? "", author: row.text(9), source: row.text(10), url: row.text(11),
      language: row.text(12), isRead: row.flag(2), isStarred: row.flag(3),
      excerpt: row.text(14) ?? "")
  }

  static func fetch(_ id: Int64, _ db: Database) throws -> Headline? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(columns) FROM entry \(joins) WHERE entry.id = ?")
    return try Row.fetchOne(statement, arguments: [id]).map(headline)
  }
}
