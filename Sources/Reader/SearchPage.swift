package import Articles
package import Typesetting

/// What a search found, laid out in rows: how it was understood, then for each story its title with the
/// matches marked, a piece of its text around them, and how many others tell the same. Those stand behind
/// it when it is opened.
struct SearchPage: Sendable {
  struct Row: Sendable {
    var pieces: [ArticlePage.Piece] = []
    /// Index into ``stories``.
    var story: Int?
    var isRule = false
  }

  /// A result with those that tell the same story under nearly the same title.
  struct Story: Sendable {
    var result: SearchResult
    var similar: [SearchResult] = []
    var isOpen = false
    /// One of those that tell the same as the story before it.
    var isMember = false
  }

  private(set) var rows: [Row] = []
  /// What can be selected, in order.
  private(set) var stories: [Story] = []
  private let columns: Int
  private let settings: Settings
  private let today: Int
  private let showsNumbers: Bool
  private let excerptRows: Int

  private var strings: Strings { settings.strings }
  private var theme: Theme { settings.theme }

  /// Columns before a title: edge, unread mark, star.
  private static let gutter = 6
  private static let indent = 2

  /// `opened` names the stories shown whole by their first articles; `showsNumbers` puts the articles' numbers before their titles.
  init(
    _ answer: SearchAnswer, columns: Int, settings: Settings, today: Int, opened: Set<Int64> = [],
    showsNumbers: Bool = false
  ) {
    self.columns = columns
    self.settings = settings
    self.today = today
    self.showsNumbers = showsNumbers
    excerptRows = columns >= 60 ? 2 : 3
    var stories: [Story] = []
    for result in answer.results {
      if let first = result.similarTo,
        let index = stories.firstIndex(where: { $0.result.headline.id == first })
      {
        stories[index].similar.append(result)
      } else {
        stories.append(Story(result: result))
      }
    }
    self.stories = stories.flatMap { story -> [Story] in
      guard opened.contains(story.result.headline.id), !story.similar.isEmpty else {
        return [story]
      }
      var story = story
      story.isOpen = true
      return [story] + story.similar.map { Story(result: $0, isMember: true) }
    }
    setHead(answer)
    for index in self.stories.indices { setStory(index) }
  }

  /// The rows of a story, empty when there is no such one.
  func rows(of story: Int) -> Range<Int> {
    guard let first = rows.firstIndex(where: { $0.story == story }),
      let last = rows.lastIndex(where: { $0.story == story })
    else { return 0..<0 }
    return first..<last + 1
  }

  // MARK: Head

  private mutating func setHead(_ answer: SearchAnswer) {
    let parts = answer.understood.map { strings.condition($0) }
    if !parts.isEmpty {
      var phrase = Phrase(strings.searchedFor + " ")
      phrase.append(parts.joined(separator: " · "))
      add(line(phrase, columns - 4, theme.dim), at: 2, story: nil)
    }
    if let suggestion = answer.suggestion {
      add(
        line(
          Phrase(strings.didYouMean + " ", field: suggestion), columns - 4, theme.accent),
        at: 2, story: nil)
    }
    if answer.results.isEmpty, !parts.isEmpty {
      add(
        line(strings.nothingFound, columns - 4, theme.text, settings.interfaceSetting), at: 2,
        story: nil)
    }
    if !rows.isEmpty { rows.append(Row()) }
  }

  // MARK: Stories

  private mutating func setStory(_ index: Int) {
    let story = stories[index]
    if story.result.isNearMiss, !story.isMember,
      index == 0 || !stories[index - 1].result.isNearMiss
    {
      add(
        line(strings.someWordsOnly, columns - 4, theme.heading, settings.interfaceSetting), at: 2,
        story: nil)
    }
    setTitle(story.result, index)
    setExcerpt(story.result, index)
    if !story.similar.isEmpty {
      add(
        line(
          strings.similar(story.similar.count, isOpen: story.isOpen), columns - Self.gutter - 2,
          theme.dim, settings.interfaceSetting), at: Self.gutter, story: index)
    }
    rows.append(Row())
  }

  private mutating func setTitle(_ result: SearchResult, _ index: Int) {
    let headline = result.headline
    let date = line(date(of: headline), 20, theme.dim, settings.interfaceSetting)
    let number = showsNumbers ? String(headline.id) : ""
    let indent = stories[index].isMember ? Self.indent : 0
    let gutter = Self.gutter + indent + (showsNumbers ? number.utf8.count + 1 : 0)
    var setting = settings.setting(language: headline.language)
    setting.fallback = strings.direction
    let title = typesetLine(
      headline.shownTitle, columns: max(8, columns - gutter - date.columns - 4), setting: setting,
      style: headline.isRead || indent > 0 ? theme.text : theme.strong,
      spans: result.titleMatches.map { Span($0, theme.match) })
    var row = Row(story: index)
    row.pieces.append(ArticlePage.Piece(line: title, offset: gutter))
    row.pieces.append(ArticlePage.Piece(line: date, offset: 2, side: .trailing))
    if !headline.isRead {
      row.pieces.append(
        ArticlePage.Piece(line: mark("●", theme.category(headline.category)), offset: 2))
    }
    if headline.isStarred {
      row.pieces.append(ArticlePage.Piece(line: mark("★", theme.star), offset: 4))
    }
    if showsNumbers {
      row.pieces.append(
        ArticlePage.Piece(
          line: line(number, 12, theme.dim, settings.interfaceSetting), offset: Self.gutter))
    }
    rows.append(row)
  }

