import Articles
import Foundation

/// Articles and queries whose right answers are known.
struct Collection {
  struct Query {
    var text: String
    /// Places in `articles`.
    var answers: Set<Int>
  }

  let name: String
  var articles: [NewsItem]
  var queries: [Query]

  /// UTF-8 bytes of all that is searched.
  var bytes: Int {
    articles.reduce(0) {
      $0 + $1.title.utf8.count + $1.body.utf8.count + ($1.abstract ?? "").utf8.count
    }
  }
}

/// The development sets in a folder of samples.
struct Samples {
  private let folder: String

  init(_ folder: String) { self.folder = folder }

  func news() throws -> [NewsItem] {
    try lines("articles/ant-sample-5k.jsonl.xz").map {
      try JSONDecoder().decode(NewsItem.self, from: $0)
    }
  }

  /// Questions on paragraphs of Wikipedia (ARCD).
  func questions() throws -> Collection {
    struct Paragraph: Decodable { var id: String, title: String, text: String }
    let paragraphs = try lines("search/arcd.docs.jsonl.xz").map {
      try JSONDecoder().decode(Paragraph.self, from: $0)
    }
    let places = Dictionary(
      uniqueKeysWithValues: paragraphs.enumerated().map { ($1.id, $0) })
    var answers: [String: Set<Int>] = [:]
    for fields in try table("search/arcd.qrels.tsv") {
      if let place = places[fields[2]] { answers[fields[0], default: []].insert(place) }
    }
    return Collection(
      name: "questions → paragraphs",
      articles: paragraphs.map { NewsItem(id: $0.id, title: $0.title, body: $0.text) },
      queries: try table("search/arcd.queries.tsv").compactMap { fields in
        answers[fields[0]].map { Collection.Query(text: fields[1], answers: $0) }
      })
  }

  /// The first words of the teaser, which say the same as the title in other words, on titles alone.
  func teasers(_ news: [NewsItem]) -> Collection {
    var queries: [Collection.Query] = []
    for (place, item) in news.enumerated() where place % 4 == 0 {
      let words = (item.abstract ?? "").split(whereSeparator: \.isWhitespace)
      guard words.count >= 10 else { continue }
      queries.append(
        Collection.Query(text: words.prefix(12).joined(separator: " "), answers: [place]))
    }
    let titles = news.map { NewsItem(id: $0.id, title: $0.title, date: $0.date, body: "") }
    return Collection(name: "teasers → titles", articles: titles, queries: queries)
  }

  /// Titles on the texts they stand above.
  func titles(_ news: [NewsItem]) -> Collection {
    let queries = news.enumerated().compactMap { place, item -> Collection.Query? in
      guard place % 5 == 0, item.body.count(where: { $0 == " " }) >= 60 else { return nil }
      return Collection.Query(text: item.title, answers: [place])
    }
    let texts = news.map { NewsItem(id: $0.id, title: "—", date: $0.date, body: $0.body) }
    return Collection(name: "titles → texts", articles: texts, queries: queries)
  }

  /// The articles that editors led on to from others, by identity.
  func links() throws -> [(article: String, related: String, line: String)] {
    try table("related/editor-related.tsv").dropFirst().map { ($0[0], $0[1], $0[3]) }
  }

  private func table(_ path: String) throws -> [[String]] {
    try String(contentsOfFile: folder + "/" + path, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  private func lines(_ path: String) throws -> [Data] {
    let unpack = Process()
    unpack.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    unpack.arguments = ["xz", "-dc", folder + "/" + path]
    let pipe = Pipe()
    unpack.standardOutput = pipe
    try unpack.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    unpack.waitUntilExit()
    return data.split(separator: 0x0A).map { Data($0) }
  }
}
