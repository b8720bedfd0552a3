import Archive
import Articles
import Foundation
import Reader
import Terminal
import Typesetting

/// Performs the reader's effects: the archive, the clipboard, other programs, files.
final class World {
  private(set) var isRunning = true
  /// The signal that ended the program.
  private(set) var signal: Int32?
  private var lastSweep: Int64 = 0
  private let archive: Archive
  private let screen: Screen
  private let feeds: FeedWork
  private let counting: SearchCounting
  /// What background work has to say.
  let mailbox: Mailbox

  init(archive: Archive, screen: Screen, retention: Retention?) {
    self.archive = archive
    self.screen = screen
    mailbox = Mailbox(waker: screen.waker)
    feeds = FeedWork(archive: archive, mailbox: mailbox, retention: retention)
    counting = SearchCounting(archive: archive, mailbox: mailbox)
  }

  func end(signal: Int32?) {
    feeds.cancel()
    isRunning = false
    self.signal = signal
  }

  /// - Returns: what the program is told about it, in order.
  func perform(_ effect: Effect) -> [Message] {
    do {
      return try answer(effect)
    } catch let failure as Failure {
      return [.notice(Notice(failure.description, isError: true))]
    } catch {
      return [.notice(Notice("\(error)", isError: true))]
    }
  }

  private func answer(_ effect: Effect) throws -> [Message] {
    switch effect {
    case .load(let request): return [.loaded(try page(request))]
    case .tally: return [.tallies(try archive.categories())]
    case .open(let id, let position):
      return [.opened(try archive.article(numbered: id), at: position)]
    case .preview(let id): return [.previewed(try archive.article(numbered: id))]
    case .relate(let id): return [.related(to: id, try archive.related(to: id, limit: 5))]
    case .mark(let ids, let mark, let cause):
      return [.marked(try archive.mark(ids, mark, at: Clock.seconds), mark, cause)]
    case .markAllRead(let filter, let cause):
      // The archive knows a sweep by its stamp, so two in one second must differ.
      lastSweep = max(Clock.seconds, lastSweep + 1)
      let stamp = lastSweep
      let count = try archive.markAll(filter, .read, at: stamp)
      return [.markedAll(filter, stamp: stamp, count: count, cause)]
    case .undoMarkAll(let stamp):
      try archive.undoMarkAll(stamp)
      return [.markAllUndone(stamp: stamp)]
    case .savePosition(let id, let position): try archive.setPosition(position, of: id)
    case .findNeighbour(let key, let filter, let unread, let direction):
      let headline = try archive.neighbour(
        of: key, filter: filter, unread: unread, forward: direction == .next)
      return [.neighbour(headline, unread: unread)]
    case .search(let request): return [.found(try archive.search(request))]
    case .listSearches: return [.searches(try archive.savedSearches())]
    case .keepSearch(let query):
      try archive.keepSearch(query)
      return [.searches(try archive.savedSearches())]
    case .dropSearch(let query):
      try archive.dropSearch(query)
      return [.searches(try archive.savedSearches())]
    case .countSearches(let requests): counting.count(requests)
    case .copy(let text): Clipboard(screen).copy(text)
    case .openAddress(let address): try Opener(screen).open(address)
    case .save(let id, let path):
      let saved = try DocumentFile.save(archive.article(numbered: id), to: path)
      return [.saved(saved)]
    case .share(let id, let form): return try share(archive.article(numbered: id), form)
    case .refresh(let feed): feeds.refresh(feed: feed)
    case .cancelRefresh: feeds.cancel()
    case .listFeeds: return [.feeds(try feeds.rows())]
    case .complete(let id): feeds.complete(try archive.article(numbered: id))
    case .redraw: screen.repaint()
    case .suspend: screen.suspend()
    case .quit: end(signal: nil)
    }
    return []
  }

  private func page(_ request: ListRequest) throws -> ListPage {
    let rows = try archive.headlines(request.filter, from: request.place, limit: request.limit)
    var days: [DayTally] = []
    for day in rows.map({ $0.date?.daysSinceEpoch }) where days.last?.day != .some(day) {
      days.append(try archive.tally(of: day, filter: request.filter))
    }
    let isReplacing = request.purpose != .append && request.purpose != .prepend
    return ListPage(
      request: request, rows: rows, days: days,
      before: try rows.first.flatMap {
        isReplacing ? try archive.rank(of: $0.key, filter: request.filter) : nil
      },
      total: isReplacing ? try archive.total(of: request.filter) : nil)
  }

  private func share(_ article: StoredArticle, _ form: Effect.ShareForm) throws -> [Message] {
    switch form {
    case .copyText:
      Clipboard(screen).copy(article.plainText)
      return []
    case .mail:
      try Opener(screen).open(article.mailAddress)
      return []
    case .qr: return [.qr(try QREncoder.encode(article.headline.url ?? ""))]
    }
  }
}

extension StoredArticle {
  /// A `mailto:` address (RFC 6068) with title and link.
  fileprivate var mailAddress: String {
    let body = [headline.title, headline.url ?? ""].filter { !$0.isEmpty }.joined(separator: "\r\n")
    func escaped(_ text: String) -> String {
      // Everything but RFC 3986's unreserved characters.
      let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
      return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
    return "mailto:?subject=\(escaped(headline.title))&body=\(escaped(body))"
  }
}
