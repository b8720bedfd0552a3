import Articles
import Reader
import Testing
import Typesetting

@Suite struct `Stories in the list` {
  private static func news(
    _ id: Int64, _ title: String, _ source: String, day: Int = today
  ) -> Headline {
    Headline(
      id: id, order: id, title: title, category: "أخبار", date: civil(day), source: source,
      language: "ar")
  }

  private static let headlines = [
    news(9, "زلزال عنيف يضرب جنوب المغرب وسقوط عشرات القتلى", "الأولى"),
    news(8, "أسعار النفط ترتفع في آسيا", "الثانية"),
    news(7, "عشرات القتلى في زلزالٍ عنيف ضرب المغرب", "الثانية"),
    news(6, "كأس العالم: المغرب يفوز على البرتغال", "الثالثة"),
    news(5, "المغرب.. زلزال عنيف يوقع عشرات القتلى", "الثالثة"),
    news(4, "زلزال عنيف يضرب المغرب وعشرات القتلى", "الرابعة", day: today - 1),
    news(3, "أسعار النفط تهبط في أوروبا", "الأولى", day: today - 1),
  ]

  private var desk = Desk(Self.headlines, columns: 100, rows: 24)

  private var shown: [Int64] { desk.model.list.rows.map(\.id) }

  private func shows(_ phrase: String) -> Bool {
    let line = typesetLine(
      phrase, columns: 80, setting: desk.model.settings.interfaceSetting,
      style: desk.model.theme.dim)
    return view(desk.model).text.contains(line.text)
  }

  @Test mutating func `articles of one day on one event are one line with its sources`() {
    #expect(shown == [9, 8, 6, 4, 3])
    #expect(desk.model.list.stories[9]?.sources == 3)
    #expect(shows("٣ مصادر"))
  }

  @Test mutating func `a story is opened behind its first article, and closed again`() {
    desk.go(.character("z"))
    #expect(shown == [9, 7, 5, 8, 6, 4, 3])
    #expect(desk.selectedID == 9)
    desk.go(.down, .down)
    #expect(desk.selectedID == 5)
    desk.go(.character("z"))
    #expect(shown == [9, 8, 6, 4, 3])
    #expect(desk.selectedID == 9)
  }

  @Test mutating func `where there is no story the key says so`() {
    desk.go(.down, .character("z"))
    #expect(shown == [9, 8, 6, 4, 3])
    #expect(desk.noticeText == desk.model.strings.nothingToExpand)
  }

  @Test mutating func `the view can be switched off and on, and the selection stays`() {
    desk.go(.character("z"), .down, .down)
    #expect(desk.selectedID == 5)
    desk.go(.character("Z"))
    #expect(shown == Self.headlines.map(\.id))
    #expect(desk.selectedID == 5)
    desk.go(.character("z"), .character("Z"))
    #expect(desk.selectedID == 5)
    desk.go(.character("z"), .character("Z"), .character("Z"))
    #expect(desk.selectedID == 9)
    #expect(shown == [9, 8, 6, 4, 3])
  }

  @Test mutating func `the next unread article is found inside a closed story`() {
    desk.go(.character("m"))
    desk.go(.down, .character("m"), .up)
    desk.go(.character("n"))
    #expect(desk.selectedID == 7)
    #expect(shown.prefix(3) == [9, 7, 5])
  }

  @Test mutating func `back from an article of a closed story leads to its line`() {
    desk.go(.enter, .character("]"), .character("]"))
    #expect(desk.articleID == 7)
    desk.go(.backspace)
    #expect(desk.selectedID == 9)
    #expect(shown == [9, 8, 6, 4, 3])
  }

  @Test mutating func `marks reach articles that are not shown`() {
    desk.go(.character("A"))
    #expect(desk.model.list.loaded.allSatisfy { $0.isRead })
    desk.go(.character("z"))
    #expect(desk.model.list.rows.allSatisfy { $0.isRead })
    desk.go(.character("u"))
    #expect(desk.model.list.loaded.allSatisfy { !$0.isRead })
  }

