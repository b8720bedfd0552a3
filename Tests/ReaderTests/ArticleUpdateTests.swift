import Articles
import Reader
import Testing
import Typesetting

@Suite struct ArticleUpdateTests {
  private func opened(rows: Int = 12, columns: Int = 60) -> Desk {
    var desk = Desk(columns: columns, rows: rows)
    desk.go(.enter)
    return desk
  }

  @Test(arguments: [Key.left, .enter, .character("l")])
  func `opening asks for the article and remembers the list`(key: Key) {
    var desk = Desk()
    #expect(desk.press(key) == [.open(12, at: nil)])
    #expect(desk.changed == [.history])
    #expect(desk.model.history == History(back: [.list], forward: []))
  }

  @Test func `right opens where one reads from left to right`() {
    var desk = Desk(strings: .english)
    #expect(desk.press(.right) == [.open(12, at: nil)])
  }

  @Test func `scrolling stops at both ends`() {
    var desk = opened()
    desk.go(.up)
    #expect(desk.model.article?.top == 0)
    #expect(desk.press("j") == [])
    #expect(desk.changed == [.article])
    #expect(desk.model.article?.top == 1)
    desk.go(.end, .down, .pageDown)
    let last = desk.model.article.map { $0.page.rows.count - 10 }
    #expect(desk.model.article?.top == last)
    desk.go(.home)
    #expect(desk.model.article?.top == 0)
  }

  @Test(arguments: [Key.right, .backspace, .character("q"), .character("h"), .control("o")])
  func `back keeps the reading position and shows the list`(key: Key) {
    var desk = opened()
    for _ in 0..<8 { desk.go(.down) }
    let position = desk.model.article.map { $0.page.position(ofRow: $0.top) } ?? .start
    #expect(position != .start)
    #expect(desk.press(key) == [.savePosition(12, position)])
    #expect(desk.model.article == nil)
    #expect(desk.model.history == History(back: [], forward: [.article(12, position)]))
    #expect(desk.press("L") == [.open(12, at: position)])
    #expect(desk.model.history == History(back: [.list], forward: []))
  }

  @Test func `bodies are justified by kashida, and K goes on to the next way`() throws {
    var desk = opened(rows: 40, columns: 60)
    let tatweels = { (model: Model) in view(model).text.unicodeScalars.count { $0 == "\u{640}" } }
    #expect(tatweels(desk.model) > 3)
    desk.type("K")
    #expect(desk.model.settings.justification == Justification.none)
    #expect(desk.changed == [.settings, .notice])
    #expect(tatweels(desk.model) == 0)
    desk.type("K")
    #expect(desk.model.settings.justification == .spaces)
    #expect(tatweels(desk.model) == 0)
    desk.type("K")
    #expect(desk.model.settings.justification == .kashida)
  }

  @Test func `narrow columns stay ragged until somebody asks`() {
    let settings = Settings(strings: .english, theme: .dark)
    #expect(settings.justification(columns: 39) == .none)
    #expect(settings.justification(columns: 40) == .kashida)
    var asked = settings
    asked.justification = .kashida
    #expect(asked.justification(columns: 20) == .kashida)
  }

  @Test func `no tatweel of justification stands in what is shared, found or kept`() throws {
    var desk = opened(rows: 40, columns: 60)
    let article = try #require(desk.model.article)
    #expect(view(desk.model).text.unicodeScalars.contains("\u{640}"))
    #expect(!article.stored.plainText.unicodeScalars.contains("\u{640}"))
    #expect(!article.stored.markdown.unicodeScalars.contains("\u{640}"))
    // A word that is stretched on the screen is found as it is written.
    desk.type("/متساوية")
    desk.go(.enter)
    #expect(desk.model.article?.search?.matches.count == 1)
  }

  @Test func `an unmoved article has nothing to keep`() {
    var desk = opened()
    #expect(desk.press("q") == [])
    #expect(leave(desk.model) == [])
  }

