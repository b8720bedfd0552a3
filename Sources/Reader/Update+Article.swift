import Articles
import Typesetting

extension Model {
  mutating func performInArticle(_ command: Command) -> [Effect] {
    let page = max(1, Layout(self).body.rows - 2)
    switch command {
    case .down: scrollArticle(by: 1)
    case .up: scrollArticle(by: -1)
    case .pageDown: scrollArticle(by: page)
    case .pageUp: scrollArticle(by: -page)
    case .first: scrollArticle(by: -(article?.top ?? 0))
    case .last:
      article?.page.setRows(upTo: .max)
      scrollArticle(by: article?.page.rows.count ?? 0)
    case .back: return goBack()
    case .nextArticle: return findNeighbour(unread: false, .next)
    case .previousArticle: return findNeighbour(unread: false, .previous)
    case .find:
      let field = InputField(article?.search?.query ?? "")
      panel = .input(Panel.Input(purpose: .find, field: field))
    case .complete: return complete()
    case .findNext: step(1)
    case .findPrevious: step(-1)
    default: break
    }
    return []
  }

  /// Scrolls as the person asks; where that leads is the place to keep.
  mutating func scrollArticle(by rows: Int) {
    article?.top += rows
    fitArticle()
    guard var article else { return }
    let position = article.page.position(ofRow: article.top)
    article.anchor = ArticleState.Anchor(
      position: position, further: article.top - article.page.row(of: position))
    self.article = article
  }

  /// Leaves no screen empty below the article's end, nor above its beginning.
  mutating func fitArticle() {
    let height = Layout(self).body.rows
    article?.fit(height: height)
  }

  // MARK: Opening

  /// Opens an article from what is on screen now, which `back` returns to.
  mutating func open(_ id: Int64) -> [Effect] {
    let effects = leaveEffects()
    history.back.append(stop)
    history.forward = []
    return effects + [.open(id, at: nil)]
  }

  /// Where the person is now.
  private var stop: History.Stop {
    guard let article else { return .list }
    return .article(article.id, position(of: article))
  }

  private func position(of article: ArticleState) -> ReadingPosition {
    article.anchor.position
  }

  /// What has to be kept when the article on screen is left.
  func leaveEffects() -> [Effect] {
    guard let article, position(of: article) != article.stored.position else { return [] }
    return [.savePosition(article.id, position(of: article))]
  }

  mutating func show(_ stored: StoredArticle, at position: ReadingPosition?) -> [Effect] {
    var state = articleState(stored, columns: Layout(self).body.columns)
    state.anchor.position = position ?? stored.position
    state.top = state.page.row(of: state.anchor.position)
    article = state
    preview = nil
    fitArticle()
    if let index = list.row(of: stored.headline.id) {
      list.selected = index
      scrollListToSelection()
    }
    var effects: [Effect] = [.relate(stored.headline.id)]
    if !stored.headline.isRead { effects.append(.mark([stored.headline.id], .read, .opening)) }
    return effects
  }

  mutating func relate(_ id: Int64, _ relations: [Relation]) {
    if article?.id == id { article?.relate(relations) }
    if preview?.id == id { preview?.relate(relations) }
    fitArticle()
  }

  // MARK: Going on and back

  mutating func goBack() -> [Effect] {
    let effects = leaveEffects()
    history.forward.append(stop)
    return effects + go(to: history.back.popLast() ?? .list)
  }

  mutating func goForward() -> [Effect] {
    guard let next = history.forward.popLast() else { return [] }
    let effects = leaveEffects()
    history.back.append(stop)
    return effects + go(to: next)
  }

  private mutating func go(to stop: History.Stop) -> [Effect] {
    switch stop {
    case .list:
      article = nil
      scrollListToSelection()
      return []
    case .article(let id, let position): return [.open(id, at: position)]
    }
  }

  mutating func jump(to number: Int) -> [Effect] {
    guard let jumps = article?.page.jumps, jumps.indices.contains(number - 1) else {
      notice = Notice(strings.noJump)
      return []
    }
    return open(jumps[number - 1].id)
  }

