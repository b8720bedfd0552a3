import Archive
import ArgumentParser
import Articles
import Reader
import Typesetting

/// `khabar show`
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print an article: typeset for the terminal, as text for a pipe.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The article's number, as `khabar list` shows it.")
  var id: Int64

  @Option(help: "Columns of the printed text, which is then typeset in a pipe too.")
  var width: Int?

  @Flag(help: "Logical text without layout, as in a pipe: for screen readers and other programs.")
  var logical = false

  @Flag(help: "One JSON document.")
  var json = false

  func validate() throws { try validateWidth(width) }

  func run() throws {
    let interface = common.interface
    let archive = try common.open()
    let article = try archive.article(numbered: id)
    if !json, logical || !Output.isLaidOut(width: width) { return try emit(article.plainText) }
    let computed = try guarded { try archive.related(to: id, limit: 5) }
    if json { return try JSON.print(JSON.Whole(article: article, computed: computed)) }
    let output = Output(interface, width: width)
    try output.print(
      printedArticle(
        article, computed: computed, columns: width ?? min(output.columns, 80),
        settings: output.settings, today: Clock.today.daysSinceEpoch))
  }
}

/// `khabar mark`
struct MarkArticles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark",
    abstract: "Mark articles as read or unread, star or unstar them.",
    discussion: "Names the articles by number or by the conditions of `khabar list`.")

  enum Action: String, ExpressibleByArgument, CaseIterable {
    case read, unread, star, unstar

    var mark: Mark {
      switch self {
      case .read: .read
      case .unread: .unread
      case .star: .starred
      case .unstar: .unstarred
      }
    }
  }

  @OptionGroup var common: CommonOptions
  @OptionGroup var filter: FilterOptions

  @Argument(help: "read, unread, star or unstar.")
  var action: Action

  @Argument(help: "The articles' numbers.")
  var ids: [Int64] = []

  func validate() throws {
    guard ids.isEmpty != filter.isEmpty else {
      throw ValidationError("Name articles by number or by conditions, one of the two.")
    }
  }

  func run() throws {
    let archive = try common.open()
    guard ids.isEmpty else { return try markNumbered(archive) }
    let count = try guarded {
      try archive.markAll(filter.filter(), action.mark, at: Clock.seconds)
    }
    try emit("\(count)\n")
  }

  private func markNumbered(_ archive: Archive) throws {
    let missing = try guarded { try ids.filter { try archive.headline($0) == nil } }
    let known = ids.filter { !missing.contains($0) }
    let changed = try guarded { try archive.mark(known, action.mark, at: Clock.seconds) }
    try emit("\(changed.count)\n")
    for id in missing { complain("no article has the number \(id)") }
    if !missing.isEmpty { throw ExitCode(known.isEmpty ? 66 : 1) }
  }
}

/// `khabar share`
struct Share: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "share",
    abstract: "Write an article, or its link, to standard output.")

  enum Form: String, ExpressibleByArgument, CaseIterable { case link, text, markdown, html, qr }

  @OptionGroup var common: CommonOptions

  @Argument(help: "The article's number, as `khabar list` shows it.")
  var id: Int64

  @Option(name: .customLong("as"), help: "link, text, markdown, html or qr.")
  var form: Form = .text

  func run() throws {
    let article = try common.open().article(numbered: id)
    switch form {
    case .text: try emit(article.plainText)
    case .markdown: try emit(article.markdown)
    case .html: try emit(article.html)
    case .link: try emit(link(of: article) + "\n")
    case .qr: try emit(QRText.text(of: QREncoder.encode(link(of: article))))
    }
  }

  private func link(of article: StoredArticle) throws -> String {
    guard let url = article.headline.url, !url.isEmpty else {
      throw Failure(.badInput, "article \(id) has no link")
    }
    return url
  }
}
