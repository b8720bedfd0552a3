import Articles
import Reader
import Testing
import Typesetting

@Suite struct ScreenTests {
  static let sizes = [
    Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 104, rows: 30),
    Size(columns: 150, rows: 40),
  ]

  private func desk(
    _ size: Size, _ strings: Strings = .arabic(region: "EG"), theme: Theme = .dark,
    _ density: Settings.Density = .compact
  ) -> Desk {
    Desk(
      columns: size.columns, rows: size.rows, strings: strings, theme: theme, density: density)
  }

  @Test(arguments: sizes) func `the list`(size: Size) throws {
    var arabic = desk(size)
    arabic.go(.down)
    try expectScreen(view(arabic.model), "list-ar-\(size.name)")
    var english = desk(size, .english, .comfortable)
    english.go(.down)
    try expectScreen(view(english.model), "list-en-comfortable-\(size.name)")
  }

  @Test(arguments: sizes) func `an article`(size: Size) throws {
    var arabic = desk(size)
    arabic.go(.enter)
    try expectScreen(view(arabic.model), "article-ar-\(size.name)")
    arabic.go(.end)
    try expectScreen(view(arabic.model), "article-end-ar-\(size.name)")
    var english = desk(size, .english)
    english.go(.enter)
    try expectScreen(view(english.model), "article-en-\(size.name)")
  }

  @Test(arguments: sizes) func `panels`(size: Size) throws {
    for (name, keys) in [
      ("help", "?"), ("share", "Sj"), ("categories", "cjj"), ("date", "d7/12/2024"),
    ] {
      var arabic = desk(size)
      arabic.type(keys)
      try expectScreen(view(arabic.model), "\(name)-ar-\(size.name)")
    }
    var english = desk(size, .english)
    english.type("?")
    try expectScreen(view(english.model), "help-en-\(size.name)")
  }

  @Test func `an empty archive says how to fill it`() throws {
    try expectScreen(view(Desk([]).model), "empty-ar")
  }

  @Test func `an address to confirm is shown whole and from left to right`() throws {
    var desk = Desk([.sample(1, url: "gopher://news.example/1/\u{202E}نعم")])
    desk.type("o")
    try expectScreen(view(desk.model), "confirm-ar")
  }

  // MARK: Styles

  @Test(arguments: ["dark", "light", "sixteen", "monochrome"])
  func `themes keep the order of importance`(name: String) throws {
    let themes: [String: Theme] = [
      "dark": .dark, "light": .light, "sixteen": .sixteen, "monochrome": .monochrome,
    ]
    let theme = try #require(themes[name])
    var desk = desk(Size(columns: 92, rows: 16), theme: theme)
    desk.go(.down)
    try expectScreen(view(desk.model), "styles-\(name)", styles: true)
    desk.type("c")
    try expectScreen(view(desk.model), "styles-categories-\(name)", styles: true)
  }

  @Test(arguments: [Theme.dark, .light, .sixteen, .monochrome])
  func `unread is bold, read is dim, the selection is one bar`(theme: Theme) {
    var desk = desk(Size(columns: 80, rows: 16), theme: theme)
    desk.go(.down)
    let frame = view(desk.model)
    func titleStyle(_ row: Int) -> Style { frame[Position(row: row, column: 80 - 7)].style }
    #expect(titleStyle(3).attributes.contains(.bold))
    #expect(!titleStyle(5).attributes.contains(.bold))
    #expect(titleStyle(5) == theme.dim)
    let selected = frame.row(4).map(\.style)
    let plain = frame.row(3).map(\.style)
    switch theme.selected {
    case .background(let color): #expect(selected.allSatisfy { $0.background == color })
    case .reverse:
      #expect(selected.dropLast().allSatisfy { $0.attributes.contains(.reverse) })
    }
    #expect(plain.allSatisfy { !$0.attributes.contains(.reverse) })
  }

  @Test func `without colours no colour is used`() {
    var desk = desk(Size(columns: 150, rows: 40), theme: .monochrome)
    for key in [Key.down, .character("c"), .escape, .character("S"), .escape, .enter, .end] {
      desk.go(key)
      for cell in view(desk.model).cells {
        #expect(cell.style.foreground == .standard && cell.style.background == .standard)
      }
    }
  }

  @Test func `a name of another direction stays in its place in the byline`() throws {
    var desk = desk(Size(columns: 80, rows: 24), .english)
    var article = sampleArticle()
    article.blocks = [
      Block(.paragraph, String(repeating: "كلمة ", count: 200)), Block(.paragraph, "آخر"),
    ]
    desk.settle(desk.send(.opened(article, at: nil)))
    let text = view(desk.model).text
    #expect(text.contains("By: ﻲﻠﻌﻟﺍ ﺓﺭﺎﺳ · Khabar · 1 minute to read"))
  }

  @Test func `every paragraph stands at the side it is read from`() {
    var desk = desk(Size(columns: 60, rows: 60))
    desk.go(.enter)
    let rows = view(desk.model).text.split(separator: "\n")
    #expect(rows.contains { $0.hasPrefix("  A last word in English, so that both") })
    #expect(rows.contains { $0.hasPrefix("    let lam: Character") })
    #expect(rows.contains { $0.hasPrefix("    print(lam)") })
  }

  // MARK: Narrow windows

  @Test(arguments: [20, 24, 30, 40, 60, 80, 104, 200])
  func `the way to help is shown in every width`(columns: Int) {
    for strings in [Strings.arabic(), .english] {
      var desk = Desk(columns: columns, rows: 12, strings: strings)
      let sign: Unicode.Scalar = strings.direction == .rightToLeft ? "؟" : "?"
      #expect(view(desk.model).row(11).contains { $0.base == sign })
      desk.go(.enter)
      #expect(view(desk.model).row(11).contains { $0.base == sign })
    }
  }

  @Test func `the top bar gives up figures before the title`() {
    let wide = view(Desk(columns: 60, rows: 12).model)
    let narrow = view(Desk(columns: 36, rows: 12).model)
    let tiny = view(Desk(columns: 20, rows: 12).model)
    let figures = { (frame: Frame) in
      frame.row(0).count { (0x660...0x669).contains($0.base.value) }
    }
    #expect(figures(wide) == 3)
    #expect(figures(narrow) == 1)
    #expect(figures(tiny) == 0)
    for frame in [wide, narrow] { #expect(!frame.row(0).contains { $0.base == "…" }) }
  }
}

extension Size {
  fileprivate var name: String { "\(columns)x\(rows)" }
}