  @Test(arguments: [
    (Key.control("z"), Effect.suspend), (.character("Q"), .quit), (.control("c"), .quit),
  ])
  func `suspending and quitting keep the reading position`(key: Key, effect: Effect) {
    var desk = opened()
    desk.go(.pageDown)
    let position = desk.model.article.map { $0.page.position(ofRow: $0.top) } ?? .start
    #expect(leave(desk.model) == [.savePosition(12, position)])
    #expect(desk.press(key) == [.savePosition(12, position), effect])
  }

  @Test func `q leaves the program from the list only`() {
    var desk = Desk()
    #expect(desk.press("q") == [.quit])
  }

  @Test func `back and forward remember each place as a browser does`() {
    var desk = opened()
    for _ in 0..<6 { desk.go(.down) }
    let first = desk.model.article?.top
    desk.type("2")
    #expect(desk.articleID == 8)
    desk.go(.down, .down, .down, .down, .down, .down, .down)
    let second = desk.model.article?.top
    desk.type("1")
    #expect(desk.articleID == 10)
    desk.go(.right)
    #expect(desk.articleID == 8)
    #expect(desk.model.article?.top == second)
    desk.go(.right)
    #expect(desk.articleID == 12)
    #expect(desk.model.article?.top == first)
    desk.go(.tab, .tab)
    #expect(desk.articleID == 10)
    desk.go(.right, .right, .right)
    #expect(desk.model.article == nil)
    desk.go(.down, .enter)
    #expect(desk.model.history.forward == [])
  }

  @Test func `leafing through articles is one stop on the way back`() {
    var desk = opened()
    desk.type("]")
    #expect(desk.articleID != 12)
    desk.type("]")
    desk.go(.right)
    #expect(desk.model.article == nil)
  }

  @Test func `a window that shows the whole article does not lose the place`() {
    var desk = opened(rows: 8)
    desk.go(.pageDown)
    let top = desk.model.article?.top
    #expect(desk.send(.resized(Size(columns: 60, rows: 300))) == [])
    #expect(desk.model.article?.top == 0)
    #expect(desk.send(.resized(Size(columns: 60, rows: 8))) == [])
    #expect(desk.model.article?.top == top)
  }

  @Test func `a place outlives any change of width, row by row`() throws {
    var desk = opened(rows: 8)
    let rows = try #require(desk.model.article).page.rows.count
    for top in 0..<rows - 6 {
      desk.go(.home)
      for _ in 0..<top { desk.go(.down) }
      let place = desk.model.article.map { $0.page.position(ofRow: $0.top) }
      #expect(desk.send(.resized(Size(columns: 60, rows: 8))) == [])
      #expect(desk.model.article?.top == top)
      #expect(desk.send(.resized(Size(columns: 33, rows: 8))) == [])
      let narrow = try #require(desk.model.article)
      let there = narrow.page.position(ofRow: narrow.top)
      #expect(there.block == place?.block)
      #expect(there.byte <= place?.byte ?? 0)
      #expect(desk.send(.resized(Size(columns: 60, rows: 8))) == [])
    }
  }

  @Test func `the row of a place holds its text`() throws {
    var page = try #require(opened(columns: 30).model.article).page
    let row = page.row(of: ReadingPosition(block: 1, byte: 150))
    let start = page.position(ofRow: row)
    let next = page.position(ofRow: row + 1)
    #expect(start.block == 1 && start.byte <= 150)
    #expect(next.block == 1 && next.byte > 150)
  }

  @Test func `a long article is set as far as it is seen, and whole when its end is wanted`() {
    var desk = Desk([.sample(1)])
    let blocks = (0..<5_000).map { Block(.paragraph, "فقرة \($0) من مقال طويل جدا") }
    desk.settle(
      desk.send(
        .opened(
          StoredArticle(headline: .sample(1, isRead: true), blocks: blocks),
          at: ReadingPosition(block: 700, byte: 0))))
    #expect(desk.model.article?.page.isWhole == false)
    let place = desk.model.article.map { $0.page.position(ofRow: $0.top) }
    #expect(place == ReadingPosition(block: 700, byte: 0))
    #expect(desk.send(.resized(Size(columns: 44, rows: 20))) == [])
    #expect(desk.model.article.map { $0.page.position(ofRow: $0.top) } == place)
    desk.go(.end)
    #expect(desk.model.article?.page.isWhole == true)
    #expect(desk.model.article.map { $0.page.rows.count - $0.top } == 17)
  }

