internal import Articles
internal import Foundation
internal import GRDB

/// Reads what can be read of a damaged archive, article by article, into a fresh one.
///
/// Numbers, marks and reading positions are kept; counters and the search index are made anew.
struct Salvage {
  private static let batch: Int64 = 250
  /// No article takes fewer bytes, which bounds the search in a file whose numbers are nonsense.
  private static let leastSize: Int64 = 64

  let aside: String
  let archive: Archive

  init(from aside: String, into archive: Archive) {
    self.aside = aside
    self.archive = archive
  }

  func run() throws -> Rescue {
    var rescue = try copy(from: aside)
    if rescue.saved == 0, let mended = try? withNewFirstPage() {
      rescue = try copy(from: mended)
      for suffix in ["", "-wal", "-shm"] { unlink(mended + suffix) }
    }
    rescue.setAside = aside
    return rescue
  }

  private func copy(from path: String) throws -> Rescue {
    var rescue = Rescue(setAside: path, saved: 0, lost: 0)
    var configuration = Configuration()
    configuration.readonly = true
    guard let damaged = try? DatabaseQueue(path: path, configuration: configuration) else {
      return rescue
    }
    let last = damaged.unsafeRead { lastID($0, path: path) }
    try copyFeeds(from: damaged)
    try copyForgotten(from: damaged)
    try copySearches(from: damaged)
    var first: Int64 = 1
    while first <= last {
      let ids = first...min(first + Salvage.batch - 1, last)
      let rows = damaged.unsafeRead { db in ids.compactMap { SavedArticle($0, db) } }
      try archive.write { db in try save(rows, db) }
      rescue.saved += rows.count
      rescue.lost += ids.count - rows.count
      first = ids.upperBound + 1
    }
    return rescue
  }

  /// Subscriptions, row by row as far as they can be read.
  private func copyFeeds(from damaged: DatabaseQueue) throws {
    let columns = """
      id, address, folder, name, title, site, language, addedAt, checkedAt, succeededAt, retryAt,
      failures, failure, isGone
      """
    let rows = damaged.unsafeRead { db -> [Row] in
      guard let last = try? Int64.fetchOne(db, sql: "SELECT max(id) FROM feed"), last > 0 else {
        return []
      }
      return (1...min(last, 100_000)).compactMap { id in
        (try? Row.fetchOne(
          db, sql: "SELECT \(columns) FROM feed WHERE id = ?", arguments: [id])) ?? nil
      }
    }
    try archive.write { db in
      for row in rows {
        try db.execute(
          sql:
            "INSERT OR IGNORE INTO feed (\(columns)) VALUES (\(row.map { _ in "?" }.joined(separator: ",")))",
          arguments: StatementArguments(row.databaseValues))
      }
    }
  }

  /// What retention took away, up to the first row that cannot be read.
  private func copyForgotten(from damaged: DatabaseQueue) throws {
    let rows = damaged.unsafeRead { db -> [Row] in
      var rows: [Row] = []
      let cursor = try? Row.fetchCursor(db, sql: "SELECT feed, key, at FROM forgotten")
      while let cursor, let row = (try? cursor.next()) ?? nil { rows.append(row.copy()) }
      return rows
    }
    try archive.write { db in
      let statement = try db.cachedStatement(
        sql: "INSERT OR IGNORE INTO forgotten (feed, key, at) VALUES (?, ?, ?)")
      for row in rows {
        try statement.execute(arguments: StatementArguments(row.databaseValues))
      }
    }
  }

  private func copySearches(from damaged: DatabaseQueue) throws {
    let queries = damaged.unsafeRead { db in
      (try? String.fetchAll(db, sql: "SELECT query FROM savedSearch ORDER BY id")) ?? []
    }
    for query in queries { try archive.keepSearch(query) }
  }

  private func save(_ rows: [SavedArticle], _ db: Database) throws {
    var intake = Intake(db: db)
    for row in rows {
      try intake.insert(
        Incoming(row.article, feed: row.feed), id: row.id, at: row.addedAt, readAt: row.readAt,
        starredAt: row.starredAt)
      if let completedAt = row.completedAt {
        try db.execute(
          sql: "UPDATE body SET completedAt = ? WHERE id = ?", arguments: [completedAt, row.id])
      }
      if let position = row.position {
        try db.execute(
          sql: "INSERT INTO position (id, block, byte) VALUES (?, ?, ?)",
          arguments: [row.id, position.block, position.byte])
      }
    }
    try intake.finish()
  }

