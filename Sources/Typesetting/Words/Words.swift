/// One word of a text as search sees it.
package struct Word: Equatable, Sendable {
  /// UTF-8 bytes in the source, marks and tatweel included.
  package var range: Range<Int>
  package var folded: String
  /// The folded word without hamza and the commonest affixes; see ``lightStem(_:)``.
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
  forEachWord(of: text) { word in
    words.append(
      Word(
        range: word.source, folded: String(decoding: word.folded, as: UTF8.self),
        stem: String(decoding: word.stem, as: UTF8.self)))
  }
  return words
}

/// The UTF-8 of a ``Word``, for whoever reads many of them. Valid only while it is handed over.
package struct WordBytes {
  package var folded: UnsafeBufferPointer<UInt8>
  /// The folded word without hamza, of which ``stem`` is a part; see ``lightStem(_:)``.
  package var bare: UnsafeBufferPointer<UInt8>
  package var stem: UnsafeBufferPointer<UInt8>
  /// UTF-8 bytes in the source, marks and tatweel included.
  package var source: Range<Int>
}

/// Calls `body` with every word of a text, in order: ``words(of:)`` without making strings.
package func forEachWord(of text: String, _ body: (WordBytes) -> Void) {
  var text = text
  text.withUTF8 { bytes in
    var splitter = WordSplitter(UTF8Reader(bytes))
    splitter.run(body)
    splitter.deallocate()
  }
}

/// The search key of a whole text: its folded words with one space between them.
package func folded(_ text: String) -> String {
  var key: [UInt8] = []
  forEachWord(of: text) { word in
    if !key.isEmpty { key.append(0x20) }
    key += word.folded
  }
  return String(decoding: key, as: UTF8.self)
}

/// Cuts a text into words. ``word`` holds the letters of the one being read.
private struct WordSplitter {
  private var reader: UTF8Reader
  private var word = LetterBuffer()
  private var bare = LetterBuffer()
  private var start = 0
  private var end = 0
  private var isRightToLeft = false
  private var last: UInt32 = 0
  /// Of the word: whether all letters are of U+0600…06FF, and whether hamza is among them.
  private var isArabic = true
  private var hasHamza = false

  init(_ reader: UTF8Reader) { self.reader = reader }

  func deallocate() {
    word.deallocate()
    bare.deallocate()
  }

  @inline(__always)
  mutating func run(_ body: (WordBytes) -> Void) {
    while !reader.isAtEnd {
      let start = reader.position
      let scalar = reader.next()
      if scalar < 0x800 {
        let entry = FoldTable.flat[Int(scalar)]
        if entry > 1 {
          add(UInt32(entry), start..<reader.position, body)
          continue
        }
        if entry == 0, word.count == 0 { continue }
      }
      take(scalar, at: start..<reader.position, body)
    }
    finishWord(body)
  }

  @inline(never)
  private mutating func take(
    _ scalar: UInt32, at source: Range<Int>, _ body: (WordBytes) -> Void
  ) {
    switch Typesetting.folded(scalar) {
    case .separator:
      if isHebrewQuote(scalar) { return }
      finishWord(body)
    case .dropped: drop(scalar, source)
    case .letter(let letter): add(letter, source, body)
    case .ideograph(let letter):
      finishWord(body)
      add(letter, source, body)
      finishWord(body)
    case .form(let letters):
      for letter in letters { take(letter, at: source, body) }
      if word.count > 0 { end = source.upperBound }
    }
  }

  private mutating func finishWord(_ body: (WordBytes) -> Void) {
    guard word.count > 0 else { return }
    if hasHamza { removeHamza(word.bytes, into: &bare) }
    let bare = hasHamza ? bare.bytes : word.bytes
    let stem = isArabic ? stemRange(of: bare) : bare.indices
    body(
      WordBytes(
        folded: word.bytes, bare: bare, stem: UnsafeBufferPointer(rebasing: bare[stem]),
        source: start..<end))
    word.removeAll()
    last = 0
    isArabic = true
    hasHamza = false
  }

  /// What leaves no letter belongs to the word it stands in. A hamza above makes another letter of
  /// waw and yeh, as canonical composition has it.
  private mutating func drop(_ scalar: UInt32, _ source: Range<Int>) {
    guard word.count > 0 else { return }
    end = source.upperBound
    guard scalar == 0x654, last == 0x648 || last == 0x64A else { return }
    word.replaceLastTwo(0xD8, last == 0x648 ? 0xA4 : 0xA6)
    hasHamza = true
    last = 0
  }

  /// Gershayim or geresh typed as a quotation mark between Hebrew letters.
  private func isHebrewQuote(_ scalar: UInt32) -> Bool {
    guard scalar == 0x22 || scalar == 0x27, isHebrew(last) else { return false }
    return reader.peek().map(isHebrew) ?? false
  }

  private func isHebrew(_ scalar: UInt32) -> Bool { scalar >= 0x5D0 && scalar <= 0x5EA }

  @inline(__always)
  private mutating func add(
    _ letter: UInt32, _ source: Range<Int>, _ body: (WordBytes) -> Void
  ) {
    let turnsRightToLeft = letter >= 0x590 && letter < 0x900
    if turnsRightToLeft != isRightToLeft {
      finishWord(body)
      isRightToLeft = turnsRightToLeft
    }
    if word.count == 0 { start = source.lowerBound }
    end = source.upperBound
    last = letter
    if letter < 0x600 || letter > 0x6FF {
      isArabic = false
    } else if letter == 0x621 || letter == 0x624 || letter == 0x626 {
      hasHamza = true
    }
    word.append(letter)
  }
}

/// UTF-8 that grows as it must.
struct LetterBuffer {
  private var memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
  private var capacity = 64
  private(set) var count = 0

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory, count: count) }

  func deallocate() { memory.deallocate() }

  mutating func removeAll() { count = 0 }

  @inline(__always)
  mutating func append(_ scalar: UInt32) {
    if count + 4 > capacity { grow() }
    if scalar < 0x80 {
      put(scalar)
    } else if scalar < 0x800 {
      put(0xC0 | scalar >> 6)
      put(0x80 | scalar & 0x3F)
    } else {
      if scalar < 0x10000 {
        put(0xE0 | scalar >> 12)
      } else {
        put(0xF0 | scalar >> 18)
        put(0x80 | scalar >> 12 & 0x3F)
      }
      put(0x80 | scalar >> 6 & 0x3F)
      put(0x80 | scalar & 0x3F)
    }
  }

  mutating func replaceLastTwo(_ first: UInt8, _ second: UInt8) {
    memory[count - 2] = first
    memory[count - 1] = second
  }

  @inline(__always)
  private mutating func put(_ byte: UInt32) {
    memory[count] = UInt8(truncatingIfNeeded: byte)
    count += 1
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
    larger.update(from: memory, count: count)
    memory.deallocate()
    memory = larger
    capacity *= 2
  }
}
