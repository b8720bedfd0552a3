import Articles
import Typesetting

extension Canvas {
  mutating func drawFrontPage(_ layout: Layout, _ model: Model) {
    if let sidebar = layout.sidebar { drawSidebar(sidebar, model) }
    drawList(layout, model)
    if let area = layout.preview, let preview = model.preview {
      verticalLine(area, model)
      drawArticle(preview, area.inset(leading: 1), model)
    }
  }

  // MARK: List

  private mutating func drawList(_ layout: Layout, _ model: Model) {
    let area = layout.list
    guard let first = model.list.rows.indices.contains(model.list.top) ? model.list.top : nil else {
      drawEmptyList(area, model)
      return
    }
    drawHeading(model.list.rows[first].date?.daysSinceEpoch, area, row: 0, model)
    for (row, entry) in layout.entries(of: model).enumerated() {
      switch entry {
      case .blank: break
      case .heading(let day): drawHeading(day, area, row: row + 1, model)
      case .article(let index, let part):
        drawRow(index, part: part, area, row: row + 1, model)
      }
    }
  }

  private mutating func drawEmptyList(_ area: Area, _ model: Model) {
    guard model.list.isLoaded else { return }
    let isEmpty = model.categories.allSatisfy { $0.total == 0 }
    let text = isEmpty ? model.strings.emptyArchive : model.strings.emptyList
    let lines = typeset(
      text, columns: max(8, area.columns - 4), setting: model.settings.interfaceSetting,
      style: model.theme.dim)
    for (row, line) in lines.enumerated() { put(line, area, row: 1 + row, leading: 2) }
  }

  private mutating func drawHeading(_ day: Int?, _ area: Area, row: Int, _ model: Model) {
    let theme = model.theme
    let tally = model.list.days[day]
    let count = tally.map {
      $0.unread > 0 ? model.strings.count($0.unread, model.strings.unreadArticles) : ""
    }
    let unread = words(count ?? "", theme.dim, model)
    // Without room for all of it the name of the weekday goes first.
    let room = area.columns - unread.columns - 5
    let whole = words(model.strings.dayHeading(day, today: model.today), theme.heading, model)
    let heading =
      whole.columns <= room
      ? whole
      : words(
        model.strings.dayHeading(day, today: model.today, weekday: false), theme.heading, model,
        columns: room)
    put(heading, area, row: row, leading: 2)
    put(unread, area, row: row, trailing: 2)
    let end = unread.columns == 0 ? 2 : unread.columns + 3
    hairline(
      area, row: row, leading: heading.columns + 3,
      columns: area.columns - heading.columns - 3 - end, theme.hairline)
  }

  private mutating func drawRow(
    _ index: Int, part: Int, _ area: Area, row: Int, _ model: Model
  ) {
    let headline = model.list.rows[index]
    let title = headline.shownTitle
    let columns = ListColumns(area, model: model)
    let theme = model.theme
    let style = headline.isRead ? theme.dim : theme.strong
    var setting = model.settings.setting(language: headline.language)
    setting.fallback = model.direction
    let placed = ListRow(headline, area, model)
    if model.settings.density == .compact {
      put(
        typesetLine(title, columns: placed.columns, setting: setting, style: style), area,
        row: row, leading: placed.offset)
    } else {
      let lines = typesetRows(
        title, rows: 2, columns: placed.columns, setting: setting, style: style)
      if lines.indices.contains(part) {
        put(lines[part], area, row: row, leading: placed.offset)
      }
    }
    if part == 0, let note = placed.note {
      put(
        note, area, row: row,
        leading: columns.gutter + columns.title - note.columns)
    }
    if part == 0 { drawMarks(headline, columns, area, row: row, model) }
    if index == model.list.selected {
      select(area, row: row, theme, edge: model.categoryFocus == nil ? .takesKeys : .rests)
    }
  }

  private mutating func drawMarks(
    _ headline: Headline, _ columns: ListColumns, _ area: Area, row: Int, _ model: Model
  ) {
    let theme = model.theme
    if !headline.isRead {
      put(words("●", theme.category(headline.category), model), area, row: row, leading: 2)
    }
    if headline.isStarred { put(words("★", theme.star, model), area, row: row, leading: 4) }
    if columns.time > 0, let time = model.strings.time(headline.date) {
      put(words(time, theme.dim, model), area, row: row, trailing: 2)
    }
    guard columns.category > 0 else { return }
    let faint: Attributes = headline.isRead && theme.categories.isEmpty ? .dim : []
    let name = typesetLine(
      headline.category, columns: columns.category - 1,
      setting: model.settings.setting(language: nil),
      style: theme.category(headline.category, faint))
    put(
      name, area, row: row,
      leading: area.columns - columns.time - columns.category - 1)
  }

