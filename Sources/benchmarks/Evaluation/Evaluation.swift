import Archive
import Articles
import Foundation

/// Judges search and related articles by collections whose right answers are known.
enum Evaluation {
  static func run(samples path: String) throws {
    let samples = Samples(path)
    let news = try samples.news()
    for collection in [
      try samples.questions(), samples.teasers(news), samples.titles(news),
    ] {
      try compare(collection)
    }
    try judgeRelated(news, try samples.links())
  }

  // MARK: Search

  private static func compare(_ collection: Collection) throws {
    let contestants: [any Contestant] = [
      try KhabarSearch(collection), try PlainFTS5(collection, tokenizer: "unicode61"),
      try PlainFTS5(collection, tokenizer: "trigram"),
    ]
    var table = Table(
      "\(collection.name): \(grouped(collection.queries.count)) queries, "
        + "\(grouped(collection.articles.count)) articles",
      columns: [
        "MRR@10", "success@1", "success@10", "index / text", "articles/s", "p50, ms CPU",
        "p99, ms CPU",
      ])
    for contestant in contestants {
      let judged = try Judged(contestant, collection.queries)
      table.add(
        contestant.name,
        [
          share(judged.meanReciprocalRank), share(judged.successAt1), share(judged.successAt10),
          ratio(Double(try contestant.indexSize), to: Double(collection.bytes)),
          figure(Double(collection.articles.count) / contestant.indexing),
          milliseconds(judged.timings.median), milliseconds(judged.timings.p99),
        ])
    }
    table.print()
  }

  static func share(_ value: Double) -> String { String(format: "%.4f", value) }

  private struct Judged {
    var meanReciprocalRank = 0.0
    var successAt1 = 0.0
    var successAt10 = 0.0
    var timings: Timings

    init(_ contestant: any Contestant, _ queries: [Collection.Query]) throws {
      var seconds: [Double] = []
      var ranks: [Int?] = []
      for query in queries {
        let start = computed()
        let found = try contestant.search(query.text, limit: 10)
        seconds.append(computed() - start)
        ranks.append(found.firstIndex { query.answers.contains($0) })
      }
      timings = Timings(seconds)
      let count = Double(queries.count)
      meanReciprocalRank = ranks.reduce(0) { $0 + ($1.map { 1 / Double($0 + 1) } ?? 0) } / count
      successAt1 = Double(ranks.count { $0 == 0 }) / count
      successAt10 = Double(ranks.count { $0 != nil }) / count
    }
  }

  // MARK: Related

  /// How often one of the first five is one that the editors led on to. The line in which they did is
  /// taken out of the text, and so is what it alone would give away.
  private static func judgeRelated(
    _ news: [NewsItem], _ links: [(article: String, related: String, line: String)]
  ) throws {
    var news = news
    let places = Dictionary(
      news.enumerated().compactMap { place, item in item.id.map { ($0, place) } },
      uniquingKeysWith: { first, _ in first })
    for link in links {
      guard let place = places[link.article] else { continue }
      news[place].body = news[place].body.split(separator: "\n")
        .filter { $0 != link.line }.joined(separator: "\n")
    }
    let archive = try Archive.inMemory()
    let articles = news.enumerated().map { $1.article(numbered: $0) }
    var ids: [Int64] = []
    for batch in stride(from: 0, to: articles.count, by: 250) {
      let part = Array(articles[batch..<min(batch + 250, articles.count)])
      ids += try archive.add(part, at: 1).items.map(\.id)
    }
    let answers = Dictionary(grouping: links, by: \.article)
    var seconds: [Double] = []
    var hits = 0
    var judged = 0
    var given = 0
    for (article, links) in answers {
      guard let place = places[article] else { continue }
      let wanted = Set(links.compactMap { places[$0.related].map { ids[$0] } })
      guard !wanted.isEmpty else { continue }
      let start = computed()
      let related = try archive.related(to: ids[place], limit: 5)
      seconds.append(computed() - start)
      judged += 1
      given += related.count
      if related.contains(where: { wanted.contains($0.headline.id) }) { hits += 1 }
    }
    let timings = Timings(seconds)
    var table = Table(
      "related: \(grouped(judged)) articles with an editor's link",
      columns: ["hit@5", "given", "p50, ms CPU", "p99, ms CPU"])
    table.add(
      "khabar",
      [
        share(Double(hits) / Double(max(1, judged))),
        figure(Double(given) / Double(max(1, judged))), milliseconds(timings.median),
        milliseconds(timings.p99),
      ])
    table.print()
  }
}