  mutating func findNeighbour(unread: Bool, _ direction: Message.Direction) -> [Effect] {
    guard let subject else { return [] }
    return [.findNeighbour(of: subject.key, list.filter, unread: unread, direction)]
  }

  /// Goes to the neighbour that was found: opens it from an article, selects it in the list.
  mutating func visit(_ headline: Headline?, unread: Bool) -> [Effect] {
    guard let headline else {
      notice = Notice(unread ? strings.noMoreUnread : strings.noMoreArticles)
      return []
    }
    if article != nil {
      // Leafing from one to the next is one stop: back leads to where the leafing began.
      history.forward = []
      return leaveEffects() + [.open(headline.id, at: nil)]
    }
    list.reveal(headline.id)
    if let index = list.row(of: headline.id) { return select(index) }
    var key = headline.key
    key.id += 1
    return [.load(request(.after(key), .replace(select: headline.id)))]
  }

  // MARK: Find in the article

  /// Looks for `query` and shows the first match below the top of the screen.
  mutating func search(_ query: String) {
    guard let article else { return }
    let matches = article.stored.matches(of: query)
    guard !matches.isEmpty else {
      self.article?.search = nil
      return
    }
    let top = article.page.position(ofRow: article.top)
    let current =
      article.top == 0
      ? 0
      : matches.firstIndex { ($0.block, $0.range.lowerBound) >= (top.block, top.byte) } ?? 0
    self.article?.search = PageSearch(query: query, matches: matches, current: current)
    showCurrentMatch()
  }

  mutating func leaveSearch() -> [Effect] {
    article?.search = nil
    return []
  }

  private mutating func step(_ step: Int) {
    guard let search = article?.search else { return }
    let count = search.matches.count
    article?.search?.current = (search.current + step + count) % count
    showCurrentMatch()
    notice = Notice(
      strings.ofTotal(
        strings.number((article?.search?.current ?? 0) + 1), strings.number(count)))
  }

  private mutating func showCurrentMatch() {
    let height = Layout(self).body.rows
    if article?.bringMatchOnScreen(height: height) == true { scrollArticle(by: 0) }
  }
}

extension StoredArticle {
  /// Where the words of `query` stand one after the other, compared as search compares words; the
  /// last one may be the beginning of a word, and a single one any part of it.
  func matches(of query: String) -> [PageSearch.Match] {
    var finder = WordFinder(query)
    guard !finder.isEmpty else { return [] }
    let texts = [(-1, headline.shownTitle)] + blocks.enumerated().map { ($0, $1.text) }
    return texts.flatMap { block, text in
      finder.ranges(in: text).map { PageSearch.Match(block: block, range: $0) }
    }
  }
}

/// Finds the words of a query where they stand one after the other.
private struct WordFinder {
  /// The folded words without hamza, in UTF-8.
  private let wanted: [[UInt8]]
  /// For every count of words found so far, up to the last one read, where the first of them begins.
  private var starts: [Int?]

  init(_ query: String) {
    var wanted: [[UInt8]] = []
    forEachWord(of: query) { wanted.append(Array($0.bare)) }
    self.wanted = wanted
    starts = Array(repeating: nil, count: wanted.count + 1)
  }

  var isEmpty: Bool { wanted.isEmpty }

  /// In UTF-8 bytes of `text`, in ascending order.
  mutating func ranges(in text: String) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for i in starts.indices { starts[i] = nil }
    forEachWord(of: text) { word in
      starts[0] = word.source.lowerBound
      for i in wanted.indices.reversed() {
        starts[i + 1] = agrees(word.bare, i) ? starts[i] : nil
      }
      if let start = starts[wanted.count] { ranges.append(start..<word.source.upperBound) }
    }
    return ranges
  }

  private func agrees(_ word: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let wanted = wanted[index]
    guard index == self.wanted.count - 1 else { return word.elementsEqual(wanted) }
    if index > 0 { return word.starts(with: wanted) }
    guard word.count >= wanted.count else { return false }
    return (0...word.count - wanted.count).contains { word[$0...].starts(with: wanted) }
  }
}
