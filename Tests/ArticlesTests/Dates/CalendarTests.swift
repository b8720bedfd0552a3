import Testing

@testable import Articles

struct CalendarTests {
  @Test func `civil days count from 1970 in both directions`() {
    #expect(ArticleDate(year: 1970, month: 1, day: 1).daysSinceEpoch == 0)
    #expect(ArticleDate(year: 1969, month: 12, day: 31).daysSinceEpoch == -1)
    #expect(ArticleDate(year: 2000, month: 3, day: 1).daysSinceEpoch == 11_017)
    #expect(ArticleDate(year: 0, month: 3, day: 1).daysSinceEpoch == -719_468)
  }

  @Test func `every eleventh day of eight centuries comes back from its number`() {
    for number in stride(from: -200_000, through: 100_000, by: 11) {
      let date = ArticleDate(daysSinceEpoch: number)
      guard date.isValid, date.daysSinceEpoch == number else {
        Issue.record("day \(number) became \(date.iso8601)")
        return
      }
    }
  }

  @Test func `7 December 2024 was a Saturday`() {
    #expect(ArticleDate(year: 2024, month: 12, day: 7).weekday == 6)
    #expect(ArticleDate(year: 1969, month: 12, day: 28).weekday == 0)
  }

  @Test func `an offset moves the sort key, its lack does not`() {
    let noon = ArticleDate(
      year: 1970, month: 1, day: 2, hour: 12, minute: 0, offset: 180, precision: .minute)
    #expect(noon.sortKey == 86_400 + 9 * 3_600)
    #expect(ArticleDate(year: 1970, month: 1, day: 2).sortKey == 86_400)
  }

  @Test(arguments: [
    ArticleDate(year: 2023, month: 2, day: 29), ArticleDate(year: 2024, month: 13),
    ArticleDate(year: 2024, month: 4, day: 31), ArticleDate(year: 2024, month: 0),
    ArticleDate(year: 10_000), ArticleDate(year: 2024, hour: 24),
    ArticleDate(year: 2024, minute: 60), ArticleDate(year: 2024, offset: 1_100),
  ])
  func `a date with a field out of range is not valid`(date: ArticleDate) {
    #expect(!date.isValid)
  }

  @Test(arguments: [
    ("1343-1-1", "1924-08-01"),
    ("1345-6-1", "1926-12-07"),
    ("1348-12-28", "1930-05-27"),
    ("1349-11-31", "1931-04-18"),
    ("1356-9-9", "1937-11-13"),
    ("1364-9-1", "1945-08-08"),
    ("1390-2-15", "1970-04-22"),
    ("1400-1-1", "1979-11-20"),
    ("1420-12-29", "2000-04-04"),
    ("1436-10-10", "2015-07-26"),
    ("1436-10-25", "2015-08-10"),
    ("1445-9-1", "2024-03-11"),
    ("1446-6-6", "2024-12-07"),
    ("1447-1-1", "2025-06-26"),
    ("1450-7-7", "2028-11-24"),
    ("1499-12-1", "2076-10-29"),
    ("1500-12-30", "2077-11-16"),
  ])
  func `Umm al-Qura days fall on the published Gregorian days`(hijri: String, expected: String) {
    let parts = hijri.split(separator: "-").compactMap { Int($0) }
    let day = HijriCalendar.day(year: parts[0], month: parts[1], day: parts[2])
    #expect(day.map { ArticleDate(daysSinceEpoch: $0).iso8601 } == expected)
  }

  @Test func `the first of every lunar month follows the last of the one before`() {
    for year in 1...1_600 {
      for month in 1...12 {
        guard let first = HijriCalendar.day(year: year, month: month, day: 1),
          let next = HijriCalendar.day(
            year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
        else {
          Issue.record("\(year)-\(month) has no first day")
          return
        }
        #expect((27...33).contains(next - first), "\(year)-\(month)")
      }
    }
  }

  @Test func `the tabular calendar serves the centuries before the table`() {
    let day = HijriCalendar.day(year: 1, month: 1, day: 1)
    #expect(day.map { ArticleDate(daysSinceEpoch: $0).iso8601 } == "0622-07-19")
  }

  @Test(arguments: [
    (1_403, 9, 17, "2024-12-07"), (1_403, 12, 30, "2025-03-20"), (1_404, 1, 1, "2025-03-21"),
    (1_357, 11, 22, "1979-02-11"), (1_399, 12, 30, "2021-03-20"), (1_300, 1, 1, "1921-03-21"),
    (1_244, 1, 1, "1865-03-21"), (1_408, 12, 30, "2030-03-20"),
  ])
  func `solar Hijri days fall on the published Gregorian days`(
    year: Int, month: Int, day: Int, expected: String
  ) {
    let number = SolarHijriCalendar.day(year: year, month: month, day: day)
    #expect(number.map { ArticleDate(daysSinceEpoch: $0).iso8601 } == expected)
  }

  @Test func `30 Esfand exists in leap years only`() {
    #expect(SolarHijriCalendar.day(year: 1_402, month: 12, day: 30) == nil)
    #expect(SolarHijriCalendar.day(year: 1_403, month: 12, day: 30) != nil)
    #expect(SolarHijriCalendar.day(year: 1_403, month: 7, day: 31) == nil)
  }

  @Test func `years follow each other without a gap`() {
    for year in 1...1_600 {
      let last = SolarHijriCalendar.length(ofMonth: 12, year: year)
      let end = SolarHijriCalendar.day(year: year, month: 12, day: last)
      let next = SolarHijriCalendar.day(year: year + 1, month: 1, day: 1)
      #expect(end.map { $0 + 1 } == next, "\(year)")
    }
  }
}
