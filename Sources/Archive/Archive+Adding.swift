package import Articles
internal import FoundationEssentials
internal import GRDB

/// What became of the articles that were handed in.
package struct Addition: Equatable, Sendable {
  package enum Change: Equatable, Sendable {
    case new, changed, unchanged
  }

  package struct Item: Equatable, Sendable {
    package var id: Int64
    package var change: Change

    package init(id: Int64, change: Change) {
      self.id = id
      self.change = change
    }
  }

  /// One for each article, in the order in which they came.
  package var items: [Item] = []

  package func count(_ change: Change) -> Int {
    items.count { $0.change == change }
  }
}

extension Archive {
  /// Takes articles in: new ones are stored, edited ones replace what was there and keep their number,
  /// marks and reading position, and what is there already changes nothing. `Identity` says which is
  /// which. A file whose article is as it was when it was last taken in has nothing to say, even when
  /// another file has brought a later version.
  ///
  /// One transaction: batches of some hundred articles are quickest. The time is in seconds since 1970.
  package func add(_ articles: [Article], at time: Int64) throws -> Addition {
    guard !articles.isEmpty else { return Addition() }
    return try add([Delivery(articles)], at: time)
  }

  /// Takes articles of files and feeds in, and what is to be remembered of the feeds, all of it or nothing.
  /// The items of the answer are in the order of the deliveries and of the articles in them.
  package func add(_ deliveries: [Delivery], at time: Int64) throws -> Addition {
    try add(prepare(deliveries), at: time)
  }

  /// Works out all that can be known of deliveries without the lock, on all cores: one batch may be
  /// prepared while another is added.
  package func prepare(_ deliveries: [Delivery]) throws -> PreparedBatch {
    let articles = deliveries.flatMap { delivery in
      delivery.articles.map { (article: $0, feed: delivery.feed) }
    }
    var incoming = articles.concurrentMap { Incoming($0.article, feed: $0.feed) }
    try read { db in
      for index in incoming.indices {
        incoming[index].seemsStored = try Identity(db: db).seemsStored(incoming[index])
      }
    }
    incoming = incoming.concurrentMap { $0.withWords() }
    let reports = deliveries.compactMap { delivery in
      delivery.feed.flatMap { feed in delivery.report.map { (feed: feed, report: $0) } }
    }
    return PreparedBatch(incoming: incoming, reports: reports)
  }

  /// As with the deliveries themselves.
  package func add(_ batch: PreparedBatch, at time: Int64) throws -> Addition {
    try write { db in
      var intake = Intake(db: db)
      let items = try batch.incoming.map { try intake.take($0, at: time) }
      try intake.finish()
      for (feed, report) in batch.reports { try Self.write(report, of: feed, db) }
      return Addition(items: items)
    }
  }
}

/// Deliveries that are ready to be added.
package struct PreparedBatch: Sendable {
  let incoming: [Incoming]
  let reports: [(feed: Int64, report: FeedReport)]
}

/// The transaction in which articles come in.
struct Intake {
  let db: Database
  private var tallies = Tallies()
  private var index = WordIndex()
  private var categories: [String: Int64] = [:]
  private var folders: [Int64: String] = [:]

  init(db: Database) {
    self.db = db
  }

  mutating func take(_ incoming: Incoming, at time: Int64) throws -> Addition.Item {
    guard let known = try Identity(db: db).find(incoming) else {
      if try isForgotten(incoming) { return Addition.Item(id: 0, change: .unchanged) }
      let id = try insert(incoming, at: time)
      try remember(incoming, id: id)
      return Addition.Item(id: id, change: .new)
    }
    // What broke off says nothing new of an article that came whole.
    if incoming.article.isTorn { return Addition.Item(id: known.id, change: .unchanged) }
    let isOldNews = try remember(incoming, id: known.id)
    guard known.content != incoming.content, !isOldNews else {
      return Addition.Item(id: known.id, change: .unchanged)
    }
    try replace(known.id, with: incoming, at: time)
    return Addition.Item(id: known.id, change: .changed)
  }

  /// Writes what was gathered.
  func finish() throws {
    try tallies.write(to: db)
    try index.write(to: db)
  }

