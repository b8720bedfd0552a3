import Archive
import ArgumentParser
import Articles
import Foundation
import Synchronization

/// `khabar import`
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take saved pages, feeds, JSON Lines and folders of them into the archive.",
    discussion:
      "What was already there is not taken twice; what changed is updated. Lists of feeds (OPML) become subscriptions."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Files and folders.", completion: .file())
  var paths: [String]

  @Flag(help: "One JSON document.")
  var json = false

  func run() throws {
    let archive = try common.open()
    var intake = Intake(archive: archive, showsProgress: isatty(STDERR_FILENO) == 1 && !json)
    intake.take(paths)
    if json {
      try JSON.print(intake.summary)
    } else {
      intake.summary.complain()
      try emit(intake.summary.sentence + "\n")
    }
    if !intake.summary.refused.isEmpty { throw ExitCode(intake.exitCode) }
  }
}

/// Reads files into the archive, many articles a transaction, and remembers what was refused and why.
struct Intake {
  struct Summary: Encodable {
    struct Refusal: Encodable { var path: String, reason: String }

    var new = 0
    var changed = 0
    var unchanged = 0
    var refused: [Refusal] = []
    /// Feeds subscribed to, of lists in OPML.
    var subscribed: Int?
    /// The feeds among the files.
    var feeds: [FeedFile]?

    struct FeedFile: Encodable {
      var path: String
      var format: String
      var title: String
      var site: String?
      var url: String?
      var id: String?
      var author: String?
      var summary: String?
      var language: String?
      var date: String?
      var articles: Int
    }

    /// Lines of one file that are told one by one; a file of rubbish may hold a million.
    private static let toldPerFile = 10

    /// Tells what was refused and why on standard error.
    func complain() {
      for (path, refusals) in Dictionary(grouping: refused, by: \.path).sorted(by: {
        $0.key < $1.key
      }) {
        for refusal in refusals.prefix(Self.toldPerFile) {
          khabar.complain("\(path): \(refusal.reason)")
        }
        let untold = refusals.count - Self.toldPerFile
        if untold > 0 { khabar.complain("\(path): and \(untold) more like these") }
      }
    }

    var sentence: String {
      "\(new) new, \(changed) changed, \(unchanged) unchanged, \(refused.count) refused"
        + (subscribed.map { ", \($0) feeds subscribed to" } ?? "")
    }
  }

  private(set) var summary = Summary()
  private let archive: Archive
  private let showsProgress: Bool
  private var pending: [Delivery] = []
  private var pendingArticles = 0
  private var pendingBytes = 0
  /// The batches before the pending one, the first that was read at the front.
  private var storing: [Storing] = []
  private let storingQueue = DispatchQueue(label: "import", qos: .userInitiated)
  private var lastProgress = Date.distantPast
  /// Paths that do not exist.
  private var missing = 0

  /// A transaction holds at most this much, so that another reader's marks never wait long.
  private static let batchArticles = 500
  private static let batchBytes = 4 << 20
  /// So many batches may wait to be stored; then reading waits.
  private static let batchesAhead = 3
  /// A page or a feed is not larger than this; JSON Lines may be.
  private static let largestFile = 64 << 20

  init(archive: Archive, showsProgress: Bool) {
    self.archive = archive
    self.showsProgress = showsProgress
  }

  /// 1 when something was refused; 66 when nothing that was named exists.
  var exitCode: Int32 {
    missing == summary.refused.count && summary.new + summary.changed + summary.unchanged == 0
      ? Failure.Code.noInput.rawValue : Failure.Code.refused.rawValue
  }

  mutating func take(_ paths: [String]) {
    for path in paths { take(path, named: true) }
    flush()
    while !storing.isEmpty { finishStoring() }
    endProgress()
  }

  // MARK: Files

  /// A path is `named` when the person wrote it.
  private mutating func take(_ path: String, named: Bool) {
    var information = stat()
    guard stat(path, &information) == 0 else {
      if errno == ENOENT { missing += 1 }
      return refuse(path, Self.reason(errno))
    }
    switch information.st_mode & S_IFMT {
    case S_IFDIR: takeFolder(path)
    case S_IFREG: takeFile(path, information)
    case S_IFIFO: refuse(path, "is a pipe, not a file; save its content first")
    default: refuse(path, "is a device or socket, not a file")
    }
  }

