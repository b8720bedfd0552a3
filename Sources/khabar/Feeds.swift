import Archive
import ArgumentParser
import Articles
import Fetching
import Foundation
import Reader
import Typesetting

/// `khabar feeds`
struct Feeds: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feeds",
    abstract: "Subscribe to feeds, and see how they are.",
    discussion: "A feed is named by its number, its name or its address.",
    subcommands: [
      ListFeeds.self, AddFeed.self, RemoveFeed.self, RenameFeed.self, CategorizeFeed.self,
      ImportFeeds.self, ExportFeeds.self,
    ],
    defaultSubcommand: ListFeeds.self)
}

/// `khabar feeds list`
struct ListFeeds: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the feeds with their health.")

  @OptionGroup var common: CommonOptions

  @Flag(help: "One JSON document.")
  var json = false

  private struct Document: Encodable { var feeds: [JSON.Feed] }

  func run() throws {
    let interface = common.interface
    let feeds = try common.open().guardedSubscriptions()
    if json { return try JSON.print(Document(feeds: feeds.map { JSON.Feed($0) })) }
    guard !feeds.isEmpty else {
      return complain("there are no feeds yet; add one with `khabar feeds add ADDRESS`")
    }
    try Output(interface).print(sentences: feeds.map { line($0, interface.strings) })
  }

  /// Number, name, category, counts, health.
  private func line(_ feed: Subscription, _ strings: Strings) -> Phrase {
    var parts = [Phrase(strings.number(Int(feed.id))), Phrase(field: feed.shownName)]
    if !feed.folder.isEmpty { parts.append(Phrase(field: feed.folder)) }
    parts.append(
      Phrase(
        strings.ofTotal(
          strings.count(feed.unread, strings.unreadArticles), strings.number(feed.total))))
    parts.append(feed.health.words(strings))
    return parts.joined(separator: " · ")
  }
}

extension FeedHealth {
  /// How the feed is: when it was fetched last or, when it fails, why and when it is tried again.
  func words(_ strings: Strings) -> Phrase {
    func moment(_ seconds: Int64) -> String {
      let date = Clock.civil(time_t(seconds))
      return [strings.shortDay(date.daysSinceEpoch), strings.time(date)].compactMap { $0 }
        .joined(separator: " ")
    }
    guard let failure else {
      return Phrase(succeededAt.map { "✓ " + moment($0) } ?? strings.neverFetched)
    }
    let next = isGone ? nil : retryAt.map { Phrase(strings.nextTry + " " + moment($0)) }
    return [Phrase("✗ ", field: failure), next].compactMap { $0 }.joined(separator: " · ")
  }
}

extension Archive {
  func guardedSubscriptions() throws -> [Subscription] { try guarded { try subscriptions() } }
}

