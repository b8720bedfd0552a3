import Archive
import ArgumentParser
import Articles
import Glibc
import Reader
import Typesetting

/// `khabar search`
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find articles by words of their titles and texts, the best first.",
    discussion: """
      All words must occur, in any form, with or without tashkeel; when too few articles have them \
      all, those with most follow. "…" finds words that stand together, -word leaves articles out, \
      beginning* finds what begins so. title: source: author: category: before: after: date: unread: \
      starred: narrow the search, by their Arabic names too; dates may be in any form a news page \
      uses. What looks like an option goes after --.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(
    parsing: .allUnrecognized, help: "What to look for; nothing in it is an error.")
  var words: [String] = []

  @Option(help: "At most so many articles.")
  var limit = 20

  @Flag(help: "Let newer articles have no advantage.")
  var noRecency = false

  @Flag(help: "One JSON document.")
  var json = false

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit is a number from 0 on.") }
  }

  func run() throws {
    let interface = common.interface
    let archive = try common.open()
    let request = SearchRequest(
      words.filter { $0 != "--" }.joined(separator: " "), limit: limit,
      today: Clock.today.daysSinceEpoch, prefersRecent: !noRecency)
    let answer = try guarded { try archive.search(request) }
    if json { return try JSON.print(JSON.Found(answer)) }
    guard Output.isLaidOut() else {
      return try emit(answer.results.map(Self.line).joined())
    }
    let output = Output(interface)
    try output.print(
      printedSearch(
        answer, columns: output.columns, settings: output.settings,
        today: Clock.today.daysSinceEpoch))
  }
}

extension Search {
  /// A line of `khabar list`, with a field more where a word is missing.
  private static func line(_ result: SearchResult) -> String {
    result.headline.logicalLine + (result.isNearMiss ? "\t~" : "") + "\n"
  }
}

extension JSON {
  /// What a search found, and how it was understood.
  struct Found: Encodable {
    var articles: [Result]
    var understood: [Condition]
    var suggestion: String?

    init(_ answer: SearchAnswer) {
      articles = answer.results.map(Result.init)
      understood = answer.understood.map(Condition.init)
      suggestion = answer.suggestion
    }
  }

  /// An article of a list with what was found in it. `matches` are the words as the text has them.
  struct Result: Encodable {
    var result: SearchResult

    private enum Key: String, CodingKey {
      case nearMiss, similarTo, matches, titleMatches, matchExcerpt, excerptMatches
    }

    init(_ result: SearchResult) { self.result = result }

    func encode(to encoder: any Encoder) throws {
      try Item(result.headline, score: result.score).encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(result.isNearMiss, forKey: .nearMiss)
      try container.encodeIfPresent(result.similarTo, forKey: .similarTo)
      try container.encode(result.excerpt, forKey: .matchExcerpt)
      let inTitle = words(result.headline.title, result.titleMatches)
      let inExcerpt = words(result.excerpt, result.excerptMatches)
      try container.encode(inTitle, forKey: .titleMatches)
      try container.encode(inExcerpt, forKey: .excerptMatches)
      var seen: Set<String> = []
      try container.encode(
        (inTitle + inExcerpt).filter { seen.insert($0).inserted }, forKey: .matches)
    }

    private func words(_ text: String, _ ranges: [Range<Int>]) -> [String] {
      let bytes = Array(text.utf8)
      return ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
    }
  }

  struct Condition: Encodable {
    var kind: String
    var value: String

    init(_ condition: SearchCondition) {
      (kind, value) =
        switch condition {
        case .word(let text): ("word", text)
        case .beginning(let text): ("beginning", text)
        case .phrase(let text): ("phrase", text)
        case .without(let text): ("without", text)
        case .title(let text): ("title", text)
        case .author(let text): ("author", text)
        case .source(let text): ("source", text)
        case .category(let text): ("category", text)
        case .since(let day): ("since", ArticleDate(daysSinceEpoch: day).iso8601)
        case .until(let day): ("until", ArticleDate(daysSinceEpoch: day).iso8601)
        case .unread(let isUnread): ("unread", String(isUnread))
        case .starred(let isStarred): ("starred", String(isStarred))
        }
    }
  }
}

/// `khabar archive`
struct ArchiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive", abstract: "Look after the archive file.",
    subcommands: [Reindex.self])

  struct Reindex: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reindex", abstract: "Make the search index anew from the articles.")

    @OptionGroup var common: CommonOptions

    func run() throws {
      let archive = try common.open()
      let isShown = isatty(STDERR_FILENO) == 1
      var count = 0
      try guarded {
        try archive.reindex { done, all in
          count = all
          if isShown { mutter("\r\(done)/\(all)") }
        }
      }
      if isShown { mutter("\r\u{1B}[K") }
      try emit("\(count)\n")
    }
  }
}
