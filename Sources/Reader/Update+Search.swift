package import Articles
import Typesetting

/// The search screen: a query being typed, and what was found for it.
package struct SearchState: Sendable {
  package var field = InputField()
  /// Whether keys go to the field rather than to the results.
  package var isEditing = true
  package var answer: SearchAnswer?
  /// Index of the selected story.
  package var selected = 0
  /// Index of the first row of the results on the screen.
  package var top = 0
  /// Whether the person chose a result while typing.
  var hasChosen = false
  /// Which of the earlier queries the field shows, counted back; nil for none of them.
  var recalled: Int?
  var page: SearchPage?
  /// The first articles of the stories shown whole.
  var opened: Set<Int64> = []

  /// The article that is selected.
  package var current: Headline? {
    guard let stories = page?.stories, stories.indices.contains(selected) else { return nil }
    return stories[selected].result.headline
  }

  /// The result under which another one stands; itself when others stand under it, otherwise nil.
  func lead(of id: Int64) -> Int64? {
    guard let results = answer?.results else { return nil }
    return results.first { $0.headline.id == id }?.similarTo
      ?? (results.contains { $0.similarTo == id } ? id : nil)
  }
}

extension Model {
  /// Results that are asked for while typing, and when the query is done.
  private static let typingLimit = 40
  private static let limit = 100
  /// Earlier queries that are remembered.
  private static let longestHistory = 100

  mutating func startSearch(_ text: String = "") -> [Effect] {
    search = SearchState(field: InputField(text), isEditing: text.isEmpty)
    return text.isEmpty ? [] : requestSearch(isTyping: false)
  }

  private func requestSearch(isTyping: Bool) -> [Effect] {
    guard let search else { return [] }
    let request = SearchRequest(
      search.field.text, limit: isTyping ? Self.typingLimit : Self.limit, today: today,
      isTyping: isTyping, prefersRecent: settings.prefersRecent)
    return [.search(request)]
  }

  /// Shows an answer, unless something else has been typed since it was asked for.
  mutating func take(_ answer: SearchAnswer) {
    guard search != nil, search?.field.text == answer.request.text,
      settings.prefersRecent == answer.request.prefersRecent
    else { return }
    let id = search?.current?.id
    search?.answer = answer
    search?.selected = 0
    search?.top = 0
    setSearchPage()
    guard search?.hasChosen == true || search?.isEditing == false, let id,
      let index = search?.page?.stories.firstIndex(where: { $0.result.headline.id == id })
    else { return }
    selectStory(index)
  }

  /// Lays the results out anew.
  mutating func setSearchPage() {
    guard let answer = search?.answer else { return }
    let page = SearchPage(
      answer, columns: Layout(self).body.columns, settings: settings, today: today,
      opened: search?.opened ?? [])
    search?.page = page
    scrollToStory()
  }

  // MARK: Keys

  mutating func handleSearch(_ key: Key) -> [Effect] {
    if case .mouse(let mouse) = key { return handleSearch(mouse) }
    guard search?.isEditing == true else { return handleResults(key) }
    switch key {
    case .escape: search = nil
    case .enter: return accept()
    case .down, .up, .pageDown, .pageUp:
      search?.hasChosen = true
      moveInResults(key)
    case .tab, .backTab: if search?.page?.stories.isEmpty == false { search?.isEditing = false }
    case .control("p"): return recall(1)
    case .control("n"): return recall(-1)
    case .control("c"): search = nil
    case .control("l"), .control("z"): return command(for: key, at: .list).map { perform($0) } ?? []
    default: return edit(key)
    }
    return []
  }

  private mutating func edit(_ key: Key) -> [Effect] {
    guard var field = search?.field else { return [] }
    let text = field.text
    field.handle(key, in: setting(of: .search))
    search?.field = field
    guard field.text != text else { return [] }
    search?.recalled = nil
    search?.hasChosen = false
    guard field.text.contains(where: { !$0.isWhitespace }) else {
      search?.answer = nil
      search?.page = nil
      return []
    }
    return requestSearch(isTyping: true)
  }

