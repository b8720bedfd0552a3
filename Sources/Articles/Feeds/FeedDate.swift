/// Dates as feeds write them: RFC 822 and 2822 with all that is made of them, ISO 8601, and what people
/// write on pages.
enum FeedDate {
  /// Dates an article by the first of the texts that is a date.
  static func set(_ texts: [String], of article: inout Article, now: ArticleDate?) {
    article.dateText = texts.first ?? ""
    for now in [nil, now] {
      for text in texts {
        guard let date = date(text, now: now, language: article.language) else { continue }
        (article.dateText, article.date) = (text, date)
        article.dateIsReckoned = now != nil
        return
      }
    }
  }

  /// Nothing that appeared as news is older.
  private static let firstYear = 1_501

  static func date(_ text: String, now: ArticleDate?, language: String?) -> ArticleDate? {
    guard !text.isEmpty, text.utf8.count <= 200 else { return nil }
    let date =
      ArticleDate(iso8601: text) ?? RFC822Date(text, language: language).date ?? digits(text)
      ?? weekOrDayOfYear(text) ?? looseISO(text)
      ?? DateLine.date(in: text, modified: now, language: language)
    return date.flatMap { $0.year >= firstYear ? $0 : nil }
  }

  /// ISO 8601 with a digit missing, with a zone after a blank, or with the signs of Chinese and Japanese.
  private static func looseISO(_ text: String) -> ArticleDate? {
    let text = text.replacing("年", with: "-").replacing("月", with: "-").replacing("日", with: " ")
    let parts = text.split(whereSeparator: { $0 == "T" || $0 == "t" || $0 == " " })
    guard let first = parts.first, first.first != "-" else { return nil }
    let day = first.split(separator: "-").map { $0.count == 1 ? "0\($0)" : String($0) }
    guard day.count == 3, day[0].count == 4 else { return nil }
    var clock = parts.dropFirst().joined()
    for (name, offset) in [("UTC", "Z"), ("GMT", "Z")] where clock.hasSuffix(name) {
      clock = clock.dropLast(3) + offset
    }
    clock = withTwoDigits(clock)
    return ArticleDate(iso8601: day.joined(separator: "-") + (clock.isEmpty ? "" : "T" + clock))
  }

  /// ISO 8601 without its signs, `20241207` and `20241207T143005Z`, or seconds or thousandths of a second
  /// since 1970.
  private static func digits(_ text: String) -> ArticleDate? {
    let day = text.prefix { $0.isASCII && $0.isNumber }
    if day.count == text.count, let number = Int(text) {
      switch text.count {
      case 9, 10: return ArticleDate(secondsSinceEpoch: number)
      case 13: return ArticleDate(secondsSinceEpoch: number / 1_000)
      case 12, 14: return digits(text.prefix(8) + "T" + text.dropFirst(8))
      default: break
      }
    }
    guard day.count == 8 else { return nil }
    let (month, rest) = (day.dropFirst(4).prefix(2), text.dropFirst(8))
    var iso = "\(day.prefix(4))-\(month)-\(day.suffix(2))"
    if rest.isEmpty { return ArticleDate(iso8601: iso) }
    let clock = rest.dropFirst().prefix { $0.isNumber }
    guard rest.first == "T" || rest.first == "t", clock.count == 4 || clock.count == 6 else {
      return nil
    }
    iso += "T\(clock.prefix(2)):\(clock.dropFirst(2).prefix(2))"
    if clock.count == 6 { iso += ":\(clock.suffix(2))" }
    return ArticleDate(iso8601: iso + rest.dropFirst(1 + clock.count))
  }

  /// `2024-W49-6` and `2024-342` (ISO 8601 §5.2.2, 5.2.3).
  private static func weekOrDayOfYear(_ text: String) -> ArticleDate? {
    let parts = text.split(separator: "-")
    guard (2...3).contains(parts.count), parts[0].count == 4, let year = Int(parts[0]) else {
      return nil
    }
    if parts[1].first == "W" {
      guard let week = Int(parts[1].dropFirst()), (1...53).contains(week) else { return nil }
      let weekday = parts.count == 3 ? Int(parts[2]) : 1
      guard let weekday, (1...7).contains(weekday) else { return nil }
      // The fourth of January is in the first week; 1970-01-01 was a Thursday.
      let fourth = ArticleDate(year: year, day: 4).daysSinceEpoch
      let monday = fourth - ((fourth + 3) % 7 + 7) % 7
      return ArticleDate(daysSinceEpoch: monday + (week - 1) * 7 + weekday - 1)
    }
    guard parts.count == 2, parts[1].count == 3, let day = Int(parts[1]), (1...366).contains(day)
    else { return nil }
    let date = ArticleDate(daysSinceEpoch: ArticleDate(year: year).daysSinceEpoch + day - 1)
    return date.year == year ? date : nil
  }
}

