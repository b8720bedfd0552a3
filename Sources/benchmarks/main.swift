import Foundation

// Measures Khabar on this machine and prints what it found; `make bench` builds and runs it.
//
let usage = """
  usage: benchmarks [--million] [--articles COUNT] [--quick] [--sample FILE.jsonl] [--typesetting] [--texts FOLDER]
         benchmarks --write COUNT FILE.jsonl (made-up articles, to import)
         benchmarks --search ARCHIVE
         benchmarks [--quick] --feeds
         benchmarks --differential COUNT
         benchmarks --justification FOLDER [COLUMNS…]
         benchmarks --evaluate FOLDER (judges search and related articles by samples: `make eval`)
  """

var options = CommandLine.arguments.dropFirst()
var sizes = [100, 1_000, 100_000]
var sample: String?
var texts: String?
var isQuick = false
var measuresTypesettingOnly = false
var measuresFeedsOnly = false
while let option = options.popFirst() {
  switch option {
  case "--million": sizes.append(1_000_000)
  case "--articles": sizes = [1_000, options.popFirst().flatMap { Int($0) } ?? 300_000]
  case "--quick":
    isQuick = true
    sizes = [100, 1_000, 10_000]
  case "--typesetting": measuresTypesettingOnly = true
  case "--feeds": measuresFeedsOnly = true
  case "--texts": texts = options.popFirst()
  case "--differential":
    BidiDifferential.print(strings: options.popFirst().flatMap { Int($0) } ?? 1_000_000)
    exit(0)
  case "--write":
    do {
      let count = options.popFirst().flatMap { Int($0) } ?? 1_000
      let bytes = try Corpus(samplePath: nil).write(
        count, to: options.popFirst() ?? "articles.jsonl")
      print("\(grouped(bytes)) bytes of text")
      exit(0)
    } catch {
      print("benchmarks: \(error)")
      exit(1)
    }
  case "--search":
    do {
      try SearchFigures.print(archiveAt: options.popFirst() ?? "")
      exit(0)
    } catch {
      print("benchmarks: \(error)")
      exit(1)
    }
  case "--sample": sample = options.popFirst()
  case "--justification":
    let columns = options.dropFirst().compactMap { Int($0) }
    exit(JustificationFigures.print(path: options.first ?? ".", columns: columns))
  case "--evaluate":
    do {
      try Evaluation.run(samples: options.popFirst() ?? ".")
      exit(0)
    } catch {
      print("benchmarks: \(error)")
      exit(1)
    }
  default:
    print(usage)
    exit(64)
  }
}

do {
  var load = 0.0
  getloadavg(&load, 1)
  let processors = ProcessInfo.processInfo.activeProcessorCount
  print("\(processors) processors, load \(figure(load)) before the start; medians of several runs")
  let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("khabar").path
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("khabar-bench-\(getpid())").path
  defer { try? FileManager.default.removeItem(atPath: folder) }
  func measureFeeds() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FeedRefresh.print(program: program, folder: folder + "/feeds", isQuick: isQuick)
  }
  if measuresFeedsOnly {
    try measureFeeds()
    exit(0)
  }
  try BidiThroughput.print(folder: texts, isQuick: isQuick)
  SlowTexts.print()
  Throughput.print()
  Drawing.printLongArticle()
  if measuresTypesettingOnly { exit(0) }
  Drawing.printKeys()

  let corpus = try Corpus(samplePath: sample)
  ArchiveSize.print(
    try sizes.map { try ArchiveSize($0, corpus: corpus, program: program, folder: folder) })
  try measureFeeds()
} catch {
  print("benchmarks: \(error)")
  exit(1)
}
