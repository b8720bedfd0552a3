/// Distances from the moment a page was saved: «منذ ٣ ساعات», «قبل يومين», «أمس», «۳ ساعت پیش»,
/// “2 hours ago”.
extension DateLineReader {
  private enum Unit {
    case second, minute, hour, day, week, month, year
  }

  mutating func readRelativeDate() -> Bool {
    readDayWord() || readDistanceAfterMarker() || readDistanceBeforeMarker()
  }

  // MARK: - Words for days

  private mutating func readDayWord() -> Bool {
    for length in [3, 2, 1] {
      let words = (0..<length).compactMap { word($0) }
      guard words.count == length else { continue }
      let phrase = words.joined(separator: " ")
      if let distance = Self.dayWords[phrase] {
        relative = relative ?? modified.map { day(distance, from: $0) }
      } else if Self.nowWords.contains(phrase) {
        relative = relative ?? modified.map(moment)
      } else {
        continue
      }
      index += length
      return true
    }
    return false
  }

  private func day(_ distance: Int, from date: ArticleDate) -> ArticleDate {
    ArticleDate(daysSinceEpoch: date.daysSinceEpoch + distance)
  }

  /// The moment itself, no finer than a minute.
  private func moment(_ date: ArticleDate) -> ArticleDate {
    guard date.precision == .minute || date.precision == .second else { return date }
    return date.adding(minutes: 0)
  }

  // MARK: - Counted distances

  /// «منذ ٣ ساعات», «قبل حوالي ساعتين», «לפני 3 שעות».
  private mutating func readDistanceAfterMarker() -> Bool {
    guard let marker = word(), Self.leadingMarkers.contains(marker) else { return false }
    let start = index
    index += 1
    while let word = word(), Self.approximations.contains(word) { index += 1 }
    let count = readCount()
    guard let name = word(), let unit = Self.units[name] else {
      index = start
      return false
    }
    index += 1
    // «ساعة واحدة»
    if count == nil, let word = word(), Self.counts[word] == 1 { index += 1 }
    return accept(unit.unit, count: (count ?? 1) * unit.count, start: start)
  }

  /// «۳ ساعت پیش», «2 گھنٹے پہلے», “an hour ago”.
  private mutating func readDistanceBeforeMarker() -> Bool {
    let start = index
    while let word = word(), Self.approximations.contains(word) { index += 1 }
    guard let count = readCount(), let name = word(), let unit = Self.units[name],
      let marker = word(1), Self.trailingMarkers.contains(marker)
    else {
      index = start
      return false
    }
    index += 2
    return accept(unit.unit, count: count * unit.count, start: start)
  }

  private mutating func readCount() -> Int? {
    if let written = number(), written.digits <= 4 {
      index += 1
      return written.value
    }
    guard let name = word(), let count = Self.counts[name] else { return nil }
    index += 1
    return count
  }

  private mutating func accept(_ unit: Unit, count: Int, start: Int) -> Bool {
    guard let modified, count <= 10_000 else {
      index = start
      return false
    }
    relative = relative ?? Self.date(unit, count: count, before: modified)
    return true
  }

  private static func date(_ unit: Unit, count: Int, before modified: ArticleDate) -> ArticleDate {
    let day = modified.daysSinceEpoch
    switch unit {
    case .second, .minute, .hour:
      let minutes = unit == .hour ? count * 60 : unit == .minute ? count : 0
      guard modified.precision == .minute || modified.precision == .second else {
        return ArticleDate(daysSinceEpoch: day - minutes / 1_440)
      }
      return modified.adding(minutes: -minutes)
    case .day:
      return ArticleDate(daysSinceEpoch: day - count)
    case .week:
      return ArticleDate(daysSinceEpoch: day - 7 * count)
    case .month:
      let date = modified.adding(months: -count)
      return ArticleDate(year: date.year, month: date.month, precision: .month)
    case .year:
      return ArticleDate(year: modified.year - count, precision: .year)
    }
  }
}

// MARK: - Names

extension DateLineReader {
  private static let leadingMarkers = Set(["قبل", "منذ", "לפני"].map { folded($0) })
  private static let trailingMarkers = Set(
    ["پیش", "قبل", "پہلے", "ago", "لەمەوبەر", "مخکې"].map { folded($0) })
  private static let approximations = Set(
    [
      "حوالي", "حوالى", "نحو", "قرابة", "أكثر", "أقل", "من", "حدود", "تقریبا", "כ", "about",
    ].map { folded($0) })

