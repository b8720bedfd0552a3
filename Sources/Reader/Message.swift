package import Articles
package import Typesetting

/// What happened: a key, or an answer to an ``Effect``.
package enum Message: Sendable {
  case key(Key)
  case resized(Size)
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
  case qr(QRCode)
  /// The article was written to this path.
  case saved(String)
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

/// The modules of a QR code, dark ones true, row by row without the quiet zone.
package struct QRCode: Equatable, Sendable {
  package let side: Int
  package let modules: [Bool]

  package init(side: Int, modules: [Bool]) {
    self.side = side
    self.modules = modules
  }
}
