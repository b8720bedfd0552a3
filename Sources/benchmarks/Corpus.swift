import Foundation

/// An article as a line of JSON gives it.
struct NewsItem: Codable {
  var id: String?
  var title: String
  var category: String?
  var date: String?
  var author: String?
  var source: String?
  var url: String?
  var language: String?
  var abstract: String?
  var body: String
}

/// Any number of articles, a hundred a day, all different: made up, or a sample again and again.
struct Corpus {
  private let sample: [NewsItem]

  /// Without a path all articles are made up.
  init(samplePath: String?) throws {
    guard let samplePath else {
      sample = []
      return
    }
    let lines = try Data(contentsOf: URL(fileURLWithPath: samplePath)).split(separator: 0x0A)
    let decoder = JSONDecoder()
    sample = lines.compactMap { try? decoder.decode(NewsItem.self, from: $0) }
  }

  /// What only the title of that article holds, in letters that no layout takes apart.
  static func tag(_ number: Int) -> String { "N\(number)" }

  /// Writes articles 1…`count` as JSON Lines, the last one the newest.
  ///
  /// - Returns: the bytes of the articles' own text.
  func write(_ count: Int, to path: String) throws -> Int {
    guard let file = fopen(path, "w") else { throw CocoaError(.fileWriteUnknown) }
    defer { fclose(file) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    var bytes = 0
    for number in 1...count {
      let item = item(number, of: count)
      bytes += item.title.utf8.count + item.body.utf8.count
      var line = try encoder.encode(item)
      line.append(0x0A)
      line.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, file) }
    }
    return bytes
  }

  private func item(_ number: Int, of count: Int) -> NewsItem {
    var item =
      sample.isEmpty ? Self.madeUp(number) : sample[(number - 1) % sample.count]
    item.id = "bench-\(number)"
    item.title = Self.tag(number) + " " + item.title
    item.url = "https://example.org/news/\(number)"
    item.date = Self.date(articlesBehind: count - number)
    return item
  }

  private static func madeUp(_ number: Int) -> NewsItem {
    var text = NewsText(seed: number)
    let title = text.title()
    let body = (0..<4).map { _ in text.paragraph(words: 50) }.joined(separator: "\n")
    return NewsItem(
      title: title, category: text.category(), author: text.author(), source: "bench",
      language: "ar", body: body)
  }

  private static func date(articlesBehind: Int) -> String {
    let newest = 1_735_689_000  // 2024-12-31T23:50:00Z
    var time = time_t(newest - articlesBehind * 864)
    var parts = tm()
    gmtime_r(&time, &parts)
    return String(
      format: "%04d-%02d-%02dT%02d:%02d:%02dZ", parts.tm_year + 1900, parts.tm_mon + 1,
      parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec)
  }
}