  /// The greatest number that any table knows of.
  private func lastID(_ db: Database, path: String) -> Int64 {
    let queries = [
      "SELECT max(id) FROM entry", "SELECT max(id) FROM headline", "SELECT max(id) FROM body",
      "SELECT seq FROM sqlite_sequence WHERE name = 'entry'",
    ]
    let numbers = queries.compactMap { try? Int64.fetchOne(db, sql: $0) }
    let size = ["", "-wal"].reduce(into: Int64(0)) { sum, suffix in
      let attributes = try? FileManager.default.attributesOfItem(atPath: path + suffix)
      sum += (attributes?[.size] as? Int64) ?? 0
    }
    return min(numbers.max() ?? 0, size / Salvage.leastSize)
  }

  /// A copy of the file in which a fresh archive's first page stands for its own: that page says where
  /// the tables begin, which is the same in every archive of one version.
  private func withNewFirstPage() throws -> String {
    let mended = aside + "-mended"
    try FileManager.default.copyItem(atPath: aside, toPath: mended)
    let blank = mended + "-blank"
    defer { unlink(blank) }
    try archive.database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    try FileManager.default.copyItem(atPath: archive.path, toPath: blank)
    let source = try FileHandle(forReadingFrom: URL(filePath: blank))
    guard var page = try source.read(upToCount: 4096) else { return mended }
    let target = try FileHandle(forUpdating: URL(filePath: mended))
    let pages = try UInt32(clamping: target.seekToEnd() / 4096)
    // File format 1.3: the number of pages, and an empty list of free ones.
    page.replaceSubrange(28..<32, with: withUnsafeBytes(of: pages.bigEndian) { Data($0) })
    page.replaceSubrange(32..<40, with: Data(count: 8))
    try target.seek(toOffset: 0)
    try target.write(contentsOf: page)
    try target.close()
    return mended
  }
}

/// An article of a damaged archive; it exists when at least its headline can be read.
private struct SavedArticle {
  var id: Int64
  var article: Article
  var feed: Int64?
  var readAt: Int64?
  var starredAt: Int64?
  var addedAt: Int64
  var completedAt: Int64?
  var position: ReadingPosition?

  init?(_ id: Int64, _ db: Database) {
    func row(_ sql: String) -> Row? {
      (try? Row.fetchOne(db.cachedStatement(sql: sql), arguments: [id])) ?? nil
    }
    guard
      let headline = row(
        """
        SELECT title, precision, utcOffset, dateText, author, source, url, language, externalID, feed
        FROM headline WHERE id = ?
        """), let title = headline.text(0)
    else { return nil }
    let entry = row("SELECT sort, category, readAt, starredAt FROM entry WHERE id = ?")
    let body = row(
      "SELECT blocks, named, summary, shareLine, addedAt, enclosures FROM body WHERE id = ?")
    let category = entry.flatMap { entry in
      try? String.fetchOne(
        db, sql: "SELECT name FROM category WHERE id = ?", arguments: [entry.number(1)])
    }
    self.id = id
    article = Article(
      externalID: headline.text(8), title: title, category: category ?? "",
      date: ListOrder.date(
        of: entry?.number(0) ?? ListOrder.undated,
        precision: DateCoding.precision(of: headline.number(1)),
        offset: headline.number(2).map(Int.init)),
      dateText: headline.text(3) ?? "", author: headline.text(4), source: headline.text(5),
      url: headline.text(6), language: headline.text(7), summary: body?.text(2),
      blocks: BodyCoding.blocks(from: body?.data(0)), shareLine: body?.text(3),
      related: BodyCoding.titles(from: body?.data(1)),
      enclosures: BodyCoding.enclosures(from: body?.data(5)))
    feed = headline.number(9)
    readAt = entry?.number(2)
    starredAt = entry?.number(3)
    addedAt = body?.number(4) ?? 0
    // Not with the others: an archive of an earlier version has no such column.
    completedAt = row("SELECT completedAt FROM body WHERE id = ?")?.number(0)
    position = row("SELECT block, byte FROM position WHERE id = ?").map {
      ReadingPosition(block: $0.count(0), byte: $0.count(1))
    }
  }
}
