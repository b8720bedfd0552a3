internal import Articles
internal import GRDB
internal import Typesetting

/// The stems of an article as the index holds them, parted by spaces.
struct ArticleStems {
  var title: String
  var body: String
  /// Hashes of the distinct stems.
  var keys: Set<Int64>

  init(title: String, summary: String?, blocks: [Block]) {
    var keys: Set<Int64> = []
    self.title = ArticleStems.joined([title], &keys)
    body = ArticleStems.joined([summary ?? ""] + blocks.map(\.text), &keys)
    self.keys = keys
  }

  init(_ article: Article) {
    self.init(title: article.title, summary: article.summary, blocks: article.blocks)
  }

  private static func joined(_ texts: [String], _ keys: inout Set<Int64>) -> String {
    var joined: [UInt8] = []
    for text in texts {
      forEachStem(of: text) { stem in
        joined += stem
        joined.append(0x20)
        var hash = Hash()
        hash.combine(utf8: stem)
        keys.insert(hash.value)
      }
    }
    return String(decoding: joined, as: UTF8.self)
  }
}

/// The changes a transaction makes to the search index, gathered and written at its end: FTS5 flushes
/// what it holds back whenever another statement opens a savepoint, which most of ours do.
struct StemIndex {
  private struct Change {
    var id: Int64
    var stems: ArticleStems
    var isRemoval: Bool
  }

  private var changes: [Change] = []
  private var counts: [Int64: Int] = [:]

  mutating func insert(_ stems: ArticleStems, id: Int64) {
    changes.append(Change(id: id, stems: stems, isRemoval: false))
    for key in stems.keys { counts[key, default: 0] += 1 }
  }

  /// The stems must be as they were inserted: the index keeps no copy.
  mutating func remove(_ stems: ArticleStems, id: Int64) {
    changes.append(Change(id: id, stems: stems, isRemoval: true))
    for key in stems.keys { counts[key, default: 0] -= 1 }
  }

  func write(to db: Database) throws {
    try writeCounts(to: db)
    for change in changes {
      let sql =
        change.isRemoval
        ? "INSERT INTO terms (terms, rowid, title, body) VALUES ('delete', ?, ?, ?)"
        : "INSERT INTO terms (rowid, title, body) VALUES (?, ?, ?)"
      try db.cachedStatement(sql: sql)
        .execute(arguments: [change.id, change.stems.title, change.stems.body])
    }
  }

  private func writeCounts(to db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO stem (key, articles) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET articles = articles + excluded.articles
        """)
    // In the order of the table, so that each of its pages is visited once.
    for (key, change) in counts.sorted(by: { $0.key < $1.key }) where change != 0 {
      try statement.execute(arguments: [key, change])
    }
  }
}
