import Typesetting

/// Says of every tatweel that was put into a row whether it may stand there, from the text alone and
/// without the code that chose the place.
struct KashidaCheck {
  private let scalars: [Unicode.Scalar]
  /// Where each scalar begins, in bytes of the paragraph; and the end of the last.
  private var offsets: [Int] = [0]
  private var indexOfOffset: [Int: Int] = [0: 0]

  init(_ paragraph: Substring) {
    scalars = Array(paragraph.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      offsets.append(offsets[index] + UTF8.width(scalar))
      indexOfOffset[offsets[index + 1]] = index + 1
    }
  }

  /// One sentence for each tatweel in a forbidden place and for each rule of the row that is broken.
  func faults(in line: Line) -> [String] {
    var faults: [String] = []
    var counts: [Int: [Int]] = [:]
    let row = scalars(of: line)
    for (cell, source) in zip(line.cells, line.sources)
    where source.isEmpty && cell.base == "\u{640}" {
      let at = indexOfOffset[source.lowerBound] ?? 0
      let word = word(around: at).clamped(to: row)
      counts[word.lowerBound, default: []].append(at)
      if let reason = objection(to: at, in: word) { faults.append(reason + ": " + text(word)) }
    }
    return faults + rowFaults(counts, row)
  }

  /// The scalars a row shows.
  private func scalars(of line: Line) -> Range<Int> {
    let sources = line.sources.filter { !$0.isEmpty }
    let first = sources.map(\.lowerBound).min().flatMap { indexOfOffset[$0] } ?? 0
    let last = sources.map(\.upperBound).max().flatMap { indexOfOffset[$0] } ?? 0
    return first..<last
  }

  /// `counts` holds the tatweels of each stretched word under the word's first scalar.
  private func rowFaults(_ counts: [Int: [Int]], _ row: Range<Int>) -> [String] {
    guard !counts.isEmpty else { return [] }
    let starts = row.filter { !isBlank($0) && ($0 == row.lowerBound || isBlank($0 - 1)) }
    let words = starts.indices.filter { counts[starts[$0]] != nil }
    var faults: [String] = []
    if words.count > max(1, starts.count / 3) { faults.append("too many words are stretched") }
    if zip(words, words.dropFirst()).contains(where: { $0 + 1 == $1 }) {
      faults.append("neighbours are stretched")
    }
    if counts.values.contains(where: { $0.count > 2 || Set($0).count > 1 }) {
      faults.append("a word is stretched twice or by more than two")
    }
    return faults
  }

  /// Why no tatweel may stand before the scalar at `at`; nil when one may.
  private func objection(to at: Int, in word: Range<Int>) -> String? {
    var before = at - 1
    while before >= word.lowerBound, isMark(before) { before -= 1 }
    guard before >= word.lowerBound, at < word.upperBound else { return "at the edge of a word" }
    let letters = scalars[word].filter { Self.isLetter($0) }
    let (a, b) = (scalars[before], scalars[at])
    if isMark(at) { return "before a mark" }
    if !Self.isJoining(a) || !Self.isLetter(b) { return "between letters that do not join" }
    if Self.isAlef(b), a == "\u{644}" { return "inside lam-alef" }
    if letters.count < 4 { return "in a short word" }
    if scalars[word].contains(where: { $0.properties.numericType != nil || isLatin($0) }) {
      return "in a word with digits or Latin letters"
    }
    if isAllah(letters) { return "in the name of God" }
    if isArticle(scalars[word.lowerBound...before].filter { Self.isLetter($0) }) {
      return "after the article"
    }
    let isFinal = !isJoined(after: at, in: word)
    if isFinal, "يىئی".unicodeScalars.contains(b), !"سشصض".unicodeScalars.contains(a) {
      return "before a final yeh"
    }
    return nil
  }

  private func isArticle(_ letters: [Unicode.Scalar]) -> Bool {
    let lead = String(String.UnicodeScalarView(letters))
    return ["ال", "وال", "بال", "فال", "كال"].contains(lead)
  }

  private func isAllah(_ letters: [Unicode.Scalar]) -> Bool {
    let word = String(String.UnicodeScalarView(letters))
    if ["الله", "ألله", "إلله", "آلله"].contains(where: word.contains) { return true }
    var rest = letters[...]
    while true {
      for name in ["الله", "لله"] where rest.starts(with: name.unicodeScalars) { return true }
      guard let first = rest.popFirst(), "وفبتكل".unicodeScalars.contains(first) else {
        return false
      }
    }
  }

  private func isJoined(after at: Int, in word: Range<Int>) -> Bool {
    guard Self.isJoining(scalars[at]) else { return false }
    let next = (at + 1..<word.upperBound).first { !isMark($0) }
    return next.map { Self.isLetter(scalars[$0]) && scalars[$0] != "\u{621}" } ?? false
  }

  private func word(around index: Int) -> Range<Int> {
    var start = min(index, scalars.count - 1)
    while start > 0, !isBlank(start - 1) { start -= 1 }
    var end = index
    while end < scalars.count, !isBlank(end) { end += 1 }
    return start..<end
  }

  private func text(_ word: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[word]))
  }

  private func isBlank(_ index: Int) -> Bool { scalars[index].properties.isWhitespace }

  private func isMark(_ index: Int) -> Bool {
    scalars[index].properties.generalCategory == .nonspacingMark
  }

  private func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic && scalar.value < 0x590
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    (0x620...0x6D3).contains(scalar.value) && scalar.properties.generalCategory == .otherLetter
  }

  private static func isAlef(_ scalar: Unicode.Scalar) -> Bool {
    "اأإآٱ".unicodeScalars.contains(scalar)
  }

  /// A letter, or an author's tatweel, that joins what follows it.
  private static func isJoining(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{640}"
      || isLetter(scalar) && !"ءاأإآٱدذرزژڈڑوؤۆۇۈۋةەے".unicodeScalars.contains(scalar)
  }
}
