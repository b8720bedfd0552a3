internal import Articles
internal import Foundation
internal import Typesetting

/// Ranks articles by BM25F (Robertson, Zaragoza and Taylor) over stems, and over groups of three letters
/// for what stems do not bring together. The numbers were found best by trial on questions to
/// paragraphs, and on titles and texts that tell the same; `make eval` shows what they reach.
struct Scorer {
  private static let saturation = 1.5
  private static let titleWeight = 2.0
  private static let lengthInTitle = 0.75
  private static let lengthInBody = 0.9
  private static let trigramWeight = 0.4
  /// What a stem counts that a word only begins with or contains.
  private static let completionWeight = 0.8
  /// Bytes of an article that are read, at most; more says little that is new.
  static let mostBytes = 24_000

  /// The clauses; each stands for one term.
  let groups: [Group]
  private let statistics: Statistics
  private let means: FieldLengths
  private var rarities: [Double]
  private var terms: [Int64: (group: Int, weight: Double)] = [:]
  /// Whether any term's hash ends so: most words need not be looked up.
  private var mayBeTerm = [Bool](repeating: false, count: Int(mask) + 1)
  private static let mask: Int64 = 0xFFF
  /// The place in `trigrams` of each group of letters, one more than it; 0 for those not asked for.
  private var places = [UInt8](repeating: 0, count: Trigrams.count)
  private var trigramRarities: [Double] = []
  private typealias Phrase = (words: [[UInt8]], inTitle: Bool)
  private let phrases: [Phrase]
  private let forbidden: [Phrase]

  init(_ groups: [Group], excluded: [Group], statistics: Statistics) {
    self.groups = groups
    self.statistics = statistics
    means = statistics.meanLengths
    rarities = groups.map { Archive.rarity($0.articles, of: statistics.articles) }
    func phrases(_ groups: [Group]) -> [Phrase] {
      groups.filter(\.isPhrase).map { ($0.clause.words.map(\.bare), $0.clause.inTitle) }
    }
    self.phrases = phrases(groups)
    forbidden = phrases(excluded)
    for (index, group) in groups.enumerated() { add(group, index) }
  }

  private mutating func add(_ group: Group, _ index: Int) {
    for entry in group.stems {
      var hash = Hash()
      hash.combine(utf8: entry.stem.utf8)
      let isOwn = group.clause.words.contains { $0.stem == entry.stem }
      // One stem may stand for several clauses; it counts once, as the nearest of them has it.
      guard isOwn || terms[hash.value] == nil else { continue }
      terms[hash.value] = (index, isOwn ? 1 : Scorer.completionWeight)
      mayBeTerm[Int(hash.value & Scorer.mask)] = true
    }
    for word in group.clause.words {
      word.forEachTrigram(isWhole: group.clause.kind != .beginning) { trigram in
        let rarity = Archive.rarity(
          statistics.articles(withTrigram: trigram), of: statistics.articles)
        if places[Int(trigram)] > 0 {
          trigramRarities[Int(places[Int(trigram)]) - 1] += rarity
        } else if trigramRarities.count < 255 {
          trigramRarities.append(rarity)
          places[Int(trigram)] = UInt8(trigramRarities.count)
        }
      }
    }
  }

  /// Nil when a phrase of the query does not occur, or one does that must not.
  func score(title: String, texts: [String]) -> Double? {
    func isThere(_ phrase: Phrase) -> Bool {
      occurs(phrase.words, in: phrase.inTitle ? [title] : [title] + texts)
    }
    guard phrases.allSatisfy(isThere), !forbidden.contains(where: isThere) else { return nil }
    let inTitle = Counts(of: [title], self)
    let inBody = Counts(of: texts, self)
    var value = 0.0
    for group in groups.indices {
      value +=
        rarities[group]
        * weigh(
          inTitle.terms[group], inTitle.length.words, inBody.terms[group], inBody.length.words,
          means: (means.title.words, means.body.words))
    }
    for trigram in trigramRarities.indices {
      value +=
        Scorer.trigramWeight * trigramRarities[trigram]
        * weigh(
          inTitle.trigrams[trigram], inTitle.length.trigrams, inBody.trigrams[trigram],
          inBody.length.trigrams, means: (means.title.trigrams, means.body.trigrams))
    }
    return value
  }

  @inline(__always)
  private func weigh(
    _ inTitle: Double, _ titleLength: Int, _ inBody: Double, _ bodyLength: Int,
    means: (title: Int, body: Int)
  ) -> Double {
    guard inTitle + inBody > 0 else { return 0 }
    func part(_ count: Double, _ length: Int, _ mean: Int, _ share: Double) -> Double {
      count / (1 - share + share * Double(length) / Double(mean))
    }
    let frequency =
      Scorer.titleWeight * part(inTitle, titleLength, means.title, Scorer.lengthInTitle)
      + part(inBody, bodyLength, means.body, Scorer.lengthInBody)
    return frequency * (Scorer.saturation + 1) / (frequency + Scorer.saturation)
  }

  private struct Counts {
    var terms: [Double]
    var trigrams: [Double]
    var length = TextLength.zero

    init(of texts: [String], _ scorer: Scorer) {
      var terms = [Double](repeating: 0, count: scorer.groups.count)
      var trigrams = [Double](repeating: 0, count: scorer.trigramRarities.count)
      var length = TextLength.zero
      var room = Scorer.mostBytes
      for text in texts where room > 0 {
        room -= text.utf8.count
        forEachWord(of: text) { word in
          length.words += 1
          let hash = Hash.of(utf8: word.stem)
          if scorer.mayBeTerm[Int(hash & Scorer.mask)],
            let term = scorer.terms[hash]
          {
            terms[term.group] += term.weight
          }
          Trigrams.forEach(of: word.bare) { trigram in
            length.trigrams += 1
            let place = scorer.places[Int(trigram)]
            if place > 0 { trigrams[Int(place) - 1] += 1 }
          }
        }
      }
      self.terms = terms
      self.trigrams = trigrams
      self.length = length
    }
  }

  /// Whether the words stand one after the other in one of the texts, spelled as they are but for hamza.
  private func occurs(_ phrase: [[UInt8]], in texts: [String]) -> Bool {
    texts.contains { text in
      var last: [[UInt8]] = []
      var occurs = false
      forEachWord(of: text) { word in
        guard !occurs else { return }
        last.append(Array(word.bare))
        if last.count > phrase.count { last.removeFirst() }
        occurs = last.count == phrase.count && last == phrase
      }
      return occurs
    }
  }
}
