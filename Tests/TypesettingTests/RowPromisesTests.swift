import Testing
import Typesetting

@Suite struct `Rows promise` {
  @Test func `the same of any text`() {
    var random = SplitMix(state: 2025)
    for _ in 0..<3_000 {
      let text = Self.text(&random)
      let bytes = [UInt8(random.next(256)), UInt8(random.next(256))] + Array(text.utf8)
      let promises = RowPromises(bytes: bytes)
      if let broken = promises.broken {
        Issue.record(
          "\(broken): \(codes(text)) in \(promises.columns) columns, \(promises.setting)")
        return
      }
    }
  }

  @Test func `the same of bytes that are no text`() {
    var random = SplitMix(state: 7)
    for _ in 0..<1_000 {
      let bytes = (0..<2 + random.next(60)).map { _ in UInt8(random.next(256)) }
      let promises = RowPromises(bytes: bytes)
      if let broken = promises.broken {
        Issue.record("\(broken): \(bytes)")
        return
      }
    }
  }

  @Test(arguments: [
    "ب\u{200D}\u{64E}ب", "ـــــ ــ", "سبق ـ متابعة", "\u{64E}\u{64E}\u{64E}\u{64E}\u{64E}\u{64E}ب",
    "\u{6DD}\u{6DD}١\u{FDFD}", "ا\u{2029}\u{2028}\r\n\r", "\u{FE70}\u{FE73}", "👨‍👩‍👧 👍🏽",
  ])
  func `the same of what was once set wrong`(_ text: String) {
    for columns in 1...12 {
      for choice in 0...255 {
        let promises = RowPromises(bytes: [UInt8(choice), UInt8(columns - 1)] + Array(text.utf8))
        if let broken = promises.broken {
          Issue.record("\(broken) in \(columns) columns, \(promises.setting)")
          return
        }
      }
    }
  }

  /// Words of what layout treats specially, mixed with plain ones.
  private static func text(_ random: inout SplitMix) -> String {
    var text = ""
    for _ in 0..<1 + random.next(30) {
      switch random.next(6) {
      case 0: text += words[random.next(words.count)]
      case 1: text += " "
      case 2:
        let scalar = Unicode.Scalar(UInt32(random.next(0x800))) ?? " "
        text.unicodeScalars.append(scalar)
      default: text.unicodeScalars.append(pool[random.next(pool.count)])
      }
    }
    return text
  }

  private static let words = [
    "الحكومة", "ستعلن", "والله", "كتاب", "مُحَمَّدٌ", "السَّلامُ", "https://a.com/أخبار/1", "C++", "(BBC)",
    "+963 11 234 5678", "@user", "\n", "ــــ", "هـ", "كـــتاب", "bidirectional", "שָׁלוֹם",
    "۱۴۰۳/۰۹/۱۷", "50%",
  ]

  private static let pool: [Unicode.Scalar] = [
    "a", "1", " ", "\t", "\n", "\u{5D0}", "\u{627}", "\u{644}", "\u{628}", "\u{633}", "\u{640}",
    "\u{64E}", "\u{651}", "\u{654}", "\u{300}", "\u{200D}", "\u{200C}", "\u{200B}", "\u{200F}",
    "\u{61C}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}",
    "\u{2068}", "\u{2069}", "(", ")", "\u{AB}", "\u{BB}", "\u{2329}", "\u{300B}", "\u{5317}",
    "\u{1F44D}", "\u{1F3FD}", "\u{1F1E6}", "\u{FDFA}", "\u{FDFD}", "\u{6DD}", "\u{662}", "\u{2028}",
    "\u{2029}", "\u{A0}", "\u{1160}", "\u{FE0F}", "\u{FE70}", "\u{FEFB}", "\u{AD}", "\u{0}",
    "\u{10FFFF}", "\u{600}", "/", "-", "+", "@", "#", ".", "0", "\u{60C}", "\u{6F0}", "\u{6CC}",
    "\u{6A8}", "\u{69A}",
  ]
}
