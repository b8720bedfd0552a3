internal import FoundationEssentials
internal import GRDB

/// The changes a transaction makes to the search index, gathered and written at its end: FTS5 flushes
/// what it holds back whenever another statement opens a savepoint, which most of ours do.
struct WordIndex {
  private struct Change {
    var id: Int64
    var words: ArticleWords
    var isRemoval: Bool
  }

  private struct Count {
    var stem: String
    var change = 0
  }

  private var changes: [Change] = []
  private var counts: [Int64: Count] = [:]

  mutating func insert(_ words: ArticleWords, id: Int64) {
    add(Change(id: id, words: words, isRemoval: false))
  }

  /// The words must be as they were inserted: the index keeps no copy.
  mutating func remove(_ words: ArticleWords, id: Int64) {
    add(Change(id: id, words: words, isRemoval: true))
  }

  private mutating func add(_ change: Change) {
    changes.append(change)
    for (key, stem) in change.words.stems {
      counts[key, default: Count(stem: stem)].change += change.isRemoval ? -1 : 1
    }
  }

  func write(to db: Database) throws {
    guard !changes.isEmpty else { return }
    try writeCounts(to: db)
    var statistics = try Statistics(db)
    for change in changes {
      statistics.count(change.words, change.isRemoval ? -1 : 1)
      let sql =
        change.isRemoval
        ? "INSERT INTO terms (terms, rowid, title, body) VALUES ('delete', ?, ?, ?)"
        : "INSERT INTO terms (rowid, title, body) VALUES (?, ?, ?)"
      try db.cachedStatement(sql: sql)
        .execute(arguments: [change.id, change.words.title, change.words.body])
    }
    try statistics.write(to: db)
  }

  private func writeCounts(to db: Database) throws {
    let add = try db.cachedStatement(
      sql: """
        INSERT INTO stem (text, articles) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET articles = articles + excluded.articles
        """)
    let forget = try db.cachedStatement(sql: "DELETE FROM stem WHERE text = ? AND articles <= 0")
    // In the order of the table, so that each of its pages is visited once.
    let ordered = counts.values.filter { $0.change != 0 }
      .sorted { $0.stem.utf8.lexicographicallyPrecedes($1.stem.utf8) }
    for count in ordered {
      try add.execute(arguments: [count.stem, count.change])
      if count.change < 0 { try forget.execute(arguments: [count.stem]) }
    }
  }
}

/// What ranking needs to know of all articles together: how many there are, how long their texts are,
/// and how many of them have each group of three letters.
struct Statistics {
  private(set) var articles = 0
  private var lengths = FieldLengths()
  private var withTrigram = [UInt32](repeating: 0, count: Trigrams.count)

  /// The mean length of a title and a body; never zero.
  var meanLengths: FieldLengths {
    func mean(_ sum: Int) -> Int { max(1, sum / max(1, articles)) }
    return FieldLengths(
      title: TextLength(words: mean(lengths.title.words), trigrams: mean(lengths.title.trigrams)),
      body: TextLength(words: mean(lengths.body.words), trigrams: mean(lengths.body.trigrams)))
  }

  func articles(withTrigram trigram: UInt16) -> Int { Int(withTrigram[Int(trigram)]) }

  /// As kept: five numbers of eight bytes, then one of four for each group, low byte first.
  init(_ db: Database) throws {
    let kept = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT counts FROM statistics WHERE id = 0"))?.data(0)
    guard let kept, kept.count == Statistics.size else { return }
    kept.withUnsafeBytes { bytes in
      func number(_ place: Int) -> Int {
        Int(Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: place * 8, as: Int64.self)))
      }
      articles = number(0)
      lengths.title = TextLength(words: number(1), trigrams: number(2))
      lengths.body = TextLength(words: number(3), trigrams: number(4))
      for index in 0..<Trigrams.count {
        withTrigram[index] = UInt32(
          littleEndian: bytes.loadUnaligned(
            fromByteOffset: Statistics.header + index * 4, as: UInt32.self))
      }
    }
  }

  mutating func count(_ words: ArticleWords, _ sign: Int) {
    articles += sign
    lengths.title.words += sign * words.lengths.title.words
    lengths.title.trigrams += sign * words.lengths.title.trigrams
    lengths.body.words += sign * words.lengths.body.words
    lengths.body.trigrams += sign * words.lengths.body.trigrams
    for trigram in words.trigrams {
      let count = Int(withTrigram[Int(trigram)]) + sign
      withTrigram[Int(trigram)] = UInt32(clamping: count)
    }
  }

  func write(to db: Database) throws {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Statistics.size)
    let numbers = [
      articles, lengths.title.words, lengths.title.trigrams, lengths.body.words,
      lengths.body.trigrams,
    ]
    for number in numbers {
      withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
    }
    withTrigram.map { $0.littleEndian }.withUnsafeBytes { bytes.append(contentsOf: $0) }
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO statistics (id, counts) VALUES (0, ?)")
      .execute(arguments: [Data(bytes)])
  }

  private static let header = 40
  private static let size = header + Trigrams.count * 4
}
