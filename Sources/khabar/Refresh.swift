import Archive
import Articles
import Dispatch
import Fetching
import Foundation
import Synchronization

/// Fetches feeds, reads them and stores what they hold. May be cancelled from any thread, and may be cut
/// off at any moment: what a server said is kept together with the articles that came with it.
final class Refresh: Sendable {
  struct Progress: Sendable {
    var done = 0
    var total = 0
    var new = 0
    var changed = 0
    var failed = 0
    var bytes = 0
  }

  /// What came of one feed.
  struct Result: Encodable, Sendable {
    enum Status: String, Encodable, Sendable { case updated, unchanged, failed, gone, stopped }

    var id: Int64
    var name: String
    var url: String
    var status: Status
    var new = 0
    var changed = 0
    var bytes = 0
    var error: String?
    var nextTry: String?
  }

  private let archive: Archive
  private let fetcher: Fetcher
  /// Articles in one transaction: the more the quicker, the fewer the sooner another writer has its turn.
  private let batch: Int
  /// Feeds that are read at once.
  private let readers = DispatchSemaphore(value: 3)
  /// Of large documents one at a time, so that they do not fill the memory together.
  private let largeReaders = DispatchSemaphore(value: 1)
  private static let largeBytes = 2 << 20
  private let state: Mutex<State>

  private struct State {
    var progress = Progress()
    var results: [Int: Result] = [:]
    /// Feeds some of whose articles could not be stored: what their servers said must not be kept.
    var unstored: Set<Int> = []
    var pending: [(index: Int, delivery: Delivery)] = []
    var pendingArticles = 0
  }

  init(archive: Archive, limits: FetchLimits = FetchLimits(), batch: Int = 500) {
    self.archive = archive
    self.batch = batch
    fetcher = Fetcher(limits: limits)
    state = Mutex(State())
  }

  func cancel() { fetcher.cancel() }

  /// Whether a feed is to be asked at this time: it is not gone, and its server has been given the time it
  /// asked for.
  static func isDue(_ feed: Subscription, at time: Int64) -> Bool {
    !feed.health.isGone && (feed.health.retryAt ?? 0) <= time
  }

  /// Returns when all feeds are done; `told` hears of each, on some thread.
  ///
  /// - Returns: what came of each feed, in the order in which they were given.
  func run(_ feeds: [Subscription], told: @escaping @Sendable (Progress) -> Void) -> [Result] {
    state.withLock { $0.progress.total = feeds.count }
    told(progress)
    let queue = DispatchQueue(label: "feeds", qos: .utility, attributes: .concurrent)
    let group = DispatchGroup()
    let requests = feeds.map { feed in
      FetchRequest(
        feed.address, etag: feed.health.etag, lastModified: feed.health.lastModified,
        allowsFile: true)
    }
    fetcher.fetch(requests) { index, answer in
      readers.wait()
      queue.async(group: group) {
        self.take(answer, of: feeds[index], at: index)
        self.readers.signal()
        told(self.progress)
      }
    }
    group.wait()
    store(atLeast: 0)
    told(progress)
    return state.withLock { state in feeds.indices.compactMap { state.results[$0] } }
  }

  var progress: Progress { state.withLock(\.progress) }

  // MARK: - One feed

  private func take(_ answer: FetchAnswer, of feed: Subscription, at index: Int) {
    var result = Result(
      id: feed.id, name: feed.shownName, url: feed.shownAddress, status: .unchanged)
    var delivery = Delivery([], feed: feed.id)
    let now = Clock.seconds
    switch answer.outcome {
    case .unchanged:
      delivery.report = FeedReport(health: feed.health.succeeded(at: now), movedTo: answer.movedTo)
    case .document(let document):
      result.bytes = document.bytes.count
      read(document, of: feed, into: &delivery, &result, at: now)
      // An address that leads to no feed leads astray, for good or not.
      if result.status != .failed { delivery.report?.movedTo = answer.movedTo }
    case .failed(let failure) where failure.kind == .cancelled:
      result.status = .stopped
    case .failed(let failure):
      result.fail(feed.health.failed(failure, at: now), into: &delivery)
    }
    finish(index, result, delivery)
  }

  private func read(
    _ document: FetchedDocument, of feed: Subscription, into delivery: inout Delivery,
    _ result: inout Result, at now: Int64
  ) {
    let health = feed.health.succeeded(at: now, with: document)
    guard health.content != feed.health.content else {
      delivery.report = FeedReport(health: health)
      return
    }
    let context = DocumentContext(
      address: document.address, contentType: document.contentType, now: Clock.today)
    let isLarge = document.bytes.count > Self.largeBytes
    if isLarge { largeReaders.wait() }
    defer { if isLarge { largeReaders.signal() } }
    do throws(Refusal) {
      let read = try Articles.feed(in: document.bytes, context: context)
      result.status = .updated
      delivery.articles = read.articles
      delivery.report = FeedReport(of: read, health: health)
      result.error = delivery.report?.health.failure
    } catch {
      let failure = FetchFailure(error.sentence)
      result.fail(feed.health.failed(failure, at: now), into: &delivery)
    }
  }

