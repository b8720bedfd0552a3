internal import Articles
internal import GRDB

extension Archive {
  /// Makes the search index anew from the articles, in one transaction. `progress` is told how many of
  /// how many are done, now and then.
  package func reindex(progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }) throws {
    try write { db in try Reindexing(db: db).run(progress: progress) }
    try write { db in try db.execute(sql: "INSERT INTO terms (terms) VALUES ('optimize')") }
  }
}

struct Reindexing {
  private static let batch = 500

  let db: Database

  func run(progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }) throws {
    try db.execute(
      sql: """
        INSERT INTO terms (terms) VALUES ('delete-all');
        DELETE FROM stem; DELETE FROM statistics;
        """)
    let all = try Int.fetchOne(db, sql: "SELECT count(*) FROM entry") ?? 0
    var done = 0
    var last: Int64 = .min
    while true {
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT id, headline.title, body.summary, body.blocks FROM headline JOIN body USING (id)
            WHERE id > ? ORDER BY id LIMIT \(Reindexing.batch)
            """), arguments: [last])
      guard let end = rows.last?.number(0) else { return }
      let texts = rows.map { row in
        Text(
          id: row.number(0) ?? 0, title: row.text(1) ?? "", summary: row.text(2),
          blocks: BodyCoding.blocks(from: row.data(3)))
      }
      var index = WordIndex()
      for (id, words) in texts.concurrentMap({ ($0.id, $0.words) }) { index.insert(words, id: id) }
      try index.write(to: db)
      done += rows.count
      last = end
      progress(done, all)
    }
  }

  private struct Text: Sendable {
    var id: Int64
    var title: String
    var summary: String?
    var blocks: [Block]

    var words: ArticleWords { ArticleWords(title: title, summary: summary, blocks: blocks) }
  }
}