  private mutating func takeFolder(_ path: String) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      return refuse(
        path, access(path, R_OK) == 0 ? "the folder could not be read" : Self.reason(errno))
    }
    let visible = names.filter { !$0.hasPrefix(".") }.sorted()
    guard !visible.isEmpty else { return refuse(path, "the folder holds no pages") }
    for name in visible {
      let inner = path.hasSuffix("/") ? path + name : path + "/" + name
      // A link to a folder may lead round in a circle; what it leads to can be named itself.
      var information = stat()
      if lstat(inner, &information) == 0, information.st_mode & S_IFMT == S_IFLNK,
        stat(inner, &information) == 0, information.st_mode & S_IFMT == S_IFDIR
      {
        continue
      }
      take(inner, named: false)
    }
  }

  private mutating func takeFile(_ path: String, _ information: stat) {
    guard information.st_size > 0 else { return refuse(path, "the file is empty") }
    let modified = Clock.civil(information.st_mtim.tv_sec)
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      let head = try handle.read(upToCount: 1 << 16) ?? Data()
      switch try fileFormat(of: head, named: path) {
      case .jsonLines: return try takeLines(handle, head: head, path: path, modified: modified)
      case .feedList: return try takeFeedList(path)
      default: break
      }
      guard information.st_size <= Self.largestFile else {
        return refuse(path, "is larger than 64 MB; that is neither a page nor a feed")
      }
      let rest = try handle.readToEnd() ?? Data()
      take(articles(in: Array(head + rest), named: path, modified: modified), path: path)
    } catch let refusal as Refusal {
      refuse(path, refusal)
    } catch {
      refuse(path, Self.reason(access(path, R_OK) == 0 ? EIO : errno))
    }
  }

  /// Subscribes to the feeds of an OPML file.
  private mutating func takeFeedList(_ path: String) throws {
    var intake = SubscriptionIntake(archive: archive)
    try intake.take(path)
    for refusal in intake.summary.refused { refuse(path, refusal.reason) }
    summary.subscribed = (summary.subscribed ?? 0) + intake.summary.new
  }

  private mutating func takeLines(
    _ handle: FileHandle, head: Data, path: String, modified: ArticleDate
  ) throws {
    var lines = LineSplitter(longest: JSONLines.longestLine)
    var number = 0
    var chunk: Data? = head
    while let bytes = chunk, !bytes.isEmpty {
      for line in lines.add(bytes) {
        number += 1
        takeLine(line, number: number, path: path, modified: modified)
      }
      chunk = try handle.read(upToCount: 1 << 20)
    }
    for line in lines.end() {
      number += 1
      takeLine(line, number: number, path: path, modified: modified)
    }
  }

  private mutating func takeLine(
    _ line: LineSplitter.Line, number: Int, path: String, modified: ArticleDate
  ) {
    guard case .whole(let bytes) = line else {
      return refuse(path, "line \(number) is longer than 16 MB")
    }
    guard bytes.contains(where: { $0 > 0x20 }) else { return }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = number == 1 && bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
    switch JSONLines.article(jsonLine: text, number: number, modified: modified) {
    case .success(var article):
      article.origin = path + "#" + String(number)
      add([article], bytes: bytes.count)
    case .failure(let refusal): refuse(path, refusal)
    }
  }

  private mutating func take(_ reading: Reading, path: String) {
    for refusal in reading.refusals { refuse(path, refusal) }
    if let feed = reading.feed {
      let file = Summary.FeedFile(
        path: path, format: feed.format.rawValue, title: feed.title, site: feed.site,
        url: feed.address.map(withoutCredentials), id: feed.externalID, author: feed.author,
        summary: feed.summary, language: feed.language, date: feed.date?.iso8601,
        articles: reading.articles.count)
      summary.feeds = (summary.feeds ?? []) + [file]
    }
    do {
      let feed = try reading.feed.map { try feedNumber(of: $0, in: path) }
      // Of a long feed no transaction takes more than of anything else.
      for start in stride(from: 0, to: reading.articles.count, by: Self.batchArticles) {
        let articles = reading.articles[
          start..<min(start + Self.batchArticles, reading.articles.count)]
        add(Array(articles), feed: feed, bytes: articles.reduce(0) { $0 + $1.size })
      }
    } catch {
      refuse(path, "was not stored: \(error)")
    }
  }

  /// A feed is known by where it says that it lives and, when it does not, by its file.
  private func feedNumber(of feed: Feed, in path: String) throws -> Int64 {
    let file = URL(fileURLWithPath: path).standardized.absoluteString
    return try archive.feedNumber(of: feed.address ?? file, at: Clock.seconds)
  }

  private mutating func refuse(_ path: String, _ reason: String) {
    summary.refused.append(Summary.Refusal(path: path, reason: reason))
  }

  private mutating func refuse(_ path: String, _ refusal: Refusal) {
    switch refusal.place {
    case nil: refuse(path, refusal.sentence)
    case .line(let number): refuse(path, "line \(number): \(refusal.sentence)")
    case .article(let number): refuse(path, "article \(number): \(refusal.sentence)")
    }
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file"
    case EACCES: "may not be read by you; change its permissions"
    case ELOOP: "is a symbolic link that leads round in a circle"
    default: String(cString: strerror(code))
    }
  }

  // MARK: Archive

  private mutating func add(_ articles: [Article], feed: Int64? = nil, bytes: Int) {
    pending.append(Delivery(articles, feed: feed))
    pendingArticles += articles.count
    pendingBytes += bytes
    if pendingArticles >= Self.batchArticles || pendingBytes >= Self.batchBytes { flush() }
  }

  /// Has the pending batch stored while the next ones are read.
  private mutating func flush() {
    guard !pending.isEmpty else { return }
    while storing.count >= Self.batchesAhead { finishStoring() }
    storing.append(Storing(pending, in: archive, on: storingQueue))
    pending.removeAll()
    pendingArticles = 0
    pendingBytes = 0
  }

  private mutating func finishStoring() {
    let storing = storing.removeFirst()
    switch storing.outcome() {
    case .success(let addition):
      summary.new += addition.count(.new)
      summary.changed += addition.count(.changed)
      summary.unchanged += addition.count(.unchanged)
    case .failure(let error):
      // Nothing of the batch is in the archive; each file it came from is told once.
      var told: Set<String> = []
      for article in storing.batch.flatMap(\.articles) {
        let origin = article.origin ?? ""
        let path = origin.split(separator: "#").first.map(String.init) ?? origin
        if told.insert(path).inserted { refuse(path, "was not stored: \(error)") }
      }
    }
    progress()
  }

  private mutating func progress() {
    guard showsProgress, Date().timeIntervalSince(lastProgress) > 0.1 else { return }
    lastProgress = Date()
    mutter("\r\(summary.new + summary.changed + summary.unchanged)\u{1B}[K")
  }

  private func endProgress() {
    if showsProgress, lastProgress != .distantPast { mutter("\r\u{1B}[K") }
  }
}

