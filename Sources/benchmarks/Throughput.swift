import Articles
import Foundation
import Typesetting

/// How much text goes through each stage in a second, against the floor: decoding the same bytes and
/// copying their scalars.
struct Throughput {
  private var table = Table(
    "Throughput, one core", columns: ["a second", "", "MB/s", "floor, MB/s", "time : floor"])

  private static let bytes = 2_000_000
  private static let runs = 5

  static func print() {
    var throughput = Throughput()
    throughput.typesetting()
    throughput.segmenting()
    throughput.searching()
    throughput.parsing()
    throughput.table.print()
  }

  private mutating func typesetting() {
    typesetting("typeset Arabic, 72 columns", Self.texts { $0.paragraph(words: 60) })
    typesetting("typeset mixed", Self.texts { $0.mixedParagraph(words: 60) })
    typesetting("typeset ASCII", Self.texts { $0.englishParagraph(words: 70) })
  }

  private mutating func typesetting(_ name: String, _ texts: [String]) {
    var rows = 0
    let timings = Timings(runs: Self.runs) {
      rows = texts.reduce(0) { $0 + typeset($1, columns: 72).count }
    }
    add(name, Double(rows), "rows", texts, timings)
  }

  /// Line breaking by the untailored rules of UAX #14, and grapheme clusters by UAX #29.
  private mutating func segmenting() {
    let inputs = [
      ("Arabic", Self.texts { $0.paragraph(words: 60) }),
      ("mixed", Self.texts { $0.mixedParagraph(words: 60) }),
      ("ASCII", Self.texts { $0.englishParagraph(words: 70) }),
    ]
    for (name, texts) in inputs {
      segmenting("line breaks, \(name)", "breaks", texts, lineBreakOpportunities)
    }
    for (name, texts) in inputs {
      segmenting("grapheme clusters, \(name)", "clusters", texts, graphemeClusterStarts)
    }
  }

  private mutating func segmenting(
    _ name: String, _ unit: String, _ texts: [String], _ boundaries: (String) -> [Int]
  ) {
    var found = 0
    let timings = Timings(runs: Self.runs) {
      found = texts.reduce(0) { $0 + boundaries($1).count }
    }
    add(name, Double(found), unit, texts, timings)
  }

  private mutating func searching() {
    let texts = Self.texts { $0.paragraph(words: 60) }
    var count = 0
    let folding = Timings(runs: Self.runs) {
      count = texts.reduce(0) { $0 + folded($1).utf8.count }
    }
    add("fold for search", Double(count), "bytes", texts, folding)
    let splitting = Timings(runs: Self.runs) {
      count = texts.reduce(0) { $0 + words(of: $1).count }
    }
    add("words and stems", Double(count), "words", texts, splitting)
  }

  private mutating func parsing() {
    let pages = Self.texts { $0.page() }
    let pageBytes = pages.map { Array($0.utf8) }
    var found = 0
    let reading = Timings(runs: Self.runs) {
      found = pageBytes.reduce(0) { $0 + articles(in: $1, named: "page.txt").articles.count }
    }
    add("read page text", Double(found), "pages", pages, reading)

    let encoder = JSONEncoder()
    let lines = Self.texts { text in
      let item = NewsItem(
        title: text.title(), date: "2024-12-07T10:30:00Z", body: text.paragraph(words: 200))
      return (try? encoder.encode(item)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    let lineBytes = lines.map { Array($0.utf8) }
    let decoding = Timings(runs: Self.runs) {
      found = lineBytes.reduce(0) { sum, line in
        if case .success = JSONLines.article(jsonLine: line, number: 1) { return sum + 1 }
        return sum
      }
    }
    add("read JSON Lines", Double(found), "lines", lines, decoding)
  }

  private mutating func add(
    _ name: String, _ count: Double, _ unit: String, _ texts: [String], _ timings: Timings
  ) {
    let bytes = Double(texts.reduce(0) { $0 + $1.utf8.count })
    let floor = Self.floor(texts)
    table.add(
      name,
      [
        figure(count / timings.median), unit, figure(bytes / timings.median / 1e6),
        figure(bytes / floor.median / 1e6), ratio(timings.median, to: floor.median),
      ])
  }

  private static func floor(_ texts: [String]) -> Timings {
    let longest = texts.map(\.utf8.count).max() ?? 0
    let copy = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: longest)
    defer { copy.deallocate() }
    var check: UInt32 = 0
    let timings = Timings(runs: runs) {
      for text in texts {
        var count = 0
        for scalar in text.unicodeScalars {
          copy[count] = scalar.value
          count += 1
        }
        check &+= copy[count / 2]
      }
    }
    precondition(check != 1, "keeps the copy from being left out")
    return timings
  }

  private static func texts(_ make: (inout NewsText) -> String) -> [String] {
    var text = NewsText(seed: 3)
    var texts: [String] = []
    var size = 0
    while size < bytes {
      texts.append(make(&text))
      size += texts[texts.count - 1].utf8.count
    }
    return texts
  }
}
