/// Brings the rows of one paragraph to the full measure: first by tatweels in few words, far from each
/// other, then by wider gaps between words. What it puts in is ``Cluster/padding``; nothing moves in the
/// text.
struct Justifier {
  private let columns: Int
  private let usesKashida: Bool
  /// Columns of the tatweels in the row above, counted from the leading edge.
  private var tatweelsAbove: [Int] = []

  /// The widest measure that is stretched by tatweel: beyond it a row is no line of a column any more.
  private static let widestKashida = 400
  private static let widestGap = 3

  init(columns: Int, justification: Justification) {
    self.columns = columns
    usesKashida = justification == .kashida && columns <= Self.widestKashida
  }

  /// Fills the next row of the paragraph, unless it ends in the text or misses so much that a column of
  /// text would fall apart.
  mutating func fill(_ clusters: inout [Cluster], row: Row) {
    let above = tatweelsAbove
    tatweelsAbove = []
    var missing = columns - clusters[row.clusters].reduce(0) { $0 + Int($1.columns) }
    if row.endsWithHyphen { missing -= 1 }
    guard !row.endsInText, missing > 0, missing <= max(4, columns / 4) else { return }
    if usesKashida {
      missing -= stretchWords(of: &clusters, row: row.clusters, by: missing, above: above)
    }
    widenGaps(of: &clusters, row: row.clusters, by: missing)
    if usesKashida { tatweelsAbove = tatweelColumns(in: clusters[row.clusters]) }
  }

  // MARK: Words

  /// Puts up to `missing` tatweels in and says how many: one each in at most a third of the words, no
  /// two of them neighbours, then a second one in the same words.
  private func stretchWords(
    of clusters: inout [Cluster], row: Range<Int>, by missing: Int, above: [Int]
  ) -> Int {
    let words = words(in: clusters, row: row)
    let candidates = candidates(in: clusters, words: words, row: row)
    let limit = min(missing, max(1, words.count / 3))
    var chosen: [Candidate] = []
    while chosen.count < limit, let next = best(of: candidates, beside: chosen, above: above) {
      chosen.append(next)
    }
    var left = missing
    for candidate in chosen {
      clusters[candidate.place.cluster].padding += 1
      left -= 1
    }
    let inOrder = chosen.sorted {
      ($0.place.priority.rawValue, -$0.word) < ($1.place.priority.rawValue, -$1.word)
    }
    for candidate in inOrder.prefix(left) {
      clusters[candidate.place.cluster].padding += 1
      left -= 1
    }
    return missing - left
  }

  private struct Candidate {
    /// The word's place in the row.
    var word: Int
    var place: KashidaPlace
    /// Where a tatweel would stand in the row as it is, counted from the leading edge.
    var column: Int
  }

  private func candidates(
    in clusters: [Cluster], words: [Range<Int>], row: Range<Int>
  ) -> [Candidate] {
    var candidates: [Candidate] = []
    var column = 0
    var counted = row.lowerBound
    for (index, word) in words.enumerated() {
      guard let place = kashidaPlace(in: clusters, word: word) else { continue }
      while counted <= place.cluster {
        column += Int(clusters[counted].columns)
        counted += 1
      }
      candidates.append(Candidate(word: index, place: place, column: column))
    }
    return candidates
  }

  /// The candidate of the best band; among those the one farthest from the words already chosen, then
  /// the one of the best priority, then the last.
  private func best(
    of candidates: [Candidate], beside chosen: [Candidate], above: [Int]
  ) -> Candidate? {
    var best: (rank: Rank, candidate: Candidate)?
    for candidate in candidates {
      let distance = chosen.lazy.map { abs($0.word - candidate.word) }.min() ?? .max
      guard distance > 1 else { continue }
      let column = candidate.column + chosen.count { $0.word < candidate.word }
      let isBelowTatweel = above.contains { abs($0 - column) <= 1 }
      let rank = Rank(
        band: candidate.place.priority.band + (isBelowTatweel ? 1 : 0),
        nearness: -min(4, distance), priority: candidate.place.priority.rawValue,
        word: -candidate.word)
      if best.map({ rank < $0.rank }) ?? true { best = (rank, candidate) }
    }
    return best?.candidate
  }