  private static let dayWords: [String: Int] = {
    var words: [String: Int] = [:]
    let rows = [
      (0, "اليوم,امروز,آج,היום,today,ئەمڕۆ,نن"),
      (-1, "أمس,البارحة,بالأمس,دیروز,کل,گزشتہ روز,אתמול,yesterday,دوێنێ,پرون"),
      (-2, "أول أمس,أمس الأول,أول من أمس,پریروز,پرسوں,שלשום"),
      (1, "غدا,فردا,מחר,tomorrow"),
    ]
    for (days, names) in rows {
      for name in names.split(separator: ",") { words[folded(name)] = days }
    }
    return words
  }()

  private static let nowWords = Set(
    [
      "الآن", "منذ قليل", "قبل قليل", "منذ لحظات", "قبل لحظات", "اکنون", "لحظاتی پیش", "ابھی",
      "עכשיו",
      "כעת", "now", "just now",
    ].map { folded($0) })

  /// The words of which every relative date has one.
  static let relativeWords: Set<String> = {
    let phrases = Array(dayWords.keys) + Array(nowWords)
    let lastWords = phrases.compactMap { $0.split(separator: " ").last.map(String.init) }
    return leadingMarkers.union(trailingMarkers).union(lastWords).union(nowWords)
  }()

  /// A unit's name and how many of it the form itself means.
  private static let units: [String: (unit: Unit, count: Int)] = {
    var units: [String: (Unit, Int)] = [:]
    let rows: [(Unit, Int, String)] = [
      (.second, 1, "ثانية,ثوان,ثواني,ثانیه,سیکنڈ,שנייה,שניות,second,seconds"),
      (.second, 2, "ثانيتين,ثانيتان"),
      (.minute, 1, "دقيقة,دقائق,دقایق,دقیقه,منٹ,דקה,דקות,minute,minutes,min,mins,خولەک"),
      (.minute, 2, "دقيقتين,دقيقتان"),
      (.hour, 1, "ساعة,ساعات,ساعت,گھنٹہ,گھنٹے,گھنٹوں,שעה,שעות,hour,hours,کاتژمێر"),
      (.hour, 2, "ساعتين,ساعتان,שעתיים"),
      (.day, 1, "يوم,أيام,يوما,روز,دن,יום,ימים,day,days,ڕۆژ,ورځ"),
      (.day, 2, "يومين,يومان,יומיים"),
      (.week, 1, "أسبوع,أسابيع,أسبوعا,هفته,ہفتہ,ہفتے,שבוע,שבועות,week,weeks,هەفتە"),
      (.week, 2, "أسبوعين,أسبوعان,שבועיים"),
      (.month, 1, "شهر,أشهر,شهور,شهرا,ماه,ماہ,مہینہ,مہینے,חודש,חודשים,month,months"),
      (.month, 2, "شهرين,شهران,חודשיים"),
      (.year, 1, "سنة,سنوات,سنين,عام,أعوام,عاما,سال,שנה,שנים,year,years"),
      (.year, 2, "سنتين,سنتان,عامين,عامان,שנתיים"),
    ]
    for (unit, count, names) in rows {
      for name in names.split(separator: ",") { units[folded(name)] = (unit, count) }
    }
    return units
  }()

  private static let counts: [String: Int] = {
    var counts: [String: Int] = [:]
    let rows = [
      "واحد,واحدة,یک,ایک,אחת,אחד,a,an,one", "اثنين,اثنتين,دو,שתי,שני,two",
      "ثلاث,ثلاثة,سه,تین,שלוש,three", "أربع,أربعة,چهار,چار,ארבע,four", "خمس,خمسة,پنج,پانچ,חמש,five",
      "ست,ستة,شش,چھ,שש,six", "سبع,سبعة,هفت,سات,שבע,seven", "ثماني,ثمانية,ثمان,هشت,آٹھ,שמונה,eight",
      "تسع,تسعة,نه,نو,תשע,nine", "عشر,عشرة,ده,دس,עשר,ten",
    ]
    for (index, names) in rows.enumerated() {
      for name in names.split(separator: ",") { counts[folded(name)] = index + 1 }
    }
    return counts
  }()
}
