import Articles
import Typesetting

extension Model {
  // MARK: Refreshing

  /// Begins a refresh, or ends the one that runs.
  mutating func toggleRefresh(feed: Int64? = nil) -> [Effect] {
    guard !isRefreshing else { return [.cancelRefresh] }
    isRefreshing = true
    work = strings.refreshing
    return [.refresh(feed: feed)]
  }

  mutating func takeFromFeeds(_ message: Message) -> [Effect] {
    switch message {
    case .refreshDue: return isRefreshing ? [] : toggleRefresh()
    case .refreshing(let done, let total):
      guard isRefreshing else { return [] }
      work = strings.refreshing + " " + strings.number(done) + "/" + strings.number(total)
    case .refreshed(let outcome): return take(outcome)
    case .feeds(let rows):
      guard !rows.isEmpty else {
        notice = Notice(strings.noFeeds)
        return []
      }
      panel = .feeds(rows, selected: selectedFeed(among: rows))
    case .completed(let stored): return replaceText(with: stored)
    case .notCompleted(let reason):
      work = isRefreshing ? work : nil
      notice = Notice(reason, isError: true)
    default: break
    }
    return []
  }

  private mutating func take(_ outcome: RefreshOutcome) -> [Effect] {
    isRefreshing = false
    work = nil
    notice = Notice(words(for: outcome), isError: outcome.failed > 0)
    var effects = outcome.new + outcome.changed + outcome.removed > 0 ? reloadInPlace() : []
    if case .feeds = panel { effects.append(.listFeeds) }
    return effects
  }

  private func words(for outcome: RefreshOutcome) -> String {
    guard outcome.hadFeeds else { return strings.noFeeds }
    var parts = [strings.count(outcome.new, strings.newArticles)]
    if outcome.failed > 0 { parts.append(strings.count(outcome.failed, strings.failedFeeds)) }
    if outcome.removed > 0 { parts.append(strings.count(outcome.removed, strings.removedArticles)) }
    if outcome.wasCancelled { parts.insert(strings.refreshCancelled, at: 0) }
    return parts.joined(separator: " · ")
  }

  /// Reads the list again; the selected article stays selected, and the article at the top of the window
  /// stays there.
  private mutating func reloadInPlace() -> [Effect] {
    guard list.reachesNewest, list.top == 0, let current = list.current else { return reload() }
    return [.load(request(.newest, .replace(select: current.id))), .tally]
  }

  // MARK: The list of feeds

  private func selectedFeed(among rows: [FeedRow]) -> Int {
    guard case .feeds(let before, let selected) = panel, before.indices.contains(selected) else {
      return 0
    }
    return rows.firstIndex { $0.id == before[selected].id } ?? min(selected, rows.count - 1)
  }

  mutating func handleFeeds(_ key: Key, _ rows: [FeedRow], selected: Int) -> [Effect] {
    let page = max(1, (size.rows - 4) / 2)
    let command = menuCommand(key)
    let new: Int? =
      switch command {
      case .down: selected + 1
      case .up: selected - 1
      case .pageDown: selected + page
      case .pageUp: selected - page
      case .first: 0
      case .last: rows.count - 1
      default: nil
      }
    if let new {
      panel = .feeds(rows, selected: min(max(0, new), rows.count - 1))
      return []
    }
    switch command {
    case .open: return toggleRefresh(feed: rows[selected].id)
    case .refresh: return toggleRefresh()
    default: panel = nil
    }
    return []
  }

  // MARK: The whole text

  mutating func complete() -> [Effect] {
    guard let article else { return [] }
    guard let url = article.stored.headline.url, !url.isEmpty else {
      notice = Notice(strings.noLink, isError: true)
      return []
    }
    work = strings.fetchingText
    return [.complete(article.id)]
  }

  /// Shows the text that was found, if the article is still on the screen.
  private mutating func replaceText(with stored: StoredArticle) -> [Effect] {
    work = isRefreshing ? work : nil
    if preview?.id == stored.headline.id { preview = nil }
    guard let old = article, old.id == stored.headline.id else { return [] }
    var new = articleState(
      stored, computed: old.computed, columns: Layout(self).body.columns)
    new.anchor = old.anchor
    new.top = new.page.row(of: old.anchor.position) + old.anchor.further
    article = new
    fitArticle()
    notice = Notice(strings.textCompleted)
    return []
  }
}
