package import Articles
internal import GRDB

// What lists need to know about the articles they do not show. All of it comes from the counters, at a
// cost that depends on the number of days and not on that of articles.
extension Archive {
  /// Those that have articles, the one with most first, equals by name.
  package func categories() throws -> [CategoryTally] {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT name, total, unread, starred FROM category WHERE id <> 0 AND total > 0
          ORDER BY total DESC, name
          """)
      return try Row.fetchAll(statement).map { row in
        CategoryTally(
          name: row.text(0) ?? "", total: row.count(1), unread: row.count(2),
          starred: row.count(3))
      }
    }
  }

  /// Of all articles; its name is empty.
  package func totals() throws -> CategoryTally {
    try read { db in
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT total, unread, starred FROM category WHERE id = 0"))
      guard let row else { return CategoryTally(name: "", total: 0, unread: 0, starred: 0) }
      return CategoryTally(
        name: "", total: row.count(0), unread: row.count(1), starred: row.count(2))
    }
  }

  /// The days of a list in its order. Each counts what the filter lets through, and how much of that is
  /// unread.
  package func days(_ filter: Filter) throws -> [DayTally] {
    try read { db in
      guard let query = try TallyQuery(filter, db) else { return [] }
      let statement = try db.cachedStatement(
        sql: """
          SELECT day, \(query.total), \(query.unread) FROM tally
          WHERE category = ? AND day BETWEEN ? AND ? AND \(query.total) > 0 ORDER BY day DESC
          """)
      let rows = try Row.fetchAll(
        statement, arguments: [query.category, query.first, query.last])
      return rows.map { row in
        DayTally(
          day: ListOrder.civilDay(row.number(0) ?? 0), total: row.count(1), unread: row.count(2))
      }
    }
  }

  /// What the filter lets through of a day, told in days since 1970-01-01; nil stands for the undated.
  package func tally(of day: Int?, filter: Filter) throws -> DayTally {
    try read { db in
      let none = DayTally(day: day, total: 0, unread: 0)
      let key = day.map { ListOrder.day(of: ListOrder.first(of: $0)) } ?? ListOrder.undatedDay
      guard let query = try TallyQuery(filter, db), query.first <= key, key <= query.last else {
        return none
      }
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT \(query.total), \(query.unread) FROM tally WHERE category = ? AND day = ?
            """), arguments: [query.category, key])
      return row.map { DayTally(day: day, total: $0.count(0), unread: $0.count(1)) } ?? none
    }
  }

  /// How many articles a list has. Counts no day unless the filter names some.
  package func total(of filter: Filter) throws -> Int {
    try read { db in
      guard let query = try TallyQuery(filter, db) else { return 0 }
      guard filter.since != nil || filter.until != nil else {
        return try Int.fetchOne(
          db.cachedStatement(sql: "SELECT \(query.total) FROM category WHERE id = ?"),
          arguments: [query.category]) ?? 0
      }
      return try Int.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT coalesce(sum(\(query.total)), 0) FROM tally
            WHERE category = ? AND day BETWEEN ? AND ?
            """), arguments: [query.category, query.first, query.last]) ?? 0
    }
  }

  /// How many articles of a list come before `key`, which need not be in it; nil when the filter leaves
  /// out the whole day of `key`. Counts days, and the articles of one day.
  package func rank(of key: ListKey, filter: Filter) throws -> Int? {
    try read { db in
      let day = ListOrder.day(of: key.order)
      guard let tallies = try TallyQuery(filter, db), tallies.first <= day, day <= tallies.last,
        let list = try ListQuery(filter, db)
      else { return nil }
      let newer = try Int.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT coalesce(sum(\(tallies.total)), 0) FROM tally
            WHERE category = ? AND day > ? AND day <= ?
            """), arguments: [tallies.category, day, tallies.last])
      let end = ListOrder.civilDay(day).map(ListOrder.last) ?? ListOrder.undated
      let sameDay = try list.within(.min...end).runs(beyond: key, forward: false)
        .reduce(0) { sum, run in
          let statement = try db.cachedStatement(
            sql: "SELECT count(*) FROM \(run.source) WHERE \(run.condition)")
          return try sum + (Int.fetchOne(statement, arguments: run.arguments) ?? 0)
        }
      return (newer ?? 0) + sameDay
    }
  }
}

/// A filter in terms of the counters.
private struct TallyQuery {
  var category: Int64
  var first: Int64
  var last: Int64
  /// The columns that count what the filter lets through, and the unread ones among it.
  var total: String
  var unread: String

  /// Nil when the archive has no such category.
  init?(_ filter: Filter, _ db: Database) throws {
    guard let category = try ListQuery.categoryID(filter, db) else { return nil }
    self.category = category
    let days = DayRange(filter)
    first = days.first.map(Int64.init) ?? .min
    last = days.last.map(Int64.init) ?? .max
    unread = filter.starredOnly ? "\"both\"" : "unread"
    total = filter.unreadOnly ? unread : filter.starredOnly ? "starred" : "total"
  }
}
