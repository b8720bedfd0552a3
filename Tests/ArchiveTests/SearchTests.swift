import Archive
import Articles
import GRDB
import HostileQueries
import Testing

@Suite struct `Search` {
  let archive: Archive

  init() throws {
    archive = try Archive.inMemory()
  }

  @discardableResult
  private func add(_ articles: Article...) throws -> [Int64] {
    try archive.add(articles, at: 1).items.map(\.id)
  }

  private func search(_ text: String, limit: Int = 10, isTyping: Bool = false) throws
    -> SearchAnswer
  {
    try archive.search(SearchRequest(text, limit: limit, today: 20_100, isTyping: isTyping))
  }

  private func found(_ text: String, isTyping: Bool = false) throws -> [Int64] {
    try search(text, isTyping: isTyping).results.map(\.headline.id)
  }

  private func complete(_ text: String) throws -> [Int64] {
    try search(text).results.filter { !$0.isNearMiss }.map(\.headline.id)
  }

  // MARK: Spelling

  @Test(arguments: [
    "أحمد الثلاثاء رئيس المدرسة", "احمد الثلاثا رييس المدرسه", "أَحْمَدُ الثُّلاثَاءِ رَئِيسُ المَدْرَسَةِ",
    "أحــمد الثلاثــاء رئيــس المدرســة", "ﺃﺣﻤﺪ ﺍﻟﺜﻼﺛﺎﺀ ﺭﺋﻴﺲ ﺍﻟﻤﺪﺭﺳﺔ", "احمد الثلاثاء رئیس مدرسه",
    "والمدرسة، أحمد! (الثّلاثاء) رئيس",
  ])
  func `an article is found however its words are written`(_ query: String) throws {
    let ids = try add(
      .story("رئيس المدرسة يستقبل أحمد", ["كان ذلك يوم الثّلاثاءِ في المدينة"]),
      .story("أخبار أخرى", ["لا شيء هنا عن أحد"]))
    #expect(try complete(query) == [ids[0]])
  }

  @Test func `Persian and Arabic letters, and digits of any set, are the same`() throws {
    let ids = try add(
      .story("کتاب‌های تازه ۱۴۰۳", ["متن"]), .story("ספר חדש של צה\"ל", ["שָׁלוֹם"]))
    #expect(try complete("كتاب ١٤٠٣") == [ids[0]])
    #expect(try complete("שלום צהל") == [ids[1]])
  }

  // MARK: Words

  @Test func `articles with all words come before those with some`() throws {
    let ids = try add(
      .story("زلزال في المغرب", ["ضرب زلزال مدينة مراكش"]),
      .story("سياحة", ["مراكش مدينة جميلة"]), .story("زلزال زلزال زلزال", ["زلزال"]),
      .story("طقس", ["حار غدا"]))
    let results = try search("زلزال مراكش").results
    #expect(results.map(\.headline.id).first == ids[0])
    #expect(Set(results.map(\.headline.id)) == Set(ids[0...2]))
    #expect(results.map(\.isNearMiss) == [false, true, true])
  }

  @Test func `the title counts for more than the text`() throws {
    let ids = try add(
      .story("أخبار المساء", ["حديث عن البرلمان وأشياء أخرى كثيرة"]),
      .story("البرلمان يجتمع", ["حديث عن أشياء أخرى كثيرة جدا"]))
    #expect(try found("برلمان") == [ids[1], ids[0]])
  }

  @Test func `words in quotation marks stand together as they are written`() throws {
    let ids = try add(
      .story("خبر", ["اجتمع مجلس الأمن الدولي أمس"]), .story("خبر آخر", ["مجلس النواب والأمن"]),
      .story("ثالث", ["المجلس الأمن"]))
    for query in ["\"مجلس الامن\"", "«مجلس الأمن»", "“مَجلس الأمن”"] {
      #expect(try found(query) == [ids[0]])
    }
  }

