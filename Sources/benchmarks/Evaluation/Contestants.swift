import Archive
import Articles
import Foundation
import GRDB

/// A way to search a collection.
protocol Contestant {
  var name: String { get }
  /// Bytes of the index.
  var indexSize: Int { get throws }
  /// Seconds it took to index the collection.
  var indexing: Double { get }
  /// Places of the articles found, the best first.
  func search(_ text: String, limit: Int) throws -> [Int]
}

/// Khabar's own archive.
struct KhabarSearch: Contestant {
  let name = "khabar"
  let archive: Archive
  let indexing: Double
  private let places: [Int64: Int]

  init(_ collection: Collection) throws {
    let archive = try Archive.inMemory()
    let start = now()
    var places: [Int64: Int] = [:]
    var place = 0
    let articles = collection.articles.enumerated().map { $1.article(numbered: $0) }
    for batch in stride(from: 0, to: articles.count, by: 250) {
      let part = Array(articles[batch..<min(batch + 250, articles.count)])
      for item in try archive.add(part, at: 1).items {
        places[item.id] = place
        place += 1
      }
    }
    self.archive = archive
    self.places = places
    indexing = now() - start
  }

  var indexSize: Int { get throws { try archive.indexSize() } }

  func search(_ text: String, limit: Int) throws -> [Int] {
    try archive.search(SearchRequest(text, limit: limit, today: 0)).results
      .compactMap { places[$0.headline.id] }
  }
}

/// A full-text table of SQLite with one of its own tokenizers, any of the words being enough.
struct PlainFTS5: Contestant {
  let name: String
  let indexing: Double
  private let queue: DatabaseQueue
  private let tokenizer: String

  init(_ collection: Collection, tokenizer: String) throws {
    name = "FTS5 " + tokenizer
    self.tokenizer = tokenizer
    let queue = try DatabaseQueue()
    let start = now()
    try queue.write { db in
      try db.execute(
        sql: "CREATE VIRTUAL TABLE t USING fts5(title, body, content='', tokenize='\(tokenizer)')")
      for (place, item) in collection.articles.enumerated() {
        try db.cachedStatement(sql: "INSERT INTO t (rowid, title, body) VALUES (?, ?, ?)").execute(
          arguments: [place, item.title, (item.abstract.map { $0 + "\n" } ?? "") + item.body])
      }
    }
    self.queue = queue
    indexing = now() - start
  }

  var indexSize: Int {
    get throws {
      try queue.read { try Int.fetchOne($0, sql: "SELECT sum(pgsize) FROM dbstat") } ?? 0
    }
  }

  func search(_ text: String, limit: Int) throws -> [Int] {
    let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let terms = tokenizer == "trigram" ? words.flatMap(Self.trigrams) : words
    guard !terms.isEmpty else { return [] }
    let match = terms.map { "\"\($0)\"" }.joined(separator: " OR ")
    return try queue.read { db in
      try Int.fetchAll(
        db, sql: "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?",
        arguments: [match, limit])
    }
  }

  private static func trigrams(of word: String) -> [String] {
    let letters = Array(word.unicodeScalars)
    guard letters.count >= 3 else { return [] }
    return (0...letters.count - 3).map {
      String(String.UnicodeScalarView(letters[$0..<$0 + 3]))
    }
  }
}

extension NewsItem {
  /// As the importer makes it.
  func article(numbered number: Int) -> Article {
    Article(
      externalID: id ?? String(number), title: title, category: category ?? "",
      date: date.flatMap { ArticleDate(iso8601: $0) }, source: source, language: language,
      summary: abstract,
      blocks: body.split(separator: "\n").map { Block(.paragraph, String($0)) })
  }
}
