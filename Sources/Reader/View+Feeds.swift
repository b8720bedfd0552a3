import Articles
import Typesetting

extension Canvas {
  /// Two rows a feed: its name and counts, and how it is.
  mutating func drawFeeds(
    _ rows: [FeedRow], _ layout: Layout, _ model: Model, selected: Int
  ) {
    drawPairs(rows.count, layout, model, title: model.strings.feeds, selected: selected) {
      $0.drawFeed(rows[$1], $2, row: $3, model)
    }
  }

  /// A panel with two rows for each of `count` things. `draw` is given the canvas, the thing's index, the
  /// inside of the panel and the first row there.
  mutating func drawPairs(
    _ count: Int, _ layout: Layout, _ model: Model, title: String, selected: Int,
    _ draw: (inout Canvas, Int, Area, Int) -> Void
  ) {
    let area = box(
      layout.box(columns: max(30, min(76, model.size.columns - 8)), rows: count * 2), model,
      title: title)
    let visible = max(1, area.rows / 2)
    let first = max(0, min(selected - visible / 2, count - visible))
    for place in 0..<min(visible, count - first) {
      let index = first + place
      draw(&self, index, area, place * 2)
      if index == selected {
        for row in [place * 2, place * 2 + 1] where row < area.rows {
          select(area, row: row, model.theme, edge: nil)
        }
      }
    }
  }

  private mutating func drawFeed(_ feed: FeedRow, _ area: Area, row: Int, _ model: Model) {
    let strings = model.strings
    let counts = words(
      strings.ofTotal(strings.number(feed.unread), strings.number(feed.total)),
      panelStyle(model.theme.dim, model), model)
    let name = [feed.name, feed.folder].filter { !$0.isEmpty }.map { Phrase(field: $0) }
      .joined(separator: " · ")
    let style = feed.unread > 0 ? model.theme.strong : model.theme.text
    put(
      typesetLine(
        name.text, columns: max(8, area.columns - counts.columns - 3),
        setting: model.settings.interfaceSetting, style: panelStyle(style, model),
        isolates: name.fields), area, row: row, leading: 1)
    put(counts, area, row: row, trailing: 1)
    guard row + 1 < area.rows else { return }
    let phrase = health(of: feed, strings)
    let health = typesetLine(
      phrase.text, columns: area.columns - 4, setting: model.settings.interfaceSetting,
      style: panelStyle(feed.failure == nil ? model.theme.dim : model.theme.error, model),
      isolates: phrase.fields)
    put(health, area, row: row + 1, leading: 3)
  }

  private func health(of feed: FeedRow, _ strings: Strings) -> Phrase {
    func moment(_ date: ArticleDate) -> String {
      [strings.shortDay(date.daysSinceEpoch), strings.time(date)].compactMap { $0 }
        .joined(separator: " ")
    }
    guard let failure = feed.failure else {
      return Phrase(feed.succeeded.map { "✓ " + moment($0) } ?? strings.neverFetched)
    }
    let next = feed.nextTry.map { strings.nextTry + " " + moment($0) }
    return [Phrase("✗ ", field: failure), next.map { Phrase($0) }].compactMap { $0 }
      .joined(separator: " · ")
  }
}
