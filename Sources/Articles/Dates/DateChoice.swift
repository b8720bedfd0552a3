extension DateLineReader {
  /// The day that the line means: the Gregorian one of two calendars, checked and completed by the other.
  /// Nil when there is none or a date that cannot be.
  func chosenDate() -> ArticleDate? {
    guard !dates.isEmpty else { return nil }
    let common = dates.first { calendar(of: $0) == .gregorian }
    let other = dates.first { calendar(of: $0) != .gregorian }
    guard let common else { return other.flatMap { resolved($0) } }
    if common.year == nil, let anchor = other.flatMap({ resolved($0) }) {
      return resolved(common, near: anchor)
    }
    return resolved(common)
  }

  /// The month's name decides, then the era, then the year: 1300–1500 is Hijri, lunar or solar.
  private func calendar(of date: CalendarDate) -> CalendarKind {
    if let calendar = date.calendar { return calendar }
    switch date.era {
    case .hijri: return prefersSolarHijri && (date.year ?? 0) < 1_420 ? .solarHijri : .hijri
    case .solarHijri: return .solarHijri
    case .common, .beforeCommon: return .gregorian
    case nil: break
    }
    guard let year = date.year, (1_300...1_500).contains(year) else { return .gregorian }
    // Persian pages write year, month, day, and their years are about forty behind the lunar ones.
    let looksSolar = year < 1_420 && (prefersSolarHijri || date.hasYearFirst)
    return looksSolar ? .solarHijri : .hijri
  }

  private func resolved(_ date: CalendarDate) -> ArticleDate? {
    let calendar = calendar(of: date)
    guard let year = date.year else {
      return withNewestYear(date, in: calendar)
    }
    guard let month = date.month else {
      return yearAlone(year, era: date.era, in: calendar)
    }
    guard let day = date.day else {
      return monthAlone(month, year: year, in: calendar)
    }
    let commonYear = date.era == .beforeCommon ? 1 - year : year
    let straight = number(commonYear, month, day, in: calendar)
    guard date.isNumeric, !date.hasYearFirst else {
      return straight.map { ArticleDate(daysSinceEpoch: adjusted($0, in: calendar)) }
    }
    let swapped = number(commonYear, day, month, in: calendar)
    return preferred(straight, swapped, in: calendar).map { ArticleDate(daysSinceEpoch: $0) }
  }

  /// Day first, unless only the other order is possible or only it agrees with the weekday.
  private func preferred(_ straight: Int?, _ swapped: Int?, in calendar: CalendarKind) -> Int? {
    guard let straight else { return swapped.map { adjusted($0, in: calendar) } }
    guard calendar == .gregorian, let weekday, let swapped else {
      return adjusted(straight, in: calendar)
    }
    let agrees = CivilCalendar.weekday(ofDay: straight) == weekday
    return !agrees && CivilCalendar.weekday(ofDay: swapped) == weekday ? swapped : straight
  }

  /// Announced lunar months begin up to two days apart from the calculated ones; the weekday tells.
  private func adjusted(_ day: Int, in calendar: CalendarKind) -> Int {
    guard calendar == .hijri, let weekday else { return day }
    return [0, 1, -1, 2, -2].map { day + $0 }
      .first { CivilCalendar.weekday(ofDay: $0) == weekday } ?? day
  }

  private func number(_ year: Int, _ month: Int, _ day: Int, in calendar: CalendarKind) -> Int? {
    switch calendar {
    case .gregorian:
      let date = ArticleDate(year: year, month: month, day: day)
      return date.isValid ? date.daysSinceEpoch : nil
    case .hijri:
      return HijriCalendar.day(year: year, month: month, day: day)
    case .solarHijri:
      return SolarHijriCalendar.day(year: year, month: month, day: day)
    }
  }

  // MARK: - Parts missing

  private func yearAlone(
    _ year: Int, era: CalendarDate.Era?, in calendar: CalendarKind
  ) -> ArticleDate? {
    guard calendar != .gregorian else {
      let year = era == .beforeCommon ? 1 - year : year
      return year < 10_000 ? ArticleDate(year: year, precision: .year) : nil
    }
    // The year in which most of it lies.
    return number(year, 6, 1, in: calendar).map {
      ArticleDate(year: ArticleDate(daysSinceEpoch: $0).year, precision: .year)
    }
  }

  private func monthAlone(_ month: Int, year: Int, in calendar: CalendarKind) -> ArticleDate? {
    // The middle of the month lies in the Gregorian month that has most of it.
    guard var date = number(year, month, 15, in: calendar).map(ArticleDate.init(daysSinceEpoch:))
    else { return nil }
    date.day = 1
    date.precision = .month
    return date
  }

  /// A day without a year is the newest one that is not in the future.
  private func withNewestYear(_ date: CalendarDate, in calendar: CalendarKind) -> ArticleDate? {
    guard let modified, let month = date.month, let day = date.day else { return nil }
    let today = modified.daysSinceEpoch
    let years = candidateYears(near: modified.year, in: calendar)
    return years.compactMap { number($0, month, day, in: calendar) }
      .filter { $0 <= today }.max().map(ArticleDate.init(daysSinceEpoch:))
  }

  /// The date without a year beside the same day in another calendar.
  private func resolved(_ date: CalendarDate, near anchor: ArticleDate) -> ArticleDate? {
    guard let month = date.month, let day = date.day else { return anchor }
    let target = anchor.daysSinceEpoch
    return candidateYears(near: anchor.year, in: .gregorian)
      .compactMap { number($0, month, day, in: .gregorian) }
      .min { abs($0 - target) < abs($1 - target) }.map(ArticleDate.init(daysSinceEpoch:))
  }

  /// The years about a Gregorian one, in this calendar; far enough back to meet 29 February.
  private func candidateYears(near year: Int, in calendar: CalendarKind) -> ClosedRange<Int> {
    switch calendar {
    case .gregorian: (year - 8)...(year + 1)
    case .solarHijri: (year - 629)...(year - 620)
    case .hijri: ((year - 622) * 33 / 32 - 3)...((year - 622) * 33 / 32 + 3)
    }
  }
}
