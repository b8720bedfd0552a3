import Articles
import Foundation
import Reader
import Testing
import Typesetting

struct FeedUpdateTests {
  @Test func `r fetches the feeds, and again stops it`() {
    var desk = Desk()
    #expect(desk.press("r") == [.refresh(feed: nil)])
    #expect(desk.model.isRefreshing)
    #expect(desk.send(.refreshing(done: 12, total: 40)).isEmpty)
    #expect(desk.model.work == "جارٍ التحديث ١٢/٤٠")
    #expect(desk.press("r") == [.cancelRefresh])
    #expect(desk.send(.refreshed(RefreshOutcome(wasCancelled: true))).isEmpty)
    #expect(!desk.model.isRefreshing)
    #expect(desk.noticeText?.hasPrefix("أُوقف التحديث") == true)
  }

  @Test func `new articles come in above, and the place stays`() {
    var desk = Desk()
    desk.go(.character("j"), .character("j"))
    let place = desk.selectedID
    var newest = desk.shelf.headlines[0]
    newest.id = 9_000
    newest.order += 1
    desk.shelf.headlines.insert(newest, at: 0)
    desk.settle(desk.send(.refreshed(RefreshOutcome(new: 1))))
    #expect(desk.selectedID == place)
    #expect(desk.model.list.rows.first?.id == 9_000)
    #expect(desk.noticeText == "مقال جديد واحد")
  }

  @Test func `nothing new reads nothing again`() {
    var desk = Desk()
    #expect(desk.send(.refreshed(RefreshOutcome(failed: 2))).isEmpty)
    #expect(desk.noticeText == "لا جديد · تعذّرت خلاصتان")
    #expect(desk.model.notice?.isError == true)
  }

  @Test func `a refresh that is due waits for the one that runs`() {
    var desk = Desk()
    #expect(desk.send(.refreshDue) == [.refresh(feed: nil)])
    #expect(desk.send(.refreshDue).isEmpty)
  }

  @Test func `F lists the feeds, and Enter fetches the selected one`() {
    var desk = Desk()
    #expect(desk.press("F") == [.listFeeds])
    let rows = [
      FeedRow(id: 4, name: "الأولى", total: 9, unread: 2),
      FeedRow(id: 7, name: "الثانية", failure: "the server does not answer"),
    ]
    _ = desk.send(.feeds(rows))
    #expect(desk.press("j").isEmpty)
    #expect(desk.press(.enter) == [.refresh(feed: 7)])
    #expect(desk.send(.refreshed(RefreshOutcome())) == [.listFeeds])
    #expect(desk.press(.escape).isEmpty)
    #expect(desk.model.panel == nil)
  }

  @Test func `without feeds F says how to add one`() {
    var desk = Desk()
    _ = desk.send(.feeds([]))
    #expect(desk.model.panel == nil)
    #expect(desk.noticeText?.contains("khabar feeds add") == true)
  }

  @Test func `f takes the whole text, at the place one was reading`() throws {
    var desk = Desk()
    desk.go(.enter)
    let id = try #require(desk.articleID)
    #expect(desk.press("f") == [.complete(id)])
    #expect(desk.model.work != nil)
    var stored = try #require(desk.model.article?.stored)
    stored.blocks = [Block(.paragraph, "النص كله")]
    #expect(desk.send(.completed(stored)).isEmpty)
    #expect(desk.model.work == nil)
    #expect(desk.model.article?.stored.blocks == stored.blocks)
  }

  @Test func `a text that comes when another article is on screen changes nothing`() throws {
    var desk = Desk()
    desk.go(.enter)
    var stored = try #require(desk.model.article?.stored)
    stored.headline.id += 1_000
    _ = desk.send(.completed(stored))
    #expect(desk.model.article?.id != stored.headline.id)
  }

  // MARK: Links

  private static let linked = Block(
    .paragraph, "قال موقع الميناء وقالت الجريدة.",
    links: [
      Block.Link(start: 7, end: 30, url: "https://mina.example/"),
      Block.Link(start: 42, end: 56, url: "gemini://paper.example/"),
      Block.Link(start: 7, end: 15, url: "https://mina.example/"),
    ])

  private func deskWithLinks() throws -> Desk {
    var desk = Desk()
    desk.go(.enter)
    var stored = try #require(desk.model.article?.stored)
    stored.blocks = [Self.linked]
    _ = desk.send(.completed(stored))
    return desk
  }

  @Test func `O lists the links of the text, and a number opens one`() throws {
    var desk = try deskWithLinks()
    #expect(desk.press("O").isEmpty)
    #expect(
      desk.model.panel
        == .links(
          [
            ArticleLink("موقع الميناء", url: "https://mina.example/"),
            ArticleLink("الجريدة", url: "gemini://paper.example/"),
          ], selected: 0))
    #expect(desk.press("3").isEmpty)
    #expect(desk.press("١") == [.openAddress("https://mina.example/")])
    #expect(desk.model.panel == nil)
  }

  @Test func `an address that is none of the web is shown before it is opened`() throws {
    var desk = try deskWithLinks()
    _ = desk.press("O")
    _ = desk.press("j")
    #expect(desk.press(.enter).isEmpty)
    #expect(desk.model.panel == .confirmAddress("gemini://paper.example/"))
    #expect(desk.press("y") == [.openAddress("gemini://paper.example/")])
  }

  @Test func `a text without links says so`() {
    var desk = Desk()
    desk.go(.enter)
    #expect(desk.press("O").isEmpty)
    #expect(desk.model.panel == nil && desk.noticeText != nil)
  }

  @Test func `links are underlined and lead where they lead`() throws {
    let desk = try deskWithLinks()
    let frame = view(desk.model)
    let letters = (0..<frame.size.rows).flatMap { frame.row($0) }.filter {
      $0.style.attributes.contains(.underline) && $0.style.link > 0
        && frame.links[Int($0.style.link) - 1] == "https://mina.example/"
    }
    // «موقع الميناء» and its blank.
    #expect(letters.count == 12)
  }

  @Test func `a text of both directions runs as its page says`() throws {
    func row(_ isRightToLeft: Bool?) throws -> String {
      var desk = Desk()
      desk.go(.enter)
      var stored = try #require(desk.model.article?.stored)
      stored.blocks = [Block(.paragraph, "Swift لغة", isRightToLeft: isRightToLeft)]
      _ = desk.send(.completed(stored))
      return view(desk.model).text.split(separator: "\n").first { $0.contains("Swift") }
        .map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
    }
    #expect(try row(true).hasSuffix("Swift"))
    #expect(try row(false).hasPrefix("Swift"))
  }
}
