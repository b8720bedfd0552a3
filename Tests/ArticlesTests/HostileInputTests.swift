import Articles
import Testing

/// Whatever the bytes, the reader answers, and what it answers keeps the promises of `Article`.
struct HostileInputTests {
  private func check(_ bytes: [UInt8], _ comment: Comment) {
    let modified = ArticleDate(year: 2024, month: 12, day: 8)
    let reading = articles(in: bytes, named: "x", modified: modified)
    let isAnswered = !reading.articles.isEmpty || !reading.refusals.isEmpty || reading.feed != nil
    #expect(isAnswered, comment)
    for article in reading.articles {
      #expect(!article.title.isEmpty || reading.feed != nil, comment)
      let fields = [article.title, article.category, article.dateText]
      let named = [article.author, article.source, article.url, article.shareLine].compactMap(
        \.self)
      let texts = article.blocks.filter { $0.kind != .code }.map(\.text)
      let all = fields + named + texts + article.related.map(\.title)
      #expect(all.allSatisfy(isClean), comment)
      #expect(!named.contains(""), comment)
      #expect(article.date?.isValid ?? true, comment)
    }
  }

  private func isClean(_ text: String) -> Bool {
    !text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x200B, 0x2028, 0x2029, 0x202D, 0x202E, 0xFEFF: true
      case 0xFE70...0xFEFC: scalar.properties.generalCategory != .unassigned
      default: false
      }
    }
  }

  /// A small generator, so that a failure can be repeated.
  private struct Noise: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test func `random bytes are read or refused`() {
    for seed in 0..<300 {
      var noise = Noise(state: UInt64(seed))
      let count = Int.random(in: 1...2_000, using: &noise)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &noise) }
      check(bytes, "seed \(seed)")
    }
  }

  @Test func `random letters, digits, signs and controls are read or refused`() {
    let alphabet =
      Array(
        "\u{200F}\u{202B}\u{202C}\u{202E}\u{2067}\u{2069}\u{64B}\u{651}\u{640}\u{A0}\u{85}\u{2028}"
          .unicodeScalars)
      + Array("\n\n\n ●•-–*:/|.،؛؟«»()\"#>0123456789٠١٢٣٧۷۱ابتجدكلمنهويةىאבגabcXYZ".unicodeScalars)
      + Array("\u{FEB3}\u{FEEE}\u{FEFB}\u{FE8E}\u{FC5E}\u{FE76}\u{FE73}".unicodeScalars)
    for seed in 0..<150 {
      var noise = Noise(state: UInt64(seed) &+ 7_777)
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...600, using: &noise) {
        text.append(alphabet.randomElement(using: &noise) ?? " ")
      }
      check(Array(String(text).utf8), "seed \(seed)")
    }
  }

  @Test func `every prefix and every damaged copy of a page is read or refused`() throws {
    let page = try fixture("related-in-the-middle.txt")
    for length in stride(from: 1, through: page.count, by: 7) {
      check(Array(page.prefix(length)), "prefix \(length)")
    }
    for seed in 0..<200 {
      var noise = Noise(state: UInt64(seed) &+ 99)
      var bytes = page
      for _ in 0..<Int.random(in: 1...20, using: &noise) {
        bytes[Int.random(in: 0..<bytes.count, using: &noise)] =
          UInt8.random(in: 0...255, using: &noise)
      }
      check(bytes, "damage \(seed)")
    }
  }

  @Test func `pieces of pages in any order are read or refused`() throws {
    let names = [
      "seed-shape.txt", "related-in-the-middle.txt", "hijri-and-labels.txt", "english.txt",
    ]
    let lines = try names.flatMap { try fixtureLines($0) }
    for seed in 0..<200 {
      var noise = Noise(state: UInt64(seed) &+ 31)
      let page = (0..<40).compactMap { _ in lines.randomElement(using: &noise) }
      check(Array(page.joined(separator: "\n").utf8), "seed \(seed)")
    }
  }

  @Test(arguments: [
    "ـ", "●", "● ", "صورة", "مشاركة:", "اقرأ أيضا:", "- أ", "1. أ", "7/12/2024", "﴿", "«", "#", ">",
  ])
  func `a page of one line many times over is read or refused`(line: String) {
    check(Array(String(repeating: line + "\n", count: 1_000).utf8), "\(line)")
    check(Array(String(repeating: line, count: 1_000).utf8), "\(line)")
  }
}
