import Foundation
import Testing

@Suite struct `Moving about` {
  private static let titles = [
    "لماذا تكتب لام الألف في خانة واحدة؟", "ما الذي يفعله البروتوكول IPv6 بعناوين بيتك؟",
    "خمس عادات تحمي العين أمام الشاشة",
  ]
  /// What an article has and the list has not.
  private static let body = "اكتب كلمة «سلام» على ورقة"

  private func selects(_ title: String) -> (Screenshot) -> Bool {
    { $0.selected.contains { $0.contains(title) } }
  }

  @Test func `the arrow to the left opens and the one to the right goes back in Arabic`() throws {
    try Program.withEdition().read { terminal in
      try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press("Left")
      try terminal.wait(for: Self.body)
      try terminal.press("Right")
      try terminal.wait(until: selects(Self.titles[0]))
    }
  }

  @Test func `the arrow to the right opens and the one to the left goes back in English`() throws {
    try Program.withEdition().read("--lang", "en") { terminal in
      try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press("Right")
      try terminal.wait(for: Self.body)
      try terminal.press("Left")
      try terminal.wait(until: selects(Self.titles[0]))
    }
  }

  @Test(arguments: [
    ["j", "k", "l", "h", "m", "s"],
    ["ت", "ن", "م", "ا", "ة", "س"],
    ["ت", "ن", "م", "ا", "پ", "س"],
    ["ח", "ל", "ך", "י", "צ", "ד"],
  ])
  func `the same keys do the same on every keyboard`(keys: [String]) throws {
    let program = try Program.withEdition()
    try program.read { terminal in
      try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press(keys[0])
      try terminal.wait(until: selects(Self.titles[1]))
      try terminal.press(keys[0])
      try terminal.wait(until: selects(Self.titles[2]))
      try terminal.press(keys[1], keys[1])
      try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press(keys[2])
      try terminal.wait(for: Self.body)
      try terminal.press(keys[3])
      try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press(keys[0], keys[4])
      try terminal.wait(for: "٦٩ غير مقروء من ٧١")
      try terminal.press(keys[5])
      try terminal.wait(for: "ميز بنجمة")
    }
    #expect(try program.articles().prefix(3).map(\.read) == [true, true, false])
    #expect(try program.articles().prefix(3).map(\.starred) == [false, true, false])
  }

  @Test func `brackets lead from day to day`() throws {
    try Program.withEdition().read { terminal in
      try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press("]")
      try terminal.wait(until: selects("الخطأ 404"))
      try terminal.press("]")
      try terminal.wait(until: selects("طريق الحرير البحري"))
      try terminal.press("[", "[")
      try terminal.wait(until: selects(Self.titles[0]))
    }
  }

  @Test(arguments: [
    ("٧ ديسمبر ٢٠٢٤", "السبت ٧ ديسمبر ٢٠٢٤"), ("2022-05-14", "السبت ١٤ مايو ٢٠٢٢"),
    ("۱۷ آذر ۱۴۰۳", "السبت ٧ ديسمبر ٢٠٢٤"),
  ])
  func `a date leads to its day`(typed: String, heading: String) throws {
    try Program.withEdition().read { terminal in
      try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press("G")
      try terminal.wait(for: "٧١ من ٧١")
      try terminal.press("d")
      try terminal.wait(for: "انتقل إلى تاريخ")
      try terminal.type(typed)
      try terminal.press("Enter")
      try terminal.wait { reading($0.rows[2]).contains(heading) }
    }
  }

