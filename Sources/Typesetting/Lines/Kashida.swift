/// A place where a word may be stretched by a tatweel.
struct KashidaPlace {
  /// The cluster the tatweel goes behind; marks on its letter stay before it.
  var cluster: Int
  var priority: KashidaPriority
}

/// The order in which places are taken, after the list Internet Explorer 5.5 introduced: 1 comes
/// first.
enum KashidaPriority: Int {
  /// After a tatweel the author wrote between two letters.
  case tatweel = 1
  /// After an initial or medial seen or sad.
  case seenOrSad
  /// Before a final teh marbuta, heh or dal.
  case tehMarbutaHehDal
  /// Before a final alef, tah, lam, kaf or gaf.
  case alefTahLamKaf
  /// Before a medial beh-like letter that a final reh or yeh follows.
  case behBeforeReh
  /// Before a final waw, ain, qaf or feh.
  case wawAinQafFeh
  /// Before any other final letter.
  case final

  /// Places of one band are good alike: where in the line they stand counts more than the priority.
  var band: Int { rawValue / 2 }
}

/// The best place of a word, the last of equally good ones; nil when the word is not to be stretched.
///
/// The clusters of the word are in logical order, with the punctuation around it. "Final" is a letter
/// that joins what stands before it and not what follows, wherever in the word.
func kashidaPlace(in clusters: [Cluster], word: Range<Int>) -> KashidaPlace? {
  guard mayStretch(clusters[word]) else { return nil }
  let lamOfArticle = lamOfArticle(in: clusters[word])
  var best: KashidaPlace?
  for i in word.dropLast() where i != lamOfArticle && clusters[i].isJoined(to: clusters[i + 1]) {
    guard let priority = priority(after: i, in: clusters[word], lamOfArticle: lamOfArticle)
    else { continue }
    if best.map({ priority.rawValue <= $0.priority.rawValue }) ?? true {
      best = KashidaPlace(cluster: i, priority: priority)
    }
  }
  return best
}

private func priority(
  after i: Int, in word: ArraySlice<Cluster>, lamOfArticle: Int?
) -> KashidaPriority? {
  let group = JoiningGroup(word[i])
  let next = word[i + 1]
  let nextGroup = JoiningGroup(next)
  if nextGroup == .tatweel { return nil }
  if group == .lam, nextGroup == .alef { return nil }
  if group == .seenOrSad { return .seenOrSad }
  let isFinal = !next.traits.contains(.joinsNext) && !next.traits.contains(.isLamAlef)
  if isFinal, nextGroup == .yeh { return nil }
  if group == .tatweel {
    let letter = letter(before: i, in: word)
    return letter == nil || letter == lamOfArticle ? nil : .tatweel
  }
  if isFinal {
    switch nextGroup {
    case .tehMarbuta, .heh, .dal: return .tehMarbutaHehDal
    case .alef, .tah, .lam, .kaf: return .alefTahLamKaf
    case .waw, .ain, .qafOrFeh: return .wawAinQafFeh
    default: return .final
    }
  }
  guard nextGroup == .beh || nextGroup == .yeh, i + 2 < word.endIndex,
    next.isJoined(to: word[i + 2]),
    !word[i + 2].traits.contains(.joinsNext)
  else { return nil }
  let last = JoiningGroup(word[i + 2])
  return last == .reh || last == .yeh ? .behBeforeReh : nil
}

/// The letter that joins the tatweel at `tatweel`, or the first of a row of them; nil without one.
private func letter(before tatweel: Int, in word: ArraySlice<Cluster>) -> Int? {
  var i = tatweel
  while JoiningGroup(word[i]) == .tatweel {
    guard i > word.startIndex, word[i - 1].isJoined(to: word[i]) else { return nil }
    i -= 1
  }
  return i
}

/// A word of at least four Arabic letters, without digits or letters of left-to-right scripts, that is
/// not the name of God.
private func mayStretch(_ word: ArraySlice<Cluster>) -> Bool {
  var letters = 0
  for cluster in word {
    let properties = Properties(cluster.base)
    if properties.category == .number { return false }
    guard properties.category == .letter else { continue }
    if properties.bidiClass == .l { return false }
    guard properties.bidiClass == .al, JoiningGroup(cluster) != .tatweel else { continue }
    letters += cluster.traits.contains(.isLamAlef) ? 2 : 1
  }
  return letters >= 4 && !hasNameOfGod(word)
}

/// «الله» anywhere, as in «عبدالله» or «أللهم»; «لله» after any of the prefixes و ف ب ت ك ل, whatever
/// follows.
private func hasNameOfGod(_ word: ArraySlice<Cluster>) -> Bool {
  let letters = letters(of: word)
  var isPrefixed = true
  for start in letters.indices {
    let rest = letters[start...]
    if isPrefixed, rest.starts(with: [0x644, 0x644, 0x647]) { return true }
    switch letters[start] {
    case 0x622, 0x623, 0x625, 0x627:
      if rest.dropFirst().starts(with: [0x644, 0x644, 0x647]) { return true }
      isPrefixed = false
    case 0x648, 0x641, 0x628, 0x62A, 0x643, 0x644: break
    default: isPrefixed = false
    }
  }
  return false
}

