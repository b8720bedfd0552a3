import Articles
import Reader
import Testing
import Typesetting

@Suite struct MouseTests {
  private func mouse(_ action: Key.Mouse.Action, _ row: Int, _ column: Int) -> Key {
    .mouse(Key.Mouse(action, at: Position(row: row, column: column)))
  }

  /// The first row whose painted text has these scalars, as they stand on the screen.
  private func row(of painted: String, in model: Model) -> Int? {
    view(model).text.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.unicodeScalars.contains(painted.unicodeScalars) }
  }

  @Test func `the wheel moves three rows`() {
    var desk = Desk(longList(60))
    desk.go(mouse(.wheelDown, 5, 5))
    #expect(desk.model.list.selected == 3)
    desk.go(mouse(.wheelUp, 5, 5), mouse(.wheelUp, 5, 5))
    #expect(desk.model.list.selected == 0)
    var article = Desk(rows: 10)
    article.go(.enter, mouse(.wheelDown, 5, 5))
    #expect(article.model.article?.top == 3)
  }

  @Test func `a click selects, a double click opens`() {
    var desk = Desk()
    // Bar, air, heading, then the rows.
    #expect(desk.press(mouse(.press, 4, 40)) == [])
    #expect(desk.selectedID == 11)
    #expect(desk.press(mouse(.doublePress, 5, 40)) == [.open(10, at: nil)])
    #expect(desk.selectedID == 10)
  }

  @Test func `clicks on bars, headings and air do nothing`() {
    var desk = Desk()
    for row in [0, 1, 2, 7, 8, 23, 99] {
      #expect(desk.press(mouse(.doublePress, row, 40)) == [])
      #expect(desk.changed == [])
    }
  }

  @Test func `a click in the sidebar shows the list`() {
    var desk = Desk(columns: 104, rows: 30)
    let unread = Filter(unreadOnly: true)
    #expect(
      desk.press(mouse(.press, 3, 100))
        == [.load(ListRequest(unread, .newest, limit: 200, .replace(select: nil)))])
  }

  @Test func `a click in the box of categories shows the list, beside it closes the box`() {
    var desk = Desk(columns: 60, rows: 24)
    desk.type("c")
    // 12 entries of which one is a rule, framed, in the middle.
    let top = (22 - (desk.model.categories.count + 3 + 1 + 2)) / 2 + 1
    #expect(
      desk.press(mouse(.press, top + 3, 30))
        == [
          .load(
            ListRequest(Filter(starredOnly: true), .newest, limit: 200, .replace(select: nil)))
        ])
    #expect(desk.model.panel == nil)
    desk.type("c")
    #expect(desk.press(mouse(.press, 1, 1)) == [])
    #expect(desk.model.panel == nil)
  }

  @Test func `the wheel moves in panels, clicks choose in the share menu`() {
    var desk = Desk(rows: 12)
    desk.type("?")
    desk.go(mouse(.wheelDown, 5, 5))
    #expect(desk.model.panel == .help(top: 1))
    desk.go(mouse(.wheelUp, 5, 5), .escape)
    desk.type("S")
    desk.go(mouse(.wheelDown, 5, 5))
    #expect(desk.model.panel == .share(selected: 1))
    // Eight rows in the middle of ten; the second item is in the third of them.
    #expect(desk.press(mouse(.press, 4, 40)) == [.share(12, .copyText)])
    desk.type("S")
    #expect(desk.press(mouse(.press, 1, 1)) == [])
    #expect(desk.model.panel == nil)
  }

  @Test func `a click on a related article opens it`() throws {
    var desk = Desk(columns: 60, rows: 60)
    desk.go(.enter)
    let reading = try #require(row(of: "Reading", in: desk.model))
    #expect(desk.press(mouse(.press, reading, 30)) == [.open(8, at: nil)])
    #expect(desk.press(mouse(.press, 2, 30)) == [])
  }

  @Test func `the mouse leaves an input field alone`() {
    var desk = Desk()
    desk.type("d12")
    #expect(desk.press(mouse(.press, 5, 5)) == [])
    #expect(desk.changed == [])
  }
}
