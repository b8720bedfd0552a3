import Testing

@testable import Articles

struct FeedTests {
  private func read(_ name: String, address: String? = nil) throws -> Feed {
    try feed(
      in: fixture("feeds/\(name)"),
      context: DocumentContext(address: address, now: ArticleDate(iso8601: "2024-12-08T12:00")))
  }

  // MARK: - Formats

  @Test func `RSS 2.0 gives the feed and every field of its items`() throws {
    let feed = try read("rss20.xml")
    #expect(feed.format == .rss)
    #expect(feed.title == "جريدة الميناء")
    #expect(feed.site == "https://mina.example/")
    #expect(feed.address == "https://mina.example/rss.xml")
    #expect(feed.summary == "أخبار الميناء وأهله")
    #expect(feed.language == "ar-SA")
    #expect(feed.articles.count == 2)
    let first = feed.articles[0]
    #expect(first.title == "عودة السفن & بدء الموسم")
    #expect(first.url == "https://mina.example/news/1?a=1&b=2")
    #expect(first.externalID == "mina-1")
    #expect(first.author == "سلمى القاضي")
    #expect(first.category == "اقتصاد")
    #expect(first.date?.iso8601 == "2024-12-07T14:30:00+03:00")
    #expect(first.summary == "ملخص قصير.")
    #expect(first.source == "جريدة الميناء")
    #expect(
      first.enclosures == [
        Enclosure(url: "https://mina.example/a.mp3", type: "audio/mpeg", length: 1234)
      ])
    let second = feed.articles[1]
    #expect(second.externalID == nil)
    #expect(second.category == "محليات", "without a category of its own it has the feed's")
    #expect(second.date?.iso8601 == "2024-12-08")
    #expect(second.paragraphs == ["فقرة أولى.", "سطر بعدها."])
  }

  @Test func `the HTML of an item becomes blocks`() throws {
    let article = try read("rss20.xml").articles[0]
    #expect(
      article.blocks == [
        Block(
          .paragraph, "دخلت ثلاث سفن الميناء فجرا.",
          links: [Block.Link(start: 9, end: 24, url: "https://mina.example/ships")]),
        Block(.heading, "ماذا بعد؟", level: 2),
        Block(.listItem, "تفريغ الحمولة", level: 1),
        Block(.listItem, "1. القمح", level: 2),
        Block(.listItem, "2. السكر", level: 2),
        Block(.listItem, "الصيانة", level: 1),
        Block(.image, "السفينة عند الرصيف", url: "https://mina.example/a.jpg"),
        Block(.quote, "«لم نر مثل هذا من قبل»"),
        Block(.paragraph, "السفينة | الحمولة"),
        Block(.paragraph, "نورس | ١٢ طنا"),
        Block(.code, "let x = 1\n  let y = 2"),
      ])
    #expect(
      article.related == [
        RelatedTitle("خريطة الرصيف الجديد", url: "https://mina.example/news/7")
      ])
  }

  @Test func `RDF names an item by its address`() throws {
    let feed = try read("rdf10.xml")
    #expect(feed.format == .rdf)
    let article = try #require(feed.articles.first)
    #expect(article.externalID == "https://ark.example/5")
    #expect(article.author == "هدى زيدان")
    #expect(article.category == "علوم")
    #expect(article.date?.iso8601 == "2024-12-07T09:00Z")
    #expect(article.paragraphs == ["نبتت بعد ألف عام."])
  }

  @Test func `Atom resolves addresses by every xml:base above them`() throws {
    let feed = try read("atom10.xml")
    #expect(feed.title == "مدوّنة البناء")
    #expect(feed.site == "https://bina.example/blog/")
    #expect(feed.address == "https://bina.example/blog/atom.xml")
    let first = feed.articles[0]
    #expect(first.title == "حجر <b> لا يُكسر", "text is no HTML")
    #expect(first.url == "https://bina.example/blog/2024/1.html")
    #expect(first.author == "رامي الحجار")
    #expect(first.category == "بناء")
    #expect(first.date?.iso8601 == "2024-12-06T10:11:12+03:00")
    #expect(first.summary == "كيف يقطع الحجر.")
    #expect(first.enclosures.map(\.url) == ["https://bina.example/blog/2024/v.mp4"])
    #expect(first.blocks[0].links?.map(\.url) == ["https://bina.example/blog/2024/img/2.png"])
    #expect(first.blocks[0].text == "انظر الصورة و\u{2066}A-1\u{2069}.")
    #expect(first.blocks[1].text == "漢(kan)")
    #expect(
      first.related == [
        RelatedTitle("أنواع الحجر", url: "https://other.example/stone"),
        RelatedTitle("https://other.example/ask", url: "https://other.example/ask"),
      ])
  }

  @Test func `an entry in another language than its feed keeps its own`() throws {
    let second = try read("atom10.xml").articles[1]
    #expect(second.language == "en")
    #expect(second.author == "Jane Roe")
  }

  @Test func `Atom 0.3 escapes and Base64`() throws {
    let feed = try read("atom03.xml")
    #expect(feed.title == "بريد")
    #expect(feed.summary == "قديم")
    #expect(feed.articles[0].paragraphs == ["نص قديم."])
    #expect(feed.articles[0].date?.iso8601 == "2003-12-13T08:29:29-04:00")
  }

  @Test func `a JSON feed gives its items, numbers as identities and all, but for what is none`()
    throws
  {
    let feed = try read("feed.json")
    #expect(feed.format == .json)
    #expect(feed.articles.count == 2)
    #expect(feed.articles[0].externalID == "7")
    #expect(feed.articles[0].paragraphs == ["غيوم كثيفة."])
    #expect(feed.articles[0].author == "هيئة التحرير")
    #expect(feed.articles[0].category == "طقس")
    #expect(feed.articles[0].enclosures.first?.length == 5000)
    #expect(feed.articles[1].title.isEmpty)
    #expect(feed.articles[1].author == "ليلى")
    #expect(feed.articles[1].paragraphs == ["نص بلا عنوان.", "سطر آخر."])
  }

  @Test func `a relative address starts where the feed was fetched`() throws {
    let text =
      "<rss version='2.0'><channel><title>t</title><item><link>a/b</link></item></channel></rss>"
    let context = DocumentContext(address: "https://x.example/feeds/rss")
    #expect(
      try feed(in: Array(text.utf8), context: context).articles[0].url
        == "https://x.example/feeds/a/b")
  }

  // MARK: - Encodings and their lies

  @Test(arguments: [
    "windows-1256-says-utf-8.xml", "windows-1256-undeclared.xml", "windows-1256-declared.xml",
    "iso-8859-6-undeclared.xml", "iso-8859-6-says-utf-8.xml", "utf-16.xml",
    "utf-8-says-windows-1256.xml", "utf-8-says-utf-16.xml", "blank-lines-and-mark-first.xml",
    "nul-and-stray-bytes.xml",
  ])
  func `whatever a feed says of its encoding, its text is right`(name: String) throws {
    let feed = try read(name)
    #expect(feed.title == "صحيفة قديمة")
    #expect(feed.articles.map(\.title) == ["افتتاح المكتبة الوطنية"])
    #expect(feed.articles[0].paragraphs.first?.hasPrefix("قال المدير إن المكتبة") == true)
    #expect(feed.articles[0].paragraphs.first?.hasSuffix("متاح للجميع.") == true)
  }

  @Test func `the HTTP header decides before the declaration`() throws {
    let text = "<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0'><channel><title>"
    let bytes =
      Array(text.utf8) + [0xC7, 0xE1, 0xC8, 0xCD, 0xD1] + Array("</title></channel></rss>".utf8)
    let context = DocumentContext(contentType: "text/xml; charset=\"windows-1256\"")
    #expect(try feed(in: bytes, context: context).title == "البحر")
  }

  // MARK: - Malformed

  /// A feed of many titles in one encoding, with one title in another.
  private func mixed(_ declared: String, _ bytes: (String) -> [UInt8], other: [UInt8]) -> [UInt8] {
    var document = Array("<?xml version='1.0' encoding='\(declared)'?><rss><channel>".utf8)
    for number in 1...9 {
      document +=
        Array("<item><title>".utf8) + (number == 5 ? other : bytes("وزير الخارجية يصل \(number)"))
      document += Array("</title></item>".utf8)
    }
    return document + Array("</channel></rss>".utf8)
  }

  private func windows1256(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { scalar in
      (0...255).first { Windows1256.scalar($0) == scalar } ?? 0x3F
    }
  }

  /// ISO 8859-6 has the letters of U+0621 and on in Unicode's order.
  private func iso88596(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { $0.value < 0x80 ? UInt8($0.value) : UInt8($0.value - 0x0560) }
  }

  @Test func `one title in windows-1256 spoils no feed in UTF-8`() throws {
    let titles = try feed(
      in: mixed("UTF-8", { Array($0.utf8) }, other: windows1256("أخبار الاقتصاد"))
    ).articles.map(\.title)
    #expect(titles[3...5] == ["وزير الخارجية يصل 4", "أخبار الاقتصاد", "وزير الخارجية يصل 6"])
  }

  @Test(arguments: ["windows-1256", "ISO-8859-1", "iso-8859-6", "utf-8"])
  func `one broken byte leaves UTF-8 what it is, whatever it says`(declared: String) throws {
    let titles = try feed(
      in: mixed(
        declared, { Array($0.utf8) }, other: Array("سعر ".utf8) + [0xC3] + Array(" النفط".utf8))
    ).articles.map(\.title)
    #expect(titles[3...5] == ["وزير الخارجية يصل 4", "سعر \u{FFFD} النفط", "وزير الخارجية يصل 6"])
  }

  @Test(arguments: ["windows-1256", "ISO-8859-1", "iso-8859-6", "windows-1252", "utf-8"])
  func `the encodings of Arabic are told apart, whatever they say`(declared: String) throws {
    for bytes in [windows1256, iso88596] {
      let titles = try feed(in: mixed(declared, bytes, other: [])).articles.map(\.title)
      #expect(titles.first == "وزير الخارجية يصل 1")
    }
  }

  @Test func `accents are no Arabic`() throws {
    let text = Array(
      "<rss><channel><item><title>Ça a été dérangé, à côté</title></item></channel></rss>".utf8)
    let latin1 = String(decoding: text, as: UTF8.self).unicodeScalars.map { UInt8($0.value) }
    let document = Array("<?xml version='1.0' encoding='ISO-8859-1'?>".utf8) + latin1
    #expect(try feed(in: document).articles[0].title == "Ça a été dérangé, à côté")
  }

  @Test(arguments: [
    "<rss><channel><item><title>أول</title></item><item><guid>2</guid><description><![CDATA[نص طويل",
    "<rss><channel><item><title>أول</title></item><item><guid>2</guid><description>نص طويل",
    "<rss><!-- <b> --><channel><item><title>أول</title></item><item><guid>2</guid><description>نص طويل</desc",
    #"{"version":"https://jsonfeed.org/version/1","items":[{"title":"أول"},{"id":2,"content_text":"نص طويل","tags":["a"],"x":"}"#,
  ])
  func `what was cut off gives what came, and says so`(text: String) throws {
    let feed = try feed(in: Array(text.utf8))
    #expect(feed.isCutOff)
    #expect(feed.articles.map(\.title) == ["أول", ""])
    #expect(feed.articles.last?.paragraphs == ["نص طويل"])
  }

  @Test func `a torn item that does not tell which it is waits for the whole one`() throws {
    let text = "<rss><channel><item><title>أول</title></item><item><title>ثا"
    #expect(try feed(in: Array(text.utf8)).articles.map(\.title) == ["أول"])
  }

  /// Eight items, the first of which has this description.
  private func eight(_ description: String) throws -> [Article] {
    let rest = (2...8).map { "<item><title>\($0)</title><guid>\($0)</guid></item>" }.joined()
    let text =
      "<rss><channel><item><title>1</title><description>\(description)</description><guid>1</guid></item>"
      + rest + "</channel></rss>"
    let feed = try feed(in: Array(text.utf8))
    #expect(!feed.isCutOff)
    return feed.articles
  }

  @Test(
    arguments: [
      ("سعر النفط < 50", ["سعر النفط < 50"]), ("x <3 y", ["x <3 y"]), ("5<6", ["5<6"]),
      ("خبر <عاجل> الآن", ["خبر <عاجل> الآن"]), ("أ<br>ب<br>ج", ["أ", "ب", "ج"]),
      ("<p>أ<p>ب", ["أ", "ب"]), ("أ<hr>ب<hr>ج", ["أ", "", "ب", "", "ج"]),
      ("<b><i><u>أ", ["أ"]), ("</p\n></div>أ", ["أ"]), ("<p>أ</div></p>ب", ["أ", "ب"]),
      ("<a href=\"https://a.example/x>أ</a>", ["أ"]), ("<a href=https://a.example/>أ</a>", ["أ"]),
      ("<font size=2>أ</font>", ["أ"]), ("أ]]>ب", ["أ]]>ب"]), ("أ<!-- x -- y -->ب", ["أب"]),
    ] as [(String, [String])])
  func `no malformed tag touches the items behind it`(description: String, texts: [String]) throws {
    let articles = try eight(description)
    #expect(articles.map(\.title) == (1...8).map { String($0) })
    #expect(articles.map(\.externalID) == (1...8).map { String($0) })
    #expect(articles[0].blocks.map(\.text) == texts)
  }

  @Test func `attributes without quotation marks are attributes`() throws {
    let text = """
      <rss><channel><item><guid isPermaLink=false>z1</guid><enclosure url=https://a.example/1.mp3 \
      length=12 type=audio/mpeg/><description>نص</description></item></channel></rss>
      """
    let article = try feed(in: Array(text.utf8)).articles[0]
    #expect(article.externalID == "z1")
    #expect(
      article.enclosures == [
        Enclosure(url: "https://a.example/1.mp3", type: "audio/mpeg", length: 12)
      ])
    #expect(article.paragraphs == ["نص"])
  }

  @Test func `what a program complains of before the declaration is passed over`() throws {
    let text =
      "<br />\n<b>Warning</b>: x<?xml version='1.0'?><rss><channel><item><title>أ</title></item></channel></rss>"
    let feed = try feed(in: Array(text.utf8))
    #expect(feed.articles.map(\.title) == ["أ"])
    #expect(!feed.isCutOff)
  }

  @Test func `an item that is torn is known to be`() throws {
    let text =
      "<rss><channel><item><guid>1</guid><title>أول</title></item><item><guid>2</guid><title>ثا"
    #expect(try feed(in: Array(text.utf8)).articles.map(\.isTorn) == [false, true])
    let whole = "<rss><channel><item><guid>1</guid><title>أول</title></item>"
    #expect(try feed(in: Array(whole.utf8)).articles.map(\.isTorn) == [false])
    let only = "<rss><channel><item><guid>1</guid><title>أول"
    #expect(try feed(in: Array(only.utf8)).articles.map(\.isTorn) == [true])
  }

  @Test func `an item torn in its address is left out`() throws {
    let text =
      "<rss><channel><item><guid>1</guid></item><item><title>ثان</title><link>https://a.example/12"
    #expect(try feed(in: Array(text.utf8)).articles.map(\.externalID) == ["1"])
  }

  @Test(arguments: [
    "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'>"
      + "<entry><id>1</id><feedburner:origLink>https://a.example/1</feedburner:origLink></entry><entry>",
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
      + "<channel><items><rdf:Seq></rdf:Seq></items></channel><item rdf:about='x'><title>ن",
  ])
  func `an end tag whose name only begins like the feed's ends nothing`(text: String) throws {
    #expect(try feed(in: Array(text.utf8)).isCutOff)
  }

  @Test(arguments: [
    "<description>متن</description><content:encoded> \n </content:encoded>",
    "<description>متن</description><content:encoded><![CDATA[<p>&nbsp;</p>]]></content:encoded>",
    "<description/><description>متن</description>",
    "<media:group><media:description>متن</media:description></media:group>",
  ])
  func `an empty text hides no other`(fields: String) throws {
    let text =
      "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:media='http://search.yahoo.com/mrss/'>"
      + "<channel><item>\(fields)</item></channel></rss>"
    let article = try feed(in: Array(text.utf8)).articles[0]
    #expect(article.paragraphs == ["متن"])
    #expect(article.summary == nil)
  }

  @Test func `of two versions of an item the later counts`() throws {
    let text = """
      <feed xmlns='http://www.w3.org/2005/Atom'>
      <entry><id>1</id><link href='https://a.example/1'/><title>قديم</title>
      <updated>2024-12-07T10:00:00Z</updated></entry>
      <entry><id>1</id><link href='https://a.example/1'/><title>جديد</title>
      <updated>2024-12-07T11:00:00Z</updated></entry>
      <entry><id>2</id><link href='https://a.example/2'/><title>جديد</title></entry>
      <entry><id>2</id><link href='https://a.example/2'/><title>قديم</title></entry></feed>
      """
    #expect(try feed(in: Array(text.utf8)).articles.map(\.title) == ["جديد", "جديد"])
  }

  @Test func `comments and single quotation marks are read in JSON too`() throws {
    let text = "{ // the \"main feed\n 'items': [{'title': '5\" disk', 'id': 1}]}"
    #expect(try feed(in: Array(text.utf8)).articles.map(\.title) == ["5\" disk"])
  }

  @Test func `the caption of a picture is no summary`() throws {
    let text = """
      <rss xmlns:content='http://purl.org/rss/1.0/modules/content/' \
      xmlns:media='http://search.yahoo.com/mrss/'><channel><item><content:encoded>متن</content:encoded>\
      <media:content><media:description>صورة</media:description></media:content></item></channel></rss>
      """
    let article = try feed(in: Array(text.utf8)).articles[0]
    #expect(article.paragraphs == ["متن"])
    #expect(article.summary == nil)
  }

  @Test func `an identity of many titles tells nothing, in JSON either`() throws {
    let items = (1...4).map {
      "{\"id\": \"0\", \"url\": \"https://a.example/\", \"title\": \"\($0)\"}"
    }
    let text = "{\"items\": [\(items.joined(separator: ","))]}"
    let articles = try feed(in: Array(text.utf8)).articles
    #expect(articles.count == 4)
    #expect(Set(articles.map(\.externalID)).count == 4)
  }

  @Test func `a text of JSON loses its half emoji and controls, and nothing else`() throws {
    let text =
      #"{"items": [{"title": "قبل \ud83d بعد", "content_text": "سطر\u0000 أول"# + "\n"
      + #"سطر \ud83d\ude00 ثان\t."}]}"#
    let article = try feed(in: Array(text.utf8)).articles[0]
    #expect(article.title == "قبل \u{FFFD} بعد")
    #expect(article.paragraphs == ["سطر أول", "سطر 😀 ثان ."])
  }

  @Test func `a section that was escaped is none`() throws {
    #expect(try item("<title>&lt;![CDATA[عنوان]]&gt;</title>").title == "عنوان")
  }

  @Test func `windows-1251 is told from the encodings of Arabic and of accents`() throws {
    let russian: [UInt8] = [
      0xCF, 0xF0, 0xE5, 0xE7, 0xE8, 0xE4, 0xE5, 0xED, 0xF2, 0x20, 0xEF, 0xEE, 0xE4, 0xEF, 0xE8,
      0xF1,
      0xE0, 0xEB,
    ]
    let text =
      Array("<rss><channel><item><title>".utf8) + russian
      + Array("</title></item></channel></rss>".utf8)
    #expect(try feed(in: text).articles[0].title == "Президент подписал")
  }

  @Test(arguments: [
    "<p>اقرأ أيضاً</p><p><a href='https://a.example/2'>خبر آخر</a></p><p>وأضاف الوزير أن الحكومة ستعمل على ذلك</p>",
    "<p>اقرأ أيضاً:</p><p>خبر آخر</p><h3>عنوان</h3><p>وأضاف الوزير أن الحكومة ستعمل على ذلك</p>",
    "<p>اقرأ أيضاً</p><p><a href='https://a.example/2'>خبر آخر</a></p><p>وأضاف <a href='https://a.example/3'>الوزير</a> أن الحكومة ستعمل على ذلك</p>",
    "<p>اقرأ أيضاً</p><ul><li>خبر آخر</li></ul><p>وأضاف الوزير أن الحكومة ستعمل على ذلك</p><p>وانتهى.</p>",
  ])
  func `the article goes on behind what to read also, full stop or none`(html: String) throws {
    let article = try item("<description><p>متن الخبر.</p>" + html + "</description>")
    #expect(article.related.map(\.title) == ["خبر آخر"])
    #expect(article.paragraphs.contains("وأضاف الوزير أن الحكومة ستعمل على ذلك"))
  }

  @Test func `a whole feed is not cut off`() throws {
    for text in [
      "<rss version='2.0'/>", #"{"items":[]}<!-- cached -->"#,
      "<rss><channel/></rss><!--" + String(repeating: " cached", count: 1_000) + "-->",
      "<?xml version='1.0'?><!-- <b> --><RSS><channel><title>x</title></channel></rss>\n<!-- end -->",
      #"{"version":"https://jsonfeed.org/version/1","items":[]}"#,
    ] {
      #expect(try !feed(in: Array(text.utf8)).isCutOff)
    }
  }

  @Test func `a JSON feed whose values have other types loses nothing`() throws {
    let feed = try feed(
      in: Array(
        #"""
        {"version": "https://jsonfeed.org/version/1.1", "title": 2024, "author": "سمير", "items": [
          {"id": {"a": 1}, "title": 7, "author": "ليلى", "tags": "بحر", "date_published": 1733580000,
           "content_text": "أ"},
          {"id": true, "title": "ب", "authors": ["ريم", {"name": "هند"}], "tags": [null, 5, "جو"],
           "attachments": {"url": "https://a.example/x.mp3", "size_in_bytes": "5000"}, "content_html": 3},
          "لا شيء", null
        ]}
        """#.utf8))
    #expect(feed.title == "2024")
    #expect(feed.articles.map(\.title) == ["7", "ب"])
    #expect(feed.articles.map(\.author) == ["ليلى", "ريم, هند"])
    #expect(feed.articles.map(\.category) == ["بحر", "5"])
    #expect(feed.articles[0].date?.iso8601 == "2024-12-07T14:00:00Z")
    #expect(feed.articles[1].enclosures.first?.length == 5000)
    #expect(feed.articles[1].paragraphs == ["3"])
  }

  @Test func `a malformed feed gives what can be saved`() throws {
    let feed = try read("unclosed.xml")
    #expect(feed.title == "Salt & Water")
    // The fourth breaks off in its address.
    #expect(feed.articles.map(\.title) == ["one © &unknown;", "two ’quoted’ [31m", "three"])
    #expect(
      feed.articles.prefix(3).map(\.url) == [
        "http://a.example/1?x=1&y=2", "http://a.example/2", "http://a.example/3",
      ])
    #expect(feed.articles[0].date?.iso8601 == "2024-12-07")
  }

  @Test func `entities do not multiply, nor read files, and plain ones are filled in`() throws {
    let feed = try read("laughs.xml")
    #expect(feed.title.isEmpty)
    #expect(feed.articles.map(\.title) == ["[Ours]"])
  }

  @Test func `ten thousand open elements are no deeper than two hundred`() throws {
    let html = String(repeating: "&lt;div&gt;", count: 10_000) + "نص"
    let text =
      "<rss version='2.0'><channel><item><title>t</title><description>\(html)</description></item></channel></rss>"
    #expect(try feed(in: Array(text.utf8)).articles[0].paragraphs == ["نص"])
  }

  @Test(arguments: [
    ("<!DOCTYPE html><html><body>خبر</body></html>", "it is a web page, not a feed"),
    ("{\"a\": 1}", "it is JSON, but no JSON Feed"),
    (
      "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"ti",
      "it is not valid JSON; it may have been cut off"
    ),
    (" \n ", "it is empty"),
    (
      "<opml version='2.0'/>", "it is a list of feeds (OPML); take it in with `khabar feeds import`"
    ),
    ("<note>x</note>", "it is XML, but no feed"),
  ])
  func `what is no feed is refused in one sentence`(text: String, sentence: String) {
    #expect(throws: Refusal(sentence)) { try feed(in: Array(text.utf8)) }
  }

  // MARK: - Identity

  @Test func `an identity that every item has tells nothing`() throws {
    let items = (1...3).map {
      "<item><title>\($0)</title><guid>same</guid><link>http://a/\($0)</link></item>"
    }
    let text = "<rss version='2.0'><channel>\(items.joined())</channel></rss>"
    #expect(try feed(in: Array(text.utf8)).articles.allSatisfy { $0.externalID == nil })
  }

  @Test func `an address that runs a script is none`() throws {
    let text =
      "<rss version='2.0'><channel><item><title>t</title><link>javascript:alert(1)</link><description>&lt;a href='javascript:x()'&gt;y&lt;/a&gt;</description></item></channel></rss>"
    let article = try feed(in: Array(text.utf8)).articles[0]
    #expect(article.url == nil)
    #expect(article.blocks == [Block(.paragraph, "y")])
  }

  @Test func `a block has the direction that its page gave it, or the block around it`() throws {
    let markup =
      "<p>بلا</p><div dir=\"RTL\"><p>Swift لغة</p><p dir=ltr>لغة Swift</p><ul dir=auto><li>x</li></ul></div>"
    let article = try item("<description><![CDATA[\(markup)]]></description>")
    #expect(article.blocks.map(\.isRightToLeft) == [nil, true, false, nil])
  }

  // MARK: - What is rare

  private func item(_ content: String) throws -> Article {
    let text = "<rss><channel><title>t</title><item>\(content)</item></channel></rss>"
    return try feed(in: Array(text.utf8)).articles[0]
  }

  @Test func `signs of comparison are no markup`() throws {
    #expect(try item("<title>3 &lt; 4 &amp;amp; 5 &gt; 4</title>").title == "3 < 4 & 5 > 4")
    #expect(try item("<title>&lt;b&gt;a&lt;/b&gt; &lt;c</title>").title == "a <c")
    #expect(try item("<title>&lt;!DOCTYPE</title>").title == "<!DOCTYPE")
  }

  @Test func `what follows an element that shows something else is read`() throws {
    let markup = "<p>a <object data=x> b <embed src=y> c <math><mi>x</mi><mo>+</mo></math></p>"
    let article = try item("<description><![CDATA[\(markup)]]></description>")
    #expect(article.paragraphs == ["a b c x+"])
  }

  @Test func `a tag of attributes without end is cut off, and what stands around it is read`()
    throws
  {
    let attributes = (0..<50_000).map { "a\($0)='' " }.joined()
    #expect(try item("<title \(attributes)>x</title><guid>1</guid>").externalID == "1")
    let markup = "<p>a</p><p \(attributes)>b</p><p>c</p>"
    let article = try item("<description><![CDATA[\(markup)]]></description>")
    #expect(article.paragraphs == ["a", "b", "c"])
  }

  @Test(arguments: ["x='<", "x=a'b ", "<y ", "x=\"'\" "])
  func `no quotation mark or sign hides attributes without end`(start: String) {
    let tag = "<p " + start + String(repeating: "a' <b ", count: 5_000)
    let limited = AttributeLimit.applied(to: Array((tag + ">نص").utf8))
    let blanks = limited.count { $0 == 0x20 }
    #expect(blanks <= 1_025)
    #expect(limited.suffix(5) == Array(">نص".utf8)[...])
  }

  @Test func `of items without end the first are read`() throws {
    let text = "<rss><channel>" + String(repeating: "<item/>", count: 50_100)
    #expect(try feed(in: Array(text.utf8)).articles.count == 50_000)
    let parts = "{\"items\":" + String(repeating: "[", count: 2_000_000)
    #expect(throws: Refusal("it is JSON of more than 1500000 parts")) {
      try feed(in: Array(parts.utf8))
    }
  }

  @Test func `EBCDIC is read when it names itself`() throws {
    // <?xml encoding="cp037"?><rss><item><title>khabar</title></item></rss>
    let text =
      "<?xml version=\"1.0\" encoding=\"cp037\"?><rss><item><title>khabar</title></item></rss>"
    let bytes = try text.utf8.map { try #require(Self.ebcdic[$0]) }
    #expect(try feed(in: bytes).articles.map(\.title) == ["khabar"])
  }

  /// Of the signs that the test above has, in code page 037.
  private static let ebcdic: [UInt8: UInt8] = {
    var table: [UInt8: UInt8] = [:]
    for (start, letters) in [(0x81, "abcdefghi"), (0x91, "jklmnopqr"), (0xA2, "stuvwxyz")] {
      for (index, letter) in letters.utf8.enumerated() { table[letter] = UInt8(start + index) }
    }
    for digit in UInt8(0)...9 { table[0x30 + digit] = 0xF0 + digit }
    for (sign, code) in [
      (" ", 0x40), (".", 0x4B), ("<", 0x4C), (">", 0x6E), ("?", 0x6F), ("/", 0x61), ("=", 0x7E),
      ("\"", 0x7F),
    ] {
      table[Array(sign.utf8)[0]] = UInt8(code)
    }
    return table
  }()

  @Test func `a channel of CDF has addresses and dates in its attributes`() throws {
    let text = """
      <channel href="http://a.example/" lastmod="2024-12-07T10:00:00Z"><title>قناة</title>
      <item href="http://a.example/1" lastmod="2024-12-07T10:00:00Z"><title>خبر</title>
      <abstract>متن.</abstract></item></channel>
      """
    let feed = try feed(in: Array(text.utf8))
    #expect(feed.site == "http://a.example/")
    let article = try #require(feed.articles.first)
    #expect(article.url == "http://a.example/1")
    #expect(article.date?.iso8601 == "2024-12-07T10:00:00Z")
    #expect(article.paragraphs == ["متن."])
  }

  @Test func `an error page in small letters is told to be a page`() {
    let page = "<!doctype html><html><body><h1>502</h1></body></html>"
    #expect(throws: Refusal("it is a web page, not a feed")) { try feed(in: Array(page.utf8)) }
  }

  @Test(arguments: ["1e30", "-1e300", "1234.0", "12.6"])
  func `a size that no number of bytes can be is left out`(size: String) throws {
    let text = """
      {"version": "https://jsonfeed.org/version/1.1", "title": "ق", "items": [{"id": "1", "title": "خبر",
      "attachments": [{"url": "http://a.example/a.mp3", "size_in_bytes": \(size)}]}]}
      """
    let article = try #require(try feed(in: Array(text.utf8)).articles.first)
    let lengths = ["1234.0": 1234, "12.6": 13]
    #expect(article.enclosures.map(\.length) == [lengths[size]])
  }

  @Test func `a long comment hides nothing of what comes behind it`() throws {
    let words = String(repeating: "كلمة ", count: 2_000)
    let comments = ["<!-- \(words)-->", "<!-- <p \(words) -- \(words)-->"]
    for comment in comments {
      let text = """
        <rss><channel><title>ق</title>\(comment)<item><title>خبر</title>
        <description><![CDATA[<p>أول.</p>\(comment)<p>ثان.</p>]]></description></item></channel></rss>
        """
      let article = try #require(try feed(in: Array(text.utf8)).articles.first)
      #expect(article.paragraphs == ["أول.", "ثان."])
    }
  }

  @Test func `a sign that no name follows opens no tag in a long text`() throws {
    let words = String(repeating: "كلمة ", count: 2_000)
    let text = """
      <rss><channel><item><title>خبر</title>
      <description><![CDATA[<p>3 < 4 \(words)ختام.</p><p>ثان.</p>]]></description></item></channel></rss>
      """
    let paragraphs = try #require(try feed(in: Array(text.utf8)).articles.first).paragraphs
    #expect(paragraphs.count == 2)
    #expect(paragraphs.first?.hasSuffix("ختام.") == true)
  }

  @Test func `items that lead to the front page are told apart by their titles`() throws {
    let items = ["أول", "ثان"].map {
      "<item><title>\($0)</title><link>http://a.example/</link></item>"
    }.joined()
    let text = "<rss><channel>\(items)</channel></rss>"
    let ids = try feed(in: Array(text.utf8)).articles.map(\.externalID)
    #expect(Set(ids).count == 2)
    #expect(!ids.contains(nil))
  }
}
