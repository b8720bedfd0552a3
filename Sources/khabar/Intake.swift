import Archive
import Articles
import Foundation

/// Reads files into the archive, many articles a transaction, and remembers what was refused and why.
///
/// Three things go on at once, each in the order of the files: the next files are read, the batch that is
/// full is prepared, and the one before it is added.
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
  /// The files that are being read, the first one at the front.
  private var reading: [FileInReading] = []
  /// The batches before the pending one, the first that was read at the front.
  private var storing: [BatchInStoring] = []
  private let readingQueue = DispatchQueue(
    label: "reading", qos: .userInitiated, attributes: .concurrent)
  private let preparingQueue = DispatchQueue(label: "preparing", qos: .userInitiated)
  private let addingQueue = DispatchQueue(label: "adding", qos: .userInitiated)
  private var lastProgress = Date.distantPast
  /// Paths that do not exist.
  private var missing = 0

  /// A transaction holds at most this much, so that another reader's marks never wait long.
  private static let batchArticles = 1_000
  private static let batchBytes = 4 << 20
  /// So many batches may wait to be stored; then reading waits.
  private static let batchesAhead = 2
  /// So many files are read at once, and so many bytes of them unless one alone has more.
  private static let filesAhead = 16
  private static let bytesAhead = 5 << 20
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
    while !reading.isEmpty { finishReading() }
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

  /// Has a file read while those before it are taken.
  private mutating func takeFile(_ path: String, _ information: stat) {
    let size = Int(information.st_size)
    guard size > 0 else { return refuse(path, "the file is empty") }
    while !reading.isEmpty,
      reading.count >= Self.filesAhead
        || reading.reduce(size, { $0 + $1.size }) > Self.bytesAhead
    {
      finishReading()
    }
    let modified = Clock.civil(information.st_mtim.tv_sec)
    let content = Future(on: readingQueue) { Self.content(of: path, size: size, modified) }
    reading.append(FileInReading(path: path, size: size, modified: modified, content: content))
  }

  private mutating func finishReading() {
    let file = reading.removeFirst()
    do {
      switch file.content.value {
      case .reading(let reading): take(reading, path: file.path)
      case .lines: try takeLines(of: file)
      case .feedList: try takeFeedList(file.path)
      case .refused(let reason): refuse(file.path, reason)
      }
    } catch let refusal as Refusal {
      refuse(file.path, refusal)
    } catch {
      refuse(file.path, Self.reasonOfFailedReading(file.path))
    }
  }

  private static func content(of path: String, size: Int, _ modified: ArticleDate) -> FileContent {
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      let head = try handle.read(upToCount: 1 << 16) ?? Data()
      switch try fileFormat(of: head, named: path) {
      case .jsonLines: return .lines
      case .feedList: return .feedList
      default: break
      }
      guard size <= largestFile else {
        return .refused("is larger than 64 MB; that is neither a page nor a feed")
      }
      let rest = try handle.readToEnd() ?? Data()
      return .reading(articles(in: Array(head + rest), named: path, modified: modified))
    } catch let refusal as Refusal {
      return .reading(Reading(refusals: [refusal]))
    } catch {
      return .refused(reasonOfFailedReading(path))
    }
  }

  /// Subscribes to the feeds of an OPML file.
  private mutating func takeFeedList(_ path: String) throws {
    var intake = SubscriptionIntake(archive: archive)
    try intake.take(path)
    for refusal in intake.summary.refused { refuse(path, refusal.reason) }
    summary.subscribed = (summary.subscribed ?? 0) + intake.summary.new
  }

  /// JSON Lines may be longer than the memory: a piece is read when the one before has been taken.
  private mutating func takeLines(of file: FileInReading) throws {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file.path))
    defer { try? handle.close() }
    var lines = LineSplitter(longest: JSONLines.longestLine)
    var number = 0
    while let bytes = try handle.read(upToCount: 1 << 20), !bytes.isEmpty {
      for line in lines.add(bytes) {
        number += 1
        takeLine(line, number: number, path: file.path, modified: file.modified)
      }
    }
    for line in lines.end() {
      number += 1
      takeLine(line, number: number, path: file.path, modified: file.modified)
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

  private static func reasonOfFailedReading(_ path: String) -> String {
    reason(access(path, R_OK) == 0 ? EIO : errno)
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
    let (archive, batch) = (archive, pending)
    let prepared = Future(on: preparingQueue) { Result { try archive.prepare(batch) } }
    let addition = Future(on: addingQueue) {
      Result { try archive.add(prepared.value.get(), at: Clock.seconds) }
    }
    storing.append(BatchInStoring(batch: batch, prepared: prepared, addition: addition))
    pending.removeAll()
    pendingArticles = 0
    pendingBytes = 0
  }

  private mutating func finishStoring() {
    let storing = storing.removeFirst()
    switch storing.addition.value {
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

/// What a file turned out to be.
private enum FileContent: Sendable {
  case reading(Reading)
  /// JSON Lines, which are read piece by piece.
  case lines
  case feedList
  case refused(String)
}

private struct FileInReading {
  var path: String
  var size: Int
  var modified: ArticleDate
  var content: Future<FileContent>
}

private struct BatchInStoring {
  var batch: [Delivery]
  /// Held so that it is not taken apart where the next batch waits to be added.
  var prepared: Future<Result<PreparedBatch, any Error>>
  var addition: Future<Result<Addition, any Error>>
}

extension Article {
  /// About how many bytes it takes.
  fileprivate var size: Int { blocks.reduce(200) { $0 + $1.text.utf8.count } }
}