  /// Takes the query as it is; a result that was chosen while typing is opened.
  private mutating func accept() -> [Effect] {
    guard let search, search.field.text.contains(where: { !$0.isWhitespace }) else { return [] }
    remember(search.field.text)
    self.search?.isEditing = false
    if search.hasChosen, let current = search.current { return open(current.id) }
    return requestSearch(isTyping: false)
  }

  /// The query is put right as the answer proposes.
  private mutating func takeSuggestion() -> [Effect] {
    guard let suggestion = search?.answer?.suggestion else { return [] }
    remember(suggestion)
    search?.field = InputField(suggestion)
    return requestSearch(isTyping: false)
  }

  private mutating func remember(_ query: String) {
    searches.removeAll { $0 == query }
    searches.append(query)
    if searches.count > Self.longestHistory { searches.removeFirst() }
  }

  /// Goes back (or on) in the earlier queries.
  private mutating func recall(_ step: Int) -> [Effect] {
    let place = (search?.recalled ?? -1) + step
    guard place >= -1, place < searches.count else { return [] }
    search?.recalled = place < 0 ? nil : place
    search?.field = InputField(place < 0 ? "" : searches[searches.count - 1 - place])
    search?.hasChosen = false
    return requestSearch(isTyping: true)
  }

  private mutating func handleResults(_ key: Key) -> [Effect] {
    if key == .escape {
      search = nil
      return []
    }
    switch command(for: key, at: .list) {
    case .down: moveInResults(.down)
    case .up: moveInResults(.up)
    case .pageDown: moveInResults(.pageDown)
    case .pageUp: moveInResults(.pageUp)
    case .first: selectStory(0)
    case .last: selectStory(.max)
    case .open:
      guard let current = search?.current else { return takeSuggestion() }
      return open(current.id)
    case .search: search?.isEditing = true
    case .correct: return takeSuggestion()
    case .expand: toggleSimilar()
    case .recency:
      settings.prefersRecent.toggle()
      notice = Notice(settings.prefersRecent ? strings.newerFirst : strings.ageIgnored)
      return requestSearch(isTyping: false)
    case .keepSearch: return toggleKept()
    case .allNews, .back: search = nil
    case .quit where key == .control("c") || key == .character("Q"): return perform(.quit)
    case .quit: search = nil
    case .nextUnread: return selectUnread(1)
    case .previousUnread: return selectUnread(-1)
    case .some(let command) where Self.worksOnResults(command): return perform(command)
    default: break
    }
    return []
  }

  private static func worksOnResults(_ command: Command) -> Bool {
    switch command {
    case .help, .suspend, .redraw, .undo, .redo, .toggleRead, .toggleStar, .share, .copyLink,
      .copyText, .browse, .mail, .qr, .saveAs, .marks, .digits, .forward:
      true
    default: false
    }
  }

  /// Opens or closes what tells the same as the selected result.
  private mutating func toggleSimilar() {
    guard let current = search?.current, let lead = search?.lead(of: current.id) else {
      notice = Notice(strings.nothingToExpand)
      return
    }
    if search?.opened.remove(lead) == nil { search?.opened.insert(lead) }
    setSearchPage()
    if let index = search?.page?.stories.firstIndex(where: { $0.result.headline.id == lead }) {
      selectStory(index)
    }
  }

  /// Keeps the query among the categories, or drops it from there.
  private mutating func toggleKept() -> [Effect] {
    guard let query = search?.field.text, query.contains(where: { !$0.isWhitespace }) else {
      return []
    }
    let isKept = savedSearches.contains { $0.query == query }
    notice = Notice(isKept ? strings.searchDropped : strings.searchKept)
    return [isKept ? .dropSearch(query) : .keepSearch(query)]
  }

  /// What is kept, as the archive has it now; the counts are asked for anew.
  mutating func takeSearches(_ queries: [String]) -> [Effect] {
    let known = savedSearches
    savedSearches = queries.map { query in
      SavedSearch(query, unread: known.first { $0.query == query }?.unread)
    }
    return countSearches()
  }

