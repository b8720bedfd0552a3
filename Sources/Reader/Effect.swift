package import Articles

/// What the program wants done outside of itself; the answers come back as ``Message``s.
package enum Effect: Equatable, Sendable {
  /// Answered by `.loaded`.
  case load(ListRequest)
  /// Answered by `.tallies`.
  case tally
  /// Answered by `.opened`; a nil position means where the person left it.
  case open(Int64, at: ReadingPosition?)
  /// Answered by `.previewed`.
  case preview(Int64)
  /// Answered by `.related`.
  case relate(Int64)
  /// Durable when it returns. Answered by `.marked`.
  case mark([Int64], Mark, Message.Cause)
  /// Answered by `.markedAll`.
  case markAllRead(Filter, Message.Cause)
  /// Answered by `.markAllUndone`.
  case undoMarkAll(stamp: Int64)
  case savePosition(Int64, ReadingPosition)
  /// The next unread article after (or before) this one in the list, or the next of all. Answered by
  /// `.neighbour`.
  case findNeighbour(of: ListKey, Filter, unread: Bool, Message.Direction)
  /// Answered by `.found`. One that is asked for later stands in for one that has not begun.
  case search(SearchRequest)
  /// Answered by `.searches`, as the two that follow.
  case listSearches
  case keepSearch(String)
  case dropSearch(String)
  /// Counts unread articles up to the limits, in the background. Answered by `.searchCounts`.
  case countSearches([SearchRequest])
  case copy(String)
  /// Only http, https and mailto, or what the person confirmed.
  case openAddress(String)
  /// The name's ending chooses text, Markdown or HTML; `~` is the home directory. Nothing is overwritten.
  case save(Int64, path: String)
  case share(Int64, ShareForm)
  /// Fetches the feed, or all whose time it is, in the background. Answered by `.refreshing` and, at the
  /// end, `.refreshed`.
  case refresh(feed: Int64?)
  /// Answered by the `.refreshed` of what had begun.
  case cancelRefresh
  /// Answered by `.feeds`.
  case listFeeds
  /// Fetches the page of an article and takes its text, in the background. Answered by `.completed`.
  case complete(Int64)
  case redraw
  case suspend
  case quit

  /// Ways to pass an article on that need its whole text.
  package enum ShareForm: Equatable, Sendable { case copyText, mail, qr }
}

/// A stretch of a list to be loaded, and what for.
package struct ListRequest: Equatable, Sendable {
  package enum Purpose: Equatable, Sendable {
    /// The rows replace what was there; the article with this id is selected when it is among them.
    case replace(select: Int64?)
    /// The rows replace what was there; the last one is selected.
    case replaceFromEnd
    case append
    case prepend
  }

  package var filter: Filter
  package var place: Place
  package var limit: Int
  package var purpose: Purpose

  package init(_ filter: Filter, _ place: Place, limit: Int, _ purpose: Purpose) {
    self.filter = filter
    self.place = place
    self.limit = limit
    self.purpose = purpose
  }
}