  private struct Rank: Comparable {
    var band: Int
    var nearness: Int
    var priority: Int
    var word: Int

    static func < (a: Rank, b: Rank) -> Bool {
      (a.band, a.nearness, a.priority, a.word) < (b.band, b.nearness, b.priority, b.word)
    }
  }

  private func words(in clusters: [Cluster], row: Range<Int>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    for i in row {
      if clusters[i].vanishesAtLineEnd {
        if let first = start { words.append(first..<i) }
        start = nil
      } else if start == nil {
        start = i
      }
    }
    if let start { words.append(start..<row.upperBound) }
    return words
  }

  private func tatweelColumns(in row: ArraySlice<Cluster>) -> [Int] {
    var columns: [Int] = []
    var column = 0
    for cluster in row {
      column += Int(cluster.columns)
      if cluster.traits.contains(.joinsNext) {
        columns += column..<column + Int(cluster.padding)
      }
      column += Int(cluster.padding)
    }
    return columns
  }

  // MARK: Gaps

  /// Where a blank is put in first: after the end of a sentence, after weaker stops, after a comma,
  /// between any words, and last where words hold together.
  private enum GapRank: Int, CaseIterable {
    case sentence, semicolon, comma, words, phrase
  }

  private struct Gap {
    /// The last of its blanks, behind which more are put in.
    var last: Int
    var columns: Int
    var rank: GapRank
  }

  /// Two rounds of one column each, the second only when every gap has got its first.
  private func widenGaps(of clusters: inout [Cluster], row: Range<Int>, by missing: Int) {
    guard missing > 0 else { return }
    var gaps = gaps(in: clusters, row: row)
    var missing = missing
    for _ in 1..<Self.widestGap {
      for rank in GapRank.allCases where missing > 0 {
        let open = gaps.indices.filter {
          gaps[$0].rank == rank && gaps[$0].columns < Self.widestGap
        }
        let count = min(missing, open.count)
        for k in 0..<count {
          let gap = open[(2 * k + 1) * open.count / (2 * count)]
          gaps[gap].columns += 1
          clusters[gaps[gap].last].padding += 1
        }
        missing -= count
      }
    }
  }

  /// The gaps between the words of a row; not the one behind a bullet.
  private func gaps(in clusters: [Cluster], row: Range<Int>) -> [Gap] {
    var gaps: [Gap] = []
    let words = words(in: clusters, row: row)
    for (word, next) in zip(words, words.dropFirst()) {
      if word.lowerBound == 0, isBullet(clusters[word]) { continue }
      let blanks = clusters[word.upperBound..<next.lowerBound]
      gaps.append(
        Gap(
          last: next.lowerBound - 1, columns: blanks.reduce(0) { $0 + Int($1.columns) },
          rank: rank(of: blanks, after: clusters[word.upperBound - 1])))
    }
    return gaps
  }

  private func rank(of blanks: ArraySlice<Cluster>, after last: Cluster) -> GapRank {
    let isInPhrase = blanks.allSatisfy { $0.level > 1 || $0.traits.contains(.isNoBreakSpace) }
    if isInPhrase { return .phrase }
    switch last.base {
    case 0x2E, 0x21, 0x3F, 0x61F, 0x6D4: return .sentence
    case 0x3A, 0x3B, 0x61B: return .semicolon
    case 0x2C, 0x60C: return .comma
    default: return .words
    }
  }

  private func isBullet(_ word: ArraySlice<Cluster>) -> Bool {
    guard word.count == 1, let cluster = word.first else { return false }
    switch cluster.base {
    case 0x2A, 0x2D, 0x2013, 0x2014, 0x2022, 0x25AA, 0x25A0, 0x25C6, 0x25C4, 0x25BA, 0x25CF, 0x25E6:
      return true
    default: return false
    }
  }
}
