/// The language of a text as its letters and commonest words betray it: «ar», «fa», «ur», «ps», «ckb»,
/// «ug», «sd», «he», «en»; nil when they do not.
///
/// Looks at the first 4,000 scalars.
package func languageGuess(of text: some StringProtocol) -> String? {
  var arabic = 0
  var hebrew = 0
  var latin = 0
  var marks: [Unicode.Scalar: Int] = [:]
  for scalar in text.unicodeScalars.prefix(4_000) {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: latin += 1
    case 0x05D0...0x05EA: hebrew += 1
    default:
      guard scalar.isArabicLetter else { continue }
      arabic += 1
      if scalar.value >= 0x0649 || scalar.value == 0x0629 {
        marks[scalar, default: 0] += 1
      }
    }
  }
  guard arabic + hebrew + latin > 0 else { return nil }
  if hebrew > arabic, hebrew * 2 > latin { return "he" }
  if arabic * 2 > latin { return arabicScriptLanguage(letters: arabic, marks: marks) }
  return isEnglish(text) ? "en" : nil
}

/// Letters that one language has and its neighbours lack decide when they make up 1 in 100 letters.
private func arabicScriptLanguage(letters: Int, marks: [Unicode.Scalar: Int]) -> String {
  func count(_ letters: String) -> Int {
    letters.unicodeScalars.reduce(0) { $0 + marks[$1, default: 0] }
  }
  let tallies: [(language: String, count: Int)] = [
    ("ps", count("ټځڅډړږښڼۍ")),
    ("ug", count("ۇۆۈۋ") - count("ڕڵێ") * 4),
    ("ckb", count("ڕڵێۆ")),
    ("sd", count("ٻڀٺٽٿڄڃڇڌڏڊڍڦڙڻڪڱ")),
    ("ur", count("ٹڈڑںےہ")),
  ]
  if let best = tallies.max(by: { $0.count < $1.count }), best.count * 100 > letters {
    return best.language
  }
  // Arabic knows پ چ گ from foreign names, but not the Persian yeh and kaf beside its own teh marbuta.
  let persian = count("پچژگیک")
  let own = count("ةي") + count("ى")
  return persian * 50 > letters && persian > own ? "fa" : "ar"
}

private func isEnglish(_ text: some StringProtocol) -> Bool {
  let common: Set<String> = [
    "the", "of", "and", "in", "to", "a", "is", "for", "on", "with", "that", "from", "by", "at",
    "was", "are", "as", "after", "has", "his", "its", "not", "over", "new", "says", "an",
  ]
  let words = folded(String(String.UnicodeScalarView(text.unicodeScalars.prefix(4_000))))
    .split { !$0.isLetter }
  let hits = words.count { common.contains(String($0)) }
  return hits > 0 && hits * 12 >= words.count
}
