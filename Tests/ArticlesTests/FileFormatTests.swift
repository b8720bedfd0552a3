import Articles
import Testing

struct FileFormatTests {
  private func refusal(_ bytes: [UInt8], named name: String = "page.txt") -> String? {
    let reading = articles(in: bytes, named: name)
    return reading.articles.isEmpty ? reading.refusals.first?.sentence : nil
  }

  @Test(arguments: [
    ("<?xml version=\"1.0\"?><opml version=\"2.0\"/>", "a list of feeds (OPML)"),
    ("<a>", "XML or HTML"),
  ])
  func `what is not read is refused by its name`(text: String, name: String) {
    #expect(refusal(Array(text.utf8))?.hasPrefix("this is \(name)") == true)
  }

  @Test(arguments: [
    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item><title>خبر</title></item></channel></rss>",
    "  <feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>خبر</title></entry></feed>",
    "{\"version\": \"https://jsonfeed.org/version/1.1\",\n\"items\": [{\"title\": \"خبر\"}]}",
  ])
  func `feeds are read whatever their name`(text: String) {
    let reading = articles(in: Array(text.utf8), named: "page.txt")
    #expect(reading.feed != nil)
    #expect(reading.articles.map(\.title) == ["خبر"])
  }

  @Test(arguments: [
    ("%PDF-1.7\n", "PDF"), ("PK\u{3}\u{4}rest", "ZIP"), ("SQLite format 3\u{0}", "database"),
    ("\u{7F}ELF\u{2}", "program"), ("GIF89a", "GIF"), ("{\\rtf1\\ansi", "RTF"),
  ])
  func `files that are no text are refused by their name`(text: String, name: String) {
    #expect(refusal(Array(text.utf8))?.contains(name) == true)
  }

  @Test func `a PNG picture is no page`() {
    #expect(refusal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])?.contains("PNG") == true)
  }

  @Test func `an empty file says so`() {
    #expect(refusal([])?.contains("empty") == true)
  }

  @Test func `JSON over several lines is refused once, not line by line`() {
    let text = "{\n  \"title\": \"خبر\"\n}\n"
    let reading = articles(in: Array(text.utf8), named: "news.json")
    #expect(reading.refusals.count == 1)
    #expect(reading.refusals.first?.sentence.contains("one object a line") == true)
    #expect(articles(in: Array("[{\"title\": 1}]".utf8), named: "a").refusals.count == 1)
  }

  @Test func `the bytes decide, whatever the name`() {
    let line = Array("{\"title\": \"خبر\"}\n".utf8)
    #expect(articles(in: line, named: "page.txt").articles.map(\.title) == ["خبر"])
    let page = Array("خبر\nنص.\n".utf8)
    #expect(articles(in: page, named: "page").articles.map(\.title) == ["خبر"])
  }

  @Test func `a title in brackets or braces is a page`() {
    let page = "{عاجل} عودة القطار\nوصل القطار.\n"
    #expect(reading(text: page).articles.first?.title == "{عاجل} عودة القطار")
    #expect(reading(text: "[عاجل] عودة القطار\n").articles.count == 1)
    #expect(reading(text: "< 5 درجات هذا المساء\n").articles.count == 1)
  }
}
