/// A date as exactly as the source told it, in the proleptic Gregorian calendar.
///
/// It is civil time: the day is the day the page says, wherever the reader sits. An offset is kept only
/// when the source named one.
package struct ArticleDate: Hashable, Sendable {
  package enum Precision: String, Sendable, CaseIterable {
    case year, month, day, minute, second
  }

  package var year: Int
  /// 1–12; 1 when the precision is `year`.
  package var month: Int
  /// 1–31; 1 when the precision is `month` or coarser.
  package var day: Int
  package var hour: Int
  package var minute: Int
  package var second: Int
  /// Minutes east of UTC, when the source said so.
  package var offset: Int?
  package var precision: Precision

  package init(
    year: Int, month: Int = 1, day: Int = 1, hour: Int = 0, minute: Int = 0, second: Int = 0,
    offset: Int? = nil, precision: Precision = .day
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.offset = offset
    self.precision = precision
  }
}