  private mutating func setExcerpt(_ result: SearchResult, _ index: Int) {
    guard !result.excerpt.isEmpty else { return }
    let gutter = Self.gutter + (stories[index].isMember ? Self.indent : 0)
    var setting = settings.setting(language: result.headline.language)
    setting.fallback = strings.direction
    let lines = typeset(
      result.excerpt, columns: max(8, columns - gutter - 2), setting: setting,
      style: theme.dim, spans: result.excerptMatches.map { Span($0, theme.match) })
    for line in lines.prefix(excerptRows) { add(line, at: gutter, story: index) }
  }

  private func date(of headline: Headline) -> String {
    guard let day = headline.date?.daysSinceEpoch else { return "" }
    return abs(today - day) < 300 ? strings.shortDay(day) : strings.day(day, weekday: false)
  }

  private func mark(_ sign: Unicode.Scalar, _ style: Style) -> Line {
    Line(cells: [Cell(sign, style: style)], direction: strings.direction)
  }

  private func line(_ phrase: Phrase, _ columns: Int, _ style: Style) -> Line {
    typesetLine(
      phrase.text, columns: max(4, columns), setting: settings.interfaceSetting, style: style,
      isolates: phrase.fields)
  }

  private func line(_ text: String, _ columns: Int, _ style: Style, _ setting: Setting) -> Line {
    typesetLine(text, columns: max(4, columns), setting: setting, style: style)
  }

  private mutating func add(_ line: Line, at offset: Int, story: Int?) {
    rows.append(Row(pieces: [ArticlePage.Piece(line: line, offset: offset)], story: story))
  }
}

extension Strings {
  /// How many results tell the same as one.
  func similar(_ number: Int, isOpen: Bool) -> String {
    opening(isOpen) + count(number, similarMore)
  }

  /// The sign of what can be opened, and a space behind it.
  func opening(_ isOpen: Bool) -> String {
    (isOpen ? "▾" : direction == .rightToLeft ? "◂" : "▸") + " "
  }

  /// What two articles have in common.
  func inCommon(_ words: [String]) -> Phrase {
    var phrase = Phrase(inCommonLabel + " ")
    phrase.append(
      words.map { Phrase(field: $0) }.joined(separator: language == "ar" ? "، " : ", "))
    return phrase
  }

  /// A condition in words.
  func condition(_ condition: SearchCondition) -> Phrase {
    switch condition {
    case .word(let text): Phrase(field: text)
    case .beginning(let text): Phrase(field: text + "…")
    case .phrase(let text): Phrase(field: "«" + text + "»")
    case .without(let text): Phrase(without + " ", field: text)
    case .title(let text): Phrase(inTitle + " ", field: text)
    case .author(let text): Phrase(author + " ", field: text)
    case .source(let text): Phrase(source + " ", field: text)
    case .category(let text): Phrase(category + " ", field: text)
    case .since(let day): Phrase(since + " " + self.day(day, weekday: false))
    case .until(let day): Phrase(until + " " + self.day(day, weekday: false))
    case .unread(let isUnread): Phrase(isUnread ? unread : onlyRead)
    case .starred(let isStarred): Phrase(isStarred ? starred : notStarred)
    }
  }
}

/// What a search found, for standard output.
package func printedSearch(
  _ answer: SearchAnswer, columns: Int, settings: Settings, today: Int
) -> Frame {
  let page = SearchPage(
    answer, columns: columns, settings: settings, today: today, showsNumbers: true)
  let area = Area(
    row: 0, column: 0, columns: columns, rows: page.rows.count,
    direction: settings.strings.direction)
  var canvas = Canvas(
    frame: Frame(
      size: Size(columns: columns, rows: page.rows.count), filledWith: .blank(settings.theme.text)))
  for (row, content) in page.rows.enumerated() {
    canvas.draw(content.pieces, area, row: row)
  }
  return canvas.frame
}

extension Canvas {
  mutating func draw(_ pieces: [ArticlePage.Piece], _ area: Area, row: Int) {
    for piece in pieces {
      switch piece.side {
      case .leading: put(piece.line, area, row: row, leading: piece.offset)
      case .trailing: put(piece.line, area, row: row, trailing: piece.offset)
      }
    }
  }
}
