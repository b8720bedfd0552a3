import Articles
import Typesetting

extension Canvas {
  /// Two rows a link: its number and text, and where it leads.
  mutating func drawLinks(
    _ links: [ArticleLink], _ layout: Layout, _ model: Model, selected: Int
  ) {
    drawPairs(links.count, layout, model, title: model.strings.links, selected: selected) {
      $0.drawLink(links[$1], number: $1 + 1, $2, row: $3, model)
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
