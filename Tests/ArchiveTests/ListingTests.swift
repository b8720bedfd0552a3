import Archive
import Articles
import Testing

@Suite struct `Lists` {
  let archive: Archive

  init() throws {
    archive = try Archive.inMemory()
  }

  /// Every combination of what a list can be narrowed by.
  static let filters: [Filter] = [nil, "رياضة"].flatMap { category in
    [(nil, nil), (19_995, nil), (nil, 20_003), (19_995, 20_003)].flatMap { since, until in
      [(false, false), (true, false), (false, true), (true, true)].map { unread, starred in
        Filter(
          category: category, since: since, until: until, unreadOnly: unread, starredOnly: starred)
      }
    }
  }

  private func fill(_ count: Int, seed: UInt64 = 1) throws {
    var random = Repeatable(state: seed)
    let articles = (0..<count).map { number in
      var article = Article.story(
        "خبر \(number)", ["نص \(number)"],
        category: ["سياسة", "رياضة", "", "ثقافة"].randomElement(using: &random) ?? "",
        day: Int.random(in: 0..<10, using: &random) == 0
          ? nil : Int.random(in: 19_990..<20_010, using: &random))
      if Bool.random(using: &random), article.date != nil {
        article.date?.hour = Int.random(in: 0..<24, using: &random)
        article.date?.precision = .minute
      }
      return article
    }
    let ids = try archive.add(articles, at: 1).items.map(\.id)
    _ = try archive.mark(ids.filter { $0 % 3 == 0 }, .read, at: 2)
    _ = try archive.mark(ids.filter { $0 % 5 == 0 }, .starred, at: 2)
  }

  /// What the filter means, without the archive.
  private func matches(_ headline: Headline, _ filter: Filter) -> Bool {
    let day = headline.date?.daysSinceEpoch
    if let category = filter.category, headline.category != category { return false }
    if let since = filter.since, day.map({ $0 < since }) ?? true { return false }
    if let until = filter.until, day.map({ $0 > until }) ?? true { return false }
    return !(filter.unreadOnly && headline.isRead) && !(filter.starredOnly && !headline.isStarred)
  }

