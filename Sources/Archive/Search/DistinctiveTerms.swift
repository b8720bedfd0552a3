internal import Articles
internal import Foundation
internal import GRDB
internal import Typesetting

/// The stems that tell an article from others, each with its weight: the root of how often it stands
/// there, the title counting for more, times how rare it is in the archive. Root and numbers were found
/// best by trial on the related links of editors.
struct DistinctiveTerms {
  struct Term {
    var stem: String
    /// The word as the article writes it.
    var word: String
    var frequency: Double
    var rarity: Double
    /// How many articles have it.
    var articles: Int

    var weight: Double { frequency.squareRoot() * rarity }
  }

  /// The weightiest first.
  private(set) var terms: [Term] = []
  private let places: [Int64: Int]
  /// Whether any term's hash ends so: most words need not be looked up.
  private var mayBeTerm = [Bool](repeating: false, count: Int(mask) + 1)
  private static let mask: Int64 = 0xFFF
  /// What the article would score if it were another one, words among them that no other has.
  private var ownLikeness = 1.0

  /// Terms by which other articles are found; all of them decide how near those are.
  private static let count = 30
  /// Occurrences that standing in the title is worth.
  private static let titleWorth = 2.0
  /// A stem in a greater part of the articles tells nothing.
  private static let greatestPart = 0.3
  /// In a small archive a part is no measure.
  private static let alwaysRare = 5
  /// Articles that are looked at for all terms together, about.
  private static let postings = 8_000
  /// Bytes of an article that are read, at most.
  private static let mostBytes = 24_000
  /// One word in common is chance, or a stem that two words share.
  private static let leastCommon = 2

  init(of article: StoredArticle, _ db: Database) throws {
    let total = try Archive.total(db)
    let most = max(Int(Double(total) * DistinctiveTerms.greatestPart), DistinctiveTerms.alwaysRare)
    let vocabulary = Vocabulary(db: db)
    let texts = [article.summary ?? ""] + article.blocks.map(\.text)
    var found: [Term] = []
    var unshared = 0.0
    for var term in DistinctiveTerms.frequencies(article.headline.title, texts).values {
      term.articles = try vocabulary.articles(with: term.stem)
      guard term.articles <= most else { continue }
      term.rarity = Archive.rarity(term.articles, of: total)
      if term.articles >= 2 {
        found.append(term)
      } else {
        unshared += term.frequency * term.rarity * term.rarity
      }
    }
    terms = found.sorted { ($0.weight, $0.stem) > ($1.weight, $1.stem) }
    places = Dictionary(
      terms.enumerated().map { (Hash.of($1.stem), $0) }, uniquingKeysWith: { first, _ in first })
    for hash in places.keys { mayBeTerm[Int(hash & Self.mask)] = true }
    let (parts, length) = parts(title: article.headline.title, texts: texts)
    ownLikeness = (parts.reduce(0, +) + unshared) / length
  }

  /// The part of the weight of the first terms that each article with any of them has.
  func shares(_ db: Database) throws -> [Int64: Double] {
    let terms = self.terms.prefix(DistinctiveTerms.count)
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

  /// How like a text is to the article, and the words that say so, the weightiest first.
  struct Likeness {
    /// 1 for the article itself.
    var value: Double
    var words: [String]
  }

  /// The cosine of two texts' weighted stems. The length of the other one's vector is taken to be the
  /// root of its words, which it nearly is: to know it, each of them would have to be looked up.
  func likeness(title: String, texts: [String]) -> Likeness {
    let (parts, length) = parts(title: title, texts: texts)
    let telling = parts.indices.filter { parts[$0] > 0 }.sorted { parts[$0] > parts[$1] }
    guard telling.count >= Self.leastCommon else { return Likeness(value: 0, words: []) }
    return Likeness(
      value: parts.reduce(0, +) / length / ownLikeness,
      words: telling.prefix(6).map { terms[$0].word })
  }

  /// What each term adds to the product of two texts, and the length of the other one's vector.
  private func parts(title: String, texts: [String]) -> (parts: [Double], length: Double) {
    var counts = [Double](repeating: 0, count: terms.count)
    var length = 0.0
    func count(_ text: String, _ worth: Double) {
      forEachWord(of: text) { word in
        length += worth
        let hash = Hash.of(utf8: word.stem)
        if mayBeTerm[Int(hash & Self.mask)], let place = places[hash] {
          counts[place] += worth
        }
      }
    }
    count(title, 1 + DistinctiveTerms.titleWorth)
    var room = DistinctiveTerms.mostBytes
    for text in texts where room > 0 {
      room -= text.utf8.count
      count(text, 1)
    }
    let parts = terms.indices.map { index in
      terms[index].weight * terms[index].rarity * counts[index].squareRoot()
    }
    // Very short texts would be like everything.
    return (parts, max(length, 20).squareRoot())
  }

  private static func frequencies(_ title: String, _ texts: [String]) -> [String: Term] {
    var terms: [String: Term] = [:]
    func add(_ text: String, _ worth: Double) {
      let bytes = Array(text.utf8)
      for word in words(of: text) where isTelling(word) {
        if terms[word.stem] == nil {
          terms[word.stem] = Term(
            stem: word.stem, word: String(decoding: bytes[word.range], as: UTF8.self),
            frequency: 0, rarity: 0, articles: 0)
        }
        terms[word.stem]?.frequency += worth
      }
    }
    add(title, 1 + titleWorth)
    var room = mostBytes
    for text in texts where room > 0 {
      room -= text.utf8.count
      add(text, 1)
    }
    return terms
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
