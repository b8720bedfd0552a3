import Archive
import ArgumentParser
import Articles
import Reader
import Terminal
import Typesetting

/// `khabar list`
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List articles, newest first.")

  @OptionGroup var common: CommonOptions
  @OptionGroup var filter: FilterOptions

  @Option(help: "At most so many articles.")
  var limit: Int?

  @Option(help: "Columns of the printed list, which is then laid out in a pipe too.")
  var width: Int?

  @Flag(
    help: "Logical text without layout, one article a line, fields parted by tabs, as in a pipe.")
  var logical = false

  @Flag(help: "One JSON document.")
  var json = false

  func validate() throws {
    guard limit.map({ $0 >= 0 }) ?? true else {
      throw ValidationError("--limit is a number from 0 on.")
    }
    try validateWidth(width)
  }

  func run() throws {
    let interface = common.interface
    let archive = try common.open()
    let headlines = try guarded { try archive.headlines(filter.filter(), limit: limit) }
    if json {
      try JSON.print(JSON.ArticleList(articles: headlines.map { JSON.Item($0) }))
    } else if logical || !Output.isLaidOut(width: width) {
      try emit(headlines.logicalLines)
    } else {
      let output = Output(interface, width: width)
      try output.print(
        printedList(
          headlines, columns: output.columns, settings: output.settings,
          today: Clock.today.daysSinceEpoch))
    }
  }
}

/// `khabar related`
struct Related: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "related",
    abstract: "List the articles that belong with one: those its page named, then kindred ones.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The article's number, as `khabar list` shows it.")
  var id: Int64

  @Option(help: "At most so many articles.")
  var limit = 10

  @Flag(help: "Say which words each of the kindred ones has in common with the article.")
  var explain = false

  @Flag(help: "One JSON document.")
  var json = false

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit is a number from 0 on.") }
  }

  func run() throws {
    let interface = common.interface
    let archive = try common.open()
    let article = try archive.article(numbered: id)
    let computed = try guarded { try archive.related(to: id, limit: limit) }
    let named = article.named.compactMap(\.headline)
    if json {
      let items =
        named.map { JSON.Item($0, score: 1) }
        + computed.map { JSON.Item($0.headline, score: $0.score, words: explain ? $0.words : nil) }
      try JSON.print(JSON.ArticleList(articles: Array(items.prefix(limit))))
      return
    }
    let headlines = Array((named + computed.map(\.headline)).prefix(limit))
    guard !headlines.isEmpty else {
      return try Output(interface).print(sentences: [Phrase(interface.strings.nothingRelated)])
    }
    guard Output.isLaidOut() else { return try emit(lines(headlines, computed)) }
    let output = Output(interface)
    if explain, !computed.isEmpty {
      return try output.print(
        printedRelations(
          named: named, computed: computed, limit: limit, columns: output.columns,
          settings: output.settings))
    }
    try output.print(
      printedList(
        headlines, columns: output.columns, settings: output.settings,
        today: Clock.today.daysSinceEpoch, byDay: false))
  }

  /// The logical lines of `khabar list`, with `--explain` the words in common in one field more.
  private func lines(_ headlines: [Headline], _ computed: [Relation]) -> String {
    guard explain else { return headlines.logicalLines }
    let words = Dictionary(
      computed.map { ($0.headline.id, $0.words.joined(separator: " ")) }, uniquingKeysWith: { $1 })
    return headlines.map { $0.logicalLine + "\t" + (words[$0.id] ?? "") + "\n" }.joined()
  }
}

/// `khabar categories`
struct Categories: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "categories",
    abstract: "List the categories with their numbers of articles.")

  @OptionGroup var common: CommonOptions

  @Flag(help: "One JSON document.")
  var json = false

  private struct Document: Encodable {
    struct Category: Encodable { var name: String, total: Int, unread: Int }
    var categories: [Category]
  }

  func run() throws {
    let interface = common.interface
    let archive = try common.open()
    let tallies = try guarded { try archive.categories() }
    if json {
      return try JSON.print(
        Document(
          categories: tallies.map {
            Document.Category(name: $0.name, total: $0.total, unread: $0.unread)
          }))
    }
    try print(
      tallies.map {
        ($0.name.isEmpty ? interface.strings.uncategorized : $0.name, $0.total, $0.unread)
      }, interface)
  }
}

/// `khabar dates`
struct Dates: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dates",
    abstract: "List the days that have articles, newest first.")

  @OptionGroup var common: CommonOptions

  @Flag(help: "One JSON document.")
  var json = false

  private struct Document: Encodable {
    struct Day: Encodable {
      var date: String?, total: Int, unread: Int

      private enum Key: String, CodingKey { case date, total, unread }

      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(date, forKey: .date)
        try container.encode(total, forKey: .total)
        try container.encode(unread, forKey: .unread)
      }
    }
    var dates: [Day]
  }

  func run() throws {
    let interface = common.interface
    let archive = try common.open()
    let days = try guarded { try archive.days(Filter()) }
    if json {
      return try JSON.print(
        Document(
          dates: days.map {
            Document.Day(
              date: $0.day.map { ArticleDate(daysSinceEpoch: $0).iso8601 }, total: $0.total,
              unread: $0.unread)
          }))
    }
    try print(
      days.map {
        (
          $0.day.map { interface.strings.day($0) } ?? interface.strings.undated, $0.total,
          $0.unread
        )
      }, interface)
  }
}

func validateWidth(_ width: Int?) throws {
  guard width.map({ (20...1000).contains($0) }) ?? true else {
    throw ValidationError("--width is a number of columns from 20 to 1000.")
  }
}

/// Names with their totals and unread counts, one a row; in a pipe parted by tabs.
private func print(
  _ tallies: [(name: String, total: Int, unread: Int)], _ interface: Interface
) throws {
  guard Output.isLaidOut() else {
    return try emit(tallies.map { "\($0.name)\t\($0.total)\t\($0.unread)\n" }.joined())
  }
  let output = Output(interface)
  try output.print(
    printedTallies(tallies, columns: output.columns, settings: output.settings))
}

extension Headline {
  /// Number, marks, date, category and title as they were written.
  var logicalLine: String {
    [
      String(id), (isRead ? "" : "●") + (isStarred ? "★" : ""), date?.iso8601 ?? "", category,
      title,
    ].joined(separator: "\t")
  }
}

extension [Headline] {
  var logicalLines: String { map { $0.logicalLine + "\n" }.joined() }
}
