/// Recognises, in the bytes of a paragraph, tokens that read from left to right.
struct TokenScanner {
  struct Token {
    var end: Int
    /// Whether the token falls apart beside right-to-left text.
    var isNeeded: Bool
    /// Whether letters of a left-to-right script stand in it; otherwise it is a number.
    var isWord: Bool
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let range: Range<Int>
  /// Where a path that turned out to have no letter ended: none that begins before it has one.
  private var endOfLetterless = 0

  init(bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  /// Whether Latin, Greek or Cyrillic letters give the paragraph their direction.
  var hasLeftToRightLetter: Bool {
    bytes[range].contains { isLetterByte($0) || isLeftToRightLead($0) }
  }

  /// The token that begins at `i`; nil where none does.
  mutating func token(at i: Int) -> Token? {
    let byte = bytes[i]
    guard byte < 0x80 || byte == 0xDB else { return nil }
    if i > range.lowerBound, isWordByte(bytes[i - 1]) { return nil }
    switch byte {
    case 0xDB:
      let isInNumber =
        i > range.lowerBound + 1 && bytes[i - 2] == 0xDB && digit(at: i - 2) != nil
      return isInNumber ? nil : phone(at: i)
    case UInt8(ascii: "+"), UInt8(ascii: "("): return phone(at: i)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return phone(at: i) ?? name(at: i)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      return address(at: i) ?? name(at: i)
    case UInt8(ascii: "@"): return tagged(at: i, isWordByte)
    case UInt8(ascii: "#"): return tagged(at: i, isLetterByte)
    case UInt8(ascii: "/"), UInt8(ascii: "~"), UInt8(ascii: "."): return path(at: i)
    default: return nil
    }
  }

  // MARK: Kinds

  /// An address with its scheme, or that begins with `www.` or `mailto:`, or a path of Windows; letters
  /// of any script may stand in it.
  private func address(at i: Int) -> Token? {
    var k = i
    while k < range.upperBound, isWordByte(bytes[k]) || isIn(bytes[k], "+.-") { k += 1 }
    let isAddress =
      has("://", at: k) || has("www.", at: i) || has("WWW.", at: i) || has("mailto:", at: i)
      || k == i + 1 && has(":\\", at: k)
    return isAddress ? untilBlank(from: i) : nil
  }

  private mutating func path(at i: Int) -> Token? {
    guard i >= endOfLetterless else { return nil }
    guard i == range.lowerBound || bytes[i - 1] < 0x80 && !isIn(bytes[i - 1], "/.:") else {
      return nil
    }
    var k = i
    while k < range.upperBound, k - i < 3, isIn(bytes[k], "~.") { k += 1 }
    guard k - i < 3, has("/", at: k), k + 1 < range.upperBound,
      isWordByte(bytes[k + 1]) || bytes[k + 1] == UInt8(ascii: ".")
    else { return nil }
    let token = untilBlank(from: i)
    guard bytes[i..<token.end].contains(where: isLetterByte) else {
      endOfLetterless = token.end
      return nil
    }
    return token
  }

  /// `@name` or `#name`.
  private func tagged(at i: Int, _ first: (UInt8) -> Bool) -> Token? {
    guard i + 1 < range.upperBound, first(bytes[i + 1]) else { return nil }
    var k = i + 1
    while k < range.upperBound, isWordByte(bytes[k]) || isIn(bytes[k], ".-") { k += 1 }
    return Token(end: trimmed(i..<k, ".-"), isNeeded: true, isWord: true)
  }

  /// A word of letters and digits with `. + # / - _ @` in it; needed when there is a letter and one of
  /// those signs. Behind a host and a slash letters of any script may follow.
  private func name(at i: Int) -> Token {
    var k = i
    var hasLetter = false
    while k < range.upperBound {
      if isWordByte(bytes[k]) || isIn(bytes[k], ".+#/-@") {
        if isLetterByte(bytes[k]) { hasLetter = true }
        k += 1
      } else if isLeftToRightLead(bytes[k]) {
        let (scalar, length) = scalar(at: k)
        guard Properties(scalar).bidiClass == .l else { break }
        hasLetter = true
        k += length
      } else {
        break
      }
    }
    if hasLetter, k < range.upperBound, bytes[k] >= 0xD6, isHostAndPath(i..<k) {
      return untilBlank(from: i)
    }
    let end = max(i + 1, trimmed(i..<k, ".-/@"))
    let hasSign = bytes[i..<end].contains { isIn($0, ".+#/-_@") }
    return Token(end: end, isNeeded: hasLetter && hasSign, isWord: hasLetter)
  }

  /// `example.org/`, or with a part of a path that ends in a slash.
  private func isHostAndPath(_ range: Range<Int>) -> Bool {
    guard bytes[range.upperBound - 1] == UInt8(ascii: "/"),
      let slash = bytes[range].firstIndex(of: UInt8(ascii: "/")),
      let stop = bytes[range.lowerBound..<slash].lastIndex(of: UInt8(ascii: "."))
    else { return false }
    return slash - stop > 2 && bytes[stop + 1..<slash].allSatisfy(isLetterByte)
  }

  /// A telephone number: `+` or 0, and 7 to 15 digits of one set in groups parted by blanks, hyphens and
  /// brackets; behind a slash the last digits of further lines. A bracket belongs to it only with its
  /// partner. A date or a range of hours is none, nor are Arabic-Indic digits: an isolate would not change
  /// their order.
  private func phone(at i: Int) -> Token? {
    var k = i
    let isInternational = has("+", at: k)
    if isInternational { k += 1 }
    var groups = [0]
    // As far as no bracket is open.
    var taken = groups
    var kind: DigitKind?
    var end = k
    var openBrackets = 0
    var separators = 0
    while k < range.upperBound, groups.reduce(0, +) <= 15 {
      if let digit = digit(at: k), kind == nil || kind == digit.kind {
        if kind == nil, !isInternational, digit.value != 0 { return nil }
        if separators > 0, groups.last != 0 { groups.append(0) }
        groups[groups.count - 1] += 1
        kind = digit.kind
        separators = 0
        k += digit.length
        if openBrackets == 0 { (taken, end) = (groups, k) }
      } else if separators < 2, isIn(bytes[k], " -()") {
        if bytes[k] == UInt8(ascii: "(") { openBrackets += 1 }
        if bytes[k] == UInt8(ascii: ")") { openBrackets -= 1 }
        if openBrackets < 0 { break }
        separators += 1
        k += 1
      } else if separators < 2, bytes[k] == 0xC2, k + 1 < range.upperBound, bytes[k + 1] == 0xA0 {
        separators += 1
        k += 2
      } else {
        break
      }
    }
    guard isPhone(taken, isInternational: isInternational) else { return nil }
    end = endOfFurtherLines(from: end)
    guard end == range.upperBound || !isWordByte(bytes[end]), !isInNumber(at: end) else {
      return nil
    }
    return Token(end: end, isNeeded: true, isWord: false)
  }

  /// `/9` or `/56/57` behind a number.
  private func endOfFurtherLines(from start: Int) -> Int {
    var end = start
    while has("/", at: end) {
      var k = end + 1
      while k < range.upperBound, let digit = digit(at: k) { k += digit.length }
      guard k > end + 1, k <= end + 5 else { break }
      end = k
    }
    return end
  }

  /// Whether `/` or `:` and a digit follow, as in a time or date.
  private func isInNumber(at end: Int) -> Bool {
    end + 1 < range.upperBound && isIn(bytes[end], "/:") && digit(at: end + 1) != nil
  }

  private func isPhone(_ groups: [Int], isInternational: Bool) -> Bool {
    guard (7...15).contains(groups.reduce(0, +)) else { return false }
    if isInternational { return true }
    if groups[0] < 2 { return false }
    let isDate =
      groups.count == 3 && groups[0] <= 2 && groups[1] <= 2 && (groups[2] == 2 || groups[2] == 4)
    let isRange = groups.count == 2 && groups[0] == groups[1] && groups[0] <= 4
    return !isDate && !isRange
  }

  // MARK: Ends

  /// All up to a blank or quotation mark, without the punctuation of the sentence at its end.
  private func untilBlank(from start: Int) -> Token {
    var k = start
    while k < range.upperBound {
      let (scalar, length) = scalar(at: k)
      if endsAddress(scalar) { break }
      k += length
    }
    return Token(end: withoutStops(start..<k), isNeeded: true, isWord: true)
  }

  private func endsAddress(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0...0x20, 0x22, 0x3C, 0x3E, 0x7F...0xA0, 0xAB, 0xBB, 0x200B, 0x201C, 0x201D, 0x2028,
      0x2029, 0x2066...0x2069, 0x60C, 0x61B:
      true
    default: scalar > 0xA0 && Properties(scalar).category == .space
    }
  }

