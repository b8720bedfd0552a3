import Articles
import Typesetting

extension Model {
  /// Rows loaded at a time, and how near the edge of what is loaded the selection may come.
  private static let pageLimit = 200
  private static let margin = 60
  /// More rows than this are not kept; the ones farthest from the selection go.
  private static let windowLimit = 1_000

  func request(_ place: Place, _ purpose: ListRequest.Purpose) -> ListRequest {
    ListRequest(list.filter, place, limit: Self.pageLimit, purpose)
  }

  mutating func performInList(_ command: Command) -> [Effect] {
    switch command {
    case .down: return select(list.selected + 1)
    case .up: return select(list.selected - 1)
    case .pageDown: return pageDown()
    case .pageUp: return pageUp()
    case .first:
      return list.reachesNewest ? select(0) : [.load(request(.newest, .replace(select: nil)))]
    case .last:
      return list.reachesOldest
        ? select(list.rows.count - 1) : [.load(request(.oldest, .replaceFromEnd))]
    case .nextDay: return nextDay()
    case .previousDay: return previousDay()
    case .open:
      guard let current = list.current else { return [] }
      return open(current.id)
    case .allNews: return show(Filter())
    case .onlyUnread:
      var filter = list.filter
      filter.unreadOnly.toggle()
      return show(filter)
    case .markAllRead: return [.markAllRead(list.filter, .person)]
    case .search: return startSearch()
    case .expand: return toggleStory()
    case .stories: toggleStories()
    case .feeds: return [.listFeeds]
    case .categories: panel = .categories(selected: sidebarSelection)
    case .goToDate: panel = .input(Panel.Input(purpose: .date, field: InputField()))
    default: break
    }
    return []
  }

  /// Shows the list of another filter from its newest article.
  mutating func show(_ filter: Filter) -> [Effect] {
    guard filter != list.filter else { return [] }
    list.filter = filter
    return [.load(request(.newest, .replace(select: nil)))]
  }

  mutating func goToDay(_ day: Int) -> [Effect] {
    [.load(request(.day(day), .replace(select: nil)))]
  }

  /// Reads again what is on screen, from the first visible article on.
  mutating func reload() -> [Effect] {
    guard list.rows.indices.contains(list.top) else {
      return [.load(request(.newest, .replace(select: nil))), .tally]
    }
    if list.reachesNewest, list.selected == 0 {
      return [.load(request(.newest, .replace(select: nil))), .tally]
    }
    guard let first = list.loadedIndex(ofRow: list.top) else { return [] }
    var key = list.loaded[first].key
    key.id += 1  // «after» leaves its own article out
    return [.load(request(.after(key), .replace(select: list.current?.id))), .tally]
  }

  // MARK: Selection

  mutating func select(_ index: Int) -> [Effect] {
    guard !list.rows.isEmpty else { return [] }
    list.selected = min(max(0, index), list.rows.count - 1)
    scrollListToSelection()
    return extendWindow()
  }

  /// The lowest article on the screen comes to its top, so that none is passed over unseen.
  private mutating func pageDown() -> [Effect] {
    guard let lowest = lowestRow, lowest < list.rows.count - 1 else {
      return select(list.rows.count - 1)
    }
    list.top = max(lowest, list.top + 1)
    return select(list.top)
  }

  /// The article at the top comes to the bottom of the screen, or as low as others are above it.
  private mutating func pageUp() -> [Effect] {
    let lowest = Layout(self).firstRow(showing: list.top, of: self)
    list.top = max(0, min(lowest, list.top - 1))
    return select(list.top)
  }

  /// Index of the lowest article on the screen.
  private var lowestRow: Int? {
    for case .article(let index, _) in Layout(self).entries(of: self).reversed() { return index }
    return nil
  }

  private mutating func extendWindow() -> [Effect] {
    guard let first = list.loaded.first, let last = list.loaded.last else { return [] }
    if !list.reachesOldest, list.selected >= list.rows.count - Self.margin {
      return [.load(request(.after(last.key), .append))]
    }
    if !list.reachesNewest, list.selected < Self.margin {
      return [.load(request(.before(first.key), .prepend))]
    }
    return []
  }

  private mutating func nextDay() -> [Effect] {
    guard let current = list.current else { return [] }
    let day = current.date?.daysSinceEpoch
    if let next = list.rows[list.selected...].firstIndex(where: {
      $0.date?.daysSinceEpoch != day
    }) {
      return select(next)
    }
    guard !list.reachesOldest, let day else { return select(list.rows.count - 1) }
    return goToDay(day - 1)
  }

  private mutating func previousDay() -> [Effect] {
    guard list.current != nil else { return [] }
    let start = firstRow(ofDayAt: list.selected)
    let target = start < list.selected || start == 0 ? start : firstRow(ofDayAt: start - 1)
    // The window may begin in the middle of that day.
    if target == 0, !list.reachesNewest, let day = list.rows[0].date?.daysSinceEpoch {
      return goToDay(day)
    }
    return select(target)
  }

  private func firstRow(ofDayAt index: Int) -> Int {
    let day = list.rows[index].date?.daysSinceEpoch
    var first = index
    while first > 0, list.rows[first - 1].date?.daysSinceEpoch == day { first -= 1 }
    return first
  }

