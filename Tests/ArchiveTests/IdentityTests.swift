import Archive
import Articles
import Testing

@Suite struct `Which article is which` {
  let archive: Archive
  let paragraphs = ["الفقرة الأولى", "الفقرة الثانية", "الفقرة الثالثة", "الفقرة الرابعة"]

  init() throws {
    archive = try Archive.inMemory()
  }

  @Test func `the same page taken in twice changes nothing`() throws {
    var article = Article.story("عنوان", paragraphs, origin: "news.txt")
    article.related = [RelatedTitle("خبر آخر", url: "https://example.org/2")]
    article.blocks.append(Block(.image, "", url: "https://example.org/a.png"))
    article.blocks.append(Block(.heading, "فصل", level: 2))
    let first = try archive.take(article)
    let second = try archive.take(article)
    #expect(first?.change == .new)
    #expect(second == Addition.Item(id: first?.id ?? 0, change: .unchanged))
    #expect(try archive.count == 1)
  }

  @Test func `an edited page keeps number, marks and reading position`() throws {
    let id = try #require(try archive.take(.story("عنوان", paragraphs, origin: "a"))).id
    _ = try archive.mark([id], .read, at: 5)
    _ = try archive.mark([id], .starred, at: 5)
    try archive.setPosition(ReadingPosition(block: 2, byte: 7), of: id)
    var edited = Article.story("عنوان", paragraphs + ["فقرة جديدة"], day: 20_000, origin: "a")
    edited.category = "رياضة"
    #expect(try archive.take(edited) == Addition.Item(id: id, change: .changed))
    let stored = try #require(try archive.article(id))
    #expect(stored.blocks == edited.blocks)
    #expect(stored.headline.category == "رياضة")
    #expect(stored.headline.isRead && stored.headline.isStarred)
    #expect(stored.position == ReadingPosition(block: 2, byte: 7))
    #expect(try archive.categories().map(\.name) == ["رياضة"])
    #expect(try archive.check() == [])
  }

  @Test func `the identity a source gave decides before everything else`() throws {
    var article = Article.story("عنوان", paragraphs)
    article.externalID = "7"
    article.source = "وكالة"
    article.url = "https://example.org/1"
    let id = try archive.take(article)?.id
    var moved = Article.story("عنوان آخر", ["نص آخر"], day: 20_100)
    moved.externalID = "7"
    moved.source = "وكالة"
    moved.url = "https://example.org/2"
    #expect(try archive.take(moved)?.id == id)
    var other = article
    other.externalID = "8"
    #expect(try archive.take(other)?.change == .new)
    var elsewhere = article
    elsewhere.source = "صحيفة"
    elsewhere.url = "https://example.com/1"
    #expect(try archive.take(elsewhere)?.change == .new)
  }

  @Test func `without an identity the address decides`() throws {
    var article = Article.story("عنوان", paragraphs)
    article.url = "https://example.org/1"
    let id = try archive.take(article)?.id
    var retitled = Article.story("صار له عنوان", ["ونص"], day: nil)
    retitled.url = "https://example.org/1"
    #expect(try archive.take(retitled) == Addition.Item(id: id ?? 0, change: .changed))
    var other = article
    other.url = "https://example.org/2"
    #expect(try archive.take(other)?.change == .new)
  }

  @Test func `feed items that all lead to the front page stay apart`() throws {
    let items = (1...3).map { number in
      var item = Article.story("خبر \(number)", ["نص \(number)"])
      item.url = "https://example.org/"
      item.externalID = "\(number)"
      return item
    }
    #expect(try archive.add(items, at: 1).count(.new) == 3)
    #expect(try archive.add(items, at: 2).count(.unchanged) == 3)
  }

  @Test func `a page and the feed item of the same address are one`() throws {
    var page = Article.story("عنوان", paragraphs)
    page.url = "https://example.org/1"
    let id = try archive.take(page)?.id
    var item = page
    item.externalID = "tag:1"
    #expect(try archive.take(item)?.id == id)
  }

