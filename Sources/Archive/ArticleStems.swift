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
    var joined = ""
    for text in texts {
      for word in words(of: text) {
        joined += word.stem
        joined += " "
        keys.insert(Hash.of(word.stem))
      }
    }
    return joined
  }
}

/// What a transaction changes in the search index; the counts of the stems are written at its end.
struct StemIndex {
  private var counts: [Int64: Int] = [:]

  mutating func insert(_ stems: ArticleStems, id: Int64, _ db: Database) throws {
    try db.cachedStatement(sql: "INSERT INTO terms (rowid, title, body) VALUES (?, ?, ?)")
      .execute(arguments: [id, stems.title, stems.body])
    for key in stems.keys { counts[key, default: 0] += 1 }
  }

  /// The stems must be as they were inserted: the index keeps no copy.
  mutating func remove(_ stems: ArticleStems, id: Int64, _ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT INTO terms (terms, rowid, title, body) VALUES ('delete', ?, ?, ?)"
    ).execute(arguments: [id, stems.title, stems.body])
    for key in stems.keys { counts[key, default: 0] -= 1 }
  }

  func write(to db: Database) throws {
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
