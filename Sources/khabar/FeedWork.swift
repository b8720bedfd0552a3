import Archive
import Articles
import Dispatch
import Fetching
import Foundation
import Reader
import Synchronization

/// What the reader has done about feeds while it goes on: refreshing them and completing articles.
final class FeedWork: Sendable {
  private let archive: Archive
  private let mailbox: Mailbox
  private let retention: Retention?
  private let running = Mutex<Refresh?>(nil)

  /// Articles in one transaction while somebody reads: a mark never waits for more.
  private static let batch = 24

  init(archive: Archive, mailbox: Mailbox, retention: Retention?) {
    self.archive = archive
    self.mailbox = mailbox
    self.retention = retention
  }

  /// Fetches one feed, or all whose time it is.
  func refresh(feed: Int64?) {
    let refresh = Refresh(archive: archive, batch: Self.batch)
    running.withLock { $0 = refresh }
    DispatchQueue.global(qos: .utility).async { [self] in
      let outcome = outcome(of: refresh, feed: feed)
      running.withLock { $0 = nil }
      mailbox.post(.refreshed(outcome))
    }
  }

  func cancel() { running.withLock { $0?.cancel() } }

  private func outcome(of refresh: Refresh, feed: Int64?) -> RefreshOutcome {
    guard let all = try? archive.subscriptions(), !all.isEmpty else {
      return RefreshOutcome(hadFeeds: false)
    }
    let now = Clock.seconds
    let due = all.filter { feed == nil ? Refresh.isDue($0, at: now) : $0.id == feed }
    let mailbox = mailbox
    let results = refresh.run(due) { mailbox.post(.refreshing(done: $0.done, total: $0.total)) }
    let progress = refresh.progress
    let removed = retention.flatMap { try? archive.apply($0, at: Clock.seconds) }
    return RefreshOutcome(
      new: progress.new, changed: progress.changed, failed: progress.failed,
      wasCancelled: results.contains { $0.status == .stopped }, removed: removed ?? 0)
  }

  /// The feeds as their list shows them.
  func rows() throws -> [FeedRow] {
    try archive.subscriptions().map { feed in
      FeedRow(
        id: feed.id, name: feed.shownName, folder: feed.folder, total: feed.total,
        unread: feed.unread,
        succeeded: feed.health.succeededAt.map { Clock.civil(time_t($0)) },
        nextTry: feed.health.isGone ? nil : feed.health.retryAt.map { Clock.civil(time_t($0)) },
        failure: feed.health.failure)
    }
  }

  /// Fetches the page of an article and takes its text.
  func complete(_ article: StoredArticle) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      do {
        let stored = try ArticlePages.complete(article, in: archive)
        mailbox.post(.completed(stored))
      } catch let failure as Failure {
        mailbox.post(.notCompleted(failure.description))
      } catch {
        mailbox.post(.notCompleted("\(error)"))
      }
    }
  }
}

/// The web pages of articles.
enum ArticlePages {
  /// Puts the text of its web page into an article, and stores it.
  static func complete(_ article: StoredArticle, in archive: Archive) throws -> StoredArticle {
    guard let address = article.headline.url, !address.isEmpty else {
      throw Failure(.badInput, "the article has no link")
    }
    let answer = Fetcher().fetch(FetchRequest(address, wants: .page))
    guard case .document(let document) = answer.outcome else {
      let reason =
        if case .failed(let failure) = answer.outcome { failure.description } else {
          "it is unchanged"
        }
      throw Failure(.unavailable, "\(withoutCredentials(address)): \(reason)")
    }
    let context = DocumentContext(
      address: document.address, contentType: document.contentType, now: Clock.today)
    let page = try page(in: document.bytes, context)
    // A page that says less than the feed did, such as one that asks for a subscription, is no gain.
    guard page.blocks.textLength > article.blocks.textLength else {
      throw Failure(
        .badInput, "\(withoutCredentials(address)): the page has no more text than the feed")
    }
    return try guarded {
      try archive.complete(article.headline.id, with: page.blocks, at: Clock.seconds) ?? article
    }
  }

  private static func page(
    in bytes: [UInt8], _ context: DocumentContext
  ) throws -> Article {
    do throws(Refusal) {
      return try WebPage.article(in: bytes, context: context)
    } catch {
      throw Failure(
        .badInput, "\(withoutCredentials(context.address ?? "")): \(error.sentence)")
    }
  }
}