/// `khabar feeds add`
struct AddFeed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Subscribe to a feed, and fetch it.",
    discussion: """
      The address may be that of a web page: its feeds are looked for, and of several you are asked which. \
      A file of this computer is named by its path or by file://.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "The address of a feed or of a web page.")
  var address: String

  @Option(help: "What you call it; otherwise it is called what it calls itself.")
  var name: String?

  @Option(help: "The category of its articles that name none.")
  var category: String?

  @Option(help: "Of several feeds on a page, the one with this number.")
  var pick: Int?

  @Flag(help: "Subscribe without fetching anything.")
  var noFetch = false

  @Flag(help: "One JSON document.")
  var json = false

  func run() throws {
    let archive = try common.open()
    let address = Self.completed(address)
    let found = noFetch ? (address: address, delivery: nil) : try find(address, depth: 0)
    let added = try guarded {
      try archive.subscribe(to: found.address, name: name, folder: category, at: Clock.seconds)
    }
    var new = 0
    if var delivery = found.delivery {
      delivery.feed = added.id
      new = try guarded { try archive.add([delivery], at: Clock.seconds) }.count(.new)
      if let failure = delivery.report?.health.failure {
        complain("\(withoutCredentials(found.address)): \(failure)")
      }
    }
    guard let feed = try archive.guardedSubscriptions().first(where: { $0.id == added.id }) else {
      return
    }
    if json { return try JSON.print(JSON.Feed(feed)) }
    let verb = added.isNew ? "subscribed to" : "already subscribed to"
    try emit("\(verb) \(feed.shownName) (\(feed.id)): \(new) new\n")
  }

  /// An address as a person types it: without a scheme, with `feed:`, or the path of a file.
  static func completed(_ text: String) -> String {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    for prefix in ["feed://", "rss://"] where text.lowercased().hasPrefix(prefix) {
      return "http://" + text.dropFirst(prefix.count)
    }
    if text.lowercased().hasPrefix("feed:http") { return String(text.dropFirst(5)) }
    if text.contains("://") { return text }
    let path = Paths.expandingTilde(text)
    if FileManager.default.fileExists(atPath: path) {
      return URL(fileURLWithPath: path).standardized.absoluteString
    }
    return "https://" + text
  }

  /// The feed at the address, or the one that its page names.
  private func find(_ address: String, depth: Int) throws -> (address: String, delivery: Delivery?)
  {
    let answer = Fetcher().fetch(FetchRequest(address, allowsFile: true))
    guard case .document(let document) = answer.outcome else {
      let reason = if case .failed(let failure) = answer.outcome { failure.description } else { "" }
      throw Failure(.unavailable, "\(withoutCredentials(address)): \(reason)")
    }
    let context = DocumentContext(
      address: document.address, contentType: document.contentType, now: Clock.today)
    do throws(Refusal) {
      let feed = try Articles.feed(in: document.bytes, context: context)
      let health = FeedHealth().succeeded(at: Clock.seconds, with: document)
      let report = FeedReport(of: feed, health: health)
      return (answer.movedTo ?? address, Delivery(feed.articles, report: report))
    } catch {
      let offered = depth == 0 ? WebPage.feeds(in: document.bytes, context: context) : []
      guard !offered.isEmpty else {
        throw Failure(
          .badInput, "\(withoutCredentials(address)): \(error.sentence), and names no feed")
      }
      return try find(choose(among: offered).address, depth: 1)
    }
  }

  private func choose(among feeds: [ListedFeed]) throws -> ListedFeed {
    if feeds.count == 1 { return feeds[0] }
    if let pick {
      guard feeds.indices.contains(pick - 1) else {
        throw Failure(.usage, "the page has \(feeds.count) feeds; --pick is a number from 1 on")
      }
      return feeds[pick - 1]
    }
    for (index, feed) in feeds.enumerated() {
      let title = feed.title.map { "  \($0)" } ?? ""
      complain("\(index + 1)  \(feed.address)\(title)")
    }
    guard isatty(STDIN_FILENO) == 1 else {
      throw Failure(.usage, "the page has \(feeds.count) feeds; choose one with --pick NUMBER")
    }
    mutter("1-\(feeds.count)? ")
    guard let number = readLine().flatMap({ Int($0) }), feeds.indices.contains(number - 1) else {
      throw Failure(.usage, "nothing was chosen, and nothing added")
    }
    return feeds[number - 1]
  }
}

/// `khabar feeds remove`
struct RemoveFeed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "End subscriptions; the articles stay.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The feeds.")
  var feeds: [String]

  func run() throws {
    let archive = try common.open()
    let all = try archive.guardedSubscriptions()
    for feed in try feeds.map({ try all.named($0) }) {
      _ = try guarded { try archive.unsubscribe(feed.id) }
      try emit("no longer subscribed to \(feed.shownName)\n")
    }
  }
}

/// `khabar feeds rename`
struct RenameFeed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give a feed another name; without one it is called what it calls itself.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The feed.")
  var feed: String

  @Argument(help: "Its name.")
  var name: String?

  func run() throws {
    let archive = try common.open()
    let feed = try archive.guardedSubscriptions().named(feed)
    try guarded { try archive.rename(feed.id, to: name) }
  }
}

/// `khabar feeds category`
struct CategorizeFeed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "category",
    abstract: "Choose the category of a feed's articles that name none.",
    discussion: "It holds for articles that come from now on.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The feed.")
  var feed: String

  @Argument(help: "The category; empty for none.")
  var category: String

  func run() throws {
    let archive = try common.open()
    let feed = try archive.guardedSubscriptions().named(feed)
    try guarded { try archive.setFolder(category, of: feed.id) }
  }
}

/// `khabar feeds import`
struct ImportFeeds: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Subscribe to the feeds of OPML files and of newsboat.",
    discussion: """
      Folders become categories. newsboat's `urls` is taken with its tags, and its `cache.db` with the \
      articles and what was read of them.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "OPML files, newsboat's urls and cache.db.", completion: .file())
  var paths: [String]

  @Flag(help: "One JSON document.")
  var json = false

  func run() throws {
    let archive = try common.open()
    var intake = SubscriptionIntake(archive: archive)
    for path in paths { try intake.take(path) }
    if json {
      try JSON.print(intake.summary)
    } else {
      for refusal in intake.summary.refused { complain("\(refusal.path): \(refusal.reason)") }
      try emit(intake.summary.sentence + "\n")
    }
    if !intake.summary.refused.isEmpty { throw ExitCode(Failure.Code.refused.rawValue) }
  }
}

/// `khabar feeds export`
struct ExportFeeds: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the feeds as OPML, to a file or to standard output.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The file; nothing is overwritten.", completion: .file())
  var path: String?

  @Flag(help: "Leave names and passwords in the addresses.")
  var withPasswords = false

  func run() throws {
    let feeds = try common.open().guardedSubscriptions().map {
      ListedFeed(
        address: withPasswords ? $0.address : $0.shownAddress, title: $0.shownName, site: $0.site,
        folder: $0.folder)
    }
    let document = OPML.document(of: feeds, title: "Khabar")
    guard let path else { return try emit(document) }
    let url = URL(fileURLWithPath: Paths.expandingTilde(path))
    do {
      try Data(document.utf8).write(to: url, options: .withoutOverwriting)
    } catch {
      let exists = FileManager.default.fileExists(atPath: url.path)
      throw Failure(
        .disk, exists ? "\(path) exists already; name another file" : "\(path) could not be written"
      )
    }
  }
}

extension JSON {
  /// A feed with its health; times are in UTC.
  struct Feed: Encodable {
    var id: Int64
    var title: String
    var name: String?
    var url: String
    var site: String?
    var category: String
    var language: String?
    var total: Int
    var unread: Int
    var lastChecked: String?
    var lastSuccess: String?
    var nextTry: String?
    var error: String?
    var failures: Int
    var gone: Bool

    init(_ feed: Subscription) {
      id = feed.id
      title = feed.title
      name = feed.name
      url = feed.shownAddress
      site = feed.site
      category = feed.folder
      language = feed.language
      total = feed.total
      unread = feed.unread
      lastChecked = feed.health.checkedAt.map { Clock.utc($0).iso8601 }
      lastSuccess = feed.health.succeededAt.map { Clock.utc($0).iso8601 }
      nextTry = feed.health.isGone ? nil : feed.health.retryAt.map { Clock.utc($0).iso8601 }
      error = feed.health.failure
      failures = feed.health.failures
      gone = feed.health.isGone
    }
  }
}
