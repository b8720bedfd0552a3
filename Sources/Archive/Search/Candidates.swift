internal import Articles
internal import Foundation
internal import GRDB
internal import Typesetting

/// A clause with the stems that fulfil it.
struct Group {
  var clause: SearchQuery.Clause
  /// One for a word, several for a beginning, all in a row for a phrase.
  var stems: [Vocabulary.Entry]
  /// How many articles have it; for several stems about.
  var articles: Int
  /// Says so little that it need not occur: a word of grammar.
  var isWeak = false

  var isPhrase: Bool { clause.kind == .phrase }

  /// In the query language of FTS5.
  var match: String {
    let texts = stems.map { MatchPhrase.quoted($0.stem) }
    let whole: String =
      switch clause.kind {
      case .phrase: MatchPhrase.quoted(stems.map(\.stem).joined(separator: " "))
      case .word, .beginning: "(" + texts.joined(separator: " OR ") + ")"
      }
    return clause.inTitle ? "(title : \(whole))" : whole
  }
}

/// Finds the articles worth being looked at closely: those that have all words, then those that have
/// the rarest of them. Both are cut off, newest first, where there are very many.
struct Candidates {
  /// Articles with all words in the title that are looked at, at most.
  private static let mostInTitle = 300
  /// Articles that may have a phrase which must not be there, at most.
  private static let mostDoubtful = 40

  let db: Database
  let groups: [Group]
  let excluded: [Group]
  let filter: EntryFilter
  /// Entries of the index that are read for incomplete matches, about.
  let postings: Int
  /// And for matches in the title, where each takes longer.
  let titlePostings: Int

  init(db: Database, groups: [Group], excluded: [Group], filter: EntryFilter, isTyping: Bool) {
    self.db = db
    self.groups = groups
    self.excluded = excluded
    self.filter = filter
    postings = isTyping ? 6_000 : 40_000
    titlePostings = isTyping ? 3_000 : 40_000
  }

  struct Found {
    /// The likeliest first.
    var ids: [Int64] = []
    /// Those that have all clauses that must be there.
    var complete: Set<Int64> = []
  }

  /// At most `limit` articles.
  func find(limit: Int) throws -> Found {
    guard !required.isEmpty else { return Found() }
    // One more than are wanted tells that there are more.
    let complete = try complete(limit: limit + 1)
    var found: [Int64] = []
    if complete.count > limit, !required.contains(where: \.clause.inTitle) {
      found = try inTitle(limit: min(limit, Candidates.mostInTitle))
    }
    var seen = Set(found)
    found += complete.filter { seen.insert($0).inserted }
    guard found.count < limit, groups.count > 1 else {
      return Found(ids: Array(found.prefix(limit)), complete: seen)
    }
    found += try incomplete(limit: limit - found.count, besides: seen)
    return Found(ids: found, complete: seen)
  }

  /// Articles with all clauses that must be there, newest first. Of a phrase that must not be there the index
  /// knows the stems only: behind the others stand some that have these, for `Scorer` to read.
  func complete(limit: Int) throws -> [Int64] {
    let found = try rows("(\(allOfThem))", limit: limit)
    let phrases = Candidates.once(excluded.filter(\.isPhrase).map(\.match))
    guard found.count < limit, !phrases.isEmpty else { return found }
    return found
      + (try rows(
        "((\(allOfThem)) AND (\(phrases.joined(separator: " OR "))))",
        limit: min(limit - found.count, Candidates.mostDoubtful),
        besides: excluded.filter { !$0.isPhrase }))
  }

  /// Articles with all of them in the title, newest first. Of words that are common in bodies FTS5 reads
  /// entry after entry to find one of a title, so that only the newest are looked at.
  private func inTitle(limit: Int) throws -> [Int64] {
    let entries = required.reduce(0) { $0 + $1.stems.reduce(0) { $0 + $1.articles } }
    return try rows(
      "(title : (\(allOfThem)))", limit: limit, since: first(of: entries, within: titlePostings))
  }