  func countSearches() -> [Effect] {
    guard !savedSearches.isEmpty else { return [] }
    return [
      .countSearches(
        savedSearches.map { SearchRequest($0.query, limit: SavedSearch.most, today: today) })
    ]
  }

  mutating func takeCounts(_ counts: [String: Int]) {
    for index in savedSearches.indices {
      if let count = counts[savedSearches[index].query] { savedSearches[index].unread = count }
    }
  }

  // MARK: Selection

  private mutating func moveInResults(_ key: Key) {
    guard let search, let page = search.page else { return }
    switch key {
    case .down: selectStory(search.selected + 1)
    case .up: selectStory(search.selected - 1)
    default:
      let height = Layout(self).body.rows
      let step = key == .pageDown ? height : -height
      let row = page.rows(of: search.selected).lowerBound + step
      let story = page.rows.indices.last { $0 <= row && page.rows[$0].story != nil }
        .flatMap { page.rows[$0].story }
      selectStory(story ?? 0)
    }
  }

  private mutating func selectUnread(_ step: Int) -> [Effect] {
    guard let search, let stories = search.page?.stories else { return [] }
    var index = search.selected + step
    while stories.indices.contains(index), stories[index].result.headline.isRead { index += step }
    guard stories.indices.contains(index) else {
      notice = Notice(strings.noMoreUnread)
      return []
    }
    selectStory(index)
    return []
  }

  private mutating func selectStory(_ index: Int) {
    guard let count = search?.page?.stories.count, count > 0 else { return }
    search?.selected = min(max(0, index), count - 1)
    scrollToStory()
  }

  private mutating func scrollToStory() {
    guard let search, let page = search.page else { return }
    let rows = page.rows(of: search.selected)
    let height = Layout(self).body.rows
    var top = min(search.top, max(0, page.rows.count - height))
    // What stands above the first result is seen with it.
    if search.selected == 0 || rows.lowerBound < top {
      top = search.selected == 0 ? 0 : rows.lowerBound
    }
    if rows.upperBound > top + height { top = rows.upperBound - height }
    self.search?.top = max(0, min(top, rows.isEmpty ? 0 : rows.lowerBound))
  }

  private mutating func handleSearch(_ mouse: Key.Mouse) -> [Effect] {
    guard let search, let page = search.page else { return [] }
    switch mouse.action {
    case .wheelDown: selectStory(search.selected + 1)
    case .wheelUp: selectStory(search.selected - 1)
    case .press, .doublePress:
      let area = Layout(self).body
      let row = search.top + mouse.position.row - area.row
      guard area.contains(mouse.position), page.rows.indices.contains(row),
        let story = page.rows[row].story
      else { return [] }
      selectStory(story)
      guard mouse.action == .doublePress, let current = self.search?.current else { return [] }
      return open(current.id)
    }
    return []
  }

  /// Applies a mark to the results.
  mutating func changeResults(_ change: (inout Headline) -> Void) {
    guard var answer = search?.answer else { return }
    for index in answer.results.indices { change(&answer.results[index].headline) }
    search?.answer = answer
    setSearchPage()
  }
}

extension Canvas {
  mutating func drawSearch(_ search: SearchState, _ area: Area, _ model: Model) {
    guard let page = search.page else {
      let lines = typeset(
        model.strings.searchHelp, columns: max(8, area.columns - 4),
        setting: model.settings.interfaceSetting, style: model.theme.dim)
      for (row, line) in lines.enumerated() { put(line, area, row: row, leading: 2) }
      return
    }
    for row in 0..<area.rows where page.rows.indices.contains(search.top + row) {
      let content = page.rows[search.top + row]
      draw(content.pieces, area, row: row)
      let isTitle =
        content.story == search.selected
        && page.rows(of: search.selected).lowerBound == search.top + row
      if isTitle {
        select(
          area, row: row, model.theme, edge: search.isEditing ? .rests : .takesKeys,
          keeping: model.theme.match)
      }
    }
  }
}