  private func withoutStops(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    var unclosed = openBrackets(range)
    while end > range.lowerBound + 1 {
      let last = bytes[end - 1]
      if isIn(last, ".,;:!?']}") {
        end -= 1
      } else if last == UInt8(ascii: ")"), unclosed < 0 {
        unclosed += 1
        end -= 1
      } else if end > range.lowerBound + 2, isArabicStop(bytes[end - 2], last) {
        end -= 2
      } else if end > range.lowerBound + 3, bytes[end - 3] == 0xE2, bytes[end - 2] == 0x80,
        last == 0x99 || last == 0xA6
      {
        end -= 3
      } else {
        break
      }
    }
    return end
  }

  /// ؟ ۔
  private func isArabicStop(_ first: UInt8, _ second: UInt8) -> Bool {
    first == 0xD8 && second == 0x9F || first == 0xDB && second == 0x94
  }

  /// How many more `(` than `)` there are.
  private func openBrackets(_ range: Range<Int>) -> Int {
    bytes[range].reduce(0) {
      $0 + ($1 == UInt8(ascii: "(") ? 1 : $1 == UInt8(ascii: ")") ? -1 : 0)
    }
  }

  private func trimmed(_ range: Range<Int>, _ signs: StaticString) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, isIn(bytes[end - 1], signs) { end -= 1 }
    return end
  }

