package import Articles
internal import GRDB
internal import Typesetting

extension Archive {
  /// Articles that share distinctive words with this one, the nearest first; those the page itself
  /// named are left out, and of several that tell the same story one is given. Empty when nothing is
  /// near enough.
  package func related(to id: Int64, limit: Int) throws -> [Relation] {
    guard limit > 0 else { return [] }
    return try read { db in
      guard let article = try article(id, db) else { return [] }
      let terms = try DistinctiveTerms(of: article, db)
      let shares = try terms.shares(db)
      let named = Set(article.named.compactMap(\.headline?.id))
      let candidates = shares.filter { $0.key != id && !named.contains($0.key) }
      return try Kinship(article: article, terms: terms, db: db)
        .choose(
          from: candidates, besides: article.named.map { $0.headline?.title ?? $0.title },
          limit: limit)
    }
  }
}

/// Decides which of the articles with common words are shown.
private struct Kinship {
  /// Articles of which date and source are looked at, and of those the ones that are read, at most.
  private static let looked = 160
  private static let read = 40
  /// Less likeness than this is chance.
  private static let leastScore = 0.07

  let article: StoredArticle
  let terms: DistinctiveTerms
  let db: Database

  private struct Candidate {
    var id: Int64
    var nearness: Double
    var score: Double
    var words: [String] = []
  }

  /// Those whose titles are nearly `named` ones are left out.
  func choose(
    from shares: [Int64: Double], besides named: [String], limit: Int
  ) throws -> [Relation] {
    let reader = try ArticleText.Reader(db)
    var candidates = try nearest(shares)
    let texts = try candidates.map { try reader.text(of: $0.id) }
    let likenesses = texts.concurrentMap(inGroupsOf: 5) { [terms] text in
      text.map { terms.likeness(title: $0.title, texts: $0.texts) }
    }
    for (index, likeness) in likenesses.enumerated() {
      guard let likeness else { continue }
      candidates[index].score = min(1, likeness.value * candidates[index].nearness)
      candidates[index].words = likeness.words
    }
    candidates.sort { ($0.score, $0.id) > ($1.score, $1.id) }
    var chosen: [Relation] = []
    var titles = ([article.headline.title] + named).map(TitleStems.init)
    for candidate in candidates where chosen.count < limit {
      guard candidate.score >= Kinship.leastScore else { break }
      guard let headline = try HeadlineRow.fetch(candidate.id, db) else { continue }
      let title = TitleStems(of: headline.title)
      guard !titles.contains(where: { $0.tellsTheSame(as: title) }) else { continue }
      titles.append(title)
      chosen.append(
        Relation(headline: headline, score: candidate.score, words: candidate.words))
    }
    return chosen
  }

  private func nearest(_ shares: [Int64: Double]) throws -> [Candidate] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT entry.sort, headline.source FROM entry CROSS JOIN headline USING (id)
        WHERE entry.id = ?
        """)
    let most = shares.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(Kinship.looked)
    let candidates = try most.compactMap { id, share -> Candidate? in
      guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
      let nearness = nearness(row.number(0) ?? ListOrder.undated, source: row.text(1))
      return Candidate(id: id, nearness: nearness, score: share * nearness)
    }
    return Array(candidates.sorted { ($0.score, $0.id) > ($1.score, $1.id) }.prefix(Kinship.read))
  }

  /// How near another article lies in time and place. Editors lead on to what came before, mostly of
  /// their own; undated articles lie in the middle.
  private func nearness(_ order: Int64, source: String?) -> Double {
    let isOwn = source != nil && source == article.headline.source
    let place = isOwn ? 1.35 : 1
    guard article.headline.date != nil, order != ListOrder.undated else { return 0.7 * place }
    let days = Double(ListOrder.day(of: article.headline.order) - ListOrder.day(of: order))
    let time = 0.4 + 0.6 / (1 + abs(days) / 60)
    return time * place * (days >= -1 ? 1 : 0.6)
  }
}
