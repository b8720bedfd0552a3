/// One paragraph read from a text: its clusters in logical order with their levels, ready to be cut
/// into rows. The storage is used again for the next paragraph.
struct Paragraph: ~Copyable {
  private(set) var direction: Direction = .leftToRight
  var clusters: [Cluster] = []

  private let setting: Setting
  /// Line breaks are read as blanks, so that the whole text is one paragraph.
  private let isOneRow: Bool
  private var resolver = BidiResolver()
  private var builder: ClusterBuilder
  private var overrides = OverrideFilter()
  private var tally = LetterTally()

  init(setting: Setting, isOneRow: Bool) {
    self.setting = setting
    self.isOneRow = isOneRow
    builder = ClusterBuilder(setting: setting)
  }

  /// Reads up to the end of the paragraph, past its line feed.
  mutating func read(_ reader: inout UTF8Reader) {
    resolver.removeAll()
    builder.removeAll()
    overrides.removeAll()
    tally = LetterTally()
    while !reader.isAtEnd {
      let start = reader.position
      var scalar = reader.next()
      if scalar < 0x20 || scalar >= 0x7F && scalar < 0xA0 {
        if scalar == 0x0A, !isOneRow { break }
        if scalar == 0x0D, reader.peek() == 0x0A { continue }
        guard let blank = replacement(forControl: scalar), blank != 0 else { continue }
        scalar = blank
      } else if scalar >= 0x2028, scalar <= 0x2069 {
        if scalar == 0x2029, !isOneRow { break }
        if scalar <= 0x2029, isOneRow { scalar = 0x20 }
        guard overrides.keeps(scalar) else { continue }
      }
      append(scalar, start: start, reader: &reader)
    }
    direction = baseDirection()
    resolver.resolve(base: direction)
    resolver.resetSegmentSeparators()
    builder.finish(levels: resolver.levels, into: &clusters)
  }

  private mutating func append(_ scalar: UInt32, start: Int, reader: inout UTF8Reader) {
    if setting.joins {
      if scalar == 0x6DD { return appendEndOfAyah(start: start, reader: &reader) }
      if scalar >= 0xFB50, let letters = expansion(of: scalar) {
        for letter in letters { add(letter, source: start..<reader.position) }
        return
      }
    }
    add(scalar, source: start..<reader.position)
  }

  private mutating func add(_ scalar: UInt32, source: Range<Int>) {
    let properties = Properties(scalar)
    builder.append(
      scalar, properties, position: UInt32(truncatingIfNeeded: resolver.count), source: source)
    resolver.append(scalar, properties)
    tally.add(properties)
  }

  /// U+06DD encloses the digits after it, which cells cannot: they stand between ornate
  /// parentheses instead.
  private mutating func appendEndOfAyah(start: Int, reader: inout UTF8Reader) {
    let sign = start..<reader.position
    guard let digit = reader.peek(), isDigit(digit) else { return add(0x6DD, source: sign) }
    add(0xFD3F, source: sign)
    while let digit = reader.peek(), isDigit(digit) {
      let from = reader.position
      _ = reader.next()
      add(digit, source: from..<reader.position)
    }
    add(0xFD3E, source: reader.position..<reader.position)
  }

  private func isDigit(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x660...0x669, 0x6F0...0x6F9: true
    default: false
    }
  }

  private func baseDirection() -> Direction {
    switch setting.direction {
    case .fixed(let direction): direction
    case .automatic: tally.direction ?? resolver.firstStrongDirection() ?? setting.fallback
    }
  }
}

/// Counts the letters of either direction.
struct LetterTally {
  private var leftToRight = 0
  private var rightToLeft = 0

  mutating func add(_ properties: Properties) {
    guard properties.category == .letter else { return }
    switch properties.bidiClass {
    case .l: leftToRight += 1
    case .r, .al: rightToLeft += 1
    default: break
    }
  }

  /// Right to left if at least 0.3 of the letters are; otherwise the first strong character has
  /// to decide.
  var direction: Direction? {
    let letters = leftToRight + rightToLeft
    return letters > 0 && 10 * rightToLeft >= 3 * letters ? .rightToLeft : nil
  }
}