  /// Stores a new article, under the next free number unless one is given, and with the marks whose
  /// times are given.
  @discardableResult
  mutating func insert(
    _ incoming: Incoming, id: Int64? = nil, at time: Int64, readAt: Int64? = nil,
    starredAt: Int64? = nil
  ) throws -> Int64 {
    let category = try self.category(of: incoming)
    try db.cachedStatement(
      sql: """
        INSERT INTO entry (id, sort, category, readAt, starredAt) VALUES (?, ?, ?, ?, ?)
        """
    ).execute(arguments: [id, incoming.order, category, readAt, starredAt])
    let id = db.lastInsertedRowID
    try writeHeadline(incoming, id: id)
    try writeBody(incoming, id: id, at: time)
    index.insert(incoming.words ?? ArticleWords(incoming.article), id: id)
    tallies.add(
      Tallies.Counts(isRead: readAt != nil, isStarred: starredAt != nil),
      category: category, day: ListOrder.day(of: incoming.order))
    return id
  }

  private mutating func replace(
    _ id: Int64, with incoming: Incoming, at time: Int64
  ) throws {
    let entry = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT sort, category, readAt IS NOT NULL, starredAt IS NOT NULL, precision, utcOffset,
            dateText, CASE WHEN completedAt IS NOT NULL THEN blocks END
          FROM entry JOIN headline USING (id) JOIN body USING (id) WHERE id = ?
          """), arguments: [id])
    guard let entry else { return }
    var incoming = incoming
    if incoming.article.dateIsReckoned, let order = entry.number(0), order != ListOrder.undated {
      incoming.date(
        as: order, precision: DateCoding.precision(of: entry.number(4)),
        offset: entry.number(5).map(Int.init), text: entry.text(6) ?? "")
    }
    if let completed = entry.data(7), !incoming.keepText(BodyCoding.blocks(from: completed)) {
      try db.cachedStatement(sql: "UPDATE body SET completedAt = NULL WHERE id = ?")
        .execute(arguments: [id])
    }
    index.remove(try storedWords(of: id), id: id)
    index.insert(incoming.words ?? ArticleWords(incoming.article), id: id)
    let counts = Tallies.Counts(isRead: entry.flag(2), isStarred: entry.flag(3))
    let category = try self.category(of: incoming)
    tallies.add(
      -counts, category: entry.number(1) ?? 0, day: ListOrder.day(of: entry.number(0) ?? 0))
    tallies.add(counts, category: category, day: ListOrder.day(of: incoming.order))
    try db.cachedStatement(sql: "UPDATE entry SET sort = ?, category = ? WHERE id = ?")
      .execute(arguments: [incoming.order, category, id])
    try writeHeadline(incoming, id: id)
    try writeBody(incoming, id: id, at: time)
  }

  // MARK: Forgetting

  private func isForgotten(_ incoming: Incoming) throws -> Bool {
    guard let feed = incoming.feed else { return false }
    return try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT 1 FROM forgotten WHERE feed = ? AND key = ?"),
      arguments: [feed, incoming.externalKey ?? incoming.urlKey ?? incoming.titleKey.value])
      ?? false
  }

  /// Removes an article; its feed does not bring it back. False when there is none.
  mutating func remove(_ id: Int64, at time: Int64) throws -> Bool {
    let entry = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT sort, category, readAt IS NOT NULL, starredAt IS NOT NULL, feed,
            coalesce(externalKey, urlKey, titleKey)
          FROM entry JOIN headline USING (id) WHERE id = ?
          """), arguments: [id])
    guard let entry else { return false }
    index.remove(try storedWords(of: id), id: id)
    tallies.add(
      -Tallies.Counts(isRead: entry.flag(2), isStarred: entry.flag(3)),
      category: entry.number(1) ?? 0, day: ListOrder.day(of: entry.number(0) ?? 0))
    for table in ["entry", "headline", "body", "position"] {
      try db.cachedStatement(sql: "DELETE FROM \(table) WHERE id = ?").execute(arguments: [id])
    }
    if let feed = entry.number(4), let key = entry.number(5) {
      try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO forgotten (feed, key, at) VALUES (?, ?, ?)"
      )
      .execute(arguments: [feed, key, time])
    }
    return true
  }

  /// Puts the blocks of an article's web page in place of its own.
  mutating func replaceText(of id: Int64, with blocks: [Block], at time: Int64) throws {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT title, summary FROM headline JOIN body USING (id) WHERE id = ?"),
      arguments: [id])
    guard let row else { return }
    index.remove(try storedWords(of: id), id: id)
    index.insert(
      ArticleWords(title: row.text(0) ?? "", summary: row.text(1), blocks: blocks), id: id)
    try db.cachedStatement(
      sql: "UPDATE body SET blocks = ?, changedAt = ?, completedAt = ? WHERE id = ?"
    ).execute(arguments: [BodyCoding.data(of: blocks), time, time, id])
  }

  /// Notes what the article's file says now; true when it said the same when it was last taken in.
  @discardableResult
  private func remember(_ incoming: Incoming, id: Int64) throws -> Bool {
    guard let key = incoming.originKey else { return false }
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT article, content FROM origin WHERE key = ?"),
      arguments: [key])
    if let row, row.number(0) == id, row.number(1) == incoming.content { return true }
    try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO origin (key, article, content) VALUES (?, ?, ?)"
    ).execute(arguments: [key, id, incoming.content])
    return false
  }

  private func writeHeadline(_ incoming: Incoming, id: Int64) throws {
    let article = incoming.article
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO headline (
          id, title, precision, utcOffset, dateText, author, source, url, language, externalID,
          excerpt, titleKey, urlKey, externalKey, content, feed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        id, article.title, article.date.map { DateCoding.code(of: $0.precision) },
        article.date?.offset, article.dateText, article.author, article.source, article.url,
        article.language, article.externalID, incoming.excerpt, incoming.titleKey.value,
        incoming.urlKey, incoming.externalKey, incoming.content, incoming.feed,
      ])
  }

  private func writeBody(_ incoming: Incoming, id: Int64, at time: Int64) throws {
    let article = incoming.article
    let named = article.related.isEmpty ? nil : BodyCoding.data(of: article.related)
    try db.cachedStatement(
      sql: """
        INSERT INTO body (id, blocks, named, summary, shareLine, addedAt, changedAt, enclosures)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET blocks = excluded.blocks, named = excluded.named,
          summary = excluded.summary, shareLine = excluded.shareLine,
          changedAt = excluded.changedAt, enclosures = excluded.enclosures
        """
    ).execute(
      arguments: [
        id, BodyCoding.data(of: article.blocks), named, article.summary, article.shareLine, time,
        time, BodyCoding.data(of: article.enclosures),
      ])
  }

  /// The words under which the index has an article, worked out again from its text.
  private func storedWords(of id: Int64) throws -> ArticleWords {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT headline.title, body.summary, body.blocks
          FROM headline JOIN body USING (id) WHERE id = ?
          """), arguments: [id])
    guard let row else { return ArticleWords(title: "", summary: nil, blocks: []) }
    return ArticleWords(
      title: row.text(0) ?? "", summary: row.text(1),
      blocks: BodyCoding.blocks(from: row.data(2)))
  }

  /// The category an article names or, when it is from a feed, the one the person put that in.
  private mutating func category(of incoming: Incoming) throws -> Int64 {
    guard incoming.article.category.isEmpty, let feed = incoming.feed else {
      return try category(incoming.article.category)
    }
    if let folder = folders[feed] { return try category(folder) }
    let folder = try String.fetchOne(
      db.cachedStatement(sql: "SELECT coalesce(folder, '') FROM feed WHERE id = ?"),
      arguments: [feed])
    folders[feed] = folder ?? ""
    return try category(folder ?? "")
  }

  private mutating func category(_ name: String) throws -> Int64 {
    if let id = categories[name] { return id }
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO category (name) VALUES (?)")
      .execute(arguments: [name])
    let id = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM category WHERE name = ?"), arguments: [name])
    categories[name] = id
    return id ?? 0
  }
}