/// Where the lam of the article stands in ال, وال, بال, فال or كال; nil without an article.
private func lamOfArticle(in word: ArraySlice<Cluster>) -> Int? {
  var isAfterPrefix = false
  var isAfterAlef = false
  for i in word.indices where word[i].isArabicLetter {
    let letter = word[i].letter
    if isAfterAlef { return letter == 0x644 ? i : nil }
    switch letter {
    case 0x627, 0x671: isAfterAlef = true
    case 0x648, 0x628, 0x641, 0x643:
      guard !isAfterPrefix else { return nil }
      isAfterPrefix = true
    default: return nil
    }
  }
  return nil
}

private func letters(of word: ArraySlice<Cluster>) -> [UInt32] {
  var letters: [UInt32] = []
  for cluster in word where cluster.isArabicLetter {
    if cluster.traits.contains(.isLamAlef) { letters.append(0x644) }
    letters.append(cluster.letter == 0x671 ? 0x627 : cluster.letter)
  }
  return letters
}

extension Cluster {
  /// Whether this letter is joined to the next without a joiner between them.
  fileprivate func isJoined(to next: Cluster) -> Bool {
    traits.contains(.joinsNext) && next.traits.contains(.joinsPrevious)
      && !traits.contains(.precedesFormat)
  }

  fileprivate var isArabicLetter: Bool {
    let properties = Properties(base)
    return properties.category == .letter && properties.bidiClass == .al
      && JoiningGroup(self) != .tatweel
  }

  /// The letter under its presentation form, or the like letter whose form it borrows; the alef of a
  /// lam-alef.
  fileprivate var letter: UInt32 {
    traits.contains(.isLamAlef)
      ? lastLetter(ofForm: base) ?? base : firstLetter(ofForm: base) ?? base
  }
}

/// Joining_Group (ArabicShaping.txt) of the letters that kashida looks at, like ones taken together.
enum JoiningGroup {
  case tatweel, seenOrSad, tehMarbuta, heh, dal, alef, tah, lam, kaf, beh, reh, yeh, waw, ain
  case qafOrFeh, other

  fileprivate init(_ cluster: Cluster) {
    let letter = cluster.traits.contains(.isLamAlef) ? 0x644 : cluster.letter
    let place = Int(letter) - Self.firstLetter
    self = Self.ofLetters.indices.contains(place) ? Self.ofLetters[place] : .other
  }

  private static let firstLetter = 0x600
  /// Of every scalar of the Arabic blocks up to U+08FF.
  private static let ofLetters = (UInt32(firstLetter)..<0x900).map { JoiningGroup($0) }

  init(_ letter: UInt32) {
    switch letter {
    case 0x640: self = .tatweel
    case 0x633...0x636, 0x69A...0x69E, 0x6FA, 0x6FB, 0x75C, 0x76D, 0x770, 0x77D, 0x77E, 0x8AF:
      self = .seenOrSad
    case 0x629, 0x6C0, 0x6C3, 0x6D5: self = .tehMarbuta
    case 0x647, 0x6BE, 0x6C1, 0x6C2, 0x6FF: self = .heh
    case 0x62F, 0x630, 0x688...0x690, 0x6EE, 0x759, 0x75A, 0x8AE: self = .dal
    case 0x622, 0x623, 0x625, 0x627, 0x671...0x673, 0x675, 0x773, 0x774, 0x870...0x882: self = .alef
    case 0x637, 0x638, 0x69F, 0x88B, 0x88C, 0x8A3: self = .tah
    case 0x644, 0x6B5...0x6B8, 0x76A, 0x8A6, 0x8C7: self = .lam
    case 0x643, 0x63B, 0x63C, 0x6A9...0x6B4, 0x762...0x764, 0x77F, 0x88D, 0x8B0, 0x8B4, 0x8C2,
      0x8C8:
      self = .kaf
    case 0x628, 0x62A, 0x62B, 0x66E, 0x679...0x680, 0x750...0x756, 0x8A0, 0x8A1, 0x8B6...0x8B8,
      0x8BE...0x8C0, 0x646, 0x6B9...0x6BD, 0x767...0x769, 0x77A, 0x77B, 0x889, 0x88F, 0x8BD:
      self = .beh
    case 0x631, 0x632, 0x691...0x699, 0x6EF, 0x75B, 0x76B, 0x76C, 0x771, 0x8AA, 0x8B2, 0x8B9:
      self = .reh
    case 0x626, 0x63D...0x63F, 0x649, 0x64A, 0x678, 0x6CC...0x6CE, 0x6D0...0x6D3, 0x775...0x777,
      0x8A8, 0x8A9, 0x8BA:
      self = .yeh
    case 0x624, 0x648, 0x676, 0x677, 0x6C4...0x6CB, 0x6CF, 0x778, 0x779, 0x8AB: self = .waw
    case 0x639, 0x63A, 0x6A0, 0x6FC, 0x75D...0x75F, 0x8B3, 0x8C3: self = .ain
    case 0x641, 0x642, 0x66F, 0x6A1...0x6A8, 0x760, 0x761, 0x8A4, 0x8A5, 0x8B5: self = .qafOrFeh
    default: self = .other
    }
  }
}

/// Whether text of that language (BCP 47; nil when unknown) is stretched by tatweel. Languages at home in
/// Nastaliq are not, nor is Uyghur.
package func usesKashida(language: String?) -> Bool {
  let code = language?.lowercased().prefix { $0 != "-" && $0 != "_" } ?? ""
  switch code {
  case "ur", "ps", "sd", "ks", "ug", "pnb", "pa", "skr", "bal": return false
  default: return true
  }
}
