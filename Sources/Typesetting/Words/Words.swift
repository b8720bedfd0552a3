/// One word of a text as search sees it.
package struct Word: Equatable, Sendable {
  /// UTF-8 bytes in the source, marks and tatweel included.
  package var range: Range<Int>
  package var folded: String
  /// The folded word without the affixes light10 removes; see ``lightStem(_:)``.
  package var stem: String

  package init(range: Range<Int>, folded: String, stem: String) {
    self.range = range
    self.folded = folded
    self.stem = stem
  }
}

/// The words of a text in order: stretches of letters and digits, folded. Right-to-left letters and
/// others make separate words though nothing stands between them, and so does every ideograph.
package func words(of text: String) -> [Word] {
  var words: [Word] = []
  forEachWord(of: text) { bytes, range in
    let folded = String(decoding: bytes, as: UTF8.self)
    let stem = stemRange(of: bytes)
    let isWhole = stem.count == bytes.count
    words.append(
      Word(
        range: range, folded: folded,
        stem: isWhole ? folded : String(decoding: bytes[stem], as: UTF8.self)))
  }
  return words
}

/// Calls `body` with the UTF-8 of every word's stem, in order: ``Word/stem`` without making words.
package func forEachStem(of text: String, _ body: (ArraySlice<UInt8>) -> Void) {
  forEachWord(of: text) { bytes, _ in body(bytes[stemRange(of: bytes)]) }
}

/// The search key of a whole text: its folded words with one space between them.
package func folded(_ text: String) -> String {
  var key: [UInt8] = []
  forEachWord(of: text) { bytes, _ in
    if !key.isEmpty { key.append(0x20) }
    key += bytes
  }
  return String(decoding: key, as: UTF8.self)
}

/// Calls `body` with the folded UTF-8 of every word and its place in the text.
private func forEachWord(of text: String, _ body: (ArraySlice<UInt8>, Range<Int>) -> Void) {
  var text = text
  text.withUTF8 { bytes in
    var reader = UTF8Reader(bytes)
    var splitter = WordSplitter()
    while !reader.isAtEnd {
      let start = reader.position
      let scalar = reader.next()
      splitter.take(scalar, at: start..<reader.position, next: reader, body)
    }
    splitter.finishWord(body)
  }
}

/// The word being read.
private struct WordSplitter {
  private var word: [UInt8] = []
  private var start = 0
  private var end = 0
  private var isRightToLeft = false
  private var last: UInt32 = 0

  mutating func take(
    _ scalar: UInt32, at source: Range<Int>, next: UTF8Reader,
    _ body: (ArraySlice<UInt8>, Range<Int>) -> Void
  ) {
    switch Typesetting.folded(scalar) {
    case .separator:
      if isHebrewQuote(scalar, next: next) { return }
      finishWord(body)
    case .dropped: drop(scalar, source)
    case .letter(let letter): add(letter, source, body)
    case .ideograph(let letter):
      finishWord(body)
      add(letter, source, body)
      finishWord(body)
    case .form(let letters):
      for letter in letters { take(letter, at: source, next: next, body) }
      if !word.isEmpty { end = source.upperBound }
    }
  }

  mutating func finishWord(_ body: (ArraySlice<UInt8>, Range<Int>) -> Void) {
    guard !word.isEmpty else { return }
    body(word[...], start..<end)
    word.removeAll(keepingCapacity: true)
    last = 0
  }

  /// What leaves no letter belongs to the word it stands in. A hamza above makes another letter of
  /// waw and yeh, as canonical composition has it.
  private mutating func drop(_ scalar: UInt32, _ source: Range<Int>) {
    guard !word.isEmpty else { return }
    end = source.upperBound
    guard scalar == 0x654, last == 0x648 || last == 0x64A else { return }
    word[word.count - 1] = last == 0x648 ? 0xA4 : 0xA6
    word[word.count - 2] = 0xD8
    last = 0
  }

  /// Gershayim or geresh typed as a quotation mark between Hebrew letters.
  private func isHebrewQuote(_ scalar: UInt32, next: UTF8Reader) -> Bool {
    guard scalar == 0x22 || scalar == 0x27, isHebrew(last) else { return false }
    return next.peek().map(isHebrew) ?? false
  }

  private func isHebrew(_ scalar: UInt32) -> Bool { scalar >= 0x5D0 && scalar <= 0x5EA }

  private mutating func add(
    _ letter: UInt32, _ source: Range<Int>, _ body: (ArraySlice<UInt8>, Range<Int>) -> Void
  ) {
    let turnsRightToLeft = letter >= 0x590 && letter < 0x900
    if turnsRightToLeft != isRightToLeft {
      finishWord(body)
      isRightToLeft = turnsRightToLeft
    }
    if word.isEmpty { start = source.lowerBound }
    end = source.upperBound
    last = letter
    append(letter)
  }

  private mutating func append(_ scalar: UInt32) {
    if scalar < 0x80 {
      word.append(UInt8(truncatingIfNeeded: scalar))
    } else if scalar < 0x800 {
      word.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      word.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    } else if let scalar = Unicode.Scalar(scalar) {
      word += Array(UTF8.encode(scalar) ?? .init())
    }
  }
}
