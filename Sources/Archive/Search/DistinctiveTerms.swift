internal import Articles
internal import Foundation
internal import GRDB
internal import Typesetting

/// The stems that tell an article from others, each with its weight: the root of how often it stands
/// there, the title counting for more, times how rare it is in the archive. Root and number were found
/// best by trial on the related links of editors.
struct DistinctiveTerms {
  struct Term {
    var stem: String
    var weight: Double
    /// How many articles have it.
    var articles: Int
  }

  private(set) var terms: [Term] = []

  private static let count = 25
  /// Occurrences that standing in the title is worth.
  private static let titleWorth = 2.0
  /// A stem in a greater part of the articles tells nothing.
  private static let greatestPart = 0.1
  /// In a small archive a tenth is no measure.
  private static let alwaysRare = 5
  /// Articles that are looked at for all terms together, about.
  private static let postings = 12_000

  init(of article: StoredArticle, _ db: Database) throws {
    let total =
      try Int.fetchOne(
        db.cachedStatement(sql: "SELECT total FROM category WHERE id = 0")) ?? 0
    let most = max(Int(Double(total) * DistinctiveTerms.greatestPart), DistinctiveTerms.alwaysRare)
    for (stem, frequency) in DistinctiveTerms.frequencies(of: article) {
      let articles = try Int.fetchOne(
        db.cachedStatement(sql: "SELECT articles FROM stem WHERE text = ?"),
        arguments: [stem])
      guard let articles, articles >= 2, articles <= most else { continue }
      let rarity = log(1 + (Double(total - articles) + 0.5) / (Double(articles) + 0.5))
      terms.append(Term(stem: stem, weight: frequency.squareRoot() * rarity, articles: articles))
    }
    terms.sort { ($0.weight, $0.stem) > ($1.weight, $1.stem) }
    terms = Array(terms.prefix(DistinctiveTerms.count))
  }

  /// The part of the whole weight that each article with any of the terms has.
  func shares(_ db: Database) throws -> [Int64: Double] {
    let whole = terms.reduce(0) { $0 + $1.weight }
    guard whole > 0 else { return [:] }
    var shares: [Int64: Double] = [:]
    var budget = DistinctiveTerms.postings
    for term in terms where term.articles <= budget {
      budget -= term.articles
      let rows = try Int64.fetchCursor(
        db.cachedStatement(sql: "SELECT rowid FROM terms WHERE terms MATCH ?"),
        arguments: [MatchPhrase.quoted(term.stem)])
      while let id = try rows.next() {
        shares[id, default: 0] += term.weight / whole
      }
    }
    return shares
  }

  private static func frequencies(of article: StoredArticle) -> [String: Double] {
    var frequencies: [String: Double] = [:]
    for word in words(of: article.headline.title) where isTelling(word) {
      frequencies[word.stem, default: 0] += 1 + titleWorth
    }
    for text in [article.summary ?? ""] + article.blocks.map(\.text) {
      for word in words(of: text) where isTelling(word) {
        frequencies[word.stem, default: 0] += 1
      }
    }
    return frequencies
  }

  /// Whether a word can say what an article is about: no stop word, number or single letter.
  private static func isTelling(_ word: Word) -> Bool {
    word.stem.unicodeScalars.count > 1 && !stopWords.contains(word.folded)
      && !stopWords.contains(word.stem)
      && !word.stem.unicodeScalars.allSatisfy { $0.properties.numericType != nil }
  }
}

/// A text in the query language of FTS5.
enum MatchPhrase {
  /// The words of the text, one after the other.
  static func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
