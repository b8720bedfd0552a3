import Articles
import Reader
import Testing
import Typesetting

@Suite struct ListUpdateTests {
  @Test func `the program starts by loading the first page and the counts`() {
    let model = Desk().model
    #expect(
      start(model) == [
        .load(ListRequest(Filter(), .newest, limit: 200, .replace(select: nil))), .tally,
        .listSearches,
      ])
  }

  // MARK: Moving

  @Test(arguments: [Key.character("j"), .down])
  func `down selects the next article and asks for nothing`(key: Key) {
    var desk = Desk()
    let effects = desk.press(key)
    #expect(effects == [])
    #expect(desk.changed == [.list])
    #expect(desk.selectedID == 11)
  }

  @Test func `the selection stops at both ends`() {
    var desk = Desk()
    #expect(desk.press("k") == [])
    #expect(desk.changed == [])
    desk.go(.end, .down)
    #expect(desk.selectedID == 1)
    desk.go(.home)
    #expect(desk.selectedID == 12)
  }

  @Test func `a page down never hides the selected article`() {
    for density in Settings.Density.allCases {
      var desk = Desk(longList(150, perDay: 3), rows: 12, density: density)
      for key in [Key.pageDown, .pageDown, .character(" "), .control("f"), .up, .pageUp, .up] {
        desk.go(key)
        #expect(isSelectionVisible(desk))
      }
    }
  }

  @Test(arguments: [1, 3, 50]) func `paging passes over no article`(perDay: Int) {
    let articles = (0..<45).map { place in
      Headline.sample(
        Int64(45 - place), "<\(place)>", day: today - place / perDay, language: "en")
    }
    var desk = Desk(articles, columns: 40, rows: 14)
    for key in [Key.pageDown, .pageUp] {
      var seen: Set<String> = []
      for _ in 0..<45 {
        let text = view(desk.model).text
        for article in articles where text.contains(article.title) { seen.insert(article.title) }
        desk.go(key)
        #expect(isSelectionVisible(desk))
      }
      #expect(seen.count == 45)
    }
    #expect(desk.selectedID == 45)
  }

  @Test func `a change of density keeps the selection on the screen`() {
    let long = String(repeating: "عنوان طويل يحتاج إلى سطرين ", count: 6)
    var desk = Desk((0..<40).map { .sample(40 - $0, long) }, rows: 20)
    for _ in 0..<17 { desk.go(.down) }
    #expect(isSelectionVisible(desk))
    desk.go(.character("v"))
    #expect(desk.model.settings.density == .comfortable)
    #expect(isSelectionVisible(desk))
  }

  @Test func `a smaller window keeps the selection on the screen`() {
    var desk = Desk(longList(60), rows: 40)
    for _ in 0..<25 { desk.go(.down) }
    #expect(desk.send(.resized(Size(columns: 50, rows: 9))) == [])
    #expect(isSelectionVisible(desk))
  }

  // MARK: The window on the list

  @Test func `coming near the end of what is loaded asks for the next page`() throws {
    var desk = Desk(longList(500))
    for _ in 0..<139 { #expect(desk.press("j") == []) }
    let last = try #require(desk.model.list.rows.last).key
    #expect(
      desk.press("j") == [.load(ListRequest(Filter(), .after(last), limit: 200, .append))])
    #expect(desk.model.list.selected == 140)
  }

  @Test func `an appended page leaves the selection where it is`() {
    var desk = Desk(longList(500))
    for _ in 0..<140 { desk.go(.down) }
    #expect(desk.model.list.rows.count == 400)
    #expect(desk.model.list.selected == 140)
    #expect(desk.model.list.reachesOldest == false)
    #expect(desk.model.list.before == 0)
    #expect(desk.model.list.total == 500)
    desk.go(.end)
    #expect(desk.selectedID == 1)
    #expect(desk.model.list.reachesOldest)
  }

  @Test func `a page that comes too late is not taken`() throws {
    var desk = Desk(longList(500))
    let stale = ListRequest(Filter(), .after(ListKey(order: 1, id: 1)), limit: 200, .append)
    let before = desk.model.list
    let page = ListPage(
      request: stale, rows: [.sample(900)], days: [], before: nil, total: nil)
    #expect(desk.send(.loaded(page)) == [])
    #expect(desk.model.list == before)

    let other = ListRequest(Filter(starredOnly: true), .newest, limit: 200, .replace(select: nil))
    let foreign = ListPage(request: other, rows: [.sample(9)], days: [], before: 0, total: 1)
    #expect(desk.send(.loaded(foreign)) == [])
    #expect(desk.changed == [])
  }

  @Test func `from the oldest article the list grows upwards and counts back`() throws {
    var desk = Desk(longList(1_000))
    let effects = desk.press("G")
    #expect(effects == [.load(ListRequest(Filter(), .oldest, limit: 200, .replaceFromEnd))])
    desk.settle(effects)
    #expect(desk.selectedID == 1)
    #expect(desk.model.list.before == 800)
    for _ in 0..<139 { #expect(desk.press("k") == []) }
    let first = try #require(desk.model.list.rows.first).key
    let asked = desk.press("k")
    #expect(asked == [.load(ListRequest(Filter(), .before(first), limit: 200, .prepend))])
    let selected = desk.selectedID
    let top = desk.model.list.rows[desk.model.list.top].id
    desk.settle(asked)
    #expect(desk.selectedID == selected)
    #expect(desk.model.list.rows[desk.model.list.top].id == top)
    #expect(desk.model.list.before == 600)
    #expect(desk.model.list.total == 1_000)
  }

  @Test func `whatever is dropped from memory comes back`() {
    var desk = Desk(longList(3_000))
    for _ in 0..<2_999 { desk.go(.down) }
    #expect(desk.selectedID == 1)
    #expect(desk.model.list.rows.count <= 1_200)
    #expect(desk.model.list.before == 3_000 - desk.model.list.rows.count)
    for _ in 0..<2_999 { desk.go(.up) }
    #expect(desk.selectedID == 3_000)
    #expect(desk.model.list.before == 0)
    #expect(desk.model.list.reachesNewest)
    #expect(desk.model.list.rows.count <= 1_200)
  }

  @Test func `first and last go to the ends of a list longer than what is loaded`() {
    var desk = Desk(longList(1_000))
    desk.go(.character("G"))
    #expect(desk.selectedID == 1)
    let effects = desk.press("g")
    #expect(
      effects == [.load(ListRequest(Filter(), .newest, limit: 200, .replace(select: nil)))])
    desk.settle(effects)
    #expect(desk.selectedID == 1_000)
  }

  // MARK: Days

  @Test func `next and previous day go to the first article of the day`() {
    var desk = Desk(longList(60))
    desk.type("jjj]")
    #expect(desk.selectedID == 50)
    desk.type("]")
    #expect(desk.selectedID == 40)
    desk.type("jj[")
    #expect(desk.selectedID == 40)
    desk.type("[")
    #expect(desk.selectedID == 50)
    desk.type("[[[")
    #expect(desk.selectedID == 60)
  }

  @Test func `the next day of the last day is its last article`() {
    var desk = Desk(longList(15))
    desk.type("]]")
    #expect(desk.selectedID == 1)
  }

  @Test func `a day that goes on beyond what is loaded is passed over`() {
    // 700 articles of one day, then one of an older.
    var desk = Desk([Headline](longList(700, perDay: 700)) + [.sample(0, day: today - 5)])
    let effects = desk.press("]")
    #expect(
      effects == [
        .load(ListRequest(Filter(), .day(today - 1), limit: 200, .replace(select: nil)))
      ])
    desk.settle(effects)
    #expect(desk.selectedID == 0)
    desk.type("[")
    #expect(desk.selectedID == 700)
  }

  @Test(arguments: [
    "٧ ديسمبر ٢٠٢٤", "7 December 2024", "2024-12-07", "7/12/2024", "٧ كانون الأول ٢٠٢٤",
    "۷ دسامبر ۲۰۲۴", "6 جمادى الآخرة 1446",
  ])
  func `go to date reads the date as it is written`(text: String) {
    var desk = Desk()
    desk.type("d")
    #expect(
      desk.model.panel == .input(Panel.Input(purpose: .date, field: InputField())))
    desk.type(text)
    let effects = desk.press(.enter)
    #expect(
      effects == [.load(ListRequest(Filter(), .day(20_064), limit: 200, .replace(select: nil)))])
    #expect(desk.changed == [.panel])
    #expect(desk.model.panel == nil)
  }

  @Test func `a month means its newest day`() {
    var desk = Desk()
    desk.type("d2024-11")
    #expect(
      desk.press(.enter)
        == [.load(ListRequest(Filter(), .day(20_057), limit: 200, .replace(select: nil)))])
  }

  @Test func `what is no date says so and moves nothing`() {
    var desk = Desk()
    desk.type("dxyz")
    #expect(desk.press(.enter) == [])
    #expect(desk.changed == [.panel, .notice])
    #expect(desk.model.notice == Notice(desk.model.strings.badDate, isError: true))
  }

  // MARK: Filters

  @Test func `only unread asks for the shorter list and back`() {
    var desk = Desk()
    let unread = Filter(unreadOnly: true)
    let effects = desk.press("U")
    #expect(effects == [.load(ListRequest(unread, .newest, limit: 200, .replace(select: nil)))])
    desk.settle(effects)
    #expect(desk.model.list.rows.allSatisfy { !$0.isRead })
    #expect(desk.model.list.total == 8)
    desk.go(.character("U"))
    #expect(desk.model.list.filter == Filter())
    #expect(desk.model.list.rows.count == 12)
  }

  @Test func `a category is chosen with the keys and left with back`() {
    var desk = Desk()
    desk.type("cjjj")
    #expect(desk.model.panel == .categories(selected: 3))
    let effects = desk.press(.enter)
    let filter = Filter(category: "لغة وكتابة")
    #expect(effects == [.load(ListRequest(filter, .newest, limit: 200, .replace(select: nil)))])
    #expect(desk.changed == [.panel, .list])
    desk.settle(effects)
    #expect(desk.model.list.rows.map(\.id) == [12, 3])
    desk.go(.right)
    #expect(desk.model.list.filter == Filter())
  }

  @Test func `the categories open on the list on screen, unread only or not`() {
    var desk = Desk()
    desk.type("cjjj")
    desk.go(.enter)
    desk.type("Uc")
    #expect(desk.model.panel == .categories(selected: 3))
  }

  @Test func `articles without a category come last among the categories`() {
    var desk = Desk()
    desk.go(.character("c"), .end, .enter)
    #expect(desk.model.list.filter == Filter(category: ""))
    #expect(desk.model.list.rows.map(\.id) == [4, 2])
  }

  @Test func `an empty list takes every key`() {
    var desk = Desk([])
    for scalar in "jkgG]lnNmsyYoSw[".unicodeScalars { desk.settle(desk.press(scalar)) }
    #expect(desk.model.article == nil)
    #expect(desk.model.list.rows.isEmpty)
  }

  // MARK: Reading again

  @Test func `news that come while one reads on leave the selection alone`() {
    var desk = Desk(longList(300))
    for _ in 0..<30 { desk.go(.down) }
    let selected = desk.selectedID
    let top = desk.model.list.rows[desk.model.list.top].id
    desk.shelf.headlines.insert(.sample(301), at: 0)
    desk.settle(desk.send(.archiveChanged))
    #expect(desk.selectedID == selected)
    #expect(desk.model.list.rows[desk.model.list.top].id == top)
    #expect(desk.model.list.rows.first?.id == 301)
  }

  @Test func `at the top of the list news are seen at once`() {
    var desk = Desk()
    desk.shelf.headlines.insert(.sample(20, "جديد"), at: 0)
    let effects = desk.send(.archiveChanged)
    #expect(
      effects == [
        .load(ListRequest(Filter(), .newest, limit: 200, .replace(select: nil))), .tally,
      ])
    desk.settle(effects)
    #expect(desk.selectedID == 20)
  }

  @Test func `a new day changes only what is called today`() {
    var desk = Desk()
    #expect(desk.send(.today(today + 1)) == [])
    #expect(desk.changed == [.today])
  }

  // MARK: Preview

  @Test func `a wide window previews the selected article once`() {
    var desk = Desk(columns: 150, rows: 30)
    #expect(desk.model.preview?.id == 12)
    #expect(desk.press("j") == [.preview(11)])
    desk.settle([.preview(11)])
    #expect(desk.model.preview?.id == 11)
    #expect(desk.press("m") == [.mark([11], .read, .person)])
  }

  private func isSelectionVisible(_ desk: Desk) -> Bool {
    let bar: Set<Unicode.Scalar> = ["▐"]
    let frame = view(desk.model)
    return (0..<frame.size.rows).contains { row in
      frame.row(row).contains { bar.contains($0.base) && $0.style.attributes.contains(.bold) }
    }
  }
}