  // MARK: Sidebar

  private mutating func drawSidebar(_ area: Area, _ model: Model) {
    drawEntries(
      area.inset(trailing: 1), model, selected: model.categoryFocus ?? model.sidebarSelection)
    var edge = area
    edge.column = area.direction == .rightToLeft ? area.column : area.column + area.columns - 1
    edge.columns = 1
    verticalLine(edge, model)
  }

  mutating func verticalLine(_ area: Area, _ model: Model) {
    let line = Line(
      cells: [Cell("│", style: model.theme.hairline)], direction: area.direction)
    for row in 0..<area.rows { put(line, area, row: row) }
  }

  /// The sidebar's entries, scrolled so that the selected one is in sight.
  mutating func drawEntries(_ area: Area, _ model: Model, selected: Int) {
    let entries = model.sidebarEntries
    let general = model.generalEntries
    let first = SidebarRows.first(
      selected: selected, entries: entries.count, general: general, height: area.rows)
    for row in 0..<area.rows {
      switch SidebarRows.content(
        row: row, first: first, entries: entries.count, general: general)
      {
      case .entry(let index):
        drawEntry(entries[index], area, row: row, model)
        if index == selected {
          select(
            area, row: row, model.theme, edge: model.categoryFocus == nil ? .rests : .takesKeys)
        }
      case .rule:
        hairline(
          area, row: row, leading: 2, columns: area.columns - 3, model.theme.hairline)
      case nil: break
      }
    }
  }

  private mutating func drawEntry(
    _ entry: SidebarEntry, _ area: Area, row: Int, _ model: Model
  ) {
    let strings = model.strings
    let theme = model.theme
    let unread = model.categories.reduce(0) { $0 + $1.unread }
    let (name, count, style): (String, Int, Style) =
      switch entry {
      case .all: (strings.allNews, unread, theme.strong)
      case .unread: (strings.unread, unread, theme.strong)
      case .starred:
        (strings.starred, model.categories.reduce(0) { $0 + $1.starred }, theme.strong)
      case .search(let saved):
        (saved.query, saved.unread ?? 0, saved.unread ?? 0 > 0 ? theme.strong : theme.dim)
      case .category(let tally):
        (
          tally.name.isEmpty ? strings.uncategorized : tally.name, tally.unread,
          tally.unread > 0 ? theme.category(tally.name, .bold) : theme.dim
        )
      }
    let figure = words(count > 0 ? strings.number(count) : "", theme.dim, model)
    var offset = 2
    if case .search = entry {
      let sign = words("/", theme.dim, model)
      put(sign, area, row: row, leading: offset)
      offset += sign.columns + 1
    }
    put(figure, area, row: row, trailing: 1)
    put(
      typesetLine(
        name, columns: max(0, area.columns - figure.columns - offset - 2),
        setting: model.settings.setting(language: nil), style: style),
      area, row: row, leading: offset)
  }
}

/// Which entry stands in which row of the sidebar: a rule parts the lists of all categories from the
/// categories. `general` counts those above it.
enum SidebarRows {
  enum Content { case entry(Int), rule }

  static func first(selected: Int, entries: Int, general: Int, height: Int) -> Int {
    let row = selected < general ? selected : selected + 1
    return max(0, min(row - height / 2, entries + 1 - height))
  }

  static func content(row: Int, first: Int, entries: Int, general: Int) -> Content? {
    let row = row + first
    if row < general { return .entry(row) }
    if row == general { return entries > general ? .rule : nil }
    return row - 1 < entries ? .entry(row - 1) : nil
  }
}

/// Sets `text` in at most `rows` rows, the last one cut at a word with «…» when there is more. The cut
/// text is set as a whole, so every row keeps the order it has in the full text.
func typesetRows(
  _ text: String, rows: Int, columns: Int, setting: Setting, style: Style
) -> [Line] {
  let lines = typeset(text, columns: columns, setting: setting, style: style)
  guard lines.count > rows, rows > 0 else { return lines }
  var setting = setting
  setting.direction = .fixed(lines[0].direction)
  var end = lines[rows - 1].sources.map(\.upperBound).max() ?? 0
  let bytes = Array(text.utf8)
  while end > 0 {
    let shortened = String(decoding: bytes[..<end], as: UTF8.self)
    let cut = typeset(shortened + "…", columns: columns, setting: setting, style: style)
    if cut.count <= rows { return cut }
    let words = shortened.utf8.dropLast(1)
    end = words.lastIndex(of: 0x20).map { words.distance(from: words.startIndex, to: $0) } ?? 0
  }
  return Array(lines.prefix(rows))
}
