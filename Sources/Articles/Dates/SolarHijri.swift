/// The solar Hijri calendar of Iran and Afghanistan.
///
/// Its leap years follow the 33-year rule, which agrees with the astronomical calendar for 1244–1502
/// (1865–2124): there the year is leap when it leaves 1, 5, 9, 13, 17, 22, 26 or 30 divided by 33.
enum SolarHijriCalendar {
  /// Day number (1970-01-01 = 0) of a solar Hijri date; nil when the month has no such day.
  static func day(year: Int, month: Int, day: Int) -> Int? {
    guard year >= 1, year < 10_000, (1...12).contains(month) else { return nil }
    guard (1...length(ofMonth: month, year: year)).contains(day) else { return nil }
    let monthDays = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30
    return start(of: year) + monthDays + day - 1
  }

  static func length(ofMonth month: Int, year: Int) -> Int {
    if month <= 6 { return 31 }
    return month < 12 || isLeap(year: year) ? 30 : 29
  }

  static func isLeap(year: Int) -> Bool {
    leapRemainders.contains(year % 33)
  }

  private static let leapRemainders = [1, 5, 9, 13, 17, 22, 26, 30]

  /// 1 Farvardin; reckoned from 1 Farvardin 1387 = 20 March 2008, the first year of a cycle.
  private static func start(of year: Int) -> Int {
    let years = year - 1_387
    let cycle = years >= 0 ? years / 33 : (years - 32) / 33
    let yearOfCycle = years - cycle * 33
    let leapDays = leapRemainders.count { $0 <= yearOfCycle }
    return 13_958 + cycle * 12_053 + yearOfCycle * 365 + leapDays
  }
}
