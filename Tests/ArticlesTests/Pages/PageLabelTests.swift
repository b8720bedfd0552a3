import Articles
import Testing

struct PageLabelTests {
  /// A page with this line between two paragraphs, or behind them.
  private func page(_ line: String, isLast: Bool) throws -> Article {
    let paragraphs = ["وصل القطار إلى المحطة القديمة عند الفجر.", "واستقبله الأهالي بالزغاريد."]
    var lines = ["● أخبار ١ أيار ٢٠٢٤", "عودة القطار"] + paragraphs
    lines.insert(line, at: isLast ? 4 : 3)
    return try #require(reading(text: lines.joined(separator: "\n\n")).articles.first)
  }

  @Test func `sentences that begin like labels stay in the text`() throws {
    let reading = try reading(of: "sentences-like-labels.txt")
    let article = try #require(reading.articles.first)
    #expect(article.paragraphs.count == 8)
    #expect(article.author == nil)
    #expect(article.source == nil)
    #expect(article.related.isEmpty)
  }

  @Test(arguments: [
    "الكاتب: سلمى", "الكاتبة : سلمى", "بقلم: سلمى", "بقلم/ سلمى", "بقلم سلمى", "كتبت: سلمى",
    "إعداد: سلمى", "اعداد : سلمى", "● الكاتب: سلمى", "الـكاتب: سلمى", "المُحرِّر: سلمى",
    "نویسنده: سلمى", "مصنف: سلمى", "מאת: سلمى", "Author: سلمى", "By سلمى", "الكاتب：سلمى",
  ])
  func `an author behind the text is found in every spelling of the label`(line: String) throws {
    let article = try page(line, isLast: true)
    #expect(article.author == "سلمى")
    #expect(article.paragraphs.count == 2)
  }

  @Test(arguments: [
    ("المصدر: رويترز", "رويترز"), ("مصدر: وكالات", "وكالات"), ("رويترز", "رويترز"),
    ("(وكالات)", "وكالات"), ("أ ف ب", "أ ف ب"), ("نقلا عن: الأناضول", "الأناضول"),
    ("منبع: ایسنا", "ایسنا"), ("Source: AFP", "AFP"),
  ])
  func `a source behind the text is found`(line: String, source: String) throws {
    #expect(try page(line, isLast: true).source == source)
  }

  @Test(arguments: [
    "مشاركة:", "مشاركة:\u{2002}", "شارك", "شارك هذا الموضوع:", "طباعة", "حجم الخط", "إعلان",
    "شیئر کریں:", "اشتراک‌گذاری:", "שתפו:", "Share:", "الوسوم: قطار، محطة", "التعليقات",
    "جميع الحقوق محفوظة © 2024", "لمراسلة الكاتب:", "أضف تعليقًا",
  ])
  func `furniture behind the text is not part of it`(line: String) throws {
    let article = try page(line, isLast: true)
    #expect(article.paragraphs.count == 2)
    #expect(article.related.isEmpty)
    #expect(article.author == nil)
  }

  @Test(arguments: [
    "اقرأ أيضاً: سوق الشموع", "اقرأ أيضا: سوق الشموع", "إقرأ أيضًا : سوق الشموع",
    "اقرأ ايضاً: سوق الشموع", "اقرأ المزيد: سوق الشموع", "للمزيد: سوق الشموع",
    "شاهد أيضا: سوق الشموع", "قد يهمك أيضا: سوق الشموع", "طالع أيضا: سوق الشموع",
    "بیشتر بخوانید: سوق الشموع", "یہ بھی پڑھیں: سوق الشموع", "קראו גם: سوق الشموع",
    "Read also: سوق الشموع", "● اقرأ أيضا: سوق الشموع", "اقرأ: سوق الشموع",
  ])
  func `a title offered in the middle of the text is lifted out of it`(line: String) throws {
    let article = try page(line, isLast: false)
    #expect(article.related == [RelatedTitle("سوق الشموع")])
    #expect(article.paragraphs.count == 2)
  }

  @Test(arguments: [
    "صورة", "صورة أرشيفية", "الصورة:", "(أرشيف)", "فيديو", "تصویر", "תמונה", "Image", "● صورة",
  ])
  func `a picture's place is an image and no paragraph`(line: String) throws {
    let article = try page(line, isLast: false)
    #expect(article.kinds == [.paragraph, .image, .paragraph])
  }

  @Test func `a caption and the credit under it belong to the picture`() throws {
    let article = try #require(try reading(of: "hijri-and-labels.txt").articles.first)
    #expect(article.texts(.image) == ["واد تحت المطر (رويترز)"])
    #expect(article.source == "وكالات")
  }

