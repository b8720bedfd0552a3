internal import Articles

/// The one order of all lists, as a single number: the civil day in the upper bits, the time of day in
/// the lower ones.
///
/// Newest day first; within a day latest time first, and behind those the articles whose date has no
/// time of day; the undated last of all. Times are the page's own, whatever their offset, so that the
/// articles of one civil day always stand together. Equal orders go by number, newest first.
enum ListOrder {
  static let undated = Int64.min
  /// The day in which the counters put the undated.
  static let undatedDay = undated >> dayShift

  static let dayShift: Int64 = 17
  /// Days beyond this, some three thousand million years away, count as this one.
  private static let farthestDay: Int64 = 1 << 40

  static func order(of date: ArticleDate?) -> Int64 {
    guard let date else { return undated }
    return first(of: date.daysSinceEpoch) + secondOfDay(date)
  }

  /// The least order of a civil day.
  static func first(of day: Int) -> Int64 {
    min(max(Int64(day), -farthestDay), farthestDay) << dayShift
  }

  /// The greatest order of a civil day.
  static func last(of day: Int) -> Int64 {
    first(of: day) | ((1 << dayShift) - 1)
  }

  static func day(of order: Int64) -> Int64 {
    order >> dayShift
  }

  /// The civil day of an order, nil for the undated.
  static func civilDay(_ day: Int64) -> Int? {
    day == undatedDay ? nil : Int(day)
  }

  /// How far two articles are apart in time; an undated one is far from every other.
  static func distance(_ order: Int64, _ other: Int64) -> UInt64 {
    let (difference, overflow) = order.subtractingReportingOverflow(other)
    return overflow ? .max : difference.magnitude
  }

  /// What `order(of:)` was made from.
  static func date(
    of order: Int64, precision: ArticleDate.Precision, offset: Int?
  ) -> ArticleDate? {
    guard order != undated else { return nil }
    var date = ArticleDate(daysSinceEpoch: Int(day(of: order)))
    let second = Int(order & ((1 << dayShift) - 1)) - 1
    if second >= 0 {
      date.hour = second / 3600
      date.minute = second / 60 % 60
      date.second = second % 60
    }
    date.precision = precision
    date.offset = offset
    return date
  }

  /// 1 at midnight; 0 when the date has no time of day.
  private static func secondOfDay(_ date: ArticleDate) -> Int64 {
    guard date.precision == .minute || date.precision == .second else { return 0 }
    let second = date.hour * 3600 + date.minute * 60 + date.second
    return Int64(min(max(second, 0), 86_400) + 1)
  }
}