  @Test func `quotation marks in a long sentence are punctuation`() throws {
    let ids = try add(.story("الرئيس يعلن خطة جديدة لإنعاش الاقتصاد الوطني"))
    #expect(
      try found("الرئيس أعلن «خطة جديدة تماما» من أجل إنعاش الاقتصاد في البلاد") == ids)
  }

  @Test func `a minus leaves articles out, alone it is nothing`() throws {
    let ids = try add(
      .story("انتخابات تركيا"), .story("انتخابات مصر"), .story("انتخابات تونس ومصر"))
    #expect(try Set(found("انتخابات -مصر")) == [ids[0]])
    #expect(try Set(found("-تركيا")) == Set(ids[1...]))
    #expect(try Set(found("انتخابات -\"تونس ومصر\"")) == Set(ids[0...1]))
    #expect(try Set(complete("- انتخابات - مصر")) == Set(ids[1...]))
  }

  @Test(arguments: [
    "ذهب ذهب", "الذهب ذهب", "مصر المصرية", "\"مجلس الأمن\" مجلس الأمن", "3.5 3.5", "ذهب مصر ذه*",
  ])
  func `words of one stem are all there when it is`(query: String) throws {
    let ids = try add(.story("مصر والذهب", ["3.5 في المئة من الذهب في مجلس الأمن"]), .story("طقس"))
    #expect(try complete(query) == [ids[0]])
  }

  @Test func `what must be in the title is not found in the text`() throws {
    let ids = try add(
      .story("الذهب والنفط", ["أسعار"]), .story("النفط ينخفض", ["والذهب أيضا في مجلس الأمن"]))
    #expect(try complete("title:ذهب نفط") == [ids[0]])
    #expect(try complete("نفط title: ذهب") == [ids[0]])
    #expect(try complete("title:\"مجلس الأمن\" نفط") == [])
  }

  @Test func `a word behind the first pages of a long article is found as any other`() throws {
    let ids = try add(
      .story("طويل", [String(repeating: "كلام كثير ", count: 4_000) + "سنجاب مع فيل"]))
    for query in ["سنجاب", "سنجاب فيل", "\"سنجاب مع فيل\""] {
      #expect(try complete(query) == ids)
    }
  }

  @Test func `what is left out is a whole word`() throws {
    let ids = try add(.story("استثمار في مصر"))
    #expect(try found("مصر -تثمار") == ids)
  }

  @Test func `a word that many articles have must occur too`() throws {
    _ = try archive.add(
      (0..<600).map { .story("رياضة \($0)", ["مباراة \($0)"], day: 19_000 + $0) }, at: 1)
    let ids = try add(.story("سباحة"), .story("رياضة السباحة"))
    #expect(try complete("رياضة سباحة") == [ids[1]])
  }

  @Test(arguments: [
    "\u{200F}\"مجلس الامن\"", "‘مجلس الأمن’", "‹مجلس الأمن›", "「مجلس الأمن」", "\"مجلس الأمن”",
    "«مجلس الأمن\"",
    "\u{2067}«مجلس الأمن»\u{2069}",
  ])
  func `quotation marks of every kind, with marks of direction about them`(query: String) throws {
    let ids = try add(.story("خبر", ["اجتمع مجلس الأمن"]), .story("آخر", ["مجلس النواب والأمن"]))
    #expect(try found(query) == [ids[0]])
  }

  @Test func `a mark of direction or a long dash hides no minus`() throws {
    let ids = try add(.story("زلزال تركيا"), .story("زلزال المغرب"))
    for query in ["زلزال \u{200F}-تركيا", "زلزال —تركيا", "زلزال ‑تركيا"] {
      #expect(try found(query) == [ids[1]])
    }
  }

  @Test func `nothing that was understood has a control in it`() throws {
    _ = try add(.story("زلزال"))
    let answer = try search("\u{9B}31m \u{202E}زلزلل\u{7F} title:\u{85}x")
    #expect(answer.suggestion == "31m زلزال title: x")
    #expect(answer.understood == [.word("31m"), .word("زلزلل"), .title("x")])
  }

  @Test(arguments: [
    ("مسؤول", "مسئول"), ("شؤون", "شئون"), ("رؤوس", "رءوس"), ("مسؤولين", "مسوولين"),
  ])
  func `the spellings of hamza before waw are one`(one: String, other: String) throws {
    let ids = try add(.story("خبر عن \(one)"), .story("طقس"))
    #expect(try found(other) == [ids[0]])
    #expect(try found("\"عن \(other)\"") == [ids[0]])
  }

  @Test func `a phrase is left out as it is written`() throws {
    let ids = try add(
      .story("مجلس الأمن يجتمع"), .story("اجتماع المجلس الأمن"), .story("مجلس النواب والأمن"))
    #expect(try Set(found("مجلس امن -\"مجلس الامن\"")) == Set(ids[1...]))
    let request = SearchRequest("مجلس -«مجلس الأمن»", limit: 10, today: 20_100)
    #expect(try archive.unreadCount(of: request) == 2)
  }

  @Test func `an asterisk stands for any ending`() throws {
    let ids = try add(.story("الاستثمارات الأجنبية"), .story("استقالة الوزير"))
    #expect(try found("استثم*") == [ids[0]])
    #expect(try found("الاستق*") == [ids[1]])
  }

  @Test(arguments: ["الحكو", "حكوم", "والحكومة", "الحكومي", "زلزال الحكو"])
  func `the word being typed may still grow`(_ typed: String) throws {
    let ids = try add(.story("الحكومة تعلن"), .story("الطقس غدا"))
    #expect(try found(typed, isTyping: true) == [ids[0]])
    #expect(try found("الحكومة ", isTyping: true) == [ids[0]])
  }

  @Test func `a part of a word finds the word when no whole one does`() throws {
    let ids = try add(.story("تحولات جيوسياسية"), .story("أخبار"))
    #expect(try found("سياسية") == [ids[0]])
  }

  // MARK: Fields

  @Test func `names of fields in any form, several, and none`() throws {
    func story(_ category: String, _ source: String?, _ day: Int) -> Article {
      var article = Article.story("قمة \(day)", category: category, day: day)
      article.source = source
      return article
    }
    // Of 2024-12-05, 06 and 07, and of 1 Ramadan 1445.
    let ids = try add(
      story("شؤون دولية", "وكالة الأنباء الجزائرية", 20_062), story("رياضة", "رويترز", 20_063),
      story("اقتصاد", nil, 20_064), story("ثقافة", "رويترز", 19_793))
    let queries: [(String, [Int])] = [
      ("قسم:الرياضة", [1]), ("category:\"شوون دوليه\"", [0]), ("قسم:شئون", [0]),
      ("category:رياضة category:اقتصاد", [2, 1]), ("قسم:رياضة،اقتصاد", [2, 1]),
      ("تصنيف: رياضة", [1]), ("قمة -قسم:رياضة", [2, 0, 3]), ("قمة -source:رويترز", [2, 0]),
      ("مصدر:الجزايريه", [0]), ("مصدر:انباء", [0]), ("قمة -date:2024-12-06", [2, 0, 3]),
      ("date:2024-12-05..2024-12-06", [1, 0]), ("date:1445", [3]), ("تاريخ:١٤٤٥ هـ", [3]),
    ]
    for (query, expected) in queries {
      #expect(Set(try found(query)) == Set(expected.map { ids[$0] }), "\(query)")
    }
  }

  @Test func `fields narrow the search by their English and Arabic names`() throws {
    var first = Article.story("قمة عربية", ["بحث"], category: "سياسة", day: 20_000)
    first.source = "هيئة الإذاعة"
    first.author = "ليلى حسن"
    var second = Article.story("قمة أفريقية", ["بحث عربية"], category: "اقتصاد", day: 20_050)
    second.source = "رويترز"
    let ids = try add(first, second)
    _ = try archive.mark([ids[0]], .read, at: 5)
    _ = try archive.mark([ids[1]], .starred, at: 5)
    let queries: [(String, Int)] = [
      ("category:سياسة قمة", 0), ("التصنيف:سياسه قمة", 0), ("قسم:اقتصاد", 1), ("source:رويترز", 1),
      ("المصدر:\"هيئة الاذاعة\" قمة", 0), ("author:ليلى", 0), ("كاتب:حسن", 0),
      ("title:عربية", 0), ("العنوان:أفريقية", 1), ("unread:", 1), ("غير مقروء: قمة", 1),
      ("is:read", 0), ("starred:نعم", 1), ("starred:no", 0), ("مميزة: قمة", 1),
      ("قمة before:2024-11-01", 0), ("قبل:١ نوفمبر ٢٠٢٤ قمة", 0), ("after:2024-11-01 قمة", 1),
      ("قمة بعد:نوفمبر ٢٠٢٤ -نفط", 1), ("date:2024-10-04", 0), ("تاريخ:«٤ تشرين الأول ٢٠٢٤»", 0),
      ("قمة until:20/11/2024", 0), ("منذ:٢٠٢٤/١١/٢٠ قمة", 1), ("-unread: قمة", 0),
    ]
    for (query, expected) in queries {
      let results = try found(query)
      #expect(results.first == ids[expected], "\(query)")
      if !query.contains("title") && !query.contains("العنوان") {
        #expect(results.count == 1, "\(query)")
      }
    }
  }

  @Test func `what a query was understood as is told`() throws {
    let answer = try search(
      "زلزال -تركيا \"فرق الإنقاذ\" مرا* مصدر:بي_بي_سي بعد:2024-01-05 unread:")
    #expect(
      answer.understood == [
        .word("زلزال"), .without("تركيا"), .phrase("فرق الإنقاذ"), .beginning("مرا"),
        .source("بي_بي_سي"), .since(19_727), .unread(true),
      ])
  }

  @Test(arguments: ["قبل:الغد القريب", "category:", "unread:ربما", "لا:شيء", "10:30"])
  func `a field that makes no sense is words`(_ query: String) throws {
    #expect(try search(query).understood.allSatisfy { if case .word = $0 { true } else { false } })
  }

  // MARK: Results

  @Test func `matches are whole words with their marks`() throws {
    try add(
      .story(
        "قال: «الثّـلاثاءُ» موعدُنا",
        [
          "مقدمة طويلة لا شأن لها بشيء. " + String(repeating: "كلام ", count: 60)
            + "وفي الثُّلاثاءِ المقبل نلتقي " + String(repeating: "ختام ", count: 60)
        ]))
    let result = try #require(try search("الثلاثاء").results.first)
    func words(_ text: String, _ ranges: [Range<Int>]) -> [String] {
      ranges.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) }
    }
    #expect(words(result.headline.title, result.titleMatches) == ["الثّـلاثاءُ"])
    #expect(words(result.excerpt, result.excerptMatches) == ["الثُّلاثاءِ"])
    #expect(result.excerpt.hasPrefix("…كلام") && result.excerpt.hasSuffix("ختام…"))
  }

  @Test func `of articles that fit alike the newer comes first, unless told otherwise`() throws {
    let ids = try add(
      .story("خبر عاجل", ["نص أول"], day: 20_000), .story("خبر عاجل", ["نص ثان"], day: 19_000))
    #expect(try found("عاجل") == ids)
    let plain = try archive.search(
      SearchRequest("عاجل", limit: 9, today: 20_100, prefersRecent: false))
    #expect(Set(plain.results.map(\.score)).count == 1)
  }

  @Test func `the same story under nearly the same title is told to be similar`() throws {
    let ids = try add(
      .story("زلزال عنيف يضرب مدينة مراكش المغربية", ["نص"]),
      .story("زلزال عنيف يضرب مدينة مراكش", ["نص آخر"], day: 20_001), .story("زلزال في اليابان"))
    let results = try search("زلزال").results
    #expect(results.map(\.headline.id).count == 3)
    let similar = results.filter { $0.similarTo != nil }
    #expect(similar.count == 1)
    #expect(Set([similar[0].headline.id, similar[0].similarTo]) == Set(ids[0...1]))
  }

  @Test func `a word that occurs nowhere is put right by a near one`() throws {
    try add(.story("انتخابات الرّئاسة في تونس"), .story("طقس"))
    #expect(try search("انتخبات تونس").suggestion == "انتخابات تونس")
    #expect(try search("الرئايسة").suggestion == "الرّئاسة")
    #expect(try search("انتخابات").suggestion == nil)
    #expect(try search("قسطنطينوبل").suggestion == nil)
  }

  // MARK: In step

  @Test func `the index follows every change of an article`() throws {
    var article = Article.story("قديم", ["كلمة نادرة"])
    article.externalID = "1"
    let ids = try add(article)
    #expect(try found("نادرة") == ids)
    article.blocks = [Block(.paragraph, "عبارة غريبة")]
    try archive.take(article)
    #expect(try found("نادرة") == [])
    #expect(try found("غريبة") == ids)
    #expect(try archive.check() == [])
  }

  @Test func `an index made anew finds the same`() throws {
    try add(.story("زلزال في مراكش"), .story("مراكش مدينة"), .story("زلزال اليابان"))
    let before = try search("زلزال مراكش")
    var told: [Int] = []
    try archive.reindex { done, _ in told.append(done) }
    #expect(told == [3])
    #expect(try search("زلزال مراكش") == before)
    #expect(try archive.check() == [])
  }

  @Test func `an archive without an index for search gets one when it is opened`() throws {
    let folder = try Folder()
    do {
      let archive = try Archive.open(at: folder.archive)
      try archive.take(.story("زلزال في مراكش"))
    }
    let queue = try DatabaseQueue(path: folder.archive)
    try queue.write { db in
      try db.execute(
        sql: """
          DROP TABLE stem; DROP TABLE statistics;
          CREATE TABLE stem (key INTEGER PRIMARY KEY, articles INTEGER NOT NULL);
          DELETE FROM grdb_migrations WHERE identifier = '2';
          """)
    }
    try queue.close()
    let archive = try Archive.open(at: folder.archive)
    #expect(try archive.search(SearchRequest("زلزال", limit: 1, today: 0)).results.count == 1)
    #expect(try archive.check() == [])
    #expect(try folder.names().contains { $0.contains(".version-7") })
  }

  // MARK: Saved searches

  @Test func `searches that are kept stay in their order, and none twice`() throws {
    #expect(try archive.savedSearches() == [])
    for query in ["زلزال", "«مجلس الأمن»", "زلزال"] { try archive.keepSearch(query) }
    #expect(try archive.savedSearches() == ["زلزال", "«مجلس الأمن»"])
    try archive.dropSearch("زلزال")
    #expect(try archive.savedSearches() == ["«مجلس الأمن»"])
  }

  @Test func `unread articles that have all of a query are counted, to a limit`() throws {
    try add(
      .story("زلزال في مراكش"), .story("الزلزال يضرب مراكش", ["والحكومة تجتمع"]),
      .story("زلزال في تركيا"), .story("مراكش: مهرجان"))
    func count(_ query: String, limit: Int = 999) throws -> Int {
      try archive.unreadCount(of: SearchRequest(query, limit: limit, today: 0))
    }
    #expect(try count("زلزال مراكش") == 2)
    #expect(try count("زلزال مراكش", limit: 1) == 1)
    #expect(try count("زلزال -تركيا") == 2)
    #expect(try count("زلزال غيرموجود") == 0)
    #expect(try count("\"زلزال في\"") == 2)
    #expect(try count("unread:") == 4)
    #expect(try count("read:") == 0)
    #expect(try count("") == 0)
    let found = try search("زلزال مراكش").results.map(\.headline.id)
    _ = try archive.mark([try #require(found.first)], .read, at: 1)
    #expect(try count("زلزال مراكش") == 1)
    #expect(try count("مهرجان") == 1)
  }

  // MARK: Hostile

  @Test(arguments: [
    "", " ", "\"", "\"\"", "*", "-", "--", "-\"", "a AND b OR NOT c NEAR(d e, 5)", "title:", ":",
    "'; DROP TABLE terms; --", "terms:x ^y {z}", "\0\0", "\u{202E}\u{2067}x", "(((", "a* b* *c",
    "«»", "-*", "\u{64B}\u{64B}", "ـــ", "before:before:before:", "%s %n", "\u{FDFA}\u{FDFA}",
    "زلزال -ظظظظ*", "-ظظظظ*",
  ])
  func `nothing that is typed is an error`(_ query: String) throws {
    try add(.story("زلزال في مراكش a b"))
    for isTyping in [false, true] {
      _ = try search(query, isTyping: isTyping)
    }
  }

  @Test func `ten thousand hostile queries are no error`() throws {
    let texts = try Edition.texts()
    try add(
      .story("زلزال في مراكش a b", ["نص قصير"]), .story("أخبار تونس"),
      .story("عنوان", [texts.joined().prefix(2_000).description]))
    let words = Edition.words(of: texts).filter { $0.utf8.count < 40 }
    var sizes = 0
    for (place, query) in HostileQueries(10_000, words: words).enumerated() {
      let answer = try search(query, isTyping: place % 2 == 0)
      for result in answer.results {
        let title = Array(result.headline.title.utf8)
        let excerpt = Array(result.excerpt.utf8)
        #expect(
          result.titleMatches.allSatisfy {
            title.indices.contains($0.lowerBound) && $0.upperBound <= title.count
          })
        #expect(
          result.excerptMatches.allSatisfy {
            excerpt.indices.contains($0.lowerBound) && $0.upperBound <= excerpt.count
          })
      }
      sizes = max(sizes, query.utf8.count)
    }
    #expect(sizes >= 90_000)
    #expect(try archive.check() == [])
    #expect(try search("زلزال").results.count == 1)
  }

  // MARK: Spelling

  @Test func `however a query is spelled, it finds the same as the careful one`() throws {
    let texts = try Edition.texts()
    for (place, text) in texts.enumerated() {
      let lines = text.split(separator: "\n").map(String.init)
      try add(.story("\(place) " + (lines.first ?? ""), Array(lines.dropFirst())))
    }
    var random = Repeatable(state: 11)
    let words = Edition.words(of: texts).filter { (3...12).contains($0.unicodeScalars.count) }
    for word in words.shuffled(using: &random).prefix(30) {
      let careful = try search(word)
      #expect(!careful.results.isEmpty, "\(word)")
      for spelling in Spelling.allCases {
        let typed = spelling.write(word, using: &random)
        let found = try search(typed)
        #expect(same(found, careful), "\(typed) for \(word): \(spelling)")
      }
      let all = Spelling.allCases.reduce(word) { $1.write($0, using: &random) }
      let found = try search(all)
      #expect(same(found, careful), "\(all) for \(word)")
    }
  }

  private func same(_ found: SearchAnswer, _ careful: SearchAnswer) -> Bool {
    found.results == careful.results && found.suggestion == careful.suggestion
  }
}
