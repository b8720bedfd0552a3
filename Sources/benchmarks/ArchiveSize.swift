import Foundation

/// The program on archives of different sizes: what costs more where there is more.
struct ArchiveSize {
  let articles: Int
  private(set) var articlesPerSecond = 0.0
  private(set) var importMemory = 0.0
  /// Bytes on disk for each byte of text.
  private(set) var expansion = 0.0
  /// The program's start when it has nothing to open or draw: the floor of the next.
  private(set) var bareStart: Timings
  private(set) var firstPaint: Timings
  private(set) var keys: ReaderKeys
  private(set) var memory: Double

  private static let starts = 15
  private static let rounds = 60

  init(_ articles: Int, corpus: Corpus, program: String, folder: String) throws {
    self.articles = articles
    let home = folder + "/\(articles)"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: home) }
    let environment = [
      "HOME": home, "LC_ALL": "C.UTF-8", "KHABAR_ARCHIVE": home + "/archive.sqlite",
    ]

    let lines = home + "/articles.jsonl"
    let text = try corpus.write(articles, to: lines)
    let start = now()
    let load = try ChildProcess(
      program, ["import", lines], environment: environment, terminal: nil)
    importMemory = try load.wait()
    articlesPerSecond = Double(articles) / (now() - start)
    try FileManager.default.removeItem(atPath: lines)
    expansion = Double(try Self.size(of: home)) / Double(text)

    bareStart = Timings(
      try (0..<Self.starts).map { _ in
        let terminal = try PseudoTerminal(program, ["--version"], environment: environment)
        let seconds = terminal.wait(for: "\n") ?? .nan
        try terminal.child.wait()
        return seconds
      })
    func open() throws -> (terminal: PseudoTerminal, seconds: Double) {
      let terminal = try PseudoTerminal(program, [], environment: environment)
      guard let seconds = terminal.wait(for: Corpus.tag(articles)) else {
        throw ChildProcess.Failure(description: "the reader did not show its first article")
      }
      return (terminal, seconds)
    }
    firstPaint = Timings(
      try (0..<Self.starts).map { _ in
        let (terminal, seconds) = try open()
        try terminal.quit()
        return seconds
      })
    let (terminal, _) = try open()
    terminal.settle()
    keys = ReaderKeys(terminal, rounds: Self.rounds)
    memory = terminal.child.memory("VmHWM")
    try terminal.quit()
    if articles >= 100_000 { try Self.printSearch(home + "/archive.sqlite") }
  }

  /// In a program of its own, whose memory holds nothing else.
  private static func printSearch(_ archive: String) throws {
    let search = Process()
    search.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    search.arguments = ["--search", archive]
    try search.run()
    search.waitUntilExit()
  }

  private static func size(of folder: String) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: folder).reduce(0) { sum, name in
      let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)
      return sum + (attributes[.size] as? Int ?? 0)
    }
  }

  // MARK: Report

  /// One column a size; the last one tells how the greatest compares with another.
  static func print(_ sizes: [ArchiveSize]) {
    guard let small = sizes.first, let great = sizes.last else { return }
    // A million is held against a thousand, a hundred thousand against a hundred.
    let base = sizes.last { $0.articles * 1000 <= great.articles } ?? small
    let comparison = "\(grouped(great.articles)) : \(grouped(base.articles))"
    let columns = sizes.map { grouped($0.articles) } + [comparison]
    func row(
      _ table: inout Table, _ name: String, scale: Double = 1, _ value: (ArchiveSize) -> Double
    ) {
      table.add(
        name,
        sizes.map { figure(value($0) * scale) } + [ratio(value(great), to: value(base))])
    }

    var archive = Table("Archive, by its number of articles", columns: columns)
    row(&archive, "import, articles/s") { $0.articlesPerSecond }
    row(&archive, "import, memory, MB", scale: 1e-6) { $0.importMemory }
    row(&archive, "bytes on disk / bytes of text") { $0.expansion }
    row(&archive, "bare start, ms", scale: 1e3) { $0.bareStart.median }
    row(&archive, "first paint, ms", scale: 1e3) { $0.firstPaint.median }
    row(&archive, "memory of the reader, MB", scale: 1e-6) { $0.memory }
    archive.print()

    var keys = Table("Key → repaint, ms, median (80×24)", columns: columns)
    var slowest = Table("Key → repaint, ms, 99th percentile", columns: columns)
    var bytes = Table("Key → terminal, bytes, median", columns: columns)
    for (index, kind) in ReaderKeys.kinds.enumerated() {
      row(&keys, kind.name, scale: 1e3) { $0.keys.timings[index].median }
      row(&slowest, kind.name, scale: 1e3) { $0.keys.timings[index].p99 }
      row(&bytes, kind.name) { Double($0.keys.bytes[index]) }
    }
    for table in [keys, slowest, bytes] { table.print() }
  }
}
