package import Articles
internal import GRDB

extension Archive {
  /// How many calls of `markAll` can be taken back.
  private static let keptSweeps = 8

  /// Marks articles, and says which of them were marked otherwise before. The time is in seconds since
  /// 1970.
  package func mark(_ ids: [Int64], _ mark: Mark, at time: Int64) throws -> [Int64] {
    guard !ids.isEmpty else { return [] }
    return try write { db in
      var tallies = Tallies()
      let change = MarkChange(mark)
      let changed = try ids.filter { id in
        let statement = try db.cachedStatement(
          sql: """
            UPDATE entry SET \(change.column) = ? WHERE id = ? AND \(change.isOpposite)
            RETURNING category, sort, readAt IS NOT NULL, starredAt IS NOT NULL
            """)
        let arguments: StatementArguments = [change.value(at: time), id]
        guard let row = try Row.fetchOne(statement, arguments: arguments) else { return false }
        let category = row.number(0) ?? 0
        let day = ListOrder.day(of: row.number(1) ?? 0)
        let now = Tallies.Counts(isRead: row.flag(2), isStarred: row.flag(3))
        tallies.add(now, category: category, day: day)
        tallies.add(-change.turned(row.flag(2), row.flag(3)), category: category, day: day)
        return true
      }
      try tallies.write(to: db)
      return changed
    }
  }

  /// Marks a whole list, and says how many of its articles were marked otherwise before. The stamp is
  /// the time of the marks in seconds since 1970 and names the call for `undoMarkAll`; it must be
  /// greater in each call.
  package func markAll(_ filter: Filter, _ mark: Mark, at stamp: Int64) throws -> Int {
    try write { db in
      guard var query = try ListQuery(filter, db) else { return 0 }
      let change = MarkChange(mark)
      query.restrict(change.isOpposite)
      try forgetSweeps(before: stamp, db)
      try db.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO sweep (stamp, mark, id, previous)
          SELECT ?, ?, entry.id, entry.\(change.column) FROM \(query.source)
          WHERE \(query.condition)
          """
      ).execute(arguments: [stamp, mark.rawValue] + query.arguments)
      let changed = db.changesCount
      try apply(Sweep(stamp: stamp, mark: mark, value: "?"), [change.value(at: stamp)], db)
      return changed
    }
  }

  /// Takes back exactly what the call of `markAll` with this stamp changed, but for articles that have
  /// been marked again since, and says how many those were. A second call does nothing.
  @discardableResult
  package func undoMarkAll(_ stamp: Int64) throws -> Int {
    try write { db in
      let marks = try String.fetchAll(
        db, sql: "SELECT DISTINCT mark FROM sweep WHERE stamp = ?", arguments: [stamp])
      var changed = 0
      for mark in marks.compactMap(Mark.init) {
        let change = MarkChange(mark)
        try db.cachedStatement(
          sql: """
            DELETE FROM sweep WHERE stamp = ? AND mark = ?
              AND (SELECT \(change.column) IS NOT ? FROM entry WHERE entry.id = sweep.id)
            """
        ).execute(arguments: [stamp, mark.rawValue, change.value(at: stamp)])
        changed += try apply(Sweep(stamp: stamp, mark: mark, value: "sweep.previous"), [], db)
      }
      try db.execute(sql: "DELETE FROM sweep WHERE stamp = ?", arguments: [stamp])
      return changed
    }
  }

  /// The articles of one stamp and mark, all of whose marks now turn round.
  private struct Sweep {
    var stamp: Int64
    var mark: Mark
    /// What they get, in SQL.
    var value: String
  }

  @discardableResult
  private func apply(
    _ sweep: Sweep, _ value: StatementArguments, _ db: Database
  ) throws -> Int {
    let arguments: StatementArguments = [sweep.stamp, sweep.mark.rawValue]
    try turnCounters(arguments, MarkChange(sweep.mark), db)
    try db.cachedStatement(
      sql: """
        UPDATE entry SET \(MarkChange(sweep.mark).column) = \(sweep.value) FROM sweep
        WHERE sweep.stamp = ? AND sweep.mark = ? AND entry.id = sweep.id
        """
    ).execute(arguments: value + arguments)
    return db.changesCount
  }

  /// Counts the articles of a sweep as they will be once their mark has turned round.
  private func turnCounters(
    _ sweep: StatementArguments, _ change: MarkChange, _ db: Database
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT category, sort >> \(ListOrder.dayShift), readAt IS NOT NULL, starredAt IS NOT NULL, count(*)
        FROM sweep CROSS JOIN entry USING (id) WHERE stamp = ? AND mark = ?
        GROUP BY 1, 2, 3, 4
        """)
    var tallies = Tallies()
    for row in try Row.fetchAll(statement, arguments: sweep) {
      let category = row.number(0) ?? 0
      let day = row.number(1) ?? 0
      let before = Tallies.Counts(isRead: row.flag(2), isStarred: row.flag(3))
      let after = change.turned(row.flag(2), row.flag(3))
      tallies.add(before * -row.count(4), category: category, day: day)
      tallies.add(after * row.count(4), category: category, day: day)
    }
    try tallies.write(to: db)
  }

  private func forgetSweeps(before stamp: Int64, _ db: Database) throws {
    try db.cachedStatement(
      sql: """
        DELETE FROM sweep WHERE stamp <= (
          SELECT stamp FROM (SELECT DISTINCT stamp FROM sweep) WHERE stamp < ?
          ORDER BY stamp DESC LIMIT 1 OFFSET \(Archive.keptSweeps - 1))
        """
    ).execute(arguments: [stamp])
  }
}

/// A mark in terms of `entry`.
private struct MarkChange {
  var column: String
  /// The condition under which the mark changes anything.
  var isOpposite: String
  private var isSet: Bool

  init(_ mark: Mark) {
    column = mark == .read || mark == .unread ? "readAt" : "starredAt"
    isSet = mark == .read || mark == .starred
    isOpposite = column + (isSet ? " IS NULL" : " IS NOT NULL")
  }

  /// An article with the mark turned round that this change is about.
  func turned(_ isRead: Bool, _ isStarred: Bool) -> Tallies.Counts {
    Tallies.Counts(
      isRead: isRead != (column == "readAt"), isStarred: isStarred != (column == "starredAt"))
  }

  func value(at time: Int64) -> Int64? {
    isSet ? time : nil
  }
}
