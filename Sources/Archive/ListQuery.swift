internal import Articles
internal import GRDB

/// A filter in SQL. Whatever it asks for, its articles are one unbroken run of one index.
struct ListQuery {
  let source: String
  private var terms: [String] = []
  private var values: StatementArguments = []
  /// The least and the greatest order in the list. SQLite looks up only one bound on each side, so they
  /// are made one here.
  private(set) var lowest = Int64.min
  private(set) var highest = Int64.max

  /// The number is that of the filter's category, of no use without one.
  init(_ filter: Filter, categoryID: Int64) {
    let index = ListIndex(for: filter)
    source = "entry INDEXED BY \(index.name)"
    if filter.category != nil { restrict("entry.category = ?", [categoryID]) }
    if filter.unreadOnly { restrict("entry.readAt IS NULL") }
    if filter.starredOnly { restrict("entry.starredAt IS NOT NULL") }
    let days = DayRange(filter)
    if let first = days.first { lowest = ListOrder.first(of: first) }
    if let last = days.last { highest = ListOrder.last(of: last) }
  }

  var isEmpty: Bool { lowest > highest }

  var condition: String {
    var terms = terms
    if lowest == highest {
      terms.append("entry.sort = ?")
    } else {
      if lowest > .min { terms.append("entry.sort >= ?") }
      if highest < .max { terms.append("entry.sort <= ?") }
    }
    return terms.isEmpty ? "1" : terms.joined(separator: " AND ")
  }

  var arguments: StatementArguments {
    guard lowest != highest else { return values + [lowest] }
    let bounds: [Int64] = (lowest > .min ? [lowest] : []) + (highest < .max ? [highest] : [])
    return values + StatementArguments(bounds)
  }

  mutating func restrict(_ term: String, _ values: StatementArguments = []) {
    terms.append(term)
    self.values += values
  }

  func within(_ orders: ClosedRange<Int64>) -> ListQuery {
    var query = self
    query.lowest = max(lowest, orders.lowerBound)
    query.highest = min(highest, orders.upperBound)
    return query
  }

  /// What lies behind a key, or before it: the articles of its very order, then all others. Two runs,
  /// since SQLite's comparison of (sort, id) pairs looks up the first of the two alone and would step
  /// through all articles of one order, which may be all there are.
  func runs(beyond key: ListKey, forward: Bool) -> [ListQuery] {
    var level = within(key.order...key.order)
    level.restrict(forward ? "entry.id < ?" : "entry.id > ?", [key.id])
    let isLast = key.order == (forward ? .min : .max)
    let others =
      isLast
      ? [] : [within(forward ? .min...key.order - 1 : key.order + 1 ... .max)]
    return ([level] + others).filter { !$0.isEmpty }
  }
}

/// The days a filter lets through. The undated are on no day, so any bound leaves them out.
struct DayRange {
  var first: Int?
  var last: Int?

  private static let earliest = -1 << 40
  private static let latest = 1 << 40

  init(_ filter: Filter) {
    guard filter.since != nil || filter.until != nil else { return }
    first = min(max(filter.since ?? DayRange.earliest, DayRange.earliest), DayRange.latest)
    last = filter.until.map { min(max($0, DayRange.earliest), DayRange.latest) }
  }

  func contains(_ day: Int64) -> Bool {
    (first.map { Int64($0) <= day } ?? true) && (last.map { day <= Int64($0) } ?? true)
  }
}

/// A page of a list in SQL.
struct PageQuery {
  /// One after the other until the page is full.
  let runs: [ListQuery]
  /// Whether the rows come oldest first.
  let isBackwards: Bool

  init(_ query: ListQuery, from place: Place) {
    switch place {
    case .newest:
      runs = [query]
      isBackwards = false
    case .oldest:
      runs = [query]
      isBackwards = true
    case .day(let day):
      runs = [query.within(.min...ListOrder.last(of: day))]
      isBackwards = false
    case .after(let key):
      runs = query.runs(beyond: key, forward: true)
      isBackwards = false
    case .before(let key):
      runs = query.runs(beyond: key, forward: false)
      isBackwards = true
    }
  }

  /// The length of the page is the last argument.
  func sql(_ run: ListQuery) -> String {
    let direction = isBackwards ? "ASC" : "DESC"
    return """
      SELECT \(HeadlineRow.columns) FROM \(run.source) \(HeadlineRow.joins)
      WHERE \(run.condition) ORDER BY entry.sort \(direction), entry.id \(direction) LIMIT ?
      """
  }
}