  /// The number from which on about so many of the entries stand.
  private func first(of entries: Int, within budget: Int) throws -> Int64 {
    guard entries > budget else { return 0 }
    let newest = try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM entry")) ?? 0
    return newest - Int64(Double(newest) * Double(budget) / Double(entries))
  }

  private var allOfThem: String {
    Candidates.once(required.map(\.match)).joined(separator: " AND ")
  }

  /// What somebody wrote forty times is looked up once.
  static func once(_ matches: [String]) -> [String] {
    var seen: Set<String> = []
    return matches.filter { seen.insert($0).inserted }
  }

  /// The clauses an article must have all of to be a complete match.
  var required: [Group] {
    let strong = groups.filter { !$0.isWeak }
    return strong.isEmpty ? groups : strong
  }

  /// Articles with some of the clauses, by the weight of those they have.
  private func incomplete(limit: Int, besides seen: Set<Int64>) throws -> [Int64] {
    let total = try Archive.total(db)
    var weights: [Int64: Double] = [:]
    var budget = postings
    for group in groups.sorted(by: { $0.articles < $1.articles }) where group.articles > 0 {
      guard budget > 0 else { break }
      let rarity = Archive.rarity(group.articles, of: total)
      // What the filter leaves out costs as much as what it lets through.
      let since = filter.isEmpty ? 0 : try first(of: group.articles, within: budget)
      let rows = try rows(group.match, limit: budget, since: since)
      budget -= filter.isEmpty ? rows.count : group.articles
      for row in rows where !seen.contains(row) { weights[row, default: 0] += rarity }
    }
    return weights.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(limit).map(\.key)
  }

  /// Newest first.
  private func rows(
    _ match: String, limit: Int, since first: Int64 = 0, besides groups: [Group]? = nil
  ) throws -> [Int64] {
    let excluded = Candidates.once((groups ?? excluded).map(\.match))
    let without = excluded.map { " NOT " + $0 }.joined()
    let source = filter.isEmpty ? "terms" : "terms CROSS JOIN entry ON entry.id = terms.rowid"
    let statement = try db.cachedStatement(
      sql: """
        SELECT terms.rowid FROM \(source)
        WHERE terms MATCH ? AND terms.rowid >= ? \(filter.isEmpty ? "" : "AND " + filter.condition)
        ORDER BY terms.rowid DESC LIMIT ?
        """)
    return try Int64.fetchAll(
      statement, arguments: [match + without, first] + filter.arguments + [limit])
  }
}

extension Archive {
  /// How many articles there are.
  static func total(_ db: Database) throws -> Int {
    try Int.fetchOne(db.cachedStatement(sql: "SELECT total FROM category WHERE id = 0")) ?? 0
  }

  /// How much having a word tells that only so many of all articles have (BM25).
  static func rarity(_ articles: Int, of total: Int) -> Double {
    log(1 + (max(0, Double(total - articles)) + 0.5) / (Double(articles) + 0.5))
  }
}

/// The conditions of a query on `entry`.
struct EntryFilter {
  private var terms: [String] = []
  private(set) var arguments: StatementArguments = []

  var isEmpty: Bool { terms.isEmpty }
  var condition: String { terms.isEmpty ? "1" : terms.joined(separator: " AND ") }

  init(_ conditions: SearchQuery.Conditions, _ db: Database) throws {
    if !conditions.category.isEmpty { try restrict(toCategories: conditions.category, db) }
    if !conditions.source.isEmpty { try restrict(toField: "source", conditions.source, db) }
    if !conditions.author.isEmpty { try restrict(toField: "author", conditions.author, db) }
    for days in conditions.without {
      terms.append("entry.sort NOT BETWEEN ? AND ?")
      arguments += [ListOrder.first(of: days.lowerBound), ListOrder.last(of: days.upperBound)]
    }
    if conditions.since != nil || conditions.until != nil {
      terms.append("entry.sort BETWEEN ? AND ?")
      let first = conditions.since.map(ListOrder.first) ?? ListOrder.first(of: .min / 2)
      let last = conditions.until.map(ListOrder.last) ?? ListOrder.last(of: .max / 2)
      arguments += [first, last]
    }
    if let isRead = conditions.isRead {
      terms.append("entry.readAt IS \(isRead ? "NOT " : "")NULL")
    }
    if let isStarred = conditions.isStarred {
      terms.append("entry.starredAt IS \(isStarred ? "NOT " : "")NULL")
    }
  }

