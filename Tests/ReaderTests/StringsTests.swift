import Articles
import Reader
import Testing
import Typesetting

@Suite struct StringsTests {
  private let arabic = Strings.arabic(region: "EG")

  /// The six forms of CLDR.
  @Test(arguments: [
    (0, "لا مقالات"), (1, "مقال واحد"), (2, "مقالان"), (3, "٣ مقالات"), (10, "١٠ مقالات"),
    (11, "١١ مقالا"), (99, "٩٩ مقالا"), (100, "١٠٠ مقال"), (101, "١٠١ مقال"),
    (102, "١٠٢ مقال"), (103, "١٠٣ مقالات"), (110, "١١٠ مقالات"), (111, "١١١ مقالا"),
    (200, "٢٠٠ مقال"), (1000, "١٠٠٠ مقال"),
  ])
  func `articles are counted in the six plural forms of Arabic`(count: Int, words: String) {
    #expect(arabic.count(count, arabic.articles) == words)
  }

  @Test(arguments: [
    (0, "لا جديد"), (1, "واحد غير مقروء"), (2, "اثنان غير مقروءين"), (3, "٣ غير مقروءة"),
    (12, "١٢ غير مقروء"), (100, "١٠٠ غير مقروء"), (103, "١٠٣ غير مقروءة"),
  ])
  func `unread articles are counted`(count: Int, words: String) {
    #expect(arabic.count(count, arabic.unreadArticles) == words)
  }

  @Test(arguments: [
    (1, "قراءة دقيقة"), (2, "قراءة دقيقتين"), (3, "قراءة ٣ دقائق"), (11, "قراءة ١١ دقيقة"),
    (100, "قراءة ١٠٠ دقيقة"),
  ])
  func `minutes are counted`(count: Int, words: String) {
    #expect(arabic.count(count, arabic.readingTime) == words)
  }

  @Test(arguments: [(0, "all read"), (1, "1 unread"), (2, "2 unread")])
  func `English has two forms and a word for none`(count: Int, words: String) {
    #expect(Strings.english.count(count, Strings.english.unreadArticles) == words)
  }

  @Test func `no phrase is left without the number it counts`() {
    for strings in [arabic, .english] {
      for phrases in [strings.articles, strings.unreadArticles, strings.readingTime] {
        for count in 3...120 {
          #expect(strings.count(count, phrases).contains(strings.number(count)))
        }
      }
    }
  }

  @Test(arguments: [
    ("EG", Strings.Digits.arabic), ("SY", .arabic), ("SA", .arabic), ("MA", .latin),
    ("TN", .latin), ("DZ", .latin), ("AE", .latin), ("XX", .arabic),
  ])
  func `digits are those of the country`(region: String, digits: Strings.Digits) {
    #expect(Strings.arabic(region: region).digits == digits)
  }

  @Test func `numbers are written in three sets of digits`() {
    var strings = arabic
    #expect(strings.number(1_234_567_890) == "١٢٣٤٥٦٧٨٩٠")
    strings.digits = .persian
    #expect(strings.number(1_234_567_890) == "۱۲۳۴۵۶۷۸۹۰")
    strings.digits = .latin
    #expect(strings.number(-12) == "-12")
    #expect(arabic.inDigits("Ctrl-R 10") == "Ctrl-R ١٠")
  }

  @Test(arguments: [
    ("EG", "السبت ٧ ديسمبر ٢٠٢٤"), ("SY", "السبت ٧ كانون الأول ٢٠٢٤"),
    ("IQ", "السبت ٧ كانون الأول ٢٠٢٤"), ("TN", "السبت 7 ديسمبر 2024"),
    ("MA", "السبت 7 دجنبر 2024"), ("MR", "السبت ٧ دجمبر ٢٠٢٤"),
  ])
  func `a day is named as the country names it`(region: String, words: String) {
    #expect(Strings.arabic(region: region).day(today) == words)
  }

  @Test func `every country has twelve different months`() {
    for region in ["EG", "SY", "TN", "DZ", "MA", "MR"] {
      #expect(Set(Strings.arabic(region: region).months).count == 12)
    }
    #expect(Strings.english.months.count == 12)
    #expect(Strings.arabic(region: "DZ").months[6] == "جويلية")
    #expect(Strings.arabic(region: "MA").months[7] == "غشت")
    #expect(Strings.arabic(region: "JO").months[0] == "كانون الثاني")
  }

  @Test func `a day of every month and weekday is written from the right name`() {
    for offset in 0..<400 {
      let day = today - offset
      let date = ArticleDate(daysSinceEpoch: day)
      #expect(arabic.day(day).hasPrefix(arabic.weekdays[(((day + 4) % 7) + 7) % 7]))
      #expect(arabic.day(day).contains(arabic.months[date.month - 1]))
    }
  }

  @Test func `English puts a comma after the weekday`() {
    #expect(Strings.english.day(today) == "Saturday, 7 December 2024")
    #expect(Strings.english.shortDay(today) == "7 December")
    #expect(Strings.english.month(ArticleDate(year: 2023, month: 3)) == "March 2023")
  }

  @Test func `today and yesterday are said in words, tomorrow is a date`() {
    #expect(arabic.dayHeading(today, today: today) == "اليوم · السبت ٧ ديسمبر ٢٠٢٤")
    #expect(arabic.dayHeading(today - 1, today: today) == "أمس · الجمعة ٦ ديسمبر ٢٠٢٤")
    #expect(arabic.dayHeading(today - 2, today: today) == "الخميس ٥ ديسمبر ٢٠٢٤")
    #expect(arabic.dayHeading(today + 1, today: today) == "الأحد ٨ ديسمبر ٢٠٢٤")
    #expect(arabic.dayHeading(nil, today: today) == "بلا تاريخ")
    #expect(Strings.english.dayHeading(today, today: today) == "Today · Saturday, 7 December 2024")
  }

  @Test func `a time is shown when the page told one`() {
    #expect(arabic.time(civil(today, hour: 9, minute: 5)) == "٠٩:٠٥")
    #expect(arabic.time(civil(today)) == nil)
    #expect(arabic.time(nil) == nil)
  }

  @Test(arguments: [
    ("ar", Direction.rightToLeft), ("ar-SY", .rightToLeft), ("fa_IR", .rightToLeft),
    ("he", .rightToLeft), ("ckb", .rightToLeft), ("en", .leftToRight), ("tr", .leftToRight),
    ("pa-Arab-PK", .rightToLeft), ("pa", .leftToRight), ("ar-Latn", .leftToRight),
    ("az-Arab", .rightToLeft), ("zh-Hant", .leftToRight), ("ur-Aran", .rightToLeft),
  ])
  func `a language is written in the direction of its script`(
    language: String, direction: Direction
  ) {
    #expect(Direction(language: language) == direction)
  }

  @Test(arguments: [nil, "", "und", "-", "_"] as [String?])
  func `an unknown language has no direction`(language: String?) {
    #expect(Direction(language: language) == nil)
  }
}
