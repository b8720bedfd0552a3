// What is asked of the network and what it answers.

/// A document to be fetched.
package struct FetchRequest: Sendable {
  /// May hold a name and a password; they are sent to its host only, and stand in no answer.
  package var address: String
  /// What the server said when the document was fetched last.
  package var etag: String?
  package var lastModified: String?
  package var wants: Kind
  /// Whether the address may be that of a file: only when the person gave it.
  package var allowsFile: Bool

  package enum Kind: Sendable { case feed, page }

  package init(
    _ address: String, etag: String? = nil, lastModified: String? = nil, wants: Kind = .feed,
    allowsFile: Bool = false
  ) {
    self.address = address
    self.etag = etag
    self.lastModified = lastModified
    self.wants = wants
    self.allowsFile = allowsFile
  }
}

/// What came of a request.
package struct FetchAnswer: Sendable {
  package enum Outcome: Sendable {
    case document(FetchedDocument)
    /// As it was when it was fetched last.
    case unchanged
    case failed(FetchFailure)
  }

  package var outcome: Outcome
  /// Where the document has moved for good, when it has.
  package var movedTo: String?
}

package struct FetchedDocument: Sendable {
  /// Unpacked.
  package var bytes: [UInt8]
  /// Where it was found after all redirects.
  package var address: String
  package var contentType: String?
  package var etag: String?
  package var lastModified: String?
}

/// Why there is no document, as one English sentence without the address.
package struct FetchFailure: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Kind: Equatable, Sendable {
    /// HTTP 410: it will not come back.
    case gone
    /// HTTP 404.
    case missing
    case cancelled
    case other
  }

  package var description: String
  package var kind: Kind
  /// In seconds, when the server said so.
  package var retryAfter: Int?

  package init(_ description: String, _ kind: Kind = .other, retryAfter: Int? = nil) {
    self.description = description
    self.kind = kind
    self.retryAfter = retryAfter
  }
}

/// How far the network is trusted.
package struct FetchLimits: Sendable {
  /// Transfers in all, and to one host.
  package var jobs = 64
  package var jobsPerHost = 2
  /// Of a document, unpacked.
  package var bytes = 20 << 20
  package var headerBytes = 128 << 10
  package var redirects = 10
  package var connectMilliseconds = 15_000
  package var totalMilliseconds = 90_000
  /// Slower than this for so long is a server that hangs.
  package var leastBytesPerSecond = 64
  package var slowSeconds = 15
  package var agent = "Khabar/0.1 (feed reader)"

  package init() {}
}