  /// Scrolls the list as little as needed to show the selected article whole.
  mutating func scrollListToSelection() {
    guard !list.rows.isEmpty else {
      list.top = 0
      return
    }
    list.selected = min(max(0, list.selected), list.rows.count - 1)
    list.top = min(max(0, list.top), list.rows.count - 1)
    let lowest = Layout(self).firstRow(showing: list.selected, of: self)
    list.top = min(max(list.top, lowest), list.selected)
  }

  // MARK: Pages of the list

  mutating func take(_ page: ListPage) -> [Effect] {
    guard page.request.filter == list.filter else { return [] }
    for day in page.days { list.days[day.day] = day }
    let isShort = page.rows.count < page.request.limit
    list.isLoaded = true
    switch page.request.purpose {
    case .append:
      guard page.request.place == list.loaded.last.map({ .after($0.key) }) else { return [] }
      load(list.loaded + page.rows)
      list.reachesOldest = isShort
      dropFromFront()
    case .prepend:
      guard page.request.place == list.loaded.first.map({ .before($0.key) }) else { return [] }
      load(page.rows + list.loaded)
      list.before = list.before.map { max(0, $0 - page.rows.count) }
      list.reachesNewest = isShort
      dropFromBack()
    case .replace, .replaceFromEnd:
      replaceRows(with: page, isShort: isShort)
      return extendWindow()
    }
    return []
  }

  private mutating func load(_ headlines: [Headline]) {
    list.load(headlines, groupsStories: settings.groupsStories)
  }

  /// Articles on the same event as one line, or each on its own.
  mutating func toggleStories() {
    settings.groupsStories.toggle()
    load(list.loaded)
    notice = Notice(settings.groupsStories ? strings.storiesShown : strings.storiesHidden)
    scrollListToSelection()
  }

  private mutating func toggleStory() -> [Effect] {
    guard let current = list.current, list.toggleStory(of: current.id) else {
      notice = Notice(strings.nothingToExpand)
      return []
    }
    return select(list.selected)
  }

  private mutating func replaceRows(with page: ListPage, isShort: Bool) {
    list.rows = []
    list.selected = 0
    list.top = 0
    load(page.rows)
    list.days = Dictionary(page.days.map { ($0.day, $0) }, uniquingKeysWith: { $1 })
    list.before = page.before
    list.total = page.total
    switch page.request.purpose {
    case .replaceFromEnd:
      list.reachesOldest = true
      list.reachesNewest = isShort
      list.selected = max(0, list.rows.count - 1)
    case .replace(let id):
      list.reachesNewest = page.request.place == .newest || page.before == 0
      list.reachesOldest = isShort
      if let id { list.selected = list.row(of: id) ?? 0 }
    default: break
    }
    scrollListToSelection()
  }

  private mutating func dropFromFront() {
    guard let top = list.loadedIndex(ofRow: list.top) else { return }
    let excess = min(list.loaded.count - Self.windowLimit, top - Self.margin)
    guard excess > 0 else { return }
    load(Array(list.loaded.dropFirst(excess)))
    list.before = list.before.map { $0 + excess }
    list.reachesNewest = false
  }

  private mutating func dropFromBack() {
    guard let selected = list.loadedIndex(ofRow: list.selected) else { return }
    let excess = min(
      list.loaded.count - Self.windowLimit, list.loaded.count - selected - 3 * Self.margin)
    guard excess > 0 else { return }
    load(Array(list.loaded.dropLast(excess)))
    list.reachesOldest = false
  }

  // MARK: Sidebar

  /// The entry that takes the keys, nil while the list does.
  var categoryFocus: Int? {
    guard case .categories(let selected) = panel else { return nil }
    return selected
  }

  /// What the sidebar offers, from the top.
  var sidebarEntries: [SidebarEntry] {
    let named = categories.filter { !$0.name.isEmpty } + categories.filter(\.name.isEmpty)
    return [.all, .unread, .starred] + savedSearches.map { .search($0) }
      + named.map { .category($0) }
  }

  /// Entries of all categories together, which stand above those of one.
  var generalEntries: Int { 3 + savedSearches.count }

  mutating func choose(_ entry: SidebarEntry) -> [Effect] {
    switch entry {
    case .search(let saved): startSearch(saved.query)
    default: entry.filter.map { show($0) } ?? []
    }
  }

  /// The entry whose list is on screen, or the one it is a part of.
  var sidebarSelection: Int {
    let entries = sidebarEntries
    let whole = Filter(category: list.filter.category)
    return entries.firstIndex { $0.filter == list.filter }
      ?? entries.firstIndex { $0.filter == whole } ?? 0
  }
}

/// A line of the sidebar.
enum SidebarEntry {
  case all, unread, starred
  case search(SavedSearch)
  case category(CategoryTally)

  /// Which list it shows; nil for a search.
  var filter: Filter? {
    switch self {
    case .all: Filter()
    case .unread: Filter(unreadOnly: true)
    case .starred: Filter(starredOnly: true)
    case .search: nil
    case .category(let tally): Filter(category: tally.name)
    }
  }
}
