// The values in which search is asked and answers; `Archive` fills them, `Reader` shows them.

package struct SearchRequest: Equatable, Sendable {
  /// As typed; nothing in it is an error.
  package var text: String
  package var limit: Int
  /// The civil day relative dates are reckoned from, in days since 1970-01-01.
  package var today: Int
  /// Whether the last word may still be growing.
  package var isTyping: Bool
  /// Whether of articles that fit alike the newer one comes first.
  package var prefersRecent: Bool

  package init(
    _ text: String, limit: Int, today: Int, isTyping: Bool = false, prefersRecent: Bool = true
  ) {
    self.text = text
    self.limit = limit
    self.today = today
    self.isTyping = isTyping
    self.prefersRecent = prefersRecent
  }
}

/// A query that stands among the categories.
package struct SavedSearch: Equatable, Sendable {
  /// Articles are counted up to this number.
  package static let most = 999

  package var query: String
  /// Unread articles that have all of it; nil before they were counted.
  package var unread: Int?

  package init(_ query: String, unread: Int? = nil) {
    self.query = query
    self.unread = unread
  }
}

/// One thing a query was understood to ask for. Texts are as typed, days since 1970-01-01.
package enum SearchCondition: Equatable, Sendable {
  case word(String)
  case beginning(String)
  case phrase(String)
  case without(String)
  case title(String)
  case author(String)
  case source(String)
  case category(String)
  /// From that day on.
  case since(Int)
  /// Up to that day.
  case until(Int)
  case unread(Bool)
  case starred(Bool)
}

package struct SearchAnswer: Equatable, Sendable {
  package var request: SearchRequest
  package var understood: [SearchCondition]
  /// The best first; those that lack a word stand behind those that have all.
  package var results: [SearchResult]
  /// The query with words that occur nowhere spelled as a near one that does; nil when there is none.
  package var suggestion: String?

  package init(
    request: SearchRequest, understood: [SearchCondition] = [], results: [SearchResult] = [],
    suggestion: String? = nil
  ) {
    self.request = request
    self.understood = understood
    self.results = results
    self.suggestion = suggestion
  }
}

package struct SearchResult: Equatable, Sendable {
  package var headline: Headline
  /// The greater the better; comparable within one answer.
  package var score: Double
  /// Whether a word of the query is missing.
  package var isNearMiss: Bool
  /// A better result that tells the same story under nearly the same title.
  package var similarTo: Int64?
  /// UTF-8 ranges of whole words with their marks.
  package var titleMatches: [Range<Int>]
  /// A piece of the text around the matches.
  package var excerpt: String
  /// UTF-8 ranges in ``excerpt``.
  package var excerptMatches: [Range<Int>]

  package init(
    headline: Headline, score: Double, isNearMiss: Bool = false, similarTo: Int64? = nil,
    titleMatches: [Range<Int>] = [], excerpt: String = "", excerptMatches: [Range<Int>] = []
  ) {
    self.headline = headline
    self.score = score
    self.isNearMiss = isNearMiss
    self.similarTo = similarTo
    self.titleMatches = titleMatches
    self.excerpt = excerpt
    self.excerptMatches = excerptMatches
  }
}
