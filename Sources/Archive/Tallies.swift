internal import GRDB

/// The changes a transaction makes to the counters, gathered and written once at its end.
///
/// Every write to `entry` passes through here in the same transaction, so that the counters hold after
/// a crash at any moment and with any number of processes.
struct Tallies {
  struct Counts: Equatable {
    var total = 0
    var unread = 0
    var starred = 0
    /// Starred and unread.
    var both = 0

    static func += (sum: inout Counts, other: Counts) {
      sum.total += other.total
      sum.unread += other.unread
      sum.starred += other.starred
      sum.both += other.both
    }

    static func * (counts: Counts, factor: Int) -> Counts {
      Counts(
        total: counts.total * factor, unread: counts.unread * factor,
        starred: counts.starred * factor, both: counts.both * factor)
    }

    static prefix func - (counts: Counts) -> Counts {
      counts * -1
    }

    /// One article with these marks.
    init(isRead: Bool, isStarred: Bool) {
      total = 1
      unread = isRead ? 0 : 1
      starred = isStarred ? 1 : 0
      both = isStarred && !isRead ? 1 : 0
    }

    init(total: Int = 0, unread: Int = 0, starred: Int = 0, both: Int = 0) {
      self.total = total
      self.unread = unread
      self.starred = starred
      self.both = both
    }
  }

  private struct Cell: Hashable {
    var category: Int64
    var day: Int64
  }

  private var changes: [Cell: Counts] = [:]

  mutating func add(_ counts: Counts, category: Int64, day: Int64) {
    changes[Cell(category: category, day: day), default: Counts()] += counts
  }

  func write(to db: Database) throws {
    var days: [Cell: Counts] = changes
    var categories: [Int64: Counts] = [:]
    for (cell, counts) in changes {
      days[Cell(category: 0, day: cell.day), default: Counts()] += counts
      categories[cell.category, default: Counts()] += counts
      categories[0, default: Counts()] += counts
    }
    for (cell, counts) in days where counts != Counts() {
      try write(counts, to: cell, db)
    }
    for (category, counts) in categories where counts != Counts() {
      try db.cachedStatement(
        sql: """
          UPDATE category SET total = total + ?, unread = unread + ?, starred = starred + ?,
            "both" = "both" + ?
          WHERE id = ?
          """
      ).execute(
        arguments: [counts.total, counts.unread, counts.starred, counts.both, category])
    }
  }

  private func write(_ counts: Counts, to cell: Cell, _ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO tally (category, day, total, unread, starred, "both") VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET total = total + excluded.total,
          unread = unread + excluded.unread, starred = starred + excluded.starred,
          "both" = "both" + excluded."both"
        """
    ).execute(
      arguments: [
        cell.category, cell.day, counts.total, counts.unread, counts.starred, counts.both,
      ])
    guard counts.total < 0 else { return }
    try db.cachedStatement(
      sql: "DELETE FROM tally WHERE category = ? AND day = ? AND total = 0"
    ).execute(arguments: [cell.category, cell.day])
  }
}