extension ArticleDate {
  /// The moment in UTC, to the second.
  init(secondsSinceEpoch number: Int) {
    let (day, second) = (number / 86_400, number % 86_400)
    self.init(daysSinceEpoch: day)
    (hour, minute, self.second) = (second / 3_600, second / 60 % 60, second % 60)
    (precision, offset) = (.second, 0)
  }

  /// With the midnight that ends a day as the one that begins the next, and without a leap second.
  var withinDay: ArticleDate {
    var date = self
    if second == 60 { date.second = 59 }
    guard hour == 24, minute == 0, second == 0, month <= 12, isDay else { return date }
    date = ArticleDate(daysSinceEpoch: daysSinceEpoch + 1)
    (date.precision, date.offset) = (precision, offset)
    return date
  }

  private var isDay: Bool { ArticleDate(year: year, month: month, day: day).isValid }
}

/// `1:5:9` as `01:05:09`; what follows the time stays.
private func withTwoDigits(_ clock: String) -> String {
  let time = clock.prefix { $0.isNumber || $0 == ":" }
  let parts = time.split(separator: ":", omittingEmptySubsequences: false)
  let padded = parts.map { $0.count == 1 ? "0\($0)" : String($0) }.joined(separator: ":")
  return padded + clock.dropFirst(time.count)
}

/// A date as mail and RSS write it: `Thu, 01 Jan 2004 19:48:21 GMT`. The weekday, the seconds and the zone
/// may be missing, the year may have two digits, the parts of `asctime` may stand in its order, and the
/// month may be that of another language. Words without a meaning are passed over, comments in parentheses
/// too.
private struct RFC822Date {
  private let language: String
  private var day: Int?
  private var month: Int?
  private var monthIsBeforeDay = false
  private var year: Int?
  private var clock: (hour: Int, minute: Int, second: Int?)?
  private var offset: Int?
  private var isUnderstood = true

  init(_ text: String, language: String?) {
    self.language = language.map { String($0.prefix(2)).lowercased() } ?? ""
    let text = text.lowercased()
    let words = text.prefix { $0 != "(" }
    for word in words.split(whereSeparator: { $0 == " " || $0 == "," }) { read(word) }
    // Only a zone is said there, and mostly once more.
    if clock != nil, offset == nil {
      _ = readOffset(text.dropFirst(words.count + 1).prefix { $0 != ")" })
    }
  }

  var date: ArticleDate? {
    guard isUnderstood, let day, let month, let year else { return nil }
    var date = ArticleDate(year: year, month: month, day: day)
    if let clock {
      date.hour = clock.hour
      date.minute = clock.minute
      date.second = clock.second ?? 0
      date.precision = clock.second == nil ? .minute : .second
      date.offset = offset
    }
    date = date.withinDay
    return date.isValid ? date : nil
  }

  private mutating func read(_ word: Substring) {
    if word.contains(":") { return readClock(word) }
    if clock != nil, readOffset(word) { return }
    if word.first?.isNumber == true, let number = number(word) {
      return readNumber(number, word.prefix { $0.isNumber }.count)
    }
    let parts = word.split(separator: "-")
    if parts.count == 3, parts[1].first?.isLetter == true {
      parts.forEach { read($0) }
      return
    }
    if word == "am" || word == "pm", let hour = clock?.hour, hour <= 12 {
      clock?.hour = hour % 12 + (word == "pm" ? 12 : 0)
      return
    }
    // «mar.» before the day is a Tuesday in French and Spanish when a month comes behind it.
    if let found = Self.months[folded(String(word.filter { $0 != "." }))],
      month == nil || monthIsBeforeDay
    {
      (month, monthIsBeforeDay) = (found, day == nil)
    }
  }

