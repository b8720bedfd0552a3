import Articles
import Testing

struct CleaningTests {
  @Test func `clean text stays as it is, with its double blanks and quotation marks`() {
    let text = "قال  \"نعم\" و “لا” و«ربما» ٥٠٪ ،ثم سكت …"
    #expect(cleaned(text) == text)
  }

  @Test func `blanks of every width go from both ends`() {
    #expect(cleaned("\u{A0} \t\u{2002}خبر\u{A0}عاجل\u{3000} \u{A0}") == "خبر\u{A0}عاجل")
    #expect(cleaned("\u{A0}\u{A0}") == "")
    #expect(cleaned(" \u{200F} \u{200E}") == "")
  }

  @Test(arguments: [
    ("\u{FEB3}\u{FEEE}\u{FEAD}\u{FEF3}\u{FE8E}", "سوريا"),
    ("\u{FEFB}", "لا"), ("\u{FE8D}\u{FEF9}\u{FEB3}\u{FEFC}\u{FEE1}", "الإسلام"),
    ("\u{FDF2}", "الله"), ("\u{FDFA}", "صلى الله عليه وسلم"), ("\u{FDFC}", "ریال"),
    ("\u{FB56}\u{FEAA}\u{FEAD}", "پدر"), ("\u{FC00}", "ئج"), ("\u{FDC7}", "نجي"),
    ("\u{FD3E}١\u{FD3F}", "\u{FD3E}١\u{FD3F}"), ("½ ™ ﬁ", "½ ™ ﬁ"),
  ])
  func `presentation forms become letters and nothing else changes`(form: String, text: String) {
    #expect(Array(cleaned(form).unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test func `a spacing mark goes to the letter before it`() {
    #expect(
      Array(cleaned("\u{0645}\u{FE76}\u{0646}").unicodeScalars)
        == ["\u{0645}", "\u{064E}", "\u{0646}"])
    #expect(
      Array(cleaned("\u{0645}\u{FE77}\u{0646}").unicodeScalars)
        == ["\u{0645}", "\u{0640}", "\u{064E}", "\u{0646}"])
    #expect(cleaned("م\u{FE73}ن") == "من")
  }

  @Test func `a line that a PDF stored backwards is turned round`() {
    // «وصل 12 قطارا إلى (دمشق)» in presentation forms, the last letter first.
    let backwards =
      "(\u{FED6}\u{FEB8}\u{FEE3}\u{FEA9}) \u{FEF0}\u{FEDF}\u{FE87} "
      + "\u{FE8D}\u{FEAD}\u{FE8E}\u{FEC4}\u{FED7} 12 \u{FEDE}\u{FEBB}\u{FEED}"
    #expect(cleaned(backwards) == "وصل 12 قطارا إلى (دمشق)")
    #expect(cleaned("\u{FEED}\u{FEBB}\u{FEDE}") == "وصل")
  }

  @Test func `Latin words and numbers in a backwards line keep their direction`() {
    #expect(
      cleaned("2024 \u{FEE1}\u{FE8E}\u{FECB} BBC News \u{FE95}\u{FEAD}\u{FE8D}\u{FEAF}")
        == "زارت BBC News عام 2024")
  }

  @Test func `a visual word beside typed letters does not turn those`() {
    let text = "قال \u{FED6}\u{FEB8}\u{FEE3}\u{FEA9} أجمل"
    #expect(cleaned(text) == "قال دمشق أجمل")
  }

  @Test func `a lam-alef in a backwards run keeps its own order`() {
    // «السلام» backwards, with the ligature of lam and alef.
    #expect(cleaned("\u{FEE1}\u{FEFC}\u{FEB4}\u{FEDF}\u{FE8D}") == "السلام")
  }

  @Test func `overrides go with the sign that closes them`() {
    #expect(cleaned("قال\u{202D} \u{202C}الوزير\u{202E} نعم") == "قال الوزير نعم")
  }

  @Test func `closed embeddings and isolates stay, open ones go`() {
    let closed = "قال \u{202B}نعم\u{202C} و\u{2067}لا\u{2069}"
    #expect(Array(cleaned(closed).unicodeScalars) == Array(closed.unicodeScalars))
    #expect(cleaned("قال \u{202B}نعم") == "قال نعم")
    #expect(cleaned("قال نعم\u{2069}\u{202C}") == "قال نعم")
    #expect(cleaned("\u{2067}قال \u{202B}نعم\u{2069}") == "\u{2067}قال نعم\u{2069}")
    #expect(cleaned("\u{2067}قال\u{202C}\u{2069}") == "\u{2067}قال\u{2069}")
  }

  @Test func `an override inside an embedding closes before it`() {
    let text = "\u{202B}a\u{202E}b\u{202C}c\u{202C}"
    #expect(Array(cleaned(text).unicodeScalars) == Array("\u{202B}abc\u{202C}".unicodeScalars))
  }

  @Test func `direction marks and joiners stay inside a line`() {
    let text = "می\u{200C}روم C++\u{200E} ه\u{200D}"
    #expect(Array(cleaned(text).unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test func `controls, soft hyphens and zero-width spaces go`() {
    #expect(cleaned("خ\u{1A}ب\u{AD}ر\u{200B} \u{FEFF}عا\u{85}جل\u{9C}") == "خبر عا جل")
    #expect(cleaned("a\tb") == "a b")
  }

  @Test func `ten thousand open controls cost no more than their length`() {
    let open = String(repeating: "\u{2067}\u{202B}", count: 10_000)
    let close = String(repeating: "\u{2069}", count: 10_000)
    #expect(cleaned(open + "خبر" + close).unicodeScalars.count == 20_003)
  }
}
