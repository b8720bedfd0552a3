/// A date as written, before its calendar and its year are settled.
struct CalendarDate: Equatable {
  enum Era {
    case hijri, solarHijri, common, beforeCommon
  }

  /// Known when the month has a name.
  var calendar: CalendarKind?
  var year: Int?
  var month: Int?
  var day: Int?
  var era: Era?
  /// Numbers alone, so that day and month may stand the other way round.
  var isNumeric = false
  var hasYearFirst = false
}

extension DateLineReader {
  // MARK: - Numbers alone

  /// `7/12/2024`, `2024-12-07`, `7.12.24`; one separator throughout.
  mutating func readNumericDate() -> Bool {
    guard let first = number(), let separator = sign(1), "/-.".contains(separator),
      let second = number(2), second.digits <= 2, sign(3) == separator, let third = number(4)
    else { return false }
    var date = CalendarDate(month: second.value, isNumeric: true)
    switch (first.digits, third.digits) {
    case (3...4, 1...2):
      date.year = first.value
      date.day = third.value
      date.hasYearFirst = true
    case (1...2, 3...4):
      date.year = third.value
      date.day = first.value
    case (1...2, 2):
      date.year = third.value < 69 ? 2_000 + third.value : 1_900 + third.value
      date.day = first.value
    default:
      return false
    }
    index += 5
    date.era = readEra()
    dates.append(date)
    return true
  }

  // MARK: - Named months

  /// `7 ديسمبر 2024`, `7 كانون الأول/ديسمبر`, `December 7, 2024`, `2024 ديسمبر 7`, `ديسمبر 2024`.
  mutating func readNamedDate() -> Bool {
    let start = index
    var date = CalendarDate()
    if let first = number() {
      if first.digits <= 2 {
        date.day = first.value
      } else {
        date.year = first.value
      }
      index += 1
      skip(Self.wordsBeforeMonth, signs: ",-/.")
    }
    guard let month = readMonth(), acceptSecondName(of: month) else {
      index = start
      return false
    }
    date.calendar = month.calendar
    date.month = month.number
    readRest(of: &date)
    date.era = date.era ?? readEra()
    dates.append(date)
    return true
  }

  /// What follows the month: a year, a day, or a day and a year.
  private mutating func readRest(of date: inout CalendarDate) {
    skip(Self.wordsBeforeYear, signs: ",-/.")
    if date.day == nil, let day = number(), day.digits <= 2, sign(1) != ":" {
      date.day = day.value
      index += 1
      guard date.year == nil else { return }
      skip(Self.wordsBeforeYear, signs: ",-/.")
    }
    if date.year == nil, let year = numberOfYear() {
      date.year = year
      index += 1
    }
  }

  private func numberOfYear() -> Int? {
    guard let year = number(), sign(1) != ":" else { return nil }
    if year.digits == 3 || year.digits == 4 { return year.value }
    // A number with another one behind its full stop is an hour, and so is one before «مساء».
    guard year.digits == 2, token(1) == nil || sign(1) == "," || sign(1) == "-" else { return nil }
    return year.value < 69 ? 2_000 + year.value : 1_900 + year.value
  }

  private mutating func skip(_ words: Set<String>, signs: String) {
    while true {
      if let word = word(), words.contains(word) {
        index += 1
      } else if let sign = sign(), signs.contains(sign) {
        index += 1
      } else {
        return
      }
    }
  }

  private mutating func readMonth() -> Month? {
    for length in stride(from: MonthNames.longest, through: 1, by: -1) {
      let words = (0..<length).compactMap { word($0) }
      guard words.count == length, let month = Self.month(words.joined(separator: " ")) else {
        continue
      }
      index += length
      return month
    }
    return nil
  }

  /// Also with the Hebrew prefixes ב, ל, ו, the Persian word for month or the Kurdish ezafe behind it.
  private static func month(_ name: String) -> Month? {
    if let month = MonthNames.month(name) { return month }
    if let first = name.first, "בלו".contains(first) {
      return MonthNames.month(String(name.dropFirst()))
    }
    for ending in [" ماه", "ماه", "ي"] where name.hasSuffix(ending) {
      return MonthNames.month(String(name.dropLast(ending.count)))
    }
    return nil
  }

  /// The month's other name after a slash, a hyphen or in brackets. False when it names another month.
  private mutating func acceptSecondName(of month: Month) -> Bool {
    guard let separator = sign(), "/-(".contains(separator) else { return true }
    let start = index
    index += 1
    guard let second = readMonth() else {
      index = start
      return true
    }
    if separator == "(", sign() == ")" { index += 1 }
    guard second.calendar == month.calendar else {
      index = start
      return true
    }
    return second == month
  }

  private static let wordsBeforeMonth = Set(
    ["من", "شهر", "of", "th", "st", "nd", "rd", "ماه", "ی"].map { folded($0) })
  private static let wordsBeforeYear = Set(
    ["من", "عام", "سنة", "لعام", "لسنة", "سال", "th", "st", "nd", "rd", "of", "ماه", "المبارك"].map
    {
      folded($0)
    })

  // MARK: - Years and eras

  /// A year alone.
  mutating func readYear() -> Bool {
    guard let year = number(), year.digits == 4 || (year.digits == 3 && year.value > 100) else {
      return false
    }
    index += 1
    dates.append(CalendarDate(year: year.value, era: readEra()))
    return true
  }

  mutating func readEra() -> CalendarDate.Era? {
    guard let first = word() else { return nil }
    let hasDot = sign(1) == "."
    let second = word(hasDot ? 2 : 1)
    let pair = second.map { first + "." + $0 }
    if let pair, let era = Self.eras[pair] {
      index += hasDot ? 3 : 2
      return era
    }
    guard let era = Self.eras[first] else { return nil }
    index += 1
    return era
  }

  private static let eras: [String: CalendarDate.Era] = {
    var eras: [String: CalendarDate.Era] = [:]
    let rows: [(CalendarDate.Era, String)] = [
      (.hijri, "هـ,هج,هجري,هجرية,هجرى,ه.ق,هق,قمری,هجری,هجری.قمری,ah"),
      (.solarHijri, "ه.ش,هش,ش,شمسی,خورشیدی,هجری.شمسی,هجری.خورشیدی"),
      (.common, "م,ميلادي,ميلادية,میلادی,ء,عیسوی,للميلاد,ad,ce"),
      (.beforeCommon, "ق.م,قبل.الميلاد,bc,bce"),
    ]
    for (era, names) in rows {
      for name in names.split(separator: ",") { eras[folded(name)] = era }
    }
    return eras
  }()
}
