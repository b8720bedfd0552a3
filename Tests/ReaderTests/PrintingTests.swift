import Articles
import Reader
import Testing
import Typesetting

@Suite struct PrintingTests {
  private let settings = Settings(strings: .arabic(region: "EG"), theme: .monochrome)

  @Test func `a list has a heading for each day and the number of each article`() throws {
    let frame = printedList(frontPage, columns: 80, settings: settings, today: today)
    try expectScreen(frame, "printed-list")
    #expect(frame.size.columns == 80)
    // Four days and the undated, with a blank row between two.
    #expect(frame.size.rows == 12 + 5 + 4)
    for row in 0..<frame.size.rows { #expect(frame.row(row).count == 80) }
  }

  @Test func `a list by rank has no headings`() {
    let frame = printedList(
      frontPage, columns: 80, settings: settings, today: today, byDay: false)
    #expect(frame.size.rows == 12)
  }

  @Test func `an empty list prints nothing`() {
    #expect(printedList([], columns: 80, settings: settings, today: today).text == "")
  }

  @Test(arguments: [1, 5, 20, 39, 60, 200])
  func `everything is printed in any width`(columns: Int) {
    let frames = [
      printedList(frontPage, columns: columns, settings: settings, today: today),
      printedTallies(
        tallies(of: frontPage).map { ($0.name, $0.total, $0.unread) }, columns: columns,
        settings: settings),
      printedKeys(columns: columns, settings: settings, keymap: Keymap(direction: .rightToLeft)),
      printedArticle(
        sampleArticle(), computed: sampleRelations, columns: columns, settings: settings,
        today: today),
    ]
    for frame in frames {
      #expect(frame.size.columns == columns)
      #expect(frame.flaws == [])
    }
  }

  @Test func `an article prints whole, without the keys for sharing`() throws {
    let frame = printedArticle(
      sampleArticle(), computed: sampleRelations, columns: 72, settings: settings, today: today)
    try expectScreen(frame, "printed-article")
    let shareKey = settings.strings.shareItems(.qr)
    #expect(!frame.text.contains(shareKey))
    #expect(frame.text.contains("https://news.example/12"))
  }

  @Test func `the command table prints every command by its name`() throws {
    let frame = printedKeys(
      columns: 100, settings: settings, keymap: Keymap(direction: .rightToLeft))
    try expectScreen(frame, "printed-keys")
    for command in Command.allCases {
      #expect(frame.text.contains(command.rawValue))
    }
  }
}
