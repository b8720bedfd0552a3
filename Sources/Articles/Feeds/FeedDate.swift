/// Dates as feeds write them: RFC 822 and 2822 with all that is made of them, ISO 8601, and what people
/// write on pages.
enum FeedDate {
  static func date(_ text: String, now: ArticleDate?, language: String?) -> ArticleDate? {
    guard !text.isEmpty, text.utf8.count <= 200 else { return nil }
    if let date = ArticleDate(iso8601: text), date.year > 1_500 { return date }
    if let date = RFC822Date(text).date { return date }
    return looseISO(text) ?? DateLine.date(in: text, modified: now, language: language)
  }

  /// ISO 8601 with a digit missing, without its signs, or with a zone after a blank.
  private static func looseISO(_ text: String) -> ArticleDate? {
    let compact = text.filter { $0.isNumber }
    if compact.count == text.count, compact.count == 8 {
      let (year, rest) = (compact.prefix(4), compact.dropFirst(4))
      return ArticleDate(iso8601: "\(year)-\(rest.prefix(2))-\(rest.dropFirst(2))")
    }
    let parts = text.split(whereSeparator: { $0 == "T" || $0 == "t" || $0 == " " })
    guard let first = parts.first else { return nil }
    let day = first.split(separator: "-").map { $0.count == 1 ? "0\($0)" : String($0) }
    guard day.count == 3, day[0].count == 4 else { return nil }
    var clock = parts.dropFirst().joined()
    for (name, offset) in [("UTC", "Z"), ("GMT", "Z")] where clock.hasSuffix(name) {
      clock = clock.dropLast(3) + offset
    }
    clock = withTwoDigits(clock)
    return ArticleDate(iso8601: day.joined(separator: "-") + (clock.isEmpty ? "" : "T" + clock))
  }
}

/// `1:5:9` as `01:05:09`; what follows the time stays.
private func withTwoDigits(_ clock: String) -> String {
  let time = clock.prefix { $0.isNumber || $0 == ":" }
  let parts = time.split(separator: ":", omittingEmptySubsequences: false)
  let padded = parts.map { $0.count == 1 ? "0\($0)" : String($0) }.joined(separator: ":")
  return padded + clock.dropFirst(time.count)
}

/// A date as mail and RSS write it: `Thu, 01 Jan 2004 19:48:21 GMT`. The weekday, the seconds and the zone
/// may be missing, the year may have two digits, and the parts of `asctime` may stand in its order.
private struct RFC822Date {
  private var day: Int?
  private var month: Int?
  private var year: Int?
  private var clock: (hour: Int, minute: Int, second: Int?)?
  private var offset: Int?
  private var isUnderstood = true

  init(_ text: String) {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      isUnderstood = false
      return
    }
    for word in text.lowercased().split(whereSeparator: { $0 == " " || $0 == "," }) {
      read(word)
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
    return date.isValid ? date : nil
  }

  private mutating func read(_ word: Substring) {
    if word.contains(":") { return readClock(word) }
    if clock != nil, readOffset(word) { return }
    if let number = Int(word), word.first?.isNumber == true {
      return readNumber(number, word.count)
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
    let name = String(word.prefix(3))
    if let index = Self.months.firstIndex(of: name), month == nil {
      month = index + 1
    } else if !Self.weekdays.contains(name) {
      isUnderstood = readOffset(word)
    }
  }

  private mutating func readNumber(_ number: Int, _ digits: Int) {
    if day == nil, digits <= 2 {
      day = number
    } else if year == nil {
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
    clock = (hour, minute, parts.count == 3 ? min(parts[2] ?? 0, 59) : nil)
    let rest = word.dropFirst(time.count)
    if !rest.isEmpty { isUnderstood = readOffset(rest) }
  }

  /// `+0300`, `-03:30`, `GMT+2`, or a name.
  private mutating func readOffset(_ word: Substring) -> Bool {
    if let minutes = Self.zones[String(word)] {
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

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let weekdays: Set<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// Minutes east of UTC, of RFC 822 and of what else is seen.
  private static let zones: [String: Int] = [
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 60, "cet": 60, "west": 60, "met": 60,
    "cest": 120, "mest": 120, "eet": 120, "eest": 180, "msk": 180, "ast": -240, "adt": -180,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480,
    "pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "et": -300, "ct": -360, "mt": -420,
    "pt": -480, "jst": 540, "kst": 540, "ist": 330, "aest": 600, "aedt": 660, "nzst": 720,
    "nzdt": 780, "sgt": 480, "hkt": 480, "pkt": 300, "gst": 240,
  ]
}
