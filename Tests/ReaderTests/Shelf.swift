import Articles
import Foundation
import Reader

/// An archive of a few lines: answers the reader's effects from a list of headlines.
struct Shelf {
  /// Newest first.
  var headlines: [Headline]
  var relations: [Relation] = []
  private(set) var searches: [String] = []
  private var sweeps: [Int64: [Int64]] = [:]

  init(_ headlines: [Headline], relations: [Relation] = []) {
    self.headlines = headlines
    self.relations = relations
  }

  mutating func answer(_ effect: Effect) -> [Message] {
    switch effect {
    case .load(let request): return [.loaded(page(request))]
    case .tally: return [.tallies(tallies(of: headlines))]
    case .open(let id, let position):
      return article(id).map { [.opened($0, at: position)] } ?? []
    case .preview(let id): return article(id).map { [.previewed($0)] } ?? []
    case .relate(let id): return [.related(to: id, relations)]
    case .mark(let ids, let mark, let cause): return [.marked(apply(mark, to: ids), mark, cause)]
    case .markAllRead(let filter, let cause):
      let stamp = Int64(sweeps.count + 1)
      let ids = apply(.read, to: list(filter).map(\.id))
      sweeps[stamp] = ids
      return [.markedAll(filter, stamp: stamp, count: ids.count, cause)]
    case .undoMarkAll(let stamp):
      _ = apply(.unread, to: sweeps[stamp] ?? [])
      return [.markAllUndone(stamp: stamp)]
    case .findNeighbour(let key, var filter, let unread, let direction):
      filter.unreadOnly = filter.unreadOnly || unread
      let place: Place = direction == .next ? .after(key) : .before(key)
      return [.neighbour(rows(filter, place, limit: 1).first, unread: unread)]
    case .search(let request): return [.found(answer(request))]
    case .savePosition, .copy, .openAddress, .save, .share, .redraw, .suspend, .quit: return []
    case .listSearches: return [.searches(searches)]
    case .keepSearch(let query):
      searches.append(query)
      return [.searches(searches)]
    case .dropSearch(let query):
      searches.removeAll { $0 == query }
      return [.searches(searches)]
    case .countSearches(let requests):
      let counts = requests.map { request in
        (request.text, answer(request).results.count { !$0.headline.isRead })
      }
      return [.searchCounts(Dictionary(counts, uniquingKeysWith: { $1 }))]
    case .refresh, .cancelRefresh, .listFeeds, .complete: return []
    }
  }

  func article(_ id: Int64) -> StoredArticle? {
    headlines.first { $0.id == id }.map { sampleArticle($0) }
  }

  /// The articles with a word of the query in their titles.
  func answer(_ request: SearchRequest) -> SearchAnswer {
    let wanted = request.text.split(separator: " ").map(String.init)
    let results = headlines.compactMap { headline -> SearchResult? in
      let text = headline.title
      let matches = wanted.compactMap { word in
        text.range(of: word).map {
          text.utf8.distance(
            from: text.startIndex, to: $0.lowerBound)..<text.utf8.distance(
              from: text.startIndex, to: $0.upperBound)
        }
      }
      guard !matches.isEmpty else { return nil }
      return SearchResult(
        headline: headline, score: 1, titleMatches: matches, excerpt: headline.excerpt)
    }
    return SearchAnswer(
      request: request, understood: wanted.map { .word($0) },
      results: Array(results.prefix(request.limit)))
  }

  func list(_ filter: Filter) -> [Headline] {
    headlines.filter { headline in
      (filter.category == nil || filter.category == headline.category)
        && !(filter.unreadOnly && headline.isRead) && !(filter.starredOnly && !headline.isStarred)
    }
  }

  func page(_ request: ListRequest) -> ListPage {
    let list = list(request.filter)
    let rows = rows(request.filter, request.place, limit: request.limit)
    let days = Set(rows.map { $0.date?.daysSinceEpoch })
    return ListPage(
      request: request, rows: rows,
      days: days.map { day in
        let own = list.filter { $0.date?.daysSinceEpoch == day }
        return DayTally(day: day, total: own.count, unread: own.count { !$0.isRead })
      },
      before: rows.first.flatMap { first in list.firstIndex { $0.id == first.id } },
      total: list.count)
  }

  private func rows(_ filter: Filter, _ place: Place, limit: Int) -> [Headline] {
    let list = list(filter)
    switch place {
    case .newest: return Array(list.prefix(limit))
    case .oldest: return Array(list.suffix(limit))
    case .after(let key): return Array(list.filter { isBefore(key, $0.key) }.prefix(limit))
    case .before(let key): return Array(list.filter { isBefore($0.key, key) }.suffix(limit))
    case .day(let day):
      return Array(
        list.drop { ($0.date?.daysSinceEpoch).map { $0 > day } ?? false }.prefix(limit))
    }
  }

  private func isBefore(_ one: ListKey, _ other: ListKey) -> Bool {
    (one.order, one.id) > (other.order, other.id)
  }

  /// - Returns: the articles that changed.
  private mutating func apply(_ mark: Mark, to ids: [Int64]) -> [Int64] {
    var changed: [Int64] = []
    for index in headlines.indices where ids.contains(headlines[index].id) {
      var headline = headlines[index]
      switch mark {
      case .read, .unread: headline.isRead = mark == .read
      case .starred, .unstarred: headline.isStarred = mark == .starred
      }
      guard headline != headlines[index] else { continue }
      headlines[index] = headline
      changed.append(headline.id)
    }
    return changed
  }
}