/// A batch on its way into the archive.
private final class Storing: Sendable {
  let batch: [Delivery]
  private let result = Mutex<Result<Addition, any Error>>(.failure(CancellationError()))
  private let isDone = DispatchSemaphore(value: 0)

  /// `queue` stores one batch after the other.
  init(_ batch: [Delivery], in archive: Archive, on queue: DispatchQueue) {
    self.batch = batch
    queue.async { [self] in
      let stored = Result { try archive.add(batch, at: Clock.seconds) }
      result.withLock { $0 = stored }
      isDone.signal()
    }
  }

  /// Waits until it is stored; to be asked once.
  func outcome() -> Result<Addition, any Error> {
    isDone.wait()
    return result.withLock { $0 }
  }
}

extension Article {
  /// About how many bytes it takes.
  fileprivate var size: Int { blocks.reduce(200) { $0 + $1.text.utf8.count } }
}

/// Cuts a stream of bytes into lines, holding no more than one of them.
struct LineSplitter {
  enum Line {
    case whole([UInt8])
    /// The line was longer than allowed; its bytes are gone.
    case tooLong
  }

  private let longest: Int
  private var unfinished: [UInt8] = []
  private var isTooLong = false

  init(longest: Int) { self.longest = longest }

  mutating func add(_ bytes: Data) -> [Line] {
    bytes.withUnsafeBytes { bytes in
      var lines: [Line] = []
      var start = 0
      while let feed = bytes[start...].firstIndex(of: 0x0A) {
        take(bytes[start..<feed])
        lines.append(finish())
        start = feed + 1
      }
      take(bytes[start...])
      return lines
    }
  }

  private mutating func take(_ piece: Slice<UnsafeRawBufferPointer>) {
    guard !isTooLong else { return }
    unfinished += piece
    if unfinished.count > longest {
      isTooLong = true
      unfinished = []
    }
  }

  /// The line after the last line feed, if there is one.
  mutating func end() -> [Line] { unfinished.isEmpty && !isTooLong ? [] : [finish()] }

  private mutating func finish() -> Line {
    defer {
      unfinished = []
      isTooLong = false
    }
    return isTooLong ? .tooLong : .whole(unfinished)
  }
}
