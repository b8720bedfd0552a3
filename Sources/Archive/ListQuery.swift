internal import Articles
internal import GRDB

/// A filter in SQL. Whatever it asks for, its articles are one unbroken run of one index.
struct ListQuery {
  private(set) var condition: String
  private(set) var arguments: StatementArguments = []
  let source: String

  /// The number is that of the filter's category, of no use without one.
  init(_ filter: Filter, categoryID: Int64) {
    let index = ListIndex(for: filter)
    source = "entry INDEXED BY \(index.name)"
    var terms: [String] = []
    if filter.category != nil {
      terms.append("entry.category = ?")
      arguments += [categoryID]
    }
    if filter.unreadOnly { terms.append("entry.readAt IS NULL") }
    if filter.starredOnly { terms.append("entry.starredAt IS NOT NULL") }
    condition = terms.isEmpty ? "1" : terms.joined(separator: " AND ")
    let days = DayRange(filter)
    if let first = days.first { restrict("entry.sort >= ?", [ListOrder.first(of: first)]) }
    if let last = days.last { restrict("entry.sort < ?", [ListOrder.first(of: last + 1)]) }
  }

  mutating func restrict(_ term: String, _ arguments: StatementArguments) {
    condition += " AND " + term
    self.arguments += arguments
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
    last = filter.until.map { min(max($0, DayRange.earliest), DayRange.latest - 1) }
  }

  func contains(_ day: Int64) -> Bool {
    (first.map { Int64($0) <= day } ?? true) && (last.map { day <= Int64($0) } ?? true)
  }
}

/// A page of a list in SQL, without its length, which is the last argument.
struct PageQuery {
  let sql: String
  let arguments: StatementArguments
  /// Whether the rows come oldest first.
  let isBackwards: Bool

  init(_ query: ListQuery, from place: Place) {
    var query = query
    switch place {
    case .newest:
      isBackwards = false
    case .oldest:
      isBackwards = true
    case .day(let day):
      query.restrict("entry.sort < ?", [ListOrder.first(of: min(day, .max - 1) + 1)])
      isBackwards = false
    case .after(let key):
      query.restrict("(entry.sort, entry.id) < (?, ?)", [key.order, key.id])
      isBackwards = false
    case .before(let key):
      query.restrict("(entry.sort, entry.id) > (?, ?)", [key.order, key.id])
      isBackwards = true
    }
    let direction = isBackwards ? "ASC" : "DESC"
    sql = """
      SELECT \(HeadlineRow.columns) FROM \(query.source) \(HeadlineRow.joins)
      WHERE \(query.condition) ORDER BY entry.sort \(direction), entry.id \(direction) LIMIT ?
      """
    arguments = query.arguments
  }
}
