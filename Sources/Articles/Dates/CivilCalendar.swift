/// Arithmetic of the proleptic Gregorian calendar.
///
/// Days are numbered from 1970-01-01 = 0; the formulas are those of Howard Hinnant, “chrono-Compatible
/// Low-Level Date Algorithms”, which count years from March in eras of 400.
enum CivilCalendar {
  static func day(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func date(ofDay number: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  static func isLeap(year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// 0 = Sunday.
  static func weekday(ofDay number: Int) -> Int {
    let remainder = (number + 4) % 7
    return remainder < 0 ? remainder + 7 : remainder
  }
}

extension ArticleDate {
  /// Civil day number, 1970-01-01 = 0; of the first day when the precision is month or year.
  package var daysSinceEpoch: Int {
    CivilCalendar.day(year: year, month: month, day: day)
  }

  package init(daysSinceEpoch number: Int) {
    let date = CivilCalendar.date(ofDay: number)
    self.init(year: date.year, month: date.month, day: date.day)
  }

  /// 0 = Sunday.
  package var weekday: Int {
    CivilCalendar.weekday(ofDay: daysSinceEpoch)
  }

  /// Seconds from 1970-01-01T00:00 of the civil time, less the offset when one is known: the order of
  /// articles in time.
  package var sortKey: Int64 {
    let civil = Int64(daysSinceEpoch) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    return civil - Int64(offset ?? 0) * 60
  }

  /// Whether every field is in its range and the day exists; years run from -9999 to 9999, a leap second
  /// is allowed, offsets reach to 18 hours.
  package var isValid: Bool {
    (-9_999...9_999).contains(year) && (1...12).contains(month)
      && (1...CivilCalendar.length(ofMonth: month, year: year)).contains(day)
      && (0...23).contains(hour) && (0...59).contains(minute) && (0...60).contains(second)
      && abs(offset ?? 0) <= 18 * 60
  }

  /// The date moved by whole minutes of civil time.
  func adding(minutes: Int) -> ArticleDate {
    let total = daysSinceEpoch * 1_440 + hour * 60 + minute + minutes
    let dayNumber = total >= 0 ? total / 1_440 : (total - 1_439) / 1_440
    let rest = total - dayNumber * 1_440
    let day = CivilCalendar.date(ofDay: dayNumber)
    return ArticleDate(
      year: day.year, month: day.month, day: day.day, hour: rest / 60, minute: rest % 60,
      offset: offset, precision: .minute)
  }

  /// The date moved by whole months; a day that the month lacks becomes its last one.
  func adding(months: Int) -> ArticleDate {
    let total = year * 12 + month - 1 + months
    let newYear = total >= 0 ? total / 12 : (total - 11) / 12
    let newMonth = total - newYear * 12 + 1
    let length = CivilCalendar.length(ofMonth: newMonth, year: newYear)
    return ArticleDate(year: newYear, month: newMonth, day: min(day, length))
  }
}
