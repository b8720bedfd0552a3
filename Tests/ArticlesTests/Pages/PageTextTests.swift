import Articles
import Testing

struct PageTextTests {
  private func article(_ name: String) throws -> Article {
    let reading = try reading(of: name)
    #expect(reading.refusals.isEmpty)
    #expect(reading.articles.count == 1)
    return try #require(reading.articles.first)
  }

  @Test func `a page of the usual shape gives every field`() throws {
    let article = try article("seed-shape.txt")
    #expect(article.category == "أخبار محلية")
    #expect(article.dateText == "١٥ آذار ٢٠٢٣")
    #expect(article.date == ArticleDate(year: 2023, month: 3, day: 15))
    #expect(article.author == "مراسلو الحي")
    #expect(article.shareLine == nil)
    #expect(article.related.isEmpty)
    #expect(article.language == "ar")
    #expect(article.origin == "seed-shape.txt")
    #expect(article.kinds == [.image, .image] + [Block.Kind](repeating: .paragraph, count: 7))
  }

  @Test func `the body is the page's own bytes, neither rule nor label in it`() throws {
    let lines = try fixtureLines("seed-shape.txt")
    let article = try article("seed-shape.txt")
    #expect(Array(article.title.utf8) == Array(lines[4].utf8))
    let body = lines[5..<lines.count].filter { !$0.isEmpty && $0 != "\u{A0}" }.prefix(7)
    #expect(article.paragraphs.map { Array($0.utf8) } == body.map { Array($0.utf8) })
    #expect(article.paragraphs[1].contains("فحصت  واحدة"))
    #expect(!article.blocks.contains { $0.text.contains("ـــ") || $0.text.contains("صورة") })
  }

