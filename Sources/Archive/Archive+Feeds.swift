package import Articles
internal import GRDB

/// Articles that come in together, and the feed they are from.
package struct Delivery: Sendable {
  package var articles: [Article]
  /// The archive's number of the feed; nil for files.
  package var feed: Int64?
  /// What is to be remembered of the feed in the same transaction.
  package var report: FeedReport?

  package init(_ articles: [Article], feed: Int64? = nil, report: FeedReport? = nil) {
    self.articles = articles
    self.feed = feed
    self.report = report
  }
}

/// How a feed was found.
package struct FeedReport: Equatable, Sendable {
  package var health: FeedHealth
  /// Where it has moved for good.
  package var movedTo: String?
  /// What it says about itself; nil when it was not read.
  package var title: String?
  package var site: String?
  package var language: String?

  package init(
    health: FeedHealth, movedTo: String? = nil, title: String? = nil, site: String? = nil,
    language: String? = nil
  ) {
    self.health = health
    self.movedTo = movedTo
    self.title = title
    self.site = site
    self.language = language
  }
}

extension Archive {
  /// The feeds the person reads, by category and name.
  package func subscriptions() throws -> [Subscription] {
    try read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT \(Self.feedColumns) FROM feed
            LEFT JOIN (
              SELECT feed AS counted, count(*) AS total, sum(entry.readAt IS NULL) AS unread
              FROM headline JOIN entry USING (id) WHERE feed IS NOT NULL GROUP BY feed
            ) ON counted = feed.id
            WHERE folder IS NOT NULL
            ORDER BY folder = '', folder, coalesce(nullif(name, ''), title), address
            """))
      return rows.map { row in
        var subscription = Self.subscription(from: row)
        subscription.total = row.count(17)
        subscription.unread = row.count(18)
        return subscription
      }
    }
  }

  /// Subscribes to a feed. One that is there already gets the name and category that are given.
  ///
  /// - Returns: its number, and whether it is new.
  @discardableResult
  package func subscribe(
    to address: String, name: String? = nil, folder: String? = nil, at time: Int64
  ) throws -> (id: Int64, isNew: Bool) {
    try write { db in
      let id = try Self.feedNumber(address, at: time, db)
      let known = try String.fetchOne(
        db, sql: "SELECT folder FROM feed WHERE id = ?", arguments: [id])
      try db.execute(
        sql: """
          UPDATE feed SET folder = coalesce(?, folder, ''), name = coalesce(?, name), isGone = 0
          WHERE id = ?
          """, arguments: [folder, name, id])
      return (id, known == nil)
    }
  }

  /// Ends a subscription; the articles stay. False when there was none.
  package func unsubscribe(_ id: Int64) throws -> Bool {
    try write { db in
      try db.execute(
        sql: """
          UPDATE feed SET folder = NULL, name = NULL, etag = NULL, lastModified = NULL, content = NULL,
            retryAt = NULL, failures = 0, failure = NULL
          WHERE id = ? AND folder IS NOT NULL
          """, arguments: [id])
      return db.changesCount > 0
    }
  }

  /// Gives a feed a name of the person's; nil takes the feed's own again.
  package func rename(_ id: Int64, to name: String?) throws {
    try write { db in
      try db.execute(sql: "UPDATE feed SET name = ? WHERE id = ?", arguments: [name, id])
    }
  }

  package func setFolder(_ folder: String, of id: Int64) throws {
    try write { db in
      try db.execute(
        sql: "UPDATE feed SET folder = ? WHERE id = ? AND folder IS NOT NULL",
        arguments: [folder, id])
    }
  }

  /// The number of the feed at an address, subscribed to or not.
  package func feedNumber(of address: String, at time: Int64) throws -> Int64 {
    try write { db in try Self.feedNumber(address, at: time, db) }
  }

  static func feedNumber(_ address: String, at time: Int64, _ db: Database) throws -> Int64 {
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO feed (address, addedAt) VALUES (?, ?)")
      .execute(arguments: [address, time])
    return try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM feed WHERE address = ?"), arguments: [address]) ?? 0
  }

  static func write(_ report: FeedReport, of id: Int64, _ db: Database) throws {
    let health = report.health
    try db.cachedStatement(
      sql: """
        UPDATE feed SET etag = ?, lastModified = ?, content = ?, checkedAt = ?, succeededAt = ?,
          retryAt = ?, failures = ?, failure = ?, isGone = ?, title = coalesce(?, title),
          site = coalesce(?, site), language = coalesce(?, language)
        WHERE id = ?
        """
    ).execute(
      arguments: [
        health.etag, health.lastModified, health.content, health.checkedAt, health.succeededAt,
        health.retryAt, health.failures, health.failure, health.isGone, report.title, report.site,
        report.language, id,
      ])
    guard let address = report.movedTo else { return }
    // Where another feed is at the new address already, this one stays at its old one.
    try db.cachedStatement(sql: "UPDATE OR IGNORE feed SET address = ? WHERE id = ?")
      .execute(arguments: [address, id])
  }

  static let feedColumns = """
    feed.id, address, folder, name, title, site, language, etag, lastModified, content, checkedAt,
    succeededAt, retryAt, failures, failure, isGone, addedAt, total, unread
    """

  private static func subscription(from row: Row) -> Subscription {
    Subscription(
      id: row.number(0) ?? 0, address: row.text(1) ?? "", folder: row.text(2) ?? "",
      name: row.text(3), title: row.text(4) ?? "", site: row.text(5), language: row.text(6),
      health: FeedHealth(
        etag: row.text(7), lastModified: row.text(8), content: row.number(9),
        checkedAt: row.number(10), succeededAt: row.number(11), retryAt: row.number(12),
        failures: row.count(13), failure: row.text(14), isGone: row.flag(15)))
  }
}
