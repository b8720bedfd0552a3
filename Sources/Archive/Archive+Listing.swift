package import Articles
internal import GRDB

extension Archive {
  /// A page of a list, newest first wherever it begins. The cost depends on `limit` alone.
  package func headlines(_ filter: Filter, from place: Place, limit: Int) throws -> [Headline] {
    guard limit > 0 else { return [] }
    return try read { db in
      guard let query = try ListQuery(filter, db) else { return [] }
      let page = PageQuery(query, from: place)
      var headlines: [Headline] = []
      for run in page.runs where headlines.count < limit {
        // A cursor, since its rows need not be copied.
        let rows = try Row.fetchCursor(
          db.cachedStatement(sql: page.sql(run)),
          arguments: run.arguments + [limit - headlines.count])
        while let row = try rows.next() { headlines.append(HeadlineRow.headline(from: row)) }
      }
      return page.isBackwards ? headlines.reversed() : headlines
    }
  }

  /// SQLite's plans for a page of a list, a line for each step.
  package func plans(of filter: Filter, from place: Place) throws -> [[String]] {
    try read { db in
      guard let query = try ListQuery(filter, db) else { return [] }
      let page = PageQuery(query, from: place)
      return try page.runs.map { run in
        try Row.fetchAll(
          db, sql: "EXPLAIN QUERY PLAN " + page.sql(run), arguments: run.arguments + [1]
        ).compactMap { $0.text(3) }
      }
    }
  }

  /// The next article of a list behind `key` or, when not `forward`, before it; `key` itself need not
  /// be in the list. Forward is towards the older ones; `unread` passes over what has been read.
  package func neighbour(
    of key: ListKey, filter: Filter, unread: Bool, forward: Bool
  ) throws -> Headline? {
    var filter = filter
    filter.unreadOnly = filter.unreadOnly || unread
    return try headlines(filter, from: forward ? .after(key) : .before(key), limit: 1).first
  }

  package func headline(_ id: Int64) throws -> Headline? {
    try read { db in try HeadlineRow.fetch(id, db) }
  }
}

extension ListQuery {
  /// Nil when the archive has no such category, and so no such list.
  init?(_ filter: Filter, _ db: Database) throws {
    guard let id = try ListQuery.categoryID(filter, db) else { return nil }
    self.init(filter, categoryID: id)
  }

  /// 0, which stands for all, when the filter names no category; nil when it names an unknown one.
  static func categoryID(_ filter: Filter, _ db: Database) throws -> Int64? {
    guard let name = filter.category else { return 0 }
    return try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM category WHERE name = ?"), arguments: [name])
  }
}
