import Articles
import Typesetting

extension Model {
  /// Rows the wheel moves at a time.
  private static let wheel = 3

  mutating func handle(_ mouse: Key.Mouse) -> [Effect] {
    switch mouse.action {
    case .wheelDown: return roll(Self.wheel)
    case .wheelUp: return roll(-Self.wheel)
    case .press, .doublePress: return article == nil ? clickList(mouse) : clickArticle(mouse)
    }
  }

  private mutating func roll(_ rows: Int) -> [Effect] {
    guard article == nil else {
      scrollArticle(by: rows)
      return []
    }
    return select(list.selected + rows)
  }

  private mutating func clickList(_ mouse: Key.Mouse) -> [Effect] {
    let layout = Layout(self)
    if layout.sidebar?.contains(mouse.position) == true { return pickCategory(mouse) }
    guard layout.list.contains(mouse.position) else { return [] }
    let entries = layout.entries(of: self)
    let row = mouse.position.row - layout.list.row - 1
    guard entries.indices.contains(row), case .article(let index, _) = entries[row] else {
      return []
    }
    let effects = select(index)
    guard mouse.action == .doublePress, let current = list.current else { return effects }
    return effects + open(current.id)
  }

  /// A click in the sidebar, or in the box that stands for it, shows a list; elsewhere it closes the box.
  mutating func pickCategory(_ mouse: Key.Mouse) -> [Effect] {
    let area = Layout(self).categories(of: self)
    let focus = categoryFocus
    panel = nil
    guard area.contains(mouse.position) else { return [] }
    let entries = sidebarEntries
    let first = SidebarRows.first(
      selected: focus ?? sidebarSelection, entries: entries.count, general: generalEntries,
      height: area.rows)
    guard
      case .entry(let index) = SidebarRows.content(
        row: mouse.position.row - area.row, first: first, entries: entries.count,
        general: generalEntries)
    else { return [] }
    return choose(entries[index])
  }

  /// A click on an item of the share menu does it; elsewhere it closes the menu.
  mutating func pickShareItem(_ mouse: Key.Mouse) -> [Effect] {
    let area = Layout(self).shareBox.insideFrame
    let items = Strings.ShareItem.allCases
    let row = mouse.position.row - area.row
    guard area.contains(mouse.position), items.indices.contains(row) else { return [] }
    return share(items[row].command)
  }

  /// A click on a related article opens it.
  private mutating func clickArticle(_ mouse: Key.Mouse) -> [Effect] {
    guard let article else { return [] }
    let row = article.top + mouse.position.row - Layout(self).body.row
    guard mouse.position.row >= Layout(self).body.row, article.page.rows.indices.contains(row),
      let number = article.page.rows[row].jump
    else { return [] }
    return jump(to: number)
  }
}
