import Articles
import Typesetting

/// Where things stand on the screen; a function of the window's size.
struct Layout {
  let screen: Area
  let topBar: Area
  let bottomBar: Area
  /// Categories beside the list, from 90 columns on.
  let sidebar: Area?
  /// The list, its sticky heading in the first row.
  let list: Area
  /// The selected article beside the list, from 140 columns on.
  let preview: Area?
  /// The article screen between the bars.
  let body: Area

  private static let sidebarFrom = 90
  private static let previewFrom = 140

  init(_ model: Model) {
    let size = model.size
    let whole = Area(
      row: 0, column: 0, columns: max(0, size.columns), rows: max(0, size.rows),
      direction: model.direction)
    screen = whole
    var top = whole
    top.rows = min(1, size.rows)
    topBar = top
    var bottom = whole
    bottom.row = max(0, size.rows - 1)
    bottom.rows = size.rows > 1 ? 1 : 0
    bottomBar = bottom
    // A row of air under the bar where there is room for it.
    let air = size.rows >= 16 ? 1 : 0
    let middle = whole.inset(top: 1, bottom: 1)
    body = middle.inset(top: air)

    var rest = middle.inset(top: air)
    if size.columns >= Self.sidebarFrom {
      let (side, list) = rest.split(leading: 23)
      sidebar = side
      rest = list
    } else {
      sidebar = nil
    }
    if size.columns >= Self.previewFrom {
      let (list, page) = rest.split(leading: max(64, rest.columns * 9 / 20))
      preview = page
      rest = list
    } else {
      preview = nil
    }
    list = rest
  }

  /// Rows below the sticky heading.
  var listHeight: Int { max(1, list.rows - 1) }
}

// MARK: Panels

extension Layout {
  /// A framed box in the middle of the screen around that much content.
  func box(columns: Int, rows: Int) -> Area {
    let room = screen.inset(top: 1, bottom: 1)
    var area = room.centred(min(columns + 4, room.columns))
    area.rows = min(rows + 2, room.rows)
    area.row += (room.rows - area.rows) / 2
    return area
  }

  var shareBox: Area { box(columns: 28, rows: Strings.ShareItem.allCases.count) }

  /// The box in which categories are chosen where there is no sidebar.
  func categoryBox(of model: Model) -> Area {
    box(columns: 26, rows: model.sidebarEntries.count + 1)
  }

  /// Where the categories are listed: the sidebar, or the inside of the box that stands for it.
  func categories(of model: Model) -> Area {
    sidebar?.inset(trailing: 1) ?? categoryBox(of: model).insideFrame
  }
}

extension Area {
  var insideFrame: Area { inset(leading: 2, trailing: 2, top: 1, bottom: 1) }
}

// MARK: The list's rows

/// What one row of the list area shows.
enum ListEntry: Equatable {
  case blank
  case heading(Int?)
  /// Index into the loaded rows, and which row of its title.
  case article(Int, part: Int)
}

extension Layout {
  /// The rows below the sticky heading, from the top.
  func entries(of model: Model) -> [ListEntry] {
    let rows = model.list.rows
    guard rows.indices.contains(model.list.top) else { return [] }
    var entries: [ListEntry] = []
    var day = rows[model.list.top].date?.daysSinceEpoch
    var index = model.list.top
    while index < rows.count, entries.count < listHeight {
      if rows[index].date?.daysSinceEpoch != day {
        day = rows[index].date?.daysSinceEpoch
        entries += [.blank, .heading(day)]
      }
      for part in 0..<height(of: index, in: model) { entries.append(.article(index, part: part)) }
      index += 1
    }
    return Array(entries.prefix(listHeight))
  }

  /// The first row the list may begin with to show the article at `index` whole.
  func firstRow(showing index: Int, of model: Model) -> Int {
    let rows = model.list.rows
    var first = index
    var height = height(of: index, in: model)
    while first > 0 {
      height += self.height(of: first - 1, in: model)
      if rows[first - 1].date?.daysSinceEpoch != rows[first].date?.daysSinceEpoch { height += 2 }
      guard height <= listHeight else { break }
      first -= 1
    }
    return first
  }

  private func height(of index: Int, in model: Model) -> Int {
    guard model.settings.density == .comfortable else { return 1 }
    let headline = model.list.rows[index]
    let row = ListRow(headline, list, model)
    let lines = typeset(
      headline.shownTitle, columns: row.columns,
      setting: model.settings.setting(language: headline.language))
    return lines.count > 1 ? 2 : 1
  }
}

/// The columns of a list row: marks, title, category, time.
struct ListColumns {
  /// Before the title: edge, unread mark, star.
  let gutter = 6
  let title: Int
  let category: Int
  let time: Int

  init(_ area: Area, model: Model) {
    time = area.columns >= 56 ? 6 : 0
    // In the list of one category its name says nothing.
    category =
      area.columns >= 48 && model.list.filter.category == nil
      ? min(16, area.columns / 5) : 0
    title = max(8, area.columns - gutter - category - time - (category > 0 ? 3 : 2))
  }
}

/// How the title of a row stands among what tells of its story.
struct ListRow {
  /// Of a story its sources, of another article in it its own; nil where there is no room or no story.
  private(set) var note: Line?
  /// Before the title, in columns.
  private(set) var offset: Int
  /// For the title.
  private(set) var columns: Int

  private static let indent = 2
  /// For a note, at most.
  private static let widest = 16
  /// Titles keep so many columns at least.
  private static let leastTitle = 24

  init(_ headline: Headline, _ area: Area, _ model: Model) {
    let row = ListColumns(area, model: model)
    offset = row.gutter
    columns = row.title
    let text: String
    if let story = model.list.stories[headline.id] {
      text = model.strings.story(story, isOpen: model.list.opened.contains(headline.id))
    } else if model.list.leads[headline.id] != nil {
      offset += Self.indent
      columns = max(1, columns - Self.indent)
      text = headline.source ?? ""
    } else {
      return
    }
    let room = min(Self.widest, columns - Self.leastTitle)
    guard room > 2, !text.isEmpty else { return }
    let isStory = model.list.stories[headline.id] != nil
    let note = typesetLine(
      text, columns: room,
      setting: isStory ? model.settings.interfaceSetting : model.settings.setting(language: nil),
      style: isStory ? model.theme.accent : model.theme.dim)
    columns -= note.columns + 2
    self.note = note
  }
}

extension Strings {
  /// How many sources tell the story or, when no more than one is named, how many articles.
  func story(_ story: Story, isOpen: Bool) -> String {
    opening(isOpen)
      + (story.sources > 1
        ? count(story.sources, storySources) : count(story.articles.count, articles))
  }
}
