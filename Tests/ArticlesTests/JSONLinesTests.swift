import Articles
import Testing

struct JSONLinesTests {
  private func article(_ line: String) throws -> Article {
    try JSONLines.article(jsonLine: Array(line.utf8), number: 1).get()
  }

  @Test func `every field of a line arrives`() throws {
    let article = try article(
      #"{"id": "a-1", "title": "عودة القطار", "body": "سطر أول\n\n  سطر ثان", "category": "محليات","#
        + #""date": "2012-11-30T03:04:00+04:00", "author": "سلمى", "source": "الجريدة","#
        + #""url": "https://village.example/1", "language": "ar", "abstract": "ملخص", "x": 1}"#)
    #expect(article.externalID == "a-1")
    #expect(article.title == "عودة القطار")
    #expect(article.blocks == [Block(.paragraph, "سطر أول"), Block(.paragraph, "سطر ثان")])
    #expect(article.category == "محليات")
    #expect(article.date?.iso8601 == "2012-11-30T03:04:00+04:00")
    #expect(article.dateText == "2012-11-30T03:04:00+04:00")
    #expect(article.author == "سلمى")
    #expect(article.source == "الجريدة")
    #expect(article.url == "https://village.example/1")
    #expect(article.language == "ar")
    #expect(article.summary == "ملخص")
  }

  @Test func `empty and missing fields are the same`() throws {
    let article = try article(
      #"{"title": "خبر", "body": "", "author": "", "id": null, "date": " ", "url": ""}"#)
    #expect(article == Article(title: "خبر", language: "ar"))
  }

  @Test func `numbers serve as identities and lists as bodies`() throws {
    let article = try article(#"{"id": 7, "title": "خبر", "body": ["أول", "ثان\nثالث"]}"#)
    #expect(article.externalID == "7")
    #expect(article.blocks.map(\.text) == ["أول", "ثان", "ثالث"])
  }

  @Test func `blocks keep their kinds, and code its lines`() throws {
    let article = try article(
      #"{"title": "خبر", "blocks": [{"kind": "heading", "text": "باب", "level": 2}, "فقرة","#
        + #"{"kind": "code", "text": "if x:\n  y"}, {"kind": "image", "url": "https://a.example/i"},"#
        + #"{"kind": "marquee", "text": "جديد"}, {"kind": "paragraph", "text": " "}]}"#)
    #expect(
      article.blocks == [
        Block(.heading, "باب", level: 2), Block(.paragraph, "فقرة"), Block(.code, "if x:\n  y"),
        Block(.image, "", url: "https://a.example/i"), Block(.paragraph, "جديد"),
      ])
  }

  @Test func `fields are clean and on one line`() throws {
    let article = try article(
      #"{"title": " عودة\nالقطار\u202e ", "author": "سلمى\u0007", "date": "٧ ديسمبر ٢٠٢٤"}"#)
    #expect(article.title == "عودة القطار")
    #expect(article.author == "سلمى")
    #expect(article.date?.iso8601 == "2024-12-07")
  }

  @Test(arguments: [
    #"{"body": "نص"}"#, #"{"title": "  "}"#, #"{"title": 5}"#, #"{"title": "خبر""#, "[1]", "5",
    #"{"title": "خبر", "author": ["سلمى"]}"#, "نص", #"{"title": "خبر", "date": 20241207}"#,
  ])
  func `a bad line is refused by its number`(line: String) {
    let result = JSONLines.article(jsonLine: Array(line.utf8), number: 12)
    #expect(throws: Refusal.self) { try result.get() }
    guard case .failure(let refusal) = result else { return }
    #expect(refusal.place == .line(12))
    #expect(!refusal.sentence.isEmpty)
  }

  @Test func `the good lines of a file are taken, the bad ones named, the blank ones skipped`() {
    let file = "\u{FEFF}{\"title\": \"أول\"}\r\n\n{\"title\": }\n{\"title\": \"ثان\"}"
    let reading = articles(in: Array(file.utf8), named: "news.jsonl")
    #expect(reading.articles.map(\.title) == ["أول", "ثان"])
    #expect(reading.articles.map(\.origin) == ["news.jsonl#1", "news.jsonl#2"])
    #expect(reading.refusals.map(\.place) == [.line(3)])
  }

  @Test func `nesting without end does not crash the reader`() {
    let line = #"{"title": "# + String(repeating: "[", count: 200_000)
    #expect(throws: Refusal.self) {
      try JSONLines.article(jsonLine: Array(line.utf8), number: 1).get()
    }
  }

  @Test func `invalid UTF-8 in a line is refused or replaced, never fatal`() {
    let bytes = Array(#"{"title": ""#.utf8) + [0xFF, 0xC0] + Array(#""}"#.utf8)
    _ = JSONLines.article(jsonLine: bytes, number: 1)
  }
}
