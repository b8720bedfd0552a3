package import Articles
internal import GRDB

/// Which articles of feeds are kept.
package struct Retention: Equatable, Sendable {
  /// Those of the last so many days.
  package var days: Int
  /// And older ones with a star, or unread.
  package var keepsStarred: Bool
  package var keepsUnread: Bool

  package init(days: Int, keepsStarred: Bool = true, keepsUnread: Bool = true) {
    self.days = days
    self.keepsStarred = keepsStarred
    self.keepsUnread = keepsUnread
  }
}

extension Archive {
  /// Removes the articles of feeds one is subscribed to that are neither dated nor came within the days that
  /// are kept, and says how many those were. Saved pages stay. The time is in seconds since 1970; a
  /// transaction removes no more than some hundred.
  package func apply(_ retention: Retention, at time: Int64) throws -> Int {
    let limit = time - Int64(retention.days) * 86_400
    let kept =
      (retention.keepsStarred ? " AND entry.starredAt IS NULL" : "")
      + (retention.keepsUnread ? " AND entry.readAt IS NOT NULL" : "")
    let ids = try read { db in
      try Int64.fetchAll(
        db,
        sql: """
          SELECT entry.id FROM entry
          CROSS JOIN headline ON headline.id = entry.id AND headline.feed IN (
            SELECT id FROM feed WHERE folder IS NOT NULL)
          CROSS JOIN body ON body.id = entry.id AND body.addedAt < ?
          WHERE entry.sort < ?\(kept)
          """, arguments: [limit, ListOrder.first(of: Int(limit / 86_400))])
    }
    var removed = 0
    for start in stride(from: 0, to: ids.count, by: 200) {
      removed += try write { db in
        var intake = Intake(db: db)
        let count = try ids[start..<min(start + 200, ids.count)].count {
          try intake.remove($0, at: time)
        }
        try intake.finish()
        return count
      }
    }
    return removed
  }

  /// Gives an article the text of its web page in place of what its feed had. It stays when the feed changes
  /// the article, unless the feed then has more.
  package func complete(_ id: Int64, with blocks: [Block], at time: Int64) throws -> StoredArticle?
  {
    try write { db in
      var intake = Intake(db: db)
      try intake.replaceText(of: id, with: blocks, at: time)
      try intake.finish()
      return try article(id, db)
    }
  }
}
