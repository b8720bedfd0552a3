import Archive
import Articles
import Foundation

/// What search and related articles cost on one archive.
struct SearchFigures {
  /// Of a search after each letter of a query.
  let typing: Timings
  /// The same without what other programs take.
  let typingComputed: Timings
  let related: Timings
  let relatedComputed: Timings
  /// More memory than before the first search, at most, in bytes.
  let memory: Double
  /// Bytes of the index for each byte of text.
  let indexRatio: Double
  let articles: Int

  private static let typed = 150
  private static let articlesRelated = 300

  init(archiveAt path: String) throws {
    let archive = try Archive.open(at: path)
    articles = try archive.count
    let headlines = try Self.spread(archive, count: Self.articlesRelated)
    // What the list needs is there already when somebody searches.
    _ = try archive.headlines(Filter(), from: .newest, limit: 200)
    let before = Self.residentMemory()

    var (wall, own): ([Double], [Double]) = ([], [])
    var most = before
    for (place, headline) in headlines.prefix(Self.typed).enumerated() {
      // The first word of a title made up is its number.
      let words = headline.title.split(separator: " ").dropFirst(1 + place % 3).prefix(
        2 + place % 3)
      var text = ""
      for scalar in words.joined(separator: " ").unicodeScalars {
        text.unicodeScalars.append(scalar)
        let (start, computing) = (now(), computed())
        _ = try archive.search(SearchRequest(text, limit: 40, today: 20_064, isTyping: true))
        own.append(computed() - computing)
        wall.append(now() - start)
      }
      most = max(most, Self.residentMemory())
    }
    typing = Timings(wall)
    typingComputed = Timings(own)

    (wall, own) = ([], [])
    for headline in headlines {
      let (start, computing) = (now(), computed())
      _ = try archive.related(to: headline.id, limit: 5)
      own.append(computed() - computing)
      wall.append(now() - start)
    }
    related = Timings(wall)
    relatedComputed = Timings(own)
    memory = max(most, Self.residentMemory()) - before

    var text = 0
    for headline in headlines {
      guard let article = try archive.article(headline.id) else { continue }
      text += headline.title.utf8.count
      text += article.summary?.utf8.count ?? 0
      for block in article.blocks { text += block.text.utf8.count }
    }
    let whole = Double(text) / Double(max(1, headlines.count)) * Double(articles)
    indexRatio = Double(try archive.indexSize()) / whole
  }

  /// Prints each part when it is there: hostile queries take the longest.
  static func print(archiveAt path: String) throws {
    try SearchFigures(archiveAt: path).print()
    try HostileFigures(archiveAt: path).print()
  }

  func print() {
    var table = Table(
      "Search in \(grouped(articles)) articles",
      columns: ["p50, ms", "p99, ms", "p50, ms CPU", "p99, ms CPU"])
    table.add(
      "a key while typing",
      [typing.median, typing.p99, typingComputed.median, typingComputed.p99].map(milliseconds))
    table.add(
      "related articles",
      [related.median, related.p99, relatedComputed.median, relatedComputed.p99].map(milliseconds))
    table.print()
    Swift.print(
      "  more memory than before: \(figure(memory / 1e6)) MB; index / text: \(figure(indexRatio))")
    fflush(nil)
  }

  /// So many articles from everywhere in the list.
  static func spread(_ archive: Archive, count: Int) throws -> [Headline] {
    let step = max(1, try archive.count / count)
    var headlines: [Headline] = []
    var id: Int64 = 1
    while headlines.count < count, id <= Int64(try archive.count) {
      if let headline = try archive.headline(id) { headlines.append(headline) }
      id += Int64(step)
    }
    return headlines
  }

  /// Of this program, in bytes.
  private static func residentMemory() -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
    return (kilobytes ?? .nan) * 1024
  }
}