  @Test func `a single huge paragraph is set as far as it is seen, and shown at the same place`() {
    var desk = Desk([.sample(1)])
    let word = "كلمات "
    let paragraph = Block(.paragraph, String(repeating: word, count: 30_000))
    let byte = 20_000 * word.utf8.count
    desk.settle(
      desk.send(
        .opened(
          StoredArticle(headline: .sample(1, isRead: true), blocks: [paragraph]),
          at: ReadingPosition(block: 0, byte: byte))))
    let page = desk.model.article?.page
    #expect(page?.isWhole == false)
    let place = desk.model.article.map { $0.page.position(ofRow: $0.top) }
    #expect(place?.block == 0)
    #expect(abs((place?.byte ?? 0) - byte) < 200)
    desk.go(.end)
    #expect(desk.model.article?.page.isWhole == true)
    let whole = desk.model.article?.page
    let bytes = whole.map { page in
      page.rows.indices.map { page.position(ofRow: $0) }.filter { $0.block == 0 }.map(\.byte)
    }
    #expect(bytes == bytes?.sorted())
    #expect(bytes?.contains(paragraph.text.utf8.count) == true)
  }

  @Test func `relations that come late, and marks, do not move the text`() {
    var desk = opened(rows: 8)
    desk.go(.end)
    for _ in 0..<3 { desk.go(.up) }
    let top = desk.model.article?.top
    #expect(desk.send(.marked([8], .read, .person)) == [.tally])
    #expect(desk.model.article?.top == top)
    #expect(desk.send(.related(to: 12, sampleRelations)) == [])
    #expect(desk.model.article?.top == top)
  }

  @Test(arguments: ["1", "١", "۱"] as [Unicode.Scalar])
  func `a number in any digits jumps to a related article`(digit: Unicode.Scalar) {
    var desk = opened()
    #expect(desk.press(digit) == [.open(10, at: nil)])
    #expect(desk.changed == [.history])
  }

  @Test func `titles that are not in the archive have no number`() {
    var desk = opened()
    #expect(desk.model.article?.page.jumps.map(\.id) == [10, 8, 3])
    #expect(desk.press("4") == [])
    #expect(desk.noticeText == desk.model.strings.noJump)
  }

  @Test func `relations of another article are not taken`() {
    var desk = opened()
    #expect(desk.send(.related(to: 99, [])) == [])
    #expect(desk.changed == [])
  }

  // MARK: Find

  private func find(_ query: String, in text: String) -> [PageSearch.Match] {
    var desk = Desk([.sample(1)])
    let article = StoredArticle(headline: .sample(1, "عنوان"), blocks: [Block(.paragraph, text)])
    desk.settle(desk.send(.opened(article, at: nil)))
    desk.type("/" + query)
    return desk.model.article?.search?.matches ?? []
  }

  @Test(arguments: [
    ("اسلام", "دين الإسلام"), ("الاسلام", "دين الإسلام"), ("مدرسه", "في مدرسة"),
    ("مدرسة", "في مدرسه"), ("محمد", "قال مُحَمَّدٌ"), ("مُحَمَّد", "قال محمد"),
    ("على", "قال علي"), ("مستشفي", "إلى المستشفى"), ("٢٠٢٤", "سنة 2024"), ("كتاب", "كتـــاب"),
    ("unicode", "معيار Unicode"),
  ])
  func `letters are found however they are written`(query: String, text: String) {
    #expect(find(query, in: text).count == 1)
  }

  @Test func `a match is the whole word with its marks`() {
    let text = "قال مُحَمَّدٌ اليوم"
    let match = find("محمد", in: text).first
    let word = "مُحَمَّدٌ"
    #expect(match?.range == 7..<7 + word.utf8.count)
  }

  @Test func `several words are found one after the other, the last one begun`() {
    #expect(find("خطة جد", in: "خطة جديدة، وخطة قديمة، وخطة. جديد خطة جدا").count == 2)
    #expect(find("جديدة خطة", in: "خطة جديدة").isEmpty)
  }

