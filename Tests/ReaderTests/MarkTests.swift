import Articles
import Reader
import Testing
import Typesetting

@Suite struct MarkTests {
  @Test func `m asks for a mark and shows it when it is kept`() {
    var desk = Desk()
    #expect(desk.press("m") == [.mark([12], .read, .person)])
    #expect(desk.changed == [])
    #expect(desk.send(.marked([12], .read, .person)) == [.tally])
    #expect(desk.changed == [.list, .undo, .notice])
    #expect(desk.model.list.rows[0].isRead)
    #expect(desk.model.list.days[today]?.unread == 2)
    #expect(desk.model.undo == [.marked([12], .read)])
    #expect(desk.noticeText == "مقروء")
  }

  @Test func `m and s take back what is marked already`() {
    var desk = Desk()
    desk.type("jj")
    #expect(desk.press("m") == [.mark([10], .unread, .person)])
    desk.type("kk")
    #expect(desk.press("s") == [.mark([12], .unstarred, .person)])
  }

  @Test func `undo and redo walk through the marks`() {
    var desk = Desk()
    desk.type("msjs")
    #expect(
      desk.model.undo == [.marked([12], .read), .marked([12], .unstarred), .marked([11], .starred)])
    #expect(desk.press("u") == [.mark([11], .unstarred, .undo)])
    #expect(desk.changed == [.undo, .notice])
    desk.settle([.mark([11], .unstarred, .undo)])
    desk.type("uu")
    #expect(desk.shelf.headlines == frontPage)
    #expect(desk.model.undo == [])
    #expect(desk.press("u") == [])
    #expect(desk.noticeText == desk.model.strings.nothingToUndo)
    desk.go(.control("r"), .control("r"), .control("r"))
    #expect(desk.model.list.rows[0].isRead)
    #expect(!desk.model.list.rows[0].isStarred)
    #expect(desk.model.list.rows[1].isStarred)
    #expect(desk.press(.control("r")) == [])
    #expect(desk.noticeText == desk.model.strings.nothingToRedo)
  }

  @Test func `a new mark ends what could be redone`() {
    var desk = Desk()
    desk.type("mus")
    #expect(desk.model.redo == [])
    #expect(desk.model.undo == [.marked([12], .unstarred)])
  }

  @Test func `all of a list is marked, undone and redone at once`() {
    var desk = Desk()
    #expect(desk.press("A") == [.markAllRead(Filter(), .person)])
    desk.settle([.markAllRead(Filter(), .person)])
    #expect(desk.model.list.rows.allSatisfy { $0.isRead })
    #expect(desk.model.list.days.values.allSatisfy { $0.unread == 0 })
    #expect(desk.model.undo == [.markedAll(Filter(), stamp: 1, count: 8)])
    #expect(desk.noticeText == "علمت ٨ مقالات مقروءة")
    #expect(desk.press("u") == [.undoMarkAll(stamp: 1)])
    desk.settle([.undoMarkAll(stamp: 1)])
    #expect(desk.shelf.headlines == frontPage)
    #expect(desk.model.list.rows == frontPage)
    #expect(desk.press(.control("r")) == [.markAllRead(Filter(), .redo)])
    desk.settle([.markAllRead(Filter(), .redo)])
    #expect(desk.model.undo == [.markedAll(Filter(), stamp: 2, count: 8)])
    #expect(desk.model.redo == [])
  }

  @Test func `the heading of a day counts what is not loaded too`() {
    var desk = Desk(longList(300, perDay: 300))
    #expect(desk.model.list.days[today]?.unread == 300)
    desk.type("A")
    #expect(desk.model.list.days[today]?.unread == 0)
  }

  @Test func `redoing a sweep keeps what was undone after it`() {
    var desk = Desk()
    desk.type("As")
    desk.type("uu")
    #expect(desk.model.redo.count == 2)
    desk.go(.control("r"))
    #expect(desk.model.redo == [.marked([12], .unstarred)])
    desk.go(.control("r"))
    #expect(!desk.model.list.rows[0].isStarred)
    #expect(desk.model.list.rows.allSatisfy { $0.isRead })
  }

  @Test func `a sweep that found nothing cannot be undone`() {
    var desk = Desk([.sample(1, isRead: true)])
    desk.type("A")
    #expect(desk.model.undo == [])
    #expect(desk.noticeText == desk.model.strings.count(0, desk.model.strings.markedRead))
  }

  @Test func `opening marks as read, which undo leaves alone`() {
    var desk = Desk()
    desk.settle(desk.press(.enter))
    #expect(desk.model.article?.stored.headline.isRead == true)
    #expect(desk.model.list.rows[0].isRead)
    #expect(desk.model.undo == [])
    #expect(desk.press("u") == [])
  }

  @Test func `an opened article that was read is not marked again`() {
    var desk = Desk()
    let read = sampleArticle(.sample(10, isRead: true))
    #expect(desk.send(.opened(read, at: nil)) == [.relate(10)])
    let unread = sampleArticle(.sample(11))
    #expect(desk.send(.opened(unread, at: nil)) == [.relate(11), .mark([11], .read, .opening)])
  }

  @Test func `a mark is seen wherever the article is named`() {
    var desk = Desk()
    desk.go(.enter)
    #expect(desk.send(.marked([8, 10], .starred, .person)) == [.tally])
    #expect(desk.model.article?.computed?.first?.headline.isStarred == true)
    #expect(desk.model.article?.stored.named.first?.headline?.isStarred == true)
    #expect(desk.model.list.rows[4].isStarred)
  }

  @Test(arguments: [
    ("n", Message.Direction.next, true), ("N", .previous, true),
  ])
  func `next unread is looked for from the selection`(
    key: Unicode.Scalar, direction: Message.Direction, unread: Bool
  ) {
    var desk = Desk()
    desk.type("j")
    #expect(
      desk.press(key)
        == [
          .findNeighbour(of: frontPage[1].key, Filter(), unread: unread, direction)
        ])
    #expect(desk.changed == [])
  }

  @Test func `next unread from the list selects it, loaded or not`() {
    var read = longList(600)
    for index in 1..<500 { read[index].isRead = true }
    var desk = Desk(read)
    desk.type("n")
    #expect(desk.selectedID == 100)
    #expect(desk.model.article == nil)
    desk.type("N")
    #expect(desk.selectedID == 600)
    desk.type("N")
    #expect(desk.noticeText == desk.model.strings.noMoreUnread)
  }

  @Test func `next unread from an article opens it`() {
    var desk = Desk()
    desk.type("j")
    desk.go(.enter)
    desk.type("n")
    #expect(desk.articleID == 9)
    #expect(desk.selectedID == 9)
    desk.type("N")
    #expect(desk.articleID == 12)
    desk.type("N")
    #expect(desk.articleID == 12)
    #expect(desk.noticeText == desk.model.strings.noMoreUnread)
  }

  @Test func `next and previous article pay no heed to marks`() {
    var desk = Desk()
    desk.type("j")
    desk.go(.enter)
    desk.type("]")
    #expect(desk.articleID == 10)
    desk.type("[[[")
    #expect(desk.articleID == 12)
    #expect(desk.noticeText == desk.model.strings.noMoreArticles)
  }
}