  @Test func `labels above the text fill their fields and the dateline stays`() throws {
    let article = try #require(try reading(of: "hijri-and-labels.txt").articles.first)
    #expect(article.title == "أمطار غزيرة على المرتفعات الجنوبية")
    #expect(article.category == "محليات")
    #expect(article.date?.iso8601 == "2015-07-26")
    #expect(article.dateText == "الأحد 10 شوال 1436 هـ الموافق 26 يوليو 2015 م")
    #expect(article.author == "نورة العتيبي")
    #expect(article.url == "https://village.example/rain")
    #expect(article.paragraphs.first?.hasPrefix("أبها - واس: هطلت") == true)
    #expect(article.paragraphs.count == 2)
  }

  @Test func `related titles end where a long paragraph goes on`() throws {
    let article = try #require(try reading(of: "related-in-the-middle.txt").articles.first)
    #expect(
      article.related == [
        RelatedTitle("ألواح شمسية على سطح المدرسة"),
        RelatedTitle("معلم يصنع مصباحا من علب الصفيح"),
        RelatedTitle("بئر ارتوازية تعمل بالشمس", url: "https://village.example/well"),
        RelatedTitle("سوق الشموع"), RelatedTitle("ليل القرى"),
      ])
    #expect(article.paragraphs.count == 4)
    #expect(article.paragraphs.last == "ولا أحد يعرف متى تعود الكهرباء.")
    #expect(article.source == "رويترز")
  }

  @Test func `an author's label in the middle of the text is part of it`() throws {
    let article = try page("الكاتب: سلمى", isLast: false)
    #expect(article.author == nil)
    #expect(article.paragraphs.count == 3)
  }

  @Test(arguments: [
    "تحديث: انفجار يهز المرفأ", "مصدر: القرار لم يصل", "تقرير: القرى بلا ماء", "خاص: رسالة من بعيد",
    "فيديو وصور من الحفل", "مشاركة واسعة في السباق", "المزيد من الأمطار غدا",
  ])
  func `a title that begins like a label is a title`(line: String) throws {
    let text = "● أخبار ١ أيار ٢٠٢٤\n\(line)\nوصل القطار إلى المحطة القديمة عند الفجر.\n"
    let article = try #require(reading(text: text).articles.first)
    #expect(article.title == line)
    #expect(article.paragraphs.count == 1)
  }

  @Test(arguments: [
    ("● أخبار سورية ٧ ديسمبر ٢٠٢٤", "أخبار سورية", "٧ ديسمبر ٢٠٢٤"),
    ("• رياضة | 7/12/2024", "رياضة", "7/12/2024"),
    ("● 7 كانون الأول 2024 - مال وأعمال", "مال وأعمال", "7 كانون الأول 2024"),
    ("■ العالم - السبت، 7 ديسمبر 2024 م", "العالم", "السبت، 7 ديسمبر 2024 م"),
    ("سياسة | 7 دجنبر 2024", "سياسة", "7 دجنبر 2024"),
    ("● أخبار اليوم ٧ ديسمبر ٢٠٢٤", "أخبار اليوم", "٧ ديسمبر ٢٠٢٤"),
    ("● تاريخ ٧ ديسمبر ٢٠٢٤", "تاريخ", "٧ ديسمبر ٢٠٢٤"),
    ("نشر في 7/12/2024", "", "7/12/2024"),
    ("آخر تحديث: السبت 7 كانون الأول 2024", "", "السبت 7 كانون الأول 2024"),
    ("● تقارير", "تقارير", ""), ("ثقافة", "ثقافة", ""),
  ])
  func `category and date are parted in every order`(
    line: String, category: String, dateText: String
  ) throws {
    let text = line + "\n\nعودة القطار\n\nوصل القطار إلى المحطة القديمة عند الفجر.\n"
    let article = try #require(reading(text: text).articles.first)
    #expect(article.title == "عودة القطار")
    #expect(article.category == category)
    #expect(article.dateText == dateText)
    #expect(article.date?.iso8601 == (dateText.isEmpty ? nil : "2024-12-07"))
  }

  @Test func `a category may end in a year`() throws {
    let text = "● كأس العالم 2022\n\nعودة القطار\n\nوصل القطار إلى المحطة عند الفجر.\n"
    let article = try #require(reading(text: text).articles.first)
    #expect(article.category == "كأس العالم 2022")
    #expect(article.date == nil)
  }

  @Test func `a date in words is reckoned from when the page was saved`() throws {
    let text = "● عاجل منذ يومين\n\nعودة القطار\n\nوصل القطار إلى المحطة عند الفجر.\n"
    let article = try #require(reading(text: text).articles.first)
    #expect(article.category == "عاجل")
    #expect(article.date?.iso8601 == "2024-12-06")
    #expect(article.dateText == "منذ يومين")
  }

  @Test func `a date that cannot be read is kept as written`() throws {
    let text = "عودة القطار\nتاريخ النشر: موسم القمح\n\nوصل القطار إلى المحطة عند الفجر.\n"
    let article = try #require(reading(text: text).articles.first)
    #expect(article.dateText == "موسم القمح")
    #expect(article.date == nil)
  }
}
