/// One paragraph read from a text: its clusters in logical order with their levels, ready to be cut
/// into rows. The storage is used again when another one is read.
struct Paragraph: ~Copyable {
  private(set) var direction: Direction = .leftToRight
  var clusters: [Cluster] = []

  private let setting: Setting
  /// Line breaks are read as blanks, so that the whole text is one paragraph.
  private let isOneRow: Bool
  private var resolver = BidiResolver()
  /// UTF-8 bytes of every scalar.
  private var sources = List<Source>()
  private var joins = Buffer<UInt8>()
  private var builder: ClusterBuilder
  private var breaking = LineBreaking()
  private var overrides = OverrideFilter()
  private var tally = LetterTally()
  /// The index of the last scalar that is no nonspacing mark, -1 for none.
  private var lastBase = -1
  /// What the caller isolates in the text, in ascending order.
  private let isolates: [Isolate]
  private var boundaries = IsolateBoundaries()

  struct Source: BitwiseCopyable {
    var start: UInt32
    var end: UInt32
  }

  init(setting: Setting, isOneRow: Bool, isolates: [Isolate] = []) {
    self.setting = setting
    self.isolates = isolates.sorted { $0.range.lowerBound < $1.range.lowerBound }
    self.isOneRow = isOneRow
    builder = ClusterBuilder(setting: setting)
  }

  /// Reads up to the end of the paragraph, past its line feed.
  mutating func read(_ reader: inout UTF8Reader) {
    resolver.removeAll()
    sources.removeAll()
    breaking.removeAll()
    overrides.removeAll()
    tally = LetterTally()
    lastBase = -1
    boundaries.set(isolates(ofParagraphAt: reader))
    while !reader.isAtEnd {
      let start = reader.position
      if start >= boundaries.next { crossBoundary(at: start) }
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
    if boundaries.isInside { closeIsolate(at: reader.position) }
    direction = baseDirection()
    resolver.resolve(base: direction)
    resolver.resetSegmentSeparators()
    buildClusters()
  }

  /// Joins the letters and makes clusters of all.
  private mutating func buildClusters() {
    let count = resolver.count
    joins.reserve(count + 1)
    let joinsLetters = setting.joins || setting.justification == .kashida
    if joinsLetters {
      LetterJoiner(
        scalars: resolver.scalars.pointer, joins: joins.pointer, shapes: setting.joins
      ).join(count)
    }
    builder.begin(count)
    for i in 0..<count {
      builder.append(
        ClusterBuilder.Input(
          scalar: resolver.scalars[i], properties: Properties(record: breaking.records[i]),
          joins: joinsLetters ? Joins(rawValue: joins[i]) : [], level: resolver.levels[i],
          position: UInt32(truncatingIfNeeded: i),
          source: Int(sources[i].start)..<Int(sources[i].end)))
    }
    builder.finish(into: &clusters)
  }

  /// Marks the clusters a row may end after; it must before ``nextRow(of:from:columns:)`` is asked.
  mutating func markBreaks() {
    breaking.find(forArabic: direction == .rightToLeft)
    for i in clusters.indices.dropLast() {
      let next = clusters[i + 1]
      if next.traits.contains(.continuesGrapheme) { continue }
      switch breaking.opportunity(before: Int(next.position)) {
      case .allowed: clusters[i].traits.insert(.allowsBreak)
      case .discouraged: clusters[i].traits.insert(.discouragesBreak)
      case .prohibited: break
      }
    }
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
    if setting.joins, composes(scalar, source) { return }
    tally.add(appendUncounted(scalar, source: source))
  }

  /// Appends a scalar that has no say in the direction of the paragraph.
  @discardableResult
  private mutating func appendUncounted(_ scalar: UInt32, source: Range<Int>) -> Properties {
    let record = Properties.recordNumber(of: scalar)
    let properties = Properties(record: record)
    breaking.append(scalar, record: record)
    sources.append(
      Source(
        start: UInt32(truncatingIfNeeded: source.lowerBound),
        end: UInt32(truncatingIfNeeded: source.upperBound)))
    if properties.bidiClass != .nsm { lastBase = resolver.count }
    resolver.append(scalar, properties)
    return properties
  }

  /// Puts a hamza or madda into the letter it stands on, through other marks (canonical composition):
  /// joining has to see the letter.
  private mutating func composes(_ mark: UInt32, _ source: Range<Int>) -> Bool {
    guard mark >= 0x653, mark <= 0x655 else { return false }
    guard lastBase >= 0, let letter = composed(resolver.scalars[lastBase], mark) else {
      return false
    }
    resolver.scalars[lastBase] = letter
    breaking.replace(lastBase, by: letter)
    sources[resolver.count - 1].end = UInt32(truncatingIfNeeded: source.upperBound)
    return true
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
    case .language(let direction): tally.onlyDirection ?? direction
    case .automatic: tally.direction ?? setting.fallback
    }
  }

