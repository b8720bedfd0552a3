/// The Islamic calendar: Umm al-Qura, the calendar of Saudi Arabia, where its month starts are known, and
/// the tabular calendar before and after.
enum HijriCalendar {
  /// Day number (1970-01-01 = 0) of a Hijri date; nil when the month has no such day.
  static func day(year: Int, month: Int, day: Int) -> Int? {
    guard year >= 1, year < 10_000, (1...12).contains(month), day >= 1 else { return nil }
    let start = monthStart(year: year, month: month)
    let next =
      month == 12
      ? monthStart(year: year + 1, month: 1) : monthStart(year: year, month: month + 1)
    // A month that is seen late has 30 days where the calendar foresaw 29.
    guard day <= min(max(next - start, 30), 31) else { return nil }
    return start + day - 1
  }

  private static func monthStart(year: Int, month: Int) -> Int {
    guard let offset = ummAlQuraYears.index(of: year) else {
      return tabularDay(year: year, month: month)
    }
    return ummAlQuraStarts[offset * 12 + month - 1]
  }

  /// The arithmetic calendar of 30-year cycles with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29,
  /// counted from 16 July 622 (Julian).
  private static func tabularDay(year: Int, month: Int) -> Int {
    let leapDays = (11 * year + 3) / 30
    let monthDays = (59 * (month - 1) + 1) / 2
    return (year - 1) * 354 + leapDays + monthDays - 492_148
  }

  private static let ummAlQuraYears = 1_343...1_500

  /// First day of each month of `ummAlQuraYears`, 1 Muharram 1343 = 1 August 1924.
  private static let ummAlQuraStarts: [Int] = {
    var starts: [Int] = []
    starts.reserveCapacity(longMonths.count * 12)
    var day = -16_589
    for (index, bits) in longMonths.enumerated() {
      for month in 0..<12 {
        starts.append(day)
        let regular = bits >> UInt16(month) & 1 == 1 ? 30 : 29
        day += irregularLengths[index * 12 + month] ?? regular
      }
    }
    return starts
  }()

  /// Months whose printed starts lie 28 or 31 days apart, by their number from Muharram 1343.
  private static let irregularLengths: [Int: Int] = [
    8: 28, 28: 31, 31: 28, 70: 31, 71: 28, 81: 28, 82: 31, 259: 28,
  ]

  /// One year of 1343–1500 each: bit 0 is Muharram, set when the month has 30 days. The month starts are
  /// those of R. H. van Gent's “The Umm al-Qura Calendar of Saudi Arabia”.
  private static let longMonths: [UInt16] = [
    0xEED, 0x554, 0xB45, 0x66C, 0x36C, 0x0D5, 0x9D5, 0xB4A, 0xB15, 0x555,
    0x9AD, 0x56A, 0xB55, 0x4D4, 0xD55, 0x64B, 0x497, 0xD55, 0x555, 0x555,
    0xD55, 0x755, 0xD55, 0x555, 0x555, 0xD55, 0x6D5, 0x555, 0xEA5, 0xD2A,
    0xAAA, 0xCD5, 0x655, 0x572, 0xDA9, 0x555, 0xAAA, 0x555, 0x52D, 0xA6D,
    0x55A, 0x555, 0x74D, 0xD53, 0xD54, 0x556, 0xD55, 0x2D5, 0xD55, 0xD54,
    0xD45, 0x655, 0x52D, 0xA5D, 0x55A, 0xAD5, 0x6AA, 0xD4B, 0x52A, 0xA57,
    0x4AE, 0x976, 0x56C, 0xB55, 0xAAA, 0xA55, 0x4AD, 0x95D, 0x2DA, 0x5D9,
    0xDB2, 0xBA4, 0xB4A, 0xA55, 0x2B5, 0x575, 0xB6A, 0xBD2, 0xBC4, 0xB89,
    0xA95, 0x52D, 0x5AD, 0xB6A, 0x6D4, 0xDC9, 0xD92, 0xAA6, 0x956, 0x2AE,
    0x56D, 0x36A, 0xB55, 0xAAA, 0x94D, 0x49D, 0x95D, 0x2BA, 0x5B5, 0x5AA,
    0xD55, 0xA9A, 0x92E, 0x26E, 0x55D, 0xADA, 0x6D4, 0x6A5, 0x54B, 0xA97,
    0x54E, 0xAAE, 0x5AC, 0xBA9, 0xD92, 0xB25, 0x64B, 0xCAB, 0x55A, 0xB55,
    0x6D2, 0xEA5, 0xE4A, 0xA95, 0x52D, 0xAAD, 0x36C, 0x759, 0x6D2, 0x695,
    0x52D, 0xA5B, 0x4BA, 0x9BA, 0x3B4, 0xB69, 0xB52, 0xAA6, 0x4B6, 0x96D,
    0x2EC, 0x6D9, 0xEB2, 0xD54, 0xD2A, 0xA56, 0x4AE, 0x96D, 0xD6A, 0xB54,
    0xB29, 0xA93, 0x52B, 0xA57, 0x536, 0xAB5, 0x6AA, 0xE93,
  ]
}

extension ClosedRange<Int> {
  fileprivate func index(of year: Int) -> Int? {
    contains(year) ? year - lowerBound : nil
  }
}
