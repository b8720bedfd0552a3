package import Articles
internal import Foundation
internal import GRDB
internal import Typesetting

extension Archive {
  /// Finds articles by what a person typed, the best first.
  package func search(_ request: SearchRequest) throws -> SearchAnswer {
    let query = SearchQuery(request)
    return try read { db in try Searching(request: request, query: query, db: db).answer() }
  }
}

extension Archive {
  /// How many unread articles have all of a query, counted up to its limit.
  package func unreadCount(of request: SearchRequest) throws -> Int {
    let query = SearchQuery(request)
    return try read { db in try Searching(request: request, query: query, db: db).unreadCount() }
  }

  /// Bytes the search index takes, for measuring. Reads all of it.
  package func indexSize() throws -> Int {
    try read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT sum(pgsize) FROM dbstat
          WHERE name LIKE 'terms%' OR name IN ('stem', 'statistics')
          """) ?? 0
    }
  }
}

private struct Searching {
  /// Articles that are looked at closely: while typing, otherwise, and for each result asked for.
  private static let typingPool = 60
  private static let pool = 250
  /// Of so few words none may be missing in the first results; long questions have words that their
  /// answers lack.
  private static let fewWords = SearchQuery.fewClauses
  /// Stems a beginning may stand for: while typing, and otherwise.
  private static let typingCompletions = 8
  private static let completions = 40
  /// Words of a query for which beginnings are looked up in the vocabulary, at most; to look for parts
  /// of words reads all of it, and is done for one word when the query is done.
  private static let mostLoose = 4
  /// Words that are put right, at most, and stems that are looked at for each, about.
  private static let mostCorrected = 2
  private static let typingNear = 8_000
  private static let near = 30_000
  /// Bytes of articles that are looked at closely, at most: a bound on time that gives the same results
  /// whatever else the machine does.
  private static let typingBytes = 600_000
  private static let bytes = 3_000_000
  /// What being of the newest day is worth, and the days in which half of it is lost.
  private static let recency = 0.05
  private static let halfLife = 30.0

  let request: SearchRequest
  let query: SearchQuery
  let db: Database

  func answer() throws -> SearchAnswer {
    var answer = SearchAnswer(request: request, understood: query.understood)
    guard request.limit > 0, !query.understood.isEmpty else { return answer }
    let vocabulary = Vocabulary(db: db)
    let (groups, excluded) = try groups(vocabulary)
    let filter = try EntryFilter(query.conditions, db)
    guard !groups.isEmpty else {
      answer.results = try unranked(filter, besides: excluded)
      return answer
    }
    let known = groups.filter { $0.articles > 0 }
    let candidates = Candidates(
      db: db, groups: known, excluded: excluded, filter: filter, isTyping: request.isTyping)
    let pool = request.isTyping ? Searching.typingPool : Searching.pool
    let found = try candidates.find(limit: max(pool, request.limit))
    answer.results = try ranked(found, groups, known, excluded)
    if !request.isTyping || answer.results.isEmpty {
      answer.suggestion = try suggestion(groups, vocabulary)
    }
    return answer
  }

  func unreadCount() throws -> Int {
    guard request.limit > 0, !query.understood.isEmpty, query.conditions.isRead != true else {
      return 0
    }
    let (groups, excluded) = try groups(Vocabulary(db: db))
    var conditions = query.conditions
    conditions.isRead = false
    let filter = try EntryFilter(conditions, db)
    guard !groups.isEmpty else { return try unranked(filter, besides: excluded).count }
    let candidates = Candidates(
      db: db, groups: groups, excluded: excluded, filter: filter, isTyping: false)
    guard candidates.required.allSatisfy({ $0.articles > 0 }) else { return 0 }
    let ids = try candidates.complete(limit: request.limit)
    guard (groups + excluded).contains(where: \.isPhrase) else { return ids.count }
    // The index knows the stems of a phrase, the articles how it is spelled.
    let scorer = Scorer(groups, excluded: excluded, statistics: try Statistics(db))
    let reader = try ArticleText.Reader(db)
    return try ids.count { id in
      try reader.text(of: id).map { scorer.score(title: $0.title, texts: $0.texts) != nil } ?? false
    }
  }

  // MARK: Words

  /// What has to be there, and what must not and is in some article.
  private func groups(_ vocabulary: Vocabulary) throws -> (groups: [Group], excluded: [Group]) {
    let total = try Archive.total(db)
    var loose = Searching.mostLoose
    var looksForParts = !request.isTyping
    let all = try query.clauses.map { clause in
      try group(clause, vocabulary, total: total, loose: &loose, looksForParts: &looksForParts)
    }
    return (
      all.filter { !$0.clause.isExcluded },
      all.filter { $0.clause.isExcluded && $0.articles > 0 }
    )
  }

  /// Takes what it looks up loosely from `loose`, and takes back `looksForParts` when it has looked.
  private func group(
    _ clause: SearchQuery.Clause, _ vocabulary: Vocabulary, total: Int, loose: inout Int,
    looksForParts: inout Bool
  ) throws -> Group {
    switch clause.kind {
    case .beginning where loose > 0:
      loose -= 1
      let stems = try vocabulary.completions(
        of: clause.words[0],
        limit: request.isTyping ? Searching.typingCompletions : Searching.completions)
      let articles = stems.reduce(0) { $0 + $1.articles }
      return Group(clause: clause, stems: stems, articles: min(articles, total))
    case .word, .phrase, .beginning:
      var stems = try clause.words.map {
        Vocabulary.Entry(stem: $0.stem, articles: try vocabulary.articles(with: $0.stem))
      }
      if clause.kind == .word, !clause.isExcluded, stems[0].articles == 0,
        clause.words[0].bare.count >= 6, loose > 0
      {
        loose -= 1
        var parts = try vocabulary.completions(of: clause.words[0], limit: 8)
        if parts.isEmpty, looksForParts {
          looksForParts = false
          parts = try vocabulary.containing(clause.words[0].stem, limit: 8)
        }
        if !parts.isEmpty { stems = parts }
      }
      let articles =
        clause.kind == .phrase
        ? stems.map(\.articles).min() ?? 0
        : min(stems.reduce(0) { $0 + $1.articles }, total)
      let isWeak = clause.kind == .word && stopWords.contains(clause.words[0].folded)
      return Group(clause: clause, stems: stems, articles: articles, isWeak: isWeak)
    }
  }

  /// The query with its unknown words put right.
  private func suggestion(_ groups: [Group], _ vocabulary: Vocabulary) throws -> String? {
    var text = QueryText.spoken(request.text)
    var isChanged = false
    let unknown = groups.filter { group in
      group.articles == 0 && group.clause.kind != .phrase
        && !group.clause.words[0].stem.utf8.contains { (0x30...0x39).contains($0) }
    }
    let near = request.isTyping ? Searching.typingNear : Searching.near
    for group in unknown.prefix(Searching.mostCorrected) {
      let word = group.clause.words[0]
      guard let stem = try vocabulary.nearest(to: word.stem, limit: near),
        let spelling = try spelling(of: stem, like: word.folded),
        let place = words(of: text).first(where: { $0.folded == word.folded })
      else { continue }
      var bytes = Array(text.utf8)
      bytes.replaceSubrange(place.range, with: spelling.utf8)
      text = String(decoding: bytes, as: UTF8.self)
      isChanged = true
    }
    return isChanged ? text : nil
  }

  /// How an article writes a word of that stem, the form nearest to what was typed.
  private func spelling(of stem: String, like typed: String) throws -> String? {
    let rows = try Int64.fetchAll(
      db.cachedStatement(
        sql: "SELECT rowid FROM terms WHERE terms MATCH ? ORDER BY rowid DESC LIMIT 3"),
      arguments: [MatchPhrase.quoted(stem)])
    var best: (distance: Int, spelling: String)?
    for row in rows {
      guard let article = try ArticleText.Reader(db).text(of: row) else { continue }
      for text in [article.title] + article.texts {
        for word in words(of: text) where word.stem == stem {
          let distance = editDistance(
            Array(typed.unicodeScalars), Array(word.folded.unicodeScalars))
          guard distance < best?.distance ?? .max else { continue }
          best = (distance, String(decoding: Array(text.utf8)[word.range], as: UTF8.self))
        }
      }
    }
    return best?.spelling
  }

  // MARK: Results

  /// Newest first: without a word to look for there is nothing to rank by.
  private func unranked(
    _ filter: EntryFilter, besides excluded: [Group]
  ) throws -> [SearchResult] {
    let without = Candidates.once(excluded.map(\.match)).joined(separator: " OR ")
    let exclusion =
      without.isEmpty ? "" : "AND entry.id NOT IN (SELECT rowid FROM terms WHERE terms MATCH ?)"
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(HeadlineRow.columns) FROM entry \(HeadlineRow.joins)
        WHERE \(filter.condition) \(exclusion)
        ORDER BY entry.sort DESC, entry.id DESC LIMIT ?
        """)
    let arguments =
      filter.arguments + (without.isEmpty ? [] : [without]) + [request.limit]
    return try Row.fetchAll(statement, arguments: arguments).map { row in
      let headline = HeadlineRow.headline(from: row)
      return SearchResult(headline: headline, score: 0, excerpt: headline.excerpt)
    }
  }

  private struct Ranked {
    var article: ArticleText
    var score: Double
    var isNearMiss: Bool
  }

  private func ranked(
    _ found: Candidates.Found, _ groups: [Group], _ known: [Group], _ excluded: [Group]
  ) throws -> [SearchResult] {
    let scorer = Scorer(groups, excluded: excluded, statistics: try Statistics(db))
    let isLacking = groups.contains { $0.articles == 0 && !$0.isWeak }
    let newest = try newestDay()
    var articles: [ArticleText] = []
    let reader = try ArticleText.Reader(db)
    var room = request.isTyping ? Searching.typingBytes : Searching.bytes
    for id in found.ids where room > 0 {
      guard let article = try reader.text(of: id) else { continue }
      room -= min(article.size, Scorer.mostBytes)
      articles.append(article)
    }
    let scores = articles.concurrentMap(inGroupsOf: 8) {
      scorer.score(title: $0.title, texts: $0.texts)
    }
    var ranked = zip(articles, scores).compactMap { article, score in
      score.map {
        Ranked(
          article: article, score: $0 * recency(of: article, newest),
          isNearMiss: isLacking || !found.complete.contains(article.id))
      }
    }
    let isStrict = groups.count { !$0.isWeak } <= Searching.fewWords
    ranked.sort { first, second in
      if isStrict, first.isNearMiss != second.isNearMiss { return second.isNearMiss }
      return (first.score, first.article.order, first.article.id)
        > (second.score, second.article.order, second.article.id)
    }
    return try results(ranked.prefix(request.limit), Matcher(known))
  }

  private func newestDay() throws -> Int64 {
    let order = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT max(sort) FROM entry"))
    return ListOrder.day(of: order ?? ListOrder.undated)
  }

  private func recency(of article: ArticleText, _ newest: Int64) -> Double {
    guard request.prefersRecent, article.order != ListOrder.undated else { return 1 }
    let days = Double(newest - ListOrder.day(of: article.order))
    return 1 + Searching.recency * exp2(-days / Searching.halfLife)
  }

  private func results(
    _ ranked: ArraySlice<Ranked>, _ matcher: Matcher
  ) throws -> [SearchResult] {
    var stories: [(id: Int64, title: TitleStems)] = []
    return try ranked.compactMap { one in
      guard let headline = try HeadlineRow.fetch(one.article.id, db) else { return nil }
      let excerpt = Excerpt(of: one.article.texts, matcher)
      let title = TitleStems(of: headline.title)
      let story = stories.first { $0.title.tellsTheSame(as: title) }
      if story == nil { stories.append((headline.id, title)) }
      return SearchResult(
        headline: headline, score: (one.score * 1000).rounded() / 1000,
        isNearMiss: one.isNearMiss, similarTo: story?.id,
        titleMatches: matcher.matches(in: headline.title).map(\.range), excerpt: excerpt.text,
        excerptMatches: excerpt.matches)
    }
  }
}

/// What of an article is searched.
struct ArticleText {
  var id: Int64
  /// See `ListOrder`.
  var order: Int64
  var title: String
  var texts: [String]

  /// UTF-8 bytes.
  var size: Int { texts.reduce(title.utf8.count) { $0 + $1.utf8.count } }

  struct Reader {
    private let statement: Statement

    init(_ db: Database) throws {
      statement = try db.cachedStatement(
        sql: """
          SELECT entry.sort, headline.title, body.summary, body.blocks
          FROM entry CROSS JOIN headline USING (id) CROSS JOIN body USING (id) WHERE entry.id = ?
          """)
    }

    /// Nil when there is no such article.
    func text(of id: Int64) throws -> ArticleText? {
      let rows = try Row.fetchCursor(statement, arguments: [id])
      guard let row = try rows.next() else { return nil }
      return ArticleText(
        id: id, order: row.number(0) ?? ListOrder.undated, title: row.text(1) ?? "",
        texts: [row.text(2) ?? ""] + BodyCoding.texts(from: row.data(3)))
    }
  }
}