  // MARK: Bytes

  private enum DigitKind { case ascii, extended }

  private func digit(at i: Int) -> (value: UInt8, length: Int, kind: DigitKind)? {
    let byte = bytes[i]
    if byte >= 0x30, byte <= 0x39 { return (byte - 0x30, 1, .ascii) }
    guard byte == 0xDB, i + 1 < range.upperBound else { return nil }
    let second = bytes[i + 1]
    return second >= 0xB0 && second <= 0xB9 ? (second - 0xB0, 2, .extended) : nil
  }

  /// The scalar at `i` and its length in bytes.
  func scalar(at i: Int) -> (scalar: UInt32, length: Int) {
    var reader = UTF8Reader(UnsafeBufferPointer(rebasing: bytes[i...]))
    let scalar = reader.next()
    return (scalar, reader.position)
  }

  private func has(_ text: StaticString, at i: Int) -> Bool {
    guard i + text.utf8CodeUnitCount <= range.upperBound else { return false }
    for k in 0..<text.utf8CodeUnitCount where bytes[i + k] != text.utf8Start[k] { return false }
    return true
  }

  private func isIn(_ byte: UInt8, _ signs: StaticString) -> Bool {
    for k in 0..<signs.utf8CodeUnitCount where signs.utf8Start[k] == byte { return true }
    return false
  }

  private func isLetterByte(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

  /// Where letters with accents, Greek and Cyrillic begin.
  private func isLeftToRightLead(_ byte: UInt8) -> Bool { byte >= 0xC3 && byte < 0xD6 }

  private func isWordByte(_ byte: UInt8) -> Bool {
    isLetterByte(byte) || byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "_")
  }
}
