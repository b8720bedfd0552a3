import Articles
import Reader
import Typesetting

// What the tests read: invented articles of several languages, days and categories.

/// Saturday, 7 December 2024.
let today = 20_064

func civil(_ day: Int, hour: Int? = nil, minute: Int = 0) -> ArticleDate {
  var date = ArticleDate(daysSinceEpoch: day)
  guard let hour else { return date }
  date.hour = hour
  date.minute = minute
  date.precision = .minute
  return date
}

extension Headline {
  /// The `place`-th article of a list, from 0; places and numbers run in opposite directions.
  static func sample(
    _ id: Int64, _ title: String = "خبر", day: Int? = today, category: String = "علوم",
    language: String? = "ar", url: String? = nil, isRead: Bool = false, isStarred: Bool = false
  ) -> Headline {
    Headline(
      id: id, order: id, title: title, category: category, date: day.map { civil($0) },
      url: url, language: language, isRead: isRead, isStarred: isStarred)
  }
}

/// `count` articles, `perDay` on each day from today back; the newest has the greatest number.
func longList(_ count: Int, perDay: Int = 10) -> [Headline] {
  (0..<count).map { place in
    .sample(Int64(count - place), "خبر رقم \(place + 1)", day: today - place / perDay)
  }
}

/// A front page with everything a list can show.
let frontPage: [Headline] = [
  Headline(
    id: 12, order: 12, title: "لماذا تكتب لام الألف في خانة واحدة؟", category: "لغة وكتابة",
    date: civil(today, hour: 14, minute: 30), url: "https://news.example/12", language: "ar",
    isStarred: true),
  Headline(
    id: 11, order: 11, title: "كيف يقيس تلسكوب James Webb ضوءا عمره ١٣ مليار سنة",
    category: "علوم", date: civil(today, hour: 12, minute: 5), language: "ar"),
  Headline(
    id: 10, order: 10, title: "الخبز المسطح: من تنور نيبور إلى أفران اليوم", category: "طعام",
    date: civil(today, hour: 11, minute: 40), language: "ar", isRead: true),
  Headline(
    id: 9, order: 9, title: "خمس عادات تحمي العين أمام الشاشة (20-20-20)", category: "صحة",
    date: civil(today), language: "ar"),
  Headline(
    id: 8, order: 8, title: "Reading right to left in a left-to-right terminal, and back again",
    category: "Language", date: civil(today - 1, hour: 19, minute: 20), language: "en"),
  Headline(
    id: 7, order: 7,
    title: "ما الذي يفعله البروتوكول IPv6 بعناوين بيتك، ولماذا يطول انتظاره كل هذه السنين؟",
    category: "تقنية", date: civil(today - 1, hour: 17, minute: 45), language: "ar"),
  Headline(
    id: 6, order: 6, title: "הנקודות שמתחת לאותיות", category: "שפה", date: civil(today - 1),
    language: "he"),
  Headline(
    id: 5, order: 5, title: "نیم‌فاصله: فاصله‌ای که دیده نمی‌شود", category: "زبان و خط",
    date: civil(today - 6), language: "fa", isRead: true),
  Headline(
    id: 4, order: 4, title: "漢字とアラビア文字", category: "", date: civil(today - 6), language: "ja"),
  Headline(
    id: 3, order: 3, title: "قَالَ مُحَمَّدٌ: السَّلامُ عَلَيْكُم", category: "لغة وكتابة",
    date: ArticleDate(year: 2023, month: 3, precision: .month), language: "ar", isRead: true),
  Headline(id: 2, order: 2, title: "بلا تاريخ ولا تصنيف", language: "ar"),
  Headline(id: 1, order: 1, title: "", category: "علوم", language: nil, isRead: true),
]

/// An article with every kind of block.
func sampleArticle(_ headline: Headline = frontPage[0]) -> StoredArticle {
  var headline = headline
  headline.author = "سارة العلي"
  headline.source = "Khabar"
  return StoredArticle(
    headline: headline,
    blocks: [
      Block(.heading, "خانة لكل حرف", level: 1),
      Block(
        .paragraph,
        "حين وضعت شاشات الحاسوب الأولى قسمت إلى خانات متساوية، لكل حرف خانة. كان ذلك مريحا للحروف "
          + "اللاتينية المنفصلة، أما الحرف العربي فيتصل بما قبله وما بعده، ويتغير شكله بحسب موضعه "
          + "من الكلمة، فلا يكفيه أن يعطى خانة ويترك وحيدا فيها."),
      Block(
        .paragraph,
        "واللام إذا تبعتها ألف صارت معها رسما واحدا. وقد جعل معيار Unicode لهذا الرسم أربعة رموز "
          + "(U+FEF5 إلى U+FEFC)، يشغل كل منها خانة واحدة."),
      Block(.quote, "الخط هندسة روحانية ظهرت بآلة جسمانية."),
      Block(.listItem, "الألف", level: 1),
      Block(.listItem, "1. اللام بعدها", level: 2),
      Block(.image, "لوحة من خط الثلث", url: "https://news.example/12.jpg"),
      Block(.rule, ""),
      Block(.code, "let lam: Character = \"\\u{644}\"\nprint(lam)"),
      Block(.paragraph, "A last word in English, so that both directions stand on one page."),
    ],
    named: [
      NamedRelation(title: frontPage[2].title, headline: frontPage[2]),
      NamedRelation(title: "مقال ليس في الأرشيف"),
    ])
}

let sampleRelations = [
  Relation(headline: frontPage[4], score: 0.5), Relation(headline: frontPage[9], score: 0.25),
]

/// The counts of a list by category.
func tallies(of headlines: [Headline]) -> [CategoryTally] {
  var names: [String] = []
  for headline in headlines where !names.contains(headline.category) {
    names.append(headline.category)
  }
  return names.map { name in
    let own = headlines.filter { $0.category == name }
    return CategoryTally(
      name: name, total: own.count, unread: own.count { !$0.isRead },
      starred: own.count(where: \.isStarred))
  }
}
