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
      return try Kinship(article: article.headline, db: db).choose(from: candidates, limit: limit)
    }
  }
}

/// Decides which of the articles with common words are shown.
private struct Kinship {
  /// Articles whose headlines are looked at, at most.
  private static let candidates = 60
  /// Less than this part of the distinctive weight in common is chance.
  private static let leastScore = 0.18
  /// Titles with more than this in common (Dice) tell the same story.
  private static let sameStory = 0.8

  let article: Headline
  let db: Database

  func choose(from shares: [Int64: Double], limit: Int) throws -> [Relation] {
    let nearest = shares.filter { $0.value >= Kinship.leastScore }
      .sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(Kinship.candidates)
    let relations = try nearest.compactMap { id, share in
      try HeadlineRow.fetch(id, db).map { Relation(headline: $0, score: share * nearness($0)) }
    }.filter { $0.score >= Kinship.leastScore }
    var chosen: [Relation] = []
    var titles = [Kinship.stems(of: article)]
    for relation in relations.sorted(by: Kinship.isNearer) where chosen.count < limit {
      let title = Kinship.stems(of: relation.headline)
      guard !titles.contains(where: { dice($0, title) > Kinship.sameStory }) else {
        continue
      }
      titles.append(title)
      chosen.append(relation)
    }
    return chosen
  }

  /// 1 on the same day, falling to 0.7 with the time between; undated articles lie in the middle.
  private func nearness(_ other: Headline) -> Double {
    guard article.date != nil, other.date != nil else { return 0.85 }
    let days = abs(ListOrder.day(of: article.order) - ListOrder.day(of: other.order))
    return 0.7 + 0.3 / (1 + Double(days) / 30)
  }

  private static func isNearer(_ first: Relation, _ second: Relation) -> Bool {
    (first.score, first.headline.order, first.headline.id)
      > (second.score, second.headline.order, second.headline.id)
  }

  private static func stems(of headline: Headline) -> Set<String> {
    Set(words(of: headline.title).map(\.stem))
  }
}
