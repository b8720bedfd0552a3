/// Queries nobody would type in good faith, the same ones for the same seed: operators of every search
/// language, SQL, controls, and texts far too long, mixed with words that do occur.
package struct HostileQueries: Sequence, IteratorProtocol {
  private var state: UInt64
  private let words: [String]
  private var left: Int
  private var number = 0

  /// One in so many is of about 100,000 bytes.
  private static let longEvery = 100
  private static let longest = 100_000

  /// `words` occur in what is searched.
  package init(_ count: Int, words: [String], seed: UInt64 = 1) {
    state = seed
    left = count
    self.words = words.isEmpty ? ["خبر"] : words
  }

  package mutating func next() -> String? {
    guard left > 0 else { return nil }
    left -= 1
    number += 1
    if number % Self.longEvery == 0 { return long() }
    switch draw(6) {
    case 0: return (0...draw(12)).map { _ in piece() }.joined()
    case 1: return (0...draw(40)).map { _ in String(Character(scalar())) }.joined()
    case 2: return expression(depth: 4)
    case 3:
      return (0...draw(6)).map { _ in word() + one(Self.signs) }.joined(separator: one(Self.gaps))
    case 4: return one(Self.statements) + word() + one(Self.statements)
    default: return mangled(word() + " " + word())
    }
  }

  /// A sign, a word or a space.
  private mutating func piece() -> String {
    switch draw(3) {
    case 0: word()
    case 1: one(Self.signs)
    default: one(Self.gaps)
    }
  }

  /// In the language of FTS5.
  private mutating func expression(depth: Int) -> String {
    guard depth > 0 else { return word() }
    let inner = expression(depth: depth - 1)
    switch draw(9) {
    case 0: return "(" + inner + ")"
    case 1: return inner + " AND " + expression(depth: depth - 1)
    case 2: return inner + " OR NOT " + word()
    case 3: return "NEAR(" + inner + " " + word() + ", \(draw(20) - 5))"
    case 4: return "{title body} : " + inner
    case 5: return "- {title} : ^" + inner
    case 6: return "\"" + inner + "\" * + " + word()
    case 7: return inner + "*"
    default: return "terms MATCH " + inner
    }
  }

  private mutating func long() -> String {
    let part: String =
      switch draw(8) {
      case 0: word() + " "
      case 1: "\""
      case 2: "ا"
      case 3: "\u{651}"
      case 4: "title:\"" + word() + "\" -"
      case 5: "قبل:" + word() + " "
      case 6: "\u{202E}\u{2067}\0"
      default: one(Self.signs)
      }
    return String(repeating: part, count: Self.longest / Swift.max(1, part.utf8.count))
  }

  /// Every letter with something put behind it.
  private mutating func mangled(_ text: String) -> String {
    let added = one(Self.marks)
    return text.unicodeScalars.map { String(Character($0)) + added }.joined()
  }

  private mutating func word() -> String { one(words) }

  private mutating func one(_ texts: [String]) -> String { texts[draw(texts.count)] }

  private mutating func scalar() -> Unicode.Scalar {
    let range = [0x0...0xFF, 0x590...0x6FF, 0x2000...0x206F, 0xFB50...0xFEFF, 0x0...0x10FFFF][
      draw(5)]
    return Unicode.Scalar(UInt32(range.lowerBound + draw(range.count))) ?? "\u{FFFD}"
  }

  /// SplitMix64.
  private mutating func draw(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }

  private static let gaps = [" ", " ", "  ", "\t", "\n", "\u{A0}", "\u{2029}", "\u{200C}", ""]
  private static let signs = [
    "\"", "\"\"", "'", "«", "»", "“", "”", "-", "--", "−", "*", "**", ":", "::", "(", ")", "[", "]",
    "{", "}",
    "^", "+", "|", "&", "%", "_", "\\", "/", "?", "؟", "،", ";", "=", "<", ">", "~", "`", "\0",
    "\u{1B}[2J",
    "\u{202E}", "\u{202B}", "\u{2067}", "\u{2069}", "\u{200F}", "\u{FEFF}", "\u{FFFE}", "ـ",
    "\u{64B}",
    "title:", "العنوان:", "category:", "تصنيف:", "source:", "كاتب:", "before:", "قبل:", "after:",
    "منذ:",
    "date:", "يوم:", "unread:", "is:", "هو:", "غير مقروء:", "AND", "OR", "NOT", "NEAR", "rowid",
    "1e999", "0x0",
    "٢٠٢٤", "2024-02-30", "99999999999999999999", "-9223372036854775808", "🙂", "é", "ﷺ", "漢",
    "א\"ב",
    "a*", "ا*", "و*",
  ]
  private static let marks = [
    "\u{64B}", "ـ", "\u{200D}", "\u{202E}", "\0", "\u{301}", "*", "\"", " ", "ـــــــــــــــــ",
    "\u{FE0F}", "-",
  ]
  private static let statements = [
    "'; DROP TABLE terms; --", "\" OR 1=1 --", "') UNION SELECT * FROM entry; --",
    "; DELETE FROM stem;",
    "INSERT INTO terms(terms) VALUES('delete-all')", "'||(SELECT name FROM sqlite_master)||'",
    "\");",
    "x' AND randomblob(1000000000) --", "%00", "${jndi:x}", "$(reboot)", "`reboot`",
    "../../etc/passwd",
  ]
}
