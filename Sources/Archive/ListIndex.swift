internal import Articles

/// An index on `entry` that holds one kind of list in its order.
struct ListIndex {
  var byCategory: Bool
  var unreadOnly: Bool
  var starredOnly: Bool

  static let all: [ListIndex] = [false, true].flatMap { byCategory in
    [(false, false), (true, false), (false, true), (true, true)].map { unread, starred in
      ListIndex(byCategory: byCategory, unreadOnly: unread, starredOnly: starred)
    }
  }

  init(byCategory: Bool, unreadOnly: Bool, starredOnly: Bool) {
    self.byCategory = byCategory
    self.unreadOnly = unreadOnly
    self.starredOnly = starredOnly
  }

  init(for filter: Filter) {
    self.init(
      byCategory: filter.category != nil, unreadOnly: filter.unreadOnly,
      starredOnly: filter.starredOnly)
  }

  var name: String {
    "entry" + (starredOnly ? "Starred" : "") + (unreadOnly ? "Unread" : "") + "By"
      + (byCategory ? "Category" : "") + "Sort"
  }

  /// The WHERE clause of the partial index, empty for a full one.
  var condition: String {
    let terms =
      (unreadOnly ? ["readAt IS NULL"] : []) + (starredOnly ? ["starredAt IS NOT NULL"] : [])
    return terms.isEmpty ? "" : " WHERE " + terms.joined(separator: " AND ")
  }
}
