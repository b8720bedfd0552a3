import Archive
import ArgumentParser
import Articles
import Fetching
import Foundation
import Synchronization

/// `khabar refresh`
struct RefreshFeeds: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh",
    abstract: "Fetch the feeds and take in what is new.",
    discussion: """
      A feed that failed is left alone until its next try, which `khabar feeds list` tells; --force does not \
      wait. The exit code is 0 when every feed was fetched, 1 when some failed, 69 when all did.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "Only these feeds: their numbers, names or addresses.")
  var feeds: [String] = []

  @Option(help: "Feeds that are fetched at once.")
  var jobs = 64

  @Flag(help: "Ask also feeds whose next try is yet to come.")
  var force = false

  @Flag(help: "One JSON document.")
  var json = false

  @Flag(help: "Say nothing, for timers; the exit code tells.")
  var quiet = false

  func validate() throws {
    guard (1...512).contains(jobs) else {
      throw ValidationError("--jobs is a number from 1 to 512.")
    }
  }

  func run() throws {
    let archive = try common.open()
    let chosen = try self.chosen(archive)
    let now = Clock.seconds
    let due = chosen.filter { force || !feeds.isEmpty || Refresh.isDue($0, at: now) }
    var limits = FetchLimits()
    limits.jobs = jobs
    let bar = ProgressBar(isShown: isatty(STDERR_FILENO) == 1 && !json && !quiet)
    let refresh = Refresh(archive: archive, limits: limits)
    let results = refresh.run(due) { bar.show($0) }
    bar.end()
    let retention = common.interface.configuration.retention
    let removed = try retention.map { kept in
      try guarded { try archive.apply(kept, at: Clock.seconds) }
    }
    let summary = Summary(
      results, refresh.progress, waiting: chosen.count - due.count, removed: removed ?? 0)
    if json {
      try JSON.print(summary)
    } else if !quiet {
      try summary.tell(hasFeeds: !chosen.isEmpty)
    }
    if summary.failed > 0 {
      throw ExitCode(
        summary.failed == results.count
          ? Failure.Code.unavailable.rawValue : Failure.Code.refused.rawValue)
    }
  }

  private func chosen(_ archive: Archive) throws -> [Subscription] {
    let all = try guarded { try archive.subscriptions() }
    return feeds.isEmpty ? all : try feeds.map { try all.named($0) }
  }

  private struct Summary: Encodable {
    var feeds: [Refresh.Result]
    var total: Int
    var new: Int
    var changed: Int
    var failed: Int
    /// Feeds that were not asked: gone, or to be tried later.
    var waiting: Int
    var bytes: Int
    /// Articles that were older than `keep-days` allows.
    var removed: Int

    init(
      _ results: [Refresh.Result], _ progress: Refresh.Progress, waiting: Int, removed: Int
    ) {
      self.removed = removed
      feeds = results
      total = results.count
      new = progress.new
      changed = progress.changed
      failed = progress.failed
      self.waiting = waiting
      bytes = progress.bytes
    }

    func tell(hasFeeds: Bool) throws {
      guard hasFeeds else {
        return complain("there are no feeds yet; add one with `khabar feeds add ADDRESS`")
      }
      for feed in feeds where feed.new + feed.changed > 0 {
        try emit("\(feed.name): \(feed.new) new, \(feed.changed) changed\n")
      }
      for feed in feeds {
        guard let error = feed.error else { continue }
        let next = feed.nextTry.map { "; next try \($0)" } ?? ""
        complain("\(feed.name): \(error)\(feed.status == .gone ? "" : next)")
      }
      if removed > 0 { try emit("\(removed) old articles removed, as keep-days says\n") }
      let later = waiting > 0 ? ", \(waiting) left for later" : ""
      try emit("\(total) feeds: \(new) new, \(changed) changed, \(failed) failed\(later)\n")
    }
  }
}

/// `khabar complete`
struct CompleteArticle: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete",
    abstract: "Fetch the web page of an article and take its whole text.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The article's number, as `khabar list` shows it.")
  var id: Int64

  @Flag(help: "One JSON document.")
  var json = false

  func run() throws {
    let archive = try common.open()
    let stored = try ArticlePages.complete(archive.article(numbered: id), in: archive)
    if json { return try JSON.print(JSON.Whole(article: stored, computed: [])) }
    try emit(stored.plainText)
  }
}

/// A line on standard error that tells how far a refresh is.
final class ProgressBar: Sendable {
  private let isShown: Bool
  private let last = Mutex(Date.distantPast)

  init(isShown: Bool) { self.isShown = isShown }

  func show(_ progress: Refresh.Progress) {
    guard isShown else { return }
    let isTime = last.withLock { last in
      guard Date().timeIntervalSince(last) > 0.1 else { return false }
      last = Date()
      return true
    }
    guard isTime else { return }
    let width = 24
    let full = progress.total == 0 ? width : progress.done * width / progress.total
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
    let size = String(format: "%.1f MB", Double(progress.bytes) / 1_000_000)
    mutter(
      "\r\(bar) \(progress.done)/\(progress.total) · \(progress.new) new · "
        + "\(progress.failed) failed · \(size)\u{1B}[K")
  }

  func end() {
    if isShown { mutter("\r\u{1B}[K") }
  }
}

extension Clock {
  static func utc(_ seconds: Int64) -> ArticleDate {
    var date = ArticleDate(daysSinceEpoch: Int(seconds / 86_400))
    let second = Int(seconds % 86_400)
    (date.hour, date.minute, date.second) = (second / 3_600, second / 60 % 60, second % 60)
    date.precision = .second
    date.offset = 0
    return date
  }
}

extension [Subscription] {
  /// The feed of that number, address or name.
  func named(_ text: String) throws -> Subscription {
    if let id = Int64(text), let feed = first(where: { $0.id == id }) { return feed }
    if let feed = first(where: { $0.address == text || $0.shownAddress == text }) { return feed }
    let named = filter { $0.shownName == text || $0.title == text }
    guard let feed = named.first else {
      throw Failure(.noInput, "no feed is called \(text); `khabar feeds list` shows them")
    }
    guard named.count == 1 else {
      throw Failure(.usage, "\(named.count) feeds are called \(text); name one by its number")
    }
    return feed
  }
}