  @Test func `title and day decide with half of the paragraphs, marks and alef forms aside`() throws
  {
    let id = try archive.take(.story("إعلانُ النتائج", paragraphs, origin: "a.txt"))?.id
    let half = Array(paragraphs.prefix(2)) + ["جديدة", "وأخرى"]
    #expect(try archive.take(.story("اعلان النتائج", half, origin: "b.txt"))?.id == id)
  }

  @Test func `two stories under one headline from different files are both kept`() throws {
    try archive.take(.story("نشرة الأخبار", paragraphs, origin: "a.txt"))
    let other = ["غيرها", "وغيرها", "وسواها", paragraphs[0]]
    #expect(
      try archive.take(.story("نشرة الأخبار", other, origin: "b.txt"))?.change == .new)
    #expect(
      try archive.take(.story("نشرة الأخبار", paragraphs, day: 20_001, origin: "c.txt"))?.change
        == .new)
    #expect(try archive.count == 3)
  }

  @Test func `one file under one headline is one article whatever its text`() throws {
    let id = try archive.take(.story("نشرة الأخبار", paragraphs, origin: "a.txt"))?.id
    #expect(try archive.take(.story("نشرة الأخبار", ["نص جديد"], origin: "a.txt"))?.id == id)
  }

  @Test func `a retitled file stays one article, a file with a new story does not`() throws {
    let id = try archive.take(.story("عنوان", paragraphs, origin: "a.txt"))?.id
    #expect(try archive.take(.story("عنوان منقح", paragraphs, origin: "a.txt"))?.id == id)
    #expect(try archive.take(.story("خبر آخر", ["نص"], origin: "a.txt"))?.change == .new)
  }

  @Test func `two versions of a story in two files do not push each other out again`() throws {
    let first = Article.story("عنوان", paragraphs, origin: "a.txt")
    let second = Article.story("عنوان", paragraphs + ["تتمة"], origin: "b.txt")
    _ = try archive.add([first, second], at: 1)
    let again = try archive.add([first, second], at: 2)
    #expect(again.count(.unchanged) == 2)
    #expect(try archive.list().count == 1)
  }

  @Test func `an edit that is taken back in its file is taken back here`() throws {
    let first = Article.story("عنوان", paragraphs, origin: "a.txt")
    let edited = Article.story("عنوان", paragraphs + ["تتمة"], origin: "a.txt")
    let id = try archive.take(first)?.id ?? 0
    try archive.take(edited)
    #expect(try archive.take(first)?.change == .changed)
    #expect(try archive.article(id)?.blocks == first.blocks)
  }

  @Test func `many headlines without text under one title are taken in once each`() throws {
    let items = (1...100).map { number in
      var item = Article.story("عاجل", ["نص \(number)"], origin: "f#\(number)")
      item.author = "\(number)"
      return item
    }
    #expect(try archive.add(items, at: 1).count(.new) == 100)
    #expect(try archive.add(items, at: 2).count(.unchanged) == 100)
  }

  @Test func `every visible field counts as an edit`() throws {
    var article = Article.story("عنوان", paragraphs, origin: "a.txt")
    article.externalID = "1"
    let id = try archive.take(article)?.id ?? 0
    let edits: [(inout Article) -> Void] = [
      { $0.title += "!" }, { $0.category = "ثقافة" }, { $0.date?.offset = 180 },
      { $0.dateText = "أمس" }, { $0.author = "كاتب" }, { $0.language = "ar" },
      { $0.summary = "موجز" }, { $0.shareLine = "شارك" }, { $0.related = [RelatedTitle("خبر")] },
      { $0.blocks[0].kind = .quote }, { $0.blocks[0].level = 1 }, { $0.url = "https://a.example" },
    ]
    for edit in edits {
      edit(&article)
      #expect(try archive.take(article) == Addition.Item(id: id, change: .changed))
    }
    #expect(try archive.check() == [])
  }
}