  private mutating func restrict(toCategories names: SearchQuery.Names, _ db: Database) throws {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT id, name FROM category WHERE id <> 0"))
    let known = rows.map { (id: $0.number(0) ?? 0, name: FieldName($0.text(1) ?? "")) }
    func ids(_ names: [String]) -> String {
      let ids = names.flatMap { name -> [Int64] in
        let name = FieldName(name)
        // The categories of that name or, when there is none, those it is a part of.
        let same = known.filter { $0.name.stems == name.stems }
        return (same.isEmpty ? known.filter { $0.name.contains(name) } : same).map(\.id)
      }
      return Set(ids).sorted().map { String($0) }.joined(separator: ",")
    }
    if !names.any.isEmpty { terms.append("entry.category IN (\(ids(names.any)))") }
    if !names.none.isEmpty { terms.append("entry.category NOT IN (\(ids(names.none)))") }
  }

  /// More articles than this are not listed but asked one by one.
  private static let fewArticles = 5_000
  /// Different names that are compared, at most.
  private static let mostNames = 7_000

  /// The articles whose field has a name in it, however it is written.
  private mutating func restrict(
    toField field: String, _ names: SearchQuery.Names, _ db: Database
  ) throws {
    let known = try EntryFilter.names(in: field, db).map { (text: $0, name: FieldName($0)) }
    func values(_ names: [String]) -> [String] {
      let names = names.map { FieldName($0) }
      return known.filter { known in names.contains { known.name.contains($0) } }.map(\.text)
    }
    func isOneOf(_ values: [String]) -> String {
      "headline.\(field) IN (\(values.map { _ in "?" }.joined(separator: ",")))"
    }
    if !names.any.isEmpty {
      let values = values(names.any)
      let isOfThem = isOneOf(values)
      let count = try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM (
            SELECT 1 FROM headline WHERE \(isOfThem) LIMIT \(EntryFilter.fewArticles + 1))
          """, arguments: StatementArguments(values))
      terms.append(
        (count ?? 0) <= EntryFilter.fewArticles
          ? "entry.id IN (SELECT id FROM headline WHERE \(isOfThem))"
          : "EXISTS (SELECT 1 FROM headline WHERE headline.id = entry.id AND +\(isOfThem))")
      arguments += StatementArguments(values)
    }
    if !names.none.isEmpty {
      let values = values(names.none)
      terms.append(
        "NOT EXISTS (SELECT 1 FROM headline WHERE headline.id = entry.id AND +\(isOneOf(values)))")
      arguments += StatementArguments(values)
    }
  }

  /// The different values of a field, stepping through its index from one to the next.
  private static func names(in field: String, _ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        WITH RECURSIVE name(value) AS (
          SELECT min(\(field)) FROM headline WHERE \(field) IS NOT NULL
          UNION ALL
          SELECT (SELECT min(\(field)) FROM headline WHERE \(field) > name.value)
          FROM name WHERE name.value IS NOT NULL
        ) SELECT value FROM name WHERE value IS NOT NULL LIMIT \(mostNames)
        """)
  }
}

/// The name of a category, source or author, compared as search compares words.
private struct FieldName {
  /// With a blank before each word.
  private var folded: [UInt8] = []
  private(set) var stems: [String] = []
  private var known: Set<String> = []

  init(_ text: String) {
    forEachWord(of: text) { word in
      folded.append(0x20)
      folded += word.bare
      stems.append(String(decoding: word.stem, as: UTF8.self))
    }
    known = Set(stems)
  }

  /// Whether the words of the other one, the last of which may be the beginning of one, or all of their
  /// stems stand in this one.
  func contains(_ other: FieldName) -> Bool {
    !other.stems.isEmpty
      && (folded.firstRange(of: other.folded, from: 0) != nil
        || other.stems.allSatisfy(known.contains))
  }
}
