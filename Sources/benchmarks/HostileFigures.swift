import Archive
import Articles
import Foundation
import HostileQueries

/// How long queries take that nobody would type in good faith.
struct HostileFigures {
  private struct Measured {
    var seconds: Double
    /// Without what other programs take.
    var computed: Double
    var query: String
  }

  /// The slowest first.
  private var measured: [Measured] = []

  private static let count = 10_000
  /// So much a query may take, in seconds.
  private static let limit = 0.2

  init(archiveAt path: String) throws {
    let archive = try Archive.open(at: path)
    let words = try SearchFigures.spread(archive, count: 300)
      .flatMap { $0.title.split(separator: " ").map(String.init) }
    for (place, query) in HostileQueries(Self.count, words: words).enumerated() {
      let (start, computing) = (now(), computed())
      _ = try archive.search(
        SearchRequest(query, limit: 40, today: 20_064, isTyping: place % 2 == 0))
      measured.append(
        Measured(seconds: now() - start, computed: computed() - computing, query: query))
    }
    measured.sort { $0.computed > $1.computed }
  }

  func print() {
    var table = Table(
      "Hostile queries, \(grouped(measured.count))",
      columns: ["p50, ms", "p99, ms", "over \(milliseconds(Self.limit)) ms", "slowest, ms"])
    for (name, value) in [("clock", \Measured.seconds), ("CPU", \.computed)] {
      let values = measured.map { $0[keyPath: value] }
      table.add(
        name,
        [
          milliseconds(Timings(values).median), milliseconds(Timings(values).p99),
          String(values.count { $0 > Self.limit }), milliseconds(values.max() ?? .nan),
        ])
    }
    table.print()
    for one in measured.prefix(3) {
      let shown = one.query.unicodeScalars.prefix(40).map { scalar in
        scalar.properties.isAlphabetic ? String(Character(scalar)) : scalar.escaped(asASCII: true)
      }.joined()
      Swift.print(
        "  \(milliseconds(one.computed)) ms CPU, \(grouped(one.query.utf8.count)) bytes: \(shown)")
    }
    fflush(nil)
  }
}