  @Test func `a rule of tatweel parts two articles`() throws {
    let reading = try reading(of: "two-articles-with-rule.txt")
    #expect(reading.refusals.isEmpty)
    #expect(reading.articles.map(\.category) == ["رياضة", "ثقافة"])
    #expect(reading.articles.map { $0.date?.iso8601 } == ["2024-10-03", "2024-10-04"])
    #expect(
      reading.articles.map(\.origin)
        == ["two-articles-with-rule.txt#1", "two-articles-with-rule.txt#2"])
    #expect(reading.articles.map(\.shareLine) == ["فيسبوك تويتر", nil])
    #expect(reading.articles.map(\.paragraphs.count) == [2, 2])
  }

  @Test func `a new bullet line opens an article and takes the picture above it along`() throws {
    let reading = try reading(of: "two-articles-by-bullet.txt")
    #expect(reading.articles.map(\.category) == ["اقتصاد", "صحة"])
    #expect(reading.articles.map(\.author) == ["سلمى الحداد", nil])
    #expect(
      reading.articles.map(\.kinds)
        == [[.image, .paragraph, .paragraph], [.image, .paragraph, .paragraph]])
  }

  @Test func `a page without any label is a title and paragraphs`() throws {
    let article = try article("plain.txt")
    #expect(article.title == "حكاية بئر في طرف القرية")
    #expect(article.category.isEmpty)
    #expect(article.date == nil)
    #expect(article.paragraphs.count == 3)
    #expect(article.paragraphs.last == "ولما سئل عن السبب ضحك")
  }

  @Test func `a Persian page has its own labels, digits and calendar`() throws {
    let article = try article("persian.txt")
    #expect(article.category == "ورزشی")
    #expect(article.dateText == "شنبه ۱۷ آذر ۱۴۰۳")
    #expect(article.date?.iso8601 == "2024-12-07")
    #expect(article.author == "مریم کریمی")
    #expect(article.source == "خبرگزاری روستا")
    #expect(article.shareLine == "تلگرام")
    #expect(article.language == "fa")
    #expect(
      article.related.map(\.title) == ["گزارش تصویری از جشن روستا", "چرا زمین چمن دیر آماده شد؟"])
    #expect(article.paragraphs.count == 2)
  }

  @Test func `an Urdu category line may use a bar instead of a bullet`() throws {
    let article = try article("urdu.txt")
    #expect(article.category == "کھیل")
    #expect(article.date?.iso8601 == "2024-12-07")
    #expect(article.author == "زینب احمد")
    #expect(article.related.map(\.title) == ["گاؤں میں جشن کی تصویریں"])
    #expect(article.language == "ur")
  }

  @Test func `a Hebrew page with the date on a line of its own`() throws {
    let article = try article("hebrew.txt")
    #expect(article.title == "הקבוצה מהכפר זכתה בגביע בפעם הראשונה")
    #expect(article.date?.iso8601 == "2024-12-07T14:30")
    #expect(article.author == "רות לוי")
    #expect(article.shareLine == "פייסבוק")
    #expect(article.related.map(\.title) == ["תמונות מן החגיגה"])
    #expect(article.language == "he")
  }

  @Test func `an English page, its by-line without a colon`() throws {
    let article = try article("english.txt")
    #expect(article.title == "Village side lifts the mountain cup")
    #expect(article.author == "Ruth Levy")
    #expect(article.date?.iso8601 == "2024-12-07T14:30")
    #expect(article.dateText == "7 December 2024 at 2:30 PM")
    #expect(article.url == "https://village.example/cup")
    #expect(article.source == "Village Gazette")
    #expect(article.shareLine == "Facebook X")
    #expect(article.blocks.first == Block(.image, "The cup on the coach's kitchen table"))
    #expect(
      article.related == [
        RelatedTitle("Pictures from the feast", url: "https://village.example/feast"),
        RelatedTitle("Why the grass came late"),
      ])
  }

  @Test func `a share bar above the text does not end it`() throws {
    let article = try article("share-bar-at-the-top.txt")
    #expect(article.category == "سياسة")
    #expect(article.title == "مجلس البلدة يقر خطة السير الجديدة")
    #expect(article.date?.iso8601 == "2024-12-07T14:30")
    #expect(article.author == "هدى منصور")
    #expect(article.shareLine == "فيسبوك تويتر واتساب تلغرام")
    #expect(article.paragraphs.count == 3)
  }

  @Test func `lines broken at a fixed width are joined`() throws {
    let article = try article("hard-wrapped.txt")
    #expect(article.title == "في مديح البطء")
    #expect(article.paragraphs.count == 2)
    #expect(article.paragraphs[0].contains("ولا يسرع خطوة واحدة"))
  }

  @Test func `the lines of a poem are not`() throws {
    let article = try article("poem.txt")
    #expect(article.paragraphs.count == 5)
    #expect(article.paragraphs[2] == "وشباك")
  }

  @Test func `lists, quotes and headings are told apart from what resembles them`() throws {
    let article = try article("lists-quotes-headings.txt")
    #expect(
      article.kinds == [
        .paragraph, .heading, .listItem, .listItem, .listItem, .quote, .quote, .paragraph,
        .listItem, .listItem, .listItem, .paragraph, .paragraph, .paragraph,
      ])
    #expect(article.texts(.heading) == ["ما الذي تحمله معك"])
    #expect(article.texts(.listItem).first == "ماء بارد")
    #expect(article.texts(.listItem).last == "٣. اسأل عن أبي عمر")
    #expect(
      article.texts(.quote) == ["«من دخل السوق جائعا خرج منه فقيرا».", "لا تشتر من أول دكان"])
    #expect(article.paragraphs.contains("- لكن لا تسأله عن الثمن."))
    #expect(article.paragraphs.contains("قال «نعم» ثم قال «لا»."))
  }

  @Test func `a short line above the title and a short one below it are headings`() throws {
    let article = try article("kicker-and-subtitle.txt")
    #expect(article.title == "قرى الأطلس تنتظر الخيام قبل أن يصل البرد إلى الجبال")
    #expect(
      article.texts(.heading)
        == ["زلزال المغرب", "فرق الإنقاذ تصل سيرا على الأقدام إلى القرى المعزولة"])
    #expect(article.paragraphs.first?.hasPrefix("2023 كان عاما") == true)
  }

  @Test func `a first line too long for a title lends it its first words`() throws {
    let line = String(repeating: "هبت ريح على السهل ", count: 20) + "ثم سكنت."
    let article = try #require(reading(text: line).articles.first)
    #expect(article.paragraphs == [line])
    #expect(article.title.hasSuffix("…"))
    #expect(line.hasPrefix(article.title.dropLast()))
    #expect(article.title.count <= 91)
  }

  @Test func `a single line is a title`() throws {
    let article = try #require(reading(text: "دوي رعد قوي يسمع في المدينة\n").articles.first)
    #expect(article.title == "دوي رعد قوي يسمع في المدينة")
    #expect(article.blocks.isEmpty)
  }

  @Test func `a title under a category line needs no body`() throws {
    let article = try article("title-only.txt")
    #expect(article.category == "عاجل")
    #expect(article.title == "دوي رعد قوي يسمع في المدينة")
    #expect(article.blocks.isEmpty)
  }

  @Test func `a bullet without words is no title`() {
    let text = "صورة\n● \nالكاتب:\nمشاركة:\n\nاقرأ أيضاً:\n\nـــــــ ــ\n"
    let reading = reading(text: text)
    #expect(reading.articles.isEmpty)
    #expect(reading.refusals.count == 1)
  }

  @Test func `labels without a title are refused in one sentence`() throws {
    let reading = try reading(of: "labels-only.txt")
    #expect(reading.articles.isEmpty)
    #expect(reading.refusals.count == 1)
    #expect(reading.refusals.first?.sentence.contains("neither a title nor text") == true)
  }

  @Test func `of several articles the one without a title is named by its place`() {
    let page = """
      ● أخبار ١ أيار ٢٠٢٤
      عنوان أول
      نص أول.
      ـــــــ
      ● أخبار ٢ أيار ٢٠٢٤
      مشاركة:
      ـــــــ
      جميع الحقوق محفوظة
      """
    let reading = reading(text: page)
    #expect(reading.articles.map(\.title) == ["عنوان أول"])
    #expect(reading.refusals.map(\.place) == [.article(2)])
  }

  @Test func `blanks alone are refused`() {
    #expect(reading(text: " \n\u{A0}\n\n").refusals.count == 1)
  }
}
