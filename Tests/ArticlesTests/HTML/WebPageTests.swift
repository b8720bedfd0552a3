import Articles
import Testing

struct WebPageTests {
  private func article(_ html: String, address: String? = nil) throws -> Article {
    try WebPage.article(in: Array(html.utf8), context: DocumentContext(address: address))
  }

  private static let sentence =
    "هذه جملة من نص المقال، طويلة بما يكفي، وفيها ما يروى عن يوم في الميناء."

  private static func page(_ body: String) -> String {
    """
    <!DOCTYPE html><html lang="ar"><head><title>عنوان المقال - موقع</title>
    <meta property="og:title" content="عنوان المقال"><meta name="author" content="هدى">
    <meta property="article:published_time" content="2024-12-07T10:00:00+03:00"></head><body>
    <div class="header menu"><ul><li><a href="/">الرئيسية</a></li><li><a href="/s">رياضة</a></li></ul></div>
    \(body)
    <div class="sidebar"><p>إعلان لا شأن له بالمقال، وهو طويل كذلك، حتى يبدو كأنه فقرة منه.</p></div>
    <div id="comments"><p>تعليق من قارئ غاضب، طويل هو الآخر، لا ينبغي أن يظهر في المقال.</p></div>
    <footer>كل الحقوق محفوظة</footer></body></html>
    """
  }

  @Test func `the text is found among menus, comments and advertisements`() throws {
    let text = String(repeating: "<p>\(Self.sentence)</p>", count: 5)
    let found = try article(
      Self.page(
        "<div class=\"post\"><h1>عنوان المقال</h1>\(text)<p>اقرأ أيضا: <a href=\"/2\">خبر آخر</a></p></div>"
      ),
      address: "https://x.example/1")
    #expect(found.title == "عنوان المقال")
    #expect(found.author == "هدى")
    #expect(found.date?.iso8601 == "2024-12-07T10:00:00+03:00")
    #expect(found.blocks.map(\.text) == Array(repeating: Self.sentence, count: 5))
    #expect(found.related == [RelatedTitle("خبر آخر", url: "https://x.example/2")])
  }

  @Test func `an article that is cut into several boxes is found whole`() throws {
    let box =
      "<div class=\"box\"><div>" + String(repeating: "<p>\(Self.sentence)</p>", count: 4)
      + "</div></div>"
    let found = try article(Self.page("<div>\(box)<div><img src=/a.jpg></div>\(box)\(box)</div>"))
    #expect(found.blocks.filter { $0.kind == .paragraph }.count == 12)
  }

  @Test func `what a page itself calls the text of its article is its text`() throws {
    let other = "<div>" + String(repeating: "<p>\(Self.sentence)</p>", count: 9) + "</div>"
    let text = String(repeating: "نص المقال في فقرة واحدة طويلة. ", count: 30)
    let found = try article(Self.page("\(other)<div itemprop=\"articleBody\">\(text)</div>"))
    #expect(found.blocks.count == 1)
  }

  @Test func `a page without text is refused in one sentence`() {
    #expect(throws: Refusal("the page has no text to read")) {
      try article("<html><body><script>run()</script><img src=x></body></html>")
    }
  }

  @Test func `a saved page comes in as an article`() {
    let html = Self.page(
      "<div>" + String(repeating: "<p>\(Self.sentence)</p>", count: 5) + "</div>")
    let reading = articles(in: Array(html.utf8), named: "saved.html")
    #expect(reading.articles.map(\.title) == ["عنوان المقال"])
    #expect(reading.articles.first?.origin == "saved.html")
  }

  @Test func `the feeds of a page are those it names, else links that look like feeds`() {
    func feeds(_ html: String) -> [ListedFeed] {
      WebPage.feeds(in: Array(html.utf8), context: DocumentContext(address: "https://x.example/a/"))
    }
    #expect(
      feeds(
        "<link rel='alternate' type='application/atom+xml' title='كل شيء' href='../atom'><link rel=stylesheet href=x>"
      )
        == [ListedFeed(address: "https://x.example/atom", title: "كل شيء")])
    #expect(
      feeds("<a href='/about'>عنا</a><a href='/rss.xml'>RSS</a>")
        == [ListedFeed(address: "https://x.example/rss.xml", title: "RSS")])
  }

  private static let short = [
    "شهدت العاصمة أمطاراً غزيرة أغلقت شوارع.", "ودعت المديرية السكان إلى الحذر.",
  ]

  @Test(arguments: [
    "<div class='comments'>", "<section class='post-comments'><h3>أهلا</h3>",
    "<div id='disqus_thread'>",
    "<div class='reader-opinions'><h3>التعليقات</h3>",
  ])
  func `comments are not the article, however short that is`(box: String) throws {
    let comments = (1...20).map { number in
      "<div><b>قارئ</b><p>هذا رأي طويل، وفيه فواصل، وكلام كثير لا علاقة له بالخبر نفسه رقم \(number).</p></div>"
    }
    let name = box.dropFirst().prefix { $0.isLetter }
    let html = """
      <html><head><title>أمطار</title></head><body><div class="single"><h1>أمطار</h1><div class="text">
      \(Self.short.map { "<p>\($0)</p>" }.joined())</div></div>
      \(box)\(comments.joined())</\(name)></body></html>
      """
    let article = try WebPage.article(in: Array(html.utf8), context: DocumentContext())
    #expect(article.blocks.map(\.text) == Self.short)
  }

  @Test func `what a page tells search engines is its text when it shows only a part`() throws {
    let whole = (1...6).map { "هذه فقرة كاملة من الخبر تحمل الرقم \($0) وما يلزمها." }
    let html = """
      <html><head><script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
      "articleBody": "\(whole.joined(separator: "\\n"))"}]}</script></head>
      <body><article><p>\(whole[0])</p><p>اشترك لتقرأ البقية.</p></article></body></html>
      """
    let article = try WebPage.article(in: Array(html.utf8), context: DocumentContext())
    #expect(article.blocks.map(\.text) == whole)
  }

  @Test func `an opinion is an article, though its page calls it a comment`() throws {
    let text = (1...6).map {
      "هذه فقرة من المقال، طويلة بما يكفي، تحمل الرقم \($0) وما يلزمها من كلام."
    }
    let html = """
      <html><body><header><h1>رأي</h1></header><div class="article-body comment">
      \(text.map { "<p>\($0)</p>" }.joined())</div><div class="promo"><p>اشترك في نشرتنا.</p></div></body></html>
      """
    let article = try WebPage.article(in: Array(html.utf8), context: DocumentContext())
    #expect(article.blocks.map(\.text) == text)
  }

  @Test func `what a page tells search engines may be HTML`() throws {
    let html = """
      <html><head><script type="application/ld+json">{"@type": "NewsArticle", "articleBody":
      "<p>أول &amp; ثان.</p><p>ثالث.</p>"}</script></head><body></body></html>
      """
    let article = try WebPage.article(in: Array(html.utf8), context: DocumentContext())
    #expect(article.blocks.map(\.text) == ["أول & ثان.", "ثالث."])
  }
}
