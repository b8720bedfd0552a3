import Archive
import Articles
import Testing

@Suite struct `Related articles` {
  let archive: Archive

  init() throws {
    archive = try Archive.inMemory()
  }

  @Test func `a named title finds its article whichever came first`() throws {
    var first = Article.story("أولُ الأخبار", ["نص"])
    first.related = [
      RelatedTitle("ثاني الاخبار"), RelatedTitle("غائب", url: "https://a.example/3"),
    ]
    let id = try archive.take(first)?.id ?? 0
    #expect(try archive.article(id)?.named.map { $0.headline?.id } == [nil, nil])
    var second = Article.story("ثاني الأخبار", ["متن"], day: 20_003)
    second.related = [RelatedTitle("اول الاخبار")]
    let other = try archive.take(second)?.id ?? 0
    var third = Article.story("عنوان تغير", ["كلام"])
    third.url = "https://a.example/3"
    let byAddress = try archive.take(third)?.id
    let named = try #require(try archive.article(id)).named
    #expect(named.map { $0.headline?.id } == [other, byAddress])
    #expect(named.map(\.title) == ["ثاني الاخبار", "غائب"])
    #expect(try archive.article(other)?.named.first?.headline?.id == id)
  }

  @Test func `of several articles under a named title the nearest in time is meant`() throws {
    let days = [19_000, 20_001, 20_400]
    let ids = try archive.add(
      days.map { .story("نشرة", ["نص \($0)"], day: $0) }, at: 1
    ).items.map(\.id)
    var article = Article.story("خبر", ["كلام"], day: 20_000)
    article.related = [RelatedTitle("نشرة")]
    let id = try archive.take(article)?.id ?? 0
    #expect(try archive.article(id)?.named.first?.headline?.id == ids[1])
  }

  @Test func `an article never names itself`() throws {
    var article = Article.story("خبر", ["كلام"])
    article.related = [RelatedTitle("خبر"), RelatedTitle("«»")]
    let id = try archive.take(article)?.id ?? 0
    #expect(try archive.article(id)?.named.allSatisfy { $0.headline == nil } == true)
  }

  private static let earthquake = [
    "ضرب زلزال عنيف مدينة مراكش في المغرب وأدى إلى انهيار المباني القديمة",
    "وقالت فرق الإنقاذ إن عدد ضحايا الزلزال في مراكش مرشح للارتفاع مع استمرار البحث تحت الأنقاض",
  ]

  private func fillWithOthers() throws {
    let subjects = [
      "البنك المركزي يرفع سعر الفائدة لمواجهة التضخم",
      "المنتخب يفوز بكأس البطولة بعد ركلات الترجيح",
      "افتتاح معرض الكتاب بمشاركة ناشرين", "شركة تطلق هاتفا جديدا بكاميرا متطورة",
      "الطقس غدا حار نهارا ولطيف ليلا", "البرلمان يناقش قانون الموازنة العامة",
      "أطباء يحذرون من نقص فيتامين د", "وفاة الفنان القدير عن عمر ناهز الثمانين",
    ]
    let articles = (0..<80).map { number in
      let subject = subjects[number % subjects.count]
      return Article.story("\(subject) \(number)", ["\(subject) رقم \(number) وتفاصيل أخرى"])
    }
    _ = try archive.add(articles, at: 1)
  }

  @Test func `articles about the same event are related, others are not`() throws {
    try fillWithOthers()
    let id = try archive.take(.story("زلزال مراكش", Self.earthquake))?.id ?? 0
    let kin = try archive.take(
      .story(
        "ارتفاع ضحايا الزلزال في المغرب",
        ["واصلت فرق الإنقاذ في مراكش البحث عن ناجين تحت الأنقاض بعد الزلزال العنيف"],
        day: 20_002))?.id
    let related = try archive.related(to: id, limit: 5)
    #expect(related.map(\.headline.id) == [kin])
    #expect(related.allSatisfy { $0.score > 0 && $0.score <= 1 })
  }

  @Test func `an article without kin has no related ones`() throws {
    try fillWithOthers()
    let id = try archive.take(.story("زلزال مراكش", Self.earthquake))?.id ?? 0
    #expect(try archive.related(to: id, limit: 5) == [])
    #expect(try archive.related(to: 99_999, limit: 5) == [])
    #expect(try archive.related(to: id, limit: 0) == [])
  }

  @Test func `neither itself, nor what the page named, nor the same story again is offered`() throws
  {
    try fillWithOthers()
    let named = Article.story("تفاصيل زلزال مراكش العنيف وانهيار المباني", Self.earthquake)
    var article = Article.story("زلزال مراكش", Self.earthquake)
    article.related = [RelatedTitle(named.title)]
    let text = ["فرق الإنقاذ تبحث عن ضحايا الزلزال العنيف في مراكش تحت الأنقاض"]
    let copies = ["وكالة", "صحيفة"].map { source in
      var copy = Article.story("البحث عن ناجين تحت الأنقاض", text + [source], origin: source)
      copy.url = source
      return copy
    }
    let ids = try archive.add([article, named] + copies, at: 1).items.map(\.id)
    let related = try archive.related(to: ids[0], limit: 9).map(\.headline.id)
    #expect(related.count == 1)
    #expect(related.allSatisfy { ids[2...3].contains($0) })
  }

  @Test func `an edited article is found by its new words and no more by the old`() throws {
    try fillWithOthers()
    let id = try archive.take(.story("زلزال مراكش", Self.earthquake))?.id ?? 0
    var other = Article.story("أنباء عن زلزال في المغرب", Self.earthquake, day: 20_001)
    other.externalID = "x"
    let kin = try archive.take(other)?.id
    #expect(try archive.related(to: id, limit: 5).map(\.headline.id) == [kin])
    other.title = "المنتخب يفوز بالبطولة"
    other.blocks = [Block(.paragraph, "المنتخب يفوز بكأس البطولة بعد ركلات الترجيح")]
    try archive.take(other)
    #expect(try archive.related(to: id, limit: 5) == [])
    #expect(try archive.check() == [])
  }

  @Test func `articles with one word in common have nothing to do with each other`() throws {
    let ids = try archive.add(
      [
        .story("حفل تخرج", ["رمى الطلاب قبعاتهم في الهواء بعد أربع سنوات من الدراسة"]),
        .story("وصفة كعك", ["تخلط أربع بيضات مع السكر ويخبز القالب في الفرن"]),
        .story("قمة الجبل", ["تسلق فريق نسائي القمة رغم عاصفة ثلجية شديدة"]),
      ], at: 1
    ).items.map(\.id)
    for id in ids { #expect(try archive.related(to: id, limit: 5).isEmpty) }
  }

  @Test func `what repeats a named article is not related once more`() throws {
    try fillWithOthers()
    var article = Article.story("زلزال مراكش", Self.earthquake, day: 20_010)
    article.related = [RelatedTitle("زلزال المغرب يهدم المباني القديمة")]
    let id = try #require(try archive.take(article)).id
    let named = try archive.take(
      .story("زلزال المغرب يهدم المباني القديمة", Self.earthquake, day: 20_009))?.id
    try archive.take(
      .story("زلزال المغرب يهدم المباني القديمة اليوم", Self.earthquake + ["وكالات"], day: 20_008))
    #expect(try archive.article(id)?.named.map { $0.headline?.id } == [named])
    #expect(try archive.related(to: id, limit: 5).isEmpty)
  }
}