  @Test func `days come newest first, timed before untimed, undated last`() throws {
    func at(_ title: String, _ day: Int, hour: Int) -> Article {
      var article = Article.story(title, [title], day: day)
      article.date?.hour = hour
      article.date?.precision = .minute
      return article
    }
    _ = try archive.add(
      [
        .story("بلا تاريخ", ["أ"], day: nil), .story("اليوم", ["ب"], day: 20_000),
        at("منتصف الليل", 20_000, hour: 0), at("مساء", 20_000, hour: 20),
        .story("غدا", ["ج"], day: 20_001), .story("قديم", ["د"], day: -40_000),
        at("قبلها", 19_999, hour: 23), .story("اليوم أيضا", ["ه"], day: 20_000),
      ], at: 1)
    #expect(
      try archive.list().map(\.title) == [
        "غدا", "مساء", "منتصف الليل", "اليوم أيضا", "اليوم", "قبلها", "قديم", "بلا تاريخ",
      ])
  }

  @Test(arguments: [
    ArticleDate(year: 2024, precision: .year),
    ArticleDate(year: 2024, month: 12, precision: .month),
    ArticleDate(year: 1, month: 1, day: 1),
    ArticleDate(
      year: 2024, month: 12, day: 7, hour: 23, minute: 59, second: 59, offset: -210,
      precision: .second),
    ArticleDate(year: 1969, month: 12, day: 31, hour: 0, minute: 0, precision: .minute),
    ArticleDate(year: 9999, month: 12, day: 31, hour: 12, offset: 0, precision: .minute),
  ])
  func `a date comes back as it went in`(date: ArticleDate) throws {
    var article = Article.story("عنوان", day: nil)
    article.date = date
    let id = try archive.take(article)?.id ?? 0
    #expect(try archive.headline(id)?.date == date)
  }

  @Test func `every filter lets through what it says, in the one order`() throws {
    try fill(400)
    let all = try archive.list()
    #expect(all.count == 400)
    for filter in Self.filters {
      #expect(try archive.list(filter) == all.filter { matches($0, filter) }, "\(filter)")
    }
  }

  @Test func `pages put together are the list, forwards and backwards`() throws {
    try fill(150)
    for filter in Self.filters {
      let all = try archive.list(filter)
      var forwards = try archive.headlines(filter, from: .newest, limit: 7)
      while let last = forwards.last {
        let page = try archive.headlines(filter, from: .after(last.key), limit: 7)
        if page.isEmpty { break }
        forwards += page
      }
      #expect(forwards == all)
      var backwards = try archive.headlines(filter, from: .oldest, limit: 7)
      while let first = backwards.first {
        let page = try archive.headlines(filter, from: .before(first.key), limit: 7)
        if page.isEmpty { break }
        backwards = page + backwards
      }
      #expect(backwards == all)
    }
  }

  @Test func `counters say of every list what counting it would`() throws {
    try fill(300)
    for filter in Self.filters {
      let all = try archive.list(filter)
      #expect(try archive.total(of: filter) == all.count)
      for (rank, headline) in all.enumerated() {
        #expect(try archive.rank(of: headline.key, filter: filter) == rank)
      }
      let days = try archive.days(filter)
      let expected = Dictionary(grouping: all) { $0.date?.daysSinceEpoch }
      #expect(days.count == expected.count)
      for tally in days {
        let ofDay = expected[tally.day] ?? []
        #expect(tally.total == ofDay.count)
        #expect(tally.unread == ofDay.count { !$0.isRead })
        #expect(try archive.tally(of: tally.day, filter: filter) == tally)
      }
    }
    let sport = try #require(try archive.categories().first { $0.name == "رياضة" })
    #expect(sport.total == (try archive.list(Filter(category: "رياضة"))).count)
  }

  @Test func `a day that has no article leads to the next older one`() throws {
    _ = try archive.add(
      [
        .story("أول", ["أ"], day: 20_000), .story("ثان", ["ب"], day: 20_005),
        .story("بلا", ["ج"], day: nil),
      ], at: 1)
    func title(_ day: Int) throws -> String? {
      try archive.headlines(Filter(), from: .day(day), limit: 1).first?.title
    }
    #expect(try title(20_009) == "ثان")
    #expect(try title(20_005) == "ثان")
    #expect(try title(20_004) == "أول")
    #expect(try title(19_000) == "بلا")
    #expect(try title(.max) == "ثان")
    #expect(try title(.min) == "بلا")
  }

  @Test func `the next unread article passes over what was read`() throws {
    let articles = (0..<5).map { Article.story("خبر \($0)", ["\($0)"], day: 20_000 - $0) }
    let ids = try archive.add(articles, at: 1).items.map(\.id)
    _ = try archive.mark([ids[1], ids[2]], .read, at: 2)
    let all = try archive.list()
    func neighbour(_ index: Int, unread: Bool, forward: Bool) throws -> Int64? {
      try archive.neighbour(
        of: all[index].key, filter: Filter(), unread: unread, forward: forward)?.id
    }
    #expect(try neighbour(0, unread: true, forward: true) == ids[3])
    #expect(try neighbour(0, unread: false, forward: true) == ids[1])
    #expect(try neighbour(3, unread: true, forward: false) == ids[0])
    #expect(try neighbour(4, unread: true, forward: true) == nil)
    #expect(try neighbour(0, unread: false, forward: false) == nil)
  }

  @Test func `no list is read by scanning or sorting`() throws {
    try fill(50)
    let key = ListKey(order: 1 << 31, id: 5)
    for filter in Self.filters {
      for place: Place in [.newest, .oldest, .after(key), .before(key), .day(20_000)] {
        for plan in try archive.plans(of: filter, from: place) {
          #expect(plan.first?.contains("USING INDEX entry") == true, "\(plan)")
          #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
          #expect(plan.dropFirst().allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan)")
        }
      }
    }
  }

  @Test func `an unknown category and a senseless limit give an empty list`() throws {
    try fill(10)
    let unknown = Filter(category: "لا وجود لها")
    #expect(try archive.list(unknown) == [])
    #expect(try archive.days(unknown) == [])
    #expect(try archive.total(of: unknown) == 0)
    #expect(try archive.rank(of: ListKey(order: 0, id: 0), filter: unknown) == nil)
    #expect(try archive.headlines(Filter(), from: .newest, limit: 0) == [])
    #expect(try archive.headlines(Filter(), from: .newest, limit: -3) == [])
    #expect(try archive.list(Filter(since: .min, until: .max)).isEmpty == false)
    #expect(try archive.list(Filter(since: .max, until: .min)) == [])
  }

  @Test func `an excerpt ends at a word and within 200 scalars`() throws {
    let text = String(repeating: "كلمة ", count: 100)
    let id = try archive.take(.story("عنوان", [text]))?.id ?? 0
    let excerpt = try #require(try archive.headline(id)?.excerpt)
    #expect(excerpt.unicodeScalars.count <= 200)
    #expect(excerpt.hasSuffix("كلمة"))
  }
}
