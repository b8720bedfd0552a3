import Articles
import Typesetting

extension Canvas {
  /// Two rows a link: its number and text, and where it leads.
  mutating func drawLinks(
    _ links: [ArticleLink], _ layout: Layout, _ model: Model, selected: Int
  ) {
    let area = box(
      layout.box(columns: max(30, min(76, model.size.columns - 8)), rows: links.count * 2), model,
      title: model.strings.links)
    let visible = max(1, area.rows / 2)
    let first = max(0, min(selected - visible / 2, links.count - visible))
    for place in 0..<min(visible, links.count - first) {
      let index = first + place
      drawLink(links[index], number: index + 1, area, row: place * 2, model)
      if index == selected {
        for row in [place * 2, place * 2 + 1] where row < area.rows {
          select(area, row: row, model.theme, edge: nil)
        }
      }
    }
  }

  private mutating func drawLink(
    _ link: ArticleLink, number: Int, _ area: Area, row: Int, _ model: Model
  ) {
    // One digit is all that a key can be.
    if number <= 9 {
      let sign = words(
        model.strings.number(number), panelStyle(model.theme.number, model), model)
      put(sign, area, row: row, leading: 1)
    }
    var setting = model.settings.setting(language: nil)
    setting.fallback = model.direction
    let text = link.text.isEmpty ? link.url : link.text
    put(
      typesetLine(
        text, columns: max(8, area.columns - 4), setting: setting,
        style: panelStyle(model.theme.text, model)), area, row: row, leading: 3)
    guard row + 1 < area.rows else { return }
    setting.direction = .fixed(.leftToRight)
    put(
      typesetLine(
        link.url, columns: max(8, area.columns - 4), setting: setting,
        style: panelStyle(model.theme.link, model)), area, row: row + 1, leading: 3)
  }
}
