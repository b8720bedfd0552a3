/// A feed the person reads, as the archive keeps it.
package struct Subscription: Equatable, Sendable, Identifiable {
  package var id: Int64
  /// Where it is fetched; may hold a name and a password, which ``shownAddress`` leaves out.
  package var address: String
  /// The category of its articles that have none; empty for none.
  package var folder: String
  /// What the person calls it.
  package var name: String?
  /// What it calls itself; empty before it was fetched.
  package var title: String
  package var site: String?
  package var language: String?
  package var health: FeedHealth
  /// Its articles in the archive.
  package var total: Int
  package var unread: Int

  package init(
    id: Int64, address: String, folder: String = "", name: String? = nil, title: String = "",
    site: String? = nil, language: String? = nil, health: FeedHealth = FeedHealth(), total: Int = 0,
    unread: Int = 0
  ) {
    self.id = id
    self.address = address
    self.folder = folder
    self.name = name
    self.title = title
    self.site = site
    self.language = language
    self.health = health
    self.total = total
    self.unread = unread
  }

  /// How the person knows it.
  package var shownName: String {
    if let name, !name.isEmpty { return name }
    return title.isEmpty ? shownAddress : title
  }

  package var shownAddress: String { withoutCredentials(address) }
}

/// What became of fetching a feed. Times are in seconds since 1970.
package struct FeedHealth: Equatable, Sendable {
  package var etag: String?
  package var lastModified: String?
  /// A hash of the bytes that were read last.
  package var content: Int64?
  package var checkedAt: Int64?
  package var succeededAt: Int64?
  /// It is not asked before.
  package var retryAt: Int64?
  /// In a row, up to now.
  package var failures: Int
  /// Why the last try failed, as one sentence.
  package var failure: String?
  /// The server says that it will never come back (HTTP 410).
  package var isGone: Bool

  package init(
    etag: String? = nil, lastModified: String? = nil, content: Int64? = nil,
    checkedAt: Int64? = nil, succeededAt: Int64? = nil, retryAt: Int64? = nil, failures: Int = 0,
    failure: String? = nil, isGone: Bool = false
  ) {
    self.etag = etag
    self.lastModified = lastModified
    self.content = content
    self.checkedAt = checkedAt
    self.succeededAt = succeededAt
    self.retryAt = retryAt
    self.failures = failures
    self.failure = failure
    self.isGone = isGone
  }
}

/// An address without the name and password before its host.
package func withoutCredentials(_ address: String) -> String {
  guard let scheme = address.firstRange(of: "://") else { return address }
  let rest = address[scheme.upperBound...]
  let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
  guard let sign = authority.lastIndex(of: "@") else { return address }
  return String(address[..<scheme.upperBound] + rest[rest.index(after: sign)...])
}