  // MARK: - Storing

  private func finish(_ index: Int, _ result: Result, _ delivery: Delivery) {
    state.withLock { state in
      state.results[index] = result
      state.progress.done += 1
      state.progress.bytes += result.bytes
      if result.status == .failed || result.status == .gone { state.progress.failed += 1 }
      guard result.status != .stopped else { return }
      state.pending.append((index, delivery))
      state.pendingArticles += delivery.articles.count
    }
    store(atLeast: batch)
  }

  /// Stores what is waiting when it is at least so much.
  private func store(atLeast count: Int) {
    let waiting = state.withLock { state -> [(index: Int, delivery: Delivery)] in
      guard state.pendingArticles >= count || state.pending.count >= 4 * batch else { return [] }
      defer {
        state.pending = []
        state.pendingArticles = 0
      }
      return state.pending
    }
    guard !waiting.isEmpty else { return }
    for group in inBatches(waiting) { store(group) }
  }

  /// What stands in the last piece of a feed is its report, so that nothing before it can be missed.
  private func inBatches(
    _ waiting: [(index: Int, delivery: Delivery)]
  ) -> [[(index: Int, delivery: Delivery)]] {
    var batches: [[(index: Int, delivery: Delivery)]] = [[]]
    var size = 0
    for (index, delivery) in waiting {
      var rest = delivery.articles[...]
      repeat {
        let piece = rest.prefix(max(1, batch - size))
        rest = rest.dropFirst(piece.count)
        let report = rest.isEmpty ? delivery.report : nil
        batches[batches.count - 1].append(
          (index, Delivery(Array(piece), feed: delivery.feed, report: report)))
        size += piece.count
        if size >= batch {
          batches.append([])
          size = 0
        }
      } while !rest.isEmpty
    }
    return batches.filter { !$0.isEmpty }
  }

  private func store(_ pieces: [(index: Int, delivery: Delivery)]) {
    let unstored = state.withLock(\.unstored)
    let deliveries = pieces.map { index, delivery in
      unstored.contains(index) ? Delivery(delivery.articles, feed: delivery.feed) : delivery
    }
    do {
      let addition = try archive.add(deliveries, at: Clock.seconds)
      state.withLock { state in
        var items = addition.items[...]
        for (index, delivery) in pieces {
          let own = items.prefix(delivery.articles.count)
          items = items.dropFirst(own.count)
          let new = own.count { $0.change == .new }
          let changed = own.count { $0.change == .changed }
          state.results[index]?.new += new
          state.results[index]?.changed += changed
          state.progress.new += new
          state.progress.changed += changed
        }
      }
    } catch {
      state.withLock { state in
        state.unstored.formUnion(pieces.map(\.index))
        for (index, _) in pieces where state.results[index]?.status != .failed {
          state.results[index]?.status = .failed
          state.results[index]?.error = "was not stored: \(error)"
          state.progress.failed += 1
        }
      }
    }
  }
}

extension Refresh.Result {
  fileprivate mutating func fail(_ health: FeedHealth, into delivery: inout Delivery) {
    status = health.isGone ? .gone : .failed
    error = health.failure
    nextTry = health.retryAt.map { Clock.utc($0).iso8601 }
    delivery.report = FeedReport(health: health)
  }
}

extension FeedReport {
  /// Of a feed that was read.
  init(of feed: Feed, health: FeedHealth) {
    var health = health
    if feed.isCutOff {
      // So that the next answer is a whole one; when it is the same once more, there is no rest.
      (health.etag, health.lastModified) = (nil, nil)
      health.failure = "it breaks off before its end; what came was kept"
    }
    self.init(
      health: health, title: feed.title.isEmpty ? nil : feed.title, site: feed.site,
      language: feed.language)
  }
}

extension FeedHealth {
  func succeeded(at time: Int64, with document: FetchedDocument) -> FeedHealth {
    var health = succeeded(at: time)
    health.etag = document.etag
    health.lastModified = document.lastModified
    health.content = contentNumber(of: document.bytes)
    return health
  }

  func succeeded(at time: Int64) -> FeedHealth {
    var health = self
    health.checkedAt = time
    health.succeededAt = time
    health.retryAt = nil
    health.failures = 0
    health.failure = nil
    health.isGone = false
    return health
  }

  /// Each failure in a row doubles the wait, from two minutes to a day; a little chance keeps many feeds
  /// from coming back in the same second. What the server asks for goes before, up to a week.
  func failed(_ failure: FetchFailure, at time: Int64) -> FeedHealth {
    var health = self
    health.checkedAt = time
    health.failures += 1
    health.failure = failure.description
    health.isGone = failure.kind == .gone
    let first: Double = failure.kind == .missing ? 3_600 : 120
    let wait = min(86_400, first * Double(1 << min(health.failures - 1, 12)))
    let chance = Double.random(in: 0.8...1.2)
    let asked = Int64(min(failure.retryAfter ?? 0, 7 * 86_400))
    health.retryAt = time + max(Int64(wait * chance), asked)
    return health
  }
}