  /// `7`, `7.` or `7th`.
  private func number(_ word: Substring) -> Int? {
    let digits = word.prefix { $0.isNumber }
    let rest = word.dropFirst(digits.count)
    return ["", ".", "st", "nd", "rd", "th"].contains(rest) ? Int(digits) : nil
  }

  private mutating func readNumber(_ number: Int, _ digits: Int) {
    if day == nil, digits <= 2 {
      day = number
    } else if year == nil, digits == 2 || digits == 4 {
      year = digits == 2 ? (number < 69 ? 2_000 : 1_900) + number : number
    } else {
      isUnderstood = false
    }
  }

  private mutating func readClock(_ word: Substring) {
    // `19:48:21+0300` has its zone behind it without a blank.
    let time = word.prefix { $0.isNumber || $0 == ":" || $0 == "." }
    let parts = time.split(separator: ":", omittingEmptySubsequences: false)
      .map { Int($0.prefix { $0 != "." }) }
    guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1] else {
      isUnderstood = false
      return
    }
    clock = (hour, minute, parts.count == 3 ? parts[2] ?? 0 : nil)
    let rest = word.dropFirst(time.count)
    if !rest.isEmpty { isUnderstood = readOffset(rest) }
  }

  /// `+0300`, `-03:30`, `GMT+2`, or a name.
  private mutating func readOffset(_ word: Substring) -> Bool {
    if let minutes = Self.localZones[language]?[String(word)] ?? Self.zones[String(word)] {
      offset = offset ?? minutes
      return true
    }
    var rest = word
    for prefix in ["gmt", "utc"] where rest.hasPrefix(prefix) { rest = rest.dropFirst(3) }
    guard let sign = rest.first, sign == "+" || sign == "-" else { return false }
    let digits = rest.dropFirst().filter { $0 != ":" }
    guard (1...4).contains(digits.count), let number = Int(digits) else { return false }
    let minutes = digits.count <= 2 ? number * 60 : number / 100 * 60 + number % 100
    offset = sign == "-" ? -minutes : minutes
    return true
  }

  /// By their folded names, whole and short: English, French, Spanish, Portuguese, Italian, German, Dutch,
  /// Turkish, Russian.
  private static let months: [String: Int] = {
    let names = """
      jan january janv janvier ene enero janeiro gen gennaio januar jänner januari oca ocak янв января январь
      feb february fév févr février febrero fev fevereiro febbraio februar februari şub şubat фев февр \
      февраля февраль
      mar march mars marzo março mär mrz märz mrt maart mart мар мрт марта март
      apr april avr avril abr abril aprile nis nisan апр апреля апрель
      may mai mayo maio mag maggio mei mayıs май мая
      jun june juin junio junho giu giugno juni haz haziran июн июня июнь
      jul july juil juillet julio julho lug luglio juli tem temmuz июл июля июль
      aug august août ago agosto augustus ağu ağustos авг августа август
      sep sept september septembre septiembre set setembro settembre eyl eylül сен сент сентября сентябрь
      oct october octobre octubre out outubro ott ottobre okt oktober eki ekim окт октября октябрь
      nov november novembre noviembre novembro kas kasım ноя нояб ноября ноябрь
      dec december déc décembre dic diciembre dez dezembro dicembre dezember ara aralık дек декабря декабрь
      """
    var months: [String: Int] = [:]
    for (index, row) in names.split(separator: "\n").enumerated() {
      for name in row.split(separator: " ") { months[folded(String(name))] = index + 1 }
    }
    return months
  }()

  /// Minutes east of UTC, of RFC 822 and of what else is seen.
  private static let zones: [String: Int] = [
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 60, "cet": 60, "west": 60, "met": 60,
    "cest": 120, "mest": 120, "eet": 120, "eest": 180, "msk": 180, "ast": -240, "adt": -180,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480,
    "pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "et": -300, "ct": -360, "mt": -420,
    "pt": -480, "jst": 540, "kst": 540, "ist": 330, "aest": 600, "aedt": 660, "nzst": 720,
    "nzdt": 780, "sgt": 480, "hkt": 480, "pkt": 300, "gst": 240, "irst": 210, "irdt": 270,
    "trt": 180,
    "idt": 180, "aft": 270,
  ]

  /// Where a name means another zone to those who write the language.
  private static let localZones: [String: [String: Int]] = [
    "ar": ["ast": 180, "adt": 240], "he": ["ist": 120],
  ]
}
