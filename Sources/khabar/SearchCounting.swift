import Archive
import Articles
import Dispatch
import Reader
import Synchronization

/// Counts the unread articles of saved searches beside the loop: where a query has common words that
/// takes far longer than a key may.
final class SearchCounting: Sendable {
  private let archive: Archive
  private let mailbox: Mailbox
  private let queue = DispatchQueue(label: "khabar.search-counting", qos: .utility)
  /// What has not begun; asking again replaces it.
  private let wanted = Mutex<[SearchRequest]?>(nil)

  init(archive: Archive, mailbox: Mailbox) {
    self.archive = archive
    self.mailbox = mailbox
  }

  func count(_ requests: [SearchRequest]) {
    let isWaiting = wanted.withLock { wanted in
      defer { wanted = requests }
      return wanted != nil
    }
    guard !isWaiting else { return }
    queue.async { [self] in
      let requests = wanted.withLock { wanted in
        defer { wanted = nil }
        return wanted ?? []
      }
      // A count that cannot be had now, of a busy archive, comes with the next ones.
      let counts = requests.compactMap { request in
        (try? archive.unreadCount(of: request)).map { (request.text, $0) }
      }
      mailbox.post(.searchCounts(Dictionary(counts, uniquingKeysWith: { $1 })))
    }
  }
}