  @Test func `something else than a date is answered with a hint`() throws {
    try Program.withEdition().read { terminal in
      try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press("d")
      try terminal.type("قريبا")
      try terminal.press("Enter")
      try terminal.wait(for: "لم يفهم التاريخ")
    }
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func `a category is chosen from its panel or beside the list`(columns: Int, rows: Int) throws {
    let program = try Program.withEdition()
    let names = try program.articles().map(\.category)
    let more = Set(names.filter { name in names.count { $0 == name } > 9 })
    try program.read(columns: columns, rows: rows) { terminal in
      try terminal.wait(for: Self.titles[0])
      try terminal.press("c")
      try terminal.wait(for: "كل الأخبار")
      // All, unread and starred come first, then the categories by their number of articles.
      for _ in 0..<3 + more.count { try terminal.press("Down") }
      try terminal.wait(until: selects("دليل خبر"))
      try terminal.press("Left")
      let screen = try terminal.wait(for: "خبر  دليل خبر")
      #expect(screen.reads("١ من ٩"))
      #expect(!screen.reads(Self.titles[0]))
      try terminal.press("Right")
      try terminal.wait(for: "الصفحة الأولى")
    }
  }

  @Test func `the panel of categories is left as it was entered`() throws {
    try Program.withEdition().read { terminal in
      try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press("c")
      try terminal.wait(for: "كل الأخبار")
      try terminal.press("Escape")
      try terminal.wait { !$0.reads("كل الأخبار") && selects(Self.titles[0])($0) }
    }
  }

  @Test func `words are found in an article, forth and back`() throws {
    try Program.withEdition().read { terminal in
      try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press("Left")
      try terminal.wait(for: Self.body)
      try terminal.press("/")
      try terminal.wait(for: "ابحث في المقال")
      try terminal.type("الألف")
      try terminal.press("Enter", "n")
      let second = try terminal.wait {
        $0.readings.last { !$0.isEmpty }?.hasPrefix("٢ من ") ?? false
      }
      try terminal.press("n")
      try terminal.wait { $0.readings.last { !$0.isEmpty }?.hasPrefix("٣ من ") ?? false }
      try terminal.press("N")
      try terminal.wait { $0 == second }
      try terminal.press("Escape")
      try terminal.wait(for: "رجوع")
    }
  }

  @Test func `what is nowhere in the article is said so`() throws {
    try Program.withEdition().read { terminal in
      try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press("Left")
      try terminal.wait(for: Self.body)
      try terminal.press("/")
      try terminal.type("زرافة")
      try terminal.press("Enter")
      try terminal.wait(for: "لا نتيجة لـزرافة")
    }
  }

  @Test func `a digit leads to the related article, and back and forward return`() throws {
    try Program.withEdition().read { terminal in
      try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press("Left")
      try terminal.wait(for: Self.body)
      try terminal.press("٢")
      try terminal.wait(for: "آلة كاتبة تتعلم وصل الحروف")
      try terminal.press("BSpace")
      try terminal.wait(for: Self.body)
      try terminal.press("L")
      try terminal.wait(for: "آلة كاتبة تتعلم وصل الحروف")
      try terminal.press("1")
      try terminal.wait { !$0.reads("آلة كاتبة تتعلم وصل الحروف") }
      try terminal.press("BSpace")
      try terminal.wait(for: "آلة كاتبة تتعلم وصل الحروف")
      try terminal.press("q")
      try terminal.wait(for: Self.body)
      try terminal.press("q")
      try terminal.wait(until: { $0.reads("الصفحة الأولى") })
    }
  }

  @Test(arguments: ["?", "؟"])
  func `a question mark shows the keys`(mark: String) throws {
    try Program.withEdition().read { terminal in
      let before = try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press(mark)
      try terminal.wait(for: "سطر إلى أسفل")
      try terminal.press("G")
      try terminal.wait(for: "علق البرنامج")
      try terminal.press("Escape")
      try terminal.wait { $0 == before }
    }
  }

  @Test func `an article opens where it was left, even in another window`() throws {
    let program = try Program.withEdition()
    let (row, percent) = try program.read { terminal in
      try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press("Left")
      try terminal.wait(for: Self.body)
      try terminal.press("NPage")
      let screen = try terminal.wait { !$0.reads(Self.body) }
      try terminal.press("q")
      try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press("Left")
      try terminal.wait { $0.rows == screen.rows }
      try terminal.press("Q")
      try terminal.exitCode()
      let row = try #require(screen.rows[2...].first { $0.contains { !$0.isWhitespace } })
      return (row, screen.rows[0])
    }
    try program.read { terminal in
      try terminal.wait(until: selects(Self.titles[0]))
      try terminal.press("Left")
      let screen = try terminal.wait { $0.rows[0] == percent }
      #expect(screen.rows[2...3].contains(row))
    }
    try program.read(columns: 120, rows: 40) { terminal in
      try terminal.wait(for: Self.titles[0])
      try terminal.press("Left")
      try terminal.wait { $0.reads("مشاركة") && !$0.reads(Self.body) }
    }
  }

  @Test(arguments: [(80, 24), (40, 12)])
  func `pages pass over no article on the way down or up`(columns: Int, rows: Int) throws {
    let program = try Program.withEdition()
    let days = Set(try program.articles().map { $0.date ?? "" }.map { $0.prefix(10) }).count
    #expect(days > 20)
    try program.read(columns: columns, rows: rows) { terminal in
      var screen = try terminal.wait { $0.reads("خبر") && !$0.selected.isEmpty }
      for key in ["NPage", "PPage"] {
        var seen: Set<String> = []
        var before: Screenshot?
        while screen != before {
          seen.formUnion(screen.readings.filter { $0.contains("●") }.map(titleBeginning))
          before = screen
          try terminal.press(key)
          usleep(150_000)
          screen = try terminal.screen()
        }
        #expect(seen.count >= Program.editionCount - 3, "\(key): \(seen.count)")
      }
    }
  }

  /// What tells one row of a narrow list from another.
  private func titleBeginning(_ row: String) -> String {
    row.filter { !" ●▐│─…".contains($0) }
  }
}