  // MARK: Isolates

  /// What is isolated in the paragraph that begins at the reader's position.
  private func isolates(ofParagraphAt reader: UTF8Reader) -> [Isolate] {
    guard isolates.isEmpty else {
      return isolates.filter { $0.range.lowerBound >= reader.position }
    }
    guard setting.isolatesTokens else { return [] }
    return IsolateFinder.isolates(
      in: reader.bytes, paragraph: reader.position..<paragraphEnd(in: reader),
      setting: setting
    ).map { Isolate($0, .leftToRight) }
  }

  private func paragraphEnd(in reader: UTF8Reader) -> Int {
    guard !isOneRow else { return reader.bytes.count }
    var end = reader.position
    while end < reader.bytes.count, reader.bytes[end] != 0x0A {
      if reader.bytes[end] == 0xE2, reader.bytes[end + 1] == 0x80, reader.bytes[end + 2] == 0xA9 {
        break
      }
      end += 1
    }
    return end
  }

  /// An isolate is handed to the resolver as the controls that would stand around it in the text; they
  /// own no cell.
  private mutating func crossBoundary(at position: Int) {
    while position >= boundaries.next {
      if boundaries.isInside {
        closeIsolate(at: position)
      } else {
        overrides.beginIsolate()
        switch boundaries.direction {
        case .leftToRight: appendUncounted(0x2066, source: position..<position)
        case .rightToLeft: appendUncounted(0x2067, source: position..<position)
        case nil: appendUncounted(0x2068, source: position..<position)
        }
      }
      boundaries.cross()
    }
  }

  private mutating func closeIsolate(at position: Int) {
    for _ in 0..<overrides.endIsolate() {
      appendUncounted(0x2069, source: position..<position)
    }
  }

}

/// Where isolates begin and end, in the order the text comes to them.
private struct IsolateBoundaries {
  private var isolates: [Isolate] = []
  private var index = 0
  private(set) var isInside = false
  /// The byte of the next boundary.
  private(set) var next = Int.max

  /// The direction of the isolate the boundary belongs to.
  var direction: Direction? { isolates[index].direction }

  mutating func set(_ isolates: [Isolate]) {
    self.isolates = isolates
    index = 0
    isInside = false
    next = isolates.first?.range.lowerBound ?? .max
  }

  mutating func cross() {
    if isInside { index += 1 }
    isInside.toggle()
    guard index < isolates.count else {
      next = .max
      return
    }
    next = isInside ? isolates[index].range.upperBound : isolates[index].range.lowerBound
  }
}

/// Counts the letters of either direction.
struct LetterTally {
  private var leftToRight = 0
  private var rightToLeft = 0
  private var classes: UInt32 = 0
  /// The first strong character outside isolates (P2).
  private var first: Direction?
  private var openIsolates = 0

  mutating func add(_ properties: Properties) {
    let bidiClass = properties.bidiClass
    if bidiClass.isStrong {
      classes |= bidiClass.mask
      if first == nil, openIsolates == 0 {
        first = bidiClass == .l ? .leftToRight : .rightToLeft
      }
      guard properties.category == .letter else { return }
      if bidiClass == .l { leftToRight += 1 } else { rightToLeft += 1 }
    } else if bidiClass.isIsolateInitiator {
      openIsolates += 1
    } else if bidiClass == .pdi, openIsolates > 0 {
      openIsolates -= 1
    }
  }

  /// Right to left if at least 0.3 of the letters are, otherwise as the first strong character is; nil
  /// if there is none.
  var direction: Direction? {
    let letters = leftToRight + rightToLeft
    return letters > 0 && 10 * rightToLeft >= 3 * letters ? .rightToLeft : first
  }

  /// The direction of all strong characters, nil if there are none or of both.
  var onlyDirection: Direction? {
    switch (classes & BidiClass.l.mask != 0, classes & ~BidiClass.l.mask != 0) {
    case (true, false): .leftToRight
    case (false, true): .rightToLeft
    default: nil
    }
  }
}
