import Articles
import Reader
import Testing
import Typesetting

@Suite struct `The search screen` {
  private var desk = Desk()
  private let word: String
  private let matching: [Int64]

  init() throws {
    let first = try #require(frontPage.first)
    word = try #require(first.title.split(separator: " ").first.map(String.init))
    let word = word
    matching = frontPage.filter { $0.title.contains(word) }.map(\.id)
  }

  @Test mutating func `every key asks for results, the last one for all that was typed`() {
    let opened = desk.press("/")
    #expect(opened == [])
    var asked: [SearchRequest] = []
    for scalar in word.unicodeScalars {
      for case .search(let request) in desk.press(scalar) { asked.append(request) }
    }
    #expect(asked.count == word.unicodeScalars.count)
    #expect(asked.last?.text == word)
    #expect(asked.map(\.isTyping).contains(false) == false)
  }

  @Test mutating func `an answer to what is no longer in the field is passed over`() {
    _ = desk.press("/")
    desk.type(word)
    let before = desk.model.search?.answer
    _ = desk.send(.found(SearchAnswer(request: SearchRequest("x", limit: 1, today: 0))))
    #expect(desk.model.search?.answer == before)
  }

  @Test mutating func `a result is opened, and back leads to the results`() throws {
    desk.go(.character("/"))
    desk.type(word)
    desk.go(.enter)
    #expect(desk.model.search?.isEditing == false)
    #expect(desk.model.search?.current?.id == matching.first)
    desk.go(.enter)
    #expect(desk.articleID == matching.first)
    desk.go(.backspace)
    #expect(desk.articleID == nil)
    #expect(desk.model.search?.current?.id == matching.first)
    desk.go(.escape)
    #expect(desk.model.search == nil)
    #expect(desk.selectedID != nil)
  }

  @Test mutating func `a result chosen while typing is opened by Enter`() {
    desk.go(.character("/"))
    desk.type(word)
    desk.go(.down, .up, .enter)
    #expect(desk.articleID == matching.first)
  }

  @Test mutating func `marks are made on the selected result`() throws {
    desk.go(.character("/"))
    desk.type(word)
    desk.go(.enter)
    let was = try #require(desk.model.search?.current)
    desk.go(.character("m"))
    #expect(desk.model.search?.current?.isRead == !was.isRead)
    desk.go(.character("u"))
    #expect(desk.model.search?.current?.isRead == was.isRead)
  }

  @Test mutating func `earlier queries come back`() {
    for (key, query) in [("/" as Unicode.Scalar, "أول"), ("ظ", "ثان")] {
      desk.go(.character(key))
      desk.type(query)
      desk.go(.enter, .escape)
    }
    desk.go(.character("ظ"), .control("p"))
    #expect(desk.model.search?.field.text == "ثان")
    desk.go(.control("p"))
    #expect(desk.model.search?.field.text == "أول")
    desk.go(.control("p"), .control("n"))
    #expect(desk.model.search?.field.text == "ثان")
  }

  @Test mutating func `what is proposed is taken by its key`() {
    desk.go(.character("/"))
    desk.type("غير موجود")
    desk.go(.enter)
    let request = SearchRequest("غير موجود", limit: 100, today: today)
    _ = desk.send(.found(SearchAnswer(request: request, suggestion: word)))
    desk.go(.character("="))
    #expect(desk.model.search?.field.text == word)
    #expect(desk.model.search?.current?.id == matching.first)
  }

  // MARK: What tells the same

  private mutating func searchWithSimilar() -> [Int64] {
    desk.go(.character("/"))
    desk.type(word)
    desk.go(.enter)
    let results = frontPage.prefix(4).enumerated().map { place, headline in
      SearchResult(
        headline: headline, score: 1,
        similarTo: [nil, frontPage[0].id, nil, frontPage[0].id][place],
        excerpt: headline.excerpt)
    }
    let request = SearchRequest(word, limit: 100, today: today)
    _ = desk.send(.found(SearchAnswer(request: request, results: Array(results))))
    return results.map(\.headline.id)
  }

  @Test mutating func `results that tell the same are opened under the first, and closed`() {
    let ids = searchWithSimilar()
    desk.go(.down)
    #expect(desk.model.search?.current?.id == ids[2])
    desk.go(.up, .character("z"), .down)
    #expect(desk.model.search?.current?.id == ids[1])
    #expect(view(desk.model).flaws == [])
    desk.go(.down, .down)
    #expect(desk.model.search?.current?.id == ids[2])
    desk.go(.up, .character("z"))
    #expect(desk.model.search?.current?.id == ids[0])
    desk.go(.down)
    #expect(desk.model.search?.current?.id == ids[2])
    desk.go(.character("z"))
    #expect(desk.noticeText == desk.model.strings.nothingToExpand)
  }

  @Test mutating func `the advantage of newer articles is taken away and given back`() {
    desk.go(.character("/"))
    desk.type(word)
    desk.go(.enter)
    for prefersRecent in [false, true] {
      var asked: [SearchRequest] = []
      for case .search(let request) in desk.press("T") { asked.append(request) }
      #expect(asked.map(\.prefersRecent) == [prefersRecent])
    }
  }

  // MARK: Among the categories

  @Test mutating func `a search is kept among the categories with its unread articles`() throws {
    desk = Desk(columns: 100, rows: 30)
    desk.go(.character("/"))
    desk.type(word)
    desk.go(.enter, .character("a"))
    #expect(desk.noticeText == desk.model.strings.searchKept)
    let unread = frontPage.count { matching.contains($0.id) && !$0.isRead }
    #expect(desk.model.savedSearches == [SavedSearch(word, unread: unread)])
    desk.go(.character("m"), .escape)
    #expect(desk.model.savedSearches == [SavedSearch(word, unread: unread - 1)])

    desk.go(.character("c"), .down, .down, .down, .enter)
    #expect(desk.model.search?.field.text == word)
    #expect(desk.model.search?.isEditing == false)
    #expect(desk.model.search?.current?.id == matching.first)
    desk.go(.character("a"))
    #expect(desk.model.savedSearches == [])
  }

  @Test(arguments: ["ar", "en"])
  func `matches are marked in the title, and nothing is torn`(_ language: String) throws {
    let strings: Strings = language == "ar" ? .arabic(region: "EG") : .english
    for columns in [20, 44, 80, 150] {
      var desk = Desk(columns: columns, strings: strings)
      desk.go(.character("/"))
      desk.type(word)
      #expect(view(desk.model).flaws == [])
      desk.go(.enter)
      let frame = view(desk.model)
      #expect(frame.flaws == [])
      let marked = (0..<frame.size.rows).flatMap { frame.row($0) }
        .filter { $0.style.background == desk.model.theme.match.background }
      #expect(!marked.isEmpty)
    }
  }
}
