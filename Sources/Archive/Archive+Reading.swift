package import Articles
internal import FoundationEssentials
internal import GRDB
internal import Typesetting

extension Archive {
  /// An article with all that is shown of it. The named titles are looked up anew each time, so that
  /// it does not matter whether the article or its link came first.
  package func article(_ id: Int64) throws -> StoredArticle? {
    try read { db in try article(id, db) }
  }

  func article(_ id: Int64, _ db: Database) throws -> StoredArticle? {
    guard let headline = try HeadlineRow.fetch(id, db),
      let body = try Row.fetchOne(
        db.cachedStatement(
          sql: "SELECT blocks, named, summary, shareLine, enclosures FROM body WHERE id = ?"),
        arguments: [id])
    else { return nil }
    return StoredArticle(
      headline: headline, blocks: BodyCoding.blocks(from: body.data(0)), shareLine: body.text(3),
      summary: body.text(2),
      named: try NamedTitles(db: db, article: headline).relations(from: body.data(1)),
      position: try position(of: id, db), enclosures: BodyCoding.enclosures(from: body.data(4)))
  }

  /// Remembers how far an article was read.
  package func setPosition(_ position: ReadingPosition, of id: Int64) throws {
    try write { db in
      try db.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO position (id, block, byte)
          SELECT id, ?, ? FROM entry WHERE id = ?
          """
      ).execute(arguments: [position.block, position.byte, id])
    }
  }

  private func position(of id: Int64, _ db: Database) throws -> ReadingPosition {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT block, byte FROM position WHERE id = ?"), arguments: [id])
    return row.map { ReadingPosition(block: $0.count(0), byte: $0.count(1)) } ?? .start
  }
}

/// Finds the articles that a page named.
struct NamedTitles {
  /// Articles of one title or address that are looked at, at most.
  private static let candidates = 16

  let db: Database
  let article: Headline

  func relations(from data: Data?) throws -> [NamedRelation] {
    try BodyCoding.titles(from: data).map { title in
      NamedRelation(title: title.title, url: title.url, headline: try find(title))
    }
  }

  /// The article at the address or else under the title, marks, alef forms and the like aside. Of
  /// several the one from the same source, then the one nearest in time.
  private func find(_ title: RelatedTitle) throws -> Headline? {
    if let url = title.url,
      let found = try headlines("headline.urlKey = ?", [Hash.of(url)])
        .first(where: { $0.url == url && $0.id != article.id })
    {
      return found
    }
    let name = folded(title.title)
    guard !name.isEmpty else { return nil }
    let keys = TitleKey.range(foldedTitle: name)
    let found = try headlines(
      "headline.titleKey BETWEEN ? AND ?", [keys.lowerBound, keys.upperBound]
    ).filter { folded($0.title) == name && $0.id != article.id }
    return found.min { distance($0) < distance($1) }
  }

  private func headlines(
    _ condition: String, _ arguments: StatementArguments
  ) throws -> [Headline] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(HeadlineRow.columns) FROM headline
        CROSS JOIN entry ON entry.id = headline.id
        CROSS JOIN category ON category.id = entry.category
        WHERE \(condition) LIMIT \(NamedTitles.candidates)
        """)
    return try Row.fetchAll(statement, arguments: arguments).map(HeadlineRow.headline)
  }

  private func distance(_ other: Headline) -> (Int, UInt64) {
    let isElsewhere = other.source != article.source ? 1 : 0
    return (isElsewhere, ListOrder.distance(other.order, article.order))
  }
}