  @Test mutating func `the place in the list counts all articles`() {
    desk.go(.down)
    #expect(shows("٢ من ٧"))
    desk.go(.down)
    #expect(shows("٤ من ٧"))
  }

  @Test(arguments: [20, 40, 60, 100, 160])
  func `no width tears a story`(columns: Int) {
    for density in Settings.Density.allCases {
      var desk = Desk(Self.headlines, columns: columns, rows: 20, density: density)
      #expect(view(desk.model).flaws == [])
      desk.go(.character("z"))
      #expect(view(desk.model).flaws == [])
    }
  }

  @Test func `a list in pages groups the same whatever page an article came with`() throws {
    // Thirty articles a day, every third of them on that day's event.
    let many = (0..<900).map { place -> Headline in
      let day = today - place / 30
      let title =
        place % 3 == 0
        ? "زلزال عنيف في المدينة رقم \(day) وعشرات القتلى"
        : "خبر \(place) فيه كلام\(place) آخر\(place)"
      return Self.news(Int64(900 - place), title, "مصدر \(place % 7)", day: day)
    }
    var desk = Desk(many, columns: 80, rows: 24)
    var seen: Set<Int64> = []
    for _ in 0..<700 {
      if let id = desk.selectedID { seen.insert(id) }
      desk.go(.down)
    }
    #expect(seen.count == 900 - 30 * 9)
    for _ in 0..<700 { desk.go(.up) }
    #expect(desk.selectedID == 900)
    #expect(desk.model.list.before == 0)
  }

  @Test(arguments: [
    ["زلزال بقوة 5.1 درجات يضرب إيران", "زلزال بقوة 6.3 درجات يضرب اليابان"],
    [
      "مانشستر سيتي يفوز على أرسنال في الدوري الإنجليزي",
      "ليفربول يفوز على تشيلسي في الدوري الإنجليزي",
    ],
    ["ريال مدريد يفوز على برشلونة في كأس الملك", "ريال مدريد يفوز على إشبيلية في كأس الملك"],
    [
      "وزير الخارجية المصري يلتقي نظيره التركي في أنقرة",
      "وزير الخارجية المصري يلتقي نظيره السعودي في الرياض",
      "وزير الخارجية التركي يلتقي نظيره الروسي في موسكو",
    ],
    ["حادث سير مروع في بيروت يودي بحياة شخصين", "حادث سير مروع في طرابلس يودي بحياة ثلاثة"],
    ["الاحتلال يقتل شابا فلسطينيا في جنين", "الاحتلال يعتقل شابا فلسطينيا في الخليل"],
    [
      "Earthquake of magnitude 5 strikes northern Iran",
      "Earthquake of magnitude 6 strikes northern Japan",
    ],
  ])
  func `events that differ in one name are not one`(titles: [String]) {
    let desk = Desk(
      titles.enumerated().map { Self.news(Int64($0 + 1), $1, "\($0)") }, columns: 100, rows: 24)
    #expect(desk.model.list.rows.count == titles.count)
  }

  @Test(arguments: [
    [
      "وزير الخارجية المصري يلتقي نظيره التركي في أنقرة",
      "وزير الخارجية المصري يلتقي نظيره التركي في أنقرة لبحث العلاقات",
    ],
    ["مقتل 5 أشخاص في انفجار وسط بغداد", "مقتل 7 أشخاص في انفجار وسط بغداد"],
    ["رئيس الوزراء يستقبل سفير فرنسا الجديد", "رئيس الوزراء يلتقي سفير فرنسا الجديد"],
  ])
  func `one event told twice is one, though numbers and verbs change`(titles: [String]) {
    let desk = Desk(
      titles.enumerated().map { Self.news(Int64($0 + 1), $1, "\($0)") }, columns: 100, rows: 24)
    #expect(desk.model.list.rows.count == 1)
  }
}
