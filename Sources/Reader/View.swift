import Articles
package import Typesetting

/// Draws the model: a whole screen of cells in visual order. Pure.
package func view(_ model: Model) -> Frame {
  let layout = Layout(model)
  var canvas = Canvas(
    frame: Frame(size: model.size, filledWith: .blank(model.theme.text)))
  if let article = model.article {
    canvas.drawArticle(article, layout.body, model)
  } else if let search = model.search {
    canvas.drawSearch(search, layout.body, model)
  } else {
    canvas.drawFrontPage(layout, model)
  }
  canvas.drawBars(layout, model)
  canvas.drawPanel(layout, model)
  canvas.frame.links =
    (model.article ?? (layout.preview == nil ? nil : model.preview))?.page.links ?? []
  canvas.frame.title = windowTitle(of: model)
  return canvas.frame
}

/// The program's name and what is on screen.
private func windowTitle(of model: Model) -> String {
  let name = model.strings.language == "ar" ? "خبر" : "Khabar"
  guard let headline = model.article?.stored.headline else { return name }
  return headline.shownTitle + " · " + name
}

extension Canvas {
  /// One row of the program's own words.
  func words(_ text: String, _ style: Style, _ model: Model, columns: Int = .max / 4) -> Line {
    typesetLine(
      text, columns: max(0, columns), setting: model.settings.interfaceSetting, style: style)
  }

  // MARK: Bars

  mutating func drawBars(_ layout: Layout, _ model: Model) {
    let theme = model.theme
    fill(layout.topBar, theme.bar)
    let name = words(model.strings.language == "ar" ? "خبر" : "Khabar", theme.barAccent, model)
    put(name, layout.topBar, row: 0, leading: 2)
    let room = layout.topBar.columns - name.columns - 8
    let phrase = title(of: model)
    let title = typesetLine(
      phrase.text, columns: max(0, room), setting: model.settings.interfaceSetting,
      style: theme.bar, isolates: phrase.fields)
    put(title, layout.topBar, row: 0, leading: name.columns + 4)
    let figures = topFigures(model).map { words($0, theme.barDim, model) }
    if let fitting = figures.first(where: { title.columns + $0.columns <= room }) {
      put(fitting, layout.topBar, row: 0, trailing: 2)
    }
    drawStatus(layout.bottomBar, model)
  }

  /// What is on screen, in words.
  private func title(of model: Model) -> Phrase {
    let strings = model.strings
    func named(_ category: String) -> Phrase {
      category.isEmpty ? Phrase(strings.uncategorized) : Phrase(field: category)
    }
    if let article = model.article { return named(article.stored.headline.category) }
    if let search = model.search {
      return search.isEditing
        ? Phrase(strings.searchTitle)
        : Phrase(strings.searchTitle + " · ", field: search.field.text)
    }
    let filter = model.list.filter
    var parts: [Phrase] = []
    if let category = filter.category { parts.append(named(category)) }
    if filter.unreadOnly { parts.append(Phrase(strings.unread)) }
    if filter.starredOnly { parts.append(Phrase(strings.starred)) }
    return parts.isEmpty ? Phrase(strings.frontPage) : parts.joined(separator: " · ")
  }

  /// What is counted, the longest form first.
  private func topFigures(_ model: Model) -> [String] {
    let strings = model.strings
    if let article = model.article {
      let percent = article.percentRead(height: Layout(model).body.rows)
      return [strings.number(percent) + (strings.digits == .latin ? "%" : "٪")]
    }
    if let stories = model.search?.page?.stories.filter({ !$0.isMember }) {
      return stories.isEmpty ? [] : [strings.count(stories.count, strings.articles)]
    }
    let shown = model.categories.filter {
      model.list.filter.category == nil || model.list.filter.category == $0.name
    }
    let unread = shown.reduce(0) { $0 + $1.unread }
    let total = shown.reduce(0) { $0 + $1.total }
    let figure = strings.count(unread, strings.unreadArticles)
    return [strings.ofTotal(figure, strings.number(total)), figure]
  }

  private mutating func drawStatus(_ area: Area, _ model: Model) {
    let theme = model.theme
    fill(area, theme.bar)
    if case .input(let input) = model.panel {
      drawField(input, area, model)
      return
    }
    if model.article == nil, let search = model.search, search.isEditing {
      drawField(Panel.Input(purpose: .search, field: search.field), area, model)
      return
    }
    var trailing = 2
    if let count = position(model) {
      let line = words(count, theme.barDim, model)
      put(line, area, row: 0, trailing: trailing)
      trailing += line.columns + 2
    }
    if let notice = model.notice ?? model.work.map({ Notice($0) }) {
      let style = notice.isError ? theme.error : theme.barAccent
      put(
        noticeLine(notice.phrase, style, model, columns: area.columns - trailing - 2), area, row: 0,
        leading: 2)
      return
    }
    drawHints(area.inset(leading: 2, trailing: trailing), model)
  }

