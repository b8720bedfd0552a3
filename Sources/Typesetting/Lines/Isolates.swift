/// A stretch of the text that is ordered by itself: what stands around it sees one neutral (UAX #9,
/// isolates). It says with structure what FSI, LRI or RLI and PDI would say with characters. A text whose
/// caller isolates fields of it is not searched for tokens to isolate.
package struct Isolate: Hashable, Sendable {
  /// UTF-8 bytes of the text.
  package var range: Range<Int>
  /// Nil: by the first strong character inside.
  package var direction: Direction?

  package init(_ range: Range<Int>, _ direction: Direction? = nil) {
    self.range = range
    self.direction = direction
  }
}

/// Finds the stretches of a paragraph that have to read from left to right as one piece, which UAX #9
/// alone would tear apart beside Arabic: addresses, handles, paths, telephone numbers, names such as
/// C++ or 16-bit.
///
/// An isolate covers the whole left-to-right phrase such a token stands in, words and punctuation
/// between them included, so that it changes the order at the phrase's edges only. Dates and ranges
/// stay as the standard has them: readers of Arabic expect that.
struct IsolateFinder {
  private struct Phrase {
    var start = -1
    var end = -1
    /// Whether a token stands in it that has to be isolated.
    var isNeeded = false
    /// Whether a number behind it would count as left-to-right (W7).
    var endsInWord = false

    var isEmpty: Bool { start < 0 }

    mutating func extend(_ range: Range<Int>, isNeeded: Bool = false, isWord: Bool = true) {
      if isEmpty { start = range.lowerBound }
      end = range.upperBound
      if isNeeded { self.isNeeded = true }
      if isWord { endsInWord = true }
    }
  }

  private var scanner: TokenScanner
  private let end: Int
  /// The phrase being read, and those around the brackets it stands in.
  private var phrases = [Phrase()]
  private var found: [Range<Int>] = []
  private var hasRightToLeft = false

  /// BD16's limit, so that open brackets cost nothing without end.
  private static let deepest = 63

  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ paragraph: Range<Int>) {
    scanner = TokenScanner(bytes: bytes, range: paragraph)
    end = paragraph.upperBound
  }

  /// The byte ranges in ascending order; none in a paragraph that nothing turns around.
  static func isolates(
    in bytes: UnsafeBufferPointer<UInt8>, paragraph: Range<Int>, setting: Setting
  ) -> [Range<Int>] {
    var finder = IsolateFinder(bytes, paragraph)
    // UTF-8 of right-to-left scripts begins with such bytes.
    guard bytes[paragraph].contains(where: { $0 >= 0xD6 }) || finder.isRightToLeft(setting) else {
      return []
    }
    finder.find(from: paragraph.lowerBound)
    guard !finder.found.isEmpty, finder.hasRightToLeft || finder.isRightToLeft(setting) else {
      return []
    }
    return finder.found.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Whether a paragraph without right-to-left letters is one all the same.
  private func isRightToLeft(_ setting: Setting) -> Bool {
    switch setting.direction {
    case .fixed(let direction): direction == .rightToLeft
    case .language(let direction): direction == .rightToLeft && !scanner.hasLeftToRightLetter
    case .automatic: setting.fallback == .rightToLeft && !scanner.hasLeftToRightLetter
    }
  }

  private mutating func find(from start: Int) {
    var i = start
    while i < end {
      let byte = scanner.bytes[i]
      if byte <= 0x20 {
        i += 1
      } else if byte >= 0xD8, byte < 0xDC, phrases.count == 1, phrases[0].isEmpty,
        scanner.bytes[i + 1] & 0x20 == 0 || byte == 0xD8
      {
        // An Arabic letter outside any phrase; the rows of digits are in the other half of U+0660.
        hasRightToLeft = true
        i += 2
      } else if let token = scanner.token(at: i) {
        read(token, i..<token.end)
        i = token.end
      } else {
        i = readScalar(at: i)
      }
    }
    closeAll()
  }

  private var current: Phrase {
    get { phrases[phrases.count - 1] }
    set { phrases[phrases.count - 1] = newValue }
  }

  /// A word goes on with the phrase, and so does a number behind a word.
  private mutating func read(_ token: TokenScanner.Token, _ range: Range<Int>) {
    if token.isWord || current.endsInWord {
      current.extend(range, isNeeded: token.isNeeded)
    } else if token.isNeeded {
      take(current)
      current = Phrase()
      current.extend(range, isNeeded: true, isWord: false)
    }
  }

  /// One scalar that begins no token.
  private mutating func readScalar(at i: Int) -> Int {
    let (scalar, length) = scanner.scalar(at: i)
    switch scalar {
    case 0x28, 0x5B, 0x7B, 0xAB, 0x201C, 0x2039: open()
    case 0x29, 0x5D, 0x7D, 0xBB, 0x201D, 0x203A: close(end: i + length)
    default:
      let bidiClass = Properties(scalar).bidiClass
      switch bidiClass {
      case .l: current.extend(i..<i + length)
      case .r, .al, .an:
        hasRightToLeft = true
        closeAll()
      case .b, .lre, .rle, .lro, .rlo, .pdf, .lri, .rli, .fsi, .pdi: closeAll()
      default: break
      }
    }
    return i + length
  }

  private mutating func open() {
    if phrases.count < Self.deepest { phrases.append(Phrase()) }
  }

  /// A bracket that closes a phrase inside another one belongs to both.
  private mutating func close(end: Int) {
    guard phrases.count > 1 else { return }
    let inner = phrases.removeLast()
    if current.isEmpty {
      take(inner)
    } else {
      current.extend(current.start..<end, isNeeded: inner.isNeeded)
    }
  }

  private mutating func closeAll() {
    for phrase in phrases { take(phrase) }
    phrases.removeAll(keepingCapacity: true)
    phrases.append(Phrase())
  }

  /// What was taken inside the phrase is part of it.
  private mutating func take(_ phrase: Phrase) {
    guard phrase.isNeeded else { return }
    while let last = found.last, last.lowerBound >= phrase.start { found.removeLast() }
    found.append(phrase.start..<phrase.end)
  }
}
