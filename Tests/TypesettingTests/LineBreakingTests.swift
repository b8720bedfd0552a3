import Testing
import Typesetting

/// The rules of UAX #14 by their names, `|` for a break; each would fail without its rule.
@Suite struct `Line breaking by UAX #14` {
  @Test(arguments: [
    ("LB4 and LB5, breaks that must be", "a\u{2028}|b\u{B}|c\r\n|d\r|e\n|f\u{85}|g"),
    ("LB6 and LB7, none before breaks and spaces", "a  \n|b |c\u{200B}|d"),
    ("LB8, after a zero width space and spaces", "(\u{200B}  |a"),
    ("LB8a, none after a joiner", "\u{231A}\u{200D}\u{231A}|\u{231A}"),
    ("LB9, marks belong to their base", "a\u{308}\u{308} |b-\u{308}|c"),
    ("LB10, a mark by itself is a letter", "a |\u{308}b"),
    ("LB11, word joiners", "a \u{2060}b-\u{2060}c"),
    ("LB12, none after no-break spaces", "a\u{A0}b |\u{A0}-"),
    ("LB12a, none before them but after spaces and hyphens", "北\u{A0}a |\u{A0}a-|\u{A0}a"),
    ("LB13, none before what closes", "北}|北!|北/ ؟"),
    ("LB14, none after what opens", "( 北|[ a"),
    ("LB15a, none after an opening quotation mark", "a |« a"),
    ("LB15b, none before a closing one", "a » |a"),
    ("LB15c, before a decimal without its digit", "a |.5"),
    ("LB15d, none before a comma", "a ,|北"),
    ("LB16, closing bracket and small kana", "」 ー"),
    ("LB17, dashes in a row", "— —|a"),
    ("LB18, after spaces", "a |b  |c"),
    ("LB19, quotation marks hold", "a\"b\"c"),
    ("LB19a, but not between East Asian characters", "北|“北”|北 |a“北"),
    ("LB20, objects", "a|\u{FFFC}|b"),
    ("LB20a, a hyphen at the start of a word", "a |-b-|c"),
    ("LB21, none before hyphens", "a-|b|北\u{2010}|北ー|´a"),
    ("LB21a, Hebrew and a hyphen", "א-|אa |א-a"),
    ("LB21b, slash and Hebrew", "a/א/|a"),
    ("LB22, none before an ellipsis", "北…|北"),
    ("LB23, letters and digits", "a1b"),
    ("LB23a, signs and ideographs", "$北%"),
    ("LB24, signs and letters", "$a%"),
    ("LB25, numbers", "$(12.3,4)% |-5 |1/2 |+(.5) |12:30"),
    ("LB26, Hangul syllables", "\u{1100}\u{1161}\u{11A8}|\u{1100}"),
    ("LB27, Hangul and signs", "$가%|가"),
    ("LB28, letters", "خبرabc"),
    ("LB28a, aksaras", "\u{1B27}\u{1B44}\u{1B2B}|\u{1B31}"),
    ("LB29, a full stop and letters", "a.b"),
    ("LB30, letters and brackets", "a(b)c|（b"),
    ("LB30a, flags", "🇸🇾|🇵🇸"),
    ("LB30b, skin tones", "👍🏽|👍"),
    ("LB31, everywhere else", "北|北"),
  ])
  func `a line may be broken where a rule says so`(_ rule: String, _ marked: String) {
    let text = String(String.UnicodeScalarView(marked.unicodeScalars.filter { $0 != "|" }))
    #expect(marking(text, at: lineBreakOpportunities(in: text)) == marked, "\(rule)")
  }
}

/// The text with a `|` at each of the UTF-8 offsets.
func marking(_ text: String, at offsets: some Collection<Int>) -> String {
  let offsets = Set(offsets)
  var marked = String.UnicodeScalarView()
  var offset = 0
  for scalar in text.unicodeScalars {
    if offsets.contains(offset) { marked.append("|") }
    marked.append(scalar)
    offset += UTF8.width(scalar)
  }
  return String(marked)
}
