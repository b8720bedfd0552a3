/// Reads the line of a page that tells when an article appeared.
///
/// Understands day, month and year in words or numbers, in the Gregorian, the Hijri (Umm al-Qura) and the
/// solar Hijri calendar and any two of them on one line; an hour and a zone; and distances such as
/// «منذ ٣ ساعات». The whole line must be a date, so that a sentence that merely mentions one is none.
package enum DateLine {
  /// The date that a line, with or without its label («تاريخ النشر:»), tells; nil when it is none.
  ///
  /// - Parameters:
  ///   - line: One line of a page.
  ///   - modified: What relative dates and dates without a year are reckoned from; without it they are no
  ///     dates.
  ///   - language: Of the page, when known; in Persian and Dari the year 1403 is a solar one.
  /// - Returns: The date, as precise as the line.
  package static func date(
    in line: some StringProtocol, modified: ArticleDate? = nil, language: String? = nil
  ) -> ArticleDate? {
    guard line.utf8.count <= 400 else { return nil }
    let text = cleaned(line)
    if let date = ArticleDate(iso8601: folded(text)), date.precision != .year, date.year > 1_500 {
      return date
    }
    let tokens = DateTokens(text)
    guard !tokens.tokens.isEmpty else { return nil }
    var reader = DateLineReader(
      tokens: tokens.tokens, modified: modified,
      prefersSolarHijri: tokens.hasExtendedDigits || ["fa", "ps", "ckb"].contains(language))
    return reader.date()
  }

  /// The civil days that a date means, in days since 1970-01-01: all of its month or year when it tells no day.
  /// A year from 1300 to 1500 that stands alone is Hijri, a lunar one from 1420 on and else a solar one.
  package static func days(
    in line: some StringProtocol, modified: ArticleDate? = nil
  ) -> ClosedRange<Int>? {
    let words = folded(String(line)).split(separator: " ")
    if let year = words.first.flatMap({ Int($0) }), (1_300..<1_500).contains(year),
      words.count == 1 || words.count == 2 && ["ه", "هجري", "هجريه", "h", "ah"].contains(words[1])
    {
      let day = year < 1_420 && words.count == 1 ? SolarHijriCalendar.day : HijriCalendar.day
      if let first = day(year, 1, 1), let next = day(year + 1, 1, 1) { return first...(next - 1) }
    }
    return date(in: line, modified: modified)?.days
  }

  /// Whether the text has a digit or a word such as «منذ»; without one no part of it is a date.
  static func mayOccur(in text: String) -> Bool {
    if text.unicodeScalars.contains(where: { $0.digitValue != nil }) { return true }
    return folded(text).unicodeScalars.split { !$0.properties.isAlphabetic }
      .contains { DateLineReader.relativeWords.contains(String($0)) }
  }
}

/// Takes a date line apart, token by token.
struct DateLineReader {
  let tokens: [DateToken]
  let modified: ArticleDate?
  let prefersSolarHijri: Bool
  var index = 0
  /// 0 = Sunday.
  var weekday: Int?
  var time: TimeOfDay?
  var dates: [CalendarDate] = []
  var relative: ArticleDate?

  init(tokens: [DateToken], modified: ArticleDate?, prefersSolarHijri: Bool) {
    self.tokens = tokens
    self.modified = modified
    self.prefersSolarHijri = prefersSolarHijri
  }

  mutating func date() -> ArticleDate? {
    while index < tokens.count {
      guard
        readTime() || readRelativeDate() || readNumericDate() || readNamedDate() || readYear()
          || readWeekday() || skipFiller()
      else { return nil }
    }
    guard let day = chosenDate() ?? relative else { return nil }
    return withTime(day)
  }

  private func withTime(_ day: ArticleDate) -> ArticleDate? {
    guard let time else { return day }
    guard day.precision == .day else { return nil }
    var date = day
    date.hour = time.hour
    date.minute = time.minute
    date.second = time.second ?? 0
    date.precision = time.second == nil ? .minute : .second
    date.offset = time.offset
    return date.isValid ? date : nil
  }

  // MARK: - Looking ahead

  func token(_ distance: Int = 0) -> DateToken? {
    index + distance < tokens.count ? tokens[index + distance] : nil
  }

  func word(_ distance: Int = 0) -> String? {
    guard case .word(let word) = token(distance) else { return nil }
    return word
  }

  func number(_ distance: Int = 0) -> (value: Int, digits: Int)? {
    guard case .number(let value, let digits) = token(distance) else { return nil }
    return (value, digits)
  }

  func sign(_ distance: Int = 0) -> Character? {
    guard case .sign(let sign) = token(distance) else { return nil }
    return sign
  }

  // MARK: - Small pieces

  private mutating func readWeekday() -> Bool {
    for length in [2, 1] {
      let words = (0..<length).compactMap { word($0) }
      guard words.count == length,
        let day = WeekdayNames.weekday(words.joined(separator: " "))
      else { continue }
      weekday = weekday ?? day
      index += length
      return true
    }
    return false
  }

  /// Words and signs that say nothing about when.
  private mutating func skipFiller() -> Bool {
    switch token() {
    case .sign(let sign):
      guard ",-/|.:()[]•●·=".contains(sign) else { return false }
    case .word(let word):
      guard Self.fillers.contains(word) else { return false }
    default:
      return false
    }
    index += 1
    return true
  }

  private static let fillers = Set(
    [
      "يوم الموافق موافق المصادف ل بتاريخ تاريخ التاريخ في من شهر عام سنة على عند تمام",
      "نشر نشرت النشر أنشئ أنشئت آخر أخر تحديث التحديث حدث أضيف أضيفت صدر تم بتحديث حرر",
      "در روز تاریخ انتشار به مورخ منتشر شده ماه سال آخرین بروزرسانی",
      "بروز کو بوقت اشاعت شائع بتاریخ اپ ڈیٹ",
      "בתאריך פורסם עודכן תאריך יום ב ה",
      "on at of the date published updated posted last th st nd rd t",
    ].joined(separator: " ").split(separator: " ").map { folded($0) })
}
