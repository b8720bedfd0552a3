internal import Articles
internal import FoundationEssentials
internal import GRDB
internal import Typesetting

/// Which stored article an incoming one is, if any.
///
/// The strongest identity decides: the identity its source gave it; else its address; else its title
/// and civil day, when it comes from the same place or at least half of the paragraphs agree, so that
/// two stories under one headline are both kept; else the place it comes from, when at least half of
/// the paragraphs agree, so that a retitled page stays one article. Two articles with different
/// identities of a stronger kind are never one.
struct Identity {
  /// An article the archive has, as far as deciding needs it.
  struct Known {
    var id: Int64
    var content: Int64
    var title: String
    var url: String?
    var externalID: String?
    var source: String?
    var feed: Int64?
  }

  /// Articles of one title and day that are compared paragraph by paragraph, at most.
  private static let comparisons = 16

  let db: Database

  func find(_ incoming: Incoming) throws -> Known? {
    if let known = try byExternalID(incoming) { return known }
    if let known = try byURL(incoming) { return known }
    let atOrigin = try knownAtOrigin(incoming)
    if let known = try byTitle(incoming, atOrigin: atOrigin?.id) { return known }
    guard let atOrigin, !conflict(incoming, atOrigin),
      try agree(incoming, atOrigin, unlessEmpty: true)
    else { return nil }
    return atOrigin
  }

  /// Whether exactly this article has been stored; a quick guess, made without the lock.
  func seemsStored(_ incoming: Incoming) throws -> Bool {
    try knownExactly(incoming) != nil
  }

  private func byExternalID(_ incoming: Incoming) throws -> Known? {
    guard let key = incoming.externalKey else { return nil }
    return try known("externalKey = ?", [key]).first {
      $0.externalID == incoming.article.externalID && $0.feed == incoming.feed
        && (incoming.feed != nil || $0.source == incoming.article.source)
    }
  }

  private func byURL(_ incoming: Incoming) throws -> Known? {
    guard let key = incoming.urlKey else { return nil }
    return try known("urlKey = ?", [key]).first { known in
      guard known.url == incoming.article.url, !conflict(incoming, known) else { return false }
      // A feed whose items all lead to its front page has one address for many articles.
      return try known.externalID == incoming.article.externalID
        || folded(known.title) == incoming.foldedTitle
        || agree(incoming, known, unlessEmpty: true)
    }
  }

  private func byTitle(_ incoming: Incoming, atOrigin: Int64?) throws -> Known? {
    let sameTitle = try known("titleKey = ?", [incoming.titleKey.value])
    guard !sameTitle.isEmpty else { return nil }
    if let known = try knownExactly(incoming) { return known }
    return try sameTitle.first { known in
      guard !conflict(incoming, known), folded(known.title) == incoming.foldedTitle else {
        return false
      }
      return try known.id == atOrigin || agree(incoming, known, unlessEmpty: false)
    }
  }

  private func knownExactly(_ incoming: Incoming) throws -> Known? {
    try known("titleKey = ? AND content = ?", [incoming.titleKey.value, incoming.content])
      .first { $0.title == incoming.article.title && $0.feed == incoming.feed }
  }

  private func knownAtOrigin(_ incoming: Incoming) throws -> Known? {
    guard let key = incoming.originKey else { return nil }
    return try known("id = (SELECT article FROM origin WHERE key = ?)", [key]).first
  }

  /// Whether each has an identity that the other contradicts.
  private func conflict(_ incoming: Incoming, _ known: Known) -> Bool {
    // What two feeds bring is kept twice: each may change or vanish by itself.
    if incoming.feed != known.feed { return true }
    if let id = incoming.article.externalID, let other = known.externalID { return id != other }
    if let url = incoming.article.url, let other = known.url { return url != other }
    return false
  }

  /// Whether at least half of the paragraphs of the shorter one stand in both. Two articles without a
  /// paragraph agree, unless told otherwise.
  private func agree(_ incoming: Incoming, _ known: Known, unlessEmpty: Bool) throws -> Bool {
    let data = try Data.fetchOne(
      db.cachedStatement(sql: "SELECT blocks FROM body WHERE id = ?"), arguments: [known.id])
    let mine = incoming.article.blocks.filter(\.isProse).map(\.text)
    let other = BodyCoding.blocks(from: data).filter(\.isProse).map(\.text)
    guard !mine.isEmpty, !other.isEmpty else {
      return mine.isEmpty && other.isEmpty && !unlessEmpty
    }
    var unmatched = Dictionary(other.map { ($0, 1) }, uniquingKeysWith: +)
    let shared = mine.count { text in
      guard let left = unmatched[text], left > 0 else { return false }
      unmatched[text] = left - 1
      return true
    }
    return shared * 2 >= min(mine.count, other.count)
  }

  private func known(_ condition: String, _ arguments: StatementArguments) throws -> [Known] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT id, content, title, url, externalID, source, feed FROM headline
        WHERE \(condition) LIMIT \(Identity.comparisons)
        """)
    return try Row.fetchAll(statement, arguments: arguments).map { row in
      Known(
        id: row.number(0) ?? 0, content: row.number(1) ?? 0, title: row.text(2) ?? "",
        url: row.text(3), externalID: row.text(4), source: row.text(5),
        feed: row.number(6))
    }
  }
}
