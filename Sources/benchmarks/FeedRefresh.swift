import Foundation

/// Fetching feeds from many hosts that take their time, and what a great number of items costs; newsboat,
/// if it is there, on the same hosts and feeds.
struct FeedRefresh {
  struct Figures {
    var seconds = Double.nan
    /// On all processors together.
    var computed = Double.nan
    /// In bytes, at most.
    var memory = Double.nan
    var requests = 0
    var unchanged = 0
    var most = 0
  }

  private static let hosts = 250
  private static let latency = 0.1

  private let program: String
  private let folder: String
  private let newsboat = "/usr/bin/newsboat"

  private var environment: [String: String] {
    [
      "HOME": folder, "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin",
      "KHABAR_ARCHIVE": folder + "/archive.sqlite",
    ]
  }

  init(program: String, folder: String) throws {
    self.program = program
    self.folder = folder
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  static func print(program: String, folder: String, isQuick: Bool) throws {
    var table = Table(
      "Feeds: 500 of 10 items on \(hosts) hosts, 100 ms for each answer",
      columns: ["khabar", "newsboat", "ratio"])
    var figures: [[Figures]] = []
    for isNewsboat in [false, true] {
      let bench = try FeedRefresh(program: program, folder: folder)
      let hosts = try FeedHosts(feeds(500, of: 10), hosts: hosts, latency: latency)
      defer { hosts.stop() }
      try bench.subscribe(hosts.addresses)
      figures.append(try (0..<2).map { _ in try bench.refresh(hosts, isNewsboat: isNewsboat) })
    }
    func row(_ name: String, _ value: (Figures) -> Double, of run: Int) {
      let values = figures.map { value($0[run]) }
      table.add(name, values.map { figure($0) } + [ratio(values[0], to: values[1])])
    }
    row("all new, s", \.seconds, of: 0)
    row("of that computing, s", \.computed, of: 0)
    row("memory, MB", { $0.memory * 1e-6 }, of: 0)
    row("none changed, s", \.seconds, of: 1)
    row("requests", { Double($0.requests) }, of: 1)
    row("answered by 304", { Double($0.unchanged) }, of: 1)
    row("connections at once", { Double($0.most) }, of: 1)
    row("floor: 500 answers of 64 at once, s", { _ in (500 / 64.0).rounded(.up) * latency }, of: 0)
    table.print()
    try printIntake(program: program, folder: folder, items: isQuick ? 10_000 : 100_000)
    try printKeys(program: program, folder: folder)
  }

  private static func printIntake(program: String, folder: String, items: Int) throws {
    var table = Table(
      "Feeds: \(grouped(items)) new items in 100 feeds, without latency",
      columns: ["khabar import", "khabar refresh", "newsboat", "refresh to newsboat"])
    let feeds = feeds(100, of: items / 100)
    var figures = [try FeedRefresh(program: program, folder: folder).intake(of: feeds)]
    for isNewsboat in [false, true] {
      let bench = try FeedRefresh(program: program, folder: folder)
      let hosts = try FeedHosts(feeds, hosts: 50, latency: 0)
      defer { hosts.stop() }
      try bench.subscribe(hosts.addresses)
      figures.append(try bench.refresh(hosts, isNewsboat: isNewsboat))
    }
    let speeds = figures.map { Double(items) / $0.seconds }
    let costs = figures.map { $0.computed / Double(items) * 1e6 }
    let memories = figures.map { $0.memory * 1e-6 }
    func row(_ name: String, _ values: [Double]) {
      table.add(name, values.map { figure($0) } + [ratio(values[1], to: values[2])])
    }
    row("items/s, with the index", speeds)
    row("computing for an item, µs", costs)
    row("memory, MB", memories)
    table.print()
  }

  /// A key while feeds are fetched: the time until the whole screen, which Ctrl-L asks for, is painted
  /// with what the key did.
  private static func printKeys(program: String, folder: String) throws {
    let bench = try FeedRefresh(program: program, folder: folder)
    let hosts = try FeedHosts(feeds(500, of: 10), hosts: hosts, latency: latency)
    defer { hosts.stop() }
    try bench.subscribe(hosts.addresses)
    let lines = folder + "/articles.jsonl"
    _ = try Corpus(samplePath: nil).write(5_000, to: lines)
    try ChildProcess(
      program, ["import", lines], environment: bench.environment, terminal: nil
    ).wait()
    let terminal = try PseudoTerminal(
      program, ["--lang", "en"], environment: bench.environment)
    guard terminal.wait(for: Corpus.tag(5_000)) != nil else {
      throw ChildProcess.Failure(description: "the reader did not show its first article")
    }
    terminal.settle()
    let idle = (0..<200).compactMap { terminal.repaint(after: $0 % 2 == 0 ? "j" : "k") }
    terminal.send("r")
    var busy: [Double] = []
    while hosts.tally.requests < 500, busy.count < 5_000 {
      if let seconds = terminal.repaint(after: busy.count % 2 == 0 ? "j" : "k") {
        busy.append(seconds)
      }
    }
    let memory = terminal.child.memory("VmHWM")
    terminal.settle()
    try terminal.quit()
    var table = Table(
      "Key and whole repaint while 500 feeds are fetched, ms", columns: ["idle", "busy", "ratio"])
    let (before, during) = (Timings(idle), Timings(busy))
    table.add(
      "median",
      [
        milliseconds(before.median), milliseconds(during.median),
        ratio(during.median, to: before.median),
      ])
    table.add(
      "99th percentile",
      [milliseconds(before.p99), milliseconds(during.p99), ratio(during.p99, to: before.p99)])
    table.add("keys", [grouped(idle.count), grouped(busy.count)])
    table.add("memory of the reader, MB", ["", figure(memory * 1e-6)])
    table.print()
  }

  // MARK: One run

  private func subscribe(_ addresses: [String]) throws {
    let list = addresses.map { $0 + "\n" }.joined()
    try list.write(toFile: folder + "/urls", atomically: true, encoding: .utf8)
    try "reload-threads 64\n".write(
      toFile: folder + "/config", atomically: true, encoding: .utf8)
    try ChildProcess(
      program, ["feeds", "import", folder + "/urls"], environment: environment, terminal: nil
    ).wait()
  }

  private func refresh(_ hosts: FeedHosts, isNewsboat: Bool) throws -> Figures {
    guard !isNewsboat || FileManager.default.isExecutableFile(atPath: newsboat) else {
      return Figures()
    }
    hosts.reset()
    let start = now()
    let arguments =
      isNewsboat
      ? [
        "-q", "-u", folder + "/urls", "-c", folder + "/cache.db", "-C", folder + "/config", "-x",
        "reload",
      ] : ["refresh", "--quiet"]
    let child = try ChildProcess(
      isNewsboat ? newsboat : program, arguments, environment: environment, terminal: nil)
    let (memory, computed) = try child.usage()
    let seconds = now() - start
    let tally = hosts.tally
    return Figures(
      seconds: seconds, computed: computed, memory: memory, requests: tally.requests,
      unchanged: tally.unchanged,
      most: tally.most)
  }

  /// The same feeds as files.
  private func intake(of feeds: [[UInt8]]) throws -> Figures {
    let files = folder + "/files"
    try FileManager.default.createDirectory(atPath: files, withIntermediateDirectories: true)
    for (index, feed) in feeds.enumerated() {
      try Data(feed).write(to: URL(fileURLWithPath: "\(files)/\(index).xml"))
    }
    let start = now()
    let child = try ChildProcess(
      program, ["import", files], environment: environment, terminal: nil)
    let (memory, computed) = try child.usage()
    return Figures(seconds: now() - start, computed: computed, memory: memory)
  }

  private static func feeds(_ count: Int, of items: Int) -> [[UInt8]] {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return (0..<count).map { feed in
      var text = NewsText(seed: feed)
      var document =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel>"
        + "<title>\(text.title())</title><link>https://example.org/\(feed)</link>"
        + "<description>\(text.title())</description><language>ar</language>\n"
      for item in 0..<items {
        let body = (0..<4).map { _ in "<p>\(text.paragraph(words: 30))</p>" }.joined()
        // Twelve a day, as a busy feed has.
        let day = item / 12
        let date = "\(day % 28 + 1) \(months[day / 28 % 12]) 2024 \(10 + item % 12):00:00 GMT"
        document +=
          "<item><title>\(text.title())</title><link>https://example.org/\(feed)/\(item)</link>"
          + "<guid>\(feed)-\(item)</guid><pubDate>\(date)</pubDate>"
          + "<author>\(text.author())</author><category>\(text.category())</category>"
          + "<description><![CDATA[\(body)]]></description></item>\n"
      }
      return Array((document + "</channel></rss>\n").utf8)
    }
  }
}
