import Testing

@testable import Typesetting

@Suite struct `Bidi conformance` {
  /// A scalar of each class in the notation of BidiTest.txt.
  static let samples: [String: Unicode.Scalar] = [
    "L": "a", "R": "\u{5D0}", "AL": "\u{627}", "EN": "1", "ES": "+", "ET": "$", "AN": "\u{661}",
    "CS": ",", "NSM": "\u{300}", "BN": "\u{AD}", "B": "\u{2029}", "S": "\t", "WS": " ", "ON": "!",
    "LRE": "\u{202A}", "LRO": "\u{202D}", "RLE": "\u{202B}", "RLO": "\u{202E}", "PDF": "\u{202C}",
    "LRI": "\u{2066}", "RLI": "\u{2067}", "FSI": "\u{2068}", "PDI": "\u{2069}",
  ]

  @Test func `every case of BidiTest has its levels and order`() throws {
    var reader = ByteReader(try UnicodeFiles.conformance("BidiTest.txt"))
    var failures = Failures()
    var cases = 0
    var levels: [UInt8?] = []
    var order: [Int] = []
    var rows = RowWriter()
    while let line = reader.nextLine() {
      guard let head = line.first.map({ reader.bytes[$0] }), head != UInt8(ascii: "#") else {
        continue
      }
      if head == UInt8(ascii: "@") {
        guard let colon = reader.bytes[line].firstIndex(of: UInt8(ascii: ":")) else { continue }
        let values = colon + 1..<line.upperBound
        if reader.text(line.lowerBound..<colon) == "@Levels" {
          levels = reader.levels(tabsAsBlanks(values, in: reader))
        } else {
          order = reader.words(of: tabsAsBlanks(values, in: reader)).map { reader.decimal($0) }
        }
        continue
      }
      let fields = reader.fields(of: line)
      let scalars = reader.words(of: fields[0]).map { Self.samples[reader.text($0)] ?? "a" }
      let row = Row(scalars, levels, order)
      let directions = reader.hexadecimal(reader.words(of: fields[1])[0])
      for (bit, base) in [(1, nil), (2, .leftToRight), (4, .rightToLeft)] as [(UInt32, Direction?)]
      where directions & bit != 0 {
        cases += 1
        let found = embeddingLevels(of: scalars, base: base).levels
        if found != levels || visualOrder(of: found) != order {
          failures.add("\(reader.text(line)) base \(bit): \(found)")
        }
        if !rows.agrees(row, base: base) {
          failures.add("\(reader.text(line)) base \(bit): written in another order")
        }
      }
    }
    #expect(failures.count == 0, "\(failures.summary)")
    #expect(cases == 770_241)
    print("BidiTest: \(cases) cases, \(rows.count) written as rows")
  }

  @Test func `every line of BidiCharacterTest has its levels and order`() throws {
    var reader = ByteReader(try UnicodeFiles.conformance("BidiCharacterTest.txt"))
    var failures = Failures()
    var cases = 0
    var rows = RowWriter()
    while let line = reader.nextLine() {
      let fields = reader.fields(of: line)
      guard fields.count == 5 else { continue }
      cases += 1
      let scalars = reader.words(of: fields[0]).compactMap {
        Unicode.Scalar(reader.hexadecimal($0))
      }
      let base: Direction? =
        switch reader.decimal(fields[1]) {
        case 0: .leftToRight
        case 1: .rightToLeft
        default: nil
        }
      let found = embeddingLevels(of: scalars, base: base)
      let order = reader.words(of: fields[4]).map { reader.decimal($0) }
      let isRight =
        Int(found.base) == reader.decimal(fields[2]) && found.levels == reader.levels(fields[3])
        && visualOrder(of: found.levels) == order
      if !isRight { failures.add("\(reader.text(line)): \(found)") }
      if !rows.agrees(Row(scalars, found.levels, order), base: base) {
        failures.add("\(reader.text(line)): written in another order")
      }
    }
    #expect(failures.count == 0, "\(failures.summary)")
    #expect(cases == 91_707)
    print("BidiCharacterTest: \(cases) cases, \(rows.count) written as rows")
  }

  /// The values of an `@` line start with a tab.
  private func tabsAsBlanks(_ range: Range<Int>, in reader: ByteReader) -> Range<Int> {
    let start = range.first { reader.bytes[$0] != 0x09 && reader.bytes[$0] != 0x20 }
    return (start ?? range.upperBound)..<range.upperBound
  }
}

/// A paragraph, and how its one row is written: in order, and mirrored at odd levels.
private struct Row {
  let text: [UInt8]
  let scalarCount: Int
  let visual: [UInt32]

  init(_ scalars: [Unicode.Scalar], _ levels: [UInt8?], _ order: [Int]) {
    text = Array(String(String.UnicodeScalarView(scalars)).utf8)
    scalarCount = scalars.count
    visual = order.map { index in
      let scalar = scalars[index].value
      guard let level = levels[index], level & 1 == 1 else { return scalar }
      return mirroringGlyph(of: scalar) ?? scalar
    }
  }
}

/// Writes rows from bytes, which is another way through the algorithm than that of levels.
private struct RowWriter: ~Copyable {
  private var resolver = BidiResolver()
  /// Rows written.
  private(set) var count = 0

  mutating func agrees(_ row: Row, base: Direction?) -> Bool {
    count += 1
    resolver.removeAll()
    row.text.withUnsafeBufferPointer { resolver.append(utf8: $0) }
    resolver.resolve(base: base)
    resolver.resetSegmentSeparators()
    let visual = [UInt32](unsafeUninitializedCapacity: row.scalarCount) { visual, count in
      guard let start = visual.baseAddress else { return }
      count = resolver.reorder(0..<row.scalarCount, into: start)
    }
    return visual == row.visual
  }
}
