package import Articles
package import Typesetting

/// What happened: a key, or an answer to an ``Effect``.
package enum Message: Sendable {
  case key(Key)
  case resized(Size)
  /// What the terminal turned out to be good for: these colours, and harakat or not.
  case appearance(Theme, showsMarks: Bool)
  /// The civil day has changed, or is told for the first time.
  case today(Int)
  /// The archive's content changed from outside; what is on screen should be read again.
  case archiveChanged
  case loaded(ListPage)
  case tallies([CategoryTally])
  case opened(StoredArticle, at: ReadingPosition?)
  case previewed(StoredArticle)
  case related(to: Int64, [Relation])
  /// The articles that really changed.
  case marked([Int64], Mark, Cause)
  case markedAll(Filter, stamp: Int64, count: Int, Cause)
  case markAllUndone(stamp: Int64)
  /// Nil when there is none; `unread` as asked for.
  case neighbour(Headline?, unread: Bool)
  case found(SearchAnswer)
  /// The queries that are kept, in the order in which they were.
  case searches([String])
  /// Unread articles of queries that are kept.
  case searchCounts([String: Int])
  case qr(QRCode)
  /// The article was written to this path.
  case saved(String)
  /// How far a refresh is: feeds that are done, of how many.
  case refreshing(done: Int, total: Int)
  case refreshed(RefreshOutcome)
  /// It is time for a refresh that nobody asked for.
  case refreshDue
  case feeds([FeedRow])
  /// The text of the article was found on its page.
  case completed(StoredArticle)
  /// Why it was not; an English sentence.
  case notCompleted(String)
  case notice(Notice)
  case working(String?)

  /// Why a mark was made; only what the person did on purpose can be undone.
  package enum Cause: Sendable { case person, opening, undo, redo }
  package enum Direction: Sendable { case next, previous }
}

/// A stretch of a list, as asked for by ``Effect/load(_:_:_:)``.
package struct ListPage: Sendable {
  package var request: ListRequest
  package var rows: [Headline]
  /// The days that occur in ``rows``.
  package var days: [DayTally]
  /// Articles of the list before the first row, and in all; nil when nobody counted.
  package var before: Int?
  package var total: Int?

  package init(
    request: ListRequest, rows: [Headline], days: [DayTally], before: Int?, total: Int?
  ) {
    self.request = request
    self.rows = rows
    self.days = days
    self.before = before
    self.total = total
  }
}

/// What a refresh brought.
package struct RefreshOutcome: Equatable, Sendable {
  package var new: Int
  package var changed: Int
  /// Feeds.
  package var failed: Int
  package var wasCancelled: Bool
  /// Whether there were feeds to be fetched at all.
  package var hadFeeds: Bool
  /// Articles that the retention settings took away.
  package var removed: Int

  package init(
    new: Int = 0, changed: Int = 0, failed: Int = 0, wasCancelled: Bool = false,
    hadFeeds: Bool = true, removed: Int = 0
  ) {
    self.new = new
    self.changed = changed
    self.failed = failed
    self.wasCancelled = wasCancelled
    self.hadFeeds = hadFeeds
    self.removed = removed
  }
}

/// A feed as the list of feeds shows it; times are local.
package struct FeedRow: Equatable, Sendable {
  package var id: Int64
  package var name: String
  package var folder: String
  package var total: Int
  package var unread: Int
  package var succeeded: ArticleDate?
  package var nextTry: ArticleDate?
  /// Why the last try failed.
  package var failure: String?

  package init(
    id: Int64, name: String, folder: String = "", total: Int = 0, unread: Int = 0,
    succeeded: ArticleDate? = nil, nextTry: ArticleDate? = nil, failure: String? = nil
  ) {
    self.id = id
    self.name = name
    self.folder = folder
    self.total = total
    self.unread = unread
    self.succeeded = succeeded
    self.nextTry = nextTry
    self.failure = failure
  }
}

/// The modules of a QR code, dark ones true, row by row without the quiet zone.
package struct QRCode: Equatable, Sendable {
  package let side: Int
  package let modules: [Bool]

  package init(side: Int, modules: [Bool]) {
    self.side = side
    self.modules = modules
  }
}
