internal import GRDB

/// Compares the counters and the index with the articles they were made from, by counting anew.
struct Audit {
  let db: Database

  func faults() throws -> [String] {
    try [
      fault(
        "counters of days",
        """
        SELECT category, day, total, unread, starred, "both" FROM tally
        """,
        """
        SELECT c.id, sort >> \(ListOrder.dayShift), count(*), sum(readAt IS NULL),
          sum(starredAt IS NOT NULL), sum(readAt IS NULL AND starredAt IS NOT NULL)
        FROM entry JOIN category c ON c.id IN (0, entry.category) GROUP BY 1, 2
        """),
      fault(
        "counters of categories",
        """
        SELECT id, total, unread, starred, "both" FROM category WHERE total > 0
        """,
        """
        SELECT c.id, count(*), sum(readAt IS NULL), sum(starredAt IS NOT NULL),
          sum(readAt IS NULL AND starredAt IS NOT NULL)
        FROM entry JOIN category c ON c.id IN (0, entry.category) GROUP BY 1
        """),
      fault("headlines", "SELECT id FROM headline", "SELECT id FROM entry"),
      fault("bodies", "SELECT id FROM body", "SELECT id FROM entry"),
      fault("search index", "SELECT id FROM terms_docsize", "SELECT id FROM entry"),
      statisticsFault(),
    ].compactMap(\.self)
  }

  private func statisticsFault() throws -> String? {
    let counted = try Int.fetchOne(db, sql: "SELECT count(*) FROM entry")
    guard try Statistics(db).articles != counted else { return nil }
    return "The statistics of the search index do not agree with the articles."
  }

  /// A sentence when the two queries differ.
  private func fault(_ name: String, _ kept: String, _ counted: String) throws -> String? {
    let difference = try Int.fetchOne(
      db,
      sql: """
        SELECT (SELECT count(*) FROM (\(kept) EXCEPT \(counted)))
          + (SELECT count(*) FROM (\(counted) EXCEPT \(kept)))
        """)
    guard let difference, difference > 0 else { return nil }
    return "The \(name) do not agree with the articles in \(difference) rows."
  }
}