  /// As many hints as fit. The way to all the other keys is always among them, as its key alone if need
  /// be, and stands last.
  private mutating func drawHints(_ area: Area, _ model: Model) {
    let help = hint(.help, model)
    var room = area.columns - help.columns
    var shown: [Line] = []
    for line in hints(model).map({ hint($0, model) }) {
      guard line.columns + 3 <= room else { break }
      shown.append(line)
      room -= line.columns + 3
    }
    var offset = 0
    for line in shown + [
      room >= 0 ? help : words(hintKey(.help, model), model.theme.barAccent, model)
    ] {
      put(line, area, row: 0, leading: offset)
      offset += line.columns + 3
    }
  }

  /// A key and what it does.
  private func hint(_ command: Command, _ model: Model) -> Line {
    let key = words(hintKey(command, model), model.theme.barAccent, model)
    let phrase = words(model.strings.hints(command), model.theme.barDim, model)
    let blank = [Cell.blank(model.theme.bar)]
    let cells =
      model.direction == .rightToLeft
      ? phrase.cells + blank + key.cells : key.cells + blank + phrase.cells
    return Line(cells: cells, direction: model.direction)
  }

  /// A sentence of ours or of the system's, each read in its own direction.
  private func noticeLine(
    _ phrase: Phrase, _ style: Style, _ model: Model, columns: Int
  ) -> Line {
    var setting = model.settings.interfaceSetting
    setting.direction = .automatic
    return typesetLine(
      phrase.text, columns: max(0, columns), setting: setting, style: style,
      isolates: phrase.fields)
  }

  private func hintKey(_ command: Command, _ model: Model) -> String {
    if command == .jump { return model.strings.inDigits("1") + "-" + model.strings.inDigits("9") }
    let key = model.keymap.hint(command)
    return key == "?" && model.direction == .rightToLeft ? "؟" : key
  }

  private func hints(_ model: Model) -> [Command] {
    if model.article?.search != nil { return [.findNext, .findPrevious, .back] }
    if model.article == nil, let search = model.search {
      let correct: [Command] = search.answer?.suggestion == nil ? [] : [.correct]
      let isStory = search.current.map { search.lead(of: $0.id) != nil } ?? false
      return [.open] + correct + (isStory ? [.expand] : [])
        + [.search, .toggleRead, .toggleStar, .share, .keepSearch, .allNews]
    }
    let selected = model.list.current?.id ?? 0
    let isStory = model.list.stories[selected] != nil || model.list.leads[selected] != nil
    return model.article == nil
      ? [
        .open
      ] + (isStory ? [.expand] : []) + [
        .toggleRead, .search, .toggleStar, .categories, .share, .onlyUnread, .goToDate, .quit,
      ]
      : [.back, .nextUnread, .jump, .share, .find, .toggleStar]
  }

  private func position(_ model: Model) -> String? {
    guard model.article == nil, model.search == nil, let before = model.list.before,
      let total = model.list.total, let place = model.list.place
    else { return nil }
    return model.strings.ofTotal(
      model.strings.number(before + place + 1), model.strings.number(total))
  }

  /// A field in the bottom bar; the text scrolls so that the cursor stays in sight.
  private mutating func drawField(_ input: Panel.Input, _ area: Area, _ model: Model) {
    let strings = model.strings
    let prompt: String =
      switch input.purpose {
      case .find: strings.findPrompt
      case .search: strings.searchPrompt
      case .date: strings.datePrompt
      case .saveAs: strings.savePrompt
      }
    let label = words(prompt, model.theme.barDim, model, columns: area.columns / 2)
    put(label, area, row: 0, leading: 2)
    var field = area.inset(leading: label.columns + 3, trailing: 2)
    guard field.columns > 2 else { return }
    var line = input.field.typeset(in: model.setting(of: input.purpose), style: model.theme.bar)
    field.direction = line.columns == 0 ? area.direction : line.direction
    var cursor = input.field.cursorColumn(in: line)
    if line.columns == 0 { cursor = field.direction == .rightToLeft ? -1 : 0 }
    // One column is kept beside the text for the cursor at its end.
    let room = field.columns - 1
    if line.columns > room {
      let start =
        field.direction == .rightToLeft
        ? min(max(0, cursor), line.columns - room) : max(0, min(cursor, line.columns) - room)
      line.cells = Array(line.cells[start..<start + room])
      cursor -= start
    }
    put(line, field, row: 0)
    let origin =
      field.direction == .rightToLeft
      ? field.column + field.columns - line.columns : field.column
    let column = min(max(field.column, origin + cursor), field.column + field.columns - 1)
    frame.cursor = Position(row: field.row, column: column)
  }
}
