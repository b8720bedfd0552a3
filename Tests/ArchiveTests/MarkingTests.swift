import Archive
import Articles
import Testing

@Suite struct `Marks` {
  let archive: Archive
  let ids: [Int64]

  init() throws {
    archive = try Archive.inMemory()
    let articles = (0..<12).map {
      Article.story("خبر \($0)", ["\($0)"], category: $0 % 2 == 0 ? "أ" : "ب", day: 20_000 + $0 / 4)
    }
    ids = try archive.add(articles, at: 1).items.map(\.id)
  }

  private func unread() throws -> Set<Int64> {
    Set(try archive.list(Filter(unreadOnly: true)).map(\.id))
  }

  @Test func `marking tells which articles it changed`() throws {
    #expect(try archive.mark([ids[0], ids[1]], .read, at: 2) == [ids[0], ids[1]])
    #expect(try archive.mark([ids[1], ids[2], 999, ids[2]], .read, at: 3) == [ids[2]])
    #expect(try archive.mark([ids[0], ids[5]], .unread, at: 4) == [ids[0]])
    #expect(try archive.mark([ids[5]], .unstarred, at: 4) == [])
    #expect(try archive.totals().unread == 10)
  }

  @Test func `marking a whole list is taken back exactly`() throws {
    _ = try archive.mark([ids[0], ids[3]], .read, at: 2)
    let before = try archive.list()
    #expect(try archive.markAll(Filter(category: "أ"), .read, at: 10) == 5)
    #expect(try unread() == Set(ids.filter { $0 % 2 == 0 }).subtracting([ids[3]]))
    #expect(try archive.undoMarkAll(10) == 5)
    #expect(try archive.list() == before)
    #expect(try archive.undoMarkAll(10) == 0)
    #expect(try archive.check() == [])
  }

  @Test func `what was marked anew since stays as it is when the whole is taken back`() throws {
    #expect(try archive.markAll(Filter(), .read, at: 10) == 12)
    _ = try archive.mark([ids[4]], .unread, at: 11)
    _ = try archive.mark([ids[4]], .read, at: 12)
    _ = try archive.mark([ids[6]], .unread, at: 13)
    #expect(try archive.undoMarkAll(10) == 10)
    #expect(try unread() == Set(ids).subtracting([ids[4]]))
    #expect(try archive.check() == [])
  }

  @Test func `taking back unmarking restores every mark`() throws {
    _ = try archive.mark(ids, .starred, at: 2)
    #expect(try archive.markAll(Filter(since: 20_001), .unstarred, at: 20) == 8)
    #expect(try archive.totals().starred == 4)
    #expect(try archive.undoMarkAll(20) == 8)
    #expect(try archive.totals().starred == 12)
  }

  @Test func `an old call can be taken back after others`() throws {
    _ = try archive.markAll(Filter(category: "أ"), .read, at: 1)
    _ = try archive.markAll(Filter(category: "ب"), .read, at: 2)
    #expect(try archive.undoMarkAll(1) == 6)
    #expect(try archive.totals().unread == 6)
  }

  @Test(arguments: 1...4)
  func `counters hold after any sequence of operations`(seed: UInt64) throws {
    var random = Repeatable(state: seed)
    var stamps: [Int64] = []
    for step in 0..<150 {
      let chosen = ids.filter { _ in Bool.random(using: &random) }
      let mark = Mark.allCases.randomElement(using: &random) ?? .read
      var filter = Filter(unreadOnly: Bool.random(using: &random))
      if Bool.random(using: &random) { filter.category = "أ" }
      if Bool.random(using: &random) { filter.since = 20_001 }
      switch Int.random(in: 0..<5, using: &random) {
      case 0:
        let number = Int.random(in: 0..<30, using: &random)
        var article = Article.story(
          "خبر \(number)", ["نص \(step)"],
          category: ["أ", "ب", "ج"].randomElement(using: &random) ?? "",
          day: Bool.random(using: &random) ? 20_003 : nil)
        article.externalID = "\(number)"
        try archive.take(article)
      case 1, 2: _ = try archive.mark(chosen, mark, at: Int64(step))
      case 3:
        _ = try archive.markAll(filter, mark, at: Int64(step))
        stamps.append(Int64(step))
      default:
        if let stamp = stamps.randomElement(using: &random) { try archive.undoMarkAll(stamp) }
      }
    }
    #expect(try archive.check() == [])
  }
}