  @Test func `n and N step through the matches and around the ends`() {
    var desk = opened()
    desk.type("/خانة")
    desk.go(.enter)
    #expect(desk.model.panel == nil)
    let count = desk.model.article?.search?.matches.count ?? 0
    #expect(count == 5)
    #expect(desk.model.article?.search?.current == 0)
    #expect(desk.press("n") == [])
    #expect(desk.model.article?.search?.current == 1)
    #expect(desk.noticeText == "٢ من ٥")
    desk.type("NN")
    #expect(desk.model.article?.search?.current == 4)
    desk.go(.escape)
    #expect(desk.model.article?.search == nil)
    #expect(
      desk.press("n")
        == [.findNeighbour(of: frontPage[0].key, Filter(), unread: true, .next)])
  }

  @Test func `the current match is on the screen`() throws {
    var desk = opened()
    desk.type("/English")
    let article = try #require(desk.model.article)
    #expect(article.top > 0)
    let frame = view(desk.model)
    let accented = frame.cells.count { $0.style == desk.model.theme.currentMatch }
    #expect(accented == "English".count)
  }

  @Test func `a match in a caption is marked where the caption has it`() {
    var desk = Desk([.sample(1)], strings: .english)
    let article = StoredArticle(
      headline: .sample(1, "Title"), blocks: [Block(.image, "an old bridge")])
    desk.settle(desk.send(.opened(article, at: nil)))
    desk.type("/bridge")
    let frame = view(desk.model)
    let marked = frame.cells.filter {
      $0.style.background == desk.model.theme.currentMatch.background
    }
    #expect(String(String.UnicodeScalarView(marked.map(\.base))) == "bridge")
  }

  @Test func `what is nowhere says so`() {
    var desk = opened()
    desk.type("/قططط")
    #expect(desk.press(.enter) == [])
    #expect(desk.model.notice?.isError == true)
    #expect(desk.model.article?.search == nil)
  }

  // MARK: Share

  @Test func `an article with a link is shared in every way`() {
    let wanted: [(Unicode.Scalar, [Effect])] = [
      ("y", [.copy("https://news.example/12")]), ("Y", [.share(12, .copyText)]),
      ("R", [.share(12, .qr)]), ("@", [.share(12, .mail)]),
      ("o", [.openAddress("https://news.example/12")]),
    ]
    for (key, effects) in wanted {
      var desk = Desk()
      #expect(desk.press(key) == effects)
      desk.type("S")
      #expect(desk.model.panel == .share(selected: 0))
      #expect(desk.press(key) == effects)
      #expect(desk.model.panel == nil)
    }
  }

  @Test func `without a link the text can still go out`() {
    for key in ["y", "R", "o"] as [Unicode.Scalar] {
      var desk = Desk([.sample(1)])
      #expect(desk.press(key) == [])
      #expect(desk.changed == [.notice])
      #expect(desk.model.notice == Notice(desk.model.strings.noLink, isError: true))
    }
    var desk = Desk([.sample(1)])
    #expect(desk.press("Y") == [.share(1, .copyText)])
    #expect(desk.press("@") == [.share(1, .mail)])
  }

  @Test func `the share menu moves, stops at its ends and does what is chosen`() {
    var desk = opened()
    desk.type("Sk")
    #expect(desk.model.panel == .share(selected: 0))
    desk.type("jjjjjjjjk")
    #expect(desk.model.panel == .share(selected: 4))
    #expect(desk.press(.enter) == [.openAddress("https://news.example/12")])
    desk.type("Sq")
    #expect(desk.model.panel == nil)
    #expect(desk.articleID == 12)
  }

  @Test(arguments: ["file:///etc/passwd", "javascript:alert(1)", "ssh://x", "x", "-flag"])
  func `an address of another kind is shown before it is opened`(address: String) {
    var desk = Desk([.sample(1, url: address)])
    #expect(desk.press("o") == [])
    #expect(desk.model.panel == .confirmAddress(address))
    #expect(desk.press("n") == [])
    #expect(desk.model.panel == nil)
    desk.type("o")
    #expect(desk.press("y") == [.openAddress(address)])
  }

  @Test(arguments: ["http://x", "HTTPS://x", "mailto:x@example.org"])
  func `web and mail addresses open at once`(address: String) {
    var desk = Desk([.sample(1, url: address)])
    #expect(desk.press("o") == [.openAddress(address)])
  }

  @Test func `a confirmation is answered on an Arabic keyboard too`() {
    var desk = Desk([.sample(1, url: "gopher://x")], layout: .arabic)
    desk.type("o")
    #expect(desk.press("غ") == [.openAddress("gopher://x")])
  }

  @Test func `the name to save under is the title without what files cannot bear`() {
    var desk = Desk([.sample(1, "قال: «نعم/لا»؟ ٢٠٢٤ A?B")])
    desk.type("w")
    #expect(
      desk.model.panel
        == .input(
          Panel.Input(purpose: .saveAs, field: InputField("قال-نعم-لا-٢٠٢٤-A-B.txt"))))
    #expect(desk.press(.enter) == [.save(1, path: "قال-نعم-لا-٢٠٢٤-A-B.txt")])
  }

  @Test func `a title without letters is saved under the program's name`() {
    var desk = Desk([.sample(1, "؟!")])
    desk.type("w")
    #expect(desk.press(.enter) == [.save(1, path: "khabar.txt")])
  }

  @Test func `a QR code stays until a key`() {
    var desk = opened()
    let code = QRCode(side: 1, modules: [true])
    #expect(desk.send(.qr(code)) == [])
    #expect(desk.model.panel == .qr(code))
    #expect(desk.press("j") == [])
    #expect(desk.changed == [.panel])
  }

  // MARK: Panels and settings

  @Test func `help scrolls and closes`() {
    var desk = Desk(rows: 12)
    desk.type("?jj")
    #expect(desk.model.panel == .help(top: 2))
    desk.go(.escape)
    #expect(desk.model.panel == nil)
  }

  @Test func `Ctrl-C leaves what was begun before it leaves the program`() {
    var desk = opened()
    desk.type("/خانة")
    #expect(desk.press(.control("c")) == [])
    #expect(desk.model.panel == nil)
    #expect(desk.model.article?.search == nil)
    #expect(desk.press(.control("c")) == [.quit])
  }

  @Test func `redraw and suspend work over a panel`() {
    var desk = Desk()
    desk.type("d")
    #expect(desk.press(.control("l")) == [.redraw])
    #expect(desk.press(.control("z")) == [.suspend])
    #expect(desk.model.panel != nil)
  }

  @Test func `digits and tashkeel change what is shown and nothing else`() {
    var desk = opened()
    #expect(desk.press("D") == [])
    #expect(desk.changed == [.settings])
    #expect(desk.model.strings.digits == .latin)
    #expect(desk.press("t") == [])
    #expect(desk.model.settings.showsMarks == false)
  }

  @Test func `a notice is gone with the next key, running work is not`() {
    var desk = Desk()
    #expect(desk.send(.notice(Notice("ها هو"))) == [])
    #expect(desk.changed == [.notice])
    #expect(desk.send(.working("جار")) == [])
    #expect(desk.changed == [.work])
    desk.go(.down)
    #expect(desk.model.notice == nil)
    #expect(desk.model.work == "جار")
  }

  @Test func `what leads somewhere still does when it is shared`() {
    let text = "اقرأ *التقرير* كاملاً <هنا> أو هناك"
    func link(_ part: String, _ url: String) -> Block.Link {
      let start =
        text.utf8.count
        - (text.firstRange(of: part).map { text[$0.lowerBound...] } ?? "").utf8.count
      return Block.Link(start: start, end: start + part.utf8.count, url: url)
    }
    let links = [
      link("*التقرير*", "https://a.example/?a=1&b=\"2\""), link("هناك", "javascript:alert(1)"),
    ]
    let article = StoredArticle(
      headline: .sample(1, "عنوان"), blocks: [Block(.paragraph, text, links: links)])
    #expect(
      article.markdown.contains(
        #"اقرأ [\*التقرير\*](<https://a.example/?a=1&b="2">) كاملاً \<هنا\> أو هناك"#))
    #expect(
      article.html.contains(
        #"اقرأ <a href="https://a.example/?a=1&amp;b=&quot;2&quot;">*التقرير*</a> كاملاً &lt;هنا&gt; أو هناك"#
      ))
  }
}
