import Articles
import Foundation
import Reader
import Typesetting

/// The program without archive and terminal: what a key costs until the frame is composed.
struct Drawing {
  private var model: Model
  private let article: StoredArticle

  init(_ size: Size, article: StoredArticle = Drawing.article(paragraphs: 8, words: 60)) {
    self.article = article
    let strings = Strings.arabic()
    model = Model(
      size: size, today: 20_088, settings: Settings(strings: strings, theme: .dark),
      keymap: Keymap(direction: strings.direction))
    deliver(.tallies(Self.tallies))
    perform(start(model))
  }

  /// Handles a message and all that follows from it, and draws.
  mutating func show(_ message: Message) -> Frame {
    deliver(message)
    return view(model)
  }

  private mutating func deliver(_ message: Message) { perform(update(&model, message)) }

  /// Answers what the archive would, with the same rows every time.
  private mutating func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .load(let request):
        guard case .replace = request.purpose else { continue }
        deliver(
          .loaded(
            ListPage(request: request, rows: Self.rows, days: Self.days, before: 0, total: 100_000))
        )
      case .open(let id, let position): deliver(.opened(article(id), at: position))
      case .preview(let id): deliver(.previewed(article(id)))
      case .relate(let id): deliver(.related(to: id, []))
      default: break
      }
    }
  }

  // MARK: Content

  private func article(_ id: Int64) -> StoredArticle {
    var article = article
    article.headline.id = id
    return article
  }

  private static let rows: [Headline] = (0..<200).map { index in
    var text = NewsText(seed: index)
    let day = index / 50
    return Headline(
      id: Int64(1000 - index), order: Int64(1000 - index), title: text.title(),
      category: text.category(),
      date: ArticleDate(year: 2024, month: 12, day: 30 - day, hour: 9, precision: .minute),
      language: "ar", isRead: index % 3 == 0)
  }

  private static let days: [DayTally] = {
    let days = Set(rows.compactMap { $0.date?.daysSinceEpoch })
    return days.map { DayTally(day: $0, total: 50, unread: 33) }
  }()

  private static let tallies: [CategoryTally] = {
    var text = NewsText(seed: 1)
    return Set((0..<40).map { _ in text.category() }).sorted().map {
      CategoryTally(name: $0, total: 10_000, unread: 6_600, starred: 3)
    }
  }()

  static func article(paragraphs: Int, words: Int) -> StoredArticle {
    var text = NewsText(seed: 7)
    let headline = Headline(id: 1, title: text.title(), category: text.category(), language: "ar")
    let blocks = (0..<paragraphs).map { _ in Block(.paragraph, text.paragraph(words: words)) }
    return StoredArticle(headline: headline, blocks: blocks)
  }

  // MARK: Report

  private static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 300, rows: 100),
  ]

  private static let kinds: [(name: String, before: [Key], keys: [Key])] = [
    ("down", [], [.down]),
    ("page down, up", [], [.pageDown, .pageUp]),
    ("next and previous day", [], [.character("]"), .character("[")]),
    ("category panel", [], [.character("c")]),
    ("help", [], [.character("?")]),
    ("scroll an article", [.enter], [.down, .up]),
    ("open and leave an article", [], [.enter, .backspace]),
  ]

  static func printKeys() {
    var table = Table(
      "Key → frame composed, without archive and terminal, ms",
      columns: sizes.flatMap { ["\($0.columns)×\($0.rows)", "99 %"] })
    for kind in kinds {
      let columns = sizes.flatMap { size in
        var drawing = Drawing(size)
        for key in kind.before { _ = drawing.show(.key(key)) }
        var turn = 0
        let timings = Timings(runs: 180) {
          _ = drawing.show(.key(kind.keys[turn % kind.keys.count]))
          turn += 1
        }
        return [milliseconds(timings.median), milliseconds(timings.p99)]
      }
      table.add(kind.name, columns)
    }
    table.print()
  }

  static func printLongArticle() {
    let shapes = [
      ("4 kB, the floor", article(paragraphs: 8, words: 60)),
      ("1 MB, 1,800 paragraphs", article(paragraphs: 1_800, words: 60)),
      ("1 MB, one paragraph", article(paragraphs: 1, words: 110_000)),
    ]
    var table = Table(
      "Opening an article, ms", columns: ["bytes", "first screen", ": floor", "scroll", "last"])
    var floor = 0.0
    for (name, article) in shapes {
      var drawing = Drawing(Size(columns: 80, rows: 24), article: article)
      let opening = Timings(runs: 7) { _ = drawing.show(.opened(article, at: nil)) }
      let scrolling = Timings(runs: 50) { _ = drawing.show(.key(.pageDown)) }
      let end = Timings(
        [now()].map { start in
          _ = drawing.show(.key(.end))
          return now() - start
        })
      if floor == 0 { floor = opening.median }
      table.add(
        name,
        [
          grouped(article.blocks.reduce(0) { $0 + $1.text.utf8.count }),
          milliseconds(opening.median), ratio(opening.median, to: floor),
          milliseconds(scrolling.median), milliseconds(end.median),
        ])
    }
    table.print()
  }
}
