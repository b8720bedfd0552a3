package import Articles
package import Typesetting

// The same lists and pages as on screen, as tall as they need to be, for standard output.

/// A list with the articles' numbers, for `khabar list`; day headings part the articles when they come in
/// list order.
package func printedList(
  _ headlines: [Headline], columns: Int, settings: Settings, today: Int, byDay: Bool = true
) -> Frame {
  var rows: [PrintedRow] = []
  var day: Int?? = .none
  for headline in headlines {
    let own = headline.date?.daysSinceEpoch
    if byDay, day != .some(own) {
      if day != nil { rows.append(.blank) }
      rows.append(.heading(settings.strings.dayHeading(own, today: today)))
      day = .some(own)
    }
    rows.append(.article(headline))
  }
  let widest = headlines.map(\.id).max() ?? 0
  return print(rows, columns: columns, settings: settings, number: String(widest).utf8.count)
}

/// The articles that belong with one, and what the kindred ones have in common with it.
package func printedRelations(
  named: [Headline], computed: [Relation], limit: Int, columns: Int, settings: Settings
) -> Frame {
  var rows: [PrintedRow] = named.prefix(limit).map { .article($0) }
  for relation in computed.prefix(max(0, limit - named.count)) {
    rows.append(.article(relation.headline))
    rows.append(.explanation(settings.strings.inCommon(relation.words)))
  }
  let widest = (named + computed.map(\.headline)).map(\.id).max() ?? 0
  return print(rows, columns: columns, settings: settings, number: String(widest).utf8.count)
}

/// Names with their totals and unread counts, one a row.
package func printedTallies(
  _ tallies: [(name: String, total: Int, unread: Int)], columns: Int, settings: Settings
) -> Frame {
  print(
    tallies.map { .tally($0.name, $0.total, $0.unread) }, columns: columns, settings: settings,
    number: 0)
}

/// The command table: name in `config.toml`, keys, and what they do.
package func printedKeys(columns: Int, settings: Settings, keymap: Keymap) -> Frame {
  var rows: [PrintedRow] = []
  for group in CommandGroup.allCases {
    if !rows.isEmpty { rows.append(.blank) }
    rows.append(.heading(settings.strings.groups(group)))
    for binding in Binding.table where binding.group == group {
      rows.append(
        .key(
          binding.command.rawValue, keymap.labels(of: binding.command).joined(separator: "  "),
          settings.strings.commands(binding.command)))
    }
  }
  return print(rows, columns: columns, settings: settings, number: 0)
}

/// A whole article as it stands on the screen, without the keys for sharing.
package func printedArticle(
  _ article: StoredArticle, computed: [Relation], columns: Int, settings: Settings, today: Int
) -> Frame {
  let model = Model(
    size: Size(columns: columns, rows: 1), today: today, settings: settings,
    keymap: Keymap(direction: settings.strings.direction))
  var page = ArticlePage(
    article, computed: computed, columns: columns, model: model, offersSharing: false)
  page.setRows(upTo: .max)
  let size = Size(columns: columns, rows: page.rows.count)
  var canvas = Canvas(frame: Frame(size: size, filledWith: .blank(settings.theme.text)))
  canvas.drawArticle(
    ArticleState(stored: article, computed: computed, page: page),
    Area(
      row: 0, column: 0, columns: columns, rows: size.rows, direction: model.direction), model)
  return canvas.frame
}

private enum PrintedRow {
  case blank
  case heading(String)
  case explanation(Phrase)
  case article(Headline)
  case tally(String, Int, Int)
  case key(String, String, String)
}

/// The widest article number takes `number` columns.
private func print(
  _ rows: [PrintedRow], columns: Int, settings: Settings, number: Int
) -> Frame {
  let theme = settings.theme
  var canvas = Canvas(
    frame: Frame(size: Size(columns: columns, rows: rows.count), filledWith: .blank(theme.text)))
  let area = Area(
    row: 0, column: 0, columns: columns, rows: rows.count, direction: settings.strings.direction)
  func words(_ text: String, _ style: Style, columns: Int) -> Line {
    typesetLine(
      text, columns: max(0, columns), setting: settings.interfaceSetting, style: style)
  }
  func leftToRight(_ text: String, _ style: Style, columns: Int) -> Line {
    var setting = settings.interfaceSetting
    setting.direction = .fixed(.leftToRight)
    return typesetLine(text, columns: columns, setting: setting, style: style)
  }
  for (row, content) in rows.enumerated() {
    switch content {
    case .blank: break
    case .heading(let text):
      canvas.put(words(text, theme.heading, columns: columns - 2), area, row: row, leading: 1)
    case .explanation(let phrase):
      canvas.put(
        typesetLine(
          phrase.text, columns: max(8, columns - number - 8), setting: settings.interfaceSetting,
          style: theme.dim, isolates: phrase.fields), area, row: row, leading: number + 6)
    case .tally(let name, let total, let unread):
      let strings = settings.strings
      let figures = words(
        strings.number(total) + " · " + strings.count(unread, strings.unreadArticles), theme.dim,
        columns: columns / 2)
      canvas.put(
        typesetLine(
          name, columns: max(4, columns - figures.columns - 4),
          setting: settings.setting(language: nil), style: unread > 0 ? theme.strong : theme.text),
        area, row: row, leading: 1)
      canvas.put(figures, area, row: row, leading: min(32, columns - figures.columns - 1))
    case .key(let name, let keys, let phrase):
      canvas.put(leftToRight(keys, theme.number, columns: 24), area, row: row, leading: 1)
      canvas.put(
        words(phrase, theme.text, columns: columns - 50), area, row: row, leading: 26)
      canvas.put(leftToRight(name, theme.dim, columns: 22), area, row: row, trailing: 1)
    case .article(let headline):
      let id = words(String(headline.id), theme.dim, columns: number + 1)
      canvas.put(id, area, row: row, leading: 1)
      if !headline.isRead {
        canvas.put(
          words("●", theme.category(headline.category), columns: 1), area, row: row,
          leading: number + 2)
      }
      if headline.isStarred {
        canvas.put(words("★", theme.star, columns: 1), area, row: row, leading: number + 4)
      }
      let room = columns >= 60 ? 16 : 0
      let category = typesetLine(
        headline.category, columns: room, setting: settings.setting(language: nil),
        style: theme.category(headline.category))
      if room > 0 { canvas.put(category, area, row: row, leading: columns - room - 1) }
      canvas.put(
        typesetLine(
          headline.title, columns: max(8, columns - number - 8 - room),
          setting: settings.setting(language: headline.language),
          style: headline.isRead ? theme.dim : theme.strong), area, row: row,
        leading: number + 6)
    }
  }
  return canvas.frame
}
