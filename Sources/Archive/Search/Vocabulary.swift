internal import GRDB
internal import Typesetting

/// The stems that occur, and in how many articles.
struct Vocabulary {
  struct Entry {
    var stem: String
    var articles: Int
  }

  /// Entries that are looked at for one beginning, at most.
  private static let longestRun = 6_000

  let db: Database

  func articles(with stem: String) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT articles FROM stem WHERE text = ?"), arguments: [stem]) ?? 0
  }

  /// The stems a word that begins so may have, the commonest first. Its end may be the beginning of an
  /// ending that stems do not have.
  func completions(of beginning: QueryWord, limit: Int) throws -> [Entry] {
    let start = beginningOfStem(of: beginning.folded)
    var found = start.unicodeScalars.count < 2 ? [] : try commonest(from: start, limit: limit)
    var exact = [beginning.stem]
    if start.unicodeScalars.count > 2, let last = start.last, "اويه".contains(last) {
      exact.append(String(start.dropLast()))
    }
    for stem in exact where !found.contains(where: { $0.stem == stem }) {
      let articles = try self.articles(with: stem)
      if articles > 0 { found.append(Entry(stem: stem, articles: articles)) }
    }
    return Array(found.sorted { ($0.articles, $1.stem) > ($1.articles, $0.stem) }.prefix(limit))
  }

  /// The commonest stems that have these letters somewhere. Reads the whole vocabulary.
  func containing(_ letters: String, limit: Int) throws -> [Entry] {
    try entries(
      """
      SELECT text, articles FROM stem WHERE instr(text, ?) ORDER BY articles DESC LIMIT ?
      """, [letters, limit])
  }

  /// The stem that differs least from one that occurs nowhere, the commonest of several; nil when all
  /// are too different: more than one letter of a short one, two of a long one. The first letter, which
  /// is seldom mistyped, must be the same. Stems that share the second one too are looked at first; of
  /// the others, no more than `limit` in alphabetical order.
  func nearest(to stem: String, limit: Int) throws -> String? {
    let letters = Array(stem.unicodeScalars)
    guard letters.count > 2 else { return nil }
    for shared in [2, 1] {
      let start = String(String.UnicodeScalarView(letters.prefix(shared)))
      if let near = try nearest(to: letters, from: start, limit: limit) { return near }
    }
    return nil
  }

  private func nearest(
    to letters: [Unicode.Scalar], from start: String, limit: Int
  ) throws -> String? {
    let most = letters.count < 5 ? 1 : 2
    var best: (distance: Int, articles: Int, stem: String)?
    let entries = try entries(
      """
      SELECT text, articles
      FROM (SELECT text, articles FROM stem WHERE text >= ? AND text < ? LIMIT ?)
      WHERE length(text) BETWEEN ? AND ?
      """, [start, start + "\u{10FFFF}", limit, letters.count - most, letters.count + most])
    for entry in entries {
      let other = Array(entry.stem.unicodeScalars)
      let distance = editDistance(letters, other)
      guard distance <= most else { continue }
      if best.map({ (distance, -entry.articles) < ($0.distance, -$0.articles) }) ?? true {
        best = (distance, entry.articles, entry.stem)
      }
    }
    return best?.stem
  }

  private func commonest(from start: String, limit: Int) throws -> [Entry] {
    try entries(
      """
      SELECT text, articles
      FROM (SELECT text, articles FROM stem WHERE text >= ? AND text < ? LIMIT ?)
      ORDER BY articles DESC, text LIMIT ?
      """, [start, start + "\u{10FFFF}", Self.longestRun, limit])
  }

  private func entries(_ sql: String, _ arguments: StatementArguments) throws -> [Entry] {
    try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
      Entry(stem: row.text(0) ?? "", articles: row.count(1))
    }
  }
}

/// How many letters have to be put in, left out, changed or swapped with their neighbour to make one
/// word of the other (Damerau and Levenshtein, each place changed once).
func editDistance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
  var before: [Int] = []
  var last = Array(0...second.count)
  for i in first.indices {
    var row = [i + 1]
    for j in second.indices {
      var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (first[i] == second[j] ? 0 : 1))
      if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
        least = min(least, before[j - 1] + 1)
      }
      row.append(least)
    }
    before = last
    last = row
  }
  return last[second.count]
}
